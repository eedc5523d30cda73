"""Referrals to services under the person's own consent, whether or not there is a contract."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.sharing import Said, of_service
from triage_app.domain.support import Bounds, Request, Stage, request_problems
from triage_app.domain.withdrawal import day_problems
from triage_app.domain.workflow import State
from triage_app.services import audit, conflicts, sharing
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Service, ServiceReferral

SEEN: Final = audit.Deed("support.seen", audit.Category.CONSULTATION)
RECORDED: Final = audit.Deed("support.recorded", audit.Category.COLLECTION)
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


def of_case(desk: Desk, actor: Actor, case_id: int) -> tuple[Referred, ...]:
    """Return the referrals of a case to services, the newest first: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    query = select(ServiceReferral).where(ServiceReferral.case_id == case_id)
    with desk.sessions() as session:
        rows = session.scalars(query.order_by(ServiceReferral.id.desc())).all()
        found = tuple(_referred(session, row) for row in rows)
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
        _keep_consent(session, desk, actor, row, allowed=True)
        audit.record(session, desk, actor, RECORDED, case_id, FIELDS)
        session.flush()
        return row.id


def take_back(
    desk: Desk, actor: Actor, referral: tuple[int, int], day: date | None, reason: str
) -> None:
    """Record that a person no longer wants a referral, seen as (number, version), to be made."""
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


def _referred(session: Session, row: ServiceReferral) -> Referred:
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
    )
