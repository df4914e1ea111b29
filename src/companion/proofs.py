"""Proofs: a transcript proves a quotation word by word; the fingerprint can refute one for certain, and make one likely."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise, product, takewhile
from pathlib import Path
from typing import NamedTuple, TypeVar

from .fingerprint import BUCKET, REACH, SHINGLE, Fingerprint, Place, Word, read_transcript, timed_words
from .moments import format_moment
from .quotations import ENOUGH, Quotation

# Verdicts.
VERBATIM, ALTERED, OTHER_SPEAKER = "verbatim", "altered", "other speaker's"
WRONG_MOMENT, NOT_HERE, TOO_SHORT = "wrong moment", "not in this interview", "too short to tell"

TRANSCRIPT_SLACK, FINGERPRINT_SLACK = 3, 15  # seconds: how far words may begin from their moment
SHARED_SLACK = 30  # seconds: how far a second quotation before one citation may begin from the moment
LONG_CUT = 60  # seconds
ALIKE = 0.6  # share of the words that stand, in order, in the transcript: from here on "altered", below "not in this interview"
HELD = 0.4  # the same for the share of shingles that one place of the fingerprint holds

_COPY = "copy the words as they stand, mark what is left out with …, or drop the marks and say it in your own words"
_APART = "the quotation joins words that are apart"
_ORDER = "the parts between the cuts stand in another order"
_Found = TypeVar("_Found", "Stretch", Place)


@dataclass(frozen=True)
class Verdict:
    """What was found out about a quotation.

    `moment` is where the words are in truth, in seconds (the start of a bucket, if the fingerprint says so). `sure` runs to 1: for words that the
    fingerprint accepts, it is the chance that it would have seen the alteration that is hardest to see, of a word at an end. `cut_joins_two_speakers`
    and `cut_spans_more_than_a_minute` are facts about words that are in the recording.
    """

    kind: str
    message: str
    mend: str
    speaker: str | None = None
    moment: int | None = None
    sure: float = 1.0
    cut_joins_two_speakers: bool = False
    cut_spans_more_than_a_minute: bool = False


class Stretch(NamedTuple):
    """Words in a row in a transcript: whose they are, the seconds at which the first and the last are said, and the positions of these two."""

    speaker: str
    start_second: float
    end_second: float
    first: int
    last: int


class Transcript:
    """A transcript's words in order, with their times, and where each word stands."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.texts = [word.text for word in words]
        self._at = defaultdict[str, list[int]](list)
        for position, text in enumerate(self.texts):
            self._at[text].append(position)

    @classmethod
    def read(cls, path: str | Path) -> "Transcript":
        """Read JSON lines; raises `TranscriptError` as `fingerprint.read_transcript` does."""
        return cls(timed_words(read_transcript(path)))

    def find(self, words: list[str]) -> list[Stretch]:
        """Find the places, in order, at which the normalized words stand in a row, within one turn."""
        ends = [(a, a + len(words) - 1) for a in self._at.get(words[0], ()) if self.texts[a : a + len(words)] == words]
        found = [(self.words[a], self.words[b], a, b) for a, b in ends]
        return [Stretch(first.speaker, first.second, last.second, a, b) for first, last, a, b in found if first.turn == last.turn]

    def nearest(self, words: list[str], moment: int | None) -> list[tuple[int, int, int]]:
        """Find the place most like the words: for each run of words that stands there, its start in the words, in the transcript, and its length.

        Each word votes, the rarer the more, for where the first would stand; the places with most votes, and the one at the moment, are compared in full.
        """
        votes = defaultdict[int, float](float)
        for offset, word in enumerate(words):
            for position in self._at.get(word, ()):
                votes[(position - offset) // 8 * 8] += 1 / len(self._at[word])
        starts = sorted(votes, key=lambda start: -votes[start])[:6]
        if moment is not None:
            starts.append(bisect_left(self.words, moment, key=lambda word: word.second))
        best = list[tuple[int, int, int]]()
        for low in (max(0, start - 8) for start in starts):
            blocks = SequenceMatcher(None, words, self.texts[low : low + len(words) + 24], autojunk=False).get_matching_blocks()
            best = max(best, [(a, low + b, size) for a, b, size in blocks if size], key=lambda runs: sum(size for _, _, size in runs))
        return best


def verdict_by_transcript(quotation: Quotation, transcript: Transcript, speaker: str | None = None) -> Verdict:
    """Compare a quotation with the transcript word by word; `speaker` is whom the page names, if it does."""
    if not quotation.words:
        return Verdict(TOO_SHORT, "no words stand between the marks", "quote the words, or drop the marks")
    found = [transcript.find(words) for words in quotation.words]
    if not all(found):
        return _not_in_transcript(quotation, max((w for w, f in zip(quotation.words, found, strict=True) if not f), key=len), transcript)
    chains = _chains(found, lambda last, place: place.first > last.last)
    if not chains:
        return _joined(_ORDER, [places[0] for places in found])
    return _accepted(quotation, chains, speaker)


def verdict_by_fingerprint(quotation: Quotation, fingerprint: Fingerprint, speaker: str | None = None) -> Verdict:
    """Compare a quotation with the fingerprint; `speaker` is whom the page names, if it does.

    Words that are in the transcript are never refused. Only parts of five words or more count as found; shorter ones can still be refused.
    """
    if max(map(len, quotation.words), default=0) < ENOUGH:
        why = f"fewer than {ENOUGH} words in a row: only the transcript can prove them"
        return Verdict(TOO_SHORT, why, "leave it: a maintainer compares it with the transcript", sure=0.0)
    found = {index: fingerprint.find(words) for index, words in enumerate(quotation.words) if len(words) >= SHINGLE}
    for index, places in found.items():
        if not places or places[0].share < 1:
            return _not_in_fingerprint(quotation, quotation.words[index], places, fingerprint)
    first = next(index for index, words in enumerate(quotation.words) if len(words) >= ENOUGH)
    rest = [places for index, places in found.items() if index >= first]
    chains = _chains(rest, lambda last, place: place.start_second > last.start_second - REACH * BUCKET)
    if not chains:
        return _joined(_ORDER, [places[0] for places in rest], "about ")
    return _accepted(quotation, chains, speaker, first, fingerprint)


def _chains(found: list[list[_Found]], follows: Callable[[_Found, _Found], bool]) -> list[list[_Found]]:
    """For each place of the first part, places of all: each next one the nearest that follows, the same speaker's where there is one."""
    chains = [[place] for place in found[0]]
    for places in found[1:]:
        following = [(chain, [place for place in places if follows(chain[-1], place)]) for chain in chains]
        chains = [[*chain, min(later, key=lambda p: (p.speaker != chain[-1].speaker, p.start_second))] for chain, later in following if later]
    return chains


def _off(place: Stretch | Place, quotation: Quotation, part: int = 0) -> float:
    """Seconds by which a place begins farther from the moment than it may (later by a minute for each part before its own); 0 or less if it does not."""
    if quotation.moment is None:
        return 0
    slack, width = (FINGERPRINT_SLACK, BUCKET) if isinstance(place, Place) else (TRANSCRIPT_SLACK, 0)
    after = int(place.start_second) - quotation.moment
    return max(after - LONG_CUT * part, -after - width) - slack - (SHARED_SLACK if quotation.shared else 0)


def _accepted(quotation: Quotation, chains: list[list[_Found]], named: str | None, part: int = 0, fingerprint: Fingerprint | None = None) -> Verdict:
    """The verdict on words that are in the recording: whose they are, and whether they are at the quotation's moment; the best chain counts."""
    offs = [_off(chain[0], quotation, part) for chain in chains]
    ranked = [((off > 0, named not in (None, c[0].speaker), len({p.speaker for p in c}) > 1, off), c) for c, off in zip(chains, offs, strict=True)]
    (is_off, misnamed, joins, _), chain = min(ranked, key=lambda pair: pair[0])
    speaker, second = chain[0].speaker, int(chain[0].start_second)
    sure = 1 - fingerprint.chance(chain[0]) if fingerprint else 1.0
    where = ("" if sure == 1 else "about ") + format_moment(second)
    kind, message, mend = VERBATIM, f"{speaker}, {where}", ""
    if misnamed:
        kind, mend = OTHER_SPEAKER, f"name {speaker}, or quote {named}'s own words"
        message = f"{speaker} says this, at {where}; the page gives it to {named}"
    elif is_off:
        kind, mend = WRONG_MOMENT, f"[@{quotation.key}, {format_moment(second)}]"
        if sure < 1:
            mend = f"the moment of the first word, from {format_moment(second)} to {format_moment(second + BUCKET)}"
        message = f"these words are not at {format_moment(quotation.moment or 0)}; {speaker} says them at {where}"
    spans = any(after.start_second - before.end_second > LONG_CUT for before, after in pairwise(chain))
    return Verdict(kind, message, mend, speaker, second, sure, joins, spans)


def _not_in_transcript(quotation: Quotation, words: list[str], transcript: Transcript) -> Verdict:
    """Words that the transcript does not have in a row: two places joined, altered, or not there."""
    if middle := _weld(words, transcript.find, 4):
        pairs = product(transcript.find(words[:middle]), transcript.find(words[middle:]))
        one, other = min(pairs, key=lambda pair: abs(pair[1].first - pair[0].last))
        if not 1 < other.first - one.last < 9:  # else some words are only left out
            return _joined(_APART, [one, other])
    runs = transcript.nearest(words, quotation.moment) or [(0, 0, 0)]
    word = transcript.words[runs[0][1]]
    at_moment = quotation.moment is not None and abs(word.second - quotation.moment) < LONG_CUT
    enough = ALIKE * len(words) if at_moment or len(words) >= 8 else max(3, len(words) - 1)
    if sum(size for _, _, size in runs) < enough:
        return _nowhere(words)
    differ = "; ".join(_differences(words, transcript.texts, runs))
    return Verdict(ALTERED, f"{differ} ({word.speaker}, {format_moment(word.second)})", _COPY, word.speaker, int(word.second))


def _differences(words: list[str], texts: list[str], runs: list[tuple[int, int, int]]) -> list[str]:
    """What stands between the runs, before the first and after the last; where words were left out, with the words on both sides."""
    (a, b, _), (c, d, _) = runs[0], runs[-1]
    ends = (0, max(0, b - a), 0), (len(words), d + len(words) - c, 0)
    found = list[str]()
    for (a, b, size), (c, d, _) in pairwise([ends[0], *runs, ends[1]]):
        wide = a + size == c and 0 < c < len(words)
        quoted, said = " ".join(words[a + size - wide : c + wide]), " ".join(texts[b + size - wide : d + wide])
        if quoted:
            found.append(f"“{quoted}” where the transcript has “{said}”" if said else f"“{quoted}” is not there")
    return found


def _not_in_fingerprint(quotation: Quotation, words: list[str], places: list[Place], fingerprint: Fingerprint) -> Verdict:
    """Words that the fingerprint refutes: two places joined, altered, or not there. Many shingles at one place, or some at the moment, are no chance."""
    if middle := _weld(words, fingerprint.check, ENOUGH):
        return _joined(_APART, [fingerprint.check(part)[0] for part in (words[:middle], words[middle:])], "about ")
    for place in places:
        by_chance = 1 if quotation.moment is not None and _off(place, quotation) <= 0 else 2  # shingles
        if place.share >= HELD and round(place.share * (len(words) - SHINGLE + 1)) > by_chance:
            differ = ", ".join(f"“{part}”" for part in _unheld(words, fingerprint.held(words, place)))
            why = f"{differ} differs from what {place.speaker} says about {format_moment(place.start_second)}"
            return Verdict(ALTERED, why, _COPY, place.speaker, place.start_second)
    return _nowhere(words)


def _unheld(words: list[str], held: list[bool]) -> list[str]:
    """The stretches of words that no held shingle covers; if all are covered, the words around each break (something is left out or added there)."""
    covering = [held[max(0, i - SHINGLE + 1) : i + 1] for i in range(len(words))]
    is_held = all if all(map(any, covering)) else any
    runs = groupby(zip(words, covering, strict=True), key=lambda pair: not is_held(pair[1]))
    return [" ".join(word for word, _ in run) for is_loose, run in runs if is_loose]


def _weld(words: list[str], find: Callable[[list[str]], object], least: int) -> int:
    """Where the words part into two that are found, of at least so many words each; 0 if they are no such weld."""
    heads = takewhile(lambda size: find(words[:size]), range(least, len(words) - least + 1))
    middle = max(heads, default=0)
    return middle if middle and find(words[middle:]) else 0


def _joined(why: str, places: Sequence[Stretch | Place], about: str = "") -> Verdict:
    where = " and ".join(f"{place.speaker}, {about}{format_moment(place.start_second)}" for place in places)
    return Verdict(ALTERED, f"{why}: {where}", "quote each with its own moment", places[0].speaker, int(places[0].start_second))


def _nowhere(words: list[str]) -> Verdict:
    mend = "drop the marks and say it in your own words, or cite where it was said"
    return Verdict(NOT_HERE, f"“{' '.join(words)}” is not in this interview", mend)
