"""Two entries for one work."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B406", "source-twice", "One work under two keys is counted twice, and its uses are split.", "keep one entry and cite it everywhere")


def check(site: Site) -> Iterator[Problem]:
    """Entries that share a DOI, an arXiv number or an address."""
    seen: dict[tuple[str, str], str] = {}
    for source in site.bibliography.sources.values():
        for name in ("doi", "eprint", "url"):
            value = source.field(name).lower().rstrip("/")
            if not value:
                continue
            first = seen.setdefault((name, value), source.key)
            if first != source.key:
                yield RULE.problem(source.file, source.line, 0, f"{source.key} has the {name} of {first}")
                break
