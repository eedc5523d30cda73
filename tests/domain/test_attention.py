"""One engine says what needs doing, for whom and by when, and nothing falls through it."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.attention_facts import SCHEME, TODAY, away, back, kinds, the
from tests.domain.kept_contracts import (
    ENDS,
    MIDDLE,
    course,
    first,
    first_meeting,
    met,
    on,
    sessions,
    watched,
)
from triage_app.domain import attention, calling_ended
from triage_app.domain.attention import Kind
from triage_app.domain.journey import StepCode
from triage_app.domain.lateness import Lateness
from triage_app.domain.roles import Role
from triage_app.domain.watched import (
    Arrest,
    Drafted,
    Ended,
    Left,
    Proposed,
    TimeToCharge,
)
from triage_app.domain.workflow import State


def test_the_kinds_of_the_engine_are_the_kinds_the_scheme_gives_days_to():
    assert set(SCHEME.attention) == set(Kind)


def test_every_kind_has_a_line_in_the_table():
    assert {watch.kind for watch in attention.TABLE} == set(Kind)


def test_the_scheme_lists_every_kind_by_its_urgency():
    assert sorted(SCHEME.urgency) == sorted(Kind)


def test_the_order_of_what_is_overdue_is_the_schemes():
    late = watched(
        state=State.RETURNED, ended=Ended(on=back(60)), time=TimeToCharge(back(1), back(2))
    )
    turned = replace(SCHEME, urgency=SCHEME.urgency[::-1])

    said = [
        [
            one.code
            for one in attention.due(late, scheme, MIDDLE)
            if one.lateness is Lateness.OVERDUE
        ]
        for scheme in (SCHEME, turned)
    ]

    assert said[0][0] == "charge_passed"
    assert said[0] == said[1][::-1]


@pytest.mark.parametrize(
    ("safe", "code"),
    [(122, "safe_day"), (121, "safe_day_short"), (60, "safe_day_short"), (59, "safe_day_none")],
)
def test_the_last_day_to_sign_a_safe_term_is_watched_before_the_contract(safe, code):
    time = TimeToCharge(TODAY + dt.timedelta(safe + 28), None, TODAY + dt.timedelta(safe))
    case = watched(state=State.ASSESSED, course=None, time=time)

    assert [one for one in kinds(case, listed=False) if one.startswith("safe")] == [code]


def test_the_last_day_to_charge_calls_from_28_days_before_it():
    last = TODAY + dt.timedelta(days=28)

    assert kinds(watched(time=TimeToCharge(last))) == ["charge"]
    assert kinds(watched(time=TimeToCharge(last + dt.timedelta(days=1)))) == []


def test_a_term_past_the_safe_day_calls_at_once():
    time = TimeToCharge(ENDS + dt.timedelta(days=27), None, ENDS - dt.timedelta(days=1))

    assert kinds(watched(time=time)) == ["charge_unsafe"]


def test_a_last_day_passed_comes_before_everything_else():
    case = watched(
        state=State.RETURNED, ended=away(), time=TimeToCharge(back(1)), unanswered_printing=on(1, 1)
    )

    assert kinds(case)[0] == "charge_passed"


def test_proceedings_are_asked_after_before_the_last_working_day():
    last = TODAY + dt.timedelta(days=5)
    case = watched(state=State.RETURNED, ended=away(), time=TimeToCharge(last, last))

    assert the("proceedings", case).day == last


def test_the_window_for_the_first_meeting_closes_72_hours_after_release():
    case = watched(state=State.CONSENTED, course=None, released=on(8, 2, 20))

    due = the("booking", case)

    assert due.moment == on(8, 5, 20)
    assert due.lateness is Lateness.SOON


def test_what_is_due_an_hour_ago_is_overdue():
    case = watched(state=State.CONSENTED, course=None, first_meetings=(first_meeting(8, 3),))

    assert the("assessment", case, on(8, 3, 10)).lateness is Lateness.OVERDUE


@pytest.mark.parametrize(
    ("days", "lateness"),
    [(-1, Lateness.OVERDUE), (0, Lateness.TODAY), (7, Lateness.SOON), (8, Lateness.LATER)],
)
def test_lateness_goes_by_the_day_in_the_suite(days, lateness):
    day = TODAY + dt.timedelta(days=days)
    case = watched(state=State.ASSESSED, course=None, draft=Drafted(day))

    assert attention.due(case, SCHEME, MIDDLE)[0].lateness is lateness


def test_what_waits_for_the_officer_is_overdue_once_its_days_are_gone():
    case = watched(state=State.COMPLETED, ended=Ended(back(15), told=True, acknowledged_on=TODAY))

    assert the("outcome", case).lateness is Lateness.OVERDUE


def test_a_new_arrest_is_looked_at_within_a_day_whichever_step_the_case_has_come_to():
    arrests = (Arrest(7, "HW/1/26", back(9), back(1)),)
    steps = {
        State.LIVE: "tracking",
        State.COMPLETED: "outcome",
        State.ELIGIBLE: "eligibility",
        State.BREACH_PROPOSED: "outcome",
    }

    for state, step in steps.items():
        due = the("arrested_again", watched(state=state, arrests=arrests))
        assert (due.step, due.field, due.day) == (step, "arrest_7", TODAY)


def test_nobody_looks_for_arrests_of_whoever_was_not_taken_on():
    case = watched(
        state=State.NOT_TAKEN_ON, left=Left(TODAY), arrests=(Arrest(1, "H", TODAY, TODAY),)
    )

    assert "arrested_again" not in kinds(case, listed=False)


def test_a_breach_waits_for_a_supervisor_and_is_the_supervisors_to_do():
    case = watched(state=State.BREACH_PROPOSED, breach=Proposed(MIDDLE, "Mared Hawthorn"))
    dues = attention.due(case, SCHEME, MIDDLE)

    assert attention.seen_by(dues, Role.ASSESSOR)[0].lateness is Lateness.WAITING
    assert attention.seen_by(dues, Role.SUPERVISOR)[0].lateness is Lateness.SOON


def test_a_contract_with_everything_done_still_has_its_end_before_it():
    assert "completion" in kinds(watched(), listed=False)


def test_a_contract_that_ends_within_14_days_unfinished_calls():
    now = on(9, 20)
    case = watched(
        course=course(first(), sessions(met(1, 9, 1), agreed=2, due=ENDS)),
        last_heard=dt.date(2026, 9, 19),
    )

    assert "unfinished" in kinds(case, now)


def test_a_closed_case_calls_for_nothing():
    assert kinds(watched(state=State.CLOSED, time=TimeToCharge(back(9))), listed=False) == []


def test_every_kind_leads_to_a_step_of_the_case():
    assert {watch.step for watch in attention.TABLE} <= set(StepCode)
    assert set(calling_ended.PAPERS.values()) <= set(StepCode)
