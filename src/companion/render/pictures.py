"""Pictures on the page: the figure on a picture's own page, and where another page shows it by a link that stands alone."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from ..pictures import Picture
from ..site import SOURCES, Page, Site
from ..text import prose
from .plot import NARROW, WIDE, draw

_ALONE = re.compile(r"(?m)(?<=\n\n)^\[[^\[\]\n]+\]\((?P<target>[^()\s]*pictures/[a-z0-9-]+\.md)\)[ \t]*$(?=\n\s*\n|\s*\Z)")
"""A link to a picture's page that is a paragraph of its own."""


def with_pictures(markdown: str, page: Page, site: Site, address: Callable[[str], str]) -> str:
    """The page's Markdown with each picture that it shows drawn in its place; on the picture's own page under the title."""
    if page.path in site.pictures:
        return re.sub(r"(?m)^# .*$", lambda m: f"{m[0]}\n\n{_figure(site.pictures[page.path], page, '')}", markdown, count=1)

    seen: set[str] = set()
    source = prose(markdown)      # no picture inside code or a comment, and each once

    def shown(match: re.Match[str]) -> str:
        path, _ = site.resolve(page, match["target"])
        if path not in site.pictures or path in seen or source[match.start()] != "[":
            return match[0]
        seen.add(path)
        of = site.pages[path]
        caption = f'<figcaption><a href="{html.escape(address(path))}">{html.escape(of.title)}</a></figcaption>'
        return _figure(site.pictures[path], of, caption, _origin(of, site, address))

    return _ALONE.sub(shown, markdown)


def _figure(picture: Picture, page: Page, caption: str, origin: str = "") -> str:
    """Both drawings, of which the style sheet shows the one that fits; nothing where there is nothing to draw. HTML without an empty line."""
    if not picture.rows:
        return ""
    alternative = html.escape(str(page.front_matter.get("summary", "")))
    drawings = "".join(
        draw(picture, width).replace("<svg ", f'<svg class="{name}" role="img" aria-label="{alternative}" ', 1)
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    read = str(page.front_matter.get("legend", ""))
    legend = f'<p class="origin">{html.escape(read)}</p>' if read else ""
    return f'<figure class="picture" id="picture-{picture.name}" data-search-exclude>{caption}{drawings}{legend}{origin}</figure>'


def _origin(of: Page, site: Site, address: Callable[[str], str]) -> str:
    """Whose numbers they are, and where they stand one by one."""
    lines = of.text.split("\n")
    drawn = [group for group in of.citations if lines[group.line - 1].lstrip().startswith("|")]
    keys = dict.fromkeys(c.key for group in drawn for c in group.citations if c.key in site.bibliography)
    links = "; ".join(f'<a href="{html.escape(address(SOURCES))}#{key}">{html.escape(site.bibliography[key].label)}</a>' for key in keys)
    return f'<p class="origin">Each number with its source: <a href="{html.escape(address(of.path))}">the table</a>.{f" From {links}." if links else ""}</p>'
