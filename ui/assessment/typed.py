"""The field of an answer that no card offers: a number, a day, a place on a scale, or words."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from triage_app.domain.instrument import Kind, Question, Scale
from ui.fields import AreaField, RadioField
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


def typed_field(form: Form, question: Question) -> QWidget | None:
    """Add the field a question is answered in; none where its cards are all there is."""
    name = TYPED.get(question.kind, "")
    if question.scale is not None and has_buttons(question.scale):
        return form.custom(name, ScaleField(form.room.theme, question.scale))
    if question.kind in (Kind.NUMBER, Kind.SCALE):
        return form.number(name)
    if question.kind is Kind.DATE:
        return form.day(name)
    return as_wide_as_there_is(form.area(name)) if question.kind is Kind.TEXT else None


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
