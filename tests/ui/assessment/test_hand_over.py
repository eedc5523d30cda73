"""The screen in the person's hands: one question, and nothing else of anybody."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QWidget,
)

from tests.services.verbs_assessment import begun
from tests.services.verbs_referral import someone
from tests.ui.assessment.verbs import answers, place, run_of
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services import pins, signin
from triage_app.services.assessment_record import Given, Note, NoteIs
from triage_app.services.assessments import answer, assessment
from triage_app.services.pins import NewPin
from triage_app.storage.keys import Cost
from triage_app.storage.models import Pin
from ui.assessment.hand_over import HandOver
from ui.assessment.running import Running
from ui.assessment.step import AssessmentStep
from ui.theme import LIGHT

CHEAP = Cost(1, 64, 1)
PIN = "830274"
PASSWORD = "three herons wading"  # noqa: S105 - nobody's
PERSON = someone(name="Wenna Oystercatcher", known_as="Wen", telephone="01632 960199")


@pytest.fixture(autouse=True)
def password(monkeypatch):
    """The one right answer; argon2 has its own tests."""

    def confirm(_desk, _actor, given):
        if given != PASSWORD:
            raise Refused("signin.wrong_password")

    monkeypatch.setattr(signin, "confirm", confirm)


@pytest.fixture
def window(desk, assessor, make_room, show):
    """A window with an assessment in it, and the name of its person in the title."""
    view = begun(desk, assessor, Language.ENGLISH, person=PERSON)
    window = QMainWindow()
    window.setWindowTitle("Wenna Oystercatcher")
    step = AssessmentStep(make_room(), view.case_id)
    window.setCentralWidget(step)
    show(window)
    step.go_to("")
    return window


@pytest.fixture
def handed(window, press):
    press("h")
    return window.findChild(HandOver)


def seen(window):
    """Everything a person can read or have read to them: texts, titles, tips, names."""
    found = [window.windowTitle()]
    for one in [window, *window.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        found += [one.toolTip(), one.statusTip(), one.whatsThis()]
        found += [one.accessibleName(), one.accessibleDescription(), one.windowTitle()]
        if isinstance(one, (QLabel, QPushButton)):
            found.append(one.text())
        if isinstance(one, QLineEdit):
            found += [one.displayText(), one.placeholderText()]
    return [*found, *spoken(window)]


def spoken(window):
    """What a screen reader finds, however deep."""
    QAccessible.setActive(True)
    try:
        return list(_names(QAccessible.queryAccessibleInterface(window)))
    finally:
        QAccessible.setActive(False)


def _names(interface):
    if interface.state().invisible:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(kind)
    for index in range(interface.childCount()):
        if child := interface.child(index):
            yield from _names(child)


def label(handed, number, count=5):
    return f"Question {number} of {count}" in [one.text() for one in handed.findChildren(QLabel)]


def test_only_the_question_is_there_to_be_read(handed, window, assessor):
    said = " | ".join(seen(window))

    assert "Where have you slept most nights in the last four weeks?" in said
    for secret in ("Wenna", "Oystercatcher", "Wen ", "960199", "DP-26", assessor.name):
        assert secret not in said, secret
    assert "Accommodation" not in said
    assert "Linked to" not in said
    assert window.windowTitle() == "Custody Triage"
    is_well_made(handed)


def test_it_fills_the_screen(handed, window):
    assert handed.geometry() == window.rect()
    assert window.isFullScreen()


def test_figures_answer_and_enter_goes_on_each_kept_at_once(handed, press, rows):
    press("2", "Enter", "1")

    assert answers(rows) == {"AC1": "hostel", "AC2": "not_sure"}
    assert label(handed, 2)


def test_the_mouse_does_the_same(handed, qtbot, rows):
    qtbot.mouseClick(handed._page._cards.cards[1], Qt.MouseButton.LeftButton)
    on = next(one for one in handed.findChildren(QPushButton) if "Next" in one.text())
    qtbot.mouseClick(on, Qt.MouseButton.LeftButton)

    assert answers(rows) == {"AC1": "with_others"}
    assert label(handed, 2)


def test_backspace_goes_back_and_no_further_than_the_first(handed, press):
    press("1", "Enter", "Back", "Back")

    assert label(handed, 1)


def test_it_speaks_the_other_language_at_once(handed, qtbot):
    welsh = next(one for one in handed.findChildren(QPushButton) if "Cymraeg" in one.text())
    qtbot.mouseClick(welsh, Qt.MouseButton.LeftButton)

    said = [one.text() for one in handed.findChildren(QLabel)]
    assert "Cwestiwn 1 o 5" in said
    assert "Ble ydych chi wedi cysgu gan amlaf yn y pedair wythnos diwethaf?" in said


def test_after_the_last_question_of_the_part_it_thanks_and_asks_for_itself_back(
    handed, window, press
):
    press("0", "Enter", "0", "Enter", "0", "Enter", "0", "Enter")
    press("1", "Enter")

    said = [one.text() for one in handed.findChildren(QLabel) if one.isVisible()]
    assert "Thank you" in said
    assert "Wenna Oystercatcher" not in " ".join(seen(window))


@pytest.fixture
def back(handed, press):
    """The screen given back after an answer, waiting for the assessor."""
    press("2", "Enter")
    press("Esc")
    return handed


def test_no_key_and_no_close_brings_the_rest_back(back, window, qtbot):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_K):
        qtbot.keyClick(back, key, Qt.KeyboardModifier.ControlModifier)
    back.close()
    assert back.isVisible()
    assert not window.findChild(Running).isVisible()


def test_a_wrong_password_is_told_and_shows_nothing(back, window, press):
    press("guess", "Enter")

    assert back.isVisible()
    assert back._taking_back.form.rows["password"].problem.text
    assert "Oystercatcher" not in " ".join(seen(window))


def test_the_assessors_password_brings_the_rest_back_where_the_person_stopped(
    back, window, press, rows
):
    press(PASSWORD, "Enter")

    assert not back.isVisible()
    step = window.centralWidget()
    assert (place(step), answers(rows)) == ("AC2", {"AC1": "hostel"})
    assert window.windowTitle() == "Wenna Oystercatcher"
    assert not window.isFullScreen()
    press("1")
    assert answers(rows)["AC2"] == "not_sure"


def test_what_was_noted_beside_an_answer_stays(desk, assessor, window, press):
    step = window.centralWidget()
    view = run_of(step).view
    note = Note("A letter says so", NoteIs.FACT)
    answer(desk, assessor, view.case_id, view.version, {"AC1": Given("own_home", note=note)})
    step.refresh()
    press("h", "2", "Enter")

    kept = assessment(desk, assessor, view.case_id)
    assert (kept.answers["AC1"], kept.notes["AC1"]) == ("hostel", note)


def test_of_anothers_work_on_it_the_person_is_told_nothing_and_sees_what_stands(
    desk, supervisor, handed, window, press, rows
):
    view = handed._run.view
    answer(desk, supervisor, view.case_id, view.version, {"AC1": Given("outside")})
    press("2")

    assert supervisor.name not in " ".join(seen(window))
    assert [one.isChecked() for one in handed._page._cards.cards] == [False] * 3 + [True, False]
    press("2", "Enter")
    assert answers(rows) == {"AC1": "hostel"}
    assert label(handed, 2)


@pytest.fixture
def asked_pin(desk, assessor, back, qtbot):
    """The screen given back, waiting for the PIN that the assessor has set meanwhile."""
    pins.set_pin(desk, assessor, NewPin(PASSWORD, PIN, PIN), CHEAP)
    click(qtbot, back, "Go on with the questions", "I want to stop")
    return back


def the_button(widget, words):
    return next(
        one
        for one in widget.findChildren(QPushButton)
        if one.isVisible() and words in (one.text().replace("&", ""), one.accessibleName())
    )


def click(qtbot, widget, *words):
    for one in words:
        qtbot.mouseClick(the_button(widget, one), Qt.MouseButton.LeftButton)
        QApplication.processEvents()


def test_the_pin_brings_the_rest_back_by_keyboard(asked_pin, window, press):
    press(PIN, "Enter")

    assert not asked_pin.isVisible()
    assert window.findChild(Running).isVisible()


def test_it_does_by_mouse(asked_pin, window, qtbot):
    click(qtbot, asked_pin, *PIN, "9", "Rub out the last figure", "Take the screen back")

    assert not asked_pin.isVisible()
    assert window.findChild(Running).isVisible()


def test_it_does_by_touch(asked_pin, window, qapp):
    finger = QTest.createTouchDevice()
    for words in (*PIN, "Take the screen back"):
        wanted = the_button(asked_pin, words)
        middle = wanted.rect().center()
        QTest.touchEvent(wanted, finger).press(0, middle, wanted).commit()
        QTest.touchEvent(wanted, finger).release(0, middle, wanted).commit()
        qapp.processEvents()

    assert window.findChild(Running).isVisible()


def test_a_wrong_pin_is_told_and_shows_nothing(asked_pin, window, press, assessor):
    press("830275")
    said = " | ".join(seen(window))
    assert "830275" not in said
    assert "8302" not in said
    press("Enter")

    assert asked_pin._taking_back.form.rows["pin"].problem.text.startswith("The PIN is not right")
    assert asked_pin._taking_back.form.rows["pin"].control.text() == ""
    for secret in ("Wenna", "Oystercatcher", "Wen ", "960199", "DP-26", assessor.name):
        assert secret not in " | ".join(seen(window)), secret
    is_well_made(asked_pin)


def test_after_five_wrong_ones_only_the_password_is_asked(
    asked_pin, desk, assessor, press, database
):
    with database.sessions.begin() as session:
        row = session.get(Pin, assessor.id)
        row.wrong, row.wrong_at = 4, desk.now() - dt.timedelta(hours=1)
    press("830275", "Enter")

    taking = asked_pin._taking_back
    assert list(taking.form.rows) == ["password"]
    assert taking.form.rows["password"].problem.text.startswith("Only your password")
    shown = [one.text() for one in taking.findChildren(QPushButton) if one.isVisible()]
    assert not any("PIN" in one for one in shown)
    press(PASSWORD, "Enter")
    assert not asked_pin.isVisible()
    assert pins.standing(desk, assessor).works


def test_the_password_can_be_asked_for_instead(asked_pin, press, qtbot):
    click(qtbot, asked_pin, "Use your password")
    press(PIN, "Enter")
    assert asked_pin.isVisible()
    click(qtbot, asked_pin, "Use your PIN", "Use your password")
    press(PASSWORD, "Enter")

    assert not asked_pin.isVisible()


def test_letters_are_no_pin(asked_pin, press):
    press("eight")

    assert asked_pin._taking_back.form.rows["pin"].control.text() == ""


@pytest.mark.usefixtures("asked_pin")
def test_a_pin_opens_nothing_else(desk, assessor):
    with pytest.raises(Refused):
        signin.confirm(desk, assessor, PIN)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("by", ["password", "pin"])
def test_it_is_well_made_at_every_size_and_in_both_languages(
    desk, assessor, make_room, theme, show, press, language, scale, by
):
    if by == "pin":
        pins.set_pin(desk, assessor, NewPin(PASSWORD, PIN, PIN), CHEAP)
    theme.choose(LIGHT, scale)
    view = begun(desk, assessor, Language(language), person=PERSON)
    window = QMainWindow()
    window.setCentralWidget(AssessmentStep(make_room(language=language), view.case_id))
    show(window)
    window.centralWidget().go_to("")
    press("h")
    handed = window.findChild(HandOver)

    is_well_made(handed)
    press("Esc")
    is_well_made(handed)
    assert sideways(handed) == []
    assert not handed._taking_back.take.visibleRegion().isEmpty()
