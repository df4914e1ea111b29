"""Citations in running text: author and year with a link to the Sources page, or the moment with a link that plays it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from ..citations import Citation, parse_citations
from ..moments import MomentError, parse_moment
from ..site import SOURCES
from .context import RenderContext


def citation_element(body: str, context: RenderContext) -> etree.Element | None:
    """The element for one pair of citation brackets (their inside is body); None if nothing in it can be cited."""
    site = context.site
    citations = parse_citations(body)
    if site is None or not citations or any(c.key not in site.bibliography for c in citations):
        return None
    alone = len(citations) == 1 and _moment(citations[0], context) is not None and not citations[0].prefix
    span = etree.Element("span", {"class": "citation"})
    links: list[etree.Element] = []
    for number, citation in enumerate(citations):
        before = "; " if number else ("" if alone else "(")
        before += f"{citation.prefix} " if citation.prefix else ""
        if links:
            links[-1].tail = (links[-1].tail or "") + before
        else:
            span.text = before
        links.append(etree.SubElement(span, "a"))
        _fill(links[-1], citation, context)
    if not alone:
        links[-1].tail = (links[-1].tail or "") + ")"
    return span


def _moment(citation: Citation, context: RenderContext) -> int | None:
    """The second that a citation of the recording points to; None for other citations and for malformed moments."""
    recording = context.site.recording if context.site else None
    if not recording or citation.key != recording.key or not citation.locator:
        return None
    try:
        return parse_moment(citation.locator, recording.length)
    except MomentError:
        return None


def _fill(link: etree.Element, citation: Citation, context: RenderContext) -> None:
    site = context.site
    assert site is not None
    second = _moment(citation, context)
    if second is not None and site.recording:
        link.set("class", "moment")
        link.set("href", site.recording.play_link(second))
        link.set("title", f"Play the recording at {citation.locator}")
        link.set("data-second", str(second))
        if name := context.inline_id(second):
            link.set("id", name)
        link.text = citation.locator
        return
    source = site.bibliography[citation.key]
    link.set("class", "source")
    link.set("href", context.relative(f"{SOURCES}#{citation.key}"))
    link.set("data-preview", f"ref-{citation.key}")
    link.text = source.label
    if citation.locator:
        link.tail = ", " + re.sub(r"^pp?\. ?", lambda m: m[0].strip() + "\u00a0", citation.locator)
