"""Sources that lack what their type needs."""

import re
from ..citations import UNFILLED, Source, proposed_key, surname
from ..problems import count
from ..text import BLANK
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B404", "source-incomplete", "A reader must be able to find the source from its entry.", "add the field")
_NEEDS = {
    "article": ("journal",),
    "inproceedings": ("booktitle",),
    "incollection": ("booktitle",),
    "book": ("publisher",),
    "techreport": ("institution",),
    "phdthesis": ("school",),
    "misc": ("howpublished",),
}
_ALWAYS = ("title", "year")
_WORKING = re.compile(r"^(x-|annote$|abstract$|file$|keywords$|urldate$|timestamp$)")


def check(site: Site) -> Iterator[Problem]:
    """Blanks left, missing fields, unknown types, malformed identifiers and dates, working notes left in."""
    for file, text in site.texts():
        for number, line in enumerate(text.split("\n") if file.endswith(".bib") else (), 1):
            for match in BLANK.finditer(line):
                yield RULE.problem(file, number, match.start() + 1, f"“{match[0]}” was left here", "write it in place of this mark, from < to >, or remove the field if the source has none")
    for source in site.bibliography.sources.values():
        if not BLANK.search(repr(source.entry)):
            for message, mend in _faults(source, site):
                yield RULE.problem(source.file, source.line, 0, f"{source.key}: {message}", mend)


def _faults(source: Source, site: Site) -> Iterator[tuple[str, str]]:
    kind = source.entry.type.lower()
    if kind not in _NEEDS:
        yield f"@{kind} is not a type that is used here", "use one of " + ", ".join("@" + k for k in _NEEDS)
        return
    missing = [name for name in (*_ALWAYS, *_NEEDS[kind]) if not source.field(name)]
    if not source.authors:
        missing.insert(0, "author")
    if UNFILLED.search(source.key) and not missing:
        key = proposed_key(surname(source.authors[0]), source.title, source.field("year"), site.bibliography)
        yield "the key still has its blanks", f"rename it {key}, here and wherever it is cited"
    if missing:
        yield f"an @{kind} needs {', '.join(missing)}", f"add {count(len(missing), 'field')}: {', '.join(f'{m} = {{…}}' for m in missing)}"
    if kind != "book" and not source.address:
        yield "it has no doi, url or eprint", "add the address where the source can be read"
    if source.field("doi") and not re.fullmatch(r"10\.\d{4,9}/\S+", source.field("doi")):
        yield f"“{source.field('doi')}” is not a DOI", "write it bare: 10.1038/s41586-025-09422-z"
    if source.field("archiveprefix").lower() == "arxiv" and not re.fullmatch(r"\d{4}\.\d{4,5}(v\d+)?|[a-z-]+/\d{7}", source.field("eprint")):
        yield f"“{source.field('eprint')}” is not an arXiv number", "write it bare: 2001.08361"
    if source.field("year") and not re.fullmatch(r"\d{4}|n\.d\.", source.field("year")):
        yield f"“{source.field('year')}” is not a year", "write four digits, or n.d. for a page without a date"
    if source.field("date"):
        if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.field("date")):
            yield f"“{source.field('date')}” is not a date", "write YYYY-MM-DD"
        elif source.field("year") and source.field("date")[:4] != source.field("year"):
            yield "date and year differ", "make them agree"
    for name in source.entry.fields:
        if _WORKING.match(name.lower()):
            yield f"the field {name} is a working note", "remove it: the entry says where the source is, not who looked at it"
