"""Previews: one sentence about a term, a person, a claim or a picture, carried by every link to it."""

from __future__ import annotations

from functools import lru_cache

from ..site import Page, Site
from ..text import plain_sentence


def preview(site: Site, path: str, fragment: str) -> str:
    """What a link to a page says on hover, focus and tap: a term's first sentence, a person's role, the summary of a claim or a picture; empty for others."""
    page = site.pages.get(path)
    if page is None:
        return ""
    if page.kind == "glossary":
        return first_sentences(page).get(fragment, "")
    if page.kind == "person":
        return str(page.front_matter.get("role", ""))
    return str(page.front_matter.get("summary", "")) if page.kind in ("claim", "picture") else ""


@lru_cache(maxsize=8)
def first_sentences(page: Page) -> dict[str, str]:
    """Term id to the first sentence of its entry."""
    found = {}
    lines = page.text.split("\n")
    for heading in page.headings:
        if heading.level != 3:
            continue
        following = (line for line in lines[heading.line :] if line.strip())
        found[heading.id] = plain_sentence(next(following, ""))
    return found
