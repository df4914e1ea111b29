"""Front matter: what a claim needs, and the JSON Schemas that editors use."""

import datetime
import json
from pathlib import Path

import pytest

from companion import cli
from companion.schema import json_schemas, keys
from tests.small_site import TODAY, Project

ROOT = Path(__file__).parent.parent.parent
CLAIM = f"""---
title: The sea is slow
summary: A claim made for tests; it has every key that a claim has, and those of a forecast where a test adds them.
last_validated: {TODAY}
decay: slow
tag: C14
moment: "1:05"
speaker: Ada Keeper
kind: observation
standing: untestable
chapter: chapters/tides.md
responses:
  - person: people/ada-keeper.md
    stance: partly
    citation: "[@moss1999gauge, p. 7]"
---

# The sea is slow

Words.
"""
FORECAST = CLAIM.replace("kind: observation", "kind: forecast\nhorizon: none stated\nresolves_when: it is noon\nreview_by: 2999-01-02\nstatus: open")
FILE = "docs/claims/c14-slow-sea.md"


def claim(project, text):
    """Write the claim, and link it."""
    project.write(FILE, text)
    project.append("docs/index.md", "\n[C14](claims/c14-slow-sea.md)\n")


@pytest.mark.parametrize("text", [CLAIM, FORECAST])
def test_a_complete_claim_has_no_problem(tmp_path, text):
    project = Project(tmp_path)
    claim(project, text)
    assert project.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "mend"),
    [
        ("tag: C14\n", "", 1, "a claim needs tag", "add\ntag: the permanent tag"),
        ("tag: C14", "tag: C15", 6, "tag “C15” is not the tag in the file's name", "write tag: C14"),
        ("tag: C14", "tag: 14", 6, "tag is not a text", "quotation marks"),
        ('moment: "1:05"', "moment: 1:05", 7, "moment is not a text", "a moment stands in quotation marks"),
        ('moment: "1:05"', 'moment: "9:99"', 7, "9:99", "10:39"),
        ('moment: "1:05"', 'moment: "9:05"', 7, "past the end", "up to 5:00"),
        ("speaker: Ada Keeper", "speaker: Ada Keper", 8, "speaker “Ada Keper” is not a speaker of the recording", "Did you mean Ada Keeper?"),
        ("kind: observation", "kind: observations", 9, "kind “observations” is not known", "Did you mean observation?"),
        ("kind: observation", "kind: observation\nhorizon: none stated", 10, "a claim has no key “horizon”", "Or write kind: forecast."),
        ("kind: observation", "kind: forecast", 1, "a forecast needs horizon, resolves_when, review_by, status", "status: one of: open, came true"),
        ("standing: untestable", "standing: true", 10, "standing “True” is not known", "write one of supported"),
        ("chapter: chapters/tides.md", "chapter: chapters/tide.md", 11, "is not the path of a chapter", "Did you mean chapters/tides.md or"),
        ("chapter: chapters/tides.md", "chapter: people/ada-keeper.md", 11, "is not the path of a chapter", "chapters/"),
        ("    stance: partly\n", "", 12, "does not have person and stance and citation", "write - person: … and, below it, stance: …"),
        ("stance: partly", "stance: denies", 12, "responses stance “denies” is not known", "write one of agrees"),
        ("person: people/ada-keeper.md", "person: Ada Keeper", 12, "is not the path of a person's page", "people/ada-keeper.md"),
        ('"[@moss1999gauge, p. 7]"', "moss1999gauge", 12, "“moss1999gauge” is not a citation", '"[@key]"'),
        ('"[@moss1999gauge, p. 7]"', '"[@mos1999gauge]"', 12, "cites @mos1999gauge, which is not in bib/", "Did you mean @moss1999gauge?"),
    ],
)
def test_what_is_wrong_with_a_claim(tmp_path, old, new, line, message, mend):
    project = Project(tmp_path)
    assert old in CLAIM
    claim(project, CLAIM.replace(old, new))
    found = project.problems()
    assert {(p.code, p.file) for p in found} == {("F602", FILE)}
    assert any(p.line == line and message in p.message and mend in p.mend for p in found), found


@pytest.mark.parametrize(("old", "new", "message"), [("review_by: 2999-01-02", "review_by: some day", "is not a date"), ("status: open", "status: oepn", "“oepn” is not known")])
def test_what_is_wrong_with_a_forecast(tmp_path, old, new, message):
    project = Project(tmp_path)
    claim(project, FORECAST.replace(old, new))
    assert [message in p.message for p in project.problems()] == [True]


def test_a_tag_is_given_once_and_stands_in_the_file_name(tmp_path):
    project = Project(tmp_path)
    project.write(FILE, CLAIM)
    project.write("docs/claims/c14-again.md", CLAIM)
    project.write("docs/claims/sea.md", CLAIM)
    messages = {p.file: p.message for p in project.problems() if p.code == "F602"}
    assert messages == {
        FILE: "tag C14 is also the tag of docs/claims/c14-again.md",
        "docs/claims/c14-again.md": f"tag C14 is also the tag of {FILE}",
        "docs/claims/sea.md": "tag “C14” is not in the file's name",
    }


@pytest.mark.parametrize("value", ["1", "[]", "{}", "[1]", "[{}]", "[[]]", "null", "2026-01-02", "true", "''", "[null]", "[{page: 1, why: 2}]", "[{person: 1, stance: [], citation: {}}]", "[{label: 1, url: 2}]"])
def test_no_value_raises(tmp_path, value):
    project = Project(tmp_path)
    for kind, file in (("chapter", "docs/chapters/x.md"), ("person", "docs/people/x.md"), ("forecast", FILE)):
        for name in keys(kind):
            project.write(file, f"---\nkind: forecast\n{name}: {value}\n---\n\n# x\n")
            assert [p for p in project.problems() if p.file == file]
        project.delete(file)


def test_the_schemas_for_editors_are_up_to_date(tmp_path, capsys):
    for name, text in json_schemas().items():
        assert (ROOT / name).read_text() == text, "make them anew: companion schema"
    assert cli.main(["--root", str(tmp_path), "schema"]) == 0
    assert capsys.readouterr().out.split() == list(json_schemas())
    assert all((tmp_path / name).read_text() == text for name, text in json_schemas().items())


def test_a_schema_names_every_key_and_what_belongs_there():
    for name, text in json_schemas().items():
        schema = json.loads(text)
        for one in [schema] if "if" not in schema else [schema["then"], schema["else"]]:
            assert one["additionalProperties"] is False and {"title", "summary"} <= set(one["required"])
            assert all("description" in shape for key, shape in one["properties"].items() if key not in ("hide", "search", "template")), name
    claim = json.loads(json_schemas()[".vscode/front-matter/claim.json"])
    assert "review_by" in claim["then"]["required"] and "review_by" not in claim["else"]["properties"]
    assert datetime.date.fromisoformat(TODAY)
