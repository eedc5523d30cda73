"""The hours after release as they are drawn, said and walked; hours that come twice, or never."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.services.verbs_consent import INSIDE, YES, a_slot, asked, booked, consented
from tests.services.verbs_referral import a_stay, an_offence, someone
from tests.ui.keyboard import held, press, save
from tests.ui.meeting_verbs import opened
from triage_app.domain.booking import AskedBy, Changed
from triage_app.services import bookings, consent
from triage_app.storage.models import (
    Appointment,
)
from ui.moment_field import MomentField

NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}
ILL = Changed(AskedBy.PARTICIPANT, "Has a fever")
LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right
NARROW = 1290


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens a step of a case as its page would."""
    return partial(opened, make_room, show)


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


def test_the_keyboard_goes_to_the_part_that_is_missing_or_cannot_be_read(field):
    told = [("", "", "day"), ("soon", "9:30", "day"), ("3/6/2026", "", "time")]
    told += [
        ("3/6/2026", "9", "time"),
        ("3/6/2026", "9:30", "day"),
        ("25/10/2026", "1:30", "which"),
    ]
    for day, time, part in told:
        field.day.setText(day)
        field.time.setText(time)
        assert field.to_put_right() is getattr(field, part), (day, time)


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
    said = "The clocks go forward then, so there is no such time."
    assert said in warned(step.meeting.form)
    save()
    assert said in step.meeting.form.rows["starts"].problem.text
    assert rows(Appointment) == []
