"""One paper on the page: its pages to read, and below them how to print it or save a copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.printing import Answer
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.services import copies, paperwork, printings
from triage_app.services.paperwork import Issued
from triage_app.texts import Texts
from ui import printing
from ui.forms import Form
from ui.paper_preview import PaperPreview
from ui.parts import Notice, button, heading, line_of, words
from ui.room import Room
from ui.theme import UNIT

NOBODY_KNOWS = "paperwork.printer_silent"  # the printer may have it: it waits to be answered for
PREVIEW_HEIGHT = 560  # pixels: enough of a page to read by, and the buttons still in view


def name_of(texts: Texts, issued: Issued) -> str:
    """Return what a paper is called: its kind, its language, and for whom, if for others."""
    name = named(texts, issued.kind, issued.language)
    return f"{name}: {issued.recipient}" if issued.recipient else name


def named(texts: Texts, kind: str, language: str) -> str:
    """Return what a paper of a kind in a language is called."""
    return f"{texts(f'paperwork.kind_{kind}')}, {texts(f'paperwork.language_{language}')}"


def ask_where(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask in the desktop's own dialog where to save a file."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, kinds)
    return Path(chosen) if chosen else None


class PaperSheet(QWidget):
    """Shows an issued paper, to be printed or copied; or a draft, to be read only."""

    printed = Signal()
    copied = Signal()

    def __init__(
        self, room: Room, where: Callable[[QWidget, str, str, str], Path | None] = ask_where
    ) -> None:
        super().__init__()
        self.room, self.where = room, where
        self.paper_id: int | None = None
        self._pdf = b""
        self._code = ""
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self._title = heading(theme, "")
        self._draft = Notice(theme, "note", texts("paperwork.not_issued"))
        self.preview = PaperPreview(self.room)
        self.preview.setMinimumHeight(PREVIEW_HEIGHT)
        self._back = button(theme, texts("paperwork.previous"))
        self._count = words(theme, "")
        self._on = button(theme, texts("paperwork.next"))
        self._away = button(theme, texts("paperwork.put_away"), "quiet")
        self._told = words(theme, "")
        self.form = self._print_form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._title)
        column.addWidget(self._draft)
        column.addWidget(self.preview)
        column.addLayout(line_of(self._back, self._count, self._on, None, self._away))
        column.addWidget(self.form)
        column.addWidget(self._told)

    def _print_form(self) -> Form:
        form = Form(self.room, "paperwork")
        self._printer = form.pick("printer", [])
        form.line("why_again", 50)
        form.line("recipient", 50)
        form.buttons("paperwork.print", [("paperwork.copy", self._copy)])
        return form

    def _connect(self) -> None:
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)
        self._away.clicked.connect(self.hide)
        self.preview.turned.connect(self._turned)
        self.form.submitted.connect(self._print)

    def show_issued(self, issued: Issued) -> None:
        """Show a paper that is on file; the look is logged before its bytes are read."""
        self._pdf = paperwork.pdf(self.room.desk, self.room.actor, issued.id)
        self.paper_id, self._code = issued.id, issued.code
        self._offer(printing.printers())
        self.form.fill({"why_again": "", "recipient": ""})
        self.form.reveal("recipient", False)
        self.know(issued)
        self._show(name_of(self.room.texts, issued), issued=True)

    def show_draft(self, pdf: bytes, name: str) -> None:
        """Show a paper that is not issued: it can be read, and nothing else."""
        self._pdf, self.paper_id = pdf, None
        self._show(name, issued=False)

    def know(self, issued: Issued) -> None:
        """Take up how it stands: one that may have come out is printed again for a reason."""
        self.form.reveal("why_again", bool(issued.printed or issued.waiting))

    def _offer(self, names: list[str]) -> None:
        """Offer the printers there are now: one may have been set up, or been taken away."""
        self._printer.offer([(name, name) for name in names])
        if self._printer.value() is None and names:
            self._printer.set_value(names[0])
        self.form.reveal("printer", bool(names))

    def _show(self, name: str, *, issued: bool) -> None:
        self._title.setText(name)
        self._told.setText("")
        self._draft.setVisible(not issued)
        self.form.setVisible(issued)
        self.form.clear_problems()
        self.show()
        self.preview.show_paper(self._pdf, name)
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._come_to_the_top)  # once it has its place

    def _come_to_the_top(self) -> None:
        """Scroll the page until the paper begins at its top: that is what is to be read now."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        above = self.parentWidget()
        while above is not None:
            page = above.widget() if isinstance(above, QScrollArea) else None
            if isinstance(above, QScrollArea) and page is not None:
                above.verticalScrollBar().setValue(self.mapTo(page, self.rect().topLeft()).y())
            above = above.parentWidget()

    def _turn_back(self) -> None:
        self.preview.turn_to(self.preview.page - 1)

    def _turn_on(self) -> None:
        self.preview.turn_to(self.preview.page + 1)

    def _turned(self, page: int) -> None:
        pages = self.preview.pages
        self._count.setText(self.room.texts("paperwork.page", page=page, pages=pages))
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)

    def _print(self) -> None:
        """Log it, then send it: what is not in the log does not leave."""
        if self.paper_id is None:
            return
        with self.room.feedback.answering(self.form):
            self._offer(printing.printers())
            values = self.form.values()
            if self.form.rows["printer"].isHidden():
                raise Refused("paperwork.no_printer")
            if values["printer"] is None:
                raise Invalid(Problem("printer", "problem.missing"))
            self._send(self.paper_id, values["printer"], values["why_again"])

    def _send(self, paper_id: int, printer: str, why_again: str) -> None:
        desk, actor = self.room.desk, self.room.actor
        printing_id = printings.begin(desk, actor, paper_id, printer, why_again)
        try:
            if job := printing.send(self._pdf, printer, self._code):
                printings.taken(desk, actor, printing_id, job)
        except Refused as refusal:
            if refusal.code != NOBODY_KNOWS:
                refused = Answer.NOT_TAKEN
                printings.answer(desk, actor, printing_id, came_out=False, by=refused)
            raise
        finally:
            self.form.fill({"why_again": ""})
            self.printed.emit()

    def _copy(self) -> None:
        """Ask whom a copy is for, then where it goes; the first press shows the question."""
        if self.paper_id is None:
            return
        self.form.reveal("recipient", True)
        with self.room.feedback.answering(self.form):
            recipient = self.form.values()["recipient"]
            if not recipient:
                raise Invalid(Problem("recipient", "paperwork.say_for_whom"))
            texts, name = self.room.texts, f"{self._code}.pdf"
            to = self.where(self, texts("paperwork.copy_to"), name, texts("paperwork.file_type"))
            if to is None:
                return
            copies.save_copy(self.room.desk, self.room.actor, self.paper_id, to, recipient)
            self._told.setText(texts("paperwork.saved", path=to))
            self.copied.emit()
