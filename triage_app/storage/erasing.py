"""Erase a case whole: every row that hangs on it, what it was found by, earlier values, drafts.

The rows are found by the tables' own references, so that a table added later is not forgotten.
The log stays: it holds names of fields, and digests whose nonce goes with the case.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, and_, delete, or_, select

from triage_app.storage import search_keys, sqlcipher
from triage_app.storage.database import TOLD, Database
from triage_app.storage.models import (
    Base,
    Case,
    CustodyEntry,
    CustodyLook,
    CustodyRow,
    Draft,
    FormerDescription,
    FormerPerson,
    Person,
    Revision,
)
from triage_app.storage.sqlcipher import dbapi2

Rows = dict[str, set[int]]  # numbers by table
AT_ONCE: Final = 400  # numbers in one statement
CASE: Final = cast("Table", Case.__table__)
PERSON: Final = cast("Table", Person.__table__)
ENTRY: Final = cast("Table", CustodyEntry.__table__)
WAITS: Final = 500  # milliseconds for whoever reads: it is owed until it is done
BUSY: Final = TOLD[dbapi2.SQLITE_BUSY]
IN_THE_WAY: Final = {**TOLD, dbapi2.SQLITE_LOCKED: BUSY}
SHORTEST: Final = 4  # letters of a name by which a draft is taken for somebody's


def mark(nonce: str) -> str:
    """Return what a case is known by once it is gone, and in a copy made before: no content."""
    return sha256(nonce.encode()).hexdigest()


def erase(connection: Connection, case_id: int) -> list[str]:
    """Erase a case, and its person where no other case needs them; return what would not go."""
    person = _person_to_go(connection, case_id)
    gone: Rows = {"case": {case_id}} | ({"person": {person}} if person else {})
    gone["custody_entry"] = set(_entries(connection, case_id, person))
    _find_all(connection, gone)
    said = list(_said(connection, case_id, person))
    _erase_earlier(connection, gone, person)
    _erase_drafts(connection, gone, said)
    _in_pieces(connection, ENTRY, gone["custody_entry"])
    if person:
        search_keys.forget(connection, person)
    connection.execute(delete(CASE).where(CASE.c.id == case_id))
    if person:
        connection.execute(delete(PERSON).where(PERSON.c.id == person))
    return [name for name, numbers in gone.items() if _any_left(connection, name, numbers)]


def clear_out(database: Database) -> str:
    """Let the file and its log of writes forget too; return why not, as a code, or nothing.

    Freed bytes are overwritten as they are freed; but where a page was divided or joined before,
    a copy of a row may be left in the gap of another. So the file is written anew, and what its log
    of writes still holds of before is cut away. A server's own log of writes and copies are for
    whoever keeps the server.
    """
    if database.path is None or database.key is None:
        return ""
    with closing(sqlcipher.unguarded(database.path, database.key)) as bare:
        bare.execute(f"PRAGMA busy_timeout = {WAITS}")
        try:
            bare.execute("VACUUM")
            busy, *_ = bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except dbapi2.DatabaseError as error:
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
            if code not in IN_THE_WAY:
                raise
            return IN_THE_WAY[code]
    return BUSY if busy else ""


def _person_to_go(connection: Connection, case_id: int) -> int | None:
    """Return whose case it is, where they have no other."""
    person = connection.scalar(select(CASE.c.person_id).where(CASE.c.id == case_id))
    others = select(CASE.c.id).where(CASE.c.person_id == person, CASE.c.id != case_id)
    return None if connection.execute(others).first() else person


def _entries(connection: Connection, case_id: int, person: int | None) -> Iterator[int]:
    """Yield the stays of the custody log that are of this case, or of nobody's else."""
    own = select(CustodyEntry.id).where(CustodyEntry.case_id == case_id)
    yield from connection.scalars(own)
    if person is None:
        return
    elsewhere = select(CustodyLook.entry_id).where(CustodyLook.case_id != case_id)
    looked = select(CustodyLook.entry_id).where(CustodyLook.case_id == case_id)
    known = select(CustodyRow.pnc_key).where(CustodyRow.pnc_key != "", CustodyRow.entry_id.in_(own))
    theirs = select(CustodyRow.entry_id).where(
        or_(
            *(
                and_(CustodyRow.name == name, CustodyRow.born == born)
                for name, born, _ in _described(connection, person)
            ),
            CustodyRow.pnc_key.in_(known),
        )
    )
    found = select(CustodyEntry.id).where(
        CustodyEntry.case_id.is_(None),
        CustodyEntry.id.not_in(elsewhere),
        or_(CustodyEntry.id.in_(looked), CustodyEntry.id.in_(theirs)),
    )
    yield from connection.scalars(found)


def _described(connection: Connection, person: int) -> Iterator[tuple[str, date | None, list[str]]]:
    """Yield name, birth and numbers of somebody, and of each record made one with theirs."""
    for model, own in ((Person, Person.id), (FormerDescription, FormerDescription.person_id)):
        said = select(model.name, model.born, model.pnc, model.cro).where(own == person)
        for name, born, pnc, cro in connection.execute(said):
            yield name, born, [pnc, cro]


def _find_all(connection: Connection, gone: Rows) -> None:
    """Add every row that refers to one that goes, until there is no more."""
    grew = True
    while grew:
        grew = False
        for table in Base.metadata.tables.values():
            for number in _referring(connection, table, gone):
                held = gone.setdefault(table.name, set())
                grew = grew or number not in held
                held.add(number)


def _referring(connection: Connection, table: Table, gone: Rows) -> list[int]:
    key = list(table.primary_key.columns)
    if len(key) != 1 or table.name in ("case", "person"):
        return []  # what it is found by goes with its row; another's case stays
    found: list[int] = []
    for reference in table.foreign_keys:
        wanted = gone.get(reference.column.table.name, set())
        for some in _pieces(wanted):
            rows = select(key[0]).where(reference.parent.in_(some))
            found.extend(connection.scalars(rows))
    return found


def _erase_earlier(connection: Connection, gone: Rows, person: int | None) -> None:
    """Erase what fields held before, also of records that were merged into the person's."""
    names = [f"{table}:{number}" for table, numbers in gone.items() for number in numbers]
    if person:
        former = select(FormerPerson.id).where(FormerPerson.person_id == person)
        names += [f"person:{number}" for number in connection.scalars(former)]
    revision = cast("Table", Revision.__table__)
    for some in _pieces(names):
        connection.execute(delete(revision).where(revision.c.record.in_(some)))
    connection.execute(delete(revision).where(revision.c.case_id.in_(gone["case"])))


def _said(connection: Connection, case_id: int, person: int | None) -> Iterator[str]:
    """Yield the words by which a draft is theirs."""
    row = connection.execute(select(Case.number, Case.custody_record).where(Case.id == case_id))
    yield from (str(one) for one in row.one())
    if person:
        for name, _, numbers in _described(connection, person):
            yield from (one for one in (name, *numbers) if len(one) >= SHORTEST)


def _erase_drafts(connection: Connection, gone: Rows, said: list[str]) -> None:
    """Erase what somebody had begun to type about them: forms name a case in their own ways."""
    (case_id,) = gone["case"]
    named = {f"case-{case_id}", *(f"new-entry-{one}" for one in gone["custody_entry"])}
    for number, about, content in connection.execute(
        select(Draft.id, Draft.about, Draft.content)
    ).all():
        if about in named or any(one in _text(content) for one in said):
            connection.execute(delete(Draft).where(Draft.id == number))


def _text(content: Any) -> str:  # noqa: ANN401 - whatever a form holds
    if isinstance(content, dict):
        return "\n".join(_text(one) for one in content.values())
    if isinstance(content, list):
        return "\n".join(_text(one) for one in content)
    return str(content)


def _any_left(connection: Connection, name: str, numbers: set[int]) -> bool:
    table = Base.metadata.tables[name]
    key = next(iter(table.primary_key.columns))
    return any(
        connection.execute(select(key).where(key.in_(some)).limit(1)).first()
        for some in _pieces(numbers)
    )


def _in_pieces(connection: Connection, table: Table, numbers: Iterable[int]) -> None:
    for some in _pieces(numbers):
        connection.execute(delete(table).where(table.c.id.in_(some)))


def _pieces(values: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(values)
    for start in range(0, len(held), AT_ONCE):
        yield held[start : start + AT_ONCE]
