"""The MkDocs plugin: it hands MkDocs' events to plain functions and holds no logic of its own."""

from __future__ import annotations

import logging
from math import ceil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from .citations import Registry
from .permalinks import moved_anchors, stubs
from .problems import as_text, count
from .render.backlinks import generated_pages as uses_pages
from .render.cards import Card, card_file, cards, draw_card
from .render.context import RenderContext
from .render.glance import SPEECH_FILE
from .render.page import page_markdown, with_moved_anchors
from .render.quotations import generated_pages
from .render.search import name_sources, search_kind
from .render.spans import spans_html
from .render.rail import rail_html
from .render.styles import drop_unused_styles
from .rules import MARK, catalogue_markdown, problems_before_build
from .site import SPEECH, Site
from .tags import address, tag_number

log = logging.getLogger("mkdocs.plugins.companion")

WORDS_A_MINUTE = 230
"""How fast the reading time on a page assumes that people read."""


class CompanionPlugin(BasePlugin):
    """Reads the site before MkDocs does, so that whatever is wrong is said with file, line and mend."""

    def __init__(self) -> None:
        self.context = RenderContext()
        self.site = Site(Path("."))
        self.cards: dict[str, Card] = {}
        self.serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Whoever writes and looks needs no pictures of links; without this event the plugin would be made anew for each build."""
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Parse the site and stop on what mkdocs-bibtex would answer with a traceback; then take over its registry."""
        root = Path(config.config_file_path).parent
        self.site = self.context.site = Site.parse(root, config.site_url or "")
        found = problems_before_build(self.site)
        for problem in found:
            log.error("%s", as_text(problem))
        if found and (config.strict or self.site.bibliography.faults):
            raise Abort(f"{count(len(found), 'problem')} in the sources; each says above how to mend it.")
        repository = config.extra["repository"].rstrip("/")
        config.edit_uri = f"{repository}/edit/{config.extra['branch']}/docs/"
        self.cards = dict(cards(self.site, config.site_name))
        config.mdx_configs["companion"] = {"context": self.context}
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """mkdocs-bibtex has read its configuration by now: from here on the citations are ours. Add the pages that the build writes."""
        config.plugins["bibtex"].registry = Registry(self.site.bibliography)
        for path, text in [*generated_pages(self.site), *uses_pages(self.site)]:
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        if self.site.speech:
            files.append(File.generated(config, SPEECH_FILE, abs_src_path=str(self.site.root / SPEECH)))
        for file in files.documentation_pages():
            if tag_number(file.src_uri):
                file.dest_uri = address(file.src_uri).strip("/") + "/index.html"
                file.url = address(file.src_uri).strip("/") + "/"
        return files

    def on_page_content(self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Keep the anchors that have moved, and draw the rail under the title."""
        html = with_moved_anchors(html, moved_anchors(page.file.src_uri, self.site.promises))
        own = self.site.pages.get(page.file.src_uri)
        page.meta["rail"] = rail_html(own, self.site) if own else ""
        return html.replace("</h1>", "</h1>" + page.meta["rail"], 1)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """After the search plugin: write a page for every address that has moved, draw the cards, name the sources in the index, drop unused styles."""
        for path, text in stubs(self.site.promises):
            target = Path(config.site_dir) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for path, card in self.cards.items() if not self.serving else ():
            target = Path(config.site_dir) / card_file(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(draw_card(card, Path(config.docs_dir) / "assets" / "fonts"))
        name_sources(Path(config.site_dir), self.site)
        drop_unused_styles(Path(config.site_dir))

    @event_priority(50)
    def on_page_markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Add what the build writes: references, sources, backlinks."""
        self.context.begin(self.site.pages.get(page.file.src_uri))
        if page.file.src_uri in self.cards and not self.serving:
            page.meta["card"] = card_file(page.file.src_uri)
        page.meta.setdefault("description", page.meta.get("summary", ""))
        if self.context.page:
            page.meta["tags"] = search_kind(self.context.page)
            page.meta["minutes"] = ceil(self.context.page.words / WORDS_A_MINUTE)
            page.meta["spans_html"] = spans_html(self.context.page, self.site)
        return page_markdown(markdown.replace(MARK, catalogue_markdown()), self.context)
