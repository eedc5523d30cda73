"""The papers of a completed assessment: made in one press, then shown, printed and listed."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.wording import Language
from triage_app.services import assessment_file, assessment_papers
from ui.forms import Form
from ui.large_print import LargePrint
from ui.paper_panel import PaperPanel
from ui.parts import button, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

KINDS = ("OWN_PAGE", "ASSESSMENT")
FILE_LANGUAGE = "file_language"


class Papers(QWidget):
    """A button for the participant's own page, one for the whole to the file; what was made."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.panel = PaperPanel(room, case_id, kinds=KINDS)
        self._own = button(room.theme, room.texts("change.make_own_page"), icon="paper")
        self.large = LargePrint(room)
        self.large.choose(assessment_papers.edition_of(room.desk, room.actor, case_id))
        self._file = button(room.theme, room.texts("change.make_file"), icon="paper")
        self._language = Form(room, "change")
        languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
        self._language.radio(FILE_LANGUAGE, languages, across=True)
        self._language.fill({FILE_LANGUAGE: str(Language.ENGLISH)})
        self._own.clicked.connect(self._make_own_page)
        self._file.clicked.connect(self._make_file)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(self.panel)
        self._offer("own_page_note", self._own, self.large)
        self._offer("file_note", self._file, self._language)

    def _offer(self, note: str, made_by: QPushButton, asked: QWidget | None = None) -> None:
        """Say what a paper is for, ask what has to be known, and let it be made."""
        said = words(self._room.theme, self._room.texts(f"change.{note}"), SMALL, Tone.MUTED)
        said.setContentsMargins(0, UNIT, 0, 0)
        self._column.addWidget(said)
        if asked is not None:
            self._column.addWidget(asked)
        self._column.addLayout(line_of(made_by))

    def _make_own_page(self) -> None:
        room, large = self._room, self.large.value()
        issue = assessment_papers.issue_own_page
        self._make(lambda: issue(room.desk, room.actor, self._case_id, large=large))

    def _make_file(self) -> None:
        room, language = self._room, str(self._language.values()[FILE_LANGUAGE])
        issue = assessment_file.issue_assessment_file
        self._make(lambda: issue(room.desk, room.actor, self._case_id, language))

    def _make(self, issue: Callable[[], int]) -> None:
        with self._room.feedback.answering():
            paper = issue()
            self.panel.refresh()
            self.panel.open(paper)
