"""Marks of a merge that was not finished."""

import re
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("T901", "conflict-left", "Two versions of a passage stand in the file, with marks between them.", "keep the right version and delete the lines with <<<<<<<, ======= and >>>>>>>")
_MARK = re.compile(r"^(?:<{7} .*|>{7} .*|={7})$", re.M)


def check(site: Site) -> Iterator[Problem]:
    """One problem for each conflict, in pages, bibliography and recording data."""
    for file, text in site.texts():
        for match in _MARK.finditer(text):
            if match[0][0] == "<":
                yield RULE.problem(file, text.count("\n", 0, match.start()) + 1, 1, f"“{match[0]}” is a mark of an unfinished merge")
