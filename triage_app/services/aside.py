"""Caseloads that a restore kept aside: nobody opens them, and they go as the oldest backups do.

What was disposed of since still stands in them. So they are kept for 35 days, and no longer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from triage_app.domain.copies import OLDEST, named_at
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.services import audit, copies_kept
from triage_app.services.access import permit
from triage_app.services.copies_kept import ASIDE
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.opening import Files, files_of
from triage_app.storage.places import told

DELETED: Final = audit.Deed("copies.aside_deleted", audit.Category.ERASURE)
STAMP: Final = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Aside:
    """A caseload kept aside: its file, since when, and until which day."""

    file: Path
    since: datetime

    @property
    def until(self) -> date:
        """The last day it is kept."""
        return day_of(self.since + OLDEST)


def aside_files(files: Files, now: datetime) -> Files:
    """Return the names under which a caseload is kept aside."""
    stamp = f"{now.astimezone(LONDON):{STAMP}}"
    return Files(files.folder, f"{files.name}-before-restore-{stamp}")


def kept(desk: Desk, actor: Actor) -> tuple[Aside, ...]:
    """Return the caseloads kept aside, the first to go first."""
    permit(actor, Permission.BACK_UP)
    return tuple(_found(desk))


def delete(desk: Desk, actor: Actor, file: Path) -> None:
    """Delete a caseload kept aside before its day."""
    permit(actor, Permission.BACK_UP)
    for one in _found(desk):
        if one.file == file:
            _delete(desk, actor, one)
            return
    raise Refused("copies.aside_gone", file=file.name)


def let_expire(desk: Desk, actor: Actor) -> None:
    """Delete those whose last day is over, for whoever signs in; one that stays is told of."""
    over = [one for one in _found(desk) if one.until < desk.today()]
    try:
        for one in over:
            _delete(desk, actor, one)
    except Refused as refused:
        copies_kept.note_failed(desk, ASIDE, refused)
        return
    if over:
        copies_kept.made_up_for(desk, ASIDE)


def _delete(desk: Desk, actor: Actor, one: Aside) -> None:
    """Delete it with the slots of its key, and log it: neither happens without the other."""
    files = Files(one.file.parent, one.file.stem)
    name = files.database.name
    parts = (files.database.with_name(name + end) for end in ("-wal", "-shm", ""))
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, DELETED)
        try:
            for part in (*parts, files.keys):
                part.unlink(missing_ok=True)
        except OSError as error:
            raise told(error, one.file.parent) from error


def _found(desk: Desk) -> Iterator[Aside]:
    if desk.database.path is None:
        return
    files = files_of(desk.config)
    named = re.compile(rf"{re.escape(files.name)}-before-restore-([\d-]+)\.db")
    for file in sorted(files.folder.glob(f"{files.name}-before-restore-*.db")):
        said = named.fullmatch(file.name)
        if said and (at := named_at(said[1], STAMP)):
            yield Aside(file, at.replace(tzinfo=LONDON))
