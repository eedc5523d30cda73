"""The review of a closed record: kept for a reason, or disposed of by two people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain import retention as rules
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.retention import Choice, Reviewed
from triage_app.domain.roles import Permission
from triage_app.domain.watched import day_of
from triage_app.domain.workflow import State
from triage_app.services import aftercare, audit, conflicts, disposals, forgotten
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage import erasing
from triage_app.storage.chosen import choose
from triage_app.storage.models import Case, Erased, RetentionReview

SEEN: Final = audit.Deed("retention.seen", audit.Category.CONSULTATION)
KEPT: Final = audit.Deed("retention.kept", audit.Category.ALTERATION)
PROPOSED: Final = audit.Deed("retention.proposed", audit.Category.ALTERATION)
REFUSED: Final = audit.Deed("retention.refused", audit.Category.ALTERATION)
ERASED: Final = audit.Deed("retention.erased", audit.Category.ERASURE)
FIELDS: Final = ("choice", "until", "reason")


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a record: what, why, by whom, and how a second person answered it."""

    review_id: int
    version: int
    choice: str
    until: date | None
    reason: str
    by: str
    username: str
    on: date
    refused_reason: str
    answered_by: str
    answered_on: date | None

    @property
    def waits(self) -> bool:
        """Whether a disposal waits for a second person."""
        return self.choice == Choice.DISPOSE and self.answered_on is None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a record is kept, and everything that was decided of it."""

    case_id: int
    number: str
    due: date
    is_due: bool
    decided: tuple[Decided, ...]

    @property
    def waiting(self) -> Decided | None:
        """The disposal that waits for a second person."""
        return next((one for one in self.decided if one.waits), None)


def view(desk: Desk, actor: Actor, case_id: int) -> Retention | None:
    """Return how long a closed record is kept; None while its case goes on. A look, logged."""
    permit(actor, Permission.REVIEW_RETENTION)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        if case.state is not State.CLOSED or case.closed_on is None:
            return None
        due = _due(session, desk, case)
        query = select(RetentionReview).where(RetentionReview.case_id == case_id)
        rows = session.scalars(query.order_by(RetentionReview.id)).all()
        decided = tuple(_decided(session, row) for row in rows)
        seen = Retention(case_id, case.number, due, due <= desk.today(), decided)
    audit.look(desk, actor, SEEN, case_id, FIELDS)
    return seen


def is_there(desk: Desk, actor: Actor, case_id: int) -> bool:
    """Say whether a record is still there: two others may have disposed of it meanwhile."""
    permit(actor, Permission.REVIEW_RETENTION)
    with desk.sessions() as session:
        return session.get(Case, case_id) is not None


def decide(desk: Desk, actor: Actor, case_id: int, given: Reviewed) -> None:
    """Keep a record until another day, or propose its disposal; once its years are over."""
    permit(actor, Permission.REVIEW_RETENTION)
    with desk.sessions.begin() as session:
        case = _closed(session, case_id)
        if (due := _due(session, desk, case)) > desk.today():
            raise Refused("retention.not_yet", day=due)
        if _waiting(session, case_id) is not None:
            raise Refused("retention.waits_already")
        _insist(rules.review_problems(given, desk.today()))
        keeps = given.choice == Choice.KEEP
        session.add(
            RetentionReview(
                case_id=case_id,
                choice=given.choice,
                until=given.until if keeps else None,
                reason=given.reason.strip(),
                decided_by=actor.username,
                decided_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, KEPT if keeps else PROPOSED, case_id, FIELDS)


def refuse(desk: Desk, actor: Actor, review: tuple[int, int], reason: str) -> None:
    """Refuse a disposal, seen as (number, version), with a reason: the record stays."""
    permit(actor, Permission.CONFIRM_DISPOSAL)
    with desk.sessions.begin() as session:
        row = _answered(session, actor, review)
        _insist(rules.reason_problems(reason, "answer_reason"))
        row.refused_reason = reason.strip()
        row.answered_by, row.answered_at = actor.username, desk.now()
        audit.record(session, desk, actor, REFUSED, row.case_id, ("reason",))


def let_go(session: Session, desk: Desk, actor: Actor, case_id: int, why: str) -> None:
    """Let no disposal wait for a record that is open again: once closed, its years begin anew."""
    row = _waiting(session, case_id)
    if row is not None:
        row.refused_reason, row.answered_by, row.answered_at = why, actor.username, desk.now()
        audit.record(session, desk, actor, REFUSED, case_id, ("reason",))


@dataclass(frozen=True, slots=True)
class Disposal:
    """What is left to be done once a record is gone."""

    cleared: bool  # the file written anew; else it is tried again when somebody signs in
    unreached: tuple[Path, ...]  # folders of backups that do not know of it yet


def confirm(desk: Desk, actor: Actor, review: tuple[int, int]) -> Disposal:
    """Dispose of a record that somebody else proposed for it: whole, or not at all."""
    permit(actor, Permission.CONFIRM_DISPOSAL)
    with desk.sessions.begin() as session:
        row = _answered(session, actor, review)
        case = _closed(session, row.case_id)
        number, person, mark = case.id, case.person_id, erasing.mark(case.nonce)
        session.expunge_all()
        left = erasing.erase(session.connection(), number)
        if left:
            raise Refused("retention.still_needed", tables=", ".join(sorted(left)))
        session.add(Erased(case_id=number, mark=mark, at=desk.now()))
        forgotten.owe(session, desk)
        audit.record(session, desk, actor, ERASED, number, person_id=person)
    unreached = disposals.list_anew(desk)  # first: room for the file to be written may lack
    return Disposal(forgotten.settle(desk), unreached)


def _closed(session: Session, case_id: int) -> Case:
    case = session.get_one(Case, case_id, with_for_update=True)
    if case.state is not State.CLOSED or case.closed_on is None:
        raise Refused("retention.not_closed")
    return case


def _due(session: Session, desk: Desk, case: Case) -> date:
    standing = aftercare.decided(session, choose((case.id,))).get(case.id)
    years = desk.schemes.version(case.scheme).privacy.keep_years
    closed = case.closed_on or desk.today()
    return rules.review_due(closed, years, standing.kept_until if standing else None)


def _waiting(session: Session, case_id: int) -> RetentionReview | None:
    query = select(RetentionReview).where(
        RetentionReview.case_id == case_id,
        RetentionReview.choice == Choice.DISPOSE,
        RetentionReview.answered_at.is_(None),
    )
    return session.scalars(query).first()


def _answered(session: Session, actor: Actor, review: tuple[int, int]) -> RetentionReview:
    """Return a disposal that this person may answer; nobody answers their own."""
    review_id, version = review
    row = session.get(RetentionReview, review_id, with_for_update=True)
    if row is None or row.choice != Choice.DISPOSE:
        raise Refused("retention.not_waiting")
    if row.answered_at is not None:
        raise Refused("approvals.decided_already", name=name_of(session, row.answered_by))
    if row.decided_by == actor.username:
        raise Refused("retention.not_your_own")
    conflicts.unchanged(session, row, version, FIELDS)
    return row


def _decided(session: Session, row: RetentionReview) -> Decided:
    return Decided(
        review_id=row.id,
        version=row.version,
        choice=row.choice,
        until=row.until,
        reason=row.reason,
        by=name_of(session, row.decided_by),
        username=row.decided_by,
        on=day_of(row.decided_at),
        refused_reason=row.refused_reason,
        answered_by=name_of(session, row.answered_by) if row.answered_by else "",
        answered_on=day_of(row.answered_at) if row.answered_at else None,
    )


def _insist(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise Invalid(*found)
