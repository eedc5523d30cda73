"""The ending that stands in a case, and everybody who is told of it, or has not been yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from triage_app.documents.ending_contents import EndLetterContents
from triage_app.domain.other_ends import TELLS, Who, day_problems
from triage_app.domain.partner_referral import Ground
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.sharing import TOLD as WAYS
from triage_app.domain.support import Stage
from triage_app.domain.watched import day_of
from triage_app.services import audit, partner_replies, service_notices, victim_record
from triage_app.services.access import permit
from triage_app.services.contract_chain import in_force
from triage_app.services.contract_printed import address_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed
from triage_app.services.watch import Sighted
from triage_app.storage.models import (
    Case,
    Ending,
    EndingTold,
    Service,
    ServiceReferral,
)

SEEN: Final = audit.Deed("endings.told_seen", audit.Category.CONSULTATION)
TOLD: Final = audit.Deed("endings.told", audit.Category.DISCLOSURE)
TOLD_AGAIN: Final = audit.Deed("endings.told_again", audit.Category.DISCLOSURE)
NOT_TOLD: Final = audit.Deed("endings.not_reached", audit.Category.ALTERATION)
TOLD_FIELDS: Final = ("told_on", "how")
NOT_REACHED: Final = "not_reached"  # the person, in spite of being tried: that too settles it


@dataclass(frozen=True, slots=True)
class Item:
    """Somebody who is to be told of an ending, and their notice."""

    id: int
    who: Who
    name: str
    paper_id: int | None
    told_on: date | None
    how: str


def stands(case_id: int) -> tuple[ColumnElement[bool], ...]:
    """Ask for the ending that stands: one reopened or overtaken is history."""
    return Ending.case_id == case_id, Ending.stands.is_(True)


def standing(session: Session, case_id: int) -> Ending | None:
    """Return the ending that stands in a case, if it has one."""
    return session.scalars(select(Ending).where(*stands(case_id))).first()


def kind_of(session: Session, case_id: int) -> str:
    """Return how a case ended; nothing while it has not."""
    return session.scalar(select(Ending.kind).where(*stands(case_id))) or ""


def begun(desk: Desk, actor: Actor, case: Case, kind: str, paper_id: int | None) -> Ending:
    """Return the row of an ending as it is recorded now, from where the case stands."""
    return Ending(
        case_id=case.id,
        kind=kind,
        ended_from=case.state,
        confirmed_by=actor.username,
        confirmed_at=desk.now(),
        paper_id=paper_id,
    )


def overtake(session: Session, case_id: int) -> None:
    """Let the ending that stands be history, before another is added."""
    row = standing(session, case_id)
    if row is not None:
        row.stands = False
        session.flush()


# ── Whom to tell ─────────────────────────────────────────────────────────────────────────────


def services_told(session: Session, case_id: int, *, support: bool) -> tuple[Service, ...]:
    """Return the services that hear of an ending, each once: the contract's, and support's too.

    One that still holds a sheet for a condition hears of it though another has its place by now.
    """
    contract = in_force(session, case_id)
    conditions = contract.conditions if contract else []
    found = [one.service for one in conditions if one.service is not None]
    found += holding(session, case_id, Ground.CONDITION)
    if support:
        found += [one.service for one in supported(session, case_id)]
        found += holding(session, case_id, Ground.SUPPORT)
    return tuple({one.id: one for one in found}.values())


def holding(session: Session, case_id: int, ground: Ground) -> list[Service]:
    """Return the services that hold a sheet on one ground with which they have not done."""
    return [one.service for one in partner_replies.open_ones(session, case_id, ground)]


def supported(session: Session, case_id: int) -> list[ServiceReferral]:
    """Return the referrals under the person's own consent that stand."""
    query = select(ServiceReferral).where(
        ServiceReferral.case_id == case_id, ServiceReferral.state == Stage.RECORDED
    )
    return list(session.scalars(query.order_by(ServiceReferral.id)))


def restorative_asked(session: Session, sighted: Sighted) -> bool:
    """Whether restorative justice is under way, so that the victim's co-ordinator waits."""
    course = sighted.watched.course
    asked = bool(course and any(one.asked_on for one in course.conditions))
    return asked or victim_record.is_under_way(session, sighted.case.id)


def to_tell(
    session: Session,
    desk: Desk,
    actor: Actor,
    ending: Ending,
    *,
    letter: int | None = None,
    asked: bool = False,
) -> Iterator[EndingTold]:
    """Yield a row for everybody to be told of an ending, each service with its notice made.

    The person is told by their letter, where one is made: it is given, or it is said that they
    could not be reached.
    A service is written to in its own language, whatever the officer's. `asked` says whether
    restorative justice was asked for: the victim's co-ordinator then waits.
    """
    case = session.get_one(Case, ending.case_id)
    end = desk.schemes.version(case.scheme).end(ending.kind)
    stops = end is not None and not end.services_go_on
    told = TELLS.get(ending.kind, ())
    if letter is not None:
        yield _row(ending, Who.PARTICIPANT, paper_id=letter)
    if Who.RECEIVER in told:
        yield _row(ending, Who.RECEIVER, ending.to_whom)
    if Who.PARTNER in told:
        for one in services_told(session, case.id, support=stops):
            notice = service_notices.of_ending(
                session, desk, actor, (case, ending), one, stops=stops
            )
            yield _row(ending, Who.PARTNER, one.name, one.id, notice)
    if Who.COORDINATOR in told and asked:
        for name in victim_record.coordinators(session, case.id) or ("",):
            yield _row(ending, Who.COORDINATOR, name)


def letter(
    session: Session,
    sighted: Sighted,
    ended: tuple[str, date],
    to_whom: str = "",
    *,
    returns: bool,
    helps: bool,
) -> EndLetterContents:
    """Return the letter to the person: how it ended and when, what comes next, who goes on helping.

    `ended` is the kind of ending, and the day of it.
    """
    code, day = ended
    case = sighted.case
    support = supported(session, case.id) if helps else []
    return EndLetterContents(
        number=case.number,
        participant=case.person.name,
        address=address_of(case),
        assessor=assessor_printed(case),
        code=code,
        ended_on=day,
        returns=returns,
        contract=sighted.watched.course is not None,
        to_whom=to_whom,
        support=tuple(dict.fromkeys(one.service.name for one in support)),
    )


def items(session: Session, case_id: int) -> tuple[Item, ...]:
    """Return who is told of the ending that stands."""
    query = (
        select(EndingTold)
        .join(Ending, Ending.id == EndingTold.ending_id)
        .where(*stands(case_id), EndingTold.again.is_(False))
        .order_by(EndingTold.id)
    )
    return tuple(
        Item(one.id, Who(one.who), one.name, one.paper_id, one.told_on, one.how)
        for one in session.scalars(query)
    )


def told(desk: Desk, actor: Actor, case_id: int) -> tuple[Item, ...]:
    """Return who is told of the ending of a case, and who was: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = items(session, case_id)
    audit.look(desk, actor, SEEN, case_id, ("told",))
    return found


def ways(who: Who) -> tuple[str, ...]:
    """Return how somebody may be told; only the person may be out of reach."""
    return (*WAYS, NOT_REACHED) if who is Who.PARTICIPANT else WAYS


def tell(desk: Desk, actor: Actor, told_id: int, day: date | None, how: str | None) -> None:
    """Record that somebody was told of an ending or a reopening: a disclosure, logged with whom."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row = session.get_one(EndingTold, told_id, with_for_update=True)
        if row.told_on is not None:
            raise Refused("withdrawal.told_already")
        ending = session.get_one(Ending, row.ending_id)
        since = day_of(
            ending.reopened_at if row.again and ending.reopened_at else ending.confirmed_at
        )
        found = list(day_problems("told_on", day, since, desk.today()))
        if how not in ways(Who(row.who)):
            found.append(Problem("told_how", "problem.choose"))
        if found:
            raise Invalid(*found)
        row.told_on, row.how, row.recorded_by = day, str(how), actor.username
        missed = how == NOT_REACHED
        told = TOLD_AGAIN if row.again else TOLD
        deed, recipient = (NOT_TOLD, "") if missed else (told, row.name or row.who)
        audit.record(session, desk, actor, deed, row.case_id, TOLD_FIELDS, recipient=recipient)


def _row(
    ending: Ending,
    who: Who,
    name: str = "",
    service_id: int | None = None,
    paper_id: int | None = None,
) -> EndingTold:
    return EndingTold(
        ending_id=ending.id,
        case_id=ending.case_id,
        who=who,
        name=name,
        service_id=service_id,
        paper_id=paper_id,
    )
