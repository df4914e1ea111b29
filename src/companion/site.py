"""The site as data, parsed once: pages with their headings, links and citations, the bibliography, who mentions whom.

No rule reads a file: what a rule needs is here.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml
from markdown.extensions.toc import slugify

from .citations import Bibliography, Citation, parse_citations, read_bibliography
from .fingerprint import Fingerprint, FingerprintError, from_bytes
from .lock import FAILED, LOCKED, LockEntry, LockError, locked_entry, proof, read_lock
from .moments import format_moment
from .permalinks import Promises, read_promises
from .pictures import Picture, read_picture
from .proofs import Verdict, verdict_by_fingerprint
from .quotations import BLOCK, Quotation, find_quotations
from .recording import Recording, RecordingError, read_recording
from .speech import Speech, SpeechError, read_speech
from .tags import address
from .text import CITATION, FRONT_MATTER, LINK, Places, plain_sentence, prose

_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<body>[^{}]*)\}[ \t]*$")
_ID = re.compile(r"#([^\s}#]+)")
_REFERENCE_LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\]\[(?P<label>[^\[\]]*)\]")
_SPACED_LINK = re.compile(r"\[(?P<text>[^\[\]@^]+)\][ \t]+\((?P<target>[^\s()]+\.md(?:#[^\s()]*)?|https?://[^\s()]+)\)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\]^][^\]]*)\]:[ \t]+(?P<target>\S+)", re.M)
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<definition>:(?=[ \t\n]))?")
_HTML_ID = re.compile(r"<[a-zA-Z][^>]*?\sid=[\"'](?P<id>[^\"']+)[\"']")
_HTML_LINK = re.compile(r"<(?P<tag>[a-zA-Z]+)[^>]*?\s(?P<attribute>href|src)=[\"'](?P<target>[^\"']*)[\"']")
_SPAN_ID = re.compile(r"\{:?[ ]*(?:[^{}\n]*\s)?#(?P<id>[^\s{}]+)[^{}\n]*\}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INLINE_MARKUP = re.compile(r"[*_`]")


@dataclass(frozen=True)
class Heading:
    """A heading: level 1–6, its plain text, its id, and whether the id is written out."""

    level: int
    text: str
    id: str
    explicit: bool
    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Link:
    """A link or image of the Markdown source, with its place."""

    text: str
    target: str
    line: int
    column: int
    image: bool = False
    raw_html: bool = False


@dataclass(frozen=True)
class CitationGroup:
    """One pair of citation brackets: the sources cited, and its place."""

    raw: str
    citations: tuple[Citation, ...]
    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Mention:
    """A sentence on a page that links or cites something; text is plain."""

    page: "Page"
    line: int
    sentence: str


@dataclass(frozen=True)
class Checked:
    """A quotation of the recording on a page, with what is known about it.

    proof is locked, pending or failed; verdict is the fingerprint's; speaker is the lock's, or else the fingerprint's; named is
    whom the page's sentence names as the speaker, if it names exactly one.
    """

    page: "Page"
    quotation: Quotation
    proof: str
    verdict: Verdict
    speaker: str
    named: str | None


class Page:
    """One Markdown page. path is relative to docs/, file to the project's top folder."""

    def __init__(self, path: str, file: str, text: str) -> None:
        self.path = path
        self.file = file
        self.text = text
        self.fault: tuple[int, str, str] | None = None
        """What kept the page from being read: line, message, mend."""
        self.front_matter: dict[str, Any] = {}
        self.key_lines: dict[str, int] = {}
        """Line of each key of the front matter."""
        self.has_front_matter = False
        self.body_offset = 0
        self._read_front_matter()
        self.places = Places(text)

    def __repr__(self) -> str:
        return f"Page({self.path!r})"

    @property
    def kind(self) -> str:
        """chapter, claim, person, picture, glossary, index or page, by where the file stands."""
        folder, _, name = self.path.rpartition("/")
        if name == "index.md":
            return "index"
        if self.path == "glossary.md":
            return "glossary"
        return {"chapters": "chapter", "claims": "claim", "people": "person", "pictures": "picture"}.get(folder, "page")

    @property
    def title(self) -> str:
        """The title of the front matter, or else the first heading."""
        return str(self.front_matter.get("title") or next((h.text for h in self.headings), self.path))

    def _read_front_matter(self) -> None:
        match = FRONT_MATTER.match(self.text)
        if not match:
            if self.text.startswith("---"):
                self.fault = (1, "the front matter does not end", "close it with a line of three dashes")
            return
        self.has_front_matter = True
        self.body_offset = match.end()
        loader = _LOADER(match[1])
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            problem = getattr(error, "problem", None) or "it cannot be read"
            self.fault = (line, f"the front matter is not YAML: {problem}", "put text with a colon or a # in quotation marks, and indent with spaces")
            return
        if data is None:
            return
        if not isinstance(data, dict):
            self.fault = (1, "the front matter is not a list of keys", "write one key: value a line")
            return
        self.front_matter = {str(k): v for k, v in data.items()}
        self.key_lines = {str(k.value): k.start_mark.line + 2 for k, _ in node.value}

    @cached_property
    def prose(self) -> str:
        """The text with front matter, code and comments blanked out; offsets are those of the text."""
        head = re.sub(r"[^\n]", " ", self.text[: self.body_offset])
        return head + prose(self.text[self.body_offset :])

    @cached_property
    def headings(self) -> list[Heading]:
        """All headings, with the id that the build gives them."""
        found: list[Heading] = []
        used: set[str] = set()
        for match in _HEADING.finditer(self.prose):
            original = self.text[match.start("text") : match.end("text")]
            attributes = _ATTRIBUTES.search(original)
            explicit = _ID.search(attributes["body"]) if attributes else None
            text = _INLINE_MARKUP.sub("", _ATTRIBUTES.sub("", original)).strip()
            text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
            name = explicit[1] if explicit else _unique(slugify(text, "-"), used)
            used.add(name)
            line, column = self.place(match.start())
            found.append(Heading(len(match["marks"]), text, name, bool(explicit), line, column, match.start()))
        return found

    @cached_property
    def ids(self) -> list[tuple[str, int]]:
        """Every id that the page defines, with its line; an id defined twice stands twice."""
        found = [(h.id, h.line) for h in self.headings]
        heading_lines = {h.line for h in self.headings}
        for pattern in (_HTML_ID, _SPAN_ID):
            for match in pattern.finditer(self.prose):
                line = self.places.line(match.start())
                if pattern is _HTML_ID or line not in heading_lines:
                    found.append((match["id"], line))
        return found

    @cached_property
    def links(self) -> list[Link]:
        """Links and images: inline, by reference, and in raw HTML."""
        definitions = {m["label"].casefold(): m["target"] for m in _DEFINITION.finditer(self.prose)}
        found = []
        for match in LINK.finditer(self.prose):
            target = match["target"].strip().removeprefix("<").removesuffix(">")
            found.append(self._link(match, target, bool(match["image"])))
        for match in _REFERENCE_LINK.finditer(self.prose):
            label = (match["label"] or match["text"]).casefold()
            if label in definitions:
                found.append(self._link(match, definitions[label], bool(match["image"])))
        for match in _HTML_LINK.finditer(self.prose):
            line, column = self.place(match.start())
            image = match["attribute"] == "src"
            found.append(Link("", match["target"], line, column, image, raw_html=True))
        return sorted(found, key=lambda link: (link.line, link.column))

    def _link(self, match: re.Match[str], target: str, image: bool) -> Link:
        line, column = self.place(match.start())
        return Link(self.text[match.start("text") : match.end("text")], target, line, column, image)

    @cached_property
    def undefined_references(self) -> list[tuple[str, int, int]]:
        """`[text][label]` without a definition, and `[text] (address)`: both would show as they stand."""
        definitions = {m["label"].casefold() for m in _DEFINITION.finditer(self.prose)}
        found = []
        for match in _REFERENCE_LINK.finditer(self.prose):
            if match["text"].startswith("^") or "@" in match["text"] or match["label"].startswith(("^", "@")):
                continue
            if (match["label"] or match["text"]).casefold() not in definitions:
                found.append((match[0], *self.place(match.start())))
        found.extend((m[0], *self.place(m.start())) for m in _SPACED_LINK.finditer(self.prose))
        return found

    @cached_property
    def footnotes(self) -> tuple[dict[str, int], dict[str, list[int]]]:
        """Footnote marks and definitions: label to first line, and label to the lines of its definitions."""
        marks: dict[str, int] = {}
        definitions: dict[str, list[int]] = defaultdict(list)
        for match in _FOOTNOTE.finditer(self.prose):
            line = self.places.line(match.start())
            at_start = self.places.column(match.start()) == 1
            if match["definition"] and at_start:
                definitions[match["label"]].append(line)
            else:
                marks.setdefault(match["label"], line)
        return marks, dict(definitions)

    @cached_property
    def citations(self) -> list[CitationGroup]:
        """Every pair of citation brackets, in order."""
        found = []
        for match in CITATION.finditer(self.prose):
            line, column = self.place(match.start())
            found.append(CitationGroup(match[0], tuple(parse_citations(match["body"])), line, column, match.start()))
        return found

    @cached_property
    def words(self) -> int:
        """Words of running text: no front matter, code, comments, citations or link targets."""
        text = CITATION.sub(" ", self.prose)
        text = LINK.sub(lambda m: m["text"], text)
        text = re.sub(r"\{:?[^{}\n]*\}|<[^<>]*>", " ", text)
        return len(re.findall(r"\w[\w'’-]*", text))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        return self.places.line(offset), self.places.column(offset)

    def sentence(self, line: int) -> str:
        """The plain text of a line; with one sentence a line, this is the sentence."""
        source = self.text.split("\n")[line - 1]
        return plain_sentence(source)


def _unique(name: str, used: set[str]) -> str:
    candidate, number = name or "section", 0
    while candidate in used:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def is_external(target: str) -> bool:
    """Does the address leave the site (a scheme or //host)?"""
    return bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", target))


@dataclass(eq=False)
class Site:
    """Everything that a rule or the build may ask. root is the project's top folder."""

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    bibliography: Bibliography = field(default_factory=Bibliography)
    recording: Recording | None = None
    recording_fault: tuple[str, str] | None = None
    files: set[str] = field(default_factory=set)
    """Every file below docs/ that is not a page, relative to docs/."""
    unreadable: list[tuple[str, str, str]] = field(default_factory=list)
    """File, message and mend of each page that could not be read as text."""
    promises: Promises = field(default_factory=Promises)
    strange: list[tuple[str, str, str]] = field(default_factory=list)
    """File, message and mend of what stands in docs/ and is no page."""
    site_url: str = ""
    fingerprint: Fingerprint | None = None
    lock: list[LockEntry] = field(default_factory=list)
    speech: Speech = field(default_factory=dict)
    """Who speaks when; empty if there is no such file."""
    proof_faults: list[tuple[str, int, str, str]] = field(default_factory=list)
    """File, line, message and mend of a fingerprint, lock or table of turns that cannot be read."""

    @classmethod
    def parse(cls, root: Path, site_url: str = "") -> "Site":
        """Read docs/, bib/ and recording/ below root. Never raises for what they hold: faults are data for the rules."""
        site = cls(root=root, site_url=site_url)
        docs = root / "docs"
        for path in sorted(docs.rglob("*")):
            name = path.relative_to(docs).as_posix()
            if any(part.startswith(".") for part in name.split("/")) or site._is_strange(path, name, docs) or path.is_dir():
                continue
            if path.suffix != ".md":
                site.files.add(name)
                continue
            site._read_page(path, name)
        site.bibliography = read_bibliography(root / "bib", root)
        try:
            site.recording = read_recording(root / "recording" / "recording.yml")
        except RecordingError as error:
            site.recording_fault = (error.message, error.mend)
        site._read_proofs()
        site.promises = read_promises(root)
        return site

    def _read_proofs(self) -> None:
        try:
            self.fingerprint = from_bytes((self.root / FINGERPRINT).read_bytes())
        except (OSError, FingerprintError) as error:
            why = "there is no fingerprint" if isinstance(error, OSError) else str(error)
            self.proof_faults.append((FINGERPRINT, 0, why, "take it from the last release, or make it: companion fingerprint TRANSCRIPT"))
        try:
            self.lock = read_lock(self.root / LOCK)
        except LockError as error:
            self.proof_faults.append((LOCK, error.line, f"the lock {error.message}", "make it anew: companion verify --transcript FILE"))
        try:
            if self.recording:
                self.speech = read_speech(self.root / SPEECH, [s.name for s in self.recording.speakers], self.recording.length)
        except SpeechError as error:
            self.proof_faults.append((SPEECH, 0, str(error), "make it anew: companion fingerprint TRANSCRIPT"))

    def _is_strange(self, path: Path, name: str, docs: Path) -> bool:
        """Keep what cannot be a page or a picture in `strange`; such a file is read no further."""
        fault = None
        if path.is_symlink() and not path.resolve().is_relative_to(docs.resolve()):
            fault = ("this link leads out of docs/", "copy the file here instead of linking it")
        elif path.is_dir():
            fault = ("a folder is named like a page", "rename the folder") if path.suffix == ".md" else None
        elif path.suffix == ".md" and path.stat().st_size > MOST_BYTES:
            fault = (f"this page has {path.stat().st_size:,} bytes; {MOST_BYTES:,} are the most", "split it, or move data out of docs/")
        elif path.suffix == ".md" and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", path.stem):
            fault = ("this name would make a bad address", "use lower-case letters, digits and hyphens: value-functions.md")
            self.strange.append((f"docs/{name}", *fault))
            return False
        if fault:
            self.strange.append((f"docs/{name}", *fault))
        return fault is not None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Name and text of every file that people write: pages, bibliography, recording data."""
        yield from ((page.file, page.text) for page in self.pages.values())
        for folder, pattern in (("bib", "*.bib"), ("recording", "*.yml")):
            for path in sorted((self.root / folder).rglob(pattern)):
                yield path.relative_to(self.root).as_posix(), path.read_text(encoding="utf-8", errors="replace")

    def _read_page(self, path: Path, name: str) -> None:
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, OSError):
            self.unreadable.append((f"docs/{name}", "this page is not UTF-8 text", "save it as UTF-8, or move it out of docs/ if it is no page"))
            return
        self.pages[name] = Page(name, f"docs/{name}", text)

    @property
    def recording_key(self) -> str:
        """The recording's key in the bibliography; empty if recording.yml could not be read."""
        return self.recording.key if self.recording else ""

    def kind(self, kind: str) -> list[Page]:
        """All pages of one kind."""
        return [p for p in self.pages.values() if p.kind == kind]

    def resolve(self, page: Page, target: str) -> tuple[str, str]:
        """Where a relative link leads: path below docs/ and fragment. "" as path means the top of docs/."""
        address, _, fragment = target.partition("#")
        address = unquote(address.partition("?")[0])
        if not address:
            return page.path, fragment
        return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), address)), fragment

    def anchors(self, path: str) -> set[str]:
        """Every id on a page, those that the build adds included."""
        page = self.pages[path]
        found = {name for name, _ in page.ids}
        if path == SOURCES:
            found |= set(self.cited)
        if page.citations:
            found.add("references")
        return found

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """Path of each page in pictures/, and what it draws."""
        names = {p.path: p.path.rpartition("/")[2].removesuffix(".md") for p in self.kind("picture")}
        return {path: read_picture(name, self.pages[path].front_matter, self.pages[path].prose) for path, name in names.items()}

    @cached_property
    def cited(self) -> dict[str, list[Mention]]:
        """Key of each cited source, with the sentences that cite it."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for page in self.pages.values():
            for group in page.citations:
                for citation in group.citations:
                    found[citation.key].append(Mention(page, group.line, page.sentence(group.line)))
        return dict(found)

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """"people/x.md" or "glossary.md#term", with the sentences elsewhere that link it."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for page, path, fragment, link in self.internal_links():
            if path == page.path and path != "glossary.md":
                continue
            target = f"{path}#{fragment}" if path == "glossary.md" else path
            found[target].append(Mention(page, link.line, page.sentence(link.line)))
        return dict(found)

    def internal_links(self) -> Iterator[tuple[Page, str, str, Link]]:
        """Every relative link: the page, the path and fragment it leads to, and the link."""
        for page in self.pages.values():
            for link in page.links:
                if link.target and not is_external(link.target) and not link.target.startswith("/"):
                    yield (page, *self.resolve(page, link.target), link)

    @cached_property
    def offered(self) -> set[str]:
        """Every address and anchor that the site promises to keep: pages, written ids, sources, quotations."""
        found = {address(page.path) for page in self.pages.values()}
        for page in self.pages.values():
            found |= {f"{address(page.path)}#{h.id}" for h in page.headings if h.explicit}
        found |= {f"{address(SOURCES)}#{key}" for key in self.cited if SOURCES in self.pages}
        for one in self.checked:
            if one.quotation.moment is not None:
                moment = format_moment(one.quotation.moment).replace(":", "-")
                found.add(f"{address(one.page.path)}#q-{moment}")
                if one.quotation.kind == BLOCK:
                    found.add(f"/q/{moment}/")
        return found

    @cached_property
    def quotations(self) -> dict[str, list[Quotation]]:
        """Path of each page, with everything on it that stands in quotation marks."""
        length = self.recording.length if self.recording else None
        return {p.path: find_quotations(p.text, self.recording_key, length) for p in self.pages.values()}

    @cached_property
    def checked(self) -> list[Checked]:
        """Every quotation of the recording with its proof; none if there is no fingerprint to ask."""
        return [one for found in self.checked_on.values() for one in found]

    @cached_property
    def checked_on(self) -> dict[str, list[Checked]]:
        """The same by the path of the page."""
        if self.fingerprint is None:
            return {}
        return {
            path: [self._check(self.pages[path], q, self.fingerprint) for q in quotations if q.of_recording]
            for path, quotations in self.quotations.items()
        }

    def _check(self, page: Page, quotation: Quotation, fingerprint: Fingerprint) -> Checked:
        entry = locked_entry(quotation, self.lock)
        named = quotation.speaker or self._named(page, quotation)
        verdict = verdict_by_fingerprint(quotation, fingerprint, None if entry else named)
        state = proof(quotation, self.lock, fingerprint, named)
        speaker = entry.speaker if entry else verdict.speaker or named or ""
        return Checked(page, quotation, state if named in (None, speaker) or state != LOCKED else FAILED, verdict, speaker, named)

    def _named(self, page: Page, quotation: Quotation) -> str | None:
        """The one speaker whose surname stands in the sentence around an inline quotation; None for none or several."""
        if quotation.kind != "inline" or not self.recording:
            return None
        start = page.text.rfind("\n", 0, quotation.start) + 1
        end = page.text.find("\n", quotation.end)
        around = page.text[start : quotation.start] + " " + page.text[quotation.end : end if end > 0 else None]
        around = CITATION.sub(" ", LINK.sub(lambda m: m["text"], around))
        named = [s.name for s in self.recording.speakers if re.search(rf"\b{re.escape(s.name.split()[-1])}\b", around)]
        return named[0] if len(named) == 1 else None

    def located(self) -> Iterator[tuple[Page, CitationGroup, Citation]]:
        """Every citation of the recording that has a locator, with its page and its brackets."""
        for page in self.pages.values():
            for group in page.citations:
                for citation in group.citations:
                    if self.recording and citation.key == self.recording.key and citation.locator:
                        yield page, group, citation

    def link_count(self) -> int:
        """How many links and images the sources hold."""
        return sum(len(p.links) for p in self.pages.values())

    def citation_count(self) -> int:
        """How many sources are cited, each place counted."""
        return sum(len(g.citations) for p in self.pages.values() for g in p.citations)


MOST_BYTES = 1_000_000
"""A page has fewer."""
FINGERPRINT = "recording/fingerprint.bin"
LOCK = "recording/quotations.lock"
SPEECH = "recording/speech.json"
SOURCES = "sources.md"
"""The page that the build fills with the bibliography."""
