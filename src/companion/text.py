"""Markdown as text: what a link and a citation look like, where an offset stands, prose alone, and the words as the reader sees them."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

BLANK = re.compile(r"<FILL[^<>\n]*>?")
"""What a template leaves to be written; also when half of the mark is gone."""
# A bracket with an @key in it, not followed by a link target; it may run over a line end (a rule reports that).
CITATION = re.compile(r"(?<![\\\]!])\[(?P<body>[^\[\]]*(?<![\w.\\])@[A-Za-z0-9][^\[\]]*)\](?![(\[])")
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target>[ \t]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.S | re.M)
ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.]|[\w-]+=)[^{}\n]*\}")
HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FENCED = re.compile(r"(?ms)^[ ]*(?P<fence>`{3,}|~{3,})[^\n]*$.*?(?:^[ ]*(?P=fence)[`~]*[ \t]*$|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)", re.S)
_MARKUP: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:>[ \t]?)+", re.M), ""),
    (_COMMENT, ""),
    (HTML_TAG, ""),
    (CITATION, ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]"), ""),
    (ATTRIBUTES, ""),
    (LINK, r"\g<text>"),
    (re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\[[^\[\]]+\]"), r"\1"),
    (re.compile(r"(?<!\\)(?:\*+|`+|~~|==)|(?<![\w\\])_+|(?<!\\)_+(?!\w)"), ""),
    (re.compile(r"\\([^\w\s]|_)"), r"\1"),
]


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


def plain(markdown: str) -> str:
    """The words as the reader sees them: no markup, citations, footnotes or images, one space between words."""
    for pattern, instead in _MARKUP:
        markdown = pattern.sub(instead, markdown)
    return " ".join(html.unescape(markdown).split())


def plain_sentence(markdown: str) -> str:
    """One line of Markdown as plain text: no list, heading or footnote mark, a table row as its cells, no space before a comma or a full stop."""
    text = plain(re.sub(r"^[\s>]*(?:[-*+]\s+|\d+\.\s+|#+\s+|\[\^[^\]\n]+\]:\s*)?", "", markdown))
    if text.startswith("|"):
        text = "; ".join(filter(None, (cell.strip() for cell in text.split("|"))))
    return re.sub(r"\s+([.,;:?!)])", r"\1", text)


def shorten(sentence: str, limit: int) -> str:
    """The sentence, cut at a word with … if it is longer than limit characters."""
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"
