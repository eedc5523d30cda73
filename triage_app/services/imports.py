"""Bring in reference data that somebody else publishes: postcodes, and the index of offences.

The file is read in a process beside this one, staged in chunks, and put in force in one step. Until
that step nothing has changed, and whatever ends the import before it leaves nothing behind.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from triage_app.domain.copies import Occasion
from triage_app.domain.editions import Kind, Standing
from triage_app.domain.postcodes import counted
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.exchange.beside import messages
from triage_app.services import scheduled_copies, staging
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.staging import Row
from triage_app.storage.models import Edition, Member

READING: Final = 0.85  # of the whole work: how much is done once the file is read

Progress = Callable[[float], None]  # told how much is done, of 1; whatever it raises ends the work


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be brought in: a file of a kind, and the month it was published for."""

    kind: Kind
    path: Path
    vintage: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, and the month it says it was published for."""

    source: str
    vintage: dt.date | None


@dataclass(frozen=True, slots=True)
class InForce:
    """An edition that answers: what it is, how much it holds, who brought it in and when."""

    kind: Kind
    source: str
    file_name: str
    digest: str
    vintage: dt.date | None
    entries: int
    retired: int
    strange: int
    inside: int | None
    by: str
    at: dt.datetime


def recognise(
    desk: Desk, actor: Actor, kind: Kind, path: Path, progress: Progress = lambda _: None
) -> Recognised:
    """Say what a file is, before it is imported; or refuse it in words."""
    del desk  # nothing of the caseload is asked
    permit(actor, Permission.MANAGE_REFERENCE)
    for message, *said in messages(f"look-{kind}", path, lambda: progress(0)):
        if message == "found":
            source, vintage = said
            return Recognised(source, dt.date.fromisoformat(vintage) if vintage else None)
    raise Refused("imports.reader_ended")


def bring_in(
    desk: Desk, actor: Actor, wanted: Wanted, progress: Progress = lambda _: None
) -> InForce:
    """Import a file whole and put it in force in place of what was; or change nothing."""
    permit(actor, Permission.MANAGE_REFERENCE)
    if wanted.kind is Kind.POSTCODES and wanted.vintage is None:
        raise Invalid(Problem("vintage", "imports.vintage_missing"))
    if wanted.vintage and wanted.vintage > desk.today():
        raise Invalid(Problem("vintage", "imports.vintage_ahead"))
    scheduled_copies.copy(desk, actor, Occasion.IMPORT)
    staging.clear_away(desk, wanted.kind)
    intake = _Intake(desk, wanted, progress)
    edition_id = None
    try:
        for rows in intake.chunks():
            edition_id = edition_id or staging.begin(desk, intake.edition(desk, actor))
            staging.stage(desk, wanted.kind, edition_id, rows)
        staging.put_in_force(desk, actor, intake.whole(edition_id), intake.inside)
    except BaseException:
        if edition_id is not None:
            staging.drop(desk, wanted.kind, edition_id)
        raise
    desk.list_of_offences.look_again()
    staging.clear_away(desk, wanted.kind)
    return in_force(desk, actor)[wanted.kind]


def in_force(desk: Desk, actor: Actor) -> Mapping[Kind, InForce]:
    """Return the editions in force; a kind that was never imported has none."""
    permit(actor, Permission.MANAGE_REFERENCE)
    answering = select(Edition, Member.name).outerjoin(
        Member, Member.username == Edition.imported_by
    )
    with desk.sessions() as session:
        found = session.execute(answering.where(Edition.standing == Standing.IN_FORCE)).all()
        return {edition.kind: _shown(edition, name) for edition, name in found}


class _Intake:
    """A file on its way in: what it was recognised as, what was counted, how far it has come."""

    def __init__(self, desk: Desk, wanted: Wanted, progress: Progress) -> None:
        self._wanted, self._progress = wanted, progress
        self._areas = _areas_of(desk)
        self._done = 0.0
        self._source = self._digest = ""
        self._counts: Mapping[str, int] = {}
        self.inside = 0 if wanted.kind is Kind.POSTCODES else None

    def chunks(self) -> Iterator[list[Row]]:
        """Yield the rows that are to be staged, some at a time, in the order of the reader."""
        come, wait = 0, 1
        for message, *said in messages(self._wanted.kind, self._wanted.path, self._beat):
            if message == "at":
                self._done = READING * said[0] / max(said[1], 1)
            elif message == "read":
                self._source, self._digest, self._counts, wait = said
            else:
                (rows,) = said
                make = self._outward_code if self.inside is not None else _offence
                yield [make(row, come + place) for place, row in enumerate(rows)]
                come += len(rows)
                self._done = READING + (1 - READING) * come / max(wait, 1)

    def edition(self, desk: Desk, actor: Actor) -> Edition:
        """Return the edition that is to hold it."""
        return Edition(
            kind=self._wanted.kind,
            source=self._source,
            file_name=self._wanted.path.name,
            digest=self._digest,
            vintage=self._wanted.vintage,
            entries=self._counts["rows"],
            retired=self._counts.get("retired", 0),
            strange=self._counts.get("strange", 0),
            imported_by=actor.username,
            imported_at=desk.now(),
            workstation=desk.workstation,
        )

    def whole(self, edition_id: int | None) -> int:
        """Return the edition that is now staged; a list of somewhere else is refused."""
        if edition_id is None or self.inside == 0:
            raise Refused("imports.none_inside")
        self._progress(1)
        return edition_id

    def _beat(self) -> None:
        self._progress(self._done)

    def _outward_code(self, row: list[str], _position: int) -> Row:
        code, places = row
        self.inside = (self.inside or 0) + counted(places, self._areas)[0]
        return {"code": code, "places": places}


def _offence(row: list[Any], position: int) -> Row:
    names = ("code", "category", "title", "recordable", "words")
    return {**dict(zip(names, row, strict=True)), "position": position}


def _areas_of(desk: Desk) -> frozenset[str]:
    """Return the codes of the force areas of every scheme that this suite knows."""
    known = (one for one in desk.schemes.schemes if any(s.code == desk.suite for s in one.suites))
    return frozenset(code for scheme in known for code in scheme.area_codes)


def _shown(edition: Edition, name: str | None) -> InForce:
    return InForce(
        kind=edition.kind,
        source=edition.source,
        file_name=edition.file_name,
        digest=edition.digest,
        vintage=edition.vintage,
        entries=edition.entries,
        retired=edition.retired,
        strange=edition.strange,
        inside=edition.inside,
        by=name or edition.imported_by,
        at=edition.imported_at,
    )
