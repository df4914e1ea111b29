"""Quotations that nobody has compared with a transcript yet."""

from ..lock import PENDING
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q309", "proof-pending", "The fingerprint makes a quotation likely; only a transcript proves it.", "leave it: a maintainer runs companion verify --transcript FILE", severity="advice")


def check(site: Site) -> Iterator[Problem]:
    """One note for each quotation that is not in the lock."""
    if site.proof_faults:
        return  # the rule on the proofs says so
    for found in site.checked:
        if found.proof == PENDING:
            q = found.quotation
            sure = f"{found.verdict.sure:.1%} sure" if found.verdict.sure else found.verdict.message
            yield RULE.problem(found.page.file, q.line, q.column, f"“{q.text}”: proof pending ({sure})")
