"""Citations that mkdocs-bibtex would not read, or would read otherwise than meant."""

import re
from .rule import Iterator, Problem, Rule, Site

RULE = Rule("B402", "citation-malformed", "What is not read as a citation is printed as it stands.", "write [@key], [@key, locator] or [@one; @other], on one line")
_BARE = re.compile(r"(?<![\w@\[./;-])(?<!; )(?<!\[see )@(?P<key>[a-z]+\d{4}[a-z]+\w*)")
_UNCLOSED = re.compile(r"\[[^\[\]\n]*@[a-z0-9][\w-]*[^\[\]]*$")
_PART = re.compile(r"^[^@;]*@[A-Za-z0-9_-]+(?:,[^;@]+)?$")


def check(site: Site) -> Iterator[Problem]:
    """Brackets that run over a line end, parts without a key, stray commas, keys outside brackets."""
    for page in site.pages.values():
        taken = set()
        for group in page.citations:
            taken.update(range(group.offset, group.offset + len(group.raw)))
            shown = " ".join(group.raw.split())
            if "\n" in group.raw:
                yield RULE.problem(page.file, group.line, group.column, f"“{shown}” runs over the end of a line")
            elif any(not _PART.match(part.strip()) for part in group.raw[1:-1].split(";")):
                yield RULE.problem(page.file, group.line, group.column, f"“{shown}” is not a citation")
        for pattern in (_BARE,):
            for match in pattern.finditer(page.prose):
                if match.start() not in taken:
                    line, column = page.place(match.start())
                    yield RULE.problem(page.file, line, column, f"@{match['key']} stands outside brackets")
