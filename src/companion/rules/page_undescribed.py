"""Built pages need a title, a description and a language."""

from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H906", "page-undescribed", "A link to the page unfurls with its title and description; a reader's software needs the language.", "write title and summary into the front matter", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Missing or empty title, description, language; more or fewer than one first-level heading."""
    for page in site.pages.values():
        facts = page.facts
        missing = [what for what, value in (("title", facts.title), ("description", facts.description), ("language", facts.language)) if not value]
        if missing:
            yield RULE.problem(f"site/{page.path}", 0, 0, f"the page has no {', no '.join(missing)}")
        if facts.first_headings != 1:
            yield RULE.problem(f"site/{page.path}", 0, 0, f"the page has {facts.first_headings} headings of the first level", "write one # heading")
