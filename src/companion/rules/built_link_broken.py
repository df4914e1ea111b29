"""Links and resources of built pages that lead nowhere."""

from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H901", "built-link-broken", "A reader who follows it finds nothing.", "correct the link where the page, a template or the engine makes it", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Addresses inside the site without their file."""
    for page in site.pages.values():
        for use in page.facts.uses:
            try:
                target = site.local(page.path, use.address)
            except ValueError:
                yield RULE.problem(f"site/{page.path}", use.line, 0, f"“{use.address}” is no address")
                continue
            if target and target[0] not in site.files and target[0] != "":
                yield RULE.problem(f"site/{page.path}", use.line, 0, f"<{use.tag}> leads to “{use.address}”, which is not there")
