"""Citations and footnotes stand in sentences: not in headings, and not inside the text of a link."""

import re

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L114", "note-misplaced", "In a heading a note becomes part of the contents and of the address; a link inside a link is cut in two.", "put the citation or the footnote into the sentence, after the heading or the link")

_NOTE = re.compile(r"(?<!\\)\[(?:\^|[^\[\]]*@[a-z0-9])")


def check(site: Site) -> Iterator[Problem]:
    """Marks of footnotes, and citations, in headings and in the texts of links."""
    for page in site.pages.values():
        lines = page.prose.split("\n")
        for heading in page.headings:
            if heading.line and _NOTE.search(lines[heading.line - 1]):
                yield RULE.problem(page.file, heading.line, 0, "a note stands in this heading")
        for link in page.links:
            if _NOTE.search(link.text):
                yield RULE.problem(page.file, link.line, link.column, f"a note stands in the text of the link to {link.target}")
