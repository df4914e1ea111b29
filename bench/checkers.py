"""Our check beside others, on the same planted faults, and its time and memory beside lychee's on the same built site."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from companion.build import BuildError, build_site
from tests.rules.faults import BUILT_FAULTS, SOURCE_FAULTS
from tests.rules.test_rules import built
from tests.small_site import Project

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))
PLAIN = """\
site_name: Plain
site_url: https://small.example.org/
theme: mkdocs
validation: {omitted_files: info, absolute_links: warn, unrecognized_links: warn, not_found: warn, anchors: warn}
plugins:
  - bibtex: {bib_dir: bib, bib_by_default: false, enable_inline_citations: false}
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc]
"""
"""MkDocs at its strictest, without this engine."""


def ran(*command: str, cwd: Path | None = None) -> tuple[int, str]:
    """Exit code and output."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace", env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return done.returncode, done.stdout + done.stderr


def lychee(folder: Path) -> tuple[int, str]:
    """lychee, offline, with fragments."""
    return ran(str(SCRIPTS / "lychee"), "--offline", "--no-progress", "--include-fragments=full", "--index-files", "index.html", "--root-dir", str(folder), str(folder))


def findings(root: Path) -> dict[str, int]:
    """How much each tool finds in a project: the number of its complaints."""
    site = root / "plain-site"
    (root / "plain.yml").write_text(PLAIN)
    strict, said = ran(str(SCRIPTS / "mkdocs"), "build", "--strict", "-f", "plain.yml", "-d", str(site), cwd=root)
    complaints = said.count("WARNING") + said.count("ERROR") + (strict not in (0, 1) or "Traceback" in said)
    ran(str(SCRIPTS / "mkdocs"), "build", "-q", "-f", "plain.yml", "-d", str(site), cwd=root)
    _, form = ran(str(SCRIPTS / "rumdl"), "check", "--no-config", "--no-cache", "--flavor", "mkdocs", "--disable", "MD013,MD025", "docs", cwd=root)
    _, links = lychee(site)
    return {"mkdocs": complaints, "rumdl": form.count("[MD"), "lychee": links.count("[ERROR]"), "ours": len(our_problems(root))}


def our_problems(root: Path) -> list:
    """What our source rules say."""
    from companion.rules import run
    from companion.site import Site

    return run("source", Site.parse(root, "https://small.example.org/"))


def fault_table() -> None:
    """Which planted faults each tool reports: more complaints than on the site without the fault."""
    caught = dict.fromkeys(("mkdocs", "rumdl", "lychee", "ours"), 0)
    print("| code | fault | mkdocs strict | rumdl | lychee | ours |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        clean = findings(Project(Path(folder)).root)
    for fault in SOURCE_FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder))
            fault.plant(project)
            found = findings(project.root)
        marks = {tool: found[tool] > clean[tool] for tool in caught}
        row(fault, marks, caught)
    for fault in BUILT_FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            fault.plant(built(Path(folder)))
            code, said = lychee(Path(folder))
            row(fault, {"mkdocs": False, "rumdl": False, "lychee": "[ERROR]" in said, "ours": True}, caught)
    total = len(SOURCE_FAULTS) + len(BUILT_FAULTS)
    print("| | **caught of " + str(total) + "** | " + " | ".join(str(n) for n in caught.values()) + " |\n")


def row(fault, marks: dict[str, bool], caught: dict[str, int]) -> None:
    """Print one line and count."""
    for tool, mark in marks.items():
        caught[tool] += mark
    print(f"| {fault.code} | {fault.what} | " + " | ".join("yes" if m else "" for m in marks.values()) + " |")


def measured(*command: str, cwd: Path) -> tuple[float, float]:
    """Seconds and megabytes that a command takes, the least of three runs.

    Memory is the process's own high-water mark, read while it runs: what the system tells of a child at its end includes its parent's.
    """
    best = (1e9, 1e9)
    for _ in range(3):
        began, most = time.perf_counter(), 0.0
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        status = Path(f"/proc/{process.pid}/status")
        while process.poll() is None:
            try:
                most = max(most, *(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")), 0.0)
            except OSError:
                break
            time.sleep(0.002)
        process.wait()
        best = min(best[0], time.perf_counter() - began), min(best[1], most)
    return best


BUILT_CHECK = "import sys; from pathlib import Path; from companion.built import BuiltSite; from companion.rules import run; run('built', BuiltSite.read(Path(sys.argv[1])))"


def speed_row(name: str, root: Path) -> None:
    """Our rules and lychee on one site."""
    with build_site(root) as folder:
        pages = len(list(folder.rglob("*.html")))
        source = measured(str(SCRIPTS / "companion"), "--root", str(root), "check", "--fast", cwd=root)
        ours = measured(sys.executable, "-c", BUILT_CHECK, str(folder), cwd=root)
        other = measured(str(SCRIPTS / "lychee"), "--offline", "--no-progress", "--include-fragments=full", "--index-files", "index.html", "--root-dir", str(folder), str(folder), cwd=root)
    print(
        f"| {name}, {pages:,} built pages | {source[0]:.1f} s, {source[1]:.0f} MB | {ours[0]:.1f} s, {ours[1]:.0f} MB | "
        f"{other[0]:.1f} s, {other[1]:.0f} MB | {ours[0] / other[0]:.1f} | {ours[1] / other[1]:.1f} |"
    )


def speed_table() -> None:
    """The real site, and one of a thousand pages."""
    print("| site | source rules | built rules | lychee | time, built rules to lychee | memory |\n| --- | --- | --- | --- | --- | --- |")
    speed_row("the real site", ROOT)
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        page = (project.root / "docs/chapters/tides.md").read_text()
        for number in range(1000):
            project.write(f"docs/chapters/tides-{number}.md", page.replace("title: Tides", f"title: Tides {number}"))
        # A small navigation, as the real site has: with all pages in it every page would carry a thousand links.
        project.append("mkdocs.yml", "nav: [index.md, glossary.md, sources.md]\nnot_in_nav: |\n  /chapters/\n  /people/\n  /q/\n")
        project.lock()
        try:
            speed_row("a thousand chapters", project.root)
        except BuildError as error:
            print(str(error)[:2000])


if __name__ == "__main__":
    if "speed" not in sys.argv:
        fault_table()
    speed_table()
