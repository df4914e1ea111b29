"""The search index: what kind of page a result is, and sources by their titles. A step after the build."""

from __future__ import annotations

import json
from pathlib import Path

from ..site import SOURCES, Page, Site
from ..tags import address

KINDS = {"chapter": "Chapter", "claim": "Claim", "person": "Person", "picture": "Picture"}
"""What a page is called beside its title."""


def search_kind(page: Page) -> list[str]:
    """What the search shows beside a page's title, as the theme's search plugin wants it: its kind, where that says something."""
    found = "Sources" if page.path == SOURCES else (KINDS | {"glossary": "Terms"}).get(page.kind)
    return [found] if found else []


def name_sources(folder: Path, site: Site) -> None:
    """Rewrite the index of a built site: a source is found by its title, too, and letters of the alphabet are no results."""
    file = folder / "search" / "search_index.json"
    if not file.exists():
        return
    index = json.loads(file.read_text(encoding="utf-8"))
    titles = {f"{address(SOURCES).lstrip('/')}#{s.key}": s for s in site.bibliography.sources.values()}
    for entry in index["docs"]:
        if source := titles.get(entry["location"]):
            entry["title"] = f"{source.label}: {source.title}" if source.authors else source.label
    index["docs"] = [entry for entry in index["docs"] if len(entry["title"]) > 1 or entry["text"]]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
