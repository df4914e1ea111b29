"""Front matter against the schema of the page's kind."""

from ..schema import faults
from .rule import Iterator, Problem, Rule, Site

RULE = Rule(
    "F602",
    "front-matter",
    "Previews, search, dates and indexes are made from the front matter.",
    "write the keys that the page's kind needs; design and examples are in CONTRIBUTING.md",
)


def check(site: Site) -> Iterator[Problem]:
    """Missing, unknown and wrong keys, each at its line."""
    for page in site.pages.values():
        if page.fault:
            continue
        if not page.has_front_matter:
            yield RULE.problem(
                page.file, 1, 1, "this page has no front matter", "begin it with ---, title, summary, last_validated, decay, ---"
            )
            continue
        for key, message, mend in faults(page, site):
            yield RULE.problem(page.file, page.key_lines.get(key, 1), 0, message, mend)
