"""The front matter of each kind of page: which keys it has, which it needs, and what their values are."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .citations import CITATION, parse_citations
from .freshness import DECAY_DAYS
from .moments import MomentError, format_moment, parse_moment, parse_span
from .problems import did_you_mean
from .site import Page, Site, is_external
from .tags import tag_number
from .text import BLANK

SUMMARY = (60, 200)
"""Least and most characters of a summary."""
SCHEMAS = ".vscode/front-matter"
"""The folder of the JSON Schemas, for editors."""

Value = Callable[[Any, Page, Site], Iterator[tuple[str, str]]]
"""From a value to what is wrong with it: message and mend."""


class Key(NamedTuple):
    """A key of the front matter: what checks its value, the value's JSON Schema, what belongs there, whether it must be there."""

    check: Value
    shape: dict[str, Any]
    what: str
    required: bool = True


def _text(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str) or not value.strip():
        yield "is not a text", "write a few words"


def _summary(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str):
        yield "is not a text", "write one sentence, in quotation marks if it has a colon"
    elif not SUMMARY[0] <= len(value) <= SUMMARY[1]:
        yield f"has {len(value)} characters", f"write one sentence of {SUMMARY[0]} to {SUMMARY[1]} characters: search and previews show it"


def _day(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        yield f"“{value}” is not a date", "write YYYY-MM-DD"


def _date(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    faults = list(_day(value, page, site))
    yield from faults
    if not faults and value > datetime.date.today() + datetime.timedelta(days=1):
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


def _one_of(*words: str) -> Value:
    def check(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
        if value not in words:
            yield f"“{value}” is not known", f"write one of {', '.join(words)}.{did_you_mean(str(value), words)}"

    return check


def _tag(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    number = tag_number(page.path)
    twins = [p.file for p in site.kind("claim") if p is not page and number and tag_number(p.path) == number]
    if number is None:
        yield f"“{value}” is not in the file's name", "rename the file after its tag and a short name: c14-hundredfold-scale.md"
    elif value != f"C{number}":
        yield f"“{value}” is not the tag in the file's name", f"write tag: C{number}"
    elif twins:
        yield f"{value} is also the tag of {twins[0]}", "give the newer of the two the next free tag, in the file's name too"


def _moment(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if isinstance(value, int) and value >= 0:
        yield "is a number to YAML, which counts in sixties", f'put it in quotation marks: moment: "{format_moment(value)}"'
        return
    try:
        parse_moment(str(value), site.recording.length if site.recording else None)
    except MomentError as error:
        yield error.message, error.mend


def _speaker(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    names = [s.name for s in site.recording.speakers] if site.recording else [value]
    yield from _one_of(*names)(value, page, site)


def _chapter(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    yield from _page_of("chapter", value, site)


def _page_of(kind: str, value: Any, site: Site) -> Iterator[tuple[str, str]]:
    known = [p.path for p in site.kind(kind)]
    if value not in known:
        yield f"“{value}” is not a {kind}'s page", f"write its path below docs/.{did_you_mean(str(value), known)}"


def _responses(value: Any, page: Page, site: Site) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not all(isinstance(i, dict) and set(i) == {"person", "stance", "citation"} for i in value):
        yield "is not a list of person, stance and citation", 'write - person: people/name.md and, below it, stance: agrees and citation: "[@key]"'
        return
    for item in value:
        yield from _page_of("person", item["person"], site)
        yield from _one_of(*STANCES)(item["stance"], page, site)
        match = CITATION.fullmatch(str(item["citation"]))
        if not match:
            yield f"“{item['citation']}” is not a citation", 'write it as in the text, in quotation marks: "[@key]"'
        for citation in parse_citations(match["body"]) if match else ():
            if citation.key not in site.bibliography:
                near = did_you_mean(citation.key, site.bibliography.sources, "@{}")
                yield f"cites @{citation.key}, which is not in bib/", f"add the source, or correct the key.{near}"


def _list(what: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a list whose items have these keys."""
    keys = {name: {"type": "string", **(shape if isinstance(shape, dict) else {"description": shape})} for name, shape in what.items()}
    return {"type": "array", "minItems": 1, "items": {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}}


KINDS = ("observation", "argument", "definition", "value", "intention", "forecast")
STANDINGS = ("supported", "contested", "unsettled", "refuted", "untestable")
STANCES = ("agrees", "partly", "disagrees")
STATUSES = ("open", "came true", "partly", "did not", "not resolvable")
_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "format": "date"}
_TIME = r"(?:\d+:[0-5]\d|[0-5]?\d):[0-5]\d"

_COMMON = {
    "title": Key(_text, _TEXT, "the page's name"),
    "summary": Key(_summary, {"type": "string", "minLength": SUMMARY[0], "maxLength": SUMMARY[1]}, f"one sentence of {SUMMARY[0]} to {SUMMARY[1]} characters, for search and previews"),
    "last_validated": Key(_date, _DAY, "the day on which somebody last read the page against its sources"),
    "decay": Key(_decay, {"enum": list(DECAY_DAYS)}, "until it must be read again: " + ", ".join(f"{k} {v} days" for k, v in DECAY_DAYS.items())),
    "related": Key(_related, _list({"page": "the other page, as chapters/name.md", "why": "what it adds"}), "where to read on", False),
}
_CHAPTER = {
    "moments": Key(_moments, {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": f"^{_TIME}\\s*[-–]\\s*{_TIME}$"}}, "from where to where the recording speaks of it, as 18:49–25:13"),
    "related": _COMMON["related"]._replace(required=True),
}
_PERSON = {
    "role": Key(_text, _TEXT, "who this is in this story, in a few words"),
    "links": Key(_links, _list({"label": "the page's name", "url": "its whole address"}), "official pages", False),
}
_CLAIM = {
    "tag": Key(_tag, {"type": "string", "pattern": "^C[1-9][0-9]*$"}, "the permanent tag, as in the file's name"),
    "moment": Key(_moment, {"type": "string", "pattern": f"^{_TIME}$"}, "where its most telling words begin, as 21:53"),
    "speaker": Key(_speaker, _TEXT, "who says it"),
    "kind": Key(_one_of(*KINDS), {"enum": list(KINDS)}, "one of " + ", ".join(KINDS)),
    "standing": Key(_one_of(*STANDINGS), {"enum": list(STANDINGS)}, "one of " + ", ".join(STANDINGS)),
    "chapter": Key(_chapter, _TEXT, "the chapter that discusses it, as chapters/name.md"),
    "responses": Key(_responses, _list({"person": "whose, as people/name.md", "stance": {"enum": list(STANCES)}, "citation": "where, as [@key]"}), "what others hold of it", False),
}
_FORECAST = {
    "horizon": Key(_text, _TEXT, "by when, as the speaker says it, or: none stated"),
    "resolves_when": Key(_text, _TEXT, "what we would take to settle it"),
    "review_by": Key(_day, _DAY, "the day on which we look at it again"),
    "status": Key(_one_of(*STATUSES), {"enum": list(STATUSES)}, "one of " + ", ".join(STATUSES)),
}
_BY_KIND = {"chapter": _CHAPTER, "person": _PERSON, "claim": _CLAIM, "forecast": _CLAIM | _FORECAST}
_FOR_THE_THEME = {"hide", "search", "template"}


def keys(kind: str) -> dict[str, Key]:
    """The keys of a kind of page; a claim of the kind forecast has more than others."""
    return _COMMON | _BY_KIND.get(kind, {})


def faults(page: Page, site: Site) -> Iterator[tuple[str, str, str]]:
    """Key, message and mend of everything that is wrong with a page's front matter; blanks are another rule's."""
    kind = "forecast" if page.kind == "claim" and page.front_matter.get("kind") == "forecast" else page.kind
    known = keys(kind)
    for key, value in page.front_matter.items():
        if key in _FOR_THE_THEME or BLANK.search(str(value)):
            continue
        if key not in known:
            near = " Only a forecast has it." if page.kind == "claim" and key in _FORECAST else did_you_mean(key, known)
            yield key, f"a {kind} has no key “{key}”", f"remove it, or use one of {', '.join(known)}.{near}"
            continue
        for message, mend in known[key].check(value, page, site):
            yield key, f"{key} {message}", mend
    for key, (_, _, what, required) in known.items():
        if required and key not in page.front_matter:
            yield key, f"a {kind} needs the key {key}", f"add {key}: {what}"


def json_schemas() -> dict[str, str]:
    """For editors: a JSON Schema for each kind of page, by its file below the project's top folder."""
    schemas = {kind: _json_schema(kind) for kind in ("page", "chapter", "person", "claim")}
    is_forecast = {"properties": {"kind": {"const": "forecast"}}, "required": ["kind"]}
    schemas["claim"] = {"if": is_forecast, "then": _json_schema("forecast"), "else": schemas["claim"]}
    return {f"{SCHEMAS}/{kind}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for kind, schema in schemas.items()}


def _json_schema(kind: str) -> dict[str, Any]:
    known = keys(kind)
    properties = {name: {"description": key.what, **key.shape} for name, key in known.items()} | {name: {} for name in sorted(_FOR_THE_THEME)}
    return {"type": "object", "properties": properties, "required": [n for n, k in known.items() if k.required], "additionalProperties": False}
