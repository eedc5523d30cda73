"""The words of instruments that may not be shipped with them, loaded by an administrator.

An administrator chooses a file, is told everything that keeps it from use or shown what it would
put to people, and loads what was shown, and nothing else: a file that changed meanwhile is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.instrument import Instrument, WordingFrom
from triage_app.domain.problems import BadFile, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Wording
from triage_app.instruments_file import (
    LoadedWords,
    load_instrument,
    read_words,
    review_words,
    words_from,
)
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import LoadedWording, Setting

SEEN: Final = audit.Deed("loaded_words.seen", audit.Category.SYSTEM)
LOADED: Final = audit.Deed("loaded_words.loaded", audit.Category.SYSTEM)
FIELDS: Final = ("instrument", "file", "digest")


@dataclass(frozen=True, slots=True)
class Holding:
    """An instrument of this caseload, and how its words came here, if they have."""

    instrument: str  # the code of its version
    name: Wording
    begins: date
    wants: bool  # it came without its words, and nobody has loaded them
    notice: str  # whose it is, as they ask for it to be said; there once the words are
    terms: Wording | None  # of use, where the force loads the words
    file: str = ""
    digest: str = ""
    loaded_by: str = ""
    loaded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A file of words as it was looked at: the instrument with them, or every mistake."""

    path: Path
    digest: str = ""
    instrument: Instrument | None = None
    mistakes: tuple[BadFile, ...] = ()


def holdings(desk: Desk, actor: Actor) -> tuple[Holding, ...]:
    """Return every instrument, and whether its words are here; those whose force loads them first.

    A look, logged.
    """
    permit(actor, Permission.MANAGE_USERS)
    with desk.sessions() as session:
        catch_up(session, desk)
        rows = {one.instrument: one for one in session.scalars(select(LoadedWording))}
        held = [
            _holding(session, one, rows.get(one.code))
            for one in (*desk.instruments.values(), *desk.wanting.values())
        ]
    audit.look(desk, actor, SEEN, fields=FIELDS)
    return tuple(sorted(held, key=lambda one: (one.terms is None, one.instrument)))


def look(desk: Desk, actor: Actor, path: Path, wanted: str = "") -> Looked:
    """Look a file over before it is loaded; it may have to be for one instrument."""
    permit(actor, Permission.MANAGE_USERS)
    with desk.sessions() as session:
        catch_up(session, desk)
    words, mistakes = review_words(path, desk.wanting)
    if words is None:
        return Looked(path, mistakes=mistakes)
    if wanted and words.instrument != wanted:
        of = {"code": words.instrument, "wanted": wanted}
        return Looked(path, mistakes=(BadFile(path.name, "instrument", "words_for_another", **of),))
    return Looked(path, _digest(path), _with(desk, words))


def load(desk: Desk, actor: Actor, looked: Looked) -> Holding:
    """Take the words that were looked at; from then on their instrument is offered."""
    permit(actor, Permission.MANAGE_USERS)
    path = looked.path
    words = read_words(path, desk.wanting)
    if _digest(path) != looked.digest:
        raise BadFile(path.name, "-", "words_changed")
    loaded = _with(desk, words)
    with desk.sessions.begin() as session:
        # Of two administrators at once the second is told.
        session.execute(select(Setting).where(Setting.name == "caseload.id").with_for_update())
        if session.get(LoadedWording, words.instrument) is not None:
            raise Refused("loaded_words.loaded_meanwhile")
        row = LoadedWording(
            instrument=words.instrument,
            file=path.name,
            digest=looked.digest,
            content=words.as_record(),
            loaded_by=actor.username,
            loaded_at=desk.now(),
        )
        session.add(row)
        audit.record(session, desk, actor, LOADED, fields=FIELDS)
        session.flush()
        held = _holding(session, loaded, row)
    desk.instruments[words.instrument] = loaded
    desk.wanting.pop(words.instrument, None)
    return held


def catch_up(session: Session, desk: Desk) -> None:
    """Offer what was loaded at another workstation of the caseload since this one was opened."""
    if not desk.wanting:
        return
    query = select(LoadedWording).where(LoadedWording.instrument.in_(list(desk.wanting)))
    for row in session.scalars(query):
        desk.instruments[row.instrument] = _with(desk, words_from(row.content))
        del desk.wanting[row.instrument]


def kept_words(session: Session) -> list[LoadedWords]:
    """Return the words that were loaded into this caseload."""
    return [words_from(one.content) for one in session.scalars(select(LoadedWording))]


def _holding(session: Session, one: Instrument, row: LoadedWording | None) -> Holding:
    return Holding(
        instrument=one.code,
        name=one.name,
        begins=one.in_force_from,
        wants=one.wording is WordingFrom.LOAD and row is None,
        notice=one.notice,
        terms=one.terms,
        file=row.file if row else "",
        digest=row.digest if row else "",
        loaded_by=name_of(session, row.loaded_by) if row else "",
        loaded_at=row.loaded_at if row else None,
    )


def _with(desk: Desk, words: LoadedWords) -> Instrument:
    return load_instrument(desk.config.instruments / f"{words.instrument}.toml", words)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
