"""Footnotes: each mark needs one text, each text a mark, and a text is one paragraph, since it stands in the margin."""

import re

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L107", "footnote-broken", "A mark without its text is printed as it stands; a text without its mark is never read; the margin shows one paragraph.", "give each mark [^1] one text of one paragraph: [^1]: …")

_NOT_ONE = (
    (re.compile(r"^\[\^(?P<label>[^\]\n]+)\]:.*\n(?:.*\S.*\n)*(?:[ \t]*\n)+(?: {4}|\t)[ \t]*\S", re.M), "has a second paragraph"),
    (re.compile(r"^\[\^(?P<label>[^\]\n]+)\]:[ \t]*(?:.*\n[ \t]+)?(?:[-*+>]\s|\d+[.)]\s|#|\||```|~~~|<[a-z])", re.M), "is no paragraph"),
    (re.compile(r"^\[\^(?P<label>[^\]\n]+)\]:(?:(?!\n[ \t]*\n|\n\[\^).)*?\[\^", re.M | re.S), "has a footnote of its own"),
)
"""What a footnote is not, found in the text with its code."""


def check(site: Site) -> Iterator[Problem]:
    """Marks without text, texts without mark, texts that stand twice or go on."""
    for page in site.pages.values():
        marks, definitions = page.footnotes
        for label, line in marks.items():
            if label not in definitions:
                yield RULE.problem(page.file, line, 0, f"the footnote [^{label}] has no text")
        for pattern, what in _NOT_ONE:
            for match in pattern.finditer(page.text):
                if page.prose[match.start()] == "[":
                    yield RULE.problem(page.file, page.places.line(match.start()), 0, f"the footnote [^{match['label']}] {what}")
        for label, lines in definitions.items():
            if label not in marks:
                yield RULE.problem(page.file, lines[0], 0, f"nothing refers to the footnote [^{label}]")
            for line in lines[1:]:
                yield RULE.problem(page.file, line, 0, f"the footnote [^{label}] has a second text")
