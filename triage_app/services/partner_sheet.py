"""What a partner's sheet says: only what may be told is read from the record at all."""

from datetime import datetime

from sqlalchemy.orm import Session

from triage_app.documents.contents import ConditionPrinted, ReferralContents
from triage_app.documents.for_partners import AccessPrinted, ReachedPrinted
from triage_app.domain.partner_referral import Ground, Sending
from triage_app.domain.told import Told, in_order
from triage_app.domain.wording import Wording
from triage_app.services import sharing
from triage_app.services.desk import Desk
from triage_app.services.partner_grounds import Asked, consent_for, signed_contract
from triage_app.services.printed import assessor_printed, offence_printed
from triage_app.storage.models import Case, Person


def contents_of(
    session: Session, desk: Desk, case: Case, asked: Asked, given: Sending, number: str
) -> ReferralContents:
    """Return the sheet's contents; what is not told is left empty before any paper is made."""
    person, told = case.person, in_order(given.told)
    partners = {
        one.code
        for one in desk.schemes.version(case.scheme).partners
        if asked.pathway in one.pathways
    }
    consent = consent_for(sharing.said_of(session, case.id), asked, partners)
    offences = case.offences if Told.OFFENCE in told else ()
    if given.answer_by is None:
        raise AssertionError("checked before")
    return ReferralContents(
        number=number,
        service=asked.service,
        purpose=asked.purpose,
        assessor=assessor_printed(case),
        participant=person.name,
        known_as=person.known_as,
        reached=_reached(person),
        told=told,
        consent=(consent.day, consent.how),
        answer_by=given.answer_by,
        born=person.born if Told.BORN in told else None,
        access=_access(person) if Told.ACCESS in told else None,
        health=given.health.strip() if Told.HEALTH in told else "",
        safety=given.safety.strip() if Told.SAFETY in told else "",
        offences=tuple(offence_printed(desk, one) for one in offences),
        asks=given.asks.strip() if Told.NEED in told else "",
        condition=_condition(session, case, asked),
    )


def _reached(person: Person) -> ReachedPrinted:
    return ReachedPrinted(
        telephone=person.telephone,
        message_may_be_left=person.message_may_be_left,
        who_answers=person.who_answers,
        safe_times=person.safe_times,
    )


def _access(person: Person) -> AccessPrinted:
    return AccessPrinted(
        speaks=person.speaks or "",
        interpreter=person.interpreter_language if person.interpreter else None,
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        codes=tuple(person.access),
        words=person.needs,
    )


def _condition(session: Session, case: Case, asked: Asked) -> ConditionPrinted | None:
    """Return the condition word for word as it was signed, from what was kept of the paper."""
    contract = signed_contract(session, case.id)
    if asked.ground is not Ground.CONDITION or contract is None or contract.snapshot is None:
        return None
    kept = next(one for one in contract.snapshot["conditions"] if one["position"] == asked.position)
    meeting = kept["first_meeting"]
    return ConditionPrinted(
        position=kept["position"],
        code=kept["code"],
        title=Wording(**kept["title"]),
        text=Wording(**kept["text"]),
        first_meeting=datetime.fromisoformat(meeting) if meeting else None,
        place=kept["place"],
    )
