"""A paper of what the timeline shows: in which language, and the button that makes it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.timeline import Sought
from triage_app.domain.wording import Language
from triage_app.services import timeline_paper
from triage_app.services.timeline_paper import Wanted
from ui.fields import RadioField
from ui.parts import button, line_of, words
from ui.room import Room
from ui.tasks import Task
from ui.theme import SMALL, UNIT, Tone


class PaperMaker(QWidget):
    """Shut until it is wanted; ten thousand things take some seconds, and nobody waits for them."""

    made = Signal(int)  # the number of the paper

    def __init__(self, room: Room, sought: Callable[[], Sought | None]) -> None:
        super().__init__()
        self._room, self._sought = room, sought  # none where a day cannot be read
        self.case_id: int | None = None
        self._column: QVBoxLayout | None = None  # made when it is first opened
        self.hide()

    def show_if(self, opened: bool) -> None:  # noqa: FBT001 - as Qt's toggled
        """Open it, or shut it again."""
        if self._column is None:
            self._column = self._build()
        self.setVisible(opened)

    def _build(self) -> QVBoxLayout:
        theme, texts = self._room.theme, self._room.texts
        note = words(theme, texts("timeline.paper_note"), SMALL, Tone.MUTED)
        languages = [(str(one), texts(f"consent.language_{one}")) for one in Language]
        self.language = RadioField(theme, languages, across=True)
        self.language.set_value(str(Language.ENGLISH))
        self.language.setAccessibleName(texts("timeline.paper_language"))
        self.maker = button(theme, texts("timeline.paper_make"), icon="paper")
        self.maker.clicked.connect(self._make)
        self.waits = words(theme, texts("timeline.paper_waits"), SMALL, Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(note)
        column.addWidget(self.language)
        column.addLayout(line_of(self.maker))
        column.addWidget(self.waits)
        self._wait(waits=False)
        return column

    def _make(self) -> None:
        room, case_id, sought = self._room, self.case_id, self._sought()
        if case_id is None or sought is None:
            return
        wanted = Wanted(sought, room.texts.language, str(self.language.value()))
        self._wait(waits=True)
        room.tasks.run(
            f"timeline_paper.{case_id}",
            lambda _tell: timeline_paper.issue(room.desk, room.actor, case_id, wanted),
            self._heard,
        )

    def _heard(self, task: Task) -> None:
        if not task.ended:
            return
        self._wait(waits=False)
        with self._room.feedback.answering():
            self.made.emit(task.outcome())

    def _wait(self, *, waits: bool) -> None:
        self.maker.setEnabled(not waits)
        self.waits.setVisible(waits)
