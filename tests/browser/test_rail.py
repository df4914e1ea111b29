"""The rail and the picture of the whole recording, for hands on a keyboard and on narrow screens."""

import pytest

from tests.browser.pages import CHAPTER


def test_the_lights_are_reached_by_tab_and_lead_to_their_place(open_page):
    page = open_page(CHAPTER)
    page.locator(".byline a.moment").last.focus()
    page.keyboard.press("Tab")
    focused = page.evaluate("[document.activeElement.getAttribute('href'), document.activeElement.getAttribute('aria-label')]")
    assert focused[1].startswith(("Go to the quotation at ", "Play the recording at "))
    assert page.locator("nav.rail a:focus text").is_visible()
    light = page.locator("nav.rail a.light[href^='#']").first
    target = light.get_attribute("href")
    while page.evaluate("document.activeElement.getAttribute('href')") != target:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith(target)
    page.wait_for_timeout(100)
    assert 0 <= page.locator(target).bounding_box()["y"] < 800


def test_where_the_page_lists_the_same_the_lights_are_for_the_mouse_alone(open_page):
    page = open_page("quotations/")
    lights = page.locator(".rail a")
    assert lights.count() > 20
    assert page.get_by_role("link").and_(lights).count() == 0
    last = lights.last
    last.locator(".around").click()
    assert page.url.endswith(last.get_attribute("href"))


@pytest.mark.parametrize("path", ["", CHAPTER, "quotations/"])
def test_nothing_scrolls_sideways_on_the_narrowest_screen(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    drawn = page.locator(".rail > svg, .glance li > svg").all()
    assert drawn and all(svg.bounding_box()["width"] <= 320 and svg.bounding_box()["height"] >= 9 for svg in drawn)


def test_the_marks_of_the_picture_open_the_quotations(open_page):
    page = open_page("")
    mark = page.get_by_role("link", name="Quotation at").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/q/*/")
