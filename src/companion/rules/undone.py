"""What was left for later, and dummy text."""

import re
from ..text import BLANK
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("T902", "left-undone", "Readers see what we meant to write.", "write it, or remove it")
_UNDONE = re.compile(r"\b(?:TODO|FIXME|TBD|XXX|TK)\b|\b[Ll]orem ipsum\b|\b[Cc]oming soon\b|" + BLANK.pattern + r"|\[citation needed\]")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each, outside code; in the front matter as well."""
    for page in site.pages.values():
        for match in _UNDONE.finditer(page.text[: page.body_offset] + page.prose[page.body_offset :]):
            line, column = page.place(match.start())
            mend = "write it in place of this mark, from < to >" if BLANK.match(match[0]) else ""
            yield RULE.problem(page.file, line, column, f"“{match[0]}” was left here", mend)
