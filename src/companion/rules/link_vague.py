"""Links whose text says nothing."""

import re
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L112", "link-vague", "Read alone, as many readers meet it, such a link says nothing.", "let the text say where it leads")
_VAGUE = re.compile(r"(?:click )?here|this|link|this (?:page|link|article|paper)|read more|more|source|https?://\S+", re.I)


def check(site: Site) -> Iterator[Problem]:
    """One problem for each link with such a text."""
    for page in site.pages.values():
        for link in page.links:
            if not link.image and not link.raw_html and _VAGUE.fullmatch(link.text.strip(" *_`")):
                yield RULE.problem(page.file, link.line, link.column, f"the link text “{link.text}” says nothing")
