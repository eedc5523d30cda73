"""Before an assessment begins: in which language the questions are put, and one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.wording import Language
from triage_app.services import assessments
from triage_app.services.assessments import Beginning
from ui.forms import Form
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT

MARGIN, WIDEST = UNIT * 3, 640


class BeginningPage(QWidget):
    """Says how to sit, asks for the language, and begins."""

    begun = Signal()

    def __init__(self, room: Room, case_id: int, beginning: Beginning) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.setProperty("place", "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, UNIT * 2, MARGIN, MARGIN)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(room.theme, room.texts("assessment.title")))
        said = words(room.theme, room.texts("assessment.before"))
        widest = room.theme.look.px(WIDEST)
        said.setMaximumWidth(widest)
        # A layout asks how high words are at its own width, not at that which they may have.
        said.setMinimumHeight(said.heightForWidth(widest))
        column.addWidget(said)
        self._form = Form(room, "assessment")
        languages = [(one, room.texts(f"assessment.language_{one.value}")) for one in Language]
        self._form.radio("language", languages)
        self._form.fill({"language": beginning.language})
        self._start = self._form.buttons("assessment.start")
        self._form.submitted.connect(self._begin)
        column.addWidget(self._form)
        column.addStretch(1)

    def take_focus(self) -> None:
        """Put the keyboard on the language."""
        self._form.go_to("language")

    def _begin(self) -> None:
        room = self._room
        with room.feedback.answering(self._form):
            language = self._form.values()["language"]
            assessments.start(room.desk, room.actor, self._case_id, language)
            self.begun.emit()
