"""Every kind of page by the machine (axe, WCAG 2.0 to 2.2, A and AA), and what it cannot see: keyboard, zoom, motion."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import CHAPTER, KINDS, LAPTOP, PHONE, path_of

AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page, options=OPTIONS) -> list[str]:
    """What axe finds, each with the elements."""
    found = AXE.run(page, options=options).response["violations"]
    return [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:4]]} and more of {len(v['nodes'])}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page, built, kind, scheme):
    """The dark scheme differs in its colors alone."""
    options = OPTIONS if scheme == "light" else COLORS
    page = open_page(path_of(kind, built), viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    assert violations(page, options) == []
    page.set_viewport_size(LAPTOP)
    assert violations(page, options) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_search_and_the_previews(open_page, scheme):
    page = open_page(CHAPTER, color_scheme=scheme, reduced_motion="reduce")
    page.locator("a.source[data-preview]").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.get_by_role("tooltip").wait_for(state="visible")
    assert violations(page) == []
    page.keyboard.press("/")
    page.keyboard.type("value function")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_timeout(300)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("plant", "rule"),
    [
        ("document.querySelector('article p').style.color = '#aaa'", "color-contrast"),
        ("document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button>')", "button-name"),
        ("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"/assets/favicon.svg\">')", "image-alt"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
    ],
)
def test_a_planted_violation_is_found(open_page, plant, rule):
    page = open_page("about/method/", color_scheme="light")
    page.evaluate(plant)
    assert [v.partition(":")[0] for v in violations(page)] == [rule]


FOCUSED = """() => {
  const active = document.activeElement, e = active.matches(".md-option") ? active.nextElementSibling : active, s = getComputedStyle(e), box = e.getBoundingClientRect();
  const around = e.querySelector(".around"), frame = around && getComputedStyle(around);      // a light of the rail
  const shown = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || e.matches(".md-search__input")
    || !!frame && frame.stroke !== "none" && parseFloat(frame.strokeWidth) >= 2;
  const part = ["md-skip", "md-header", "md-tabs", "md-sidebar--primary", "md-sidebar--secondary", "md-content", "md-footer"].find((c) => e.closest("." + c));
  return {part, search: !!e.closest(".md-search"), shown, inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight, html: e.outerHTML.slice(0, 120)};
}"""


def test_tab_reaches_everything_in_order_and_shows_where_it_is(open_page):
    page = open_page(CHAPTER, reduced_motion="reduce")
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    parts = list(dict.fromkeys("search" if s["search"] else s["part"] for s in stops))
    assert parts[0] == "md-skip"
    assert {"md-header", "search", "md-tabs", "md-content"} <= set(parts)
    assert [s["html"] for s in stops if not s["shown"]] == []
    assert [s["html"] for s in stops if not s["inside"]] == []


def test_the_skip_link_leads_into_the_text(open_page):
    page = open_page(CHAPTER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_the_search_opens_finds_and_closes_by_keyboard(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("hinton", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(open_page, built, kind):
    """640 pixels, each twice as wide, are a laptop at 200 %."""
    page = open_page(path_of(kind, built), viewport={"width": 1280, "height": 400}, device_scale_factor=2)
    for width in (1280, 640, 390, 320):
        page.set_viewport_size({"width": width, "height": 400})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_larger_letters_are_not_cut_off(open_page):
    """A reader whose browser has letters of twice the size."""
    page = open_page(CHAPTER, viewport={"width": 640, "height": 800})
    page.add_style_tag(content="html { font-size: 250% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cut = page.evaluate("[...document.querySelectorAll('article :is(p, li, h1, h2, h3)')].filter((e) => e.scrollWidth > e.clientWidth + 1).length")
    assert cut == 0


@pytest.mark.parametrize("path", ["", CHAPTER, "glossary/"])
def test_nothing_moves_where_the_reader_wants_rest(open_page, path):
    page = open_page(path, reduced_motion="reduce")
    page.keyboard.press("/")
    running = "document.getAnimations().filter((a) => a.playState === 'running' && a.effect.getComputedTiming().duration > 50).map((a) => a.animationName || a.transitionProperty)"
    assert page.evaluate(running) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.add_style_tag(content="@keyframes turn { to { rotate: 1turn } } article { animation: turn 9s infinite !important; animation-duration: 9s !important }")
    assert page.evaluate(running) == ["turn"]


def test_forced_colors_keep_the_marks(open_page):
    page = open_page(CHAPTER, forced_colors="active")
    mark = page.locator("a.moment").first.evaluate("(e) => getComputedStyle(e, '::before').backgroundColor")
    assert not re.search(r", 0\)$", mark)
