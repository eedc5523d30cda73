"""The agenda: one's meetings by day or by week; Enter opens the case."""

from datetime import date, timedelta
from itertools import groupby

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.services.agenda import AgendaRow, agenda, sees_everyones, week_of
from ui.agenda.rows import AgendaList, DayHeading, Meeting, meeting_of
from ui.fields import DayField
from ui.parts import Empty, button, clear, line_of, words
from ui.room import Place, Room
from ui.step import Screen
from ui.theme import TITLE, UNIT, Tone

WEEK = 7


class AgendaScreen(Screen):
    """Shows a day or a week, one's own or everybody's; the day it opens on is today."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.first, self.days = room.desk.today(), 1
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the meetings as they stand now."""
        room = self.room
        with room.feedback.answering():
            everyones = self.everyones.isChecked()
            rows = agenda(room.desk, room.actor, self.first, self.days, everyones=everyones)
            self._show(rows)

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
        self.everyones = QCheckBox(texts("agenda.everyones"))
        if not sees_everyones(self.room.actor):
            self.everyones.hide()
        self.list = AgendaList(theme, texts("agenda.list"))
        self._nothing = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        layout.setSpacing(UNIT * 2)
        for line in self._lines():
            layout.addWidget(line)
        layout.addLayout(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)

    def _lines(self) -> list[QWidget]:
        """Put the controls on as many lines as the size of the text asks for."""
        label = words(self.room.theme, self.room.texts("agenda.go_to_day"), tone=Tone.MUTED)
        label.setWordWrap(False)
        label.setBuddy(self.day)
        moves = (self.one_day, self.one_week, self.earlier, self.today, self.later)
        beside = (label, self.day, self.everyones)
        groups = [moves, beside] if self.room.theme.look.large else [(*moves, *beside)]
        holders: list[QWidget] = [self.title]
        for group in groups:
            holder = QWidget()
            holder.setLayout(line_of(*group))
            holders.append(holder)
        return holders

    def _connect(self) -> None:
        self.earlier.clicked.connect(self._go_earlier)
        self.later.clicked.connect(self._go_later)
        self.today.clicked.connect(self._go_to_today)
        self.one_day.clicked.connect(self._show_one_day)
        self.one_week.clicked.connect(self._show_one_week)
        self.day.editingFinished.connect(self._go_to_typed)
        self.everyones.toggled.connect(self.refresh)
        self.list.opened.connect(self._open)

    def _show(self, rows: tuple[AgendaRow, ...]) -> None:
        room, texts = self.room, self.room.texts
        week = self.days == WEEK
        said = texts("agenda.week_from", day=self.first) if week else texts.date(self.first)
        self.title.setText(f"{said[0].upper()}{said[1:]}")
        self.one_day.setChecked(not week)
        self.one_week.setChecked(week)
        self.day.set_value(self.first)
        clear(self._nothing)
        self.list.setVisible(bool(rows))
        if not rows:
            nothing = texts("agenda.empty"), texts("agenda.empty_how")
            self._nothing.addWidget(Empty(room.theme, "agenda", *nothing))
        self.list.show_rows(self._grouped(rows))

    def _grouped(self, rows: tuple[AgendaRow, ...]) -> list[DayHeading | Meeting]:
        """Put each day's name before its meetings, where there are several days."""
        texts, now = self.room.texts, self.room.desk.now()
        shown: list[DayHeading | Meeting] = []
        everyones = self.everyones.isChecked()
        for day, meetings in groupby(rows, key=lambda row: row.day):
            of_day = [meeting_of(texts, one, now, everyones=everyones) for one in meetings]
            if self.days == WEEK:
                name = texts.date(day)
                shown.append(DayHeading(f"{name[0].upper()}{name[1:]}", len(of_day)))
            shown.extend(of_day)
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

    def _open(self, meeting: Meeting) -> None:
        self.went.emit(Place("case", meeting.case_id, meeting.step))
