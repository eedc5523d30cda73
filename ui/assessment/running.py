"""An assessment while it runs: pathways, the place one is at, and what stands beside it."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.sitting import FINISH, RANKING, VIEW, view_of
from triage_app.domain.wording import Language
from ui.assessment.beside import Beside
from ui.assessment.card_face import RING
from ui.assessment.finish import FinishPage
from ui.assessment.hand_over import hand_over
from ui.assessment.judging import RiskPage, ViewPage
from ui.assessment.keys import Keys
from ui.assessment.layout import scrolling
from ui.assessment.pages import Page, next_words, page_for, where, working_keys
from ui.assessment.pathways import Pathways
from ui.assessment.question import QuestionPage
from ui.assessment.ranking import RankingPage
from ui.assessment.run import Run
from ui.parts import button, clear, heading, line_of, words
from ui.theme import SMALL, UNIT, Tone

MARGIN = UNIT * 3


class Running(QWidget):
    """Lays the parts out, takes the keys, and goes from place to place."""

    asked_for = Signal(str)  # a questionnaire

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run, self._texts, self._theme = run, run.room.texts, run.room.theme
        run.setParent(self)
        self._build()
        self._connect()
        self._show_place()

    @property
    def place(self) -> str:
        """Where the assessment is: a question, a pathway's view, risk, ranking or the end."""
        return self._run.place

    def take_focus(self) -> None:
        """Put the keyboard where an answer is given; where none can be, on going on."""
        if isinstance(self._page, RankingPage) and self._page.is_empty:
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.take_focus()

    def go_to(self, field: str) -> None:
        """Go to the field of a gap: a question, a pathway's view, the risk, the ranking."""
        place, _, name = field.partition(".")
        if place == VIEW.strip("."):
            pathway, _, name = name.partition(".")
            place = view_of(pathway)
        elif place == "ranking_reason":
            place, name = RANKING, place
        self._leave_for(place)
        if name and isinstance(self._page, ViewPage | RiskPage | RankingPage):
            self._page.take_focus(name)

    def leave(self) -> None:
        """Keep what was being typed: as an answer, or as a draft where it cannot be one yet."""
        if not self._page.commit():
            self._page.put_by()

    def put_by(self) -> None:
        """Keep what was being typed as a draft: it can be no answer any more."""
        self._page.put_by()

    def hasHeightForWidth(self) -> bool:
        """Qt: no, its parts scroll; it is as high as there is room, with the keys at the foot."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: figures answer, Enter goes on, Backspace goes back, W is for their own words."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif isinstance(self._page, QuestionPage) and key == Qt.Key.Key_W:
            self._page.go_to_words()
        elif isinstance(self._page, QuestionPage) and key == Qt.Key.Key_H:
            self._hand_over()
        elif isinstance(self._page, QuestionPage) and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return self._page.press(key - Qt.Key.Key_0)
        else:
            return False
        return True

    # ── Layout ──

    def _build(self) -> None:
        theme, texts = self._theme, self._texts
        self._where = words(theme, "", tone=Tone.MUTED)
        self._other = button(theme, "", "quiet")
        self._hand = button(theme, texts("assessment.hand_over"), "quiet", "handover")
        self._middle = QVBoxLayout()
        self._left = words(theme, "", SMALL, Tone.MUTED)
        self._pathways, self._beside = Pathways(self._run), Beside(self._run)
        self._aside: QWidget = self._beside  # what is hidden where nothing stands beside
        self._back = button(theme, texts("assessment.back"))
        self._next = button(theme, texts("assessment.next"), "primary")
        self._keys = Keys(theme)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if theme.look.large:
            self._stack(outer)
        else:
            self._spread(outer)

    def _spread(self, outer: QVBoxLayout) -> None:
        """Three columns, and the keys at the foot."""
        px = self._theme.look.px
        centre = QFrame()
        centre.setProperty("place", "page")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, UNIT)
        middle.addWidget(scrolling(self._place_column(), "page"), 1)
        buttons = line_of(self._back, None, self._next)
        buttons.setContentsMargins(MARGIN + RING, 0, MARGIN + RING, 0)
        middle.addLayout(buttons)
        self._aside = scrolling(self._beside, "well")
        self._aside.setFixedWidth(px(280))
        pathways = self._pathways_frame()
        pathways.setFixedWidth(px(272))
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(pathways)
        columns.addWidget(centre, 1)
        columns.addWidget(self._aside)
        outer.addLayout(columns, 1)
        outer.addWidget(self._foot())

    def _stack(self, outer: QVBoxLayout) -> None:
        """One column at large text: the question first, then what stands beside it."""
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._place_column())
        buttons = line_of(self._back, self._next)
        buttons.setContentsMargins(MARGIN + RING, 0, MARGIN, UNIT * 2)
        layout.addLayout(buttons)
        layout.addWidget(self._foot())
        layout.addWidget(self._aside)
        layout.addWidget(self._pathways_frame())
        outer.addWidget(scrolling(column, "page"))

    def _place_column(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("place", "page")
        top = QHBoxLayout()
        top.setContentsMargins(RING, 0, RING, 0)
        top.addWidget(self._where, 1)
        top.addWidget(self._hand)
        top.addWidget(self._other)
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, UNIT // 2, MARGIN, UNIT)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._middle, 1)
        return holder

    def _pathways_frame(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("place", "well")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, UNIT * 2, 0, UNIT)
        column.setSpacing(4)
        title = heading(self._theme, self._texts("assessment.pathways"))
        for label in (title, self._left):
            label.setContentsMargins(MARGIN, 0, UNIT, 0)
            column.addWidget(label)
        column.addWidget(self._pathways, 1)
        return frame

    def _foot(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("place", "below")
        column = QVBoxLayout(frame)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.addWidget(self._keys)
        return frame

    def _connect(self) -> None:
        self._run.moved.connect(self._show_place)
        self._run.saved.connect(self._show_saved)
        self._pathways.chosen.connect(self._leave_for)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._other.clicked.connect(self._ask_in_other)
        self._hand.clicked.connect(self._hand_over)
        self._beside.asked_for.connect(self.asked_for)

    # ── Going from place to place ──

    def _go_on(self) -> None:
        if self._run.place != FINISH and self._page.commit():
            self._run.next()

    def _go_back(self) -> None:
        self.leave()
        self._run.back()

    def _leave_for(self, place: str) -> None:
        self.leave()
        self._run.go(place)

    def _ask_in_other(self) -> None:
        welsh = self._run.language is Language.WELSH
        self._run.language = Language.ENGLISH if welsh else Language.WELSH
        self.leave()
        self._show_place()

    def _hand_over(self) -> None:
        self.leave()
        hand_over(self._run, self.window())

    # ── Showing ──

    def _show_place(self) -> None:
        clear(self._middle)
        self._page = page_for(self._run)
        self._middle.addWidget(self._page)
        self._put_in_order()
        self._listen(self._page)
        question = isinstance(self._page, QuestionPage)
        for way in (self._hand, self._other):
            way.setVisible(question)
        in_other = "english" if self._run.language is Language.WELSH else "welsh"
        self._other.setText(self._texts(f"assessment.question_in_{in_other}"))
        self._next.setText(self._texts(next_words(self._run.place)))
        self._next.setVisible(self._run.place != FINISH)
        self._show_saved()
        keys = working_keys(self._run)
        said = ", ".join(f"{key} {does}" for key, does in keys)
        self._keys.show_keys(keys, self._texts("assessment.keys", keys=said))
        self.take_focus()

    def _put_in_order(self) -> None:
        """Let the Tab key follow the eye: a page made later would come last."""
        question = [self._hand, self._other, *_held(self._page), self._back, self._next]
        beside = _held(self._beside)
        if self._theme.look.large:
            order = [*question, *beside, self._pathways]
        else:
            order = [self._pathways, *question, *beside]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _listen(self, page: Page) -> None:
        if isinstance(page, FinishPage):
            page.sent.connect(self.go_to)
        else:
            page.done.connect(self._go_on)

    def _show_saved(self) -> None:
        view = self._run.view
        left = len(view.instrument.missing(view.answers))
        self._left.setText(self._texts("assessment.questions_left", n=left))
        self._where.setText(where(self._run))
        for widget in (self._where, self._aside):
            widget.setVisible(bool(self._where.text()))
        self._pathways.refresh()
        if self._theme.look.large:
            self._pathways.setFixedHeight(self._pathways.whole_height())
        self._beside.refresh()
        self._page.refresh()


def _held(widget: QWidget) -> list[QWidget]:
    """Return what in a widget can have the keyboard, in the order it was put there."""
    no = Qt.FocusPolicy.NoFocus
    return [one for one in widget.findChildren(QWidget) if one.focusPolicy() != no]
