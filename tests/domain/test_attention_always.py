"""Whatever the case and whatever the day: nothing without a next thing, no time limit unseen."""

import datetime as dt
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.kept_contracts import (
    course,
    first,
    first_meeting,
    met,
    sessions,
    volunteering,
)
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.attention import Kind
from triage_app.domain.compliance import Attendance, Reoffence
from triage_app.domain.occasion import OF_NEEDS
from triage_app.domain.roles import Role
from triage_app.domain.watched import (
    Drafted,
    Ended,
    Left,
    Letter,
    Proposed,
    TimeToCharge,
    Watched,
)
from triage_app.domain.workflow import OPEN, State
from triage_app.reference import load_schemes

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
moments = st.datetimes(
    dt.datetime(2026, 1, 1),  # noqa: DTZ001 - the zone is the next argument
    dt.datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
marks = st.none() | st.sampled_from(Attendance)
first_meetings = st.lists(
    st.builds(lambda it, mark: first_meeting(it.month, min(it.day, 28), mark), days, marks),
    max_size=3,
).map(tuple)
ends = st.builds(Ended, days, st.booleans(), st.none() | days, st.just(None))
meetings = st.lists(
    st.builds(lambda it, mark: met(1, it.month, min(it.day, 28), mark), days, marks), max_size=3
).map(tuple)
courses = st.builds(
    lambda meetings, minutes, reoffences: course(
        first(), sessions(*meetings), volunteering(minutes), reoffences=reoffences
    ),
    meetings,
    st.integers(0, 2400),
    st.lists(st.builds(Reoffence, days, days), max_size=2),
)
cases = st.builds(
    Watched,
    state=st.sampled_from(sorted(OPEN)),
    opened=days,
    time=st.builds(TimeToCharge, st.none() | days),
    released=st.none() | moments,
    decided_on=st.none() | days,
    authorised=st.booleans(),
    first_meetings=first_meetings,
    assessment_touched=st.none() | moments,
    assessed_on=st.none() | days,
    reassessed=st.frozensets(st.sampled_from(OF_NEEDS[1:])),
    draft=st.none() | st.builds(Drafted, days, st.booleans()),
    course=courses,
    letters=st.lists(
        st.builds(Letter, st.sampled_from([it.code for it in SCHEME.ladder]), days), max_size=2
    ).map(tuple),
    breach=st.none() | st.builds(Proposed, moments, st.just("Mared Hawthorn")),
    ended=st.none() | ends,
    left=st.none() | st.builds(Left, days, st.booleans(), st.none() | st.booleans()),
    last_heard=st.none() | days,
)


@given(case=cases, now=moments)
def test_nothing_open_is_ever_without_a_next_thing(case, now):
    assume(case.state is not State.ENDED or case.ended)  # it came there by an ending
    assert attention.due(case, SCHEME, now)


@given(case=cases, ahead=st.integers(-400, 28), last=days)
def test_no_time_limit_passes_unseen(case, ahead, last):
    now = dt.datetime.combine(last - dt.timedelta(days=ahead), dt.time(12), dt.UTC)
    limited = replace(case, time=TimeToCharge(last))

    listed = attention.calls(attention.due(limited, SCHEME, now))

    assert [one for one in listed if one.kind is Kind.CHARGE]


@given(case=cases, now=moments)
def test_the_list_and_its_counts_agree(case, now):
    dues = attention.due(case, SCHEME, now)

    counted = attention.counts(dues)

    assert sum(counted.values()) == len(attention.calls(dues))


@given(case=cases, now=moments)
def test_both_roles_see_the_same_things_whoever_is_to_do_them(case, now):
    dues = attention.due(case, SCHEME, now)

    seen = [attention.seen_by(dues, role) for role in (Role.ASSESSOR, Role.SUPERVISOR)]

    assert sorted(one.code for one in seen[0]) == sorted(one.code for one in seen[1])


@given(case=cases, now=moments)
def test_what_is_overdue_stands_first_and_what_waits_last(case, now):
    dues = attention.calls(attention.due(case, SCHEME, now))

    bands = [one.lateness for one in dues]

    assert bands == sorted(bands)
