"""Consent for each partner and purpose: asked before anything is shared, changed on any day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import sharing as rules
from triage_app.domain.consent import Pair
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Partner
from triage_app.domain.sharing import Change, How, Said, change_problems
from triage_app.domain.workflow import State
from triage_app.services import audit, service_notices
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, Consent, Service, Sharing

SEEN: Final = audit.Deed("sharing.seen", audit.Category.CONSULTATION)
ALLOWED: Final = audit.Deed("sharing.allowed", audit.Category.ALTERATION)
TAKEN_BACK: Final = audit.Deed("sharing.taken_back", audit.Category.ALTERATION)
FIELDS: Final = ("partner", "purpose", "allowed", "day", "how")


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer in its history, and who recorded it."""

    said: Said
    recorded_by: str


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner of the scheme: what the person says now, and has said before, newest first."""

    partner: Partner
    allowed: bool | None  # None: never asked
    history: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class SharingView:
    """Every partner there is to ask about, and whether an answer may be changed now."""

    partners: tuple[PartnerView, ...]
    may_be_changed: bool


def may_share(session: Session, case_id: int, partner: str, purpose: str) -> bool:
    """Say whether anything of a case may be shared with a partner for a purpose, today.

    Whatever leaves the office for a partner asks this first. Only a yes that stands is one.
    """
    return rules.may_share(said_of(session, case_id), partner, purpose)


def may_share_with(
    session: Session, desk: Desk, case: Case, service: Service, pathway: str
) -> bool:
    """Say whether a service of the directory may be told what it needs to help with something."""
    partners = desk.schemes.version(case.scheme).partners
    return rules.may_share_with(said_of(session, case.id), partners, service.id, pathway)


def view(desk: Desk, actor: Actor, case_id: int) -> SharingView:
    """Return what a person lets us share with whom, and how that came about: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        rows = _rows(session, case_id)
        told = [Answered(_as_said(row), name_of(session, row.recorded_by)) for row in rows]
        partners = desk.schemes.version(case.scheme).partners
        seen = SharingView(
            partners=tuple(_partner(one, told) for one in partners),
            may_be_changed=_since(session, case) is not None,
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def change(desk: Desk, actor: Actor, case_id: int, given: Change) -> None:
    """Record that a person added a partner, or took one back: it holds from then on."""
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        scheme = desk.schemes.version(case.scheme)
        since = _since(session, case)
        if since is None:
            raise Refused("sharing.not_now")
        known = {(one.code, one.purpose) for one in scheme.partners}
        if (given.partner, given.purpose) not in known:
            raise Refused("sharing.no_such_partner")
        limit = scheme.consent_backdating_days
        if found := tuple(change_problems(given, since, desk.today(), limit)):
            raise Invalid(*found)
        if may_share(session, case_id, given.partner, given.purpose) is given.allowed:
            raise Refused("sharing.as_it_is")
        _say(session, desk, actor, case_id, [_settled(given)])
        deed = ALLOWED if given.allowed else TAKEN_BACK
        audit.record(session, desk, actor, deed, case_id, FIELDS)


def keep(
    session: Session,
    desk: Desk,
    actor: Actor,
    case_id: int,
    answers: Mapping[Pair, bool],
    day: date,
) -> None:
    """Keep the answers given on the sheet, within the use case that records the consent."""
    said = [Said(*pair, allowed, day, How.ON_THE_SHEET) for pair, allowed in answers.items()]
    _say(session, desk, actor, case_id, said)


def allow_service(session: Session, desk: Desk, actor: Actor, case_id: int, said: Said) -> None:
    """Keep what a person said of one service, within the use case that refers them to it."""
    _say(session, desk, actor, case_id, [said])


def take_all_back(
    session: Session,
    desk: Desk,
    actor: Actor,
    case_id: int,
    said: tuple[date, str],
    *,
    but: Collection[str] = (),
) -> tuple[Said, ...]:
    """Turn every yes that stands into a no, but for some partners' codes; return what it was.

    Whoever ends a case has told the services already.
    """
    day, how = said
    answers = said_of(session, case_id)
    pairs = dict.fromkeys((one.partner, one.purpose) for one in answers if one.partner not in but)
    stood = [Said(*pair, allowed=True, day=day, how=how) for pair in pairs
             if rules.may_share(answers, *pair)]  # fmt: skip
    for one in stood:
        no = Said(one.partner, one.purpose, allowed=False, day=day, how=how)
        _add(session, desk, actor, case_id, no)
    return tuple(stood)


def _settled(given: Change) -> Said:
    if given.day is None or given.how is None:
        raise AssertionError("checked before")
    allowed, note = bool(given.allowed), given.note.strip()
    return Said(given.partner, given.purpose, allowed, given.day, given.how, note)


def _say(session: Session, desk: Desk, actor: Actor, case_id: int, answers: Iterable[Said]) -> None:
    """Add some answers; a service that holds a sheet, and may no longer be told, has its notice."""
    before = said_of(session, case_id)
    for one in answers:
        _add(session, desk, actor, case_id, one)
    said = (before, said_of(session, case_id))
    service_notices.of_refusals(session, desk, actor, session.get_one(Case, case_id), said)


def _add(session: Session, desk: Desk, actor: Actor, case_id: int, said: Said) -> None:
    session.add(
        Sharing(
            case_id=case_id,
            partner=said.partner,
            purpose=said.purpose,
            allowed=said.allowed,
            day=said.day,
            how=said.how,
            note=said.note,
            recorded_by=actor.username,
            recorded_at=desk.now(),
        )
    )


def _since(session: Session, case: Case) -> date | None:
    """Return the day of the consent that stands; None where none was given, or the case is over."""
    if case.state in (State.NOT_TAKEN_ON, State.RETURNED, State.ENDED, State.CLOSED):
        return None
    query = select(Consent.day).where(Consent.case_id == case.id, Consent.given.is_(True))
    return session.scalar(query.order_by(Consent.id.desc()).limit(1))


def _partner(partner: Partner, told: Iterable[Answered]) -> PartnerView:
    pair = (partner.code, partner.purpose)
    own = [one for one in told if (one.said.partner, one.said.purpose) == pair]
    return PartnerView(partner, rules.stands([one.said for one in own], *pair), tuple(own[::-1]))


def said_of(session: Session, case_id: int) -> tuple[Said, ...]:
    """Return everything a person said on sharing, the newest last."""
    return tuple(_as_said(row) for row in _rows(session, case_id))


def _rows(session: Session, case_id: int) -> list[Sharing]:
    query = select(Sharing).where(Sharing.case_id == case_id).order_by(Sharing.id)
    return list(session.scalars(query))


def _as_said(row: Sharing) -> Said:
    return Said(row.partner, row.purpose, row.allowed, row.day, row.how, row.note)
