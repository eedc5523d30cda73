"""The practice caseload on another day: the same case, the same hours, a log that holds."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.practice.conftest import MADE
from triage_app.domain.problems import Refused
from triage_app.practice.shifting import Move, shift_to
from triage_app.services import attention, audit, signin
from triage_app.services.desk import LONDON
from triage_app.services.opening import PRACTICE_KEY, files_of
from triage_app.storage import sqlcipher
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Appointment, AuditEntry, Base, Case, Contract, Person, Setting

DAY = dt.timedelta(days=1)


def shift(config, now):
    return shift_to(files_of(config).database, PRACTICE_KEY, now)


def everything(config):
    """Return every row of every table."""
    database = open_embedded(files_of(config).database, PRACTICE_KEY)
    with database.sessions() as session:
        held = {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }
    database.close()
    return held


def local_hours(desk):
    with desk.sessions() as session:
        rows = session.scalars(select(Appointment).order_by(Appointment.id))
        return [one.starts.astimezone(LONDON).time() for one in rows]


def test_every_date_moves_and_the_log_still_holds(practice, opened):
    before = everything(practice)

    desk = opened(practice, MADE + 9 * DAY)

    with desk.sessions() as session:
        assert audit.broken_entries(session) == []
        released = session.scalar(select(Case.released).order_by(Case.id).limit(1))
        ends = session.scalar(select(Contract.ends).order_by(Contract.id).limit(1))
    names = [one.name for one in Base.metadata.tables["case"].columns]
    assert released == before["case"][0][names.index("released")] + 9 * DAY
    names = [one.name for one in Base.metadata.tables["contract"].columns]
    assert ends == before["contract"][0][names.index("ends")] + 9 * DAY


def test_days_in_json_move_with_the_rest_but_nobodys_birth_does(practice):
    before = everything(practice)
    shift(practice, MADE + 9 * DAY)
    after = everything(practice)

    (column,) = (
        number
        for number, one in enumerate(Base.metadata.tables["contract"].columns)
        if one.name == "snapshot"
    )
    old, new = (
        next(row[column] for row in held["contract"] if row[column]) for held in (before, after)
    )
    moved = dt.date.fromisoformat(old["ends"]) + 9 * DAY
    assert new["ends"] == moved.isoformat()
    assert after["person"] == before["person"]


def test_hours_stay_the_hours_of_the_suite_when_the_clocks_change(practice, opened):
    shift(practice, MADE)
    winter = opened(practice, MADE)
    hours = local_hours(winter)
    winter.database.close()

    summer = opened(practice, MADE + 140 * DAY)

    assert local_hours(summer) == hours


def test_a_moment_in_json_keeps_its_hour_too():
    move = Move(140, MADE, MADE + 140 * DAY)
    held = {"first_meeting": "2026-12-01T10:00:00+00:00", "on": "2026-12-01", "born": "1990-01-02"}
    assert move.inside([held]) == [
        {"first_meeting": "2027-04-20T09:00:00+00:00", "on": "2027-04-20", "born": "1990-01-02"}
    ]


def test_words_and_numbers_in_json_stay():
    held = {"n": 3, "said": "2026-12-01 or so", "none": None, "code": "2026-11"}
    assert Move(5, MADE, MADE).inside(held) == held


def test_to_move_twice_is_to_move_once_by_the_sum(practice, made, folder):
    copy = type(practice)(data=folder / "again", practice=True)
    copy.data.mkdir()
    files_of(copy).database.write_bytes((made / "practice.db").read_bytes())

    assert shift(practice, MADE + 30 * DAY) == 30
    assert shift(practice, MADE + 47 * DAY) == 17
    assert shift(copy, MADE + 47 * DAY) == 47

    assert everything(practice) == everything(copy)


def test_on_the_same_day_nothing_changes(practice):
    before = everything(practice)
    assert shift(practice, MADE + dt.timedelta(hours=3)) == 0
    assert everything(practice) == before


def test_nobody_is_locked_out_by_opening_it_earlier_in_the_day(practice, opened):
    evening = opened(practice, MADE + dt.timedelta(hours=9))
    ann = signin.practise_as(evening, "ann.rees")
    attention.morning(evening, ann)
    signin.sign_out(evening, ann)
    now = MADE + DAY - dt.timedelta(hours=3)

    morning = opened(practice, now)
    attention.morning(morning, signin.practise_as(morning, "ann.rees"))

    with morning.sessions() as session:
        assert audit.broken_entries(session) == []
        assert max(session.scalars(select(AuditEntry.at))) == now


def test_nobody_is_locked_out_by_a_clock_put_back(practice, opened):
    now = MADE - 2 * DAY
    desk = opened(practice, now)
    attention.morning(desk, signin.practise_as(desk, "ann.rees"))
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []
        assert max(session.scalars(select(AuditEntry.at))) == now


def test_the_guards_stand_again_afterwards(practice):
    shift(practice, MADE + DAY)
    bare = sqlcipher.unguarded(files_of(practice).database, PRACTICE_KEY)
    with pytest.raises(sqlcipher.dbapi2.IntegrityError, match="append-only"):
        bare.execute("UPDATE audit_entry SET actor = 'x'")
    bare.close()


def test_a_caseload_that_says_it_is_real_is_never_moved(practice):
    database = open_embedded(files_of(practice).database, PRACTICE_KEY)
    with database.sessions.begin() as session:
        session.get_one(Setting, "caseload.kind").value = "real"
    database.close()
    before = everything(practice)

    with pytest.raises(Refused, match=r"safekeeping\.real_is_not_practice"):
        shift(practice, MADE + DAY)

    assert everything(practice) == before


def test_people_keep_their_names_and_numbers(practice, opened):
    desk = opened(practice, MADE + 3 * DAY)
    with desk.sessions() as session:
        assert "Jac O’Wrenby-Birch" in set(session.scalars(select(Person.name)))
