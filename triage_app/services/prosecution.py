"""The prosecution file: made in one step, filed, sealed by a password, and known to whom it went.

What went is known by its digest. The password is given back once and kept nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind, ProsecutionContents
from triage_app.domain.other_ends import BACK_WITH_OFFICER
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.prosecution import ON_PAPER, Manner, Sending, sending_problems
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, paperwork
from triage_app.services.access import permit
from triage_app.services.contract_chain import chain_in
from triage_app.services.copies import Unnamed
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import case_printed, name_of
from triage_app.services.prosecution_record import pieces
from triage_app.services.watch import see_one
from triage_app.storage.models import Case, Ending, FileSent, Paper

SEEN: Final = audit.Deed("prosecution.seen", audit.Category.CONSULTATION)
MADE: Final = audit.Deed("prosecution.made", audit.Category.COMBINATION)
SENT: Final = audit.Deed("prosecution.sent", audit.Category.DISCLOSURE)
FIELDS: Final = ("paper", "recipient", "manner", "digest")


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending of the file: to whom, how, when, by whom, and of which very bytes."""

    recipient: str
    manner: Manner
    digest: str
    sent_at: datetime
    sent_by: str
    paper_code: str


@dataclass(frozen=True, slots=True)
class FileView:
    """Whether the file can be made and sent, what it would lack, and where it went."""

    may_be_made: bool
    newest: int | None  # its paper
    made_at: datetime | None
    officer: str  # to whom it would go
    told: bool  # whether the officer has it already
    lacking: tuple[Wording, ...]
    sent: tuple[Sent, ...]  # the newest first


@dataclass(frozen=True, slots=True)
class Gone:
    """A file that has been sealed: the password to tell, shown once; none on paper."""

    paper_id: int
    password: str = ""


def view(desk: Desk, actor: Actor, case_id: int) -> FileView | None:
    """Return how the file of a case stands; None where it never came back. A look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        found = _view(session, desk, case) if _ending(session, case_id) else None
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def make(desk: Desk, actor: Actor, case_id: int, language: str = Language.ENGLISH) -> int:
    """Make the whole file as the record stands now, and file it; return its paper's number.

    What is damaged is named in its index and never keeps the rest from being joined.
    """
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        if not _may_be_made(session, case):
            raise Refused("prosecution.not_returned")
        order = paperwork.Order(_contents(session, desk, case), language)
        paper = paperwork.issue(session, desk, actor, case_id, order)
        audit.record(session, desk, actor, MADE, case_id, ("paper",))
        return paper.id


def send(desk: Desk, actor: Actor, case_id: int, given: Sending, path: Path | None = None) -> Gone:
    """Seal the newest file and save it, or record that it goes on paper: the officer is told.

    Nothing is recorded as sent that could not be written.
    """
    permit(actor, Permission.MAKE_PAPERS)
    check(given)
    if (path is None) is not (given.manner in ON_PAPER):
        raise Invalid(Problem("manner", "prosecution.say_where"))
    if path is None:
        with desk.sessions.begin() as session:
            return _send(session, desk, actor, case_id, given)[0]
    with Unnamed(path) as file, desk.sessions.begin() as session:
        gone, content = _send(session, desk, actor, case_id, given)
        file.write(content)
    return gone


def check(given: Sending) -> None:
    """Refuse a sending that is not whole, before anybody is asked where to save it."""
    if problems := tuple(sending_problems(given)):
        raise Invalid(*problems)


def _send(
    session: Session, desk: Desk, actor: Actor, case_id: int, given: Sending
) -> tuple[Gone, bytes]:
    case = session.get_one(Case, case_id, with_for_update=True)
    newest = _newest(session, case_id)
    if newest is None or not _may_be_made(session, case):
        raise Refused("prosecution.not_made")
    paper = paperwork.filed(session, newest.id)
    content, password = paper.pdf, ""
    if given.manner == Manner.SEALED:
        content, password = _sealed(paper.pdf)
    row = FileSent(
        case_id=case_id,
        paper_id=paper.id,
        recipient=given.recipient.strip(),
        manner=str(given.manner),
        digest=paperwork.digest_of(content),
        sent_at=desk.now(),
        sent_by=actor.username,
    )
    session.add(row)
    _tell(session, desk, case_id, given)
    # Names of fields, and the digest of the very bytes: it says nothing of what they say.
    fields = (*FIELDS, f"sha256:{row.digest}")
    audit.record(session, desk, actor, SENT, case_id, fields, recipient=row.recipient)
    return Gone(paper.id, password), content


def _tell(session: Session, desk: Desk, case_id: int, given: Sending) -> None:
    """The officer is told on the day the file first goes to them."""
    ending = _ending(session, case_id)
    if ending is not None and ending.told_on is None:
        ending.told_on = desk.today()
        ending.told_how, ending.told_to = str(given.manner), given.recipient.strip()


def _sealed(pdf: bytes) -> tuple[bytes, str]:
    # Reading and writing PDFs takes a tenth of a second to load, which no start should wait for.
    from triage_app.exchange import sealing  # noqa: PLC0415

    password = sealing.password()
    return sealing.sealed(pdf, password), password


def _contents(session: Session, desk: Desk, case: Case) -> ProsecutionContents:
    sighted, chain = see_one(session, desk, case.id), chain_in(session, case.id)
    if chain is None:
        raise Refused("prosecution.not_returned")
    found, lacking = pieces(session, desk, sighted, chain)
    return ProsecutionContents(
        case=case_printed(desk, case),
        starts=chain.began,
        ends=chain.in_force.ends,
        pieces=found,
        lacking=lacking,
    )


def _ending(session: Session, case_id: int) -> Ending | None:
    query = select(Ending).where(
        Ending.case_id == case_id, Ending.stands.is_(True), Ending.kind.in_(BACK_WITH_OFFICER)
    )
    return session.scalars(query).first()


def _may_be_made(session: Session, case: Case) -> bool:
    """While it is watched; and once closed as prosecuted, for whoever asks for it again."""
    return case.state in (State.RETURNED, State.CLOSED) and _ending(session, case.id) is not None


def _newest(session: Session, case_id: int) -> Paper | None:
    query = select(Paper).where(Paper.case_id == case_id, Paper.kind == Kind.PROSECUTION)
    return session.scalars(query.order_by(Paper.id.desc()).limit(1)).first()


def _view(session: Session, desk: Desk, case: Case) -> FileView:
    newest = _newest(session, case.id)
    contents = _contents(session, desk, case)
    officer, ending = contents.case.officer, _ending(session, case.id)
    told = ending is not None and ending.told_on is not None
    return FileView(
        may_be_made=_may_be_made(session, case),
        newest=newest.id if newest else None,
        made_at=newest.made_at if newest else None,
        officer=", ".join(filter(None, (officer.name, officer.number, officer.email))),
        told=told,
        lacking=contents.lacking,
        sent=tuple(_sent(session, case.id)),
    )


def _sent(session: Session, case_id: int) -> Iterator[Sent]:
    query = (
        select(FileSent, Paper.code)
        .join(Paper, Paper.id == FileSent.paper_id)
        .where(FileSent.case_id == case_id)
        .order_by(FileSent.id.desc())
    )
    for row, code in session.execute(query):
        yield Sent(
            recipient=row.recipient,
            manner=Manner(row.manner),
            digest=row.digest,
            sent_at=row.sent_at,
            sent_by=name_of(session, row.sent_by),
            paper_code=code,
        )
