"""Permalinks: every address and anchor that was ever published, and what became of those that are gone.

permalinks.txt only grows: a line an address, and a last line with their number and a digest, so that a line taken out by hand is
noticed. redirects.txt says, a line each, where a gone address leads: "/old/ /new/" or "/page/#old /page/#new".
"""

from __future__ import annotations

import hashlib
import html
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .tags import address

PERMALINKS, REDIRECTS = "permalinks.txt", "redirects.txt"
_ADDRESS = re.compile(r"/(?:[a-z0-9_-]+/)*(?:#[A-Za-z0-9_-]+)?")
_SEAL = re.compile(r"# (?P<number>\d+) addresses, sha256 (?P<digest>[0-9a-f]{64})")


@dataclass
class Promises:
    """What permalinks.txt and redirects.txt say. faults are file, line, message, mend."""

    published: list[str] = field(default_factory=list)
    redirects: dict[str, tuple[str, int]] = field(default_factory=dict)
    """From a gone address to where it leads, and the line that says so."""
    faults: list[tuple[str, int, str, str]] = field(default_factory=list)


def seal(addresses: list[str]) -> str:
    """The last line of permalinks.txt."""
    return f"# {len(addresses)} addresses, sha256 {hashlib.sha256(chr(10).join(addresses).encode()).hexdigest()}"


def read_promises(root: Path) -> Promises:
    """Read both files; a missing one promises nothing. Malformed lines become faults."""
    promises = Promises()
    lines = _lines(root / PERMALINKS)
    promises.published = [line for line in lines if line and not line.startswith("#")]
    if promises.published and (not lines or lines[-1] != seal(promises.published)):
        promises.faults.append((PERMALINKS, len(lines), "this file was changed by hand", "take it back as it was: git checkout permalinks.txt; only companion permalinks writes it"))
    for number, line in enumerate(_lines(root / REDIRECTS), 1):
        if not line or line.startswith("#"):
            continue
        parts = line.split()
        if len(parts) != 2 or not all(_ADDRESS.fullmatch(part) for part in parts):
            promises.faults.append((REDIRECTS, number, f"“{line}” is not two addresses of this site", "write /old/address/ /new/address/"))
        elif parts[0] in promises.redirects:
            promises.faults.append((REDIRECTS, number, f"{parts[0]} is redirected at line {promises.redirects[parts[0]][1]} already", "keep one of the two"))
        else:
            promises.redirects[parts[0]] = (parts[1], number)
    return promises


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def write_permalinks(root: Path, offered: set[str]) -> list[str]:
    """Append what is offered and was not yet published; gives the new addresses."""
    published = read_promises(root).published
    new = sorted(offered - set(published))
    everything = published + new
    head = "# Every address and anchor ever published. Only grows; written by companion permalinks, never by hand.\n"
    (root / PERMALINKS).write_text(head + "\n".join([*everything, seal(everything)]) + "\n", encoding="utf-8")
    return new


def lost(promises: Promises, offered: set[str]) -> Iterator[tuple[int, str]]:
    """Line and address of every published address that neither stands nor is redirected in one hop to one that stands.

    An anchor is also kept by a redirect of its page, if that page has the anchor or the anchor is redirected itself.
    """
    for number, published in enumerate(promises.published, 2):
        if published not in offered and not _resolved(published, promises, offered):
            yield number, published


def _resolved(published: str, promises: Promises, offered: set[str]) -> bool:
    if published in promises.redirects:
        return promises.redirects[published][0] in offered
    page, mark, anchor = published.partition("#")
    return bool(mark) and page in promises.redirects and promises.redirects[page][0] + mark + anchor in offered


def broken_redirects(promises: Promises, offered: set[str]) -> Iterator[tuple[int, str, str]]:
    """Line, message and mend of redirects that chain, circle, lead nowhere, or hide something that stands."""
    for old, (new, line) in promises.redirects.items():
        if old in offered:
            yield line, f"{old} still stands; the redirect would hide it", "remove the redirect"
        elif new in promises.redirects:
            last = _follow(new, promises)
            yield line, f"{old} leads to {new}, which is redirected itself", f"write {old} {last}" if last else "break the circle: name an address that stands"
        elif new not in offered:
            yield line, f"{old} leads to {new}, which does not stand", "name an address that stands"


def _follow(start: str, promises: Promises) -> str | None:
    seen = set()
    while start in promises.redirects:
        if start in seen:
            return None
        seen.add(start)
        start = promises.redirects[start][0]
    return start


def stubs(promises: Promises) -> Iterator[tuple[str, str]]:
    """Path below the built site, and HTML, of a page for every address whose page is gone."""
    pages = {old: new for old, (new, _) in promises.redirects.items() if "#" not in old}
    for old, new in pages.items():
        anchors = {o.partition("#")[2]: _relative(old, n) for o, (n, _) in promises.redirects.items() if o.startswith(old + "#")}
        target = _relative(old, new)
        yield old.strip("/") + "/index.html", _stub(target, anchors)


def _relative(old: str, new: str) -> str:
    page, mark, anchor = new.partition("#")
    return posixpath.relpath(page, old) + "/" + mark + anchor


def _stub(target: str, anchors: dict[str, str]) -> str:
    shown = html.escape(target)
    table = json.dumps(anchors).replace("<", "\\u003c")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>This page has moved</title>\n'
        f'<meta name="description" content="This page has moved."><meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{shown}">\n'
        f"<script>const a={table},h=decodeURIComponent(location.hash.slice(1));"
        f"location.replace(a[h]||{json.dumps(target)}+(h?'#'+h:''))</script>\n"
        f'<noscript><meta http-equiv="refresh" content="0; url={shown}"></noscript></head>\n'
        f'<body><h1>This page has moved</h1><p><a href="{shown}">Go to where it is now</a></p></body></html>\n'
    )


def moved_anchors(path: str, promises: Promises) -> dict[str, str]:
    """For a page that stands: its gone anchors, each with where it leads as seen from the page."""
    here = address(path)
    return {old.partition("#")[2]: "#" + new.partition("#")[2] if new.startswith(here + "#") else _relative(here, new)
            for old, (new, _) in promises.redirects.items() if old.startswith(here + "#")}
