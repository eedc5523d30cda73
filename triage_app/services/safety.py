"""Safety flags: raised by an answer or by hand, seen on every case, ended with a reason.

A flag of a child or an adult at risk asks for a report, by the law that the case's scheme names,
until one is recorded, or the reason for making none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.instrument import Alarm, Instrument
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.safety import (
    REPORTED,
    Duty,
    Flag,
    Raised,
    Report,
    action_problems,
    end_problems,
    problems_in,
    report_problems,
)
from triage_app.domain.wording import Wording
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import Case, SafeguardingReport, SafetyFlag

SEEN: Final = audit.Deed("safety.seen", audit.Category.CONSULTATION)
RAISED: Final = audit.Deed("safety.raised", audit.Category.COLLECTION)
ACTED: Final = audit.Deed("safety.acted", audit.Category.COLLECTION)
ENDED: Final = audit.Deed("safety.ended", audit.Category.ALTERATION)
REPORT_RECORDED: Final = audit.Deed("safety.report_recorded", audit.Category.COLLECTION)
FIELDS: Final = ("flag", "why", "action")


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it was recorded."""

    report: Report
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as it stands on a person."""

    id: int
    version: int
    flag: Flag
    why: str
    action: str
    source: str  # the code of the question whose answer raised it
    question: Wording | None  # what that asked
    duty: Duty | None  # what the law asks, where it asks for a report
    raised_by: str
    raised_at: datetime
    ended_by: str
    ended_at: datetime | None
    end_reason: str
    reports: tuple[Reported, ...]

    @property
    def stands(self) -> bool:
        """Whether nobody has ended it."""
        return self.ended_at is None

    @property
    def wants_report(self) -> bool:
        """Whether the law asks for a report, and nobody has said what came of that."""
        return self.stands and self.duty is not None and not self.reports


def flags(desk: Desk, actor: Actor, case_id: int) -> tuple[FlagView, ...]:
    """Return every flag of a case's person, those that stand first: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        seen = tuple(_seen(session, desk, case, row) for row in _rows(session, case.person_id))
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return tuple(sorted(seen, key=lambda one: not one.stands))


def standing(session: Session, person_id: int) -> tuple[Flag, ...]:
    """Return the flags that stand on a person, each once, for a use case that has its session."""
    raised = {Flag(one.flag) for one in _rows(session, person_id) if one.ended_at is None}
    return tuple(one for one in Flag if one in raised)


def of_case(session: Session, desk: Desk, case: Case) -> tuple[FlagView, ...]:
    """Return what stands on a case's person, and what was raised in the case and ended since."""
    return tuple(
        _seen(session, desk, case, one)
        for one in _rows(session, case.person_id)
        if not one.ended_at or one.case_id == case.id
    )


def raise_flag(desk: Desk, actor: Actor, case_id: int, raised: Raised) -> int:
    """Raise a flag by hand; return its number."""
    permit(actor, Permission.SEE_CASES)
    _check(problems_in(raised))
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        row = _row(desk, actor, case, raised)
        session.add(row)
        audit.record(session, desk, actor, RAISED, case_id, FIELDS, person_id=case.person_id)
        session.flush()
        return row.id


def ring(
    session: Session, desk: Desk, actor: Actor, case: Case, instrument: Instrument, *alarms: Alarm
) -> None:
    """Raise the flag of each alarm that does not stand already for the same question.

    It is written in the transaction that keeps the answer: no alarm is lost between the two.
    """
    stand = {(one.flag, one.source) for one in _rows(session, case.person_id) if not one.ended_at}
    for alarm in alarms:
        question = instrument.question(alarm.question)
        if question is None or (alarm.flag, alarm.question) in stand:
            continue
        raised = Raised(Flag(alarm.flag), question.brief.en)
        session.add(_row(desk, actor, case, raised, source=alarm.question))
        audit.record(session, desk, actor, RAISED, case.id, FIELDS, person_id=case.person_id)


def act(desk: Desk, actor: Actor, seen: tuple[int, int], action: str) -> None:
    """Say what is being done about a flag, seen as (number, version), of which nothing was said."""
    permit(actor, Permission.SEE_CASES)
    number, version = seen
    _check(action_problems(action))
    with desk.sessions.begin() as session:
        row = session.get_one(SafetyFlag, number)
        if row.version != version or row.ended_at is not None or row.action:
            raise Refused("record.changed_meanwhile")
        row.action = action.strip()
        audit.record(session, desk, actor, ACTED, row.case_id, ("action",), person_id=row.person_id)


def end(desk: Desk, actor: Actor, seen: tuple[int, int], reason: str) -> None:
    """End a flag, seen as (number, version), with a reason; it stays in the person's record."""
    permit(actor, Permission.SEE_CASES)
    number, version = seen
    _check(end_problems(reason))
    with desk.sessions.begin() as session:
        row = session.get_one(SafetyFlag, number)
        if row.version != version or row.ended_at is not None:
            raise Refused("record.changed_meanwhile")
        row.ended_by, row.ended_at = actor.username, desk.now()
        row.end_reason = reason.strip()
        audit.record(session, desk, actor, ENDED, row.case_id, person_id=row.person_id)


def record_report(desk: Desk, actor: Actor, flag_id: int, report: Report) -> None:
    """Record that a report was made, to whom and when, or why none was."""
    permit(actor, Permission.SEE_CASES)
    _check(report_problems(report, desk.today()))
    with desk.sessions.begin() as session:
        row = session.get_one(SafetyFlag, flag_id)
        if Flag(row.flag) not in REPORTED:
            raise Refused("safety.no_report_asked")
        session.add(
            SafeguardingReport(
                flag_id=flag_id,
                made=bool(report.made),
                day=report.day if report.made else None,
                to_whom=report.to_whom.strip() if report.made else "",
                reference=report.reference.strip() if report.made else "",
                reason="" if report.made else report.reason.strip(),
                recorded_by=actor.username,
                recorded_at=desk.now(),
            )
        )
        fields = ("made", "day", "to_whom", "reference", "reason")
        audit.record(
            session, desk, actor, REPORT_RECORDED, row.case_id, fields, person_id=row.person_id
        )


def _rows(session: Session, person_id: int) -> list[SafetyFlag]:
    query = select(SafetyFlag).where(SafetyFlag.person_id == person_id)
    return list(session.scalars(query.order_by(SafetyFlag.id)))


def _row(desk: Desk, actor: Actor, case: Case, raised: Raised, source: str = "") -> SafetyFlag:
    return SafetyFlag(
        person_id=case.person_id,
        case_id=case.id,
        flag=raised.flag,
        why=raised.why.strip(),
        action=raised.action.strip(),
        source=source,
        raised_by=actor.username,
        raised_at=desk.now(),
    )


def _seen(session: Session, desk: Desk, case: Case, row: SafetyFlag) -> FlagView:
    duties = desk.schemes.version(case.scheme).duties
    return _view(session, desk, row, duties.get(Flag(row.flag)))


def _view(session: Session, desk: Desk, row: SafetyFlag, duty: Duty | None) -> FlagView:
    return FlagView(
        id=row.id,
        version=row.version,
        flag=Flag(row.flag),
        why=row.why,
        action=row.action,
        source=row.source,
        question=_asked(desk, row.source),
        duty=duty,
        raised_by=name_of(session, row.raised_by),
        raised_at=row.raised_at,
        ended_by=name_of(session, row.ended_by) if row.ended_by else "",
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        reports=tuple(_reported(session, one) for one in _reports(session, row)),
    )


def _asked(desk: Desk, code: str) -> Wording | None:
    found = (one.question(code) for one in desk.instruments.values()) if code else ()
    return next((one.brief for one in found if one), None)


def _reports(session: Session, row: SafetyFlag) -> list[SafeguardingReport]:
    query = select(SafeguardingReport).where(SafeguardingReport.flag_id == row.id)
    return list(session.scalars(query.order_by(SafeguardingReport.id)))


def _reported(session: Session, row: SafeguardingReport) -> Reported:
    report = Report(row.made, row.day, row.to_whom, row.reference, row.reason)
    return Reported(report, name_of(session, row.recorded_by), row.recorded_at)


def _check(problems: Iterable[Problem]) -> None:
    found = tuple(problems)
    if found:
        raise Invalid(*found)
