"""Where somebody lives: a postcode, or a tick that there is none to be had."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.exchange.lists import AMMANFORD, code_point
from triage_app.domain.editions import Kind
from triage_app.domain.residence import NO_FIXED_ABODE
from triage_app.services.imports import Wanted, bring_in
from ui.referral.home_postcode import HomePostcode, postcode_doubt


@pytest.fixture
def home(room, show):
    return show(HomePostcode(room), 400, 120)


def test_no_fixed_abode_is_a_tick_that_stands_for_the_postcode(home):
    home.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "sa61 1aa")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert home.value() == "SA61 1AA"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert home.value() == home.raw() == NO_FIXED_ABODE
    assert not home.line.isEnabled()


def test_a_draft_brings_either_back_as_it_was(home):
    home.set_raw(NO_FIXED_ABODE)
    assert home.nowhere.isChecked()
    home.set_raw("sa62 3")
    assert (home.nowhere.isChecked(), home.line.text()) == (False, "sa62 3")


def test_a_person_who_has_found_somewhere_to_live_has_a_postcode_again(home):
    home.set_value(NO_FIXED_ABODE)
    home.set_value("SA61 1AA")

    assert (home.value(), home.nowhere.isChecked()) == ("SA61 1AA", False)
    assert home.line.isEnabled()


def test_the_registers_own_postcode_for_it_ticks_the_box(home):
    home.line.setText("zz993vz")
    home.line.editingFinished.emit()

    assert (home.nowhere.isChecked(), home.line.text()) == (True, "")
    assert home.value() == NO_FIXED_ABODE


def test_whatever_is_done_is_told(home, qtbot):
    with qtbot.waitSignals([home.changed, home.settled]):
        home.nowhere.setChecked(True)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("SA18 1AA", ""),
        ("SA18 2ZZ", "SA18 2ZZ is not in the postcode file of February 2024"),
        ("Ammanford", "This does not look like a postcode."),
    ],
)
def test_a_postcode_is_doubted_as_it_is_left(room, administrator, folder, typed, begins):
    path = code_point(folder / "codepo-2024-02.zip", {"sa": AMMANFORD})
    bring_in(room.desk, administrator, Wanted(Kind.POSTCODES, path, dt.date(2024, 2, 1)))

    said = postcode_doubt(room, typed)

    assert said.startswith(begins)
    assert bool(said) == bool(begins)
