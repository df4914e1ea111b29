"""Built pages need a title, a description and a language."""

from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H906", "page-undescribed", "A link to the page unfurls with its title and description; a reader's software needs the language.", "write title and summary into the front matter", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Missing or empty title, description, language; more or fewer than one first-level heading."""
    for page in site.pages.values():
        tree = page.tree
        missing = []
        if not "".join(tree.xpath("//title/text()")).strip():
            missing.append("title")
        if not any(d.strip() for d in tree.xpath("//meta[@name='description']/@content")):
            missing.append("description")
        if not tree.get("lang"):
            missing.append("language")
        if missing:
            yield RULE.problem(f"site/{page.path}", 0, 0, f"the page has no {', no '.join(missing)}")
        headings = len(tree.xpath("//h1"))
        if headings != 1:
            yield RULE.problem(f"site/{page.path}", 0, 0, f"the page has {headings} headings of the first level", "write one # heading")
