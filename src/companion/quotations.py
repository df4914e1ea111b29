"""Quotations: found in Markdown, compared with the fingerprint or a transcript, kept in the lock, counted.

Two proofs. The transcript proves a quotation word by word. The fingerprint can refute one for certain, and make one likely. What was compared with
a transcript is listed in the lock, so that everybody else can tell the proved from the likely without having the transcript.
"""

from __future__ import annotations

import hashlib
import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from .fingerprint import BUCKET, REACH, SHINGLE, Fingerprint, Place, Word, normalize, read_transcript, timed_words
from .moments import MomentError, format_moment, parse_moment
from .text import Places, blank, prose

# What a quotation is.
INLINE, BLOCK, OTHER_SOURCE, MISQUOTATION, UNCITED, UNCLOSED = "inline", "block", "other source", "misquotation", "uncited", "unclosed"
# Verdicts.
VERBATIM, ALTERED, OTHER_SPEAKER = "verbatim", "altered", "other speaker's"
WRONG_MOMENT, NOT_HERE, TOO_SHORT = "wrong moment", "not in this interview", "too short to tell"
# Proofs.
LOCKED, PENDING, FAILED = "locked", "pending", "failed"

ENOUGH = 5  # words: with fewer, quotation marks need no citation, and the fingerprint proves nothing
TRANSCRIPT_SLACK = 3  # seconds
FINGERPRINT_SLACK = 15  # seconds
SHARED_SLACK = 30  # seconds: how far a second quotation before one citation may begin from the moment
LONG_CUT = 60  # seconds
ALIKE = 0.6  # share of the words that stand, in order, in the transcript: from here on "altered", below "not in this interview"
HELD = 0.4  # the same for the share of shingles that one place of the fingerprint holds


# ---- finding -----------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks or a block quote.

    `kind` is `inline` or `block` for words of the recording, else what they are instead. `text` is as the reader sees it; `segments` are its parts
    between cuts, without insertions. `key` is the cited source, or a misquotation's entry. Lines and columns count from 1; `start` and `end` are
    offsets in the Markdown, marks included, `cited` those of the citation. `fault` says what is wrong with the citation.
    """

    kind: str
    form: str
    text: str
    line: int
    column: int
    end_line: int
    start: int
    end: int
    key: str | None = None
    moment: int | None = None
    cited: tuple[int, int] | None = None
    shared: bool = False
    fault: MomentError | None = None
    speaker: str | None = None

    @cached_property
    def segments(self) -> tuple[str, ...]:
        parts = (_INSERTION.sub("", _CHANGED_CASE.sub(r"\1", part)).strip() for part in _CUT.split(self.text))
        return tuple(part for part in parts if normalize(part))

    @cached_property
    def words(self) -> list[list[str]]:
        """The normalized words of each segment."""
        return [normalize(segment) for segment in self.segments]

    @property
    def length(self) -> int:
        """How many words are quoted."""
        return sum(map(len, self.words))

    @property
    def of_recording(self) -> bool:
        """Is it to be compared with the recording?"""
        return self.kind in (INLINE, BLOCK)

    @property
    def slack(self) -> int:
        """Seconds that its first word may be off the moment, beyond what the proof itself allows."""
        return SHARED_SLACK if self.shared else 0


@dataclass(frozen=True)
class Moment:
    """A citation of the recording with a moment (None where `fault` says why) and no quotation before it; places as in `Quotation`."""

    moment: int | None
    line: int
    column: int
    start: int
    end: int
    fault: MomentError | None = None


@dataclass
class _Citation:
    start: int
    end: int
    keys: list[str]
    locator: str | None  # of the recording; None where it is not cited
    moment: int | None = None
    fault: MomentError | None = None
    quoted: bool = False


class _Marks(NamedTuple):
    start: int
    end: int
    closed: bool


_CITATION = re.compile(r"(?<![\\\]!])\[(?P<body>[^\[\]]*(?<![\w.\\])@[A-Za-z0-9][^\[\]]*)\](?![(\[\x01])")
_CITED = re.compile(r"(?<![\w.\\])@(?P<key>[A-Za-z0-9][\w-]*)[ \t]*,?(?P<locator>.*)", re.S)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_TARGET = re.compile(r"(?<=\])\((?:[^()\n]|\([^()\n]*\)|\n(?![ \t]*\n))*\)")
_NOT_PROSE = re.compile(
    r"^[ \t]*(?:!!!|\?\?\?\+?|===[!+]?|--8<--)[ \t].*$"  # titles of admonitions and tabs, included files
    r"|^[ ]{0,3}\*?\[(?!\^)[^\]\n]+\]:.*$"  # link targets kept apart, abbreviations
    r"|\{:?[ \t]*(?:[#.]|[\w-]+=)[^{}\n]*\}"  # attribute lists
    r"|</?[A-Za-z][^<>]*>",
    re.M,
)
_NEW_BLOCK = re.compile(r"[ \t]*(?:#{1,6}[ \t]|(?:[-*+]|\d+[.)])[ \t]|\||\[\^|:[ \t])")
_ONE_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\|)")
_QUOTE_LINE = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?>[ \t]?")
_ALERT = re.compile(r"\[!\w+\]")
_ATTRIBUTION = re.compile(r"[—–-]+[ \t]*(?P<who>[^\n\[\]]*?)[ \t,]*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'*_)\]]*(?:[ \t]*\n|[ \t]+(?=[\"“‘'(*_\[]*[^\W\d_a-z]))")
_CUT = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|…|\.{3,}|\.(?: \.){2,}")
_CHANGED_CASE = re.compile(r"(?<!\w)\[(\w)\](?=\w)")
_INSERTION = re.compile(r"\[[^\[\]]*\]")


def find_quotations(markdown: str, recording_key: str, length: int | None = None, misquotations: str = "misquotations.md") -> list[Quotation]:
    """Find all quotations of a page's Markdown, front matter included, in the order in which they stand.

    A block quote is one, up to a line that holds its citation alone (after `— Name`, if it names the speaker); so are words in "…" or “…”.
    Marks inside marks belong to the outer ones. Code, comments, HTML tags, front matter, link targets, attribute lists and admonition titles are no prose.

    Words in marks belong to the next citation after them in their paragraph (a list item, heading or table row is one of its own), whichever source it
    cites; a citation of several sources is the recording's if that is among them. A sentence that ends between the two parts them where fewer than five
    words are quoted (they are left alone then), or where another quotation stands between (five words or more are uncited then). So two quotations
    have one citation only if both stand in its sentence; the moment is the first one's, the others are `shared` and begin up to 30 seconds off it.
    `length` is the recording's, in seconds; a link to `misquotations` around the marks makes them a misquotation.
    """
    return _scan(markdown, recording_key, length, misquotations)[0]


def find_moments(markdown: str, recording_key: str, length: int | None = None) -> list[Moment]:
    """Find the citations of the recording that have a locator and no quotation: each only locates a paraphrase. `length` in seconds."""
    return _scan(markdown, recording_key, length, "misquotations.md")[1]


def _scan(markdown: str, key: str, length: int | None, misquotations: str) -> tuple[list[Quotation], list[Moment]]:
    text = _mask(markdown)
    places = Places(markdown)
    citations = [_citation(match, key, length) for match in _CITATION.finditer(text)]
    quotations = list[Quotation]()
    for start, end, is_quote in _blocks(text):
        inside = [c for c in citations if start <= c.start < end]
        if is_quote:
            quotations += _block_quotations(markdown, text, start, end, inside, key)
        else:
            quotations += _inline_quotations(markdown, text, start, end, inside, key, misquotations)
    placed = [replace(q, line=places.line(q.start), column=places.column(q.start), end_line=places.line(q.end - 1)) for q in quotations]
    alone = [c for c in citations if c.locator and not c.quoted]
    return placed, [Moment(c.moment, places.line(c.start), places.column(c.start), c.start, c.end, c.fault) for c in alone]


def _mask(markdown: str) -> str:
    """Blank out all that is no prose; every offset stays. Link targets become \\x01, so that a link is not taken for a citation."""
    text = prose(_FRONT_MATTER.sub(blank, markdown))
    text = _TARGET.sub(lambda match: re.sub(r"[^\n]", "\x01", match[0]), text)
    return _NOT_PROSE.sub(blank, text)


def _citation(match: re.Match[str], key: str, length: int | None) -> _Citation:
    cited = [c for part in match["body"].split(";") if (c := _CITED.search(part))]
    locators = [" ".join(c["locator"].split()) for c in cited if c["key"] == key]
    found = _Citation(match.start(), match.end(), [c["key"] for c in cited], locators[0] if locators else None)
    if locators:
        try:
            found.moment = _only_moment([m for locator in locators for m in locator.split(",")], key, length)
        except MomentError as error:
            found.fault = error
    return found


def _only_moment(written: list[str], key: str, length: int | None) -> int:
    if not any(part.strip() for part in written):
        raise MomentError("the citation of the recording has no moment", f"[@{key}, 21:53] with the moment of the first word")
    if len(written) > 1:
        raise MomentError("two moments stand in one citation", " … ".join(f"[@{key}, {part.strip()}]" for part in written))
    return parse_moment(written[0], length)


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give start and end of each paragraph, list item, heading, table row and block quote, and whether it is a block quote."""
    start = at = 0
    quoting = False
    for line in text.splitlines(keepends=True):
        goes_on = quoting and bool(text[start:at].strip()) and not _NEW_BLOCK.match(line)  # as Markdown has it, without a mark of its own
        is_quote = bool(line.strip()) and (goes_on or bool(_QUOTE_LINE.match(line)))
        parts = not line.strip() or is_quote != quoting or (not is_quote and _NEW_BLOCK.match(line)) or _ONE_LINE.match(text, start)
        if parts and start < at:
            yield start, at, quoting
        if parts:
            start, quoting = at, is_quote
        at += len(line)
    if text[start:].strip():
        yield start, at, quoting


def _block_quotations(markdown: str, text: str, start: int, end: int, citations: list[_Citation], key: str) -> Iterator[Quotation]:
    first = None
    alert = False
    at = start
    for line in text[start:end].splitlines(keepends=True):
        content = at + (match.end() if (match := _QUOTE_LINE.match(line)) else 0)
        alert = alert or bool(first is None and _ALERT.match(text, content))
        if first is None and text[content : at + len(line)].strip():
            first = at + len(line) - len(line.lstrip())
        at += len(line)
        last = next((c for c in citations if content <= c.start < at and not text[c.end : at].strip()), None)
        if first is not None and last and not alert:
            yield from _block(markdown, first, content, last, key)
            first = None
    if alert:
        yield from _inline_quotations(markdown, text, start, end, citations, key, "")
    elif first is not None and normalize(_plain(markdown[first:end])):
        text_end = first + len(markdown[first:end].rstrip())
        yield Quotation(UNCITED, BLOCK, _plain(markdown[first:end]), 0, 0, 0, first, text_end)


def _block(markdown: str, first: int, content: int, cited: _Citation, key: str) -> Iterator[Quotation]:
    """A block quotation whose last line begins at `content` and ends with the citation."""
    by = _ATTRIBUTION.fullmatch(markdown, content, cited.start)
    words = _plain(markdown[first : content if by else cited.start])
    if not normalize(words):
        return
    cited.quoted = True
    found = Quotation(BLOCK, BLOCK, words, 0, 0, 0, first, cited.end, speaker=(by["who"].strip("*_ ") or None) if by else None)
    yield _bound(found, cited, key)


def _bound(quotation: Quotation, cited: _Citation, key: str) -> Quotation:
    place = (cited.start, cited.end)
    if cited.locator is None:
        return replace(quotation, kind=OTHER_SOURCE, key=cited.keys[0], cited=place)
    return replace(quotation, key=key, moment=cited.moment, fault=cited.fault, cited=place)


def _inline_quotations(
    markdown: str, text: str, start: int, end: int, citations: list[_Citation], key: str, misquotations: str
) -> Iterator[Quotation]:
    marks = list(_marks(text, start, end))
    links = _links(markdown, start, end, misquotations)
    texts = [_plain(markdown[m.start + 1 : m.end - m.closed]) for m in marks]
    found = [Quotation(INLINE if m.closed else UNCLOSED, INLINE, text, 0, 0, 0, m.start, m.end) for m, text in zip(marks, texts, strict=True)]
    for index, quotation in enumerate(found):
        entry = next((target for a, b, target in links if a <= quotation.start and quotation.end <= b), None)
        if entry is not None or quotation.kind == UNCLOSED:
            yield replace(quotation, kind=UNCLOSED if entry is None else MISQUOTATION, key=entry)
            continue
        cited = next((c for c in citations if c.start > quotation.start), None)
        enough = quotation.length >= ENOUGH
        if cited and _SENTENCE_END.search(text, quotation.end - 2, cited.start):
            between = any(other.start < cited.start and other.length for other in found[index + 1 :])
            cited = None if between or not enough else cited
        if cited:
            yield replace(_bound(quotation, cited, key), shared=cited.quoted)
            cited.quoted = True
        elif enough:
            yield replace(quotation, kind=UNCITED)


def _marks(text: str, start: int, end: int) -> Iterator[_Marks]:
    """Pair the double quotation marks of a block, the outermost of each nest; a mark without its other is given alone."""
    depth, opened = 0, start
    for at in (match.start() for match in re.finditer(r'["“”]', text[start:end])):
        at += start
        before, after = text[at - 1 : at] if at > start else " ", text[at + 1 : at + 2]
        opens = text[at] == "“" or (text[at] == '"' and _opens(before, after, depth))
        if opens:
            opened = at if not depth else opened
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield _Marks(opened, at + 1, True)
        elif not before.isdigit():  # else inches
            yield _Marks(at, at + 1, False)
    if depth:
        inner = re.search(r'["”]', text[opened + 1 : end])
        if inner:  # a nest that is not closed properly: the first mark that can close it does
            yield _Marks(opened, opened + 2 + inner.start(), True)
            yield from _marks(text, opened + 2 + inner.start(), end)
        else:
            yield _Marks(opened, end - len(text[opened:end]) + len(text[opened:end].rstrip()), False)


def _opens(before: str, after: str, depth: int) -> bool:
    if depth:
        return (before.isspace() or before in "([{—–“‘") and (after.isalnum() or after in "[…“‘")
    return bool(after) and not after.isspace() and not before.isdigit()


def _links(markdown: str, start: int, end: int, page: str) -> list[tuple[int, int, str]]:
    """Start and end of the text of each link to the misquotations, and the entry that it names."""
    if not page:
        return []
    link = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]*/)?" + re.escape(page) + r"(?:#(?P<entry>[^()\s]*))?\)")
    return [(*match.span("text"), match["entry"] or "") for match in link.finditer(markdown, start, end)]


_MARKUP: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S), ""),
    (_CITATION, ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]+\]|\{:?[ \t]*(?:[#.]|[\w-]+=)[^{}\n]*\}"), ""),
    (re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]+\])"), r"\1"),
    (re.compile(r"(?<!\\)(?:\*+|`+|~~|==)|(?<![\w\\])_+|(?<!\\)_+(?!\w)"), ""),
    (re.compile(r"\\([^\w\s]|_)"), r"\1"),
]


def _plain(markdown: str) -> str:
    """The words as the reader sees them: no markup, one space between words."""
    for pattern, instead in _MARKUP:
        markdown = pattern.sub(instead, markdown)
    return " ".join(html.unescape(markdown).split())


# ---- verdicts ----------------------------------------------------------------------------------------------------------------------------------


class Difference(NamedTuple):
    """Words of a quotation that differ, and what the transcript has beside them (None if no transcript was at hand, "" for nothing)."""

    quoted: str
    said: str | None


@dataclass(frozen=True)
class Verdict:
    """What was found out about a quotation.

    `moment` is where the words are in truth, in seconds (the start of a bucket, if the fingerprint says so). `sure` runs to 1: for words that the fingerprint
    accepts, it is the chance that it would have seen the alteration that is hardest to see, of a word at an end. `cut_joins_two_speakers` and
    `cut_spans_more_than_a_minute` are facts about words that are verbatim.
    """

    kind: str
    message: str
    mend: str = ""
    speaker: str | None = None
    moment: int | None = None
    differ: tuple[Difference, ...] = ()
    sure: float = 1.0
    cut_joins_two_speakers: bool = False
    cut_spans_more_than_a_minute: bool = False


_Step = tuple[str, int, int, int, int]  # an opcode of difflib
_Alignment = tuple[float, int, list[_Step]]


class Transcript:
    """A transcript's words in order, with their times, and where each word stands."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.texts = [word.text for word in words]
        self.seconds = [word.second for word in words]
        self._at = defaultdict[str, list[int]](list)
        for position, text in enumerate(self.texts):
            self._at[text].append(position)

    @classmethod
    def read(cls, path: str | Path) -> Transcript:
        """Read JSON lines; raises `TranscriptError` as `fingerprint.read_transcript` does."""
        return cls(timed_words(read_transcript(path)))

    def find(self, words: list[str]) -> list[int]:
        """Give the positions at which the normalized words stand in a row, within one turn."""
        rarest = min(range(len(words)), key=lambda i: len(self._at.get(words[i], ())))
        starts = (position - rarest for position in self._at.get(words[rarest], ()))
        return [s for s in starts if s >= 0 and self.texts[s : s + len(words)] == words and self.words[s].turn == self.words[s + len(words) - 1].turn]

    def chains(self, segments: list[list[str]]) -> list[list[int]]:
        """Give for each place of the first segment the positions of all, each next one after the one before: in its turn if it can be, else by its
        speaker, else by anybody."""
        first, *others = [self.find(words) for words in segments]
        chains = [[start] for start in first]
        for words, places in zip(segments, others, strict=False):
            chains = [[*chain, after] for chain in chains if (after := self._next(chain[-1], len(words), places)) is not None]
        return chains

    def _next(self, before: int, length: int, places: list[int]) -> int | None:
        later = places[bisect_left(places, before + length) :]
        word = self.words[before]
        same_turn = (p for p in later if self.words[p].turn == word.turn)
        same_speaker = (p for p in later if self.words[p].speaker == word.speaker)
        return next(same_turn, next(same_speaker, later[0] if later else None))

    def nearest(self, words: list[str], moment: int | None) -> _Alignment:
        """Give the share of the words that stand in order in the best stretch, its first position, and the difference as `difflib` opcodes.

        Each word votes, the rarer the more, for the stretch where it would stand; the best stretches, and the one at the moment, are compared in full.
        """
        votes = defaultdict[int, float](float)
        for offset, word in enumerate(words):
            for position in self._at.get(word, ()):
                for near in (0, 8):
                    votes[(position - offset + near) // 8 * 8 - near] += 1 / len(self._at[word])
        starts = sorted(votes, key=lambda start: -votes[start])[:6]
        if moment is not None:
            starts.append(bisect_left(self.seconds, moment))
        best: _Alignment = (0.0, 0, [])
        for start in starts:
            low = max(0, start - 8)
            stretch = self.texts[low : start + len(words) + 16]
            matcher = SequenceMatcher(None, words, stretch, autojunk=False)
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            share = sum(block.size for block in blocks) / len(words)
            if blocks and share > best[0]:
                best = (share, low + blocks[0].b, [(tag, a, b, low + c, low + d) for tag, a, b, c, d in matcher.get_opcodes()])
        return best


def verdict_by_transcript(quotation: Quotation, transcript: Transcript, speaker: str | None = None) -> Verdict:
    """Compare a quotation with the transcript word by word; `speaker` is whom the page names, if it does."""
    if not quotation.words:
        return Verdict(TOO_SHORT, "no words stand between the marks", "quote the words, or drop the marks")
    chains = sorted(transcript.chains(quotation.words), key=lambda chain: _rank(chain, quotation, transcript, speaker))
    if not chains:
        return _not_verbatim(quotation, transcript)
    chain = chains[0]
    word = transcript.words[chain[0]]
    joins, spans = _cuts(chain, quotation, transcript)
    is_off = _off(word.second, quotation) > TRANSCRIPT_SLACK
    return _placed(quotation, speaker, word.speaker, int(word.second), is_off, 1, joins, spans)


def _off(second: float, quotation: Quotation) -> float:
    """Seconds between a word and the quotation's moment, beyond what a shared citation allows."""
    return 0 if quotation.moment is None else max(0, abs(int(second) - quotation.moment) - quotation.slack)


def _rank(chain: list[int], quotation: Quotation, transcript: Transcript, speaker: str | None) -> tuple[bool, bool, bool, float]:
    word, last = transcript.words[chain[0]], transcript.words[chain[-1]]
    off = _off(word.second, quotation)
    return off > TRANSCRIPT_SLACK, speaker not in (None, word.speaker), word.turn != last.turn, off


def _cuts(chain: list[int], quotation: Quotation, transcript: Transcript) -> tuple[bool, bool]:
    joins = len({transcript.words[position].speaker for position in chain}) > 1
    ends = [transcript.words[p + len(words) - 1].second for p, words in zip(chain, quotation.words, strict=True)]
    return joins, any(transcript.words[p].second - end > LONG_CUT for p, end in zip(chain[1:], ends, strict=False))


def _placed(
    quotation: Quotation, expected: str | None, speaker: str, second: int, is_off: bool, sure: float, joins: bool, spans: bool
) -> Verdict:
    """The verdict on words that are in the recording: whose they are, and whether they are at the quotation's moment."""
    where = ("" if sure == 1 else "about ") + format_moment(second)
    kind, message, mend = VERBATIM, f"{speaker}, {where}", ""
    if expected not in (None, speaker):
        kind, mend = OTHER_SPEAKER, f"name {speaker}, or quote {expected}'s own words"
        message = f"{speaker} says this, at {where}; the page gives it to {expected}"
    elif is_off and quotation.moment is not None:
        kind, mend = WRONG_MOMENT, f"[@{quotation.key}, {format_moment(second)}]"
        if sure < 1:
            mend = f"the moment of the first word, from {format_moment(second)} to {format_moment(second + BUCKET)}"
        message = f"these words are not at {format_moment(quotation.moment)}; {speaker} says them at {where}"
    return Verdict(kind, message, mend, speaker, second, (), sure, joins, spans)


_COPY = "copy the words as they stand, mark what is left out with …, or drop the marks and say it in your own words"
_EACH = "quote each with its own moment"
_NOT_FOUND = "drop the marks and say it in your own words, or cite where it was said"


def _not_verbatim(quotation: Quotation, transcript: Transcript) -> Verdict:
    missing = [words for words in quotation.words if not transcript.find(words)]
    if not missing:
        places = [transcript.find(words)[0] for words in quotation.words]
        return _joined(places, transcript, "the parts between the cuts stand in another order")
    words = max(missing, key=len)
    share, position, steps = transcript.nearest(words, quotation.moment)
    if middle := _weld(words, transcript.find, 4):
        first, second = transcript.find(words[:middle]), transcript.find(words[middle:])
        start, after = min(((a, b) for a in first for b in second), key=lambda pair: abs(pair[1] - pair[0]))
        if not 0 < after - start - middle < 8:  # else some words are only left out
            return _joined([start, after], transcript, "the quotation joins words that are apart")
    word = transcript.words[position]
    at_moment = quotation.moment is not None and abs(word.second - quotation.moment) < LONG_CUT
    if share * len(words) < (ALIKE * len(words) if at_moment or len(words) >= 8 else max(3, len(words) - 1)):
        return Verdict(NOT_HERE, f"“{' '.join(words)}” is not in this interview", _NOT_FOUND)
    differ = _differences(words, transcript.texts, steps)
    shown = "; ".join(f"“{d.quoted}” where the transcript has “{d.said}”" if d.said else f"“{d.quoted}” is not there" for d in differ)
    moment = format_moment(word.second)
    return Verdict(ALTERED, f"{shown} ({word.speaker}, {moment})", _COPY, word.speaker, int(word.second), differ)


def _differences(words: list[str], texts: list[str], steps: list[_Step]) -> tuple[Difference, ...]:
    """Turn opcodes into differences; where words were dropped, the words on both sides are shown, and what surrounds the quotation is not."""
    while steps and steps[0][0] == "insert":
        steps = steps[1:]
    while steps and steps[-1][0] == "insert":
        steps = steps[:-1]
    found = list[Difference]()
    for index, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            continue
        if index == 0:
            c = max(c, d - (b - a))
        if index == len(steps) - 1:
            d = min(d, c + (b - a))
        if tag == "insert":
            a, b, c, d = a - 1, b + 1, c - 1, d + 1
        found.append(Difference(" ".join(words[a:b]), " ".join(texts[c:d])))
    return tuple(found)


def _weld(words: list[str], accepts: Callable[[list[str]], object], least: int) -> int:
    """Where the words part into two that are accepted, of at least so many words each; 0 if they are no such weld.

    Parts of what is accepted are accepted too, so that the longest head and the longest tail can be found by bisection.
    """

    def longest(part: Callable[[int], list[str]]) -> int:
        return bisect_left(range(least, len(words)), True, key=lambda size: not accepts(part(size))) + least - 1

    if len(words) < 2 * least:
        return 0
    middle = min(longest(lambda size: words[:size]), len(words) - least)
    return middle if middle >= max(least, len(words) - longest(lambda size: words[-size:])) else 0


def _joined(positions: list[int], transcript: Transcript, why: str) -> Verdict:
    parts = [transcript.words[position] for position in positions]
    where = " and ".join(f"{word.speaker}, {format_moment(word.second)}" for word in parts)
    speakers, seconds = {word.speaker for word in parts}, [word.second for word in parts]
    joins, spans = len(speakers) > 1, max(seconds) - min(seconds) > LONG_CUT
    return Verdict(ALTERED, f"{why}: {where}", _EACH, parts[0].speaker, int(seconds[0]), (), 1.0, joins, spans)


def verdict_by_fingerprint(quotation: Quotation, fingerprint: Fingerprint, speaker: str | None = None) -> Verdict:
    """Compare a quotation with the fingerprint; `speaker` is whom the page names, if it does.

    Words that are in the transcript are never refused. Only segments of five words or more count as found; shorter ones can still be refused.
    """
    if max(map(len, quotation.words), default=0) < ENOUGH:
        why = f"fewer than {ENOUGH} words in a row: only the transcript can prove them"
        return Verdict(TOO_SHORT, why, "leave it: a maintainer compares it with the transcript", sure=0.0)
    places = {index: fingerprint.find(words) for index, words in enumerate(quotation.words) if len(words) >= SHINGLE}
    for index, found in places.items():
        if not found or found[0].share < 1:
            return _not_accepted(quotation, quotation.words[index], found, fingerprint)
    first = next(i for i, words in enumerate(quotation.words) if len(words) >= ENOUGH)
    chains = [chain for place in places[first] if (chain := _chain(place, [found for i, found in places.items() if i > first]))]
    if not chains:
        return Verdict(ALTERED, "the parts between the cuts stand in another order", _EACH)
    chain = min(chains, key=lambda c: ((off := _bucket_off(c[0], quotation, first)) > 0, speaker not in (None, c[0].speaker), off))
    place, second = chain[0], chain[0].start_second
    joins = any(other.speaker != place.speaker for other in chain)
    spans = any(after.start_second - before.end_second > LONG_CUT for before, after in pairwise(chain))
    is_off = _bucket_off(place, quotation, first) > 0
    return _placed(quotation, speaker, place.speaker, second, is_off, 1 - fingerprint.chance(place), joins, spans)


def _chain(place: Place, rest: list[list[Place]]) -> list[Place]:
    """A place for each segment, none well before the one before it: the same speaker's where there is one, the nearest."""
    chain = [place]
    for found in rest:
        last = chain[-1]
        later = [p for p in found if p.start_second > last.start_second - REACH * BUCKET]
        if not later:
            return []
        chain.append(min(later, key=lambda p: (p.speaker != last.speaker, p.start_second)))
    return chain


def _bucket_off(place: Place, quotation: Quotation, segment: int) -> float:
    """Seconds by which a place misses the quotation's moment; where short segments go before, the place may begin that much later."""
    if quotation.moment is None:
        return 0
    early = place.start_second - quotation.moment - LONG_CUT * segment
    late = quotation.moment - (place.start_second + BUCKET)
    return max(0, early - FINGERPRINT_SLACK - quotation.slack, late - FINGERPRINT_SLACK - quotation.slack)


def _not_accepted(quotation: Quotation, words: list[str], found: list[Place], fingerprint: Fingerprint) -> Verdict:
    """Words that the fingerprint refutes: two places joined, altered, or not there. Many shingles at one place, or some at the moment, are no chance."""
    if middle := _weld(words, fingerprint.check, ENOUGH):
        first, second = fingerprint.check(words[:middle])[0], fingerprint.check(words[middle:])[0]
        places = " and ".join(f"{p.speaker}, about {format_moment(p.start_second)}" for p in (first, second))
        why = f"the quotation joins words that are apart: {places}"
        return Verdict(ALTERED, why, _EACH, first.speaker, first.start_second)
    shingles = len(words) - SHINGLE + 1
    by_chance = {p: 1 if quotation.moment is not None and not _bucket_off(p, quotation, 0) else 2 for p in found}  # shingles
    place = next((p for p in found if p.share >= HELD and round(p.share * shingles) > by_chance[p]), None)
    if place is None:
        return Verdict(NOT_HERE, f"“{' '.join(words)}” is not in this interview", _NOT_FOUND)
    differ = tuple(Difference(part, None) for part in _unheld(words, fingerprint.held(words, place)))
    shown = ", ".join(f"“{d.quoted}”" for d in differ)
    moment = format_moment(place.start_second)
    return Verdict(ALTERED, f"{shown} differs from what {place.speaker} says about {moment}", _COPY, place.speaker, place.start_second, differ)


def _unheld(words: list[str], held: list[bool]) -> list[str]:
    """The stretches of words that no held shingle covers; if all are covered, the words around each break (something is left out or added there)."""
    loose = [not any(held[max(0, i - SHINGLE + 1) : i + 1]) for i in range(len(words))]
    if not any(loose):
        loose = [not all(held[max(0, i - SHINGLE + 1) : i + 1]) for i in range(len(words))]
    runs = (list(run) for is_loose, run in groupby(range(len(words)), key=loose.__getitem__) if is_loose)
    return [" ".join(words[run[0] : run[-1] + 1]) for run in runs]


# ---- the lock ----------------------------------------------------------------------------------------------------------------------------------


class LockError(ValueError):
    """A lock that cannot be read: `message`, `path`, and the `line` (from 1; 0 for the file as a whole)."""

    def __init__(self, message: str, path: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.message, self.path, self.line = message, path, line


class LockEntry(NamedTuple):
    """A quotation that was found verbatim in a transcript: its page, the hash of its words, who says it, and the moment that the page gives, in seconds."""

    page: str
    hash_of_normalized_words: str
    speaker: str
    moment: int


_HEADER = "# Quotations compared with a transcript word by word. Written by `companion verify`, never by hand: page, moment, hash of the words, speaker.\n"


def hash_words(quotation: Quotation) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the normalized words, joined by spaces, the segments by " … "."""
    return hashlib.sha256(" … ".join(" ".join(words) for words in quotation.words).encode()).hexdigest()[:16]


def lock_entry(page: str, quotation: Quotation, verdict: Verdict) -> LockEntry:
    """Make the entry of a quotation that a transcript proved. Raises `ValueError` for any other verdict, or where there is no moment."""
    if verdict.kind != VERBATIM or verdict.sure < 1 or verdict.speaker is None or quotation.moment is None:
        raise ValueError(f"only what a transcript proved can be locked, not a quotation that is {verdict.kind}")
    return LockEntry(page, hash_words(quotation), verdict.speaker, quotation.moment)


def read_lock(path: str | Path) -> list[LockEntry]:
    """Read the lock. Raises `LockError` with file and line for a line that is not four fields between tabs, or for a missing file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise LockError("is missing" if isinstance(error, OSError) else "is not UTF-8", str(path)) from None
    entries = list[LockEntry]()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        page, moment, digest, speaker = (*line.split("\t"), "", "", "", "")[:4]
        try:
            if line.count("\t") != 3 or not page or not speaker or not re.fullmatch("[0-9a-f]{16}", digest):
                raise ValueError("is not a page, a moment, a hash of 16 digits and a speaker, with tabs between")
            entries.append(LockEntry(page, digest, speaker, parse_moment(moment)))
        except ValueError as error:
            raise LockError(str(error), str(path), number) from None
    return entries


def write_lock(path: str | Path, entries: Iterable[LockEntry]) -> None:
    """Write the lock: a line a quotation, sorted by page and moment, each once."""
    ordered = sorted(set(entries), key=lambda e: (e.page, e.moment, e.hash_of_normalized_words, e.speaker))
    lines = ("\t".join((e.page, format_moment(e.moment), e.hash_of_normalized_words, e.speaker)) + "\n" for e in ordered)
    Path(path).write_text(_HEADER + "".join(lines), encoding="utf-8")


def locked_entry(quotation: Quotation, lock: Iterable[LockEntry]) -> LockEntry | None:
    """Give the entry with the quotation's words and moment, on whatever page: words that moved to another page stay proved."""
    digest = hash_words(quotation)
    return next((e for e in lock if e.hash_of_normalized_words == digest and e.moment == quotation.moment), None)


def proof(quotation: Quotation, lock: Iterable[LockEntry], fingerprint: Fingerprint, speaker: str | None = None) -> str:
    """Tell how far a quotation of the recording is proved: "locked", "pending" (the fingerprint accepts it, or it is too short), "failed".

    `speaker` is whom the page names, if it does. The fingerprint never refuses what the transcript has, so what it refuses has failed, whatever the lock
    says: the lock was written by hand or is of another transcript.
    """
    if quotation.fault or quotation.moment is None:
        return FAILED
    verdict = verdict_by_fingerprint(quotation, fingerprint, speaker)
    if verdict.kind not in (VERBATIM, TOO_SHORT):
        return FAILED
    entry = locked_entry(quotation, lock)
    if entry is None:
        return PENDING
    return LOCKED if speaker in (None, entry.speaker) else FAILED


# ---- counting ----------------------------------------------------------------------------------------------------------------------------------


def count_words(quotations: Iterable[Quotation], transcript: Transcript | None = None) -> int:
    """Count the distinct words of the interview that quotations hold, each place once.

    With a transcript: the positions that verbatim quotations cover. Without: the words of all segments, less those that two segments with moments at
    most a minute apart share, where one holds the other or three words or more at the end of one begin the other. That needs no position and errs upwards,
    never downwards (unless words are said twice within a minute and quoted both times).
    """
    quotations = [q for q in quotations if q.of_recording]
    if transcript is None:
        return _count_texts([(q.moment or 0, words) for q in quotations for words in q.words])
    covered = set[int]()
    for quotation in quotations:
        if quotation.words and (chains := transcript.chains(quotation.words)):
            chain = min(chains, key=lambda c: _rank(c, quotation, transcript, None))
            covered.update(p for start, words in zip(chain, quotation.words, strict=True) for p in range(start, start + len(words)))
    return len(covered)


def _count_texts(segments: list[tuple[int, list[str]]]) -> int:
    kept = list[tuple[int, list[str]]]()
    for moment, words in sorted(segments, key=lambda segment: (segment[0], -len(segment[1]))):
        for old in [k for k in kept if abs(k[0] - moment) <= LONG_CUT]:
            if merged := _merge(old[1], words):
                kept.remove(old)
                words = merged
        kept.append((moment, words))
    return sum(len(words) for _, words in kept)


def _merge(one: list[str], other: list[str]) -> list[str]:
    """Two stretches as one, if one holds the other or they overlap by three words or more; else nothing."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1)):
        return long
    for size in range(len(short) - 1, SHINGLE - 1, -1):
        if one[-size:] == other[:size]:
            return one + other[size:]
        if other[-size:] == one[:size]:
            return other + one[size:]
    return []
