"""Parsing pages."""

from hypothesis import given
from hypothesis import strategies as st

from companion.site import Page
from companion.text import plain_sentence, prose

PAGE = """---
title: A page
summary: x
---

# A page

See [one](one.md#a) and ![two](two.svg), `[three](three.md)`, <a href="four.md">four</a>.
Also [five][f] and [six][nowhere]; note[^n].

```python
[seven](seven.md)
# no heading
```

<!-- [eight](eight.md) -->

## With id {#own}

## Same words

## Same words

[f]: five.md
[^n]: text
"""


def test_finds_links_with_their_places_and_no_code():
    page = Page("a.md", "docs/a.md", PAGE)
    assert [(link.target, link.line, link.image) for link in page.links] == [
        ("one.md#a", 8, False),
        ("two.svg", 8, True),
        ("four.md", 8, False),
        ("five.md", 9, False),
    ]
    assert [raw for raw, _, _ in page.undefined_references] == ["[six][nowhere]"]


def test_gives_headings_the_ids_of_the_build():
    page = Page("a.md", "docs/a.md", PAGE)
    assert [(h.id, h.explicit) for h in page.headings] == [("a-page", False), ("own", True), ("same-words", False), ("same-words_1", False)]


def test_knows_the_lines_of_the_front_matter():
    page = Page("a.md", "docs/a.md", PAGE)
    assert page.key_lines == {"title": 2, "summary": 3}
    assert page.title == "A page"


def test_counts_words_without_citations_and_addresses():
    page = Page("a.md", "docs/a.md", "---\ntitle: x\n---\nTwo words [@key2020, 1:05]. Don't [link](a/b/c.md).\n")
    assert page.words == 4


def test_makes_plain_sentences():
    line = "- *Ada* [reads](a.md) the “tide” [@moss1999gauge, p. 3; @a], so[^1] `x`. {#id}"
    assert plain_sentence(line) == "Ada reads the “tide”, so x."


def test_a_table_row_is_read_as_its_cells():
    assert plain_sentence("| September 2024 | $1 billion [@a2020] | [Reuters](x.md) |") == "September 2024; $1 billion; Reuters"


@given(st.text(alphabet="`~<!->[]()@#\n ab{}", max_size=200))
def test_blanking_keeps_every_place(text):
    blanked = prose(text)
    assert len(blanked) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(blanked) if c == "\n"]


@given(st.text(alphabet="-`~<!->[]()@#\n ab{}:^'\"\t1", max_size=300))
def test_no_page_raises(text):
    page = Page("chapters/a.md", "docs/chapters/a.md", text)
    assert page.links is not None and page.headings is not None and page.citations is not None
    assert page.footnotes and page.words >= 0 and page.ids is not None and page.undefined_references is not None
