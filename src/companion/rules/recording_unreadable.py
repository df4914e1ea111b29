"""recording.yml must be there and make sense."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("R801", "recording-unreadable", "Without it no moment and no quotation can be checked.", "mend recording/recording.yml")


def check(site: Site) -> Iterator[Problem]:
    """One problem if the file cannot be used."""
    if site.recording_fault:
        message, mend = site.recording_fault
        yield RULE.problem("recording/recording.yml", 0, 0, message, mend)
