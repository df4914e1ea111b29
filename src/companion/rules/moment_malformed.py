"""Moments that cannot be, in citations of the recording."""

import re

from ..moments import MomentError, parse_moment
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("M701", "moment-malformed", "The link would play the wrong second.", "write 21:53, or from the hour on 1:18:13")


def check(site: Site) -> Iterator[Problem]:
    """Locators of the recording that are no moment, or lie past its end."""
    for page, group, citation in site.located():
        try:
            parse_moment(citation.locator, site.recording.length)
        except MomentError as error:
            better = (citation.locator, error.mend) if re.fullmatch(r"[\d:]+", error.mend) else None
            yield RULE.problem(page.file, group.line, group.column, error.message, error.mend, better)
