"""Images of built pages without a text."""

from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H907", "built-image-without-text", "A picture without a text is nothing to a reader who does not see it.", "give it alt text, or alt=\"\" if it is ornament", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """<img> without an alt attribute."""
    for page in site.pages.values():
        for address, line in page.facts.silent_images:
            yield RULE.problem(f"site/{page.path}", line, 0, f"<img src=“{address}”> has no alt")
