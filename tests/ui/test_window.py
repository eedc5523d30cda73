import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from tests.services.test_outcomes import SUMMARY
from tests.services.verbs_assessment import begun
from tests.services.verbs_referral import refer
from tests.ui import walks
from triage_app.config import Config
from triage_app.services.opening import files_of
from triage_app.storage.models import Answer, AuditEntry
from ui.assessment.hand_over import HandOver
from ui.crash import CrashHook
from ui.preferences import Preferences
from ui.referral.offence_field import OffenceField
from ui.room import Place
from ui.signin.entrance import Entrance
from ui.window import Window


@pytest.fixture
def window(qapp, theme, clock, tmp_path, show):
    """The window at its way in, over a folder without a caseload."""
    config = Config(data=tmp_path / "elsewhere")
    config.data.mkdir()
    return show(Window(qapp, config, clock, CrashHook(config.data, clock), theme))


@pytest.fixture
def working(window, desk, assessor):
    """The window with somebody at their work, a case open."""
    window.let_in(desk, assessor)
    assert window.shell.here.screen == "today"
    window.shell.go(Place("case", refer(desk, assessor), "referral"))
    QApplication.processEvents()
    return window


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def test_the_window_opens_at_its_way_in(window):
    assert isinstance(window.entrance, Entrance)
    assert walks.letters_twice(window) == []


@pytest.mark.parametrize("again", ["show_entrance", "_speak_at_entrance"])
def test_the_keyboard_begins_on_the_page_however_the_way_in_was_reached(window, again):
    getattr(window, again)(*(["cy"] if "speak" in again else []))
    QApplication.processEvents()
    assert window.entrance.page.isAncestorOf(QApplication.focusWidget())


def test_whoever_comes_in_begins_where_their_work_does(window, desk, auditor):
    window.let_in(desk, auditor)
    assert window.shell.here.screen == "log"


def test_a_language_is_switched_in_the_same_place_and_remembered(working, tmp_path, assessor):
    place = working.shell.here
    working.shell.top.languages["cy"].click()
    assert working.shell.here == place
    assert "Heddiw" in working.shell.rail.items[0].accessibleName()
    kept = Preferences(tmp_path / "elsewhere", assessor.username)
    assert kept.language == "cy"


def test_text_is_made_larger_in_the_same_window(working):
    width, place = working.width(), working.shell.here
    for _ in range(3):
        working.shell.top.scale.click()
        QApplication.processEvents()
    assert working.shell.here == place
    assert working.shell.room.theme.look.scale == 2.0
    assert working.width() == width


def test_the_way_back_outlives_a_change_of_language(working, qtbot):
    working.shell.top.languages["cy"].click()
    QApplication.processEvents()
    press(qtbot, Qt.Key.Key_Escape)
    assert working.shell.here.screen == "today"


def test_esc_puts_the_list_of_offences_away_and_stays_in_the_referral(working, qtbot):
    working.shell.new_referral()
    field = working.shell.page.findChild(OffenceField)
    field.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "shop theft")
    offered = QApplication.activePopupWidget()

    qtbot.keyClick(offered.windowHandle(), Qt.Key.Key_Escape)  # by the window, as shortcuts come

    assert working.shell.here.screen == "referrals"
    assert QApplication.activePopupWidget() is None
    assert (field.hasFocus(), field.text()) == (True, "shop theft")


def test_f12_covers_everything_and_no_key_reaches_what_is_under_it(working, qtbot):
    press(qtbot, Qt.Key.Key_F12)
    assert not working.shell.isVisible()
    place = working.shell.here
    press(qtbot, Qt.Key.Key_Escape)
    assert working.shell.here == place


def test_whoever_signs_out_under_the_persons_hands_leaves_nothing_of_it(
    window, desk, assessor, qtbot, rows
):
    """The screen was handed over, nobody touched it, and somebody else comes to the workstation."""
    window.let_in(desk, assessor)
    window.shell.go(Place("case", begun(desk, assessor).case_id, "assessment"))
    QApplication.processEvents()
    press(qtbot, Qt.Key.Key_H)
    handed = window.findChild(HandOver)
    handed._page.go_to_words()
    qtbot.keyClicks(QApplication.focusWidget(), "Half a")

    window.cover()
    kept = [(one.question, one.words) for one in rows(Answer)]
    window.sign_out()
    qtbot.waitUntil(lambda: window.findChild(HandOver) is None)

    assert kept == [("AC1", "Half a")]
    assert not window.isFullScreen()
    assert window.entrance.isVisible()


def test_signing_out_is_logged_and_shows_the_way_in(working, desk):
    entries = desk.sessions
    working.shell.top.sign_out.click()
    assert working.shell is None
    assert isinstance(working.entrance, Entrance)
    with entries() as session:
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions[-2:] == ["signin.signed_out", "copies.copied"]
    (made,) = files_of(desk.config).copies.glob("*-leaving.backup")
    assert made.stat().st_size > 0


def test_a_copy_that_fails_at_signing_out_is_told_at_the_way_in(working, desk):
    files_of(desk.config).copies.write_text("a file, where the folder should be")

    working.shell.top.sign_out.click()

    assert working.entrance.told.isVisible()
    assert "The copy made at signing out failed" in working.entrance.told.notice.label.text()


def test_every_half_hour_of_work_is_copied_beside_the_window(working, desk, qtbot):
    assert working.copying.timer.interval() == 30 * 60 * 1000

    with qtbot.waitSignal(working.copying.copied):
        working.copying.timer.timeout.emit()

    assert len(list(files_of(desk.config).copies.glob("*-working.backup"))) == 1
    assert "backed up" in working.shell.status.said.text()


def test_what_is_too_wide_never_widens_the_window(working):
    assert working.minimumSizeHint().width() <= 1366


# ── Another day ──────────────────────────────────────────────────────────────────────────────


def days_left(window):
    return window.shell.page.head.clock.days_left


def test_in_the_morning_today_shows_that_morning(window, desk, assessor, clock):
    refer(desk, assessor)
    window.let_in(desk, assessor)
    before = window.shell.page
    window.new_day.look()
    assert window.shell.page is before  # the same day yet
    clock.set("2026-05-12 00:01")
    window.new_day.look()
    page = window.shell.page
    assert page is not before
    said = [one.text() for one in page.findChildren(QLabel)]
    assert any("12 May 2026" in one for one in said)


def test_at_midnight_a_case_has_a_day_less_and_the_step_that_is_open_stays(
    window, desk, assessor, clock
):
    case_id = refer(desk, assessor, offences=[SUMMARY])
    window.let_in(desk, assessor)
    window.shell.go(Place("case", case_id, "eligibility"))
    left, step = days_left(window), window.shell.page.step
    typed = QApplication.focusWidget()
    QTest.keyClicks(typed, "half a senten")
    clock.set("2026-05-12 00:01")
    window.new_day.look()
    assert (days_left(window), window.shell.page.step) == (left - 1, step)
    assert typed.toPlainText() == "half a senten"
    assert QApplication.focusWidget() is typed


def test_a_new_day_disturbs_nobody_who_types_and_waits_under_the_cover(
    window, desk, assessor, clock
):
    window.let_in(desk, assessor)
    before = window.shell.page
    window.shell.top.finder.take_keyboard()
    clock.set("2026-05-12 00:01")
    window.new_day.look()
    assert window.shell.page is before
    before.new.setFocus()
    window.cover()
    window.new_day.look()
    assert window.shell.page is before
    window._cover._go()
    window.new_day.look()
    assert window.shell.page is not before


def test_a_window_that_is_closed_looks_for_no_new_day(window, desk, assessor):
    window.let_in(desk, assessor)
    window.close()
    assert not window.new_day._look.isActive()


def test_what_was_opened_on_the_new_day_is_not_made_again(window, desk, assessor, clock):
    window.let_in(desk, assessor)
    clock.set("2026-05-12 00:01")
    window.shell.go(Place("caseload"))
    page = window.shell.page
    window.new_day.look()
    assert window.shell.page is page
