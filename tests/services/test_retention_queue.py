"""The queue of records to review: due, waiting for a second person, kept, done."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import event

from tests.services.verbs_after import dispose, laid_down
from triage_app.domain.problems import Refused
from triage_app.domain.retention import Reviewed
from triage_app.domain.roles import Role
from triage_app.services import disposal_approvals, retention, retention_queue
from triage_app.services.desk import Actor
from triage_app.services.retention_queue import queue

SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)
PROPOSED = Reviewed("dispose", None, "Nothing is open.")


@pytest.fixture
def records(desk, assessor):
    """Records that closed longer and longer ago: the last is not due yet."""
    years = [relativedelta(years=8), relativedelta(years=7), relativedelta(years=6)]
    closed = [desk.today() - one for one in years] + [desk.today() - relativedelta(years=5)]
    return [laid_down(desk, assessor, f"Person {n}", day, n) for n, day in enumerate(closed)]


def numbers(listed):
    return [one.case_id for one in listed]


def answer(desk, actor, case_id):
    one = retention.view(desk, actor, case_id).waiting
    return one.review_id, one.version


def test_what_is_due_is_listed_the_longest_first_and_counted(desk, supervisor, records):
    found = queue(desk, supervisor)

    assert numbers(found.to_review) == records[:3]
    assert found.to_review[0].due == desk.today() - relativedelta(years=2)
    assert (found.to_confirm, found.kept, found.done) == ((), (), ())
    assert retention_queue.number_waiting(desk, supervisor) == 3


def test_a_disposal_waits_for_a_second_person_and_no_longer_for_its_review(
    desk, supervisor, records
):
    retention.decide(desk, supervisor, records[1], PROPOSED)

    (own,) = queue(desk, supervisor).to_confirm
    (other,) = queue(desk, SECOND).to_confirm
    assert (own.case_id, own.own, other.own) == (records[1], True, False)
    assert (other.proposed_by, other.proposed_on) == (supervisor.name, desk.today())
    assert retention_queue.number_waiting(desk, supervisor) == 2
    assert retention_queue.number_waiting(desk, SECOND) == 2


def test_what_was_refused_is_to_be_reviewed_again_and_says_so(desk, supervisor, records):
    retention.decide(desk, supervisor, records[0], PROPOSED)
    retention.refuse(desk, SECOND, answer(desk, SECOND, records[0]), "A complaint came in.")

    first = queue(desk, supervisor).to_review[0]
    assert (first.case_id, first.refused_on) == (records[0], desk.today())


def test_what_is_kept_is_listed_until_its_day_and_comes_back_on_it(
    desk, clock, supervisor, records
):
    until = desk.today() + relativedelta(years=1)
    retention.decide(desk, supervisor, records[0], Reviewed("keep", until, "A claim is open."))

    (kept,) = queue(desk, supervisor).kept
    assert (kept.case_id, kept.until, kept.by) == (records[0], until, supervisor.name)
    clock.set(f"{until} 10:00")
    found = queue(desk, supervisor)
    assert found.kept == ()
    assert records[0] in numbers(found.to_review)


def test_what_is_done_is_told_by_its_number_alone(desk, supervisor, records):
    dispose(desk, supervisor, SECOND, records[0])

    found = queue(desk, supervisor)
    (done,) = found.done
    assert (done.case_id, done.on, done.again) == (records[0], desk.today(), False)
    assert "Person 0" not in repr(found)
    assert found.number_done == 1


def test_a_leap_days_record_is_due_on_the_last_of_february(desk, clock, assessor, supervisor):
    laid_down(desk, assessor, "Leap Day", dt.date(2024, 2, 29), 9)
    clock.set("2030-02-27 10:00")
    assert queue(desk, supervisor).to_review == ()
    clock.set("2030-02-28 10:00")
    assert len(queue(desk, supervisor).to_review) == 1


def test_an_assessor_sees_no_queue(desk, assessor):
    for do in (retention_queue.queue, retention_queue.number_waiting):
        with pytest.raises(Refused):
            do(desk, assessor)


def test_however_many_wait_the_caseload_is_asked_as_often(desk, supervisor, records):
    def asked(use):
        said = []
        hear = lambda *it: said.append(it[2])  # noqa: E731 - it is taken away again below
        event.listen(desk.database.engine, "before_cursor_execute", hear)
        use(desk, SECOND)
        event.remove(desk.database.engine, "before_cursor_execute", hear)
        return len(said)

    uses = (disposal_approvals.queue, queue, retention_queue.number_waiting)
    retention.decide(desk, supervisor, records[0], PROPOSED)
    before = [asked(use) for use in uses]

    for case_id in records[1:3]:
        retention.decide(desk, supervisor, case_id, PROPOSED)

    assert len(disposal_approvals.queue(desk, SECOND)) == 3
    assert [asked(use) for use in uses] == before
