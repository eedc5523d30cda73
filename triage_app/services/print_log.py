"""The print log: for each paper every handing over to a printer, by whom, why, and its end."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.storage.models import Member, Printing


@dataclass(frozen=True, slots=True)
class Printed:
    """One handing over of a paper to a printer, and what is known of its end."""

    id: int
    paper_id: int
    printer: str
    workstation: str
    job: str
    at: datetime
    by: str
    why_again: str
    came_out: bool | None
    answer: str  # of domain/printing's Answer, once it is answered
    answered_by: str
    answered_at: datetime | None


def in_fours(code: str) -> str:
    """Return a paper's code as it is printed and read out."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def names_of(session: Session) -> Mapping[str, str]:
    """Return the names of all staff by their usernames."""
    return dict(session.execute(select(Member.username, Member.name)).all())


def printings_of(
    session: Session, papers: Iterable[int], names: Mapping[str, str]
) -> Mapping[int, tuple[Printed, ...]]:
    """Return the printings of some papers, by paper and the newest first."""
    query = select(Printing).where(Printing.paper_id.in_(papers)).order_by(Printing.id.desc())
    found: defaultdict[int, list[Printed]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.paper_id].append(printed(row, names))
    return {paper_id: tuple(rows) for paper_id, rows in found.items()}


def printed(row: Printing, names: Mapping[str, str]) -> Printed:
    """Return one printing as the log shows it."""
    return Printed(
        id=row.id,
        paper_id=row.paper_id,
        printer=row.printer,
        workstation=row.workstation,
        job=row.job,
        at=row.at,
        by=names.get(row.by, row.by),
        why_again=row.why_again,
        came_out=row.came_out,
        answer=row.answer,
        answered_by=names.get(row.answered_by, row.answered_by),
        answered_at=row.answered_at,
    )
