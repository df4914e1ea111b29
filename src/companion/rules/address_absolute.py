"""Links to this site by its full address, or from its top."""

from urllib.parse import urlsplit
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("L108", "address-absolute", "Such a link leads away from a fork, a preview or a copy, and no check follows it.", "write the path relative to this page: ../chapters/name.md")


def check(site: Site) -> Iterator[Problem]:
    """Links that begin with a slash or with the site's own host."""
    own = urlsplit(site.site_url).netloc if site.site_url else ""
    for page in site.pages.values():
        for link in page.links:
            rooted = link.target.startswith("/") and not link.target.startswith("//")
            if rooted or (own and _host(link.target) == own):
                yield RULE.problem(page.file, link.line, link.column, f"“{link.target}” is an absolute address of this site")


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
