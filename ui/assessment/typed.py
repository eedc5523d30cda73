"""The field of an answer that no card offers: a number, a day, a place on a scale, or words."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from triage_app.domain.instrument import Kind, Question, Scale
from ui.fields import AreaField, NumberField, RadioField
from ui.forms import Form
from ui.theme import UNIT, Theme

TYPED = {
    Kind.NUMBER: "number",
    Kind.SCALE: "answer_on_scale",
    Kind.DATE: "answer_day",
    Kind.TEXT: "answer_in_words",
}
MOST_BUTTONS = 11  # a scale with more steps is typed
TEN = 10
LETTERS = (Qt.Key.Key_W, Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_H)  # each does one thing
NO_LIMIT = 16_777_215  # Qt's own number for it


class ScaleField(RadioField):
    """Every step of a scale, each to be pressed; arrows and figures go along it.

    They stand side by side, and at large text one below another: so many are too wide then.
    """

    def __init__(self, theme: Theme, scale: Scale) -> None:
        self._steps = range(scale.least, scale.most + 1)
        steps = [(one, str(one)) for one in self._steps]
        super().__init__(theme, steps, across=not theme.look.large)
        if not theme.look.large and (row := self.layout()) is not None:
            row.setSpacing(UNIT // 2)  # eleven of them, in the middle of three columns

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as every field of a form
        """Show a step; nobody pressed it."""
        self.blockSignals(True)
        super().set_value(None if value in (None, "") else int(value))
        self.blockSignals(False)

    def press(self, figure: int) -> bool:
        """Go to what a figure stands for; a nought after the one is ten. Say if there is such."""
        step = TEN if figure == 0 and self.value() == 1 and TEN in self._steps else figure
        if step not in self._steps:
            return False
        self.buttons()[self._steps.index(step)].setFocus()
        super().set_value(step)
        return True


class FiguresAlone(QObject):
    """Lets the letters that do something beside a number's field do it in the field as well.

    So does Backspace where there is nothing left to take away: it goes back.
    """

    def __init__(self, field: NumberField) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Qt: a key is pressed in the field."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        back = event.key() == Qt.Key.Key_Backspace and not self._field.text()
        elsewhere = back or event.key() in LETTERS
        if not elsewhere or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if (beside := self._field.parentWidget()) is not None:
            key = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            QApplication.sendEvent(beside, key)
        return True


def typed_field(form: Form, question: Question) -> QWidget | None:
    """Add the field a question is answered in; none where its cards are all there is."""
    name = TYPED.get(question.kind, "")
    if question.scale is not None and has_buttons(question.scale):
        return form.custom(name, ScaleField(form.room.theme, question.scale))
    if takes_figures_alone(question):
        field = form.number(name)
        FiguresAlone(field)
        return field
    if question.kind is Kind.DATE:
        return form.day(name)
    return as_wide_as_there_is(form.area(name)) if question.kind is Kind.TEXT else None


def is_written(question: Question) -> bool:
    """Say whether an answer is written into a field, which then has the figures and letters."""
    on_buttons = question.scale is not None and has_buttons(question.scale)
    return question.kind in TYPED and not on_buttons


def takes_figures_alone(question: Question) -> bool:
    """Say whether no letter can be part of an answer that is written: it works as elsewhere."""
    return question.kind in (Kind.NUMBER, Kind.SCALE)


def as_wide_as_there_is(area: AreaField) -> AreaField:
    """Let what is written take the width of the page, however narrow or wide."""
    area.setMinimumWidth(0)
    area.setMaximumWidth(NO_LIMIT)
    return area


def has_buttons(scale: Scale) -> bool:
    """Say whether every step of a scale can be pressed."""
    return scale.most - scale.least < MOST_BUTTONS


def as_typed(question: Question, value: str) -> object:
    """Return a kept answer as its field shows it."""
    return dt.date.fromisoformat(value) if value and question.kind is Kind.DATE else value
