"""What a scan was found to be, page by page, until it is filed or put away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.scanned import Finding, Word
from triage_app.services.scans import Seen, Stack
from ui.paper_sheet import named
from ui.parts import Notice, button, clear, heading, holding, line_of
from ui.room import Room
from ui.scan_leaf import LeafForm, LeafRow
from ui.scrolling import bring_into_view
from ui.theme import UNIT


class ScanReview(QWidget):
    """Lists the pages that were brought; says what is missing; files it once all is there."""

    filing = Signal()
    put_away = Signal()
    said = Signal(int, Word)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.rows: list[LeafRow] = []
        self.form: LeafForm | None = None
        self.seen: Seen | None = None
        self._stack = Stack()
        self._build()
        self.hide()

    def show_scan(self, stack: Stack, seen: Seen) -> None:
        """Show a scan as it stands, the keyboard on the first thing to do about it."""
        self._stack, self.seen = stack, seen
        self.form = None
        clear(self._column)
        room, verdict = self.room, seen.verdict
        self._column.addWidget(heading(room.theme, self._title(seen)))
        for said in self._wanting(seen):
            self._column.addWidget(Notice(room.theme, "warn", said))
        self.rows = [self._row(seen, number) for number in range(len(verdict.leaves))]
        self.show()
        for part in (*self.rows, self._buttons(verdict.complete)):
            self._column.addWidget(part)
            part.show()  # at once: the keyboard is wanted on it before Qt comes round to it

    def first_thing(self) -> QPushButton:
        """Return what is to be pressed next."""
        if self.seen is not None and self.seen.verdict.complete:
            return self.file
        places = {one.leaf.place for one in self.seen.verdict.open} if self.seen else set()
        wanted = (row.more for row in self.rows if row.place in places and not row.more.isHidden())
        return next(wanted, self.away)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)

    def _title(self, seen: Seen) -> str:
        texts, paper = self.room.texts, seen.paper
        if paper is None:
            return texts("scans.of_nothing")
        return texts("scans.of_paper", paper=named(texts, paper.kind, paper.language))

    def _wanting(self, seen: Seen) -> list[str]:
        """Say what keeps the scan from being filed, beside what is said of its pages."""
        texts, verdict = self.room.texts, seen.verdict
        if verdict.shuts_out:
            return [texts("scans.of_another_case")]
        if verdict.paper is None:
            return [texts("scans.nothing_to_answer")]
        if verdict.missing:
            code = "missing_page" if len(verdict.missing) == 1 else "missing_pages"
            return [texts(f"scans.{code}", pages=", ".join(map(str, verdict.missing)))]
        return []

    def _row(self, seen: Seen, number: int) -> LeafRow:
        one = seen.verdict.leaves[number]
        again = {each.page for each in seen.verdict.leaves if each.finding is Finding.TWICE}
        picture, doubled = self._stack.pictures[number], one.page in again
        row = LeafRow(self.room, one, seen.told(one), picture, doubled=doubled)
        row.asked.connect(self._ask)
        return row

    def _buttons(self, complete: bool) -> QWidget:  # noqa: FBT001 - as Qt's setVisible
        theme, texts = self.room.theme, self.room.texts
        self.file = button(theme, texts("scans.file"), icon="check")
        self.away = button(theme, texts("scans.put_away"), "quiet")
        self.file.clicked.connect(self.filing)
        self.away.clicked.connect(self.put_away)
        holder = holding(line_of(self.file, self.away))
        if not complete:
            self.file.hide()
        return holder

    def _ask(self, place: int) -> None:
        """Open the form under a page's row; one at a time."""
        if self.seen is None:
            return
        self._close_form()
        one, row = self.seen.verdict.leaves[place - 1], self.rows[place - 1]
        self.form = LeafForm(self.room, one, self._stack.pictures[place - 1])
        self.form.said.connect(self.said)
        self.form.thought_better.connect(self._think_better)
        self._column.insertWidget(self._column.indexOf(row) + 1, self.form)
        self.form.show()
        self.form.form.go_to("what")
        bring_into_view(self.form)

    def _think_better(self) -> None:
        self._close_form()
        self.first_thing().setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
