"""The screen handed to the person: one question, large, in their language, nothing else.

It lies over the whole window, which it makes as large as the screen. Whoever has it can answer, go
back and forth and stop; the assessor's own PIN or password brings the rest back.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.instrument import Question
from triage_app.domain.wording import Language
from ui.assessment.card_face import RING
from ui.assessment.layout import scrolling
from ui.assessment.question import QuestionPage
from ui.assessment.run import Run
from ui.assessment.taking_back import TakingBack
from ui.covering import Beneath
from ui.parts import button, clear, heading, line_of, words
from ui.practice_badge import PracticeBadge
from ui.room import Room
from ui.theme import SMALL, TITLE, UNIT, Tone

LARGER = 1.6  # than the assessor reads it
LARGEST = 2.2  # as large as a question with its answers still fits a screen
WIDEST = 860  # of a line of words, at the assessor's size


def hand_over(run: Run, window: QWidget) -> None:
    """Let the person answer by themselves; afterwards the run goes on from where they stopped."""
    HandOver(run, window).hand_over()


class HandedQuestion(QuestionPage):
    """A question as the person sees it: no note, no flag, nothing of another's work."""

    SPEAKS_AS = "hand_over"
    TAKES_NOTES = False

    def __init__(self, run: Run, question: Question) -> None:
        super().__init__(run, question)
        if notice := run.view.instrument.notice:  # whose questions they are, as they ask
            self._inset(words(self._theme, notice, SMALL, Tone.MUTED))

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:  # noqa: ARG002
        """Show what stands as answer now."""
        self.refresh()

    def _show_alarms(self) -> None:
        """Show none: the assessor sees them on taking the screen back."""


class HandOver(QFrame):
    """Puts the questions of one part to whoever holds the screen, and keeps each answer at once."""

    def __init__(self, run: Run, window: QWidget) -> None:
        super().__init__(window)
        self._own, self._window = run, window
        self._room = _larger(run.room, run.language)
        self._run = _beside(run, self._room, run.language)
        self._beneath = Beneath(window, self)
        self._state, self._title = window.windowState(), window.windowTitle()
        self._page: HandedQuestion | None = None
        self.setProperty("place", "page")
        self.setAutoFillBackground(True)
        self._build()
        self._listen()
        self.hide()
        window.installEventFilter(self)

    def hand_over(self) -> None:
        """Lie over the window, as large as the screen."""
        texts = self._room.texts
        self._window.setWindowTitle(texts("common.product"))
        self._beneath.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        self._show_question()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window was resized."""
        window = self.parentWidget()
        if watched is window and event.type() == QEvent.Type.Resize:
            self.setGeometry(window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: figures answer, Enter goes on, Backspace goes back, Esc stops; no key goes deeper."""
        event.accept()
        if self._page is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif key == Qt.Key.Key_Escape:
            self._stop()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self._page.press(key - Qt.Key.Key_0)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: it goes by a PIN or a password only."""
        event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: what is typed and where one is are kept before anything else takes its place."""
        self._keep()
        super().hideEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own words
        """Qt: Tab goes round on what is shown here, never under it."""
        here = [one for one in self.findChildren(QWidget) if _can_be_reached(one)]
        if not here:
            return True
        now = QApplication.focusWidget()
        at = here.index(now) if now in here else -1
        here[(at + (1 if next else -1)) % len(here)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # ── Drawing ──

    def _build(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT * 2)
        middle = QWidget()
        middle.setMaximumWidth(self._own.room.theme.look.px(WIDEST))
        middle.setLayout(self._column)
        across = QHBoxLayout(self)
        across.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT * 3)
        across.addStretch(1)
        across.addWidget(middle, 20)
        across.addStretch(1)

    def _show_question(self) -> None:
        run = self._run
        question = run.view.instrument.question(run.place)
        if question is None:
            self._stop()
            return
        if self._page is not None and self._page.puts(question):
            self._page.turn_to(question)
            self._area.verticalScrollBar().setValue(0)
        else:
            self._page = HandedQuestion(run, question)
            self._lay_out(self._page)
        number = self._places.index(run.place) + 1
        count = self._room.texts("assessment.hand_over_count", number=number, all=len(self._places))
        self._count.setText(count)
        self._page.take_focus()

    def _lay_out(self, page: HandedQuestion) -> None:
        """Lay out a question with the languages above it and the ways on below."""
        clear(self._column)
        page.done.connect(self._go_on)
        texts, theme = self._room.texts, self._room.theme
        self._count = words(theme, "", tone=Tone.MUTED)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        languages = [self._language(each) for each in Language]
        top = line_of(*languages, spacing=UNIT)
        top.setStretch(top.count() - 1, 0)
        top.addWidget(self._count, 1)
        self._column.addLayout(top)
        self._area = scrolling(page, "page")
        self._column.addWidget(self._area, 1)
        back, on = button(theme, texts("assessment.back")), self._on()
        stop = button(theme, texts("assessment.hand_over_stop"), "quiet")
        back.clicked.connect(self._go_back)
        stop.clicked.connect(self._stop)
        foot = line_of(back, on, None, stop)
        foot.setContentsMargins(RING, 0, RING, 0)
        self._column.addLayout(foot)
        self._add_badge()

    def _on(self) -> QPushButton:
        made = button(self._room.theme, self._room.texts("assessment.next"), "primary")
        made.clicked.connect(self._go_on)
        return made

    def _language(self, language: Language) -> QPushButton:
        said = self._room.texts(f"assessment.in_{language}")
        made = button(self._room.theme, said, "tab", checkable=True)
        made.setChecked(language is self._run.language)
        made.setProperty("language", str(language))
        made.clicked.connect(self._speak)
        return made

    def _show_end(self) -> None:
        """Thank them, and wait for the assessor."""
        clear(self._column)
        self._page = None
        room = self._room
        again = button(room.theme, room.texts("assessment.hand_over_go_on"), "quiet")
        again.clicked.connect(self._show_question)
        self._taking_back = TakingBack(self._own.room)
        self._taking_back.taken.connect(self._go)
        end = QWidget()
        column = QVBoxLayout(end)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(UNIT)
        column.addStretch(1)
        column.addWidget(heading(room.theme, room.texts("assessment.hand_over_thanks"), TITLE))
        column.addWidget(words(room.theme, room.texts("assessment.hand_over_give_back")))
        column.addLayout(line_of(again))
        column.addSpacing(UNIT * 2)
        column.addWidget(self._taking_back)
        column.addStretch(2)
        self._column.addWidget(scrolling(end, "page"), 1)
        self._add_badge()
        self._taking_back.take_focus()

    def _add_badge(self) -> None:
        if self._room.desk.marked:
            badge = PracticeBadge(self._own.room.theme, self._room.texts("shell.practice"))
            self._column.addLayout(line_of(None, badge))

    # ── Going from question to question ──

    @property
    def _places(self) -> list[str]:
        """The questions of the part that was handed over, as the answers stand."""
        view = self._run.view
        section = view.instrument.section_of(self._run.place)
        return [one.code for one in section.shown(view.answers)] if section else []

    def _go_on(self) -> None:
        if self._page is None or not self._page.commit():
            return
        places, here = self._places, self._run.place
        if here not in places or here == places[-1]:
            self._show_end()
            return
        self._run.go(places[places.index(here) + 1])

    def _go_back(self) -> None:
        places, here = self._places, self._run.place
        if self._page is not None and here in places and here != places[0]:
            self._keep()
            self._run.go(places[places.index(here) - 1])

    def _speak(self) -> None:
        language = Language(self.sender().property("language"))
        self._keep()
        self._room = _larger(self._own.room, language)
        self._run = _beside(self._run, self._room, language)
        self._listen()
        self._page = None  # every word on it is in another language
        self._show_question()

    def _listen(self) -> None:
        self._run.moved.connect(self._show_question)
        self._run.ended.connect(self._show_end)

    def _stop(self) -> None:
        self._keep()
        self._show_end()

    def _keep(self) -> None:
        if self._page is not None and not self._page.commit():
            self._page.put_by()
        self._run.places.keep_now()

    # ── Bringing the rest back ──

    def _go(self) -> None:
        self.hide()
        self._window.setWindowTitle(self._title)
        self._window.setWindowState(self._state)
        self._beneath.show()
        self._own.view = self._run.view
        self._own.saved.emit()
        self._own.alarmed.emit()
        self._own.go(self._run.place)
        self.deleteLater()


def _larger(room: Room, language: Language) -> Room:
    """Return the same surroundings, larger and in the person's language."""
    scale = room.theme.look.scale
    theme = room.theme.enlarged(max(scale, min(scale * LARGER, LARGEST)))
    return replace(room, theme=theme, texts=room.desk.texts(language))


def _beside(run: Run, room: Room, language: Language) -> Run:
    """Return the same run in other surroundings."""
    other = type(run)(room, run.view)
    other.place, other.language = run.place, language
    return other


def _can_be_reached(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & tab)
