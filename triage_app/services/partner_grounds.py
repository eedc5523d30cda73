"""What a partner can be asked for in a case: the conditions and the support it stands for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.partner_referral import Ground, may_be_told
from triage_app.domain.sharing import Said, is_refused, of_service
from triage_app.domain.support import Stage as SupportStage
from triage_app.domain.told import Told, in_order
from triage_app.domain.withdrawal import UNDER_CONTRACT
from triage_app.domain.wording import Wording
from triage_app.services import directory, sharing
from triage_app.services.desk import Desk
from triage_app.storage.models import (
    Case,
    Condition,
    Contract,
    PartnerReferral,
    Service,
    ServiceReferral,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a service may be asked for: what it may be told, or why it may be told nothing."""

    ground: Ground
    about_id: int
    position: int | None  # of the condition
    service_id: int
    service: str
    languages: tuple[str, ...]
    pathway: str  # a pathway of need, or another offer of the directory
    purpose: Wording
    asks: str
    may_be_told: tuple[Told, ...]
    may_be_shared: bool
    is_refused: bool  # somebody asked, and the answer was no
    sent: int  # how many sheets have gone for it
    answer_days: int | None = None  # of its silence after which the service is asked again


def of_case(session: Session, desk: Desk, case: Case) -> tuple[Asked, ...]:
    """Return everything a partner may be asked for: conditions first, in their places."""
    return (*_conditions(session, desk, case), *_support(session, desk, case))


def one_of(session: Session, desk: Desk, case: Case, ground: str, about_id: int) -> Asked | None:
    """Return one of them; None where it is not, or no longer, there to be asked for."""
    for one in of_case(session, desk, case):
        if (one.ground, one.about_id) == (ground, about_id):
            return one
    return None


def signed_contract(session: Session, case_id: int) -> Contract | None:
    """Return the newest contract that was signed."""
    query = select(Contract).where(Contract.case_id == case_id, Contract.signed_on.is_not(None))
    return session.scalars(query.order_by(Contract.issue.desc()).limit(1)).first()


def consent_for(said: Collection[Said], asked: Asked, partners: Collection[str]) -> Said:
    """Return the yes that lets a service be told: its own first, else the newest of a partner's."""
    own = [one for one in said if one.partner == of_service(asked.service_id)]
    theirs = [one for one in said if one.partner in partners]
    about = [one for one in own if one.purpose == asked.pathway] or theirs
    return [one for one in about if one.allowed][-1]


def _conditions(session: Session, desk: Desk, case: Case) -> Iterator[Asked]:
    if case.state not in UNDER_CONTRACT:
        return  # nobody is asked for anything under a contract that is over
    contract = signed_contract(session, case.id)
    said = sharing.said_of(session, case.id)
    partners = desk.schemes.version(case.scheme).partners
    for row in contract.conditions if contract else ():
        if row.service is None:
            continue
        pathway = row.pathway or row.kind
        told = may_be_told(said, partners, row.service.id, pathway)
        yield _asked(session, desk, case, row, row.service, pathway, told)


def _support(session: Session, desk: Desk, case: Case) -> Iterator[Asked]:
    query = select(ServiceReferral).where(
        ServiceReferral.case_id == case.id, ServiceReferral.state == SupportStage.RECORDED
    )
    for row in session.scalars(query.order_by(ServiceReferral.id)):
        yield _asked(session, desk, case, row, row.service, row.purpose, in_order(row.shared))


def _asked(  # noqa: PLR0913, PLR0917 - a ground is what it is of, and for whom
    session: Session,
    desk: Desk,
    case: Case,
    row: Condition | ServiceReferral,
    service: Service,
    pathway: str,
    told: tuple[Told, ...],
) -> Asked:
    is_condition = isinstance(row, Condition)
    said = sharing.said_of(session, case.id)
    partners = desk.schemes.version(case.scheme).partners
    column = PartnerReferral.condition_id if is_condition else PartnerReferral.service_referral_id
    sent = session.scalars(select(PartnerReferral.id).where(column == row.id)).all()
    return Asked(
        ground=Ground.CONDITION if is_condition else Ground.SUPPORT,
        about_id=row.id,
        position=row.position if isinstance(row, Condition) else None,
        service_id=service.id,
        service=service.name,
        languages=tuple(service.languages),
        pathway=pathway,
        purpose=purpose_of(desk, pathway),
        asks=row.asks if isinstance(row, ServiceReferral) else "",
        may_be_told=told,
        may_be_shared=sharing.may_share_with(session, desk, case, service, pathway),
        is_refused=is_refused(said, partners, service.id, pathway),
        sent=len(sent),
        answer_days=service.answer_days,
    )


def purpose_of(desk: Desk, pathway: str) -> Wording:
    """Return what a service is asked to help with: a pathway's short name, or another offer."""
    pathways = directory.pathways(desk)
    if pathway in pathways:
        return pathways[pathway]
    code = f"directory.offer_{pathway}"
    return Wording(desk.texts("en")(code), desk.texts("cy")(code))
