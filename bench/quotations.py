"""How well the fingerprint tells true quotations from altered ones, and how little it gives away, for hashes of 12 to 16 bits.

    python -m bench.quotations [TRANSCRIPT.jsonl]        without one, the made-up transcript of the tests is measured

Passages are drawn at random, 2,000 of each sort, always the same for the same transcript. "Accepted" means at any time, by anybody: a page's citation
narrows it further. An altered passage that the transcript has as well is drawn anew.

The attack knows the exact vocabulary and how often each word is said, two words in a row, and either the right bucket or only the whole file. It extends
the two forward, word by word. "Recovered" are the words that it gets for certain: as long as one word only of the vocabulary fits (the budget). The others come
out right by luck, and the attack cannot tell where it went wrong: "taken" if it takes any word that fits, "guessed" if it takes the commonest.
"Nothing known" is the same guess without a fingerprint: always the commonest word.
"""

from __future__ import annotations

import gzip
import hashlib
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

from companion.fingerprint import BITS, SHINGLE, Fingerprint, Word, build, fnv1a, read_transcript, timed_words, to_bytes
from companion.proofs import Transcript, verdict_by_fingerprint, verdict_by_transcript
from companion.quotations import INLINE, Quotation
from tests import made_up_transcript

DRAWS, LENGTHS, SEED = 2000, (5, 8, 12, 30), 20
CERTAIN, TAKEN, GUESSED = "recovered", "taken", "guessed"
Drawer = Callable[[random.Random, Transcript, int], list[str]]


def passage(draw: random.Random, transcript: Transcript, length: int) -> list[Word]:
    """Draw a true passage of so many words, within one turn."""
    words = transcript.words
    while True:
        start = draw.randrange(len(words) - length)
        if words[start].turn == words[start + length - 1].turn:
            return list(words[start : start + length])


def true(draw: random.Random, transcript: Transcript, length: int) -> list[str]:
    """A passage as it stands."""
    return [word.text for word in passage(draw, transcript, length)]


def changed(draw: random.Random, transcript: Transcript, length: int) -> list[str]:
    """A passage with one word changed to another of the vocabulary."""
    words = true(draw, transcript, length)
    at = draw.randrange(length)
    vocabulary = sorted(set(transcript.texts))
    words[at] = draw.choice([word for word in vocabulary if word != words[at]])
    return words


def dropped(draw: random.Random, transcript: Transcript, length: int) -> list[str]:
    """A passage from which one inner word was dropped; so many words are left."""
    words = true(draw, transcript, length + 1)
    del words[draw.randrange(1, length)]
    return words


def welded(draw: random.Random, transcript: Transcript, length: int) -> list[str]:
    """The first half of one passage and the second half of another."""
    return true(draw, transcript, length)[: length // 2] + true(draw, transcript, length)[length // 2 :]


def accepted(fingerprint: Fingerprint, transcript: Transcript, how: Drawer, length: int, draws: int = DRAWS) -> float:
    """The share of drawn passages that the fingerprint accepts; altered ones that are true by chance are drawn anew."""
    draw = random.Random(f"{SEED} {how.__name__} {length}")
    count = 0
    for _ in range(draws):
        words = how(draw, transcript, length)
        while how is not true and transcript.find(words):
            words = how(draw, transcript, length)
        count += bool(fingerprint.check(words))
    return count / draws


def attack(fingerprint: Fingerprint, words: Sequence[Word], starts: Sequence[int], everywhere: bool = False, how: str = CERTAIN) -> list[int]:
    """For each start (position of the first of two known words) give how many words in a row after them the attack gets right."""
    common = [(text, text.encode()) for text, _ in Counter(word.text for word in words).most_common()]
    if how == TAKEN:
        random.Random(SEED).shuffle(common)
    whole = set[int]().union(*fingerprint.buckets.values())
    return [_extend(fingerprint, words, start, common, whole if everywhere else None, how != CERTAIN) for start in starts]


def _extend(
    fingerprint: Fingerprint, words: Sequence[Word], at: int, vocabulary: list[tuple[str, bytes]], whole: set[int] | None, first: bool
) -> int:
    recovered, limit = 0, (1 << fingerprint.bits) - 1
    salted = fnv1a(fingerprint.salt.to_bytes(4, "little"))
    while at + SHINGLE <= len(words) and words[at].turn == words[at + SHINGLE - 1].turn:
        place = int(words[at].second // 15), fingerprint.speakers.index(words[at].speaker)
        held = whole if whole is not None else set(fingerprint.buckets[place])
        known = fnv1a(f"{words[at].text} {words[at + 1].text} ".encode(), salted)
        fits = list[str]()
        for text, data in vocabulary:
            value = fnv1a(data, known)
            if (value >> fingerprint.bits ^ value) & limit in held:
                fits.append(text)
                if first or len(fits) == 2:
                    break
        if fits != [words[at + SHINGLE - 1].text]:
            break
        recovered, at = recovered + 1, at + 1
    return recovered


def starts(words: Sequence[Word], number: int) -> list[int]:
    """Draw positions of two known words with a third after them in the same turn."""
    every = [i for i in range(len(words) - SHINGLE + 1) if words[i].turn == words[i + SHINGLE - 1].turn]
    return random.Random(SEED).sample(every, min(number, len(every)))


def synthetic(transcript: Transcript, number: int) -> list[Quotation]:
    """Make quotations of 5 to 40 words; a third of them are altered."""
    draw = random.Random(SEED)
    found = list[Quotation]()
    for index in range(number):
        words = passage(draw, transcript, draw.randint(5, 40))
        texts = [word.text for word in words]
        if index % 3 == 0:
            texts[draw.randrange(len(texts))] = "otherwise"
        found.append(Quotation(INLINE, " ".join(texts), 1, 1, 0, 0, "key", int(words[0].second)))
    return found


def measure(transcript: Transcript, fingerprint: Fingerprint) -> list[tuple[str, str]]:
    """One column of the table: name and value of each measure."""
    rows = list[tuple[str, str]]()
    for how, verb in ((true, "accepted"), (changed, "rejected"), (dropped, "rejected"), (welded, "rejected")):
        for length in LENGTHS:
            share = accepted(fingerprint, transcript, how, length)
            rows.append((f"{how.__name__}, {length} words: {verb}", f"{(share if how is true else 1 - share):.2%}"))
    data = to_bytes(fingerprint)
    rows += [("size, bytes", f"{len(data):,}"), ("size, gzip -9", f"{len(gzip.compress(data, 9, mtime=0)):,}")]
    drawn = starts(transcript.words, DRAWS)
    for everywhere in (False, True):
        for attack_by in (CERTAIN, TAKEN, GUESSED):
            got = attack(fingerprint, transcript.words, drawn, everywhere, attack_by)
            rows.append((f"{attack_by}, {'whole file' if everywhere else 'right bucket'}: mean, most", f"{mean(got):.2f}, {max(got)}"))
    commonest = Counter(transcript.texts).most_common(1)[0][0]
    rows.append(("guessed, nothing known: mean", f"{mean(transcript.texts[at + SHINGLE - 1] == commonest for at in drawn):.2f}"))
    quotations = synthetic(transcript, 5000)
    for name, verify in (("fingerprint", lambda q: verdict_by_fingerprint(q, fingerprint)), ("transcript", lambda q: verdict_by_transcript(q, transcript))):
        began = time.perf_counter()
        for quotation in quotations:
            verify(quotation)
        rows.append((f"5,000 quotations by the {name}, s", f"{time.perf_counter() - began:.2f}"))
    return rows


def main(arguments: Sequence[str]) -> None:
    """Print the table for a transcript, or for the made-up one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments[0]) if arguments else Path(folder) / "made-up.jsonl"
        if not arguments:
            made_up_transcript.write(path)
        sentences = read_transcript(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    transcript = Transcript(timed_words(sentences))
    print(f"transcript: {'the one given' if arguments else 'made up'}, {len(transcript.words):,} words, {len(set(transcript.texts)):,} distinct; SHA-256 {digest}")
    columns = {f"{bits} bits{' *' if bits == BITS else ''}": dict(measure(transcript, build(sentences, bits=bits))) for bits in range(12, 17)}
    print(f"{DRAWS:,} draws each; * the one chosen\n")
    print(f"| {'measure':42} |" + "".join(f" {name:>10} |" for name in columns))
    print(f"| {'-' * 42} |" + f" {'-' * 9}: |" * len(columns))
    for row in columns[next(iter(columns))]:
        print(f"| {row:42} |" + "".join(f" {column[row]:>10} |" for column in columns.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
