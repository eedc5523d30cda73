"""The words of instruments that may not be shipped with them, loaded by an administrator."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.domain.wording import Wording
from triage_app.instruments_file import LoadedWords, load_instrument, read_words, words_from
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import LoadedWording

SEEN: Final = audit.Deed("loaded_words.seen", audit.Category.SYSTEM)
LOADED: Final = audit.Deed("loaded_words.loaded", audit.Category.SYSTEM)
FIELDS: Final = ("instrument", "file", "digest")


@dataclass(frozen=True, slots=True)
class Holding:
    """An instrument whose words are loaded, or wanted: then it has no file yet."""

    instrument: str
    name: Wording
    file: str = ""
    loaded_by: str = ""
    loaded_at: datetime | None = None

    @property
    def is_wanting(self) -> bool:
        """Whether its words are still to be loaded."""
        return self.loaded_at is None


def holdings(desk: Desk, actor: Actor) -> tuple[Holding, ...]:
    """Return every instrument whose words a force loads, and whether they are there."""
    permit(actor, Permission.MANAGE_USERS)
    with desk.sessions() as session:
        rows = session.scalars(select(LoadedWording).order_by(LoadedWording.instrument)).all()
        held = [
            Holding(
                row.instrument,
                desk.instruments[row.instrument].name,
                row.file,
                name_of(session, row.loaded_by),
                row.loaded_at,
            )
            for row in rows
            if row.instrument in desk.instruments
        ]
    held += [Holding(code, one.name) for code, one in desk.wanting.items()]
    audit.look(desk, actor, SEEN, fields=FIELDS)
    return tuple(sorted(held, key=lambda one: one.instrument))


def load(desk: Desk, actor: Actor, path: Path) -> Holding:
    """Take the words of an instrument that wants them from a file; from then on it is offered."""
    permit(actor, Permission.MANAGE_USERS)
    words = read_words(path, desk.wanting)
    loaded = load_instrument(desk.config.instruments / f"{words.instrument}.toml", words)
    with desk.sessions.begin() as session:
        row = LoadedWording(
            instrument=words.instrument,
            file=path.name,
            digest=sha256(path.read_bytes()).hexdigest(),
            content=words.as_record(),
            loaded_by=actor.username,
            loaded_at=desk.now(),
        )
        session.add(row)
        audit.record(session, desk, actor, LOADED, fields=FIELDS)
    desk.instruments[words.instrument] = loaded
    desk.wanting.pop(words.instrument, None)
    return Holding(words.instrument, loaded.name, path.name, actor.name, desk.now())


def kept_words(session: Session) -> list[LoadedWords]:
    """Return the words that were loaded into this caseload."""
    return [words_from(one.content) for one in session.scalars(select(LoadedWording))]
