"""The picture that a link to a page unfurls with: what the page is, its title, a sentence, and where in the recording it stands.

Drawn with Pillow in the site's own fonts, 1200 by 630 pixels, in sixteen colors: about 20 KB.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ..moments import format_moment
from ..site import Site
from .quotations import passages
from .rail import page_lights

FOLDER = "assets/cards"
"""Where the cards stand below the built site."""
SIZE = (1200, 630)
_PAPER, _INK, _MUTED, _LINE, _ACCENT = "#fdfcf8", "#1c1a17", "#5b554b", "#c79a8d", "#8a2f1b"
_LEFT, _RIGHT, _TOP, _RAIL = 84, 1116, 72, 528
_NAMES = {"chapter": "Chapter", "claim": "Claim", "person": "Person", "picture": "Picture"}


@dataclass(frozen=True)
class Card:
    """What a card says. lights are seconds of the recording, length its length in seconds."""

    kind: str
    title: str
    text: str
    site: str
    lights: tuple[int, ...] = ()
    length: int = 0
    quoted: bool = False
    """Is the text a quotation? Then it is set large, and the title, who says it, small."""


def cards(site: Site, name: str) -> Iterator[tuple[str, Card]]:
    """Path below docs/ of each page that has a card, and the card; name is the site's."""
    length = site.recording.length if site.recording else 0
    for path, page in site.pages.items():
        lights = tuple(light.second for light in page_lights(page, site)) if site.recording and page.kind != "index" else ()
        summary = str(page.front_matter.get("summary", ""))
        yield path, Card(_NAMES.get(page.kind, ""), page.title, summary, name, lights, length)
    for passage in passages(site):
        if passage.address:
            title = f"{passage.speaker}, {format_moment(passage.second)}"
            yield passage.address.rstrip("/") + ".md", Card("", title, f"“{_curled(passage.text)}”", name, (passage.second,), length, True)


def _curled(text: str) -> str:
    """Words that will stand in double quotation marks: those inside become single, and straight marks curl."""
    text = re.sub(r"(^|[\s(—])[\"“]", r"\1‘", text)
    return text.replace('"', "’").replace("”", "’").replace("'", "’")


def card_file(path: str) -> str:
    """Where the card of a page stands below the built site."""
    return f"{FOLDER}/{path.removesuffix('.md')}.png"


@lru_cache(maxsize=512)
def draw_card(card: Card, fonts: Path) -> bytes:
    """The card as a PNG; fonts is the folder of the site's fonts, without which Pillow's own is taken."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 10), fill=_ACCENT)
    head = " · ".join(filter(None, [card.site, card.kind]))
    pen.text((_LEFT, _TOP), head, _MUTED, _font(fonts, "sans-400", 30))
    first, second = ((card.text, "serif-400", 60, 5), (card.title, "sans-600", 34, 1))
    if not card.quoted:
        first, second = (card.title, "serif-600", 68, 3), (card.text, "serif-400", 34, 4)
    y = _paragraph(pen, fonts, _TOP + 66, 290 if card.quoted else 220, _INK, *first)
    _paragraph(pen, fonts, y + 26, _RAIL - 56 - y, _INK if card.quoted else _MUTED, *second)
    if card.length:
        _rail(pen, card, fonts)
    out = io.BytesIO()
    image.quantize(16, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=64)
def _font(fonts: Path, name: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    file = fonts / f"{name}.woff2"
    return ImageFont.truetype(file, size) if file.exists() else ImageFont.load_default(size)


def _paragraph(pen: ImageDraw.ImageDraw, fonts: Path, top: int, room: int, color: str, text: str, face: str, size: int, most: int) -> int:
    """Write a text into so many lines and so much height, smaller if it must be, and cut with … at last; where it ends comes back."""
    while True:
        font = _font(fonts, face, size)
        leading = round(size * 1.25)
        lines = _lines(pen, text, font)
        if size <= 30 or (len(lines) <= most and len(lines) * leading <= room):
            break
        size -= 4
    fitting = max(1, room // leading)
    if len(lines) > fitting:
        lines = [*lines[: fitting - 1], lines[fitting - 1].rstrip(" ,;:.") + " …"]
    for number, line in enumerate(lines):
        pen.text((_LEFT, top + number * leading), line, color, font)
    return top + len(lines) * leading


def _lines(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font) > _RIGHT - _LEFT:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _rail(pen: ImageDraw.ImageDraw, card: Card, fonts: Path) -> None:
    small = _font(fonts, "sans-400", 24)
    pen.line((_LEFT, _RAIL, _RIGHT, _RAIL), _LINE, 2)
    for second in card.lights:
        x = _LEFT + round((_RIGHT - _LEFT) * second / card.length)
        pen.rectangle((x - 2, _RAIL - 16, x + 2, _RAIL + 16), fill=_ACCENT)
    pen.text((_LEFT, _RAIL + 26), "0:00", _MUTED, small)
    pen.text((_RIGHT, _RAIL + 26), format_moment(card.length), _MUTED, small, anchor="ra")
