"""`companion add-source`: from a DOI, an arXiv number or an address to an entry of the bibliography, offline."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from .citations import UNFILLED, proposed_key, read_bibliography
from .templates import Refused, filled_in

BIB = "bib/references.bib"
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*|https?://[^/\s]+/doi/(?:[a-z]+/)?)?(10\.\d{4,9}/[^\s?#{}\"\\]+?)[.,;]?(?:[?#]\S*)?", re.I)
_ARXIV = re.compile(r"(?:arxiv:\s*|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?", re.I)
_YOUTUBE = re.compile(r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:\S*&)?v=|live/|shorts/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])\S*")
_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/(\w{1,15})/status/(\d{1,19})(?!\d)\S*")
_DAY = re.compile(r"/(20\d\d)[/-]((?:0[1-9]|1[0-2])(?:[/-](?:0[1-9]|[12]\d|3[01]))?)(?=[/-])")


class Found(NamedTuple):
    """What was given: its sort, the identity that all its spellings share, its address, and what that tells: date, site, words."""

    sort: str
    identity: str
    address: str
    date: str = ""
    site: str = ""
    words: str = ""


def recognize(text: str) -> Found | None:
    """What the text points to; None if it is no DOI, arXiv number or address on the web."""
    text = text.strip()
    doi = _DOI.fullmatch(text)
    if match := _ARXIV.fullmatch(re.sub(r"(?i)^10\.48550/arxiv\.", "", doi[1]) if doi else text):
        number = re.sub(r"\..*/", "/", match[1].lower())
        year, month = re.findall(r"\d\d", number)[:2]
        return Found("arxiv", number, f"https://arxiv.org/abs/{number}", f"{'19' if year > '90' else '20'}{year}-{month}")
    if doi:
        return Found("doi", doi[1].lower(), doi[1])
    if match := _YOUTUBE.fullmatch(text):
        return Found("video", match[1], f"https://www.youtube.com/watch?v={match[1]}")
    if match := _POST.fullmatch(text):
        # Since November 2010 the number of a post counts milliseconds, in all but its last 22 bits.
        time = (int(match[2]) >> 22) / 1000 + 1288834974.657 if int(match[2]) > 3e10 else 0
        return Found("post", match[2], f"https://x.com/{match[1]}/status/{match[2]}", str(datetime.datetime.fromtimestamp(time, datetime.UTC).date()) if time else "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or re.search(r"[\s{}<>\"\\^`|]", text) or not re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host):
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not p.startswith("utm_"))
    names = [label for label in host.split(".")[:-1] if label not in ("co", "com", "org", "ac", "gov")]
    day = _DAY.search(parts.path)
    return Found(
        "page", f"{host}{parts.path.rstrip('/')}?{query}", parts._replace(query=query, fragment="").geturl(),
        f"{day[1]}-{day[2]}".replace("/", "-") if day else "", (names or [""])[-1], re.sub(r"[-_.]", " ", Path(parts.path).stem),
    )  # fmt: skip


def add_source(root: Path, written: str) -> str:
    """Add the entry and say which blanks it has. Raises Refused for what is no source, or is in bib/ already."""
    found = recognize(written)
    if found is None:
        raise Refused(f"{written!r:.80} is not a DOI (10.1038/s41586-025-09422-z), an arXiv number (2001.08361) or an address (https://…)")
    bibliography = read_bibliography(root / "bib", root)
    for fault in bibliography.faults:
        raise Refused(f"{fault.file}:{fault.line}: {fault.message}; mend that first: {fault.mend}")
    for source in bibliography.sources.values():
        known = [recognize(text) for text in (source.field("doi"), source.field("eprint"), source.url)]
        if any(k and k[:2] == found[:2] for k in known):
            raise Refused(f"{source.file}:{source.line} has this source already: cite it as [@{source.key}]")
    key = proposed_key(found.site, found.words, found.date[:4], bibliography.sources)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(found).items() if value)
    entry = f"@{'article' if found.sort == 'doi' else 'misc'}{{{key},\n{fields}}}\n"
    path = root / BIB
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    at = next((m.start() for m in re.finditer(r"(?m)^@\w+\{([^,\s]+)", text) if m[1] > key), len(text))
    before = (text[:at].rstrip("\n") + "\n\n").lstrip("\n")
    path.parent.mkdir(exist_ok=True)
    path.write_text(before + entry + ("\n" + text[at:] if text[at:] else ""), encoding="utf-8")
    then = f"rename {key}: when the blanks are filled, the check names the key" if UNFILLED.search(key) else f"cite it: [@{key}]"
    return filled_in(BIB, before, entry, [then])


def _fields(found: Found) -> dict[str, str]:
    """The fields of the entry: what is known, and blanks."""
    mark = {"video": " [video]", "post": " [post on X]"}.get(found.sort, "")
    fields = {"author": "<FILL: every author as Surname, Given>", "title": f"{{<FILL: the title as printed>{mark}}}"}
    fields |= {
        "arxiv": {"howpublished": "arXiv preprint", "eprint": found.identity, "archivePrefix": "arXiv"},
        "doi": {"journal": "<FILL: the journal>", "doi": found.address},
        "video": {"howpublished": f"YouTube, channel <FILL: its name>, video {found.identity}"},
        "post": {"howpublished": f"X, post {found.identity}"},
        "page": {"howpublished": "<FILL: the site's own name>"},
    }[found.sort]
    fields["year"] = found.date[:4] or "<FILL: four digits or n.d.>"
    return fields | {"date": "" if found.sort == "arxiv" else found.date, "url": "" if found.sort == "doi" else found.address}
