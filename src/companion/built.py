"""The built site as data: every page parsed once, for the rules that look at what readers get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

_LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
}
_NOT_LOADED = {"canonical", "edit", "prev", "next", "alternate", "license", "author", "cite-as"}
_STYLE_URL = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?P<address>[^\"')\s]+)")


@dataclass(frozen=True)
class Use:
    """An address in a built page: what it is (a tag), where it stands, and whether the browser loads it by itself."""

    address: str
    tag: str
    line: int
    loads: bool


class BuiltPage:
    """One HTML page: path is relative to the site's folder.

    The tree is parsed when it is asked for and not kept, since the trees of a thousand pages fill the memory; what rules need
    is read off it once.
    """

    def __init__(self, path: str, file: Path) -> None:
        self.path = path
        self.file = file

    @property
    def tree(self) -> lxml_html.HtmlElement:
        """The page, parsed anew."""
        return lxml_html.fromstring(self.file.read_bytes())

    @cached_property
    def facts(self) -> "Facts":
        """What the rules ask about, read off the tree in one go."""
        tree = self.tree
        return Facts(
            ids=[(e.get("id"), e.sourceline or 0) for e in tree.iter() if isinstance(e.tag, str) and e.get("id")],
            uses=list(_uses(tree)),
            text=" ".join(" ".join(t for a in tree.xpath("//article") or [tree] for t in _texts(a)).split()),
            title="".join(tree.xpath("//title/text()")).strip(),
            description="".join(tree.xpath("//meta[@name='description']/@content")).strip(),
            language=tree.get("lang") or "",
            first_headings=len(tree.xpath("//h1")),
            silent_images=[(i.get("src") or "", i.sourceline or 0) for i in tree.xpath("//img[not(@alt)]")],
            canonical="".join(tree.xpath("//link[@rel='canonical']/@href")[:1]),
        )


@dataclass(frozen=True)
class Facts:
    """What is read off a page: ids and uses with their lines, the readable text of the article, and what unfurls."""

    ids: list[tuple[str, int]]
    uses: list[Use]
    text: str
    title: str
    description: str
    language: str
    first_headings: int
    silent_images: list[tuple[str, int]]
    canonical: str


def _uses(tree: lxml_html.HtmlElement) -> Iterator[Use]:
    """Every address that the page links or loads."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline or 0
        if element.tag == "a" and element.get("href") is not None:
            yield Use(element.get("href"), "a", line, False)
        if element.tag == "meta" and element.get("property") == "og:image":
            yield Use(element.get("content") or "", "meta", line, False)
        for attribute in _LOADING.get(element.tag, ()):
            for address in _addresses(element.get(attribute), attribute):
                loads = not (element.tag == "link" and set((element.get("rel") or "").split()) & _NOT_LOADED)
                yield Use(address, element.tag, line, loads)
        style = element.text if element.tag == "style" else element.get("style")
        yield from (Use(address, "style", line, True) for address in _style_addresses(style))


def _addresses(value: str | None, attribute: str) -> Iterator[str]:
    if value is None:
        return
    if attribute == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.split())
    else:
        yield value


def _style_addresses(text: str | None) -> Iterator[str]:
    for match in _STYLE_URL.finditer(text or ""):
        yield match["address"]


def _texts(element: lxml_html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in {"code", "pre", "script", "style", "svg"}:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


@dataclass
class BuiltSite:
    """All built pages, and all files beside them."""

    folder: Path
    pages: dict[str, BuiltPage] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    styles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "BuiltSite":
        """Parse every .html file below folder, and read every stylesheet."""
        site = cls(folder)
        for path in sorted(folder.rglob("*")):
            if path.is_dir():
                continue
            name = path.relative_to(folder).as_posix()
            site.files.add(name)
            if path.suffix == ".html":
                site.pages[name] = BuiltPage(name, path)
            elif path.suffix == ".css":
                site.styles[name] = path.read_text(encoding="utf-8")
        return site

    @cached_property
    def base(self) -> str:
        """The address under which the site is served, from the canonical link of its pages; empty if none has one."""
        return self.pages["index.html"].facts.canonical if "index.html" in self.pages else ""

    def local(self, page: str, address: str) -> tuple[str, str] | None:
        """The file below the site's folder and the fragment that an address leads to; None if it leads elsewhere."""
        if self.base and address.startswith(self.base):
            address = "/" + address[len(self.base) :]
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return page, fragment
        start = PurePosixPath("/") if path.startswith("/") else PurePosixPath("/" + page).parent
        if path.startswith("/") and self.base:
            prefix = urlsplit(self.base).path
            path = "/" + path.removeprefix(prefix)
        whole = _normal(start / path.lstrip("/") if path.startswith("/") else start / path)
        if path.endswith("/") or whole == "" or f"{whole}/index.html" in self.pages:
            whole = f"{whole}/index.html".lstrip("/")
        return whole, fragment


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("/", "."):
            parts.append(part)
    return "/".join(parts)
