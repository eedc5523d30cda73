"""The command on a console: it says what it did, and exits with nought only if it did it."""

import io
import os

import pytest

from tests.conftest import SUITE, Clock
from tests.exchange.lists import AMMANFORD, code_point, offences_json
from tests.test_loaded_words import written
from triage_app import commands
from triage_app.__main__ import main
from triage_app.config import Config
from triage_app.services.first_start import FirstStart, first_start
from triage_app.services.opening import files_of

WORDS = "three plain words"


@pytest.fixture
def caseload(tmp_path, monkeypatch):
    """A folder with a real caseload in it, and English spoken."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    folder = tmp_path / "data"
    start = FirstStart(folder, "dyfed-powys", SUITE, "Dewi Sandpiper", "dewi.sandpiper", WORDS)
    first_start(Config(data=folder), start, Clock("2026-05-11 09:30"))
    return folder


@pytest.fixture
def command(monkeypatch, capsys):
    """Return a function that gives a command with what is typed after it."""

    def command(*arguments, typed=("dewi.sandpiper", WORDS)):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        status = commands.run([str(one) for one in arguments])
        said = capsys.readouterr()
        return status, said.out + said.err

    return command


def test_a_sound_caseload_is_said_to_be(caseload, command):
    status, said = command("--data", caseload, "verify")
    assert (status, said) == (0, "All is as it was written. Log entries: 2.\n")


def test_a_wrong_password_tells_nothing_and_fails(caseload, command):
    status, said = command(
        "--data", caseload, "verify", typed=("dewi.sandpiper", "three wrong words")
    )
    assert status == 1
    assert "Traceback" not in said


def test_there_is_nothing_to_verify_where_there_is_no_caseload(tmp_path, command):
    status, said = command("--data", tmp_path, "verify")
    assert status == 1
    assert str(tmp_path) in said


def test_a_scheme_that_is_practised_is_never_the_real_caseload(caseload, command, capsys):
    status, said = command("--data", caseload, "--scheme", "wiltshire-deferred", "verify")
    assert status == 1
    assert str(caseload) in said

    with pytest.raises(SystemExit):
        command("--data", caseload, "--scheme", "dyfed-powis", "verify")
    assert "durham-checkpoint" in capsys.readouterr().err


def test_a_backup_is_made_and_put_back(caseload, tmp_path, command):
    file = tmp_path / "monday.backup"
    status, said = command("--data", caseload, "backup", file)
    assert (status, file.exists()) == (0, True), said
    status, said = command("--data", caseload, "restore", file)
    assert status == 0
    assert "is now the caseload" in said
    assert "is kept until" in said
    assert command("--data", caseload, "verify")[0] == 0


def test_a_damaged_backup_is_refused_and_the_caseload_left_alone(caseload, tmp_path, command):
    file = tmp_path / "monday.backup"
    file.write_bytes(b"not a backup")
    before = files_of(Config(data=caseload)).database.read_bytes()
    status, said = command("--data", caseload, "restore", file)
    assert status == 1
    assert said
    assert files_of(Config(data=caseload)).database.read_bytes() == before


def test_the_words_of_an_instrument_are_loaded_once(caseload, tmp_path, command):
    file = written(tmp_path)
    status, said = command("--data", caseload, "load-wording", file)
    assert (status, said) == (
        0,
        "DAST-10: drugs now has its words, from words.toml. It can be used.\n",
    )
    status, said = command("--data", caseload, "load-wording", file)
    assert status == 1
    assert "dast-10-2026-11" in said


def test_a_window_without_a_display_is_refused_in_a_line(command, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    status, said = command()
    assert status == 3
    assert said.count("\n") == 1


def test_whatever_is_written_is_for_its_user_alone(monkeypatch):
    monkeypatch.setattr("sys.argv", ["custody-triage", "--help"])
    before = os.umask(0o022)
    with pytest.raises(SystemExit):
        main()
    assert os.umask(before) == 0o077


def test_a_postcode_file_is_imported_and_its_month_is_what_it_says(caseload, tmp_path, command):
    file = code_point(tmp_path / "codepo-2024-02.zip", {"sa": AMMANFORD})

    status, said = command("--data", caseload, "import-postcodes", file)

    assert status == 0, said
    assert said.startswith("Imported, and in force from now: Code-Point Open.")


def test_or_what_is_said_where_it_says_none(caseload, tmp_path, command):
    file = code_point(tmp_path / "codepo.zip", {"sa": AMMANFORD})

    assert command("--data", caseload, "import-postcodes", file) == (
        1,
        "Say the month the file was published for: it is given with every answer.\n",
    )
    status, said = command("--data", caseload, "import-postcodes", file, "--published", "sometime")
    assert (status, said.startswith("Write the month and year")) == (1, True)
    assert command("--data", caseload, "import-postcodes", file, "--published", "2/2024")[0] == 0


def test_the_index_of_offences_is_imported(caseload, tmp_path, command):
    status, said = command(
        "--data", caseload, "import-offences", offences_json(tmp_path / "index.json")
    )

    assert (status, said.strip().endswith("Offences: 4.")) == (0, True), said


def test_a_file_that_is_no_such_list_is_refused_in_words(caseload, tmp_path, command):
    file = tmp_path / "holiday.txt"
    file.write_text("Tenby\n")

    status, said = command("--data", caseload, "import-postcodes", file)

    assert status == 1
    assert said.startswith("This is no list of postcodes.")


def test_ctrl_c_cancels_an_import_and_changes_nothing(caseload, tmp_path, command, monkeypatch):
    file = code_point(tmp_path / "codepo-2024-02.zip", {"sa": AMMANFORD})

    def interrupt(_console, share):
        if share > 0:
            raise KeyboardInterrupt

    monkeypatch.setattr(commands.Console, "tell_share", interrupt)
    status, said = command("--data", caseload, "import-postcodes", file)

    assert (status, said) == (1, "Cancelled. Nothing has changed.\n")
    assert command("--data", caseload, "verify")[0] == 0
