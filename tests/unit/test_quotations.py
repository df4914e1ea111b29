"""Quotations: found in Markdown, given verdicts by both proofs, locked, counted. Each check is shown to fail on a planted fault."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quotations import passage, synthetic
from companion.fingerprint import Sentence, Word, build, timed_words
from companion.lock import FAILED, LOCKED, PENDING, LockEntry, LockError, hash_words, lock_entry, proof, read_lock, write_lock
from companion.moments import format_moment
from companion.proofs import (
    ALTERED,
    NOT_HERE,
    OTHER_SPEAKER,
    TOO_SHORT,
    VERBATIM,
    WRONG_MOMENT,
    Transcript,
    verdict_by_fingerprint,
    verdict_by_transcript,
)
from companion.quotations import BLOCK, INLINE, MISQUOTATION, OTHER_SOURCE, UNCITED, UNCLOSED, Quotation, count_words, find_quotations
from tests import made_up_transcript

SENTENCES = made_up_transcript.make()
WORDS = timed_words(SENTENCES)
TRANSCRIPT = Transcript(WORDS)
FINGERPRINT = build(SENTENCES)
GUEST, HOST = made_up_transcript.GUEST, made_up_transcript.HOST


def one(markdown: str) -> Quotation:
    found = find_quotations(markdown, "key")
    assert len(found) == 1, found
    return found[0]


def kinds(markdown: str) -> list[tuple[str, str]]:
    return [(q.kind, q.text) for q in find_quotations(markdown, "key")]


# ---- finding


def test_inline_with_straight_marks() -> None:
    q = one('He puts "error bars" on the years [@key, 21:35].\n')
    assert (q.kind, q.text, q.moment, q.key, q.line, q.column) == (INLINE, "error bars", 1295, "key", 1, 9)


def test_inline_with_curly_marks_and_offsets() -> None:
    page = "One.\n\nHe puts “error bars” on it [@key, 1:21:35].\n"
    q = one(page)
    assert page[q.start : q.end] == "“error bars”"
    assert (q.line, q.moment) == (3, 4895)


def test_block() -> None:
    page = "Before.\n\n> These models\n> just do.\n> [@key, 25:05]\n\nAfter.\n"
    q = one(page)
    assert (q.kind, q.text, q.moment, q.line, q.column) == (BLOCK, "These models just do.", 1505, 3, 1)
    assert page[q.start : q.end].endswith("[@key, 25:05]")


def test_block_names_the_speaker() -> None:
    q = one("> These models just do.\n> — *Ada Byron* [@key, 25:05]\n")
    assert (q.text, q.speaker) == ("These models just do.", "Ada Byron")


@pytest.mark.parametrize("start", ["> ", "  > ", "- > ", ">"])
def test_block_shapes(start: str) -> None:
    rest = "  > " if start.startswith("- ") else start
    assert one(f"{start}Words of it.\n{rest}[@key, 2:05]\n").text == "Words of it."


def test_block_with_the_citation_behind_the_words() -> None:
    assert one("> These models just do. [@key, 25:05]\n").kind == BLOCK


def test_two_blocks_in_one_quote() -> None:
    found = find_quotations("> One.\n> [@key, 1:00]\n>\n> Two.\n> [@key, 2:00]\n", "key")
    assert [(q.text, q.moment, q.line) for q in found] == [("One.", 60, 1), ("Two.", 120, 4)]


def test_block_without_citation_is_uncited() -> None:
    assert kinds("> Words of nobody in particular.\n") == [(UNCITED, "Words of nobody in particular.")]


def test_a_block_that_is_a_list_item_or_a_name_alone_is_still_read() -> None:
    assert one("> - Words that nobody checked [@key, 25:05]\n").text == "- Words that nobody checked"


def test_a_line_that_goes_on_without_its_mark_is_part_of_the_block() -> None:
    assert one("> Some words\nand never checked ones.\n> [@key, 1:00]\n").text == "Some words and never checked ones."


def test_block_of_another_source() -> None:
    q = one("> Words of a paper.\n> [@other2020, p. 3]\n")
    assert (q.kind, q.key, q.moment) == (OTHER_SOURCE, "other2020", None)


def test_several_sources_in_one_citation() -> None:
    q = one('He says "error bars" [see @other2020, p. 4; @key, 21:35].')
    assert (q.kind, q.moment) == (INLINE, 1295)


def test_the_source_cited_next_has_the_words() -> None:
    assert [(q.kind, q.key) for q in find_quotations('A "b c" [@other2020] and "d e" [@key, 1:00].', "key")] == [(OTHER_SOURCE, "other2020"), (INLINE, "key")]


def test_two_moments_in_one_citation_are_refused() -> None:
    q = one('He says "error bars" [@key, 21:35, 22:02].')
    assert q.moment is None and q.fault
    assert "two moments" in q.fault.message
    assert q.fault.mend == "[@key, 21:35] … [@key, 22:02]"
    assert one('He says "error bars" [@key, 21:35; @key, 22:02].').fault


@pytest.mark.parametrize(("locator", "mend"), [(", 21:75", "22:15"), (", 78:13", "1:18:13"), (", 2:00:00", "1:36:03"), ("", "21:53"), (", p. 3", "21:53")])
def test_moments_that_cannot_be(locator: str, mend: str) -> None:
    q = find_quotations(f'He says "error bars" [@key{locator}].', "key", length=5763)[0]
    assert q.moment is None and q.fault and mend in q.fault.mend


def test_over_several_lines() -> None:
    q = one('He says "one two\nthree four five."\nSo he says it\n[@key, 1:00].\n')
    assert (q.kind, q.text, q.line) == (INLINE, "one two three four five.", 1)


def test_nested_marks_belong_to_the_outer_ones() -> None:
    assert one("He: \"they say 'go on' and go\" [@key, 1:00].").text == "they say 'go on' and go"
    assert one('He: "they say "go on" and go" [@key, 1:00].').text == 'they say "go on" and go'
    assert one("He: “they say “go on” and go” [@key, 1:00].").text == "they say “go on” and go"
    assert one('He: “they say "go on" and go” [@key, 1:00].').text == 'they say "go on" and go'


@pytest.mark.parametrize("ending", ["I think—", "*so*", "'no'", "[sic]", "so…", "5%", "(so)", "$5"])
def test_closing_marks_behind_other_signs(ending: str) -> None:
    assert kinds(f'He says "well {ending}" [@key, 1:00] and "more" [@key, 1:05].') == [(INLINE, f"well {ending}".replace("*", "")), (INLINE, "more")]


@pytest.mark.parametrize("before", ["—", "(", "*", "_", "[", "'", "/", ": "])
def test_opening_marks_behind_other_signs(before: str) -> None:
    assert [q.text for q in find_quotations(f'He says{before}"so and so" [@key, 1:00].', "key")] == ["so and so"]


def test_inches_open_nothing() -> None:
    assert kinds('A 5" disk, and "so it is" [@key, 1:00].') == [(INLINE, "so it is")]


def test_marks_left_open() -> None:
    assert kinds('He says "so it is [@key, 1:00].\n\nAnother "one" [@key, 2:00].') == [(UNCLOSED, "so it is ."), (INLINE, "one")]


def test_marks_without_an_opening_one() -> None:
    assert kinds('He says so it is" [@key, 1:00].') == kinds("He says so it is” [@key, 1:00].") == [(UNCLOSED, "")]
    assert kinds('He said,"so and so" and said"more of it" [@key, 1:00].') == [(INLINE, "so and so"), (INLINE, "more of it")]


def test_two_quotations_share_a_citation_in_one_sentence_alone() -> None:
    same = find_quotations('He puts "error bars" on it, then "adds a word or two" [@key, 21:35].', "key")
    assert [(q.kind, q.moment, q.shared) for q in same] == [(INLINE, 1295, False), (INLINE, 1295, True)]
    apart = find_quotations('He says "this is all very well". He "adds a word or two" [@key, 21:35].', "key")
    assert [(q.kind, q.moment) for q in apart] == [(UNCITED, None), (INLINE, 1295)]


def test_a_long_quotation_is_bound_over_a_sentence_end() -> None:
    assert kinds('He says "this is all very well." Nobody else does [@key, 1:00].') == [(INLINE, "this is all very well.")]


def test_few_words_are_bound_within_their_sentence_alone() -> None:
    assert kinds('The "bitter lesson" is known. He does not expect it [@key, 21:57].') == []
    assert kinds('The "bitter lesson" is known\nand he expects it [@key, 21:57].') == [(INLINE, "bitter lesson")]
    assert kinds('The "bitter lesson" is known.\nHe expects it [@key, 21:57].') == []


def test_paragraphs_items_and_rows_are_apart() -> None:
    words = '"one two three four five"'
    for page in (f"{words}.\n\nSo [@key, 1:00].", f"- {words}\n- so [@key, 1:00]", f"| {words} |\n| [@key, 1:00] |", f"# {words}\nSo [@key, 1:00]."):
        assert [kind for kind, _ in kinds(page)] == [UNCITED], page
    assert kinds(f"| {words} | [@key, 1:00] |") == [(INLINE, "one two three four five")]


def test_scare_quotes_are_left_alone_and_five_words_are_not() -> None:
    assert kinds('A "one two three four" thing.') == []
    assert kinds('A "one two three four five" thing.') == [(UNCITED, "one two three four five")]


def test_misquotations() -> None:
    q = one('They print ["the age of this is over"](../misquotations.md#m7), wrongly [@key, 1:00].')
    assert (q.kind, q.key) == (MISQUOTATION, "m7")
    assert one('["the age of this is over"](../other.md#m7)').kind == UNCITED


@pytest.mark.parametrize(
    "page",
    [
        '`print("one two three four five")`\n',
        '```\n"one two three four five"\n```\n',
        '~~~ text\n> one two three four five\n~~~\n',
        '<!-- "one two three four five" [@key, 1:00] -->\n',
        '---\ntitle: "one two three four five"\n---\nText.\n',
        '[text](page.md "one two three four five")\n',
        '[text]: page.md "one two three four five"\n',
        'Text{: title="one two three four five" }\n',
        '## Head {#id data-x="one two three four five"}\n',
        '<a title="one two three four five">text</a>\n',
        '!!! note "one two three four five"\n\n    Text.\n',
        '=== "one two three four five"\n\n    Text.\n',
        "don't 'one two three four five' do\n",
    ],
)
def test_what_is_no_prose_is_left_alone(page: str) -> None:
    assert find_quotations(page, "key") == []


def test_admonitions_hold_prose() -> None:
    assert kinds('!!! note\n\n    He says "one two three four five".\n') == [(UNCITED, "one two three four five")]


def test_front_matter_counts_as_lines() -> None:
    assert one('---\ntitle: x\n---\n\n"one two three four five"\n').line == 5


def test_markup_inside_a_quotation() -> None:
    q = one('He says "the *value* [function](../glossary.md#value-function \'t\') of<!-- x --> `it`, it\\_self &amp; all" [@key, 1:00].')
    assert q.text == "the value function of it, it_self & all"


def test_cuts_and_insertions() -> None:
    assert one('"One two … three [of them] four ... five" [@key, 1:00]').words == [["one", "two"], ["three", "four"], ["five"]]
    assert one('"[the models] generalize[s] [T]his" [@key, 1:00]').words == [["generalize", "this"]]
    assert one('"…and so […] on…" [@key, 1:00]').words == [["and", "so"], ["on"]]


@given(st.text(alphabet='ab .\n>"“”[]()@key,:1`*-—#|…', max_size=80))
def test_whatever_the_page_the_places_are_right(page: str) -> None:
    found = find_quotations(page, "key")
    for q in found:
        assert 0 <= q.start < q.end <= len(page)
        assert q.line == page.count("\n", 0, q.start) + 1
        assert q.column == q.start - (page.rfind("\n", 0, q.start) + 1) + 1
    assert all(a.start <= b.start and a.end <= b.end for a, b in zip(found, found[1:], strict=False))


@given(st.lists(st.sampled_from("lur kis tril don't 20".split()), min_size=1, max_size=12), st.integers(0, 5763), st.booleans())
def test_what_is_written_is_found(words: list[str], second: int, block: bool) -> None:
    text, moment = " ".join(words), format_moment(second)
    q = one(f"> {text}\n> [@key, {moment}]\n" if block else f"He says “{text}” so [@key, {moment}].")
    assert (q.kind, q.words, q.moment) == (BLOCK if block else INLINE, [words], second)


# ---- verdicts


def quoted(words: list[Word] | list[str], moment: float | None = None, **more: object) -> Quotation:
    texts = [word.text if isinstance(word, Word) else word for word in words]
    if moment is None and isinstance(words[0], Word):
        moment = words[0].second
    return replace(Quotation(INLINE, " ".join(texts), 1, 1, 0, 0, "key", int(moment or 0)), **more)


def some(length: int, seed: int = 1, speaker: str = GUEST) -> list[Word]:
    draw = random.Random(seed)
    while (words := passage(draw, TRANSCRIPT, length))[0].speaker != speaker or len(TRANSCRIPT.find([w.text for w in words])) > 1:
        pass
    return words


def both(quotation: Quotation, speaker: str | None = None) -> list[str]:
    return [verdict_by_transcript(quotation, TRANSCRIPT, speaker).kind, verdict_by_fingerprint(quotation, FINGERPRINT, speaker).kind]


@pytest.mark.parametrize("seed", range(20))
def test_verbatim(seed: int) -> None:
    words = some(12, seed)
    assert both(quoted(words), GUEST) == [VERBATIM, VERBATIM]
    proved, likely = verdict_by_transcript(quoted(words), TRANSCRIPT), verdict_by_fingerprint(quoted(words), FINGERPRINT)
    assert (proved.speaker, proved.moment, proved.sure) == (GUEST, int(words[0].second), 1)
    assert likely.speaker == GUEST and 0.97 < likely.sure < 1


@pytest.mark.parametrize("seed", range(20))
def test_altered_by_a_word(seed: int) -> None:
    words = some(12, seed)
    said = words[6].text
    quotation = quoted([*words[:6], words[6]._replace(text="otherwise"), *words[7:]])
    verdict = verdict_by_transcript(quotation, TRANSCRIPT, GUEST)
    assert verdict.kind == ALTERED
    assert verdict.message == f"“otherwise” where the transcript has “{said}” ({GUEST}, {format_moment(words[0].second)})"
    guess = verdict_by_fingerprint(quotation, FINGERPRINT, GUEST)
    assert guess.kind == ALTERED
    assert "otherwise" in guess.message and abs(guess.moment - words[0].second) < 31


def test_dropped_and_added_words() -> None:
    words = some(14, 3)
    verdict = verdict_by_transcript(quoted([*words[:6], *words[7:]]), TRANSCRIPT)
    assert verdict.kind == ALTERED
    assert f"“{words[5].text} {words[7].text}” where the transcript has “{words[5].text} {words[6].text} {words[7].text}” (" in verdict.message
    verdict = verdict_by_transcript(quoted([*words[:6], Word("otherwise", 0, GUEST, 0), *words[6:]]), TRANSCRIPT)
    assert verdict.message.startswith("“otherwise” is not there (")
    assert both(quoted([*words[:6], *words[7:]])) == [ALTERED, ALTERED]


def test_other_speaker() -> None:
    words = some(12, 4, HOST)
    assert both(quoted(words), GUEST) == [OTHER_SPEAKER, OTHER_SPEAKER]
    assert HOST in verdict_by_transcript(quoted(words), TRANSCRIPT, GUEST).message


@pytest.mark.parametrize("off", [-600, 600])
def test_wrong_moment_with_the_right_one(off: int) -> None:
    words = some(12, 5)
    quotation = quoted(words, words[0].second + off)
    assert both(quotation, GUEST) == [WRONG_MOMENT, WRONG_MOMENT]
    assert verdict_by_transcript(quotation, TRANSCRIPT).mend == f"[@key, {format_moment(words[0].second)}]"
    bucket = words[0].second // 15 * 15
    assert verdict_by_fingerprint(quotation, FINGERPRINT).mend.endswith(f"from {format_moment(bucket)} to {format_moment(bucket + 15)}")


def test_the_moment_is_right_to_three_seconds() -> None:
    words = some(12, 6)
    assert both(quoted(words, words[0].second + 3))[0] == VERBATIM
    assert both(quoted(words, words[0].second - 3))[0] == VERBATIM
    assert both(quoted(words, words[0].second + 4.1))[0] == WRONG_MOMENT
    assert both(quoted(words, words[0].second + 20, shared=True))[0] == VERBATIM
    assert both(quoted(words, words[0].second + 40, shared=True))[0] == WRONG_MOMENT


def test_not_in_this_interview() -> None:
    words = "nobody ever spoke any such words in all that time".split()
    assert both(quoted(words)) == [NOT_HERE, NOT_HERE]
    draw = random.Random(7)
    for _ in range(200):
        mixed = [draw.choice(WORDS).text for _ in range(12)]
        assert verdict_by_fingerprint(quoted(mixed), FINGERPRINT).kind == NOT_HERE


def test_welded() -> None:
    first, second = some(8, 8), some(8, 9)
    for verdict in (verdict_by_transcript(quoted([*first, *second]), TRANSCRIPT), verdict_by_fingerprint(quoted([*first, *second]), FINGERPRINT)):
        assert verdict.kind == ALTERED
        assert "joins words that are apart" in verdict.message


def test_few_words_are_for_the_transcript() -> None:
    assert both(quoted(some(4))) == [VERBATIM, TOO_SHORT]
    assert both(quoted(["lur", "otherwise"])) == [NOT_HERE, TOO_SHORT]
    assert both(quoted(["…"])) == [TOO_SHORT, TOO_SHORT]


def test_cut_within_a_turn() -> None:
    words = some(30, 10)
    quotation = quoted([*words[:10], "…", *words[20:]], words[0].second)
    for verdict in (verdict_by_transcript(quotation, TRANSCRIPT, GUEST), verdict_by_fingerprint(quotation, FINGERPRINT, GUEST)):
        assert (verdict.kind, verdict.cut_joins_two_speakers, verdict.cut_spans_more_than_a_minute) == (VERBATIM, False, False)
    unmarked = quoted([*words[:10], *words[20:]])
    assert both(unmarked) == [ALTERED, ALTERED]


def test_words_of_two_turns_in_a_row_are_joined_words() -> None:
    border = next(i for i in range(1000, len(WORDS)) if WORDS[i].speaker != WORDS[i - 1].speaker)
    quotation = quoted(WORDS[border - 8 : border + 8])
    assert both(quotation) == [ALTERED, ALTERED]
    verdict = verdict_by_transcript(quotation, TRANSCRIPT)
    assert GUEST in verdict.message and HOST in verdict.message


def test_cut_that_joins_two_speakers() -> None:
    border = next(i for i in range(1000, len(WORDS)) if WORDS[i].speaker != WORDS[i - 1].speaker)
    quotation = quoted([*WORDS[border - 8 : border], "…", *WORDS[border : border + 8]], WORDS[border - 8].second)
    for verdict in (verdict_by_transcript(quotation, TRANSCRIPT), verdict_by_fingerprint(quotation, FINGERPRINT)):
        assert (verdict.kind, verdict.cut_joins_two_speakers, verdict.cut_spans_more_than_a_minute) == (VERBATIM, True, False)


def test_cut_that_spans_more_than_a_minute() -> None:
    start = next(i for i, word in enumerate(WORDS) if word.speaker == GUEST and word.turn == WORDS[i + 8].turn and i > 2000)
    later = next(i for i, word in enumerate(WORDS) if word.second > WORDS[start].second + 150 and word.speaker == GUEST and word.turn == WORDS[i + 8].turn)
    quotation = quoted([*WORDS[start : start + 8], "…", *WORDS[later : later + 8]], WORDS[start].second)
    for verdict in (verdict_by_transcript(quotation, TRANSCRIPT), verdict_by_fingerprint(quotation, FINGERPRINT)):
        assert (verdict.kind, verdict.cut_joins_two_speakers, verdict.cut_spans_more_than_a_minute) == (VERBATIM, False, True)
    backwards = quoted([*WORDS[later : later + 8], "…", *WORDS[start : start + 8]], WORDS[later].second)
    assert both(backwards) == [ALTERED, ALTERED]


def test_the_fingerprint_never_refuses_what_the_transcript_has() -> None:
    for quotation in synthetic(TRANSCRIPT, 1500):
        proved, likely = verdict_by_transcript(quotation, TRANSCRIPT), verdict_by_fingerprint(quotation, FINGERPRINT)
        if proved.kind == VERBATIM:
            assert likely.kind == VERBATIM, quotation


def test_said_twice_the_moment_decides() -> None:
    sentences = [Sentence(0, "A", "it is what it is today", 1, ""), Sentence(90, "B", "it is what it is today", 2, "")]
    transcript = Transcript(timed_words(sentences))
    text = "it is what it is today".split()
    assert [verdict_by_transcript(quoted(text, at), transcript).speaker for at in (1, 89)] == ["A", "B"]
    assert verdict_by_transcript(quoted(text, 1), transcript, "B").kind == OTHER_SPEAKER
    assert verdict_by_transcript(quoted(text, 50), transcript).kind == WRONG_MOMENT


# ---- the lock


def locked(words: list[Word], page: str = "a.md") -> LockEntry:
    return lock_entry(page, quoted(words), verdict_by_transcript(quoted(words), TRANSCRIPT))


def test_the_lock_reads_back_sorted_and_each_once(tmp_path: Path) -> None:
    path = tmp_path / "quotations.lock"
    entries = [locked(some(8, seed), page) for seed, page in ((11, "b.md"), (12, "a.md"), (13, "a.md"))]
    write_lock(path, [*entries, entries[0]])
    assert read_lock(path) == sorted(entries, key=lambda e: (e.page, e.moment))
    before = path.read_bytes()
    write_lock(path, reversed(entries))
    assert path.read_bytes() == before
    assert len(before.splitlines()) == 4


@pytest.mark.parametrize(
    "bad", ["a.md\t1:00\t0123456789abcdef", "a.md\t1:75\t0123456789abcdef\tA", "a.md\t1:00\t0123\tA", "a.md 1:00 0123456789abcdef A", "<<<<<<< HEAD", "\t1:00\t0123456789abcdef\tA"]
)
def test_a_broken_lock_names_the_line(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "quotations.lock"
    path.write_text(f"# head\na.md\t1:00\t0123456789abcdef\tA\n{bad}\n", encoding="utf-8")
    with pytest.raises(LockError) as error:
        read_lock(path)
    assert error.value.line == 3


def test_a_missing_lock_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="is missing"):
        read_lock(tmp_path / "quotations.lock")


def test_the_hash_is_of_normalized_words_and_segments() -> None:
    assert hash_words(quoted(["One", "two—three"])) == hash_words(quoted(["one,", "two", "three!"]))
    assert hash_words(quoted(["one", "…", "two"])) != hash_words(quoted(["one", "two"]))
    assert len(hash_words(quoted(["one"]))) == 16


def test_only_what_a_transcript_proved_is_locked() -> None:
    words = some(12, 14)
    with pytest.raises(ValueError, match="only what a transcript proved"):
        lock_entry("a.md", quoted(words), verdict_by_fingerprint(quoted(words), FINGERPRINT))
    with pytest.raises(ValueError, match="only what a transcript proved"):
        lock_entry("a.md", quoted(["otherwise"]), verdict_by_transcript(quoted(["otherwise"]), TRANSCRIPT))


def test_proofs() -> None:
    words, short = some(12, 15), some(2, 16)
    lock = [locked(words), locked(short)]
    assert proof(quoted(words), lock, FINGERPRINT) == LOCKED
    assert proof(quoted(short), lock, FINGERPRINT, GUEST) == LOCKED
    assert proof(quoted(words), [], FINGERPRINT) == PENDING
    assert proof(quoted(short), [], FINGERPRINT) == PENDING
    assert proof(quoted(words), lock, FINGERPRINT, HOST) == FAILED
    assert proof(quoted(short), lock, FINGERPRINT, HOST) == FAILED
    assert proof(quoted(words, words[0].second + 600), lock, FINGERPRINT) == FAILED
    assert proof(quoted(words, words[0].second + 1), lock, FINGERPRINT) == PENDING
    assert proof(quoted([*words[:5], "otherwise", *words[6:]], words[0].second), lock, FINGERPRINT) == FAILED


def test_a_lock_written_by_hand_proves_nothing_that_the_fingerprint_refutes() -> None:
    quotation = quoted("nobody ever spoke any such words".split(), 100)
    assert proof(quotation, [LockEntry("a.md", 100, hash_words(quotation), GUEST)], FINGERPRINT) == FAILED


def test_a_faulty_citation_fails() -> None:
    q = find_quotations('He says "lur" [@key, 21:75].', "key")[0]
    assert proof(q, [], FINGERPRINT) == FAILED


# ---- counting


def test_words_are_counted_once_a_place() -> None:
    words, other = some(30, 17), some(10, 18)
    quotations = [quoted(words[:20]), quoted(words[10:]), quoted(words[5:9]), quoted(words[:20]), quoted(other)]
    assert count_words(quotations) == 40
    assert count_words([*quotations, quoted(some(9, 19), kind=OTHER_SOURCE)]) == 40
    assert count_words([]) == 0


def test_cuts_are_not_counted() -> None:
    words = some(30, 20)
    quotation = quoted([*words[:10], "…", *words[20:]], words[0].second)
    assert count_words([quotation]) == 20


@given(st.lists(st.tuples(st.integers(0, 170), st.integers(1, 30)), max_size=8))
def test_counting_by_the_words_alone_never_falls_short(stretches: list[tuple[int, int]]) -> None:
    sentences = [Sentence(i * 4.0, "A", " ".join(f"w{i * 10 + j}" for j in range(10)), 1, "") for i in range(20)]
    words = timed_words(sentences)
    quotations = [quoted(words[start : start + length]) for start, length in stretches]
    exact = len({position for start, length in stretches for position in range(start, start + length)})
    assert exact <= count_words(quotations) <= sum(length for _, length in stretches)
