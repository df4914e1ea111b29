"""Links to the recording that are not citations."""

from urllib.parse import parse_qs, urlsplit
from ..site import is_external
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("M702", "recording-linked-bare", "A link written by hand can play another second than its text says; a citation cannot.", "cite the moment: [@key, 21:53]")


def check(site: Site) -> Iterator[Problem]:
    """Links to where the recording plays, written by hand."""
    if not site.recording:
        return
    play = urlsplit(site.recording.play_link(0))
    identity = {v for values in parse_qs(play.query).values() for v in values if len(v) > 5} or {play.netloc + play.path}
    for page in site.pages.values():
        for link in page.links:
            if is_external(link.target) and any(mark in link.target for mark in identity):
                yield RULE.problem(page.file, link.line, link.column, f"“{link.target}” plays the recording, written by hand")
