"""A page that no other page links is found by nobody who reads."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("C503", "page-unlinked", "A reader finds what another page links; a menu alone says neither what a page is about nor why to read it.", "link it where another page speaks of it, or in the index of its folder", severity="advice")


def check(site: Site) -> Iterator[Problem]:
    """Pages beside the front door that no other page links, in its text or as related."""
    linked = {path for page, path, _, _ in site.internal_links() if path != page.path}
    for page in site.pages.values():
        related = page.front_matter.get("related")
        linked |= {str(item.get("page")).partition("#")[0] for item in (related if isinstance(related, list) else []) if isinstance(item, dict)}
    for page in site.pages.values():
        if page.path not in linked | {"index.md"}:
            yield RULE.problem(page.file, 0, 0, "no page links this one")
