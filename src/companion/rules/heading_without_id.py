"""Headings that people will link need an id that outlives their words."""

from markdown.extensions.toc import slugify
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L111", "heading-without-id", "An id made from the words of a heading breaks everybody's link when the words improve.", "end the heading with a short id: ## Heading {#id}")
_KINDS = {"chapter", "claim", "person", "glossary"}


def check(site: Site) -> Iterator[Problem]:
    """Headings below the first level, on pages that are linked, without a written id."""
    for page in site.pages.values():
        if page.kind not in _KINDS:
            continue
        for heading in page.headings:
            if heading.level > 1 and not heading.explicit:
                words = "-".join(slugify(heading.text, "-").split("-")[:3])
                old = page.text.split("\n")[heading.line - 1].rstrip()
                yield RULE.problem(page.file, heading.line, 1, f"“{heading.text}” has no id", f"{old} {{#{words}}}", (old, f"{old} {{#{words}}}"))
