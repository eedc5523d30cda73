"""Who may be harmed calls before everything else, until somebody has said what is done."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.domain.kept_contracts import MIDDLE, watched
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.attention import Kind
from triage_app.domain.lateness import Lateness
from triage_app.domain.safety import REPORTED, Flag
from triage_app.domain.watched import Flagged, TimeToCharge, day_of
from triage_app.domain.workflow import OPEN, OVER, WATCHED, State
from triage_app.reference import load_schemes
from triage_app.texts import Texts

SCHEMES = load_schemes(RESOURCES / "schemes")
SCHEME = SCHEMES.version("dyfed-powys-2019-11")
TODAY = day_of(MIDDLE)
CHILD = Flagged(7, Flag.CHILD_AT_RISK, TODAY)
HARM = Flagged(8, Flag.SELF_HARM, TODAY)


def due(case, scheme=SCHEME):
    kinds = (Kind.SAFEGUARDING, Kind.FLAG, Kind.RISK)
    return [one for one in attention.due(case, scheme, MIDDLE) if one.kind in kinds]


@pytest.mark.parametrize("state", sorted(OPEN))
def test_a_report_not_recorded_calls_today_in_every_state_but_closed(state):
    (one,) = due(watched(state=state, flags=(CHILD,)))
    assert (one.code, one.field, one.day) == ("safeguarding_child_at_risk", "safety_7", TODAY)
    assert (one.calls, one.lateness) == (True, Lateness.TODAY)


def test_it_is_overdue_the_day_after_and_comes_before_the_last_day_to_charge():
    yesterday = TODAY - dt.timedelta(days=1)
    case = watched(flags=(replace(CHILD, since=yesterday),), time=TimeToCharge(yesterday))
    first, second, *_ = attention.due(case, SCHEME, MIDDLE)
    assert (first.code, second.code) == ("safeguarding_child_at_risk", "charge_passed")
    assert first.lateness is Lateness.OVERDUE


def test_a_report_or_the_reason_for_none_ends_the_call_and_what_is_done_does_not():
    assert due(watched(flags=(replace(CHILD, reported=True),))) == []
    assert due(watched(flags=(replace(CHILD, acted=True),)))


def test_any_other_flag_calls_until_it_is_said_what_is_done():
    (one,) = due(watched(flags=(HARM,)))
    assert (one.code, one.field) == ("flag_self_harm", "safety_8")
    assert one.day == TODAY + dt.timedelta(days=1)
    assert due(watched(flags=(replace(HARM, acted=True),))) == []


def test_each_flag_calls_for_itself():
    case = watched(flags=(CHILD, replace(CHILD, id=9), HARM))
    assert [one.field for one in due(case)] == ["safety_7", "safety_9", "safety_8"]


def test_the_risk_calls_from_the_schemes_days_before_its_review():
    ahead = dt.timedelta(days=SCHEME.attention[Kind.RISK])
    (one,) = due(watched(risk_review=TODAY + ahead))
    assert (one.calls, one.step, one.field) == (True, "assessment", "risk_review")
    (one,) = due(watched(risk_review=TODAY + ahead + dt.timedelta(days=1)))
    assert not one.calls
    (one,) = due(watched(risk_review=TODAY - dt.timedelta(days=1)))
    assert one.lateness is Lateness.OVERDUE


def test_the_risk_is_reviewed_for_as_long_as_a_case_is_watched_and_has_not_ended():
    for state in State:
        asked = state in WATCHED - OVER
        assert bool(due(watched(state=state, risk_review=TODAY))) is asked


def test_a_scheme_without_a_contract_watches_them_too():
    alone = SCHEMES.version("haverfordwest-women-2016-01")
    case = watched(state=State.ASSESSED, course=None, flags=(CHILD, HARM), risk_review=TODAY)
    assert len(due(case, alone)) == 3


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_flag_has_words_for_what_it_asks(language):
    texts = Texts(RESOURCES / "wording", language)
    codes = [f"flag_{one}" for one in Flag] + [f"safeguarding_{one}" for one in REPORTED]
    for code in codes:
        assert texts(f"attention.{code}")
        assert texts(f"attention.{code}_why", day=TODAY)
