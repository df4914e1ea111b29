"""Words in quotation marks that the interview does not have."""

from ..proofs import ALTERED, NOT_HERE
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q301", "quotation-altered", "Readers take our quotation marks as proof.", "copy the words as they stand, mark what is left out with …, or drop the marks and say it in your own words")


def check(site: Site) -> Iterator[Problem]:
    """Altered, welded and absent words, each with what differs."""
    for found in site.checked:
        if found.verdict.kind in (ALTERED, NOT_HERE):
            q = found.quotation
            yield RULE.problem(found.page.file, q.line, q.column, found.verdict.message, found.verdict.mend)
