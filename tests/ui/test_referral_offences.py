"""The offences of a referral: found, put in words, several, and what is odd about them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.reading_order import next_to


@pytest.mark.parametrize(
    ("field", "typed"),
    [("last_day", "1/5/2026"), ("first_day", "1/1/1980"), ("place", "p" * 301)],
)
def test_what_is_wrong_with_the_second_offence_is_said_beside_its_field(write, field, typed):
    page = write(born="3/2/90")
    page.form.offences.more.click()
    first, second = page.form.offences.blocks()
    second.what.setText("PU86116")
    second.first_day.setText("10/5/2026")
    second.rows[field].control.setText(typed)

    page.form.submitted.emit()

    assert [name for name, row in second.rows.items() if row.problem.text] == [field]
    assert [name for name, row in first.rows.items() if row.problem.text] == []
    assert second.rows[field].control.hasFocus()


def test_the_list_of_offences_is_searched_by_words_and_chosen_by_keys(page, qtbot):
    block = page.form.offences.blocks()[0]
    block.what.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "beating worker")

    qtbot.keyClick(block.what._list, Qt.Key.Key_Down)
    qtbot.keyClick(block.what._list, Qt.Key.Key_Return)

    assert block.given().code == "CJ88160"
    assert block.category.value() == "CE"


def test_an_offence_in_ones_own_words_is_kept(page):
    block = page.form.offences.blocks()[0]
    block.what.setText("something with a gate")

    assert (block.given().code, block.given().title) == ("", "something with a gate")
    assert not block.rows["category"].warning.isHidden()


def test_the_base_day_is_asked_by_its_name_where_the_clock_hangs_on_it(page):
    block = page.form.offences.blocks()[0]

    def asked(code, *, ticked):
        block.what.setText(code)
        block.what.chosen.emit()
        block.domestic_abuse.set_value(ticked)
        row = block.rows["base_day"]
        return "" if row.isHidden() else row.label

    assert asked("TH68010", ticked=None) == ""
    assert asked("CJ88001", ticked=False) == ""
    assert asked("CJ88001", ticked=True) == "Day of the first statement or video interview"
    assert asked("CA03005", ticked=None) == "Day the prosecutor had enough evidence"
    assert asked("TH68050", ticked=None) == "Day whoever prosecutes knew enough to begin"
    assert block.base_day.accessibleName() == "Day whoever prosecutes knew enough to begin"


def test_an_attempt_is_chosen_and_shown_in_words(page):
    block = page.form.offences.blocks()[0]
    block.what.setText("TH68010")
    block.what.editingFinished.emit()

    block.form.set_value("A")

    assert block.what.text() == "TH68010A Attempt: theft from a shop"
    assert (block.given().code, block.given().title) == ("TH68010A", "Theft from a shop")
    assert block.category.value() == "CE"
    block.form.set_value("C")
    assert (block.given().code, block.category.value()) == ("TH68010C", "CI")
    block.form.set_value(None)
    assert block.what.text() == "TH68010 Theft from a shop"
    assert block.category.value() == "CE"


def test_an_attempt_at_a_summary_offence_is_warned_of(page):
    block = page.form.offences.blocks()[0]
    block.what.setText("CJ67002A")
    block.what.editingFinished.emit()

    assert block.form.value() == "A"
    assert not block.rows["what"].warning.isHidden()
    block.form.set_value("B")
    assert block.rows["what"].warning.isHidden()


def test_a_category_that_is_not_the_lists_is_warned_of(page):
    block = page.form.offences.blocks()[0]
    block.what.setText("TH68010")
    block.what.editingFinished.emit()

    block.category.set_value("CS")

    assert "CE Either way" in block.rows["category"].warning.text


def test_an_offence_not_on_the_list_goes_through_a_draft_as_it_was_written(page):
    block = page.form.offences.blocks()[0]
    block.what.setText("ZZ99999A Something odd")
    block.category.set_value("CS")
    block.form.changed.emit()

    page.form.restore(page.form.raw())

    again = page.form.offences.blocks()[0].given()
    assert (again.code, again.title, again.category) == ("ZZ99999A", "Something odd", "CS")


def test_offences_are_added_and_removed(page):
    editor = page.form.offences
    editor.more.click()
    first, second = editor.blocks()
    first.what.setText("first")
    second.what.setText("second")

    first.remove.click()

    assert [one.title for one in editor.value()] == ["second"]
    assert editor.blocks()[0].remove.isHidden()


def test_an_offence_is_added_changed_and_taken_out_by_keyboard_alone(page, qtbot):
    def press(*keys):
        for key in keys:
            if isinstance(key, str):
                qtbot.keyClicks(QApplication.focusWidget(), key)
            else:
                qtbot.keyClick(QApplication.focusWidget(), key)

    def tab_to(name):
        for _ in range(60):
            if QApplication.focusWidget().accessibleName() == name:
                return
            following = next_to(page.window(), QApplication.focusWidget(), forwards=True)
            following.setFocus(Qt.FocusReason.TabFocusReason)
        raise AssertionError(name)

    editor = page.form.offences
    editor.blocks()[0].what.setFocus()
    press("PU86116", Qt.Key.Key_Tab)
    tab_to("Add another offence")
    press(Qt.Key.Key_Space, "TH68010", Qt.Key.Key_Tab)
    tab_to("Day of the offence")
    press("10/5/2026")
    assert [one.code for one in editor.value()] == ["PU86116", "TH68010"]

    editor.blocks()[0].what.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press("CJ67002", Qt.Key.Key_Tab)
    assert [one.code for one in editor.value()] == ["CJ67002", "TH68010"]

    editor.blocks()[0].remove.setFocus()
    press(Qt.Key.Key_Space)

    assert [one.code for one in editor.value()] == ["TH68010"]
    assert QApplication.focusWidget() is editor.blocks()[0].what
