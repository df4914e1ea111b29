"""Sources that no page cites."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B403", "source-uncited", "The bibliography is the list of what the pages rest on; an entry that nobody cites misleads.", "cite the source, or remove the entry")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each entry without a citation."""
    for source in site.bibliography.sources.values():
        if source.key not in site.cited:
            yield RULE.problem(source.file, source.line, 0, f"no page cites {source.key}")
