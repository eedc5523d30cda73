"""The contract read beside the person: large, in their language, and nothing else in view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.services.verbs_contract import drafted
from tests.services.verbs_referral import someone
from tests.ui.keyboard import held, named, press, tab_to
from tests.ui.walks import cut, nameless
from ui.contract.reading import ReadTogether
from ui.theme import LIGHT, Look


@pytest.fixture
def read(desk, assessor, supervisor, open_step):
    """Return a function that opens a whole contract to be read: the step, and what covers it."""

    def read(language="en", **person):
        sheet = drafted(desk, assessor, supervisor, person=someone(**person))
        step = open_step(sheet.case_id, language=language)
        step.body.before.read.click()
        QApplication.processEvents()
        return step, step.window().findChild(ReadTogether)

    return read


def seen(reading):
    labels = (one for one in reading.findChildren(QLabel) if one.isVisible())
    return " ".join(one.text() for one in labels)


def test_enter_goes_through_the_conditions_one_at_a_time_and_then_back_to_the_work(read):
    step, reading = read()
    titles = []
    for _ in reading.leaves:
        titles.append(reading.title.text())
        press(Qt.Key.Key_Return)
    assert titles[:2] == ["Your contract", "Do not break the law"]
    assert len(titles) == 6
    assert not reading.isVisible()
    assert held() is step.body.before.read


def test_backspace_goes_back_and_escape_closes(read):
    step, reading = read()
    press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Backspace)
    assert reading.title.text() == "Do not break the law"
    press(Qt.Key.Key_Escape)
    assert not reading.isVisible()
    assert step.isEnabled()


def test_it_is_in_the_language_the_person_reads_whatever_the_screens(read):
    _, reading = read(language="en", speaks="cy", reads="cy")
    assert reading.title.text() == "Eich contract"
    press(Qt.Key.Key_Return)
    assert "Peidiwch â throseddu" in seen(reading)


def test_neither_name_nor_number_nor_clock_is_in_view(read):
    _, reading = read(name="Osian Sandpiper")
    for _ in range(len(reading.leaves) - 1):
        assert "Sandpiper" not in seen(reading)
        assert "DP-" not in seen(reading)
        press(Qt.Key.Key_Return)


def test_what_is_covered_takes_no_keys(read):
    step, reading = read()
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        assert reading.isAncestorOf(held())
    covered = [one for one in step.window().findChildren(QWidget) if not reading.isAncestorOf(one)]
    assert not any(one.isEnabled() for one in covered if one is not reading)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_and_everything_has_a_name(read, theme, language, size):
    theme.wear(Look(LIGHT, 2.0))
    step, reading = read(speaks=language, reads=language)
    step.window().resize(*size)
    for _ in range(len(reading.leaves)):
        QApplication.processEvents()
        assert cut(reading) == []
        assert nameless(reading) == []
        press(Qt.Key.Key_Return)


def test_the_keyboard_finds_the_way_in(read):
    step, _ = read()
    press(Qt.Key.Key_Escape)
    tab_to(named("Read it together"))
    press(Qt.Key.Key_Space)
    assert [one.isVisible() for one in step.window().findChildren(ReadTogether)][-1]


def test_where_what_asked_for_it_goes_the_window_can_be_worked_in_again(read, qtbot):
    step, reading = read()
    with qtbot.waitSignal(reading.destroyed):
        step.body.deleteLater()
    assert step.isEnabled()
