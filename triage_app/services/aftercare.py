"""Which cases that have ended are to be looked at again, and when: found by indexed days alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from triage_app.domain import reoffending, retention
from triage_app.domain.reoffending import NOT_CHECKED
from triage_app.domain.retention import Choice
from triage_app.domain.roles import Permission, may
from triage_app.domain.scheme import Scheme
from triage_app.domain.watched import After, Returned, Watched, day_of
from triage_app.domain.workflow import State
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.services.put_off_rows import put_off_in
from triage_app.storage.chosen import CHOSEN, Chosen, choose
from triage_app.storage.models import Case, Ending, Member, RetentionReview

Ids = Select[int]
SHORT_MONTH: Final = timedelta(days=3)  # by which a month's end may move: 31 August, 28 February


@dataclass(frozen=True, slots=True)
class Over:
    """A closed case for which something is due, as a list shows it while the session lasts."""

    case: Case
    scheme: Scheme
    watched: Watched


def over(
    session: Session, desk: Desk, actor: Actor, whose: Ids, but: frozenset[int] = frozenset()
) -> tuple[Over, ...]:
    """Return the closed cases of some in which there is something to do, found by index.

    But for those that a list has already.
    """
    wanted = or_(Case.id.in_(_check_due(desk)), *_review_wanted(desk, actor))
    query = (
        select(Case)
        .where(Case.state == State.CLOSED, wanted, Case.id.in_(whose))
        .order_by(Case.id)
        .options(joinedload(Case.person), joinedload(Case.assessor))
    )
    cases = [one for one in session.scalars(query) if one.id not in but]
    chosen = choose(one.id for one in cases)
    reviews, endings = decided(session, chosen), _endings(session, chosen)
    put_off = put_off_in(session, desk, chosen)
    return tuple(
        Over(
            one,
            desk.schemes.version(one.scheme),
            Watched(
                one.state,
                one.opened,
                after=_after(desk, actor, one, endings.get(one.id), reviews.get(one.id)),
                put_off=put_off.get(one.id, ()),
            ),
        )
        for one in cases
        if desk.schemes.holds(one.scheme)
    )


def after(
    desk: Desk, case: Case, ending: Ending | None, review: "Standing | None", *, reviews: bool
) -> After | None:
    """Return what is still to be asked of a case that has ended; None where it has not."""
    if ending is None and case.closed_on is None:
        return None
    scheme = desk.schemes.version(case.scheme)
    months = due = None
    if ending is not None and ending.kind not in NOT_CHECKED:
        months = reoffending.next_months(scheme.reoffending, ending.checks)
        due = reoffending.due_on(day_of(ending.confirmed_at), months) if months else None
    if not reviews or case.closed_on is None:
        return After(months, due)
    held = review or Standing()
    years = scheme.privacy.keep_years
    review_on = retention.review_due(case.closed_on, years, held.kept_until)
    return After(months, due, review_on, held.since, held.by, held.refused)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was decided of a record so far: kept until a day, or proposed for disposal by whom."""

    kept_until: date | None = None
    since: date | None = None
    by: str = ""
    refused: Returned | None = None  # the disposal proposed last, by a second person


_SECOND: Final = aliased(Member)
_DECIDED: Final = (
    select(RetentionReview, Member.name, _SECOND.name)
    .outerjoin(Member, Member.username == RetentionReview.decided_by)
    .outerjoin(_SECOND, _SECOND.username == RetentionReview.answered_by)
    .where(RetentionReview.case_id.in_(CHOSEN))
    .order_by(RetentionReview.id)
)


def decided(session: Session, chosen: Chosen) -> Mapping[int, Standing]:
    """Return what was decided of the records of some cases, by case; the newest decision holds."""
    found: dict[int, Standing] = {}
    for row, name, other in session.execute(_DECIDED, chosen):
        held = found.get(row.case_id, Standing())
        if row.choice == Choice.KEEP:
            found[row.case_id] = Standing(row.until)
        elif row.answered_at is None:
            by = name or row.decided_by
            found[row.case_id] = Standing(held.kept_until, day_of(row.decided_at), by)
        else:
            said = Returned(day_of(row.answered_at), other or row.answered_by, row.refused_reason)
            found[row.case_id] = Standing(held.kept_until, refused=said)
    return found


def review_due(desk: Desk) -> ColumnElement[bool]:
    """Return which cases are to be reviewed, and which wait for a second person, as a condition."""
    proposed = select(RetentionReview.case_id).where(
        RetentionReview.choice == Choice.DISPOSE, RetentionReview.answered_at.is_(None)
    )
    kept = select(RetentionReview.case_id).where(
        RetentionReview.choice == Choice.KEEP, RetentionReview.until > desk.today()
    )
    closed, days = aliased(Case), {one.code: _years_ago(desk, one) for one in desk.schemes.schemes}
    over = [and_(closed.scheme == code, closed.closed_on <= day) for code, day in days.items()]
    due = select(closed.id).where(
        closed.closed_on <= max(days.values()),  # the index: most that are closed were so lately
        or_(*over),
        closed.id.not_in(kept),
    )
    return Case.id.in_(union_all(proposed, due))


def _years_ago(desk: Desk, scheme: Scheme) -> date:
    """Return the last day of closing whose years may be over today; a leap day's is looked at."""
    return desk.today() - relativedelta(years=scheme.privacy.keep_years) + timedelta(days=1)


def _check_due(desk: Desk) -> Ids:
    """Return the cases whose next period is over, or nearly: the rule itself says which."""
    due = [
        and_(Ending.checks == number, Ending.confirmed_at < before, Case.scheme.in_(codes))
        for (number, before), codes in _periods(desk).items()
    ]
    query = select(Ending.case_id).join(Case, Case.id == Ending.case_id)
    return query.where(
        Ending.stands.is_(True),
        Case.state == State.CLOSED,
        Ending.kind.not_in(NOT_CHECKED),
        or_(*due),
    )


def _periods(desk: Desk) -> Mapping[tuple[int, datetime], list[str]]:
    """Return the schemes of each period, and the moment before which a case must have ended."""
    found: dict[tuple[int, datetime], list[str]] = {}
    for scheme in desk.schemes.schemes:
        for number, months in enumerate(scheme.reoffending.months):
            day = desk.today() - relativedelta(months=months) + SHORT_MONTH
            before = datetime.combine(day, time.min, LONDON)
            found.setdefault((number, before), []).append(scheme.code)
    return found


def _review_wanted(desk: Desk, actor: Actor) -> Iterator[ColumnElement[bool]]:
    if may(actor.role, Permission.REVIEW_RETENTION):
        yield review_due(desk)


def _after(
    desk: Desk, actor: Actor, case: Case, ending: Ending | None, review: Standing | None
) -> After | None:
    reviews = may(actor.role, Permission.REVIEW_RETENTION)
    return after(desk, case, ending, review, reviews=reviews)


_STANDING: Final = (
    select(Ending).where(Ending.case_id.in_(CHOSEN), Ending.stands.is_(True)).order_by(Ending.id)
)


def _endings(session: Session, chosen: Chosen) -> Mapping[int, Ending]:
    return {one.case_id: one for one in session.scalars(_STANDING, chosen)}
