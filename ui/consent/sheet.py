"""The information sheet: who must be there when it is read, in which language, and printing it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from triage_app.services.consent import ConsentView
from ui.fields import RadioField
from ui.form_parts import FormRow
from ui.large_print import LargePrint
from ui.paper_panel import PaperPanel
from ui.parts import Notice, button, column_of, heading, holding, line_of, words
from ui.room import Room

SHEET = "INFO"  # the kind of paper it is filed as
EDITIONS = ("en", "cy", "both")


class SheetPart(QWidget):
    """Says what to explain the scheme from, and asks for it to be printed."""

    wanted = Signal()

    def __init__(self, room: Room, case_id: int, view: ConsentView) -> None:
        super().__init__()
        theme, texts = room.theme, room.texts
        self.print = button(theme, texts(_printing(view)), *_kind(view))
        self.print.clicked.connect(self.wanted)
        self.papers = PaperPanel(room, case_id, kinds=(SHEET,)) if view.sheet.paper_id else None
        editions = [(one, texts(f"consent.sheet_language_{one}")) for one in EDITIONS]
        self.editions = RadioField(theme, editions, across=not theme.look.large)
        self.large = LargePrint(room, self.editions)
        self.large.choose(view.sheet.language or view.edition)
        column = column_of(
            heading(theme, texts("consent.heading_sheet")),
            *(Notice(theme, "adult", said) for said in _who_must_be_there(room, view)),
            words(theme, _state_of(room, view)),
            FormRow(theme, texts("consent.sheet_language"), "", self.editions),
            self.large,
            _line(self.print),
        )
        if self.papers is not None:
            column.addWidget(self.papers)
        self.setLayout(column)

    @property
    def edition(self) -> str:
        """In which language, or both, and how large the sheet is to be made."""
        return self.large.edition


def _line(only: QWidget) -> QWidget:
    return holding(line_of(only))


def _printing(view: ConsentView) -> str:
    return "consent.print_again" if view.sheet.paper_id else "consent.print_sheet"


def _kind(view: ConsentView) -> tuple[str, str]:
    """The sheet comes first; once it is made, recording the answer is the thing to do."""
    return ("quiet", "paper") if view.sheet.paper_id else ("primary", "print")


def _state_of(room: Room, view: ConsentView) -> str:
    if view.sheet.made_on is not None:
        return room.texts("consent.sheet_made", version=view.sheet.version, day=view.sheet.made_on)
    if view.asks_again:
        return room.texts("consent.sheet_changed", version=view.sheet.version)
    return room.texts("consent.sheet_not_made")


def _who_must_be_there(room: Room, view: ConsentView) -> list[str]:
    texts, said = room.texts, []
    if view.appropriate_adult is not None:
        code = "needs_adult" if view.appropriate_adult else "needs_adult_unnamed"
        said.append(texts(f"consent.{code}", name=view.appropriate_adult))
    if view.interpreter_language is not None:
        code = "needs_interpreter" if view.interpreter_language else "needs_interpreter_unnamed"
        said.append(texts(f"consent.{code}", language=view.interpreter_language))
    return said
