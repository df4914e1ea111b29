"""The Python-Markdown extension: citations, margin notes, block quotations, and previews of links to terms and people."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from .render.citations import citation_element
from .render.context import RenderContext
from .render.margin import place_asides, titles_once
from .render.previews import preview
from .render.quotations import figure
from .site import is_external
from .text import CITATION


class CitationProcessor(InlineProcessor):
    """`[@key, locator]` becomes a linked citation. Code spans are safe: they are taken out before."""

    def __init__(self, context: RenderContext, md: Markdown) -> None:
        super().__init__(rf"(?P<space>(?<=\S)[ \n])?{CITATION.pattern}", md)
        self.context = context

    def handleMatch(self, m, data):  # noqa: N802 (the name is Python-Markdown's)
        element = citation_element(m["body"], self.context, m["space"] or "")
        return (element, m.start(0), m.end(0)) if element is not None else (None, None, None)


class PreviewProcessor(Treeprocessor):
    """Gives each link to a term, a person, a claim or a picture its preview."""

    def __init__(self, context: RenderContext, md: Markdown) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        """Add data-tip to the links; MkDocs turns their addresses into built ones afterward."""
        site, page = self.context.site, self.context.page
        if site is None or page is None:
            return
        for link in root.iter("a"):
            target = link.get("href", "")
            if not target or is_external(target) or link.get("data-preview") or "headerlink" in link.get("class", ""):
                continue
            path, fragment = site.resolve(page, target)
            text = preview(site, path, fragment) if path != page.path else ""
            if text:
                link.set("data-tip", text)
                link.set("class", f"{link.get('class', '')} {'term' if fragment else site.pages[path].kind}".strip())


class MarginProcessor(Treeprocessor):
    """Puts footnotes where their marks stand, as asides."""

    def run(self, root: etree.Element) -> None:
        """After inline markup, before MkDocs resolves addresses."""
        place_asides(root)
        titles_once(root)


class QuotationProcessor(Treeprocessor):
    """Gives each block quotation of the recording its speaker, moment, address and proof."""

    def __init__(self, context: RenderContext, md: Markdown) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: etree.Element) -> None:
        """Match the block quotations of the tree, in order, with those found in the source, by moment."""
        waiting = self.context.block_quotations()
        for element in root.iter("blockquote"):
            seconds = [a.get("data-second") for a in element.iter("a") if a.get("class") == "moment"]
            if waiting and seconds and seconds[-1] == str(waiting[0].quotation.moment):
                figure(element, waiting.pop(0), self.context)


class CompanionExtension(Extension):
    """Register all of them; context tells what is rendered."""

    def __init__(self, **kwargs) -> None:
        self.config = {"context": [RenderContext(), "The site and the page being rendered"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Before links (160–170) and after code (190); previews before MkDocs resolves addresses (0), quotations after."""
        context = self.getConfig("context")
        md.inlinePatterns.register(CitationProcessor(context, md), "companion-citation", 175)
        md.treeprocessors.register(MarginProcessor(md), "companion-margin", 10)
        md.treeprocessors.register(PreviewProcessor(context, md), "companion-preview", 5)
        md.treeprocessors.register(QuotationProcessor(context, md), "companion-quotation", -5)


def makeExtension(**kwargs) -> CompanionExtension:  # noqa: N802
    """The entry point that Python-Markdown looks for."""
    return CompanionExtension(**kwargs)
