"""Who speaks when: the turns of a recording as data, without a word of what is said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from .fingerprint import Sentence, lasts
from .moments import Span

Speech = dict[str, tuple[Span, ...]]
"""Name of each speaker, in the order in which they begin, with the spans in which that speaker talks."""
GAP = 2
"""Seconds: a shorter silence does not end a turn."""


class SpeechError(ValueError):
    """Data that does not say who speaks when."""


def turns(sentences: Sequence[Sentence]) -> Speech:
    """Give each speaker's turns in whole seconds; sentences of one speaker that are less than `GAP` apart are one turn."""
    found: dict[str, list[tuple[float, float]]] = {}
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=False):
        spans = found.setdefault(sentence.speaker, [])
        start, end = sentence.start, sentence.start + lasts(sentence, following)
        if spans and start - spans[-1][1] < GAP:
            start, _ = spans.pop()
        spans.append((start, end))
    return {who: tuple(Span(round(a), max(round(b), round(a) + 1)) for a, b in spans) for who, spans in found.items()}


def seconds(spans: Sequence[Span]) -> int:
    """How long somebody speaks."""
    return sum(end - start for start, end in spans)


def to_json(speech: Mapping[str, Sequence[Span]]) -> str:
    """Write the turns, a line for each speaker."""
    lines = (f"{json.dumps(who, ensure_ascii=False)}: {json.dumps([list(s) for s in spans], separators=(',', ':'))}" for who, spans in speech.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_speech(path: Path, speakers: Sequence[str], length: int) -> Speech:
    """Read the turns of these speakers in a recording of that many seconds; none where there is no such file. Raises `SpeechError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        speech = {str(who): tuple(Span(int(start), int(end)) for start, end in spans) for who, spans in data.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError, OSError):
        raise SpeechError("it does not give each speaker's turns as [start, end]") from None
    if unknown := sorted(set(speech) - set(speakers)):
        raise SpeechError(f"it has turns of {', '.join(unknown)}, whom recording.yml does not name")
    for who, spans in speech.items():
        ends = [0, *(second for span in spans for second in span)]
        if ends != sorted(ends) or ends[-1] > length + GAP * 10:
            raise SpeechError(f"the turns of {who} do not run forward within the recording")
    return speech
