import datetime as dt

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import INSIDE, a_slot, booked, consented
from tests.services.verbs_referral import a_stay
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.workflow import State
from triage_app.services import bookings
from triage_app.storage.models import Appointment, AuditEntry, MeetingMove, Revision

OPENS = dt.datetime(2026, 5, 12, 7, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 5, 14, 7, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
NO_CHILDCARE = Changed(AskedBy.PARTICIPANT, "No childcare")
ROOM_TAKEN = Changed(AskedBy.CUSTODY, "Room taken")


def problems(act):
    with pytest.raises(Invalid) as found:
        act()
    return [(one.field, one.code) for one in found.value.problems]


def test_the_window_is_told(desk, assessor):
    seen = bookings.first_meeting(desk, assessor, consented(desk, assessor))
    assert (seen.window.opens, seen.window.closes) == (OPENS, CLOSES)
    assert seen.current is None


@pytest.mark.parametrize("starts", [OPENS, INSIDE, CLOSES])
def test_a_meeting_inside_the_hours_is_booked(desk, assessor, rows, starts):
    bookings.book(desk, assessor, consented(desk, assessor), a_slot(starts=starts))
    (row,) = rows(Appointment)
    assert (row.kind, row.starts, row.minutes, row.attendance) == ("assessment", starts, 90, None)


@pytest.mark.parametrize("starts", [OPENS - MINUTE, CLOSES + MINUTE])
def test_a_meeting_outside_the_hours_needs_a_reason(desk, assessor, rows, starts):
    case_id = consented(desk, assessor)
    slot = a_slot(starts=starts)
    assert problems(lambda: bookings.book(desk, assessor, case_id, slot)) == [
        ("outside", "bookings.outside_needs_reason")
    ]
    slot = a_slot(starts=starts, outside_reason=" In hospital until then ")
    bookings.book(desk, assessor, case_id, slot)
    assert rows(Appointment)[0].outside_reason == "In hospital until then"


def test_a_reason_that_is_not_needed_is_not_kept(desk, assessor, rows):
    bookings.book(desk, assessor, consented(desk, assessor), a_slot(outside_reason="Snow"))
    assert rows(Appointment)[0].outside_reason == ""


def test_without_a_time_of_release_any_meeting_needs_a_reason(desk, assessor):
    case_id = consented(desk, assessor, custody=a_stay(released=None))
    assert problems(lambda: bookings.book(desk, assessor, case_id, a_slot())) == [
        ("outside", "bookings.release_not_known")
    ]


def test_the_hours_run_on_when_the_clocks_go_back(desk, assessor, clock):
    """Released on 24 October 2026 at 20:30 BST: from 19:30 GMT on the 25th."""
    clock.set("2026-10-24 21:00")
    released = dt.datetime(2026, 10, 24, 19, 30, tzinfo=dt.UTC)
    arrested = released - dt.timedelta(hours=9)
    case_id = consented_in_october(desk, assessor, a_stay(arrested=arrested, released=released))
    seen = bookings.first_meeting(desk, assessor, case_id)
    assert seen.window.opens == dt.datetime(2026, 10, 25, 19, 30, tzinfo=dt.UTC)
    early = a_slot(starts=seen.window.opens - MINUTE)
    assert problems(lambda: bookings.book(desk, assessor, case_id, early)) == [
        ("outside", "bookings.outside_needs_reason")
    ]


def consented_in_october(desk, actor, custody):
    from tests.services.verbs_assessment import consented  # noqa: PLC0415 - puts, and asks nobody

    return consented(desk, actor, custody=custody)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"starts": None}, ("starts", "problem.missing"), id="no time"),
        pytest.param({"minutes": None}, ("minutes", "problem.missing"), id="no length"),
        pytest.param({"minutes": 0}, ("minutes", "bookings.strange_length"), id="no minute"),
        pytest.param({"minutes": 481}, ("minutes", "bookings.strange_length"), id="all day"),
        pytest.param({"place": " "}, ("place", "problem.missing"), id="nowhere"),
        pytest.param({"place": "x" * 301}, ("place", "problem.too_long"), id="a long place"),
    ],
)
def test_what_is_wrong_is_told_by_its_field(desk, assessor, rows, change, problem):
    case_id = consented(desk, assessor)
    assert problems(lambda: bookings.book(desk, assessor, case_id, a_slot(**change))) == [problem]
    assert rows(Appointment) == []


def test_nobody_is_booked_yesterday(desk, assessor):
    case_id = consented(desk, assessor)
    slot = a_slot(starts=INSIDE - dt.timedelta(days=2), outside_reason="They came early")
    assert problems(lambda: bookings.book(desk, assessor, case_id, slot)) == [
        ("starts", "bookings.in_the_past")
    ]


def test_one_first_meeting_is_booked_at_a_time(desk, assessor):
    case_id, _ = booked(desk, assessor)
    with pytest.raises(Refused, match="booked_already"):
        bookings.book(desk, assessor, case_id, a_slot())


def test_no_assessment_is_booked_before_consent(desk, assessor):
    case_id = consented(desk, assessor)
    put(desk, assessor, case_id, State.ELIGIBLE)
    with pytest.raises(Refused, match="not_now"):
        bookings.book(desk, assessor, case_id, a_slot())


def test_a_meeting_that_was_missed_makes_room_for_another(desk, assessor, rows):
    case_id, meeting = booked(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Appointment, meeting.id).attendance = "missed_unacceptable"
    bookings.book(desk, assessor, case_id, a_slot(starts=INSIDE + dt.timedelta(days=1)))
    assert len(rows(Appointment)) == 2


def test_moving_keeps_the_old_slot_and_the_reason(desk, assessor, rows):
    _, meeting = booked(desk, assessor)
    later = a_slot(starts=INSIDE + dt.timedelta(hours=3))
    bookings.move(desk, assessor, (meeting.id, meeting.version), later, NO_CHILDCARE)
    (row,) = rows(Appointment)
    assert row.starts == later.starts
    (before,) = rows(MeetingMove)
    assert (before.starts, before.asked_by, before.reason, before.moved_by) == (
        INSIDE,
        "participant",
        "No childcare",
        assessor.username,
    )
    assert "starts" in {one.field for one in rows(Revision)}
    assert rows(AuditEntry)[-1].action == "bookings.moved"


def test_moving_needs_a_reason(desk, assessor):
    _, meeting = booked(desk, assessor)
    seen = (meeting.id, meeting.version)
    assert problems(lambda: bookings.move(desk, assessor, seen, a_slot(), Changed(None, ""))) == [
        ("asked_by", "problem.choose"),
        ("moved_reason", "problem.missing"),
    ]


def test_a_move_that_another_was_faster_with_is_told_with_theirs(desk, assessor, supervisor):
    _, meeting = booked(desk, assessor)
    seen = (meeting.id, meeting.version)
    theirs = a_slot(starts=INSIDE + dt.timedelta(hours=1))
    bookings.move(desk, supervisor, seen, theirs, ROOM_TAKEN)
    with pytest.raises(Stale) as stale:
        bookings.move(desk, assessor, seen, a_slot(place="Room 4"), ROOM_TAKEN)
    assert stale.value.theirs["starts"] == theirs.starts
    assert stale.value.values["by"] == supervisor.name


def test_a_meeting_that_was_held_is_not_moved(desk, assessor):
    _, meeting = booked(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Appointment, meeting.id).attendance = "attended"
    with pytest.raises(Refused, match="held_already"):
        bookings.move(desk, assessor, (meeting.id, meeting.version + 1), a_slot(), ROOM_TAKEN)


def test_an_auditor_books_nothing(desk, assessor, auditor, rows):
    case_id = consented(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        bookings.book(desk, auditor, case_id, a_slot())
    assert rows(Appointment) == []
