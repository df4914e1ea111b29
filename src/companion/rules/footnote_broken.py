"""Footnotes: each mark needs one text, each text a mark."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L107", "footnote-broken", "A mark without its text is printed as it stands; a text without its mark is never read.", "give each mark [^1] one text: [^1]: …")


def check(site: Site) -> Iterator[Problem]:
    """Marks without text, texts without mark, texts that stand twice."""
    for page in site.pages.values():
        marks, definitions = page.footnotes
        for label, line in marks.items():
            if label not in definitions:
                yield RULE.problem(page.file, line, 0, f"the footnote [^{label}] has no text")
        for label, lines in definitions.items():
            if label not in marks:
                yield RULE.problem(page.file, lines[0], 0, f"nothing refers to the footnote [^{label}]")
            for line in lines[1:]:
                yield RULE.problem(page.file, line, 0, f"the footnote [^{label}] has a second text")
