"""What can wait is put off with a reason, never hidden, and comes back by itself."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.kept_contracts import MIDDLE, course, first, met, sessions, watched
from triage_app.config import RESOURCES
from triage_app.domain import attention, putting_off
from triage_app.domain.attention import Kind
from triage_app.domain.compliance import Attendance
from triage_app.domain.lateness import Lateness
from triage_app.domain.putting_off import facts_of
from triage_app.domain.roles import Role
from triage_app.domain.watched import PutOff, TimeToCharge, day_of
from triage_app.reference import load_schemes

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
TODAY = day_of(MIDDLE)
SILENT = watched(last_heard=TODAY - dt.timedelta(days=20))


def days(n):
    return TODAY + dt.timedelta(days=n)


def the(case, code="silent", now=MIDDLE):
    return next(one for one in attention.due(case, SCHEME, now) if one.code == code)


def held(case, until, code="silent"):
    return replace(
        case, put_off=(PutOff(1, facts_of(the(case, code)), until, "Ann Rees", "On holiday"),)
    )


def test_what_is_put_off_stands_under_its_own_heading_with_who_and_why():
    one = the(held(SILENT, days(3)))

    assert one.lateness is Lateness.PUT_OFF
    assert (one.put_off.by, one.put_off.reason, one.put_off.until) == (
        "Ann Rees",
        "On holiday",
        days(3),
    )
    assert one.calls


def test_it_is_counted_and_not_overdue():
    dues = attention.due(held(SILENT, days(3)), SCHEME, MIDDLE)

    assert attention.counts(dues)[Lateness.PUT_OFF] == 1
    assert attention.counts(dues)[Lateness.OVERDUE] == 0


def test_on_its_day_it_calls_again():
    case = held(SILENT, days(3))

    assert the(case, now=MIDDLE + dt.timedelta(days=2)).lateness is Lateness.PUT_OFF
    assert the(case, now=MIDDLE + dt.timedelta(days=3)).lateness is Lateness.OVERDUE


def test_it_comes_back_when_the_facts_change():
    case = held(SILENT, days(10))
    changed = replace(case, last_heard=TODAY - dt.timedelta(days=16))

    assert the(changed).lateness is Lateness.OVERDUE


def test_another_miss_is_another_fact():
    missed = Attendance.MISSED_UNACCEPTABLE
    once = watched(course=course(first(), sessions(met(1, 8, 2, missed), met(2, 8, 20, None))))
    case = held(once, days(5), "ladder")
    more = course(first(), sessions(met(1, 8, 2, missed), met(2, 8, 3, missed)))

    assert the(case, "ladder").lateness is Lateness.PUT_OFF
    assert the(replace(case, course=more), "ladder_review").lateness is not Lateness.PUT_OFF


@pytest.mark.parametrize("kind", sorted(putting_off.NEVER))
def test_every_kind_that_is_never_put_off_is_one_of_the_engines(kind):
    assert kind in set(Kind)


def test_every_kind_with_a_day_of_its_own_is_one_of_the_engines():
    assert set(Kind) >= putting_off.NOT_PAST_ITS_DAY


@given(st.integers(-30, 60))
def test_nothing_of_the_time_to_charge_can_be_put_off(left):
    case = watched(time=TimeToCharge(days(left), days(left), days(left - 28)))

    for one in attention.due(case, SCHEME, MIDDLE):
        if one.kind is Kind.CHARGE:
            assert putting_off.latest(one, TODAY, days(left)) is None
        elif most := putting_off.latest(one, TODAY, days(left)):
            assert TODAY < most <= days(left)


def test_even_a_row_in_the_tables_does_not_put_off_the_time_to_charge():
    case = watched(time=TimeToCharge(days(5)))

    assert the(held(case, days(9), "charge"), "charge").lateness is Lateness.SOON


def test_nothing_waits_longer_than_a_fortnight():
    assert putting_off.latest(the(SILENT), TODAY, None) == days(14)


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (None, "On holiday", "until"),
        (TODAY, "On holiday", "until"),
        (days(15), "On holiday", "until"),
        (days(2), "   ", "reason"),
        (days(2), "x" * 901, "reason"),
    ],
)
def test_a_day_and_a_reason_are_wanted(until, reason, field):
    found = list(putting_off.problems_with(until, reason, TODAY, days(14)))

    assert [one.field for one in found] == [field]


def test_what_an_assessor_waits_for_stays_put_off_for_them():
    dues = attention.due(held(SILENT, days(3)), SCHEME, MIDDLE)

    for role in (Role.ASSESSOR, Role.SUPERVISOR):
        assert Lateness.PUT_OFF in [one.lateness for one in attention.seen_by(dues, role)]
