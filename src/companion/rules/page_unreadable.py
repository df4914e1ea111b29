"""Pages that cannot be read as text, or whose front matter cannot be read."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule(
    "F601",
    "page-unreadable",
    "A page that cannot be read is silently left out or shown with its front matter as text.",
    "save the page as UTF-8 and close its front matter with a line of three dashes",
)


def check(site: Site) -> Iterator[Problem]:
    """One problem for each page that cannot be read, and for each broken front matter."""
    for file, message, mend in site.unreadable:
        yield RULE.problem(file, 0, 0, message, mend)
    for page in site.pages.values():
        if page.fault:
            line, message, mend = page.fault
            yield RULE.problem(page.file, line, 0, message, mend)
