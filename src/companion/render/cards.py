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
from .search import KINDS

FOLDER = "assets/cards"
"""Where the cards stand below the built site."""
SIZE = (1200, 630)
_SHADES = 14
"""Shades from paper to ink; with the two colors of the rail they make the sixteen of a small PNG."""
_PAPER, _INK, _ACCENT, _LINE = (253, 252, 248), (28, 26, 23), (138, 47, 27), (199, 154, 141)
_PALETTE = [round(p + (i - p) * n / (_SHADES - 1)) for n in range(_SHADES) for p, i in zip(_PAPER, _INK, strict=True)] + [*_ACCENT, *_LINE]
_DARK, _MIDDLE = 0, 70
"""How dark text is drawn, before it becomes shades: 0 is ink, 255 paper."""
_LEFT, _RIGHT, _TOP, _RAIL = 84, 1116, 72, 528


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
        summary = str(page.front_matter.get("summary", "")).replace("'", "’")
        yield path, Card(KINDS.get(page.kind, ""), page.title.replace("'", "’"), summary, name, lights, length)
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
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    head = " · ".join(filter(None, [card.site, card.kind]))
    _paragraph(pen, fonts, _TOP, 40, _MIDDLE, head, "sans-400", 30, 1)
    first, second = ((card.text, "serif-400", 60, 5), (card.title, "sans-600", 34, 1))
    if not card.quoted:
        first, second = (card.title, "serif-600", 68, 3), (card.text, "serif-400", 34, 4)
    y = _paragraph(pen, fonts, _TOP + 66, 290 if card.quoted else 220, _DARK, *first)
    _paragraph(pen, fonts, y + 26, _RAIL - 56 - y, _DARK if card.quoted else _MIDDLE, *second)
    if card.length:
        small = _font(fonts, "sans-400", 24)
        pen.text((_LEFT, _RAIL + 26), "0:00", _MIDDLE, small)
        pen.text((_RIGHT, _RAIL + 26), format_moment(card.length), _MIDDLE, small, anchor="ra")
    image = image.point([round((255 - value) / 255 * (_SHADES - 1)) for value in range(256)], "P")
    image.putpalette(_PALETTE)
    _rail(ImageDraw.Draw(image), card)
    out = io.BytesIO()
    image.save(out, "PNG", bits=4)
    return out.getvalue()


@lru_cache(maxsize=64)
def _font(fonts: Path, name: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    file = fonts / f"{name}.woff2"
    return ImageFont.truetype(file, size) if file.exists() else ImageFont.load_default(size)


def _paragraph(pen: ImageDraw.ImageDraw, fonts: Path, top: int, room: int, shade: int, text: str, face: str, size: int, most: int) -> int:
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
        pen.text((_LEFT, top + number * leading), line, shade, font)
    return top + len(lines) * leading


def _lines(pen: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> list[str]:
    lines: list[str] = [""]
    words = text.split()
    while words:
        word = words.pop(0)
        if (wide := pen.textlength(word, font)) > _RIGHT - _LEFT:
            cut = max(1, int(len(word) * (_RIGHT - _LEFT) / wide * 0.9))
            word, words[:0] = word[:cut], [word[cut:]]
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font) > _RIGHT - _LEFT:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _rail(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The band at the top, and the recording as a line with a light at each of the card's seconds, in the palette's last colors."""
    accent, line = _SHADES, _SHADES + 1
    pen.rectangle((0, 0, SIZE[0], 10), fill=accent)
    if card.length:
        pen.line((_LEFT, _RAIL, _RIGHT, _RAIL), line, 2)
    for second in card.lights:
        x = _LEFT + round((_RIGHT - _LEFT) * second / card.length)
        pen.rectangle((x - 2, _RAIL - 16, x + 2, _RAIL + 16), fill=accent)
