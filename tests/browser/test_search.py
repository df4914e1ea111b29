"""What people type leads where they want to go: search_queries.yml says what and where."""

from pathlib import Path

import pytest
import yaml

QUERIES = yaml.safe_load(Path(__file__).with_name("search_queries.yml").read_text(encoding="utf-8"))
SHOWN = """() => [...document.querySelectorAll(".md-search-result__item")].slice(0, 3).map((item) =>
  [...item.querySelectorAll("a.md-search-result__link")].filter((a) => a.checkVisibility()).map((a) => a.pathname.slice(1) + a.hash))"""


@pytest.fixture(scope="module")
def search(browser, address):
    """Type a query; the addresses that the first three results show."""
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("/")

    def ask(query):
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.locator(".md-search-result__item").first.wait_for(state="detached")
        page.keyboard.insert_text(query)
        page.keyboard.press("Shift")
        page.locator(".md-search-result__item").first.wait_for()
        return page.evaluate(SHOWN)

    ask.page = page
    yield ask
    page.close()


@pytest.mark.parametrize("query", QUERIES)
def test_the_wanted_page_is_among_the_first_three(search, query):
    found = search(query)
    assert any(QUERIES[query] in shown for shown in found), found


def test_a_query_that_leads_elsewhere_is_noticed(search):
    assert not any("about/rules/" in shown for shown in search("hinton"))


@pytest.mark.parametrize(("query", "kind"), [("hinton", "Person"), ("research taste", "Chapter"), ("villalobos", "Sources"), ("dopamine", "Terms"), ("compute gpt-3 alexnet resnet", "Picture")])
def test_a_result_shows_its_kind(search, query, kind):
    search(query)
    assert search.page.locator(".md-search-result__item .md-tag:visible").first.inner_text() == kind


def test_there_are_thirty_queries_of_every_kind():
    assert len(QUERIES) >= 30
    assert {wanted.partition("/")[0] for wanted in QUERIES.values()} >= {"people", "glossary", "sources", "quotations", "q", "chapters", "pictures"}


def test_nothing_of_the_search_is_fetched_before_it_is_used(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda r: asked.append(r.url))
    page.reload(wait_until="networkidle")
    assert [a for a in asked if "search" in a] == [] and asked
    page.keyboard.press("/")
    page.keyboard.type("hinton")
    page.locator(".md-search-result__link").first.wait_for()
    assert any(a.endswith("search_index.json") for a in asked)
