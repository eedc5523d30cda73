"""The cover: over everything at once, by its key or when nobody has been there for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.covering import Beneath, is_their_own
from ui.forms import Form
from ui.parts import button, column_of, heading, line_of, words
from ui.password_field import PasswordField
from ui.practice_badge import PracticeBadge
from ui.room import Room
from ui.theme import TITLE, UNIT, Tone

IDLE_MINUTES = 5
LOOK_EVERY = 1000
SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Notices that nobody has touched the program for some minutes, by the monotonic clock.

    The hands of the clock may be moved, and timers stop while a machine sleeps: so it is asked
    each second how long ago the last sign of life was.
    """

    passed = Signal()

    def __init__(
        self,
        application: QApplication,
        minutes: float = IDLE_MINUTES,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(application)
        self._application, self._limit, self._monotonic = application, minutes * 60, monotonic
        self._newest = monotonic()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY)
        self._look.timeout.connect(self.look)
        application.installEventFilter(self)
        self._look.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Qt: something happened anywhere in the program."""
        if event.type() in SIGNS_OF_LIFE:
            self.look()  # time that passed while the machine slept counts before its waking
            self._newest = self._monotonic()
        return False

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._look.stop()
        self._application.removeEventFilter(self)

    def look(self) -> None:
        """Say so, once, if nobody has been there for too long."""
        if self._monotonic() - self._newest >= self._limit:
            self._newest = self._monotonic()
            self.passed.emit()


class Cover(QFrame):
    """Lies over a whole window; the user's own password takes it away. Nothing typed is lost.

    `signed_out` is asked for by whoever comes next and is not the user.
    """

    uncovered = Signal()
    signed_out = Signal()

    def __init__(self, room: Room, window: QWidget) -> None:
        super().__init__(window)
        self._room, self._window = room, window
        self._title, self._focus = "", QApplication.focusWidget()
        self._beneath = Beneath(window, self)
        self.setProperty("place", "page")
        self.setAutoFillBackground(True)
        self._build()
        self._connect()
        self.hide()
        window.installEventFilter(self)

    def cover(self) -> None:
        """Lie over the window and hide what floats above it; its title tells nothing more."""
        if self.isVisible():
            return
        self._focus = QApplication.focusWidget()
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(self._room.texts("common.product"))
        self._close_what_floats()
        self._beneath.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the window was resized, or a key is meant for what lies under the cover."""
        window = self.parentWidget()  # known to the last: a window on its way out still tells
        if watched is window and event.type() == QEvent.Type.Resize:
            self.setGeometry(window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: no key reaches what lies beneath."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: it goes by a password only."""
        event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own words
        """Qt: Tab goes round on the cover, never under it."""
        here = self._round()
        now = QApplication.focusWidget()
        at = here.index(now) if now in here else -1
        here[(at + (1 if next else -1)) % len(here)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _build(self) -> None:
        room = self._room
        texts, theme = room.texts, room.theme
        self._form = Form(room, "signin")
        self._secret = PasswordField(theme, texts("signin.show_password"))
        if not room.desk.practice:
            self._form.custom("password", self._secret)
        self._show = button(theme, texts("signin.cover_show"), "primary")
        self._out = button(theme, texts("signin.cover_sign_out"), "quiet")
        lead = texts("signin.cover_lead", name=room.actor.name)
        column = column_of(
            heading(theme, texts("signin.cover_title"), TITLE),
            words(theme, lead, tone=Tone.MUTED),
            self._form,
            spacing=UNIT * 2,
        )
        column.addLayout(line_of(self._show, self._out))
        middle = QWidget()
        middle.setFixedWidth(theme.look.px(480))
        middle.setLayout(column)
        across = QHBoxLayout()  # an alignment would ask nobody how high the words are
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
        if room.desk.marked:
            badge = PracticeBadge(theme, texts("shell.practice"))
            layout.addLayout(line_of(None, badge))

    def _connect(self) -> None:
        self._show.clicked.connect(self._uncover)
        self._form.submitted.connect(self._uncover)
        self._secret.line.returnPressed.connect(self._uncover)
        self._out.clicked.connect(self.signed_out)

    def _begin(self) -> None:
        self._form.clear_problems()
        self._secret.set_value("")
        (self._show if self._room.desk.practice else self._secret).setFocus()

    def _round(self) -> list[QWidget]:
        buttons: list[QPushButton] = [self._show, self._out]
        if self._room.desk.practice:
            return [*buttons]
        return [self._secret.line, self._secret.shown, *buttons]

    def _uncover(self) -> None:
        room, given = self._room, self._secret.value()
        self._secret.set_value("")
        if is_their_own(room, self._form, given):
            self._go()

    def _go(self) -> None:
        self.hide()
        self._window.setWindowTitle(self._title)
        self._beneath.show()
        if self._focus is not None and self._focus.window() is self._window:
            self._focus.setFocus()
        self.uncovered.emit()

    def _close_what_floats(self) -> None:
        """Close menus and dialogs as Esc would: they stand above the window, and lose nothing."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for one in QApplication.topLevelWidgets():
            if one is not self._window and one.isVisible():
                one.close()
