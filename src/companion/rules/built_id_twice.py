"""Ids that stand twice on a built page."""

from collections import Counter
from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H903", "built-id-twice", "A link reaches the first of the two alone, and the page is not valid HTML.", "give one of them another id", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """One problem for each id that stands more than once."""
    for page in site.pages.values():
        for name, number in Counter(name for name, _ in page.facts.ids).items():
            if number > 1:
                yield RULE.problem(f"site/{page.path}", 0, 0, f"the id #{name} stands {number} times")
