"""Checks on re-offending: due for closed cases too, made once, counted by the definition stated."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta

from tests.services.verbs_after import (
    closed,
    ended_on,
    nothing_found,
    something_found,
    wait,
)
from tests.services.verbs_tracking import running
from triage_app.domain.attention import Kind, Lateness
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.reoffending import LaterOffence, Looked
from triage_app.services import attention, putting_off, reoffending
from triage_app.storage.models import AuditEntry, Case, Ending, FoundOffence, ReoffendingCheck


@pytest.fixture
def case_id(desk, clock, assessor, supervisor):
    return closed(desk, clock, assessor, supervisor)


@pytest.fixture
def over(desk, clock, case_id):
    """Return a function that lets a period after the end be over."""

    def over(months, **more):
        day = ended_on(desk, case_id) + relativedelta(months=months)
        wait(clock, day, **more)
        return day

    return over


def called(desk, actor):
    return [one for one in attention.attention(desk, actor) if one.due.kind is Kind.REOFFENDING]


def test_a_check_is_on_the_list_from_the_day_its_period_is_over(desk, assessor, case_id, over):
    over(6, days=-1)
    assert called(desk, assessor) == []

    day = over(6)

    (row,) = called(desk, assessor)
    assert (row.case_id, row.due.values["n"], row.due.step) == (case_id, 6, "outcome")
    assert row.due.day == day + dt.timedelta(days=28)


def test_a_check_nobody_made_is_overdue_and_stands_on_the_supervisors_list_too(
    desk, assessor, supervisor, over
):
    over(6, days=29)

    for actor in (assessor, supervisor):
        (row,) = called(desk, actor)
        assert row.due.lateness is Lateness.OVERDUE


def test_the_list_of_the_case_itself_says_the_same(desk, assessor, case_id, over):
    over(6)

    (due,) = attention.due_in(desk, assessor, case_id)
    assert due == called(desk, assessor)[0].due


def test_a_closed_case_has_no_time_left_to_charge_on_today(desk, assessor, over):
    over(6)

    assert attention.morning(desk, assessor).times == ()


def test_a_check_is_recorded_once_and_the_next_waits_for_its_own_day(
    desk, assessor, case_id, over, rows
):
    over(6)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))

    assert called(desk, assessor) == []
    with pytest.raises(Refused) as refused:
        reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))
    assert refused.value.code == "reoffending.recorded_already"
    over(12)
    assert [row.due.values["n"] for row in called(desk, assessor)] == [12]
    assert [one.months for one in rows(ReoffendingCheck)] == [6]
    assert rows(Ending)[0].checks == 1


def test_after_the_last_check_nobody_is_asked_again(desk, assessor, case_id, over):
    for months in (6, 12, 24):
        over(months)
        reoffending.record(desk, assessor, case_id, nothing_found(desk, months))

    over(120)
    assert called(desk, assessor) == []
    seen = reoffending.view(desk, assessor, case_id)
    assert (seen.months, [one.months for one in seen.made]) == (None, [6, 12, 24])


def test_an_offence_found_is_kept_with_its_day_and_what_shows_it(
    desk, assessor, case_id, over, rows
):
    over(6)
    day = ended_on(desk, case_id) + dt.timedelta(days=40)
    reoffending.record(desk, assessor, case_id, something_found(desk, 6, day))

    (found,) = rows(FoundOffence)
    assert (found.day, found.proof, found.what) == (day, "charge", "Theft from a shop")
    (made,) = reoffending.view(desk, assessor, case_id).made
    assert made.offended


def test_what_only_led_to_an_arrest_is_kept_and_does_not_count(desk, assessor, case_id, over):
    over(6)
    day = ended_on(desk, case_id) + dt.timedelta(days=40)
    reoffending.record(desk, assessor, case_id, something_found(desk, 6, day, "arrest"))

    (made,) = reoffending.view(desk, assessor, case_id).made
    assert (made.found, made.offended) == (True, False)


def test_what_comes_to_light_later_counts_for_the_period_it_was_committed_in(
    desk, assessor, supervisor, case_id, over
):
    over(6)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))
    assert [one.offended for one in reoffending.figures(desk, supervisor)] == [0]
    over(12)
    early = ended_on(desk, case_id) + dt.timedelta(days=40)
    reoffending.record(desk, assessor, case_id, something_found(desk, 12, early))

    counted = reoffending.figures(desk, supervisor)

    assert [(one.months, one.due, one.checked, one.offended) for one in counted] == [
        (6, 1, 1, 1),
        (12, 1, 1, 1),
    ]


def test_another_offence_is_added_to_a_check_that_was_made(desk, assessor, case_id, over):
    over(6)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))
    check = reoffending.view(desk, assessor, case_id).made[0].check_id
    day = ended_on(desk, case_id) + dt.timedelta(days=3)

    reoffending.add_offence(desk, assessor, check, LaterOffence(day, "conviction"))

    (made,) = reoffending.view(desk, assessor, case_id).made
    assert (made.found, made.offended) == (True, True)


def test_bad_input_changes_nothing_and_names_its_fields(desk, assessor, case_id, over, rows):
    over(6)

    with pytest.raises(Invalid) as told:
        reoffending.record(desk, assessor, case_id, Looked(6, None, None, found=None))

    assert [one.field for one in told.value.problems] == ["checked_on", "source", "found"]
    assert rows(ReoffendingCheck) == []


def test_of_a_case_that_goes_on_nothing_is_asked(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)

    assert reoffending.view(desk, assessor, case_id) is None
    with pytest.raises(Refused):
        reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))


def test_who_may_not_see_cases_may_not_check(desk, administrator, assessor, case_id):
    with pytest.raises(Refused):
        reoffending.view(desk, administrator, case_id)
    with pytest.raises(Refused):
        reoffending.record(desk, administrator, case_id, nothing_found(desk, 6))
    with pytest.raises(Refused):
        reoffending.figures(desk, assessor)


def test_checks_and_looks_are_logged_by_the_names_of_fields(desk, assessor, case_id, over, rows):
    over(6)
    reoffending.view(desk, assessor, case_id)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))

    looked, made = rows(AuditEntry)[-2:]
    assert (looked.action, made.action) == ("reoffending.seen", "reoffending.checked")
    assert {"source", "found"} <= set(made.fields)


def test_other_peoples_checks_stay_off_an_assessors_list(desk, assessor, over, rows):
    over(6)
    with desk.sessions.begin() as session:
        session.get_one(Case, rows(Case)[0].id).assessor_id = 2

    assert called(desk, assessor) == []


def test_a_check_that_is_put_off_says_so_on_the_list_and_comes_back(
    desk, assessor, case_id, over, clock
):
    over(6)
    until = desk.today() + dt.timedelta(days=3)
    due = called(desk, assessor)[0].due
    putting_off.put_off(desk, assessor, case_id, due, (until, "The bureau answers on Thursday"))

    (row,) = called(desk, assessor)
    assert row.due.lateness is Lateness.PUT_OFF
    wait(clock, until, days=1)
    (row,) = called(desk, assessor)
    assert row.due.lateness is not Lateness.PUT_OFF
