"""Addresses that were promised: kept, moved, broken; and tags."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.build import build_site
from companion.permalinks import Promises, broken_redirects, lost, read_promises, stubs, write_permalinks
from companion.tags import address, tag_number
from tests.small_site import Project


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("index.md", "/"),
        ("chapters/index.md", "/chapters/"),
        ("chapters/tides.md", "/chapters/tides/"),
        ("claims/c14-hundredfold-scale.md", "/c/14/"),
        ("claims/c3.md", "/c/3/"),
        ("q/5-00/", "/q/5-00/"),
    ],
)
def test_addresses(path, served):
    assert address(path) == served


def test_only_claims_have_tags():
    assert [tag_number(p) for p in ("claims/c14-x.md", "claims/c014.md", "chapters/c1.md", "claims/index.md")] == [14, None, None, None]


def test_the_file_only_grows_and_notices_a_hand(tmp_path):
    assert write_permalinks(tmp_path, {"/b/", "/a/", "/a/#x"}) == ["/a/", "/a/#x", "/b/"]
    assert write_permalinks(tmp_path, {"/0/", "/a/"}) == ["/0/"]
    promises = read_promises(tmp_path)
    assert promises.published == ["/a/", "/a/#x", "/b/", "/0/"]
    assert promises.faults == []
    path = tmp_path / "permalinks.txt"
    path.write_text(path.read_text().replace("/a/#x\n", ""))
    assert "changed by hand" in read_promises(tmp_path).faults[0][2]


def test_redirects_chain_circle_dangle_and_hide():
    promises = Promises([], {"/a/": ("/b/", 1), "/b/": ("/c/", 2), "/d/": ("/e/", 3), "/e/": ("/d/", 4), "/f/": ("/none/", 5), "/here/": ("/c/", 6)})
    found = {line: (message, mend) for line, message, mend in broken_redirects(promises, {"/c/", "/here/"})}
    assert set(found) == {1, 3, 4, 5, 6}
    assert found[1][1] == "write /a/ /c/"
    assert "circle" in found[3][1]


OPERATIONS = st.lists(st.tuples(st.sampled_from(["move page", "delete page", "move anchor", "delete anchor"]), st.integers(0, 99), st.integers(0, 99), st.booleans()), max_size=12)


@settings(max_examples=300)
@given(OPERATIONS)
def test_after_any_history_exactly_the_broken_promises_are_reported(operations):
    """A careful contributor redirects every promise that a change moves; a careless one redirects none.

    The oracle follows each promise by hand: where it is now, or that it is lost.
    """
    pages = {f"/p{n}/": {f"x{n}", f"y{n}"} for n in range(4)}
    home = {p: p for p in pages} | {f"{p}#{a}": f"{p}#{a}" for p, anchors in pages.items() for a in anchors}
    published, redirects, fresh = sorted(home), {}, iter(range(1000))

    def go(old, new, careful):
        for promise, now in home.items():
            if now == old:
                home[promise] = new if careful else None
                if careful and promise != new:
                    redirects[promise] = (new, 0)

    for what, first, second, careful in operations:
        names = sorted(pages)
        if not names:
            break
        page = names[first % len(names)]
        anchors = sorted(pages[page])
        elsewhere = [n for n in names if n != page]
        if what == "move page":
            moved = f"/n{next(fresh)}/"
            pages[moved] = pages.pop(page)
            go(page, moved, careful)
            for anchor in anchors:
                go(f"{page}#{anchor}", f"{moved}#{anchor}", careful)
        elif what == "delete page" and elsewhere:
            del pages[page]
            heir = elsewhere[second % len(elsewhere)]
            go(page, heir, careful)
            for anchor in anchors:
                go(f"{page}#{anchor}", heir, careful)
        elif anchors and what == "move anchor":
            old, new = anchors[second % len(anchors)], f"a{next(fresh)}"
            pages[page] = pages[page] - {old} | {new}
            go(f"{page}#{old}", f"{page}#{new}", careful)
        elif anchors and what == "delete anchor":
            old = anchors[second % len(anchors)]
            pages[page] = pages[page] - {old}
            go(f"{page}#{old}", page, careful)

    offered = set(pages) | {f"{p}#{a}" for p, anchors in pages.items() for a in anchors}
    promises = Promises(published, redirects)
    reported = {a for _, a in lost(promises, offered)}
    assert reported == {promise for promise, now in home.items() if now is None}


def test_a_moved_page_and_anchor_still_arrive(tmp_path):
    project = Project(tmp_path)
    write_permalinks(tmp_path, project.site().offered | {"/old/", "/old/#part", "/chapters/tides/#low", "/chapters/tides/#gone"})
    project.write("redirects.txt", "/old/ /chapters/lamps/\n/old/#part /chapters/lamps/#wick\n/chapters/tides/#low /chapters/tides/#post\n/chapters/tides/#gone /chapters/lamps/#wick\n")
    assert project.problems() == []
    with build_site(project.root) as folder:
        stub = (folder / "old/index.html").read_text()
        tides = (folder / "chapters/tides/index.html").read_text()
    assert 'href="../chapters/lamps/"' in stub and '"part": "../chapters/lamps/#wick"' in stub
    assert re.search(r'<span id="low"></span><h2 id="post">', tides)
    assert '<li id="gone">This section has moved: <a href="../lamps/#wick">' in tides


def test_a_stub_cannot_be_made_to_run_anything():
    (path, text), = stubs(Promises([], {"/a/": ("/b/", 1), "/a/#x": ("/b/#y", 2)}))
    assert path == "a/index.html"
    assert text.count("<script>") == 1


def test_a_claim_is_served_at_its_tag(tmp_path):
    project = Project(tmp_path)
    matter = "---\ntitle: C1 Slow\nsummary: A claim that is served at its tag, with a summary that is long enough for the rule.\nlast_validated: 2026-01-02\ndecay: slow\n---\n\n# Slow\n\nSee [tides](../chapters/tides.md).\n"
    project.write("docs/claims/c1-slow-sea.md", matter)
    project.append("docs/chapters/tides.md", "\nSee [C1](../claims/c1-slow-sea.md).\n")
    with build_site(project.root, strict=False) as folder:
        claim = (folder / "c/1/index.html").read_text()
        tides = (folder / "chapters/tides/index.html").read_text()
    assert 'href="../../chapters/tides/"' in claim
    assert 'href="../../c/1/"' in tides
    assert not (folder / "claims").exists()
