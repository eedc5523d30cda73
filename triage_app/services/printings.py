"""Papers on their way to a printer: logged before they go, waited for until somebody answers."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind
from triage_app.domain.printing import SPOOLERS, Answer
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.audit import Category, Deed
from triage_app.services.desk import Actor, Desk
from triage_app.services.died import insist_alive
from triage_app.services.paperwork import reader_of
from triage_app.services.print_log import Printed, names_of, printed
from triage_app.storage.models import Case, Paper, Person, Printing

PRINTED: Final = Deed("paperwork.printed", Category.DISCLOSURE)
TAKEN: Final = Deed("paperwork.taken", Category.ALTERATION)
ANSWERED: Final = Deed("paperwork.answered", Category.ALTERATION)
ASKED: Final = Deed("paperwork.waiting_seen", Category.CONSULTATION)
LONGEST_REASON: Final = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """A printing that is not done with, and whose paper it is.

    Nobody has said whether it came out; or it did not, and has not been printed since.
    """

    printing: Printed
    kind: Kind
    language: str
    code: str
    case_id: int | None
    number: str
    participant: str


def begin(desk: Desk, actor: Actor, paper_id: int, printer: str, why_again: str = "") -> int:
    """Log a paper's going to a printer, before it goes; return the printing to be answered for.

    One that has come out before, or that may still be on its way, is printed again for a reason.
    """
    permit(actor, Permission.MAKE_PAPERS)
    reason = why_again.strip()
    with desk.sessions.begin() as session:
        paper = session.get_one(Paper, paper_id, with_for_update=True)
        if found := _problem(session, paper_id, reason):
            raise Invalid(found)
        case = session.get_one(Case, paper.case_id)
        insist_alive(session, case, paper.kind)
        recipient = reader_of(case, paper)
        row = Printing(
            paper_id=paper_id,
            printer=printer,
            workstation=desk.workstation,
            at=desk.now(),
            by=actor.username,
            why_again=reason,
        )
        session.add(row)
        case_id = paper.case_id
        audit.record(session, desk, actor, PRINTED, case_id, ("paper",), recipient=recipient)
        return row.id


def taken(desk: Desk, actor: Actor, printing_id: int, job: str) -> None:
    """Keep the spooler's own name for a printing that it took: by it, it can be asked for."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        row = session.get_one(Printing, printing_id)
        row.job = job
        case_id = session.get_one(Paper, row.paper_id).case_id
        audit.record(session, desk, actor, TAKEN, case_id, ("job",))


def answer(
    desk: Desk,
    actor: Actor,
    printing_id: int,
    *,
    came_out: bool,
    by: Answer = Answer.PERSON,
) -> None:
    """Record whether a printing came out; a spooler may only say that one did not."""
    permit(actor, Permission.MAKE_PAPERS)
    if came_out and by in SPOOLERS:
        raise ValueError(by)
    with desk.sessions.begin() as session:
        row = session.get_one(Printing, printing_id, with_for_update=True)
        if row.came_out is not None:
            raise Refused("paperwork.already_answered")
        row.came_out, row.answer = came_out, by
        row.answered_by, row.answered_at = actor.username, desk.now()
        case_id = session.get_one(Paper, row.paper_id).case_id
        audit.record(session, desk, actor, ANSWERED, case_id, ("came_out", "answer"))


def let_go(desk: Desk, actor: Actor, printing_id: int) -> None:
    """Record that a paper which did not come out is not wanted any more: it waits no longer."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        row = session.get_one(Printing, printing_id, with_for_update=True)
        if row.came_out is not False:
            raise Refused("paperwork.already_answered")
        row.answer = Answer.NOT_NEEDED
        row.answered_by, row.answered_at = actor.username, desk.now()
        case_id = session.get_one(Paper, row.paper_id).case_id
        audit.record(session, desk, actor, ANSWERED, case_id, ("answer",))


def waiting(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Return the printings that are not done with, the oldest first; they outlive a restart."""
    permit(actor, Permission.MAKE_PAPERS)
    audit.look(desk, actor, ASKED, fields=("papers",))
    with desk.sessions() as session:
        names = names_of(session)
        return tuple(
            Waiting(
                printing=printed(row, names),
                kind=Kind(paper.kind),
                language=paper.language,
                code=paper.code,
                case_id=paper.case_id,
                number=number,
                participant=name,
            )
            for row, paper, number, name in session.execute(_left())
        )


def number_waiting(desk: Desk, actor: Actor) -> int:
    """Return how many printings are not done with: a number, which names nobody."""
    permit(actor, Permission.MAKE_PAPERS)
    query = select(func.count(Printing.id)).where(_is_left())
    with desk.sessions() as session:
        return session.scalar(query) or 0


def _left() -> Select[Printing, Paper, str, str]:
    return (
        select(Printing, Paper, Case.number, Person.name)
        .join(Paper, Paper.id == Printing.paper_id)
        .join(Case, Case.id == Paper.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(_is_left())
        .order_by(Printing.id)
    )


def _is_left() -> ColumnElement[bool]:
    """Choose what is unanswered, and a paper's newest printing where that did not come out."""
    newest = select(func.max(Printing.id)).group_by(Printing.paper_id)
    failed = Printing.came_out.is_(False) & (Printing.answer != Answer.NOT_NEEDED)
    return Printing.came_out.is_(None) | (failed & Printing.id.in_(newest))


def _problem(session: Session, paper_id: int, reason: str) -> Problem | None:
    if len(reason) > LONGEST_REASON:
        return Problem("why_again", "problem.too_long", {"most": LONGEST_REASON})
    if reason:
        return None
    came_out = select(Printing.came_out).where(Printing.paper_id == paper_id)
    known = set(session.scalars(came_out))
    if True in known:
        return Problem("why_again", "paperwork.say_why_again")
    if None in known:
        return Problem("why_again", "paperwork.say_first")
    return None
