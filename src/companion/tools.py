"""Other people's checkers, run on the project and read back as problems would be."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LEFT_TO_US = "MD001,MD011,MD013,MD024,MD025,MD033,MD034,MD041,MD042,MD045,MD051,MD052,MD053,MD057,MD059,MD066,MD071,MD092"
"""Rules of rumdl that ours replace with a better message, or that one sentence a line rules out."""


class ToolError(RuntimeError):
    """A checker could not be run; the text says why."""


class Finding(NamedTuple):
    """What a checker found: file, line, column, its own code and message."""

    file: str
    line: int
    column: int
    code: str
    message: str


def program(name: str) -> str:
    """The path of a program that was installed beside this one. Raises ToolError if it is not there."""
    path = Path(sysconfig.get_path("scripts")) / name
    if not path.exists():
        raise ToolError(f"{name} is not installed; make installs it")
    return str(path)


def rumdl(root: Path, fix: bool = False) -> Iterator[Finding]:
    """What rumdl finds in the form of the Markdown below docs/, after mending what it can if fix is set. Raises ToolError."""
    command = [program("rumdl"), "check", "--no-config", "--no-cache", "--flavor", "mkdocs", "--disable", LEFT_TO_US, "--output-format", "json", "docs"]
    command += ["--fix"] if fix else []
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    try:
        found = json.loads(done.stdout or "[]")
    except json.JSONDecodeError:
        raise ToolError(f"rumdl failed: {done.stderr.strip() or done.stdout.strip()}") from None
    for one in found:
        yield Finding(one["file"], one["line"], one["column"], one["rule"], one["message"])
