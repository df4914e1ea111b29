"""Pages to begin from: `companion new KIND NAME` writes new/KIND.md with its name; each blank says what belongs there."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path
from string import Template

import yaml
from markdown.extensions.toc import slugify

from .permalinks import read_promises
from .problems import count
from .site import Site
from .tags import address
from .text import BLANK

TEMPLATES = Path(__file__).parent / "new"
LONGEST = 60  # characters of the last part of an address
_NAME = re.compile(r"[^\W_](?:[^\W_]|[ .,'’&()+–:?!%-])*(?<![ .,:!])")
_FOLDERS = {"chapter": "chapters/", "claim": "claims/", "person": "people/", "picture": "pictures/", "term": "glossary.md#"}
_THEN = {
    "chapter": "name it in mkdocs.yml under nav: - $path\nlink it in docs/chapters/index.md: - [$name]($slug.md): what it is about",
    "claim": "link it in its chapter: [$tag](../$path)\nif it is a forecast, add horizon, resolves_when, review_by and status",
    "person": "link it in docs/people/index.md: - [$name]($slug.md): who this is\nlink it where a page first names $name: the check says where",
    "picture": "name it in docs/pictures/index.md\nshow it on a page, by a link that is a paragraph of its own: [$name](../$path)",
    "term": "link it where a chapter first uses it, [$name](../$path): the check says where",
}


class Refused(ValueError):
    """What was asked for cannot be made; the text is one line that says why and what to do."""


def new_page(root: Path, kind: str, name: str) -> str:
    """Write the page, or the entry of the glossary, and say which blanks it has and what else to do. Raises Refused."""
    if kind not in _FOLDERS:
        raise Refused(f'there is no kind {kind!r:.50}: take {", ".join(_FOLDERS)} or source, as in make new KIND=person NAME="Jane Doe"')
    if not (root / "docs").is_dir():
        raise Refused(f"there is no docs/ in {root}: run this in the project's top folder")
    name = unicodedata.normalize("NFC", name.strip())
    slug, site = _slug(name), Site.parse(root)
    tag = f"C{_next_tag(site)}" if kind == "claim" else ""
    path = _FOLDERS[kind] + (f"{tag.lower()}-{slug}.md" if tag else slug if kind == "term" else f"{slug}.md")
    file, _, fragment = path.partition("#")
    taken = [p.file for p in site.kind(kind) if slugify(p.title, "-") == slug]
    taken += [f"docs/{file}"] if not fragment and (root / "docs" / file).exists() else []
    if taken:
        raise Refused(f"{taken[0]} is there already: edit it, or take another name")
    title = yaml.safe_dump(name, allow_unicode=True, width=1000).removesuffix("...\n").strip()
    values = {"name": name, "title": title, "slug": slug, "tag": tag, "path": path, "today": datetime.date.today()}
    text = Template((TEMPLATES / f"{kind}.md").read_text(encoding="utf-8")).substitute(values)
    before, text, after = _in_glossary(site, name, slug, text) if fragment else ("", text, "")
    (root / "docs" / file).parent.mkdir(exist_ok=True)
    with (root / "docs" / file).open("w" if fragment else "x", encoding="utf-8") as new:
        new.write(before + text + after)
    return filled_in(f"docs/{file}", before, text, Template(_THEN[kind]).substitute(values).split("\n"))


def _slug(name: str) -> str:
    """The last part of the address. Raises Refused for a name that gives none, or a bad one."""
    shown = repr(name if len(name) <= 50 else name[:50] + "…")
    if not _NAME.fullmatch(name):
        raise Refused(f"{shown} is not a name: write letters, digits, spaces and , . : ! ? ' & ( ) + - – %, with a letter or digit first and no , . : ! last")
    foreign = "".join(c for c in name if c.isalnum() and not slugify(c, "-"))
    if foreign:
        raise Refused(f"{shown} has letters that an address cannot have ({foreign}): write it in a to z; the page's title can have them later")
    slug = slugify(name, "-").strip("-")
    if len(slug) > LONGEST:
        raise Refused(f"{shown} gives an address of {len(slug)} characters, and {LONGEST} are the most: take a short name; the title can be longer")
    return slug


def _next_tag(site: Site) -> int:
    """One more than the highest tag that stands or was ever published."""
    addresses = [address(p) for p in site.pages] + read_promises(site.root).published
    return 1 + max((int(m[1]) for a in addresses if (m := re.match(r"/c/(\d+)/", a))), default=0)


def _in_glossary(site: Site, name: str, slug: str, entry: str) -> tuple[str, str, str]:
    """The new entry, with its letter if that is new, between what stands before and after it in the glossary."""
    page = site.pages.get("glossary.md")
    if page is None:
        raise Refused("docs/glossary.md cannot be read, so that there is no place for a term")
    same = [h for h in page.headings if h.id == slug or h.text.casefold() == name.casefold()]
    if same:
        raise Refused(f"{page.file}:{same[0].line} has {same[0].text} already: edit it, or take another name")
    letters = {h.text: h.id for h in page.headings if h.level == 2 and len(h.text) == 1}
    places = [((h.text[:1].upper(), h.text.casefold() if h.level == 3 else ""), h.offset) for h in page.headings if h.level == 3 or h.text in letters]
    letter = slug[0].upper()
    at = next((offset for place, offset in places if place > (letter, name.casefold())), len(page.text))
    if letters and letter not in letters:
        entry = f"## {letter} {{#{next(iter(letters.values()))[:-1]}{letter.lower()}}}\n\n{entry}"
    return page.text[:at].rstrip("\n") + "\n\n", entry, "\n" + page.text[at:] if page.text[at:] else ""


def filled_in(file: str, before: str, written: str, then: list[str]) -> str:
    """What to print of text that was written below other text: each blank with its line, and what else to do."""
    lines = [(n, line.strip()) for n, line in enumerate(written.split("\n"), before.count("\n") + 1) if BLANK.search(line)]
    shown = [f"  {file}:{n}  {line.replace('<FILL: ', '<')}" for n, line in lines]
    return "\n".join([f"{file}: fill {count(len(lines), 'blank')}, each from < to >", *shown, "then", *(f"  {step}" for step in [*then, "make check"])])
