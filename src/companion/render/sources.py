"""The Sources page: every source that a page cites, in full, with where it is cited."""

from __future__ import annotations

from collections.abc import Callable

from ..citations import reference_html
from ..site import Site
from .backlinks import mention_list

MARK = "<!-- companion: sources -->"
"""The comment in docs/sources.md that the list replaces."""


def sources_markdown(site: Site, address: Callable[[str], str]) -> str:
    """A heading with a stable id for each cited source, its reference, and "cited on" with the sentences.

    The recording is cited in most sentences of the site: for it, their number stands instead.
    """
    cited = [site.bibliography[key] for key in site.cited if key in site.bibliography]
    blocks, letter = [], ""
    for source in sorted(cited, key=lambda s: s.sort_key):
        if (first := source.sort_key[0][0]) != letter:
            letter = first
            blocks.append(f"## {letter.upper()} {{#letter-{letter}}}")
        mentions = site.cited[source.key]
        pages = len({m.page.path for m in mentions})
        summary = f"Cited {len(mentions)} × on {pages} page{'s' if pages > 1 else ''}"
        blocks.append(
            f"### {source.label} {{#{source.key}}}\n\n"
            f'<p class="reference">{reference_html(source)}</p>\n\n'
            f'<details class="used-on" data-search-exclude><summary>{summary}</summary>\n'
            f"{mention_list(mentions, address, source.key != site.recording_key)}\n</details>"
        )
    return "\n\n".join(blocks)
