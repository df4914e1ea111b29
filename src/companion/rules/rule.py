"""What a rule is: one thing that is checked, with a code, a plain name, and how to mend what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..built import BuiltSite
from ..problems import Problem
from ..site import Site

__all__ = ["BuiltSite", "Iterator", "Problem", "Rule", "Site"]
"""What every rule needs: its own class, what it looks at, and what it yields."""


@dataclass(frozen=True)
class Rule:
    """code and name identify the rule, why says what it protects, mend how to put a finding right.

    stage is "source" (what contributors write) or "built" (what readers get); severity "error" or "advice".
    """

    code: str
    name: str
    why: str
    mend: str
    stage: str = "source"
    severity: str = "error"

    def problem(self, file: str, line: int, column: int, message: str, mend: str = "", replace: tuple[str, str] | None = None) -> Problem:
        """A finding of this rule; mend is the rule's own unless a better one is given; replace is a safe mend, old and new."""
        return Problem(file, line, column, self.code, self.name, message, mend or self.mend, self.severity, replace)
