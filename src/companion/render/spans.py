"""The spans of the recording that a page covers, as links that play them."""

from __future__ import annotations

import html

from ..moments import MomentError, format_span, parse_span
from ..site import Page, Site


def spans_html(page: Page, site: Site) -> str:
    """Links to the spans in a page's front matter, separated by commas; empty if it has none."""
    links = []
    for written in page.front_matter.get("moments") or []:
        try:
            span = parse_span(str(written))
        except MomentError:
            continue  # the rule on front matter says so
        if site.recording:
            address = html.escape(site.recording.play_link(span.start))
            links.append(f'<a class="moment" href="{address}">{format_span(span)}</a>')
    return ", ".join(links)
