import os
from contextlib import closing

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.conftest import KEY
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role
from triage_app.storage import places
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Member, Person
from triage_app.storage.sqlcipher import PRAGMAS, connect, dbapi2, unguarded

MARK = "Thistlewood-of-the-planted-mark"


@pytest.fixture
def path(tmp_path, template):
    copy = tmp_path / "caseload.db"
    copy.write_bytes(template.read_bytes())
    return copy


def add_person(database, name):
    with database.sessions.begin() as session:
        session.add(Person(name=name))


def test_a_stolen_file_tells_nothing(path):
    database = open_embedded(path, KEY)
    add_person(database, MARK)

    for file in path.parent.iterdir():
        held = file.read_bytes()
        assert MARK.encode() not in held
        assert MARK.encode("utf-16-le") not in held
        assert b"CREATE TABLE" not in held
    database.close()


def test_the_mark_would_be_found_in_a_plain_file(tmp_path):
    plain = tmp_path / "plain.db"
    with closing(dbapi2.connect(str(plain), isolation_level=None)) as bare:
        bare.execute("CREATE TABLE person (name)")
        bare.execute("INSERT INTO person VALUES (?)", (MARK,))
    assert MARK.encode() in plain.read_bytes()


def test_the_connection_is_set_as_promised(path):
    connection = connect(path, KEY)
    held = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert held == {name: expected for name, (_, expected) in PRAGMAS.items()}


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE 'elsewhere.db' AS elsewhere KEY ''",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'another'",
        "PRAGMA key = 'another'",
        "PRAGMA temp_store_directory = '/tmp'",
        "CREATE TABLE extra (id)",
        "CREATE TEMP TABLE extra (id)",
        "CREATE TEMP TRIGGER extra AFTER INSERT ON person BEGIN SELECT 1; END",
        "CREATE VIEW extra AS SELECT 1",
        "DROP TABLE person",
        "DROP TRIGGER audit_entry_no_update",
        "ALTER TABLE person ADD COLUMN extra",
        "SELECT load_extension('extra')",
        "UPDATE audit_entry SET actor = 'nobody'",
        "DELETE FROM audit_entry",
        "UPDATE sqlite_schema SET sql = ''",
        "VACUUM INTO 'elsewhere.db'",
        "SELECT sqlcipher_export('main')",
    ],
)
def test_the_guard_refuses_what_the_program_never_does(path, statement):
    connection = connect(path, KEY)
    with pytest.raises(
        Exception, match=r"not authorized|authorization denied|prohibited|may not be modified"
    ):
        connection.execute(statement).fetchall()


ENTRY = (
    "INSERT{} INTO audit_entry (id, at, actor, role, workstation, action, category, fields, "
    "content_digest, recipient, previous, seal) "
    "VALUES (1, '2026-05-11 09:30:00', '{}', 'r', 'w', 'a', 'c', '[]', '', '', '{}', '{}'){}"
)


def test_replacing_an_entry_of_the_log_is_refused(database):
    replace, conflict = (
        (" OR REPLACE", "")
        if database.kind == "embedded"
        else ("", " ON CONFLICT (id) DO UPDATE SET actor = 'another'")
    )
    with database.sessions.begin() as session:
        session.execute(text(ENTRY.format("", "somebody", "p", "s", "")))

    with (
        pytest.raises(DatabaseError, match="append-only"),
        database.sessions.begin() as session,
    ):
        session.execute(text(ENTRY.format(replace, "another", "q", "t", conflict)))


def test_a_wrong_key_opens_nothing(path):
    with pytest.raises(Refused, match=r"storage\.damaged"):
        open_embedded(path, bytes(32))


@pytest.mark.parametrize("at", [0, 20, 5000])
def test_a_damaged_file_is_told_and_not_served(path, at):
    held = bytearray(path.read_bytes())
    held[at : at + 64] = bytes(64)
    path.write_bytes(held)

    with pytest.raises(Refused, match=r"storage\.damaged"):
        read_everything(path)


def read_everything(path):
    opened = open_embedded(path, KEY)
    try:
        with opened.sessions() as session:
            session.execute(text("PRAGMA cipher_integrity_check")).all()
            for table in ("member", "setting", "audit_entry"):
                session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
    finally:
        opened.close()


def test_a_plain_file_is_not_taken_for_an_encrypted_one(tmp_path):
    path = tmp_path / "caseload.db"
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(Refused, match=r"storage\.not_encrypted"):
        open_embedded(path, KEY)


def test_a_second_program_is_refused_until_the_first_has_ended(path):
    first = open_embedded(path, KEY)
    with pytest.raises(Refused, match=r"storage\.open_already"):
        open_embedded(path, KEY)
    first.close()

    open_embedded(path, KEY).close()


@pytest.mark.parametrize(
    "folder", ["OneDrive - Gwent", "Dropbox (work)", "iCloudDrive", "Nextcloud", "Google Drive"]
)
def test_a_synchronised_folder_is_refused(tmp_path, folder):
    with pytest.raises(Refused, match=r"storage\.synchronised_folder"):
        open_embedded(tmp_path / folder / "caseload.db", KEY)
    assert not (tmp_path / folder).exists()


@pytest.mark.parametrize("folder", ["megan", "Boxing club", "Dropboxes", "One Drive Lane"])
def test_a_folder_that_only_sounds_like_one_is_not(tmp_path, folder):
    open_embedded(tmp_path / folder / "caseload.db", KEY).close()


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs"])
def test_a_network_folder_is_refused(tmp_path, monkeypatch, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver {tmp_path}/H\\040drive {kind} rw 0 0\n")
    monkeypatch.setattr(places, "MOUNTS", mounts)

    with pytest.raises(Refused, match=r"storage\.network_folder"):
        open_embedded(tmp_path / "H drive" / "caseload.db", KEY)
    open_embedded(tmp_path / "caseload.db", KEY).close()


@pytest.mark.parametrize("folder", ["//server/share", "\\\\server\\share"])
def test_a_share_named_by_its_server_is_refused(folder):
    assert places.on_network(folder)


def test_a_folder_that_cannot_be_written_is_told():
    with pytest.raises(Refused, match=r"storage\.(read_only|disk_fails)"):
        places.prepare_folder(places.Path("/proc/custody-triage"))


def test_a_full_disk_is_told_and_what_was_saved_stays(path, rows_of):
    database = open_embedded(path, KEY)
    add_person(database, "Before")
    connection = database.engine.raw_connection()
    connection.driver_connection.set_authorizer(None)
    (pages,) = connection.driver_connection.execute("PRAGMA page_count").fetchone()
    connection.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    connection.close()

    with pytest.raises(Refused, match=r"storage\.no_space_left"):
        add_person(database, "x" * 100_000)

    assert rows_of(database) == ["Before"]
    database.close()


@pytest.fixture
def rows_of():
    def rows_of(database):
        with database.sessions() as session:
            return list(session.scalars(select(Person.name)))

    return rows_of


def test_a_reader_does_not_wait_for_a_writer(database):
    with database.sessions.begin() as writing:
        writing.add(Member(username="a", name="A", role=Role.ASSESSOR))
        writing.flush()
        with database.sessions() as reading:
            assert len(reading.scalars(select(Member)).all()) == 4
    with database.sessions() as reading:
        assert len(reading.scalars(select(Member)).all()) == 5


def test_a_writer_holds_the_right_to_write_from_its_first_word(path):
    database = open_embedded(path, KEY)
    bare = unguarded(path, KEY)
    bare.execute("PRAGMA busy_timeout = 0")
    with database.sessions.begin() as session:
        session.scalars(select(Member)).all()
        with pytest.raises(Exception, match="locked"):
            bare.execute("BEGIN IMMEDIATE")
    bare.close()
    database.close()


def test_what_fails_halfway_is_not_there_at_all(database, rows):
    with pytest.raises(ZeroDivisionError):
        fail_halfway(database)
    assert len(rows(Member)) == 4


def fail_halfway(database):
    with database.sessions.begin() as session:
        session.add(Member(username="a", name="A", role=Role.ASSESSOR))
        session.flush()
        raise ZeroDivisionError


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_nobody_else_on_the_workstation_may_read_the_files(tmp_path):
    database = open_embedded(tmp_path / "new" / "caseload.db", KEY)
    kept = [tmp_path / "new", *(tmp_path / "new").iterdir()]
    assert [one.name for one in kept if one.stat().st_mode & 0o077] == []
    database.close()
