"""A custody log is taken in: staged a little at a time, seen all at once, or not at all.

What is staged is not seen by anybody before the import is finished, so the switch is one word in
one row, and nobody else who saves waits longer than one small piece takes to be written.
"""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from triage_app.domain.custody_log import Entry, Field, changed_fields, merged
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.custody_preview import Preview, PreviewRow, Progress, Verdict
from triage_app.services.custody_rows import Key, key_of, known, row_values
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import (
    Case,
    CustodyEntry,
    CustodyImport,
    CustodyRow,
    Setting,
)

IMPORTED: Final = audit.Deed("custody_log.imported", audit.Category.COLLECTION)
CHUNK: Final = 250  # rows written in one breath: others who save wait no longer than that
RUN: Final = secrets.token_hex(8)  # this running program, as against one that was broken off
# On a server another program may be at work: one that has not stirred so long was broken off.
BROKEN_OFF: Final = dt.timedelta(minutes=5)
ENTRIES: Final = cast("Table", CustodyEntry.__table__)
ROWS: Final = cast("Table", CustodyRow.__table__)
IMPORTS: Final = cast("Table", CustodyImport.__table__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import."""

    import_id: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: int = 0


@dataclass(slots=True)
class _Piece:
    """Some rows on their way in: those of new stays, and those that change a known one."""

    new: list[tuple[Entry, int]]
    changed: list[tuple[int, Entry, int]]  # the entry's number first
    unchanged: int = 0


def take_in(desk: Desk, actor: Actor, preview: Preview, progress: Progress) -> Taken:
    """Take in the good rows of a file; what `progress` raises undoes it, and leaves no trace."""
    permit(actor, Permission.IMPORT_CUSTODY_LOG)
    drop_broken_off(desk)
    import_id = _begin(desk, actor, preview)
    try:
        counts = _stage(desk, import_id, preview, progress)
        return _finish(desk, actor, import_id, preview, counts)
    except BaseException:
        drop(desk, import_id)
        raise


def drop(desk: Desk, import_id: int) -> None:
    """Take out whatever an import has staged, a little at a time."""
    for table, column in ((ROWS, ROWS.c.import_id), (ENTRIES, ENTRIES.c.import_id)):
        some = select(table.c.id).where(column == import_id).limit(CHUNK)
        gone = CHUNK
        while gone == CHUNK:
            with desk.sessions.begin() as session:
                ids = session.scalars(some).all()
                session.execute(delete(table).where(table.c.id.in_(ids)))
                gone = len(ids)
    with desk.sessions.begin() as session:
        session.execute(delete(IMPORTS).where(IMPORTS.c.id == import_id))


def drop_broken_off(desk: Desk) -> None:
    """Take out what imports have left that were killed before they were finished."""
    with desk.sessions() as session:
        left = [one.id for one in _unfinished(session) if _is_broken_off(desk, one)]
    for import_id in left:
        drop(desk, import_id)


def _unfinished(session: Session) -> Sequence[CustodyImport]:
    query = select(CustodyImport).where(CustodyImport.finished_at.is_(None))
    return session.scalars(query).all()


def _is_broken_off(desk: Desk, one: CustodyImport) -> bool:
    """Whether nobody is at it: one program alone may hold a file, several may share a server."""
    if desk.database.kind == "embedded":
        return one.run != RUN
    return desk.now() - one.beat_at > BROKEN_OFF


def _begin(desk: Desk, actor: Actor, preview: Preview) -> int:
    """Write down that an import has begun; while one runs, another is refused."""
    now = desk.now()
    with desk.sessions.begin() as session:
        session.execute(select(Setting).where(Setting.name == "caseload.id").with_for_update())
        for one in _unfinished(session):
            who = name_of(session, one.imported_by)
            raise Refused("custody_log.being_imported", name=who)
        begun = CustodyImport(
            suite=preview.suite,
            file=preview.log.name,
            digest=preview.log.digest,
            run=RUN,
            imported_by=actor.username,
            started_at=now,
            beat_at=now,
        )
        session.add(begun)
        session.flush()
        return begun.id


def _stage(desk: Desk, import_id: int, preview: Preview, progress: Progress) -> Mapping[str, int]:
    good, mapped = preview.good, frozenset(preview.columns)
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    for start in range(0, len(good), CHUNK):
        progress(start / len(good))
        piece = _sorted_out(desk, good[start : start + CHUNK], mapped)
        _write(desk, import_id, piece)
        counts["new"] += len(piece.new)
        counts["changed"] += len(piece.changed)
        counts["unchanged"] += piece.unchanged
    progress(1)
    return counts


def _sorted_out(desk: Desk, rows: Sequence[PreviewRow], mapped: frozenset[Field]) -> _Piece:
    """Set some rows against what is known by now: reading waits for nobody."""
    piece = _Piece([], [])
    with desk.sessions() as session:
        held = known(session, [row.entry.key for row in rows if row.entry])
    for row in rows:
        if row.entry is None:
            continue
        if row.entry.key not in held:
            piece.new.append((row.entry, row.line))
            continue
        entry_id, earlier = held[row.entry.key]
        later = merged(earlier, row.entry, mapped)
        if changed_fields(earlier, later):
            piece.changed.append((entry_id, later, row.line))
        else:
            piece.unchanged += 1
    return piece


def _write(desk: Desk, import_id: int, piece: _Piece) -> None:
    """Write some rows in one short transaction, unseen until the import is finished."""
    if not piece.new and not piece.changed:
        return
    rows = [
        row_values(entry, line) | {"entry_id": entry_id, "import_id": import_id}
        for entry_id, entry, line in piece.changed
    ]
    fresh = [row_values(entry, line) | {"import_id": import_id} for entry, line in piece.new]
    keys = [entry.key for entry, _ in piece.new]
    with desk.sessions() as session:
        cases = cases_of(session, [entry for entry, _ in piece.new])
    stays = [
        {
            "import_id": import_id,
            "suite": suite,
            "record_key": key,
            "case_id": cases.get((suite, key)),
        }
        for suite, key in keys
    ]
    with desk.sessions.begin() as session:
        if stays:
            numbers = _inserted(session, import_id, stays)
            rows += [row | {"entry_id": numbers[key]} for row, key in zip(fresh, keys, strict=True)]
        session.execute(insert(ROWS), rows)
        at = update(IMPORTS).where(IMPORTS.c.id == import_id).values(beat_at=desk.now())
        session.execute(at)


def _inserted(
    session: Session, import_id: int, stays: Sequence[dict[str, Any]]
) -> Mapping[Key, int]:
    """Write new stays, and return the number each was given."""
    session.execute(insert(ENTRIES), stays)
    keys = [stay["record_key"] for stay in stays]
    query = select(ENTRIES.c.suite, ENTRIES.c.record_key, ENTRIES.c.id).where(
        ENTRIES.c.record_key.in_(keys), ENTRIES.c.import_id == import_id
    )
    return {(suite, key): number for suite, key, number in session.execute(query)}


def cases_of(session: Session, entries: Sequence[Entry]) -> Mapping[Key, int]:
    """Return which stays have led to a case already: those whose custody record one names."""
    records = {one.custody_record for one in entries}
    query = select(Case.id, Case.suite, Case.custody_record).where(
        Case.custody_record.in_({*records, *(" ".join(one.split()) for one in records)})
    )
    return {key_of(suite, record): case_id for case_id, suite, record in session.execute(query)}


def _finish(
    desk: Desk, actor: Actor, import_id: int, preview: Preview, counts: Mapping[str, int]
) -> Taken:
    """Let everything staged be seen, in one word, and log that it was."""
    taken = Taken(import_id, bad=preview.counts.get(Verdict.BAD, 0), **counts)
    told = {one.name: getattr(taken, one.name) for one in fields(Taken) if one.name != "import_id"}
    names = [str(field) for field in preview.columns]
    names += [f"rows_{name}={number}" for name, number in told.items()]
    with desk.sessions.begin() as session:
        done = update(IMPORTS).where(IMPORTS.c.id == import_id)
        session.execute(done.values(finished_at=desk.now(), **told))
        audit.record(session, desk, actor, IMPORTED, fields=names)
    return taken
