"""Coming in, by the keyboard alone."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.services.verbs_after import dispose, laid_down
from tests.ui.walks import is_well_made, sideways
from triage_app.config import Config
from triage_app.domain.roles import Role
from triage_app.services import safekeeping, signin
from triage_app.services.desk import Actor
from triage_app.services.first_start import FirstStart, first_start
from triage_app.services.opening import is_founded
from triage_app.storage import keys
from triage_app.texts import Texts
from ui.admin.screen import AdminScreen
from ui.log.screen import LogScreen
from ui.parts import Notice
from ui.signin.code import CodePage
from ui.signin.entrance import Entrance
from ui.signin.first_start import FirstStartPage, username_from
from ui.signin.recovery import RecoveryPage
from ui.signin.restore import RestorePage
from ui.signin.sign_in import SignInPage
from ui.theme import LIGHT, Look

PHRASE = "three herons wading"
NAME = "dewi.sandpiper"
SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)
NOW = dt.datetime(2026, 5, 11, 8, 30, tzinfo=dt.UTC)
LOOKS = pytest.mark.parametrize(
    ("language", "scale"), [("en", 1.0), ("cy", 1.0), ("en", 2.0), ("cy", 2.0)]
)


@pytest.fixture
def config(tmp_path):
    return Config(data=tmp_path / "data")


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Let a guess cost little: what it costs has its own tests."""
    small = keys.Cost(1, 64, 1)
    monkeypatch.setattr(signin.sign_in, "__defaults__", (lambda: 1000.0, small))
    monkeypatch.setattr(signin.recover, "__defaults__", (lambda: 1000.0, small))
    monkeypatch.setattr(signin.waiting, "__defaults__", (lambda: 1000.0,))
    monkeypatch.setattr(safekeeping.restore, "__defaults__", (small,))
    monkeypatch.setattr(first_start, "__defaults__", (small,))


@pytest.fixture
def founded(config):
    start = FirstStart(config.data, "dyfed-powys", "haverfordwest", "Dewi Sandpiper", NAME, PHRASE)
    return first_start(config, start, lambda: NOW)


@pytest.fixture
def enter(config, theme, show):
    """Return a function that opens the entrance; whoever comes through is seen out."""
    through = []

    def enter(language="en", scale=1.0):
        theme.wear(Look(LIGHT, scale))
        entrance = Entrance(config, lambda: NOW, Texts(config.wording, language), theme)
        entrance.through = through
        entrance.opened.connect(lambda *both: through.append(both))
        return show(entrance)

    yield enter
    for desk, _ in through:
        desk.database.close()
    theme.wear(Look(LIGHT))


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def write(*words):
    """Write in one field after another; None leaves one as it is."""
    for one in words:
        if one:
            QTest.keyClicks(QApplication.focusWidget(), one)
        press(Qt.Key.Key_Tab)


def save():
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_from_nothing_to_signed_in(config, enter):
    entrance = enter()
    assert isinstance(entrance.page, FirstStartPage)
    for _ in ("the scheme", "the suite"):
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Tab)
    write("Dewi Sandpiper", None, PHRASE, None, PHRASE)
    save()

    assert isinstance(entrance.page, CodePage)
    assert is_founded(config)
    press(Qt.Key.Key_Space)
    save()

    assert isinstance(entrance.page, SignInPage)
    write(NAME, PHRASE)
    save()

    ((desk, actor),) = entrance.through
    assert (actor.name, desk.practice) == ("Dewi Sandpiper", False)


def test_everything_that_is_missing_is_said_at_once(enter):
    page = enter().page
    save()
    marked = [name for name, row in page.form.rows.items() if row.problem.text]
    assert marked == ["scheme", "suite", "name", "username", "password"]


def test_a_list_that_waits_for_another_answer_is_no_empty_square(enter):
    page = enter().page
    assert page.suite.count() == 1
    assert page.suite.width() >= 160
    page.scheme.set_value("dyfed-powys")
    assert page.suite.count() > 1
    assert page.suite.minimumWidth() == 0


def test_two_passwords_that_differ_are_told_beside_the_second(enter):
    page = enter().page
    page.form.fill({"password": PHRASE, "password_again": PHRASE + "?"})
    save()
    assert page.form.rows["password_again"].problem.text


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Dewi Sandpiper", "dewi.sandpiper"),
        ("Siân Mererid Alder", "sian.alder"),
        ("O'Neil", "oneil"),
        ("  ", ""),
        ("李雷", ""),
    ],
)
def test_a_user_name_is_proposed(name, username):
    assert username_from(name) == username


@pytest.mark.usefixtures("founded")
def test_a_wrong_answer_says_so_and_the_password_is_typed_anew(enter):
    entrance = enter()
    write(NAME, "not this")
    save()
    page = entrance.page
    assert "not right" in page.form.summary.accessibleName()
    assert page.secret.value() == ""
    assert QApplication.focusWidget() is page.secret.line
    assert entrance.through == []


@pytest.mark.usefixtures("founded")
def test_after_five_wrong_answers_the_page_says_how_long_to_wait(enter):
    page = enter().page
    write(NAME)
    for _ in range(5):
        QTest.keyClicks(page.secret.line, "not this")
        save()
    assert page.waiting.text() == "Wait 2 seconds, then try again."
    assert not page.main.isEnabled()


def test_the_printed_code_lets_one_in_again(founded, enter):
    entrance = enter()
    entrance.page.recovery_asked.emit()
    assert isinstance(entrance.page, RecoveryPage)
    write(NAME, founded.letters, "a lantern in the fog", None, "a lantern in the fog")
    save()
    assert isinstance(entrance.page, CodePage)
    assert entrance.page.code.letters != founded.letters
    press(Qt.Key.Key_Space)
    save()
    write(NAME, "a lantern in the fog")
    save()
    assert entrance.through[0][1].username == NAME


@pytest.mark.usefixtures("founded")
def test_a_file_that_is_no_backup_is_told(enter, tmp_path):
    entrance = enter()
    entrance.page.restore_asked.emit()
    assert isinstance(entrance.page, RestorePage)
    save()
    assert entrance.page.form.rows["file"].problem.text
    entrance.page.file.set_value(str(tmp_path / "missing.backup"))
    save()
    assert "missing.backup" in entrance.page.form.summary.accessibleName()


@pytest.mark.usefixtures("founded")
def test_who_puts_a_backup_back_is_told_how_many_were_disposed_of_again(
    config, enter, assessor, supervisor, tmp_path
):
    desk, keeper = signin.sign_in(config, NAME, PHRASE, lambda: NOW)
    case_id = laid_down(desk, assessor, "Rowan Pebble", dt.date(2019, 1, 2))
    made = safekeeping.back_up(desk, keeper, tmp_path / "monday.backup")
    dispose(desk, supervisor, SECOND, case_id)
    signin.sign_out(desk, keeper)
    entrance = enter()
    entrance.show_restore()

    entrance.page.form.fill({"file": str(made.file), "username": NAME, "password": PHRASE})
    entrance.page.form.submitted.emit()

    (notice,) = entrance.page.findChildren(Notice)
    assert "1 record had been disposed of since the backup was made." in notice.label.text()


@pytest.mark.usefixtures("founded")
def test_a_damaged_caseload_is_told_in_words(config, enter):
    (config.data / "caseload.db").write_bytes(b"damage" * 1000)
    entrance = enter()
    write(NAME, PHRASE)
    save()
    assert "damaged" in entrance.page.form.summary.accessibleName()


def test_the_code_is_printed_or_it_is_said_why_not(founded, enter):
    entrance = enter()
    entrance.show_code(founded)
    entrance.page._printers = []
    entrance.page._print()
    assert "no printer" in entrance.page.form.summary.accessibleName()
    assert founded.sheet("en").startswith(b"%PDF")


def test_nothing_typed_as_a_password_is_shown_or_kept(enter):
    page = enter().page
    page.form.fill({"password": PHRASE})
    assert page.form.raw()["password"] == ""
    assert page.form.rows["password"].control.line.echoMode() is QLineEdit.EchoMode.Password


@LOOKS
def test_the_first_start_is_well_made(enter, language, scale):
    entrance = enter(language, scale)
    save()
    is_well_made(entrance)
    assert sideways(entrance) == []


@LOOKS
def test_each_page_is_well_made(founded, enter, language, scale):
    entrance = enter(language, scale)
    for show_page in (entrance.show_sign_in, entrance.show_recovery, entrance.show_restore):
        show_page()
        save()
        is_well_made(entrance)
        assert sideways(entrance) == []
    entrance.show_code(founded)
    save()
    is_well_made(entrance)
    assert sideways(entrance) == []


@LOOKS
def test_administration_and_the_log_are_well_made(
    make_room, administrator, auditor, theme, show, language, scale
):
    theme.wear(Look(LIGHT, scale))
    admin = show(AdminScreen(make_room(administrator, language)))
    is_well_made(admin)
    read = show(LogScreen(make_room(auditor, language)))
    is_well_made(read)
    theme.wear(Look(LIGHT))
