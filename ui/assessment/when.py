"""When the person cannot come, asked while their week is spoken of, and written on the referral."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.availability import WHY, Availability
from triage_app.services import availability
from ui.assessment.card_face import RING
from ui.assessment.run import Run
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import heading, rule
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.several import SeveralField
from ui.theme import UNIT
from ui.week_field import WeekField


class WhenPart(QWidget):
    """The same questions as the referral asks, and kept by the same rules."""

    kept = Signal()
    left = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id, texts = room, case_id, room.texts
        self.form = Form(room, "referral")
        self.form.custom("unavailable", WeekField(room.theme, texts))
        why = [(one, texts(f"availability.why_{one}")) for one in WHY]
        label = texts("referral.unavailable_why")
        self.form.custom("unavailable_why", SeveralField(room.theme, label, why))
        self.form.area("availability", 2)
        self.form.buttons("assessment.when_keep", [("assessment.when_leave", self.left.emit)])
        self.form.submitted.connect(self._keep)
        self._keeper = DraftKeeper(room, self.form, "assessment.when", str(case_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, UNIT, RING, UNIT)
        column.setSpacing(UNIT)
        for part in (rule(room.theme), heading(room.theme, texts("assessment.when")), self.form):
            column.addWidget(part)

    def take_focus(self) -> None:
        """Put the keyboard on the week."""
        self.form.go_to("unavailable")

    def leave(self) -> None:
        """Keep what was marked and not saved yet."""
        self._keeper.keep_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: no figure or letter typed here answers the question above."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def _keep(self) -> None:
        room, form = self._room, self.form
        with room.feedback.answering(form):
            values = form.values()
            said = Availability(
                tuple(values["unavailable"]),
                tuple(values["unavailable_why"]),
                values["availability"],
            )
            availability.say(room.desk, room.actor, self._case_id, said)
            self._keeper.settled()
            self.kept.emit()


class WhenBelow(QObject):
    """Has it asked under the question, and taken away again."""

    wrote = Signal()
    closed = Signal()

    def __init__(self, run: Run, column: QVBoxLayout) -> None:
        super().__init__(run)
        self._run, self._column = run, column
        self._part: WhenPart | None = None

    def ask(self) -> None:
        """Ask when they cannot come: the referral left it open."""
        if self._part is None:
            part = self._part = WhenPart(self._run.room, self._run.view.case_id)
            part.kept.connect(self._wrote)
            part.left.connect(self._close)
            self._column.addWidget(part)
            part.show()
        self._part.take_focus()
        QTimer.singleShot(0, self._part, partial(bring_into_view, self._part))

    def put_by(self) -> None:
        """Keep what was marked as a draft."""
        if self._part is not None:
            self._part.leave()

    def put_away(self) -> None:
        """Keep what was marked, and take it from the page."""
        self.put_by()
        if self._part is not None:
            self._column.removeWidget(self._part)
            self._part.hide()
            self._part.deleteLater()
            self._part = None

    def _wrote(self) -> None:
        self._close()
        self.wrote.emit()

    def _close(self) -> None:
        self.put_away()
        self.closed.emit()
