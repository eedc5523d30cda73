"""The last page: what is missing and what was left for later, each a link; then it is completed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.contradictions import asked_in
from triage_app.domain.instrument import Question
from ui.assessment.card_face import RING
from ui.assessment.run import Run
from ui.assessment.unfinished import Ends, EndUnfinished
from ui.form_parts import Summary
from ui.parts import button, line_of, words
from ui.theme import TITLE, UNIT


class FinishPage(QWidget):
    """Lists the gaps, or completes an assessment that has none."""

    sent = Signal(str)  # to a field

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._build()
        for listed in (self._gaps, self._later, self._doubts):
            listed.chosen.connect(self.sent)
        self._complete.clicked.connect(run.complete)
        self.refresh()

    def refresh(self) -> None:
        """Show what is missing now."""
        texts = self._run.room.texts
        gaps = self._run.view.gaps
        lines = [(one.field, texts(one.code, **one.values)) for one in gaps]
        self._gaps.list_out(texts("assessment.still_missing", n=len(gaps)), lines)
        later = self._run.view.to_come_back
        back = [(one.code, self._named(one)) for one in later]
        self._later.list_out(texts("assessment.come_back_to", n=len(later)), back)
        self._doubts.list_out(texts("assessment.do_not_agree"), self._doubted())
        giving_up = self.give_up is not None and self.give_up.form is not None
        self._ready.setVisible(not gaps)
        self._actions.setVisible(not gaps and not giving_up)

    def take_focus(self, _field: str = "") -> None:
        """Put the keyboard on the first gap, or on completing."""
        links = self._gaps.links()
        first = links[0] if self._run.view.gaps and links else self._complete
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """There is no answer to keep here, and nothing after it to go on to."""
        self.put_by()
        return True

    def put_by(self) -> None:
        """Keep why a correction is given up, half typed."""
        if self.give_up is not None:
            self.give_up.leave()

    def _doubted(self) -> list[tuple[str, str]]:
        """Return what does not agree, and a question where it can be asked about."""
        run = self._run
        return [
            (asked_in(one, run.view.instrument)[0], run.show(one.text))
            for one in run.view.contradictions
        ]

    def _named(self, question: Question) -> str:
        """Say which question it is."""
        section = self._run.view.instrument.section_of(question.code)
        pathway = section.brief if section else ""
        return self._run.room.texts("assessment.due_back", pathway=pathway, brief=question.brief)

    def _build(self) -> None:
        texts, theme = self._run.room.texts, self._run.room.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(words(theme, texts("assessment.finish_title"), TITLE, bold=True))
        self._gaps = Summary(theme)
        self._later, self._doubts = Summary(theme, warns=True), Summary(theme, warns=True)
        for listed in (self._gaps, self._later, self._doubts):
            column.addWidget(listed)
        self._ready = words(theme, texts("assessment.nothing_lacking"))
        column.addWidget(self._ready)
        self._complete = button(theme, texts("assessment.complete"), "primary")
        self._actions = QWidget()
        self._actions.setLayout(line_of(self._complete))
        column.addWidget(self._actions)
        corrects = self._run.view.corrects
        self.give_up = EndUnfinished(self._run, Ends.CORRECTION) if corrects else None
        if self.give_up is not None:
            self.give_up.asked.connect(self.refresh)
            column.addWidget(self.give_up)
        column.addStretch(1)
