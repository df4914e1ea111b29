"""The front matter of each kind of page: which keys it has, which it needs, and what their values are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

from .freshness import DECAY_DAYS
from .moments import MomentError, parse_span
from .problems import did_you_mean
from .site import Page, Site, is_external

SUMMARY = (60, 200)
"""Least and most characters of a summary."""

Value = Callable[[Any, Page, Site], Iterator[tuple[str, str]]]
"""From a value to what is wrong with it: message and mend."""


def _text(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str) or not value.strip():
        yield "is not a text", "write a few words"


def _summary(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield "is not a text", "write one sentence, in quotation marks if it has a colon"
    elif not SUMMARY[0] <= len(value) <= SUMMARY[1]:
        yield f"has {len(value)} characters", f"write one sentence of {SUMMARY[0]} to {SUMMARY[1]} characters: search and previews show it"


def _date(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        yield f"“{value}” is not a date", "write YYYY-MM-DD"
    elif value > datetime.date.today() + datetime.timedelta(days=1):
        yield f"{value} is in the future", "write the day on which somebody last read the page against its sources"


def _decay(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if value not in DECAY_DAYS:
        yield f"“{value}” is not a decay", "write " + ", ".join(f"{k} ({v} days)" for k, v in DECAY_DAYS.items())


def _moments(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not value:
        yield "is not a list of spans", "write one span a line: - 18:49–25:13"
        return
    for span in value:
        try:
            parse_span(str(span), site.recording.length if site.recording else None)
        except MomentError as error:
            yield error.message, error.mend


def _related(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not value:
        yield "is not a list", "write - page: chapters/name.md and, below it, why: …"
        return
    for item in value:
        if not isinstance(item, dict) or set(item) != {"page", "why"}:
            yield f"“{item}” does not have page and why", "write - page: chapters/name.md and, below it, why: …"
            continue
        path, _, fragment = str(item["page"]).partition("#")
        if path not in site.pages:
            near = did_you_mean(path, site.pages)
            yield f"names “{path}”, which is not a page", f"write a path below docs/.{near}"
        elif fragment and fragment not in site.anchors(path):
            yield f"names #{fragment}, which is not on {path}", "use an id that stands there"
        if not isinstance(item["why"], str) or not item["why"].strip():
            yield f"does not say why {path} is related", "add why: …"


def _links(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    good = isinstance(value, list) and all(isinstance(i, dict) and set(i) == {"label", "url"} for i in value)
    if not good:
        yield "is not a list of label and url", "write - label: … and, below it, url: https://…"
        return
    for item in value:
        if not re.match(r"https?://\S+$", str(item["url"])) or not is_external(str(item["url"])):
            yield f"“{item['url']}” is not an address", "write the whole address, beginning with https://"


_COMMON: dict[str, tuple[bool, Value]] = {
    "title": (True, _text),
    "summary": (True, _summary),
    "last_validated": (True, _date),
    "decay": (True, _decay),
    "related": (False, _related),
}
_BY_KIND: dict[str, dict[str, tuple[bool, Value]]] = {
    "chapter": {"moments": (True, _moments), "related": (True, _related)},
    "person": {"role": (True, _text), "links": (False, _links)},
}
_FOR_THE_THEME = {"hide", "search", "template"}


def keys(kind: str) -> dict[str, tuple[bool, Value]]:
    """The keys of a kind of page: whether each is required, and what checks its value."""
    return _COMMON | _BY_KIND.get(kind, {})


def faults(page: Page, site: Site) -> Iterator[tuple[str, str, str]]:
    """Key, message and mend of everything that is wrong with a page's front matter."""
    known = keys(page.kind)
    for key, value in page.front_matter.items():
        if key in _FOR_THE_THEME:
            continue
        if key not in known:
            near = did_you_mean(key, known)
            yield key, f"a {page.kind} has no key “{key}”", f"remove it, or use one of {', '.join(known)}.{near}"
            continue
        for message, mend in known[key][1](value, page, site):
            yield key, f"{key} {message}", mend
    for key, (required, _) in known.items():
        if required and key not in page.front_matter:
            yield key, f"a {page.kind} needs the key {key}", f"add {key}: …"
