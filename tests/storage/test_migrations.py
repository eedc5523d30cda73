from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.conftest import KEY
from tests.storage.make_initial import grouped
from triage_app.domain.problems import Refused
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Base
from triage_app.storage.sqlcipher import unguarded
from triage_app.storage.triggers import expected_triggers, made_triggers
from triage_app.storage.upgrading import HEAD, MIGRATIONS, STEPS, check, counts

STAND_AT = "UPDATE alembic_version SET version_num = '{}'"


@pytest.fixture
def file(tmp_path, template):
    """A copy of an up-to-date file, to be changed by a bare connection."""
    path = tmp_path / "caseload.db"
    path.write_bytes(template.read_bytes())
    return path


@pytest.fixture
def alter(file):
    """Return a function that runs statements on the file, past the guard."""

    def alter(*statements):
        with closing(unguarded(file, KEY)) as bare:
            for statement in statements:
                bare.execute(statement)

    return alter


def test_the_migrations_make_what_the_models_say(database):
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == []


def test_every_trigger_is_there_after_the_migrations(database):
    with database.engine.connect() as connection:
        assert made_triggers(connection) == expected_triggers(connection)


def test_the_newest_step_is_the_one_alembic_would_end_at():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert {one.revision for one in script.walk_revisions()} == set(STEPS)


def test_a_file_of_a_newer_version_is_left_alone(file, alter):
    alter(STAND_AT.format("9999_later"))
    before = file.read_bytes()

    with pytest.raises(Refused, match=r"storage\.newer_version"):
        open_embedded(file, KEY)

    assert file.read_bytes() == before


def test_an_older_file_is_brought_up_to_date_with_its_rows_and_triggers(file, alter):
    newest = [one.name for one in reversed(list(grouped().values())[-1])]
    alter("DROP TRIGGER audit_entry_no_delete", *(f'DROP TABLE "{name}"' for name in newest))
    older = [step for step in STEPS if step != HEAD][-1]
    alter(STAND_AT.format(older))

    opened = open_embedded(file, KEY)

    with opened.engine.connect() as connection:
        assert counts(connection)["member"] == 4
        assert {counts(connection)[name] for name in newest} == {0}
        assert made_triggers(connection) == expected_triggers(connection)
    opened.close()


def test_an_upgrade_that_fails_changes_nothing(file, alter):
    older = [step for step in STEPS if step != HEAD][-1]
    first, *others = [one.name for one in list(grouped().values())[-1]]
    assert others, "the newest step makes one table alone: it could meet none that is there"
    alter(f'DROP TABLE "{first}"', STAND_AT.format(older))
    # The step makes its tables one after another, and meets one that is there already.

    with pytest.raises(Exception, match="already exists"):
        open_embedded(file, KEY)

    with closing(unguarded(file, KEY)) as bare:
        (version,) = bare.execute("SELECT version_num FROM alembic_version").fetchone()
        named = "SELECT 1 FROM sqlite_schema WHERE name = ?"
        made = bare.execute(named, (first,)).fetchone()
    assert (version, made) == (older, None)


@pytest.mark.parametrize("loss", ["DELETE FROM member WHERE id = 4", "DROP TABLE draft"])
def test_an_upgrade_that_would_lose_rows_is_stopped(database, loss):
    with database.engine.connect() as connection:
        before = counts(connection) | {"draft": 1}
        if database.kind == "embedded":
            connection.connection.driver_connection.set_authorizer(None)
        connection.execute(text(loss))
        if loss.startswith("DROP"):
            connection.execute(text("CREATE TABLE draft (id integer)"))
        with pytest.raises(RuntimeError, match="would lose"):
            check(connection, before)
        connection.rollback()
