"""Markdown that was meant to become something and did not."""

import re
from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H905", "markup-left", "The reader sees our brackets.", "correct the Markdown: a citation on one line, a footnote with its text, a link without a space", stage="built")
_LEFT = re.compile(r"\[@[\w-]+[^\]]*\]|\[\^[^\]\s]+\]|\]\([^)\s]+\)|<!--\s*companion|\{[:#][\w-]+[^}]*\}")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Citations, footnotes, links and marks that stand in the text of a page."""
    for page in site.pages.values():
        for match in _LEFT.finditer(page.facts.text):
            before = page.facts.text[max(0, match.start() - 30) : match.start()]
            yield RULE.problem(f"site/{page.path}", 0, 0, f"“…{before}{match[0]}” shows “{match[0]}”")
