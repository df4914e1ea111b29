"""Links without a text or without an address."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L106", "link-empty", "A link without a text cannot be seen or read out; one without an address goes nowhere.", "write both: [text](address)")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each link that lacks either."""
    for page in site.pages.values():
        for link in page.links:
            if not link.target:
                yield RULE.problem(page.file, link.line, link.column, f"the link “{link.text}” has no address")
            elif not link.image and not link.raw_html and not link.text.strip():
                yield RULE.problem(page.file, link.line, link.column, f"the link to “{link.target}” has no text")
