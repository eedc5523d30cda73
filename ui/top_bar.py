"""The bar across the top: the product, the find box, the language, the look, and who is here."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.domain.wording import Language
from ui.find_box import FindBox
from ui.mnemonics import NOT_LETTERED
from ui.parts import button, words
from ui.preferences import SCALES
from ui.room import Room
from ui.theme import UNIT, Canvas, Theme, Tone

HEIGHT = 48


class Mark(QWidget):
    """The product's mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.look.px(24), theme.look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Qt: draw the mark."""
        painter = QPainter(self)
        look = self._theme.look
        paper = look.colours.on_accent
        Canvas(painter, look).icon("mark", QRectF(self.rect()), Tone.ACCENT, paper)
        painter.end()


class TopBar(QFrame):
    """What is the same on every screen."""

    language_asked = Signal(str)
    scale_asked = Signal(float)
    colours_asked = Signal()
    cover_asked = Signal()
    sign_out_asked = Signal()
    own_asked = Signal()  # the page of one's own settings

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setProperty("place", "top")
        self.finder = FindBox(room)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT * 2, 0, UNIT * 2, 0)
        row.setSpacing(UNIT)
        self._add_product(row)
        row.addWidget(self.finder, 10)
        row.addStretch(1)
        self._add_language(row)
        self._add_look(row)
        self._add_person(row)
        self.setFixedHeight(room.theme.look.px(HEIGHT if not room.theme.look.large else 40))

    def _add_product(self, row: QHBoxLayout) -> None:
        theme = self._room.theme
        row.addWidget(Mark(theme))
        px = theme.look.px
        if theme.look.large:
            row.addSpacing(UNIT)
            return
        name = words(theme, self._room.texts("common.product"), bold=True)
        name.setWordWrap(False)
        name.setMinimumWidth(px(172))
        row.addWidget(name)

    def _add_language(self, row: QHBoxLayout) -> None:
        room = self._room
        holder = QFrame()
        holder.setObjectName("languages")
        inner = QHBoxLayout(holder)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        group = QButtonGroup(holder)
        self.languages: dict[Language, QPushButton] = {}
        for language in Language:
            one = button(room.theme, language.value.upper(), "language", checkable=True)
            one.setAccessibleName(room.texts(f"shell.speak_{language}"))
            one.setToolTip(room.texts(f"shell.speak_{language}"))
            one.setProperty(NOT_LETTERED, True)
            one.setChecked(language is room.texts.language)
            group.addButton(one)
            inner.addWidget(one)
            self.languages[language] = one
        group.buttonClicked.connect(self._ask_language)
        holder.setFixedHeight(room.theme.look.px(32))
        row.addWidget(holder)

    def _add_look(self, row: QHBoxLayout) -> None:
        room, theme = self._room, self._room.theme
        now = theme.look.scale
        text = room.texts("shell.larger", percent=round(now * 100))
        self.scale = button(theme, "Aa", "bare")
        self.scale.setProperty(NOT_LETTERED, True)
        self.scale.clicked.connect(self._ask_scale)
        self.cover = button(theme, "", "bare")
        self.cover.clicked.connect(self.cover_asked)
        self.colours = button(theme, "", "bare")
        self.colours.clicked.connect(self.colours_asked)
        dark = room.texts("shell.light" if theme.is_dark else "shell.dark")
        for one, icon, name in (
            (self.scale, "", text),
            (self.cover, "cover", room.texts("shell.cover")),
            (self.colours, "sun" if theme.is_dark else "moon", dark),
        ):
            self._dress(one, icon, name)
            row.addWidget(one)

    def _add_person(self, row: QHBoxLayout) -> None:
        room, theme = self._room, self._room.theme
        who = f"{room.actor.name}, {room.texts(f'role.{room.actor.role}').lower()}"
        self.own = self._own(who)
        self.sign_out = button(theme, "", "bare")
        self._dress(self.sign_out, "leave", room.texts("shell.sign_out"))
        self.sign_out.clicked.connect(self.sign_out_asked)
        if theme.look.large:
            self.sign_out.setToolTip(f"{who}: {room.texts('shell.sign_out')}")
        else:
            row.addSpacing(UNIT)
        if self.own is not None:
            row.addWidget(self.own)
        elif not theme.look.large:
            name = words(theme, who)
            name.setWordWrap(False)
            row.addWidget(name)
        row.addWidget(self.sign_out)

    def _own(self, who: str) -> QPushButton | None:
        """Return one's own name to press, where there is anything of one's own to set."""
        room, theme = self._room, self._room.theme
        if not may(room.actor.role, Permission.ASSESS):
            return None
        large = theme.look.large
        made = button(theme, "" if large else who, "bare")
        said = room.texts("pins.open", name=room.actor.name, role=who.partition(", ")[2])
        self._dress(made, "person" if large else "", said)
        made.setProperty(NOT_LETTERED, True)
        made.clicked.connect(self.own_asked)
        return made

    def _dress(self, one: QPushButton, icon: str, name: str) -> None:
        theme = self._room.theme
        if icon:
            chrome = theme.look.colours.chrome
            one.setIcon(theme.icon(icon, Tone.INK, ground=chrome))
            one.setIconSize(QSize(theme.look.px(20), theme.look.px(20)))
        one.setAccessibleName(name)
        one.setToolTip(name)

    def _ask_language(self, pressed: QPushButton) -> None:
        for language, one in self.languages.items():
            if one is pressed and language is not self._room.texts.language:
                self.language_asked.emit(language.value)

    def _ask_scale(self) -> None:
        now = self._room.theme.look.scale
        self.scale_asked.emit(next((scale for scale in SCALES if scale > now), SCALES[0]))
