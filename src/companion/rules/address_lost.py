"""Addresses that were published and no longer lead anywhere."""

from ..permalinks import PERMALINKS, lost
from ..problems import did_you_mean
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("P401", "address-lost", "Somebody has linked it.", "bring the page or the id back, or say in redirects.txt where it leads")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each published address that neither stands nor is redirected to one that stands."""
    for line, address in lost(site.promises, site.offered):
        mend = f"bring it back, or add to redirects.txt: {address} /where/it/is/now/." + did_you_mean(address, site.offered)
        yield RULE.problem(PERMALINKS, line, 0, f"{address} was published and is gone", mend)
