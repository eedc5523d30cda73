"""What is killed, filled up or done twice at once. Every test counts the work it interrupted."""

import random
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from sqlalchemy import select, text

from tests.conftest import KEY
from triage_app.domain.problems import Refused, Stale
from triage_app.services import audit, conflicts, drafts
from triage_app.services.audit import Category, Deed, broken_entries
from triage_app.storage import backups
from triage_app.storage.database import open_embedded
from triage_app.storage.models import AuditEntry, Draft, Person
from triage_app.storage.sqlcipher import unguarded

CHANGED = Deed("person.changed", Category.ALTERATION)
LEAST_SAVES = 20


@pytest.fixture
def path(tmp_path, template):
    copy = tmp_path / "caseload.db"
    copy.write_bytes(template.read_bytes())
    return copy


@pytest.fixture
def kill_while_saving(path):
    """Return a function that kills a saving program; it returns the saves it was told of."""
    chance = random.Random(20260511)  # noqa: S311 - when to kill

    def kill_while_saving(*arguments):
        command = [sys.executable, "-m", "tests.storage.worker", str(path), *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:  # noqa: S603
            told = [worker.stdout.readline() for _ in range(LEAST_SAVES)]
            time.sleep(chance.uniform(0, 0.02))
            worker.kill()
            told += worker.stdout.read().splitlines(keepends=True)
        return [int(line) for line in told if line.endswith("\n")]

    return kill_while_saving


def kept_after(path):
    """Open the file as the program would and return who is in it, and the draft's name."""
    database = open_embedded(path, KEY)
    with database.sessions() as session:
        people = [
            int(name.removeprefix("Person ")) for name in session.scalars(select(Person.name))
        ]
        draft = session.scalars(select(Draft)).one()
        entries = len(session.scalars(select(AuditEntry)).all())
        assert broken_entries(session) == []
    database.close()
    return people, entries, draft.content["name"]


def check_kills(path, kill_while_saving, times):
    acknowledged = 0
    for _ in range(times):
        before = len(kept_after(path)[0]) if acknowledged else 0
        told = kill_while_saving()
        acknowledged += len(told)
        began = time.monotonic()
        people, entries, draft = kept_after(path)
        assert time.monotonic() - began < 3
        assert set(told) <= set(people)
        assert entries == len(people)  # a save and its entry come and go together
        assert len(people) - before - len(told) in (0, 1)  # one may be done and not yet told
        assert int(draft.removeprefix("Person ")) >= told[-1]
    assert acknowledged >= LEAST_SAVES * times
    assert backups.faults_in(path, KEY) == []


def test_killing_the_program_loses_nothing_saved_and_no_draft(path, kill_while_saving):
    check_kills(path, kill_while_saving, 3)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(path, kill_while_saving):
    check_kills(path, kill_while_saving, 200)


def test_a_program_that_boasts_is_caught(path, kill_while_saving):
    """The control: what is said to be saved before it is, is found missing."""
    for _ in range(10):
        told = kill_while_saving("boast")
        people, _, _ = kept_after(path)
        if people.count(told[-1]) < people.count(told[0]):
            return
    pytest.fail("nothing was interrupted")


@pytest.fixture
def person(database):
    with database.sessions.begin() as session:
        person = Person(name="Rowan Pebble")
        session.add(person)
        session.flush()
        return person.id


def test_ten_people_at_one_record_never_overwrite_each_other(desk, assessor, person):
    """Each adds to what they saw; every addition told as saved is there at the end."""
    saved, stale, failures = [], [], []

    def work(number):
        try:
            for turn in range(10):
                while not add(desk, assessor, person, f"[{number}.{turn}]", saved):
                    stale.append(number)
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(saved) == 100
    with desk.sessions() as session:
        needs = session.get_one(Person, person).needs
        assert broken_entries(session) == []
        assert len(session.scalars(select(AuditEntry)).all()) == 100
    assert all(addition in needs for addition in saved)
    assert needs.count("[") == 100


def add(desk, actor, person, addition, saved):
    with desk.sessions() as session:
        seen = session.get_one(Person, person)
        version, needs = seen.version, seen.needs
    try:
        with desk.sessions.begin() as session:
            row = conflicts.load(session, Person, person, version, ("needs",))
            row.needs = needs + addition
            audit.record(session, desk, actor, CHANGED, person_id=person)
    except Stale:
        return False
    saved.append(addition)
    return True


# The disk of a server is looked after with the server.
@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_a_full_disk_leaves_record_log_and_draft_as_they_were(desk, assessor, person, rows):
    drafts.keep(desk, assessor, "person", str(person), {"needs": "half a senten"})
    raw = desk.database.engine.raw_connection()
    driver = raw.driver_connection
    driver.set_authorizer(None)
    driver.execute(f"PRAGMA max_page_count = {driver.execute('PRAGMA page_count').fetchone()[0]}")
    raw.close()
    refused = 0
    for turn in range(20):
        refused += overfill(desk, assessor, person, turn)

    assert refused == 20
    assert rows(Person)[0].needs == ""
    assert rows(AuditEntry) == []
    assert drafts.kept(desk, assessor, "person", str(person)).content["needs"] == "half a senten"


def overfill(desk, actor, person, turn):
    try:
        with desk.sessions.begin() as session:
            session.get_one(Person, person).needs = "x" * (50_000 + turn)
            audit.record(session, desk, actor, CHANGED, person_id=person)
    except Refused as refused:
        return refused.code == "storage.no_space_left"
    return False


def test_an_upgrade_killed_at_any_moment_happened_wholly_or_not_at_all(tmp_path):
    check_upgrades(tmp_path, 4)


@pytest.mark.slow
def test_sixty_upgrades_killed(tmp_path):
    check_upgrades(tmp_path, 60)


UPGRADE = """
import sys, pathlib
from triage_app.storage.database import open_embedded
import triage_app.storage.upgrading, alembic.command
print("ready", flush=True)
open_embedded(pathlib.Path(sys.argv[1]), bytes(range(32)))
"""


def check_upgrades(tmp_path, times):
    chance, unfinished, tables = random.Random(7), 0, set()  # noqa: S311 - when to kill
    for turn in range(times):
        path = tmp_path / str(turn) / "caseload.db"
        command = [sys.executable, "-c", UPGRADE, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as program:  # noqa: S603
            program.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            program.kill()
        found = tables_in(path)
        unfinished += not found
        tables.add(len(found))
        open_embedded(path, KEY).close()
        assert len(tables_in(path)) > 20
    assert len(tables - {0}) <= 1  # none, or every one of them
    return unfinished


def tables_in(path):
    if not path.exists() or not path.stat().st_size:
        return []
    with closing(unguarded(path, KEY)) as bare:
        return bare.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()


def test_reading_goes_on_while_somebody_writes_for_long(desk):
    with desk.sessions.begin() as writing:
        writing.execute(text("UPDATE member SET telephone = '1'"))
        began = time.monotonic()
        with desk.sessions() as reading:
            reading.execute(text("SELECT telephone FROM member")).all()
        assert time.monotonic() - began < 0.1
