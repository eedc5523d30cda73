"""A whole group marked from the agenda, by keys."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import running
from tests.ui.keyboard import held, press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.storage.models import Appointment
from ui.agenda.screen import AgendaScreen
from ui.theme import LIGHT, Look

NAMES = ("Bethan <b>Fern</b> " + "Wren-Kestrel " * 6, "Iolo Dipper")


@pytest.fixture
def open_group(desk, clock, assessor, supervisor, make_room, show, rows):
    """Return a function that opens the group form of the first session, once it has been."""
    for place, name in enumerate(NAMES):
        given = {
            "custody": a_stay(custody_record=f"HW/200{place}/26"),
            "person": someone(name=name),
        }
        running(desk, assessor, supervisor, **given)
    starts = min(one.starts for one in rows(Appointment) if one.kind == "condition")
    clock.now = starts + dt.timedelta(hours=2)

    def open_group(width=1170, **room):
        screen = show(AgendaScreen(make_room(**room)), width, 900)
        screen.show_day(starts.date())
        screen.together.click()
        return screen

    return open_group


def marked(rows):
    first = min(one.starts for one in rows(Appointment) if one.kind == "condition")
    return [one.attendance for one in rows(Appointment) if one.starts == first]


def test_a_group_is_marked_by_figures_and_saved_together(open_group, rows):
    screen = open_group()
    assert held() is next(iter(screen.group.form.rows.values())).control

    press("1", Qt.Key.Key_Tab, "1")
    save()

    assert marked(rows) == ["attended", "attended"]
    assert screen.group is None
    assert held() is screen.together


def test_a_reason_that_is_missing_is_told_beside_its_person(open_group, rows):
    screen = open_group()
    form = screen.group.form

    press("1", Qt.Key.Key_Tab, "6")
    save()

    reasons = [row for name, row in form.rows.items() if name.startswith("reason_")]
    assert [bool(row.problem.text) for row in reasons] == [False, True]
    assert marked(rows) == [None, None]


def test_all_the_others_came_leaves_what_was_said(open_group, rows):
    form = open_group().group.form
    press("3")
    form._say_all_came()
    form.fill({next(name for name in form.rows if name.startswith("reason_")): "In hospital"})
    save()

    assert marked(rows) == ["missed_acceptable", "attended"]


def test_a_day_without_a_session_says_so(make_room, show):
    screen = show(AgendaScreen(make_room()), 1170, 690)

    screen.together.click()

    assert screen.group.form is None
    assert not screen.group.which.isVisible()


def test_an_auditor_is_not_offered_it(make_room, show, auditor):
    screen = show(AgendaScreen(make_room(auditor)), 1170, 690)

    assert not screen.together.isVisible()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_group_is_well_made(open_group, theme, language, text):
    theme.wear(Look(LIGHT, text / 100))
    screen = open_group(language=language, width=1170)
    QApplication.processEvents()

    is_well_made(screen)
    assert sideways(screen) == []
    assert screen.together.isVisible() == (text == 100)  # it has all the room in large text
    screen.group.back.click()
    assert held() is screen.together
    theme.wear(Look(LIGHT))
