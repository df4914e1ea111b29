"""People and terms that have a page, named on a page that never links them."""

import re
from ..site import Page
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("C502", "mention-unlinked", "A reader who meets a name or a word for the first time can follow it.", "link the first mention")
_LINKED = re.compile(r"\[[^\[\]]*\](?:\([^()\s]*\))?|^#.*$|^>.*$|[\"“][^\"”“]*[\"”]", re.M)


def check(site: Site) -> Iterator[Problem]:
    """For each chapter, claim and person: the first mention of a person by full name, and in chapters of a term, without any link to it."""
    people = {page.path: [page.title] for page in site.kind("person")}
    terms = {f"glossary.md#{h.id}": h.text for h in site.pages["glossary.md"].headings if h.level == 3} if "glossary.md" in site.pages else {}
    linked: dict[str, set[str]] = {}
    for page, path, fragment, _ in site.internal_links():
        linked.setdefault(page.path, set()).add(f"{path}#{fragment}" if path == "glossary.md" else path)
    for page in site.pages.values():
        if page.kind not in ("chapter", "claim", "person"):
            continue
        seen = linked.get(page.path, set()) | {page.path}
        for path, names in people.items():
            if path not in seen:
                yield from _first(page, names[0], path, "error")
        for target, name in terms.items():
            if page.kind == "chapter" and target not in seen and " " in name:
                yield from _first(page, name, target, "advice")


def _first(page: Page, name: str, target: str, severity: str) -> Iterator[Problem]:
    text = _LINKED.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), page.prose)
    match = re.search(rf"(?<![\w-]){re.escape(name)}(?:s|es)?(?![\w-])", text, re.I if severity == "advice" else 0)
    if match:
        line, column = page.place(match.start())
        up = "../" * page.path.count("/")
        problem = RULE.problem(page.file, line, column, f"“{match[0]}” has a page and is not linked here", f"[{match[0]}]({up}{target})")
        yield Problem(**{**vars(problem), "severity": severity})
