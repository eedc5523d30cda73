"""A case that has ended is read, and not worked on as if it went on."""

import datetime as dt

import pytest

from tests.services.test_other_ends import DIED, end, tell_all
from tests.services.verbs_consent import a_slot
from tests.services.verbs_tracking import AGAINST, decide, keep, propose, running, seen
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.problems import Refused
from triage_app.services import bookings, other_ends, outcomes
from triage_app.services.tracking_view import view
from triage_app.storage.models import AuditEntry

CHANGED = Changed(AskedBy.PARTICIPANT, "They asked for another day.")


def returned(desk, assessor, supervisor, case_id):
    decide(desk, supervisor, propose(desk, assessor, case_id), AGAINST)
    return case_id


def test_no_meeting_of_a_condition_is_moved_once_the_case_is_with_its_officer(
    desk, clock, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    keep(desk, assessor, case_id)
    meeting = view(desk, assessor, case_id).meetings[0]
    clock.now = meeting.starts + dt.timedelta(hours=2)
    returned(desk, assessor, supervisor, case_id)
    later = a_slot(starts=desk.now() + dt.timedelta(days=1))
    with pytest.raises(Refused, match=r"bookings\.not_now"):
        bookings.move(desk, assessor, (meeting.id, meeting.version), later, CHANGED)


def test_nothing_more_is_heard_of_the_officer_once_another_end_is_settled(
    desk, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor)
    end(desk, assessor, case_id, DIED)
    outcomes.record_told(desk, assessor, case_id, desk.today())
    tell_all(desk, assessor, case_id)
    other_ends.settle(desk, assessor, seen(desk, case_id))
    with pytest.raises(Refused, match=r"outcome\.not_watched"):
        outcomes.record_told(desk, assessor, case_id, desk.today())
    with pytest.raises(Refused, match=r"outcome\.not_watched"):
        outcomes.record_acknowledgement(desk, assessor, case_id, desk.today())
    assert [one.action for one in rows(AuditEntry)].count("outcome.officer_told") == 1
