"""An assessment's rows as values of the domain, and back; for the use cases that hold a session."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from triage_app.domain.contradictions import contradictions, facts
from triage_app.domain.drug_test import ArrestTest
from triage_app.domain.instrument import Answers, Contradiction, Instrument, Question
from triage_app.domain.needs import Findings, Level, Motivation, Needs, Risk, View, gaps, needs
from triage_app.domain.occasion import OF_NEEDS, Occasion, may_run
from triage_app.domain.problems import Problem, Refused, Stale
from triage_app.domain.safety import Duty, Flag
from triage_app.domain.screening import Result, result
from triage_app.domain.sitting import resume
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import availability, drug_tests
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Answer, Assessment, Case, PathwayView, RiskReview

RISK_FIELDS: Final = ("reoffending", "harm", "to_whom", "rationale", "action", "review")
VIEW_FIELDS: Final = ("linked_to_offending", "linked_to_harm", "strength", "own_view", "motivation")


class NoteIs(StrEnum):
    """Whether a note says what is known, or what somebody thinks."""

    FACT = "fact"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Note:
    """What the assessor writes beside an answer."""

    text: str = ""
    is_a: NoteIs = NoteIs.FACT


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to one question, what was said and noted beside it, and whether to come back."""

    value: str
    words: str = ""
    note: Note = field(default_factory=Note)
    later: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.value or self.words.strip() or self.note.text.strip() or self.later)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The risk as it was judged again, once the assessment was completed."""

    risk: Risk
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment as it stands: what was found, and what is made of it."""

    id: int
    case_id: int
    version: int
    state: State
    occasion: Occasion
    correction: str  # why the one before was not right; empty, unless this corrects one
    language: Language
    findings: Findings
    words: Mapping[str, str]  # question → in their own words
    notes: Mapping[str, Note]  # question → the assessor's, fact or opinion
    later: frozenset[str]  # questions to be come back to
    needs: Needs
    gaps: tuple[Problem, ...]
    place: str  # where to go on
    started_at: dt.datetime
    started_by: str
    saved_at: dt.datetime
    saved_by: str
    completed_at: dt.datetime | None
    completed_by: str
    closed_at: dt.datetime | None  # ended unfinished
    corrects: bool
    arrest_test: ArrestTest  # for drugs
    reviews: tuple[Reviewed, ...]  # of the risk, the first first
    said_when: bool  # whether anything is written down of when they cannot come
    duties: Mapping[Flag, Duty]  # what the law asks for whoever an answer shows to be at risk

    @property
    def instrument(self) -> Instrument:
        """The instrument, as the case's scheme puts it."""
        return self.findings.instrument

    @property
    def answers(self) -> Answers:
        """What was answered, by question."""
        return self.findings.answers

    @property
    def risk(self) -> Risk:
        """The risk as it was judged last."""
        return self.reviews[-1].risk if self.reviews else self.findings.risk

    @property
    def seen(self) -> tuple[int, int]:
        """What whoever changes it has before them: another may have been begun since."""
        return self.id, self.version

    def given(self, question: str) -> Given:
        """Return all that stands beside a question."""
        value, words = self.answers.get(question, ""), self.words.get(question, "")
        return Given(value, words, self.notes.get(question, Note()), question in self.later)

    @property
    def to_come_back(self) -> tuple[Question, ...]:
        """The questions marked to be come back to, of those that are shown."""
        shown = (one for each in self.instrument.sections for one in each.shown(self.answers))
        return tuple(one for one in shown if one.code in self.later)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Answers that hardly go together, or not with the test for drugs on arrest."""
        return contradictions(self.instrument, self.answers, facts(self.arrest_test))

    @property
    def result(self) -> Result:
        """What a screening comes to."""
        return result(self.instrument, self.answers)

    @property
    def open(self) -> bool:
        """Whether it may still be worked on."""
        ended = self.completed_at is not None or self.closed_at is not None
        return not ended and may_run(self.occasion, self.state, correcting=self.corrects)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def latest(session: Session, case_id: int) -> Assessment | None:
    """Return the newest needs assessment of a case, if one was begun."""
    return session.scalars(_of_needs(case_id).limit(1)).first()


def of_needs(session: Session, case_id: int) -> list[Assessment]:
    """Return the needs assessments of a case, the newest first; no correction that was given up."""
    return list(session.scalars(_of_needs(case_id)))


def _of_needs(case_id: int) -> Select[Assessment]:
    query = select(Assessment).where(
        Assessment.case_id == case_id,
        Assessment.occasion.in_(OF_NEEDS),
        Assessment.closed_at.is_(None),
    )
    return query.order_by(Assessment.id.desc())


def standing(session: Session, case_id: int) -> dict[Occasion, Assessment]:
    """Return the completed needs assessment that counts on each occasion: the last correction."""
    done = [one for one in of_needs(session, case_id) if one.completed_at is not None]
    return {Occasion(one.occasion): one for one in reversed(done)}


def counting(session: Session, case_id: int) -> Assessment | None:
    """Return the assessment whose needs count: the last occasion's, or the only one begun.

    An earlier one put right afterwards is newer by its number, and yet not what counts now.
    """
    done = standing(session, case_id)
    last = next((done[one] for one in reversed(OF_NEEDS) if one in done), None)
    return last or latest(session, case_id)


def open_one(session: Session, case_id: int, number: int | None = None) -> Assessment:
    """Return the assessment being worked on; refuse where it has ended or the case moved on.

    Without its number it is the newest needs assessment. Whoever writes it has it alone till then.
    """
    newest = _of_needs(case_id).with_only_columns(Assessment.id).limit(1)
    wanted = session.scalar(newest) if number is None else number
    query = select(Assessment).where(Assessment.id == wanted)
    row = session.scalars(query.with_for_update()).first()
    if row is None or row.case_id != case_id:
        raise Refused("assessment.not_begun")
    if row.completed_at is not None:
        raise Refused("assessment.already_completed")
    if row.closed_at is not None:
        raise Refused("assessment.closed")
    state = session.get_one(Case, case_id).state
    if not may_run(Occasion(row.occasion), state, correcting=row.corrects_id is not None):
        raise Refused("assessment.case_moved_on")
    return row


def screenings(session: Session, case_id: int) -> list[Assessment]:
    """Return the screenings of a case, the newest first."""
    query = select(Assessment).where(
        Assessment.case_id == case_id, Assessment.occasion == Occasion.SCREENING
    )
    return list(session.scalars(query.order_by(Assessment.id.desc())))


def instrument_for(desk: Desk, case: Case, code: str) -> Instrument:
    """Return an instrument as the case's scheme puts it; refuse where its file is gone."""
    if code not in desk.instruments:
        raise Refused("assessment.no_instrument", instrument=code)
    return desk.instruments[code].asking(desk.schemes.version(case.scheme).asks_also)


def findings_of(session: Session, desk: Desk, row: Assessment) -> Findings:
    """Return everything an assessment holds."""
    return _findings(session, desk, row, _answers(session, row))


def _findings(session: Session, desk: Desk, row: Assessment, answers: list[Answer]) -> Findings:
    case = session.get_one(Case, row.case_id)
    return Findings(
        instrument=instrument_for(desk, case, row.instrument),
        answers={one.question: one.value for one in answers if one.value},
        views={one.pathway: _view(one) for one in _views(session, row)},
        ranking=tuple(row.ranking or ()),
        ranking_reason=row.ranking_reason,
        risk=risk_of(row),
    )


def view_of(session: Session, desk: Desk, row: Assessment) -> AssessmentView:
    """Return an assessment as a frozen value that outlives the session."""
    answers, case = _answers(session, row), session.get_one(Case, row.case_id)
    findings = _findings(session, desk, row, answers)
    return AssessmentView(
        id=row.id,
        case_id=row.case_id,
        version=row.version,
        state=case.state,
        occasion=Occasion(row.occasion),
        correction=row.correction,
        corrects=row.corrects_id is not None,
        arrest_test=drug_tests.of_case(session, row.case_id),
        reviews=reviews_of(session, row) if row.completed_at else (),
        said_when=availability.of_case(session, row.case_id).says_something,
        duties=desk.schemes.version(case.scheme).duties,
        language=Language(row.language),
        findings=findings,
        words={one.question: one.words for one in answers if one.words},
        notes={one.question: Note(one.note, NoteIs(one.note_is)) for one in answers if one.note},
        later=frozenset(one.question for one in answers if one.later),
        needs=needs(findings),
        gaps=() if row.occasion == Occasion.SCREENING else gaps(findings, desk.today()),
        place=resume(findings.instrument, findings.answers, row.resume_at),
        started_at=row.started_at,
        started_by=row.started_by,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        completed_at=row.completed_at,
        completed_by=row.completed_by,
        closed_at=row.closed_at,
    )


def risk_of(row: Assessment) -> Risk:
    """Return the judgement of risk."""
    return Risk(
        reoffending=Level(row.risk_reoffending) if row.risk_reoffending else None,
        harm=Level(row.risk_harm) if row.risk_harm else None,
        to_whom=row.risk_to_whom,
        rationale=row.risk_rationale,
        action=row.risk_action,
        review=row.risk_review,
    )


def reviews_of(session: Session, row: Assessment) -> tuple[Reviewed, ...]:
    """Return how the risk was judged again since, the first first."""
    query = select(RiskReview).where(RiskReview.assessment_id == row.id).order_by(RiskReview.id)
    return tuple(
        Reviewed(_reviewed_risk(one), one.reviewed_at, one.reviewed_by)
        for one in session.scalars(query)
    )


def _reviewed_risk(row: RiskReview) -> Risk:
    return Risk(
        Level(row.reoffending), Level(row.harm), row.to_whom, row.rationale, row.action, row.review
    )


def answers_of(session: Session, row: Assessment) -> dict[str, Given]:
    """Return everything that was said to each question."""
    return {one.question: _given(one) for one in _answers(session, row)}


def _answers(session: Session, row: Assessment) -> list[Answer]:
    query = select(Answer).where(Answer.assessment_id == row.id).order_by(Answer.id)
    return list(session.scalars(query))


def _views(session: Session, row: Assessment) -> list[PathwayView]:
    query = select(PathwayView).where(PathwayView.assessment_id == row.id)
    return list(session.scalars(query.order_by(PathwayView.id)))


def _view(row: PathwayView) -> View:
    return View(
        linked_to_offending=row.linked_to_offending,
        linked_to_harm=row.linked_to_harm,
        strength=row.strength,
        own_view=row.own_view,
        motivation=Motivation(row.motivation) if row.motivation else None,
    )


# ── Writing ──────────────────────────────────────────────────────────────────────────────────


def begin(row: Assessment, desk: Desk, actor: Actor) -> None:
    """Say who began an assessment and when."""
    row.started_at, row.started_by = desk.now(), actor.name
    touch(row, desk, actor)


def check_version(row: Assessment, seen: int, theirs: Mapping[str, object]) -> None:
    """Stop who has not seen the newest version: theirs stands beside the one refused."""
    if row.version != seen:
        raise Stale({**theirs, "version": row.version}, by=row.saved_by)


def touch(row: Assessment, desk: Desk, actor: Actor) -> None:
    """Say who saved it and when; it counts as another version even if neither differs."""
    row.saved_at, row.saved_by = desk.now(), actor.name
    flag_modified(row, "saved_by")


def put_answer(session: Session, row: Assessment, question: str, given: Given) -> None:
    """Keep an answer in place of the one before; with nothing said of the question, none."""
    query = select(Answer).where(Answer.assessment_id == row.id, Answer.question == question)
    kept = session.scalars(query).first()
    if given.is_empty:
        if kept:
            session.delete(kept)
        return
    if kept is None:
        kept = Answer(assessment_id=row.id, question=question)
        session.add(kept)
    kept.value, kept.words, kept.later = given.value, given.words.strip(), given.later
    kept.note = given.note.text.strip()
    kept.note_is = given.note.is_a if kept.note else ""


def copy(session: Session, source: Assessment, target: Assessment) -> None:
    """Give an assessment everything that another holds, so that it can be put right."""
    for name in ("ranking", "ranking_reason", *(f"risk_{one}" for one in RISK_FIELDS)):
        setattr(target, name, getattr(source, name))
    if reviews := reviews_of(session, source):
        put_risk(target, reviews[-1].risk)
    for one in _answers(session, source):
        put_answer(session, target, one.question, _given(one))
    for view in _views(session, source):
        put_view(session, target, view.pathway, _view(view))


def _given(row: Answer) -> Given:
    note = Note(row.note, NoteIs(row.note_is)) if row.note else Note()
    return Given(row.value, row.words, note, later=row.later)


def put_view(session: Session, row: Assessment, pathway: str, view: View) -> None:
    """Keep what is thought of a pathway in place of what was."""
    query = select(PathwayView).where(
        PathwayView.assessment_id == row.id, PathwayView.pathway == pathway
    )
    kept = session.scalars(query).first()
    if kept is None:
        kept = PathwayView(assessment_id=row.id, pathway=pathway)
        session.add(kept)
    for name in VIEW_FIELDS:
        setattr(kept, name, getattr(view, name))


def put_risk(row: Assessment, risk: Risk) -> None:
    """Keep the judgement of risk."""
    for name in RISK_FIELDS:
        setattr(row, f"risk_{name}", getattr(risk, name))
