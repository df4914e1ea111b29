"""Cuts that join what was not said together."""

from ..proofs import VERBATIM
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q307", "quotation-cut", "A cut must not make one statement of two.", "quote each part with its own moment")


def check(site: Site) -> Iterator[Problem]:
    """Cuts between two speakers, and cuts of more than a minute."""
    for found in site.checked:
        verdict, q = found.verdict, found.quotation
        if verdict.kind != VERBATIM:
            continue
        if verdict.cut_joins_two_speakers:
            yield RULE.problem(found.page.file, q.line, q.column, "the … joins the words of two speakers")
        elif verdict.cut_spans_more_than_a_minute:
            yield RULE.problem(found.page.file, q.line, q.column, "the … leaves out more than a minute")
