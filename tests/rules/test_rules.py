"""Every rule is silent on a good site, and reports its planted faults, alone and with file and line."""

import re

import pytest

from companion.built import BuiltSite
from companion.problems import report
from companion.rules import catalogue, run
from tests.rules.faults import BUILT, BUILT_FAULTS, SOURCE_FAULTS
from tests.small_site import Project


def built(folder):
    for name, text in BUILT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_small_site_has_no_problem(tmp_path):
    assert Project(tmp_path).problems() == []


def test_the_small_built_site_has_no_problem(tmp_path):
    assert run("built", BuiltSite.read(built(tmp_path))) == []


UNLINKED = {"C503"}
"""A fault that is planted by a new page has no link to that page."""


@pytest.mark.parametrize("fault", SOURCE_FAULTS, ids=lambda f: f"{f.code} {f.what}")
def test_source_fault(tmp_path, fault):
    project = Project(tmp_path)
    fault.plant(project)
    found = project.problems()
    assert {p.code for p in found} - UNLINKED == {fault.code} - UNLINKED, report(found, "")
    assert fault.code in {p.code for p in found}, report(found, "")
    assert any(p.place.startswith(fault.where) for p in found), report(found, "")
    assert all(p.message and p.mend for p in found)


@pytest.mark.parametrize("fault", BUILT_FAULTS, ids=lambda f: f"{f.code} {f.what}")
def test_built_fault(tmp_path, fault):
    fault.plant(built(tmp_path))
    found = run("built", BuiltSite.read(tmp_path))
    assert {p.code for p in found} == {fault.code}, report(found, "")


def test_every_rule_has_a_planted_fault():
    planted = {f.code for f in SOURCE_FAULTS + BUILT_FAULTS}
    assert planted == set(catalogue())


def test_every_rule_says_what_why_and_mend():
    for rule, _ in catalogue().values():
        assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert rule.why.endswith(".") and rule.mend


def test_all_faults_appear_in_one_run(tmp_path):
    project = Project(tmp_path)
    project.append("docs/chapters/tides.md", "\nSee [x](gone.md) and [@nobody2000] at [y](#nowhere).\n")
    project.append("docs/chapters/lamps.md", "\n## No id\n")
    project.replace("bib/references.bib", "10.1234/harbour.7", "x")
    assert [p.code for p in project.problems()] == ["B404", "L111", "L101", "B401", "L102"]
