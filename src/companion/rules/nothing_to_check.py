"""A run that checked nothing proves nothing."""

from .rule import Iterator, Problem, Rule, Site

RULE = Rule("Z001", "nothing-to-check", "A check that found nothing to look at would report success.", "run it at the project's top folder, on a site that has pages, links and citations")


def check(site: Site) -> Iterator[Problem]:
    """One problem for each thing of which there should be some and is none."""
    numbers = {
        "pages": len(site.pages),
        "links": site.link_count(),
        "citations": site.citation_count(),
        "sources": len(site.bibliography.sources),
    }
    if site.recording and site.fingerprint:
        numbers["quotations"] = len(site.checked)
    for what, number in numbers.items():
        if not number:
            yield RULE.problem("docs", 0, 0, f"no {what} were found")
