"""What was disposed of is gone from the file too: owed from the disposal on, until it is done.

Rows are gone at once, but copies of them may stand in the gaps of pages until the file is written
anew. Where that fails, or the program ends before, it is tried again whenever somebody signs in.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from triage_app.services.desk import Desk
from triage_app.storage import erasing
from triage_app.storage.models import Setting

OWED: Final = "file.to_be_written_anew"  # since when, and why it could not be done


@dataclass(frozen=True, slots=True)
class Owed:
    """The file may still hold what was disposed of: since when, and why, as a code."""

    since: datetime
    why: str


def owe(session: Session, desk: Desk) -> None:
    """Note, in the breath of a disposal, that the file is to be written anew; a server has none."""
    if desk.database.path is not None and session.get(Setting, OWED) is None:
        session.add(Setting(name=OWED, value=f"{desk.now().isoformat()} {erasing.BUSY}"))


def owed(desk: Desk) -> Owed | None:
    """Return whether the file may still hold what was disposed of."""
    with desk.sessions() as session:
        row = session.get(Setting, OWED)
        return _read(row.value) if row else None


def settle(desk: Desk) -> bool:
    """Write the file anew where that is owed; say whether nothing is owed any longer."""
    before = owed(desk)
    if before is None:
        return True
    why = erasing.clear_out(desk.database)
    with desk.sessions.begin() as session:
        if why:
            session.merge(Setting(name=OWED, value=f"{before.since.isoformat()} {why}"))
        else:
            session.execute(delete(Setting).where(Setting.name == OWED))
    return not why


def _read(written: str) -> Owed:
    since, why = written.split(" ")
    return Owed(datetime.fromisoformat(since), why)
