"""What stands beside the draft: what is left to settle, then the paper, then the signatures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.problems import Problem
from triage_app.services.contracts import Sheet
from ui.contract.edition import EditionField
from ui.flow import Flow
from ui.links import Link
from ui.parts import Picture, button, clear, heading, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone

WAY_OUT = "way_out"  # a field of another step: how a case goes no further
WIDTH = 400


class BeforeSigning(QFrame):
    """Lists what is wrong, each line a link to its field; with nothing wrong, what comes next."""

    went_to = Signal(str)
    previewed = Signal(str)
    made = Signal(str, bool)  # which edition, and whether with the easy-read page
    shown = Signal()
    signed = Signal()
    read_wanted = Signal()
    easy_read_wanted = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.links: list[Link] = []
        self.remarks: list[Link] = []
        self._made = False
        self._build()
        self._connect()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show where a contract stands between draft and signature."""
        texts, made = self._room.texts, sheet.paper_id is not None
        self.edition.set_value(sheet.edition)
        self.edition.easy_read.set_value(sheet.easy_read)
        self.saved.setText(
            texts("contract.saved", time=texts.time(sheet.changed_at), by=sheet.changed_by)
        )
        self.note.setText(texts("contract.was_refused") if sheet.refused else "")
        if made and not sheet.refused:
            self.note.setText(texts("contract.paper_made"))
        self.note.setVisible(made)
        self.preview.setVisible(not made)
        self.decline.setVisible(sheet.refused)
        for one in (self.show_paper, self.sign, self.easy_read):
            one.setVisible(made)
        self._made = made
        self.list_gaps(sheet.gaps, sheet.remarks_on(sheet.draft))

    def go_on(self) -> None:
        """Put the keyboard on what comes next: the signatures, the paper, or the first gap."""
        wanted = self.links[0] if self.links else self.make
        if self._made and not self.links:
            wanted = self.sign
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(wanted)

    def list_gaps(self, gaps: Sequence[Problem], remarks: Sequence[Problem] = ()) -> None:
        """List what is wrong, each line a link; the paper is made once there is none.

        Remarks follow, each a link too: they keep nothing from being made.
        """
        clear(self._lines)
        self.links, self.remarks = [], []
        for gap in gaps:
            self._lines.addLayout(self._line(gap, self.links, "warn", Tone.WARN))
        if not gaps:
            ready = words(self._room.theme, self._room.texts("contract.nothing_wrong"))
            self._lines.addLayout(self._beside("good", Tone.GOOD, ready))
        if remarks:
            title = self._room.texts("contract.remarks")
            self._lines.addWidget(words(self._room.theme, title, SMALL, Tone.MUTED, bold=True))
        for remark in remarks:
            self._lines.addLayout(self._line(remark, self.remarks, "note", Tone.MUTED))
        self.make.setVisible(not gaps and not self._made)
        self.make_again.setVisible(not gaps and self._made)

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        large = theme.look.large
        self.setProperty("place", "below" if large else "beside")
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, UNIT, UNIT * 3, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(heading(theme, texts("contract.before")))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.note = words(theme, "")
        column.addWidget(self.note)
        self._build_paper(column)
        column.addStretch(1)
        self.saved = words(theme, "", SMALL, Tone.MUTED)
        column.addWidget(self.saved)
        if not large:
            self.setFixedWidth(theme.look.px(WIDTH))

    def _build_paper(self, column: QVBoxLayout) -> None:
        """The next thing to do stands first: at 768 pixels what is below may not be in view."""
        theme, texts = self._room.theme, self._room.texts
        self.edition = EditionField(self._room)
        self.read = button(theme, texts("reading.open"), "quiet", "speech")
        self.preview = button(theme, texts("contract.preview"), "quiet", "paper")
        self.make = button(theme, texts("contract.make"), "primary")
        self.make_again = button(theme, texts("contract.make_again"))
        self.show_paper = button(theme, texts("contract.show_paper"))
        self.sign = button(theme, texts("contract.sign"), "primary")
        self.decline = button(theme, texts("contract.decline"))
        self.easy_read = button(theme, texts("contract.make_easy_read"), "quiet", "paper")
        first = (self.show_paper, self.sign, self.decline)
        for one in (*first, self.edition, self.make, self.make_again):
            column.addWidget(one)
        beside = QWidget()
        beside.setLayout(Flow(self.preview, self.easy_read, self.read, spacing=0))
        column.addWidget(beside)

    def _connect(self) -> None:
        self.preview.clicked.connect(self._preview)
        self.make.clicked.connect(self._make)
        self.make_again.clicked.connect(self._make)
        self.show_paper.clicked.connect(self.shown)
        self.sign.clicked.connect(self.signed)
        self.read.clicked.connect(self.read_wanted)
        self.easy_read.clicked.connect(self.easy_read_wanted)
        self.decline.clicked.connect(self._decline)

    def _line(self, gap: Problem, links: list[Link], icon: str, tone: Tone) -> QHBoxLayout:
        link = Link(self._room.theme, self._room.texts(gap.code, **gap.values))
        link.setObjectName(gap.field)
        link.clicked.connect(self._follow)
        links.append(link)
        return self._beside(icon, tone, link)

    def _beside(self, icon: str, tone: Tone, widget: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        picture = Picture(self._room.theme, icon, tone).lie_on("well")
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(widget, 1)
        return line

    def _follow(self) -> None:
        self.went_to.emit(self.sender().objectName())

    def _decline(self) -> None:
        self.went_to.emit(WAY_OUT)

    def _preview(self) -> None:
        self.previewed.emit(self.edition.value())

    def _make(self) -> None:
        self.made.emit(self.edition.value(), self.edition.easy_read.value())
