"""Stage an edition of reference data beside the one in force, and put it in its place in one step.

Rows go in and out in chunks, each a short write, so that whoever saves meanwhile hardly waits. An
edition that is not in force answers nothing: what is left of one by a crash is cleared away later.
"""

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from triage_app.domain.editions import Kind, Standing
from triage_app.domain.problems import Refused
from triage_app.services import audit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Edition, ListedOffence, OutwardCode

IMPORTED: Final = {
    Kind.POSTCODES: audit.Deed("imports.postcodes", audit.Category.SYSTEM),
    Kind.OFFENCES: audit.Deed("imports.offences", audit.Category.SYSTEM),
}
TABLES: Final[dict[Kind, type[OutwardCode] | type[ListedOffence]]] = {
    Kind.POSTCODES: OutwardCode,
    Kind.OFFENCES: ListedOffence,
}
# Rows deleted in one short write: of postcodes some 500 kB.
DELETED_AT_ONCE: Final = {Kind.POSTCODES: 250, Kind.OFFENCES: 2_000}
LONGEST_PAUSE: Final = 0.05  # seconds
# An edition still staged after this long has lost whoever was writing it.
ABANDONED: Final = dt.timedelta(hours=12)

Row = Mapping[str, Any]


def begin(desk: Desk, edition: Edition) -> int:
    """Write down that an edition is being staged; return its number."""
    with desk.sessions.begin() as session:
        session.add(edition)
        session.flush()
        return edition.id


def stage(desk: Desk, kind: Kind, edition_id: int, rows: Iterable[Row]) -> None:
    """Add some rows to an edition that is being staged."""
    held = [{"edition_id": edition_id, **row} for row in rows]
    with _short_write(desk) as session:
        session.execute(insert(TABLES[kind]), held)


def put_in_force(desk: Desk, actor: Actor, edition_id: int, inside: int | None) -> None:
    """Let a staged edition answer in place of the one that did: the one step that is seen."""
    with desk.sessions.begin() as session:
        edition = session.get(Edition, edition_id)
        if edition is None or edition.standing is not Standing.STAGED:
            raise Refused("imports.overtaken")
        answering = select(Edition).where(
            Edition.kind == edition.kind, Edition.standing == Standing.IN_FORCE
        )
        for former in session.scalars(answering.with_for_update()):
            former.standing = Standing.REPLACED
        session.flush()  # at most one answers: the former steps back first
        edition.standing = Standing.IN_FORCE
        edition.inside = inside
        audit.record(session, desk, actor, IMPORTED[edition.kind], fields=("edition",))


def drop(desk: Desk, kind: Kind, edition_id: int) -> None:
    """Take away an edition that never came into force."""
    empty(desk, kind, edition_id)
    with desk.sessions.begin() as session:
        staged = Edition.standing == Standing.STAGED
        session.execute(delete(Edition).where(Edition.id == edition_id, staged))


def empty(desk: Desk, kind: Kind, edition_id: int) -> None:
    """Delete what an edition holds, some rows at a time."""
    table, most = TABLES[kind], DELETED_AT_ONCE[kind]
    mine = table.edition_id == edition_id
    while True:
        with _short_write(desk) as session:
            codes: Sequence[str] = session.scalars(select(table.code).where(mine).limit(most)).all()
            session.execute(delete(table).where(mine, table.code.in_(codes)))
        if len(codes) < most:
            return


@contextmanager
def _short_write(desk: Desk) -> Iterator[Session]:
    """Write something, then pause as long: whoever waits to save looks again, and comes in."""
    begun = time.monotonic()
    with desk.sessions.begin() as session:
        yield session
    time.sleep(min(LONGEST_PAUSE, time.monotonic() - begun))


def clear_away(desk: Desk, kind: Kind) -> None:
    """Delete what replaced editions held, and whatever an import that was killed left behind."""
    mine = Edition.workstation == desk.workstation
    lost = Edition.imported_at < desk.now() - ABANDONED
    with desk.sessions() as session:
        of_kind = select(Edition.id).where(Edition.kind == kind)
        replaced = session.scalars(of_kind.where(Edition.standing == Standing.REPLACED)).all()
        staged = of_kind.where(Edition.standing == Standing.STAGED, mine | lost)
        abandoned = session.scalars(staged).all()
    for edition_id in replaced:
        empty(desk, kind, edition_id)
    for edition_id in abandoned:
        drop(desk, kind, edition_id)
