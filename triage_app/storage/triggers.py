"""The triggers of both databases, made anew by one function after every upgrade."""

from typing import Final

from sqlalchemy import Connection, text

APPEND_ONLY: Final = {
    "audit_entry": ("update", "delete"),
    "revision": ("update",),
    "paper": ("update",),  # the very bytes that were issued; erased only with their case
    "scan": ("update",),  # and those that came back signed
    "scan_file": ("update",),
    "scan_page": ("update",),
}
FIRST: Final = "SELECT 1 FROM condition WHERE contract_id = NEW.id AND position = 1"
SIGNED: Final = "SELECT 1 FROM contract WHERE id = OLD.contract_id AND signed_on IS NOT NULL"
# What no column can hold by itself: the deed it stands before, when it refuses, and what it says.
# A contract begins with not re-offending (mission): none is signed, or left signed, without it.
GUARDS: Final = {
    "contract_signed_whole": (
        "UPDATE OF signed_on ON contract",
        f"NEW.signed_on IS NOT NULL AND NOT EXISTS ({FIRST})",
        "a contract is signed with its first condition",
    ),
    "condition_first_kept": (
        "DELETE ON condition",
        f"OLD.position = 1 AND EXISTS ({SIGNED})",
        "a signed contract keeps its first condition",
    ),
}


def trigger_names() -> set[str]:
    """Return what the database must have: on PostgreSQL emptying a table needs one of its own."""
    refused = {f"{table}_no_{deed}" for table, deeds in APPEND_ONLY.items() for deed in deeds}
    return refused | set(GUARDS)


def make_triggers(connection: Connection) -> None:
    """Make every trigger anew; a migration ends with this, as a rebuilt table loses its own."""
    if connection.dialect.name == "postgresql":
        _make_on_postgresql(connection)
        return
    for table, deeds in APPEND_ONLY.items():
        for deed in deeds:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{deed}"))
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
            )
    for name, (deed, when, said) in GUARDS.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        refuse = f"SELECT RAISE(ABORT, '{said}')"
        connection.execute(
            text(f"CREATE TRIGGER {name} BEFORE {deed} WHEN {when} BEGIN {refuse}; END")
        )


def made_triggers(connection: Connection) -> set[str]:
    """Return the triggers the database has."""
    if connection.dialect.name == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        query = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    return set(connection.scalars(text(query)))


def expected_triggers(connection: Connection) -> set[str]:
    """Return the triggers the database should have."""
    names = trigger_names()
    return names | {"audit_entry_no_truncate"} if _is_postgresql(connection) else names


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _make_on_postgresql(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
            "SET search_path = pg_catalog AS $$ BEGIN "
            "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    )
    for table, deeds in APPEND_ONLY.items():
        for deed in deeds:
            _make_trigger(connection, table, deed, "ROW")
    _make_trigger(connection, "audit_entry", "truncate", "STATEMENT")
    for name, (deed, when, said) in GUARDS.items():
        row = "OLD" if deed.startswith("DELETE") else "NEW"
        connection.execute(
            text(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
                f"BEGIN IF {when} THEN RAISE EXCEPTION '{said}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
            )
        )
        connection.execute(
            text(
                f"CREATE OR REPLACE TRIGGER {name} BEFORE {deed} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        )


def _make_trigger(connection: Connection, table: str, deed: str, each: str) -> None:
    connection.execute(
        text(
            f"CREATE OR REPLACE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )
    )
