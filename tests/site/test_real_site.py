"""The real site as a whole: what is written, and what readers get."""

import re

from companion.problems import report
from companion.render import backlinks
from companion.render.quotations import generated_pages
from companion.rules import run


def written_by_the_build(site):
    return len([*generated_pages(site), *backlinks.generated_pages(site)])


def test_the_sources_have_no_problem(site):
    problems = [p for p in run("source", site) if p.severity == "error"]
    assert not problems, report(problems, "real sources")


def test_the_quotations_are_proved(site):
    """None has failed, and all but what contributors have just brought were compared with a transcript."""
    assert len(site.checked) >= 40
    assert [(c.page.path, c.quotation.text) for c in site.checked if c.proof == "failed"] == []
    locked = sum(c.proof == "locked" for c in site.checked)
    assert locked >= 0.9 * len(site.checked), "a maintainer runs: companion verify --transcript FILE"


def test_the_built_pages_have_no_problem(built):
    problems = run("built", built)
    assert not problems, report(problems, "real built pages")


def test_every_page_is_built_and_listed_for_search_engines(site, built):
    assert len([p for p in built.pages if p.endswith("index.html")]) >= len(site.pages)
    listed = (built.folder / "sitemap.xml").read_text().count("<loc>")
    assert listed == len(site.pages) + written_by_the_build(site)


def test_every_cited_source_has_its_anchor_and_its_uses(site, built):
    sources = built.pages["sources/index.html"]
    ids = {name for name, _ in sources.facts.ids}
    assert set(site.cited) <= ids
    links = sources.tree.xpath("//details[@class='used-on']//a[@class='sentences']/@href")
    assert len(links) == len(site.cited)
    uses = {path: page.tree for path, page in built.pages.items() if path.startswith("sources/uses/")}
    for link in links:
        path, _, key = link.partition("#")
        heading = uses[f"sources/{path}index.html"].xpath(f"//h3[@id='{key}']")
        said = heading[0].getnext().xpath(".//q")
        assert said or key == site.recording_key or not any(m.sentence for m in site.cited[key]), key


def test_each_citation_leads_to_its_source(site, built):
    links = [use.address for page in built.pages.values() for use in page.facts.uses if "sources/#" in use.address]
    assert len(links) >= site.citation_count() / 3
    assert all(re.search(r"sources/#[a-z0-9_-]+$", link) for link in links)


def test_a_chapter_has_its_words_citations_and_moments(site):
    chapters = site.kind("chapter")
    assert chapters
    for page in chapters:
        citations = [c for g in page.citations for c in g.citations]
        moments = [c for c in citations if c.key == site.recording_key and c.locator]
        others = {c.key for c in citations if c.key != site.recording_key}
        assert 1200 <= page.words <= 2000, f"{page.path} has {page.words} words"
        assert len(citations) - len(moments) >= 8, page.path
        assert len(others) >= 5, page.path
        assert len(moments) >= 8, page.path


def test_every_page_carries_its_own_description(site, built):
    described = {}
    for path, page in built.pages.items():
        if path != "404.html":
            described.setdefault(page.tree.xpath("string(//meta[@name='description']/@content)"), []).append(path)
    assert {d: p for d, p in described.items() if len(p) > 1} == {}
    assert len(described) == len(site.pages) + written_by_the_build(site)


def test_every_block_quotation_has_its_own_page(site, built):
    addresses = [path for path, _ in generated_pages(site)]
    assert len(addresses) >= 5
    for path in addresses:
        page = built.pages[path.removesuffix(".md") + "/index.html"]
        assert page.tree.xpath("//figure[@class='quotation']//a[@class='moment']")
        assert page.tree.xpath("//h2[@id='uses']/following-sibling::ul//a")


def test_the_people_and_the_glossary_are_as_many_as_promised(site):
    assert len(site.kind("person")) >= 12
    assert len([h for h in site.pages["glossary.md"].headings if h.level == 3]) >= 40


def test_every_promised_address_is_there(site, built):
    """What permalinks.txt lists, and what the site offers beyond it, stands in the built pages under that very id."""
    missing = []
    for address in sorted(site.offered | set(site.promises.published)):
        page, _, anchor = address.partition("#")
        if {address, page} & set(site.promises.redirects):
            continue  # the rules see to those
        path = page.strip("/") + "/index.html" if page != "/" else "index.html"
        if path not in built.pages or (anchor and anchor not in {name for name, _ in built.pages[path].facts.ids}):
            missing.append(address)
    assert site.promises.published
    assert missing == []


def test_the_front_door_says_how_long_each_chapter_takes(site, built):
    said = dict(re.findall(r"\(chapters/([a-z-]+)\.md\) \((\d+)(?: minutes)?\)", site.pages["index.md"].text))
    shown = {p.path: built.pages[p.path.removesuffix(".md") + "/index.html"].tree.xpath("string(//div[@class='byline'])") for p in site.kind("chapter")}
    assert len(said) == len(shown)
    for path, byline in shown.items():
        assert said[path.removeprefix("chapters/").removesuffix(".md")] == re.search(r"(\d+) minutes to read", byline)[1], path


def test_every_picture_is_drawn_with_its_sources(site, built):
    assert len(site.pictures) >= 3
    for path, picture in site.pictures.items():
        tree = built.pages[path.removesuffix(".md") + "/index.html"].tree
        drawn = tree.xpath("//figure[@class='picture']//*[local-name()='svg']")
        assert len(drawn) == 2 and all(d.get("aria-label") for d in drawn), path
        for row in picture.rows:
            assert all(row.label in d.text_content() for d in drawn), (path, row.label)
        rows = tree.xpath("//table//tbody/tr")
        assert len(rows) == len(picture.rows)
        assert all(row.xpath(".//a[@class='source' or @class='moment']") for row in rows), path
        shown = [page for page in built.pages.values() if page.tree.xpath(f"//figure[@id='picture-{picture.name}']")]
        assert len(shown) >= 2, f"{path} is shown on no other page"


def test_every_page_unfurls_with_its_own_picture(site, built):
    seen = {}
    for path, page in built.pages.items():
        image = page.tree.xpath("string(//meta[@property='og:image']/@content)")
        file = built.folder / "assets" / image.partition("/assets/")[2]
        assert file.exists() and file.stat().st_size < 60_000, path
        seen.setdefault(image, []).append(path)
    shared = [paths for paths in seen.values() if len(paths) > 1]
    assert len(shared) <= 1 and all("uses/" in p or p in ("index.html", "404.html") for paths in shared for p in paths)
