"""How much of the interview the whole site may quote."""

from ..quotations import count_words
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Q306", "quotation-budget", "The interview is not ours: all quotations together stay a small part of it.", "paraphrase where the wording does not matter, and cite the moment")


def check(site: Site) -> Iterator[Problem]:
    """More distinct words on all pages than recording.yml allows; named at the last page that quotes."""
    quoted = count_words(found.quotation for found in site.checked)
    if site.recording and quoted > site.recording.budget:
        last = site.checked[-1]
        message = f"the site quotes {quoted:,} distinct words of the recording; {site.recording.budget:,} are the most"
        yield RULE.problem(last.page.file, last.quotation.line, 0, message)
