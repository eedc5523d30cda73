"""A PostgreSQL server for the tests alone, run as another user where we are the superuser."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

PROGRAMS = Path("/usr/lib/postgresql")
WORDS = "no PostgreSQL here: install the Debian package postgresql-15"
# A row's tables are emptied without their triggers, which would refuse it, and cascades.
EMPTY = """
DO $$
DECLARE one record; filled boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one.relname) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM %I', one.relname);
    END IF;
  END LOOP;
  FOR one IN SELECT relname FROM pg_class
    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
  LOOP
    PERFORM setval(one.relname::regclass, 1, false);
  END LOOP;
END $$
"""


@contextmanager
def running():
    """Give the address of an empty database on a server that ends with the tests."""
    programs = newest_programs()
    folder = Path(tempfile.mkdtemp(prefix="triage-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    run([programs / "initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", data])
    settings = ("listen_addresses=", "fsync=off", "full_page_writes=off", "synchronous_commit=off")
    flags = [part for setting in settings for part in ("-c", setting)]
    server = start([programs / "postgres", "-D", data, "-k", folder, *flags])
    try:
        run([programs / "pg_isready", "-q", "-h", folder, "-t", "0"], until=server)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def empty(engine):
    """Empty every table that holds something, and count from one again."""
    with engine.begin() as connection:
        connection.execute(text(EMPTY))


def newest_programs():
    found = sorted(PROGRAMS.glob("*/bin/postgres"))
    if not found:
        pytest.skip(WORDS)
    return found[-1].parent


def start(command):
    return subprocess.Popen(  # noqa: S603 - programs of the system, from its own folder
        list(map(str, command)),
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **as_postgres(),
    )


def run(command, until=None):
    """Run a program to its end; with a server, again and again until the server answers it."""
    while (ended := start(command).wait()) != 0:
        assert until is not None, f"{command[0]} ended with {ended}"
        assert until.poll() is None, "the server ended at once"


def as_postgres():
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}
