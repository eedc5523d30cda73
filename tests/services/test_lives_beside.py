"""Faults planted beside a case, each caught by what the lives lived at random are held to."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from tests.services.life import Life
from tests.services.life_machine_beside import come_along
from tests.services.verbs_schemes import DURHAM
from triage_app.domain import victims, working_days
from triage_app.services import arrests, attention, keeping, merging, retention, tracking
from triage_app.storage import erasing
from triage_app.storage.models import ContactAttempt, Ending, HoursEntry

SHOP, TWELVE_DAYS = 1, 12  # numbers that choose
YEARS = 366 * 6
NOBODYS = ("find_not_eligible", "write_to_officer", "offer_services", "let_go")
pytestmark = pytest.mark.parametrize("database", ["embedded"], indirect=True)


def caught(what):
    return pytest.raises(AssertionError, match=what)


def days(life, number):
    life.wait(life.desk.now() + dt.timedelta(days=number))
    life.world.must_be_told_on_today()


@pytest.fixture
def other(life):
    """Somebody else, in the same caseload."""
    other = Life(life.world, life.walk, life.tally)
    other.do("refer", 2)
    return other


def closed(life):
    for name in NOBODYS:
        life.do(name)
    return life


def test_a_victim_who_is_told_a_working_day_late_is_caught(life, monkeypatch):
    come_along(life, 1, 0)
    add = working_days.add_working_days
    monkeypatch.setattr(victims, "add_working_days", lambda day, number: add(day, number + 1))
    with caught("a victim is to know of taken_on"):
        life.do("add_victim", SHOP)


def test_an_arrest_that_calls_nobody_is_caught(life, monkeypatch):
    monkeypatch.setattr(arrests, "_is_since", lambda *_: False)
    with caught("arrested, and nobody is told"):
        life.do("arrest")


def test_a_case_that_whoever_covers_does_not_see_is_caught(life, monkeypatch):
    life.do("go_away", TWELVE_DAYS, by=life.staff[3])
    monkeypatch.setattr(attention, "covered_on", lambda *_: frozenset())
    with caught("Today of Gwen Plover lacks"):
        days(life, 1)


def test_a_deed_that_lands_in_another_case_is_caught(life, other, monkeypatch):
    add = tracking.add_contact
    monkeypatch.setattr(
        tracking, "add_contact", lambda desk, by, _, given: add(desk, by, other.case_id, given)
    )
    with caught("the timeline has"):
        life.do("try_contact")


def test_a_merge_that_loses_anothers_row_is_caught(life, other, monkeypatch):
    other.do("try_contact")
    move = merging._move_rows

    def loses(session, *people):
        session.execute(delete(ContactAttempt))
        move(session, *people)

    monkeypatch.setattr(merging, "_move_rows", loses)
    with caught("contact_attempt"):
        closed(life).do("merge", by=life.staff[3])


def test_hours_that_were_struck_out_and_count_are_caught(room, monkeypatch):
    life = room.life(DURHAM)
    come_along(life, 4, 0)
    life.do("do_hours", 4)
    strike = keeping.strike_hours

    def forgets(desk, *given):
        strike(desk, *given)
        with desk.sessions.begin() as session:
            session.execute(update(HoursEntry).values(struck="", struck_by="", struck_at=None))

    monkeypatch.setattr(keeping, "strike_hours", forgets)
    life.do("do_hours", 8)
    with caught("minutes of"):
        life.do("strike_hours")


def test_a_check_that_counts_for_another_end_is_caught(life):
    life.do("end", 0)
    life.do("decline_proceedings")
    with life.desk.sessions.begin() as session:
        session.execute(update(Ending).values(checks=1))
    with caught("a check was due"):
        days(life, 200)


@pytest.fixture
def proposed(life):
    """A record whose disposal waits for a second person."""
    days(closed(life), YEARS)
    life.do("propose_disposal", by=life.staff[2])
    return life


def test_a_disposal_that_takes_anothers_row_is_caught(life, other, proposed, monkeypatch):
    other.do("try_contact")
    erase = erasing.erase

    def takes_more(connection, case_id):
        connection.execute(delete(ContactAttempt))
        return erase(connection, case_id)

    monkeypatch.setattr(erasing, "erase", takes_more)
    with caught("contact_attempt"):
        proposed.do("dispose", by=life.staff[3])


def test_a_disposal_that_leaves_something_is_caught(life, proposed, monkeypatch):
    monkeypatch.setattr(erasing, "erase", lambda *_: [])
    with caught("rows"):
        proposed.do("dispose", by=life.staff[3])


def test_a_disposal_answered_by_whoever_proposed_it_is_caught(life, proposed, monkeypatch):
    answered = retention._answered
    monkeypatch.setattr(
        retention,
        "_answered",
        lambda session, actor, review: answered(session, replace(actor, username="x"), review),
    )
    with caught("accepted of their own"):
        proposed.do("refuse_disposal", by=life.staff[2])
