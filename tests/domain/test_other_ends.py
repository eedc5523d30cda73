"""Every state against every end, and what a scheme may say of each."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.documents.samples import SCHEME
from triage_app.domain import other_ends
from triage_app.domain.other_ends import (
    EVENTS,
    NOBODY_WAITS,
    TELLS,
    End,
    Given,
    NewOfficer,
    Who,
    back_to,
    officer_problems,
    possible_from,
    problems_in,
    scheme_faults,
)
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role
from triage_app.domain.workflow import (
    BEFORE_CONTRACT,
    ENDINGS,
    MOVES,
    REOPENED,
    Event,
    State,
    advance,
)

OPENED, TODAY = dt.date(2026, 5, 1), dt.date(2026, 5, 11)
GIVEN = Given(End.MOVED_AWAY, TODAY, "Their sister rang.")
UNDER_WAY = {*BEFORE_CONTRACT, State.LIVE, State.BREACH_PROPOSED}
ALIVE = {*UNDER_WAY, State.RETURNED, State.COMPLETED, State.NOT_TAKEN_ON}


def codes(found):
    return [(one.field, one.code) for one in found]


def test_every_end_is_one_event_and_no_event_is_another_end():
    assert {*EVENTS} == {*End}
    assert {*ENDINGS} == {*EVENTS.values()}


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("state", State)
def test_each_end_happens_from_the_states_in_which_it_can(state, end):
    where = ALIVE if end is End.DIED else UNDER_WAY
    assert (end in possible_from(state)) is (state in where)
    if state in where:
        assert advance(state, EVENTS[end], Role.ASSESSOR) is State.ENDED
    else:
        with pytest.raises(Refused, match="no_such_move"):
            advance(state, EVENTS[end], Role.ASSESSOR)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_does_no_casework_ends_no_case(role):
    with pytest.raises(Refused, match="not_your_role"):
        advance(State.LIVE, Event.DIED, role)


def test_a_case_that_ended_goes_back_or_is_closed_and_nowhere_else_but_by_reopening():
    gone = {target for (state, event), (target, _) in MOVES.items()
            if state is State.ENDED and event not in REOPENED.values()}  # fmt: skip
    assert gone == {State.RETURNED, State.CLOSED}


@pytest.mark.parametrize("target", REOPENED)
def test_a_closed_case_is_reopened_to_where_it_stood_by_a_supervisor_alone(target):
    assert advance(State.CLOSED, REOPENED[target], Role.SUPERVISOR) is target
    with pytest.raises(Refused, match="not_your_role"):
        advance(State.CLOSED, REOPENED[target], Role.ASSESSOR)


@pytest.mark.parametrize(
    ("kind", "ended_from", "target"),
    [
        ("completed", State.LIVE, State.COMPLETED),
        ("returned", State.BREACH_PROPOSED, State.RETURNED),
        ("withdrawn", State.LIVE, State.RETURNED),
        ("services", State.ASSESSED, State.ASSESSED),
        *((end, State.LIVE, State.LIVE) for end in End),
        (End.DIED, State.RETURNED, State.RETURNED),
    ],
)
def test_a_case_goes_back_to_where_it_stood(kind, ended_from, target):
    assert back_to(kind, ended_from) is target


def test_nothing_is_reopened_to_an_end():
    with pytest.raises(Refused, match="cannot_reopen"):
        back_to(End.DIED, State.ENDED)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"end": None}, [("end", "problem.choose")]),
        ({"end": "abducted"}, [("end", "problem.choose")]),
        ({"day": None}, [("day", "problem.missing")]),
        ({"day": TODAY + dt.timedelta(days=1)}, [("day", "problem.in_future")]),
        ({"day": OPENED}, []),
        ({"day": OPENED - dt.timedelta(days=1)}, [("day", "tracking.before_it_began")]),
        ({"reason": " \n"}, [("reason", "problem.missing")]),
        ({"reason": "x" * 900}, []),
        ({"reason": "x" * 901}, [("reason", "problem.too_long")]),
        ({"end": End.TRANSFERRED}, [("to_whom", "problem.missing")]),
        ({"end": End.TRANSFERRED, "to_whom": "y" * 121}, [("to_whom", "problem.too_long")]),
        ({"end": End.TRANSFERRED, "to_whom": "Heddlu Gwent"}, []),
    ],
)
def test_an_end_has_its_day_and_its_reason(changes, found):
    told = problems_in(replace(GIVEN, **changes), {*End}, OPENED, TODAY)
    assert codes(told) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"name": ""}, [("officer_name", "problem.missing")]),
        ({"email": "pc.heron"}, [("officer_email", "endings.not_an_address")]),
        ({"number": "1" * 121}, [("officer_number", "problem.too_long")]),
        ({"since": OPENED - dt.timedelta(days=1)}, [("since", "tracking.before_it_began")]),
        ({"told": ""}, [("told_them", "problem.missing")]),
    ],
)
def test_a_new_officer_has_a_name_a_day_and_has_been_told_something(changes, found):
    given = replace(NewOfficer("PC Heron", "0931", "", TODAY, "The last day"), **changes)
    assert codes(officer_problems(given, OPENED, TODAY)) == found


# ── What a scheme says ───────────────────────────────────────────────────────────────────────


def with_end(code, **changes):
    return tuple(replace(one, **changes) if one.code == code else one for one in SCHEME.ends)


def test_the_schemes_own_ends_are_sound():
    assert codes(scheme_faults(SCHEME.ends, contract=True)) == []


@pytest.mark.parametrize(
    ("ends", "contract", "field"),
    [
        (SCHEME.ends[1:], True, "ends.moved_away"),
        (with_end("died", returns=True), True, "ends.died.returns"),
        (with_end("died", papers=("officer", "participant")), True, "ends.died.papers"),
        (with_end("died", services_go_on=True), True, "ends.died.papers"),
        (with_end("in_prison", papers=()), True, "ends.in_prison.papers"),
        (with_end("in_prison", papers=("officer", "crow")), True, "ends.in_prison.papers"),
        (with_end("transferred", papers=("officer",)), True, "ends.transferred.papers"),
        (with_end("under_age", papers=("officer", "receiver")), True, "ends.under_age.papers"),
        (SCHEME.ends, False, "ends.moved_away.returns"),
    ],
)
def test_an_end_cannot_say_two_things(ends, contract, field):
    assert field in [one.field for one in scheme_faults(ends, contract=contract)]


def test_an_end_that_no_rule_knows_is_named():
    strange = (*SCHEME.ends, replace(SCHEME.ends[0], code="abducted"))
    assert "unknown_code" in [one.code for one in scheme_faults(strange, contract=True)]


def test_whom_to_tell_is_said_of_every_end_and_the_co_ordinator_of_each_of_them():
    assert {*TELLS} == {"completed", "returned", "withdrawn", *End}
    assert all(Who.COORDINATOR in TELLS[one] for one in ("returned", *End))
    assert all(Who.PARTNER in TELLS[one] for one in ("completed", "returned", *End))
    assert set(other_ends.NOT_COUNTED) <= NOBODY_WAITS
