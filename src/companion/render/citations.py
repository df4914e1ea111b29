"""Citations in running text: author and year with a link to the Sources page, or the moment with a link that plays it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from ..citations import Citation, parse_citations
from ..moments import MomentError, parse_moment
from ..site import SOURCES
from ..text import shorten
from .context import RenderContext
from .margin import bracket, note_in

TITLE = 90
"""Characters of a title that the margin shows at most."""


def citation_element(body: str, context: RenderContext, space: str = "") -> etree.Element | None:
    """The element for one pair of citation brackets (their inside is body); None if nothing in it can be cited.

    space is the white space before the brackets: it belongs to the note, since a number follows the word at once.
    """
    site = context.site
    citations = parse_citations(body)
    if site is None or not citations or any(c.key not in site.bibliography for c in citations):
        return None
    span = etree.Element("span", {"class": "citation"})
    if len(citations) == 1 and _moment(citations[0], context) is not None and not citations[0].prefix:
        span.text = space
        _moment_link(etree.SubElement(span, "a"), citations[0], context)
        return span
    note = note_in(span)
    for number, citation in enumerate(citations):
        bracket(note, "; " if number else f"{space}(")
        entry = etree.SubElement(note, "span")
        entry.text = f"{citation.prefix} " if citation.prefix else ""
        _entry(entry, citation, context)
    bracket(note, ")")
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


def _moment_link(link: etree.Element, citation: Citation, context: RenderContext) -> None:
    recording, second = context.site and context.site.recording, _moment(citation, context)
    assert recording is not None and second is not None
    link.set("class", "moment")
    link.set("href", recording.play_link(second))
    link.set("title", f"Play the recording at {citation.locator}")
    link.set("data-second", str(second))
    if name := context.inline_id(second):
        link.set("id", name)
    link.text = citation.locator


def _entry(entry: etree.Element, citation: Citation, context: RenderContext) -> None:
    """A link to the source, its locator, and its title for the margin."""
    link = etree.SubElement(entry, "a")
    if _moment(citation, context) is not None:
        _moment_link(link, citation, context)
        return
    assert context.site is not None
    source = context.site.bibliography[citation.key]
    link.set("class", "source")
    link.set("href", context.relative(f"{SOURCES}#{citation.key}"))
    link.set("data-preview", f"ref-{citation.key}")
    link.text = source.label
    if citation.locator:
        link.tail = ", " + re.sub(r"^pp?\. ?", lambda m: m[0].strip() + "\u00a0", citation.locator)
    if source.authors:      # else the label is the title
        entry.set("data-title", shorten(source.title, TITLE))
