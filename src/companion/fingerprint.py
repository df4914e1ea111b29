"""The fingerprint: tells whether words are in a transcript, who says them and about when; the text cannot be read off it.

Method. Each turn's words are cut into shingles of three; each shingle is hashed to a few bits with a salt (FNV-1a, folded), and the hashes are kept as
sorted sets in buckets keyed by 15 seconds and speaker: no text, no order, no counts. Words are accepted where all their shingles lie
in three neighbouring buckets of one speaker. Short hashes let wrong words pass for the next word, so that known words cannot be extended; a bucket
with too few hashes to hide in is filled up with decoys, drawn from a digest of the whole text, so that only who has the text can tell them apart.
Shingles: Broder, "On the resemblance and containment of documents" (1997). The numbers below were chosen by `bench/quotations.py`.

Layout of the file, all numbers little-endian:

    0  4  "CFP1"
    4  1  bits of a hash        5  1  words of a shingle     6  1  seconds of a bucket     7  1  neighbouring buckets searched
    8  4  salt                 12  4  FNV-1a, 32 bits, of bytes 4 to 11 and all from 16 on
   16  4  words of the transcript
   20  1  number of speakers, then for each: 1 byte length, the name in UTF-8
    .  2  number of buckets, then for each, in order of slot and speaker:
          2 slot (its first second divided by the bucket's seconds), 1 speaker (place in the list), 2 number of hashes,
          then for each hash, ascending, 2 bytes: the difference from the one before (the first from 0)
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

MAGIC = b"CFP1"
SHINGLE = 3  # words
BITS = 14  # of a hash
BUCKET = 15  # seconds
REACH = 3  # neighbouring buckets that may hold a passage
HIDING = 4  # words of the vocabulary that fit by chance, on average, after any two words; decoys fill a bucket up to that
CROWD = 256  # but decoys fill a bucket up to at most this part of all hashes, lest altered words pass (a small vocabulary would ask for more)
SALT = 0x5EEDC0DE
MOST_SPEAKERS = 255
_LONG, _STEP = 40, 15  # words: a passage longer than _LONG may reach one bucket further for every _STEP words more
_PAUSE, _SLOWEST = 3.0, 1.0  # seconds: a sentence lasts at most this plus that for each word; what is left is a gap

_LETTER = r"(?:[^\W_]|[%$€£])"
_INSIDE = r"(?:[^\W_]|[%$€£\u0300-\u036f])*"
_WORD = re.compile(rf"{_LETTER}{_INSIDE}(?:'{_LETTER}{_INSIDE})*")
_ALIKE = str.maketrans("’‘ʼ´′", "'''''", "\u00ad\u200b\u200c\u200d\u2060\ufeff")


class TranscriptError(ValueError):
    """A transcript that cannot be read: `message`, `path`, and the `line` (from 1; 0 for the file as a whole)."""

    def __init__(self, message: str, path: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.message, self.path, self.line = message, path, line


class FingerprintError(ValueError):
    """Data that is no fingerprint, or a damaged one, or a transcript that no fingerprint can be made of."""


class Sentence(NamedTuple):
    """One sentence of a transcript; `start` in seconds; `turn` counts the changes of speaker."""

    start: float
    speaker: str
    text: str
    turn: int
    section: str


class Word(NamedTuple):
    """One normalized word, the second at which it is said, who says it, and in which turn (counted anew from 0; a gap parts a turn)."""

    text: str
    second: float
    speaker: str
    turn: int


class Place(NamedTuple):
    """Where words were found: `share` is the part of their shingles found there, 1.0 for all; the times are in seconds."""

    speaker: str
    start_second: int
    end_second: int
    share: float


def normalize(text: str) -> list[str]:
    """Give the words of a text as they are compared. The one normalizer; the browser's must do the same, step by step:

    1. ’ ‘ ʼ ´ ′ become ' and soft hyphens, zero-width characters (U+200B–D, U+2060) and byte order marks go;
    2. Unicode form NFKC; 3. lower case (not case folding);
    4. words are runs of letters, digits (Unicode classes L and N), the signs % $ € £ and, after the first character, combining marks U+0300–U+036F.
       An apostrophe belongs to a word where such a run stands on both sides of it. All else, hyphens, dashes and underscores too, parts words
       and is dropped: `pre-training` is two words, `10,000` is two, `'90s` is `90s`, and `$5-6%` is `$5` and `6%`.
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text.translate(_ALIKE)).lower())


def read_transcript(path: str | Path) -> list[Sentence]:
    """Read a transcript: JSON lines with start (seconds), speaker, text, turn, section; other keys are left alone, empty lines too.

    Raises `TranscriptError` with the line for JSON that is broken, a key that is missing or of a wrong type, times or turns that run backwards, a
    turn of two speakers, and for a file without a sentence. `OSError` passes through.
    """
    name, sentences = str(path), list[Sentence]()
    try:
        lines = Path(path).read_bytes().decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise TranscriptError(f"is not UTF-8 (byte {error.start})", name) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            sentence = _sentence(json.loads(line))
            _check_order(sentences, sentence)
        except ValueError as error:  # json.JSONDecodeError is one
            raise TranscriptError(str(error), name, number) from None
        sentences.append(sentence)
    if not sentences:
        raise TranscriptError("holds no sentence", name)
    return sentences


def _sentence(data: Any) -> Sentence:
    if not isinstance(data, dict):
        raise ValueError("is not an object with start, speaker, text, turn and section")
    wanted: dict[str, tuple[type, ...]] = {"start": (int, float), "speaker": (str,), "text": (str,), "turn": (int,), "section": (str,)}
    for key, types in wanted.items():
        if key not in data:
            raise ValueError(f"has no “{key}”")
        if not isinstance(data[key], types) or isinstance(data[key], bool):
            raise ValueError(f"“{key}” is {data[key]!r}, not {'text' if str in types else 'a number'}")
    if not 0 <= data["start"] < 2**16 * BUCKET:
        raise ValueError(f"“start” is {data['start']}, no second of a recording")
    if not data["speaker"]:
        raise ValueError("“speaker” is empty")
    return Sentence(float(data["start"]), data["speaker"], data["text"], data["turn"], data["section"])


def _check_order(before: Sequence[Sentence], new: Sentence) -> None:
    if not before:
        return
    last = before[-1]
    if new.start < last.start:
        raise ValueError(f"starts at {new.start} s, before the sentence above it ({last.start} s)")
    if new.turn < last.turn:
        raise ValueError(f"is of turn {new.turn}, but the sentence above it is of turn {last.turn}")
    if new.turn == last.turn and new.speaker != last.speaker:
        raise ValueError(f"gives turn {new.turn} to “{new.speaker}”, but the sentence above gives it to “{last.speaker}”")


def lasts(sentence: Sentence, following: Sentence | None) -> float:
    """Give how many seconds a sentence takes: until the next one starts, but no more than 3 plus 1 for each word."""
    longest = _PAUSE + _SLOWEST * len(normalize(sentence.text))
    return min(longest, following.start - sentence.start) if following else longest / 3


def timed_words(sentences: Sequence[Sentence]) -> list[Word]:
    """Give all words with their seconds: spread evenly from the sentence's start to the next one's, but over no more than 3 seconds plus 1 for each word.

    Where more than 15 seconds are left over then (a sponsor's read, say), a new turn begins, so that nothing is quoted across the gap.
    """
    words, turn = list[Word](), 0
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=False):
        texts = normalize(sentence.text)
        longest = _PAUSE + _SLOWEST * len(texts)
        until_next = following.start - sentence.start if following else longest / 3
        lasts = min(longest, until_next)
        words += (Word(text, sentence.start + lasts * i / len(texts), sentence.speaker, turn) for i, text in enumerate(texts))
        turn += following is not None and (following.turn != sentence.turn or until_next - longest > BUCKET)
    return words


def fnv1a(data: bytes, start: int = 0x811C9DC5) -> int:
    """FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923); `start` continues an earlier hash."""
    value = start
    for byte in data:
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


@dataclass(frozen=True)
class Fingerprint:
    """A fingerprint in memory: `buckets` gives for a slot and a speaker (place in `speakers`) the ascending hashes; `words` is the transcript's length."""

    bits: int
    salt: int
    words: int
    speakers: tuple[str, ...]
    buckets: dict[tuple[int, int], tuple[int, ...]]

    @cached_property
    def _salted(self) -> int:
        return fnv1a(struct.pack("<I", self.salt))

    @cached_property
    def _slots(self) -> dict[int, list[tuple[int, int]]]:
        """For each hash, the speakers and slots that hold it."""
        slots = defaultdict[int, list[tuple[int, int]]](list)
        for (slot, speaker), hashes in self.buckets.items():
            for value in hashes:
                slots[value].append((speaker, slot))
        return slots

    def shingle_hash(self, words: Sequence[str]) -> int:
        """Hash one shingle: FNV-1a over the salt (4 bytes) and the words joined by spaces (UTF-8), folded: (h >> bits ^ h), its lowest `bits` bits."""
        value = fnv1a(" ".join(words).encode(), self._salted)
        return (value >> self.bits ^ value) & (1 << self.bits) - 1

    def hashes(self, words: Sequence[str]) -> list[int]:
        """Hash all shingles of normalized words, in order; none for fewer than three words."""
        return [self.shingle_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]

    def find(self, words: Sequence[str], most: int = 8) -> list[Place]:
        """Find normalized words: every place that holds all their shingles, in the order of the recording; else up to `most` that hold some, best first.

        Nothing is found of fewer than three words. Under eight, and the more so under five, a full hit may be chance: see `chance`.
        """
        hashes = set(self.hashes(words))
        reach = _reach(len(words))
        counts = Counter[tuple[int, int]]()
        for value in hashes:
            counts.update({(speaker, slot - back) for speaker, slot in self._slots.get(value, ()) for back in range(reach)})
        full = [window for window, count in counts.items() if count == len(hashes)]
        if full:
            tight = {(speaker, *self._tightest(hashes, speaker, start, reach)) for speaker, start in full}
            return sorted((self._place(s, a, b, 1.0) for s, a, b in tight if not _holds_other((s, a, b), tight)), key=lambda p: p.start_second)
        best = [p for (s, a), n in counts.most_common(most * reach) for p in [self._place(s, *self._tightest(hashes, s, a, reach), n / len(hashes))]]
        return list(dict.fromkeys(best))[:most]

    def _tightest(self, hashes: set[int], speaker: int, start: int, reach: int) -> tuple[int, int]:
        """The fewest slots of a window (first and last) that hold as many of the hashes as the whole window does."""
        held = [hashes.intersection(self.buckets.get((slot, speaker), ())) for slot in range(start, start + reach)]
        everything = set().union(*held)
        ranges = sorted(((a, b) for a in range(reach) for b in range(a, reach)), key=lambda r: r[1] - r[0])
        first, last = next((a, b) for a, b in ranges if set().union(*held[a : b + 1]) == everything)
        return start + first, start + last

    def _place(self, speaker: int, first: int, last: int, share: float) -> Place:
        return Place(self.speakers[speaker], first * BUCKET, (last + 1) * BUCKET, share)

    def held(self, words: Sequence[str], place: Place) -> list[bool]:
        """Tell for each shingle of the words, in order, whether the place holds it."""
        speaker = self.speakers.index(place.speaker)
        slots = range(place.start_second // BUCKET, place.end_second // BUCKET)
        there = set().union(*(self.buckets.get((slot, speaker), ()) for slot in slots))
        return [value in there for value in self.hashes(words)]

    def check(self, words: Sequence[str], speaker: str | None = None, second: float | None = None, slack: float = BUCKET) -> list[Place]:
        """Give the places that hold all the words, are the speaker's (where one is given) and begin at the second (where one is given).

        A place begins at the second if that lies within its first bucket or at most `slack` seconds off it: with the usual slack, a moment less than 15
        seconds from the first word always passes, one more than 30 seconds off never does. An empty list means no.
        """
        return [
            place
            for place in self.find(words)
            if place.share == 1
            and speaker in (None, place.speaker)
            and (second is None or place.start_second - slack <= second < place.start_second + BUCKET + slack)
        ]

    def chance(self, place: Place) -> float:
        """How likely one wrong shingle passes at a place by chance: the share of all hashes that its neighbourhood holds."""
        speaker = self.speakers.index(place.speaker)
        first, last = place.start_second // BUCKET, place.end_second // BUCKET
        there = set().union(*(self.buckets.get((slot, speaker), ()) for slot in range(last - REACH, first + REACH)))
        return len(there) / (1 << self.bits)


def _reach(words: int) -> int:
    return REACH + max(0, -(-(words - _LONG) // _STEP))


def _holds_other(one: tuple[int, int, int], places: Iterable[tuple[int, int, int]]) -> bool:
    speaker, first, last = one
    return any(s == speaker and first <= a and b <= last and (a, b) != (first, last) for s, a, b in places)


def build(sentences: Sequence[Sentence], bits: int = BITS, salt: int = SALT, hiding: float = HIDING) -> Fingerprint:
    """Make the fingerprint of a transcript; the same input always gives the same bytes.

    `hiding` is how many wrong words should fit by chance after any two words, on average over the transcript's vocabulary; 0 makes no decoys.
    Raises `FingerprintError` for hashes under 8 or over 16 bits, more than 255 speakers, or a transcript without a shingle.
    """
    if not 8 <= bits <= 16:
        raise FingerprintError(f"a hash has 8 to 16 bits, not {bits}")
    speakers = tuple(dict.fromkeys(sentence.speaker for sentence in sentences))
    if len(speakers) > MOST_SPEAKERS or any(len(name.encode()) > 255 for name in speakers):
        raise FingerprintError("at most 255 speakers with names of at most 255 bytes")
    words = timed_words(sentences)
    empty = Fingerprint(bits, salt, len(words), speakers, {})
    filled = defaultdict[tuple[int, int], set[int]](set)
    for _, turn in groupby(words, key=lambda word: word.turn):
        turn_words = list(turn)
        for word, value in zip(turn_words, empty.hashes([w.text for w in turn_words]), strict=False):
            filled[int(word.second // BUCKET), speakers.index(word.speaker)].add(value)
    if not filled:
        raise FingerprintError("the transcript has no three words in one turn")
    fewest = min((1 << bits) // CROWD, round(hiding * (1 << bits) / len({word.text for word in words})))
    digest = hashlib.sha256(" ".join(word.text for word in words).encode()).digest()
    for key, hashes in filled.items():
        decoys = _decoys(digest, key, bits)
        while len(hashes) < fewest:
            hashes.add(next(decoys))
    return Fingerprint(bits, salt, len(words), speakers, {key: tuple(sorted(filled[key])) for key in sorted(filled)})


def _decoys(digest: bytes, key: tuple[int, int], bits: int) -> Iterator[int]:
    """Endless hashes that look like any others; nobody without the whole text can draw them again."""
    round_number = 0
    while True:
        block = hashlib.sha256(digest + struct.pack("<III", *key, round_number)).digest()
        yield from (value & (1 << bits) - 1 for value in struct.unpack("<16H", block))
        round_number += 1


def to_bytes(fingerprint: Fingerprint) -> bytes:
    """Write a fingerprint in the layout at the head of this file."""
    names = b"".join(bytes([len(name.encode())]) + name.encode() for name in fingerprint.speakers)
    body = [struct.pack("<IB", fingerprint.words, len(fingerprint.speakers)), names, struct.pack("<H", len(fingerprint.buckets))]
    for (slot, speaker), hashes in fingerprint.buckets.items():
        steps = [value - before for before, value in zip((0, *hashes), hashes, strict=False)]
        body.append(struct.pack(f"<HBH{len(steps)}H", slot, speaker, len(steps), *steps))
    tail = b"".join(body)
    head = struct.pack("<4BI", fingerprint.bits, SHINGLE, BUCKET, REACH, fingerprint.salt)
    return MAGIC + head + struct.pack("<I", fnv1a(tail, fnv1a(head))) + tail


def from_bytes(data: bytes) -> Fingerprint:
    """Read a fingerprint. Raises `FingerprintError` for data of another kind, another layout, cut short, or changed by as little as one bit."""
    if data[:4] != MAGIC:
        raise FingerprintError("this is no fingerprint (its first bytes are not CFP1)")
    try:
        bits, *fixed, salt, checksum = struct.unpack_from("<4BII", data, 4)
        if fixed != [SHINGLE, BUCKET, REACH] or not 8 <= bits <= 16:
            raise FingerprintError("the fingerprint was made with other numbers: build it anew")
        if fnv1a(data[16:], fnv1a(data[4:12])) != checksum:
            raise FingerprintError("the fingerprint is damaged: build it anew")
        return _read_body(data, bits, salt)
    except (struct.error, UnicodeDecodeError, IndexError):
        raise FingerprintError("the fingerprint is cut short: build it anew") from None


def _read_body(data: bytes, bits: int, salt: int) -> Fingerprint:
    words, count = struct.unpack_from("<IB", data, 16)
    at, speakers = 21, list[str]()
    for _ in range(count):
        speakers.append(data[at + 1 : at + 1 + data[at]].decode())
        at += 1 + data[at]
    (number,) = struct.unpack_from("<H", data, at)
    at, buckets = at + 2, {}
    for _ in range(number):
        slot, speaker, size = struct.unpack_from("<HBH", data, at)
        hashes, value = list[int](), 0
        for step in struct.unpack_from(f"<{size}H", data, at + 5):
            value += step
            hashes.append(value)
        buckets[slot, speaker] = tuple(hashes)
        at += 5 + 2 * size
    if at != len(data):
        raise FingerprintError("the fingerprint is damaged (bytes left over): build it anew")
    return Fingerprint(bits, salt, words, tuple(speakers), buckets)
