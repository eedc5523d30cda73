"""The first meeting and the agenda by keys: free times, clashes, moves, tries, letters, files."""

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from tests.services.verbs_consent import INSIDE, YES, a_slot, asked, booked, consented
from tests.services.verbs_referral import a_stay, an_offence, someone
from tests.services.verbs_tracking import running
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Contact, How, Marked
from triage_app.services import bookings, consent, tracking
from triage_app.storage.models import (
    Appointment,
    Case,
    ContactAttempt,
    MeetingMove,
    Paper,
    WayOut,
)
from ui.agenda.screen import AgendaScreen
from ui.consent.step import ConsentStep
from ui.moment_field import MomentField
from ui.rows import ROW
from ui.theme import DARK, LIGHT, Look
from ui.tracking.step import TrackingStep

NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}
ILL = Changed(AskedBy.PARTICIPANT, "Has a fever")
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
NARROW = 1290


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens a step of a case as its page would."""

    def open_step(case_id, make=ConsentStep, width=900, language="en", **room):
        step, area = make(make_room(language=language, **room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width)
        return step

    return open_step


def held():
    return QApplication.focusWidget()


def press(*keys):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(held(), key)
        else:
            QTest.keyClick(held(), key)
        QApplication.processEvents()


def save():
    QTest.keyClick(held(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def click(button):
    button.click()
    QApplication.processEvents()


def warned(form):
    return form.rows["starts"].warning.text


# ── The picture ──────────────────────────────────────────────────────────────────────────────


def test_it_is_told_to_a_screen_reader_as_a_whole(desk, assessor, clock, open_step):
    clock.set("2026-05-01 21:00")  # a Friday before a bank holiday
    released = clock.now - dt.timedelta(hours=1)
    custody = a_stay(arrested=released - dt.timedelta(hours=9), released=released)
    offence = an_offence(first_day=dt.date(2026, 4, 30))
    case_id = consented_on_friday(desk, assessor, custody=custody, offences=[offence])
    hours = open_step(case_id).meeting.form.hours
    said = hours.accessibleDescription()
    for part in (
        "Released Fri 1 May 20:00",
        "From Sat 2 May 20:00",
        "Until Mon 4 May 20:00",
        "Saturday 2 May 2026: Weekend",
        "Monday 4 May 2026: Early May bank holiday",
        "0 free times",
    ):
        assert part in said
    assert hours.accessibleName().endswith("Nothing chosen yet")


def consented_on_friday(desk, actor, **changes):
    case_id = asked(desk, actor, **changes)
    consent.record(desk, actor, case_id, replace(YES, day=desk.today()))
    return case_id


def test_arrows_walk_the_free_times_and_the_fields_follow(desk, assessor, open_step):
    form = open_step(consented(desk, assessor)).meeting.form
    form.go_to("")
    assert held() is form.hours
    press(RIGHT)
    first = form.starts.value()
    press(RIGHT, LEFT)
    assert form.starts.value() == first == dt.datetime(2026, 5, 12, 8, 0, tzinfo=dt.UTC)
    press(Qt.Key.Key_Down)
    assert form.starts.value() == first + dt.timedelta(days=1)
    press(Qt.Key.Key_Home, LEFT)
    assert form.starts.value() == first
    press(Qt.Key.Key_End)
    assert form.starts.value() == dt.datetime(2026, 5, 13, 14, 30, tzinfo=dt.UTC)
    assert "Chosen: " in form.hours.accessibleName()


def test_a_press_on_the_picture_chooses_the_free_time_nearest(desk, assessor, open_step):
    form = open_step(consented(desk, assessor)).meeting.form
    QTest.mouseClick(form.hours, Qt.MouseButton.LeftButton, pos=QPoint(20, 140))
    assert form.starts.value() == dt.datetime(2026, 5, 12, 8, 0, tzinfo=dt.UTC)


def test_what_is_taken_is_not_proposed_and_a_clash_is_told(desk, assessor, rows, open_step):
    booked(desk, assessor, a_slot(starts=dt.datetime(2026, 5, 12, 8, 0, tzinfo=dt.UTC)))
    form = open_step(consented(desk, assessor, **NEXT)).meeting.form
    form.go_to("")
    press(RIGHT)
    assert form.starts.value() == dt.datetime(2026, 5, 12, 9, 30, tzinfo=dt.UTC)
    form.go_to("starts")
    press("12/5/26", Qt.Key.Key_Tab, "0930", Qt.Key.Key_Tab)
    assert "another meeting of Mared Hawthorn: 09:00 to 10:30" in warned(form)
    assert "DP-26-0001" in warned(form)
    assert "Osian Sandpiper" not in warned(form)  # the other sits beside the screen
    save()
    assert len(rows(Appointment)) == 2  # warned, never blocked


def test_when_they_cannot_come_is_heeded(desk, assessor, open_step):
    busy = someone(unavailable=("tue.morning",))
    form = open_step(consented(desk, assessor, person=busy)).meeting.form
    form.go_to("")
    press(RIGHT)
    assert form.starts.value() == dt.datetime(2026, 5, 12, 11, 0, tzinfo=dt.UTC)  # noon
    form.starts.set_value(INSIDE)
    form.changed.emit()
    form.starts.changed.emit()
    assert "They said that they cannot come then: Tuesday morning" in warned(form)


def test_what_somebody_books_meanwhile_is_told_and_can_be_booked_all_the_same(
    desk, assessor, rows, open_step
):
    other = consented(desk, assessor, **NEXT)
    step = open_step(consented(desk, assessor))
    step.go_to("")
    press(RIGHT)
    starts = step.meeting.form.starts.value()
    bookings.book(desk, assessor, other, a_slot(starts=starts))
    save()
    form = step.meeting.form
    assert "Meanwhile somebody has booked" in form.rows["starts"].problem.text
    assert form.starts.value() == starts
    save()
    assert [row.starts for row in rows(Appointment)] == [starts, starts]


# ── Hours that come twice, or never ──────────────────────────────────────────────────────────


@pytest.fixture
def field(make_room, show):
    room = make_room()
    return show(MomentField(room.theme, room.texts, room.desk.today))


def typed(field, day, time):
    field.day.setFocus()
    field.day.selectAll()
    press(day, Qt.Key.Key_Tab)
    field.time.selectAll()
    press(time, Qt.Key.Key_Return)


def test_which_of_two_hours_is_asked_and_each_is_another_moment(field):
    typed(field, "25/10/2026", "0130")
    assert field.which.isVisible()
    moments = []
    for which in (0, 1):
        field.which.set_value(which)
        moments.append(field.value())
    assert moments[1] - moments[0] == dt.timedelta(hours=1)


def test_an_answer_is_not_kept_for_another_night(field):
    """A moment shown says which of two it is; typed over, the next is asked anew."""
    field.set_value(dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC))
    assert (field.which.isVisible(), field.which.value()) == (True, 1)
    typed(field, "26/10/2026", "1030")
    assert (field.which.isVisible(), field.which.value()) == (False, None)
    typed(field, "31/10/2027", "0130")
    assert (field.which.isVisible(), field.which.value()) == (True, None)


def test_an_hour_that_never_was_is_told_at_once(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.go_to("starts")
    press("28/3/2027", Qt.Key.Key_Tab, "0130", Qt.Key.Key_Tab)
    said = "The clocks went forward then, so there was no such time."
    assert said in warned(step.meeting.form)
    save()
    assert said in step.meeting.form.rows["starts"].problem.text
    assert rows(Appointment) == []


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


def test_the_chain_of_moves_is_shown(desk, assessor, open_step):
    case_id, one = booked(desk, assessor)
    for hours, why in ((1, "Painters"), (2, "No childcare")):
        later = a_slot(starts=INSIDE + dt.timedelta(hours=hours))
        bookings.move(desk, assessor, (one.id, one.version), later, Changed(AskedBy.SERVICE, why))
        one = bookings.first_meeting(desk, assessor, case_id).current
    text = words_of(open_step(case_id).meeting)
    assert text.index("No childcare") < text.index("Painters")
    assert "Tuesday 12 May 2026, 11:00" in text


def words_of(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


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
    assert "1 of 3 attempts came to nothing" in words_of(step.meeting)


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
    assert "3 of 3 attempts came to nothing" in words_of(step.meeting)
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


def shown(view):
    return [view.model().index(n, 0).data(ROW) for n in range(view.model().rowCount())]


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
    assert "Her husband" in said
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
