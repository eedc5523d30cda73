"""Referral sheets to partners: asked of consent, sealed, sent, and kept with what went to whom.

What went is known by its digest. The password is given back once and kept nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.domain.partner_referral import (
    Ground,
    Manner,
    Sending,
    Stage,
    reference,
    sending_problems,
)
from triage_app.domain.partner_reply import OPEN as STILL_OPEN
from triage_app.domain.partner_reply import Word, may_follow
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.sharing import refused_on
from triage_app.domain.told import Told, in_order, withheld
from triage_app.domain.watched import Partnered
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import audit, paperwork, partner_grounds, partner_replies
from triage_app.services.access import permit
from triage_app.services.copies import Unnamed
from triage_app.services.desk import Actor, Desk
from triage_app.services.partner_grounds import Asked
from triage_app.services.partner_replies import Heard
from triage_app.services.partner_sheet import contents_of
from triage_app.services.partners_watched import partnered, referred
from triage_app.services.printed import name_of
from triage_app.services.sharing import said_of
from triage_app.storage.chosen import choose
from triage_app.storage.models import Case, Contract, PartnerReferral

SEEN: Final = audit.Deed("partner_referral.seen", audit.Category.CONSULTATION)
SENT: Final = audit.Deed("partner_referral.sent", audit.Category.DISCLOSURE)
FIELDS: Final = ("service", "told", "recipient", "manner", "digest")


@dataclass(frozen=True, slots=True)
class Shared:
    """One sheet that went to a service: what it told, how, when and by whom; what came back."""

    id: int
    version: int
    number: str
    ground: Ground
    service: str
    purpose: Wording
    recipient: str
    told: tuple[Told, ...]
    withheld: tuple[Told, ...]
    manner: Manner
    why_open: str
    digest: str
    answer_by: date
    state: Stage
    sent_at: datetime
    sent_by: str
    paper_id: int
    heard: tuple[Heard, ...] = ()  # the first first
    may_follow: tuple[Word, ...] = ()  # what can be said of it now
    refused_on: date | None = None  # to be revoked: since when it may no longer be told


@dataclass(frozen=True, slots=True)
class ReferralsView:
    """What partners may be asked for in a case, and what has been shared with whom."""

    asked: tuple[Asked, ...]
    shared: tuple[Shared, ...]  # the newest first
    may_be_sent: bool
    gaps: tuple[Partnered, ...] = ()  # conditions in force that a partner refused


@dataclass(frozen=True, slots=True)
class Gone:
    """A sheet that has been made: its paper on file, and the password to tell, shown once."""

    paper_id: int
    number: str
    password: str = ""  # none where it went without one


def view(desk: Desk, actor: Actor, case_id: int) -> ReferralsView:
    """Return what may be asked of partners, and what was shared with whom: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        open_now = case.state is not State.CLOSED and may(actor.role, Permission.TRACK)
        found = ReferralsView(
            asked=partner_grounds.of_case(session, desk, case),
            shared=tuple(_shared(session, desk, case)),
            may_be_sent=open_now,
            gaps=_gaps(session, case),
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def preview(desk: Desk, actor: Actor, case_id: int, given: Sending) -> bytes:
    """Make the sheet as it would be, marked as a draft, and send nothing."""
    permit(actor, Permission.TRACK)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        asked = _allowed(session, desk, case, given)
        _check(desk, asked, given)
        order = _order(session, desk, case, asked, given)
    return paperwork.preview(desk, actor, case_id, order)


def send(desk: Desk, actor: Actor, case_id: int, given: Sending, path: Path | None = None) -> Gone:
    """Make a sheet, file it, seal it and save it; or file it to be printed, without a path.

    Consent is asked in the same transaction: one that was taken back meanwhile stops it. Nothing
    is recorded as sent that could not be written.
    """
    permit(actor, Permission.TRACK)
    if (path is None) is not (given.manner == Manner.PRINTED) and given.manner:
        raise Invalid(Problem("manner", "partner_referral.say_where"))
    if path is None:
        with desk.sessions.begin() as session:
            return _send(session, desk, actor, case_id, given)[0]
    with Unnamed(path) as file, desk.sessions.begin() as session:
        gone, content = _send(session, desk, actor, case_id, given)
        file.write(content)
    return gone


def _send(
    session: Session, desk: Desk, actor: Actor, case_id: int, given: Sending
) -> tuple[Gone, bytes]:
    case = session.get_one(Case, case_id, with_for_update=True)
    asked = _allowed(session, desk, case, given)
    _check(desk, asked, given)
    order = _order(session, desk, case, asked, given)
    paper = paperwork.issue(session, desk, actor, case_id, order)
    content, password = _closed(paper.pdf) if given.manner == Manner.SEALED else (paper.pdf, "")
    row = _row(desk, actor, asked, given, _next_number(session, case_id))
    row.case_id, row.paper_id = case_id, paper.id
    row.digest = paperwork.digest_of(content)
    session.add(row)
    session.flush()
    # Names of fields, and the digest of the very bytes: it says nothing of what they say.
    fields = (*FIELDS, f"sha256:{row.digest}")
    audit.record(session, desk, actor, SENT, case_id, fields, recipient=order.recipient)
    return Gone(paper.id, reference(case.number, row.number), password), content


def _allowed(session: Session, desk: Desk, case: Case, given: Sending) -> Asked:
    """Return what is asked for; refused without the person's consent, as it stands now."""
    if case.state is State.CLOSED:
        raise Refused("partner_referral.closed")
    asked = partner_grounds.one_of(session, desk, case, given.ground, given.about_id)
    if asked is None:
        raise Refused("partner_referral.gone")
    if not asked.may_be_shared or not asked.may_be_told:
        raise Refused("partner_referral.no_consent", service=asked.service)
    return asked


def _check(desk: Desk, asked: Asked, given: Sending) -> None:
    if found := tuple(sending_problems(given, asked.may_be_told, desk.today())):
        raise Invalid(*found)


def _order(
    session: Session, desk: Desk, case: Case, asked: Asked, given: Sending
) -> paperwork.Order:
    number = reference(case.number, _next_number(session, case.id))
    contents = contents_of(session, desk, case, asked, given, number)
    recipient = f"{asked.service}: {given.recipient.strip()}"
    return paperwork.Order(contents, given.language or "en", recipient)


def _closed(pdf: bytes) -> tuple[bytes, str]:
    # Reading and writing PDFs takes a tenth of a second to load, which no start should wait for.
    from triage_app.exchange import sealing  # noqa: PLC0415

    password = sealing.password()
    return sealing.sealed(pdf, password), password


def _row(desk: Desk, actor: Actor, asked: Asked, given: Sending, number: int) -> PartnerReferral:
    is_condition = asked.ground is Ground.CONDITION
    return PartnerReferral(
        number=number,
        service_id=asked.service_id,
        condition_id=asked.about_id if is_condition else None,
        service_referral_id=None if is_condition else asked.about_id,
        purpose=asked.pathway,
        told=[str(one) for one in in_order(given.told)],
        recipient=given.recipient.strip(),
        manner=given.manner,
        why_open=given.why_open.strip() if given.manner == Manner.OPEN else "",
        answer_by=given.answer_by,
        state=Stage.SENT,
        sent_at=desk.now(),
        sent_by=actor.username,
    )


def _next_number(session: Session, case_id: int) -> int:
    newest = select(func.max(PartnerReferral.number)).where(PartnerReferral.case_id == case_id)
    return (session.scalar(newest) or 0) + 1


def _gaps(session: Session, case: Case) -> tuple[Partnered, ...]:
    if case.state is not State.LIVE:
        return ()
    rows = referred(session, choose((case.id,))).get(case.id, ())
    contracts = select(Contract).where(Contract.case_id == case.id).order_by(Contract.issue)
    seen = partnered(rows, session.scalars(contracts))
    return tuple(one for one in seen if one.leaves_gap)


def _shared(session: Session, desk: Desk, case: Case) -> Iterator[Shared]:
    query = select(PartnerReferral).where(PartnerReferral.case_id == case.id)
    rows = session.scalars(query.order_by(PartnerReferral.id.desc())).all()
    heard = partner_replies.of_referrals(session, [row.id for row in rows])
    said, partners = said_of(session, case.id), desk.schemes.version(case.scheme).partners
    for row in rows:
        yield Shared(
            id=row.id,
            version=row.version,
            number=reference(case.number, row.number),
            ground=Ground.SUPPORT if row.condition_id is None else Ground.CONDITION,
            service=row.service.name,
            purpose=partner_grounds.purpose_of(desk, row.purpose),
            recipient=row.recipient,
            told=in_order(row.told),
            withheld=withheld(row.told),
            manner=Manner(row.manner),
            why_open=row.why_open,
            digest=row.digest,
            answer_by=row.answer_by,
            state=Stage(row.state),
            sent_at=row.sent_at,
            sent_by=name_of(session, row.sent_by),
            paper_id=row.paper_id,
            heard=heard.get(row.id, ()),
            may_follow=may_follow(Stage(row.state)),
            refused_on=refused_on(said, partners, row.service_id, row.purpose)
            if row.state in STILL_OPEN
            else None,
        )
