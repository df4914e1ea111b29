"""Requests to another host."""

import re
from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H904", "other-host", "A page asks nobody else: readers are not reported to others, and nothing breaks when they are gone.", "serve the file from docs/assets/, or link it instead of loading it", stage="built")
_STYLE = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?P<address>(?:https?:)?//[^\"')\s]+)")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Whatever a page or a stylesheet loads from elsewhere."""
    for page in site.pages.values():
        for use in page.facts.uses:
            if use.loads and not use.address.startswith("data:"):
                try:
                    inside = site.local(page.path, use.address) is not None
                except ValueError:
                    inside = True
                if not inside:
                    yield RULE.problem(f"site/{page.path}", use.line, 0, f"<{use.tag}> loads “{use.address}”")
    for name, text in site.styles.items():
        for match in _STYLE.finditer(text):
            yield RULE.problem(f"site/{name}", text.count("\n", 0, match.start()) + 1, 0, f"the stylesheet loads “{match['address']}”")
