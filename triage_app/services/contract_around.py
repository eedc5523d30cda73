"""What a draft is held against beside its scheme: read together, for one case."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.access import needed
from triage_app.domain.bespoke import Ruling, Words
from triage_app.domain.contract_clashes import Engaged
from triage_app.domain.contract_gaps import Around, Offered
from triage_app.domain.fit import Wishes
from triage_app.domain.residence import area_of
from triage_app.domain.scheme import Scheme
from triage_app.domain.wording import Language
from triage_app.services.availability import of_case
from triage_app.services.directory import row_of
from triage_app.services.ledger import account_in
from triage_app.services.service_use import places_taken
from triage_app.services.sharing import said_of
from triage_app.services.whereabouts import locator
from triage_app.storage.models import Appointment, BespokeRuling, Case, Condition, Member, Service


def around(session: Session, case: Case, scheme: Scheme) -> Around:
    """Return what a draft of a case is held against."""
    person = case.person
    return Around(
        reads=person.reads or person.speaks or Language.ENGLISH,
        wishes=wishes_of(session, case, scheme),
        said=of_case(session, case.id),
        others=_others(session, case.id),
        services=_offered(session),
        rulings=rulings_of(session, case.id),
        shares=said_of(session, case.id),
        account=account_in(session, case.id),
    )


def wishes_of(session: Session, case: Case, scheme: Scheme) -> Wishes:
    """Return what a person needs of a service: near their home, in their language, with access."""
    person = case.person
    located = locator(session, scheme)(person.postcode)
    return Wishes(
        area=area_of(located, scheme),
        language=person.speaks,
        access=needed(person.access, interpreter=person.interpreter),
    )


def rulings_of(session: Session, case_id: int) -> tuple[Ruling, ...]:
    """Return what supervisors said of bespoke words in a case, the latest last."""
    query = (
        select(BespokeRuling, Member.name)
        .outerjoin(Member, Member.username == BespokeRuling.ruled_by)
        .where(BespokeRuling.case_id == case_id)
        .order_by(BespokeRuling.id)
    )
    return tuple(
        Ruling(Words(one.words_en, one.words_cy), one.approved, name or one.ruled_by, one.reason)
        for one, name in session.execute(query)
    )


def _offered(session: Session) -> dict[int, Offered]:
    taken = places_taken(session)
    rows = map(row_of, session.scalars(select(Service)))
    return {one.id: Offered(one.entry, one.retired, taken.get(one.id, 0)) for one in rows}


def _others(session: Session, case_id: int) -> tuple[Engaged, ...]:
    """Return the meetings of the case that stand and that nobody has said were held."""
    query = (
        select(Appointment, Condition.position)
        .outerjoin(Condition, Condition.id == Appointment.condition_id)
        .where(
            Appointment.case_id == case_id,
            Appointment.called_off == "",
            Appointment.attendance.is_(None),
        )
    )
    found = session.execute(query)
    return tuple(Engaged(one.starts, one.minutes, one.kind, place) for one, place in found)
