"""Pages that nobody has read against their sources for longer than their subject allows."""

import datetime
from ..freshness import stale_since
from ..problems import count
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("F603", "page-stale", "What was true when the page was read may have changed since.", "read the page against its sources, then set last_validated to the day", severity="advice")


def check(site: Site) -> Iterator[Problem]:
    """One note for each page whose time is over."""
    today = datetime.date.today()
    for page in site.pages.values():
        over = stale_since(page.front_matter.get("last_validated"), page.front_matter.get("decay"), today)
        if over:
            yield RULE.problem(page.file, page.key_lines.get("last_validated", 1), 0, f"this page was due to be read again {count(over, 'day')} ago")
