"""Unused rules of the theme go, used ones stay."""

import pytest

from companion.render.styles import drop_unused_styles

PAGE = '<html class="no-js" dir="ltr"><body data-md-color-primary="custom"><p class="a b" id="top">x</p><script>use("late-name")</script></body></html>'


@pytest.fixture
def pruned(tmp_path):
    def prune(css, page=PAGE, script=""):
        sheet = tmp_path / "assets/stylesheets/main.css"
        sheet.parent.mkdir(parents=True)
        sheet.write_text(css)
        (tmp_path / "index.html").write_text(page)
        (tmp_path / "assets/own.css").write_text(".gone{color:var(--own)}")
        (tmp_path / "a.js").write_text(script)
        drop_unused_styles(tmp_path)
        assert (tmp_path / "assets/own.css").read_text() == ".gone{color:var(--own)}"
        return sheet.read_text()

    return prune


def test_the_theme_s_become_the_beginning_of_ours(tmp_path):
    for name, css in (("stylesheets/main.1.css", ".a{x:y}.gone{x:y}"), ("stylesheets/palette.2.css", ".b{x:y}"), ("styles/site.css", ".a{own:1}")):
        sheet = tmp_path / "assets" / name
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.write_text(css)
    (tmp_path / "index.html").write_text(PAGE)
    drop_unused_styles(tmp_path)
    assert (tmp_path / "assets/styles/site.css").read_text() == ".a{x:y}.b{x:y}.a{own:1}"
    assert not list(tmp_path.glob("assets/stylesheets/*"))


@pytest.mark.parametrize(
    "rule",
    [
        ".a{x:y}",
        "p.b:hover::before{x:y}",
        "#top>p:not(.nowhere){x:y}",
        ".late-name{x:y}",
        ":is(.nowhere,.a) p{x:y}",
        "[dir=ltr] .a{x:y}",
        "[data-md-color-scheme=slate]{x:y}",
        "@media print{.a{x:y}}",
        "@keyframes turn{to{x:y}}",
        "*,:root{x:y}",
        '.a{background:url("data:image/svg+xml;utf8,<svg a=\'{;}\'/>")}',
        ":root{--own:1;--its:2}.a{x:var(--its)}",
    ],
)
def test_a_used_rule_stays_as_it_is(pruned, rule):
    assert pruned(rule) == rule


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (".nowhere{x:y}", ""),
        (".a,.nowhere .a{x:y}", ".a{x:y}"),
        ("video{x:y}", ""),
        ("#nowhere .a{x:y}", ""),
        (":is(.nowhere,.neither) p{x:y}", ""),
        ("[dir=rtl] .a{x:y}", ""),
        ("[data-md-color-primary=indigo]{x:y}", ""),
        ("@media print{.nowhere{x:y}}", ""),
        (":root{--unasked:url(\"a;b{}\");--own:1}", ":root{--own:1}"),
        (":root{--unasked:1}", ""),
    ],
)
def test_an_unused_rule_goes(pruned, rule, left):
    assert pruned(rule) == left


def test_what_a_script_names_stays_but_not_its_short_variables(pruned):
    assert pruned(".md-late{x:y}.kt{x:y}.js{x:y}", script='let kt=1;e.classList.add("js","md-late")') == ".md-late{x:y}.js{x:y}"
