"""Pictures: the table of each must be one that can be drawn."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("D701", "picture-undrawable", "A row that cannot be read would be missing from the picture, and nobody would see it.", "write what the picture's kind asks for in that cell")


def check(site: Site) -> Iterator[Problem]:
    """Each number, range and year in the table of a page in docs/pictures/."""
    for path, picture in site.pictures.items():
        for line, message, mend in picture.faults:
            yield RULE.problem(site.pages[path].file, line, 0, message, mend)
