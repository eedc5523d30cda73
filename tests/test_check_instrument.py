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


def test_mistakes_of_keys_and_values_are_told_together_each_with_its_line(ask, tmp_path):
    text = (FOLDER / "needs-2026-11.toml").read_text(encoding="utf-8")
    changes = {
        "highest = 2": 'highest = "2"',
        'code = "AC3"\nkind = "choice"': 'code = "AC3"\nkind = "chosen"',
        "scored = false": "scoredd = false",
    }
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")

    wrong = ask("check-instrument", path)[2].splitlines()

    lines = text.splitlines()
    for new in ('highest = "2"', 'kind = "chosen"', "scoredd = false"):
        assert any(one.startswith(f"Line {lines.index(new) + 1}:") for one in wrong), new
    assert wrong[-1].startswith("The file cannot be used: 3 mistakes.")


def test_what_is_wrong_with_a_question_is_told_by_its_own_line(ask, tmp_path):
    text = (FOLDER / "phq-9-2026-11.toml").read_text(encoding="utf-8")
    path = tmp_path / "bad.toml"
    path.write_text(text.replace('code = "PHQ4"', 'code = "PHQ3"'), encoding="utf-8")

    wrong = ask("check-instrument", path)[2]

    second = [n for n, one in enumerate(text.splitlines(), 1) if one == 'code = "PHQ4"']
    assert wrong.startswith(f"Line {second[0] - 1}: ")  # where its question begins


def test_a_file_that_cannot_stand_beside_those_published_is_told(ask, tmp_path):
    text = (FOLDER / "audit-c-2026-11.toml").read_text(encoding="utf-8")
    path = tmp_path / "audit-c-2027-01.toml"
    path.write_text(text.replace('leads_to = "audit"', 'leads_to = "audti"'), encoding="utf-8")

    status, _, wrong = ask("check-instrument", path)

    assert status == 1
    assert "audti" in wrong
    assert "audit-c-2026-11.toml" in wrong
