"""`companion add-source`: what it recognizes, what it writes and where, what it refuses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import cli
from companion.add_source import add_source, recognize
from companion.citations import KEY, proposed_key
from companion.problems import report
from companion.templates import Refused
from companion.text import BLANK
from tests.small_site import Project


@pytest.mark.parametrize(
    ("written", "sort", "identity"),
    [
        ("10.1038/s41586-025-09422-z", "doi", "10.1038/s41586-025-09422-z"),
        ("doi: 10.1038/NATURE14539", "doi", "10.1038/nature14539"),
        ("https://doi.org/10.1038/nature14539.", "doi", "10.1038/nature14539"),
        ("dx.doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "doi", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
        ("https://dl.acm.org/doi/abs/10.1145/3442188.3445922?x=1", "doi", "10.1145/3442188.3445922"),
        ("2001.08361", "arxiv", "2001.08361"),
        ("arXiv:2001.08361v2", "arxiv", "2001.08361"),
        ("https://arxiv.org/abs/2001.08361", "arxiv", "2001.08361"),
        ("https://www.arxiv.org/pdf/2001.08361v1.pdf#page=3", "arxiv", "2001.08361"),
        ("arxiv.org/html/2511.00001", "arxiv", "2511.00001"),
        ("10.48550/arXiv.2001.08361", "arxiv", "2001.08361"),
        ("https://doi.org/10.48550/ARXIV.2001.08361", "arxiv", "2001.08361"),
        ("math.GT/0309136", "arxiv", "math/0309136"),
        ("https://arxiv.org/abs/cs/0112017v1", "arxiv", "cs/0112017"),
        ("https://www.youtube.com/watch?t=10&v=aR20FWCCjAs", "video", "aR20FWCCjAs"),
        ("https://youtu.be/aR20FWCCjAs?si=x", "video", "aR20FWCCjAs"),
        ("https://m.youtube.com/shorts/aR20FWCCjAs", "video", "aR20FWCCjAs"),
        ("https://twitter.com/sama/status/1856941766915641580?s=20", "post", "1856941766915641580"),
        ("https://x.com/sama/status/1856941766915641580/photo/1", "post", "1856941766915641580"),
        ("http://www.Example.org/a/b/?utm_source=x&q=1#top", "page", "example.org/a/b?q=1"),
        ("https://www.youtube.com/@channel", "page", "youtube.com/@channel?"),
    ],
)
def test_recognizes(written, sort, identity):
    found = recognize(written)
    assert found is not None
    assert (found.sort, found.identity) == (sort, identity)


@pytest.mark.parametrize("written", ["", " ", "../x", "😀", "a" * 200, "http://[bad", "https://", "https://x", "file:///etc/passwd", "javascript:alert(1)", "https://a.org/}{", "https://a.org/a b", "https://a.org/a\nb", "10.1/x", "2013.12345", "20010.08361", "https://https://a.org", "ftp://a.org/", "\udcff"])
def test_anything_else_is_refused_in_one_line(tmp_path, capsys, written):
    project = Project(tmp_path)
    before = (tmp_path / "bib/references.bib").read_bytes()
    assert cli.main(["--root", str(project.root), "add-source", "--", written]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1 and len(captured.err) < 250
    assert "is not a DOI (10.1038/s41586-025-09422-z), an arXiv number (2001.08361) or an address" in captured.err
    assert (tmp_path / "bib/references.bib").read_bytes() == before


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.\[\]/:@?#%-]{0,30}", fullmatch=True))
def test_nothing_raises_and_an_address_means_the_same_again(text):
    found = recognize(text)
    if found:
        again = recognize(found.address)
        assert again and again[:2] == found[:2]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://doi.org/10.1234/HARBOUR.7", "moss1999gauge"),
        ("post.example.org/tides".join(["https://www.", "/#t"]), "keeper2020tides"),
        ("arXiv:2005.00001v3", "wind2020waves"),
    ],
)
def test_a_source_that_is_there_is_named(tmp_path, capsys, written, key):
    project = Project(tmp_path)
    project.append("bib/references.bib", "\n@misc{wind2020waves,\n  author = {Wind, W.},\n  title = {{Waves}},\n  url = {https://arxiv.org/pdf/2005.00001},\n}\n")
    assert cli.main(["--root", str(tmp_path), "add-source", written]) == 2
    assert re.fullmatch(rf"bib/references\.bib:\d+ has this source already: cite it as \[@{key}\]\n", capsys.readouterr().err)


ENTRIES = {
    "2005.00001": ("misc", {"howpublished": "arXiv preprint", "eprint": "2005.00001", "archivePrefix": "arXiv", "year": "2020", "url": "https://arxiv.org/abs/2005.00001"}),
    "hep-th/9901001": ("misc", {"eprint": "hep-th/9901001", "year": "1999"}),
    "10.1234/Tar.9": ("article", {"doi": "10.1234/Tar.9"}),
    "https://youtu.be/aR20FWCCjAs": ("misc", {"url": "https://www.youtube.com/watch?v=aR20FWCCjAs"}),
    "https://twitter.com/sama/status/1856941766915641580": ("misc", {"howpublished": "X, post 1856941766915641580", "year": "2024", "date": "2024-11-14", "url": "https://x.com/sama/status/1856941766915641580"}),
    "https://x.com/jack/status/20": ("misc", {"howpublished": "X, post 20"}),
    "https://www.theverge.com/2025/11/26/some-thing?utm_source=x": ("misc", {"year": "2025", "date": "2025-11-26", "url": "https://www.theverge.com/2025/11/26/some-thing"}),
    "https://ada.example.org/notes_on-tar.html": ("misc", {"url": "https://ada.example.org/notes_on-tar.html"}),
    "https://bücher.example.org/ä?x=%7B&y=~a_b": ("misc", {"url": "https://bücher.example.org/ä?x=%7B&y=~a_b"}),
}


@pytest.mark.parametrize("written", ENTRIES)
def test_what_is_known_is_filled_in_and_the_rest_keeps_the_check_red(tmp_path, capsys, written):
    project = Project(tmp_path)
    bib = tmp_path / "bib/references.bib"
    assert cli.main(["--root", str(tmp_path), "add-source", written]) == 0
    said = capsys.readouterr().out
    blanks = [(n, line.strip()) for n, line in enumerate(bib.read_text().split("\n"), 1) if BLANK.search(line)]
    for number, line in blanks:
        assert f"  bib/references.bib:{number}  {line.replace('<FILL: ', '<')}" in said
    (key,) = set(project.site().bibliography.sources) - {"moss1999gauge", "keeper2020tides"}
    assert KEY.fullmatch(key)
    project.append("docs/chapters/tides.md", f"\nSo it is [@{key}].\n")
    assert [(p.code, p.line) for p in project.problems()] == [("B404", n) for n, _ in blanks], report(project.problems(), "")

    text = bib.read_text().replace("<FILL: four digits or n.d.>", "n.d.").replace("<FILL: every author as Surname, Given>", "Mané, Dan and others")
    project.write("bib/references.bib", BLANK.sub("The tar", text))
    source = project.site().bibliography[key]
    kind, known = ENTRIES[written]
    assert source.entry.type == kind
    assert {name: source.entry.fields[name] for name in known} == known
    if "fill-" in key:
        (problem,) = project.problems()
        assert problem.message == f"{key}: the key still has its blanks"
        proposed = re.search(r"rename it (\S+), here", problem.mend)[1]
        assert proposed == f"mane{known.get('year', '-nd-')}tar"
        project.replace("bib/references.bib", key, proposed)
        project.replace("docs/chapters/tides.md", key, proposed)
    assert project.problems() == [], report(project.problems(), "")


def test_it_stands_at_its_alphabetical_place(tmp_path):
    project = Project(tmp_path)
    (tmp_path / "bib/references.bib").unlink()
    project.write("bib/references.bib", "% A head line.\n")
    for address in ("https://moss.example.org/2020/01/tar", "https://zoo.org/2020/01/x", "https://ada.org/2021/05/tar", "https://moss.example.org/2020/02/tar"):
        add_source(tmp_path, address)
    text = (tmp_path / "bib/references.bib").read_text()
    assert re.findall(r"@\w+\{(.*),", text) == ["ada2021tar", "example2020tar", "example2020tar2", "zoo2020x"]
    assert text.startswith("% A head line.\n\n@misc{ada") and "\n\n\n" not in text and text.endswith("}\n")
    project.delete("bib/references.bib")
    add_source(tmp_path, "https://zoo.org/2020/01/x")
    assert (tmp_path / "bib/references.bib").read_text().startswith("@misc{zoo2020x,\n")


def test_a_bibliography_that_cannot_be_read_is_mended_first(tmp_path):
    project = Project(tmp_path)
    project.write("bib/references.bib", b"@misc{a,\n title={\xff}}")
    with pytest.raises(Refused, match=r"bib/references.bib:2: this file is not UTF-8; mend that first: save it as UTF-8"):
        add_source(tmp_path, "2005.00001")
    project.write("bib/references.bib", "@misc{a,\n title={x}\n")
    with pytest.raises(Refused, match="mend that first: close every brace"):
        add_source(tmp_path, "2005.00001")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    project = Project(tmp_path)
    text = (tmp_path / "bib/references.bib").read_text()
    project.write("bib/references.bib", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    add_source(tmp_path, "2005.00001")
    assert set(project.site().bibliography.sources) == {"moss1999gauge", "keeper2020tides", "fill-surname2020fill-word"}


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (("Kaplan", "Scaling Laws for Neural Language Models", "2020"), "kaplan2020scaling"),
        (("van der Óord", "The 2 “Let's verify” papers", "n.d."), "vanderoord-nd-lets"),
        (("O'Neil", "A path", "2020"), "oneil2020path"),
        (("", "", ""), "fill-surnamefill-yearfill-word"),
        (("李", "语言", "2020"), "fill-surname2020fill-word"),
    ],
)
def test_keys_have_the_pattern_of_the_project(given, key):
    assert proposed_key(*given) == key and KEY.fullmatch(key)
    assert proposed_key(*given, {key, key + "2"}) == key + "3"
