"""Files in docs/ that are not what their names say, or lead out of it."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("T903", "strange-file", "What cannot be a page can stop the build, or publish what was not meant to be.", "remove or rename it")


def check(site: Site) -> Iterator[Problem]:
    """Links out of docs/, folders named like pages, pages of more than a megabyte, file names that make bad addresses."""
    for file, message, mend in site.strange:
        yield RULE.problem(file, 0, 0, message, mend)
