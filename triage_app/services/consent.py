"""Consent: the scheme is explained from a printed sheet, and the person says yes or no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.contents import InformationContents, Kind
from triage_app.domain.attention import ASKED_AGAIN
from triage_app.domain.consent import Answer, Pair, Put, problems_in
from triage_app.domain.leaving import Reason
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.scheme import Partner
from triage_app.domain.signature import Manner
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import audit, paperwork, read_in, sharing
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.over import insist_not_over
from triage_app.services.printed import assessor_printed, name_of
from triage_app.services.sheets import newest_sheet
from triage_app.storage.models import Case, Consent, Paper, WayOut

SEEN: Final = audit.Deed("consent.seen", audit.Category.CONSULTATION)
RECORDED: Final = audit.Deed("consent.recorded", audit.Category.COLLECTION)
RECORDED_AGAIN: Final = audit.Deed("consent.recorded_again", audit.Category.COLLECTION)
REFUSED: Final = audit.Deed("consent.refused", audit.Category.COLLECTION)
WORDS: Final = (
    "language_name",
    "explained_by",
    "adult",
    "interpreter",
    "solicitor",
    "present",
    "questions",
    "witness",
)
FIELDS: Final = ("given", "sheet", "language", *WORDS, "reason", "manner", "day")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The information sheet in force, as first made for this person."""

    version: str
    paper_id: int | None
    made_on: date | None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said, to which sheet and how, and by whom it was recorded."""

    given: bool
    sheet: str
    language: str
    words: Mapping[str, str]  # by WORDS: who explained, who was there, what was asked
    manner: Manner | None
    reason: str
    day: date
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True, slots=True)
class ConsentView:
    """Consent as it stands in a case, and what to heed when it is asked for."""

    state: State
    opened: date
    sheet: Sheet
    answered: Answered | None
    earlier: tuple[Answered, ...]  # the newest first
    partners: tuple[Partner, ...]
    has_contract: bool
    backdating_days: int
    assessor: str
    edition: str  # of the sheet, that suits the person
    speaks: str
    interpreter_language: str | None  # None: none is needed
    appropriate_adult: str | None  # a name, "" where it is not known; None: none is needed

    @property
    def asks_again(self) -> bool:
        """Whether consent was given to an earlier sheet than is in force, and still matters."""
        given = self.answered is not None and self.answered.given
        return given and self.state in ASKED_AGAIN and self.sheet.version != self._sheet_given

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether there is a consent to take back, in a case that is still with us."""
        given = self.answered is not None and self.answered.given
        return given and (self.state in ASKED_AGAIN or self.state is State.BREACH_PROPOSED)

    @property
    def _sheet_given(self) -> str:
        return self.answered.sheet if self.answered else ""


def view(desk: Desk, actor: Actor, case_id: int) -> ConsentView:
    """Return how consent stands in a case: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        person, scheme = case.person, desk.schemes.version(case.scheme)
        answers = _answers(session, case_id)
        seen = ConsentView(
            state=case.state,
            opened=case.opened,
            sheet=_sheet(session, desk, case),
            answered=answers[0] if answers else None,
            earlier=tuple(answers[1:]),
            partners=scheme.partners,
            has_contract=bool(scheme.slots),
            backdating_days=scheme.consent_backdating_days,
            assessor=case.assessor.name,
            edition=read_in.edition(person),
            speaks=person.speaks or Language.ENGLISH,
            interpreter_language=person.interpreter_language if person.interpreter else None,
            appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        )
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def issue_sheet(desk: Desk, actor: Actor, case_id: int, edition: str) -> int:
    """Make the information sheet in an edition, file it, and return its number to print it by."""
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        if case.state is not State.ELIGIBLE and case.state not in ASKED_AGAIN:
            raise Refused("consent.not_to_be_asked")
        if edition not in read_in.EDITIONS:
            raise Invalid(Problem("edition", "problem.choose"))
        contents = _contents(case, newest_sheet(desk, case).sheet)
        order = paperwork.Order(contents, edition)
        return paperwork.issue(session, desk, actor, case_id, order).id


def record(desk: Desk, actor: Actor, case_id: int, answer: Answer) -> State:
    """Record what the person said, against the printed sheet; return where the case then stands.

    Once the sheet has changed it is asked again: then a yes is recorded beside the first, and
    whoever no longer agrees withdraws.
    """
    permit(actor, Permission.RECORD_CONSENT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        insist_not_over(session, case_id)
        sheet = _sheet(session, desk, case)
        if found := problems_in(answer, _put(desk, case, sheet)):
            raise Invalid(*found)
        again = _asked_again(session, case, sheet)
        if again and not answer.given:
            raise Refused("consent.no_more_is_withdrawal")
        event = Event.CONSENT_GIVEN if answer.given else Event.CONSENT_REFUSED
        case.state = case.state if again else advance(case.state, event, actor.role)
        if answer.given and sheet.paper_id is None:
            raise Refused("consent.no_sheet")
        session.add(_row(desk, actor, case_id, sheet, answer))
        _keep_rest(session, desk, actor, case, answer)
        deed = (RECORDED_AGAIN if again else RECORDED) if answer.given else REFUSED
        audit.record(session, desk, actor, deed, case_id, FIELDS, person_id=case.person_id)
        return case.state


def _keep_rest(session: Session, desk: Desk, actor: Actor, case: Case, answer: Answer) -> None:
    """Keep what a yes lets us share; a no ends the case, with the person's own words."""
    if answer.given and answer.day:
        shares = {pair: bool(allowed) for pair, allowed in answer.shares.items()}
        sharing.keep(session, desk, actor, case.id, shares, answer.day)
    else:
        session.add(_way_out(desk, actor, case.id, answer))


def _asked_again(session: Session, case: Case, sheet: Sheet) -> bool:
    if case.state not in ASKED_AGAIN:
        return False
    answers = _answers(session, case.id)
    return bool(answers) and answers[0].given and answers[0].sheet != sheet.version


def _put(desk: Desk, case: Case, sheet: Sheet) -> Put:
    scheme = desk.schemes.version(case.scheme)
    return Put(
        today=desk.today(),
        opened=case.opened,
        sheet_made=sheet.made_on,
        needs_adult=bool(case.person.appropriate_adult),
        needs_interpreter=bool(case.person.interpreter),
        backdating_days=scheme.consent_backdating_days,
        partners=tuple(_pair(one) for one in scheme.partners),
    )


def _pair(partner: Partner) -> Pair:
    return partner.code, partner.purpose


def _sheet(session: Session, desk: Desk, case: Case) -> Sheet:
    """Return the sheet in force as first made: consent may be given on any day from then on."""
    version = newest_sheet(desk, case).sheet
    query = select(Paper.id, Paper.made_at, Paper.language).where(
        Paper.case_id == case.id, Paper.kind == Kind.INFORMATION, Paper.sheet == version
    )
    first = session.execute(query.order_by(Paper.id).limit(1)).first()
    if first is None:
        return Sheet(version, None, None)
    paper_id, made_at, language = first
    return Sheet(version, paper_id, made_at.astimezone(LONDON).date(), language)


def _contents(case: Case, sheet: str) -> InformationContents:
    person = case.person
    return InformationContents(
        sheet=sheet,
        number=case.number,
        participant=person.name,
        assessor=assessor_printed(case),
        appropriate_adult=person.appropriate_adult_name if person.appropriate_adult else None,
        interpreter="" if person.interpreter else None,
    )


def _answers(session: Session, case_id: int) -> list[Answered]:
    query = select(Consent).where(Consent.case_id == case_id).order_by(Consent.id.desc())
    return [_answered(session, row) for row in session.scalars(query)]


def _answered(session: Session, row: Consent) -> Answered:
    return Answered(
        given=row.given,
        sheet=row.sheet,
        language=row.language,
        words={name: getattr(row, name) for name in WORDS},
        manner=Manner(row.manner) if row.manner else None,
        reason=row.reason,
        day=row.day,
        recorded_by=name_of(session, row.recorded_by),
        recorded_on=row.recorded_at.astimezone(LONDON).date(),
    )


def _row(desk: Desk, actor: Actor, case_id: int, sheet: Sheet, answer: Answer) -> Consent:
    return Consent(
        case_id=case_id,
        given=answer.given,
        sheet=sheet.version if sheet.paper_id else "",
        paper_id=sheet.paper_id,
        language=answer.language,
        reason="" if answer.given else answer.reason.strip(),
        manner=answer.manner,
        day=answer.day,
        recorded_by=actor.username,
        recorded_at=desk.now(),
        **{name: getattr(answer, name).strip() for name in WORDS},
    )


def _way_out(desk: Desk, actor: Actor, case_id: int, answer: Answer) -> WayOut:
    return WayOut(
        case_id=case_id,
        reason=Reason.DECLINED,
        note=answer.reason.strip(),
        left_from=State.ELIGIBLE,
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )
