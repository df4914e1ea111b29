"""`companion new`: what it writes passes once its blanks are filled, and not before; bad names get one line."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion import cli
from companion.permalinks import write_permalinks
from companion.problems import report
from companion.schema import keys
from companion.site import Page
from companion.templates import TEMPLATES, Refused, new_page
from companion.text import BLANK
from tests.small_site import Project

FILES = {
    "chapter": "docs/chapters/low-water.md",
    "claim": "docs/claims/c1-low-water.md",
    "person": "docs/people/low-water.md",
    "picture": "docs/pictures/low-water.md",
    "term": "docs/glossary.md",
}
FILLED = {
    "summary": "What was written where the template had a blank, in one sentence that is long enough for search and previews.",
    "moments": "0:10–1:40",
    "page": "chapters/tides.md",
    "moment": "1:05",
    "speaker": "Ada Keeper",
    "kind": "observation",
    "standing": "untestable",
    "chapter": "chapters/tides.md",
}
LEAD = "[Ada Keeper](../people/ada-keeper.md) and the [tide](../glossary.md#tide), as in [tides](tides.md) [@moss1999gauge].\n"


def fill(text: str, kind: str) -> str:
    """Put something in each blank, by its key or else words."""
    names = re.compile(r'(?m)^[ -]*(\w+): "(<FILL[^>]*>)"$')
    text = names.sub(lambda m: m[0].replace(m[2], FILLED.get(m[1], "Some words")), text)
    text = re.sub(r'(?m)^  - "<FILL[^>]*>"$', f'  - {FILLED["moments"]}', text)
    text = re.sub(r"(?m)^<FILL[^>]*>$", LEAD.strip() if kind == "chapter" else "Some words", text, count=1)
    return BLANK.sub("Some words", text)


def new(project, *arguments: str) -> int:
    return cli.main(["--root", str(project.root), "new", *arguments])


@pytest.mark.parametrize("kind", FILES)
def test_it_passes_when_its_blanks_are_filled_and_not_before(tmp_path, capsys, kind):
    project = Project(tmp_path)
    project.replace("mkdocs.yml", "site_name:", "site_description: x\nsite_name:")
    assert new(project, kind, "Low water") == 0
    said = capsys.readouterr().out
    file = tmp_path / FILES[kind]
    blanks = [(n, line) for n, line in enumerate(file.read_text().split("\n"), 1) if BLANK.search(line)]
    assert len(blanks) >= 3
    assert f"{FILES[kind]}: fill {len(blanks)} blanks" in said
    for line, text in blanks:
        assert f"  {FILES[kind]}:{line}  {text.strip().replace('<FILL: ', '<')}" in said
    project.append("docs/index.md", f"\nSee [low water]({FILES[kind].removeprefix('docs/')}).\n")
    found = project.problems()
    assert [p.line for p in found if p.code == "T902"] == [n for n, _ in blanks]
    assert {p.code for p in found} == ({"T902", "C501"} if kind == "chapter" else {"T902"}), report(found, "")

    file.write_text(fill(file.read_text(), kind))
    assert project.problems() == [], report(project.problems(), "")
    assert cli.main(["--root", str(tmp_path), "check"]) == 0, capsys.readouterr().out


def test_a_new_page_says_what_else_to_do(tmp_path):
    Project(tmp_path)
    assert "link it in docs/people/index.md: - [Jo Ann O'Neil](jo-ann-oneil.md): who this is" in new_page(tmp_path, "person", "Jo Ann O'Neil")
    assert "mkdocs.yml under nav: - chapters/fog.md" in new_page(tmp_path, "chapter", "Fog")
    assert "[C1](../claims/c1-fog.md)" in new_page(tmp_path, "claim", "Fog")
    assert "[Spring tide](../glossary.md#spring-tide)" in new_page(tmp_path, "term", "Spring tide")


@pytest.mark.parametrize("kind", ["chapter", "claim", "person", "picture"])
def test_a_template_has_the_keys_that_its_kind_needs(kind):
    page = Page(f"{kind}.md", "", (TEMPLATES / f"{kind}.md").read_text())
    assert list(page.front_matter)
    optional = {"picture": {"scale", "legend", "related"}}.get(kind, set())
    assert set(page.front_matter) == {name for name, key in keys(kind).items() if key.required} | optional


def test_a_title_is_safe_yaml(tmp_path):
    project = Project(tmp_path)
    for name in ("Yes", "1999", "Tides: a history", "What's next?", "1:18:13"):
        new_page(tmp_path, "person", name)
    titles = {p.front_matter["title"] for p in project.site().kind("person")}
    assert titles == {"Ada Keeper", "Yes", "1999", "Tides: a history", "What's next?", "1:18:13"}


def test_tags_are_never_used_again(tmp_path):
    project = Project(tmp_path)
    project.write("docs/claims/c9-fog.md", "x")
    assert "c10-low-water.md" in new_page(tmp_path, "claim", "Low water")
    write_permalinks(tmp_path, {"/c/41/", "/c/7/#open"})
    assert "c42-high-water.md" in new_page(tmp_path, "claim", "High water")


def test_a_term_stands_at_its_alphabetical_place(tmp_path):
    project = Project(tmp_path)
    for name in ("Anchor", "Tide table", "Spring tide", "Sextant", "Zenith", "Ebb", "tar", "Écluse"):
        new_page(tmp_path, "term", name)
    headings = [(h.level, h.text) for h in project.site().pages["glossary.md"].headings[1:]]
    letters = {2: [t for level, t in headings if level == 2], 3: [t for level, t in headings if level == 3]}
    assert letters[2] == ["A", "E", "S", "T", "Z"]
    assert letters[3] == ["Anchor", "Ebb", "Écluse", "Sextant", "Spring tide", "tar", "Tide", "Tide table", "Zenith"]
    text = (tmp_path / "docs/glossary.md").read_text()
    assert "## S {#letter-s}\n\n### Sextant {#sextant}\n\n<FILL" in text
    assert "\n\n\n" not in text and text.endswith(">\n")
    assert "The rise and fall of the sea.\nShe uses" in text


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("person", "../x", "'../x' is not a name"),
        ("person", "😀", "'😀' is not a name"),
        ("person", "", "'' is not a name"),
        ("term", "a" * 200, "gives an address of 200 characters, and 60 are the most"),
        ("claim", "a" * 5000, "gives an address of 5000 characters"),
        ("chapter", "a\nb", r"'a\nb' is not a name"),
        ("chapter", "<script>", "is not a name"),
        ("chapter", "Jane_Doe", "is not a name"),
        ("person", "Jr.", "no , . : ! last"),
        ("person", "/etc/passwd", "is not a name"),
        ("person", "\udcff", r"'\udcff' is not a name"),
        ("person", "Łukasz Kaiser", "letters that an address cannot have (Ł)"),
        ("person", "李飞飞", "letters that an address cannot have (李飞飞)"),
        ("person", "Ada Keeper", "docs/people/ada-keeper.md is there already"),
        ("person", "ada keeper", "docs/people/ada-keeper.md is there already"),
        ("chapter", "Index", "docs/chapters/index.md is there already"),
        ("term", "tide", "docs/glossary.md:12 has Tide already"),
        ("term", "Glossary", "docs/glossary.md:8 has Glossary already"),
        ("claim", "Fog?", "docs/claims/c3-fog.md is there already"),
        ("book", "Fog", "there is no kind 'book': take chapter, claim, person, picture, term or source, as in make new"),
        ("", "Fog", "there is no kind ''"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(tmp_path, capsys, kind, name, said):
    project = Project(tmp_path)
    project.write("docs/chapters/index.md", "x")
    project.write("docs/claims/c3-fog.md", "---\ntitle: Fog\n---\n")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert new(project, "--", kind, name) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1 and len(captured.err) < 250
    assert said in captured.err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_nothing_is_overwritten_that_cannot_be_read(tmp_path, capsys):
    project = Project(tmp_path)
    project.write("docs/people/fog.md", b"\xff\xfe")
    (tmp_path / "docs/people/gone.md").symlink_to("/nowhere/at/all")
    project.write("docs/glossary.md", b"\xff\xfe")
    assert new(project, "person", "Fog") == new(project, "person", "Gone") == new(project, "term", "Fog") == 2
    said = capsys.readouterr().err
    assert "docs/people/fog.md is there already" in said and "docs/glossary.md cannot be read" in said
    assert (tmp_path / "docs/people/gone.md").is_symlink()


def test_outside_a_project_it_says_so(tmp_path, capsys):
    assert cli.main(["--root", str(tmp_path), "new", "person", "Fog"]) == 2
    assert "there is no docs/ in" in capsys.readouterr().err


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(["chapter", "claim", "person", "term"]), name=st.text(max_size=80))
def test_any_name_gives_a_page_below_docs_or_one_line(tmp_path_factory, kind, name):
    root = tmp_path_factory.mktemp("any")
    (root / "docs").mkdir()
    (root / "docs/glossary.md").write_text("# Glossary\n")
    try:
        new_page(root, kind, name)
    except Refused as error:
        assert "\n" not in str(error)
        assert [p.name for p in root.rglob("*.md")] == ["glossary.md"]
    else:
        written = [p.relative_to(root / "docs").as_posix() for p in root.rglob("*.md") if p.name != "glossary.md"]
        assert all(re.fullmatch(r"(chapters|people)/[a-z0-9-]{1,60}\.md|claims/c1-[a-z0-9-]{1,60}\.md", path) for path in written)
