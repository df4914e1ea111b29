"""What cannot be read in the .bib files."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B405", "bibliography-unreadable", "An entry that cannot be read cannot be cited, and can stop the build.", "mend the entry")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each fault met while reading bib/."""
    for fault in site.bibliography.faults:
        yield RULE.problem(fault.file, fault.line, 0, fault.message, fault.mend)
