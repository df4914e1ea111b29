"""Sources that no page cites."""

from ..citations import UNFILLED
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B403", "source-uncited", "The bibliography is the list of what the pages rest on; an entry that nobody cites misleads.", "cite the source, or remove the entry")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each entry without a citation; a key with blanks is not for citing yet."""
    for source in site.bibliography.sources.values():
        if source.key not in site.cited and not UNFILLED.search(source.key):
            yield RULE.problem(source.file, source.line, 0, f"no page cites {source.key}")
