"""Margin notes: citations of sources, and asides, which are written as footnotes.

A note stands where it belongs in the text. Wide screens move it into the margin and number it, narrow ones show it in its
place; the style sheet alone decides (source of the method: the sidenotes of Tufte CSS). What a note needs in the text and
not in the margin, its brackets, has the class p.
"""

from __future__ import annotations

import copy
import xml.etree.ElementTree as etree

from markdown.extensions.footnotes import NBSP_PLACEHOLDER

_MARK = "fnref"
"""How Python-Markdown's footnotes begin the id of a mark; the text's is fn:LABEL."""


def note_in(place: etree.Element) -> etree.Element:
    """Make place the place of a note; what comes back is the note, to be filled."""
    place.set("class", f"{place.get('class', '')} noted".strip())
    return etree.SubElement(place, "span", {"class": "note"})


def bracket(note: etree.Element, text: str) -> None:
    """Add text that the margin does without."""
    etree.SubElement(note, "span", {"class": "p"}).text = text


def place_asides(root: etree.Element) -> None:
    """Put the text of each footnote where its mark stands, and remove the list at the end. A text is one paragraph (rule L107)."""
    parents = {child: parent for parent in root.iter() for child in parent}
    lists = [e for e in root.iter("div") if e.get("class") == "footnote"]
    texts = {item.get("id", ""): item for found in lists for item in found.iter("li")}
    inside = {mark for item in texts.values() for mark in item.iter("sup")}      # rule L107 speaks of them
    for mark in [e for e in root.iter("sup") if e.get("id", "").startswith(_MARK) and e not in inside]:
        item = texts.get("fn:" + mark.get("id", "").partition(":")[2])
        paragraph = item.find("p") if item is not None else None
        if paragraph is not None:
            _fill(mark, paragraph)
    for found in lists:
        parents[found].remove(found)


def _fill(mark: etree.Element, paragraph: etree.Element) -> None:
    """Turn a mark into a note with what the paragraph holds, without the way back."""
    tail = mark.tail
    mark.clear()
    mark.tag, mark.tail = "span", tail
    mark.set("class", "aside")
    note = note_in(mark)
    bracket(note, " (")
    words = etree.SubElement(note, "span")
    words.text = paragraph.text
    words.extend([copy.deepcopy(part) for part in paragraph if part.get("class") != "footnote-backref"])
    if len(words):
        words[-1].tail = _end(words[-1].tail)
    else:
        words.text = _end(words.text)
    bracket(note, ")")


def _end(text: str | None) -> str:
    """The end of a footnote without the space that leads to its way back."""
    return (text or "").replace(NBSP_PLACEHOLDER, "").rstrip()


def titles_once(root: etree.Element) -> None:
    """A source's title stands in the first note of the page that cites it."""
    shown: set[str] = set()
    for entry in root.iter("span"):
        if entry.get("data-title") is not None:
            key = entry[0].get("data-preview", "")
            if key in shown:
                del entry.attrib["data-title"]
            shown.add(key)
