"""Moments inside a sponsor's read."""

from ..moments import MomentError, format_span, parse_moment
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q308", "moment-in-sponsor", "An advertisement is no part of the conversation.", "correct the moment")


def check(site: Site) -> Iterator[Problem]:
    """Citations of the recording whose moment lies in an advertisement."""
    for page, group, citation in site.located():
        try:
            second = parse_moment(citation.locator, site.recording.length)
        except MomentError:
            continue
        for span in site.recording.sponsors:
            if span.start < second < span.end:
                yield RULE.problem(page.file, group.line, group.column, f"{citation.locator} lies in an advertisement ({format_span(span)})")
