"""Ids that stand twice on a page."""

from collections import defaultdict
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L110", "id-twice", "A link to the id reaches the first of the two alone.", "give one of them another id")
_RESERVED = {"references": "the build's list of references", "mentioned-in": "the build's list of mentions", "related": "the build's list of related pages"}


def check(site: Site) -> Iterator[Problem]:
    """One problem for each id after its first place, and for the build's own ids."""
    for page in site.pages.values():
        lines = defaultdict(list)
        for name, line in page.ids:
            lines[name].append(line)
        for name, found in lines.items():
            for line in found[1:]:
                yield RULE.problem(page.file, line, 0, f"the id #{name} stands at line {found[0]} already")
            if name in _RESERVED:
                yield RULE.problem(page.file, found[0], 0, f"the id #{name} is that of {_RESERVED[name]}", "choose another id, or leave the section to the build")
