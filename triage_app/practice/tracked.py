"""A contract on the stage: who came, hours, letters, and how it ends, by the use cases."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import select

from triage_app.domain.arrest_check import Check, Source
from triage_app.domain.arrest_check import Result as Seen
from triage_app.domain.booking import CONDITION, LONDON, REVIEW, Slot
from triage_app.domain.compliance import Attendance, Basis
from triage_app.domain.condition import Kind
from triage_app.domain.ending import Decision, Proposal, Reported, Result
from triage_app.domain.other_ends import End, Who
from triage_app.domain.other_ends import Given as Left
from triage_app.domain.prosecution import Sending
from triage_app.domain.sharing import How as Told
from triage_app.domain.tracked import Contact, Given, Hours, How, Marked, NewOffence
from triage_app.domain.wording import Wording
from triage_app.practice import sayings
from triage_app.practice.scene import Scene
from triage_app.practice.stage import Story
from triage_app.services import (
    approvals,
    arrest_checks,
    bookings,
    breaches,
    endings,
    keeping,
    other_ends,
    outcomes,
    supervision,
    tracking,
    tracking_view,
)
from triage_app.services.tracking_view import ConditionSeen, MeetingSeen, TrackingView
from triage_app.storage.models import Case

AFTERWARDS: Final = dt.timedelta(minutes=65)  # a meeting is over, and the service has said who came
EVIDENCE_IN: Final = dt.timedelta(days=7)
WORKED: Final = 240  # minutes of volunteering at a time
CALLED_EVERY: Final = 11  # days, once all meetings are held
LOOKED_EVERY: Final = 14  # days, at a meeting or with a call: well before it is due
OUTCOME: Final = "22"  # the scheme’s own, by default
UNEXCUSED: Final = Attendance.MISSED_UNACCEPTABLE
CALLED_AFTER: Final = (UNEXCUSED, Attendance.WAITING_FOR_EVIDENCE)
NOTES: Final[Mapping[Attendance, Wording]] = {
    Attendance.ATTENDED: sayings.CAME,
    Attendance.LATE: sayings.LATE,
    Attendance.MISSED_ACCEPTABLE: sayings.EXCUSED,
    UNEXCUSED: sayings.MISSED,
    Attendance.SERVICE_FAULT: sayings.SERVICE,
    Attendance.WAITING_FOR_EVIDENCE: sayings.EVIDENCE,
}
Marks = Mapping[int, Attendance]  # by the number of the meeting; the others were attended


class Run:
    """A scene’s contract from its signing on."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.works_until = len(scene.meetings)  # after them, no more volunteering is done
        self._who = (scene.desk, scene.assessor, scene.case_id)
        self._looked: dt.date | None = None

    # ── Meetings ─────────────────────────────────────────────────────────────────────────────

    def held_by(self, days_ago: int) -> int:
        """Return how many of the meetings agreed lie before a day."""
        day = self.scene.at(self.scene.player.days - days_ago, 0)
        return sum(one < day for one in self.scene.meetings)

    def meet(self, marks: Marks, upto: int | None = None, *, letters: bool = True) -> Story:
        """Hold the meetings agreed, one after another, and write where one was missed."""
        for number, starts in enumerate(self.scene.meetings[:upto]):
            yield starts + AFTERWARDS
            mark = marks.get(number, Attendance.ATTENDED)
            self._mark(number, mark)
            if self.scene.player.hours and number < self.works_until:
                self._work()
            self._look_in_time()
            if mark in CALLED_AFTER:
                yield starts + 2 * AFTERWARDS
                self.call(sayings.FORGOT if mark is UNEXCUSED else sayings.DOCTOR)
            if mark is UNEXCUSED and letters:
                yield from self._write(starts)

    def _mark(self, number: int, attendance: Attendance) -> None:
        """Mark a meeting, and book the next of its pathway."""
        scene = self.scene
        condition = self._pathways()[number % scene.paths]
        meeting = _first_unmarked(condition)
        note = scene.said(NOTES[attendance])
        seen = (meeting.id, meeting.version)
        waits = attendance is Attendance.WAITING_FOR_EVIDENCE
        by = scene.desk.today() + EVIDENCE_IN if waits else None
        tracking.mark(scene.desk, scene.assessor, seen, Marked(attendance, note, by))
        following = number + scene.paths
        if following < len(scene.meetings) and self._is_in_term(scene.meetings[following]):
            slot = Slot(scene.meetings[following], meeting.minutes, meeting.place)
            bookings.book(*self._who, slot, CONDITION, condition.id)

    def _is_in_term(self, moment: dt.datetime) -> bool:
        """Whether a meeting lies in the contract: a later one would count for nothing."""
        return moment.astimezone(LONDON).date() <= self._view().course.ends

    def _work(self) -> None:
        """Add the volunteering done since the last meeting, until there is none left to do."""
        for one in self._view().conditions:
            done = sum(it.minutes for it in one.hours_done)
            wanted = min((one.hours or 0) * 60 - done, WORKED)
            if one.kind is Kind.VOLUNTEERING and wanted > 0:
                note, by = self.scene.said(sayings.WORKED), self.scene.said(sayings.CONFIRMED)
                given = Hours(self.scene.desk.today(), wanted, note, by)
                keeping.add_hours(*self._who, one.id, given)

    def _write(self, missed: dt.datetime) -> Story:
        """Write where the ladder asks for a letter, and give it two days later."""
        rung = self._view().rung
        if rung is None or rung.code != tracking.WARNING:
            return
        yield missed + dt.timedelta(days=1)
        self.scene.put_on_paper(tracking.warn(*self._who, self.scene.said(sayings.LETTER)))
        yield missed + dt.timedelta(days=3)
        letter = self._view().letters[-1]
        _, actor, _ = self._who
        why = self.scene.said(sayings.SAFE_TO_POST)
        given = Given(self.scene.desk.today(), How.LETTER, actor.name, why)
        tracking.record_giving(*self._who, letter.id, given)

    # ── In between ───────────────────────────────────────────────────────────────────────────

    def keep_in_touch(self) -> Story:
        """Call from time to time once all meetings are held, until the contract ends."""
        scene = self.scene
        last = (scene.now - scene.meetings[-1]).days
        ended = (scene.today - self._view().course.ends).days
        for ago in range(last - CALLED_EVERY, max(ended, 0), -CALLED_EVERY):
            yield scene.ago(ago, 11, scene.number)
            self.call(sayings.SPOKE)
            self._look_in_time()

    def call(self, heard: Wording | None) -> None:
        """Telephone, and note what was said; nothing where nobody answered."""
        note = self.scene.said(heard or sayings.NO_ANSWER)
        reached = heard is not None
        given = Contact(self.scene.desk.now(), How.TELEPHONE, reached, note)
        tracking.add_contact(*self._who, given)

    def look(self) -> None:
        """Look in the custody log for a new arrest, and find none."""
        self._looked = self.scene.desk.today()
        found = Check(self._looked, Source.CUSTODY_LOG, Seen.NOTHING)
        arrest_checks.record(*self._who, found)

    def _look_in_time(self) -> None:
        today = self.scene.desk.today()
        if self._looked is None or (today - self._looked).days >= LOOKED_EVERY:
            self.look()

    def book_review(self, ahead: int) -> None:
        """Book a talk about how it goes, some days from the day the caseload is made."""
        scene = self.scene
        starts = scene.at(scene.player.days + ahead, 9 + scene.number % 8, 30)
        bookings.book(*self._who, Slot(starts, 30, scene.house.room), REVIEW)

    def offend(self) -> None:
        """Record a new offence of two days ago."""
        day = self.scene.desk.today() - dt.timedelta(days=2)
        note = self.scene.said(sayings.NEW_OFFENCE)
        tracking.record_offence(*self._who, NewOffence(Basis.ADMISSION, day, note))

    # ── The end ──────────────────────────────────────────────────────────────────────────────

    def propose_breach(self, *, by_offence: bool = False) -> None:
        """Propose a breach of the pathway missed, or by a new offence."""
        said = self.scene.said
        missed = tuple(one.position for one in self._pathways() if one.judged.tally.missed)
        words = sayings.BY_OFFENCE if by_offence else sayings.BY_MISSES
        evidence, alternatives, view, account, effect = (said(one) for one in words)
        who = self.scene.desk, self.scene.assessor
        recorded = breaches.grounds(*who, self.scene.case_id).happenings
        given = Proposal(
            conditions=(1,) if by_offence else missed,
            evidence=evidence,
            alternatives=alternatives,
            view=view,
            account=account,
            effect=effect,
            quoted=tuple(one.key for one in recorded if one.speaks),
        )
        breaches.propose(*who, self._seen(), given)

    def find_breach(self) -> None:
        """Let the supervisor find it proved."""
        scene = self.scene
        decision = Decision(found=True, reason=scene.said(sayings.FOUND))
        seen = self._proposal()
        scene.notice = supervision.decide(scene.desk, scene.supervisor, seen, decision)

    def send_back(self) -> None:
        """Let the supervisor ask for more."""
        scene = self.scene
        why = scene.said(sayings.MORE_WANTED)
        supervision.send_back(scene.desk, scene.supervisor, self._proposal(), why)

    def _proposal(self) -> tuple[int, int]:
        scene = self.scene
        waiting = approvals.waiting_in(scene.desk, scene.supervisor, scene.case_id)
        if waiting is None:
            raise LookupError(scene.player.name)
        return waiting.breach_id, waiting.version

    def confirm(self) -> None:
        """Confirm that the contract is complete."""
        scene = self.scene
        who = (scene.desk, scene.assessor)
        scene.notice = outcomes.confirm_completion(*who, self._seen(), OUTCOME)

    def leave(self, end: End, why: Wording, to_whom: str = "") -> None:
        """End the case another way, as it became known today."""
        scene = self.scene
        given = Left(end, scene.desk.today(), scene.said(why), to_whom)
        paper = other_ends.end_case(scene.desk, scene.assessor, self._seen(), given)
        if paper is None:
            raise LookupError(scene.player.name)
        scene.notice = paper

    def settle(self) -> None:
        """Close the case, as everybody has been told."""
        other_ends.settle(self.scene.desk, self.scene.assessor, self._seen())

    def tell_services(self) -> None:
        """Ring everybody besides the officer who is to be told of the end; write to the person."""
        scene = self.scene
        for one in endings.told(*self._who):
            if one.told_on is None:
                how = Told.IN_WRITING if one.who is Who.PARTICIPANT else Told.TELEPHONE
                endings.tell(scene.desk, scene.assessor, one.id, scene.desk.today(), how)

    def tell(self) -> None:
        """Print the paper for the officer, and record that everybody was told today."""
        self.tell_services()
        self.scene.put_on_paper(self.scene.notice)
        sent = Sending(self._officer(), "by_hand")
        outcomes.record_told(*self._who, self.scene.desk.today(), sent)

    def acknowledge(self) -> None:
        """Record that the officer acknowledged it today."""
        today = self.scene.desk.today()
        outcomes.record_acknowledgement(*self._who, today, self._officer())

    def _officer(self) -> str:
        with self.scene.desk.sessions() as session:
            return session.get_one(Case, self.scene.case_id).officer_name or "custody"

    def report(self, result: str) -> None:
        """Record what the officer recorded today: the case is closed."""
        scene = self.scene
        given = Reported(result, scene.desk.today(), scene.said(sayings.REPORTED))
        of_court = result in set(Result)
        record = outcomes.record_proceedings if of_court else outcomes.record_outcome
        record(scene.desk, scene.assessor, self._seen(), given)

    def after_term(self, days: int, hour: int) -> dt.datetime:
        """Return the moment of a deed some days after the contract ends."""
        gone = (self.scene.today - self._view().course.ends).days
        return self.scene.ago(gone - days, hour, self.scene.number)

    # ── What there is ────────────────────────────────────────────────────────────────────────

    def _view(self) -> TrackingView:
        found = tracking_view.view(*self._who)
        if found is None:
            raise LookupError(self.scene.player.name)
        return found

    def _pathways(self) -> list[ConditionSeen]:
        return [one for one in self._view().conditions if one.sessions]

    def _seen(self) -> tuple[int, int]:
        with self.scene.desk.sessions() as session:
            query = select(Case.version).where(Case.id == self.scene.case_id)
            return self.scene.case_id, session.scalars(query).one()


def _first_unmarked(condition: ConditionSeen) -> MeetingSeen:
    unmarked: Iterator[MeetingSeen] = (one for one in condition.meetings if not one.attendance)
    return next(unmarked)
