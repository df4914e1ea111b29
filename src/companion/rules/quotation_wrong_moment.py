"""Quotations whose citation points to another place of the recording, or to none."""

from ..quotations import WRONG_MOMENT
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q303", "quotation-wrong-moment", "Whoever follows the link must hear the words.", "cite the moment of the first word")


def check(site: Site) -> Iterator[Problem]:
    """Words that stand elsewhere; a locator that is no moment is the rule on moments'."""
    for found in site.checked:
        q = found.quotation
        if found.verdict.kind == WRONG_MOMENT:
            yield RULE.problem(found.page.file, q.line, q.column, f"“{q.text}”: {found.verdict.message}", found.verdict.mend)
