"""What CONTRIBUTING.md shows is what happens."""

import re
import shutil

import pytest

from companion import cli
from tests.conftest import ROOT

SHOWN = re.findall(r"(?ms)^```text\n(.*?)\n```", (ROOT / "CONTRIBUTING.md").read_text())


def example(beginning: str) -> str:
    """The one example with that beginning."""
    (found,) = [text for text in SHOWN if text.startswith(beginning)]
    return without_places(found)


def without_places(text: str) -> str:
    """The text without numbers of lines and columns, which change with the files."""
    return re.sub(r"(\.(?:md|bib)):\d+(?::\d+)?", r"\1", text)


@pytest.fixture
def copy(tmp_path):
    for name in ("docs", "bib", "recording"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(copy, capsys, *arguments: str) -> str:
    cli.main(["--root", str(copy), *arguments])
    return without_places(capsys.readouterr().out)


def replace(path, *pairs: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text)


def test_a_wrong_key_is_answered_as_shown(copy, capsys):
    replace(copy / "docs/chapters/scaling-vs-research.md", ("@kaplan2020scaling", "@kaplan2002scaling"))
    assert example("docs/chapters/") in run(copy, capsys, "check", "--fast")


def test_a_page_and_a_source_are_begun_as_shown(copy, capsys):
    address = "https://arxiv.org/abs/2104.12871"
    begun = run(copy, capsys, "new", "person", "Jane Doe")
    assert f'$ make new KIND=person NAME="Jane Doe"\n{begun}' == example("$ make new KIND=person") + "\n"
    begun = run(copy, capsys, "new", "source", address)
    assert f"$ make new KIND=source NAME={address}\n{begun}" == example("$ make new KIND=source") + "\n"
    replace(copy / "bib/references.bib", ("<FILL: every author as Surname, Given>", "Mitchell, Melanie"), ("<FILL: the title as printed>", "Why AI is Harder Than We Think"))
    said = run(copy, capsys, "check", "--fast")
    for problem in example("docs/people/").split("\n\n"):
        assert problem in said
