"""What was disposed of stays disposed of, also when a backup made before is put back."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit, forgotten
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.opening import files_of
from triage_app.storage import disposed, erasing
from triage_app.storage.disposed import Gone, Ledger
from triage_app.storage.models import AuditEntry, Case

ERASED_AGAIN: Final = audit.Deed("retention.erased_again", audit.Category.ERASURE)


def list_anew(desk: Desk) -> tuple[Path, ...]:
    """Bring the list up to date; return the folders of backups where that could not be done."""
    file = files_of(desk.config).disposed
    held = disposed.read(file)
    with desk.sessions() as session:
        ledger = replace(held, gone=held.gone | disposed.in_tables(session))
    disposed.write(file, ledger)
    return disposed.copy_beside(ledger)


def read_lists(desk: Desk, folder: Path) -> None:
    """Refuse a list that cannot be read, the caseload's or a folder's, before anything is done."""
    disposed.read(files_of(desk.config).disposed)
    disposed.read(folder / disposed.BESIDE)


def list_beside(desk: Desk, folder: Path) -> None:
    """Let a folder of backups hold the list too, from now on; refuse one that does not take it."""
    file = files_of(desk.config).disposed
    held, beside = disposed.read(file), folder / disposed.BESIDE
    with desk.sessions() as session:
        gone = held.gone | disposed.in_tables(session)
    disposed.write(beside, Ledger(disposed.read(beside).gone | gone))
    disposed.write(file, replace(held, gone=gone, folders=held.folders | {str(folder)}))
    list_anew(desk)


def again(desk: Desk, actor: Actor, known: Iterable[Gone] = ()) -> int:
    """Dispose again of what came back with an older copy; return how many records that were.

    Two people decided each of them; whoever opens the caseload decides nothing. What another
    workstation disposes of again at the same moment is done, and counted there. A file that could
    not be written anew before is written anew now.
    """
    listed = disposed.read(files_of(desk.config).disposed).gone | frozenset(known)
    with desk.sessions() as session:
        there = {one.mark for one in disposed.in_tables(session)}
    # Disposed of twice, where no list was at hand in between, it is one record still.
    missing = {one.mark: one for one in sorted(listed, reverse=True) if one.mark not in there}
    number = 0
    if missing:
        with desk.sessions.begin() as session:
            # In one order at every workstation: of two that wait for each other none would go on.
            number = sum(_again(session, desk, actor, missing[mark]) for mark in sorted(missing))
    list_anew(desk)
    forgotten.settle(desk)
    return number


def number_again(desk: Desk, actor: Actor) -> int:
    """Return how many records were disposed of again, as the log has it."""
    permit(actor, Permission.BACK_UP)
    query = select(func.count()).where(AuditEntry.action == ERASED_AGAIN.action)
    with desk.sessions() as session:
        return session.scalar(query) or 0


def _again(session: Session, desk: Desk, actor: Actor, gone: Gone) -> bool:
    """Note that a record is gone, and let it go where it is back: the very one, by its mark."""
    if not disposed.note(session, gone):
        return False
    found = session.execute(
        select(Case.person_id, Case.nonce).where(Case.id == gone.case_id)
    ).one_or_none()
    if found is None or erasing.mark(found.nonce) != gone.mark:
        return False
    if left := erasing.erase(session.connection(), gone.case_id):
        raise Refused("retention.still_needed", tables=", ".join(sorted(left)))
    forgotten.owe(session, desk)
    audit.record(session, desk, actor, ERASED_AGAIN, gone.case_id, person_id=found.person_id)
    return True
