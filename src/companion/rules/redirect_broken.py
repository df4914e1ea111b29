"""Redirects that chain, circle, lead nowhere or hide something that stands; and promises changed by hand."""

from ..permalinks import REDIRECTS, broken_redirects
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("P402", "redirect-broken", "An old link must arrive in one hop.", "name an address that stands")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each broken redirect and each malformed line."""
    for file, line, message, mend in site.promises.faults:
        yield RULE.problem(file, line, 0, message, mend)
    for line, message, mend in broken_redirects(site.promises, site.offered):
        yield RULE.problem(REDIRECTS, line, 0, message, mend)
