"""Tracking as an assessor works on it: by keys to whatever has the keyboard."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from tests.services.verbs_tracking import another_supervisor, give_to, miss, running
from tests.ui.keyboard import held, press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Marked
from triage_app.services import tracking
from triage_app.storage.models import (
    Appointment,
    ContactAttempt,
    Draft,
    Paper,
    Reoffence,
    Warned,
)
from ui.safe_contact import SafeContactNotice
from ui.theme import LIGHT, Look
from ui.tracking.step import TrackingStep


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def later(clock, case_id, rows):
    """Let time pass until every meeting booked has been."""
    booked = [one.starts for one in rows(Appointment) if one.case_id == case_id]
    clock.now = max(booked) + dt.timedelta(hours=1)


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = TrackingStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


@pytest.mark.usefixtures("later")
def test_one_figure_records_that_they_came(case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("")

    press("1")

    assert rows(Appointment)[0].attendance == "attended"
    assert held() is step.meetings


@pytest.mark.usefixtures("later")
def test_a_figure_for_a_miss_asks_for_its_reason(case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("")

    press("3")
    assert held() is step.recorder.form.rows["mark_reason"].control
    press("The bus did not run")
    save()

    row = rows(Appointment)[0]
    assert (row.attendance, row.attendance_note) == ("missed_acceptable", "The bus did not run")


@pytest.mark.usefixtures("later")
def test_a_mark_without_its_reason_says_so_beside_the_field(case_id, open_step):
    step = open_step(case_id)
    step.go_to("")

    press("6")
    save()

    assert step.recorder.form.rows["mark_reason"].problem.text


def test_nobody_came_to_a_meeting_that_is_still_to_come(case_id, open_step, listener):
    step = open_step(case_id)
    step.go_to("")

    press("1")

    assert "still to come" in listener.heard[0]


@pytest.mark.usefixtures("later")
def test_the_attention_list_leads_to_the_very_meeting(case_id, open_step, rows):
    step = open_step(case_id)
    second = rows(Appointment)[1].id

    step.go_to(f"meeting_{second}")

    assert step.recorder.form.meeting.id == second


def test_a_contact_is_recorded_by_keys_alone(case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("contact")

    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    save()

    assert [(one.how, one.reached) for one in rows(ContactAttempt)] == [("telephone", True)]


@pytest.mark.usefixtures("later")
def test_a_new_offence_says_whether_it_breaks_the_contract(
    desk, case_id, open_step, rows, listener
):
    step = open_step(case_id)
    step.buttons["offence"].setFocus()
    press(Qt.Key.Key_Return)

    day = desk.today() - dt.timedelta(days=2)
    press(f"{day:%d/%m/%Y}", Qt.Key.Key_Tab, Qt.Key.Key_Space)
    save()

    assert [one.basis for one in rows(Reoffence)] == ["arrest"]
    assert "condition 1 is broken" in listener.heard[-1]


def test_a_letter_is_made_shown_and_its_giving_recorded(
    desk, clock, assessor, case_id, open_step, rows
):
    miss(desk, clock, assessor, case_id)
    step = open_step(case_id)
    step.go_to("ladder")
    press(Qt.Key.Key_Return)
    press("Please ring me.")
    save()
    assert [one.kind for one in rows(Paper)][-1] == "WARNING"
    assert step.ladder.papers.sheet.isVisible()

    step.go_to("given")
    press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert step.recorder.form.findChildren(SafeContactNotice)
    save()

    assert (rows(Warned)[0].given_how, rows(Warned)[0].given_by) == ("in_person", assessor.name)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_where_they_stand_on_the_ladder_and_what_comes_next_are_always_in_sight(
    desk, clock, assessor, case_id, open_step, language
):
    said = desk.texts(language)
    step = open_step(case_id, language=language)
    rungs = step.view.ladder
    assert said("tracking.ladder_brings", rung=rungs[0].name) in labels(step.ladder)
    assert said("tracking.ladder_offence", rung=step.view.new_offence.name) in labels(step.ladder)

    miss(desk, clock, assessor, case_id)
    step.refresh()

    assert said("tracking.ladder_brings", rung=rungs[1].name) in labels(step.ladder)
    assert said("tracking.ladder_now", rung=rungs[0].name) in labels(step.ladder)


def labels(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.mark.usefixtures("later")
def test_what_was_typed_and_not_saved_is_there_again(case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("contact")
    step.recorder.form.rows["note"].control.setPlainText("Left word with her sister")
    step.leave()
    assert len(rows(Draft)) == 1

    again = open_step(case_id)
    again.go_to("contact")

    note = again.recorder.form.rows["note"].control
    assert note.toPlainText() == "Left word with her sister"


@pytest.mark.usefixtures("later")
def test_who_marked_it_meanwhile_is_shown(desk, supervisor, case_id, open_step, listener):
    step = open_step(case_id)
    meeting = step.view.meetings[0]
    step.go_to("")
    press("3")
    tracking.mark(
        desk,
        supervisor,
        (meeting.id, meeting.version),
        Marked(Attendance.MISSED_UNACCEPTABLE, "No word"),
    )

    press("A hospital letter")
    save()

    assert "Osian Thistlewood" in listener.heard[-1]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_step_is_well_made(desk, clock, assessor, case_id, open_step, theme, language, text):
    miss(desk, clock, assessor, case_id)
    theme.wear(Look(LIGHT, text / 100))
    step = open_step(case_id, language=language, width=1290 if text == 200 else 900)
    step.go_to("contact")
    QApplication.processEvents()

    is_well_made(step)
    assert sideways(step) == []
    theme.wear(Look(LIGHT))


def test_a_supervisor_whose_own_case_it_is_is_told_who_could_review_it(
    desk, clock, assessor, supervisor, case_id, open_step
):
    miss(desk, clock, assessor, case_id, 0)
    tracking.warn(desk, assessor, case_id)
    miss(desk, clock, assessor, case_id, 1)
    assert open_step(case_id, actor=supervisor).ladder.act is not None
    another_supervisor(desk)
    give_to(desk, case_id, supervisor)

    step = open_step(case_id, actor=supervisor)

    assert step.ladder.act is None
    told = " ".join(one.text() for one in step.ladder.findChildren(QLabel))
    assert "It can be decided by: Ann Rees." in told
    assert "A supervisor’s review" in told
