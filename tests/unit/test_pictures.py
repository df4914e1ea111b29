"""Pictures: reading a table, and what the drawing keeps of it."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from companion.pictures import Border, border, interval, number, read_picture
from companion.render.plot import NARROW, WIDE, draw
from companion.site import Page
from tests.rules.faults import SPANS, WAVES
from tests.small_site import Project

LOG = WAVES.replace("unit:", "scale: log\nunit:").replace("| 3 |", "| 3 × 10⁵ |").replace("| year |", "| year | group |").replace("| --- |", "| --- | --- |", 1)
LOG = LOG.replace("| first |", "| first | ours |").replace("| second |", "| second | theirs |")


def picture(text: str):
    page = Page("pictures/waves.md", "docs/pictures/waves.md", text)
    return read_picture("waves", page.front_matter, page.prose)


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("0.5", 0.5), ("1,200", 1200), ("4.7 × 10¹⁷", 4.7e17), ("2 × 10⁻³", 0.002)])
def test_a_number_is_read(text, value):
    assert math.isclose(number(text), value)


@pytest.mark.parametrize("text", ["", "three", "-3", "3 4", "10^17", "1e5", "×", "3 × 10", "3 × 10⁻", "3 × 10⁻⁻³", "3 × 10⁹⁹⁹", "1,,2", "٣"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="is not a number"):
        number(text)


@given(st.one_of(st.text(), st.text("0123456789,.×⁰¹²³⁴⁵⁶⁷⁸⁹⁻ to?on()", max_size=30), st.from_regex(r"[0-9,.]{1,30} × 10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{0,12}")))
def test_nothing_but_value_error_comes_of_any_text(text):
    for read in (number, interval, border):
        try:
            read(text)
        except ValueError:
            pass


def test_a_border_has_a_year_a_range_a_doubt_or_goes_on():
    assert border("2010") == Border(2010)
    assert border("2010?") == Border(2010, unsure=True)
    assert border("2010 (2009 to 2012)") == Border(2010, 2009, 2012)
    assert border("on") == Border(None, goes_on=True)
    assert border("on (as of 2022)") == Border(2022, goes_on=True)


def test_all_rows_are_checked_and_the_good_ones_kept():
    read = picture(WAVES.replace("| 3 |", "| three |") + "| third | x | | |\n| fourth | 7 | | |\n")
    assert [line for line, _, _ in read.faults] == [14, 16]
    assert [row.label for row in read.rows] == ["second", "fourth"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("text", [WAVES, LOG, SPANS], ids=["values", "log", "spans"])
def test_a_drawing_keeps_its_text_and_takes_the_page_s_colors(text, width):
    drawn = draw(picture(text), width)
    svg = etree.fromstring(drawn)
    words = [t.text for t in svg.iter("{*}text")]
    assert {"first", "second", "waves"} <= set(words)
    assert svg.get("viewBox").split()[2] == str(width)
    assert not re.search(r"#[0-9a-f]{6}", drawn) and "var(--accent)" in drawn and "font-family" not in drawn
    assert not list(svg.iter("{*}style", "{*}metadata"))


@pytest.mark.parametrize(("scale", "one", "other"), [("log", "10", "10"), ("log", "1 × 10⁻³⁰", "9 × 10⁴⁰"), ("linear", "0", "0"), ("linear", "7", "7,000,000")])
def test_any_numbers_can_be_drawn(scale, one, other):
    text = WAVES.replace("unit:", f"scale: {scale}\nunit:").replace("| 3 |", f"| {one} |").replace("| 4 | 2 to 5 |", f"| {other} | |")
    assert not picture(text).faults
    assert one in draw(picture(text), WIDE) and other in draw(picture(text), NARROW)


def test_text_that_looks_like_a_stand_in_color_stays():
    assert "#101010" in draw(picture(WAVES.replace("| first |", "| #101010 |")), WIDE)


def test_a_bar_in_a_cell_is_no_border():
    assert picture(WAVES.replace("| first |", "| a \\| b |")).rows[0].label == "a | b"


def test_a_dollar_is_a_dollar():
    assert "first $3 and $4" in draw(picture(WAVES.replace("| first |", "| first $3 and $4 |")), WIDE)


def test_a_value_stands_where_its_number_is():
    svg = etree.fromstring(draw(picture(WAVES.replace("| 4 | 2 to 5 |", "| 6 | |")), WIDE))
    bars = [p.get("d").split() for p in svg.iter("{*}path") if "stroke-linejoin:miter" in p.get("style", "") and "var(--accent)" in p.get("style", "")]
    lengths = [max(map(float, d[1::3])) - min(map(float, d[1::3])) for d in bars]
    assert len(lengths) == 2 and math.isclose(lengths[1] / lengths[0], 2, rel_tol=0.01)


def test_groups_differ_in_more_than_color():
    drawn = draw(picture(LOG), WIDE)
    assert "ours" in drawn and "theirs" in drawn
    assert "fill:var(--paper)" in drawn                  # the second group is hollow


def test_two_drawings_on_a_page_share_no_id():
    ids = [re.findall(r' id="([^"]+)"', draw(picture(LOG), width)) for width in (WIDE, NARROW)]
    assert ids[0] and not set(ids[0]) & set(ids[1])


def test_a_link_alone_shows_the_picture_and_another_does_not(tmp_path):
    from companion.build import build_site

    project = Project(tmp_path)
    project.write("docs/pictures/waves.md", WAVES)
    project.append("docs/chapters/tides.md", "\nSee [the waves](../pictures/waves.md) of it,\nor\n[the waves](../pictures/waves.md)\n")
    with build_site(tmp_path) as folder:
        assert "<svg" not in (folder / "chapters/tides/index.html").read_text().split("</h2>")[-1]
        own = (folder / "pictures/waves/index.html").read_text()
    assert own.index("</h1>") < own.index('id="picture-waves"') < own.index("<table>")
    project.append("docs/chapters/tides.md", "\n[The waves](../pictures/waves.md)\n")
    with build_site(tmp_path) as folder:
        shown = (folder / "chapters/tides/index.html").read_text().partition('id="picture-waves"')[2]
    assert "The waves of a year, counted by hand and drawn</a></figcaption>" in shown
    assert shown.count('role="img" aria-label="Two bars') == 2
    project.append("docs/chapters/tides.md", "\n[The waves](../pictures/waves.md)\n\n```text\n\n[The waves](../pictures/waves.md)\n\n```\n")
    with build_site(tmp_path) as folder:
        assert (folder / "chapters/tides/index.html").read_text().count('id="picture-waves"') == 1
    assert 'href="../../sources/#moss1999gauge">Moss 1999</a>' in shown and 'href="../../pictures/waves/">the table</a>' in shown
