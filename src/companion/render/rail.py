"""The time rail: a line as long as the recording, with a light for each moment of a page. SVG with text that stays text.

What stands at a moment has its place in percent, so that text and lights keep their size at any width. Bars are drawn in seconds and stretched.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..citations import Citation
from ..moments import MomentError, Span, format_moment, parse_moment, parse_span
from ..recording import Recording
from ..site import Page, Site
from .context import slug
from .quotations import MARK, passages

STEPS = 200
"""Lights nearer to each other than this part of the recording would cover each other, and share one."""
REACH = 80
"""A light is reached by the mouse within this part of the recording, or halfway to the next light."""
KINDS = ("chapter", "claim")


@dataclass(frozen=True)
class Light:
    """A moment on the rail: where it leads, what it is called, and whether words are quoted there."""

    second: int
    href: str
    name: str
    quoted: bool = True


def rail_html(page: Page, site: Site) -> str:
    """The rail of a chapter, a claim or the page of all quotations; empty for other pages. HTML."""
    recording = site.recording
    if recording and MARK in page.text:
        lights = [Light(p.second, f"#{p.anchor}", f"{format_moment(p.second)}, {p.speaker}") for p in passages(site)]
        # Hidden from screen readers and from the Tab key: the list on this page has the same links, with the words.
        return f'<div class="rail" aria-hidden="true" data-search-exclude>{_svg(recording, lights, [], False)}</div>' if lights else ""
    if not recording or page.kind not in KINDS:
        return ""
    lights = apart(page_lights(page, site), recording.length)
    drawn = _svg(recording, lights, page_spans(page))
    return f'<nav class="rail" aria-label="This page along the recording" data-search-exclude>{drawn}</nav>' if lights else ""


def along(site: Site) -> list[tuple[Span, Page]]:
    """The chapters in the order of the recording, each by its longest span: an earlier aside does not move a chapter."""
    placed = [(max(page_spans(p), key=lambda s: s.end - s.start), p) for p in site.kind("chapter") if page_spans(p)]
    return sorted(placed, key=lambda one: (one[0], one[1].path))


def along_markdown(page: Page, site: Site) -> str:
    """What comes before and after a chapter in the recording; empty for other pages."""
    order = along(site)
    here = next((n for n, (_, one) in enumerate(order) if one is page), None)
    if here is None or len(order) < 2:
        return ""
    parts = [f"{word} [{p.title}]({p.path.rpartition('/')[2]}), from {format_moment(s.start)}" for word, s, p in _beside(order, here)]
    return f"\n\nAlong the recording: {'; '.join(parts)}.\n{{ .along }}\n"


def _beside(order: list[tuple[Span, Page]], here: int) -> Iterator[tuple[str, Span, Page]]:
    if here:
        yield ("before this,", *order[here - 1])
    if here + 1 < len(order):
        yield ("after this," if here else "next,", *order[here + 1])


def page_spans(page: Page) -> list[Span]:
    """The spans of the front matter; what is malformed is left to its rule."""
    found = []
    for written in page.front_matter.get("moments") or []:
        try:
            found.append(parse_span(str(written)))
        except MomentError:
            continue
    return found


def page_lights(page: Page, site: Site) -> list[Light]:
    """A light for each moment that the page cites, in order: to the quotation where there is one, else to the recording."""
    assert site.recording is not None
    quoted, found = {c.quotation.moment for c in site.checked_on.get(page.path, ())}, dict[int, Light]()
    for group in page.citations:
        above = next((h.text for h in reversed(page.headings) if h.offset < group.offset and h.level > 1), page.title)
        for citation in group.citations:
            second = _second(citation, site.recording)
            if second is None or second in found:
                continue
            moment = format_moment(second)
            if second in quoted:
                found[second] = Light(second, f"#q-{slug(second)}", f"Go to the quotation at {moment}: {above}")
            else:
                found[second] = Light(second, site.recording.play_link(second), f"Play the recording at {moment}: {above}", False)
    return [found[second] for second in sorted(found)]


def _second(citation: Citation, recording: Recording) -> int | None:
    try:
        return parse_moment(citation.locator, recording.length) if citation.key == recording.key and citation.locator else None
    except MomentError:
        return None


def apart(lights: Iterable[Light], length: int) -> list[Light]:
    """The lights that can be told from each other: of those too near, the first quotation, or else the first."""
    kept: list[Light] = []
    for light in lights:
        if not kept or light.second - kept[-1].second >= length / STEPS:
            kept.append(light)
        elif light.quoted and not kept[-1].quoted:
            kept[-1] = light
    return kept


def at(second: float, length: int) -> str:
    """The place of a second, in percent of the recording."""
    return f"{100 * min(second, length) / length:.2f}".rstrip("0").rstrip(".") + "%"


def bars(spans: Iterable[Span], length: int, name: str, least: int = 0) -> str:
    """Spans as one path; none shorter than that many seconds, so that it can be seen. SVG."""
    line = "".join(f"M{start} .5H{min(max(end, start + least), length)}" for start, end in spans)
    return f'<path class="{name}" d="{line}"/>' if line else ""


def stretched(drawing: str, length: int, place: str = "") -> str:
    """A drawing in seconds across, and from 0 to 1 down, at the full width of what is around it. SVG."""
    return f'<svg viewBox="0 0 {length} 1" preserveAspectRatio="none" width="100%" {place}>{drawing}</svg>'


def ticks(recording: Recording, name: str = "ticks") -> str:
    """A line down where each of the publisher's sections begins. SVG."""
    return f'<path class="{name}" d="{"".join(f"M{s.start} 0V1" for s in recording.sections[1:])}"/>'


def lights_svg(lights: Sequence[Light], length: int, keyboard: bool = True) -> str:
    """The lights as links, each with its moment, which is seen under the mouse or in focus. SVG."""
    seconds = [-length, *(light.second for light in lights), 2 * length]
    edges = [
        (max(here - length / REACH, (before + here) / 2), min(here + length / REACH, (here + after) / 2))
        for before, here, after in zip(seconds, seconds[1:], seconds[2:], strict=False)
    ]
    return "".join(_light(light, edge, length, keyboard) for light, edge in zip(lights, edges, strict=True))


def _light(light: Light, edges: tuple[float, float], length: int, keyboard: bool) -> str:
    name, share = html.escape(light.name), light.second / length
    side = "start" if share < 0.06 else "end" if share > 0.94 else "middle"
    kind = "light" if light.quoted else "light faint"
    skip = "" if keyboard else ' tabindex="-1"'
    tall = 'x="-1.5" y="11" width="3" height="16"' if light.quoted else 'x="-.75" y="15" width="1.5" height="8"'
    return (
        f'<a class="{kind}" href="{html.escape(light.href)}" aria-label="{name}"{skip}><title>{name}</title>'
        f'<rect class="around" x="{at(edges[0], length)}" y="7" width="{at(edges[1] - edges[0], length)}" height="24"/>'
        f'<svg x="{at(light.second, length)}" overflow="visible"><rect {tall}/><text y="5" text-anchor="{side}">{format_moment(light.second)}</text></svg></a>'
    )


def _svg(recording: Recording, lights: Sequence[Light], spans: Sequence[Span], keyboard: bool = True) -> str:
    length = recording.length
    line = stretched(bars(spans, length, "band", length // 200), length, 'y="15" height="8"') + stretched(ticks(recording), length, 'y="15" height="8"')
    ends = f'<text y="42">{format_moment(0)}</text><text x="100%" y="42" text-anchor="end">{format_moment(length)}</text>'
    return f'<svg width="100%" height="46"><rect class="line" y="19" width="100%" height="1"/>{line}{ends}{lights_svg(lights, length, keyboard)}</svg>'
