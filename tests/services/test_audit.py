import datetime as dt
from contextlib import closing

import pytest
from sqlalchemy import inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from tests.conftest import KEY
from triage_app.domain.problems import Refused
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.audit import BEGINNING, Category, Deed, broken_links
from triage_app.storage.models import AuditEntry, Case, Offence, Person, Revision, Setting
from triage_app.storage.sqlcipher import unguarded

OPENED = Deed("case.opened", Category.COLLECTION)
CHANGED = Deed("case.changed", Category.ALTERATION)
SEEN = Deed("case.seen", Category.CONSULTATION)


@pytest.fixture
def case_id(desk, assessor):
    """A case in the log: one entry."""
    with desk.sessions.begin() as session:
        person = Person(name="Rowan Pebble", telephone="01632 960111")
        case = Case(
            number="HW-1",
            person=person,
            assessor_id=assessor.id,
            state=State.REFERRED,
            scheme="dyfed-powys-2019-11",
            family="dyfed-powys",
            suite=desk.suite,
            opened=desk.today(),
            custody_record="CR/1",
            nonce="a nonce",
        )
        session.add(case)
        session.flush()
        audit.record(session, desk, assessor, OPENED, case.id, ("name",))
        return case.id


@pytest.fixture
def changed(desk, assessor, clock, case_id):
    """The same case changed and then looked at: three entries."""
    clock.advance(minutes=5)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        case.officer_name = "PC Alder"
        case.person.telephone = "01632 960222"
        audit.record(session, desk, assessor, CHANGED, case_id, ("officer",))
    audit.look(desk, assessor, SEEN, case_id, ("name",))
    return case_id


def change(desk, actor, case_id, *, logged_first=False):
    """Change the case and log it, in this order or in the wrong one."""
    with desk.sessions.begin() as session:
        if logged_first:
            audit.record(session, desk, actor, CHANGED, case_id)
        session.get_one(Case, case_id).officer_name = "PC Elm"
        if not logged_first:
            audit.record(session, desk, actor, CHANGED, case_id)


@pytest.fixture
def tamper(database):
    """Return a function that rewrites the log as somebody holding the file could."""

    def tamper(statement):
        if database.kind == "shared":
            with database.engine.begin() as connection:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                connection.execute(text(statement))
            return
        with closing(unguarded(database.path, KEY)) as bare:
            bare.execute("DROP TRIGGER audit_entry_no_update")
            bare.execute("DROP TRIGGER audit_entry_no_delete")
            bare.execute(statement)

    return tamper


def test_looks_and_changes_are_told_apart(changed, rows):
    assert [(entry.action, entry.category, entry.case_id) for entry in rows(AuditEntry)] == [
        ("case.opened", "collection", changed),
        ("case.changed", "alteration", changed),
        ("case.seen", "consultation", changed),
    ]


def test_an_entry_says_who_as_what_and_where(desk, changed, rows):
    entry = rows(AuditEntry)[1]
    assert (entry.actor, entry.role, entry.workstation) == (
        "mared.hawthorn",
        "assessor",
        desk.workstation,
    )
    assert (entry.at, entry.case_id) == (desk.now(), changed)


@pytest.mark.usefixtures("changed")
def test_the_log_names_fields_and_never_says_what_they_hold(rows):
    entries = rows(AuditEntry)
    columns = inspect(AuditEntry).columns.keys()
    written = repr([[getattr(entry, column) for column in columns] for entry in entries])

    assert entries[1].fields == ["officer", "officer_name", "telephone"]
    for value in ("Rowan", "01632", "Alder", "referred", "CR/1"):
        assert value not in written


def test_what_fields_held_before_stands_beside_the_log(changed, rows):
    kept = [
        (one.entry_id, one.case_id, one.record, one.field, one.earlier) for one in rows(Revision)
    ]
    assert sorted(kept) == [
        (2, changed, f"case:{changed}", "officer_name", ""),
        (2, changed, "person:1", "telephone", "01632 960111"),
    ]


def test_earlier_values_are_kept_though_a_query_has_flushed_them(desk, assessor, case_id, rows):
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).officer_name = "PC Alder"
        session.flush()
        session.scalars(select(Person)).all()
        audit.record(session, desk, assessor, CHANGED, case_id)

    assert [(one.field, one.earlier) for one in rows(Revision)] == [("officer_name", "")]


def test_what_a_row_held_is_kept_when_it_goes_with_its_parents_list(desk, assessor, case_id, rows):
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).offences = [Offence(code="TH68010", place="High Street")]
        audit.record(session, desk, assessor, CHANGED, case_id)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).offences = []
        audit.record(session, desk, assessor, CHANGED, case_id)

    kept = {one.field: one.earlier for one in rows(Revision) if one.record == "offence:1"}
    assert rows(Offence) == []
    assert (kept["code"], kept["place"], kept["category"]) == ("TH68010", "High Street", None)


def test_what_is_changed_after_its_entry_stops_the_whole(desk, assessor, case_id, rows):
    with pytest.raises(RuntimeError, match="officer_name"):
        change(desk, assessor, case_id, logged_first=True)

    assert rows(Case)[0].officer_name == ""
    assert len(rows(AuditEntry)) == 1


def test_erasing_a_case_takes_its_values_and_leaves_the_log(desk, auditor, changed, rows):
    with desk.sessions.begin() as session:
        session.execute(text('DELETE FROM "case" WHERE id = :id'), {"id": changed})

    assert not rows(Revision)
    assert len(rows(AuditEntry)) == 3
    assert broken_links(desk, auditor) == []


def test_digests_are_keyed_by_a_nonce_that_dies_with_the_case(desk, assessor, changed, rows):
    with desk.sessions.begin() as session:
        session.execute(update(Case).values(nonce="another"))
    change(desk, assessor, changed)
    with desk.sessions.begin() as session:
        session.execute(update(Case).values(nonce="a nonce", officer_name="PC Alder"))
    change(desk, assessor, changed)

    made, _, looked, under_another, under_its_own = (one.content_digest for one in rows(AuditEntry))
    assert looked == ""
    assert len({made, under_another, under_its_own}) == 3


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET actor = 'nobody' WHERE id = 1", [1]),
        ("UPDATE audit_entry SET fields = '[]' WHERE id = 2", [2]),
        ("UPDATE audit_entry SET at = '2026-05-11 09:31:00.000000' WHERE id = 2", [2]),
        ("UPDATE audit_entry SET recipient = 'nobody' WHERE id = 3", [3]),
        ("DELETE FROM audit_entry WHERE id = 1", [2]),
        ("DELETE FROM audit_entry WHERE id = 2", [3]),
        ("DELETE FROM audit_entry WHERE id = 3", [3]),
        ("DELETE FROM audit_entry", [1]),
        ("UPDATE audit_entry SET id = id + 10 WHERE id = 3", [13]),
    ],
)
def test_a_rewritten_log_shows_where(desk, auditor, tamper, statement, broken):
    assert broken_links(desk, auditor) == []
    tamper(statement)
    assert broken_links(desk, auditor) == broken


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'nobody'",
        "DELETE FROM audit_entry",
        "UPDATE revision SET earlier = 'nothing'",
    ],
)
@pytest.mark.usefixtures("changed")
def test_the_log_is_append_only(desk, rows, statement):
    with (
        pytest.raises(DatabaseError, match=r"append-only|not authorized"),
        desk.sessions.begin() as session,
    ):
        session.execute(text(statement))

    assert [entry.actor for entry in rows(AuditEntry)] == ["mared.hawthorn"] * 3


@pytest.mark.usefixtures("changed")
def test_the_chain_cannot_fork(desk, rows):
    last = rows(AuditEntry)[-1]
    fork = {
        name: getattr(last, name) for name in [column.key for column in inspect(AuditEntry).columns]
    }
    with pytest.raises(DatabaseError, match="previous"), desk.sessions.begin() as session:
        session.add(AuditEntry(**fork | {"id": 99, "seal": "another"}))


def test_the_first_entry_follows_from_nothing(case_id, rows):
    assert (rows(AuditEntry)[0].id, rows(AuditEntry)[0].previous) == (case_id, BEGINNING)


def test_a_clock_put_back_stops_the_work_and_says_when_it_was_last_right(
    desk, assessor, clock, changed, rows
):
    clock.set("2026-05-11 09:30")

    with pytest.raises(Refused) as refused:
        change(desk, assessor, changed)

    assert refused.value.code == "audit.clock_behind"
    assert refused.value.values["last"] == "11/05/2026 09:35"
    assert rows(Case)[0].officer_name == "PC Alder"


def test_a_clock_put_right_by_a_second_stops_nothing(desk, assessor, auditor, clock, changed, rows):
    clock.advance(seconds=-1)
    audit.look(desk, assessor, SEEN, changed)
    assert rows(AuditEntry)[-1].at == rows(AuditEntry)[-2].at
    assert broken_links(desk, auditor) == []


def test_where_the_log_cannot_be_written_the_thing_is_not_done(desk, assessor, changed, rows):
    with desk.sessions.begin() as session:
        session.delete(session.get_one(Setting, audit.HEAD))

    with pytest.raises(Refused, match=r"audit\.cannot_be_written"):
        change(desk, assessor, changed)

    assert rows(Case)[0].officer_name == "PC Alder"


def test_a_disclosure_names_its_recipient(desk, assessor, case_id):
    sent = Deed("paper.sent", Category.DISCLOSURE)
    with pytest.raises(ValueError, match="recipient"), desk.sessions.begin() as session:
        audit.record(session, desk, assessor, sent, case_id)


def test_a_moment_comes_back_with_its_zone(changed, rows, clock):
    assert rows(AuditEntry)[changed].at == clock.now
    assert rows(AuditEntry)[changed].at.tzinfo is dt.UTC


def test_only_an_auditor_checks_the_log(desk, assessor):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        broken_links(desk, assessor)


def entries(desk):
    with desk.sessions() as session:
        every = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.case_id) for one in every]


def test_looks_made_together_are_each_an_entry_of_one_unbroken_chain(desk, assessor, case_id):
    other = Deed("case.looked_closer", Category.CONSULTATION)
    before = entries(desk)

    with audit.together(desk):
        audit.look(desk, assessor, SEEN, case_id, ("name",))
        with audit.together(desk):
            audit.look(desk, assessor, other, case_id)
        assert entries(desk) == before  # one write, at the end of the outermost

    assert entries(desk) == [*before, (SEEN.action, case_id), (other.action, case_id)]
    audit.look(desk, assessor, SEEN, case_id)
    assert len(entries(desk)) == len(before) + 3
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []


def test_what_was_read_before_something_was_refused_is_logged(desk, assessor, case_id):
    before = entries(desk)

    def look_and_be_refused():
        with audit.together(desk):
            audit.look(desk, assessor, SEEN, case_id)
            raise Refused("casefile.not_here")

    with pytest.raises(Refused, match=r"casefile\.not_here"):
        look_and_be_refused()

    assert entries(desk) == [*before, (SEEN.action, case_id)]


def test_looks_that_cannot_be_written_are_refused_at_the_end(desk, assessor, clock, case_id):
    before = entries(desk)
    clock.advance(days=-1)

    with pytest.raises(Refused, match=r"audit\.clock_behind"), audit.together(desk):
        audit.look(desk, assessor, SEEN, case_id)

    assert entries(desk) == before
