"""The easy-read page of a contract: made beside its paper, with its number, and filed as it is."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import EasyReadContents
from triage_app.documents.plainly import CardMeeting, PlainPrinted, picture_of
from triage_app.domain import bespoke
from triage_app.domain.condition_inputs import AMOUNTS
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Language, Wording
from triage_app.services import contract_record as record
from triage_app.services import paperwork
from triage_app.services.access import permit
from triage_app.services.contract_papers import Said, said
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import directions_of
from triage_app.services.ledger import account_in
from triage_app.services.over import insist_not_over
from triage_app.services.printed import assessor_printed
from triage_app.storage.models import Appointment, Case, Condition, Contract

FEW_LETTERS = 160  # of a bespoke condition's own words: with more they are not easy to read


def issue(desk: Desk, actor: Actor, case_id: int) -> int:
    """Make and file the easy-read page of the contract whose paper is made; return its number."""
    permit(actor, Permission.AGREE_CONTRACT)
    with desk.sessions.begin() as session:
        case = record.held(session, case_id)
        insist_not_over(session, case_id)
        row = _printed(session, case_id)
        order = paperwork.Order(contents_of(session, desk, row), _language(row, case))
        return paperwork.issue(session, desk, actor, case_id, order).id


def _printed(session: Session, case_id: int) -> Contract:
    """Return the newest contract that has a paper: while one is varied, perhaps that before."""
    query = select(Contract).where(
        Contract.case_id == case_id, Contract.put_aside.is_(False), Contract.paper_id.is_not(None)
    )
    row = session.scalars(query.order_by(Contract.issue.desc())).first()
    if row is None:
        raise Refused("contract.no_paper")
    return row


def _language(row: Contract, case: Case) -> str:
    """Return the language of the contract's paper; where it has both, the one they read."""
    language = row.edition.partition("_")[0]
    return language if language in set(Language) else record.reads(case)


def contents_of(session: Session, desk: Desk, row: Contract) -> EasyReadContents:
    """Return what the page of a contract says."""
    case = session.get_one(Case, row.case_id)
    scheme = desk.schemes.version(case.scheme)
    words = {one.position: one for one in said(desk, record.draft_of(row), scheme)}
    return EasyReadContents(
        number=case.number,
        issue=row.issue,
        assessor=assessor_printed(case),
        starts=row.drafted_for,
        ends=row.ends,
        conditions=tuple(_plain(desk, scheme, one, words[one.position]) for one in row.conditions),
        meetings=_meetings(session, desk, row),
        contribution=account_in(session, case.id) if scheme.contribution else None,
    )


def _plain(desk: Desk, scheme: Scheme, row: Condition, words: Said) -> PlainPrinted:
    counts = scheme.condition(row.code).counts
    # A bespoke condition's own words, unless they are too many for the page.
    own = row.code == bespoke.CODE and max(len(words.text.en), len(words.text.cy)) <= FEW_LETTERS
    asked = ((counts[name], getattr(row, name)) for name in AMOUNTS if name in counts)
    return PlainPrinted(
        position=row.position,
        picture=picture_of(words.kind, row.pathway),
        told=words.text if own else words.plain,
        amounts=tuple(_counted(desk, scheme, *one) for one in asked if one[1] is not None),
        due=None if own else row.due,  # which its own words say
    )


def _counted(desk: Desk, scheme: Scheme, thing: str, n: int) -> Wording:
    forms = scheme.things(thing).forms
    return Wording(*(desk.texts(one).counted(forms[one], n) for one in Language))


def _meetings(session: Session, desk: Desk, row: Contract) -> tuple[CardMeeting, ...]:
    """Return the meetings to come: those booked once it is signed, until then those drafted."""
    found = _booked(session, row) if row.signed_on else _drafted(row)
    coming = (one for one in found if one.starts > desk.now())
    return tuple(sorted(coming, key=lambda one: one.starts))


def _drafted(row: Contract) -> list[CardMeeting]:
    return [
        _card(one, one.first_meeting) for one in row.conditions if one.first_meeting is not None
    ]


def _booked(session: Session, row: Contract) -> list[CardMeeting]:
    """Return the booked meetings that nobody has said anything of; a service's has its address."""
    services = {one.id: one for one in row.conditions}
    query = select(Appointment).where(
        Appointment.case_id == row.case_id,
        Appointment.attendance.is_(None),
        Appointment.called_off == "",
    )
    return [
        _card(services[one.condition_id], one.starts)
        if one.condition_id in services
        else CardMeeting(one.starts)
        for one in session.scalars(query)
    ]


def _card(one: Condition, starts: datetime) -> CardMeeting:
    address = one.service.address if one.service else ""
    return CardMeeting(starts, " ".join(address.split()), directions_of(one.service))
