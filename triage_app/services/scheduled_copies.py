"""Copies of the caseload that make themselves, beside it and in a second place; old ones go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from triage_app.domain.copies import Made, Occasion, named_at, outlived
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.services import audit, copies_kept, copying, disposals
from triage_app.services.access import permit
from triage_app.services.copies_kept import HERE, THERE, Standing
from triage_app.services.copying import UNFINISHED, Backup, Source
from triage_app.services.desk import Actor, Desk
from triage_app.services.opening import Files, files_of
from triage_app.storage import backups
from triage_app.storage.places import prepare_folder, told

COPIED: Final = audit.Deed("copies.copied", audit.Category.SYSTEM)
PLACE_CHOSEN: Final = audit.Deed("copies.place_chosen", audit.Category.SYSTEM)
STAMP: Final = "%Y-%m-%d-%H%M%SZ"  # UTC: no hour of it comes twice
END: Final = ".backup"
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where copies of one caseload lie, under names that no other caseload's copies bear."""

    folder: Path
    begins: str

    def file(self, at: datetime, occasion: Occasion) -> Path:
        """Return the file of a copy."""
        return self.folder / f"{self.begins}{at.astimezone(UTC):{STAMP}}-{occasion}{END}"

    def made(self) -> dict[Made, Path]:
        """Return the copies that lie there; whatever else does is left alone."""
        named = re.compile(
            rf"{re.escape(self.begins)}([\d-]+Z)-({'|'.join(Occasion)}){re.escape(END)}"
        )
        found = {}
        for file in self.folder.glob(f"{self.begins}*{END}"):
            said = named.fullmatch(file.name)
            if said and (at := named_at(said[1], STAMP)):
                found[Made(at.replace(tzinfo=UTC), said[2])] = file
        return found

    def clear(self, now: datetime) -> None:
        """Delete the copies that have had their day, and what was left unfinished."""
        made = self.made()
        over = [made[one] for one in outlived(made, now)]
        for file in (*over, *self.folder.glob(f"{self.begins}*{UNFINISHED}")):
            file.unlink()


@dataclass(frozen=True, slots=True)
class Kept:
    """The copies of one place, as an administrator is shown them."""

    folder: Path
    number: int
    last: datetime | None
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """How the copies stand in both places, and whether those lie on one disk."""

    standing: Standing
    here: Kept
    there: Kept | None  # None: no place is chosen, or it is not to be reached
    same_disk: bool


def copy(desk: Desk, actor: Actor, occasion: Occasion) -> tuple[Refused, ...]:
    """Copy the caseload beside it and to the second place; return what failed, noted until it did.

    Nobody chooses it: it is done for whoever works. Practice is not copied, nor is a server.
    """
    if desk.marked or desk.database.path is None:
        return ()
    with _ONE_AT_A_TIME:  # the half hour may be over while an administrator chooses a place
        return _copy(desk, actor, occasion)


def choose_place(desk: Desk, actor: Actor, folder: str) -> tuple[Refused, ...]:
    """Choose the second place of the copies, and copy there at once; return what failed."""
    permit(actor, Permission.BACK_UP)
    source = copying.source_of(desk)
    if not folder.strip():
        raise Invalid(Problem("place", "copies.place_wanted"))
    place = Path(folder.strip()).expanduser().absolute()
    if not place.is_dir():
        raise Invalid(Problem("place", "copies.no_such_place"))
    if place.resolve().is_relative_to(source.database.parent.resolve()):
        raise Invalid(Problem("place", "copies.place_is_here"))
    with desk.sessions.begin() as session:
        copies_kept.choose(session, place)
        audit.record(session, desk, actor, PLACE_CHOSEN, fields=("folder",))
    return copy(desk, actor, Occasion.CHOSEN)


def overview(desk: Desk, actor: Actor) -> Overview:
    """Return how the copies stand, and what lies in both places now."""
    permit(actor, Permission.BACK_UP)
    source = copying.source_of(desk)
    standing = copies_kept.standing(desk)
    here = _shelf_here(files_of(desk.config), source)
    place = standing.place if standing.place and standing.place.is_dir() else None
    there = Shelf(place, here.begins) if place else None
    return Overview(
        standing,
        _kept(here),
        _kept(there) if there else None,
        place is not None and place.stat().st_dev == here.folder.parent.stat().st_dev,
    )


def copy_before_upgrade(files: Files, source: Source) -> None:
    """Copy a file beside itself before its tables are changed: the way back. Or refuse."""
    shelf = _shelf_here(files, source)
    prepare_folder(shelf.folder)
    copying.write(source, shelf.file(source.now, Occasion.UPGRADE), lambda: None)


def _copy(desk: Desk, actor: Actor, occasion: Occasion) -> tuple[Refused, ...]:
    standing = copies_kept.standing(desk)
    if occasion is Occasion.WORKING and not _is_changed(desk, standing):
        return ()
    audit.look(desk, actor, COPIED)
    try:
        source = replace(copying.source_of(desk), proved=_proved(desk, standing))
    except Refused as refused:
        copies_kept.note_failed(desk, HERE, refused)
        return (refused,)
    good, failures = None, []
    for where, shelf in _shelves(desk, source, standing):
        try:
            good = _copy_to(desk, (source, good), (where, shelf), occasion)
            copies_kept.note_good(desk, where, good)
            _clear(shelf, desk.now())
        except Refused as refused:
            copies_kept.note_failed(desk, where, refused)
            failures.append(refused)
    return tuple(failures)


def _copy_to(
    desk: Desk, of: tuple[Source, Backup | None], to: tuple[str, Shelf], occasion: Occasion
) -> Backup:
    """Write one copy: of the file, or of the good copy that was made of it this moment."""
    (source, good), (where, shelf) = of, to
    if where == HERE:
        prepare_folder(shelf.folder)
    elif not shelf.folder.is_dir():
        raise Refused("copies.place_gone", folder=str(shelf.folder))
    _clear(shelf, desk.now())  # what is too old makes room
    disposals.read_lists(desk, shelf.folder)
    file = shelf.file(source.now, occasion)
    listed = partial(disposals.list_beside, desk, shelf.folder)
    if good is None:
        return copying.write(source, file, listed)
    return copying.write_again(source, good.file, file, listed)


def _clear(shelf: Shelf, now: datetime) -> None:
    try:
        shelf.clear(now)
    except OSError as error:
        raise told(error, shelf.folder) from error


def _shelves(desk: Desk, source: Source, standing: Standing) -> Iterator[tuple[str, Shelf]]:
    here = _shelf_here(files_of(desk.config), source)
    yield HERE, here
    if standing.place is not None:
        yield THERE, Shelf(standing.place, here.begins)


def _shelf_here(files: Files, source: Source) -> Shelf:
    """Return the copies beside a caseload: named by its suite and the name it was founded with."""
    known = backups.settings_in(source.database, source.key)
    begins = f"custody-triage-{known['caseload.suite']}-{known['caseload.id'][:8]}-"
    return Shelf(files.copies, begins)


def _proved(desk: Desk, standing: Standing) -> tuple[int, str]:
    """Return the entry up to which the log was found good today: once a day all of it is read.

    A log of ten years is a million entries, and reading it takes longer than anybody waits.
    """
    good = standing.good.get(HERE)
    if good is None or day_of(good.at) != desk.today():
        return 0, audit.BEGINNING
    return good.entries, good.seal


def _is_changed(desk: Desk, standing: Standing) -> bool:
    """Say whether anything stands in the log that is not in the last copy of every place."""
    places = (HERE, THERE) if standing.place else (HERE,)
    return any(copies_kept.uncopied_since(desk, standing.good.get(one)) for one in places)


def _kept(shelf: Shelf) -> Kept:
    made = sorted(shelf.made())
    first, last = (made[0].at, made[-1].at) if made else (None, None)
    return Kept(shelf.folder, len(made), last, first)
