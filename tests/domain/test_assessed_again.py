"""The needs are assessed again midway and at the end, on days that the scheme gives."""

import datetime as dt

import pytest

from tests.domain.kept_contracts import ENDS, SIGNED, TABLE, watched
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.compliance import Course
from triage_app.domain.lateness import Lateness
from triage_app.domain.occasion import Occasion
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
NONE = frozenset()
MIDWAY, EXIT = Occasion.MIDWAY, Occasion.EXIT
MIDWAY_DAY = SIGNED + dt.timedelta(days=SCHEME.midway_after_days)
EXIT_DAY = ENDS - dt.timedelta(days=SCHEME.exit_before_days)


def at_noon(day):
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def called(day, **changes):
    """What is on the list of the two, on a day."""
    case = watched(**{"reassessed": NONE, **changes})
    dues = attention.calls(attention.due(case, SCHEME, at_noon(day)))
    return {one.code: one for one in dues if one.code in ("midway", "exit")}


def test_each_calls_the_scheme_s_days_before_its_day_and_not_sooner():
    for code, day in (("midway", MIDWAY_DAY), ("exit", EXIT_DAY)):
        lead = dt.timedelta(days=SCHEME.attention[code])
        assert code not in called(day - lead - dt.timedelta(days=1))
        found = called(day - lead)[code]
        assert (found.day, found.step, found.field) == (day, "assessment", code)
        assert called(day)[code].lateness is Lateness.TODAY


def test_what_was_done_calls_no_more():
    late = MIDWAY_DAY + dt.timedelta(days=3)
    assert called(late)["midway"].lateness is Lateness.OVERDUE
    assert called(late, reassessed=frozenset({MIDWAY})) == {}
    assert called(EXIT_DAY, reassessed=frozenset({EXIT})) == {}


def test_once_the_last_is_due_the_one_midway_is_not_asked_for_any_more():
    assert set(called(EXIT_DAY)) == {"exit"}


def test_in_a_short_contract_there_is_only_the_last():
    short = Course(SIGNED, SIGNED + dt.timedelta(days=60), watched().course.conditions, TABLE)
    for ahead in range(60):
        assert "midway" not in called(SIGNED + dt.timedelta(days=ahead), course=short)


def test_without_a_first_assessment_there_is_nothing_to_compare():
    assert called(EXIT_DAY, assessed_on=None) == {}


@pytest.mark.parametrize("state", [State.RETURNED, State.BREACH_PROPOSED, State.CLOSED])
def test_neither_is_asked_for_where_the_contract_is_in_doubt_or_over(state):
    assert called(EXIT_DAY, state=state) == {}
