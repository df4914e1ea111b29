"""Tags of claims: "C14" on the page docs/claims/c14-short-name.md, served at /c/14/."""

from __future__ import annotations

import re

_FILE = re.compile(r"claims/c(?P<number>[1-9]\d*)(?:-[a-z0-9-]+)?\.md")


def tag_number(path: str) -> int | None:
    """The number in the name of a claim's file; None for any other page."""
    match = _FILE.fullmatch(path)
    return int(match["number"]) if match else None


def address(path: str) -> str:
    """Where a page below docs/ is served, from the top of the site: "/chapters/x/", "/c/14/", "/" for the front door.

    A built folder, such as "q/5-00/", is its own address.
    """
    number = tag_number(path)
    if number is not None:
        return f"/c/{number}/"
    stem = re.sub(r"(^|/)index$", "", path.removesuffix(".md").rstrip("/"))
    return f"/{stem}/" if stem else "/"
