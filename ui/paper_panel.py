"""The papers of a case: what was made, whether it came out, and each to be read and printed."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import larger, paperwork
from triage_app.services.paperwork import Issued
from ui.paper_sheet import PaperSheet, name_of
from ui.parts import Empty, button, clear, column_of, heading, line_of, words
from ui.print_history import PrintHistory
from ui.print_question import PrintQuestion
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone


class PaperPanel(QWidget):
    """Lists the issued papers of a case; a step embeds it under what it makes.

    Only papers of the given kinds are listed: all of them where none is given. `changed` says
    that a printing was recorded; the listing is already up to date then.
    """

    changed = Signal()

    def __init__(self, room: Room, case_id: int, kinds: Collection[str] = ()) -> None:
        super().__init__()
        self.room, self.case_id, self.kinds = room, case_id, kinds
        self._papers: tuple[Issued, ...] = ()
        self.questions: list[PrintQuestion] = []
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self._title = heading(self.room.theme, self.room.texts("paperwork.papers"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT * 2)
        self.sheet = PaperSheet(self.room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self.sheet)

    def _connect(self) -> None:
        self.sheet.printed.connect(self._printed)

    @property
    def is_empty(self) -> bool:
        """Whether no paper is listed."""
        return not self._papers

    def refresh(self) -> None:
        """List the papers as they stand now."""
        room = self.room
        self._papers = paperwork.papers_of(room.desk, room.actor, self.case_id, self.kinds)
        clear(self._rows)
        self.questions = []
        for one in self._papers:
            row = self._row(one)
            self._rows.addWidget(row)
            row.show()  # at once: the keyboard may be wanted on it before Qt comes round to it
        if not self._papers:
            texts = room.texts("paperwork.none"), room.texts("paperwork.none_how")
            self._rows.addWidget(Empty(room.theme, "paper", *texts))

    def open(self, paper_id: int) -> None:
        """Show a paper and put the keyboard on it."""
        issued = next(one for one in self._papers if one.id == paper_id)
        with self.room.feedback.answering():
            self.sheet.show_issued(issued)

    def go_to_question(self) -> bool:
        """Put the keyboard on whether a paper came out; say whether that is asked at all."""
        if not self.questions:
            return False
        self.questions[0].take_keyboard()
        bring_into_view(self.questions[0])
        return True

    def open_newest(self) -> None:
        """Show the newest paper, if there is one."""
        if self._papers:
            self.open(self._papers[0].id)

    def _open(self, paper_id: int, *_: object) -> None:
        self.open(paper_id)

    def _row(self, issued: Issued) -> QWidget:
        """Return a paper's name, its story, and what can be done with it."""
        theme, texts = self.room.theme, self.room.texts
        show = button(theme, texts("paperwork.show"), "quiet", "paper")
        show.setAccessibleName(texts("paperwork.show_named", paper=name_of(texts, issued)))
        show.clicked.connect(partial(self._open, issued.id))
        title = words(theme, name_of(texts, issued), bold=True)
        told = words(theme, self._story(issued), SMALL, Tone.MUTED)
        column = column_of(title, told, spacing=4)
        column.addLayout(line_of(show, *self._larger(issued)))
        for one in issued.waiting:
            question = PrintQuestion(self.room, one, issued.code)
            question.answered.connect(self._answered)
            self.questions.append(question)
            column.addWidget(question)
        if issued.printings:
            column.addWidget(PrintHistory(self.room, issued))
        row = QWidget()
        row.setLayout(column)
        return row

    def _larger(self, issued: Issued) -> list[QWidget]:
        """Offer a letter to the person once more in large print."""
        if not larger.may_be(issued.kind, issued.language):
            return []
        theme, texts = self.room.theme, self.room.texts
        make = button(theme, texts("paperwork.make_larger"), "quiet", "paper")
        named = texts("paperwork.make_larger_named", paper=name_of(texts, issued))
        make.setAccessibleName(named)
        make.clicked.connect(partial(self._make_larger, issued.id))
        return [make]

    def _make_larger(self, paper_id: int, *_: object) -> None:
        with self.room.feedback.answering():
            made = larger.issue(self.room.desk, self.room.actor, paper_id)
            self.refresh()
            self.open(made)
            self.changed.emit()

    def _story(self, issued: Issued) -> str:
        texts, made_at = self.room.texts, self.room.texts.moment(issued.made_at)
        who = {"moment": made_at, "by": issued.made_by, "code": issued.code_in_fours}
        story = [texts("paperwork.made", **who)]
        if issued.version is not None:
            story.insert(0, texts("paperwork.of_version", version=issued.version))
        if issued.not_to_sign:
            story.insert(1, texts("paperwork.not_to_sign"))
        if issued.printed:
            story.append(texts("paperwork.printed", n=issued.printed))
        elif not issued.waiting:
            story.append(texts("paperwork.unprinted"))
        return " ".join(story)

    def _answered(self) -> None:
        self.refresh()
        self._show_again()
        self.changed.emit()

    def _printed(self) -> None:
        """A paper went to a printer: ask whether it came out, with the keyboard on the answer."""
        self.refresh()
        self._show_again()
        self.go_to_question()
        self.changed.emit()

    def _show_again(self) -> None:
        """Let the sheet know how the paper it shows stands now."""
        for one in self._papers:
            if one.id == self.sheet.paper_id:
                self.sheet.know(one)
