"""Quotations whose citation points to another place of the recording, or to none."""

from ..proofs import WRONG_MOMENT
from ..site import Checked
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q303", "quotation-wrong-moment", "Whoever follows the link must hear the words.", "cite the moment of the first word")


def check(site: Site) -> Iterator[Problem]:
    """Words that stand elsewhere, and quotations without a moment; a locator that is no moment is the rule on moments'."""
    for found in site.checked:
        q = found.quotation
        if found.verdict.kind == WRONG_MOMENT:
            yield RULE.problem(found.page.file, q.line, q.column, f"“{q.text}”: {found.verdict.message}", found.verdict.mend)
        elif q.fault and not _has_locator(found, site.recording_key):
            yield RULE.problem(found.page.file, q.line, q.column, f"“{q.text}”: {q.fault.message}", q.fault.mend)


def _has_locator(found: Checked, key: str) -> bool:
    """Does the citation that a quotation belongs to, the first of the recording after its start, have a locator?"""
    following = (c for g in found.page.citations if g.offset >= found.quotation.start for c in g.citations if c.key == key)
    return bool(next(following).locator)
