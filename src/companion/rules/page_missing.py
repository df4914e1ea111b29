"""Links to pages that do not exist."""

from ..problems import did_you_mean
from .rule import Iterator, Problem, Rule, Site

RULE = Rule(
    "L101",
    "page-missing",
    "The link would lead nowhere.",
    "link an existing page by its path relative to this one, with .md",
)


def check(site: Site) -> Iterator[Problem]:
    """One problem for each link whose page or file is not in docs/."""
    for page, path, _, link in site.internal_links():
        if link.image or path in site.pages or path in site.files:
            continue
        if not path.endswith(".md") and f"{path.rstrip('/')}.md" in site.pages:
            mend = f"write the file's name: {link.target.rstrip('/')}.md"
        else:
            near = did_you_mean(path, [*site.pages, *site.files])
            mend = RULE.mend + "." + near
        yield RULE.problem(page.file, link.line, link.column, f"“{link.target}” is not a page of this site", mend)
