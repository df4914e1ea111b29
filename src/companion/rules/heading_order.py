"""Headings that skip a level, and pages without exactly one title."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L113", "heading-order", "The outline is how readers of a screen reader, and search, find their way.", "go down one level at a time, below one # heading")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each skip, and for each page with no or several first-level headings."""
    for page in site.pages.values():
        if page.fault or not page.has_front_matter:
            continue
        titles = [h for h in page.headings if h.level == 1]
        if len(titles) != 1:
            yield RULE.problem(page.file, titles[1].line if titles else 1, 1, f"the page has {len(titles)} first-level headings; it needs one")
        for before, heading in zip(page.headings, page.headings[1:]):  # noqa: B905 (the second is one shorter)
            if heading.level > before.level + 1:
                yield RULE.problem(page.file, heading.line, 1, f"“{heading.text}” skips from level {before.level} to {heading.level}")
