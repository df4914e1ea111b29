"""A made-up transcript, of the size and shape of a real interview: the tests and the bench run on it.

Two speakers with 72 and 28 % of about 13,000 words, 911 sentences in 133 turns and ten sections, 1:36:03 long, with three gaps where sponsors are read.
The words are invented. They follow Zipf's law, some words draw certain others after them, and stock phrases come back, as in speech, since that is what
makes passages alike. The same seed always gives the same transcript.

`python -m tests.made_up_transcript FILE.jsonl` writes it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from companion.fingerprint import Sentence

GUEST, HOST = "Mira Tolvane", "Oskar Brint"
LENGTH = 5763  # seconds
TURNS, SENTENCES = 133, 911
WORDS = {GUEST: 9370, HOST: 3663}
SPONSORS = [(1950, 190), (3255, 52), (4610, 83)]  # second at which a gap begins, and how long it is
SECTIONS = [f"Part {number}" for number in "one two three four five six seven eight nine ten".split()]
_VOCABULARY, _PHRASES = 2550, 90


def make(seed: int = 4) -> list[Sentence]:
    """Make the transcript, in the order of the recording."""
    draw = random.Random(seed)
    speech = _speech(draw)
    turns = _turn_sizes(draw)
    texts = list[tuple[int, str, list[str]]]()
    for turn, sizes in enumerate(turns, 1):
        texts += ((turn, HOST if turn % 2 == 0 else GUEST, [next(speech) for _ in range(size)]) for size in sizes)
    seconds_a_word = (LENGTH - 15 - sum(gap for _, gap in SPONSORS)) / sum(len(words) for _, _, words in texts)
    sentences, at, gaps = list[Sentence](), 0.0, list(SPONSORS)
    for turn, speaker, words in texts:
        if gaps and at >= gaps[0][0]:
            at += gaps.pop(0)[1]
        section = SECTIONS[min(len(SECTIONS) - 1, int(at / LENGTH * len(SECTIONS)))]
        sentences.append(Sentence(round(at, 1), speaker, _written(draw, words), turn, section))
        at += len(words) * seconds_a_word * draw.uniform(0.75, 1.25)
    return sentences


def write(path: Path, seed: int = 4) -> None:
    """Write the transcript as JSON lines, as `fingerprint.read_transcript` reads them."""
    rows = [{"id": number, **sentence._asdict()} for number, sentence in enumerate(make(seed), 1)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _turn_sizes(draw: random.Random) -> list[list[int]]:
    """For each turn the number of words of each of its sentences; the guest has the odd turns."""
    weights = [draw.lognormvariate(0, 0.9) * (1.9 if turn % 2 == 0 else 1) for turn in range(TURNS)]
    spare = SENTENCES - TURNS
    counts = [1 + int(spare * weight / sum(weights)) for weight in weights]
    for turn in range(SENTENCES - sum(counts)):
        counts[turn * 2 % TURNS] += 1
    shapes = [[draw.lognormvariate(0, 0.75) for _ in range(count)] for count in counts]
    totals = {who: sum(sum(shape) for shape in shapes[first::2]) for first, who in enumerate((GUEST, HOST))}
    factors = [WORDS[GUEST if turn % 2 == 0 else HOST] / totals[GUEST if turn % 2 == 0 else HOST] for turn in range(TURNS)]
    return [[max(1, round(part * factor)) for part in shape] for shape, factor in zip(shapes, factors, strict=True)]


def _speech(draw: random.Random) -> Iterator[str]:
    """Endless words."""
    words = _vocabulary(draw)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    followers = {word: [other for other in draw.choices(words, cum_weights=weights, k=5) if other != word] or words[:1] for word in words}
    phrases = [draw.choices(words, cum_weights=weights, k=draw.randint(3, 6)) for _ in range(_PHRASES)]
    last = words[0]
    while True:
        chance = draw.random()
        if chance < 0.03:
            stretch = draw.choice(phrases)
        elif chance < 0.031:
            stretch = [last]
        elif chance < 0.45:
            stretch = [draw.choice(followers[last])]
        else:
            stretch = [word for word in draw.choices(words, cum_weights=weights, k=1) if word != last] or [words[-1]]
        yield from stretch
        last = stretch[-1]


def _vocabulary(draw: random.Random) -> list[str]:
    """Invented words, the common ones short; a few with an apostrophe, some numbers."""
    onsets, vowels, ends = "b d f g k l m n p r s t v z br dr kl pl st tr".split(), "a e i o u".split(), ["", "", "n", "l", "r", "s"]
    words = dict.fromkeys(["20", "100", "2012", "5"])
    while len(words) < _VOCABULARY:
        syllables = 1 + (len(words) > 120) + (len(words) > 700 and draw.random() < 0.5)
        word = "".join(draw.choice(onsets) + draw.choice(vowels) + draw.choice(ends) for _ in range(syllables))
        words.setdefault(word + ("'s" if draw.random() < 0.03 else ""))
    ordered = list(words)
    return ordered[60:90] + ordered[4:60] + ordered[90:400] + ordered[:4] + ordered[400:]


def _written(draw: random.Random, words: list[str]) -> str:
    """A sentence as a publisher prints it: capital, commas, now and then a dash, a hyphen or a curly apostrophe."""
    text = words[0].capitalize()
    for word in words[1:]:
        text += draw.choices([" ", ", ", "—", "-"], [90, 8, 1, 1])[0] + word
    return (text if draw.random() < 0.8 else text.replace("'", "’")) + draw.choices([".", "?", "…"], [90, 9, 1])[0]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
