"""Planted faults: for every rule at least one change to the small site (or to a built page) that it alone reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from companion.permalinks import write_permalinks
from tests.small_site import TODAY

TIDES = "docs/chapters/tides.md"
LAMPS = "docs/chapters/lamps.md"
BIB = "bib/references.bib"
PICTURE = "docs/pictures/waves.md"
WAVES = f"""\
---
title: The waves of a year, counted by hand and drawn
summary: Two bars, one for each year, which are here so that a test can make one of them wrong and see who says it.
last_validated: {TODAY}
decay: slow
draws: values
unit: waves
---

# The waves of a year

| year | value | range | source |
| --- | --- | --- | --- |
| first | 3 | | [@moss1999gauge] |
| second | 4 | 2 to 5 | [@moss1999gauge] |
"""
SPANS = WAVES.replace("values", "spans").replace("| value | range |", "| from | to |").replace("| 3 | |", "| 1990 | 1999? |").replace("| 4 | 2 to 5 |", "| 1995 (1990 to 1996) | on |")


@dataclass(frozen=True)
class Fault:
    """A fault: the rule that must report it, what it is, how it is planted, and where it must be reported."""

    code: str
    what: str
    plant: Callable
    where: str = ""


def add(name: str, text: str) -> Callable:
    return lambda project: project.append(name, text)


def change(name: str, old: str, new: str) -> Callable:
    return lambda project: project.replace(name, old, new)


def both(*plants: Callable) -> Callable:
    def plant(project) -> None:
        for one in plants:
            one(project)

    return plant


def locked(plant: Callable) -> Callable:
    """The fault, and the lock made anew, so that nothing is pending."""

    def both_of_them(project) -> None:
        plant(project)
        project.lock()

    return both_of_them


def promise(project, *more: str) -> None:
    """Publish what the project offers, and more that it does not."""
    write_permalinks(project.root, project.site().offered | set(more))


LONG = "The sea is slower than the clock, and it does not ask you what the hour is. You write what you see, maybe a little less, and then you go back to the fire. I told this to three inspectors, and none of them"
BOOK = "I look at the post by the steps, where my mother cut a mark for every foot. Forty years I kept that light"
LAMP = "A lamp is work; trim the wick square or it smokes, and then nobody sees it at all"


MATTER = f'---\ntitle: New\nsummary: A page that is here to be wrong in one way and in no other, as each test wants it.\nlast_validated: {TODAY}\ndecay: slow\n---\n\n# New\n'

PERSON = MATTER.replace("title: New", "title: Ben Asker\nrole: asks").replace("# New", "# Ben Asker")

SOURCE_FAULTS = [
    Fault("D701", "a picture without a table", lambda p: p.write(PICTURE, WAVES.partition("\n|")[0]), PICTURE),
    Fault("D701", "a picture's table without its column", lambda p: p.write(PICTURE, WAVES.replace("| value |", "| number |")), f"{PICTURE}:12"),
    Fault("D701", "a number that is none", lambda p: p.write(PICTURE, WAVES.replace("| 3 |", "| three |")), f"{PICTURE}:14"),
    Fault("D701", "a row without its number", lambda p: p.write(PICTURE, WAVES.replace("| first | 3 |", "| first | |")), f"{PICTURE}:14"),
    Fault("D701", "a value outside its range", lambda p: p.write(PICTURE, WAVES.replace("2 to 5", "5 to 6")), f"{PICTURE}:15"),
    Fault("D701", "a zero on a log scale", lambda p: p.write(PICTURE, WAVES.replace("unit:", "scale: log\nunit:").replace("| 3 |", "| 0 |")), f"{PICTURE}:15"),
    Fault("D701", "a range down to zero on a log scale", lambda p: p.write(PICTURE, WAVES.replace("unit:", "scale: log\nunit:").replace("2 to 5", "0 to 5")), f"{PICTURE}:16"),
    Fault("D701", "a number beyond all measure", lambda p: p.write(PICTURE, WAVES.replace("| 3 |", "| 3 × 10⁹⁹⁹⁹⁹⁹⁹⁹⁹ |")), f"{PICTURE}:14"),
    Fault("D701", "a label that is too long", lambda p: p.write(PICTURE, WAVES.replace("| first |", f"| {'first ' * 9} |")), f"{PICTURE}:14"),
    Fault("D701", "rows with a group and without", lambda p: p.write(PICTURE, WAVES.replace("| range |", "| group |").replace("2 to 5", "ours")), f"{PICTURE}:12"),
    Fault("D701", "more groups than marks", lambda p: p.write(PICTURE, WAVES.replace("| range |", "| group |").replace("| 3 | |", "| 3 | a |").replace("2 to 5", "b") + "| x | 1 | c | [@moss1999gauge] |\n| y | 1 | d | [@moss1999gauge] |\n"), f"{PICTURE}:12"),
    Fault("D701", "a group of spans in two places", lambda p: p.write(PICTURE, SPANS.replace("| year |", "| group |").replace("| from |", "| from |") + "| first | 1990 | 1991 | [@moss1999gauge] |\n"), f"{PICTURE}:12"),
    Fault("D701", "a year that is none", lambda p: p.write(PICTURE, SPANS.replace("| 1990 |", "| 19900 |")), f"{PICTURE}:14"),
    Fault("D701", "a span that runs backward", lambda p: p.write(PICTURE, SPANS.replace("| 1990 |", "| 2001 |")), f"{PICTURE}:14"),
    Fault("D701", "a span that begins with its going on", lambda p: p.write(PICTURE, SPANS.replace("| 1990 |", "| on |")), f"{PICTURE}:14"),
    Fault("F601", "a page that is not UTF-8", lambda p: p.write("docs/new.md", b"\xff\xfe\x00binary"), "docs/new.md"),
    Fault("F601", "front matter that does not end", lambda p: p.write("docs/new.md", "---\ntitle: New\n\n# New\n"), "docs/new.md:1"),
    Fault("F601", "front matter that is not YAML", lambda p: p.write("docs/new.md", MATTER.replace("title: New", "title: New: again")), "docs/new.md:2"),
    Fault("F602", "a page without front matter", lambda p: p.write("docs/new.md", "# New\n"), "docs/new.md:1"),
    Fault("F602", "an empty page", lambda p: p.write("docs/new.md", ""), "docs/new.md:1"),
    Fault("F602", "a misspelt key", change(TIDES, "decay: medium", "decay: medium\nrelatd: x"), f"{TIDES}:6"),
    Fault("F602", "a missing key", change(TIDES, "decay: medium\n", ""), f"{TIDES}:1"),
    Fault("F602", "a summary that is too short", lambda p: p.write("docs/new.md", MATTER.replace("A page that is here to be wrong in one way and in no other, as each test wants it.", "Short.")), "docs/new.md:3"),
    Fault("F602", "a date in the future", change(TIDES, f"last_validated: {TODAY}", "last_validated: 2999-01-02"), f"{TIDES}:4"),
    Fault("F602", "a date that is none", change(TIDES, f"last_validated: {TODAY}", "last_validated: lately"), f"{TIDES}:4"),
    Fault("F602", "an unknown decay", change(TIDES, "decay: medium", "decay: never"), f"{TIDES}:5"),
    Fault("F602", "a span past the end", change(TIDES, "0:10–1:40", "0:10–9:40"), f"{TIDES}:6"),
    Fault("F602", "a related page that is gone", change(TIDES, "page: chapters/lamps.md", "page: chapters/lamp.md"), f"{TIDES}:8"),
    Fault("F602", "a related page without a reason", change(TIDES, "why: the light by which the tides are read", "why: ''"), f"{TIDES}:8"),
    Fault("F602", "an official page that is no address", change("docs/people/ada-keeper.md", "role: keeper", "links: [{label: Site, url: example}]\nrole: keeper"), "docs/people/ada-keeper.md:6"),
    Fault("L101", "a link to a page that is not there", change(TIDES, "(lamps.md#wick)", "(lamp.md) [l](lamps.md)"), f"{TIDES}:22"),
    Fault("L101", "a link in the wrong case", change(LAMPS, "(tides.md)", "(Tides.md) [t](tides.md)"), f"{LAMPS}:16"),
    Fault("L101", "a link to the built address", change(LAMPS, "(tides.md)", "(tides/) [t](tides.md)"), f"{LAMPS}:16"),
    Fault("L101", "a raw HTML link to nothing", add(LAMPS, '\n<a href="../nowhere/">x</a>\n'), f"{LAMPS}:22"),
    Fault("L102", "an anchor that is not there", change(TIDES, "lamps.md#wick", "lamps.md#wicks"), f"{TIDES}:22"),
    Fault("L102", "an anchor on the same page that is not there", add(TIDES, "\nSee [above](#posts).\n"), TIDES),
    Fault("L102", "a term that is not in the glossary", change(LAMPS, "glossary.md#tide)", "glossary.md#tides) [t](../glossary.md#tide)"), f"{LAMPS}:15"),
    Fault("L103", "a picture that is not there", change("docs/index.md", "assets/lamp.svg", "assets/lamps.svg"), "docs/index.md:10"),
    Fault("L104", "a picture without a text", change("docs/index.md", "![a lamp]", "![]"), "docs/index.md:10"),
    Fault("L105", "a reference without a definition", add(TIDES, "\nSee [the book][book].\n"), TIDES),
    Fault("L105", "a space between text and address", add(TIDES, "\nSee [lamps] (lamps.md).\n"), TIDES),
    Fault("L106", "a link without a text", add(TIDES, "\nSee [](lamps.md).\n"), TIDES),
    Fault("L106", "a link without an address", add(TIDES, "\nSee [lamps]().\n"), TIDES),
    Fault("L107", "a footnote without its text", add(TIDES, "\nSo[^why].\n"), TIDES),
    Fault("L107", "a footnote that nothing refers to", add(TIDES, "\n[^why]: Since.\n"), TIDES),
    Fault("L107", "a footnote with two texts", add("docs/index.md", "\n[^lamp]: Again.\n"), "docs/index.md"),
    Fault("L107", "a footnote that is a list", add(TIDES, "\nSo[^why].\n\n[^why]: - Since.\n    - And so.\n"), TIDES),
    Fault("L107", "a footnote that is code", add(TIDES, "\nSo[^why].\n\n[^why]: Since.\n\n    ```text\n    x\n    ```\n"), TIDES),
    Fault("L107", "a footnote with one of its own", add(TIDES, "\nSo[^why].\n\n[^why]: Since[^why].\n"), TIDES),
    Fault("L107", "a footnote of two paragraphs", add(TIDES, "\nSo[^why].\n\n[^why]: Since.\n\n    And so on.\n"), TIDES),
    Fault("L108", "an address from the site's top", add(TIDES, "\nSee [lamps](/chapters/lamps/).\n"), TIDES),
    Fault("L108", "the site's own full address", add(TIDES, "\nSee [lamps](https://small.example.org/chapters/lamps/).\n"), TIDES),
    Fault("L109", "a broken host", add(TIDES, "\nSee [x](http://[bad).\n"), TIDES),
    Fault("L109", "a doubled scheme", add(TIDES, "\nSee [x](https://https://example.org/).\n"), TIDES),
    Fault("L109", "an address that no page links", add(TIDES, "\nSee [x](ftp://files.example.org/).\n"), TIDES),
    Fault("L109", "a source with a broken address", change(BIB, "https://post.example.org/tides", "https//post.example.org"), f"{BIB}:1"),
    Fault("L110", "an id that stands twice", add(TIDES, "\n## Again {#post}\n"), TIDES),
    Fault("L110", "an id that the build uses", add(TIDES, "\n## My sources {#references}\n"), TIDES),
    Fault("L111", "a heading without an id", add(TIDES, "\n## Low water\n"), TIDES),
    Fault("L114", "a citation in a heading", add(TIDES, "\n## Low water [@moss1999gauge] {#low}\n"), TIDES),
    Fault("L114", "a footnote in a heading", add("docs/index.md", "\n## Low water[^lamp] {#low}\n"), "docs/index.md"),
    Fault("L114", "a citation in the text of a link", add(TIDES, "\nSee [lamps [@moss1999gauge] of old](lamps.md).\n"), TIDES),
    Fault("B401", "a citation of an unknown source", add(TIDES, "\nSo [@moss1999gauges].\n"), TIDES),
    Fault("B402", "a citation over a line end", add(TIDES, "\nSo [@moss1999gauge;\n@keeper2020tides].\n"), TIDES),
    Fault("B402", "a citation with a stray part", add(TIDES, "\nSo [@moss1999gauge; and more].\n"), TIDES),
    Fault("B402", "a key outside brackets", add(TIDES, "\nAs @moss1999gauge says.\n"), TIDES),
    Fault("B403", "a source that nobody cites", add(BIB, "\n@misc{wind2001,\n author={Wind, W.}, title={{W}}, howpublished={H}, year={2001}, url={https://w.example.org/}\n}\n"), f"{BIB}:18"),
    Fault("B404", "a source without a year", change(BIB, "  year = {1999},\n", ""), f"{BIB}:10"),
    Fault("B404", "a source without a journal", change(BIB, "  journal = {Harbour Notes},\n", ""), f"{BIB}:10"),
    Fault("B404", "a malformed DOI", change(BIB, "10.1234/harbour.7", "doi:harbour"), f"{BIB}:10"),
    Fault("B404", "a type that is not used here", change(BIB, "@article{moss", "@video{moss"), f"{BIB}:10"),
    Fault("B404", "a working note left in", change(BIB, "  year = {1999},", "  year = {1999},\n  x-seen = {yes},"), f"{BIB}:10"),
    Fault("B404", "a source without an address", change(BIB, "  doi = {10.1234/harbour.7},\n", ""), f"{BIB}:10"),
    Fault("B404", "a blank that was not filled", change(BIB, "journal = {Harbour Notes}", "journal = {<FILL: the journal>}"), f"{BIB}:13:14"),
    Fault("B404", "an author that was not filled", change(BIB, "author = {Moss, Carl}", "author = {<FILL: every author as Surname, Given>}"), f"{BIB}:11:13"),
    Fault("B404", "a key that was not filled", both(change(BIB, "{moss1999gauge,", "{fill-surname1999gauge,"), change(TIDES, "@moss1999gauge", "@fill-surname1999gauge"), change(LAMPS, "@moss1999gauge", "@fill-surname1999gauge")), f"{BIB}:10"),
    Fault("B405", "a brace that is not closed", both(change(BIB, "title = {{The self-writing gauge}},", "title = {{The self-writing gauge},"), change(TIDES, "@moss1999gauge", "@keeper2020tides"), change(LAMPS, "@moss1999gauge, p. 7", "@keeper2020tides")), BIB),
    Fault("B405", "a key that stands twice", add(BIB, "\n@misc{keeper2020tides,\n author={K, A}, title={{T}}, howpublished={H}, year={2020}, url={https://x.example.org/}\n}\n"), f"{BIB}:18"),
    Fault("B405", "a key that cannot be cited", add(BIB, "\n@misc{Wind:2001,\n author={W, W}, title={{W}}, howpublished={H}, year={2001}, url={https://w.example.org/}\n}\n"), f"{BIB}:18"),
    Fault("B405", "a bibliography that is not UTF-8", lambda p: p.write("bib/more.bib", b"@misc{a,\n title={\xff}}"), "bib/more.bib:2"),
    Fault("B406", "one work under two keys", both(add(BIB, "\n@misc{moss1999again,\n author={Moss, C}, title={{T}}, howpublished={H}, year={1999}, doi={10.1234/Harbour.7}\n}\n"), add(TIDES, "\nAgain [@moss1999again].\n")), f"{BIB}:18"),
    Fault("C503", "a page that only a menu would show", lambda p: p.write("docs/new.md", MATTER), "docs/new.md"),
    Fault("C502", "a person who is named and not linked", lambda p: (p.write("docs/people/ben-asker.md", PERSON), p.append(TIDES, "\nBen Asker wonders.\n")), TIDES),
    Fault("C502", "a term that is named and not linked", lambda p: (p.append("docs/glossary.md", "\n### Spring tide {#spring-tide}\n\nThe highest tide.\n"), p.append(TIDES, "\nAt a spring tide it is covered.\n")), TIDES),
    Fault("F603", "a page that nobody has read for years", change(TIDES, f"last_validated: {TODAY}", "last_validated: 2019-01-02"), f"{TIDES}:4"),
    Fault("L112", "a link text that says nothing", change(LAMPS, "See [tides](tides.md)", "See [here](tides.md)"), f"{LAMPS}:16"),
    Fault("L113", "a heading that skips a level", add(TIDES, "\n#### Deep {#deep}\n"), TIDES),
    Fault("L113", "two titles", add(TIDES, "\n# Again {#again}\n"), TIDES),
    Fault("M702", "a hand-written link to the recording", add(TIDES, "\n[At 0:50](https://post.example.org/play?t=99).\n"), TIDES),
    Fault("S201", "a script", add(TIDES, "\n<script>alert()</script>\n"), TIDES),
    Fault("S201", "an event handler", add(TIDES, '\n<p onclick="x()">a</p>\n'), TIDES),
    Fault("S201", "a frame", add(TIDES, '\n<iframe title="x"></iframe>\n'), TIDES),
    Fault("S201", "a picture from another host", add(TIDES, "\n![x](https://cdn.example.com/a.png)\n"), TIDES),
    Fault("T901", "a merge that was not finished", add(TIDES, "\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"), TIDES),
    Fault("T901", "a merge that was not finished in the recording data", lambda p: p.append("recording/recording.yml", "# x\n") or p.write("recording/more.yml", "<<<<<<< ours\n"), "recording/more.yml:1"),
    Fault("T902", "something left for later", add(TIDES, "\nTODO: the neap tide.\n"), TIDES),
    Fault("T902", "a blank of a template", add(TIDES, "\n<FILL: the neap tide>\n"), TIDES),
    Fault("T902", "a blank in the front matter", change("docs/people/ada-keeper.md", "role: keeper of the light, and the speaker", 'role: "<FILL: who this is>"'), "docs/people/ada-keeper.md:6"),
    Fault("T902", "a blank of which half was removed", add(TIDES, "\n<FILL: the neap tide is low.\n"), TIDES),
    Fault("T903", "a link out of docs/", lambda p: (p.root / "docs/out.md").symlink_to("/etc/hostname"), "docs/out.md"),
    Fault("T903", "a folder named like a page", lambda p: (p.root / "docs/x.md").mkdir(), "docs/x.md"),
    Fault("T903", "a page of ten megabytes", lambda p: p.write("docs/big.md", MATTER + "word " * 2_000_000), "docs/big.md"),
    Fault("T903", "a name that makes a bad address", lambda p: p.write("docs/Some_Page.md", MATTER), "docs/Some_Page.md"),
    Fault("M701", "a moment that cannot be", change(TIDES, "keeper2020tides, 1:05", "keeper2020tides, 1:65"), f"{TIDES}:15"),
    Fault("M701", "a moment past the end", change(TIDES, "keeper2020tides, 1:05", "keeper2020tides, 6:05"), f"{TIDES}:15"),
    Fault("C501", "a chapter without a person", change(LAMPS, "[Ada Keeper](../people/ada-keeper.md)", "The keeper"), LAMPS),
    Fault("C501", "a chapter without a term", change(LAMPS, "[tide](../glossary.md#tide)", "tide"), LAMPS),
    Fault("C501", "a chapter without another chapter", change(LAMPS, "[tides](tides.md)", "tides"), LAMPS),
    Fault("M701", "two moments in one citation", change(TIDES, "keeper2020tides, 1:05]", "keeper2020tides, 1:05, 1:20]"), TIDES),
    Fault("P401", "a published page that is gone", lambda p: promise(p, "/gone/"), "permalinks.txt"),
    Fault("P401", "a published heading id that was renamed", lambda p: (promise(p), p.replace(TIDES, "{#post}", "{#pole}")), "permalinks.txt"),
    Fault("P401", "a published quotation that was taken out", lambda p: (promise(p), p.replace(TIDES, '"the sea is slower than the clock" [@keeper2020tides, 1:05]', "so")), "permalinks.txt"),
    Fault("P402", "a redirect to nowhere", lambda p: p.write("redirects.txt", "/gone/ /nowhere/\n"), "redirects.txt:1"),
    Fault("P402", "a redirect that hides a page", lambda p: p.write("redirects.txt", "# moved\n/chapters/tides/ /chapters/lamps/\n"), "redirects.txt:2"),
    Fault("P402", "a redirect in two hops", lambda p: p.write("redirects.txt", "/a/ /b/\n/b/ /chapters/lamps/\n"), "redirects.txt:1"),
    Fault("P402", "a line that is no redirect", lambda p: p.write("redirects.txt", "https://elsewhere.example.org/ /a/\n"), "redirects.txt:1"),
    Fault("P402", "promises changed by hand", lambda p: (promise(p), p.replace("permalinks.txt", "/glossary/#tide\n", "")), "permalinks.txt"),
    Fault("Q301", "a quotation altered by a word", change(TIDES, "slower than the clock", "slower than the watch"), f"{TIDES}:17"),
    Fault("Q301", "a block quotation that drops a word", change(TIDES, "maybe a little less", "a little less"), f"{TIDES}:19"),
    Fault("Q301", "two places welded", change(TIDES, "the sea is slower than the clock", "the sea is slower than the clock trim the wick square or it smokes"), f"{TIDES}:17"),
    Fault("Q301", "words from elsewhere", change(TIDES, "the sea is slower than the clock", "the moon pulls harder than any rope"), f"{TIDES}:17"),
    Fault("Q302", "a quotation given to the other speaker", change(TIDES, "Keeper says that", "Asker says that"), f"{TIDES}:17"),
    Fault("Q302", "a block quotation given to the other speaker", change(TIDES, "> [@keeper2020tides, 1:20]", "> — Ben Asker [@keeper2020tides, 1:20]"), f"{TIDES}:19"),
    Fault("Q303", "a quotation moved by two minutes", change(TIDES, 'clock" [@keeper2020tides, 1:05]', 'clock" [@keeper2020tides, 3:05]'), f"{TIDES}:17"),
    Fault("Q303", "a quotation without a moment", change(TIDES, 'clock" [@keeper2020tides, 1:05]', 'clock" [@keeper2020tides]'), f"{TIDES}:17"),
    Fault("Q304", "five quoted words without a citation", add(TIDES, '\nShe calls it "slower than any clock there is".\n'), TIDES),
    Fault("Q304", "a quotation mark that is not closed", add(TIDES, '\nShe calls it "slow.\n'), TIDES),
    Fault("Q305", "a quotation of 44 words", locked(add(TIDES, f'\nShe says "{LONG}" [@keeper2020tides, 1:05].\n')), TIDES),
    Fault("Q306", "more words than the budget allows", locked(add(TIDES, f'\nShe says "{BOOK}" [@keeper2020tides, 0:12].\nAlso "{LAMP}" [@keeper2020tides, 2:20].\n')), TIDES),
    Fault("Q307", "a cut that leaves out more than a minute", locked(add(TIDES, '\nShe "forty years I kept that light … trim the wick square or it smokes" [@keeper2020tides, 0:30].\n')), TIDES),
    Fault("Q307", "a cut that joins two speakers", locked(add(TIDES, '\n"somebody down there can hold you to … A lamp is work; trim the wick" [@keeper2020tides, 2:13].\n')), TIDES),
    Fault("Q308", "a moment inside an advertisement", change(TIDES, "a post [@keeper2020tides, 1:05]", "a post [@keeper2020tides, 1:50]"), f"{TIDES}:15"),
    Fault("Q309", "a quotation that nobody compared", add(TIDES, '\nShe "cut a mark for every foot" [@keeper2020tides, 0:22].\n'), TIDES),
    Fault("Q309", "words too few for the fingerprint", add(TIDES, '\nBrass "wants rubbing" [@keeper2020tides, 2:40].\n'), TIDES),
    Fault("R802", "a fingerprint that is damaged", lambda p: p.write("recording/fingerprint.bin", b"CFP1 no"), "recording/fingerprint.bin"),
    Fault("R802", "a lock that is no lock", add("recording/quotations.lock", "what is this\n"), "recording/quotations.lock:4"),
    Fault("R801", "a recording without its length", change("recording/recording.yml", 'length: "5:00"\n', ""), "recording/recording.yml"),
    Fault("X601", "a heading mark without its space", add(TIDES, "\n##Low {#low}\n"), TIDES),
    Fault("X601", "a list that is half a list", add(TIDES, "\n- one\n   - two\n  - three\n"), TIDES),
    Fault("Z001", "a site without citations", lambda p: [p.delete(f"docs/{n}") for n in ("chapters/tides.md", "chapters/lamps.md", "people/ada-keeper.md", "glossary.md")] and p.write("docs/index.md", MATTER + "\n[a](sources.md)\n") or p.write(BIB, ""), "docs"),
]

PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title><meta name="description" content="About it.">
<link rel="canonical" href="https://small.example.org/{address}">
<link rel="stylesheet" href="{up}site.css"></head>
<body><article><h1 id="top">{title}</h1><p>Words. <a href="{up}other/#part">other</a> <code>[@not a citation]</code></p>
<img src="{up}lamp.svg" alt="a lamp"><h2 id="part">Part</h2></article></body></html>
"""

BUILT = {
    "index.html": PAGE.format(title="Home", address="", up=""),
    "other/index.html": PAGE.format(title="Other", address="other/", up="../"),
    "site.css": "body { background: url(lamp.svg) }\n",
    "lamp.svg": "<svg/>",
}


def swap(old: str, new: str, name: str = "index.html") -> Callable:
    def plant(folder) -> None:
        path = folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return plant


BUILT_FAULTS = [
    Fault("H901", "a link to a page that was not built", swap('href="other/#part"', 'href="others/"')),
    Fault("H901", "a picture that was not built", swap('src="lamp.svg"', 'src="lamps.svg"')),
    Fault("H901", "a stylesheet that was not built", swap('href="site.css"', 'href="sites.css"')),
    Fault("H901", "the site's own address, dead", swap('href="other/#part"', 'href="https://small.example.org/gone/"')),
    Fault("H901", "a preview picture that was not built", swap("</head>", '<meta property="og:image" content="https://small.example.org/card.png"></head>')),
    Fault("H902", "an anchor that was not built", swap("other/#part", "other/#parts")),
    Fault("H903", "an id that was built twice", swap("<p>Words.", '<p id="part">Words.')),
    Fault("H904", "a script from another host", swap("</head>", '<script src="https://cdn.example.com/x.js"></script></head>')),
    Fault("H904", "a font from another host", swap("url(lamp.svg)", "url(https://fonts.example.com/a.woff2)", "site.css")),
    Fault("H904", "an image set from another host", swap("<p>Words.", '<p><img alt="" srcset="//cdn.example.com/a.png 2x">')),
    Fault("H904", "a style attribute that loads from another host", swap("<p>Words.", '<p style="background: url(https://cdn.example.com/a.png)">')),
    Fault("H905", "a citation that was not rendered", swap("Words.", "Words [@moss1999gauge].")),
    Fault("H905", "a footnote that was not rendered", swap("Words.", "Words[^1].")),
    Fault("H905", "a mark that was not replaced", swap("Words.", "Words &lt;!-- companion: sources --&gt;")),
    Fault("H906", "a page without a description", swap(' content="About it."', ' content=""')),
    Fault("H906", "a page without a language", swap(' lang="en"', "")),
    Fault("H906", "a page with two first headings", swap("<h2 id", "<h1>x</h1><h2 id")),
    Fault("H907", "a picture without alt", swap(' alt="a lamp"', "")),
]
