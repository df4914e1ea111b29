"""Links that Markdown would print as they stand."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L105", "link-unfinished", "Markdown prints such a link as it stands, brackets and all.", "write [text](address), without a space between the two")


def check(site: Site) -> Iterator[Problem]:
    """References without a definition, and a space between text and address."""
    for page in site.pages.values():
        for raw, line, column in page.undefined_references:
            yield RULE.problem(page.file, line, column, f"“{raw}” would be shown as it stands")
