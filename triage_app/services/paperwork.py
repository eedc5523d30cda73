"""Issue papers and file their very bytes, and give those bytes back."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from triage_app.documents.contents import (
    Contents,
    EasyReadContents,
    InformationContents,
    Kind,
    Mark,
    RecoveryContents,
)
from triage_app.documents.ending_contents import OfEndings
from triage_app.documents.timeline_contents import TimelineContents
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.audit import Category, Deed
from triage_app.services.desk import Actor, Desk
from triage_app.services.died import insist_alive
from triage_app.services.print_log import Printed, in_fours, names_of, printings_of
from triage_app.storage.models import Case, Contract, Paper, Setting, Variation

if TYPE_CHECKING:
    from triage_app.documents.page import Paper as Made

ISSUED: Final = Deed("paperwork.issued", Category.DISCLOSURE)
PREVIEWED: Final = Deed("paperwork.previewed", Category.CONSULTATION)
LISTED: Final = Deed("paperwork.listed", Category.CONSULTATION)
READ: Final = Deed("paperwork.read", Category.CONSULTATION)

# Crockford's letters and digits: no I, L, O, U, so that none is mistaken when read out.
LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 16
THE_FILE: Final = "the file"  # whom the log names: the paper is given to nobody
LOG_SEAL: Final = 8  # letters of it on paper
OFFICERS: Final = frozenset(
    {
        Kind.NOT_TAKEN_ON,
        Kind.PUT_RIGHT,
        Kind.WITHDRAWN,
        Kind.COMPLETED,
        Kind.BREACH,
        Kind.PROSECUTION,
        Kind.ENDED,
        Kind.REOPENED,
        Kind.NEW_OFFICER,
    }
)

# Listed only where they are asked for by their kind: the participant may see any other list.
RESTRICTED: Final = frozenset({Kind.VICTIM_SHEET, Kind.VICTIM_LETTER})


@dataclass(frozen=True, slots=True)
class Order:
    """A paper to be made: what it says, in which language (`both`: side by side), for whom."""

    contents: Contents | OfEndings | TimelineContents
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

    @property
    def issue(self) -> int | None:
        """The version of the contract that an easy-read page is of."""
        return self.contents.issue if isinstance(self.contents, EasyReadContents) else None


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
    scheme: str
    recipient: str = ""  # where it is to neither the person nor the officer
    printings: tuple[Printed, ...] = ()  # the newest first
    version: int | None = None  # of the contract whose paper it is
    not_to_sign: bool = False  # never signed, and replaced or given up since

    @property
    def printed(self) -> int:
        """How often it came out."""
        return sum(one.came_out is True for one in self.printings)

    @property
    def waiting(self) -> tuple[Printed, ...]:
        """The printings of which nobody has said whether they came out."""
        return tuple(one for one in self.printings if one.came_out is None)

    @property
    def code_in_fours(self) -> str:
        """The code as it is printed and read out."""
        return in_fours(self.code)


# ── Making ───────────────────────────────────────────────────────────────────────────────────


def issue(session: Session, desk: Desk, actor: Actor, case_id: int, order: Order) -> Paper:
    """Make a paper, file its bytes and log it; call it before your own changes and entry."""
    permit(actor, Permission.MAKE_PAPERS)
    case = session.get_one(Case, case_id)
    insist_alive(session, case, order.kind)
    scheme = desk.schemes.version(case.scheme)
    mark = Mark(_code(), scheme, desk.today(), desk.marked, _log_head(session))
    made = _make(desk, order, mark)
    paper = Paper(
        case_id=case_id,
        kind=order.kind,
        language=order.language,
        scheme=case.scheme,
        sheet=order.sheet,
        issue=order.issue,
        code=mark.code,
        pages=made.pages,
        digest=digest_of(made.pdf),
        pdf=made.pdf,
        made_by=actor.username,
        made_at=desk.now(),
        recipient=order.recipient,
    )
    session.add(paper)
    recipient = reader_of(case, paper)
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
    return unfiled(desk, contents, language)


def unfiled(desk: Desk, contents: Contents, language: str) -> bytes:
    """Make a paper of the office's own, that belongs to no case and is filed in none."""
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


def digest_of(pdf: bytes) -> str:
    """Return what tells these very bytes from any others."""
    return hashlib.sha256(pdf).hexdigest()


def reader_of(case: Case, paper: Paper) -> str:
    """Name for the log whoever a paper is for; a participant by their place, not their name."""
    if paper.recipient:
        return paper.recipient
    if paper.kind not in OFFICERS:
        return "participant"
    return " ".join(filter(None, (case.officer_name, case.officer_number))) or "officer in the case"


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def papers_of(
    desk: Desk, actor: Actor, case_id: int, kinds: Collection[str] = ()
) -> tuple[Issued, ...]:
    """Return the papers of a case with their printings, the newest of each first.

    Of these kinds; without any, all that do not concern a victim.
    """
    permit(actor, Permission.SEE_CASES)
    if RESTRICTED & set(kinds):
        permit(actor, Permission.SEE_VICTIMS)
    audit.look(desk, actor, LISTED, case_id, ("papers",))
    newest = select(Paper).where(Paper.case_id == case_id).order_by(Paper.id.desc())
    wanted = Paper.kind.in_(kinds) if kinds else Paper.kind.not_in(RESTRICTED)
    with desk.sessions() as session:
        papers = session.scalars(newest.where(wanted)).all()
        names = names_of(session)
        went = printings_of(session, [one.id for one in papers], names)
        listed = [_issued(one, names, went.get(one.id, ())) for one in papers]
        versions = _versions(session, case_id)
        versions |= {one.id: {"version": one.issue} for one in papers if one.issue}
        return tuple(replace(one, **versions.get(one.id, {})) for one in listed)


def _versions(session: Session, case_id: int) -> dict[int | None, dict[str, Any]]:
    """Return of which version of the contract a paper is, and whether that may be signed yet."""
    of_case = select(Contract).where(Contract.case_id == case_id).order_by(Contract.issue)
    rows = session.scalars(of_case).all()
    found: dict[int | None, dict[str, Any]] = {
        one.paper_id: {
            "version": one.issue,
            "not_to_sign": one.signed_on is None and (one.put_aside or one is not rows[-1]),
        }
        for one in rows
    }
    drafts = [(one.varies_id, one.issue) for one in rows if one.varies_id]
    varied = select(Variation).where(Variation.case_id == case_id).order_by(Variation.id)
    for variation in session.scalars(varied):  # each has one draft, the first it finds left
        mine = next((one for one in drafts if one[0] == variation.varies_id), None)
        if mine is not None:
            drafts.remove(mine)
            found[variation.paper_id] = {"version": mine[1]}
    return found


def _issued(paper: Paper, names: Mapping[str, str], went: tuple[Printed, ...]) -> Issued:
    return Issued(
        id=paper.id,
        kind=Kind(paper.kind),
        language=paper.language,
        code=paper.code,
        pages=paper.pages,
        made_by=names.get(paper.made_by, paper.made_by),
        made_at=paper.made_at,
        scheme=paper.scheme,
        recipient="" if paper.recipient == THE_FILE else paper.recipient,
        printings=went,
    )


def pdf(desk: Desk, actor: Actor, paper_id: int) -> bytes:
    """Return the bytes that were issued, and refuse them if they are not: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        paper = filed(session, paper_id)
        if paper.kind in RESTRICTED:
            permit(actor, Permission.SEE_VICTIMS)
        case_id, bytes_filed = paper.case_id, paper.pdf
    audit.look(desk, actor, READ, case_id, ("paper",))
    return bytes_filed


def filed(session: Session, paper_id: int) -> Paper:
    """Return a paper with its bytes, and refuse it if they are not as they were issued."""
    paper = session.get_one(Paper, paper_id, options=[undefer(Paper.pdf)])
    if digest_of(paper.pdf) != paper.digest:
        raise Refused("paperwork.altered", number=paper.code)
    return paper
