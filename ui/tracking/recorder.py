"""The one form that is open while a contract is tracked: what it records, and where it is kept."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.booking import CONDITION, REVIEW
from triage_app.domain.compliance import Attendance
from triage_app.domain.condition import Kind
from triage_app.services import (
    arrest_checks,
    bookings,
    contributions,
    keeping,
    series,
    tracking,
)
from triage_app.services.desk import Actor, Desk
from triage_app.services.kept_seen import HoursSeen, PartSeen, TagSeen
from triage_app.services.tracking_view import MeetingSeen, TrackingView
from ui.calendar_form import CalendarForm
from ui.contribution import ContributionForm, WaiverForm
from ui.drafts import DraftKeeper
from ui.named_words import NamedWords
from ui.parts import clear
from ui.record_form import RecordForm
from ui.reminder_form import ReminderForm
from ui.room import Room
from ui.safe_contact import keep_warning_in_view, warn_above
from ui.scrolling import bring_into_view
from ui.slot_form import CallingOffForm, SlotForm
from ui.theme import UNIT
from ui.tracking import forms, ledger
from ui.tracking.checks import CheckForm
from ui.tracking.slots import MeetingForm, MoveForm

Commit = Callable[[], object]
STRIKES: Final[Mapping[type, Callable[[Desk, Actor, int, int, str], None]]] = {
    HoursSeen: keeping.strike_hours,
    TagSeen: keeping.strike_tag,
    PartSeen: contributions.strike_part,
}
OpenedForm = MeetingForm | MoveForm | CallingOffForm | ReminderForm | CalendarForm


class Made(int):
    """The number of a paper that was just made."""


class Recorder(QWidget):
    """Opens one form at a time, keeps its draft, and records it through its use case."""

    recorded = Signal(object)  # what the use case answered
    closed = Signal()

    def __init__(self, room: Room, view: TrackingView) -> None:
        super().__init__()
        self.room, self.view = room, view
        self.form: RecordForm | OpenedForm | None = None
        self.keeper: DraftKeeper | None = None
        self._commit: Commit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, UNIT)
        self.hide()

    # ── What can be opened ──

    def mark(self, meeting: MeetingSeen, chosen: Attendance | None = None) -> None:
        """Ask who came to a meeting."""
        form = forms.MarkForm(self.room, meeting, chosen)

        def commit() -> None:
            seen = (meeting.id, form.version or meeting.version)
            tracking.mark(self.room.desk, self.room.actor, seen, form.given())

        form.move_wanted.connect(lambda: self.move_meeting(meeting))
        form.calling_off_wanted.connect(lambda: self.call_off(meeting))
        form.letter_wanted.connect(lambda: self.remind(meeting))
        form.calendar_wanted.connect(lambda: self.save_for_calendar(meeting))
        self._open(form, commit, f"{meeting.id}")
        if chosen is not None:
            form.fill({"attendance": chosen})
            form.go_to("mark_reason")

    def hours(self) -> None:
        """Ask for hours of volunteering."""
        form = ledger.HoursForm(self.room, self.view)
        self._open(form, lambda: keeping.add_hours(*self._at(), form.condition_id, form.given()))

    def strike(self, entry: ledger.Entry) -> None:
        """Ask why hours, a tag or a payment was recorded wrongly."""
        form = ledger.StrikeForm(self.room, entry)

        def commit() -> None:
            STRIKES[type(entry)](*self._at(), entry.id, form.values()["struck"])

        self._open(form, commit, f"{entry.id}")

    def tag(self) -> None:
        """Ask what was done to the tag."""
        tag = next(one for one in self.view.conditions if one.kind is Kind.TAG)
        form = ledger.TagForm(self.room, tag)
        self._open(form, lambda: keeping.record_tag(*self._at(), tag.id, form.given()))

    def contribution(self) -> None:
        """Ask how much is paid towards the cost."""
        form = ContributionForm(self.room, self.view.contributed, self.view.course.ends)

        def commit() -> None:
            contributions.ask_contribution(*self._at(), form.given(), form.version)

        self._open(form, commit)

    def part(self) -> None:
        """Ask for a part of it that was paid."""
        if self.view.contributed is not None:
            form = ledger.PartForm(self.room, self.view.contributed)
            self._open(form, lambda: contributions.record_part(*self._at(), form.given()))

    def waiver(self) -> None:
        """Ask why what is left need not be paid."""
        form = WaiverForm(self.room, self.view.contributed)
        self._open(form, lambda: contributions.waive(*self._at(), form.values()["waived"]))

    def contact(self) -> None:
        """Ask for a try at contact."""
        form = forms.ContactForm(self.room)
        warn_above(form, self.view.case_id)
        self._open(form, lambda: tracking.add_contact(*self._at(), form.given()))

    def offence(self) -> None:
        """Ask for a new offence, and say whether it breaks the contract."""
        form = forms.OffenceForm(self.room)
        self._open(form, lambda: self._offend(form))

    def check(self) -> None:
        """Ask where somebody looked for a new arrest, and what they found."""
        form = CheckForm(self.room)
        self._open(form, lambda: arrest_checks.record(*self._at(), form.given()))

    def restorative(self) -> None:
        """Ask for the day restorative justice was asked for."""
        form = forms.RestorativeForm(self.room)
        self._open(form, lambda: tracking.ask_restorative(*self._at(), form.values()["asked_on"]))

    def meeting(self, condition_id: int | None = None) -> None:
        """Ask when and where a meeting is."""
        form = MeetingForm(self.room, self.view, condition_id)
        self._open(form, lambda: self._book(form))

    def move_meeting(self, meeting: MeetingSeen) -> None:
        """Ask where to a meeting is moved, who asked and why."""
        form = MoveForm(self.room, self.view, meeting)

        def commit() -> None:
            seen = (meeting.id, form.version or meeting.version)
            bookings.move(self.room.desk, self.room.actor, seen, form.slot(), form.change())

        self._open(form, commit, f"{meeting.id}")

    def call_off(self, meeting: MeetingSeen) -> None:
        """Ask who wants a meeting called off, and why."""
        form = CallingOffForm(self.room, meeting.booked)

        def commit() -> None:
            seen = (meeting.id, form.version or meeting.version)
            bookings.call_off(self.room.desk, self.room.actor, seen, form.change())

        self._open(form, commit, f"{meeting.id}")

    def remind(self, meeting: MeetingSeen) -> None:
        """Ask how the letter that reminds of a meeting reaches them."""
        form = ReminderForm(self.room, meeting.id)
        warn_above(form, self.view.case_id)
        form.made.connect(lambda paper: self.recorded.emit(Made(paper)))
        self._open(form)

    def save_for_calendar(self, meeting: MeetingSeen) -> None:
        """Ask for whom a meeting is saved."""
        form = CalendarForm.of_meeting(self.room, meeting.id)
        form.closed.connect(self.close_form)
        self._open(form)

    def letter(self) -> None:
        """Ask what the letter adds."""
        form = forms.LetterForm(self.room, self.view.edition)
        warn_above(form, self.view.case_id)
        self._open(form, lambda: self._warn(form))
        NamedWords(form, self.view.case_id, "reason").follow()

    def giving(self, letter_id: int) -> None:
        """Ask how a letter was given."""
        form = forms.GivingForm(self.room, letter_id)
        warn_above(form, self.view.case_id)

        def commit() -> None:
            tracking.record_giving(*self._at(), letter_id, form.given())

        self._open(form, commit, f"{letter_id}")

    def review(self) -> None:
        """Ask what the supervisor decided."""
        form = forms.ReviewForm(self.room)
        self._open(form, lambda: tracking.record_review(*self._at(), form.values()["review"]))

    # ── How ──

    def close_form(self) -> None:
        """Put the form away; its draft is kept."""
        self.leave()
        clear(self._column)
        self.form = self.keeper = self._commit = None
        self.hide()
        self.closed.emit()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def _at(self) -> tuple[Desk, Actor, int]:
        return self.room.desk, self.room.actor, self.view.case_id

    def _open(
        self, form: RecordForm | OpenedForm, commit: Commit | None = None, about: str = ""
    ) -> None:
        self.leave()
        clear(self._column)
        self.form, self._commit, self.keeper = form, commit, None
        key = f"{self.view.case_id}-{about}" if about else f"{self.view.case_id}"
        form.cancel = self.close_form
        if commit is not None:
            self.keeper = DraftKeeper(self.room, form, f"tracking.{form.title}", key)
            form.submitted.connect(self._save)
        self._column.addWidget(form)
        self.show()
        form.show()
        form.go_to("")
        bring_into_view(form)
        keep_warning_in_view(form)

    def _save(self) -> None:
        form, keeper, commit = self.form, self.keeper, self._commit
        if form is None or keeper is None or commit is None:
            return
        with self.room.feedback.answering(form):
            answer = commit()
            keeper.settled()
            self.recorded.emit(answer)
            return
        if isinstance(form, SlotForm):
            form.look_again()  # somebody may have booked something into the slot meanwhile

    def _offend(self, form: forms.OffenceForm) -> bool:
        breaks = tracking.record_offence(*self._at(), form.given())
        self.room.feedback.tell("tracking.offence_breaks" if breaks else "tracking.offence_outside")
        return breaks

    def _book(self, form: MeetingForm) -> object:
        condition, again = form.values()["condition"], form.repeat()
        if again is not None:
            return series.book(*self._at(), condition or None, form.slot(), again)
        kind = CONDITION if condition else REVIEW
        return bookings.book(*self._at(), form.slot(), kind, condition or None)

    def _warn(self, form: forms.LetterForm) -> Made:
        values = form.values()
        answer_by: date | None = values["answer_by"]
        made = tracking.warn(*self._at(), values["reason"], answer_by, large=form.large.value())
        return Made(made)
