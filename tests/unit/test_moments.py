"""Moments, spans and playing links: what is read, what is refused, and the mend that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.moments import MomentError, Span, format_moment, format_span, parse_moment, parse_span, play_link


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("21:53", 1313), ("1:18:13", 4693), ("0:00", 0), ("00:00", 0), ("9:39", 579), ("09:39", 579), (" 59:59 ", 3599), ("1:00:00", 3600), ("10:00:00", 36000)],
)
def test_reads_moments(text: str, seconds: int) -> None:
    assert parse_moment(text) == seconds


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("21:75", "22:15"),
        ("78:13", "1:18:13"),
        ("1:8:13", "1:08:13"),
        ("1:78:13", "2:18:13"),
        ("01:18:13", "1:18:13"),
        ("0:21:53", "21:53"),
        ("021:53", "21:53"),
        ("21:5", "21:05"),
        ("21:053", "21:53"),
        ("1:02:03:04", "such as 21:53"),
        ("21.53", "such as 21:53"),
        ("-1:00", "such as 21:53"),
        ("", "such as 21:53"),
        ("²1:53", "such as 21:53"),
    ],
)
def test_refuses_with_the_mend(text: str, mend: str) -> None:
    with pytest.raises(MomentError) as error:
        parse_moment(text)
    assert mend in error.value.mend
    assert text.strip() in error.value.message


def test_the_end_of_the_recording_is_the_last_moment() -> None:
    assert parse_moment("1:36:03", length=5763) == 5763
    with pytest.raises(MomentError) as error:
        parse_moment("1:36:04", length=5763)
    assert "past the end" in error.value.message
    assert "1:36:03" in error.value.mend


@given(st.integers(0, 100_000))
def test_what_is_written_reads_back(seconds: int) -> None:
    assert parse_moment(format_moment(seconds)) == seconds


@given(st.text(alphabet="0123456789: ", max_size=9))
def test_whatever_the_text_only_moment_errors_come_and_the_mend_is_a_moment(text: str) -> None:
    try:
        seconds = parse_moment(text)
    except MomentError as error:
        assert error.message and error.mend
        if ":" in error.mend and " " not in error.mend:
            parse_moment(error.mend)
    else:
        assert format_moment(seconds) in (text.strip(), text.strip().removeprefix("0"))


def test_time_before_the_start_is_refused() -> None:
    with pytest.raises(MomentError):
        format_moment(-1)


def test_fractions_are_cut_off() -> None:
    assert format_moment(59.99) == "0:59"


@pytest.mark.parametrize("text", ["18:49–25:13", "18:49-25:13", "18:49 – 25:13"])
def test_reads_spans(text: str) -> None:
    assert parse_span(text) == Span(1129, 1513)
    assert format_span(parse_span(text)) == "18:49–25:13"


@pytest.mark.parametrize(("text", "mend"), [("25:13–18:49", "18:49–25:13"), ("18:49", "18:49–25:13"), ("18:49–25:73", "26:13"), ("1:00–2:00–3:00", "two moments")])
def test_refuses_spans(text: str, mend: str) -> None:
    with pytest.raises(MomentError) as error:
        parse_span(text)
    assert mend in error.value.mend


def test_a_span_past_the_end_is_refused() -> None:
    with pytest.raises(MomentError, match="past the end"):
        parse_span("1:00–3:00", length=120)


def test_play_link() -> None:
    assert play_link("https://example.org/watch?v=x&t={seconds}s", 98) == "https://example.org/watch?v=x&t=98s"
    with pytest.raises(MomentError) as error:
        play_link("https://example.org/watch", 98)
    assert "{seconds}" in error.value.mend
