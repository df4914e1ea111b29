"""Margin notes: what the Markdown extension makes of citations and footnotes."""

import re

import pytest
from markdown import Markdown

from companion.build import build_site
from companion.markdown_extension import CompanionExtension
from companion.render.context import RenderContext
from tests.rules.faults import WAVES
from tests.small_site import Project


@pytest.fixture(scope="module")
def render(tmp_path_factory):
    site = Project(tmp_path_factory.mktemp("margin")).site()
    context = RenderContext(site)

    def made(text: str) -> str:
        context.begin(site.pages["chapters/tides.md"])
        return Markdown(extensions=["footnotes", CompanionExtension(context=context)]).convert(text)

    return made


def text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_a_note_takes_the_space_before_it_and_reads_the_same(render):
    html = render("The sea moved [@moss1999gauge, p. 7].")
    assert 'moved<span class="citation noted"><span class="note"><span class="p"> (</span>' in html
    assert text(html) == "The sea moved (Moss 1999, p.\u00a07)."


def test_a_moment_alone_is_no_note(render):
    html = render("She waits [@keeper2020tides, 1:05].")
    assert "note" not in html
    assert text(html) == "She waits 1:05."


def test_a_hard_line_break_before_a_citation_stays(render):
    assert "<br />" in render("The sea moved  \n[@moss1999gauge].")


def test_a_title_stands_in_the_first_note_alone(render):
    html = render("One [@moss1999gauge].\n\nTwo [@moss1999gauge].\n\n- Three [@moss1999gauge].")
    assert html.count("data-title=") == 1
    assert html.index("data-title=") < html.index("Two")


def test_a_footnote_stands_where_its_mark_is(render):
    html = render("The sea[^why] moved.\n\nAnd *again*.\n\n[^why]: Since the *moon* pulls [@moss1999gauge], as [lamps](lamps.md) do.\n")
    assert text(html).split("\n")[0] == "The sea (Since the moon pulls (Moss 1999), as lamps do.) moved."
    assert "<em>moon</em>" in html and 'href="lamps.md"' in html
    assert "footnote" not in html and "fn:" not in html and "\x02" not in html


def test_a_footnote_may_be_marked_twice(render):
    html = render("One[^a] and two[^a].\n\n[^a]: Aside.\n")
    assert text(html).strip() == "One (Aside.) and two (Aside.)."


def test_a_footnote_with_links_may_be_marked_twice(tmp_path):
    project = Project(tmp_path)
    project.append("docs/chapters/tides.md", "\nOne[^a] and two[^a].\n\n[^a]: With [lamps](lamps.md) [@moss1999gauge].\n")
    with build_site(tmp_path) as folder:
        assert (folder / "chapters/tides/index.html").read_text().count('With <a href="../lamps/">lamps</a>') == 2


def test_footnotes_that_name_each_other_come_to_an_end(render):
    assert "One" in text(render("Sea[^a].\n\n[^a]: One[^b].\n\n[^b]: Two[^a].\n"))


def test_links_say_what_they_lead_to(tmp_path):
    """A term's first sentence, a person's role, the summary of a claim and of a picture; other pages say nothing."""
    project = Project(tmp_path)
    project.write("docs/claims/c1-tides.md", "---\ntitle: Tides\nsummary: The sea is slower than the clock, she says.\n---\n\n# Tides\n")
    project.write("docs/pictures/waves.md", WAVES)
    context = RenderContext(project.site())
    context.begin(context.site.pages["chapters/tides.md"])
    md = Markdown(extensions=[CompanionExtension(context=context)])
    found = {
        link: re.search('data-tip="([^"]*)"', md.convert(f"[x]({link})"))
        for link in ("../glossary.md#tide", "../people/ada-keeper.md", "../claims/c1-tides.md", "../pictures/waves.md", "lamps.md")
    }
    assert [said and said[1].split(" ")[0] for said in found.values()] == ["The", "keeper", "The", "Two", None]
    assert 'class="claim"' in md.convert("[C1](../claims/c1-tides.md)")
