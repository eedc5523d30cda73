"""One questionnaire put to somebody: a question at a time, then its total and what that asks."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.instrument import Question, WelshWording
from triage_app.domain.sitting import FINISH
from triage_app.domain.wording import Language
from ui.assessment.card_face import RING
from ui.assessment.hand_over import hand_over
from ui.assessment.layout import scrolling
from ui.assessment.pages import left_words
from ui.assessment.question import QuestionPage
from ui.assessment.questionnaires import came_to
from ui.assessment.screening_run import ScreeningRun
from ui.assessment.unfinished import Ends, EndUnfinished
from ui.parts import Notice, button, clear, heading, line_of, words
from ui.theme import SMALL, TITLE, UNIT, Tone

MARGIN = UNIT * 3
WIDEST = 760


class QuestionnairePage(QFrame):
    """Takes the keys as the assessment does; Esc leaves it, and every answer is kept."""

    left = Signal()
    led_on = Signal(str)  # to the family of another instrument

    def __init__(self, run: ScreeningRun) -> None:
        super().__init__()
        self._run, self._texts, self._theme = run, run.room.texts, run.room.theme
        run.setParent(self)
        self.setProperty("place", "page")
        self._page: QuestionPage | None = None
        self._missing: list[QPushButton] = []  # what is still to be answered, each a link
        self._closing: EndUnfinished | None = None  # without a total
        self._build()
        run.moved.connect(self._show_place)
        run.saved.connect(self._show_marks)
        run.ended.connect(self.left)
        self._show_place()

    def take_focus(self) -> None:
        """Put the keyboard where an answer is given, or on what is missing, or on completing."""
        if self._page is not None:
            self._page.take_focus()
        else:
            first = self._missing[0] if self._missing else self._done
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._page is not None and not self._page.commit():
            self._page.put_by()
        if self._closing is not None:
            self._closing.leave()
        self._run.places.keep_now()

    def hasHeightForWidth(self) -> bool:
        """Qt: no, its question scrolls."""
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: where one is, is kept before anything else takes its place."""
        self._run.places.keep_now()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: figures answer, Enter goes on, Backspace goes back; W, N, L, H as elsewhere."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._page is None or not plain or not self._take(self._page, event.key()):
            super().keyPressEvent(event)

    def _take(self, page: QuestionPage, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif key in self._letters(page):
            self._letters(page)[key]()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return page.press(key - Qt.Key.Key_0)
        else:
            return False
        return True

    def _letters(self, page: QuestionPage) -> dict[int, Callable[[], None]]:
        """Return what each letter does, beside the answer."""
        return {
            Qt.Key.Key_W: page.go_to_words,
            Qt.Key.Key_N: page.go_to_note,
            Qt.Key.Key_L: page.mark,
            Qt.Key.Key_H: self._hand_over,
        }

    def _build(self) -> None:
        texts, theme, view = self._texts, self._theme, self._run.view
        holder = QWidget()
        holder.setMaximumWidth(theme.look.px(WIDEST))
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(MARGIN, UNIT * 2, MARGIN, UNIT * 2)
        self._column.setSpacing(UNIT)
        hand = button(theme, texts("assessment.hand_over"), "quiet", "handover")
        close = button(theme, texts("screening.leave"), "quiet")
        hand.clicked.connect(self._hand_over)
        close.clicked.connect(self._close)
        name = view.instrument.name[texts.language]
        title = heading(theme, name)
        if theme.look.large:
            self._column.addWidget(title)
            self._column.addLayout(line_of(hand, close))
        else:
            self._column.addLayout(line_of(title, None, hand, close))
        self._hand = hand
        if view.instrument.welsh is WelshWording.NONE and self._run.language is Language.WELSH:
            self._column.addWidget(words(theme, texts("assessment.no_welsh"), tone=Tone.MUTED))
        self._where = words(theme, "", tone=Tone.MUTED)
        if not theme.look.large:
            self._column.addWidget(self._where)
        self._middle = QVBoxLayout()
        self._column.addLayout(self._middle, 1)
        foot = self._foot()
        foot.setContentsMargins(RING, 0, RING, 0)
        self._column.addLayout(foot)
        if view.instrument.notice:
            self._column.addWidget(words(theme, view.instrument.notice, SMALL, Tone.MUTED))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        if theme.look.large:  # where one is stays in sight, however far the answers are scrolled
            self._where.setContentsMargins(MARGIN, UNIT // 2, MARGIN, UNIT // 2)
            whole.addWidget(self._where)
            self._area = scrolling(holder, "page")
        whole.addWidget(self._area if theme.look.large else holder)

    def _foot(self) -> QHBoxLayout:
        """Return the ways on and back."""
        texts, theme = self._texts, self._theme
        self._back = button(theme, texts("assessment.back"))
        self._next = button(theme, texts("assessment.next_question"), "primary")
        self._done = button(theme, texts("screening.complete"), "primary")
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._done.clicked.connect(self._complete)
        self._later = button(theme, texts("assessment.come_back"), "quiet")
        self._later.clicked.connect(self._mark)
        return line_of(self._back, self._later, None, self._next, self._done)

    def _show_place(self) -> None:
        run = self._run
        question = run.view.instrument.question(run.place)
        asking = question is not None
        for part in (self._next, self._hand, self._where, self._later):
            part.setVisible(asking)
        if question is None:
            self._page = None
            self._show_result()
        else:
            self._ask(question)
            self._show_marks()
            self._done.hide()
        self.take_focus()

    def _ask(self, question: Question) -> None:
        """Put a question on the page there is, where it is answered in the same way."""
        self._closing = None
        if self._page is not None and self._page.puts(question):
            self._page.turn_to(question)
            self._area.verticalScrollBar().setValue(0)
        else:
            self._page = QuestionPage(self._run, question)
            self._page.done.connect(self._go_on)
            self._put(self._page)

    def _show_marks(self) -> None:
        """Show where one is, how much is left, and whether this is to be come back to."""
        view, here, texts = self._run.view, self._run.place, self._texts
        places = [one.code for each in view.instrument.sections for one in each.shown(view.answers)]
        if here not in places:
            return
        marked = here in view.later
        said = "question_marked" if marked else "hand_over_count"
        where = texts(f"assessment.{said}", number=places.index(here) + 1, all=len(places))
        left = left_words(texts, len(view.result.missing))
        self._where.setText(f"{where}. {left}")
        self._later.setText(texts(f"assessment.{'come_back_no_more' if marked else 'come_back'}"))

    def _mark(self) -> None:
        if self._page is not None:
            self._page.mark()

    def _show_result(self) -> None:
        run, theme, texts = self._run, self._theme, self._texts
        result = run.view.result
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        for alarm in result.alarms:  # before a score that may ask for nothing
            column.addWidget(Notice(theme, "flag", run.calls_for(alarm)))
        column.addWidget(heading(theme, came_to(run.room, result), TITLE))
        if result.missing:
            column.addWidget(words(theme, texts("screening.left", n=len(result.missing))))
        self._missing = [self._link(one) for one in result.missing]
        for link in self._missing:
            column.addWidget(link)
        later = [one for one in run.view.to_come_back if one not in result.missing]
        if later:
            column.addWidget(words(theme, texts("assessment.come_back_to", n=len(later))))
        for one in later:
            column.addWidget(self._link(one))
        if result.band is not None and result.band.advice is not None:
            column.addWidget(words(theme, run.show(result.band.advice)))
        self._closing = EndUnfinished(run, Ends.QUESTIONNAIRE) if result.missing else None
        if self._closing is not None:
            column.addWidget(self._closing)
        column.addStretch(1)
        self._put(told)
        self._done.setVisible(not result.missing)

    def _link(self, question: Question) -> QPushButton:
        jump = button(self._theme, self._run.show(question.brief), "link")
        jump.setProperty("question", question.code)
        jump.clicked.connect(self._jump)
        return jump

    def _put(self, widget: QWidget) -> None:
        """Put a widget in the middle: there it scrolls by itself, unless the whole page does."""
        clear(self._middle)
        widget.setProperty("place", "page")
        if self._theme.look.large:
            self._middle.addWidget(widget)
        else:
            self._area = scrolling(widget, "page")
            self._middle.addWidget(self._area)

    def _jump(self) -> None:
        self.leave()
        self._run.go(self.sender().property("question"))

    def _go_on(self) -> None:
        if self._run.place != FINISH and self._page is not None and self._page.commit():
            self._run.next()

    def _go_back(self) -> None:
        self.leave()
        self._run.back()

    def _hand_over(self) -> None:
        if self._page is not None:
            self.leave()
            hand_over(self._run, self.window())

    def _complete(self) -> None:
        leads_to = self._run.view.result.leads_to
        if self._run.complete() and leads_to:
            self.led_on.emit(leads_to)

    def _close(self) -> None:
        self.leave()
        self.left.emit()
