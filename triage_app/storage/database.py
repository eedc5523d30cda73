"""Open the database: an encrypted file for one workstation, or a server that several share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from triage_app.domain.problems import Refused
from triage_app.storage import changes, search_keys, sqlcipher, storable
from triage_app.storage.places import Hold, hold, prepare_folder
from triage_app.storage.sqlcipher import dbapi2

# The low byte of SQLite's error code → what its user is told. Others are the program's own errors.
TOLD: Final = {
    dbapi2.SQLITE_FULL: "storage.no_space_left",
    dbapi2.SQLITE_READONLY: "storage.file_read_only",
    dbapi2.SQLITE_IOERR: "storage.disk_failed",
    dbapi2.SQLITE_CANTOPEN: "storage.cannot_open",
    dbapi2.SQLITE_CORRUPT: "storage.damaged",
    dbapi2.SQLITE_NOTADB: "storage.damaged",
    dbapi2.SQLITE_BUSY: "storage.busy",
}


class Sessions:
    """Sessions over one database: called, they read; `begin()` gives one that writes."""

    def __init__(self, engine: Engine) -> None:
        self._reading = sessionmaker(engine)
        self._writing = sessionmaker(engine.execution_options(writes=True))
        storable.watch(engine, self._writing)  # first: what follows sees what is kept
        changes.watch(self._writing)
        search_keys.keep_in_step(self._writing)

    def __call__(self) -> Session:
        """Return a session for reading: it waits for nobody, and nobody for it."""
        return self._reading()

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Give a session that holds the right to write from its first word, and commits at end."""
        try:
            with self._writing.begin() as session:
                yield session
        except StaleDataError as error:
            raise Refused("record.changed_meanwhile") from error


@dataclass(frozen=True, slots=True)
class Database:
    """An open database."""

    engine: Engine
    sessions: Sessions
    kind: str  # embedded, shared
    path: Path | None = None
    held: Hold | None = None
    key: bytes | None = field(default=None, repr=False)

    def close(self) -> None:
        """Close every connection, and let another program have the file."""
        self.engine.dispose()
        if self.held:
            self.held.release()


def open_embedded(
    path: Path, key: bytes, before_upgrade: Callable[[], None] = lambda: None
) -> Database:
    """Open an encrypted file, made and brought up to date where needed; refuse it in words.

    What is to be done before an upgrade is done while nobody else can open the file.
    """
    from triage_app.storage.upgrading import (  # noqa: PLC0415 - Alembic is slow to import,
        upgrade_file,  # and is wanted only where the tables are older than the program
    )

    prepare_folder(path.parent)
    held = hold(path)
    try:
        with _in_words():
            upgrade_file(path, key, before_upgrade)
    except BaseException:
        held.release()
        raise
    engine = embedded_engine(lambda: sqlcipher.connect(path, key))
    return Database(engine, Sessions(engine), "embedded", path, held, key)


def embedded_engine(connect: Callable[[], dbapi2.Connection]) -> Engine:
    """Return an engine over guarded connections; the key is never in an address."""
    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _tell)
    return engine


def open_shared(url: str) -> Database:
    """Open a PostgreSQL database whose tables are up to date."""
    engine = create_engine(url, pool_pre_ping=True)
    return Database(engine, Sessions(engine), "shared")


def _begin(connection: Connection) -> None:
    """Ask for the right to write at once where it will be needed; a reader never does."""
    writes = connection.get_execution_options().get("writes", False)
    connection.execute(text("BEGIN IMMEDIATE" if writes else "BEGIN"))


def _tell(context: ExceptionContext) -> None:
    """Put a failing disk or a damaged file into words, wherever it is met."""
    refused = _told(context.original_exception)
    if refused:
        raise refused from context.original_exception


def _told(error: BaseException | None) -> Refused | None:
    code: Any = getattr(error, "sqlite_errorcode", None)
    if code is None or (code & 0xFF) not in TOLD:
        return None
    return Refused(TOLD[code & 0xFF])


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        refused = _told(error)
        if refused is None:
            raise
        raise refused from error
