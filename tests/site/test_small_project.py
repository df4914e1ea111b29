"""The engine on another recording: it builds, and bad input gets a message instead of a traceback."""

import json

import pytest

from companion import cli
from companion.build import BuildError, build_site
from companion.built import BuiltSite
from companion.rules import run
from tests.small_site import Project


def test_it_serves_another_recording(tmp_path):
    project = Project(tmp_path)
    with build_site(project.root) as folder:
        built = BuiltSite.read(folder)
        tides = (folder / "chapters/tides/index.html").read_text()
        sources = (folder / "sources/index.html").read_text()
        uses = (folder / "sources/uses/1/index.html").read_text()
        person = (folder / "people/ada-keeper/index.html").read_text()
        assert [p for p in run("built", built) if p.code != "H906"] == []
    assert 'href="https://post.example.org/play?t=65"' in tides
    assert 'href="../../sources/#moss1999gauge">Moss 1999</a>' in tides
    assert 'id="ref-moss1999gauge"' in tides
    assert "[@not a citation]" in tides and "[@nobody1900]" in tides
    assert 'data-tip="The rise and fall of the sea."' in tides
    assert 'href="../lamps/"' in tides.partition('id="related"')[2] and "the light by which" in tides
    assert 'id="moss1999gauge"' in sources and 'href="uses/1/#moss1999gauge"' in sources
    assert 'id="moss1999gauge"' in uses and "<q>Others use a gauge.</q>" in uses
    assert "Mentioned in" in person and "<q>Ada Keeper reads the tide from a post.</q>" in person


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("docs/new.md", "---\ntitle: x\n---\n[@nobody2000]\n", "@nobody2000 is not in bib/"),
        ("bib/references.bib", "@misc{keeper2020tides,\n title = {x\n", "bib/references.bib:"),
        ("docs/new.md", "[x](http://[bad)\n", "has a broken host"),
        ("docs/new.md", "", "no front matter"),
        ("recording/recording.yml", "key: [", "it is not YAML"),
    ],
)
def test_bad_input_stops_the_build_with_file_and_mend(tmp_path, caplog, name, text, said):
    project = Project(tmp_path)
    project.write(name, text)
    with pytest.raises(BuildError) as error, build_site(project.root):
        pass
    assert said in str(error.value)
    assert "mend" in str(error.value)
    assert "Traceback" not in str(error.value)


def test_check_says_how_much_it_checked(tmp_path, capsys):
    project = Project(tmp_path)
    assert cli.main(["--root", str(tmp_path), "check", "--fast"]) == 0
    assert "no problems (6 pages, " in capsys.readouterr().out
    project.replace("docs/chapters/lamps.md", "(tides.md)", "(tide.md) [x](tides.md)")
    project.append("docs/chapters/tides.md", "\n[@nobody2000]\n")
    assert cli.main(["--root", str(tmp_path), "check"]) == 1
    said = capsys.readouterr().out
    assert "docs/chapters/lamps.md:16:5  L101 page-missing" in said
    assert "Did you mean chapters/tides.md" in said
    assert "docs/chapters/tides.md:32:1  B401 citation-unknown" in said
    assert "2 errors, 0 advice, in 2 files (6 pages, " in said
    assert "mend the sources first" in said


def test_check_looks_at_the_built_pages(tmp_path, capsys):
    project = Project(tmp_path)
    project.replace("mkdocs.yml", "site_name:", "site_description: x\nsite_name:")
    assert cli.main(["--root", str(tmp_path), "check"]) == 0
    assert " built pages checked in " in capsys.readouterr().out
    project.append("mkdocs.yml", "extra_javascript: [https://cdn.example.com/x.js]\n")
    assert cli.main(["--root", str(tmp_path), "check"]) == 1
    assert "H904 other-host" in capsys.readouterr().out


def test_what_is_safe_to_mend_is_mended(tmp_path, capsys):
    project = Project(tmp_path)
    project.append("docs/chapters/tides.md", "\n## Low water comes late\n\nShe waits [@keeper2020tides, 0:65].\n\n*  a list\n")
    assert cli.main(["--root", str(tmp_path), "check", "--fast", "--fix"]) == 0
    assert "2 problems mended" in capsys.readouterr().err
    text = (tmp_path / "docs/chapters/tides.md").read_text()
    assert "## Low water comes late {#low-water-comes}\n\nShe waits [@keeper2020tides, 1:05].\n\n* a list\n" in text


def test_problems_for_the_diff_and_for_programs(tmp_path, capsys):
    project = Project(tmp_path)
    project.append("docs/chapters/tides.md", "\n[@nobody2000]\n")
    assert cli.main(["--root", str(tmp_path), "check", "--fast", "--format", "github"]) == 1
    assert "::error file=docs/chapters/tides.md,line=32,col=1,title=B401 citation-unknown::@nobody2000 is not in bib/%0Amend: " in capsys.readouterr().out
    assert cli.main(["--root", str(tmp_path), "check", "--fast", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "B401"


def test_byte_order_marks_and_line_ends_change_nothing(tmp_path):
    project = Project(tmp_path)
    for name in ("bib/references.bib", "docs/chapters/tides.md"):
        text = (tmp_path / name).read_text()
        project.write(name, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert project.problems() == []
    with build_site(project.root) as folder:
        assert "Moss 1999" in (folder / "chapters/tides/index.html").read_text()


@pytest.mark.parametrize(
    "plant",
    [
        lambda p: p.write("docs/empty.md", ""),
        lambda p: p.write("docs/binary.md", bytes(range(256)) * 40),
        lambda p: p.write("docs/big.md", "word " * 2_100_000),
        lambda p: (p.root / "docs/out.md").symlink_to("/etc/hostname"),
        lambda p: (p.root / "docs/x.md").mkdir(),
        lambda p: p.write("docs/bad.md", "[x](http://[bad)"),
        lambda p: p.write("bib/references.bib", "@@@{{{"),
        lambda p: p.write("bib/empty.bib", ""),
        lambda p: p.write("recording/recording.yml", "- 1\n- 2\n"),
        lambda p: p.write("recording/quotations.lock", b"\xff\xfe"),
        lambda p: p.write("permalinks.txt", b"/x/\n"),
        lambda p: p.write("redirects.txt", "one two three\n"),
        lambda p: p.delete("docs/glossary.md"),
        lambda p: p.delete("docs/sources.md"),
    ],
)
def test_no_input_makes_the_check_fall_over(tmp_path, plant, capsys):
    project = Project(tmp_path)
    plant(project)
    code = cli.main(["--root", str(tmp_path), "check"])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert code == 0 or " error" in said.out
    assert "checked in" in said.out
