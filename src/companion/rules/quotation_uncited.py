"""Words in quotation marks without a source."""

from ..quotations import ENOUGH, UNCITED, UNCLOSED
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q304", "quotation-uncited", "Marks without a source ask the reader to believe us.", "cite the moment, [@key, 21:53], or another source; a word used as a word goes in *italics*")


def check(site: Site) -> Iterator[Problem]:
    """Five or more quoted words without a citation, and marks that nothing closes."""
    for path, quotations in site.quotations.items():
        for q in quotations:
            if q.kind == UNCITED and q.length >= ENOUGH:
                yield RULE.problem(f"docs/{path}", q.line, q.column, f"“{q.text}” has {q.length} words and no citation ({ENOUGH} or more need one)")
            elif q.kind == UNCLOSED:
                yield RULE.problem(f"docs/{path}", q.line, q.column, "this quotation mark is not closed in its paragraph", "close it, or write an inch mark as ″")
