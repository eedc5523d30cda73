"""An assessment as staff run it: begun, answered at once, stopped and resumed, completed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from triage_app.domain.instrument import Instrument
from triage_app.domain.needs import Findings, Needs, Risk, View, gaps, needs, risk_problems
from triage_app.domain.occasion import Occasion, check_beginning, may_run
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.screening import alarms
from triage_app.domain.sitting import every_place
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event, State, advance
from triage_app.services import assessment_record as record
from triage_app.services import audit, safety
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView, Given
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Assessment, Case

SEEN: Final = audit.Deed("assessment.seen", audit.Category.CONSULTATION)
STARTED: Final = audit.Deed("assessment.started", audit.Category.COLLECTION)
ANSWERED: Final = audit.Deed("assessment.answered", audit.Category.COLLECTION)
JUDGED: Final = audit.Deed("assessment.judged", audit.Category.COLLECTION)
RANKED: Final = audit.Deed("assessment.ranked", audit.Category.ALTERATION)
RISK_JUDGED: Final = audit.Deed("assessment.risk_judged", audit.Category.COLLECTION)
CORRECTED: Final = audit.Deed("assessment.corrected", audit.Category.ALTERATION)
COMPLETED: Final = audit.Deed("assessment.completed", audit.Category.ALTERATION)

MOST_WORDS: Final = 10_000
RISK_TEXTS: Final = ("to_whom", "rationale", "action")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is to know before an assessment is begun."""

    state: State
    instrument: Instrument
    language: Language  # the one the person speaks, as far as it is known


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def beginning(desk: Desk, actor: Actor, case_id: int) -> Beginning:
    """Return what is needed to begin: how the case stands, what will be asked, in what language."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        code = desk.schemes.version(case.scheme).instrument
        language = Language(case.person.speaks or Language.ENGLISH)
        return Beginning(case.state, record.instrument_for(desk, case, code), language)


def assessment(desk: Desk, actor: Actor, case_id: int) -> AssessmentView | None:
    """Return the assessment being worked on, or else the one that counts; the look is logged.

    Nothing, if none was begun. One that the case has moved on from does not hide what was found.
    """
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        row = record.latest(session, case_id)
        view = record.view_of(session, desk, row) if row else None
        if row and view and not view.open:
            counts = record.counting(session, case_id) or row
            view = view if counts is row else record.view_of(session, desk, counts)
    if view:
        audit.look(desk, actor, SEEN, case_id, ("answers", "needs", "risk", "drug_test"))
    return view


def needs_of(session: Session, desk: Desk, case_id: int) -> Needs:
    """Return the ranked needs of a case, for a use case that has its session; none if unasked."""
    row = record.counting(session, case_id)
    return needs(record.findings_of(session, desk, row)) if row else Needs((), (), ())


def critical_needs(session: Session, desk: Desk, case_id: int) -> tuple[str, ...]:
    """Return the critical pathways of a case, the first first: three at most."""
    return needs_of(session, desk, case_id).critical


# ── Running it ───────────────────────────────────────────────────────────────────────────────


def start(
    desk: Desk,
    actor: Actor,
    case_id: int,
    language: Language,
    occasion: Occasion = Occasion.ENTRY,
) -> AssessmentView:
    """Begin the needs assessment on one of its occasions, its questions in one language."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)  # no two begin at once
        _refuse_another(session, case, occasion)
        if occasion is Occasion.ENTRY:
            case.state = advance(case.state, Event.ASSESSMENT_STARTED, actor.role)
        code = desk.schemes.version(case.scheme).instrument
        record.instrument_for(desk, case, code)
        row = Assessment(case_id=case_id, occasion=occasion, instrument=code, language=language)
        record.begin(row, desk, actor)
        session.add(row)
        audit.record(session, desk, actor, STARTED, case_id, ("instrument", "language"))
        return record.view_of(session, desk, row)


def correct(desk: Desk, actor: Actor, case_id: int, number: int, reason: str) -> AssessmentView:
    """Begin a new version of a completed assessment, filled as it was, and say why."""
    permit(actor, Permission.ASSESS)
    if not reason.strip():
        raise Invalid(Problem("correction", "problem.missing"))
    _check(too_long({"correction": reason}))
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        wrong = session.get_one(Assessment, number)
        if wrong.case_id != case_id or wrong.completed_at is None:
            raise Refused("assessment.not_completed")
        if record.standing(session, case_id).get(Occasion(wrong.occasion)) is not wrong:
            raise Refused("assessment.corrected_already")
        if not may_run(Occasion(wrong.occasion), case.state, correcting=True):
            raise Refused("assessment.no_longer")
        _refuse_open(session, case_id)
        row = Assessment(
            case_id=case_id,
            occasion=wrong.occasion,
            instrument=wrong.instrument,
            language=wrong.language,
            corrects_id=wrong.id,
            correction=reason.strip(),
        )
        record.begin(row, desk, actor)
        session.add(row)
        session.flush()
        record.copy(session, wrong, row)
        audit.record(session, desk, actor, CORRECTED, case_id, ("correction",))
        return record.view_of(session, desk, row)


def _refuse_another(session: Session, case: Case, occasion: Occasion) -> None:
    check_beginning(occasion, case.state, record.standing(session, case.id).keys())
    if occasion is not Occasion.ENTRY:
        _refuse_open(session, case.id)


def _refuse_open(session: Session, case_id: int) -> None:
    newest = record.latest(session, case_id)
    if newest is None or newest.completed_at is not None:
        return
    state, correcting = session.get_one(Case, case_id).state, newest.corrects_id is not None
    if may_run(Occasion(newest.occasion), state, correcting=correcting):
        raise Refused("assessment.another_open")


def answer(
    desk: Desk,
    actor: Actor,
    case_id: int,
    seen: int,
    answers: Mapping[str, Given],
    number: int | None = None,
) -> AssessmentView:
    """Keep answers at once, by the code of their question; an empty one is taken back.

    The assessment goes on from the last of them.
    """
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        record.check_version(row, seen, _standing(session, row, answers))
        before = record.findings_of(session, desk, row)
        _check(_answer_problems(before, answers))
        for question, given in answers.items():
            record.put_answer(session, row, question, given)
            row.resume_at = question
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, ANSWERED, case_id, answers)
        _ring(session, desk, actor, row, before)
        return record.view_of(session, desk, row)


def judge(
    desk: Desk, actor: Actor, case_id: int, seen: tuple[int, int], pathway: str, view: View
) -> AssessmentView:
    """Keep what assessor and person think of one pathway, in the assessment they had before them.

    What was seen is its (number, version): another may have been begun since.
    """
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = _judged(session, case_id, seen[0])
        findings = record.findings_of(session, desk, row)
        if pathway not in findings.instrument.pathways:
            raise Refused("assessment.no_such_question")
        record.check_version(row, seen[1], asdict(findings.view(pathway)))
        _check(too_long({"strength": view.strength, "own_view": view.own_view}))
        record.put_view(session, row, pathway, view)
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, JUDGED, case_id, (f"view.{pathway}",))
        return record.view_of(session, desk, row)


def judge_risk(
    desk: Desk, actor: Actor, case_id: int, seen: tuple[int, int], risk: Risk
) -> AssessmentView:
    """Keep the assessor's judgement of risk, whole or not; it decides nothing."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = _judged(session, case_id, seen[0])
        record.check_version(row, seen[1], asdict(record.risk_of(row)))
        _check(risk_problems(risk, desk.today(), complete=False))
        _check(too_long({name: getattr(risk, name) for name in RISK_TEXTS}))
        record.put_risk(row, risk)
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, RISK_JUDGED, case_id, ("risk",))
        return record.view_of(session, desk, row)


def rank(
    desk: Desk,
    actor: Actor,
    case_id: int,
    seen: tuple[int, int],
    order: tuple[str, ...],
    reason: str,
) -> AssessmentView:
    """Put the needs in another order than the rule's, with a reason; or back in the rule's."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = _judged(session, case_id, seen[0])
        found = needs(record.findings_of(session, desk, row))
        record.check_version(row, seen[1], {"ranking": list(found.ranking)})
        _check(_ranking_problems(found, order, reason))
        by_rule = order == found.by_rule
        row.ranking = None if by_rule else list(order)
        row.ranking_reason = "" if by_rule else reason.strip()
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, RANKED, case_id, ("ranking", "ranking_reason"))
        return record.view_of(session, desk, row)


def _judged(session: Session, case_id: int, number: int) -> Assessment:
    """Return the needs assessment that is judged; a questionnaire has only its answers."""
    row = record.open_one(session, case_id, number)
    if row.occasion == Occasion.SCREENING:
        raise Refused("assessment.not_begun")
    return row


def keep_place(
    desk: Desk, actor: Actor, case_id: int, place: str, number: int | None = None
) -> None:
    """Remember where the assessment stands. It says nothing of the person, so it is not logged."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        case = session.get_one(Case, case_id)
        # One that the answers hide is no harm: it is gone on from the next that they show.
        if place in every_place(record.instrument_for(desk, case, row.instrument)):
            # Past the row: moving about must not make another's save a conflict.
            here = update(Assessment).where(Assessment.id == row.id).values(resume_at=place)
            session.execute(here.execution_options(synchronize_session=False))


def complete(
    desk: Desk, actor: Actor, case_id: int, seen: int, number: int | None = None
) -> AssessmentView:
    """Complete an assessment that lacks nothing; from then on it is never changed."""
    permit(actor, Permission.ASSESS)
    with desk.sessions.begin() as session:
        row = record.open_one(session, case_id, number)
        findings = record.findings_of(session, desk, row)
        record.check_version(row, seen, {})
        _check(gaps(findings, desk.today()))
        if row.occasion == Occasion.ENTRY and row.corrects_id is None:
            case = session.get_one(Case, case_id)
            case.state = advance(case.state, Event.ASSESSMENT_COMPLETED, actor.role)
        row.ranking = list(needs(findings).ranking)  # as it was, whatever the rule is later
        row.completed_at, row.completed_by = desk.now(), actor.name
        record.touch(row, desk, actor)
        audit.record(session, desk, actor, COMPLETED, case_id, ("completed_at", "ranking"))
        return record.view_of(session, desk, row)


def _standing(session: Session, row: Assessment, codes: Iterable[str]) -> dict[str, Given]:
    """Return all that now stands beside some questions."""
    kept = record.answers_of(session, row)
    return {one: kept.get(one, Given("")) for one in codes}


def _ring(session: Session, desk: Desk, actor: Actor, row: Assessment, before: Findings) -> None:
    """Raise the flags that an answer calls for which was not there before."""
    found = record.findings_of(session, desk, row)
    earlier = alarms(before.instrument, before.answers)
    rung = [one for one in alarms(found.instrument, found.answers) if one not in earlier]
    case = session.get_one(Case, row.case_id)
    safety.ring(session, desk, actor, case, found.instrument, *rung)


# ── What is refused ──────────────────────────────────────────────────────────────────────────


def _check(problems: Iterator[Problem] | tuple[Problem, ...]) -> None:
    found = tuple(problems)
    if found:
        raise Invalid(*found)


def _answer_problems(findings: Findings, answers: Mapping[str, Given]) -> Iterator[Problem]:
    for code, given in answers.items():
        question = findings.instrument.question(code)
        if question is None:
            raise Refused("assessment.no_such_question")
        if given.value and not question.accepts(given.value):
            yield Problem(code, "assessment.not_an_answer", {"most": question.up_to})
        texts = {code: given.value, f"{code}.words": given.words, f"{code}.note": given.note.text}
        yield from too_long(texts)


def _ranking_problems(found: Needs, order: tuple[str, ...], reason: str) -> Iterator[Problem]:
    if sorted(order) != sorted(found.by_rule):
        raise Refused("needs.other_pathways")
    if order != found.by_rule and not reason.strip():
        yield Problem("ranking_reason", "needs.no_ranking_reason")
    yield from too_long({"ranking_reason": reason})


def too_long(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield which texts are longer than anybody writes in an assessment."""
    for name, text in texts.items():
        if len(text) > MOST_WORDS:
            yield Problem(name, "problem.too_long", {"most": MOST_WORDS})
