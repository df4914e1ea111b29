"""Reading the bibliography and citations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.citations import Citation, parse_citations, plain, read_bibliography, reference_html
from companion.text import CITATION

BIB = r"""
@inproceedings{one2020,
  author = {de la Cruz, Ana and M{\"u}ller, J{\"o}rg and others},
  title = {{A {TeX} Title -- with ``quotes''}},
  booktitle = {Proc. of Things},
  pages = {1--20},
  year = {2020},
  eprint = {2001.08361},
  archivePrefix = {arXiv},
}
@misc{two2021,
  author = {{The Institute \& Co}},
  title = {{Why?}},
  howpublished = {Institute},
  year = {2021},
  date = {2021-03-09},
  url = {https://example.org/a?b=1&c=2},
}
"""


@pytest.fixture
def bibliography(tmp_path):
    (tmp_path / "a.bib").write_text(BIB)
    return read_bibliography(tmp_path, tmp_path)


def test_reads_lines_labels_and_addresses(bibliography):
    assert bibliography.faults == []
    one, two = bibliography["one2020"], bibliography["two2021"]
    assert (one.line, two.line) == (2, 11)
    assert one.label == "de la Cruz et al. 2020"
    assert two.label == "The Institute & Co 2021"
    assert one.address == "https://arxiv.org/abs/2001.08361"


def test_writes_references(bibliography):
    assert reference_html(bibliography["one2020"]) == (
        'Ana de la Cruz, Jörg Müller and others (2020). <a href="https://arxiv.org/abs/2001.08361"><cite>A TeX Title – with “quotes”</cite></a>. '
        "In Proc. of Things, 1–20. arXiv:2001.08361."
    )
    assert reference_html(bibliography["two2021"]) == (
        'The Institute &amp; Co (9 March 2021). <a href="https://example.org/a?b=1&amp;c=2"><cite>Why?</cite></a> Institute.'
    )


def test_sources_of_one_author_and_year_are_told_apart(tmp_path):
    entry = "@misc{{{key},\n author={{Keeper, Ada}}, title={{T}}, howpublished={{H}}, year={{2020}}, date={{{date}}}, url={{https://x.example.org/{key}}}\n}}\n"
    (tmp_path / "a.bib").write_text(entry.format(key="keeper2020late", date="2020-09-01") + entry.format(key="keeper2020early", date="2020-02-01"))
    bibliography = read_bibliography(tmp_path, tmp_path)
    assert bibliography["keeper2020early"].label == "Keeper 2020a"
    assert bibliography["keeper2020late"].label == "Keeper 2020b"
    assert "(1 February 2020, here 2020a)" in reference_html(bibliography["keeper2020early"])


def test_one_broken_entry_hides_no_other(tmp_path):
    (tmp_path / "a.bib").write_text("@misc{bad1,\n title = {x\n}\n\n" + BIB.strip() + "\n@misc{bad2, title {x}}\n")
    bibliography = read_bibliography(tmp_path, tmp_path)
    assert set(bibliography.sources) >= {"one2020", "two2021"}
    assert len(bibliography.faults) == 2
    assert all("cannot be read" in fault.message for fault in bibliography.faults)


def test_byte_order_mark_and_line_ends_do_no_harm(tmp_path):
    (tmp_path / "a.bib").write_bytes(b"\xef\xbb\xbf" + BIB.replace("\n", "\r\n").encode())
    bibliography = read_bibliography(tmp_path, tmp_path)
    assert bibliography.faults == []
    assert set(bibliography.sources) == {"one2020", "two2021"}


def test_parses_prefix_locator_and_several():
    assert parse_citations("see @a2020b, p. 3; @c_d-e") == [Citation("a2020b", "see", "p. 3"), Citation("c_d-e")]


@pytest.mark.parametrize("text", ["[a](b.md)", "a@b.example", "[mail](mailto:a@b.example)", "[x][@y]: z", r"\[@a]", "[@a](b)"])
def test_leaves_what_is_no_citation(text):
    assert not CITATION.search(text)


def test_a_citation_may_stand_before_a_colon():
    assert CITATION.search("So says [@a2020]: more.")


def test_plain_text():
    assert plain(r"{\'E}tude: \$3 \& more---``so''") == "Étude: $3 & more—“so”"


@given(st.text(max_size=300))
def test_no_bibliography_raises(text):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.bib").write_text(text, encoding="utf-8", errors="ignore")
        read_bibliography(Path(folder), Path(folder))
