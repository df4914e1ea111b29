"""Images that say nothing to those who do not see them."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L104", "image-without-text", "A picture without a text is nothing to a reader who does not see it.", "write what it shows: ![what it shows](picture.svg)")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each Markdown image with an empty text."""
    for page in site.pages.values():
        for link in page.links:
            if link.image and not link.raw_html and not link.text.strip():
                yield RULE.problem(page.file, link.line, link.column, f"the picture “{link.target}” has no text")
