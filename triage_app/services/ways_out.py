"""Ways out before a contract: why, a letter to the officer, services all the same, and the end."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import Kind, NotTakenOnContents
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import BEFORE_CONTRACT, Event, State, advance
from triage_app.services import audit, paperwork
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import case_printed, name_of
from triage_app.storage.models import Case, Paper, WayOut

SEEN: Final = audit.Deed("ways_out.seen", audit.Category.CONSULTATION)
TAKEN: Final = audit.Deed("ways_out.taken", audit.Category.ALTERATION)
OFFERED: Final = audit.Deed("ways_out.offered", audit.Category.ALTERATION)
TOLD: Final = audit.Deed("ways_out.told", audit.Category.ALTERATION)
CLOSED: Final = audit.Deed("ways_out.closed", audit.Category.ALTERATION)
LONGEST_TEXT: Final = 900


@dataclass(frozen=True, slots=True)
class Offer:
    """Services offered to somebody who is not taken on, and whether they want them."""

    offered: bool | None
    accepted: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to the officer, as last made."""

    paper_id: int
    made_on: date
    language: str


@dataclass(frozen=True, slots=True)
class WayOutView:
    """How a case that is not taken on stands."""

    state: State
    reason: str
    name: Wording
    note: str
    recorded_by: str
    recorded_on: date
    offer: Offer
    letter: Letter | None
    closed_on: date | None

    @property
    def may_be_closed(self) -> bool:
        """Whether the letter has been made and the offer of services recorded."""
        return self.letter is not None and self.offer.offered is not None


def view(desk: Desk, actor: Actor, case_id: int) -> WayOutView | None:
    """Return how a case went no further, None where it has not: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case, row = session.get_one(Case, case_id), _row(session, case_id)
        seen = _seen(session, desk, case, row) if row else None
    audit.look(desk, actor, SEEN, case_id, ("reason", "services_offered"))
    return seen


def reasons(desk: Desk, actor: Actor, case_id: int) -> tuple[tuple[str, Wording], ...]:
    """Return the scheme's reasons for which a case can go no further now; none where it cannot."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        if case.state not in BEFORE_CONTRACT:
            return ()
        scheme = desk.schemes.version(case.scheme)
    return tuple((one.code, one.name) for one in scheme.ways_out)


def take(desk: Desk, actor: Actor, case_id: int, reason: str | None, note: str) -> None:
    """End a case before its contract, for one of the scheme's reasons and in somebody's words."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if found := _problems(desk.schemes.version(case.scheme), reason, note):
            raise Invalid(*found)
        before = case.state
        case.state = advance(before, Event.WAY_OUT_TAKEN, actor.role)
        session.add(
            WayOut(
                case_id=case_id,
                reason=reason,
                note=note.strip(),
                left_from=before,
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, TAKEN, case_id, ("reason", "note"))


def offer_services(desk: Desk, actor: Actor, case_id: int, offer: Offer) -> None:
    """Record whether services were offered all the same, and whether the person wants them."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row = _left_open(session, case_id)
        if found := _problems_with(offer):
            raise Invalid(*found)
        row.services_offered = offer.offered
        row.services_accepted = offer.accepted if offer.offered else None
        row.services_note = offer.note.strip()
        fields = ("services_offered", "services_accepted", "services_note")
        audit.record(session, desk, actor, OFFERED, case_id, fields)


def issue_letter(desk: Desk, actor: Actor, case_id: int, language: str) -> int:
    """Make the letter that tells the officer, file it, and return its number to print it by."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        row = _left_open(session, case_id)
        case = session.get_one(Case, case_id)
        order = paperwork.Order(_contents(session, desk, case, row), language)
        paper = paperwork.issue(session, desk, actor, case_id, order)
        row.paper_id = paper.id
        audit.record(session, desk, actor, TOLD, case_id, ("paper",))
        return paper.id


def close(desk: Desk, actor: Actor, case_id: int) -> None:
    """Close a case that was not taken on, once the officer is told and services were offered."""
    permit(actor, Permission.RECORD_OUTCOME)
    with desk.sessions.begin() as session:
        row, case = _left_open(session, case_id), session.get_one(Case, case_id)
        if row.services_offered is None:
            raise Refused("ways_out.services_first")
        if _letter(session, row) is None:
            raise Refused("ways_out.letter_first")
        case.state = advance(case.state, Event.LEFT_CLOSED, actor.role)
        case.closed_on = desk.today()
        audit.record(session, desk, actor, CLOSED, case_id, ("closed_on",))


def _problems(scheme: Scheme, reason: str | None, note: str) -> list[Problem]:
    problems = []
    if reason not in {one.code for one in scheme.ways_out}:
        problems.append(Problem("way_out", "problem.missing"))
    if not note.strip():
        problems.append(Problem("note", "problem.missing"))
    if len(note) > LONGEST_TEXT:
        problems.append(Problem("note", "problem.too_long", {"most": LONGEST_TEXT}))
    return problems


def _problems_with(offer: Offer) -> list[Problem]:
    problems = []
    if offer.offered is None:
        problems.append(Problem("offered", "ways_out.say_whether_offered"))
    if offer.offered and offer.accepted is None:
        problems.append(Problem("accepted", "ways_out.say_whether_accepted"))
    if offer.offered is False and not offer.note.strip():
        problems.append(Problem("services_note", "ways_out.say_why_not"))
    if len(offer.note) > LONGEST_TEXT:
        problems.append(Problem("services_note", "problem.too_long", {"most": LONGEST_TEXT}))
    return problems


def _row(session: Session, case_id: int) -> WayOut | None:
    return session.scalars(_standing(case_id)).first()


def _standing(case_id: int) -> Select[WayOut]:
    """Ask for the way out that stands: one taken back is history."""
    return select(WayOut).where(WayOut.case_id == case_id, WayOut.taken_back_at.is_(None))


def _left_open(session: Session, case_id: int) -> WayOut:
    row = _row(session, case_id)
    if row is None or session.get_one(Case, case_id).state is not State.NOT_TAKEN_ON:
        raise Refused("ways_out.not_left")
    return row


def _seen(session: Session, desk: Desk, case: Case, row: WayOut) -> WayOutView:
    return WayOutView(
        state=case.state,
        reason=row.reason,
        name=_name(desk, case, row),
        note=row.note,
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
        offer=Offer(row.services_offered, row.services_accepted, row.services_note),
        letter=_letter(session, row),
        closed_on=case.closed_on,
    )


def _name(desk: Desk, case: Case, row: WayOut) -> Wording:
    ways = desk.schemes.version(case.scheme).ways_out
    return next(one.name for one in ways if one.code == row.reason)


def _letter(session: Session, row: WayOut) -> Letter | None:
    query = select(Paper.id, Paper.made_at, Paper.language).where(
        Paper.case_id == row.case_id, Paper.kind == Kind.NOT_TAKEN_ON
    )
    last = session.execute(query.order_by(Paper.id.desc()).limit(1)).first()
    if last is None:
        return None
    paper_id, made_at, language = last
    return Letter(paper_id, made_at.astimezone(LONDON).date(), language)


def _contents(session: Session, desk: Desk, case: Case, row: WayOut) -> NotTakenOnContents:
    return NotTakenOnContents(
        case=case_printed(desk, case),
        reason=_name(desk, case, row),
        note=row.note,
        decided_by=name_of(session, row.recorded_by),
        decided_on=row.recorded_at.astimezone(LONDON).date(),
        services_offered=row.services_offered,
        services_accepted=row.services_accepted,
    )
