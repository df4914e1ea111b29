"""Moments of a recording: `21:53` and, from the hour on, `1:02:03`; spans of them; links that play them.

Seconds are whole numbers from the start of the recording. Every error is a `MomentError`, which says what is wrong and how to mend it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

HOUR = 3600
_SHAPE = re.compile(r"(?:(?P<hours>\d+):)?(?P<minutes>\d+):(?P<seconds>\d+)", re.ASCII)
_HOW = "minutes and seconds, such as 21:53, or from the hour on 1:02:03"


class MomentError(ValueError):
    """A moment, a span or a playing address that cannot be used: `message` says why, `mend` what to write instead."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message}; mend: {mend}")
        self.message = message
        self.mend = mend


class Span(NamedTuple):
    """A stretch of the recording, from `start` to `end`, in seconds; `end` is later than `start`."""

    start: int
    end: int


def format_moment(seconds: float) -> str:
    """Write seconds as a moment: 313 as `5:13`, 3723 as `1:02:03`. Fractions are cut off, since a moment is a whole second.

    Raises `MomentError` for a negative number.
    """
    if seconds < 0:
        raise MomentError(f"{seconds} seconds lie before the start", "a moment from 0:00 on")
    whole = int(seconds)
    hours, minutes, rest = whole // HOUR, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def parse_moment(text: str, length: int | None = None) -> int:
    """Read a moment and give its second; `length` is the recording's, in seconds, where it is known.

    Under an hour the form is `m:ss` or `mm:ss` (`5:13` and `05:13` are the same), from the hour on `h:mm:ss`.
    Raises `MomentError` for any other form (`78:13`, `21:75`, `1:8:13`) and for a moment past the end.
    """
    written = text.strip()
    match = _SHAPE.fullmatch(written)
    if not match:
        raise MomentError(f"“{written}” is not a moment", _HOW)
    hours, minutes, rest = (int(match[part] or 0) for part in ("hours", "minutes", "seconds"))
    seconds = hours * HOUR + minutes * 60 + rest
    _check_form(written, match, seconds)
    if length is not None and seconds > length:
        raise MomentError(f"“{written}” is past the end of the recording", f"a moment up to {format_moment(length)}")
    return seconds


def _check_form(written: str, match: re.Match[str], seconds: int) -> None:
    canonical = format_moment(seconds)
    if int(match["seconds"]) > 59:
        raise MomentError(f"“{written}” has {match['seconds']} seconds, but a minute has 60", canonical)
    if int(match["minutes"]) > 59:
        why = "an hour has 60" if match["hours"] else "from the hour on the hours come first"
        raise MomentError(f"“{written}” has {match['minutes']} minutes, but {why}", canonical)
    if len(match["seconds"]) != 2 or (match["hours"] and len(match["minutes"]) != 2):
        raise MomentError(f"“{written}” needs two digits after each colon", canonical)
    if written != canonical and (match["hours"] or len(match["minutes"]) > 2):
        raise MomentError(f"“{written}” has a zero too many", canonical)


def parse_span(text: str, length: int | None = None) -> Span:
    """Read a span such as `18:49–25:13` (hyphen or en dash, spaces allowed around it); `length` as for `parse_moment`.

    Raises `MomentError` where either end is no moment or the span does not run forward.
    """
    ends = re.split(r"\s*[-–]\s*", text.strip())
    if len(ends) != 2:
        raise MomentError(f"“{text.strip()}” is not a span", "two moments with a dash between them, such as 18:49–25:13")
    start, end = (parse_moment(part, length) for part in ends)
    if end <= start:
        raise MomentError(f"the span “{text.strip()}” does not run forward", f"{format_moment(end)}–{format_moment(start)}")
    return Span(start, end)


def format_span(span: Span) -> str:
    """Write a span with an en dash: `18:49–25:13`."""
    return f"{format_moment(span.start)}–{format_moment(span.end)}"


def play_link(address_template: str, seconds: int) -> str:
    """Give the address that plays the recording from `seconds` on; the template holds `{seconds}` where the number goes.

    Raises `MomentError` for a template without that mark.
    """
    if "{seconds}" not in address_template:
        raise MomentError(f"the playing address “{address_template}” has no place for the moment", "put {seconds} where the second goes")
    return address_template.replace("{seconds}", str(int(seconds)))
