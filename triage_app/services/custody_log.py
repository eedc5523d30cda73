"""Who is in the custody log and waits to be looked at: referred, or set aside with a reason."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session, aliased

from triage_app.domain.custody_log import Aside, Entry, as_referral, changed_fields
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.referral import Referral
from triage_app.domain.roles import Permission
from triage_app.domain.wording import Language
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.custody_known import KnownAs, known_people
from triage_app.services.custody_rows import PLAIN, entry_in, holds, searched_for
from triage_app.services.desk import Actor, Desk
from triage_app.services.offence_titles import title_of
from triage_app.storage.models import Case, CustodyEntry, CustodyImport, CustodyRow, Member

LISTED: Final = audit.Deed("custody_log.listed", audit.Category.CONSULTATION)
OPENED: Final = audit.Deed("custody_log.opened", audit.Category.CONSULTATION)
SET_ASIDE: Final = audit.Deed("custody_log.set_aside", audit.Category.ALTERATION)
PUT_BACK: Final = audit.Deed("custody_log.put_back", audit.Category.ALTERATION)
FIELDS: Final = (*PLAIN, "offences")
MOST: Final = 500  # shown at once: nobody reads on, words find the rest
LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list."""

    words: str = ""
    suite: str | None = None
    aside: bool = False  # those set aside in place of those who wait


@dataclass(frozen=True, slots=True)
class Change:
    """What a later file said differently of an entry, and who took that file in."""

    file: str
    at: dt.datetime
    by: str
    earlier: Entry
    later: Entry

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what was changed."""
        return changed_fields(self.earlier, self.later)


@dataclass(frozen=True, slots=True)
class PutAside:
    """Why an entry was set aside."""

    reason: Aside
    note: str
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of the log at which somebody has to look, or has looked."""

    entry_id: int
    entry: Entry
    seen: dt.datetime  # when it first came
    known: tuple[KnownAs, ...] = ()
    changes: tuple[Change, ...] = ()
    aside: PutAside | None = None


@dataclass(frozen=True, slots=True)
class LastImport:
    """The file that was taken in last."""

    file: str
    at: dt.datetime
    by: str


@dataclass(frozen=True, slots=True)
class WaitingList:
    """The newest of those asked for, and how many there are in all."""

    rows: tuple[Waiting, ...]
    total: int
    last: LastImport | None


def waiting(desk: Desk, actor: Actor, wanted: Wanted = Wanted()) -> WaitingList:
    """Return who waits to be looked at, the newest arrest first: a look, logged."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        found = session.execute(_asked_for(wanted).limit(MOST)).all()
        total = len(found) if len(found) < MOST else _count(session, wanted)
        rows = tuple(_rows(session, desk, found))
        listed = WaitingList(rows, total, _last(session))
    audit.look(desk, actor, LISTED, fields=FIELDS)
    return listed


def begin(desk: Desk, actor: Actor, entry_id: int, language: Language) -> Referral:
    """Return the referral that an entry is the beginning of: a look at it, logged."""
    permit(actor, Permission.REFER)
    with desk.sessions() as session:
        entry = session.get(CustodyEntry, entry_id)
        row = session.execute(_current(entry_id)).first()
        if entry is None or row is None:
            raise Refused("custody_log.gone")
        _refuse_referred(session, entry)
        said = entry_in(entry.suite, row[0])
    audit.look(desk, actor, OPENED, fields=FIELDS)
    return _with_offences(desk, as_referral(said), language)


def set_aside(
    desk: Desk, actor: Actor, entry_ids: Collection[int], reason: str | None, note: str
) -> int:
    """Take entries off the list, with the reason why no referral follows; return how many."""
    permit(actor, Permission.REFER)
    note = note.strip()
    if reason is None or reason not in set(Aside):
        raise Invalid(Problem("reason", "problem.choose"))
    if reason == Aside.OTHER and not note:
        raise Invalid(Problem("note", "problem.missing"))
    if len(note) > LONGEST:
        raise Invalid(Problem("note", "problem.too_long", {"most": LONGEST}))
    with desk.sessions.begin() as session:
        entries = _still(session, entry_ids, aside=False)
        for one in entries:
            one.aside, one.aside_note = reason, note
            one.aside_by, one.aside_at = actor.username, desk.now()
        audit.record(session, desk, actor, SET_ASIDE, fields=("aside", "aside_note"))
        return len(entries)


def put_back(desk: Desk, actor: Actor, entry_ids: Collection[int]) -> int:
    """Put entries on the list again that were set aside; return how many."""
    permit(actor, Permission.REFER)
    with desk.sessions.begin() as session:
        entries = _still(session, entry_ids, aside=True)
        for one in entries:
            one.aside, one.aside_note, one.aside_by, one.aside_at = None, "", "", None
        audit.record(session, desk, actor, PUT_BACK, fields=("aside", "aside_note"))
        return len(entries)


def _still(session: Session, entry_ids: Collection[int], *, aside: bool) -> Sequence[CustodyEntry]:
    """Return those of some entries to which nobody has seen meanwhile."""
    query = select(CustodyEntry).where(
        CustodyEntry.id.in_(entry_ids),
        CustodyEntry.case_id.is_(None),
        CustodyEntry.aside.is_not(None) if aside else CustodyEntry.aside.is_(None),
    )
    found = session.scalars(query.with_for_update()).all()
    if not found:
        raise Refused("custody_log.seen_to_meanwhile")
    return found


def _refuse_referred(session: Session, entry: CustodyEntry) -> None:
    if entry.case_id is not None:
        number = session.scalar(select(Case.number).where(Case.id == entry.case_id))
        raise Refused("custody_log.referred_already", number=number or "")


def _with_offences(desk: Desk, referral: Referral, language: Language) -> Referral:
    """Fill in what the index of offences knows of each code."""
    filled = [
        replace(
            one,
            title=title_of(desk, one.code, one.title)[language] if one.code else one.title,
            category=desk.offences.category_of(one.code) if one.code else None,
        )
        for one in referral.offences
    ]
    return replace(referral, offences=tuple(filled))


# ── Queries ──────────────────────────────────────────────────────────────────────────────────


def _asked_for(wanted: Wanted) -> Select[Any]:
    first = aliased(CustodyImport)
    query: Any = (
        select(CustodyRow, CustodyEntry, first.finished_at)
        .join(CustodyEntry, CustodyEntry.id == CustodyRow.entry_id)
        .join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
        .join(first, first.id == CustodyEntry.import_id)
        .where(CustodyEntry.case_id.is_(None), holds())
        .order_by(CustodyRow.arrested.desc().nulls_last(), CustodyRow.id.desc())
    )
    aside = CustodyEntry.aside
    query = query.where(aside.is_not(None) if wanted.aside else aside.is_(None))
    if wanted.suite:
        query = query.where(CustodyEntry.suite == wanted.suite)
    begun = literal(" ") + CustodyRow.folded
    for word in searched_for(wanted.words):
        query = query.where(begun.contains(f" {word}", autoescape=True))
    asked: Select[Any] = query
    return asked


def _count(session: Session, wanted: Wanted) -> int:
    every = _asked_for(wanted).order_by(None).with_only_columns(CustodyRow.id)
    return session.scalar(select(func.count()).select_from(every.subquery())) or 0


def _current(entry_id: int) -> Select[Any]:
    return (
        select(CustodyRow)
        .join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
        .where(CustodyRow.entry_id == entry_id, holds())
    )


def _rows(session: Session, desk: Desk, found: Sequence[Any]) -> Sequence[Waiting]:
    entries = {entry.id: entry_in(entry.suite, row) for row, entry, _ in found}
    known = known_people(session, desk, entries)
    changes = _changes(session, {entry.id: entry.suite for _, entry, _ in found})
    names = dict(session.execute(select(Member.username, Member.name)).all())
    return [
        Waiting(
            entry_id=entry.id,
            entry=entries[entry.id],
            seen=seen,
            known=known.get(entry.id, ()),
            changes=changes.get(entry.id, ()),
            aside=_aside(entry, names),
        )
        for _, entry, seen in found
    ]


def _aside(entry: CustodyEntry, names: Mapping[str, str]) -> PutAside | None:
    if entry.aside is None or entry.aside_at is None:
        return None
    by = names.get(entry.aside_by, entry.aside_by)
    return PutAside(Aside(entry.aside), entry.aside_note, by, entry.aside_at)


def _changes(session: Session, suites: Mapping[int, str]) -> Mapping[int, tuple[Change, ...]]:
    """Return what later files changed of some entries: most were never spoken of again."""
    several = (
        select(CustodyRow.entry_id)
        .where(CustodyRow.entry_id.in_(suites))
        .group_by(CustodyRow.entry_id)
        .having(func.count() > 1)
    )
    query = (
        select(CustodyRow, CustodyImport.file, CustodyImport.finished_at, Member.name)
        .join(CustodyImport, CustodyImport.id == CustodyRow.import_id)
        .outerjoin(Member, Member.username == CustodyImport.imported_by)
        .where(CustodyRow.entry_id.in_(several), CustodyImport.finished_at.is_not(None))
        .order_by(CustodyRow.id)
    )
    told: defaultdict[int, list[Change]] = defaultdict(list)
    before: dict[int, Entry] = {}
    for row, file, at, by in session.execute(query):
        entry = entry_in(suites[row.entry_id], row)
        if row.entry_id in before and at is not None:
            told[row.entry_id].append(Change(file, at, by or "", before[row.entry_id], entry))
        before[row.entry_id] = entry
    return {entry_id: tuple(changes) for entry_id, changes in told.items()}


def _last(session: Session) -> LastImport | None:
    query = (
        select(CustodyImport.file, CustodyImport.finished_at, Member.name)
        .outerjoin(Member, Member.username == CustodyImport.imported_by)
        .where(CustodyImport.finished_at.is_not(None))
        .order_by(CustodyImport.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return LastImport(row[0], row[1], row[2] or "") if row and row[1] else None
