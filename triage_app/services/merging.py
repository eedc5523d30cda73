"""Two records of one person become one: what would move is shown first, and nothing is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, inspect, or_, select
from sqlalchemy.orm import Session

from triage_app.domain import likeness
from triage_app.domain.likeness import Description, Likeness
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.referral import Particulars
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import State
from triage_app.services import audit, formerly, people
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.likely import TheirCase, cases_of
from triage_app.storage import changes, search_keys
from triage_app.storage.models import (
    AuditEntry,
    Base,
    Case,
    Draft,
    FormerPerson,
    Member,
    Paper,
    Person,
    PersonKey,
    PersonLink,
    Revision,
    Setting,
)

COMPARED: Final = audit.Deed("merging.compared", audit.Category.CONSULTATION)
MERGED: Final = audit.Deed("merging.merged", audit.Category.COMBINATION)

FIELDS: Final = tuple(Particulars.__dataclass_fields__)
LONGEST_REASON: Final = 900
MOVED_OTHERWISE: Final = (PersonKey, PersonLink)  # what two records may both have


@dataclass(frozen=True, slots=True)
class Record:
    """One of two records that may be of one person."""

    person_id: int
    version: int
    particulars: Particulars
    cases: tuple[TheirCase, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side, and what would move from the second to the first."""

    kept: Record
    other: Record
    likeness: Likeness
    papers: int
    drafts: int

    @property
    def differing(self) -> tuple[str, ...]:
        """Return the fields of which only one value can be kept."""
        return tuple(name for name in FIELDS if _both_say(self.kept, self.other, name))

    @property
    def filled(self) -> tuple[str, ...]:
        """Return the fields that only the second record knows."""
        return tuple(
            name
            for name in FIELDS
            if _empty(getattr(self.kept.particulars, name))
            and not _empty(getattr(self.other.particulars, name))
        )

    @property
    def clash(self) -> tuple[str, str] | None:
        """Return the numbers of two live cases in one scheme: then the two cannot be made one."""
        return _clash(self.kept.cases, self.other.cases)


@dataclass(frozen=True, slots=True)
class Order:
    """Which record is merged into which, which values are the second's, and why."""

    kept_id: int
    other_id: int
    versions: tuple[int, int]
    theirs: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that was merged into a person's: when, by whom, why, and what was not kept."""

    at: datetime
    by: str
    reason: str
    not_kept: tuple[tuple[str, str], ...]


def compare(desk: Desk, actor: Actor, kept_id: int, other_id: int) -> Comparison:
    """Return two records side by side: a look at both, logged."""
    permit(actor, Permission.LINK_PEOPLE)
    with desk.sessions() as session:
        kept, other = people.person_now(session, kept_id), people.person_now(session, other_id)
        if kept.id == other.id:
            raise Refused("merging.same_record")
        compared = Comparison(
            kept=_record(session, kept),
            other=_record(session, other),
            likeness=likeness.compare(Description.of(other), Description.of(kept), desk.names),
            papers=_papers(session, other.id),
            drafts=len(list(_drafts(session, other.id))),
        )
    for person_id in (kept_id, other_id):
        audit.look(desk, actor, COMPARED, fields=FIELDS, person_id=person_id)
    return compared


def merge(desk: Desk, actor: Actor, order: Order) -> None:
    """Make two records one: all of the second's becomes the first's; its values stay in history."""
    permit(actor, Permission.MERGE_PEOPLE)
    _check(order)
    with desk.sessions.begin() as session:
        _one_at_a_time(session)
        kept, other = session.get(Person, order.kept_id), session.get(Person, order.other_id)
        if kept is None or other is None or (kept.version, other.version) != order.versions:
            raise Refused("merging.changed_meanwhile")
        if clash := _clash(cases_of(session, kept.id), cases_of(session, other.id)):
            raise Refused("merging.two_live_cases", first=clash[0], second=clash[1])
        case_id = session.scalar(select(func.max(Case.id)).where(Case.person_id == other.id))
        before = Description.of(kept), Description.of(other)
        _take_values(kept, other, order.theirs)
        _move_rows(session, kept, other)
        _move_links(session, kept.id, other.id)
        for draft in _drafts(session, other.id):
            draft.content = draft.content | {"same_person": kept.id}
        session.flush()
        search_keys.move(session.connection(), other.id, kept.id)
        session.delete(other)
        session.add(_former(desk, actor, order))
        formerly.remember(session, kept, before)
        audit.record(session, desk, actor, MERGED, case_id, ("person",), person_id=kept.id)


def merged_into(session: Session, person_id: int) -> tuple[Merged, ...]:
    """Return every record that was merged into a person's, with what was not kept of each."""
    query = (
        select(FormerPerson, Member.name)
        .outerjoin(Member, Member.username == FormerPerson.merged_by)
        .where(FormerPerson.person_id == person_id)
        .order_by(FormerPerson.merged_at)
    )
    return tuple(
        Merged(row.merged_at, name or row.merged_by, row.reason, _not_kept(session, person_id, row))
        for row, name in session.execute(query).all()
    )


def _check(order: Order) -> None:
    if order.kept_id == order.other_id:
        raise Refused("merging.same_record")
    if not order.reason.strip():
        raise Invalid(Problem("reason", "problem.missing"))
    if len(order.reason) > LONGEST_REASON:
        raise Invalid(Problem("reason", "problem.too_long", {"most": LONGEST_REASON}))


def _one_at_a_time(session: Session) -> None:
    """Make referrals wait: a case opened meanwhile for the second record would be left behind."""
    session.execute(select(Setting).where(Setting.name == "caseload.id").with_for_update())


def _take_values(kept: Person, other: Person, theirs: frozenset[str]) -> None:
    """Take the second's value where it was chosen, or where the first has none."""
    for name in FIELDS:
        if name in theirs or _empty(getattr(kept, name)):
            setattr(kept, name, getattr(other, name))


def _move_rows(session: Session, kept: Person, other: Person) -> None:
    """Move every row of any table that names the second person."""
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        for column in mapper.columns:
            names_person = any(key.column is _PERSON_ID for key in column.foreign_keys)
            if names_person and model not in MOVED_OTHERWISE:
                name = mapper.get_property_by_column(column).key
                for row in session.scalars(select(model).where(column == other.id)):
                    setattr(row, name, kept.id)
    session.flush()
    session.expire_all()


def _move_links(session: Session, kept_id: int, other_id: int) -> None:
    """Let whoever was linked with the second be linked with the first, and but once."""
    own = {
        one.other_id if one.person_id == kept_id else one.person_id
        for one in _links(session, kept_id)
    }
    for link in list(_links(session, other_id)):
        third = link.other_id if link.person_id == other_id else link.person_id
        if third == kept_id or third in own:
            session.delete(link)
        else:
            link.person_id, link.other_id = sorted((kept_id, third))


def _links(session: Session, person_id: int) -> Iterator[PersonLink]:
    either = or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id)
    yield from session.scalars(select(PersonLink).where(either)).all()


def _drafts(session: Session, person_id: int) -> Iterator[Draft]:
    """Yield the drafts of a referral in which this person was taken for the one referred."""
    for draft in session.scalars(select(Draft).where(Draft.form == "referral")):
        if draft.content.get("same_person") == person_id:
            yield draft


def _papers(session: Session, person_id: int) -> int:
    query = select(func.count()).select_from(Paper).join(Case, Case.id == Paper.case_id)
    return session.scalar(query.where(Case.person_id == person_id)) or 0


def _former(desk: Desk, actor: Actor, order: Order) -> FormerPerson:
    return FormerPerson(
        id=order.other_id,
        person_id=order.kept_id,
        reason=order.reason.strip(),
        merged_by=actor.username,
        merged_at=desk.now(),
    )


def _record(session: Session, person: Person) -> Record:
    cases = cases_of(session, person.id)
    return Record(person.id, person.version, people.particulars_of(person), cases)


def _clash(kept: tuple[TheirCase, ...], other: tuple[TheirCase, ...]) -> tuple[str, str] | None:
    live = {one.family: one.number for one in kept if one.state is not State.CLOSED}
    for one in other:
        if one.state is not State.CLOSED and one.family in live:
            return live[one.family], one.number
    return None


def _not_kept(
    session: Session, person_id: int, former: FormerPerson
) -> tuple[tuple[str, str], ...]:
    """Return the values of the record that is gone that the one kept does not have now."""
    gone = f"person:{former.id}"
    entry = (
        select(func.max(Revision.entry_id))
        .join(AuditEntry, AuditEntry.id == Revision.entry_id)
        .where(AuditEntry.action == MERGED.action, Revision.record == gone)
        .scalar_subquery()
    )
    query = (
        select(Revision.field, Revision.earlier)
        .where(Revision.entry_id == entry, Revision.record.in_((gone, f"person:{person_id}")))
        .order_by(Revision.id)
    )
    now = _written(people.particulars_of(session.get_one(Person, person_id)))
    lost = dict.fromkeys(
        (field, str(earlier))
        for field, earlier in session.execute(query)
        if field in FIELDS and not _empty(earlier) and earlier != now[field]
    )
    return tuple(sorted(lost, key=lambda one: FIELDS.index(one[0])))


def _written(particulars: Particulars) -> Mapping[str, str | None]:
    return {name: changes.written(getattr(particulars, name)) for name in FIELDS}


def _both_say(kept: Record, other: Record, name: str) -> bool:
    mine, theirs = getattr(kept.particulars, name), getattr(other.particulars, name)
    return not _empty(mine) and not _empty(theirs) and mine != theirs


def _empty(value: object) -> bool:
    return value is None or value in ("", {}, [], ())


_PERSON_ID: Final = inspect(Person).columns["id"]
