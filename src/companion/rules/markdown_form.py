"""Markdown that different programs read differently: lists, fences, spaces, tables."""

from ..tools import ToolError, rumdl
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("X601", "markdown-form", "What one program shows as a list, another shows as a paragraph.", "mend the form; the code in brackets is rumdl's, whose documentation explains it")


def check(site: Site) -> Iterator[Problem]:
    """What rumdl finds; links and headings are looked at by rules of our own."""
    unreadable = {file for file, *_ in (*site.unreadable, *site.strange)} | {p.file for p in site.pages.values() if p.fault or "\n<<<<<<< " in p.text}
    try:
        for found in rumdl(site.root):
            if found.file not in unreadable:
                yield RULE.problem(found.file, found.line, found.column, f"{found.message} [{found.code}]")
    except ToolError as error:
        yield RULE.problem("docs", 0, 0, str(error), "run make again")
