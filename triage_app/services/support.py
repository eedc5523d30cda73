"""Referrals to services under the person's own consent, whether or not there is a contract."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.partner_referral import Stage as Sent
from triage_app.domain.partner_reply import OPEN, Reply, Standing
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.sharing import Said, of_service
from triage_app.domain.support import Bounds, Request, Stage, request_problems
from triage_app.domain.withdrawal import day_problems
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts, partner_replies, sharing
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, PartnerReferral, Service, ServiceReferral

SEEN: Final = audit.Deed("support.seen", audit.Category.CONSULTATION)
RECORDED: Final = audit.Deed("support.recorded", audit.Category.COLLECTION)
ENDED: Final = audit.Deed("support.ended", audit.Category.COLLECTION)
TAKEN_BACK: Final = audit.Deed("support.taken_back", audit.Category.ALTERATION)
FIELDS: Final = (
    "service",
    "purpose",
    "asks",
    "shared",
    "consent_day",
    "consent_how",
    "consent_language",
)


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral to a service as it stands."""

    id: int
    version: int
    service_id: int
    service: str
    purpose: str
    asks: str
    shared: tuple[str, ...]
    consent_day: date
    consent_how: str
    consent_language: str
    stage: Stage
    recorded_by: str
    recorded_on: date
    taken_back_on: date | None
    taken_back_reason: str
    sent: bool = False  # a sheet has gone for it
    ended_on: date | None = None
    how_ended: str = ""
    ended_note: str = ""


def of_case(desk: Desk, actor: Actor, case_id: int) -> tuple[Referred, ...]:
    """Return the referrals of a case to services, the newest first: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    query = select(ServiceReferral).where(ServiceReferral.case_id == case_id)
    with desk.sessions() as session:
        rows = session.scalars(query.order_by(ServiceReferral.id.desc())).all()
        sheets = select(PartnerReferral.service_referral_id).where(
            PartnerReferral.case_id == case_id
        )
        sent = frozenset(session.scalars(sheets))
        found = tuple(_referred(session, row, sent) for row in rows)
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def refer(desk: Desk, actor: Actor, case_id: int, given: Request) -> int:
    """Record a referral to a service, with the consent that lets us make it; return its number.

    It may be made in any open case: of somebody who was taken on, who said no, or who could not
    be taken on. What the person agreed to holds for this service alone.
    """
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state is State.CLOSED:
            raise Refused("support.closed")
        service = session.get(Service, given.service_id) if given.service_id else None
        offers = tuple(service.pathways) if service and not service.retired else ()
        limit = desk.schemes.version(case.scheme).consent_backdating_days
        bounds = Bounds(offers, case.opened, desk.today(), limit)
        if found := tuple(request_problems(given, bounds)):
            raise Invalid(*found)
        row = _row(desk, actor, case_id, given)
        session.add(row)
        _revoke_unwanted(session, desk, actor, row)
        _keep_consent(session, desk, actor, row, allowed=True)
        audit.record(session, desk, actor, RECORDED, case_id, FIELDS)
        session.flush()
        return row.id


def take_back(
    desk: Desk, actor: Actor, referral: tuple[int, int], day: date | None, reason: str
) -> None:
    """Record that a person no longer wants a referral, seen as (number, version), to be made.

    A service that holds its sheet has its notice made, and calls until it is recorded as told.
    """
    permit(actor, Permission.TRACK)
    number, version = referral
    with desk.sessions.begin() as session:
        row = conflicts.load(session, ServiceReferral, number, version, ("state", "version"))
        if row.state != Stage.RECORDED:
            raise Refused("support.not_open")
        if found := tuple(day_problems("back_day", day, row.consent_day, desk.today())):
            raise Invalid(*found)
        row.state, row.taken_back_on = Stage.TAKEN_BACK, day
        row.taken_back_reason = reason.strip()
        _keep_consent(session, desk, actor, row, allowed=False)
        fields = ("state", "taken_back_on", "taken_back_reason")
        audit.record(session, desk, actor, TAKEN_BACK, row.case_id, fields)


def end(desk: Desk, actor: Actor, referral: tuple[int, int], given: Reply) -> None:
    """Record that help has ended, of a referral seen as (number, version), whatever the case is.

    Where a sheet went the answer to it says so, and ends this with it.
    """
    permit(actor, Permission.TRACK)
    number, version = referral
    with desk.sessions.begin() as session:
        row = conflicts.load(session, ServiceReferral, number, version, ("state", "version"))
        if row.state != Stage.RECORDED:
            raise Refused("support.not_open")
        if any(one.state in OPEN for one in _sheets(session, row)):
            raise Refused("support.end_by_sheet")
        stands = Standing(Sent.STARTED, row.consent_day, row.consent_day)
        partner_replies.check(given, stands, desk.today())
        row.state, row.ended_on = Stage.ENDED, given.day
        row.how_ended, row.ended_note = given.how_ended or "", given.note.strip()
        fields = ("state", "ended_on", "how_ended", "ended_note")
        audit.record(session, desk, actor, ENDED, row.case_id, fields)


def _revoke_unwanted(session: Session, desk: Desk, actor: Actor, row: ServiceReferral) -> None:
    """Revoke what a service still holds of help that was taken back, and is wanted again now.

    Its next sheet tells it; with a yes that stands nothing would call for the old one any more.
    """
    query = (
        select(PartnerReferral)
        .join(ServiceReferral, ServiceReferral.id == PartnerReferral.service_referral_id)
        .where(PartnerReferral.case_id == row.case_id, ServiceReferral.state == Stage.TAKEN_BACK)
        .where(PartnerReferral.service_id == row.service_id, PartnerReferral.purpose == row.purpose)
    )
    why = desk.texts(Language.ENGLISH)("support.wanted_again")
    partner_replies.revoke(session, desk, actor, session.scalars(query).all(), why)


def _sheets(session: Session, row: ServiceReferral) -> Sequence[PartnerReferral]:
    query = select(PartnerReferral).where(PartnerReferral.service_referral_id == row.id)
    return session.scalars(query.order_by(PartnerReferral.id)).all()


def _keep_consent(
    session: Session, desk: Desk, actor: Actor, row: ServiceReferral, *, allowed: bool
) -> None:
    day = row.consent_day if allowed else row.taken_back_on or desk.today()
    said = Said(of_service(row.service_id), row.purpose, allowed, day, row.consent_how)
    sharing.allow_service(session, desk, actor, row.case_id, said)


def _row(desk: Desk, actor: Actor, case_id: int, given: Request) -> ServiceReferral:
    return ServiceReferral(
        case_id=case_id,
        service_id=given.service_id,
        purpose=given.purpose,
        asks=given.asks.strip(),
        shared=sorted(given.shared),
        consent_day=given.consent_day,
        consent_how=given.consent_how,
        consent_language=given.consent_language,
        state=Stage.RECORDED,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )


def _referred(session: Session, row: ServiceReferral, sent: Container[int | None]) -> Referred:
    return Referred(
        id=row.id,
        version=row.version,
        service_id=row.service_id,
        service=row.service.name,
        purpose=row.purpose,
        asks=row.asks,
        shared=tuple(row.shared),
        consent_day=row.consent_day,
        consent_how=row.consent_how,
        consent_language=row.consent_language,
        stage=Stage(row.state),
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
        taken_back_on=row.taken_back_on,
        taken_back_reason=row.taken_back_reason,
        sent=row.id in sent,
        ended_on=row.ended_on,
        how_ended=row.how_ended,
        ended_note=row.ended_note,
    )
