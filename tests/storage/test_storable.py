"""What no database takes reaches none, whichever way it goes in; and both keep the same."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from triage_app.domain.storable import storable
from triage_app.storage.models import Draft, Member, Person

BAD, GOOD = "Al\x00der\ud83d B🦆rook\x00", "Alder B🦆rook"


@pytest.fixture
def names(database):
    def names():
        with database.sessions() as session:
            return list(session.scalars(select(Person.name).order_by(Person.id)))

    return names


def test_a_row_says_at_once_what_is_kept_of_it(database, names):
    with database.sessions.begin() as session:
        row = Person(name=BAD)
        session.add(row)
        session.flush()
        assert row.name == GOOD
        row.name = f"{BAD}s"
        session.flush()
        assert row.name == f"{GOOD}s"
    assert names() == [f"{GOOD}s"]


def test_nor_does_it_go_in_past_the_rows(database, names):
    with database.sessions.begin() as session:
        session.execute(insert(Person), [{"name": "Rowan"}, {"name": BAD}])
        session.execute(update(Person).where(Person.name == "Row\x00an").values(name=f"\x00{BAD}"))
        session.execute(text("UPDATE person SET name = :name || name"), {"name": "\udc00+"})
    assert names() == [f"+{GOOD}", f"+{GOOD}"]


def test_who_is_looked_for_by_it_is_found(database):
    with database.sessions.begin() as session:
        session.add(Person(name=GOOD))
        assert session.scalars(select(Person).where(Person.name == BAD)).one().name == GOOD
        assert session.scalars(select(Person).where(Person.name.in_([BAD, "x"]))).all()


def test_a_draft_is_kept_whatever_was_typed(database, clock):
    with database.sessions.begin() as session:
        member = session.scalars(select(Member.id)).first()
        session.add(
            Draft(
                member_id=member,
                form="referral",
                about="\x00new",
                content={"name": BAD},
                kept_at=clock(),
            )
        )
    with database.sessions() as session:
        kept = session.scalars(select(Draft)).one()
        assert (kept.about, storable(kept.content["name"])) == ("new", GOOD)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(), max_size=30), min_size=5, max_size=30))
def test_whatever_is_pasted_is_kept_as_far_as_anybody_can_see(database, typed):
    with database.sessions.begin() as session:
        rows = [Person(name=one) for one in typed]
        session.add_all(rows)
        session.flush()
        kept = session.scalars(select(Person.name).where(Person.id.in_([one.id for one in rows])))
        assert sorted(kept) == sorted(map(storable, typed))
