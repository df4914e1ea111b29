"""The `companion` command."""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from pathlib import Path

from .add_source import add_source
from .build import BuildError, build_site
from .built import BuiltSite
from .fingerprint import TranscriptError, build, read_transcript, to_bytes
from .lock import lock_entry, write_lock
from .permalinks import write_permalinks
from .problems import Problem, apply_fixes, count, report
from .proofs import VERBATIM, Transcript, verdict_by_transcript
from .rules import run
from .schema import json_schemas
from .site import FINGERPRINT, LOCK, SPEECH, Site
from .speech import seconds, to_json, turns
from .templates import Refused, new_page
from .tools import ToolError, rumdl


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit code: 0 nothing wrong, 1 problems, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="companion", description="Check and build a companion site.")
    parser.add_argument("--root", type=Path, default=Path("."), help="the project's top folder (default: here)")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check sources and built pages, offline")
    check.add_argument("--fast", action="store_true", help="the sources alone")
    check.add_argument("--fix", action="store_true", help="first mend what can be mended safely")
    check.add_argument("--format", choices=("text", "github", "json"), default="text", help="for people, for annotations, for programs")
    fingerprint = commands.add_parser("fingerprint", help="make recording/fingerprint.bin and speech.json from a transcript")
    fingerprint.add_argument("transcript", type=Path)
    verify = commands.add_parser("verify", help="compare all quotations with a transcript, word by word, and write the lock")
    verify.add_argument("--transcript", type=Path, required=True)
    commands.add_parser("permalinks", help="at a release: add what is new to permalinks.txt")
    new = commands.add_parser("new", help="begin a page: chapter, claim, person, picture, term; or an entry of the bibliography: source")
    new.add_argument("kind")
    new.add_argument("name", help="its name; of a source the DOI, arXiv number or address")
    source = commands.add_parser("add-source", help="the same as: new source")
    source.add_argument("name", help="a DOI, an arXiv number or an address")
    source.set_defaults(kind="source")
    commands.add_parser("schema", help="write the JSON Schemas of the front matter, for editors")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if options.command == "fingerprint":
            return _fingerprint(root, options.transcript)
        if options.command == "permalinks":
            new = write_permalinks(root, Site.parse(root).offered)
            print(f"permalinks.txt: {count(len(new), 'new address', 'new addresses')}")
            return 0
        if options.command == "verify":
            return _verify(root, options.transcript)
        if options.command in ("new", "add-source"):
            print(add_source(root, options.name) if options.kind == "source" else new_page(root, options.kind, options.name))
            return 0
        if options.command == "schema":
            return _schema(root)
        return _check(root, options.fast, options.format, options.fix)
    except (Refused, TranscriptError, ToolError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _fingerprint(root: Path, transcript: Path) -> int:
    sentences = read_transcript(transcript)
    data = to_bytes(build(sentences))
    (root / FINGERPRINT).write_bytes(data)
    speech = turns(sentences)
    (root / SPEECH).write_text(to_json(speech), encoding="utf-8")
    print(f"{FINGERPRINT}: {len(data):,} bytes, {len(gzip.compress(data, 9)):,} compressed")
    print(f"{SPEECH}: " + ", ".join(f"{who} {count(len(spans), 'turn')}, {seconds(spans):,} s" for who, spans in speech.items()))
    return 0


def _schema(root: Path) -> int:
    for name, text in json_schemas().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
        print(name)
    return 0


def _verify(root: Path, path: Path) -> int:
    """Write the lock from what the transcript proves, and report the rest."""
    site, transcript = Site.parse(root), Transcript.read(path)
    entries, problems = [], []
    for found in site.checked:
        verdict = verdict_by_transcript(found.quotation, transcript, found.named)
        if verdict.kind == VERBATIM and found.quotation.moment is not None:
            entries.append(lock_entry(found.page.file, found.quotation, verdict))
        else:
            q = found.quotation
            problems.append(Problem(found.page.file, q.line, q.column, "Q310", "not-proved", f"“{q.text}”: {verdict.message}", verdict.mend))
    if entries:  # a transcript of something else proves nothing, and must not empty the lock
        write_lock(root / LOCK, entries)
    checked = f"{count(len(site.checked), 'quotation')} compared word by word, {len(set(entries))} locked"
    print(report(problems, checked))
    return 1 if problems or not entries else 0


def _check(root: Path, fast: bool, form: str, fix: bool) -> int:
    started = time.perf_counter()
    if fix:
        made = apply_fixes(run("source", Site.parse(root)), root)
        left = len(list(rumdl(root, fix=True)))
        print(f"{count(made, 'problem')} mended; rumdl mended what it could of the form, {left} left\n", file=sys.stderr)
    site = Site.parse(root)
    problems = run("source", site)
    checked = [
        count(len(site.pages), "page"),
        count(site.link_count(), "link"),
        count(site.citation_count(), "citation"),
        count(len(site.bibliography.sources), "source"),
        count(len(site.checked), "quotation"),
    ]
    errors = [p for p in problems if p.severity == "error"]
    if not fast and not errors:
        found, built = _check_built(root)
        problems += found
        checked.append(built)
    elif not fast:
        checked.append("built pages not looked at: mend the sources first")
    print(report(problems, ", ".join(checked) + f" checked in {time.perf_counter() - started:.1f} s", form))
    return 1 if any(p.severity == "error" for p in problems) else 0


def _check_built(root: Path) -> tuple[list[Problem], str]:
    try:
        with build_site(root) as folder:
            built = BuiltSite.read(folder)
            return run("built", built), count(len(built.pages), "built page")
    except BuildError as error:
        return [Problem("mkdocs.yml", 0, 0, "Z002", "build-failed", str(error), "read the message above; it names the page")], "no built page"


if __name__ == "__main__":
    sys.exit(main())
