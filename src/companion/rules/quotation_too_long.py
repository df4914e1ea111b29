"""Quotations that are longer than they may be."""

from ..quotations import BLOCK
from .rule import Iterator, Problem, Rule, Site

INLINE_WORDS, BLOCK_WORDS = 40, 60

RULE = Rule("Q305", "quotation-too-long", "The interview is not ours; short quotations prove, long ones replace it.", "quote the part on which the point hangs, and paraphrase the rest")


def check(site: Site) -> Iterator[Problem]:
    """More than 40 words inline or 60 in a block."""
    for found in site.checked:
        q = found.quotation
        most = BLOCK_WORDS if q.kind == BLOCK else INLINE_WORDS
        if q.length > most:
            yield RULE.problem(found.page.file, q.line, q.column, f"this quotation has {q.length} words; {most} are the most here")
