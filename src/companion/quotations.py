"""Quotations: what one is, finding them in Markdown, counting their words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .citations import parse_citations
from .fingerprint import SHINGLE, normalize
from .moments import MomentError, parse_moment
from .text import ATTRIBUTES, CITATION, FRONT_MATTER, HTML_TAG, LINK, Places, blank, plain, prose

# What a quotation is.
INLINE, BLOCK, OTHER_SOURCE, MISQUOTATION, UNCITED, UNCLOSED = "inline", "block", "other source", "misquotation", "uncited", "unclosed"

ENOUGH = 5  # words: with fewer, quotation marks need no citation, and the fingerprint proves nothing
NEAR = 60  # seconds: the same words quoted twice with moments at most so far apart are counted once


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks or a block quote.

    `kind` is `inline` or `block` for words of the recording, else what they are instead. `text` is as the reader sees it. Line and column count from 1;
    `start` and `end` are offsets in the Markdown, marks included. `key` is the cited source, or a misquotation's entry. `moment` is in seconds, None where
    `fault` says what is wrong with it; where it is `shared`, a quotation before has it too. `speaker` is whom a block quote's last line names.
    """

    kind: str
    text: str
    line: int
    column: int
    start: int
    end: int
    key: str | None = None
    moment: int | None = None
    shared: bool = False
    fault: MomentError | None = None
    speaker: str | None = None

    @cached_property
    def words(self) -> list[list[str]]:
        """The normalized words of each part between cuts, without insertions."""
        parts = (normalize(_INSERTION.sub("", _CHANGED_CASE.sub(r"\1", part))) for part in _CUT.split(self.text))
        return [words for words in parts if words]

    @property
    def length(self) -> int:
        """How many words are quoted."""
        return sum(map(len, self.words))

    @property
    def of_recording(self) -> bool:
        """Is it to be compared with the recording?"""
        return self.kind in (INLINE, BLOCK)


@dataclass
class _Citation:
    start: int
    end: int
    key: str  # the recording's, if that is among the sources cited
    moment: int | None = None
    fault: MomentError | None = None
    bound: bool = False


_TARGET = re.compile(r"(?<=\]\()(?:[^()\n]|\([^()\n]*\)|\n(?![ \t]*\n))*(?=\))")
_TITLE = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)[ \t].*$|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:.*$", re.M)  # of admonitions, tabs, link targets kept apart
_NEW_BLOCK = re.compile(r"[ \t]*(?:#{1,6}[ \t]|(?:[-*+]|\d+[.)])[ \t]|\||\[\^|:[ \t])")
_ONE_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\|)")
_QUOTE_LINE = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?>")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_EMPTY_LINES = re.compile(rf"(?:[ \t]*>?{_LINE_END.pattern})*[ \t]*")
_ATTRIBUTION = re.compile(r"^[ \t]*(?:>[ \t]?)?[—–-]+[ \t]*(?P<who>[^\n\[\]]*?)[ \t,]*\Z", re.M)
_MARK, _CLOSING = re.compile(r'["“”]'), re.compile(r'["”]')
_OPENING, _OPENING_INSIDE = re.compile(r'“|(?<!\d)"(?=\S)'), re.compile(r'“|(?<=[\s([{—–“‘])"(?=[^\W_]|[\[…“‘])')
_SENTENCE_END = re.compile(r"[.!?…][\"”’'*_)\]]*(?:[ \t]*\n|[ \t]+(?=[\"“‘'(*_\[]*[^\W\d_a-z]))")
_CUT = re.compile(r"…|\.{3,}|\.(?: \.){2,}")
_CHANGED_CASE = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_INSERTION = re.compile(r"\[[^\[\]]*\]")


def find_quotations(markdown: str, recording_key: str, length: int | None = None) -> list[Quotation]:
    """Find all quotations of a page's Markdown, front matter included, in the order in which they stand; `length` is the recording's, in seconds.

    A block quote is one, up to a line that holds its citation alone (after `— Name`, if it names the speaker); so are words in "…" or “…”.
    Marks inside marks belong to the outer ones. Code, comments, HTML tags, front matter, link targets, attribute lists and admonition titles are no prose.

    Words in marks belong to the next citation after them in their paragraph (a list item, heading or table row is one of its own), whichever source it
    cites; a citation of several sources is the recording's if that is among them. A sentence that ends between the two parts them where fewer than five
    words are quoted (they are left alone then), or where another quotation stands between (five words or more are uncited then). So two quotations share
    a citation only if both stand in its sentence; its moment is the first one's. A link to misquotations.md around the marks makes them a misquotation.
    """
    finder = _Finder(markdown, recording_key, length)
    return [quotation for start, end, is_quote in _blocks(finder.text) for quotation in finder.find(start, end, is_quote)]


class _Finder:
    """The search on one page: its Markdown, the same with all blanked out that is no prose (every offset stays), and its citations."""

    def __init__(self, markdown: str, key: str, length: int | None) -> None:
        self.markdown, self.key, self.places = markdown, key, Places(markdown)
        self.text = prose(FRONT_MATTER.sub(blank, markdown))
        for pattern in (_TARGET, _TITLE, ATTRIBUTES, HTML_TAG):
            self.text = pattern.sub(blank, self.text)
        self.citations = [_citation(match, key, length) for match in CITATION.finditer(self.text)]

    def find(self, start: int, end: int, is_quote: bool) -> Iterator[Quotation]:
        citations = [c for c in self.citations if start <= c.start < end]
        return (self._in_block_quote if is_quote else self._in_marks)(start, end, citations)

    def _quotation(self, kind: str, text: str, start: int, end: int, speaker: str | None = None) -> Quotation:
        return Quotation(kind, text, self.places.line(start), self.places.column(start), start, end, speaker=speaker)

    def _bound(self, quotation: Quotation, cited: _Citation) -> Quotation:
        shared, cited.bound = cited.bound, True
        kind = quotation.kind if cited.key == self.key else OTHER_SOURCE
        return replace(quotation, kind=kind, key=cited.key, moment=cited.moment, fault=cited.fault, shared=shared)

    def _in_block_quote(self, start: int, end: int, citations: list[_Citation]) -> Iterator[Quotation]:
        ends = [c for c in citations if _LINE_END.match(self.text, c.end, end)]
        for cited, at in zip([*ends, None], [start, *(c.end for c in ends)], strict=True):
            first = _EMPTY_LINES.match(self.text, at, end).end()  # it matches anywhere
            words = self.markdown[first : cited.start if cited else end]
            by = _ATTRIBUTION.search(words) if cited else None
            text = plain(words[: by.start()] if by else words) or plain(words)
            if normalize(text) and cited:
                speaker = by["who"].strip("*_ ") if by else ""
                yield self._bound(self._quotation(BLOCK, text, first, cited.end, speaker or None), cited)
            elif normalize(text):
                yield self._quotation(UNCITED, text, first, first + len(words.rstrip()))

    def _in_marks(self, start: int, end: int, citations: list[_Citation]) -> Iterator[Quotation]:
        found = [
            self._quotation(INLINE if closed else UNCLOSED, plain(self.markdown[first + 1 : last - closed]), first, last)
            for first, last, closed in _marks(self.text, start, end)
        ]
        links = [link for link in LINK.finditer(self.markdown, start, end) if "misquotations.md" in link["target"]]
        for index, quotation in enumerate(found):
            around = next((link for link in links if link.start() < quotation.start < link.end("text")), None)
            if around or quotation.kind == UNCLOSED:
                yield replace(quotation, kind=MISQUOTATION, key=around["target"].partition("#")[2]) if around else quotation
                continue
            cited = next((c for c in citations if c.start > quotation.start), None)
            enough = quotation.length >= ENOUGH
            if cited and _SENTENCE_END.search(self.text, quotation.end - 2, cited.start):
                between = any(other.start < cited.start and other.length for other in found[index + 1 :])
                cited = None if between or not enough else cited
            if cited:
                yield self._bound(quotation, cited)
            elif enough:
                yield replace(quotation, kind=UNCITED)


def _citation(match: re.Match[str], key: str, length: int | None) -> _Citation:
    cited = parse_citations(match["body"])
    found = _Citation(*match.span(), key if any(c.key == key for c in cited) else cited[0].key if cited else "")
    written = [part.strip() for c in cited if c.key == key for part in c.locator.split(",")]
    try:
        if len(written) > 1:
            raise MomentError("two moments stand in one citation", " … ".join(f"[@{key}, {part}]" for part in written))
        if written == [""]:
            raise MomentError("the citation of the recording has no moment", f"[@{key}, 21:53] with the moment of the first word")
        found.moment = parse_moment(written[0], length) if written else None
    except MomentError as error:
        found.fault = error
    return found


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give start and end of each paragraph, list item, heading, table row and block quote, and whether it is a block quote."""
    start = at = 0
    quoting = False
    for line in [*text.splitlines(keepends=True), ""]:
        goes_on = quoting and line.strip() and not _NEW_BLOCK.match(line)  # as Markdown has it, without a mark of its own
        is_quote = bool(goes_on or _QUOTE_LINE.match(line))
        if not line.strip() or is_quote != quoting or (not is_quote and _NEW_BLOCK.match(line)) or _ONE_LINE.match(text, start):
            if start < at:
                yield start, at, quoting
            start, quoting = at, is_quote
        at += len(line)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Pair the double quotation marks of a block, the outermost of each nest: start, end, and False for a mark without its other."""
    depth, opened = 0, start
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        if (_OPENING_INSIDE if depth else _OPENING).match(text, at):
            opened = opened if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield opened, at + 1, True
        elif not text[at - 1 : at].isdigit():  # else inches
            yield at, at + 1, False
    if depth and (inner := _CLOSING.search(text, opened + 1, end)):  # a nest that is not closed properly: the first mark that can close it does
        yield opened, inner.end(), True
        yield from _marks(text, inner.end(), end)
    elif depth:
        yield opened, opened + len(text[opened:end].rstrip()), False


def count_words(quotations: Iterable[Quotation]) -> int:
    """Count the distinct words of the interview that quotations hold, each place once, without a transcript.

    Words that quotations with moments at most a minute apart share are counted once, where one holds the other or their ends overlap by three words.
    That errs upwards, never downwards (unless words are said twice within a minute and quoted both times).
    """
    kept = list[tuple[int, list[str]]]()
    parts = [(q.moment or 0, words) for q in quotations if q.of_recording for words in q.words]
    for moment, words in sorted(parts, key=lambda part: (part[0], -len(part[1]))):
        for old in [k for k in kept if abs(k[0] - moment) <= NEAR]:
            if merged := _merge(old[1], words):
                kept.remove(old)
                words = merged
        kept.append((moment, words))
    return sum(len(words) for _, words in kept)


def _merge(one: list[str], other: list[str]) -> list[str]:
    """Two stretches as one, if one holds the other or three words or more at the end of one begin the other; else nothing."""
    for left, right in ((one, other), (other, one)):
        for start in range(len(left)):
            both = left[start : start + len(right)]
            if both == right[: len(both)] and len(both) >= min(SHINGLE, len(right)):
                return left + right[len(both) :]
    return []
