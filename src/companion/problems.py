"""Problems: what a rule reports, and how a report of them is printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and how to mend it.

    file is relative to the project's top folder, line and column count from 1 (0: the whole file).
    """

    file: str
    line: int
    column: int
    code: str
    name: str = field(compare=False)
    message: str
    mend: str = field(compare=False)
    severity: str = field(default="error", compare=False)
    replace: tuple[str, str] | None = field(default=None, compare=False)
    """What to exchange in the line, old and new, where that is safe to do without asking."""

    @property
    def place(self) -> str:
        """file:line:column, as editors read it."""
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


def as_text(problem: Problem) -> str:
    """The problem for a person: place, code and name, then what is wrong and how to mend it."""
    lines = [f"{problem.place}  {problem.code} {problem.name}"]
    for label, text in (("wrong", problem.message), ("mend", problem.mend)):
        first, *rest = text.splitlines() or [""]
        lines.append(f"  {label:<7}{first}")
        lines.extend(f"         {line}" for line in rest)
    if problem.severity != "error":
        lines[0] += f"  ({problem.severity})"
    return "\n".join(lines)


def apply_fixes(problems: Iterable[Problem], root: Path) -> int:
    """Make the safe replacements in the files below root; gives how many were made."""
    made = 0
    for problem in problems:
        if problem.replace is None:
            continue
        path = root / problem.file
        lines = path.read_text(encoding="utf-8").split("\n")
        old, new = problem.replace
        if old in lines[problem.line - 1]:
            lines[problem.line - 1] = lines[problem.line - 1].replace(old, new, 1)
            path.write_text("\n".join(lines), encoding="utf-8")
            made += 1
    return made


def as_github(problem: Problem) -> str:
    """The problem as a workflow command, which shows it at its line of the change."""
    kind = "error" if problem.severity == "error" else "notice"
    text = f"{problem.message}\nmend: {problem.mend}".replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    title = f"{problem.code} {problem.name}".replace(",", "%2C").replace(":", "%3A")
    return f"::{kind} file={problem.file},line={max(1, problem.line)},col={max(1, problem.column)},title={title}::{text}"


def as_json(problems: Iterable[Problem], checked: str) -> str:
    """All problems, and what was checked, for other programs."""
    found = [asdict(p) for p in sorted(set(problems))]
    return json.dumps({"problems": found, "checked": checked}, ensure_ascii=False, indent=1)


def report(problems: Iterable[Problem], checked: str, form: str = "text") -> str:
    """All problems, sorted by place, and a last line that says how much was checked; form is text, github or json."""
    found = sorted(set(problems))
    if form == "json":
        return as_json(found, checked)
    show = as_github if form == "github" else as_text
    errors = sum(p.severity == "error" for p in found)
    advice = len(found) - errors
    files = len({p.file for p in found})
    if not found:
        verdict = "no problems"
    else:
        verdict = f"{count(errors, 'error')}, {advice} advice, in {count(files, 'file')}"
    return "\n\n".join([show(p) for p in found] + [f"{verdict} ({checked})"])


def count(number: int, noun: str, plural: str | None = None) -> str:
    """The number with its noun: "1 page", "2 pages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def did_you_mean(word: str, known: Iterable[str], template: str = "{}") -> str:
    """" Did you mean …?" for the nearest known words, or nothing."""
    near = get_close_matches(word, list(known), n=2, cutoff=0.6)
    if not near:
        return ""
    return " Did you mean " + " or ".join(template.format(n) for n in near) + "?"
