"""Notices to services: a case has ended or was reopened, or consent to share is withdrawn.

Each is in the service's own language, whatever the officer's or the person's, and carries the
numbers its sheets had.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.ending_contents import (
    ConsentWithdrawnContents,
    PartnerEndedContents,
    PartnerReopenedContents,
    ToAService,
)
from triage_app.domain.directory import language_of
from triage_app.domain.other_ends import COMPLETED
from triage_app.domain.partner_referral import Ground, reference
from triage_app.domain.partner_reply import OPEN
from triage_app.domain.sharing import Said, is_refused, refused_on
from triage_app.domain.watched import day_of
from triage_app.services import paperwork, partner_replies
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import assessor_printed
from triage_app.storage.models import Case, Ending, Paper, PartnerReferral, Service


def of_ending(
    session: Session,
    desk: Desk,
    actor: Actor,
    ended: tuple[Case, Ending],
    service: Service,
    *,
    stops: bool,
) -> int:
    """Make the notice that a case has ended; return its number.

    The service reads the number it knows, the day, and what it is to do.
    """
    case, ending = ended
    contents = PartnerEndedContents(
        case=case.number,
        numbers=_numbers(case, _sheets(session, case, service)),
        service=service.name,
        ended_on=ending.day or desk.today(),
        assessor=assessor_printed(case),
        stops=stops,
        kept=ending.kind == COMPLETED,
    )
    return _issue(session, desk, actor, case, (service, contents))


def of_reopening(
    session: Session, desk: Desk, actor: Actor, reopened: tuple[Case, Ending], service: Service
) -> int:
    """Make the notice that what ended a case does not hold; return its number."""
    case, ending = reopened
    contents = PartnerReopenedContents(
        case=case.number,
        numbers=_numbers(case, _sheets(session, case, service)),
        service=service.name,
        ended_on=ending.day or day_of(ending.confirmed_at),
        reopened_on=desk.today(),
        assessor=assessor_printed(case),
    )
    return _issue(session, desk, actor, case, (service, contents))


def of_withdrawal(
    session: Session,
    desk: Desk,
    actor: Actor,
    withdrew: tuple[Case, date],
    service: Service,
    *,
    stops_support: bool,
) -> int:
    """Make the notice that a person withdrew from a case on a day; return its number.

    Help under their own consent may be theirs to keep: its sheets are named as going on.
    """
    case, day = withdrew
    sheets = _sheets(session, case, service)
    kept = [one for one in sheets if not stops_support and _is_support(one) and one.state in OPEN]
    return _withdrawn(session, desk, actor, (case, day), service, kept)


def of_refusals(
    session: Session,
    desk: Desk,
    actor: Actor,
    case: Case,
    said: tuple[Sequence[Said], Sequence[Said]],
) -> None:
    """Make a notice for each service with an open sheet that new answers refuse.

    `said` is what was said of sharing before, and what is said now. The sheet stays open, and
    calls for somebody, until it is recorded that the service knows.
    """
    before, now = said
    partners = desk.schemes.version(case.scheme).partners
    open_now = [
        one for ground in Ground for one in partner_replies.open_ones(session, case.id, ground)
    ]
    refused = [
        one
        for one in open_now
        if is_refused(now, partners, one.service_id, one.purpose)
        and not is_refused(before, partners, one.service_id, one.purpose)
    ]
    for service in {one.service_id: one.service for one in refused}.values():
        days = (refused_on(now, partners, one.service_id, one.purpose) for one in refused
                if one.service_id == service.id)  # fmt: skip
        kept = [
            one
            for one in open_now
            if one.service_id == service.id
            and not is_refused(now, partners, one.service_id, one.purpose)
        ]
        since = max(filter(None, days), default=desk.today())
        _withdrawn(session, desk, actor, (case, since), service, kept)


def _withdrawn(
    session: Session,
    desk: Desk,
    actor: Actor,
    withdrew: tuple[Case, date],
    service: Service,
    kept: Collection[PartnerReferral],
) -> int:
    case, day = withdrew
    stopped = [one for one in _sheets(session, case, service) if one not in kept]
    contents = ConsentWithdrawnContents(
        case=case.number,
        numbers=_numbers(case, stopped),
        service=service.name,
        withdrawn_on=day,
        assessor=assessor_printed(case),
        goes_on=_numbers(case, kept),
    )
    return _issue(session, desk, actor, case, (service, contents))


def _issue(
    session: Session,
    desk: Desk,
    actor: Actor,
    case: Case,
    told: tuple[Service, ToAService],
) -> int:
    service, contents = told
    language = _language(session, case, service)
    order = paperwork.Order(contents, language, recipient=service.name)
    return paperwork.issue(session, desk, actor, case.id, order).id


def _language(session: Session, case: Case, service: Service) -> str:
    """Return a service's language: that of the newest sheet it was sent of a case, or its own."""
    query = (
        select(Paper.language)
        .join(PartnerReferral, PartnerReferral.paper_id == Paper.id)
        .where(PartnerReferral.case_id == case.id, PartnerReferral.service_id == service.id)
        .order_by(PartnerReferral.id.desc())
        .limit(1)
    )
    return session.scalar(query) or language_of(service.languages)


def _sheets(session: Session, case: Case, service: Service) -> Sequence[PartnerReferral]:
    query = select(PartnerReferral).where(
        PartnerReferral.case_id == case.id, PartnerReferral.service_id == service.id
    )
    return session.scalars(query.order_by(PartnerReferral.number)).all()


def _numbers(case: Case, sheets: Iterable[PartnerReferral]) -> tuple[str, ...]:
    return tuple(reference(case.number, one.number) for one in sheets)


def _is_support(one: PartnerReferral) -> bool:
    return one.service_referral_id is not None
