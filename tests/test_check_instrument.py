"""What `custody-triage check-instrument FILE` tells the author of an instrument."""

import pytest

from triage_app import commands
from triage_app.config import RESOURCES

FOLDER = RESOURCES / "instruments"


@pytest.fixture
def ask(monkeypatch, capsys):
    """Return a function that gives a command in a language and says how it ended."""

    def ask(*words, language="C.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        status = commands.run([str(one) for one in words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ask


@pytest.mark.parametrize("language", ["C.UTF-8", "cy_GB.UTF-8"])
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_instrument_can_be_used(ask, path, language):
    status, said, wrong = ask("check-instrument", path, language=language)

    assert (status, wrong) == (0, "")
    assert path.name in said


def test_an_instrument_is_told_in_plain_words(ask):
    said = ask("check-instrument", FOLDER / "phq-9-2026-11.toml")[1]

    for line in (
        "PHQ-9: low mood.",
        "It has no validated Welsh: its questions are put in English, with a note.",
        "Low mood: 10 questions, at most 27.",
        "Severe: from 20.",
        "An answer to PHQ9 may raise a flag: Self-harm.",
    ):
        assert f"  {line}\n" in said


def test_every_mistake_is_told_at_once(ask, tmp_path):
    text = (FOLDER / "gad-7-2026-11.toml").read_text(encoding="utf-8")
    path = tmp_path / "bad.toml"
    spoilt = text.replace("at_least = 5", "at_least = 50", 1).replace('"GAD2"', '"GAD1"', 1)
    path.write_text(spoilt, encoding="utf-8")

    status, said, wrong = ask("check-instrument", path)

    assert (status, said) == (1, "")
    assert "GAD1" in wrong
    assert "bands.at_least" in wrong
    assert wrong.endswith("The file cannot be used: 2 mistakes. Mend them, and check again.\n")
