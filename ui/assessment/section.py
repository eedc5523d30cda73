"""The questions of one section, one below another, each with its cards, own words and note.

What is typed stays in its field until one goes on, goes elsewhere or answers; then it is kept.
"""

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.instrument import Section
from ui.assessment.card_face import RING
from ui.assessment.question import QuestionPage
from ui.assessment.run import Run
from ui.parts import column_of, holding, rule, words
from ui.theme import SMALL, UNIT, Tone


class SectionPage(QWidget):
    """Goes from question to question with the keyboard; the one that has it is the place."""

    done = Signal()  # Ctrl+Enter in the words of one: go on

    def __init__(self, run: Run, section: Section) -> None:
        super().__init__()
        self._run, self._section = run, section
        self._pages: dict[str, QuestionPage] = {}
        self._blocks: dict[str, QWidget] = {}
        self._numbers: dict[str, QLabel] = {}
        self._build()
        self.refresh()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def current(self) -> QuestionPage:
        """The question that is answered now."""
        return self._pages[self._run.place]

    def holds(self, place: str) -> bool:
        """Say whether a place is one of its questions."""
        return place in self._pages

    def refresh(self) -> None:
        """Show what stands as answers, and the questions that follow from them."""
        view, texts = self._run.view, self._run.room.texts
        shown = [one.code for one in self._section.shown(view.answers)]
        for code, page in self._pages.items():
            page.refresh()
            self._blocks[code].setVisible(code in shown)
            if code in shown:
                said = "question_marked" if code in view.later else "hand_over_count"
                values = {"number": shown.index(code) + 1, "all": len(shown)}
                self._numbers[code].setText(texts(f"assessment.{said}", **values))

    def take_focus(self, _field: str = "") -> None:
        """Put the keyboard where the question is answered, and the question at the top."""
        held = QApplication.focusWidget()
        if held is None or not self.current.isAncestorOf(held):
            self.current.take_focus()
            QTimer.singleShot(0, self, self._scroll_here)

    def commit(self) -> bool:
        """Keep what was typed anywhere here; say whether all of it could be kept."""
        here = self._run.place
        every = sorted(self._pages, key=lambda code: code == here)  # it is resumed at the last
        kept = [self._pages[code].commit() for code in every]
        return all(kept)

    def commit_here(self) -> bool:
        """Keep what was typed at this question; before another section, at every one."""
        if not self.current.commit():
            return False
        return self.holds(self._run.next_place()) or self.commit()

    def put_by(self) -> None:
        """Keep what is being typed as it is: the page is about to go."""
        for page in self._pages.values():
            page.put_by()

    def _build(self) -> None:
        theme = self._run.room.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 3)
        for question in self._section.questions:
            page = QuestionPage(self._run, question)
            page.done.connect(self.done)
            page.speak_of(self._run.show(question.brief))
            number = words(theme, "", SMALL, Tone.MUTED)
            number.setContentsMargins(RING, 0, RING, 0)
            block = holding(column_of(rule(theme), number, page, spacing=4))
            column.addWidget(block)
            self._pages[question.code] = page
            self._blocks[question.code], self._numbers[question.code] = block, number
        column.addStretch(1)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Be at the question that has the keyboard."""
        if now is None or not self.isAncestorOf(now):
            return
        code = next(code for code, one in self._blocks.items() if one.isAncestorOf(now))
        if code != self._run.place:
            self._run.go(code)

    def _scroll_here(self) -> None:
        """Bring the question to the top of what it scrolls in."""
        if self._run.place not in self._blocks:
            return
        block, above = self._blocks[self._run.place], self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        content = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and content is not None:
            above.verticalScrollBar().setValue(block.mapTo(content, QPoint(0, 0)).y())
