"""New arrests of people with an open case: seen in the custody log, and looked at by somebody."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.custody_log import Entry, record_key
from triage_app.domain.finding import Kind
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.watched import Arrest, day_of
from triage_app.domain.workflow import State
from triage_app.services import audit, formerly
from triage_app.services.access import permit
from triage_app.services.custody_known import is_likely
from triage_app.services.custody_rows import entry_in, holds
from triage_app.services.desk import Actor, Desk
from triage_app.storage.chosen import CHOSEN, Chosen, choose
from triage_app.storage.models import (
    Case,
    CustodyEntry,
    CustodyImport,
    CustodyLook,
    CustodyRow,
    FormerDescription,
    Member,
    Person,
    PersonKey,
)

SEEN: Final = audit.Deed("arrests.seen", audit.Category.CONSULTATION)
LOOKED: Final = audit.Deed("arrests.looked_at", audit.Category.ALTERATION)
FIELDS: Final = ("custody_record", "arrested", "released", "offences")
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class ArrestSeen:
    """An arrest of a person since their case began, and what was found by whoever looked."""

    entry_id: int
    entry: Entry
    seen: dt.date  # when the log was taken in
    found: str = ""
    looked_by: str = ""
    looked_at: dt.datetime | None = None

    @property
    def day(self) -> dt.date:
        """The day of the arrest, where the log says it."""
        return day_of(self.entry.arrested) if self.entry.arrested else self.seen


def arrests_of(session: Session, desk: Desk, chosen: Chosen) -> Mapping[int, tuple[Arrest, ...]]:
    """Return, by case, the arrests since each began at which nobody has looked."""
    return {
        case_id: tuple(
            Arrest(one.entry_id, one.entry.custody_record, one.day, one.seen) for one in arrests
        )
        for case_id, arrests in _since(session, desk, chosen).items()
    }


def arrests_in(
    desk: Desk, actor: Actor, case_id: int, *, none_new: bool = False
) -> tuple[ArrestSeen, ...]:
    """Return every arrest of a case's person since it began, those to be looked at first.

    Whoever has just read that nothing is to be looked at says so, and it is not read again.
    """
    permit(actor, Permission.SEE_CASES)
    one = choose((case_id,))
    with desk.sessions() as session:
        new = [] if none_new else _since(session, desk, one).get(case_id, [])
        found = (*new, *_looked(session, one))
    if found:
        audit.look(desk, actor, SEEN, case_id, FIELDS)
    return found


def look_at(desk: Desk, actor: Actor, case_id: int, entry_id: int, found: str) -> None:
    """Record what somebody found who looked at a new arrest: from then on it calls no more."""
    permit(actor, Permission.TRACK)
    found = found.strip()
    if not found:
        raise Invalid(Problem("found", "problem.missing"))
    if len(found) > LONGEST:
        raise Invalid(Problem("found", "problem.too_long", {"most": LONGEST}))
    one = choose((case_id,))
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id, with_for_update=True)
        if case.state is State.CLOSED:
            raise Refused("arrests.closed")
        if entry_id not in {it.entry_id for it in _since(session, desk, one)[case_id]}:
            raise Refused("arrests.looked_at_meanwhile")
        session.add(
            CustodyLook(
                entry_id=entry_id,
                case_id=case_id,
                found=found,
                looked_by=actor.username,
                looked_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, LOOKED, case_id, ("found",), person_id=case.person_id)


def _since(session: Session, desk: Desk, chosen: Chosen) -> defaultdict[int, list[ArrestSeen]]:
    """Return arrests since cases began at which nobody has looked: four queries, however many.

    Whoever shares a birth or a PNC ID is compared as for a new referral, by all they were known by.
    """
    rows: dict[tuple[int, int], Any] = {}
    for query in _PAIRS:
        for row in session.execute(query, chosen):
            rows[row.Case.id, row.CustodyEntry.id] = row
    known = formerly.descriptions(session, {row.Person for row in rows.values()})
    found: defaultdict[int, list[ArrestSeen]] = defaultdict(list)
    for (case_id, entry_id), row in sorted(rows.items(), key=lambda it: it[0]):
        entry = entry_in(row.CustodyEntry.suite, row.CustodyRow)
        seen = day_of(row.finished_at)
        if _is_since(row.Case, entry, seen) and is_likely(desk, entry, known[row.Person.id]):
            found[case_id].append(ArrestSeen(entry_id, entry, seen))
    return found


def _is_since(case: Case, entry: Entry, seen: dt.date) -> bool:
    """Whether an arrest came after the one the case was opened for."""
    if record_key(case.custody_record) == record_key(entry.custody_record):
        return False
    if entry.arrested is None:
        return seen >= case.opened
    if case.arrested is None:
        return day_of(entry.arrested) >= case.opened
    return entry.arrested > case.arrested


def _pairs(by: Kind, *, formerly_born: bool = False) -> Any:  # noqa: ANN401 - a query of five
    """Return the query of cases beside entries of the log that share a birth or a PNC ID."""
    first = aliased(CustodyImport)
    looked_at = exists().where(
        CustodyLook.entry_id == CustodyEntry.id, CustodyLook.case_id == Case.id
    )
    later = or_(
        CustodyRow.arrested.is_(None),
        Case.arrested.is_(None),
        CustodyRow.arrested > Case.arrested,
    )
    own = or_(CustodyEntry.case_id.is_(None), CustodyEntry.case_id != Case.id)
    query: Any = select(Case, Person, CustodyEntry, CustodyRow, first.finished_at)
    query = query.join(Person, Person.id == Case.person_id)
    if by is Kind.PNC:
        theirs = and_(PersonKey.person_id == Person.id, PersonKey.kind == by)
        query = query.join(PersonKey, theirs)
        query = query.join(CustodyRow, CustodyRow.pnc_key == PersonKey.key)
    elif formerly_born:
        query = query.join(FormerDescription, FormerDescription.person_id == Person.id)
        query = query.join(CustodyRow, CustodyRow.born == FormerDescription.born)
    else:
        query = query.join(CustodyRow, CustodyRow.born == Person.born)
    query = query.join(CustodyEntry, CustodyEntry.id == CustodyRow.entry_id)
    query = query.join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
    query = query.join(first, first.id == CustodyEntry.import_id)
    return query.where(Case.id.in_(CHOSEN), own, later, holds(), ~looked_at)


_PAIRS: Final = (_pairs(Kind.BORN), _pairs(Kind.BORN, formerly_born=True), _pairs(Kind.PNC))
_FIRST: Final = aliased(CustodyImport)
_LOOKED: Final = (
    select(CustodyLook, CustodyEntry, CustodyRow, _FIRST.finished_at, Member.name)
    .join(CustodyEntry, CustodyEntry.id == CustodyLook.entry_id)
    .join(CustodyRow, CustodyRow.entry_id == CustodyEntry.id)
    .join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
    .join(_FIRST, _FIRST.id == CustodyEntry.import_id)
    .outerjoin(Member, Member.username == CustodyLook.looked_by)
    .where(CustodyLook.case_id.in_(CHOSEN), holds())
    .order_by(CustodyLook.looked_at.desc())
)


def _looked(session: Session, chosen: Chosen) -> list[ArrestSeen]:
    return [
        ArrestSeen(
            entry_id=look.entry_id,
            entry=entry_in(entry.suite, row),
            seen=day_of(finished or look.looked_at),
            found=look.found,
            looked_by=by or look.looked_by,
            looked_at=look.looked_at,
        )
        for look, entry, row, finished, by in session.execute(_LOOKED, chosen)
    ]
