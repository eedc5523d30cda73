"""The morning sheet: Today on paper, for one or for everybody; made and logged, never filed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from triage_app.documents.morning_list import MeetingPrinted, MorningContents, TaskPrinted
from triage_app.domain.roles import Permission, may
from triage_app.services import audit, paperwork
from triage_app.services.access import permit
from triage_app.services.agenda import AgendaRow, agenda
from triage_app.services.attention import DueRow, Morning, TimeLeft, morning
from triage_app.services.desk import LONDON, Actor, Desk

MADE: Final = audit.Deed("attention.sheet_made", audit.Category.DISCLOSURE)
FIELDS: Final = ("name", "number", "state", "appointments", "last_day")
NEAR: Final = 28  # days left to charge


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet as it is to be printed, and whose cases may be asked for instead."""

    pdf: bytes
    whose: tuple[tuple[int, str], ...]  # the assessors whose cases one sees


def sheet(desk: Desk, actor: Actor, language: str, assessor_id: int | None = None) -> Sheet:
    """Make the sheet of everything one sees, or of one assessor's cases; logged as disclosed."""
    permit(actor, Permission.MAKE_PAPERS)
    found = morning(desk, actor)
    people = _whose(found)
    everybody = may(actor.role, Permission.SEE_EVERYONES_CASES) and assessor_id is None
    name = "" if everybody else dict(people).get(assessor_id or actor.id, actor.name)
    rows = [row for row in found.rows if assessor_id in (None, row.assessor_id)]
    cases = {row.case_id for row in rows}
    contents = MorningContents(
        whose=name,
        made_at=desk.now().astimezone(LONDON),
        tasks=tuple(_task(row, everybody=everybody) for row in rows),
        meetings=tuple(
            _meeting(one, everybody=everybody) for one in _meetings(desk, actor, assessor_id)
        ),
        times=tuple(
            _time(one)
            for one in found.times
            if one.days_left <= NEAR and (assessor_id is None or one.case_id in cases)
        ),
        made_by=actor.name,
        schemeless=found.schemeless,
    )
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, MADE, fields=FIELDS, recipient=actor.name)
    return Sheet(paperwork.unfiled(desk, contents, language), people)


def whose(desk: Desk, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Return the assessors whose cases a sheet can be asked for: a look, logged."""
    permit(actor, Permission.MAKE_PAPERS)
    return _whose(morning(desk, actor))


def _whose(found: Morning) -> tuple[tuple[int, str], ...]:
    named = {(row.assessor_id, row.assessor) for row in found.rows}
    return tuple(sorted(named, key=lambda it: it[1]))


def _task(row: DueRow, *, everybody: bool) -> TaskPrinted:
    due = row.due
    held = due.put_off
    return TaskPrinted(
        band=due.lateness.name.lower(),
        code=due.code,
        values=due.values,
        day=held.until if held else due.day,
        moment=None if held else due.moment,
        who=row.name,
        number=row.number,
        assessor=row.assessor if everybody else "",
        put_off=f"{held.by}: {held.reason}" if held else "",
    )


def _meetings(desk: Desk, actor: Actor, assessor_id: int | None) -> Iterator[AgendaRow]:
    """Yield the day's meetings of those whose sheet it is, but for those called off."""
    everyones = may(actor.role, Permission.SEE_EVERYONES_CASES)
    for one in agenda(desk, actor, desk.today(), 1, everyones=everyones):
        if assessor_id in (None, one.assessor_id) and not one.is_called_off:
            yield one


def _meeting(one: AgendaRow, *, everybody: bool) -> MeetingPrinted:
    whose = one.assessor if everybody else ""
    return MeetingPrinted(one.starts, one.name, one.kind, one.place, whose)


def _time(one: TimeLeft) -> tuple[str, str, date, int]:
    return one.name, one.number, one.last_day, one.days_left
