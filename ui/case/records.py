"""All papers of a case and every printing of each; and what was shared of it with whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.paper_panel import PaperPanel
from ui.partner_shared import SharedList
from ui.parts import button, clear, holding, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone


class RecordsPanel(QScrollArea):
    """Stands in the place of the step until it is put away."""

    changed = Signal()
    closed = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.papers: PaperPanel | None = None
        self.setWidgetResizable(True)
        self.setProperty("place", "page")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("place", "page")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        self._column.setSpacing(UNIT * 3)
        self.setWidget(inner)
        self.hide()

    def open(self) -> None:
        """Show what there is now, with the keyboard on the first thing to answer."""
        room = self._room
        clear(self._column)
        self.back = button(room.theme, room.texts("casefile.records_back"), "quiet", "arrow-left")
        self.back.clicked.connect(self.closed)
        self._column.addWidget(holding(line_of(self.back)))
        lead = words(room.theme, room.texts("casefile.records_lead"), tone=Tone.MUTED)
        self._column.addWidget(lead)
        self.papers = PaperPanel(room, self._case_id)
        self.papers.changed.connect(self.changed)
        self._column.addWidget(self.papers)
        shared = SharedList(room)
        shared.show_case(self._case_id)
        shared.answered.connect(lambda: shared.show_case(self._case_id))
        shared.answered.connect(self.changed)
        self._column.addWidget(shared)
        self._column.addStretch(1)
        self.show()
        if not self.papers.go_to_question():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self, paper_id: int) -> None:
        """Show one of the papers, to be printed."""
        if self.papers is not None:
            self.papers.open(paper_id)

    def print_paper(self) -> None:
        """Show the newest paper, to be printed."""
        if self.papers is not None:
            self.papers.open_newest()
