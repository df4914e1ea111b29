"""The Sources page: every source that a page cites, in full, with where it is cited."""

from __future__ import annotations

from collections.abc import Callable

from ..citations import reference_html
from ..problems import count
from ..site import SOURCES, Site
from .backlinks import entries, used_on

MARK = "<!-- companion: sources -->"
"""The comment in docs/sources.md that the list replaces."""


def sources_markdown(site: Site, address: Callable[[str], str]) -> str:
    """A heading with a stable id for each cited source, its reference, and the pages that cite it."""
    blocks, letter = [], ""
    for entry in entries(site, SOURCES):
        if entry.letter != letter:
            letter = entry.letter
            blocks.append(f"## {letter.upper()} {{#letter-{letter}}}")
        pages = count(len({m.page.path for m in entry.mentions}), "page")
        blocks.append(
            f"### {entry.name} {{#{entry.id}}}\n\n"
            f'<p class="reference">{reference_html(site.bibliography[entry.id])}</p>\n\n'
            f"{used_on(f'Cited {len(entry.mentions)} × on {pages}', entry, address)}"
        )
    return "\n\n".join(blocks)
