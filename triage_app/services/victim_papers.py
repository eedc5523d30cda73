"""Papers about victims: the sheet to their service, sealed and logged, and the letter to them."""

from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from triage_app.documents.contents import OffencePrinted
from triage_app.documents.for_partners import ReachedPrinted
from triage_app.documents.for_victims import VictimLetterContents, VictimSheetContents
from triage_app.domain import victims as rules
from triage_app.domain.partner_referral import Manner
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.victim_sheet import NAMED, Asked, Purpose, problems_in
from triage_app.domain.victims import About, Happened, Said
from triage_app.services import audit, paperwork, read_in, victim_record
from triage_app.services.access import permit
from triage_app.services.copies import Unnamed
from triage_app.services.desk import Actor, Desk
from triage_app.services.partner_referrals import Gone
from triage_app.services.printed import assessor_printed, offence_printed
from triage_app.services.victim_notices import RECIPIENT
from triage_app.storage.models import Case, Service, Victim, VictimSheet

SENT: Final = audit.Deed("victims.sheet_sent", audit.Category.DISCLOSURE)
LETTER: Final = audit.Deed("victims.letter_made", audit.Category.DISCLOSURE)
FIELDS: Final = ("name", "contact", "language", "wishes", "digest")


def services(desk: Desk, actor: Actor) -> tuple[str, ...]:
    """Return the services of the directory that do restorative justice."""
    permit(actor, Permission.SEE_VICTIMS)
    with desk.sessions() as session:
        rows = session.scalars(select(Service).order_by(Service.name))
        return tuple(one.name for one in rows if "restorative" in one.pathways and not one.retired)


def preview(desk: Desk, actor: Actor, victim_id: int, given: Asked) -> bytes:
    """Make the sheet as it would be, marked as a draft, and send nothing."""
    permit(actor, Permission.SEE_VICTIMS)
    with desk.sessions() as session:
        row, case = _of(session, victim_id)
        order = _order(session, desk, case, row, given)
    return paperwork.preview(desk, actor, case.id, order)


def send(desk: Desk, actor: Actor, victim_id: int, given: Asked, path: Path | None = None) -> Gone:
    """Make a sheet, file it, seal it and save it; or file it to be printed, without a path.

    It rests on the police's own basis: the participant's consent is neither asked nor needed.
    """
    permit(actor, Permission.SEE_VICTIMS)
    if (path is None) is not (given.manner == Manner.PRINTED) and given.manner:
        raise Invalid(Problem("manner", "partner_referral.say_where"))
    if path is None:
        with desk.sessions.begin() as session:
            return _send(session, desk, actor, victim_id, given)[0]
    with Unnamed(path) as file, desk.sessions.begin() as session:
        gone, content = _send(session, desk, actor, victim_id, given)
        file.write(content)
    return gone


def make_letter(
    desk: Desk, actor: Actor, victim_id: int, about: Happened, edition: str | None
) -> int:
    """Make the letter to a victim about one decision, in a language and a size; return its number.

    What they need is proposed from their record where it is chosen; whoever makes it decides.
    """
    permit(actor, Permission.SEE_VICTIMS)
    if edition not in read_in.EDITIONS:
        raise Invalid(Problem("letter_language", "problem.choose"))
    with desk.sessions.begin() as session:
        row, case = _of(session, victim_id)
        found = victim_record.of_case(session, case.id)
        wishes = found.wishes.get(row.id, [])
        if about not in found.happened.get(case.id, []) or rules.is_waived(about, wishes):
            raise Refused("victims.told_already")
        said = rules.newest(wishes, About.RESTORATIVE)
        contents = VictimLetterContents(
            number=case.number,
            victim=row.name,
            contact_person=row.contact_person,
            address=tuple(row.address.splitlines()),
            assessor=assessor_printed(case),
            event=about.event,
            happened_on=about.day,
            offences=_offences(desk, case),
            restorative=str(said.said) if said and said.said in (Said.YES, Said.NO) else "open",
        )
        order = paperwork.Order(contents, edition, RECIPIENT)
        paper = paperwork.issue(session, desk, actor, case.id, order)
        audit.record(session, desk, actor, LETTER, case.id, ("event",), recipient=RECIPIENT)
        return paper.id


def _send(
    session: Session, desk: Desk, actor: Actor, victim_id: int, given: Asked
) -> tuple[Gone, bytes]:
    row, case = _of(session, victim_id)
    order = _order(session, desk, case, row, given)
    paper = paperwork.issue(session, desk, actor, case.id, order)
    password, content = "", paper.pdf
    if given.manner == Manner.SEALED:
        # Reading and writing PDFs takes a tenth of a second to load, which no start waits for.
        from triage_app.exchange import sealing  # noqa: PLC0415

        password = sealing.password()
        content = sealing.sealed(paper.pdf, password)
    digest = paperwork.digest_of(content)
    sent = VictimSheet(
        victim_id=row.id,
        case_id=case.id,
        number=_next_number(session, case.id),
        purpose=given.purpose,
        service=given.service.strip(),
        recipient=given.recipient.strip(),
        manner=given.manner,
        why_open=given.why_open.strip() if given.manner == Manner.OPEN else "",
        digest=digest,
        paper_id=paper.id,
        answer_by=given.answer_by,
        sent_by=actor.username,
        sent_at=desk.now(),
    )
    session.add(sent)
    session.flush()
    fields = (*FIELDS, f"sha256:{digest}")
    audit.record(session, desk, actor, SENT, case.id, fields, recipient=order.recipient)
    return Gone(paper.id, _reference(case, sent.number), password), content


def _of(session: Session, victim_id: int) -> tuple[Victim, Case]:
    row = session.get(Victim, victim_id)
    if row is None or row.removed_at is not None:
        raise Refused("victims.not_there")
    return row, session.get_one(Case, row.case_id, with_for_update=True)


def _order(session: Session, desk: Desk, case: Case, row: Victim, given: Asked) -> paperwork.Order:
    if found := tuple(problems_in(given, desk.today())):
        raise Invalid(*found)
    wants = victim_record.of_case(session, case.id).wishes.get(row.id, [])
    said = rules.newest(wants, About.RESTORATIVE)
    if given.purpose == Purpose.ARRANGE and (said is None or said.said != Said.YES):
        raise Invalid(Problem("purpose", "victims.say_yes_first"))
    contents = VictimSheetContents(
        number=_reference(case, _next_number(session, case.id)),
        service=given.service.strip(),
        purpose=str(given.purpose),
        assessor=assessor_printed(case),
        victim=row.name,
        contact_person=row.contact_person,
        enhanced=row.enhanced,
        enhanced_why=row.enhanced_why,
        language=row.language,
        language_name=row.language_name,
        large_print=row.large_print is True,
        told_by=row.told_by,
        reached=ReachedPrinted(
            row.telephone, row.message_may_be_left, row.who_answers, row.safe_times
        ),
        email=row.email,
        address=tuple(row.address.splitlines()),
        offences=_offences(desk, case),
        answer_by=given.answer_by or desk.today(),
        participant=case.person.name if given.purpose in NAMED else "",
        asks=given.asks.strip(),
    )
    recipient = f"{given.service.strip()}: {given.recipient.strip()}"
    return paperwork.Order(contents, given.language or "en", recipient)


def _offences(desk: Desk, case: Case) -> tuple[OffencePrinted, ...]:
    """Return the offence; of several none is told, for another may be another victim's."""
    found = tuple(offence_printed(desk, one) for one in case.offences)
    return found if len(found) == 1 else ()


def _next_number(session: Session, case_id: int) -> int:
    newest = select(func.max(VictimSheet.number)).where(VictimSheet.case_id == case_id)
    return (session.scalar(newest) or 0) + 1


def _reference(case: Case, number: int) -> str:
    return f"{case.number}-V{number}"
