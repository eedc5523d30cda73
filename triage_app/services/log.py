"""The log as an auditor reads it, and the history of one case."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import LONDON, Actor, Desk
from triage_app.storage.models import AuditEntry, Case, Member

READ = audit.Deed("log.read", audit.Category.CONSULTATION)
HISTORY_READ = audit.Deed("log.history_read", audit.Category.CONSULTATION)
PAGE = 100


@dataclass(frozen=True, slots=True)
class Sought:
    """What an auditor looks for: every part that is given must fit."""

    username: str = ""
    case_number: str = ""
    action: str = ""
    category: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the log."""

    number: int
    at: dt.datetime
    username: str
    name: str
    role: str
    workstation: str
    action: str
    category: str
    case_id: int | None
    case_number: str
    fields: tuple[str, ...]
    recipient: str

    @property
    def code(self) -> str:
        """Return the code of the words for what was done: a feature keeps them by its own."""
        feature, _, verb = self.action.partition(".")
        return f"{feature}.did_{verb}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines of the log, the newest first, and how many there are in all."""

    rows: tuple[EntryRow, ...]
    total: int
    older: int | None  # the number to go on before, where there is more


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in the log."""

    people: tuple[tuple[str, str], ...] = ()  # username, name
    actions: tuple[str, ...] = ()
    categories: tuple[str, ...] = field(default=tuple(audit.Category))


def page(desk: Desk, actor: Actor, sought: Sought, before: int | None = None) -> Page:
    """Return a page of the log: itself a look, logged once for each search."""
    permit(actor, Permission.READ_LOG)
    if before is None:
        audit.look(desk, actor, READ, fields=_asked(sought))
    with desk.sessions() as session:
        query = _narrowed(sought)
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        if before is not None:
            query = query.where(AuditEntry.id < before)
        entries = session.scalars(query.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
        rows = _rows(session, entries[:PAGE])
    return Page(rows, total, rows[-1].number if len(entries) > PAGE else None)


def history(desk: Desk, actor: Actor, case_number: str) -> tuple[EntryRow, ...]:
    """Return everything that was ever done with one case or seen of it, the oldest first."""
    permit(actor, Permission.READ_LOG)
    with desk.sessions() as session:
        case_id = session.scalar(select(Case.id).where(Case.number == case_number.strip()))
    audit.look(desk, actor, HISTORY_READ, case_id)
    with desk.sessions() as session:
        query = select(AuditEntry).where(AuditEntry.case_id == case_id).order_by(AuditEntry.id)
        return _rows(session, session.scalars(query).all()) if case_id is not None else ()


def choices(desk: Desk, actor: Actor) -> Choices:
    """Return whom and what the log can be narrowed to."""
    permit(actor, Permission.READ_LOG)
    with desk.sessions() as session:
        people = session.execute(select(Member.username, Member.name).order_by(Member.name))
        actions = session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action))
        return Choices(tuple((one.username, one.name) for one in people), tuple(actions))


def _asked(sought: Sought) -> list[str]:
    return [name for name in Sought.__dataclass_fields__ if getattr(sought, name)]


def _narrowed(sought: Sought) -> Select[AuditEntry]:
    query = select(AuditEntry)
    if sought.username:
        query = query.where(AuditEntry.actor == sought.username)
    if sought.action:
        query = query.where(AuditEntry.action == sought.action)
    if sought.category:
        query = query.where(AuditEntry.category == sought.category)
    if sought.case_number:
        cases = select(Case.id).where(Case.number == sought.case_number.strip())
        query = query.where(AuditEntry.case_id.in_(cases))
    return _between(query, sought)


def _between(query: Select[AuditEntry], sought: Sought) -> Select[AuditEntry]:
    if sought.first_day:
        query = query.where(AuditEntry.at >= _midnight(sought.first_day))
    if sought.last_day:
        query = query.where(AuditEntry.at < _midnight(sought.last_day + dt.timedelta(days=1)))
    return query


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), LONDON)


def _rows(session: Session, entries: Sequence[AuditEntry]) -> tuple[EntryRow, ...]:
    wanted = {entry.case_id for entry in entries}
    numbers = dict(session.execute(select(Case.id, Case.number).where(Case.id.in_(wanted))).all())
    names = dict(session.execute(select(Member.username, Member.name)).all())
    return tuple(
        EntryRow(
            number=entry.id,
            at=entry.at,
            username=entry.actor,
            name=names.get(entry.actor, entry.actor),
            role=entry.role,
            workstation=entry.workstation,
            action=entry.action,
            category=entry.category,
            case_id=entry.case_id,
            case_number=numbers.get(entry.case_id, "") if entry.case_id else "",
            fields=tuple(entry.fields),
            recipient=entry.recipient,
        )
        for entry in entries
    )
