"""The front matter of each kind of page: which keys it has, which it needs, and what their values are."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .citations import parse_citations
from .freshness import DECAY_DAYS
from .moments import MomentError, parse_moment, parse_span
from .pictures import DRAWS, SCALES
from .problems import did_you_mean
from .site import Page, Site, is_external
from .tags import tag_number
from .text import BLANK, CITATION

Faults = Iterator[tuple[str, str]]
"""What is wrong with a value: message and mend."""


class Key(NamedTuple):
    """A key of the front matter: the JSON Schema of its value, what belongs there, what checks more, whether it must be there."""

    shape: dict[str, Any]
    what: str
    check: Callable[[Any, Page, Site], Faults] | None = None
    required: bool = True


def _misshapen(value: Any, shape: dict[str, Any]) -> Faults:
    """What a JSON Schema of ours has against a value; patterns are left to the checks, which say more."""
    if "enum" in shape:
        if value not in shape["enum"]:
            yield f"“{value}” is not known", f"write one of {', '.join(shape['enum'])}.{did_you_mean(str(value), shape['enum'])}"
    elif shape.get("format") == "date":
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            yield f"“{value}” is not a date", "write YYYY-MM-DD"
    elif shape["type"] == "array":
        fields = shape["items"].get("properties", {})
        first, *rest = (f"{name}: …" for name in fields) if fields else shape["examples"]
        mend = f"write - {first}" + (f" and, below it, {' and '.join(rest)}" if rest else " and so on, one a line")
        if not isinstance(value, list) or not value:
            yield "is not a list", mend
            return
        for item in value:
            if fields and not (isinstance(item, dict) and set(item) == set(fields)):
                yield f"“{item}” does not have {' and '.join(fields)}", mend
                continue
            for name, part in item.items() if fields else [("item", item)]:
                yield from ((f"{name} {message}", how) for message, how in _misshapen(part, fields.get(name, _TEXT)))
    elif not isinstance(value, str) or not value.strip():
        yield "is not a text", "write a few words; a number, a date or a moment stands in quotation marks"
    elif not shape["minLength"] <= len(value) <= shape.get("maxLength", len(value)):
        yield f"has {len(value)} characters", f"write one sentence of {shape['minLength']} to {shape['maxLength']} characters: search and previews show it"


def _date(value: Any, page: Page, site: Site) -> Faults:
    if value > datetime.date.today() + datetime.timedelta(days=1):
        yield f"{value} is in the future", "write the day on which somebody last read the page against its sources"


def _moments(value: Any, page: Page, site: Site) -> Faults:
    length = site.recording.length if site.recording else None
    for written in value if isinstance(value, list) else [value]:
        try:
            (parse_span if isinstance(value, list) else parse_moment)(written, length)
        except MomentError as error:
            yield error.message, error.mend


def _related(value: Any, page: Page, site: Site) -> Faults:
    for item in value:
        path, _, fragment = item["page"].partition("#")
        yield from _among(site.pages, "a page")(path, page, site)
        if path in site.pages and fragment and fragment not in site.anchors(path):
            yield f"names #{fragment}, which is not on {path}", "use an id that stands there"


def _links(value: Any, page: Page, site: Site) -> Faults:
    for item in value:
        if not re.match(r"https?://\S+$", item["url"]) or not is_external(item["url"]):
            yield f"“{item['url']}” is not an address", "write the whole address, beginning with https://"


def _among(known: Any, what: str) -> Callable[[Any, Page, Site], Faults]:
    """The value must be one of these, or of those that a function finds in the site."""

    def check(value: Any, page: Page, site: Site) -> Faults:
        names = list(known(site) if callable(known) else known)
        if value not in names:
            yield f"“{value}” is not {what}", f"write one that is here.{did_you_mean(value, names) or ' For example ' + ', '.join(names[:2])}"

    return check


_chapter = _among(lambda site: [p.path for p in site.kind("chapter")], "the path of a chapter below docs/")
_person = _among(lambda site: [p.path for p in site.kind("person")], "the path of a person's page below docs/")
_speaker = _among(lambda site: [s.name for s in site.recording.speakers] if site.recording else [], "a speaker of the recording")


def _tag(value: Any, page: Page, site: Site) -> Faults:
    number = tag_number(page.path)
    twins = [p.file for p in site.kind("claim") if p is not page and number and tag_number(p.path) == number]
    if number is None:
        yield f"“{value}” is not in the file's name", "rename the file after its tag and a short name: c14-hundredfold-scale.md"
    elif value != f"C{number}":
        yield f"“{value}” is not the tag in the file's name", f"write tag: C{number}"
    elif twins:
        yield f"{value} is also the tag of {twins[0]}", "give the newer of the two the next free tag, in the file's name too"


def _responses(value: Any, page: Page, site: Site) -> Faults:
    for item in value:
        yield from _person(item["person"], page, site)
        match = CITATION.fullmatch(item["citation"])
        if not match:
            yield f"“{item['citation']}” is not a citation", 'write it as in the text, in quotation marks: "[@key]"'
        for citation in parse_citations(match["body"]) if match else ():
            if citation.key not in site.bibliography:
                near = did_you_mean(citation.key, site.bibliography.sources, "@{}")
                yield f"cites @{citation.key}, which is not in bib/", f"add the source, or correct the key.{near}"


_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "format": "date"}
_TIME = r"(?:\d+:[0-5]\d|[0-5]?\d):[0-5]\d"


def _one_of(*words: str) -> Key:
    return Key({"enum": list(words)}, "one of: " + ", ".join(words))


def _list(**fields: Any) -> dict[str, Any]:
    """The JSON Schema of a list of items with these keys, each with what belongs there or its own schema."""
    shapes = {name: f if isinstance(f, dict) else _TEXT | {"description": f} for name, f in fields.items()}
    return {"type": "array", "minItems": 1, "items": {"type": "object", "properties": shapes, "required": list(shapes), "additionalProperties": False}}


_COMMON = {
    "title": Key(_TEXT, "the page's name"),
    "summary": Key(_TEXT | {"minLength": 60, "maxLength": 200}, "one sentence of 60 to 200 characters, for search and previews"),
    "last_validated": Key(_DAY, "the day on which somebody last read the page against its sources", _date),
    "decay": _one_of(*DECAY_DAYS)._replace(what="until it must be read again: " + ", ".join(f"{k} {v} days" for k, v in DECAY_DAYS.items())),
    "related": Key(_list(page="where to read on, as chapters/name.md", why="what that page adds"), "where to read on", _related, False),
}
_CHAPTER = {
    "moments": Key({"type": "array", "minItems": 1, "items": {"type": "string", "pattern": f"^{_TIME}\\s*[-–]\\s*{_TIME}$"}, "examples": ["18:49–25:13"]}, "from where to where the recording speaks of it, as 18:49–25:13", _moments),
    "related": _COMMON["related"]._replace(required=True),
}
_PERSON = {
    "role": Key(_TEXT, "who this is in this story, in a few words"),
    "links": Key(_list(label="an official page's name", url="its whole address"), "official pages", _links, False),
}
_CLAIM = {
    "tag": Key(_TEXT | {"pattern": "^C[1-9][0-9]*$"}, "the permanent tag, as in the file's name", _tag),
    "moment": Key(_TEXT | {"pattern": f"^{_TIME}$"}, "where its most telling words begin, as 21:53", _moments),
    "speaker": Key(_TEXT, "who says it, by full name", _speaker),
    "kind": _one_of("observation", "argument", "definition", "value", "intention", "forecast"),
    "standing": _one_of("supported", "contested", "unsettled", "refuted", "untestable"),
    "chapter": Key(_TEXT, "the chapter that discusses it, as chapters/name.md", _chapter),
    "responses": Key(_list(person="who, as people/name.md", stance=_one_of("agrees", "partly", "disagrees").shape, citation="where, as [@key]"), "what others hold", _responses, False),
}
_FORECAST = {
    "horizon": Key(_TEXT, "by when, as the speaker says it, or: none stated"),
    "resolves_when": Key(_TEXT, "what we would take to settle it"),
    "review_by": Key(_DAY, "the day on which we look at it again"),
    "status": _one_of("open", "came true", "partly", "did not", "not resolvable"),
}
_PICTURE = {
    "draws": _one_of(*DRAWS)._replace(what="values (numbers, perhaps with a range) or spans (years from and to)"),
    "unit": Key(_TEXT, "what the axis counts"),
    "scale": _one_of(*SCALES)._replace(required=False),
    "legend": Key(_TEXT | {"maxLength": 200}, "how to read the marks, in a sentence or two", required=False),
}
_BY_KIND = {"chapter": _CHAPTER, "person": _PERSON, "picture": _PICTURE, "claim": _CLAIM, "forecast": _CLAIM | _FORECAST}
_FOR_THE_THEME = ("hide", "search", "template")


def keys(kind: str) -> dict[str, Key]:
    """The keys of a kind of page; a claim that is a forecast has more."""
    return _COMMON | _BY_KIND.get(kind, {})


def faults(page: Page, site: Site) -> Iterator[tuple[str, str, str]]:
    """Key, message and mend of everything that is wrong with a page's front matter; its blanks are another rule's."""
    kind = "forecast" if page.kind == "claim" and page.front_matter.get("kind") == "forecast" else page.kind
    known = keys(kind)
    for name, value in page.front_matter.items():
        if name in _FOR_THE_THEME or BLANK.search(str(value)):
            continue
        if name not in known:
            near = " Or write kind: forecast." if kind == "claim" and name in _FORECAST else did_you_mean(name, known)
            yield name, f"a {kind} has no key “{name}”", f"remove it, or use one of {', '.join(known)}.{near}"
            continue
        key = known[name]
        found = list(_misshapen(value, key.shape)) or list(key.check(value, page, site) if key.check else ())
        yield from ((name, f"{name} {message}", mend) for message, mend in found)
    missing = [name for name, key in known.items() if key.required and name not in page.front_matter]
    if missing:
        yield "", f"a {kind} needs {', '.join(missing)}", "\n".join(["add", *(f"{name}: {known[name].what}" for name in missing)])


def json_schemas() -> dict[str, str]:
    """For editors: a JSON Schema for each kind of page, by its file below the project's top folder."""
    schemas = {kind: _json_schema(kind) for kind in ("page", "chapter", "person", "picture", "claim")}
    is_forecast = {"properties": {"kind": {"const": "forecast"}}, "required": ["kind"]}
    schemas["claim"] = {"if": is_forecast, "then": _json_schema("forecast"), "else": schemas["claim"]}
    return {f".vscode/front-matter/{kind}.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for kind, schema in schemas.items()}


def _json_schema(kind: str) -> dict[str, Any]:
    known = keys(kind)
    properties = {name: {"description": key.what, **key.shape} for name, key in known.items()} | {name: {} for name in _FOR_THE_THEME}
    return {"type": "object", "properties": properties, "required": [n for n, k in known.items() if k.required], "additionalProperties": False}
