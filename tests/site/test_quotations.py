"""Quotations from the source to the reader: proofs, messages, figures, addresses, the list; and the lock's command."""

import json

import pytest

from companion import cli
from companion.build import build_site
from companion.built import BuiltSite
from companion.rules import run
from tests.small_site import SENTENCES, Project


@pytest.fixture
def transcript(tmp_path):
    path = tmp_path / "transcript.jsonl"
    rows = [{"start": s.start, "speaker": s.speaker, "text": s.text, "turn": s.turn, "section": s.section} for s in SENTENCES]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n")
    return path


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project").mkdir()
    return Project(tmp_path / "project")


def test_a_block_quotation_gets_speaker_moment_address_copy_and_mark(project):
    project.write("docs/quotations.md", project_page("Quotations", "<!-- companion: quotations -->"))
    with build_site(project.root) as folder:
        built = BuiltSite.read(folder)
        assert [p for p in run("built", built) if p.code != "H906"] == []
        figure = built.pages["chapters/tides/index.html"].tree.xpath("//figure[@class='quotation']")[0]
        assert figure.get("id") == "q-1-20"
        assert figure.xpath("string(blockquote)").split() == SENTENCES[4].text.split()
        assert figure.xpath("string(.//*[@class='speaker'])") == "Ada Keeper"
        assert figure.xpath(".//a[@class='speaker']/@href") == ["../../people/ada-keeper/"]
        assert figure.xpath(".//a[@class='moment']/@href") == ["https://post.example.org/play?t=80"]
        assert figure.xpath("string(.//*[@class='verified']/@title)").startswith("Compared word by word with the published transcript")
        assert figure.xpath(".//a[@class='permalink']/@href") == ["../../q/1-20/"]
        copied = figure.xpath("string(.//button[@class='copy']/@data-copy)")
        assert copied == f"“{SENTENCES[4].text}” — Ada Keeper, 4 March 2020, 1:20. https://small.example.org/q/1-20/"
        inline = built.pages["chapters/tides/index.html"].tree.xpath("//a[@id='q-1-05']")
        assert len(inline) == 1
        own = built.pages["q/1-20/index.html"]
        assert "You write what you see" in own.facts.text
        assert own.tree.xpath("//a[@href='../../chapters/tides/']")
        assert "You write what you see" in own.tree.xpath("string(//meta[@name='description']/@content)")
        listed = built.pages["quotations/index.html"].tree.xpath("//ol[@class='quotations']/li")
        assert [(i.get("data-speaker"), i.get("data-section"), i.xpath("string(q)")[:7]) for i in listed] == [
            ("Ada Keeper", "1", "the sea"),
            ("Ada Keeper", "1", "You wri"),
        ]
        assert built.pages["quotations/index.html"].tree.xpath("//form[@data-filter][@hidden]")


def project_page(title, body):
    return (
        f"---\ntitle: {title}\nsummary: A page made for a test, with a summary that is long enough to be one for everybody.\n"
        f"last_validated: 2026-01-02\ndecay: slow\n---\n\n# {title}\n\n{body}\n"
    )


def test_only_locked_quotations_are_marked_verified(project):
    project.write("recording/quotations.lock", "# empty\n")
    with build_site(project.root) as folder:
        page = (folder / "chapters/tides/index.html").read_text()
    assert "proof pending" in page and 'class="verified"' not in page


def test_an_altered_quotation_stops_the_build(project):
    from companion.build import BuildError

    project.replace("docs/chapters/tides.md", "slower than the clock", "slower than the watch")
    with pytest.raises(BuildError, match="Q301 quotation-altered"), build_site(project.root):
        pass


def test_verify_writes_the_lock_and_reports_what_the_transcript_refutes(project, transcript, capsys):
    project.write("recording/quotations.lock", "# empty\n")
    assert cli.main(["--root", str(project.root), "check", "--fast"]) == 0
    assert "2 advice" in capsys.readouterr().out
    assert cli.main(["--root", str(project.root), "verify", "--transcript", str(transcript)]) == 0
    assert "2 quotations compared word by word, 2 locked" in capsys.readouterr().out
    assert cli.main(["--root", str(project.root), "check", "--fast"]) == 0
    assert "no problems" in capsys.readouterr().out
    project.replace("docs/chapters/tides.md", 'clock" [@keeper2020tides, 1:05]', 'clock" [@keeper2020tides, 1:12]')
    assert cli.main(["--root", str(project.root), "verify", "--transcript", str(transcript)]) == 1
    said = capsys.readouterr().out
    assert "docs/chapters/tides.md:17:18" in said and "[@keeper2020tides, 1:05]" in said
    assert (project.root / "recording/quotations.lock").read_text().count("\tAda Keeper") == 1


def test_fingerprint_command_makes_the_file_that_check_reads(project, transcript, capsys):
    made = (project.root / "recording/fingerprint.bin").read_bytes()
    (project.root / "recording/fingerprint.bin").unlink()
    assert cli.main(["--root", str(project.root), "fingerprint", str(transcript)]) == 0
    assert (project.root / "recording/fingerprint.bin").read_bytes() == made
    assert "compressed" in capsys.readouterr().out


def test_a_broken_transcript_is_named_with_its_line(project, tmp_path, capsys):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"start": 0}\n')
    assert cli.main(["--root", str(project.root), "verify", "--transcript", str(broken)]) == 2
    assert "broken.jsonl:1: has no “speaker”" in capsys.readouterr().err


def test_a_transcript_of_something_else_does_not_empty_the_lock(project, tmp_path, capsys):
    before = (project.root / "recording/quotations.lock").read_text()
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"start": 0, "speaker": "Ada Keeper", "text": "Nothing of the kind was said here.", "turn": 1, "section": "x"}) + "\n")
    assert cli.main(["--root", str(project.root), "verify", "--transcript", str(other)]) == 1
    assert "0 locked" in capsys.readouterr().out
    assert (project.root / "recording/quotations.lock").read_text() == before
