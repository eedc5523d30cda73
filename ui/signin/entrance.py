"""The way in: whichever page is called for, and the desk when somebody has come through."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from triage_app.config import Config
from triage_app.services import signin
from triage_app.services.desk import Actor, Desk
from triage_app.services.first_start import RecoveryCode
from triage_app.services.opening import is_founded
from triage_app.texts import Texts
from ui.feedback import Feedback
from ui.parts import Notice, button, column_of, heading, line_of
from ui.practice_badge import PracticeBadge
from ui.signin.code import CodePage
from ui.signin.first_start import FirstStartPage
from ui.signin.page import Page
from ui.signin.porch import Porch
from ui.signin.practice import PracticePage
from ui.signin.recovery import RecoveryPage
from ui.signin.restore import RestorePage
from ui.signin.sign_in import SignInPage
from ui.theme import UNIT, Theme


class Told(QWidget):
    """The voice of the entrance: one notice under the bar. It asks nothing."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self.notice = Notice(theme, "warn", "")
        self._leave = texts("common.go_back")
        layout = column_of(self.notice, margin=UNIT * 2)
        self.setLayout(layout)
        self.hide()

    def tell(self, message: str) -> None:
        """Show a message until something else is done."""
        self.notice.label.setText(message)
        self.show()

    def hush(self) -> None:
        """Take it away."""
        self.hide()

    def ask(self, question: str, do: str, leave: str) -> bool:  # noqa: ARG002 - the voice's shape
        """Leave everything as it is: nothing at the entrance has to be asked."""
        return False


class Entrance(QWidget):
    """Shows one page at a time.

    `opened` brings the desk and whoever sits at it; `language_asked` the other language's code:
    the entrance is then made anew with its texts. `scheme_asked` brings another scheme to practise.
    """

    opened = Signal(object, object)
    language_asked = Signal(str)
    scheme_asked = Signal(str)

    def __init__(
        self, config: Config, clock: Callable[[], datetime], texts: Texts, theme: Theme
    ) -> None:
        super().__init__()
        self.told = Told(theme, texts)
        self.porch = Porch(config, clock, texts, theme, Feedback(self.told, texts))
        self.page: Page | None = None
        self._practice: Desk | None = None
        self._build()
        with self.porch.feedback.answering():
            self.begin()

    def begin(self) -> None:
        """Show where one begins: the first start, practice, or the sign-in."""
        config = self.porch.config
        if config.practice:
            self._practice = signin.open_practice(config, self.porch.clock)
            self._show_practice(self._practice)
        elif is_founded(config):
            self.show_sign_in()
        else:
            page = FirstStartPage(self.porch)
            page.made.connect(self.show_code)
            self._show(page)

    def show_sign_in(self) -> None:
        """Show the sign-in."""
        page = SignInPage(self.porch)
        page.opened.connect(self._pass_on)
        page.recovery_asked.connect(self.show_recovery)
        page.restore_asked.connect(self.show_restore)
        self._show(page)

    def show_code(self, code: RecoveryCode) -> None:
        """Show the recovery code until it is on paper."""
        page = CodePage(self.porch, code)
        page.kept.connect(self.show_sign_in)
        self._show(page)

    def show_recovery(self) -> None:
        """Show how to get back in."""
        page = RecoveryPage(self.porch)
        page.made.connect(self.show_code)
        page.left.connect(self.show_sign_in)
        self._show(page)

    def show_restore(self) -> None:
        """Show how a backup is put back."""
        page = RestorePage(self.porch)
        page.restored.connect(self.begin)
        page.left.connect(self.begin)
        self._show(page)

    def let_go(self) -> None:
        """Close the practice caseload that nobody came into: the entrance is about to go."""
        if self._practice is not None:
            self._practice.database.close()
            self._practice = None

    def _show_practice(self, desk: Desk) -> None:
        page = PracticePage(self.porch, desk)
        page.opened.connect(self._pass_on)
        page.scheme_asked.connect(self.scheme_asked)
        self._show(page)

    def _pass_on(self, desk: Desk, actor: Actor) -> None:
        self._practice = None
        self.opened.emit(desk, actor)

    def _show(self, page: Page) -> None:
        self.page = page
        centred = QWidget()
        centred.setProperty("place", "page")
        across = QHBoxLayout(centred)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(page, 100)  # as wide as it may be, or its words would be squeezed
        across.addStretch(1)
        self._area.setWidget(centred)
        page.go_to_first()

    def _build(self) -> None:
        theme, texts = self.porch.theme, self.porch.texts
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setProperty("place", "page")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        language = button(theme, texts("signin.other_language"))
        language.clicked.connect(self._ask_language)
        bar = QFrame()
        bar.setProperty("place", "top")
        across = line_of(heading(theme, texts("common.product")), None, language)
        if self.porch.config.practice or self.porch.config.tour:
            across.insertWidget(2, PracticeBadge(theme, texts("shell.practice")))
        across.setContentsMargins(UNIT * 2, UNIT, UNIT * 2, UNIT)
        bar.setLayout(across)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.told)
        layout.addWidget(self._area, 1)

    def _ask_language(self) -> None:
        self.language_asked.emit(str(self.porch.texts.other().language))
