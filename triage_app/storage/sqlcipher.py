"""Connections to an encrypted SQLite file."""

from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2 as dbapi2  # type: ignore[import-untyped]  # noqa: PLC0414

from triage_app.domain.problems import Refused

PLAIN_HEADER: Final = b"SQLite format 3\x00"
KEY_BYTES: Final = 32
BUSY_SECONDS: Final = 10.0

# Name → value, in the order they are set; read back afterwards as the value after the arrow.
PRAGMAS: Final = {
    "foreign_keys": ("ON", 1),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "secure_delete": ("ON", 1),
    "cache_size": ("-65536", -65536),
    "temp_store": ("MEMORY", 2),
    "trusted_schema": ("OFF", 0),
    "recursive_triggers": ("ON", 1),  # or INSERT OR REPLACE would delete without the trigger
}

# What the application never does to its own file: it changes rows, and nothing else.
FORBIDDEN: Final = frozenset(
    {
        dbapi2.SQLITE_ATTACH,
        dbapi2.SQLITE_DETACH,
        dbapi2.SQLITE_ALTER_TABLE,
        dbapi2.SQLITE_ANALYZE,
        dbapi2.SQLITE_REINDEX,
        dbapi2.SQLITE_CREATE_INDEX,
        dbapi2.SQLITE_CREATE_TABLE,
        dbapi2.SQLITE_CREATE_TRIGGER,
        dbapi2.SQLITE_CREATE_VIEW,
        dbapi2.SQLITE_CREATE_VTABLE,
        dbapi2.SQLITE_CREATE_TEMP_INDEX,
        dbapi2.SQLITE_CREATE_TEMP_TABLE,
        dbapi2.SQLITE_CREATE_TEMP_TRIGGER,
        dbapi2.SQLITE_CREATE_TEMP_VIEW,
        dbapi2.SQLITE_DROP_INDEX,
        dbapi2.SQLITE_DROP_TABLE,
        dbapi2.SQLITE_DROP_TRIGGER,
        dbapi2.SQLITE_DROP_VIEW,
        dbapi2.SQLITE_DROP_VTABLE,
        dbapi2.SQLITE_DROP_TEMP_INDEX,
        dbapi2.SQLITE_DROP_TEMP_TABLE,
        dbapi2.SQLITE_DROP_TEMP_TRIGGER,
        dbapi2.SQLITE_DROP_TEMP_VIEW,
    }
)
# Pragmas whose argument names what to read; every other argument would set something.
READING_PRAGMAS: Final = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo"}
    | {"foreign_key_list", "foreign_key_check", "integrity_check", "quick_check", "wal_checkpoint"}
)
LOG: Final = "audit_entry"
DENY: Final[int] = dbapi2.SQLITE_DENY
OK: Final[int] = dbapi2.SQLITE_OK


def connect(path: Path, key: bytes) -> dbapi2.Connection:
    """Return a guarded connection to a file, made if it is not there yet."""
    connection = unguarded(path, key)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.set_authorizer(authorize)
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def unguarded(path: Path, key: bytes) -> dbapi2.Connection:
    """Return a connection without the authorizer and foreign keys, for an upgrade or a copy."""
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a file has 32 bytes")
    _refuse_plain(path)
    connection = dbapi2.connect(
        str(path),
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=512,
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        _set_pragmas(connection)
        connection.execute("PRAGMA foreign_keys=OFF")
    except (dbapi2.Error, Refused):
        connection.close()
        raise
    return connection


def authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Answer SQLite whether a statement may do this; called once for each thing it would do."""
    if action in FORBIDDEN:
        return DENY
    refused = {
        dbapi2.SQLITE_PRAGMA: second is not None and first not in READING_PRAGMAS,
        dbapi2.SQLITE_FUNCTION: second == "load_extension",
        dbapi2.SQLITE_UPDATE: first == LOG,
        dbapi2.SQLITE_DELETE: first == LOG,
    }
    return DENY if refused.get(action, False) else OK


def _refuse_plain(path: Path) -> None:
    """Refuse a file that anybody could read: its key would be ignored and its data kept bare."""
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
                raise Refused("storage.not_encrypted", file=path.name)


def _set_pragmas(connection: dbapi2.Connection) -> None:
    for name, (value, _) in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    for name, (_, expected) in PRAGMAS.items():
        (held,) = connection.execute(f"PRAGMA {name}").fetchone()
        if held != expected:
            raise Refused("storage.setting_not_held", setting=name)
