"""The contract beside the person: one condition at a time, large, in their language, no more.

Nothing else of the case is in view: no name, no number, no clock. Enter goes on, Backspace goes
back, Escape brings the rest of the screen again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from triage_app.domain.condition import Condition
from triage_app.domain.contract import Draft
from triage_app.domain.contribution import pounds
from triage_app.services import contract_papers
from triage_app.services.contracts import Sheet
from triage_app.texts import Texts
from ui.parts import button, words
from ui.room import Room
from ui.scrolling import scrolled
from ui.theme import BODY, HEAD, SMALL, TITLE, UNIT, Tone

LARGE = 2.0  # the scale of what is read across a desk, whatever the assessor's own
COLUMN = 830
ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@dataclass(frozen=True)
class Leaf:
    """What is read at once: a title and a few short lines."""

    title: str
    lines: tuple[str, ...]


def leaves(room: Room, texts: Texts, sheet: Sheet, draft: Draft) -> tuple[Leaf, ...]:
    """Return what is read: what the contract is, then each condition in plain words."""
    term = texts("reading.term", start=draft.day, end=draft.ends)
    first = Leaf(texts("reading.term_title"), (term, texts("reading.choice")))
    said = {one.position: one for one in contract_papers.said(room.desk, draft, sheet.scheme)}
    rest = (
        Leaf(
            said[one.position].title[texts.language],
            (
                sheet.scheme.condition(one.code).plain[texts.language],
                said[one.position].text[texts.language],
                *_meeting(texts, sheet, one),
            ),
        )
        for one in draft.conditions
    )
    return (first, *rest, *_paying(texts, sheet))


def _paying(texts: Texts, sheet: Sheet) -> Iterator[Leaf]:
    """Yield what is paid towards the cost, in the paper's own words."""
    asked = sheet.contributed
    if asked is None:
        return
    title, account = texts("paper_contract.cost"), asked.account
    if account.owed:
        how = (texts(f"paper_contract.cost_{name}") for name in ("how", "hard", "until"))
        asking = {"pence": pounds(account.pence), "due": account.due}
        yield Leaf(title, (texts("paper_contract.cost_asked", **asking), *how))
    else:
        code = "cost_no_more" if account.paid else "cost_nothing"
        yield Leaf(title, (texts(f"paper_contract.{code}"),))


def _meeting(texts: Texts, sheet: Sheet, one: Condition) -> Iterator[str]:
    if one.first_meeting is not None:
        yield texts("reading.first_meeting", moment=one.first_meeting)
    service = sheet.services.get(one.service or 0)
    if service is not None:
        place = ", ".join(filter(None, (service.name, service.entry.address)))
        yield texts("reading.where", place=place)


class ReadTogether(QWidget):
    """Covers the window with one leaf of the contract; it goes when it is closed."""

    closed = Signal()

    def __init__(self, room: Room, sheet: Sheet, draft: Draft, window: QWidget) -> None:
        super().__init__(window)
        self._room, self._texts = room, room.desk.texts(sheet.reads)
        self.leaves, self.at = leaves(room, self._texts, sheet, draft), 0
        self._look = replace(room.theme.look, scale=LARGE)
        self._build()
        self._connect()
        self._window = window
        self._under = [
            one for one in window.findChildren(QWidget, options=DIRECT) if self._hides(one)
        ]
        for one in self._under:
            one.setEnabled(False)  # what is covered takes no keys, and is not read out
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._show_leaf()

    def let_go(self) -> None:
        """Uncover the window without a word: what asked for the reading is gone."""
        self._uncover()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's
        """Qt: cover the whole window, whatever its size becomes."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own name
        """Qt: Tab stays among what is to be seen."""
        stops = [one for one in (self.back, self.go_on, self.stop) if one.isVisible()]
        if not stops:
            return False
        held = [place for place, one in enumerate(stops) if one.hasFocus()]
        at = held[0] if held else 0
        stops[(at + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys an assessor needs while the person reads."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in ON:
            self._go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _hides(self, one: QWidget) -> bool:
        return one is not self and not one.isWindow() and one.isEnabled()

    def _build(self) -> None:
        texts, theme = self._texts, self._room.theme
        self.setProperty("place", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(texts("reading.name"))
        self.count = self._words("", SMALL, Tone.MUTED)
        self.title = self._words("", TITLE, bold=True)
        self._lines = [self._words("", HEAD), *(self._words("", BODY) for _ in range(3))]
        self.back = button(theme, texts("reading.back"))
        stays = self.back.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # so that no button changes its place
        self.back.setSizePolicy(stays)
        self.go_on = button(theme, texts("reading.next"), "primary")
        self.stop = button(theme, texts("reading.stop"), "quiet")
        column = QVBoxLayout()
        column.setSpacing(UNIT * 3)
        for label in (self.count, self.title, *self._lines):
            column.addWidget(label)
        column.addStretch(1)
        foot = QHBoxLayout()
        for one in (self.back, self.go_on):
            foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        self._lay_out(column, foot)

    def _lay_out(self, column: QVBoxLayout, foot: QHBoxLayout) -> None:
        """Set the words in one column in the middle, and the buttons where they never move."""
        page = QWidget()
        page.setMaximumWidth(COLUMN)
        page.setLayout(column)
        self._area = scrolled(page)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(UNIT * 6, UNIT * 6, UNIT * 6, UNIT * 4)
        whole.setSpacing(UNIT * 3)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.go_on.clicked.connect(self._go_on)
        self.stop.clicked.connect(self._close)

    def _words(self, text: str, size: int, tone: Tone = Tone.INK, *, bold: bool = False) -> QLabel:
        label = words(self._room.theme, text, size, tone, bold=bold)
        label.setFont(self._look.font(size, bold=bold))
        return label

    def _show_leaf(self) -> None:
        texts, leaf = self._texts, self.leaves[self.at]
        self.count.setText(texts("reading.count", number=self.at + 1, n=len(self.leaves)))
        self.title.setText(leaf.title)
        for place, label in enumerate(self._lines):
            label.setText(leaf.lines[place] if place < len(leaf.lines) else "")
            label.setVisible(place < len(leaf.lines))
        is_last = self.at == len(self.leaves) - 1
        self.go_on.setText(texts("reading.done" if is_last else "reading.next"))
        self.back.setVisible(self.at > 0)
        self._area.verticalScrollBar().setValue(0)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleDescription(". ".join((leaf.title, *leaf.lines)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _go_on(self) -> None:
        if self.at == len(self.leaves) - 1:
            self._close()
            return
        self.at += 1
        self._show_leaf()

    def _go_back(self) -> None:
        if self.at > 0:
            self.at -= 1
            self._show_leaf()

    def _close(self) -> None:
        self._uncover()
        self.closed.emit()  # before it hides, so that the keyboard is not sent to look for a place
        self.hide()
        self.deleteLater()

    def _uncover(self) -> None:
        for one in (one for one in self._under if isValid(one)):
            one.setEnabled(True)
        self._under = []
