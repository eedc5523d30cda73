"""Keep what people and cases are found by in step with them.

Whoever writes a person or a case through a session that may write has their keys written in the
same breath: no use case needs to think of it, and none can forget.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final, cast

from sqlalchemy import Connection, Select, Table, delete, event, exists, insert, inspect, select
from sqlalchemy.orm import Session, sessionmaker

from triage_app.domain import names
from triage_app.domain.finding import Findable, Key, Kind, Source, number_keys, person_keys
from triage_app.storage.models import (
    Case,
    CaseKey,
    NameSlip,
    NameWord,
    Person,
    PersonKey,
    Setting,
)

PERSON_KEY: Final = cast("Table", PersonKey.__table__)
CASE_KEY: Final = cast("Table", CaseKey.__table__)
NAME_WORD: Final = cast("Table", NameWord.__table__)
NAME_SLIP: Final = cast("Table", NameSlip.__table__)
OF_A_PERSON: Final = tuple(Findable.__annotations__)
# What a case is found by: the columns, named as the kinds of their keys.
OF_A_CASE: Final = tuple(
    kind
    for kind in (Kind.NUMBER, Kind.CUSTODY_RECORD, Kind.ASN, Kind.CRIME_REFERENCE)
    if kind.value in Case.__mapper__.column_attrs
)


def keep_in_step(sessions: sessionmaker[Session]) -> None:
    """Write the keys of whoever is written, and forget those of whoever is erased."""
    event.listen(sessions, "before_flush", _forget_erased)
    event.listen(sessions, "after_flush", _write_changed)


def write_person(connection: Connection, person_id: int, keys: Iterable[Key]) -> None:
    """Let a person be found by these keys, and still by those of records merged into theirs."""
    rows = [
        {"kind": one.kind, "key": one.key, "person_id": person_id, "source": one.source}
        for one in dict.fromkeys(keys)
    ]
    own = PERSON_KEY.c.person_id == person_id
    _one_at_a_time(connection)
    before = _words_of(connection, person_id)
    connection.execute(delete(PERSON_KEY).where(own, PERSON_KEY.c.source != Source.EARLIER))
    if rows:
        connection.execute(insert(PERSON_KEY), rows)
    words = {str(row["key"]) for row in rows if row["kind"] == Kind.WORD}
    learn(connection, words - before)
    _unlearn(connection, before - words)


def write_case(connection: Connection, case_id: int, numbers: dict[Kind, str]) -> None:
    """Let a case be found by its numbers."""
    connection.execute(delete(CASE_KEY).where(CASE_KEY.c.case_id == case_id))
    rows = [
        {"kind": kind, "key": key, "case_id": case_id}
        for kind, number in numbers.items()
        for key in sorted(number_keys(number))
    ]
    if rows:
        connection.execute(insert(CASE_KEY), rows)


def forget(connection: Connection, person_id: int) -> None:
    """Let nothing be left of what a person was found by, nor a word that was theirs alone."""
    words = _words_of(connection, person_id)
    connection.execute(delete(PERSON_KEY).where(PERSON_KEY.c.person_id == person_id))
    _unlearn(connection, words)


def move(connection: Connection, from_id: int, to_id: int) -> None:
    """Let one person be found by all that another was: what they were called stays theirs."""
    held = select(PERSON_KEY.c.kind, PERSON_KEY.c.key)
    theirs = held.where(PERSON_KEY.c.person_id == from_id)
    own = held.where(PERSON_KEY.c.person_id == to_id)
    moved = _set(connection, theirs) - _set(connection, own)
    connection.execute(delete(PERSON_KEY).where(PERSON_KEY.c.person_id == from_id))
    if moved:
        rows = [
            {"kind": kind, "key": key, "person_id": to_id, "source": Source.EARLIER}
            for kind, key in sorted(moved)
        ]
        connection.execute(insert(PERSON_KEY), rows)


def learn(connection: Connection, words: Collection[str]) -> None:
    """Add words to those that names are made of, with how they sound and may be mistyped."""
    known = select(NAME_WORD.c.word).where(NAME_WORD.c.word.in_(sorted(words)))
    new = sorted(set(words) - set(connection.scalars(known))) if words else []
    if not new:
        return
    heard = [(word, *names.sounds_of(word)) for word in new]
    connection.execute(
        insert(NAME_WORD),
        [{"word": word, "soundex": one, "metaphone": other} for word, one, other in heard],
    )
    slips = [{"slip": slip, "word": word} for word in new for slip in sorted(names.slips_of(word))]
    if slips:
        connection.execute(insert(NAME_SLIP), slips)


def _unlearn(connection: Connection, words: Collection[str]) -> None:
    """Drop what nobody's name is made of any more: of somebody erased no word may be left."""
    if not words:
        return
    in_use = exists().where(PERSON_KEY.c.kind == Kind.WORD, PERSON_KEY.c.key == NAME_WORD.c.word)
    gone = delete(NAME_WORD).where(NAME_WORD.c.word.in_(sorted(words)), ~in_use)
    connection.execute(gone)


def _set(connection: Connection, query: Select[Any]) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in connection.execute(query)}


def _words_of(connection: Connection, person_id: int) -> set[str]:
    words = select(PERSON_KEY.c.key).where(
        PERSON_KEY.c.person_id == person_id, PERSON_KEY.c.kind == Kind.WORD
    )
    return set(connection.scalars(words))


def _one_at_a_time(connection: Connection) -> None:
    """Make other writers of names wait: two of them may bring the same new word."""
    query = select(Setting.name).where(Setting.name == "caseload.id").with_for_update()
    connection.execute(query)


def _write_changed(session: Session, _: object) -> None:
    connection = session.connection()
    for row in {*session.new, *session.dirty}:
        if isinstance(row, Person) and _changed(row, OF_A_PERSON):
            write_person(connection, row.id, person_keys(row))
        elif isinstance(row, Case) and _changed(row, OF_A_CASE):
            write_case(connection, row.id, {kind: getattr(row, kind) or "" for kind in OF_A_CASE})


def _forget_erased(session: Session, *_: object) -> None:
    for row in session.deleted:
        if isinstance(row, Person):
            forget(session.connection(), row.id)


def _changed(row: Any, names: Iterable[str]) -> bool:  # noqa: ANN401 - a row of either table
    attributes = inspect(row).attrs
    return any(attributes[str(name)].history.has_changes() for name in names)
