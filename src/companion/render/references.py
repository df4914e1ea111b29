"""The references at the end of a page: each source once, in full, made from the page's citations."""

from __future__ import annotations

from ..citations import reference_html
from ..site import SOURCES, Page, Site


NAMED = 4
"""Authors that a page's references name at most; the Sources page names all that the bibliography has."""


def references_markdown(page: Page, site: Site, relative_sources: str) -> str:
    """The section that is appended to a page with citations; empty for a page without.

    relative_sources is the address of the Sources page as seen from the built page.
    """
    keys = {c.key for group in page.citations for c in group.citations if c.key in site.bibliography}
    if not keys or page.path == SOURCES:
        return ""
    sources = sorted((site.bibliography[k] for k in keys), key=lambda s: s.sort_key)
    items = []
    for source in sources:
        where = f' <a class="all-uses" href="{relative_sources}#{source.key}">all uses</a>'
        items.append(f'<li id="ref-{source.key}"><span>{reference_html(source, NAMED)}</span>{where}</li>')
    body = "\n".join(items)
    return f'\n\n## References {{#references}}\n\n<ul class="references" data-search-exclude>\n{body}\n</ul>\n'
