"""The specimen, every component once, looks as it was accepted. `make accept` takes new pictures: look at them before you commit.

It is built from a made-up recording with the site's own theme, styles and templates, so that no change of the text moves it.
Letters are drawn differently on other machines: compared are squares of 8 pixels, by their mean.
"""

import io
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from companion.build import build_site
from tests.conftest import ROOT, serve
from tests.small_site import Project
from tests.unit.test_pictures import LOG

HERE = Path(__file__).parent
ACCEPTED = HERE / "accepted"
SQUARE, NOTICED, FEW = 8, 28, 0.004     # of 255; at most one square in 250 may differ by more
VIEWS = {"phone-light": (390, "light"), "phone-dark": (390, "dark"), "laptop-light": (1280, "light"), "laptop-dark": (1280, "dark")}


def different(one: Image.Image, other: Image.Image) -> float:
    """The share of squares that look different; 1 where the height has changed by more than a line."""
    if one.width != other.width or abs(one.height - other.height) > 30:
        return 1.0
    size = (one.width // SQUARE, min(one.height, other.height) // SQUARE)
    box = (0, 0, size[0] * SQUARE, size[1] * SQUARE)
    small = [image.convert("RGB").crop(box).resize(size, Image.Resampling.BOX) for image in (one, other)]
    bands = ImageChops.difference(*small).split()
    worst = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(worst.histogram()[NOTICED:]) / (size[0] * size[1])


@pytest.fixture(scope="module")
def specimen(tmp_path_factory):
    """The address of the specimen."""
    project = Project(tmp_path_factory.mktemp("specimen"))
    for part in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / part, project.root / part, dirs_exist_ok=True)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", re.sub(r"^(nav|not_in_nav):.*\n(?:[ ].*\n)+", "", config, flags=re.MULTILINE))
    project.write("docs/chapters/specimen.md", (HERE / "specimen.md").read_text(encoding="utf-8"))
    project.write("docs/pictures/waves.md", LOG)
    with build_site(project.root, strict=False) as folder, serve(folder) as address:
        yield address + "chapters/specimen/"


@pytest.fixture
def picture(browser, specimen):
    """A screenshot of the specimen's article and its margin."""

    def take(view, style=""):
        width, scheme = VIEWS[view]
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        page.goto(specimen)
        page.evaluate("document.fonts.ready.then(() => 0)")
        page.add_style_tag(content=style + " .md-header { position: static !important }")
        shot = Image.open(io.BytesIO(page.locator(".md-content").screenshot()))
        page.close()
        return shot.convert("RGB")

    return take


@pytest.mark.parametrize("view", VIEWS)
def test_it_looks_as_accepted(picture, view):
    shot, accepted = picture(view), ACCEPTED / f"{view}.png"
    if os.environ.get("ACCEPT"):
        ACCEPTED.mkdir(exist_ok=True)
        shot.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(accepted, optimize=True)
    share = different(shot, Image.open(accepted))
    if share > FEW:
        shot.save(wrong := Path(tempfile.gettempdir()) / f"specimen-{view}.png")
        pytest.fail(f"{share:.1%} of {view} differ from {accepted}; now it is {wrong}. If it is meant so: make accept")


@pytest.mark.parametrize(
    "style",
    [
        ".md-typeset figure.quotation { border: 0 !important; padding: 0 !important }",
        "article h2 { color: red !important }",
        ".md-typeset { font-family: monospace !important }",
        ".md-typeset a.moment { display: none !important }",
        "article { line-height: 1.7 !important }",
    ],
)
def test_a_change_of_the_look_is_noticed(picture, style):
    plain, changed = picture("phone-light"), picture("phone-light", style)
    assert different(plain, plain) == 0
    assert different(plain, changed) > FEW


def test_the_pictures_are_small():
    assert sum(f.stat().st_size for f in ACCEPTED.glob("*.png")) <= 300_000
