"""The find box: whoever matches is listed as one types, and opened by Enter."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from triage_app.domain.eligibility import age_on
from triage_app.services import people
from triage_app.services.people import Found
from ui.focus import RINGS_PARENT
from ui.parts import Picture, words
from ui.room import Place, Room
from ui.rows import ROW, Index, RowDelegate, RowModel
from ui.theme import SMALL, UNIT, Canvas, Tone

SETTLE = 300  # milliseconds after the last key: every search is logged
SHOWN = 8
WIDE = 620  # what is known of somebody on one line


@dataclass(frozen=True)
class FoundRow:
    """Somebody found: who, which case, and in a word why."""

    found: Found
    name: str
    known_as: str
    why: str
    about: str
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        who = " ".join(part for part in (self.name, self.known_as) if part)
        return ". ".join(part for part in (who, self.why, self.about) if part)


class FoundDelegate(RowDelegate):
    """Paints somebody found: who and why, over their birth, case, state and suite."""

    def sizeHint(self, option: object, index: Index) -> QSize:  # noqa: ARG002
        """Qt: two lines."""
        return QSize(0, self.theme.look.px(40) + UNIT)

    def draw(self, canvas: Canvas, box: QRectF, row: FoundRow) -> None:
        """Draw the two lines."""
        px = canvas.look.px
        line = QRectF(box.left() + 12, box.top() + 4, box.width() - 24, px(20))
        why = canvas.width(row.why, SMALL) + UNIT if row.why else 0
        right = QRectF(line.right() - why, line.top(), why, line.height())
        canvas.text(right, row.why, SMALL, Tone.ACCENT, align=Qt.AlignmentFlag.AlignRight)
        who = line.adjusted(0, 0, -why - UNIT, 0)
        name = min(canvas.width(row.name, bold=True) + UNIT, who.width())
        canvas.text(QRectF(who.topLeft(), QSizeF(name, who.height())), row.name, bold=True)
        canvas.text(who.adjusted(name, 0, 0, 0), row.known_as, tone=Tone.MUTED)
        canvas.text(line.translated(0, px(20)), row.about, SMALL, Tone.MUTED)


class FindBox(QFrame):
    """Ctrl+K comes here from anywhere; arrows walk what is found.

    Elsewhere it has no key of its own, and lists people rather than their cases.
    """

    went = Signal(Place)
    chosen = Signal(object)  # Found

    def __init__(self, room: Room, prompt: str = "shell.find", keys: str = "Ctrl+K") -> None:
        super().__init__()
        self._room, self._prompt, self._keys = room, prompt, keys
        schemes, language = room.desk.schemes.schemes, room.texts.language
        self._suites = {one.code: one.name[language] for each in schemes for one in each.suites}
        self.setObjectName("find")
        self._build()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.search)
        self.line.textEdited.connect(self._typed)
        self._came_from: QWidget | None = None  # what had the keyboard before
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)

    def take_keyboard(self) -> None:
        """Be typed into."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def search(self) -> None:
        """Look for what is typed, and list who is found."""
        room, typed = self._room, self.line.text().strip()
        with room.feedback.answering():
            found = people.find(room.desk, room.actor, typed)
            rows = [self._row(one) for one in found if one.case_id is not None]
            self._show(rows, asked=people.is_enough(typed))

    def put_away(self) -> None:
        """Take the list off the page, and what was typed with it: it is somebody's name."""
        self._settle.stop()
        self.line.clear()
        self.results.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows go from the line to the list and back, Esc gives the keyboard back."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        escape = event.key() == Qt.Key.Key_Escape and self._answers_escape()
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()  # or Esc would go back before it could put the list away
            return True
        return False

    def _note(self, old: QWidget | None, now: QWidget | None) -> None:
        """Keep where the keyboard came from, to give it back there."""
        if now is self.line and old is not None and old not in (self.line, self.list):
            self._came_from = old

    def _answers_escape(self) -> bool:
        """Whether there is something to clear, or somewhere to give the keyboard back to."""
        return bool(self.line.text()) or not self.results.isHidden() or self._way_back() is not None

    def _way_back(self) -> QWidget | None:
        """Return what had the keyboard before; a box on a page is a field of it, and keeps it."""
        held = self._came_from
        return held if self._keys and held is not None and _can_be_held(held) else None

    def _give_back(self) -> None:
        self.put_away()
        (self._way_back() or self.line).setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._answers_escape():
            self._give_back()
            return True
        if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._into_list()
            return True
        top = self.list.currentIndex().row() <= 0
        if watched is self.list and key == Qt.Key.Key_Up and top:
            self.line.setFocus()
            return True
        if watched is self.list and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentIndex())
            return True
        return False

    def _into_list(self) -> None:
        if self._settle.isActive():
            self._settle.stop()
            self.search()
        if self.results.isVisible() and self.list.model().rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        px, large = theme.look.px, theme.look.large
        self.line = QLineEdit()
        self.line.setProperty("place", "find")
        self.line.setProperty(RINGS_PARENT, True)
        self.line.setFont(theme.look.font())
        self.line.setPlaceholderText(texts(self._prompt))
        self.line.setAccessibleName(texts(self._prompt))
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setSpacing(UNIT)
        row.addWidget(Picture(theme, "search", Tone.MUTED))
        row.addWidget(self.line, 1)
        if self._keys and not large:
            hint = QLabel(self._keys)
            hint.setFont(theme.look.font(SMALL))
            hint.setProperty("tone", Tone.MUTED.value)
            row.addWidget(hint)
        self.setFixedHeight(px(34))
        self.setMaximumWidth(px(440))
        self._build_results()

    def _build_results(self) -> None:
        theme = self._room.theme
        self.results = QFrame()
        self.results.setProperty("place", "float")
        self.nobody = words(theme, self._room.texts("shell.found_none"), tone=Tone.MUTED)
        self.nobody.setContentsMargins(12, 12, 12, 12)
        self.list = QListView()
        self.list.setItemDelegate(FoundDelegate(theme, self.list))
        self.list.setAccessibleName(self._room.texts("shell.find_results"))
        self.list.installEventFilter(self)
        column = QVBoxLayout(self.results)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.nobody)
        column.addWidget(self.list)
        self.results.hide()

    def _typed(self) -> None:
        if self.line.text().strip():
            self._settle.start()
        else:
            self._settle.stop()
            self.results.hide()

    def _row(self, found: Found) -> FoundRow:
        texts = self._room.texts
        known_as = texts("casefile.known_as", name=found.known_as) if found.known_as else ""
        why = "" if found.why == "name" else texts(f"finding.why_{found.why}")
        state = texts(f"state.{found.state}") if found.state else ""
        suite = self._suites.get(found.suite, "")
        others = texts("finding.others", n=found.others) if found.others else ""
        parts = (self._born(found), found.number, state, suite, others)
        return FoundRow(found, found.name, known_as, why, " · ".join(filter(None, parts)))

    def _born(self, found: Found) -> str:
        """Return the age and the day of birth: either tells two of one name apart."""
        if found.born is None:
            return ""
        age = age_on(found.born, self._room.desk.today())
        return self._room.texts(
            "finding.born", born=self._room.texts.plain_date(found.born), age=age
        )

    def _show(self, rows: list[FoundRow], *, asked: bool) -> None:
        self.list.setModel(RowModel(rows, self.list))
        self.list.setVisible(bool(rows))
        self.nobody.setVisible(not rows)
        if not asked:
            self.results.hide()
            return
        window = self.window()
        self.results.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        px = self._room.theme.look.px
        width = min(max(self.width(), px(WIDE)), window.width() - corner.x() - UNIT)
        height = (px(40) + UNIT) * min(len(rows), SHOWN) + 4 if rows else px(88)
        self.results.setGeometry(corner.x(), corner.y(), width, height)
        self.results.show()
        self.results.raise_()

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row: FoundRow = index.data(ROW)
        self.put_away()
        self.chosen.emit(row.found)
        self.went.emit(Place("case", row.found.case_id))


def _can_be_held(widget: QWidget) -> bool:
    """Whether a widget is still there to take the keyboard."""
    return isValid(widget) and widget.isVisible() and widget.isEnabled()
