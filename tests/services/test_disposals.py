"""What was disposed of does not come back with a backup that was made before."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, event, func, insert, select

from tests.services.decrypted import pages
from tests.services.verbs_after import dispose, laid_down
from tests.services.verbs_copies import CHEAP, NAME, PHRASE, restore
from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role
from triage_app.services import audit, disposals, safekeeping, signin
from triage_app.services.desk import Actor
from triage_app.services.opening import files_of
from triage_app.storage import disposed
from triage_app.storage.disposed import BESIDE
from triage_app.storage.models import AuditEntry, Base, Case, Erased, Person

NAMES = GOES, STAYS = "Gwenllian Quillfeather", "Zebediah Marshwiggle"
SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)


@pytest.fixture
def cases(work, assessor):
    """Two closed cases whose years are over."""

    def make(desk, _):
        closed = desk.today() - relativedelta(years=7)
        return [
            laid_down(desk, assessor, name, closed, number) for number, name in enumerate(NAMES)
        ]

    return work(make)


@pytest.fixture
def backup(work, cases, tmp_path):  # noqa: ARG001 - of both cases
    """A backup of both."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return work(lambda desk, actor: safekeeping.back_up(desk, actor, folder / "b.backup")).file


def names(desk, _):
    with desk.sessions() as session:
        return list(session.scalars(select(Person.name).order_by(Person.id)))


def last_entry(desk):
    with desk.sessions() as session:
        return session.scalar(select(func.max(AuditEntry.id)))


def key_of(desk, _):
    return desk.database.key


def test_a_backup_put_back_does_not_bring_back_whom_it_was_disposed_of(
    founded, clock, work, cases, backup, supervisor
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))

    restored = restore(founded, clock, backup)

    assert restored.disposed_again == 1
    held = pages(files_of(founded).database, work(key_of)).lower()
    assert b"zebediah" in held
    assert [one for one in (b"gwenllian", b"quillfeather") if one in held] == []
    assert work(names) == [STAYS]
    assert work(disposals.number_again) == 1


def test_the_log_tells_who_put_it_back_and_what_was_disposed_of_again(
    founded, clock, work, cases, backup, supervisor
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    restore(founded, clock, backup)

    def entries(desk, _):
        with desk.sessions() as session:
            assert audit.broken_entries(session) == []
            return session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    again = [one for one in work(entries) if one.action == "retention.erased_again"]
    assert [(one.actor, one.case_id, one.fields) for one in again] == [(NAME, cases[0], [])]


def test_the_list_beside_the_backups_is_enough_where_the_machine_is_lost(
    clock, work, cases, backup, supervisor, tmp_path
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    elsewhere = Config(data=tmp_path / "another machine")

    assert restore(elsewhere, clock, backup).disposed_again == 1

    desk, _ = signin.sign_in(elsewhere, NAME, PHRASE, clock, lambda: 1.0, CHEAP)
    assert names(desk, None) == [STAYS]
    desk.database.close()


def test_the_caseload_that_stood_there_is_asked_where_its_list_was_lost(
    founded, clock, work, cases, backup, supervisor
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    files_of(founded).disposed.unlink()
    backup.with_name(BESIDE).unlink()

    assert restore(founded, clock, backup).disposed_again == 1
    assert work(names) == [STAYS]


def test_an_old_file_put_there_by_hand_is_settled_before_anybody_sees_it(
    founded, work, cases, supervisor
):
    file = files_of(founded).database
    old = file.read_bytes()
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    file.write_bytes(old)

    assert work(names) == [STAYS]


def test_a_backup_made_after_brings_nobody_back(founded, clock, work, cases, backup, supervisor):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    later = backup.with_name("later.backup")
    work(lambda desk, actor: safekeeping.back_up(desk, actor, later))

    assert restore(founded, clock, later).disposed_again == 0
    assert work(names) == [STAYS]


def test_the_list_says_nothing_of_whom_it_was(founded, work, cases, backup, supervisor):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))

    for file in (files_of(founded).disposed, backup.with_name(BESIDE)):
        held = json.loads(file.read_text())
        (one,) = held["disposed"]
        assert set(one) == {"at", "case_id", "mark"}
        assert one["case_id"] == cases[0]
        assert "uillfeather" not in file.read_text()
        assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_list_is_named_before_anything_is_changed(
    founded, clock, work, cases, backup, supervisor
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    beside = backup.with_name(BESIDE)
    beside.write_text(beside.read_text()[:-20])
    before = files_of(founded).database.read_bytes()

    with pytest.raises(Refused, match=r"safekeeping\.disposed_damaged") as refused:
        restore(founded, clock, backup)

    assert refused.value.values["file"] == str(beside)
    assert files_of(founded).database.read_bytes() == before


@pytest.mark.parametrize("where", ["beside the backups", "beside the caseload"])
def test_a_damaged_list_is_named_before_a_backup_is_begun(
    founded, work, cases, backup, supervisor, where
):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    damaged = files_of(founded).disposed if "caseload" in where else backup.with_name(BESIDE)
    held = sorted(one.name for one in backup.parent.iterdir())

    def back_up(desk, actor):
        damaged.write_text("[]")
        before = last_entry(desk)
        with pytest.raises(Refused, match=r"safekeeping\.disposed_damaged") as refused:
            safekeeping.back_up(desk, actor, backup.with_name("next.backup"))
        assert refused.value.values["file"] == str(damaged)
        assert last_entry(desk) == before

    work(back_up)
    assert sorted(one.name for one in backup.parent.iterdir()) == held


def test_a_backup_has_no_name_until_the_list_lies_beside_it(work, cases, backup, supervisor):
    work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    folder = backup.parent / "another"
    (folder / f"{BESIDE}.new").mkdir(parents=True)  # where the list would be written

    with pytest.raises(Refused, match=r"storage\."):
        work(lambda desk, actor: safekeeping.back_up(desk, actor, folder / "next.backup"))

    assert [one.name for one in folder.iterdir()] == [f"{BESIDE}.new"]


def test_a_stick_that_is_gone_is_told_and_learns_it_with_the_next_backup(
    work, cases, backup, supervisor, tmp_path
):
    stick, pocket = backup.parent, tmp_path / "pocket"
    stick.rename(pocket)

    done = work(lambda desk, _: dispose(desk, supervisor, SECOND, cases[0]))
    assert done.unreached == (stick,)

    pocket.rename(stick)
    work(lambda desk, actor: safekeeping.back_up(desk, actor, stick / "next.backup"))
    assert len(disposed.read(stick / BESIDE).gone) == 1


def test_what_was_disposed_of_goes_again_out_of_the_tables_of_either_database(
    desk, database, assessor, supervisor, rows
):
    day = desk.today() - relativedelta(years=7)
    first, other = (laid_down(desk, assessor, name, day, n) for n, name in enumerate(NAMES))
    older = copied(database)
    dispose(desk, supervisor, SECOND, first)
    put_back(database, older)
    assert [one.name for one in rows(Person)] == [GOES, STAYS]
    assert rows(Erased) == []

    assert disposals.again(desk, supervisor) == 1

    assert [one.name for one in rows(Person)] == [STAYS]
    assert [one.id for one in rows(Case)] == [other]
    assert [one.case_id for one in rows(Erased)] == [first]
    assert disposals.again(desk, supervisor) == 0


def test_two_workstations_that_sign_in_at_once_dispose_of_it_once_between_them(
    desk, database, assessor, supervisor, rows, tmp_path
):
    day = desk.today() - relativedelta(years=7)
    both = [laid_down(desk, assessor, name, day, n) for n, name in enumerate(NAMES)]
    older = copied(database)
    for case_id in both:
        dispose(desk, supervisor, SECOND, case_id)
    gone = disposed.read(files_of(desk.config).disposed).gone
    put_back(database, older)
    desks = [replace(desk, config=Config(data=tmp_path / name)) for name in ("left", "right")]
    for one in desks:
        one.config.data.mkdir()
    start = Barrier(2, timeout=20)
    met = []

    def meet(_connection, _cursor, statement, *_):
        """Hold each until the other, too, has seen that something is back."""
        if "FROM erased" in statement and len(met) < len(desks):
            met.append(statement)
            start.wait()

    event.listen(database.engine, "after_cursor_execute", meet)
    try:
        with ThreadPoolExecutor(2) as threads:
            numbers = list(threads.map(lambda one: disposals.again(one, supervisor, gone), desks))
    finally:
        event.remove(database.engine, "after_cursor_execute", meet)

    assert (len(met), sorted(numbers)) == (2, [0, 2])
    assert rows(Person) == []
    assert sorted(one.case_id for one in rows(Erased)) == both
    again = [one for one in rows(AuditEntry) if one.action == "retention.erased_again"]
    assert sorted(one.case_id for one in again) == both
    for one in desks:
        assert len(disposed.read(files_of(one.config).disposed).gone) == 2


def test_another_record_that_was_given_the_number_since_is_left_alone(
    desk, assessor, supervisor, rows
):
    case_id = laid_down(desk, assessor, STAYS, desk.today())
    gone = disposed.Gone("2025-01-01T10:00:00+00:00", case_id, "0" * 64)

    assert disposals.again(desk, supervisor, [gone]) == 0

    assert [one.name for one in rows(Person)] == [STAYS]
    assert [(one.case_id, one.mark) for one in rows(Erased)] == [(case_id, "0" * 64)]


def test_a_record_that_was_disposed_of_twice_is_put_on_the_list_once(
    desk, assessor, supervisor, rows
):
    case_id = laid_down(desk, assessor, STAYS, desk.today())
    twice = [disposed.Gone(f"202{n}-01-01T10:00:00+00:00", case_id, "0" * 64) for n in (5, 6)]

    assert disposals.again(desk, supervisor, twice) == 0
    assert disposals.again(desk, supervisor, twice) == 0

    assert [(one.at.year, one.mark) for one in rows(Erased)] == [(2025, "0" * 64)]


def copied(database):
    """Every row, as an older copy holds it."""
    with database.sessions() as session:
        return {
            name: [dict(row._mapping) for row in session.execute(select(table))]
            for name, table in Base.metadata.tables.items()
        }


def put_back(database, older):
    """Let the tables hold what they held; the log goes on."""
    with database.sessions.begin() as session:
        session.execute(delete(Erased))
        for table in Base.metadata.sorted_tables:
            keys = list(table.primary_key.columns)
            there = {tuple(row) for row in session.execute(select(*keys))}
            lost = [
                row for row in older[table.name] if tuple(row[k.name] for k in keys) not in there
            ]
            if lost:
                session.execute(insert(table), lost)
