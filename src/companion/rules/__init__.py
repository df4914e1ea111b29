"""The rules, one a module: each has RULE and check(site), a generator of problems."""

from __future__ import annotations

import html
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ..problems import Problem
from ..site import Site
from .rule import Rule

Check = Callable[[Any], Iterator[Problem]]


@cache
def catalogue() -> dict[str, tuple[Rule, Check]]:
    """Every rule by its code, in order of code."""
    found: dict[str, tuple[Rule, Check]] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name == "rule":
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        if loaded.RULE.code in found:
            raise ValueError(f"two rules have the code {loaded.RULE.code}")
        found[loaded.RULE.code] = (loaded.RULE, loaded.check)
    return dict(sorted(found.items()))


def run(stage: str, subject: Any) -> list[Problem]:
    """All problems that the rules of a stage find: "source" rules take a Site, "built" rules a BuiltSite."""
    return sorted({p for rule, check in catalogue().values() if rule.stage == stage for p in check(subject)})


def problems_before_build(site: Site) -> list[Problem]:
    """Errors in the sources; advice does not stop a build."""
    return [p for p in run("source", site) if p.severity == "error"]


_EXAMPLE = re.compile(r"!?\[[^\]]*\](?:\([^)]*\))?:?|#+ Heading \{#id\}|&lt;[^&]*&gt;|# heading|\*italics\*|companion \w+ (?:--transcript )?[A-Z]+")
MARK = "<!-- companion: rules -->"
"""The comment in a page that the catalogue replaces."""


def catalogue_markdown() -> str:
    """The catalogue as a reader sees it: a heading for each rule, why it is there, how to mend, when it looks."""
    stages = {"source": "looks at what people write", "built": "looks at the built pages"}
    blocks = []
    for rule, check in catalogue().values():
        looks = (check.__doc__ or "").strip().splitlines()[0]
        blocks.append(
            f"## {rule.code} {rule.name} {{#{rule.code.lower()}}}\n\n<p>{_shown(looks)}</p>\n"
            f"<p><strong>Why.</strong> {_shown(rule.why)}</p>\n<p><strong>Mend.</strong> {_shown(rule.mend[0].upper() + rule.mend[1:])}.</p>\n"
            f"<p><em>{rule.severity.capitalize()}; {stages[rule.stage]}.</em></p>\n"
        )
    return "\n".join(blocks)


def _shown(text: str) -> str:
    """The text as HTML, with what is Markdown or HTML in it shown as code."""
    return _EXAMPLE.sub(lambda m: f"<code>{m[0]}</code>", html.escape(text, quote=False))
