"""Markdown as text with places: code, comments and front matter blanked out, so that patterns see prose alone."""

from __future__ import annotations

import re
from bisect import bisect_right

BLANK = re.compile(r"<FILL(?:: ?(?P<what>[^<>\n]*))?[^<>\n]*>?")
"""What a template leaves to be written; also when half of the mark is gone."""
_FENCED = re.compile(r"(?ms)^[ ]*(?P<fence>`{3,}|~{3,})[^\n]*$.*?(?:^[ ]*(?P=fence)[`~]*[ \t]*$|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.S)


class Places:
    """Line and column, both from 1, of an offset in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0] + [m.end() for m in re.finditer("\n", text)]

    def line(self, offset: int) -> int:
        """The line of the offset."""
        return bisect_right(self._starts, offset)

    def column(self, offset: int) -> int:
        """The column of the offset, in characters."""
        return offset - self._starts[self.line(offset) - 1] + 1


def blank(match: re.Match[str]) -> str:
    """As many spaces as the match is long, with its line ends kept."""
    return re.sub(r"[^\n]", " ", match[0])


def prose(text: str) -> str:
    """The text with fenced code, code spans and HTML comments blanked out; every offset stays where it was."""
    for pattern in (_FENCED, _COMMENT, _CODE):
        text = pattern.sub(blank, text)
    return text
