"""Whoever covers has the absent one's cases on every list; it ends by itself."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.services.verbs_consent import booked
from tests.services.verbs_referral import refer
from triage_app.domain.cover import Away
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Role
from triage_app.services import cover
from triage_app.services.agenda import agenda
from triage_app.services.attention import attention
from triage_app.services.caseload import caseload
from triage_app.services.conflicts import Stale
from triage_app.services.desk import Actor
from triage_app.storage.models import Absence, AuditEntry, Member

MONDAY, FRIDAY = dt.date(2026, 5, 11), dt.date(2026, 5, 15)


@pytest.fixture
def colleague(desk):
    """Another assessor, with no case of their own."""
    with desk.sessions.begin() as session:
        row = Member(username="gwen.plover", name="Gwen Plover", role=Role.ASSESSOR)
        session.add(row)
        session.flush()
        return Actor(row.id, row.username, row.name, row.role)


def recorded(desk, supervisor, assessor, colleague, first=MONDAY, last=FRIDAY):
    return cover.record(desk, supervisor, Away(assessor.id, colleague.id, first, last))


def on_every_list(desk, actor):
    """How many rows somebody has on Today, in the caseload and in the week's agenda."""
    week = agenda(desk, actor, desk.today(), 7)
    return len(attention(desk, actor)), len(caseload(desk, actor).rows), len(week)


def test_the_absent_ones_cases_are_on_the_others_lists_too(desk, assessor, supervisor, colleague):
    booked(desk, assessor)
    assert on_every_list(desk, colleague) == (0, 0, 0)

    recorded(desk, supervisor, assessor, colleague)

    assert on_every_list(desk, colleague) == on_every_list(desk, assessor) != (0, 0, 0)
    assert {row.assessor for row in attention(desk, colleague)} == {assessor.name}


def test_cover_ends_by_itself(desk, assessor, supervisor, colleague, clock):
    refer(desk, assessor)
    recorded(desk, supervisor, assessor, colleague)

    clock.set("2026-05-15 23:59")
    assert attention(desk, colleague)
    assert cover.covering(desk, colleague) == (cover.Covering(assessor.name, FRIDAY),)
    clock.set("2026-05-16 00:01")

    assert not attention(desk, colleague)
    assert cover.covering(desk, colleague) == ()
    assert cover.absences(desk, supervisor) == ()


def test_cover_begins_on_its_day(desk, assessor, supervisor, colleague, clock):
    refer(desk, assessor)
    later = MONDAY + dt.timedelta(days=2)
    recorded(desk, supervisor, assessor, colleague, later, FRIDAY)

    assert not attention(desk, colleague)
    assert [row.is_on for row in cover.absences(desk, supervisor)] == [False]
    clock.set("2026-05-13 00:01")

    assert attention(desk, colleague)


def test_meetings_of_the_days_covered_alone_are_in_the_agenda(
    desk, assessor, supervisor, colleague
):
    booked(desk, assessor)  # the meeting is on Tuesday
    recorded(desk, supervisor, assessor, colleague, MONDAY, MONDAY)

    assert agenda(desk, colleague, MONDAY, 7) == ()
    assert len(agenda(desk, assessor, MONDAY, 7)) == 1


def test_whose_agenda_is_asked_for_shows_theirs_alone(desk, assessor, supervisor, colleague):
    booked(desk, assessor)
    recorded(desk, supervisor, assessor, colleague)

    assert agenda(desk, supervisor, MONDAY, 7, of=colleague.id) == ()


def test_an_absence_called_off_covers_no_more(desk, assessor, supervisor, colleague, rows):
    refer(desk, assessor)
    number = recorded(desk, supervisor, assessor, colleague)

    cover.call_off(desk, supervisor, (number, 1))

    assert not attention(desk, colleague)
    assert rows(Absence)[0].called_off_by == supervisor.username
    with pytest.raises(Refused, match=r"cover\.called_off_already"):
        cover.call_off(desk, supervisor, (number, 2))
    recorded(desk, supervisor, assessor, colleague)


def test_two_who_end_an_absence_at_once_are_told(desk, assessor, supervisor, colleague):
    number = recorded(desk, supervisor, assessor, colleague)
    cover.call_off(desk, supervisor, (number, 1))

    with pytest.raises(Stale):
        cover.call_off(desk, supervisor, (number, 1))


def test_nobody_is_away_twice(desk, assessor, supervisor, colleague, rows):
    recorded(desk, supervisor, assessor, colleague)

    with pytest.raises(Invalid) as invalid:
        recorded(desk, supervisor, assessor, supervisor, FRIDAY, FRIDAY)

    assert [one.code for one in invalid.value.problems] == ["cover.away_already"]
    assert len(rows(Absence)) == 1


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_takes_no_case_covers_for_nobody(desk, assessor, supervisor, role, rows):
    with desk.sessions() as session:
        other = session.scalar(select(Member.id).where(Member.role == role))

    with pytest.raises(Refused, match=r"caseload\.cannot_take"):
        cover.record(desk, supervisor, Away(assessor.id, other, MONDAY, FRIDAY))

    assert rows(Absence) == []


def test_a_supervisor_alone_records_who_is_away(desk, assessor, colleague):
    for use in (
        lambda: recorded(desk, assessor, assessor, colleague),
        lambda: cover.absences(desk, assessor),
        lambda: cover.call_off(desk, assessor, (1, 1)),
    ):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            use()


def test_who_recorded_and_ended_it_is_in_the_log(desk, assessor, supervisor, colleague, rows):
    cover.call_off(desk, supervisor, (recorded(desk, supervisor, assessor, colleague), 1))

    said = [(one.action, one.actor) for one in rows(AuditEntry) if one.action.startswith("cover.")]
    assert said == [(f"cover.{one}", supervisor.username) for one in ("recorded", "called_off")]
