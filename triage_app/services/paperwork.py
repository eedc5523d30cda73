"""Issue papers and file their very bytes, see that they come out, and say who had a copy."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from triage_app.documents.contents import (
    Contents,
    InformationContents,
    Kind,
    Mark,
    RecoveryContents,
)
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.audit import Category, Deed
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Member, Paper, Person, Printing, Setting

if TYPE_CHECKING:
    from triage_app.documents.page import Paper as Made

ISSUED: Final = Deed("paperwork.issued", Category.DISCLOSURE)
PREVIEWED: Final = Deed("paperwork.previewed", Category.CONSULTATION)
LISTED: Final = Deed("paperwork.listed", Category.CONSULTATION)
READ: Final = Deed("paperwork.read", Category.CONSULTATION)
PRINTED: Final = Deed("paperwork.printed", Category.DISCLOSURE)
ANSWERED: Final = Deed("paperwork.answered", Category.ALTERATION)
COPIED: Final = Deed("paperwork.copied", Category.DISCLOSURE)
ASKED: Final = Deed("paperwork.waiting_seen", Category.CONSULTATION)

# Crockford's letters and digits: no I, L, O, U, so that none is mistaken when read out.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 16
LOG_SEAL: Final = 8  # letters of it on paper
OFFICERS: Final = frozenset(
    {Kind.NOT_TAKEN_ON, Kind.PUT_RIGHT, Kind.WITHDRAWN, Kind.COMPLETED, Kind.BREACH}
)


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to be made: what it says, in which language (`both`: side by side), for whom."""

    contents: Contents
    language: str
    recipient: str = ""

    @property
    def kind(self) -> Kind:
        """The paper's code."""
        return self.contents.kind

    @property
    def sheet(self) -> str:
        """The version of an information sheet; no other paper has one."""
        return self.contents.sheet if isinstance(self.contents, InformationContents) else ""


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued paper of a case, as a list shows it."""

    id: int
    kind: Kind
    language: str
    code: str
    pages: int
    made_by: str
    made_at: datetime
    printed: int  # how often it came out
    waiting: int | None  # the printing of which nobody has said whether it came out
    sent_to: str = ""  # the printer of that one

    @property
    def code_in_fours(self) -> str:
        """The code as it is printed and read out."""
        return " ".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A printing of which nobody has said whether it came out."""

    printing_id: int
    paper_id: int
    kind: Kind
    case_id: int | None
    number: str
    participant: str
    printer: str
    at: datetime
    by: str


# ── Making ───────────────────────────────────────────────────────────────────────────────────


def issue(session: Session, desk: Desk, actor: Actor, case_id: int, order: Order) -> Paper:
    """Make a paper, file its bytes and log it; call it before your own changes and entry."""
    permit(actor, Permission.MAKE_PAPERS)
    case = session.get_one(Case, case_id)
    scheme = desk.schemes.version(case.scheme)
    mark = Mark(_code(), scheme, desk.today(), desk.marked, _log_head(session))
    made = _make(desk, order, mark)
    paper = Paper(
        case_id=case_id,
        kind=order.kind,
        language=order.language,
        scheme=case.scheme,
        sheet=order.sheet,
        code=mark.code,
        pages=made.pages,
        digest=_digest(made.pdf),
        pdf=made.pdf,
        made_by=actor.username,
        made_at=desk.now(),
    )
    session.add(paper)
    recipient = order.recipient or _reader(case, order.kind)
    audit.record(session, desk, actor, ISSUED, case_id, ("paper",), recipient=recipient)
    session.flush()
    return paper


def preview(desk: Desk, actor: Actor, case_id: int, order: Order) -> bytes:
    """Make a paper as it would be, marked as a draft on every page, and file nothing."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions() as session:
        scheme = desk.schemes.version(session.get_one(Case, case_id).scheme)
    made = _make(desk, order, Mark("", scheme, desk.today(), desk.marked))
    audit.look(desk, actor, PREVIEWED, case_id, ("paper",))
    return made.pdf


def problems_with(desk: Desk, scheme: Scheme, order: Order) -> tuple[Problem, ...]:
    """Return what would keep a paper from being made: a block too tall for any page."""
    try:
        _make(desk, order, Mark("", scheme, desk.today(), desk.marked))
    except Invalid as found:
        return found.problems
    return ()


def recovery_sheet(desk: Desk, contents: RecoveryContents, language: str) -> bytes:
    """Make the sheet with the recovery code; it opens the caseload, so it is never filed in it."""
    scheme = desk.schemes.of_office(desk.suite, desk.today())
    mark = Mark(_code(), scheme, desk.today(), desk.marked)
    return _make(desk, Order(contents, language), mark).pdf


def _make(desk: Desk, order: Order, mark: Mark) -> "Made":
    # ReportLab and its fonts take a sixth of a second, which no start should wait for.
    from triage_app.documents import layout, making  # noqa: PLC0415

    try:
        return making.make(order.contents, order.language, mark, desk.texts)
    except layout.TooTall as tall:
        raise Invalid(Problem(tall.name, "paperwork.too_long", {"part": tall.name})) from tall


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _log_head(session: Session) -> str:
    """Return number and seal of the log's newest entry: on paper they lie outside the file."""
    number, seal, _ = session.get_one(Setting, audit.HEAD).value.split(" ")
    return f"{number} {seal[:LOG_SEAL]}"


def _digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _reader(case: Case, kind: str) -> str:
    """Name for the log whoever a paper is for; a participant by their place, not their name."""
    if kind == Kind.ASSESSMENT:
        return "the file"
    if kind not in OFFICERS:
        return "participant"
    return " ".join(filter(None, (case.officer_name, case.officer_number))) or "officer in the case"


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def papers_of(desk: Desk, actor: Actor, case_id: int) -> tuple[Issued, ...]:
    """Return the papers issued in a case, the newest first."""
    permit(actor, Permission.SEE_CASES)
    audit.look(desk, actor, LISTED, case_id, ("papers",))
    newest = (
        select(Paper, Member.name)
        .outerjoin(Member, Member.username == Paper.made_by)
        .where(Paper.case_id == case_id)
        .order_by(Paper.id.desc())
    )
    with desk.sessions() as session:
        papers = session.execute(newest).all()
        ids = [paper.id for paper, _ in papers]
        printings = session.scalars(
            select(Printing).where(Printing.paper_id.in_(ids)).order_by(Printing.id)
        ).all()
        return tuple(
            _issued(paper, name, [one for one in printings if one.paper_id == paper.id])
            for paper, name in papers
        )


def _issued(paper: Paper, name: str | None, printings: list[Printing]) -> Issued:
    unanswered = next((one for one in reversed(printings) if one.came_out is None), None)
    return Issued(
        id=paper.id,
        kind=Kind(paper.kind),
        language=paper.language,
        code=paper.code,
        pages=paper.pages,
        made_by=name or paper.made_by,
        made_at=paper.made_at,
        printed=sum(one.came_out is True for one in printings),
        waiting=unanswered.id if unanswered else None,
        sent_to=unanswered.printer if unanswered else "",
    )


def pdf(desk: Desk, actor: Actor, paper_id: int) -> bytes:
    """Return the bytes that were issued, and refuse them if they are not: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        paper = _filed(session, paper_id)
        case_id, bytes_filed = paper.case_id, paper.pdf
    audit.look(desk, actor, READ, case_id, ("paper",))
    return bytes_filed


def _filed(session: Session, paper_id: int) -> Paper:
    paper = session.get_one(Paper, paper_id, options=[undefer(Paper.pdf)])
    if _digest(paper.pdf) != paper.digest:
        raise Refused("paperwork.altered", number=paper.code)
    return paper


# ── Handing over ─────────────────────────────────────────────────────────────────────────────


def record_printing(
    desk: Desk, actor: Actor, paper_id: int, printer: str, why_again: str = ""
) -> int:
    """Log a paper's going to a printer, before it goes; return the printing to be answered for."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        paper = session.get_one(Paper, paper_id)
        came_out = select(Printing.id).where(
            Printing.paper_id == paper_id, Printing.came_out.is_(True)
        )
        if session.scalar(came_out.limit(1)) and not why_again.strip():
            raise Invalid(Problem("why_again", "paperwork.say_why_again"))
        recipient = _reader(session.get_one(Case, paper.case_id), paper.kind)
        printing = Printing(
            paper_id=paper_id,
            printer=printer,
            at=desk.now(),
            by=actor.username,
            why_again=why_again.strip(),
        )
        session.add(printing)
        case_id = paper.case_id
        audit.record(session, desk, actor, PRINTED, case_id, ("paper",), recipient=recipient)
        return printing.id


def answer_printing(desk: Desk, actor: Actor, printing_id: int, *, came_out: bool) -> None:
    """Record whether a printing came out; one that did not may be sent again without a reason."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        printing = session.get_one(Printing, printing_id)
        if printing.came_out is not None:
            raise Refused("paperwork.already_answered")
        printing.came_out = came_out
        case_id = session.get_one(Paper, printing.paper_id).case_id
        audit.record(session, desk, actor, ANSWERED, case_id, ("came_out",))


def waiting(desk: Desk, actor: Actor) -> tuple[Waiting, ...]:
    """Return the printings nobody has answered for, the oldest first; they outlive a restart."""
    permit(actor, Permission.MAKE_PAPERS)
    audit.look(desk, actor, ASKED, fields=("papers",))
    unanswered = (
        select(Printing, Paper, Case.number, Person.name)
        .join(Paper, Paper.id == Printing.paper_id)
        .join(Case, Case.id == Paper.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(Printing.came_out.is_(None))
        .order_by(Printing.id)
    )
    with desk.sessions() as session:
        return tuple(
            Waiting(
                printing_id=printing.id,
                paper_id=paper.id,
                kind=Kind(paper.kind),
                case_id=paper.case_id,
                number=number,
                participant=name,
                printer=printing.printer,
                at=printing.at,
                by=printing.by,
            )
            for printing, paper, number, name in session.execute(unanswered)
        )


def save_copy(desk: Desk, actor: Actor, paper_id: int, path: Path, recipient: str) -> None:
    """Write the issued bytes to a file for somebody named; it gets its name once it is logged."""
    permit(actor, Permission.MAKE_PAPERS)
    if not recipient.strip():
        raise Invalid(Problem("recipient", "paperwork.say_for_whom"))
    unnamed = path.with_name(f".{path.name}.part")
    try:
        with desk.sessions.begin() as session:
            paper = _filed(session, paper_id)
            case_id, recipient = paper.case_id, recipient.strip()
            audit.record(session, desk, actor, COPIED, case_id, ("paper",), recipient=recipient)
            unnamed.write_bytes(paper.pdf)
        unnamed.replace(path)
    except OSError as error:
        raise Refused("paperwork.cannot_write", path=str(path)) from error
