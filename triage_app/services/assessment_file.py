"""The whole assessment as a paper for the file: gathered, made, filed and logged."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from triage_app.documents.assessed import (
    AnswerPrinted,
    Assessed,
    FlagPrinted,
    PathwayPrinted,
    RiskPrinted,
    ScreenedPrinted,
    VersionPrinted,
)
from triage_app.documents.contents import AssessmentContents
from triage_app.domain.instrument import WILL_NOT_SAY, Kind, Question, Section
from triage_app.domain.needs import Need
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.services import assessment_record as record
from triage_app.services import audit, changes, paperwork, safety, screenings
from triage_app.services.access import permit
from triage_app.services.assessment_papers import change_in, changed_printed, completed
from triage_app.services.assessment_record import AssessmentView, Note, NoteIs
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import case_printed
from triage_app.services.safety import FlagView
from triage_app.services.screenings import Sitting
from triage_app.storage.models import Assessment, Case

FILE_MADE: Final = audit.Deed("change.file_made", audit.Category.COLLECTION)


def issue_assessment_file(
    desk: Desk, actor: Actor, case_id: int, language: str = Language.ENGLISH
) -> int:
    """Make the assessment that counts as a paper for the file, and file it; return its number."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        contents = AssessmentContents(
            case_printed(desk, case), _assessed(session, desk, case, completed(session, desk, case))
        )
        order = paperwork.Order(contents, str(Language(language)), recipient=paperwork.THE_FILE)
        paper = paperwork.issue(session, desk, actor, case_id, order)
        audit.record(session, desk, actor, FILE_MADE, case_id, ("paper",))
        return paper.id


def _assessed(session: Session, desk: Desk, case: Case, view: AssessmentView) -> Assessed:
    change = change_in(session, desk, case.id)
    instrument = view.instrument
    return Assessed(
        occasion=view.occasion,
        instrument=instrument.name,
        code=instrument.code,
        language=view.language,
        started_on=day_of(view.started_at),
        started_by=view.started_by,
        versions=tuple(_versions(session, view)),
        pathways=tuple(_pathway(desk, view, one) for one in instrument.sections),
        risk=view.findings.risk,
        order_reason=view.needs.reason if view.needs.re_ordered else "",
        contradictions=tuple(one.text for one in view.contradictions),
        drug_test=view.arrest_test,
        flags=tuple(_flags(session, desk, case, view)),
        screened=tuple(_screened(session, desk, case.id)),
        reviews=tuple(RiskPrinted(one.risk, day_of(one.at), one.by) for one in view.reviews),
        left_out=_left_out(desk, change) if change else (),
        change=changed_printed(change),
    )


def _versions(session: Session, view: AssessmentView) -> Iterator[VersionPrinted]:
    """Yield every completed version of the assessment on its occasion, the first first."""
    row = session.get(Assessment, view.id)
    chain: list[Assessment] = []
    while row is not None:
        chain.append(row)
        row = session.get(Assessment, row.corrects_id) if row.corrects_id else None
    for one in reversed(chain):
        if one.completed_at is not None:
            yield VersionPrinted(day_of(one.completed_at), one.completed_by, one.correction)


# ── Needs and answers ────────────────────────────────────────────────────────────────────────


def _pathway(desk: Desk, view: AssessmentView, section: Section) -> PathwayPrinted:
    need, ranking = view.needs.of(section.pathway), view.needs.ranking
    ranked = section.pathway in ranking
    return PathwayPrinted(
        name=section.name,
        points=need.score.points,
        most=need.score.most,
        view=need.view,
        rank=ranking.index(section.pathway) + 1 if ranked else 0,
        because=tuple(_because(desk, view, need)),
        tied_with=tuple(view.instrument.section(one).name for one in need.tied_with),
        answers=tuple(_answers(desk, view, section)),
    )


def _because(desk: Desk, view: AssessmentView, need: Need) -> Iterator[tuple[Wording, Wording]]:
    for code in need.because:
        question = view.instrument.question(code)
        if question is not None:
            yield question.brief, _in_words(desk, question, view.answers[code])


def _answers(desk: Desk, view: AssessmentView, section: Section) -> Iterator[AnswerPrinted]:
    """Yield what was put and answered; what another answer hid only where something is kept."""
    shown = {one.code for one in section.shown(view.answers)}
    for one in section.questions:
        given = view.given(one.code)
        kept = bool(given.value or given.words or given.note.text)
        if one.code in shown or kept:
            yield AnswerPrinted(
                question=one.text,
                answer=_in_words(desk, one, given.value) if given.value else None,
                words=given.words,
                note=given.note.text,
                is_fact=_is_fact(given.note),
                hidden=one.code not in shown,
            )


def _is_fact(note: Note) -> bool:
    return note.is_a is NoteIs.FACT


def _in_words(desk: Desk, question: Question, value: str) -> Wording:
    """Return an answer in both languages."""
    if value == WILL_NOT_SAY:
        return _both(desk, "needs.motivation_will_not_say")
    if question.kind is Kind.DATE:
        return Wording(*(desk.texts(one).date(dt.date.fromisoformat(value)) for one in Language))
    if not question.options:
        return Wording(value, value)
    chosen = [one.text for one in question.chosen(value)]
    english, welsh = (", ".join(one[language] for one in chosen) for language in Language)
    return Wording(english, welsh)


# ── What stands beside them ──────────────────────────────────────────────────────────────────


def _flags(session: Session, desk: Desk, case: Case, view: AssessmentView) -> Iterator[FlagPrinted]:
    """Yield the flags that stand on the person, and those of this case that were ended."""
    answered = _screening_answers(session, case) | dict(view.answers)
    for one in safety.of_case(session, desk, case):
        yield FlagPrinted(
            flag=one.flag,
            why=_why(desk, one, answered.get(one.source, "")),
            action=one.action,
            raised_by=one.raised_by,
            raised_on=day_of(one.raised_at),
            reports=tuple((each.report, each.by) for each in one.reports),
            wants_report=one.wants_report,
            ended_by=one.ended_by,
            ended_on=day_of(one.ended_at) if one.ended_at else None,
            end_reason=one.end_reason,
        )


def _screening_answers(session: Session, case: Case) -> dict[str, str]:
    """Return what the newest of each questionnaire was answered with."""
    rows = reversed(record.screenings(session, case.id))
    return {
        code: given.value for row in rows for code, given in record.answers_of(session, row).items()
    }


def _why(desk: Desk, one: FlagView, answer: str) -> Wording:
    """Return why a flag was raised: by hand, as it was written; by an answer, with the answer."""
    if one.question is None:
        return Wording(one.why, one.why)
    questions = (each.question(one.source) for each in desk.instruments.values())
    question = next((each for each in questions if each), None)
    if question is None or not answer:
        return one.question
    said = _in_words(desk, question, answer)
    english, welsh = (f"{one.question[each]}: {said[each]}" for each in Language)
    return Wording(english, welsh)


def _screened(session: Session, desk: Desk, case_id: int) -> Iterator[ScreenedPrinted]:
    """Yield the questionnaires, the first first; one not finished has no total."""
    for one in reversed(screenings.sittings(session, desk, case_id)):
        yield _sitting(desk, one)


def _sitting(desk: Desk, one: Sitting) -> ScreenedPrinted:
    day = day_of(one.ended_at or one.started_at)
    held, result = desk.instruments.get(one.instrument), one.result
    if held is None or result is None:
        name = Wording(one.instrument, one.instrument)
        return ScreenedPrinted(name, day, None, closed=one.closed_reason)
    if one.closed_at is not None:
        unanswered = tuple(each.brief for each in result.missing)
        return ScreenedPrinted(
            held.name, day, None, unanswered=unanswered, closed=one.closed_reason
        )
    finished = one.completed_at is not None
    return ScreenedPrinted(
        name=held.name,
        day=day,
        total=result.total if finished else None,
        most=result.most,
        band=result.band.name if result.band else None,
        advice=result.band.advice if result.band else None,
    )


def _left_out(desk: Desk, change: changes.ChangeView) -> tuple[Wording, ...]:
    english, welsh = (changes.left_out(change, desk.texts(one)) for one in Language)
    return tuple(Wording(*pair) for pair in zip(english, welsh, strict=True))


def _both(desk: Desk, code: str) -> Wording:
    english, welsh = (desk.texts(one)(code) for one in Language)
    return Wording(english, welsh)
