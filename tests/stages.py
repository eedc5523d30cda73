"""What many tests begin with: made once a run, and put back as it was for each of them."""

import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from tests import postgresql

# A statement that begins with one of these leaves every row as it is.
READS = ("SELECT", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET", "SHOW")
KEEP = """
DO $$
DECLARE one record; filled boolean;
BEGIN
  CREATE SCHEMA {stage};
  FOR one IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one.relname) INTO filled;
    IF filled THEN
      EXECUTE format('CREATE TABLE {stage}.%I AS TABLE %I', one.relname, one.relname);
    END IF;
  END LOOP;
  CREATE TABLE {stage}."sequences kept" AS
    SELECT sequencename AS name, last_value AS at FROM pg_sequences WHERE schemaname = 'public';
END $$
"""
PUT_BACK = """
DO $$
DECLARE one record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = '{stage}'::regnamespace AND relname <> 'sequences kept'
  LOOP
    EXECUTE format('INSERT INTO %I SELECT * FROM {stage}.%I', one.relname, one.relname);
  END LOOP;
  PERFORM setval(name::regclass, coalesce(at, 1), at IS NOT NULL) FROM {stage}."sequences kept";
END $$
"""


@dataclass(frozen=True)
class Stage:
    """A caseload as a recipe left it, and what the recipe gave back."""

    place: Path | str  # a copy of the file, or a schema beside the tables
    result: Any
    now: datetime  # what the clock said then
    schemes: object  # live as long as the stage: they are known by their address


class Stages:
    """The stages of a run, and which databases are still as their test found them."""

    def __init__(self):
        self.folder = None
        self._kept = {}
        self._asked = Counter()
        self._untouched = {}

    def begin(self, engine):
        """Watch a database from here on: it is as every test finds it."""
        if engine not in self._untouched:
            event.listen(engine, "before_cursor_execute", partial(self._note, engine))
        self._untouched[engine] = True

    def make(self, recipe, desk, *given, **named):
        """Do what a recipe does, or put back what it did before."""
        key = _key(recipe, desk, given, named)
        if not self._untouched.get(desk.database.engine) or " at 0x" in key:
            return recipe(desk, *given, **named)
        if key not in self._kept:
            self._asked[key] += 1
            result = recipe(desk, *given, **named)
            if self._asked[key] > 1:  # most are asked for once
                place = self._keep(desk.database)
                self._kept[key] = Stage(place, result, desk.now(), desk.schemes)
            return result
        stage = self._kept[key]
        self._put_back(stage.place, desk.database)
        if desk.now() != stage.now:
            desk.now.now = stage.now
        return stage.result

    def _keep(self, database):
        number = len(self._kept)
        if database.path is None:
            place = f"stage_{number}"
            with database.engine.begin() as connection:
                connection.execute(text(KEEP.format(stage=place)))
            return place
        place = self.folder / f"{number}.db"
        with database.sessions() as session:
            session.connection().exec_driver_sql("COMMIT")
            session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(database.path, place)
        return place

    def _put_back(self, place, database):
        if database.path is None:
            postgresql.empty(database.engine)
            with database.engine.begin() as connection:
                connection.execute(text(PUT_BACK.format(stage=place)))
            return
        database.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{database.path}{end}").unlink(missing_ok=True)
        shutil.copy(place, database.path)
        self._untouched[database.engine] = False

    def _note(self, engine, _connection, _cursor, statement, *_):
        if not statement.lstrip().upper().startswith(READS):
            self._untouched[engine] = False


STAGES = Stages()


def staged(recipe):
    """Let a recipe make what it makes of an untouched caseload once a run.

    It takes a desk and whatever can be told apart by how it is written, and changes nothing but
    the caseload's rows and the clock.
    """
    return wraps(recipe)(partial(STAGES.make, recipe))


def _key(recipe, desk, given, named):
    surface = (desk.database.kind, desk.suite, desk.workstation, desk.now(), desk.marked)
    known = (id(desk.schemes), sorted(desk.instruments))
    return repr((recipe.__module__, recipe.__name__, surface, known, given, sorted(named.items())))
