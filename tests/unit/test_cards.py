"""The picture that a link unfurls with."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from companion.render.cards import SIZE, Card, card_file, cards, draw_card
from tests.small_site import Project

FONTS = Path("docs/assets/fonts")
CARD = Card("Chapter", "Tides", "What the sea does, and what the clock does not.", "A small companion", (65,), 170)


def image(card: Card, fonts: Path = FONTS) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card, fonts))).convert("RGB")


def difference(one: Image.Image, other: Image.Image):
    """The box in which two pictures differ by more than their sixteen colors explain: left, upper, right, lower."""
    return ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 60)).getbbox()


def changed(card: Card, other: Card):
    return difference(image(card), image(other))


def test_a_card_is_light_and_of_the_size_that_previews_want():
    assert image(CARD).size == SIZE
    assert len(draw_card(CARD, FONTS)) < 60_000


def test_a_light_stands_where_its_second_is():
    left, _, right, _ = changed(CARD, Card(**{**vars(CARD), "lights": ()}))
    assert abs((left + right) / 2 - (84 + 1032 * 65 / 170)) < 3


def test_the_title_and_the_text_are_on_it():
    assert changed(CARD, Card(**{**vars(CARD), "title": "Lamps"}))[1] < 220
    assert changed(CARD, Card(**{**vars(CARD), "text": "Something else."}))[1] > 200


@settings(max_examples=30, deadline=None)
@given(title=st.text(max_size=300), text=st.text(max_size=2000), quoted=st.booleans())
def test_nothing_runs_over_the_rail(title, text, quoted):
    card = Card("", title, text, "x", (), 170, quoted)
    rail = image(Card("", "", "", "x", (), 170, quoted)).crop((0, 500, *SIZE))
    assert difference(image(card).crop((0, 500, *SIZE)), rail) is None


@pytest.mark.parametrize("text", ["W" * 200, "wide " * 80, "i" * 900])
def test_nothing_runs_out_to_the_right(text):
    for quoted in (False, True):
        card = Card("", text, text, text, (), 170, quoted)
        assert difference(image(card).crop((1140, 11, 1200, 500)), image(Card("", "", "", "", (), 170)).crop((1140, 11, 1200, 500))) is None


def test_a_site_without_our_fonts_has_cards(tmp_path):
    assert image(CARD, tmp_path).size == SIZE


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return dict(cards(Project(tmp_path_factory.mktemp("cards")).site(), "A small companion"))


def test_each_page_and_each_block_quotation_has_one(found):
    assert found["chapters/tides.md"].kind == "Chapter"
    assert found["chapters/tides.md"].lights
    quoted = found["q/1-20.md"]
    assert quoted.title == "Ada Keeper, 1:20" and quoted.text.startswith("“You write") and quoted.lights == (80,)
    assert card_file("q/1-20.md") == "assets/cards/q/1-20.png"


def test_marks_inside_a_quotation_become_single():
    from companion.render.cards import _curled

    assert _curled('"Scaling" is one word, he said, and it\'s "right".') == "‘Scaling’ is one word, he said, and it’s ‘right’."
