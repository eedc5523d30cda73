"""Everybody's cases in one table: how each stands, and how much each assessor has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage_app.domain import attention as rules
from triage_app.domain.calling import days_silent, unfinished_in
from triage_app.domain.compliance import judge_all, overall
from triage_app.domain.journey import StepCode, next_step
from triage_app.domain.lateness import Due, Lateness
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission, Role, may
from triage_app.domain.standings import Standing
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import OPEN, State
from triage_app.exchange import spreadsheet
from triage_app.exchange.spreadsheet import Cell, Format, Sheet
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.aftercare import Over
from triage_app.services.attention import ended_of, seen, seen_to_by, watched_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.reasons_ended import ended_for, endings, reasons_lately
from triage_app.services.watch import Sighted, see, without_scheme
from triage_app.storage.models import Member
from triage_app.texts import Texts

SEEN: Final = audit.Deed("caseload.seen", audit.Category.CONSULTATION)
EXPORTED: Final = audit.Deed("caseload.exported", audit.Category.DISCLOSURE)
READ: Final = ("name", "state", "assessor", "standing", "last_day")
FULL_LOAD: Final = 30  # cases; more than this and none is followed well
ENDS_SOON: Final = 14  # days
CLOSED_LATELY: Final = timedelta(days=365)
KINDS: Final = tuple(one.value for one in Format)
LONGEST: Final = 120  # characters of whom an export is for
Counts = Mapping[Lateness, int]
Dues = tuple[Due, ...]


class Limit(StrEnum):
    """What is known of the time to charge within which somebody must act."""

    KNOWN = "known"  # which may be that there is none
    NOT_KNOWN = "not_known"
    NOBODY_WAITS = "nobody_waits"


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One open case, as a line of the table."""

    case_id: int
    number: str
    name: str
    state: State
    step: StepCode
    assessor_id: int
    assessor: str
    suite: str
    standing: Standing | None  # of a contract that is signed
    next_thing: Due | None
    overdue: int
    ends: date | None
    days_left: int | None  # None: no limit, not known, or nobody waits
    limit: Limit
    contract: bool  # whether the scheme has one: without it nobody here keeps the time to charge
    late: bool  # the days to act in have begun
    tight: bool  # the contract ends past the safe day
    last_heard: date | None
    silent: int | None  # days since anything was heard; None where nobody waits to hear
    unfinished: int  # conditions of the contract that are still open
    flagged: bool
    left: Wording | None  # why it went no further, in the scheme's words
    left_code: str
    ended: str  # how a contract or a case ended: the code of its ending

    @property
    def lateness(self) -> Lateness | None:
        """How late the next thing is; None where nothing is left to do."""
        return self.next_thing.lateness if self.next_thing else None

    @property
    def is_unlimited(self) -> bool:
        """Whether it can be charged at any time: the day of no offence is missing."""
        return self.limit is Limit.KNOWN and self.days_left is None

    @property
    def is_limit_unknown(self) -> bool:
        """Whether nobody can say how long there is to charge."""
        return self.limit is Limit.NOT_KNOWN and self.days_left is None


@dataclass(frozen=True, slots=True)
class Load:
    """How many cases one member of staff has, and how many things are overdue in them."""

    member_id: int
    name: str
    cases: int
    overdue: int
    takes: bool = True  # False of somebody who has left, or holds cases no more

    @property
    def over(self) -> int:
        """How many cases more than one should hold."""
        return max(self.cases - FULL_LOAD, 0)


@dataclass(frozen=True, slots=True)
class Caseload:
    """The open cases one may see, and how they are shared out."""

    rows: tuple[CaseloadRow, ...]
    loads: tuple[Load, ...]
    reasons: tuple[str, ...] = ()  # for which cases ended lately, by code
    counts: Counts = field(default_factory=dict)  # as Today has them: of closed cases as well
    schemeless: tuple[str, ...] = ()  # numbers of the cases whose scheme is gone


@dataclass(frozen=True, slots=True)
class Order:
    """A file asked for: whom it is for, of which kind, in which language."""

    recipient: str
    kind: str  # of KINDS
    texts: Texts


def caseload(desk: Desk, actor: Actor, ended: str | None = None) -> Caseload:
    """Return the open cases: one's own and those one covers, everybody's for a supervisor.

    With the code of a reason, the cases that ended for it instead, those closed within the last
    twelve months too. A look, logged once.
    """
    permit(actor, Permission.SEE_CASES)
    everyones = may(actor.role, Permission.SEE_EVERYONES_CASES)
    with desk.sessions() as session:
        whose = seen_to_by(session, desk, actor)
        since = desk.today() - CLOSED_LATELY
        chosen = ended_for(whose, ended, since) if ended else watched_of(whose)
        how = endings(session, chosen)
        sighted = [(one, seen(desk, actor, one)) for one in see(session, desk, chosen)]
        rows = tuple(
            _row(desk, one, dues, how.get(one.case.id, ""))
            for one, dues in sighted
            if ended or one.case.state in OPEN
        )
        every = (*sighted, *(() if ended else _beyond(session, desk, actor, sighted)))
        loads = _loads(session, rows, _overdue(every)) if everyones else ()
        reasons = reasons_lately(session, whose, since)
        schemeless = without_scheme(session, desk, chosen)
    audit.look(desk, actor, SEEN, fields=READ)
    counts = {} if ended else rules.counts([due for _, dues in every for due in dues])
    return Caseload(rows, loads, reasons, counts, schemeless)


def export(desk: Desk, actor: Actor, rows: Sequence[CaseloadRow], order: Order) -> bytes:
    """Return the rows shown as a file: a disclosure, logged with whom it is for."""
    permit(actor, Permission.EXPORT_CASELOAD)
    recipient = order.recipient.strip()
    if not recipient:
        raise Invalid(Problem("recipient", "problem.missing"))
    if len(recipient) > LONGEST:
        raise Invalid(Problem("recipient", "problem.too_long", {"most": LONGEST}))
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, EXPORTED, fields=READ, recipient=recipient)
    return spreadsheet.write(_sheet(order.texts, rows), Format(order.kind))


def _beyond(
    session: Session, desk: Desk, actor: Actor, sighted: Sequence[tuple[Sighted, Dues]]
) -> Iterator[tuple[Over, Dues]]:
    """Yield the closed cases in which there is something to do: no row has them, every count."""
    whose = seen_to_by(session, desk, actor)
    for one in ended_of(session, desk, actor, whose, [one for one, _ in sighted]):
        yield one, seen(desk, actor, one)


def _overdue(judged: Sequence[tuple[Sighted | Over, Dues]]) -> Mapping[int, int]:
    """Return how much is overdue in the cases of each who has any."""
    found: Counter[int] = Counter()
    for one, dues in judged:
        found[one.case.assessor_id] += rules.counts(dues)[Lateness.OVERDUE]
    return found


def _row(desk: Desk, one: Sighted, dues: Dues, ended: str) -> CaseloadRow:
    case, course, clock = one.case, one.watched.course, one.clock
    watched = one.is_timed
    days = clock.days_left if watched else None
    ends, safe = course.ends if course else None, clock.safe_day
    judged = judge_all(course, desk.now()) if course else ()
    return CaseloadRow(
        case_id=case.id,
        number=case.number,
        name=case.person.name,
        state=case.state,
        step=next_step(case.state, contract=one.scheme.has_contract),
        assessor_id=case.assessor_id,
        assessor=case.assessor.name,
        suite=case.suite,
        standing=overall(judged) if course else None,
        next_thing=dues[0] if dues else None,
        overdue=rules.counts(dues)[Lateness.OVERDUE],
        ends=ends,
        days_left=days,
        limit=_limit(watched=watched, known=clock.known),
        contract=one.scheme.has_contract,
        late=days is not None and days <= clock.buffer,
        tight=watched and ends is not None and safe is not None and ends > safe,
        last_heard=one.watched.last_heard,
        silent=days_silent(one.watched, desk.today()),
        unfinished=len(unfinished_in(judged)),
        flagged=case.person.message_may_be_left is False,
        left=one.watched.left.reason if one.watched.left else None,
        left_code=one.watched.left.code if one.watched.left else "",
        ended=ended,
    )


def _limit(*, watched: bool, known: bool) -> Limit:
    if not watched:
        return Limit.NOBODY_WAITS
    return Limit.KNOWN if known else Limit.NOT_KNOWN


def _loads(
    session: Session, rows: Sequence[CaseloadRow], overdue: Mapping[int, int]
) -> tuple[Load, ...]:
    """Return what each who may hold cases has: those with none too, for they can take some.

    Whoever holds cases no more, and left something overdue, comes first: nobody else sees to it.
    """
    takers = dict(session.execute(_takers()).all())
    cases: Mapping[int, int] = Counter(row.assessor_id for row in rows)
    left = ({*cases} | {one for one, number in overdue.items() if number}) - {*takers}
    gone = select(Member.id, Member.name).where(Member.id.in_(left))
    names = takers | (dict(session.execute(gone).all()) if left else {})
    loads = (
        Load(one, name, cases[one], overdue.get(one, 0), one in takers)
        for one, name in names.items()
    )
    return tuple(sorted(loads, key=_place))


def _place(load: Load) -> tuple[bool, int, str]:
    return load.takes or not load.overdue, -load.cases, load.name


def _takers() -> Select[int, str]:
    roles = [role for role in Role if may(role, Permission.SEE_CASES)]
    return select(Member.id, Member.name).where(Member.active, Member.role.in_(roles))


def _sheet(texts: Texts, rows: Sequence[CaseloadRow]) -> Sheet:
    columns = ("person", "number", "stage", "assessor", "standing", "due", "ends", "days")
    return Sheet(
        texts("caseload.title"),
        [texts(f"caseload.{column}") for column in columns],
        [_cells(texts, row) for row in rows],
    )


def _state(texts: Texts, row: CaseloadRow) -> str:
    """Say where a case stands; of one that went no further, why as well."""
    state = texts(f"state.{row.state}")
    return texts("casefile.state_because", state=state, reason=row.left) if row.left else state


def _cells(texts: Texts, row: CaseloadRow) -> list[Cell]:
    standing = texts(f"compliance.standing_{row.standing}") if row.standing else ""
    due = row.next_thing.day if row.next_thing else None
    return [
        row.name,
        row.number,
        _state(texts, row),
        row.assessor,
        standing,
        due,
        row.ends,
        row.days_left,
    ]
