"""A new arrest stands above whichever step is open, until somebody says what they found."""

import pytest
from PySide6.QtCore import Qt

from tests.services.verbs_custody import a_row, take_in
from tests.services.verbs_referral import refer
from tests.ui.keyboard import held, named, press, tab_to
from triage_app.services import attention
from triage_app.storage.models import CustodyLook, Draft
from ui.case.page import CasePage
from ui.room import Place
from ui.today.screen import TodayScreen


@pytest.fixture
def case_id(desk, assessor, folder):
    case_id = refer(desk, assessor)
    again = a_row(
        Custody_record="HW/7/26",
        Name="SANDPIPER, Osian",
        DOB="14/05/1995",
        PNC_ID="",
        Arrested="11/05/2026 08:30",
        Released="",
    )
    take_in(desk, assessor, folder, again)
    return case_id


@pytest.fixture
def page(room, show, case_id):
    return show(CasePage(room, case_id))


def open_from_today(room, page):
    """Go where the row in Today leads."""
    rows = attention.attention(room.desk, room.actor)
    due = next(row.due for row in rows if row.due.code == "arrested_again")
    page.arrive(Place("case", page.case_id, due.step, due.field))
    return page.arrests


@pytest.mark.usefixtures("case_id")
def test_today_says_it(room, show):
    today = show(TodayScreen(room))

    assert [task.what for _, task in today._tasks if "arrest" in task.what] == [
        "Look at a new arrest"
    ]


def test_today_leads_to_the_very_field(room, page):
    panel = open_from_today(room, page)

    assert panel.isVisible()
    (form,) = panel.forms.values()
    assert held() is form.rows["found"].control


def test_a_log_that_was_taken_in_calls_the_supervisor_too_who_opens_and_answers_it(
    desk, assessor, supervisor, make_room, show, case_id
):
    today = show(TodayScreen(make_room(supervisor)))
    places = [it.place for _, it in today._tasks if it.what == "Look at a new arrest"]
    assert [one.case_id for one in places] == [case_id]

    page = show(CasePage(make_room(supervisor), case_id))
    page.arrive(places[0])

    (form,) = page.arrests.forms.values()
    assert held() is form.rows["found"].control
    form.rows["found"].control.set_raw("Rang the desk: no charge.")
    form.submitted.emit()
    for actor in (assessor, supervisor):
        assert [it.due.code for it in attention.attention(desk, actor)].count("arrested_again") == 0


def test_what_was_found_is_recorded_by_keys_and_stays_to_be_read(room, page, rows, qtbot):
    panel = open_from_today(room, page)
    press("Rang the desk: drunk, no charge.")
    tab_to(named("I have looked"))
    with qtbot.waitSignal(page.changed):
        press(Qt.Key.Key_Space)

    (look,) = rows(CustodyLook)
    assert look.found == "Rang the desk: drunk, no charge."
    assert panel.forms == {}
    assert panel.isVisible()
    assert any("Rang the desk" in one.text() for one in panel.findChildren(type(page.bar._name)))
    assert held() is not None


def test_an_empty_answer_is_asked_for(room, page, rows):
    panel = open_from_today(room, page)
    (form,) = panel.forms.values()

    form.submitted.emit()

    assert form.rows["found"].problem.text == "Fill this in."
    assert rows(CustodyLook) == []


def test_what_was_being_typed_is_kept_when_the_page_goes(room, page, rows):
    open_from_today(room, page)
    press("Rang, no ans")

    page.leave()

    assert [one.content for one in rows(Draft)] == [{"found": "Rang, no ans"}]


def test_a_case_without_a_new_arrest_has_no_panel(room, show, desk, assessor):
    page = show(CasePage(room, refer(desk, assessor)))

    page.open()

    assert not page.arrests.isVisible()
