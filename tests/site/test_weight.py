"""The weight of every page as a reader first gets it. 1 KB is 1,000 bytes, compressed with gzip at level 9.

Counted are the HTML, and the style sheets, scripts and fonts that it names. A font is counted where a page cannot do without
it: each face that serves all letters, and one with a range of letters where the page has such a letter. So the numbers are
never too low.
"""

import gzip
import re
from pathlib import Path

import pytest

from companion.built import BuiltSite

PAGE, WITH_FONTS, OWN_SCRIPT = 100_000, 160_000, 12_000
OURS = "assets/scripts/"
FACE = re.compile(r"@font-face\s*\{(?P<body>[^}]*)\}")
FILE = re.compile(r"url\([\"']?(?P<file>[^)\"']+\.woff2)")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def loaded(built: BuiltSite, page: str) -> set[str]:
    """The style sheets and scripts that a page names."""
    found = {built.local(page, use.address) for use in built.pages[page].facts.uses if use.loads}
    return {f[0] for f in found if f and f[0].endswith((".css", ".js"))}


def fonts(built: BuiltSite, page: str) -> set[str]:
    """The fonts that a page may need."""
    letters = set(map(ord, built.pages[page].tree.text_content()))
    found = set()
    for sheet in loaded(built, page) & set(built.styles):
        for face in FACE.finditer(built.styles[sheet]):
            spans = [(int(a, 16), int(b or a, 16)) for a, b in RANGE.findall(face["body"])]
            if (file := FILE.search(face["body"])) and (not spans or any(a <= c <= b for c in letters for a, b in spans)):
                found.add(built.local(sheet, file["file"])[0])
    return found


def too_heavy(built: BuiltSite) -> list[str]:
    """What is over budget, said in words."""
    sizes = {name: compressed(built.folder / name) for name in built.files if name.endswith((".html", ".css", ".js", ".woff2"))}
    found = []
    for page in built.pages:
        files = loaded(built, page)
        first = sizes[page] + sum(sizes[f] for f in files)
        whole = first + sum(sizes[f] for f in fonts(built, page))
        ours = sum(sizes[f] for f in files if f.startswith(OURS))
        for what, weight, most in (("page", first, PAGE), ("page with fonts", whole, WITH_FONTS), ("our scripts", ours, OWN_SCRIPT)):
            if weight > most:
                found.append(f"{page}: {what} {weight / 1000:.1f} KB, at most {most // 1000}")
    return found


def test_every_page_is_within_its_budget(built):
    assert too_heavy(built) == []
    assert len(built.pages) > 40


def test_what_is_counted_is_there(built):
    assert len(loaded(built, "index.html")) == 3       # one style sheet, the theme's script and ours
    assert 4 <= len(fonts(built, "index.html")) <= 6


def planted(tmp_path, head="", body=""):
    (tmp_path / "assets/scripts").mkdir(parents=True)
    (tmp_path / "index.html").write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    return tmp_path


def noise(size):
    """Text that gzip cannot make smaller than size bytes."""
    import random

    return random.Random(1).randbytes(size).hex()


@pytest.mark.parametrize(("file", "said"), [("a.css", "page 1"), ("a.js", "page 1"), ("assets/scripts/a.js", "our scripts")])
def test_a_heavy_file_is_found(tmp_path, file, said):
    size = OWN_SCRIPT if "scripts" in file else PAGE
    head = f'<script src="{file}"></script>' if file.endswith("js") else f'<link rel="stylesheet" href="{file}">'
    planted(tmp_path, head)
    (tmp_path / file).write_text(noise(size))
    assert any(said in found for found in too_heavy(BuiltSite.read(tmp_path)))


def test_a_heavy_text_is_found(tmp_path):
    planted(tmp_path, body=noise(PAGE))
    assert [f.partition(" 1")[0] for f in too_heavy(BuiltSite.read(tmp_path))] == ["index.html: page"]


@pytest.mark.parametrize(("letter", "found"), [("é", 1), ("e", 0)])
def test_a_heavy_font_is_found_where_its_letters_are(tmp_path, letter, found):
    planted(tmp_path, '<meta charset="utf-8"><link rel="stylesheet" href="a.css">', letter)
    (tmp_path / "a.css").write_text('@font-face { font-family: X; src: url("a.woff2"); unicode-range: U+E8-EA; }')
    (tmp_path / "a.woff2").write_text(noise(WITH_FONTS))
    assert len(too_heavy(BuiltSite.read(tmp_path))) == found
