"""The papers of a completed assessment: made in one press, then shown, printed and listed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import assessment_papers
from ui.paper_panel import PaperPanel
from ui.parts import button, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

KINDS = ("OWN_PAGE",)


class Papers(QWidget):
    """A button for the participant's own page, and what was made."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.panel = PaperPanel(room, case_id, kinds=KINDS)
        self._own = button(room.theme, room.texts("change.make_own_page"), icon="paper")
        self._own.clicked.connect(self._make_own_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.panel)
        column.addWidget(words(room.theme, room.texts("change.own_page_note"), SMALL, Tone.MUTED))
        column.addLayout(line_of(self._own))

    def _make_own_page(self) -> None:
        room = self._room
        with room.feedback.answering():
            paper = assessment_papers.issue_own_page(room.desk, room.actor, self._case_id)
            self.panel.refresh()
            self.panel.open(paper)
