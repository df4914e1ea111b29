"""Citations of sources that are not in the bibliography."""

from ..problems import did_you_mean
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B401", "citation-unknown", "The reader could not find the source.", "add the source to bib/references.bib, or correct the key")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each key that bib/ does not have."""
    for page in site.pages.values():
        for group in page.citations:
            for citation in group.citations:
                if citation.key not in site.bibliography:
                    mend = RULE.mend + "." + did_you_mean(citation.key, site.bibliography.sources, "@{}")
                    yield RULE.problem(page.file, group.line, group.column, f"@{citation.key} is not in bib/", mend)
