"""The fingerprint and the lock must be there and make sense."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("R802", "proofs-unreadable", "Without them no quotation can be checked.", "take the file from the last release, or make it anew from a transcript")


def check(site: Site) -> Iterator[Problem]:
    """One problem for the fingerprint, the lock or the table of turns, where it cannot be read."""
    for file, line, message, mend in site.proof_faults:
        yield RULE.problem(file, line, 0, message, mend)
