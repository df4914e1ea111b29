"""A chapter is joined to the people, the terms and the other chapters."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("C501", "chapter-unconnected", "A reader goes on from a chapter to who said it, to what a word means and to the next theme.", "link one where the text speaks of it")


def check(site: Site) -> Iterator[Problem]:
    """Chapters without a link to a person, to a term, or (from the second on) to another chapter."""
    chapters = site.kind("chapter")
    linked: dict[str, set[str]] = {page.path: set() for page in chapters}
    for page, path, fragment, _ in site.internal_links():
        if page.path in linked and path != page.path:
            linked[page.path].add(f"{path}#{fragment}" if fragment else path)
    for page in chapters:
        wanted = [("a person", "people/"), ("a term of the glossary", "glossary.md#")]
        if len(chapters) > 1:
            wanted.append(("another chapter", "chapters/"))
        for what, prefix in wanted:
            if not any(target.startswith(prefix) and not target.endswith("index.md") for target in linked[page.path]):
                yield RULE.problem(page.file, 0, 0, f"this chapter links to no {what.split(' ', 1)[1]}")
