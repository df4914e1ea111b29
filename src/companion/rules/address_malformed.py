"""Addresses that no browser can open."""

import re
from urllib.parse import urlsplit
from ..site import is_external
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L109", "address-malformed", "No browser opens such an address, and some stop the build.", "copy the whole address from the browser, beginning with https://")
_SCHEMES = {"https", "http", "mailto"}
_DOUBLED = re.compile(r"https?:/*https?:", re.I)


def check(site: Site) -> Iterator[Problem]:
    """External addresses with an unknown scheme, a doubled one, no host, or a broken host."""
    for page in site.pages.values():
        for link in page.links:
            if is_external(link.target) and (why := malformed(link.target)):
                yield RULE.problem(page.file, link.line, link.column, f"“{link.target}” {why}")
    for source in site.bibliography.sources.values():
        if source.address and (why := malformed(source.address)):
            yield RULE.problem(source.file, source.line, 0, f"{source.key}: “{source.address}” {why}")


def malformed(address: str) -> str:
    """What is wrong with an external address; empty if nothing is."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "has a broken host"
    if address.startswith("//"):
        return "has no https: before it"
    if parts.scheme.lower() not in _SCHEMES:
        return f"begins with {parts.scheme}:, which pages do not link"
    if _DOUBLED.match(address):
        return "begins twice"
    if parts.scheme.lower() != "mailto" and ("." not in host or host.startswith(".") or " " in address):
        return "has no host that could be opened"
    return ""
