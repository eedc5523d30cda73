"""One's own settings: a PIN set by keyboard, once the password was asked."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.ui.walks import is_well_made
from triage_app.domain.problems import Refused
from triage_app.services import pins, signin
from triage_app.storage.models import Draft, Pin
from ui.own.screen import OwnScreen
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT

PASSWORD = "three herons wading"  # noqa: S105 - nobody's


@pytest.fixture(autouse=True)
def password(monkeypatch):
    """The one right password; argon2 has its own tests."""

    def confirm(_desk, _actor, given):
        if given != PASSWORD:
            raise Refused("signin.wrong_password")

    monkeypatch.setattr(signin, "confirm", confirm)


@pytest.fixture
def own(room, show):
    screen = show(OwnScreen(room))
    screen.go_to("")
    return screen


def write(form, **typed):
    for name, text in typed.items():
        form.go_to(name)
        QTest.keyClicks(QApplication.focusWidget(), text)


def said(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_a_pin_is_set_and_nothing_of_it_stays_on_the_screen(own, rows, listener):
    assert "You have no PIN." in said(own)
    write(own.form, password=PASSWORD, new_pin="830274", again="830274")
    own.form.submitted.emit()

    assert len(rows(Pin)) == 1
    assert listener.heard == ["Your PIN is set."]
    assert [one.text() for one in own.findChildren(QLineEdit)] == ["", "", ""]
    assert any(one.startswith("You have a PIN. Set: ") for one in said(own))
    assert rows(Draft) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "a guess", "new_pin": "830274", "again": "830274"}, "password"),
        ({"password": PASSWORD, "new_pin": "123456", "again": "123456"}, "new_pin"),
        ({"password": PASSWORD, "new_pin": "830274", "again": "830275"}, "again"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(own, rows, typed, field):
    write(own.form, **typed)
    own.form.submitted.emit()

    assert [name for name, row in own.form.rows.items() if row.problem.text] == [field]
    assert rows(Pin) == []


def test_it_can_be_given_up_again(own, desk, assessor, rows, listener):
    write(own.form, password=PASSWORD, new_pin="830274", again="830274")
    own.form.submitted.emit()
    own.drop.click()

    assert rows(Pin) == []
    assert listener.heard[-1] == "You have no PIN any more."
    assert not own.drop.isVisible()
    assert not pins.standing(desk, assessor).works


def test_it_is_reached_by_ones_own_name_at_the_top(room, show):
    shell = show(Shell(room))
    shell.go(Place("today"))
    shell.top.own.click()

    assert isinstance(shell.page, OwnScreen)
    assert shell.top.own.text() == f"{room.actor.name}, assessor"
    shell.back()
    assert shell.here == Place("today")


def test_who_hands_no_screen_over_has_no_page_of_their_own(make_room, auditor, show):
    shell = show(Shell(make_room(auditor)))

    assert shell.top.own is None
    assert any(auditor.name in one for one in said(shell.top))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_well_made_in_both_languages_and_at_every_size(
    make_room, show, theme, language, scale
):
    theme.choose(LIGHT, scale)
    shell = show(Shell(make_room(language=language)))
    shell.go(Place("own"))
    QApplication.processEvents()  # what waits is counted once the screen is painted

    is_well_made(shell)
    names = [one.accessibleName() for one in shell.top.findChildren(QPushButton)]
    assert any(shell.room.actor.name in one for one in names)
