"""A service's session marked for everybody at once, on both databases."""

import datetime as dt

import pytest

from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import running
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import Marked
from triage_app.services import tracking
from triage_app.services.group_sessions import SeatMark, mark_together, sessions_on
from triage_app.storage.models import Appointment, AuditEntry

CAME, WAITS = Attendance.ATTENDED, Attendance.WAITING_FOR_EVIDENCE
MISSED = Attendance.MISSED_UNACCEPTABLE
NAMES = ("Bethan <Fern> & Co", "Iolo Dipper")


@pytest.fixture
def group(desk, clock, assessor, supervisor):
    """Two people booked with one service at one hour, which has passed."""
    numbers = []
    for place, name in enumerate(NAMES):
        stay = a_stay(custody_record=f"HW/200{place}/26")
        person = someone(name=name)
        numbers.append(running(desk, assessor, supervisor, custody=stay, person=person))
    with desk.sessions() as session:
        rows = session.query(Appointment).filter(Appointment.case_id.in_(numbers)).all()
    starts = min(one.starts for one in rows)
    clock.now = starts + dt.timedelta(hours=2)
    return starts


def seats(desk, assessor, starts):
    (held,) = sessions_on(desk, assessor, starts.date())
    return held.seats


def said(seat, attendance=CAME, **more):
    return SeatMark((seat.id, seat.version), Marked(attendance, **more))


def test_everybody_booked_with_a_service_at_an_hour_is_one_session(desk, assessor, group):
    (held,) = sessions_on(desk, assessor, group.date())

    assert [one.name for one in held.seats] == list(NAMES)
    assert (held.unsaid, held.starts) == (2, group)
    assert sessions_on(desk, assessor, group.date() + dt.timedelta(days=1)) == ()


def test_a_session_is_marked_at_once(desk, assessor, group, rows):
    first, second = seats(desk, assessor, group)

    marks = [said(first), said(second, MISSED, note="No word")]
    assert mark_together(desk, assessor, marks) == 2

    assert [one.attendance for one in seats(desk, assessor, group)] == [CAME, MISSED]
    done = [one for one in rows(AuditEntry) if one.action == "tracking.marked"]
    assert {one.case_id for one in done} == {first.case_id, second.case_id}


def test_one_row_that_is_wrong_saves_nothing_and_says_so_beside_it(desk, assessor, group):
    first, second = seats(desk, assessor, group)

    with pytest.raises(Invalid) as raised:
        mark_together(desk, assessor, [said(first), said(second, WAITS)])

    assert [(one.field, one.code) for one in raised.value.problems] == [
        (f"reason_{second.id}", "tracking.say_what_reason"),
        (f"by_{second.id}", "tracking.say_evidence_by"),
    ]
    assert [one.attendance for one in seats(desk, assessor, group)] == [None, None]


def test_a_row_that_another_recorded_meanwhile_is_named(desk, assessor, supervisor, group):
    first, second = seats(desk, assessor, group)
    tracking.mark(desk, supervisor, (second.id, second.version), Marked(MISSED, "No word"))

    with pytest.raises(Invalid) as raised:
        mark_together(desk, assessor, [said(first), said(second)])

    (problem,) = raised.value.problems
    assert (problem.field, problem.values["by"]) == (f"seat_{second.id}", supervisor.name)
    assert [one.attendance for one in seats(desk, assessor, group)] == [None, MISSED]


def test_of_whom_nothing_is_said_nothing_is_recorded(desk, assessor, group):
    first, _ = seats(desk, assessor, group)

    mark_together(desk, assessor, [said(first)])

    assert [one.attendance for one in seats(desk, assessor, group)] == [CAME, None]
    with pytest.raises(Refused, match=r"sessions\.nobody_said"):
        mark_together(desk, assessor, [])


def test_who_does_no_casework_sees_no_session(desk, auditor, group):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        sessions_on(desk, auditor, group.date())
