"""The assessments of a case one after another, and what changed from entry to the newest."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.documents.assessed import ChangedPrinted, ChangePrinted
from triage_app.domain.change import Became, Change, changes
from triage_app.domain.occasion import OF_NEEDS, Occasion, check_beginning, may_run
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import State
from triage_app.services import assessment_record as record
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Assessment, Case
from triage_app.texts import Texts

SEEN: Final = audit.Deed("change.seen", audit.Category.CONSULTATION)
EARLIER_SEEN: Final = audit.Deed("change.earlier_seen", audit.Category.CONSULTATION)
QUARTERS: Final = 4  # a bar is told to who cannot see it in quarters


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A correction that was begun and given up: it is kept, and counts for nothing."""

    correction: str  # why it was begun
    reason: str  # why it was given up
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """The needs assessment on one occasion: the version that counts, and why it was put right."""

    number: int
    occasion: Occasion
    instrument: str
    started_at: datetime
    started_by: str
    completed_at: datetime | None
    completed_by: str
    corrections: tuple[str, ...]  # each version's reason, the first first
    may_correct: bool
    given_up: tuple[GivenUp, ...] = ()  # the first first


@dataclass(frozen=True, slots=True)
class Compared:
    """One pathway's need, then and now."""

    name: Wording
    brief: Wording  # the name in few and plain words
    change: Change
    became: Became


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed from entry to the newest later assessment."""

    before: Stage
    after: Stage
    pathways: tuple[Compared, ...]
    unsaid: tuple[tuple[Wording, int], ...] = ()  # of which nothing can be compared: answers

    @property
    def drawn(self) -> tuple[Compared, ...]:
        """The pathways on the picture: what was no need then and is none now is left out."""
        return tuple(one for one in self.pathways if one.change.before or one.change.after)

    @property
    def other_version(self) -> bool:
        """Whether the questions were changed between the two."""
        return self.before.instrument != self.after.instrument


@dataclass(frozen=True, slots=True)
class Course:
    """How a case's assessments stand: those there are, and the next that can be begun."""

    state: State
    language: Language  # the one the person speaks
    stages: tuple[Stage, ...]
    may_begin: tuple[Occasion, ...]


def course(desk: Desk, actor: Actor, case_id: int) -> Course:
    """Return the needs assessments so far, and what can be begun now: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        stages = _stages(session, case)
        busy = any(_is_open(case, one) for one in record.of_needs(session, case_id))
        done = [one.occasion for one in stages if one.completed_at is not None]
        may = [one for one in OF_NEEDS[1:] if done and not busy and _may_begin(one, case, done)]
        found = Course(
            case.state, Language(case.person.speaks or Language.ENGLISH), stages, tuple(may)
        )
    audit.look(desk, actor, SEEN, case_id, ("assessments",))
    return found


def change_of(desk: Desk, actor: Actor, case_id: int) -> ChangeView | None:
    """Return what changed from entry to the newest later assessment: a look, logged.

    Nothing before there are two. Refused where the file of either's instrument is gone.
    """
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        found = change_in(session, desk, case_id)
    if found is not None:
        audit.look(desk, actor, SEEN, case_id, ("answers", "needs"))
    return found


def change_in(session: Session, desk: Desk, case_id: int) -> ChangeView | None:
    """Return what changed, for a use case that has its session."""
    rows = record.standing(session, case_id)
    later = [one for one in reversed(OF_NEEDS[1:]) if one in rows]
    if Occasion.ENTRY not in rows or not later:
        return None
    before, after = _compared_rows(session, desk, rows[Occasion.ENTRY], rows[later[0]])
    stages = {one.number: one for one in _stages(session, session.get_one(Case, case_id))}
    named = {one.pathway: one for each in (before, after) for one in each.instrument.sections}
    found = changes(before.findings, after.findings)
    return ChangeView(
        before=stages[before.id],
        after=stages[after.id],
        pathways=tuple(
            Compared(named[one.pathway].name, named[one.pathway].brief, one, one.became)
            for one in found
            if one.became is not None
        ),
        unsaid=tuple(
            (named[one.pathway].brief, one.withheld)
            for one in found
            if one.became is None and one.withheld
        ),
    )


def earlier(desk: Desk, actor: Actor, case_id: int, number: int) -> AssessmentView | None:
    """Return the completed assessment that stands before one, if there is one: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        row = session.get_one(Assessment, number)
        if row.case_id != case_id:
            raise Refused("assessment.not_begun")
        rows = record.standing(session, case_id)
        order = OF_NEEDS[: OF_NEEDS.index(Occasion(row.occasion))]
        last = next((rows[one] for one in reversed(order) if one in rows), None)
        view = record.view_of(session, desk, last) if last else None
    if view is not None:
        audit.look(desk, actor, EARLIER_SEEN, case_id, ("answers",))
    return view


# ── In words and as a picture ────────────────────────────────────────────────────────────────


def picture(
    found: ChangeView, texts: Texts, size: tuple[float, float], inks: tuple[str, str]
) -> bytes:
    """Return the picture of change as SVG: as wide, and its letters as high, as asked.

    The colours of ink and ground are given as #rrggbb.
    """
    # ReportLab and its fonts take a sixth of a second, which no start should wait for.
    from triage_app.documents.change_chart import as_svg  # noqa: PLC0415
    from triage_app.documents.own_page import chart_of  # noqa: PLC0415

    return as_svg(chart_of(texts, printed(found)), *size, *inks)


def printed(found: ChangeView, without: Collection[str] = ()) -> ChangePrinted:
    """Return the picture as screen and paper draw it, but for some pathways."""
    stages = (found.before, found.after)
    return ChangePrinted(
        occasions=(str(found.before.occasion), str(found.after.occasion)),
        days=(_day(stages[0]), _day(stages[1])),
        pathways=tuple(
            ChangedPrinted(
                one.brief, _length(one.change.before), _length(one.change.after), one.became
            )
            for one in found.drawn
            if one.change.pathway not in without
        ),
    )


def when(texts: Texts, stage: Stage) -> str:
    """Say which assessment it was, and of which day."""
    occasion = texts(f"change.occasion_{stage.occasion.value}")
    return texts("change.earlier_on", occasion=occasion, day=_day(stage))


def became(texts: Texts, one: Compared) -> str:
    """Say what became of a pathway's need, in a word or two."""
    return texts(f"change.became_{one.became.value}")


def in_words(found: ChangeView, texts: Texts) -> str:
    """Say the whole picture to who cannot see it."""
    rows = " ".join(
        texts(
            "change.row_said",
            pathway=one.brief,
            became=became(texts, one),
            before=_bar(texts, one.change.before),
            after=_bar(texts, one.change.after),
        )
        for one in found.drawn
    )
    note = texts("change.changed_note")
    before, after = when(texts, found.before), when(texts, found.after)
    return texts("change.picture_of", before=before, after=after, note=note, rows=rows)


def left_out(found: ChangeView, texts: Texts) -> tuple[str, ...]:
    """Say where only a part is compared, and why."""
    lines = [texts("change.another_version")] if found.other_version else []
    for one in found.pathways:
        change = one.change
        if change.is_partial:
            lines.append(
                texts("change.partly", pathway=one.brief, n=change.shared, asked=change.asked)
            )
        if change.withheld:
            lines.append(texts("change.withheld", pathway=one.brief, n=change.withheld))
    lines += [texts("change.withheld", pathway=brief, n=n) for brief, n in found.unsaid]
    return tuple(lines)


def _day(stage: Stage) -> date:
    return day_of(stage.completed_at or stage.started_at)


def _length(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _bar(texts: Texts, share: Fraction | None) -> str:
    if share is None:
        return texts("change.bar_none")
    quarters = round(share * QUARTERS)
    return texts(f"change.bar_{max(quarters, 1) if share else 0}")


# ── What there is ────────────────────────────────────────────────────────────────────────────


def _stages(session: Session, case: Case) -> tuple[Stage, ...]:
    """Return the version that counts of each occasion; of one never done, the one stopped."""
    every = record.of_needs(session, case.id)
    standing = record.standing(session, case.id)
    stopped = {Occasion(one.occasion): one for one in every if not _is_open(case, one)}
    rows = [standing.get(one) or stopped.get(one) for one in OF_NEEDS]
    by_number = {one.id: one for one in every}
    given_up = _given_up(session, case.id)
    stages = (_stage(case, one, by_number, standing) for one in rows if one is not None)
    return tuple(replace(one, given_up=given_up.get(one.occasion, ())) for one in stages)


def _given_up(session: Session, case_id: int) -> dict[Occasion, tuple[GivenUp, ...]]:
    """Return the corrections of each occasion that were given up."""
    found: dict[Occasion, tuple[GivenUp, ...]] = {}
    query = select(Assessment).where(
        Assessment.case_id == case_id,
        Assessment.occasion.in_(OF_NEEDS),
        Assessment.closed_at.is_not(None),
    )
    for one in session.scalars(query.order_by(Assessment.id)):
        if one.closed_at is not None:
            told = GivenUp(one.correction, one.closed_reason, one.closed_by, one.closed_at)
            occasion = Occasion(one.occasion)
            found[occasion] = (*found.get(occasion, ()), told)
    return found


def _stage(
    case: Case,
    row: Assessment,
    by_number: dict[int, Assessment],
    standing: dict[Occasion, Assessment],
) -> Stage:
    occasion, reasons = Occasion(row.occasion), []
    first: Assessment | None = row
    while first is not None and first.corrects_id is not None:
        reasons.append(first.correction)
        first = by_number.get(first.corrects_id)
    counts = standing.get(occasion) is row
    return Stage(
        number=row.id,
        occasion=occasion,
        instrument=row.instrument,
        started_at=row.started_at,
        started_by=row.started_by,
        completed_at=row.completed_at,
        completed_by=row.completed_by,
        corrections=tuple(reversed(reasons)),
        may_correct=counts and may_run(occasion, case.state, correcting=True),
    )


def _is_open(case: Case, row: Assessment) -> bool:
    return row.completed_at is None and may_run(
        Occasion(row.occasion), case.state, correcting=row.corrects_id is not None
    )


def _may_begin(occasion: Occasion, case: Case, done: list[Occasion]) -> bool:
    try:
        check_beginning(occasion, case.state, done)
    except Refused:
        return False
    return True


def _compared_rows(
    session: Session, desk: Desk, before: Assessment, after: Assessment
) -> tuple[AssessmentView, AssessmentView]:
    for one in (before, after):
        if one.instrument not in desk.instruments:
            raise Refused("change.no_instrument", instrument=one.instrument)
    return record.view_of(session, desk, before), record.view_of(session, desk, after)
