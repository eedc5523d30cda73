"""The papers of a contract, below its step: a draft, what is filed, what came back signed."""

from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from triage_app.services.contracts import Sheet
from ui.paper_panel import PaperPanel
from ui.paper_sheet import PaperSheet, named
from ui.room import Room
from ui.scan_panel import ScanPanel
from ui.step import Step
from ui.theme import UNIT

KIND, EASY_READ, VARIATION = "CONTRACT", "EASY_READ", "VARIATION"


class StepWithPapers(Step):
    """Lists the papers of a contract once there is one, and opens them."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.sheet: Sheet | None = None
        self.papers: PaperPanel | None = None
        self.scans: ScanPanel | None = None  # what came back signed
        self._papers = QVBoxLayout()
        self._papers.setContentsMargins(UNIT, 0, 0, 0)  # as far in as the words of a picture
        self.draft = PaperSheet(room)
        self.draft.setContentsMargins(UNIT, 0, 0, 0)

    def _show_papers(self) -> None:
        """List the papers once there is one."""
        made = self.sheet is not None and self.sheet.papers_made
        if made and self.papers is None:
            self.papers = PaperPanel(self.room, self.case_id, (KIND, EASY_READ, VARIATION))
            self.papers.changed.connect(self.changed)
            self._papers.addWidget(self.papers)
            self.scans = ScanPanel(self.room, self.case_id)
            self.scans.changed.connect(self.changed)
            self._papers.addWidget(self.scans)
        elif self.papers is not None and self.scans is not None:
            self.papers.refresh()
            self.scans.refresh()

    def _show_filed(self, paper_id: int) -> None:
        if self.papers is not None:
            self.papers.open(paper_id)
            self._scroll_to(self.papers.sheet)

    def _show_paper(self) -> None:
        sheet = self.sheet
        if self.papers is not None and sheet is not None and sheet.paper_id is not None:
            self.draft.hide()
            self.papers.open(sheet.paper_id)
            self._scroll_to(self.papers.sheet)

    def _show_draft(self, pdf: bytes, edition: str) -> None:
        self.draft.show_draft(pdf, named(self.room.texts, KIND, edition))
        self._scroll_to(self.draft)

    def _scroll_to(self, paper: QWidget) -> None:
        """Bring the top of a paper to the top of the page, once it has its place there."""
        QTimer.singleShot(0, paper, partial(scroll_to_top, paper))


def scroll_to_top(widget: QWidget) -> None:
    """Scroll the page a widget lies in until the widget stands at its top."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    page = above.widget() if above is not None else None
    if above is not None and page is not None:
        above.verticalScrollBar().setValue(widget.mapTo(page, QPoint(0, 0)).y())
