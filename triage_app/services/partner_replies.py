"""What partners answer: recorded by hand or from a file, each move by the one table of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.partner_referral import Ground, Stage
from triage_app.domain.partner_reply import (
    MOVES,
    OPEN,
    Reply,
    Standing,
    Word,
    follows,
    reply_problems,
)
from triage_app.domain.problems import Invalid
from triage_app.domain.roles import Permission
from triage_app.domain.support import Stage as Support
from triage_app.domain.watched import day_of
from triage_app.services import audit, conflicts, partner_attendance
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.storage.models import PartnerReferral, PartnerReply, ServiceReferral

DEEDS: Final[Mapping[Word, audit.Deed]] = {
    word: audit.Deed(f"partner_reply.{word}", audit.Category.COLLECTION) for word in Word
}
FIELDS: Final = ("word", "day", "how_ended", "note")
MOVED: Final = frozenset(word for _, word in MOVES)


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was said of a referral: when it was, and who recorded it."""

    id: int
    word: Word
    day: date
    how_ended: str
    note: str
    file: str
    recorded_by: str
    recorded_at: datetime


def record(desk: Desk, actor: Actor, referral: tuple[int, int], given: Reply) -> None:
    """Record what a partner answered of a referral, seen as (number, version).

    It may be recorded whatever has become of the case: help may outlast the contract.
    """
    permit(actor, Permission.TRACK)
    number, version = referral
    with desk.sessions.begin() as session:
        row = conflicts.load(session, PartnerReferral, number, version, ("state", "version"))
        check(given, standing(row, of_referrals(session, [row.id]).get(row.id, ())), desk.today())
        write(session, desk, actor, row, given)


def check(given: Reply, stands: Standing, today: date) -> None:
    """Raise what keeps a reply from being recorded."""
    if found := tuple(reply_problems(given, stands, today)):
        raise Invalid(*found)


def write(
    session: Session, desk: Desk, actor: Actor, row: PartnerReferral, given: Reply, file: str = ""
) -> None:
    """Record a reply that was checked, and move the referral; the log says which move it was."""
    word = Word(given.word or "")
    stage = follows(Stage(row.state), word)
    if stage is None or given.day is None:
        raise ValueError(given)
    session.add(
        PartnerReply(
            case_id=row.case_id,
            referral_id=row.id,
            word=word,
            day=given.day,
            how_ended=(given.how_ended or "") if word is Word.ENDED else "",
            note=given.note.strip(),
            file=file,
            recorded_by=actor.username,
            recorded_at=desk.now(),
        )
    )
    # A report leaves the stage as it is; the row is written all the same, so that two who
    # answer for it at once are told.
    row.state, row.heard_on = stage, max(filter(None, (row.heard_on, given.day)))
    if word is Word.ATTENDED:
        partner_attendance.mark(session, desk, actor, row, given.day)
    if word is Word.ENDED and row.service_referral_id is not None:
        _end_support(session, row.service_referral_id, given)
    audit.record(session, desk, actor, DEEDS[word], row.case_id, FIELDS)


def _end_support(session: Session, number: int, given: Reply) -> None:
    """The help that a sheet was for has ended with it."""
    support = session.get_one(ServiceReferral, number)
    if support.state == Support.RECORDED:
        support.state, support.ended_on = Support.ENDED, given.day
        support.how_ended, support.ended_note = given.how_ended or "", given.note.strip()


def revoke(
    session: Session, desk: Desk, actor: Actor, rows: Iterable[PartnerReferral], why: str
) -> None:
    """Revoke every open one of some referrals today: nothing more is awaited of their partners."""
    for row in rows:
        if row.state in OPEN:
            write(session, desk, actor, row, Reply(Word.REVOKED, desk.today(), note=why))


def open_ones(session: Session, case_id: int, ground: Ground) -> tuple[PartnerReferral, ...]:
    """Return the referrals of a case on one ground that a partner has not done with."""
    column = PartnerReferral.condition_id
    query = select(PartnerReferral).where(
        PartnerReferral.case_id == case_id,
        PartnerReferral.state.in_(OPEN),
        column.is_not(None) if ground is Ground.CONDITION else column.is_(None),
    )
    return tuple(session.scalars(query.order_by(PartnerReferral.id)))


def standing(row: PartnerReferral, heard: Iterable[Heard]) -> Standing:
    """Return how a referral stands, by what was said of it."""
    said = tuple(heard)
    moves = [one.day for one in said if one.word in MOVED]
    return Standing(
        stage=Stage(row.state),
        since=max((day_of(row.sent_at), *moves)),
        answer_by=row.answer_by,
        last_word=row.heard_on,
    )


def of_referrals(session: Session, numbers: Iterable[int]) -> Mapping[int, tuple[Heard, ...]]:
    """Return what was said of each of some referrals, the first first."""
    query = select(PartnerReply).where(PartnerReply.referral_id.in_(tuple(numbers)))
    found: dict[int, tuple[Heard, ...]] = {}
    for row in session.scalars(query.order_by(PartnerReply.id)):
        heard = Heard(
            id=row.id,
            word=Word(row.word),
            day=row.day,
            how_ended=row.how_ended,
            note=row.note,
            file=row.file,
            recorded_by=name_of(session, row.recorded_by),
            recorded_at=row.recorded_at,
        )
        found[row.referral_id] = (*found.get(row.referral_id, ()), heard)
    return found
