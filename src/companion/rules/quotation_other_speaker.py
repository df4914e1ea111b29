"""Words given to somebody who did not say them."""

from ..proofs import ALTERED, NOT_HERE, WRONG_MOMENT
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q302", "quotation-other-speaker", "Much that is credited to one of the two was said by the other.", "name who says it")


def check(site: Site) -> Iterator[Problem]:
    """Quotations whose sentence, or whose own line, names the other speaker and him alone."""
    for found in site.checked:
        if found.named in (None, found.speaker) or found.verdict.kind in (ALTERED, NOT_HERE, WRONG_MOMENT):
            continue
        q = found.quotation
        yield RULE.problem(found.page.file, q.line, q.column, f"{found.speaker} says “{q.text}”; the page names {found.named} alone", f"name {found.speaker}, or quote {found.named}'s own words")
