"""The rail and the picture of the whole recording in built pages."""

import gzip
import re

from companion.build import build_site
from companion.built import BuiltSite
from companion.rules import run
from companion.speech import seconds
from tests.small_site import Project

MOST = 3_000  # bytes, compressed


def test_the_small_project_builds_with_both(tmp_path):
    project = Project(tmp_path)
    project.append("docs/index.md", "\n<!-- companion: glance -->\n\n<!-- companion: quotations -->\n")
    project.write("recording/speech.json", '{"Ada Keeper": [[60, 200]]}')
    with build_site(project.root) as folder:
        built = BuiltSite.read(folder)
        assert [p for p in run("built", built) if p.code != "H906"] == []
        tides, front = built.pages["chapters/tides/index.html"].tree, built.pages["index.html"].tree
    assert tides.xpath("//nav[@class='rail']//a/@href") == ["#q-1-05", "#q-1-20"]
    assert front.xpath("//figure[@class='glance']//a[@class='light']/@href") == ["q/1-20/"]
    assert {a.get("href") for a in front.xpath("//div[@class='rail'][@aria-hidden='true']//a[@tabindex='-1']")} == {"#q-1-05", "#q-1-20"}
    assert tides.xpath("string(//p[@class='along'])") == "Along the recording: next, Lamps, from 2:00."


def test_each_chapter_has_a_rail_that_weighs_little(site, built):
    chapters = [p.path.removesuffix(".md") + "/index.html" for p in site.kind("chapter")]
    for path in [*chapters, "quotations/index.html"]:
        text = (built.folder / path).read_text()
        rail = re.search(r'<(nav|div) class="rail".*?</\1>', text)
        assert rail, path
        assert len(gzip.compress(text.encode())) - len(gzip.compress(text.replace(rail[0], "").encode())) <= MOST, path
        assert built.pages[path].tree.xpath("count(//*[@class='rail']//a)") >= 5


def test_chapters_lead_along_the_recording_and_back(site, built):
    after = {}
    for page in site.kind("chapter"):
        tree = built.pages[page.path.removesuffix(".md") + "/index.html"].tree
        after[page.path] = tree.xpath("//p[@class='along']/a/@href")
    assert sorted(map(len, after.values())) == [1, 1] + [2] * (len(after) - 2)


def test_the_front_door_shows_the_whole_recording(site, built):
    tree = built.pages["index.html"].tree.xpath("//figure[@class='glance']")[0]
    rows = [len(ul.xpath("li")) for ul in tree.xpath("ul")]
    assert rows == [len(site.speech), len(site.recording.sections), len(site.kind("chapter")), 1]
    assert len(tree.xpath(".//a[starts-with(@href, 'q/')]")) >= 5
    assert 0.8 * site.recording.length < sum(map(seconds, site.speech.values())) <= site.recording.length
