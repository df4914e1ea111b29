"""Quotations as readers see them: block quotations with their apparatus, their own addresses, and the Quotations page."""

from __future__ import annotations

import html
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..citations import spelled_date
from ..lock import LOCKED
from ..moments import format_moment
from ..problems import count
from ..quotations import BLOCK
from ..site import Checked, Page, Site
from .context import RenderContext, relative_address, slug

MARK = "<!-- companion: quotations -->"
"""The comment in docs/quotations.md that the list replaces."""
BASIS = "Compared word by word with the published transcript, which its publisher edits"
PENDING = "Proof pending: a machine finds it likely; nobody has compared it with the transcript yet"


@dataclass
class Passage:
    """Words of the interview that the site quotes, however many pages use them."""

    text: str
    speaker: str
    second: int
    proof: str
    address: str = ""
    """Path below the site of the passage's own page, "q/21-53/"; empty if it is quoted inline alone."""
    anchor: str = ""
    """Its id on the page of all quotations."""
    uses: list[Checked] = field(default_factory=list)


@lru_cache(maxsize=4)
def passages(site: Site) -> list[Passage]:
    """All passages that the site quotes, in the order of the recording."""
    found: dict[tuple[int, str], Passage] = {}
    for one in site.checked:
        q = one.quotation
        if q.moment is None:
            continue
        key = (q.moment, " … ".join(" ".join(words) for words in q.words))
        passage = found.setdefault(key, Passage(q.text, one.speaker, q.moment, one.proof))
        passage.uses.append(one)
        if one.proof == LOCKED:
            passage.proof = LOCKED
    ordered = sorted(found.values(), key=lambda p: p.second)
    taken: dict[str, int] = {}
    anchors = RenderContext()
    for passage in ordered:
        passage.anchor = anchors.quotation_id(passage.second)
        if any(use.quotation.kind == BLOCK for use in passage.uses):
            base = slug(passage.second)
            taken[base] = taken.get(base, 0) + 1
            letter = "abcdefghijklmnopqrstuvwxyz"[taken[base] - 1] if taken[base] > 1 else ""
            passage.address = f"q/{base}{letter}/"
    return ordered


@lru_cache(maxsize=4)
def _by_use(site: Site) -> dict[int, Passage]:
    return {id(use): passage for passage in passages(site) for use in passage.uses}


def passage_of(site: Site, one: Checked) -> Passage | None:
    """The passage that a quotation shows."""
    return _by_use(site).get(id(one))


def attribution(site: Site, passage: Passage, address: Callable[[str], str]) -> str:
    """Speaker with a link, moment that plays, and the mark of proof. HTML."""
    assert site.recording is not None
    page = site.recording.speaker_page(passage.speaker)
    who = html.escape(passage.speaker)
    speaker = f'<a class="speaker" href="{html.escape(address(page))}">{who}</a>' if page in site.pages else f'<span class="speaker">{who}</span>'
    moment = format_moment(passage.second)
    play = html.escape(site.recording.play_link(passage.second))
    return f'{speaker} <a class="moment" href="{play}" title="Play the recording at {moment}">{moment}</a> {proof_mark(passage.proof)}'


def proof_mark(proof: str) -> str:
    """The mark that says how far a quotation is proved. HTML."""
    if proof == LOCKED:
        return f'<span class="verified" title="{BASIS}">verified</span>'
    return f'<span class="pending" title="{PENDING}">proof pending</span>'


def copy_text(site: Site, passage: Passage) -> str:
    """What the copy button copies: the words, who, when, and our link."""
    assert site.recording is not None
    moment = format_moment(passage.second)
    where = f" {site.site_url.rstrip('/')}/{passage.address}" if passage.address and site.site_url else ""
    return f"“{passage.text}” — {passage.speaker}, {spelled_date(site.recording.published)}, {moment}.{where}"


def caption(site: Site, passage: Passage, address: Callable[[str], str]) -> str:
    """What stands under a block quotation: who, when, the proof, its own address, a copy button. HTML."""
    return (
        f'<figcaption data-search-exclude="">{attribution(site, passage, address)} <a class="permalink" href="{html.escape(address(passage.address))}">link</a> '
        f'<button class="copy" type="button" data-copy="{html.escape(copy_text(site, passage))}">Copy</button></figcaption>'
    )


def figure(blockquote: etree.Element, one: Checked, context: RenderContext) -> None:
    """Turn a block quotation's element into a figure with its caption."""
    site = context.site
    passage = passage_of(site, one) if site else None
    if site is None or passage is None:
        return
    _strip_citation(blockquote)
    inner = etree.Element("blockquote", dict(blockquote.attrib))
    inner.text, inner[:] = blockquote.text, list(blockquote)
    tail = blockquote.tail
    blockquote.clear()
    blockquote.tag, blockquote.tail = "figure", tail
    blockquote.set("class", "quotation")
    blockquote.set("id", context.quotation_id(passage.second))
    blockquote.append(inner)
    blockquote.append(etree.fromstring(caption(site, passage, context.built_relative)))


def _strip_citation(blockquote: etree.Element) -> None:
    """Take the citation's line off the end of a block quotation, with the attribution before it."""
    last = blockquote[-1]
    citation = next((e for e in reversed(list(last)) if e.tag == "span" and "citation" in e.get("class", "")), None)
    if citation is None:
        return
    before = list(last)[: list(last).index(citation)]
    space = "\n" if "".join(citation.itertext()).startswith("\n") else ""
    last.remove(citation)
    if before:
        before[-1].tail = f"{before[-1].tail or ''}{space}".rpartition("\n")[0]
    else:
        last.text = f"{last.text or ''}{space}".rpartition("\n")[0]
    if len(last) == 0 and not (last.text or "").strip():
        blockquote.remove(last)


def generated_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Path below docs/ and Markdown of the page that each block quotation has to itself."""
    for passage in passages(site):
        if passage.address:
            path = passage.address.rstrip("/") + ".md"
            yield path, _page(site, passage, Page(path, "", ""))


def _page(site: Site, passage: Passage, page: Page) -> str:
    assert site.recording is not None
    moment = format_moment(passage.second)
    short = passage.text if len(passage.text) <= 110 else passage.text[:110].rsplit(" ", 1)[0].rstrip(",;:—") + " …"
    title = f"{passage.speaker}, {moment}"
    uses = "\n".join(dict.fromkeys(_use(use) for use in passage.uses))
    under = caption(site, passage, lambda path: relative_address(page, path))
    return (
        f"---\ntitle: {_yaml(title)}\nsummary: {_yaml(f'“{short}” — {title}')}\nsearch: {{boost: 0.5}}\ntags: [Quotation]\n---\n\n# {title} {{#quotation}}\n\n"
        f'<figure class="quotation"><blockquote><p>{html.escape(passage.text)}</p></blockquote>{under}</figure>\n\n'
        f"Said in the section “{site.recording.section(passage.second).title}” of "
        f"[{site.recording.title}]({site.recording.transcript}), {spelled_date(site.recording.published)}.\n\n"
        f"## Where it is discussed {{#uses}}\n\n{uses}\n"
    )


def _yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _use(use: Checked) -> str:
    """A list item that leads to the heading under which a quotation stands."""
    above = [h for h in use.page.headings if h.offset < use.quotation.start and h.level > 1]
    if not above:
        return f"- [{use.page.title}](../{use.page.path})"
    return f"- [{use.page.title}](../{use.page.path}#{above[-1].id}): {above[-1].text}"


def quotations_markdown(site: Site, address: Callable[[str], str]) -> str:
    """All passages by section, in the order of the recording, each with the pages that use it."""
    if not site.recording:
        return ""
    found = passages(site)
    blocks = [f"{count(len(found), 'quotation')} in the order of the recording.\n{{ .count }}\n", _filter(site, found)]
    for number, section in enumerate(site.recording.sections, 1):
        here = [p for p in found if site.recording.section(p.second) is section]
        if not here:
            continue
        items = "\n".join(_item(site, p, address, number) for p in here)
        start = format_moment(section.start)
        blocks.append(f"## {section.title} {{#section-{number}}}\n\nFrom {start}.\n\n<ol class=\"quotations\">\n{items}\n</ol>\n")
    return "\n".join(blocks)


def _item(site: Site, passage: Passage, address: Callable[[str], str], section: int) -> str:
    uses = ", ".join(f'<a href="{html.escape(address(p.path))}">{html.escape(p.title)}</a>' for p in _pages(passage))
    link = f' <a class="permalink" href="{html.escape(address(passage.address))}">link</a>' if passage.address else ""
    return (
        f'<li id="{passage.anchor}" data-speaker="{html.escape(passage.speaker)}" data-section="{section}"><q>{html.escape(passage.text)}</q> '
        f'<span class="apparatus">{attribution(site, passage, address)}{link}</span> <span class="uses">on {uses}</span></li>'
    )


def _pages(passage: Passage) -> list[Page]:
    return list({use.page.path: use.page for use in passage.uses}.values())


def _filter(site: Site, found: list[Passage]) -> str:
    """The form that a script shows: without one the list is whole."""
    assert site.recording is not None
    speakers = "".join(f"<option>{html.escape(s)}</option>" for s in sorted({p.speaker for p in found}))
    sections = "".join(
        f'<option value="{n}">{html.escape(s.title)}</option>' for n, s in enumerate(site.recording.sections, 1)
    )
    return (
        '<form class="filter" data-filter="quotations" hidden data-search-exclude>\n'
        f'<label>Speaker <select name="speaker"><option value="">both</option>{speakers}</select></label>\n'
        f'<label>Section <select name="section"><option value="">all</option>{sections}</select></label>\n'
        '<output></output>\n</form>\n'
    )
