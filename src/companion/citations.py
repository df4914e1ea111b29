"""Sources and citations: the bibliography read with its line numbers, citations found in text, references written out.

mkdocs-bibtex stays the reader: its citation classes parse `[see @key, locator; @other]`, and its registry, with pybtex, parses
the .bib files. What is added here is what a check needs (lines, duplicates, several problems at once) and a rendering in
author–year style.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markdown.extensions.toc import slugify
from mkdocs_bibtex.citation import Citation as BibtexCitation
from mkdocs_bibtex.citation import CitationBlock
from mkdocs_bibtex.registry import ReferenceRegistry
from pybtex.database import BibliographyDataError, Entry, Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ENTRY_START = re.compile(r"^[ \t]*@(?P<type>\w+)\s*[{(]\s*(?P<key>[^\s,]*)", re.M)
_NO_ENTRY = {"comment", "preamble", "string"}


@dataclass(frozen=True)
class Citation:
    """A pointer to one source: its key, the words before it, and the locator after the comma."""

    key: str
    prefix: str = ""
    locator: str = ""


@dataclass
class Source:
    """An entry of the bibliography and where it stands."""

    key: str
    entry: Entry
    file: str
    line: int
    letter: str = ""
    """Tells apart the sources of one author and year: a, b, c …"""

    def field(self, name: str) -> str:
        """The field as plain text, without LaTeX markup; empty if it is not there."""
        return plain(self.entry.fields.get(name, ""))

    @cached_property
    def authors(self) -> list[Person]:
        """The authors, or else the editors, without BibTeX's "others"."""
        persons = self.entry.persons.get("author") or self.entry.persons.get("editor") or []
        return [p for p in persons if str(p) != "others"]

    @cached_property
    def and_others(self) -> bool:
        """Does the list of authors go on?"""
        persons = self.entry.persons.get("author") or self.entry.persons.get("editor") or []
        return any(str(p) == "others" for p in persons)

    @cached_property
    def year(self) -> str:
        """Year of publication, from `date` or `year`; "n.d." if neither is there."""
        return (self.field("date") or self.field("year"))[:4] or "n.d."

    @cached_property
    def label(self) -> str:
        """Author and year as the text shows them: "Kaplan et al. 2020"."""
        names = [surname(p) for p in self.authors]
        if not names:
            who = self.field("title")
        elif len(names) > 2 or self.and_others:
            who = f"{names[0]} et al."
        else:
            who = " and ".join(names)
        return f"{who} {self.year}{self.letter}"

    @cached_property
    def sort_key(self) -> tuple[str, str, str]:
        """Order on a page: by name, then year, then title."""
        first = surname(self.authors[0]) if self.authors else self.field("title")
        return unicodedata.normalize("NFKD", first).casefold(), self.year, self.field("title").casefold()

    @cached_property
    def address(self) -> str:
        """Where the source can be read: its DOI, address or arXiv page; empty if it has none."""
        if self.field("doi"):
            return "https://doi.org/" + self.field("doi")
        if self.url:
            return self.url
        if self.field("archiveprefix").lower() == "arxiv" or self.field("eprint"):
            return "https://arxiv.org/abs/" + self.field("eprint")
        return ""

    @cached_property
    def url(self) -> str:
        """The field url without LaTeX markup; empty if it is not there."""
        return re.sub(r"\\url|[{}]|\\(?=[_%&#~])", "", self.entry.fields.get("url", "")).strip()

    @cached_property
    def title(self) -> str:
        """The title as plain text."""
        return self.field("title")


def surname(person: Person) -> str:
    """A person's family name with its particle; an organisation's whole name."""
    return plain(" ".join(person.prelast_names + person.last_names))


def full_name(person: Person) -> str:
    """Given name first: "Geoffrey E. Hinton"."""
    parts = person.first_names + person.middle_names + person.prelast_names + person.last_names + person.lineage_names
    return plain(" ".join(parts))


UNFILLED = re.compile(r"fill-(?:surname|year|word)")
"""What stands in a proposed key for what is not known."""


def proposed_key(who: str, what: str, year: str, taken: Container[str] = ()) -> str:
    """A key in the project's pattern, kaplan2020scaling, that is not taken."""
    name = re.sub(r"[^a-z0-9]", "", slugify(who, "")) or "fill-surname"
    when = year if re.fullmatch(r"\d{4}", year) else "-nd-" if year == "n.d." else "fill-year"
    words = [w for w in slugify(what, " ").split() if w.isalpha() and w not in ("a", "an", "the")]
    key = f"{name}{when}{(words or ['fill-word'])[0]}"
    return next(k for k in (key, *(f"{key}{n}" for n in range(2, 1000))) if k not in taken)


def plain(value: str) -> str:
    """LaTeX as BibTeX has it, turned into plain text: accents, dashes, quotation marks, no braces."""
    if not value:
        return ""
    text = value.replace("\\url", "").replace("~", " ")
    if "\\" in text or "{" in text:
        text = str(Text.from_latex(text))
    text = text.replace("\\$", "$").replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return " ".join(text.split())


@dataclass
class BibliographyFault:
    """What is wrong with a .bib file, before any rule: file, line, message, mend."""

    file: str
    line: int
    message: str
    mend: str


@dataclass
class Bibliography:
    """All sources by key, and the faults met while reading."""

    sources: dict[str, Source] = field(default_factory=dict)
    faults: list[BibliographyFault] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        return key in self.sources

    def __getitem__(self, key: str) -> Source:
        return self.sources[key]


def read_bibliography(folder: Path, root: Path) -> Bibliography:
    """Read every .bib file below folder; never raises for what the files hold, but lists it in `faults`.

    A file is parsed entry by entry, so that one broken entry hides neither the others nor its own line.
    """
    bibliography = Bibliography()
    for path in sorted(folder.rglob("*.bib")):
        name = path.relative_to(root).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            bibliography.faults.append(BibliographyFault(name, line, "this file is not UTF-8", "save it as UTF-8"))
            continue
        for line, key, body in _entries(text):
            _read_entry(bibliography, name, line, key, body)
    _tell_apart(bibliography.sources.values())
    return bibliography


def _tell_apart(sources: Iterable[Source]) -> None:
    """Give letters to sources whose labels are the same, in order of date and key."""
    alike: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda s: (s.field("date") or s.year, s.key)):
        alike.setdefault(source.label, []).append(source)
    for same in alike.values():
        for source, letter in zip(same, "abcdefghijklmnopqrstuvwxyz" if len(same) > 1 else ""):  # noqa: B905 (26 are enough)
            source.letter = letter
            del source.__dict__["label"]


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, key and text of each entry."""
    starts = [m for m in _ENTRY_START.finditer(text) if m["type"].lower() not in _NO_ENTRY]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    for match, end in zip(starts, ends):  # noqa: B905 (without entries there is one end and no start)
        yield text.count("\n", 0, match.start()) + 1, match["key"], text[match.start() : end]


def _read_entry(bibliography: Bibliography, file: str, line: int, key: str, body: str) -> None:
    def fault(message: str, mend: str, at: int = line) -> None:
        bibliography.faults.append(BibliographyFault(file, at, message, mend))

    if not KEY.fullmatch(key):
        fault(f"the key “{key}” cannot be cited", "use lower-case letters, digits, - and _, for example kaplan2020scaling")
        return
    first = bibliography.sources.get(key)
    if first is not None:
        fault(f"the key {key} is already at {first.file}:{first.line}", "remove one of the two, or give this one another key")
        return
    try:
        entries = Parser().parse_string(body).entries
    except BibliographyDataError as error:
        fault(str(error), "each field may stand once, and a name is “Surname, Given”")
        return
    except PybtexError as error:
        at = line + max(0, getattr(error, "lineno", 1) - 1)
        fault(f"the entry {key} cannot be read: {_reason(error)}", "close every brace and put a comma after every field", at)
        return
    if key not in entries:
        fault(f"the entry {key} cannot be read", "close every brace and put a comma after every field")
        return
    bibliography.sources[key] = Source(key, entries[key], file, line)


def _reason(error: PybtexError) -> str:
    text = str(error).splitlines()[0]
    return re.sub(r"^syntax error in line \d+: ", "", text)


class Registry(ReferenceRegistry):
    """mkdocs-bibtex's registry over our bibliography: it leaves citations as they are, for the Markdown extension to render.

    mkdocs-bibtex rewrites text, also inside code; a Markdown extension sees the parsed page. Source of the method: the
    registry interface of mkdocs-bibtex 4.
    """

    def __init__(self, bibliography: Bibliography) -> None:
        self.bibliography = bibliography
        self.footnote_format = "{key}"

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Nothing: the rules have read every citation before."""

    def validate_inline_references(self, inline_references: list) -> set:
        """None are used."""
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        """The citation as it stands in the text."""
        return str(citation_block)

    def reference_text(self, citation: BibtexCitation) -> str:
        """No footnotes: an empty text."""
        return ""


def parse_citations(body: str) -> list[Citation]:
    """The citations inside one pair of brackets, as mkdocs-bibtex reads them: "see @a, p. 3; @b"."""
    return [
        Citation(c.key, " ".join(c.prefix.split()), " ".join(c.suffix.split()))
        for c in BibtexCitation.from_markdown(" ".join(body.split()))
    ]


def reference_html(source: Source, most: int = 1000) -> str:
    """The full reference: authors (at most so many are named), year, linked title, container, identifier. Author–year style, in HTML."""
    names = [full_name(p) for p in source.authors[:most]]
    if source.and_others or len(source.authors) > most:
        names.append("others")
    who = _join(names)
    when = _date(source)
    if source.letter:
        when = f"{when}{source.letter}" if when == source.year else f"{when}, here {source.year}{source.letter}"
    parts = [f"{html.escape(who)} ({when})." if who else f"({when})."]
    title = f"<cite>{html.escape(source.title)}</cite>"
    if source.address:
        title = f'<a href="{html.escape(source.address)}">{title}</a>'
    parts.append(title if source.title.endswith(("?", "!", ".")) else title + ".")
    container = _container(source)
    if container:
        parts.append(html.escape(container) + ".")
    identifier = _identifier(source)
    if identifier:
        parts.append(html.escape(identifier) + ".")
    return " ".join(parts)


def _join(names: list[str]) -> str:
    if len(names) > 2:
        return ", ".join(names[:-1]) + " and " + names[-1]
    return " and ".join(names)


_MONTHS = "January February March April May June July August September October November December".split()


def _date(source: Source) -> str:
    return spelled_date(source.field("date")) or source.year


def spelled_date(date: str) -> str:
    """2021-03-09 as "9 March 2021", 2021-03 as "March 2021"; empty for anything else."""
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", date):
        year, month, day = match.groups()
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"
    return ""


def _container(source: Source) -> str:
    """Journal, book or site, with volume and pages; the publisher if it is somebody else."""
    f = source.field
    if f("journal"):
        volume = f("volume") + (f"({f('number')})" if f("number") else "")
        return ", ".join(filter(None, [f("journal"), volume, f("pages")]))
    if f("booktitle"):
        return ", ".join(filter(None, ["In " + f("booktitle"), f("pages")]))
    return f("howpublished") or f("institution") or f("school") or f("publisher")


def _identifier(source: Source) -> str:
    if source.field("doi"):
        return "doi:" + source.field("doi")
    if source.field("eprint"):
        return "arXiv:" + source.field("eprint")
    return ""
