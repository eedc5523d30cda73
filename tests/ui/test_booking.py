"""The first meeting and the agenda by keys: free times, clashes, moves, tries, letters, files."""

import datetime as dt
from functools import partial

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.services.verbs_consent import INSIDE, a_slot, booked, consented
from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import running
from tests.ui.keyboard import press, save
from tests.ui.meeting_verbs import click, opened, shown, words_of
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.compliance import Attendance
from triage_app.domain.lateness import Lateness
from triage_app.domain.tracked import Contact, How, Marked
from triage_app.services import attention, bookings, tracking
from triage_app.storage.models import (
    Appointment,
    Case,
    ContactAttempt,
    MeetingMove,
    Paper,
    WayOut,
)
from ui.agenda.screen import AgendaScreen
from ui.theme import DARK, LIGHT, Look
from ui.tracking.step import TrackingStep

NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}
ILL = Changed(AskedBy.PARTICIPANT, "Has a fever")
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
NARROW = 1290


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens a step of a case as its page would."""
    return partial(opened, make_room, show)


def test_the_hours_that_have_the_keyboard_once_consent_is_given_are_seen_whole(
    desk, assessor, make_room, show
):
    step = opened(make_room, show, consented(desk, assessor))
    step.window().resize(800, 560)
    step.go_to("")
    QApplication.processEvents()
    held = QApplication.focusWidget()
    assert held is step.meeting.form.hours
    assert held.visibleRegion().boundingRect() == held.rect()


# ── Moved, called off, missed ────────────────────────────────────────────────────────────────


def test_a_meeting_is_moved_by_keys_with_who_asked_and_why(desk, assessor, rows, open_step):
    case_id, _ = booked(desk, assessor)
    step = open_step(case_id)
    click(step.meeting.opener)
    press(Qt.Key.Key_Home)
    step.meeting.form.go_to("asked_by")
    press(Qt.Key.Key_Space)
    step.meeting.form.go_to("moved_reason")
    press("No childcare")
    save()
    (before,) = rows(MeetingMove)
    assert (before.starts, before.asked_by) == (INSIDE, "participant")
    assert before.reason == "No childcare"


def test_evidence_that_was_waited_for_of_a_first_meeting_is_settled_under_it(
    desk, clock, assessor, rows, open_step
):
    case_id, _ = booked(desk, assessor)
    (row,) = rows(Appointment)
    clock.now = row.starts + dt.timedelta(hours=2)
    by = desk.today() + dt.timedelta(days=2)
    waits = Marked(Attendance.WAITING_FOR_EVIDENCE, "Says that they were ill", by)
    tracking.mark(desk, assessor, (row.id, row.version), waits)
    clock.advance(days=3)
    due = next(it for it in attention.due_in(desk, assessor, case_id) if it.code == "evidence")
    assert (due.day, due.step, due.lateness) == (by, "consent", Lateness.OVERDUE)

    step = open_step(case_id)
    step.go_to(due.field)
    assert step.meeting.awaited.isAncestorOf(QApplication.focusWidget())
    step.meeting.awaited.fill({"attendance": str(Attendance.MISSED_UNACCEPTABLE)})
    step.meeting.awaited.go_to("mark_reason")
    press("No note came")
    save()

    assert rows(Appointment)[0].attendance == Attendance.MISSED_UNACCEPTABLE
    assert "evidence" not in [it.code for it in attention.due_in(desk, assessor, case_id)]


def test_the_chain_of_moves_is_shown(desk, assessor, open_step):
    case_id, one = booked(desk, assessor)
    for hours, why in ((1, "Painters"), (2, "No childcare")):
        later = a_slot(starts=INSIDE + dt.timedelta(hours=hours))
        bookings.move(desk, assessor, (one.id, one.version), later, Changed(AskedBy.SERVICE, why))
        one = bookings.first_meeting(desk, assessor, case_id).current
    text = words_of(open_step(case_id).meeting)
    assert text.index("No childcare") < text.index("Painters")
    assert "Tuesday 12 May 2026, 11:00" in text


def test_a_meeting_is_called_off_by_keys_and_another_is_asked_for(desk, assessor, rows, open_step):
    case_id, _ = booked(desk, assessor)
    step = open_step(case_id)
    click(step.meeting.buttons["off"])
    press(Qt.Key.Key_Space)
    step.meeting.other.go_to("off_reason")
    press("In hospital <b>&")
    save()
    assert rows(Appointment)[0].called_off == "In hospital <b>&"
    assert step.meeting.form.isVisible()
    assert "Called off" in words_of(step.meeting)


def test_a_try_at_contact_is_recorded_beside_the_meeting(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    click(step.meeting.buttons["try"])
    form = step.meeting.other
    form.fill({"how": How.TELEPHONE, "reached": False, "note": "Rang out"})
    save()
    assert rows(ContactAttempt)[0].note == "Rang out"
    assert "1 attempt came to nothing. Limit: 3." in words_of(step.meeting)


def missed_to_the_limit(desk, actor, clock):
    case_id, one = booked(desk, actor)
    clock.set("2026-05-12 12:00")
    tracking.mark(desk, actor, (one.id, one.version), Marked(Attendance.MISSED_UNACCEPTABLE))
    for hour in (13, 15):
        clock.set(f"2026-05-12 {hour}:00")
        tried = Contact(clock.now, How.TELEPHONE, reached=False)
        tracking.add_contact(desk, actor, case_id, tried)
    return case_id


def test_at_the_limit_the_way_out_is_proposed_and_never_taken_by_itself(
    desk, assessor, clock, rows, open_step
):
    step = open_step(missed_to_the_limit(desk, assessor, clock))
    assert "3 attempts came to nothing. Limit: 3." in words_of(step.meeting)
    assert step.meeting.form.isVisible()  # another meeting may be booked all the same
    click(step.meeting.buttons["leave"])
    assert step.leaving.values()["way_out"] == "did_not_attend"
    assert rows(WayOut) == []
    step.leaving.fill({"note": "Three tries in two days"})
    step.leaving.submitted.emit()
    QApplication.processEvents()
    assert rows(WayOut)[0].reason == "did_not_attend"


# ── A contract's meetings ────────────────────────────────────────────────────────────────────


def test_a_conditions_meeting_is_moved_and_called_off_from_tracking(
    desk, assessor, supervisor, rows, open_step
):
    step = open_step(running(desk, assessor, supervisor), make=TrackingStep, width=1150)
    first, second = step.view.meetings[:2]
    step.recorder.mark(first)
    click(pressed(step.recorder, "Move the meeting"))
    form = step.recorder.form
    form.fill({"starts": first.starts + dt.timedelta(hours=1), "asked_by": AskedBy.SERVICE})
    form.fill({"moved_reason": "The worker is ill"})
    save()
    assert rows(MeetingMove)[0].starts == first.starts
    step.recorder.mark(step.view.meetings[1])
    click(pressed(step.recorder, "Call the meeting off"))
    step.recorder.form.fill({"off_asked_by": AskedBy.SERVICE, "off_reason": "Closed that week"})
    save()
    off = [one for one in rows(Appointment) if one.called_off]
    assert [one.id for one in off] == [second.id]
    assert [one.standing.word for one in shown(step.meetings)].count("Called off") == 1


def pressed(widget, words):
    found = widget.findChildren(QPushButton)
    return next(one for one in found if one.text().replace("&", "").strip() == words)


# ── Letters and files ────────────────────────────────────────────────────────────────────────


def test_a_letter_that_may_not_be_safe_is_said_so_before_it_is_made(
    desk, assessor, rows, open_step
):
    at_home = someone(message_may_be_left=False, who_answers="Her husband", reads="cy")
    case_id, _ = booked(desk, assessor, person=at_home)
    step = open_step(case_id)
    click(step.meeting.buttons["reminder"])
    form = step.meeting.other
    said = words_of(form)
    assert "No message may be left where they live" in said
    assert "Her husband" in words_of(step.meeting)  # above everything that is done with it
    assert form.values() == {"edition": "cy", "by_post": False}
    assert [one.kind for one in rows(Paper)] == ["INFO"]
    save()
    assert [one.kind for one in rows(Paper)] == ["INFO", "REMINDER"]
    assert step.papers.sheet.isVisible()


def test_a_meeting_is_saved_for_a_calendar_and_for_whom_is_asked(
    desk, assessor, open_step, tmp_path
):
    case_id, _ = booked(desk, assessor)
    step = open_step(case_id)
    click(step.meeting.buttons["calendar"])
    form, path = step.meeting.other, tmp_path / "meeting.ics"
    form.where = lambda *_: path
    save()
    assert form.rows["recipient"].problem.text
    form.fill({"recipient": "Osian’s phone"})
    save()
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART") == INSIDE


def test_a_week_is_saved_from_the_agenda(desk, assessor, make_room, show, tmp_path):
    booked(desk, assessor)
    screen = show(AgendaScreen(make_room()), 1170, 690)
    click(screen.one_week)
    click(screen.save)
    path = tmp_path / "agenda.ics"
    screen.saving.where = lambda *_: path
    screen.saving.fill({"recipient": "Outlook"})
    save()
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 1


def test_free_time_and_clashes_stand_in_the_agenda(desk, assessor, make_room, show):
    booked(desk, assessor)
    booked(desk, assessor, a_slot(starts=INSIDE + dt.timedelta(minutes=30)), **NEXT)
    screen = show(AgendaScreen(make_room()), 1170, 690)
    click(screen.later)
    heading, first, second = shown(screen.list)
    assert heading.strips[0].free == "Free: 09:00 to 10:00, 12:00 to 17:00"
    assert first.runs_into.startswith("Runs into Mared Plover, DP-26-0002: 10:30 to 12:00")
    assert second.standing.word == "Overlaps another"


# ── Everything is well made ──────────────────────────────────────────────────────────────────


def moving(step):
    click(step.meeting.opener)


def reminding(step):
    click(step.meeting.buttons["reminder"])


def calling_off(step):
    click(step.meeting.buttons["off"])


def saving(step):
    click(step.meeting.buttons["calendar"])


def make_it_hard(desk, actor, case_id):
    """Let everything be so that something has to be said of it."""
    with desk.sessions.begin() as session:
        person = session.get_one(Case, case_id).person
        person.interpreter, person.interpreter_language = True, "Polish & <b>"
        person.appropriate_adult, person.telephone = True, ""
        person.message_may_be_left = False
        person.who_answers = "Her husband, and whoever is in"
        bookings.audit.record(session, desk, actor, bookings.MOVED, case_id)


@pytest.mark.parametrize("act", [moving, reminding, calling_off, saving])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("look", [Look(LIGHT), Look(DARK, 2.0)])
def test_every_form_of_a_meeting_is_well_made(
    desk, assessor, theme, open_step, act, language, look
):
    theme.wear(look)
    case_id, _ = booked(desk, assessor, person=someone(name="Lowri " + "Wren-Kestrel " * 20))
    make_it_hard(desk, assessor, case_id)
    step = open_step(case_id, width=900 if look.scale == 1.0 else NARROW, language=language)
    act(step)
    is_well_made(step)
    assert sideways(step.window()) == []
