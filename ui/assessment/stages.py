"""The assessments of a case so far: when and by whom, what was put right, and the next to begin."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.occasion import Occasion
from triage_app.services import assessments
from triage_app.services.changes import Course, Stage
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, column_of, heading, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone

DRAFT = "change.correction"


class Stages(QWidget):
    """A row for each, with a way to put it right, and a button for the next."""

    begun = Signal()  # the next, or a new version of one

    def __init__(self, room: Room, case_id: int, course: Course) -> None:
        super().__init__()
        self._room, self._case_id, self._course = room, case_id, course
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(heading(room.theme, room.texts("change.title")))
        self._places: dict[int, QVBoxLayout] = {}
        self._ways: dict[int, QPushButton] = {}
        self._next: dict[str, QPushButton] = {}
        for one in course.stages:
            self._column.addWidget(self._row(one))
        if course.may_begin:
            self._column.addLayout(line_of(*map(self._begin_button, course.may_begin)))

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def go_to(self, occasion: str) -> bool:
        """Put the keyboard on beginning an assessment; say whether it can be begun."""
        wanted = self._next.get(occasion)
        if wanted is None:
            return False
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(wanted)
        return True

    # ── Drawing ──

    def _row(self, one: Stage) -> QWidget:
        texts, theme = self._room.texts, self._room.theme
        column = column_of(words(theme, self._name(one), bold=True), spacing=2)
        for line in self._told(one):
            column.addWidget(words(theme, line, SMALL, Tone.MUTED))
        if one.may_correct:
            way = button(theme, texts("change.correct"), "quiet", "pen")
            way.setAccessibleName(texts("change.correct_of", occasion=self._name(one)))
            way.clicked.connect(partial(self._ask, one))
            self._ways[one.number] = way
            column.addLayout(line_of(way))
        self._places[one.number] = QVBoxLayout()
        column.addLayout(self._places[one.number])
        frame = QFrame()
        frame.setProperty("place", "rule_row")
        column.setContentsMargins(0, UNIT // 2, 0, UNIT // 2)
        frame.setLayout(column)
        return frame

    def _told(self, one: Stage) -> list[str]:
        texts = self._room.texts
        if one.completed_at is None:
            told = [texts("change.stopped", by=one.started_by, moment=one.started_at)]
        else:
            told = [texts("change.completed", by=one.completed_by, moment=one.completed_at)]
        told += [texts("change.corrected", reason=each) for each in one.corrections]
        for each in one.given_up:
            told.append(texts("change.given_up", by=each.by, moment=each.at, reason=each.reason))
            told.append(texts("change.given_up_was", reason=each.correction))
        return told

    def _name(self, one: Stage) -> str:
        return self._room.texts(f"change.occasion_{one.occasion.value}")

    def _begin_button(self, occasion: Occasion) -> QPushButton:
        theme, texts = self._room.theme, self._room.texts
        made = button(theme, texts(f"change.begin_{occasion.value}"))
        made.clicked.connect(partial(self._begin, occasion))
        self._next[occasion] = made
        return made

    # ── What is done ──

    def _begin(self, occasion: Occasion, *_: object) -> None:
        room, course = self._room, self._course
        with room.feedback.answering():
            assessments.start(room.desk, room.actor, self._case_id, course.language, occasion)
            self.begun.emit()

    def _ask(self, one: Stage, *_: object) -> None:
        """Ask what was wrong, under the assessment that is to be put right."""
        self._put_away()
        form = Form(self._room, "change")
        form.area("correction", 2)
        form.buttons("change.correct_now", [("change.correct_not", partial(self._leave_it, one))])
        form.submitted.connect(partial(self._correct, one))
        self._keeper = DraftKeeper(self._room, form, DRAFT, one.number)
        self._places[one.number].addWidget(form)
        self.form = form
        form.show()
        form.go_to("correction")

    def _leave_it(self, one: Stage, *_: object) -> None:
        self._put_away()
        self._ways[one.number].setFocus()

    def _put_away(self) -> None:
        self.leave()
        self.form, self._keeper = None, None
        for place in self._places.values():
            clear(place)

    def _correct(self, one: Stage) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            reason = form.values()["correction"]
            assessments.correct(room.desk, room.actor, self._case_id, one.number, reason)
            keeper.settled()
            self.form, self._keeper = None, None
            self.begun.emit()
