"""Shared by the browser tests: pages that notice whatever goes wrong."""

from urllib.parse import urlsplit

import pytest

from tests.browser.pages import LAPTOP


@pytest.fixture
def open_page(browser, address):
    """Open a page in a context of its own; requests to other hosts are cut off and kept, as are failures."""
    contexts = []

    def open_it(path="", viewport=LAPTOP, **settings):
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        page = context.new_page()
        page.outside, page.failed, page.errors = [], [], []
        host = urlsplit(address).netloc

        def route(request):
            if urlsplit(request.request.url).netloc == host:
                request.continue_()
            else:
                page.outside.append(request.request.url)
                request.abort()

        page.route("**/*", route)
        # What the browser itself gives up on leaving a page has not failed.
        page.on("requestfailed", lambda r: page.failed.append(r.url) if r.failure != "net::ERR_ABORTED" else None)
        page.on("response", lambda r: page.failed.append(r.url) if r.status >= 400 else None)
        page.on("pageerror", lambda e: page.errors.append(str(e)))
        page.goto(address + path, wait_until="load")
        page.evaluate("document.fonts.ready.then(() => 0)")
        return page

    yield open_it
    for context in contexts:
        context.close()
