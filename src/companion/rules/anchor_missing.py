"""Links to a place on a page that is not there."""

from ..problems import did_you_mean
from .rule import Iterator, Problem, Rule, Site

RULE = Rule(
    "L102",
    "anchor-missing",
    "The link would open the page at its top, and the reader would not find what was promised.",
    "use an id that stands on the page, or give the heading one: ## Heading {#id}",
)


def check(site: Site) -> Iterator[Problem]:
    """One problem for each fragment without its id."""
    for page, path, fragment, link in site.internal_links():
        if not fragment or path not in site.pages:
            continue
        known = site.anchors(path)
        if fragment not in known:
            mend = RULE.mend + "." + did_you_mean(fragment, known, "#{}")
            yield RULE.problem(page.file, link.line, link.column, f"there is no #{fragment} on docs/{path}", mend)
