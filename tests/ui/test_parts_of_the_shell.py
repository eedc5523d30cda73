import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tests.ui import walks
from triage_app.domain.wording import Language
from ui.crash import CrashHook
from ui.feedback import Feedback
from ui.mnemonics import Mnemonics, letters_for, marked
from ui.preferences import Preferences, Wear


def test_the_first_letter_is_best_and_none_is_given_twice():
    assert letters_for(["Today", "Tracking", "Approvals", "Add"]) == ["t", "r", "a", "d"]


def test_a_word_with_no_letter_left_has_none():
    assert letters_for(["ab", "ab", "ab"]) == ["a", "b", ""]


@pytest.mark.parametrize(
    ("words", "letter", "shown"),
    [("Save draft", "d", "Save &draft"), ("Ŵyl", "y", "Ŵ&yl"), ("Today", "", "Today")],
)
def test_the_mark_stands_before_its_letter(words, letter, shown):
    assert marked(words, letter) == shown


def test_buttons_in_view_are_lettered_again_when_one_appears(qtbot, show):
    window = QWidget()
    layout = QVBoxLayout(window)
    buttons = [QPushButton(words) for words in ("Save", "Send", "Stop")]
    for one in buttons:
        layout.addWidget(one)
    buttons[0].hide()
    Mnemonics(window).watch(window)
    show(window, 300, 200)
    qtbot.waitUntil(lambda: buttons[1].text() == "&Send")
    buttons[0].show()
    qtbot.waitUntil(lambda: buttons[0].text() == "&Save")
    assert walks.letters_twice(window) == []


def test_preferences_are_each_users_own_over_the_workstations(tmp_path):
    Preferences(tmp_path).language = Language.WELSH
    ann = Preferences(tmp_path, "ann")
    ann.scale, ann.wear = 2.0, Wear.DARK
    again, other = Preferences(tmp_path, "ann"), Preferences(tmp_path, "bryn")
    assert (again.language, again.scale, again.wear) == (Language.WELSH, 2.0, Wear.DARK)
    assert (other.language, other.scale, other.wear) == (Language.WELSH, 1.0, Wear.DESKTOP)


def test_a_fault_is_written_down_without_what_it_says(tmp_path, clock, texts, listener, capsys):
    hook = CrashHook(tmp_path, clock)
    hook.feedback = Feedback(listener, texts)
    with pytest.raises(ValueError, match="Osian") as fault:
        int("Osian Thistlewood, 14 May 1995")
    hook.caught(fault.type, fault.value, fault.tb)
    (report,) = (tmp_path / "faults").iterdir()
    assert "ValueError" in report.read_text()
    assert "Thistlewood" not in report.read_text() + capsys.readouterr().err
    assert report.name in listener.heard[0]
