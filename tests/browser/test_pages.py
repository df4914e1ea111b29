"""What a person sees and clicks, in a real Chromium."""

import time

import pytest

from tests.browser.pages import CHAPTER, LAPTOP, PHONE


def test_no_page_asks_another_host_and_nothing_fails(open_page, built, address):
    page = open_page()
    for path in built.pages:
        if path == "404.html":
            continue
        page.goto(address + path.removesuffix("index.html"), wait_until="load")
    page.wait_for_load_state("networkidle")
    assert page.outside == []
    assert page.failed == []
    assert page.errors == []


SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 500);
})"""


def late(open_page, address, path, files, viewport, moving=""):
    """How much of a page moves when some of its files come late; moving is a style that comes late, too."""
    page = open_page(viewport=viewport)
    page.route(files, lambda route: (time.sleep(0.4), route.continue_()))
    page.goto(address + path, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => 0)")
    if moving:
        page.add_style_tag(content=moving)
    return page.evaluate(SHIFTS)


@pytest.mark.parametrize("path", [CHAPTER, "glossary/", "pictures/landmark-compute/", ""])
def test_nothing_moves_while_fonts_and_scripts_come(open_page, address, path):
    assert late(open_page, address, path, "**/*.woff2", PHONE) <= 0.01
    assert late(open_page, address, path, "**/*.js", LAPTOP) <= 0.01


def test_a_page_that_moves_would_be_noticed(open_page, address):
    assert late(open_page, address, CHAPTER, "**/*.js", PHONE, ".byline { padding-top: 6em !important }") > 0.01


@pytest.mark.parametrize("place", ["sources/#vaswani2017attention", "glossary/#world-model", "glossary/#references"])
def test_a_link_into_a_long_page_lands_where_it_points(open_page, address, place):
    page = open_page(viewport=PHONE)
    page.goto(address + place, wait_until="load")
    page.wait_for_timeout(300)
    top = page.locator("#" + place.partition("#")[2]).bounding_box()["y"]
    bottom = page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
    assert bottom or 40 <= top <= 90, top


def test_a_request_to_another_host_would_be_noticed(open_page):
    page = open_page()
    page.evaluate("fetch('https://cdn.example.com/x.js').catch(() => {})")
    page.wait_for_timeout(200)
    assert page.outside == ["https://cdn.example.com/x.js"]


def test_a_citation_shows_its_reference_on_hover_and_focus_and_goes_with_escape(open_page):
    page = open_page(CHAPTER)
    link = page.locator("a.source[data-preview]").first
    card = page.get_by_role("tooltip")
    link.scroll_into_view_if_needed()
    link.hover()
    card.wait_for(state="visible")
    reference = page.locator("#" + link.get_attribute("data-preview") + " > span").inner_text()
    assert card.inner_text().strip() == reference.strip()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card.wait_for(state="visible")
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")


def test_a_term_says_what_it_means_on_the_first_tap_and_opens_on_the_second(open_page):
    page = open_page(CHAPTER, viewport=PHONE, has_touch=True, is_mobile=True)
    link = page.locator("article a.term").first
    meaning = link.get_attribute("data-tip")
    link.tap()
    card = page.get_by_role("tooltip")
    card.wait_for(state="visible")
    assert card.inner_text().strip() == meaning
    assert page.url.endswith(CHAPTER)
    link.tap()
    page.wait_for_url("**/glossary/#*")


def test_a_quotation_is_copied_with_speaker_moment_and_link(open_page, address):
    page = open_page(CHAPTER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    button = page.locator("figure.quotation button.copy").first
    button.click()
    page.get_by_text("Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == button.get_attribute("data-copy")
    assert "— Ilya Sutskever, 25 November 2025, " in copied and "/q/" in copied


def test_the_list_of_quotations_is_filtered_by_speaker_and_section(open_page):
    page = open_page("quotations/")
    shown = page.locator("ol.quotations li:visible")
    everything = shown.count()
    page.get_by_label("Speaker").select_option("Dwarkesh Patel")
    assert 0 < shown.count() < everything
    assert {i.get_attribute("data-speaker") for i in shown.all()} == {"Dwarkesh Patel"}
    page.get_by_label("Section").select_option("3")
    assert {i.get_attribute("data-section") for i in shown.all()} <= {"3"}
    page.get_by_label("Speaker").select_option("")
    assert shown.count() > 0


def test_notes_stand_in_the_margin_of_a_wide_screen_and_in_their_place_on_a_narrow_one(open_page):
    beside = """() => {
      const column = document.querySelector("article").getBoundingClientRect();
      const notes = [...document.querySelectorAll("article .note")].map((note) => note.getBoundingClientRect());
      return {
        inside: notes.filter((note) => note.left < column.right && note.right <= column.right).length,
        beside: notes.filter((note) => note.left >= column.right - 16 && note.right <= innerWidth).length,
        over: notes.filter((note, i) => i && note.left >= column.right - 16 && note.top < notes[i - 1].bottom).length,
        all: notes.length,
        away: Math.max(...[...document.querySelectorAll("article .noted")].map((place, i) => notes[i].top - place.getBoundingClientRect().top)),
      };
    }"""
    for width in (1220, 1280, 1440, 1920):
        found = open_page(CHAPTER, viewport={"width": width, "height": 900}).evaluate(beside)
        assert found["all"] > 10 and found["beside"] == found["all"] and found["over"] == 0, (width, found)
        assert found["away"] < 500, (width, found)
    for width in (390, 768, 1200):
        found = open_page(CHAPTER, viewport={"width": width, "height": 900}).evaluate(beside)
        assert found["inside"] == found["all"] > 10, (width, found)


def test_everything_can_be_read_without_a_script(open_page):
    page = open_page(CHAPTER, java_script_enabled=False)
    assert page.get_by_role("heading", name="References").is_visible()
    assert page.locator("figure.quotation blockquote").first.is_visible()
    assert page.locator("#references ~ .references li").count() > 5
    page = open_page("quotations/", java_script_enabled=False)
    assert page.locator("ol.quotations li").first.is_visible()
    assert not page.locator("form.filter").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_is_the_reader_s(open_page, scheme):
    page = open_page(CHAPTER, color_scheme=scheme)
    red, green, blue = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert (red + green + blue > 600) == (scheme == "light")


def test_search_finds_a_term(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("value function", delay=20)
    result = page.locator(".md-search-result__link").first
    result.wait_for()
    assert any("value" in r.inner_text().lower() for r in page.locator(".md-search-result__link").all()[:3])
