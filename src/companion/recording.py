"""The recording as the project describes it in recording/recording.yml: title, length, speakers, sections, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from .moments import MomentError, Span, parse_moment, parse_span, play_link


class RecordingError(ValueError):
    """recording.yml cannot be used; message and mend say why and what to do."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message}; {mend}")
        self.message = message
        self.mend = mend


@dataclass(frozen=True)
class Section:
    """One of the publisher's sections; start in seconds."""

    start: int
    title: str


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and the person's page relative to docs/."""

    name: str
    page: str


@dataclass(frozen=True)
class Recording:
    """What the engine must know of the recording. Times are seconds."""

    key: str
    title: str
    published: str
    length: int
    play: str
    transcript: str
    speakers: tuple[Speaker, ...]
    sections: tuple[Section, ...]
    sponsors: tuple[Span, ...]
    budget: int
    """Distinct words of the recording that the whole site may quote."""

    def play_link(self, seconds: int) -> str:
        """The address that plays the recording from that second on."""
        return play_link(self.play, seconds)

    def section(self, seconds: int) -> Section:
        """The section in which the second lies."""
        return [s for s in self.sections if s.start <= seconds][-1]

    def speaker_page(self, name: str) -> str:
        """The page of the speaker with that name; empty if there is none."""
        return next((s.page for s in self.speakers if s.name == name), "")


_KEYS = ("key", "title", "published", "length", "play", "transcript", "speakers", "sections", "sponsors", "budget")


def read_recording(path: Path) -> Recording:
    """Read recording.yml. Raises RecordingError for a missing file or key, a malformed moment, or sections out of order."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        raise RecordingError("there is no such file", "write it: title, length, speakers, sections, addresses") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RecordingError(f"it is not YAML: {' '.join(str(error).split())}", "mend the line that is named") from None
    missing = [key for key in _KEYS if not isinstance(data, dict) or key not in data]
    if missing:
        raise RecordingError(f"it lacks {', '.join(missing)}", "add what is missing")
    try:
        length = parse_moment(str(data["length"]))
        sections = tuple(Section(parse_moment(str(s["start"]), length), str(s["title"])) for s in data["sections"])
        sponsors = tuple(parse_span(str(s), length) for s in data["sponsors"] or ())
        speakers = tuple(Speaker(str(s["name"]), str(s.get("page", ""))) for s in data["speakers"])
        play_link(str(data["play"]), 0)
    except MomentError as error:
        raise RecordingError(error.message, error.mend) from None
    except (KeyError, TypeError, AttributeError):
        raise RecordingError("sections need start and title, speakers need name", "write one of each a line") from None
    if not isinstance(data["budget"], int) or data["budget"] < 1:
        raise RecordingError("the budget is not a number of words", "write how many distinct words the site may quote, such as 2000")
    starts = [s.start for s in sections]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)):
        raise RecordingError("the sections are not in order from 0:00 on", "sort them by their start")
    text = {key: str(data[key]) for key in ("key", "title", "published", "play", "transcript")}
    return Recording(**text, length=length, speakers=speakers, sections=sections, sponsors=sponsors, budget=int(data["budget"]))
