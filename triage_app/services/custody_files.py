"""The file of a custody log: chosen, looked at, and its columns named once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from triage_app.domain.custody_log import Field
from triage_app.domain.names import fold
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language
from triage_app.exchange.custody_headings import guess, set_of
from triage_app.exchange.custody_log import LogFile, open_log
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import CustodyColumns

REASON = "custody_log.what_is_wrong"  # the heading of the column that says why a row is bad
Columns = Mapping[Field, str]  # which heading stands for what


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was read, the suite whose log it is, and what its columns hold."""

    log: LogFile
    suite: str
    columns: Columns
    remembered: bool  # somebody has said so before; else it is a guess


def look(desk: Desk, actor: Actor, path: str, suite: str | None) -> Looked:
    """Read a file whole, and say what its columns hold: as was said before, or by a guess."""
    permit(actor, Permission.IMPORT_CUSTODY_LOG)
    missing = [Problem("file", "problem.missing")] if not path.strip() else []
    missing += [] if suite else [Problem("suite", "problem.choose")]
    if missing or not suite:
        raise Invalid(*missing)
    log = open_log(Path(path.strip().strip('"')).expanduser())
    with desk.sessions() as session:
        held = session.get(CustodyColumns, (suite, _set_of(desk, log)))
        columns = {Field(name): heading for name, heading in held.columns.items()} if held else {}
    return Looked(log, suite, columns or guess(log.headings), bool(columns))


def check_columns(columns: Columns) -> None:
    """Refuse columns that say too little, or one column for two things."""
    problems = []
    if Field.CUSTODY_RECORD not in columns:
        problems.append(Problem("custody_record", "custody_log.column_needed"))
    if Field.NAME not in columns and Field.SURNAME not in columns:
        problems.append(Problem("name", "custody_log.name_needed"))
    taken: dict[str, Field] = {}
    for field, heading in columns.items():
        if heading in taken:
            problems.append(Problem(field, "custody_log.column_twice", {"heading": heading}))
        taken[heading] = field
    for whole, part in (("arrested", Field.ARRESTED_TIME), ("released", Field.RELEASED_TIME)):
        if part in columns and Field(whole) not in columns:
            problems.append(Problem(whole, "custody_log.time_alone"))
    if problems:
        raise Invalid(*problems)


def remember(session: Session, desk: Desk, actor: Actor, looked: Looked, columns: Columns) -> None:
    """Keep what the columns hold, for the next file of this suite with these headings."""
    session.merge(
        CustodyColumns(
            suite=looked.suite,
            headings=_set_of(desk, looked.log),
            columns={str(field): heading for field, heading in columns.items()},
            said_by=actor.username,
            said_at=desk.now(),
        )
    )


def _set_of(desk: Desk, log: LogFile) -> str:
    """Return the name of a file's headings; the column that says what to mend is none of them."""
    reasons = {fold(desk.texts(language)(REASON)) for language in Language}
    return set_of([one for one in log.headings if fold(one) not in reasons])
