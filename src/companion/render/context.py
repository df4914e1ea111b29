"""What the Markdown extension has to know while a page is rendered."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from ..moments import format_moment
from ..quotations import BLOCK, INLINE
from ..site import Checked, Page, Site
from ..tags import address


@dataclass
class RenderContext:
    """The site, and the page that is being rendered; both are set by whoever renders."""

    site: Site | None = None
    page: Page | None = None
    ids: set[str] = field(default_factory=set)
    """The ids of quotations given out on this page."""

    def begin(self, page: Page | None) -> None:
        """From here on, page is rendered."""
        self.page = page
        self.ids = set()

    def quotation_id(self, second: int) -> str:
        """The id of a quotation that begins at that second: q-21-53; a letter follows where the page has several."""
        base = "q-" + slug(second)
        found = next(base + letter for letter in ("", *"bcdefghijklmnopqrstuvwxyz") if base + letter not in self.ids)
        self.ids.add(found)
        return found

    def inline_id(self, second: int) -> str:
        """The id for a citation of that second, if the page quotes words there inside a sentence and has not marked them yet."""
        if self.site is None or self.page is None or "q-" + slug(second) in self.ids:
            return ""
        here = self.site.checked_on.get(self.page.path, ())
        quoted = any(c.quotation.kind == INLINE and c.quotation.moment == second for c in here)
        return self.quotation_id(second) if quoted else ""

    def relative(self, target: str) -> str:
        """A link to a page below docs/ (with or without #fragment), relative to the page being rendered."""
        if self.page is None:
            return target
        path, mark, fragment = target.partition("#")
        return posixpath.relpath(path, posixpath.dirname(self.page.path) or ".") + mark + fragment

    def built_relative(self, target: str) -> str:
        """The address of a page below docs/, or of a built folder such as "q/5-00/", as seen from the built page."""
        return relative_address(self.page, target) if self.page else target

    def block_quotations(self) -> list[Checked]:
        """The block quotations of the page being rendered, in order."""
        if self.site is None or self.page is None:
            return []
        return [c for c in self.site.checked_on.get(self.page.path, ()) if c.quotation.kind == BLOCK]


def slug(second: int) -> str:
    """The moment as an address has it: 21-53, 1-18-13, 5-00."""
    return format_moment(second).replace(":", "-")


def relative_address(page: Page, path: str) -> str:
    """The address of a page below docs/ (or of a built folder), as seen from another built page: one folder a page."""
    here, there = address(page.path), address(path)
    return posixpath.relpath(there, here) + "/" if here != there else "./"
