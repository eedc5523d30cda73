"""Bring the tables up to date, wholly or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import StaticPool

from triage_app.domain.problems import Refused
from triage_app.storage import sqlcipher
from triage_app.storage.sqlcipher import dbapi2
from triage_app.storage.triggers import expected_triggers, made_triggers, make_triggers

MIGRATIONS: Final = Path(__file__).parent / "migrations"
STEPS: Final = tuple(sorted(step.stem for step in (MIGRATIONS / "versions").glob("[0-9]*.py")))
HEAD: Final = STEPS[-1] if STEPS else ""


def upgrade_file(path: Path, key: bytes, first: Callable[[], None] = lambda: None) -> None:
    """Upgrade an encrypted file on a connection of its own, foreign keys off before BEGIN.

    One that holds something is copied first: what does it refuses where it cannot.
    """
    bare = sqlcipher.unguarded(path, key)
    try:
        version = _version(bare)
        if version == HEAD:
            return
        if version:
            first()
        engine = create_engine(
            "sqlite://", creator=lambda: bare, module=dbapi2, poolclass=StaticPool
        )
        event.listen(engine, "begin", lambda one: one.execute(text("BEGIN IMMEDIATE")))
        upgrade(engine)
    finally:
        bare.close()


def upgrade(engine: Engine) -> None:
    """Run the missing steps in one transaction; nothing may be lost on the way."""
    with engine.begin() as connection:
        before = counts(connection)
        _run_steps(connection)
        make_triggers(connection)
        check(connection, before)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table holds."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: connection.scalar(text(f"SELECT count(*) FROM {quote(table)}")) or 0  # noqa: S608
        for table in inspect(connection).get_table_names()
        if table != "alembic_version"
    }


def check(connection: Connection, before: dict[str, int]) -> None:
    """Stop, so that nothing is changed, unless every row and trigger is there as it should be."""
    after = counts(connection)
    lost = [table for table, rows in before.items() if after.get(table, rows) != rows]
    missing = expected_triggers(connection) - made_triggers(connection)
    dangling = (
        connection.dialect.name == "sqlite"
        and connection.execute(text("PRAGMA foreign_key_check")).first()
    )
    if lost or missing or dangling:
        message = f"the upgrade would lose {lost or missing or dangling}"
        raise RuntimeError(message)


def _run_steps(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(bare: dbapi2.Connection) -> str:
    """Return the step a file stands at; refuse one that a newer program has made."""
    tables = "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'"
    if bare.execute(tables).fetchone() is None:
        return ""
    (version,) = bare.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    if version and version not in STEPS:
        raise Refused("storage.newer_version")
    return str(version)
