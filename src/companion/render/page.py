"""A page's Markdown with everything that the build adds to it."""

from __future__ import annotations

import posixpath

from ..site import SOURCES, Page, Site
from .backlinks import glossary_with_backlinks, page_backlinks
from .context import RenderContext, relative_address
from .glance import MARK as GLANCE_MARK
from .glance import glance_html
from .pictures import with_pictures
from .quotations import MARK as QUOTATIONS_MARK
from .quotations import quotations_markdown
from .rail import along_markdown
from .references import references_markdown
from .sources import MARK, sources_markdown


def with_moved_anchors(html: str, moved: dict[str, str]) -> str:
    """The page's HTML with its gone anchors: beside the heading that took their place, or at the end with a link."""
    rest = []
    for old, target in moved.items():
        place = f' id="{target[1:]}"'
        at = html.rfind("<", 0, html.find(place)) if target.startswith("#") and place in html else -1
        if at >= 0:
            html = f'{html[:at]}<span id="{old}"></span>{html[at:]}'
        else:
            rest.append(f'<li id="{old}">This section has moved: <a href="{target}">go to where it is now</a></li>')
    return html + (f'<ul class="moved">{"".join(rest)}</ul>' if rest else "")


def related_markdown(page: Page, site: Site) -> str:
    """The section "Related", each page with its reason, from the front matter; empty if nothing is named there."""
    items = []
    for item in page.front_matter.get("related") or []:
        path, _, fragment = str(item["page"]).partition("#")
        target = site.pages.get(path)
        if target is None:
            continue  # the rule on front matter says so
        title = next((h.text for h in target.headings if h.id == fragment), target.title)
        link = posixpath.relpath(path, posixpath.dirname(page.path) or ".") + (f"#{fragment}" if fragment else "")
        items.append(f"- [{title}]({link}): {item['why']}")
    return "\n\n## Related {#related}\n\n" + "\n".join(items) + "\n" if items else ""


def page_markdown(markdown: str, context: RenderContext) -> str:
    """markdown is the page's own, without front matter; what comes back is ready to be rendered."""
    site, page = context.site, context.page
    if site is None or page is None:
        return markdown

    def address(path: str) -> str:
        return relative_address(page, path)

    if page.kind == "glossary":
        markdown = glossary_with_backlinks(page, site, address)
    if page.path == SOURCES:
        markdown = markdown.replace(MARK, sources_markdown(site, address))
    if site.pictures:
        markdown = with_pictures(markdown, page, site, address)
    if GLANCE_MARK in markdown:
        markdown = markdown.replace(GLANCE_MARK, glance_html(site, address))
    if QUOTATIONS_MARK in markdown:
        markdown = markdown.replace(QUOTATIONS_MARK, quotations_markdown(site, address))
    markdown += related_markdown(page, site) + along_markdown(page, site) + page_backlinks(page, site, address)
    return markdown + references_markdown(page, site, address(SOURCES))
