"""Withdrawal: what follows is shown first, the case goes back to the officer, others are told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import WithdrawnContents
from triage_app.domain.leaving import Reason
from triage_app.domain.other_ends import WITHDRAWN
from triage_app.domain.partner_referral import Ground
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.sharing import How, of_service
from triage_app.domain.sharing import may_share as allowed
from triage_app.domain.support import Stage
from triage_app.domain.withdrawal import BEFORE_CONTRACT, UNDER_CONTRACT, Given, Who, problems_in
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import (
    audit,
    endings,
    paperwork,
    partner_replies,
    read_in,
    service_notices,
    sharing,
    victim_record,
    ways_out_record,
)
from triage_app.services.access import permit
from triage_app.services.contract_printed import conditions_printed
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import case_printed
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import (
    Case,
    Condition,
    Consent,
    Contract,
    Service,
    ServiceReferral,
    Withdrawal,
    WithdrawalTold,
)

SEEN: Final = audit.Deed("withdrawal.consequences_seen", audit.Category.CONSULTATION)
RECORDED: Final = audit.Deed("withdrawal.recorded", audit.Category.ALTERATION)
FIELDS: Final = ("day", "how", "reason", "shares", "meetings", "told")


@dataclass(frozen=True, slots=True)
class ToBeTold:
    """Somebody who must be told; a name where there is one."""

    who: Who
    name: str = ""
    service_id: int | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows when a person takes their consent back today."""

    state: State
    consented_on: date
    last_day: date | None
    days_left: int | None
    limit_known: bool
    ends: date | None  # of the contract, if one is in force
    meetings: int  # still to come
    shares: tuple[tuple[str, str], ...]  # partner and purpose, on which a yes stands
    support: tuple[str, ...]  # services they are referred to under their own consent
    told: tuple[ToBeTold, ...]
    victim_was_asked: bool  # restorative justice is under way: the co-ordinator waits

    @property
    def under_contract(self) -> bool:
        """Whether a contract ends with it."""
        return self.state in UNDER_CONTRACT


def consequences(desk: Desk, actor: Actor, case_id: int) -> Consequences | None:
    """Return what follows from a withdrawal; None where there is nothing to withdraw. Logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        since = _consented_on(session, case)
        seen = None if since is None else _consequences(session, desk, case, since)
    audit.look(desk, actor, SEEN, case_id, ("state", "shares", "meetings"))
    return seen


def withdraw(
    desk: Desk, actor: Actor, case_id: int, given: Given, language: str = Language.ENGLISH
) -> int | None:
    """Record that a person took their consent back: nobody need approve it, and no reason is asked.

    Before a contract it is a way out, and its letter is made as every way out's. Under a contract
    the case goes back to the officer with its letter, whose number is returned, and is watched as
    after a breach.
    """
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        since = _consented_on(session, case)
        if since is None:
            raise Refused("withdrawal.nothing_to_withdraw")
        support = _support(session, case_id)
        today = desk.today()
        if found := tuple(problems_in(given, since, today, has_support=bool(support))):
            raise Invalid(*found)
        before, told = case.state, _told(session, case, given)
        paper = _return(session, desk, actor, case, given, language)
        row = _row(desk, actor, case_id, given, before)
        session.add(row)
        session.flush()
        session.add_all(_to_tell(session, desk, actor, (case, row), told, given))
        _stop_sharing(session, desk, actor, case_id, given)
        ways_out_record.call_off(session, desk, case_id, Reason.WITHDREW)
        audit.record(session, desk, actor, RECORDED, case_id, FIELDS)
        return paper


def _return(
    session: Session, desk: Desk, actor: Actor, case: Case, given: Given, language: str
) -> int | None:
    """Move the case: out before its contract, or back to the officer with the letter made."""
    if case.state in BEFORE_CONTRACT:
        before = case.state
        case.state = advance(before, Event.WAY_OUT_TAKEN, actor.role)
        reason, words = Reason.WITHDREW, given.reason
        session.add(ways_out_record.begin(desk, actor, case, reason, words, before))
        return None
    moved = advance(case.state, Event.CONSENT_WITHDRAWN, actor.role)
    sighted = see_one(session, desk, case.id)
    contents = _contents(session, desk, actor, sighted, (given, language))
    paper = paperwork.issue(session, desk, actor, case.id, paperwork.Order(contents, language))
    helps = not given.stops_support
    ended = (WITHDRAWN, given.day or desk.today())
    letter = endings.letter(session, sighted, ended, returns=True, helps=helps)
    order = paperwork.Order(letter, read_in.edition(case.person))
    made = paperwork.issue(session, desk, actor, case.id, order)
    row = endings.begun(desk, actor, case, WITHDRAWN, paper.id)
    session.add(row)
    session.flush()
    session.add_all(endings.to_tell(session, desk, actor, row, letter=made.id))
    case.state = moved
    return paper.id


def _to_tell(
    session: Session,
    desk: Desk,
    actor: Actor,
    withdrew: tuple[Case, Withdrawal],
    told: Iterable[ToBeTold],
    given: Given,
) -> Iterator[WithdrawalTold]:
    """Yield a row for everybody but the officer, whom the letter tells; a service has its notice.

    Made before its sheets are revoked: it says which of them stop.
    """
    case, row = withdrew
    stops = bool(given.stops_support)
    for one in told:
        if one.who is Who.OFFICER:
            continue
        notice = None
        if one.service_id is not None:
            service = session.get_one(Service, one.service_id)
            about = (case, row.day)
            notice = service_notices.of_withdrawal(
                session, desk, actor, about, service, stops_support=stops
            )
        yield WithdrawalTold(
            withdrawal_id=row.id,
            case_id=case.id,
            who=one.who,
            name=one.name,
            service_id=one.service_id,
            paper_id=notice,
        )


def _stop_sharing(session: Session, desk: Desk, actor: Actor, case_id: int, given: Given) -> None:
    """Nothing more is shared with the scheme's partners, and what they were asked for is revoked.

    Support is the person's own to keep.
    """
    day, how = given.day or desk.today(), given.how or How.IN_PERSON
    grounds = (Ground.CONDITION, Ground.SUPPORT) if given.stops_support else (Ground.CONDITION,)
    for ground in grounds:
        sheets = partner_replies.open_ones(session, case_id, ground)
        partner_replies.revoke(session, desk, actor, sheets, given.reason)
    for one in _support(session, case_id):
        if given.stops_support:
            one.state, one.taken_back_on = Stage.TAKEN_BACK, day
            one.taken_back_reason = given.reason.strip()
    kept = () if given.stops_support else [of_service(one.service_id) for one in
                                           _support(session, case_id)]  # fmt: skip
    sharing.take_all_back(session, desk, actor, case_id, (day, how), but=kept)


def _consequences(session: Session, desk: Desk, case: Case, since: date) -> Consequences:
    sighted = see_one(session, desk, case.id)
    clock, course = sighted.clock, sighted.watched.course
    asked = bool(course and any(one.asked_on for one in course.conditions))
    asked = asked or victim_record.is_under_way(session, case.id)
    answers = sharing.said_of(session, case.id)
    pairs = ((one.code, one.purpose) for one in sighted.scheme.partners)
    support = _support(session, case.id)
    told = _told(session, case, Given(None, None, tells_coordinator=asked))
    return Consequences(
        state=case.state,
        consented_on=since,
        last_day=clock.last_day,
        days_left=clock.days_left,
        limit_known=clock.known,
        ends=course.ends if course else None,
        meetings=len(ways_out_record.coming(session, desk, case.id)),
        shares=tuple(pair for pair in pairs if allowed(answers, *pair)),
        support=tuple(dict.fromkeys(one.service.name for one in support)),
        told=tuple(told),
        victim_was_asked=asked,
    )


def _told(session: Session, case: Case, given: Given) -> tuple[ToBeTold, ...]:
    """Return who must be told: the officer first, and each service once."""
    officer = " ".join(filter(None, (case.officer_name, case.officer_number)))
    services = {one.id: one for one in _services(session, case.id)}
    if given.stops_support:
        services |= {one.service.id: one.service for one in _support(session, case.id)}
        services |= {one.id: one for one in endings.holding(session, case.id, Ground.SUPPORT)}
    partners = [ToBeTold(Who.PARTNER, one.name, one.id) for one in services.values()]
    found = [ToBeTold(Who.OFFICER, officer), ToBeTold(Who.SUPERVISOR), *partners]
    if not given.tells_coordinator:
        return tuple(found)
    known = victim_record.coordinators(session, case.id)
    return (*found, *(ToBeTold(Who.COORDINATOR, one) for one in known or ("",)))


def _services(session: Session, case_id: int) -> Iterator[Service]:
    """Yield the services that deliver a condition of a signed contract, or hold a sheet for one."""
    query = (
        select(Service)
        .join(Condition, Condition.service_id == Service.id)
        .join(Contract, Contract.id == Condition.contract_id)
        .where(Contract.case_id == case_id, Contract.signed_on.is_not(None))
        .order_by(Condition.position)
    )
    yield from session.scalars(query)
    yield from endings.holding(session, case_id, Ground.CONDITION)


def _support(session: Session, case_id: int) -> list[ServiceReferral]:
    query = select(ServiceReferral).where(
        ServiceReferral.case_id == case_id, ServiceReferral.state == Stage.RECORDED
    )
    return list(session.scalars(query.order_by(ServiceReferral.id)))


def _consented_on(session: Session, case: Case) -> date | None:
    """Return the day of the consent that there is to take back."""
    if case.state not in BEFORE_CONTRACT | UNDER_CONTRACT:
        return None
    query = select(Consent.day, Consent.given).where(Consent.case_id == case.id)
    newest = session.execute(query.order_by(Consent.id.desc()).limit(1)).first()
    return newest.day if newest and newest.given else None


def _row(desk: Desk, actor: Actor, case_id: int, given: Given, before: State) -> Withdrawal:
    return Withdrawal(
        case_id=case_id,
        day=given.day,
        how=given.how,
        reason=given.reason.strip(),
        withdrew_from=before,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _contents(
    session: Session, desk: Desk, actor: Actor, sighted: Sighted, told: tuple[Given, str]
) -> WithdrawnContents:
    (given, language), course = told, sighted.watched.course
    if course is None or given.day is None or given.how is None:
        raise Refused("withdrawal.nothing_to_withdraw")
    return WithdrawnContents(
        case=case_printed(desk, sighted.case),
        starts=course.starts,
        ends=course.ends,
        withdrew_on=given.day,
        how=given.how,
        reason=given.reason.strip(),
        recorded_by=actor.name,
        recorded_on=desk.today(),
        conditions=conditions_printed(session, desk, sighted, desk.texts(language)),
    )
