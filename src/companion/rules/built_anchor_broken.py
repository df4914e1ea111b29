"""Fragments of built pages without their id."""

from ..problems import did_you_mean
from .rule import BuiltSite, Iterator, Problem, Rule

RULE = Rule("H902", "built-anchor-broken", "The page would open at its top.", "correct the fragment, or add the id", stage="built")


def check(site: BuiltSite) -> Iterator[Problem]:
    """Links whose page is there and whose id is not."""
    ids = {path: {name for name, _ in page.facts.ids} for path, page in site.pages.items()}
    for page in site.pages.values():
        for use in page.facts.uses:
            if use.tag != "a" or "#" not in use.address:
                continue
            try:
                target = site.local(page.path, use.address)
            except ValueError:
                continue
            if not target or target[0] not in ids or not target[1] or target[1].startswith(":~:"):
                continue
            if target[1] not in ids[target[0]]:
                near = did_you_mean(target[1], ids[target[0]], "#{}")
                yield RULE.problem(f"site/{page.path}", use.line, 0, f"there is no #{target[1]} on site/{target[0]}", RULE.mend + "." + near)
