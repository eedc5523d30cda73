"""What a form is put together from: its rows, its summary of problems, and another's version."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.fields import RadioField, TickField
from ui.moment_field import MomentField
from ui.parts import Picture, button, column_of, words
from ui.theme import SMALL, UNIT, Theme, Tone

TYPED_IN = (QLineEdit, QComboBox, QPlainTextEdit)

LINE = 88  # letters of a line of the summary


class FormRow(QWidget):
    """A label, its help, what is wrong, and the field: in that order, read from the top."""

    def __init__(self, theme: Theme, label: str, aid: str, control: QWidget) -> None:
        super().__init__()
        self.label, self._aid, self.control = label, aid, control
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add_words(theme)
        self.problem = _ProblemLine(theme, "bad", Tone.BAD)
        self.warning = _ProblemLine(theme, "warn", Tone.WARN)
        for each in (self.problem, control, self.warning):
            self._layout.addWidget(each)
        self._name_control()

    def mark(self, problem: str) -> None:
        """Say what is wrong; nothing takes the mark away."""
        if problem == self.problem.text:
            return
        self.problem.say(problem)
        self._describe(problem)
        for widget in self.typed_in():
            widget.setProperty("problem", "true" if problem else "false")
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def warn(self, warning: str) -> None:
        """Say what looks odd and blocks nothing."""
        self.warning.say(warning)

    def rename(self, label: str) -> None:
        """Call the field something else, where what is asked hangs on another answer."""
        self.label = label
        if self.words is not None:
            self.words.setText(label)
        self._name_control()

    def typed_in(self) -> list[QWidget]:
        """Return the parts of the field that have a border."""
        found = [self.control] if isinstance(self.control, TYPED_IN) else []
        return found + [each for kind in TYPED_IN for each in self.control.findChildren(kind)]

    def _add_words(self, theme: Theme) -> None:
        self.words: QLabel | None = None
        if self.label and not isinstance(self.control, TickField):
            self.words = words(theme, self.label)
            self.words.setBuddy(self.control)
            self._layout.addWidget(self.words)
        if self._aid:
            self._layout.addWidget(words(theme, self._aid, SMALL, Tone.MUTED))

    def _name_control(self) -> None:
        self.control.setAccessibleName(self.label)
        if isinstance(self.control, MomentField):
            self.control.name_parts(self.label)
        if isinstance(self.control, RadioField):
            for one in self.control.buttons():
                one.setAccessibleName(f"{self.label}: {one.text()}")
        self._describe(self.problem.text)

    def _describe(self, problem: str) -> None:
        said = ". ".join(part for part in (problem, self._aid) if part)
        self.control.setAccessibleDescription(said)


class _ProblemLine(QWidget):
    """An icon and small bold words, there only while there is something to say."""

    def __init__(self, theme: Theme, icon: str, tone: Tone) -> None:
        super().__init__()
        self._label = words(theme, "", SMALL, tone, bold=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Picture(theme, icon, tone, 16))
        layout.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Say it, or go away."""
        self._label.setText(text)
        self.setVisible(bool(text))


class Summary(QFrame):
    """Everything that must be put right, or that should be seen; each line a link to its field."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, warns: bool = False) -> None:
        super().__init__()
        self._theme = theme
        icon, tone, place = ("warn", Tone.WARN, "notice") if warns else ("bad", Tone.BAD, "problem")
        self.setProperty("place", place)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._title = words(theme, "", bold=True)
        column = column_of(self._title, spacing=4)
        column.addLayout(self._lines)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(UNIT)
        picture = Picture(theme, icon, tone).lie_on(f"{icon}_tint")
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        self.hide()

    def list_out(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """Show the problems: of each the field it concerns, or none, and the words."""
        self.put_away()
        self._title.setText(title)
        for field, text in lines:
            line = self._line(field, text)
            # A link of its own width, unless placed, would hold the whole summary to that width.
            place = Qt.AlignmentFlag.AlignLeft if field else Qt.AlignmentFlag(0)
            self._lines.addWidget(line, 0, place)
        self.setAccessibleName(". ".join((title, *(text for _, text in lines))))
        self.setVisible(bool(lines))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def put_away(self) -> None:
        """Take the summary off the page."""
        self.hide()
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def links(self) -> list[QWidget]:
        """Return the lines, in their order."""
        items = (self._lines.itemAt(number) for number in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if widget is not None]

    def _line(self, field: str, text: str) -> QWidget:
        if not field:
            return words(self._theme, text)
        # A button does not wrap its words: a long line would make the page as wide as itself.
        wide = int(LINE / self._theme.look.scale)
        link = button(self._theme, "\n".join(wrap(text, wide)), "link")
        link.setToolTip(text)
        link.setProperty("field", field)
        link.clicked.connect(self._jump)
        return link

    def _jump(self) -> None:
        self.chosen.emit(self.sender().property("field"))


class TheirVersion(QFrame):
    """What another saved meanwhile, beside what was typed here; nothing is overwritten."""

    taken = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("place", "notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(UNIT)
        self.hide()

    def show_both(self, title: str, take: str, both: Sequence[tuple[str, str, str]]) -> None:
        """Show, for each field that differs, its name, both versions in words, and a button."""
        self.put_away()
        self._column.addWidget(words(self._theme, title, bold=True))
        for field, name, versions in both:
            taking = button(self._theme, take)
            taking.setAccessibleName(f"{take}: {name}")
            taking.setProperty("field", field)
            taking.clicked.connect(self._take)
            row = QHBoxLayout()
            row.addWidget(words(self._theme, versions), 1)
            row.addWidget(taking)
            holder = QWidget()
            row.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(row)
            self._column.addWidget(holder)
        self.setVisible(bool(both))

    def put_away(self) -> None:
        """Take it off the page."""
        self.hide()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _take(self) -> None:
        taking: Any = self.sender()
        taking.setEnabled(False)
        self.taken.emit(taking.property("field"))
