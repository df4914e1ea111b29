"""Backlinks: where a page, a term or a source is mentioned, with the sentence."""

from __future__ import annotations

import html
from collections.abc import Callable

from ..problems import count
from ..site import Mention, Page, Site

Address = Callable[[str], str]
"""From the path of a page below docs/ to its address as seen from the page being written."""

SHOWN = 120
"""Characters of a sentence that a backlink shows at most on each side of … ."""


def mention_list(mentions: list[Mention], address: Address, sentences: bool = True) -> str:
    """A list of pages, each with its sentences, or with their number alone. HTML."""
    by_page: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_page.setdefault(mention.page.path, []).append(mention)
    items = []
    for path, found in by_page.items():
        said = dict.fromkeys(m.sentence for m in found if m.sentence)
        shown = "".join(f"<q>{html.escape(shorten(s))}</q>" for s in said) if sentences else f"({count(len(found), 'time')})"
        items.append(f'<li><a href="{html.escape(address(path))}">{html.escape(found[0].page.title)}</a> {shown}</li>')
    return '<ul class="backlinks">\n' + "\n".join(items) + "\n</ul>"


def shorten(sentence: str, limit: int = 2 * SHOWN) -> str:
    """The sentence, cut at a word with … if it is longer than limit characters."""
    if len(sentence) <= limit:
        return sentence
    return sentence[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def page_backlinks(page: Page, site: Site, address: Address) -> str:
    """The section "Mentioned in" of a person's page; empty if nobody mentions it."""
    mentions = [m for m in site.mentions.get(page.path, []) if m.page.kind != "index"]
    if page.kind != "person" or not mentions:
        return ""
    return f"\n\n## Mentioned in {{#mentioned-in}}\n\n<div data-search-exclude>\n{mention_list(mentions, address)}\n</div>\n"


def glossary_with_backlinks(page: Page, site: Site, address: Address) -> str:
    """The glossary's Markdown with, under each term, where it is used."""
    entries = [h for h in page.headings if h.level == 3]
    text = page.text
    ends = [following.offset for following in entries[1:]] + [len(text)]
    for heading, end in reversed(list(zip(entries, ends, strict=True))):
        between = [h.offset for h in page.headings if h.level < 3 and heading.offset < h.offset < end]
        end = min([end, *between])
        mentions = [m for m in site.mentions.get(f"{page.path}#{heading.id}", []) if m.page.path != page.path]
        if mentions:
            pages = len({m.page.path for m in mentions})
            summary = f"Used on {count(pages, 'page')}"
            block = (
                f'\n\n<details class="used-on" data-search-exclude><summary>{summary}</summary>\n'
                f"{mention_list(mentions, address)}\n</details>\n\n"
            )
            text = text[:end].rstrip() + block + text[end:]
    return text[page.body_offset :]
