"""The whole recording at a glance: who speaks, the publisher's sections, the chapters and the block quotations, row by row along one line of time.

Each row is an item of a list, with its name and its times as text, and a drawing in SVG beside it: the picture is its own list.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence

from ..moments import Span, format_moment, format_span
from ..recording import Recording
from ..site import Site
from ..speech import seconds
from .quotations import MARK as QUOTATIONS_MARK
from .quotations import passages
from .rail import Light, along, at, bars, lights_svg, page_spans, stretched, ticks

SPEECH_FILE = "speech.json"
"""Who speaks when, at the top of the built site."""
MARK = "<!-- companion: glance -->"
"""The comment in a page that the picture replaces."""


def glance_html(site: Site, address: Callable[[str], str]) -> str:
    """The picture, with the finding as its title; empty without a recording. HTML."""
    recording = site.recording
    if recording is None:
        return ""
    groups = (("Who speaks", _speakers(site)), ("The publisher’s sections", _sections(recording)), ("Chapters", _chapters(site, address)))
    blocks = "".join(f'<p>{name}</p>\n<ul aria-label="{name}">{rows}</ul>\n' for name, parts in groups if (rows := "".join(parts)))
    return (
        f'<figure class="glance" data-search-exclude>\n<figcaption>{html.escape(finding(site))}</figcaption>\n'
        f"{blocks}{_quotations(site, address)}{_scale(recording)}{_origin(site, address)}</figure>\n"
    )


def finding(site: Site) -> str:
    """What the picture shows, in a sentence: how long each speaker talks."""
    assert site.recording is not None
    whole = round(site.recording.length / 60)
    most = sorted(((seconds(spans), who) for who, spans in site.speech.items()), reverse=True)
    if not most:
        return f"{whole} minutes in {len(site.recording.sections)} sections"
    first, *rest = [(who, round(length / 60)) for length, who in most]
    return f"{first[0]} speaks for {first[1]} of {whole} minutes" + "".join(f", {who} for {minutes}" for who, minutes in rest)


def _row(label: str, spans: Sequence[Span], recording: Recording, kind: str, least: int = 0) -> str:
    drawing = ticks(recording) + bars(spans, recording.length, kind, least)
    drawn = stretched(drawing, recording.length, 'height="12" aria-hidden="true"')
    return f"<li><span>{label}</span>{drawn}</li>"


def _speakers(site: Site) -> Iterator[str]:
    assert site.recording is not None
    for who, spans in sorted(site.speech.items(), key=lambda one: -seconds(one[1])):
        yield _row(f"{html.escape(who)} <small>{round(seconds(spans) / 60)} min</small>", spans, site.recording, "turns")


def _sections(recording: Recording) -> Iterator[str]:
    ends = [*(s.start for s in recording.sections[1:]), recording.length]
    for section, end in zip(recording.sections, ends, strict=True):
        moment = format_moment(section.start)
        label = f'{html.escape(section.title)} <a class="moment" href="{html.escape(recording.play_link(section.start))}">{moment}</a>'
        yield _row(label, [Span(section.start, end)], recording, "section")


def _chapters(site: Site, address: Callable[[str], str]) -> Iterator[str]:
    assert site.recording is not None
    for _, page in along(site):
        spans = page_spans(page)
        times = ", ".join(map(format_span, spans))
        label = f'<a href="{html.escape(address(page.path))}">{html.escape(page.title)}</a><span class="unseen">: {times}</span>'
        yield _row(label, spans, site.recording, "chapter", site.recording.length // 200)


def _quotations(site: Site, address: Callable[[str], str]) -> str:
    assert site.recording is not None
    length = site.recording.length
    found = [Light(p.second, address(p.address), f"Quotation at {format_moment(p.second)}, {p.speaker}") for p in passages(site) if p.address]
    page = next((p for p in site.pages.values() if QUOTATIONS_MARK in p.text), None)
    if not found:
        return ""
    name = f'<a href="{html.escape(address(page.path))}">Quotations</a>' if page else "Quotations"
    drawing = stretched(ticks(site.recording), length, 'y="0" height="36"') + lights_svg(found, length)
    return f'<ul class="marks" aria-label="Quotations"><li><span>{name}</span><svg width="100%" height="36">{drawing}</svg></li></ul>\n'


def _origin(site: Site, address: Callable[[str], str]) -> str:
    """Where the turns come from, and what the gaps in them are."""
    if not site.recording or not site.speech:
        return ""
    gaps = "; the long gaps are messages of its sponsors" if site.recording.sponsors else ""
    return f'<p>Turns computed from the times of the <a href="{html.escape(site.recording.transcript)}">published transcript</a>{gaps}: <a href="{html.escape(address("index.md"))}{SPEECH_FILE}">the turns as data</a>, in seconds.</p>\n'


def _scale(recording: Recording) -> str:
    step = next((s for s in (60, 300, 600, 1200, 1800, 3600) if recording.length / s <= 4), 7200)
    marks = [*range(0, recording.length - step // 2, step), recording.length]
    texts = "".join(f'<text x="{at(s, recording.length)}" y="12" text-anchor="{_side(s, recording.length)}">{format_moment(s)}</text>' for s in marks)
    return f'<div class="scale" aria-hidden="true"><svg width="100%" height="16">{texts}</svg></div>\n'


def _side(second: int, length: int) -> str:
    return "start" if second == 0 else "end" if second == length else "middle"
