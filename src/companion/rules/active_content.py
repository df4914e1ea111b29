"""Scripts, event handlers, frames and foreign resources in pages."""

import re
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("S201", "active-content", "A page is text: nothing in it runs, and nothing in it is fetched from elsewhere.", "remove it; link what is elsewhere, and put pictures under docs/assets/")
_ACTIVE = {
    "a script": re.compile(r"<script\b", re.I),
    "a frame or embedded object": re.compile(r"<(?:iframe|frame|object|embed|applet|portal)\b", re.I),
    "a form": re.compile(r"<(?:form|input|button|textarea|select)\b", re.I),
    "a base or refresh": re.compile(r"<base\b|<meta[^>]+http-equiv", re.I),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "a script or file as an address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|file|data|vbscript):|\]\(\s*<?\s*(?:javascript|file|data|vbscript):", re.I),
    "something from another host": re.compile(r"<[a-z][^>]*\s(?:src|srcset|poster|data)\s*=\s*[\"']?\s*(?:https?:)?//|!\[[^\]]*\]\(\s*<?\s*(?:https?:)?//|style\s*=[^>]*url\(\s*[\"']?(?:https?:)?//|<style\b", re.I),
}


def check(site: Site) -> Iterator[Problem]:
    """One problem for each of them, outside code."""
    for page in site.pages.values():
        for what, pattern in _ACTIVE.items():
            for match in pattern.finditer(page.prose):
                line, column = page.place(match.start())
                yield RULE.problem(page.file, line, column, f"{what} stands in this page")
