"""A thing to do that can wait: put off to a day with a reason, or brought back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from triage_app.domain.putting_off import facts_of
from triage_app.services import putting_off
from triage_app.services.attention import DueRow, worded
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import breakable, button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone

DRAFT = "putting_off"


class PuttingOffPanel(QFrame):
    """Under the list, for the row that is chosen: until when and why, or bring it back."""

    done = Signal()
    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._row: DueRow | None = None
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self.setProperty("place", "panel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT * 2)
        self._column.setSpacing(UNIT)
        self.hide()

    def open(self, row: DueRow) -> None:
        """Ask until when and why a thing can wait; of what is put off, whether to bring it back."""
        room = self._room
        self.leave()
        clear(self._column)
        self.form, self._keeper, self._row = None, None, row
        with room.feedback.answering():
            most = putting_off.latest(room.desk, room.actor, row.case_id, row.due)
            said = worded(room.texts, row.due, room.desk.now())
            title = room.texts("putting_off.title", what=said.what)
            self._column.addWidget(heading(room.theme, title))
            if row.due.put_off is not None:
                self._ask_back(said.why)
            elif most is None:
                self._column.addWidget(words(room.theme, room.texts("putting_off.never")))
                self._leave_alone()
            else:
                about = room.texts("putting_off.about", who=breakable(row.name))
                self._column.addWidget(words(room.theme, about, tone=Tone.MUTED))
                self._ask(row, room.texts("putting_off.most", day=most))
            self.show()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def close_it(self) -> None:
        """Leave the thing as it is; what was typed is kept."""
        self.leave()
        self.hide()
        self.closed.emit()

    def _ask(self, row: DueRow, most: str) -> None:
        form = self.form = Form(self._room, "putting_off")
        form.day("until")
        form.add(words(self._room.theme, most, tone=Tone.MUTED))
        form.area("reason", 2)
        form.buttons("putting_off.save", [("putting_off.cancel", self.close_it)])
        form.submitted.connect(self._put_off)
        about = f"{row.case_id}-{facts_of(row.due)[:16]}"
        self._keeper = DraftKeeper(self._room, form, DRAFT, about)
        self._column.addWidget(form)
        form.show()
        form.go_to("until")

    def _ask_back(self, why: str) -> None:
        self._column.addWidget(words(self._room.theme, why))
        back = button(self._room.theme, self._room.texts("putting_off.take_back"), "primary")
        back.clicked.connect(self._take_back)
        self._leave_alone(back)
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_alone(self, *first: QPushButton) -> None:
        alone = button(self._room.theme, self._room.texts("putting_off.cancel"), "quiet")
        alone.clicked.connect(self.close_it)
        self._column.addLayout(line_of(*first, alone))
        alone.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_off(self) -> None:
        room, row, form = self._room, self._row, self.form
        if row is None or form is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            given = (values["until"], values["reason"])
            putting_off.put_off(room.desk, room.actor, row.case_id, row.due, given)
            if self._keeper is not None:
                self._keeper.settled()
            self._keeper = None
            self.hide()
            self.done.emit()

    def _take_back(self) -> None:
        room, row = self._room, self._row
        if row is None or row.due.put_off is None:
            return
        with room.feedback.answering():
            putting_off.take_back(room.desk, room.actor, row.case_id, row.due.put_off.id)
            self.hide()
            self.done.emit()
