"""The agenda: one's meetings by day or by week, or another's; Enter opens the case."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.roles import Permission, may
from triage_app.services.agenda import (
    AgendaDay,
    AgendaRow,
    Assessor,
    agenda,
    assessors,
    days_of,
    sees_everyones,
    week_of,
)
from triage_app.services.agenda_due import Counts, due_by_day
from triage_app.services.calendar_files import Days
from ui.agenda.days import DayHeading, heading_of
from ui.agenda.group_panel import GroupPanel
from ui.agenda.rows import AgendaList, Meeting, meeting_of
from ui.calendar_form import CalendarForm
from ui.fields import DayField, PickField
from ui.flow import Flow
from ui.parts import Empty, button, clear, line_of, words
from ui.room import Place, Room
from ui.step import Screen
from ui.theme import TITLE, UNIT, Tone

WEEK = 7
EVERYBODY = -1


class AgendaScreen(Screen):
    """Shows a day or a week, one's own, another's or everybody's; it opens on today."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.first, self.days = room.desk.today(), 1
        self.saving: CalendarForm | None = None
        self.group: GroupPanel | None = None
        self._others: tuple[Assessor, ...] = ()
        if sees_everyones(room.actor):
            self._others = assessors(room.desk, room.actor)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the meetings as they stand now."""
        room, whose = self.room, self.whose.value()
        with room.feedback.answering():
            everyones = whose == EVERYBODY
            of = None if everyones else whose
            rows = agenda(room.desk, room.actor, self.first, self.days, everyones=everyones, of=of)
            due = due_by_day(
                room.desk, room.actor, self.first, self.days, everyones=everyones, of=of
            )
            self._show(rows, due)

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one thing here
        """Put the keyboard on the list, or on the way to other days where it is empty."""
        (self.list if self.list.isVisible() else self.today).setFocus()

    def show_day(self, day: date) -> None:
        """Show a day, or the week that it is in."""
        self.first = week_of(day) if self.days == WEEK else day
        self.refresh()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.title = words(theme, "", TITLE, bold=True)
        self.earlier = button(theme, texts("agenda.earlier"), "", "arrow-left")
        self.today = button(theme, texts("agenda.today"))
        self.later = button(theme, texts("agenda.later"), "", "arrow-right")
        self.one_day = button(theme, texts("agenda.day_view"), "tab", checkable=True)
        self.one_week = button(theme, texts("agenda.week_view"), "tab", checkable=True)
        self.day = DayField(theme, texts, self.room.desk.today)
        self.day.setAccessibleName(texts("agenda.go_to_day"))
        others = [(one.id, one.name) for one in self._others if one.id != self.room.actor.id]
        everybody = (EVERYBODY, texts("agenda.everyones"))
        self.whose = PickField(theme, [everybody, *others], none=texts("agenda.mine"))
        self.whose.setAccessibleName(texts("agenda.whose"))
        self.save = button(theme, texts("calendar_file.open"), "quiet", "agenda")
        self.together = button(theme, texts("sessions.open"), "quiet", "family")
        self.list = AgendaList(theme, texts("agenda.list"))
        self._nothing, self._saving = QVBoxLayout(), QVBoxLayout()
        layout = self._whole = QVBoxLayout(self)
        layout.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        layout.setSpacing(UNIT * 2)
        layout.addWidget(self.title)
        self._ways = self._controls()
        layout.addWidget(self._ways)
        self.whose.setVisible(bool(self._others))  # now that it has its place
        layout.addLayout(self._saving)
        layout.addLayout(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def _controls(self) -> QWidget:
        """Put the controls side by side, on as many lines as the size of the text asks for."""
        label = words(self.room.theme, self.room.texts("agenda.go_to_day"), tone=Tone.MUTED)
        label.setWordWrap(False)
        label.setBuddy(self.day)
        moves = (self.one_day, self.one_week, self.earlier, self.today, self.later)
        tracks = may(self.room.actor.role, Permission.TRACK)
        ways = (self.save, self.together) if tracks else (self.save,)
        typed, holder = QWidget(), QWidget()
        typed.setLayout(line_of(label, self.day))
        holder.setLayout(Flow(*moves, typed, self.whose, *ways))
        return holder

    def _connect(self) -> None:
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.today.clicked.connect(self._go_to_today)
        self.one_day.clicked.connect(self._show_one_day)
        self.one_week.clicked.connect(self._show_one_week)
        self.day.editingFinished.connect(self._go_to_typed)
        self.whose.changed.connect(self.refresh)
        self.save.clicked.connect(self._open_saving)
        self.together.clicked.connect(self._open_group)
        self.list.opened.connect(self._open)

    def _show(self, rows: tuple[AgendaRow, ...], due: Mapping[date, Counts]) -> None:
        room, texts = self.room, self.room.texts
        week = self.days == WEEK
        said = texts("agenda.week_from", day=self.first) if week else texts.date(self.first)
        self.title.setText(f"{said[0].upper()}{said[1:]}")
        self.one_day.setChecked(not week)
        self.one_week.setChecked(week)
        self.day.set_value(self.first)
        self._close_saving()
        clear(self._nothing)
        shown = bool(rows or due) or week  # an empty week still shows what is free
        self.list.setVisible(shown)
        if not shown:
            nothing = texts("agenda.empty"), texts("agenda.empty_how")
            self._nothing.addWidget(Empty(room.theme, "agenda", *nothing))
        days = days_of(room.desk, rows, self.first, self.days, self._whose_loads(), due)
        self.list.show_rows(self._listed(days))

    def _whose_loads(self) -> tuple[Assessor, ...]:
        """Return those whose day is drawn: whoever's agenda it is."""
        whose, actor = self.whose.value(), self.room.actor
        if whose == EVERYBODY:
            return self._others
        if whose is None:
            return (Assessor(actor.id, actor.name),)
        return tuple(one for one in self._others if one.id == whose)

    def _listed(self, days: tuple[AgendaDay, ...]) -> list[DayHeading | Meeting]:
        """Put each day's hours before its meetings; a weekend without anything is left out."""
        texts, now = self.room.texts, self.room.desk.now()
        shown: list[DayHeading | Meeting] = []
        everyones, own = self.whose.value() == EVERYBODY, self.whose.value() is None
        for day in days:
            if day.is_weekend and not day.rows and not day.due:
                continue
            shown.append(heading_of(texts, day))
            for one in day.rows:
                named = everyones or (own and one.assessor_id != self.room.actor.id)
                shown.append(meeting_of(texts, one, now, everyones=named))
        return shown

    def _go_earlier(self) -> None:
        self.show_day(self.first - timedelta(days=self.days))

    def _go_later(self) -> None:
        self.show_day(self.first + timedelta(days=self.days))

    def _go_to_today(self) -> None:
        self.show_day(self.room.desk.today())

    def _go_to_typed(self) -> None:
        try:
            day = self.day.value()
        except Unreadable as unreadable:
            self.room.feedback.tell(unreadable.code)
            return
        if day is not None and day != self.first:
            self.show_day(day)

    def _show_one_day(self) -> None:
        self.days = 1
        today = self.room.desk.today()
        inside = self.first <= today < self.first + timedelta(days=WEEK)
        self.show_day(today if inside else self.first)

    def _show_one_week(self) -> None:
        self.days = WEEK
        self.show_day(self.first)

    def _open_saving(self) -> None:
        """Ask for whom these days are saved."""
        self._close_saving()
        whose, actor = self.whose.value(), self.room.actor
        of = None if whose == EVERYBODY else whose or actor.id
        self.saving = CalendarForm.of_agenda(self.room, Days(self.first, self.days, of))
        self.saving.closed.connect(self._close_saving)
        self._saving.addWidget(self.saving)
        self.saving.show()
        self.saving.go_to("recipient")

    def _open_group(self) -> None:
        """Ask which session of the day shown was held, and who came to it."""
        self._close_saving()
        self.group = GroupPanel(self.room, self.first)
        self.group.closed.connect(self._leave_group)
        self.group.recorded.connect(self._leave_group)
        self._saving.addWidget(self.group)
        clear(self._nothing)
        self.list.hide()  # until it is saved, or left: a group needs the room
        self._ways.setVisible(not self.room.theme.look.large)
        self._whole.setStretchFactor(self._saving, 1)
        self.group.show()
        self.group.begin()

    def _leave_group(self) -> None:
        """Show the day again, with the keyboard where it came from."""
        self.refresh()
        self.together.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_saving(self) -> None:
        self._ways.show()
        clear(self._saving)
        self._whole.setStretchFactor(self._saving, 0)
        self.saving = self.group = None

    def _open(self, meeting: Meeting) -> None:
        self.went.emit(Place("case", meeting.case_id, meeting.step))
