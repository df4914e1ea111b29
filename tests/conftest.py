"""Shared by all tests: the real site, built once; a server for it; a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import threading
from pathlib import Path

import pytest
from hypothesis import settings

from companion.build import build_site
from companion.built import BuiltSite
from companion.site import Site
from tests import chromium

# Speed is measured in benchmarks: no property test fails because a machine is busy.
settings.register_profile("companion", deadline=None)
settings.load_profile("companion")

ROOT = Path(__file__).parent.parent
NO_BROWSER = bool(os.environ.get("NO_BROWSER"))
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are left out only when that is asked for."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if NO_BROWSER:
                item.add_marker(pytest.mark.skip(reason="left out: NO_BROWSER=1"))


def pytest_terminal_summary(terminalreporter) -> None:
    """Say that something was left out."""
    if NO_BROWSER:
        terminalreporter.write_line("The browser tests were left out, since NO_BROWSER is set.")


@pytest.fixture(scope="session")
def site() -> Site:
    """The real site's sources."""
    return Site.parse(ROOT)


@pytest.fixture(scope="session")
def built_folder():
    """The real site, built strictly."""
    with build_site(ROOT) as folder:
        yield folder


@pytest.fixture(scope="session")
def built(built_folder) -> BuiltSite:
    """The real site as readers get it."""
    return BuiltSite.read(built_folder)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


@contextlib.contextmanager
def serve(folder):
    """Serve a folder; gives its address, with a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(built_folder):
    """Where the built site is served."""
    with serve(built_folder) as where:
        yield where


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HOW, pytrace=False)
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()
