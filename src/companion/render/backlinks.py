"""Backlinks: where a page, a term or a source is mentioned, with the sentence.

On the Glossary and the Sources page they would be as heavy as the text: there each entry names the pages, and the
sentences stand on pages of their own, uses/1/ and so on below it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, groupby

from ..problems import count
from ..site import SOURCES, Mention, Page, Site
from ..text import shorten
from .context import relative_address

Address = Callable[[str], str]
"""From the path of a page below docs/ to its address as seen from the page being written."""

PART = 30_000
"""Characters of sentences on one page of uses, so that it is as light as the others."""
SHOWN = 240
"""Characters of a sentence that a backlink shows at most."""


def mention_list(mentions: list[Mention], address: Address, sentences: bool = True) -> str:
    """A list of pages, each with its sentences, or with their number alone. HTML."""
    by_page: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_page.setdefault(mention.page.path, []).append(mention)
    items = []
    for path, found in by_page.items():
        said = dict.fromkeys(m.sentence for m in found if m.sentence)
        shown = "".join(f"<q>{html.escape(shorten(s, SHOWN))}</q>" for s in said) if sentences else f"({count(len(found), 'time')})"
        items.append(f'<li><a href="{html.escape(address(path))}">{html.escape(found[0].page.title)}</a> {shown}</li>')
    return '<ul class="backlinks">\n' + "\n".join(items) + "\n</ul>"


def page_backlinks(page: Page, site: Site, address: Address) -> str:
    """The section "Mentioned in" of a person's page; empty if nobody mentions it."""
    mentions = [m for m in site.mentions.get(page.path, []) if m.page.kind != "index"]
    if page.kind != "person" or not mentions:
        return ""
    return f"\n\n## Mentioned in {{#mentioned-in}}\n\n<div data-search-exclude>\n{mention_list(mentions, address)}\n</div>\n"


def used_on(summary: str, entry: "Entry", address: Address) -> str:
    """What stands under a term or a source: the pages that use it, and a link to their sentences. HTML."""
    pages = {m.page.path: m.page.title for m in entry.mentions}
    links = ", ".join(f'<a href="{html.escape(address(path))}">{html.escape(title)}</a>' for path, title in pages.items())
    more = f'<a class="sentences" href="uses/{entry.part}/#{entry.id}">in these sentences</a>'
    return f'<details class="used-on" data-search-exclude><summary>{summary}</summary>\n<p>{links}: {more}</p>\n</details>'


@dataclass(frozen=True)
class Entry:
    """A term or a source that pages use, and the number of the page that holds their sentences."""

    name: str
    id: str
    letter: str
    mentions: list[Mention]
    part: int


@lru_cache(maxsize=8)
def entries(site: Site, of: str) -> list[Entry]:
    """What is used of the terms or of the sources, in the order of their page, whose path is of."""
    if of == SOURCES:
        cited = sorted((site.bibliography[key] for key in site.cited if key in site.bibliography), key=lambda s: s.sort_key)
        found = [(s.label, s.key, s.sort_key[0][0], site.cited[s.key]) for s in cited]
    else:
        terms = [h for h in site.pages[of].headings if h.level == 3]
        found = [(h.text, h.id, h.text[:1].lower(), [m for m in site.mentions.get(f"{of}#{h.id}", []) if m.page.path != of]) for h in terms]
    filled = accumulate(sum(len(m.sentence) for m in mentions) for *_, mentions in found)
    return [Entry(*one, 1 + until // PART) for one, until in zip(found, filled, strict=True) if one[3]]


def glossary_with_backlinks(page: Page, site: Site, address: Address) -> str:
    """The glossary's Markdown with, under each term, where it is used."""
    headings = [h for h in page.headings if h.level == 3]
    text = page.text
    ends = [following.offset for following in headings[1:]] + [len(text)]
    used = {entry.id: entry for entry in entries(site, page.path)}
    for heading, end in reversed(list(zip(headings, ends, strict=True))):
        between = [h.offset for h in page.headings if h.level < 3 and heading.offset < h.offset < end]
        end = min([end, *between])
        if entry := used.get(heading.id):
            summary = f"Used on {count(len({m.page.path for m in entry.mentions}), 'page')}"
            text = f"{text[:end].rstrip()}\n\n{used_on(summary, entry, address)}\n\n{text[end:]}"
    return text[page.body_offset :]


def generated_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Path below docs/ and Markdown of the pages that hold the sentences for the Glossary and the Sources page."""
    for of in [*site.kind("glossary"), *filter(None, [site.pages.get(SOURCES)])]:
        for part, group in groupby(entries(site, of.path), key=lambda entry: entry.part):
            page = Page(f"{of.path.removesuffix('.md')}/uses/{part}.md", "", "")
            yield page.path, _uses_page(of, page, part, list(group), site)


def _uses_page(of: Page, page: Page, part: int, here: list[Entry], site: Site) -> str:
    """The recording is cited in most sentences of the site: for it, their number stands instead."""
    address = partial(relative_address, page)
    title, span = f"{of.title}: where they are used, part {part}", f"{here[0].name} to {here[-1].name}"
    text = (
        f"---\ntitle: {json.dumps(title)}\nsummary: {json.dumps(f'Every sentence of this site that uses one of them, by page: {of.title}, {span}.')}\n"
        f"search: {{exclude: true}}\n---\n\n# {title} {{#uses}}\n\n{span}: the sentences of all pages.\n"
    )
    for letter, group in groupby(here, key=lambda entry: entry.letter):
        text += f"\n## {letter.upper()} {{#letter-{letter}}}\n"
        for entry in group:
            back = f'<a class="all-uses" href="{address(of.path)}#{entry.id}">the entry</a>'
            listed = mention_list(entry.mentions, address, entry.id != site.recording_key)
            text += f"\n### {entry.name} {{#{entry.id}}}\n\n{listed}\n\n{back}\n"
    return text
