"""The one window: the way in, the work, and the cover over it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services import signin
from triage_app.services.desk import Actor, Desk
from triage_app.texts import Texts
from ui.copying import HalfHourly
from ui.cover import Cover, Idle
from ui.covering import take_away
from ui.crash import CrashHook
from ui.feedback import Feedback
from ui.focus import FocusRing
from ui.mnemonics import Mnemonics
from ui.new_day import NewDay
from ui.notices import Speaker
from ui.preferences import Preferences, Wear
from ui.reading_order import tab_on
from ui.room import Place, Room
from ui.shell import Shell
from ui.signin.entrance import Entrance
from ui.tasks import Task, Tasks
from ui.theme import DARK, LIGHT, Look, Theme

SIZE = (1366, 768)
SMALLEST = (800, 480)  # what is wider than the window never widens it
PRACTICE = "practice"  # the task that makes a caseload to practise with
Clock = Callable[[], datetime]


class Window(QMainWindow):
    """Shows the way in until somebody is signed in, then their work; one place at a time."""

    def __init__(
        self,
        application: QApplication,
        config: Config,
        clock: Clock,
        crash: CrashHook,
        theme: Theme | None = None,
    ) -> None:
        super().__init__()
        theme = theme or Theme(application, Look(LIGHT))
        self._config, self._clock, self._theme, self._crash = config, clock, theme, crash
        self.preferences = Preferences(config.data)
        self.speaker, self.tasks = Speaker(), Tasks(self)
        self.shell: Shell | None = None
        self.entrance: Entrance | None = None
        self.copying: HalfHourly | None = None
        self._cover: Cover | None = None
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(*SMALLEST)
        self.setCentralWidget(self._stack)
        self.resize(*SIZE)
        self._ring = FocusRing(theme, self, application)
        self._idle = Idle(application)
        self._idle.passed.connect(self.cover)
        self.new_day = NewDay(clock, self._is_busy, self)
        self.new_day.begun.connect(self._begin_day)
        self._key = QShortcut(QKeySequence("F12"), self)
        self._key.activated.connect(self.cover)
        self.show_entrance()

    @property
    def texts(self) -> Texts:
        """The wording of the screens, in the language preferred."""
        return Texts(self._config.wording, self.preferences.language)

    def show_entrance(self) -> None:
        """Show the way in."""
        self.preferences = Preferences(self._config.data)
        self._wear()
        self.setWindowTitle(self.texts("common.product"))
        self.entrance = Entrance(self._config, self._clock, self.texts, self._theme)
        self.entrance.opened.connect(self.let_in)
        self.entrance.language_asked.connect(self._speak_at_entrance)
        self.entrance.scheme_asked.connect(self._practise)
        self._crash.feedback = Feedback(self.entrance.told, self.texts)
        Mnemonics(self.entrance).watch(self.entrance)
        self._replace(self.entrance)
        self._begin_at_entrance()

    def let_in(self, desk: Desk, actor: Actor) -> None:
        """Show their work to whoever has signed in."""
        self.preferences = Preferences(self._config.data, actor.username)
        self._wear()
        self._make_shell(desk, actor)
        if self.shell is not None:
            self.copying = HalfHourly(self.shell.room)
            self.copying.copied.connect(self._count)
            self.shell.go(self.shell.first)

    def cover(self) -> None:
        """Cover everything until whoever is signed in comes back."""
        if self._cover is not None:
            self._cover.cover()

    def speak(self, language: str) -> None:
        """Show everything in a language, in the same place."""
        self.preferences.language = Language(language)
        self._make_anew()

    def scale_to(self, scale: float) -> None:
        """Show everything with larger or smaller text, in the same place."""
        self.preferences.scale = scale
        self._wear()
        self._make_anew()

    def change_colours(self) -> None:
        """Wear the dark colours in place of the light ones, or the other way about."""
        self.preferences.wear = Wear.LIGHT if self._theme.is_dark else Wear.DARK
        self._wear()
        self._make_anew()

    def sign_out(self) -> None:
        """Keep what is being typed, and show the way in again."""
        if self.shell is None:
            return
        failures = self._let_go(self.shell)
        self.shell, self.speaker.bar = None, None
        self._cover_with(None)
        self.show_entrance()
        if self.entrance is not None:
            for one in failures:
                why = self.texts(one.code, **one.values)
                self.entrance.told.tell(self.texts("copies.failed_leaving", why=why))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the keyboard begins where one begins."""
        super().showEvent(event)
        self._begin_at_entrance()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        """Qt: Tab goes through the window as it is read."""
        return tab_on(self, forwards=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: closing keeps what is being typed, and never asks."""
        if self.shell is not None:
            self._let_go(self.shell)
        elif self.entrance is not None:
            self.entrance.let_go()
        self.tasks.stop()
        self.new_day.stop()
        self._idle.stop()
        super().closeEvent(event)

    def _make_shell(self, desk: Desk, actor: Actor) -> None:
        texts = self.texts
        room = Room(desk, actor, texts, self._theme, Feedback(self.speaker, texts), self.tasks)
        self._crash.feedback = room.feedback
        shell = Shell(room)
        self.speaker.speak_on(shell.notices)
        shell.top.language_asked.connect(self.speak)
        shell.top.scale_asked.connect(self.scale_to)
        shell.top.colours_asked.connect(self.change_colours)
        shell.top.cover_asked.connect(self.cover)
        shell.top.sign_out_asked.connect(self.sign_out)
        shell.made.connect(self.new_day.seen)
        self.setWindowTitle(texts("common.product"))
        self.shell = shell
        self._replace(shell)
        self._cover_with(room)

    def _make_anew(self) -> None:
        """Make the shell again in the language and the look of now, and go where one was."""
        if self.shell is None:
            return
        self.shell.keep()
        room, place, been = self.shell.room, self.shell.here, self.shell.been
        self._make_shell(room.desk, room.actor)
        self.shell.been = been
        self.shell.go(place if place.screen else Place(self.shell.first.screen))

    def _let_go(self, shell: Shell) -> tuple[Refused, ...]:
        """Keep what is being typed, log that its user went, copy the caseload and close it.

        Return why a copy failed.
        """
        take_away(self)
        shell.keep()
        if self.copying is not None:
            self.copying.stop()
            self.copying = None
        self.tasks.settle()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return signin.sign_out(shell.room.desk, shell.room.actor)
        finally:
            QApplication.restoreOverrideCursor()

    def _count(self) -> None:
        if self.shell is not None:
            self.shell.count()

    def _is_busy(self) -> bool:
        """Whether a new day has to wait: for a cover, a question, or whoever types in a list."""
        covered = self._cover is not None and self._cover.isVisible()
        asked = QApplication.activeModalWidget() is not None
        return covered or asked or (self.shell is not None and self.shell.is_typed_in)

    def _begin_day(self) -> None:
        if self.shell is not None:
            self.shell.begin_day()

    def _begin_at_entrance(self) -> None:
        """Put the keyboard on the page, which takes it only once it is to be seen."""
        if self.shell is None and self.entrance is not None and self.entrance.page is not None:
            self.entrance.page.go_to_first()

    def _speak_at_entrance(self, language: str) -> None:
        if self.entrance is not None:
            self.entrance.let_go()
        self.preferences.language = Language(language)
        self.show_entrance()

    def _practise(self, scheme: str) -> None:
        """Have the practice caseload of another scheme ready, made first where there is none."""
        if self.entrance is not None:
            config = replace(self._config, scheme=scheme)
            self.entrance.porch.feedback.tell("commands.making_practice")
            self.tasks.run(PRACTICE, lambda _tell: self._prepared(config), self._practised)

    def _prepared(self, config: Config) -> Config:
        from triage_app.practice.caseload import prepare_practice  # noqa: PLC0415 - as in `app`

        prepare_practice(config, self._clock)
        return config

    def _practised(self, task: Task) -> None:
        """Show its way in, unless somebody has come into the one before it meanwhile."""
        if not task.ended or self.entrance is None or self.shell is not None:
            return
        with self.entrance.porch.feedback.answering():
            self._config = task.outcome()
            self.entrance.let_go()
            self.show_entrance()

    def _wear(self) -> None:
        scale, wear = self.preferences.scale, self.preferences.wear
        if wear is Wear.DESKTOP:
            self._theme.wear(Look(self._theme.look.colours, scale))
            self._theme.follow_desktop()
            return
        self._theme.choose(DARK if wear is Wear.DARK else LIGHT, scale)

    def _cover_with(self, room: Room | None) -> None:
        """Have a cover ready in the language and the look of now."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._stack.show()  # a cover hides what is under it, and puts its keys to sleep
            self._key.setEnabled(True)
        self._cover = Cover(room, self) if room is not None else None
        if self._cover is not None:
            self._cover.signed_out.connect(self.sign_out)

    def _replace(self, widget: QWidget) -> None:
        """Show a widget, and let go of everything that was there."""
        old = [self._stack.widget(number) for number in range(self._stack.count())]
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        for each in filter(None, old):
            self._stack.removeWidget(each)
            each.deleteLater()
