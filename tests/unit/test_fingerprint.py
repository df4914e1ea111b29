"""The fingerprint: the normalizer, the transcript's reader, what is found and refused, the file, and the attack."""

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quotations import attack, changed, dropped, passage, starts, welded
from companion.fingerprint import (
    BITS,
    Fingerprint,
    FingerprintError,
    Sentence,
    TranscriptError,
    build,
    fnv1a,
    from_bytes,
    normalize,
    read_transcript,
    timed_words,
    to_bytes,
)
from companion.proofs import Transcript
from tests import made_up_transcript

SENTENCES = made_up_transcript.make()
WORDS = timed_words(SENTENCES)
FINGERPRINT = build(SENTENCES)


# ---- the normalizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t  stop—now", ["don't", "stop", "now"]),
        ("pre-training and pre–training", ["pre", "training", "and", "pre", "training"]),
        ("'90s, the parents' ‘house’", ["90s", "the", "parents", "house"]),
        ("$5-6% of 10,000 o1", ["$5", "6%", "of", "10", "000", "o1"]),
        ("ﬁne ＡＢ soft\u00adhyphen zero\u200bwidth", ["fine", "ab", "softhyphen", "zerowidth"]),
        ("cafe\u0301 CAFÉ", ["café", "café"]),
        ("snake_case *bold* “x” \"y\" …", ["snake", "case", "bold", "x", "y"]),
        ("rock ' n ' roll it''s", ["rock", "n", "roll", "it", "s"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_normalizes(text: str, words: list[str]) -> None:
    assert normalize(text) == words


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    words = normalize(text)
    assert all(word and " " not in word for word in words)
    assert normalize(" ".join(words)) == words


@given(st.text(alphabet="abc '’-–\"“” .,?", max_size=40))
def test_quotation_marks_case_and_spaces_make_no_difference(text: str) -> None:
    assert normalize(text.upper().replace(" ", "  ")) == normalize(text)
    assert normalize(text.replace("’", "'").replace("“", '"')) == normalize(text)


# ---- the transcript


def line(**changes: object) -> str:
    row: dict[str, object] = {"start": 1.5, "speaker": "Ada", "text": "One two three.", "turn": 1, "section": "All"} | changes
    return json.dumps({key: value for key, value in row.items() if value is not None})


def test_reads_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(line(id=7) + "\n\n" + line(start=2, turn=2, speaker="Bob") + "\n", encoding="utf-8")
    assert read_transcript(path) == [Sentence(1.5, "Ada", "One two three.", 1, "All"), Sentence(2.0, "Bob", "One two three.", 2, "All")]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("{", "Expecting"),
        ("[]", "not an object"),
        (line(text=None), "has no “text”"),
        (line(start="1:00"), "“start”"),
        (line(start=-1), "no second"),
        ('{"start": NaN, "speaker": "A", "text": "", "turn": 1, "section": ""}', "no second"),
        (line(turn=True), "“turn”"),
        (line(speaker=""), "“speaker” is empty"),
        (line(start=0.5), "before the sentence above"),
        (line(turn=0), "turn 0"),
        (line(speaker="Bob"), "gives turn 1 to “Bob”"),
    ],
)
def test_names_the_line_that_is_wrong(tmp_path: Path, bad: str, why: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(line() + "\n" + bad + "\n", encoding="utf-8")
    with pytest.raises(TranscriptError) as error:
        read_transcript(path)
    assert error.value.line == 2
    assert why in error.value.message


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe"])
def test_refuses_a_file_without_sentences(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(data)
    with pytest.raises(TranscriptError):
        read_transcript(path)


def test_words_are_spread_to_the_next_start_but_not_over_a_gap() -> None:
    words = timed_words([Sentence(0, "A", "a b c d", 1, ""), Sentence(8, "A", "e f", 1, ""), Sentence(100, "A", "g", 1, ""), Sentence(101, "B", "h", 2, "")])
    assert [word.second for word in words[:6]] == [0, 1.75, 3.5, 5.25, 8, 10.5]
    assert [word.turn for word in words] == [0, 0, 0, 0, 0, 0, 1, 2]


def test_the_made_up_transcript_has_the_shape_of_a_real_one() -> None:
    assert (len(SENTENCES), SENTENCES[-1].turn, len({s.section for s in SENTENCES})) == (911, 133, 10)
    assert 12_900 < len(WORDS) < 13_200
    assert 1_600 < len({word.text for word in WORDS}) < 1_800
    assert 0.71 < sum(word.speaker == made_up_transcript.GUEST for word in WORDS) / len(WORDS) < 0.73
    assert made_up_transcript.make() == SENTENCES


# ---- finding


@pytest.mark.parametrize("length", [3, 5, 8, 12, 30, 60, 100])
def test_every_true_passage_is_accepted(length: int) -> None:
    step = 1 if length in (8, 60) else 7
    for at in range(0, len(WORDS) - length, step):
        some = WORDS[at : at + length]
        if some[0].turn == some[-1].turn:
            places = FINGERPRINT.check([word.text for word in some], some[0].speaker, some[0].second)
            assert places, f"{length} words at {some[0].second} s"


@pytest.mark.parametrize("how", [changed, dropped, welded])
@pytest.mark.parametrize("length", [8, 12, 30])
def test_altered_passages_are_rejected(how, length: int) -> None:
    transcript, draw = Transcript(WORDS), random.Random(3)
    drawn = [how(draw, transcript, length) for _ in range(600)]
    wrong = [words for words in drawn if not transcript.find(words) and FINGERPRINT.check(words)]
    assert len(wrong) <= 6, wrong[:2]


def test_the_other_speaker_and_another_time_are_no() -> None:
    some = passage(random.Random(5), Transcript(WORDS), 12)
    texts, speaker, second = [word.text for word in some], some[0].speaker, some[0].second
    other = next(name for name in FINGERPRINT.speakers if name != speaker)
    assert FINGERPRINT.check(texts, speaker, second)
    assert not FINGERPRINT.check(texts, other)
    assert not FINGERPRINT.check(texts, speaker, second + 600)
    assert FINGERPRINT.check(texts, speaker, second + 14)
    assert not FINGERPRINT.check(texts, speaker, second + 31)
    assert not FINGERPRINT.check(texts, speaker, second - 31)


def test_partial_finds_name_the_place_and_the_shingles() -> None:
    some = passage(random.Random(6), Transcript(WORDS), 20)
    texts = [word.text for word in some]
    texts[10] = "otherwise"
    best = FINGERPRINT.find(texts)[0]
    assert best.share == pytest.approx(15 / 18)
    assert best.start_second <= some[0].second < best.end_second
    assert [i for i, held in enumerate(FINGERPRINT.held(texts, best)) if not held] == [8, 9, 10]
    assert 0 < FINGERPRINT.chance(best) < 0.03


def test_too_few_words_are_not_found() -> None:
    assert FINGERPRINT.find([]) == FINGERPRINT.find(["lur", "kis"]) == []


def test_a_passage_of_two_turns_is_not_one() -> None:
    border = next(i for i, word in enumerate(WORDS) if word.turn == 7)
    assert not FINGERPRINT.check([word.text for word in WORDS[border - 6 : border + 6]])


# ---- the file


def test_the_file_reads_back_and_is_always_the_same() -> None:
    data = to_bytes(FINGERPRINT)
    assert from_bytes(data) == FINGERPRINT
    assert data == to_bytes(build(made_up_transcript.make()))
    assert len(gzip.compress(data, 9)) <= 40_000


def test_the_file_holds_no_word_and_no_order() -> None:
    data = to_bytes(FINGERPRINT)
    assert not [word.text for word in WORDS if len(word.text) > 4 and word.text.encode() in data]
    assert all(list(hashes) == sorted(set(hashes)) for hashes in FINGERPRINT.buckets.values())


@given(st.integers(0, 10**6), st.integers(1, 255))
def test_one_changed_byte_is_seen(at: int, flip: int) -> None:
    data = bytearray(to_bytes(FINGERPRINT))
    at %= len(data)
    data[at] ^= flip
    with pytest.raises(FingerprintError):
        from_bytes(bytes(data))


@given(st.integers(0, 40_000))
def test_a_file_cut_short_is_seen(length: int) -> None:
    data = to_bytes(FINGERPRINT)
    with pytest.raises(FingerprintError):
        from_bytes(data[: min(length, len(data) - 1)])


@given(st.binary(max_size=200))
def test_any_other_data_is_refused(data: bytes) -> None:
    for given_data in (data, b"CFP1" + data):
        with pytest.raises(FingerprintError):
            from_bytes(given_data)


def test_bytes_left_over_are_seen() -> None:
    data = to_bytes(FINGERPRINT)
    tail = data[16:] + b"\0"
    with pytest.raises(FingerprintError, match="left over"):
        from_bytes(data[:12] + fnv1a(tail, fnv1a(data[4:12])).to_bytes(4, "little") + tail)


@pytest.mark.parametrize(("sentences", "bits"), [(SENTENCES, 7), (SENTENCES, 17), ([], 14), ([Sentence(0, "A", "two words", 1, "")], 14)])
def test_what_no_fingerprint_can_be_made_of(sentences: list[Sentence], bits: int) -> None:
    with pytest.raises(FingerprintError):
        build(sentences, bits=bits)


def test_hashes_are_the_ones_that_the_browser_makes() -> None:
    """FNV-1a's published test values, and one shingle worked out by hand from the layout."""
    assert fnv1a(b"") == 0x811C9DC5
    assert fnv1a(b"foobar") == 0xBF9CF968
    value = fnv1a(b"\xde\xc0\xed\x5eone two three")
    assert Fingerprint(14, 0x5EEDC0DE, 0, (), {}).shingle_hash(["one", "two", "three"]) == (value >> 14 ^ value) & 0x3FFF


def test_another_salt_gives_other_hashes() -> None:
    assert build(SENTENCES, salt=1).buckets != FINGERPRINT.buckets


# ---- the attack


def test_known_words_cannot_be_extended_by_more_than_two() -> None:
    assert max(attack(FINGERPRINT, WORDS, starts(WORDS, 1200))) <= 2
    assert max(attack(FINGERPRINT, WORDS, starts(WORDS, 200), everywhere=True)) == 0


def test_the_attack_can_succeed() -> None:
    """Without decoys and with long hashes it walks on: the test above is able to fail."""
    assert max(attack(build(SENTENCES, bits=16, hiding=0), WORDS, starts(WORDS, 300))) > 2


def test_every_bucket_has_enough_to_hide_in() -> None:
    vocabulary = len({word.text for word in WORDS})
    assert min(len(hashes) * vocabulary / (1 << BITS) for hashes in FINGERPRINT.buckets.values()) > 3.9


def test_decoys_need_the_text() -> None:
    """Another text draws other decoys: they do not follow from the salt and the place alone."""
    one, other = (build([Sentence(0, "A", text, 1, "")]) for text in ("alpha beta gamma", "alpha beta gamma delta"))
    shared = set(one.buckets[0, 0]) & set(other.buckets[0, 0])
    assert len(shared) < len(one.buckets[0, 0]) / 4
