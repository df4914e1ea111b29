"""The geometry of the rail, and the turns of the speakers."""

import pytest

from companion import cli
from companion.moments import Span
from companion.render.glance import finding, glance_html
from companion.render.rail import STEPS, Light, along, apart, at, bars, page_lights, rail_html
from companion.speech import SpeechError, read_speech, seconds, to_json, turns
from tests.small_site import SENTENCES, Project

WHO = ["Ada Keeper", "Ben Asker"]


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_turns_are_the_sentences_of_one_speaker_until_a_pause_of_two_seconds():
    found = turns(SENTENCES)
    assert list(found) == ["Ben Asker", "Ada Keeper"]
    assert found["Ben Asker"] == (Span(0, 12), Span(125, 140))
    ada = found["Ada Keeper"]
    assert ada[0].start == 12 and ada[-1].start == 140
    assert all(b.start - a.end >= 2 for a, b in zip(ada, ada[1:], strict=False))
    assert seconds(found["Ben Asker"]) == 27


def test_the_turns_are_written_alike_each_time_and_hold_no_words(tmp_path):
    text = to_json(turns(SENTENCES))
    assert text == to_json(turns(list(SENTENCES)))
    assert set("".join(c for c in text if c.isalpha())) <= set("Ada Keeper Ben Asker")
    (tmp_path / "speech.json").write_text(text)
    assert read_speech(tmp_path / "speech.json", WHO, 300) == turns(SENTENCES)
    assert read_speech(tmp_path / "none.json", WHO, 300) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "does not give"),
        ('["Ada Keeper"]', "does not give"),
        ('{"Ada Keeper": [[1]]}', "does not give"),
        ('{"Nobody": [[1, 2]]}', "has turns of Nobody"),
        ('{"Ada Keeper": [[9, 2]]}', "do not run forward"),
        ('{"Ada Keeper": [[1, 9000]]}', "do not run forward"),
    ],
)
def test_turns_that_cannot_be_are_a_problem_with_a_mend(project, text, said):
    with pytest.raises(SpeechError, match=said):
        project.write("recording/speech.json", text)
        read_speech(project.root / "recording/speech.json", WHO, 300)
    assert [(p.code, p.file) for p in project.problems()] == [("R802", "recording/speech.json")]


def test_places_and_bars():
    assert (at(0, 300), at(75, 300), at(100, 300), at(400, 300)) == ("0%", "25%", "33.33%", "100%")
    assert bars([Span(10, 40), Span(299, 300)], 300, "band", least=5) == '<path class="band" d="M10 .5H40M299 .5H300"/>'
    assert bars([Span(10, 11)], 300, "band", least=5) == '<path class="band" d="M10 .5H15"/>'
    assert bars([], 300, "band") == ""


def test_lights_that_would_cover_each_other_share_one_and_a_quotation_stays():
    length = STEPS * 10
    said, told = Light(103, "#q", "said"), Light(100, "play", "told", False)
    assert apart([told, said, Light(111, "far", "far", False)], length) == [said]
    assert apart([told, Light(110, "far", "far", False)], length) == [told, Light(110, "far", "far", False)]
    assert apart([], length) == []


def test_a_light_leads_to_the_quotation_or_else_plays_the_recording(project):
    project.append("docs/chapters/tides.md", "\nShe waits [@keeper2020tides, 4:00] and waits [@keeper2020tides, 4:00; @keeper2020tides].\n")
    site = project.site()
    lights = page_lights(site.pages["chapters/tides.md"], site)
    assert [(x.second, x.quoted, x.href) for x in lights] == [
        (65, True, "#q-1-05"),
        (80, True, "#q-1-20"),
        (240, False, "https://post.example.org/play?t=240"),
    ]
    assert lights[0].name == "Go to the quotation at 1:05: Tides"
    assert lights[2].name == "Play the recording at 4:00: The post is cut in feet"
    drawn = rail_html(site.pages["chapters/tides.md"], site)
    assert drawn.count("<a ") == 3 and 'x="21.67%"' in drawn and 'd="M10 .5H100"' in drawn and 'd="M120 0V1"' in drawn
    assert rail_html(site.pages["glossary.md"], site) == ""


def test_chapters_follow_each_other_by_their_longest_span(project):
    project.replace("docs/chapters/lamps.md", "  - 2:00–3:00\n", "  - 0:01–0:09\n  - 2:00–3:00\n")
    assert [(s, p.path) for s, p in along(project.site())] == [(Span(10, 100), "chapters/tides.md"), (Span(120, 180), "chapters/lamps.md")]


def test_the_title_of_the_picture_says_who_speaks_how_long(project, tmp_path):
    assert finding(project.site()) == "5 minutes in 2 sections"
    project.write("recording/speech.json", '{"Ben Asker": [[0, 60]], "Ada Keeper": [[60, 190], [200, 230]]}')
    assert finding(project.site()) == "Ada Keeper speaks for 3 of 5 minutes, Ben Asker for 1"
    drawn = glance_html(project.site(), lambda path: f"/{path}")
    assert "M60 .5H190M200 .5H230" in drawn and "\n\n" not in drawn
    assert drawn.index("Tides <a") < drawn.index("Lamps <a") < drawn.index('href="/chapters/tides.md"') < drawn.index('href="/q/1-20/"')
    assert ": 0:10–1:40</span>" in drawn


def test_without_a_recording_nothing_is_drawn(project):
    project.delete("recording/recording.yml")
    site = project.site()
    assert glance_html(site, str) == "" and rail_html(site.pages["chapters/tides.md"], site) == ""


def test_the_fingerprint_command_writes_the_turns(project, tmp_path, capsys):
    import json

    rows = [{"start": s.start, "speaker": s.speaker, "text": s.text, "turn": s.turn, "section": s.section} for s in SENTENCES]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert cli.main(["--root", str(project.root), "fingerprint", str(tmp_path / "t.jsonl")]) == 0
    assert "recording/speech.json: Ben Asker 2 turns, 27 s, Ada Keeper" in capsys.readouterr().out
    assert project.site().speech == turns(SENTENCES)
