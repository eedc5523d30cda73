"""Who is away and who covers: what stands is listed, and one more is recorded below it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.cover import Away
from triage_app.services import cover
from triage_app.services.cover import AbsenceRow
from ui.forms import Form
from ui.parts import button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone


class AwayPanel(QFrame):
    """A line for each absence that is on or to come, and the form for another."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.rows: tuple[AbsenceRow, ...] = ()
        self.setProperty("place", "panel")
        self.form = Form(room, "cover")
        self._member = self.form.pick("member", [])
        self._covers = self.form.pick("covered_by", [])
        self.form.day("first")
        self.form.day("last")
        self.form.buttons("cover.record", [("common.go_back", self._leave)])
        self.form.submitted.connect(self._record)
        self._list = QVBoxLayout()
        self._list.setSpacing(UNIT)
        inner = QWidget()
        inner.setProperty("place", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[UNIT * 2] * 4)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(room.theme, room.texts("cover.title")))
        column.addLayout(self._list)
        column.addWidget(self.form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.hide()

    def open(self) -> None:
        """Show who is away, with the keyboard in the first field."""
        with self.room.feedback.answering():
            self._refresh()
            self.form.clear_problems()
            self.form.restore({"first": "", "last": ""})
            self.form.fill({"member": None, "covered_by": None})
            self.show()
            self.form.go_to("")

    def _refresh(self) -> None:
        room = self.room
        self.rows = cover.absences(room.desk, room.actor)
        people = [(one.id, one.name) for one in cover.colleagues(room.desk, room.actor)]
        self._member.offer(people)
        self._covers.offer(people)
        clear(self._list)
        if not self.rows:
            said = words(room.theme, room.texts("cover.nobody"), tone=Tone.MUTED)
            self._list.addWidget(said)
        for row in self.rows:
            self._list.addWidget(self._line(row))

    def _line(self, row: AbsenceRow) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        code = "cover.is_on" if row.is_on else "cover.to_come"
        days = {"first": texts.soft_date(row.first), "last": texts.soft_date(row.last)}
        said = texts(code, member=row.member, other=row.covered_by, **days)
        back = button(theme, texts("cover.call_off"), "quiet")
        back.setAccessibleName(texts("cover.call_off_named", member=row.member))
        back.clicked.connect(partial(self._call_off, row))
        holder = QWidget()
        line = line_of(words(theme, said), back, None)
        line.setStretch(0, 3)
        line.setStretch(2, 1)
        holder.setLayout(line)
        return holder

    def _record(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            values = self.form.values()
            names = ("member", "covered_by", "first", "last")
            cover.record(room.desk, room.actor, Away(*(values[name] for name in names)))
            self._leave()
            room.feedback.tell("cover.recorded")

    def _call_off(self, row: AbsenceRow, *_: object) -> None:
        room = self.room
        with room.feedback.answering():
            cover.call_off(room.desk, room.actor, (row.id, row.version))
            self._refresh()
            self.form.go_to("")

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
