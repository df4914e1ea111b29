"""The theme's style sheets without the rules that no page of the site can use, and joined with ours. A step after the build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import tinycss2

_TAG = re.compile(r"<([a-z][a-z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s([a-z][a-z0-9-]*)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
_WORD = re.compile(r"[\w-]{4,}|(?<=[\"'])[\w-]+(?=[\"'])")
_FIXED = {"dir", "data-md-color-primary", "data-md-color-accent"}
"""Attributes that no script sets: their values in the pages are all there are."""


@dataclass
class Used:
    """What a selector can match: names of tags, classes and ids, and values of attributes, in the pages or in the scripts."""

    names: set[str] = field(default_factory=set)
    values: set[tuple[str, str]] = field(default_factory=set)

    def read_page(self, text: str) -> None:
        """Add a page, with its scripts."""
        self.names.update(_TAG.findall(text))
        for name, *value in _ATTRIBUTE.findall(text):
            self.values.add((name, "".join(value)))
            if name in ("class", "id"):
                self.names.update("".join(value).split())
        for script in _SCRIPT.findall(text):
            self.read_script(script)

    def read_script(self, text: str) -> None:
        """Add every word that may be a name; words of up to three letters only where they stand alone in quotation marks."""
        self.names.update(_WORD.findall(text))


OURS = Path("assets/styles/site.css")
"""A style sheet that the theme's are joined with, since each file is a request that the first paint waits for. The pages
of such a site name no other (overrides/main.html)."""


def drop_unused_styles(folder: Path) -> None:
    """Rewrite the theme's style sheets in a built site; where there is one of ours, they become its beginning."""
    used = Used()
    for page in folder.rglob("*.html"):
        used.read_page(page.read_text(encoding="utf-8"))
    for script in folder.rglob("*.js"):
        if not {"lunr", "workers"} & set(script.parts):
            used.read_script(script.read_text(encoding="utf-8"))
    theirs = sorted(folder.glob("assets/stylesheets/*.css"))      # main, then palette, as the theme has them
    kept = {path: list(_rules(_parsed(path.read_text(encoding="utf-8")), used)) for path in theirs}
    every = "".join(map("".join, kept.values()))
    every += "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.css") if path not in kept)
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", every))
    for path, rules in kept.items():
        text = re.sub(r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;{}\"'])*;?", lambda m: m[0] if m[1] in asked else "", "".join(rules))
        kept[path] = [re.sub(r"[^{}]+\{\}", "", text)]
    ours = folder / OURS
    if ours.exists():
        ours.write_text("".join(map("".join, kept.values())) + ours.read_text(encoding="utf-8"), encoding="utf-8")
    for path, rules in kept.items():
        path.unlink() if ours.exists() else path.write_text("".join(rules), encoding="utf-8")


@lru_cache(maxsize=4)
def _parsed(text: str) -> list:
    return tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)


def _rules(rules: list, used: Used) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _split(rule.prelude) if _can_match(s, used)]
            if selectors:
                yield f"{','.join(map(tinycss2.serialize, selectors))}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = "".join(_rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), used))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _split(tokens: list) -> list[list]:
    parts: list[list] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _can_match(selector: list, used: Used) -> bool:
    """Whether every name in a selector is used. :not(…) says nothing; of :is(…) and :where(…) one part has to match."""
    before = ""
    for token in selector:
        if token.type == "ident" and before in ("", ".", " ", ">", "+", "~") and token.value not in used.names:
            return False
        if token.type == "hash" and token.value not in used.names:
            return False
        if token.type == "function" and token.lower_name in ("is", "where") and not any(_can_match(s, used) for s in _split(token.arguments)):
            return False
        if token.type == "[] block" and not _attribute_exists(tinycss2.serialize(token.content), used):
            return False
        before = " " if token.type == "whitespace" else token.value if token.type == "literal" else "x"
    return True


def _attribute_exists(inside: str, used: Used) -> bool:
    name, _, value = inside.partition("=")
    return name not in _FIXED or (name, value.strip("\"'")) in used.values
