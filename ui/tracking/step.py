"""The tracking step: how each condition stands, its meetings, and what is to be recorded now."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.compliance import Attendance
from triage_app.domain.journey import StepCode
from triage_app.domain.tracked import Marked, puts_right
from triage_app.services import tracking, tracking_view
from triage_app.services.tracking_view import MeetingSeen, TrackingView
from triage_app.services.watch import Sighted
from ui.band import BandView
from ui.band_days import Days, picture
from ui.parts import Empty, clear, column_of, heading, holding, words
from ui.room import Place, Room
from ui.scrolling import bring_into_view
from ui.step import WatchedStep
from ui.theme import SMALL, UNIT, Tone
from ui.tracking import parts
from ui.tracking.actions import Actions
from ui.tracking.checks import checks
from ui.tracking.gaps import gap
from ui.tracking.ladder import Ladder
from ui.tracking.meetings import MeetingList, rows_of
from ui.tracking.money import money
from ui.tracking.recorder import Made, Recorder
from ui.tracking.stands import lanes, legend

Shown = Callable[[Room, TrackingView], QWidget | None]
AT_ONCE = frozenset({Attendance.ATTENDED, Attendance.LATE})  # nothing more is asked
WEEK = 7


class TrackingStep(WatchedStep):
    """One screen for the months of a contract; the form that is open stands above the lists."""

    def __init__(self, room: Room, case_id: int, sighted: Sighted | None = None) -> None:
        super().__init__(room, case_id, sighted)
        self.view: TrackingView | None = None
        self.recorder: Recorder | None = None
        self.meetings: MeetingList | None = None
        self.ladder: Ladder | None = None
        self.band: BandView | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 2, UNIT, UNIT * 3, UNIT * 2)
        self._column.setSpacing(UNIT * 2)
        self.refresh()

    def refresh(self) -> None:
        """Show how the contract runs now; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            seen = tracking_view.view(room.desk, room.actor, self.case_id, self.just_read())
            if seen == self.view and self._column.count():
                return  # nothing has changed: whatever is open stays open
            self.view = seen
            clear(self._column)
            self.recorder = self.meetings = self.ladder = self.band = None
            self.buttons = {}
            if self.view is None:
                texts = room.texts("tracking.no_contract"), room.texts("step.locked_tracking")
                self._column.addWidget(Empty(room.theme, "lock", *texts))
            else:
                self._show(self.view)
            self._column.addStretch(1)

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the meeting to be recorded where none is named."""
        if self.view is None or self.recorder is None:
            return
        name, _, number = field.partition("_")
        opens = self._openers().get(name)
        if name == "meeting" and number.isdigit():
            self._open_meeting(int(number))
        elif opens is not None and self.view.can_be_recorded:
            opens()
        else:
            self._go_to_first()

    def print_paper(self) -> None:
        """Show the newest letter to print."""
        if self.ladder is not None and self.ladder.papers is not None:
            self.ladder.papers.open_newest()
        else:
            super().print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.recorder is not None:
            self.recorder.leave()

    # ── What is shown ──

    def _show(self, view: TrackingView) -> None:
        room = self.room
        if view.can_be_recorded:
            self._show_gaps(view)
        self.band = self._band(view)
        self._column.addWidget(self.band)
        self._about = QVBoxLayout()
        self._about.setContentsMargins(UNIT, 0, 0, 0)  # as far in as the words of the picture
        self._column.addLayout(self._about)
        self.recorder = Recorder(room, view)
        self.recorder.setContentsMargins(UNIT, 0, 0, 0)
        self.recorder.recorded.connect(self._recorded)
        self.recorder.closed.connect(self._go_to_first)
        if view.can_be_recorded:
            actions = Actions(room, view, self.recorder)
            self.buttons = actions.buttons
            self._column.addWidget(actions)
        self._column.addWidget(self.recorder)
        self._show_each(view, (partial(money, strike=self._strike()),))
        self.ladder = self._ladder(view, self.recorder)
        self.ladder.setContentsMargins(UNIT, 0, 0, 0)
        both = (self._meetings(view), self.ladder)
        for whole in reversed(both) if view.rung else both:  # what is due stands first
            self._column.addWidget(whole)
        self._show_each(view, (parts.offences, checks, parts.contacts))

    def _show_each(self, view: TrackingView, lists: Sequence[Shown]) -> None:
        for part in (one(self.room, view) for one in lists):
            if part is not None:
                part.setContentsMargins(UNIT, 0, 0, 0)
                self._column.addWidget(part)

    def _show_gaps(self, view: TrackingView) -> None:
        """Say which condition nobody delivers, with the way to where that is put right."""
        for one in view.gaps:
            told = gap(self.room, one, partial(self._go_to_gap, one.id))
            told.setContentsMargins(UNIT, 0, 0, 0)
            self._column.addWidget(told)

    def _go_to_gap(self, referral_id: int, *_: object) -> None:
        place = Place("case", self.case_id, StepCode.CONTRACT.value, f"partner_{referral_id}")
        self.went.emit(place)

    def _band(self, view: TrackingView) -> BandView:
        texts, today = self.room.texts, self.room.desk.today()
        course, clock = view.course, view.clock
        band = BandView(self.room.theme, texts("tracking.band"))
        days = Days(today, course.starts, course.ends, clock.safe_day, clock.last_day)
        weeks = -(-(course.ends - course.starts).days // WEEK)
        week = (today - course.starts).days // WEEK + 1
        over = today > course.ends
        note = texts("tracking.over") if over else texts("tracking.week_of", week=week, weeks=weeks)
        title = texts("tracking.title", issue=view.issue)
        shown = picture(texts, days, title, note, legend(texts))
        band.show_contract(shown, lanes(texts, view, today))
        band.walked.connect(self._show_condition)
        band.opened.connect(self._show_condition)
        return band

    def _meetings(self, view: TrackingView) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        if not view.meetings:
            return Empty(
                theme, "agenda", texts("tracking.no_meetings"), texts("tracking.no_meetings_how")
            )
        self.meetings = MeetingList(theme, texts("tracking.meetings"))
        self.meetings.show_rows(rows_of(texts, view, self.room.desk.now()))
        self.meetings.opened.connect(self._open_meeting)
        self.meetings.marked.connect(self._mark)
        keys = texts("tracking.meetings_keys", first=1, last=len(Attendance))
        labels = [heading(theme, texts("tracking.meetings"))]
        if view.can_be_recorded:
            labels.append(words(theme, keys, SMALL, Tone.MUTED))
        for label in labels:
            label.setContentsMargins(UNIT, 0, 0, 0)
        return holding(column_of(*labels, self.meetings, spacing=UNIT // 2))

    def _ladder(self, view: TrackingView, recorder: Recorder) -> Ladder:
        ladder = Ladder(self.room, view)
        ladder.letter_wanted.connect(recorder.letter)
        ladder.review_wanted.connect(recorder.review)
        ladder.giving_wanted.connect(recorder.giving)
        return ladder

    def _show_condition(self, number: int) -> None:
        clear(self._about)
        if self.view is not None:
            for one in self.view.conditions:
                if one.position == number:
                    self._about.addWidget(parts.about(self.room, one, self._strike()))

    def _strike(self) -> parts.Strike | None:
        running = self.view is not None and self.view.can_be_recorded
        return self.recorder.strike if self.recorder is not None and running else None

    # ── What is done ──

    def _openers(self) -> dict[str, Callable[[], None]]:
        """Return what each field of the attention list opens."""
        recorder = self.recorder
        if recorder is None:
            return {}
        opens: dict[str, Callable[[], None]] = {
            "contact": recorder.contact,
            "ladder": self._act_on_ladder,
            "given": self._give_letter,
            "offence": recorder.offence,
            "check": recorder.check,
            "conditions": recorder.meeting,
        }
        if "hours" in self.buttons:
            opens["hours"] = recorder.hours
        if "contribution" in self.buttons:
            opens["contribution"] = recorder.part if self._owes() else recorder.contribution
        return opens

    def _owes(self) -> bool:
        asked = self.view.contributed if self.view is not None else None
        return asked is not None and asked.account.owed > 0

    def _act_on_ladder(self) -> None:
        if self.ladder is not None and self.ladder.act is not None:
            self.ladder.act.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.ladder.act)
        else:
            self._go_to_first()

    def _give_letter(self) -> None:
        if self.ladder is not None and self.ladder.give:
            self.ladder.give[0].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.ladder.give[0])
        else:
            self._go_to_first()

    def _meeting(self, number: int) -> MeetingSeen | None:
        meetings = self.view.meetings if self.view else ()
        return next((one for one in meetings if one.id == number), None)

    def _open_meeting(self, number: int) -> None:
        one = self._meeting(number)
        if one is None or self.recorder is None or not self.view or not self.view.can_be_recorded:
            return
        if self.meetings is not None:
            self.meetings.walk_to(number)
        self.recorder.mark(one)

    def _mark(self, number: int, mark: str) -> None:
        """Record at once what needs nothing more; ask for the reason of anything else."""
        one, room, attendance = self._meeting(number), self.room, Attendance(mark)
        if one is None or self.recorder is None:
            return
        if attendance not in AT_ONCE or puts_right(attendance, one.attendance):
            self.recorder.mark(one, attendance)
            return
        with room.feedback.answering():
            given = Marked(attendance, one.note)
            tracking.mark(room.desk, room.actor, (one.id, one.version), given)
            self._recorded(None)

    def _recorded(self, answer: object) -> None:
        """Show what has changed, and leave the keyboard on what comes next."""
        if self.recorder is not None:
            self.recorder.keeper = None
        self.view = None
        self.refresh()
        self.changed.emit()
        if isinstance(answer, Made) and self.ladder is not None and self.ladder.papers is not None:
            self.ladder.papers.open(int(answer))
        else:
            self._go_to_first()

    def _go_to_first(self) -> None:
        """Go to the meetings; without any, to the first thing that can be recorded."""
        first = self.meetings or next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(first)
