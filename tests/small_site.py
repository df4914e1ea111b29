"""A small project about a made-up recording, without a fault: tests plant one and see who reports it.

It also shows that the engine knows nothing of any particular recording.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from companion.fingerprint import Sentence, build, timed_words, to_bytes
from companion.lock import lock_entry, write_lock
from companion.proofs import Transcript, verdict_by_transcript
from companion.rules import run
from companion.site import FINGERPRINT, LOCK, Site

SENTENCES = [
    Sentence(0, "Ben Asker", "How do you know when the water turns in the night, with nobody there to see it?", 1, "Tides"),
    Sentence(12, "Ada Keeper", "I look at the post by the steps, where my mother cut a mark for every foot.", 2, "Tides"),
    Sentence(30, "Ada Keeper", "Forty years I kept that light, and the book beside it, and never missed a turn.", 2, "Tides"),
    Sentence(65, "Ada Keeper", "The sea is slower than the clock, and it does not ask you what the hour is.", 2, "Tides"),
    Sentence(80, "Ada Keeper", "You write what you see, maybe a little less, and then you go back to the fire.", 2, "Tides"),
    Sentence(92, "Ada Keeper", "I told this to three inspectors, and none of them wrote a word of it down.", 2, "Tides"),
    Sentence(125, "Ben Asker", "So a lamp is a kind of promise that somebody down there can hold you to.", 3, "Lamps"),
    Sentence(140, "Ada Keeper", "A lamp is work; trim the wick square or it smokes, and then nobody sees it at all.", 4, "Lamps"),
    Sentence(160, "Ada Keeper", "Brass wants rubbing, glass wants water, and oil wants a dry floor to stand on.", 4, "Lamps"),
]
TRANSCRIPT = Transcript(timed_words(SENTENCES))

TODAY = datetime.date.today().isoformat()
FILES = {
    "mkdocs.yml": """\
site_name: A small companion
site_url: https://small.example.org/
strict: true
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, not_found: warn, anchors: warn}
theme: {name: material, font: false}
extra: {repository: https://example.org/small, branch: main, generator: false}
plugins:
  - bibtex: {bib_dir: bib, bib_by_default: false, enable_inline_citations: false}
  - companion
markdown_extensions: [attr_list, footnotes, md_in_html, tables, toc, companion]
""",
    "docs/index.md": """\
---
title: A small companion
summary: A made-up recording about tides and lamps, with just enough pages for every rule to have something to look at.
last_validated: 2026-01-02
decay: slow
---

# A small companion

Begin with [tides](chapters/tides.md), or look at ![a lamp](assets/lamp.svg).
A note hangs here[^lamp], and [sources](sources.md) stand apart.

[^lamp]: Lamps are lit at dusk.
""",
    "docs/assets/lamp.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
    "docs/chapters/tides.md": """\
---
title: Tides
summary: What the speaker says of tides, and who has measured otherwise since; a page made for tests, with one of everything.
last_validated: 2026-01-02
decay: medium
moments:
  - 0:10–1:40
related:
  - page: chapters/lamps.md
    why: the light by which the tides are read
---

# Tides

[Ada Keeper](../people/ada-keeper.md) reads the [tide](../glossary.md#tide) from a post [@keeper2020tides, 1:05].
Others use a gauge [@moss1999gauge].
Keeper says that "the sea is slower than the clock" [@keeper2020tides, 1:05].

> You write what you see, maybe a little less, and then you go back to the fire.
> [@keeper2020tides, 1:20]

Compare [lamps](lamps.md#wick).

## The post is cut in feet {#post}

`[@not a citation]` is code, and so is this:

```text
[x](nowhere.md) and [@nobody1900]
```
""",
    "docs/chapters/lamps.md": """\
---
title: Lamps
summary: What the speaker says of lamps; the second page of its kind, so that chapters have another chapter to link.
last_validated: 2026-01-02
decay: slow
moments:
  - 2:00–3:00
related:
  - page: glossary.md#tide
    why: the word
---

# Lamps

[Ada Keeper](../people/ada-keeper.md) trims the lamp at high [tide](../glossary.md#tide) [@keeper2020tides; @moss1999gauge, p. 7].
See [tides](tides.md).

## The wick is cut square {#wick}

A square wick burns evenly.
""",
    "docs/people/ada-keeper.md": """\
---
title: Ada Keeper
summary: Ada Keeper kept the light and speaks in the recording; this page says who she is and what she holds about tides.
last_validated: 2026-01-02
decay: slow
role: keeper of the light, and the speaker
---

# Ada Keeper

She kept the light, as she tells [@keeper2020tides, 0:30].
""",
    "docs/glossary.md": """\
---
title: Glossary
summary: The words of the recording, each with its meaning and the moment at which it is used, as the pages link them.
last_validated: 2026-01-02
decay: slow
---

# Glossary

## T {#letter-t}

### Tide {#tide}

The rise and fall of the sea.
She uses it of the water at the post [@keeper2020tides, 1:05].
""",
    "docs/sources.md": """\
---
title: Sources
summary: Every source that a page cites, in full, with the sentences that rest on it; the list is written by the build.
last_validated: 2026-01-02
decay: slow
---

# Sources

<!-- companion: sources -->
""",
    "bib/references.bib": """\
@misc{keeper2020tides,
  author = {Keeper, Ada and Asker, Ben},
  title = {{Tides and lamps}},
  howpublished = {The Post Podcast},
  year = {2020},
  date = {2020-03-04},
  url = {https://post.example.org/tides},
}

@article{moss1999gauge,
  author = {Moss, Carl},
  title = {{The self-writing gauge}},
  journal = {Harbour Notes},
  year = {1999},
  doi = {10.1234/harbour.7},
}
""",
    "recording/recording.yml": """\
key: keeper2020tides
title: Tides and lamps
published: 2020-03-04
length: "5:00"
play: "https://post.example.org/play?t={seconds}"
transcript: https://post.example.org/tides
speakers: [{name: Ada Keeper, page: people/ada-keeper.md}, {name: Ben Asker}]
sections: [{start: "0:00", title: Tides}, {start: "2:00", title: Lamps}]
sponsors: ["1:45–1:58"]
budget: 60
""",
}


class Project:
    """A copy of the small site in a folder, to plant faults in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text.replace("2026-01-02", TODAY))
        self.write(FINGERPRINT, to_bytes(build(SENTENCES)))
        self.lock()

    def lock(self) -> None:
        """Lock what the transcript proves."""
        self.write(LOCK, "")
        checked = self.site().checked
        proved = [(c, verdict_by_transcript(c.quotation, TRANSCRIPT, c.named)) for c in checked]
        write_lock(self.root / LOCK, [lock_entry(c.page.file, c.quotation, v) for c, v in proved if v.kind == "verbatim"])

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, making its folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def append(self, name: str, text: str) -> None:
        """Add text to a file's end."""
        self.write(name, (self.root / name).read_text() + text)

    def replace(self, name: str, old: str, new: str) -> None:
        """Exchange text in a file; it must stand there."""
        text = (self.root / name).read_text()
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def delete(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink()

    def site(self) -> Site:
        """The project, parsed."""
        return Site.parse(self.root, "https://small.example.org/")

    def problems(self) -> list:
        """What the source rules say."""
        return run("source", self.site())
