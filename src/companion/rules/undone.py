"""What was left for later, and dummy text."""

import re
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("T902", "left-undone", "Readers see what we meant to write.", "write it, or remove it")
_UNDONE = re.compile(r"\b(?:TODO|FIXME|TBD|XXX|TK)\b|\b[Ll]orem ipsum\b|\b[Cc]oming soon\b|<FILL[^>]*>|\[citation needed\]")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each, outside code."""
    for page in site.pages.values():
        for match in _UNDONE.finditer(page.prose):
            line, column = page.place(match.start())
            yield RULE.problem(page.file, line, column, f"“{match[0]}” was left here")
