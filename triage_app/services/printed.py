"""What every letter to the officer in the case says of it, and of whom its reader is to ask."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import CasePrinted, Contact, OffencePrinted, OfficerPrinted
from triage_app.services.clocks import charge_clock
from triage_app.services.desk import Desk
from triage_app.services.offence_titles import title_of
from triage_app.storage.models import Case, Member, Offence


def case_printed(desk: Desk, case: Case) -> CasePrinted:
    """Return a case as its officer knows it."""
    return CasePrinted(
        number=case.number,
        custody_record=case.custody_record,
        suite=desk.schemes.version(case.scheme).suite(case.suite).name,
        participant=case.person.name,
        born=case.person.born,
        offences=tuple(offence_printed(desk, one) for one in case.offences),
        officer=OfficerPrinted(case.officer_name, case.officer_number, case.officer_email),
        assessor=assessor_printed(case),
        clock=charge_clock(desk, case),
    )


def offence_printed(desk: Desk, offence: Offence) -> OffencePrinted:
    """Return an offence in both languages where the list has it, else as it was written."""
    return OffencePrinted(
        title=title_of(desk, offence.code, offence.title),
        first_day=offence.first_day,
        last_day=offence.last_day,
        place=offence.place,
        code=offence.code,
        category=offence.category or "",
    )


def assessor_printed(case: Case) -> Contact:
    """Return whom a case's papers tell the reader to ask for."""
    return Contact(case.assessor.name, case.assessor.telephone)


def name_of(session: Session, username: str) -> str:
    """Return the name of a member of staff as it is printed and shown."""
    name = session.scalar(select(Member.name).where(Member.username == username))
    return name or username
