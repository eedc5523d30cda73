"""What is known beside the answers: what does not agree, the test on arrest, what is left open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.contradictions import asked_in
from triage_app.domain.drug_test import ArrestTest
from ui.assessment.run import Run
from ui.links import Link
from ui.parts import Notice, clear, heading, rule, words
from ui.theme import SMALL, UNIT, Tone

DRUGS = "drugs"  # the pathway the test on arrest belongs to
WEEK = "education"  # the one that asks what somebody does in the week


class Known(QWidget):
    """Prompts for whoever asks; nothing here stands in the way of going on."""

    asked_when = Signal()  # to where it is written down when they cannot come

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._texts, self._theme = run, run.room.texts, run.room.theme
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def show_of(self, pathway: str) -> None:
        """Show what there is to know on a pathway; it takes no room where there is nothing."""
        view = self._run.view
        known = (pathway, view.contradictions, view.arrest_test, view.said_when)
        if known == self._shown:
            return  # what has the keyboard keeps it
        self._shown = known
        clear(self._column)
        if pathway == DRUGS:
            self._show_test(self._run.view.arrest_test)
        self._show_doubts(pathway)
        if pathway == WEEK and not self._run.view.said_when:
            self._ask_when()
        self.setVisible(bool(self._column.count()))

    def _show_doubts(self, pathway: str) -> None:
        view = self._run.view
        here = {one.code for one in view.instrument.section(pathway).questions}
        doubts = [
            one
            for one in view.contradictions
            if not here.isdisjoint(asked_in(one, view.instrument))
        ]
        if doubts:
            self._column.addWidget(heading(self._theme, self._texts("assessment.disagree")))
        for one in doubts:
            self._column.addWidget(Notice(self._theme, "warn", self._run.show(one.text)))

    def _show_test(self, test: ArrestTest) -> None:
        outcome = test.result or test.test or "not_known"
        self._column.addWidget(heading(self._theme, self._texts("assessment.drug_test")))
        self._column.addWidget(words(self._theme, self._texts(f"assessment.drug_test_{outcome}")))
        if test.day:
            day = self._texts.date(test.day)
            self._column.addWidget(words(self._theme, day, SMALL, Tone.MUTED))
        self._column.addWidget(rule(self._theme))

    def _ask_when(self) -> None:
        """Ask when they cannot come, while the week is spoken of: the referral left it open."""
        texts, theme = self._texts, self._theme
        self._column.addWidget(heading(theme, texts("assessment.when")))
        self._column.addWidget(words(theme, texts("assessment.when_open")))
        link = Link(theme, texts("assessment.when_say"))
        link.clicked.connect(self.asked_when)
        self._column.addWidget(link)
        self._column.addWidget(rule(theme))
