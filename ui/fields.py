"""What can be typed in or chosen: each control gives a typed value, and a raw one for drafts."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from triage_app.domain.entry import Unreadable, read_birth, read_day
from triage_app.domain.storable import storable
from triage_app.texts import Texts
from ui.theme import UNIT, Look, Theme

SLACK = 4  # points
NOT_A_NUMBER = "problem.not_a_number"


class Control(Protocol):
    """What a form asks of whatever stands in one of its rows."""

    changed: SignalInstance

    def value(self) -> Any:  # noqa: ANN401 - each control has its own type
        """Return the typed value, None or an empty text where nothing is said."""

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value."""


def width_of(look: Look, characters: int) -> int:
    """Return the width that an answer of so many characters needs, with its borders."""
    return look.px(8.4 * characters) + UNIT * 3


class LineField(QLineEdit):
    """One line of text; spaces around it do not count, nor does what no database takes."""

    changed = Signal()

    def __init__(self, theme: Theme, characters: int = 30) -> None:
        super().__init__()
        self.setFont(theme.look.font())
        self.setFixedWidth(width_of(theme.look, characters))
        self.textChanged.connect(self.changed)

    def text(self) -> str:
        """Qt: what was typed or pasted, as far as it can be kept."""
        return storable(super().text())

    def value(self) -> Any:  # noqa: ANN401
        """Return what was typed."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a text, from its beginning."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def raw(self) -> Any:  # noqa: ANN401
        """Return what was typed, to be kept as it is."""
        return self.text()

    def set_raw(self, raw: Any) -> None:  # noqa: ANN401
        """Show what was typed before."""
        self.setText(str(raw or ""))


class TidyField(LineField):
    """A line that is tidied on leaving it: a postcode, a code, a number."""

    settled = Signal()  # it was left, or filled while nobody was typing in it

    def __init__(self, theme: Theme, tidy: Callable[[str], str], characters: int = 12) -> None:
        super().__init__(theme, characters)
        self._tidy = tidy
        self.editingFinished.connect(self._put_in_order)
        self.textChanged.connect(self._look)

    def _put_in_order(self) -> None:
        tidied = self._tidy(self.text())
        if tidied != self.text():
            self.setText(tidied)
        self.settled.emit()

    def _look(self) -> None:
        if not self.hasFocus():
            self.settled.emit()

    def value(self) -> Any:  # noqa: ANN401
        """Return it tidied."""
        return self._tidy(self.text())


class NumberField(LineField):
    """A whole number; nothing typed is None."""

    def __init__(self, theme: Theme, characters: int = 4) -> None:
        super().__init__(theme, characters)

    def value(self) -> int | None:
        """Return the number."""
        typed = self.text().strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise Unreadable(NOT_A_NUMBER)
        return int(typed)


class DayField(LineField):
    """A day typed as people write it; on leaving, it is shown back in full."""

    def __init__(
        self, theme: Theme, texts: Texts, today: Callable[[], date], *, birth: bool = False
    ) -> None:
        super().__init__(theme, 29)
        self._texts, self._today = texts, today
        self._read = read_birth if birth else read_day
        self.editingFinished.connect(self._show_back)

    def value(self) -> date | None:
        """Return the day that was meant."""
        typed = self.text().strip()
        return self._read(typed, self._today()) if typed else None

    def set_value(self, value: date | None) -> None:
        """Show a day in full."""
        super().set_value(self._texts.date(value) if value else "")

    def _show_back(self) -> None:
        with suppress(Unreadable):  # it stays as it was typed, and is told on saving
            self.set_value(self.value())


class AreaField(QPlainTextEdit):
    """Some lines of text; Tab leaves it, as it leaves every field.

    As in a line, what no database takes does not count.
    """

    changed = Signal()

    def __init__(self, theme: Theme, lines: int = 3) -> None:
        super().__init__()
        self.setFont(theme.look.font())
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.look.px(20) * lines + 20)
        self.setFixedWidth(width_of(theme.look, 56))
        self.textChanged.connect(self.changed)

    def toPlainText(self) -> str:
        """Qt: what was typed or pasted, as far as it can be kept."""
        return storable(super().toPlainText())

    def value(self) -> str:
        """Return what was typed."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        self.setPlainText(value or "")

    def raw(self) -> str:
        """Return what was typed, to be kept as it is."""
        return self.toPlainText()

    def set_raw(self, raw: str | None) -> None:
        """Show what was typed before."""
        self.setPlainText(raw or "")


NARROWEST = 160


class PickField(QComboBox):
    """One of several values; the first choice is none of them."""

    changed = Signal()

    def __init__(self, theme: Theme, choices: Sequence[tuple[Any, str]], *, none: str = "") -> None:
        super().__init__()
        self._none = none  # what the first choice, which is none of them, is called
        self._narrowest = theme.look.px(NARROWEST)  # with nothing to choose from yet
        self.setFont(theme.look.font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.offer(choices)
        self.currentIndexChanged.connect(self.changed)

    def setAccessibleName(self, name: str) -> None:
        """Qt: its list, once it opens, is called the same."""
        super().setAccessibleName(name)
        self.view().setAccessibleName(name)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; what was chosen stays chosen if it is among them."""
        chosen = self.value() if self.count() else None
        self.blockSignals(True)
        self.clear()
        self._values = (None, *(value for value, _ in choices))
        self._shown: dict[Any, str] = dict(choices)
        self.addItems([self._none, *(shown for _, shown in choices)])
        self.setMinimumWidth(0 if choices else self._narrowest)
        self.blockSignals(False)
        self.set_value(chosen)

    def value(self) -> Any:  # noqa: ANN401
        """Return the value chosen."""
        return self._values[max(self.currentIndex(), 0)]

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose a value; one that is not offered is none."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how a value is shown."""
        return self._shown.get(value, "")

    def sizeHint(self) -> QSize:
        """Qt: as wide as its longest words, and the hair by which the style falls short of them."""
        return super().sizeHint() + QSize(SLACK, 0)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Qt: words that the box is too narrow for end in three dots, never in half a letter."""
        super().initStyleOption(option)
        box, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, part, self).width() - 2
        metrics, end = self.fontMetrics(), Qt.TextElideMode.ElideRight
        option.currentText = metrics.elidedText(self.currentText(), end, room)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel scrolls the page and never changes an answer."""
        event.ignore()


class RadioField(QWidget):
    """One of a few values, all of them in view."""

    changed = Signal()

    def __init__(
        self, theme: Theme, choices: Sequence[tuple[Any, str]], *, across: bool = False
    ) -> None:
        super().__init__()
        self._group, self._values = QButtonGroup(self), tuple(value for value, _ in choices)
        self._shown: dict[Any, str] = dict(choices)
        layout = QHBoxLayout(self) if across else QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(UNIT * 2 if across else UNIT)
        for number, (_, shown) in enumerate(choices):
            one = QRadioButton(shown)
            one.setFont(theme.look.font())
            self._group.addButton(one, number)
            layout.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self._group.idToggled.connect(self._toggled)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def buttons(self) -> list[QRadioButton]:
        """Return the answers, in their order."""
        return [self._button(number) for number in range(len(self._values))]

    def value(self) -> Any:  # noqa: ANN401
        """Return the value chosen, None while none is."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Choose a value; one that is not offered leaves all open."""
        if value in self._values:
            self._button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for one in self.buttons():
            one.setChecked(False)
        self._group.setExclusive(True)

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how a value is shown."""
        return self._shown.get(value, "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the answer chosen, or to the first."""
        super().focusInEvent(event)
        self._button(max(self._group.checkedId(), 0)).setFocus()

    def _button(self, number: int) -> QRadioButton:
        one = self._group.button(number)
        if not isinstance(one, QRadioButton):
            raise TypeError(number)
        return one

    def _toggled(self, _number: int, *_on: object) -> None:
        self.changed.emit()


class TickField(QCheckBox):
    """Something that is so or is not; its words stand beside the box."""

    changed = Signal()

    def __init__(self, theme: Theme, shown: str) -> None:
        super().__init__(shown)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(theme.look.font())
        self.toggled.connect(self.changed)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Tick it or not."""
        self.setChecked(bool(value))
