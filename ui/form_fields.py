"""The fields of a form, added by name: label, help, problem line and names come with each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import fields
from ui.fold import Fold
from ui.form_parts import FormRow
from ui.moment_field import MomentField
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT, Tone

Choices = Sequence[tuple[Any, str]]
Field = TypeVar("Field", bound=QWidget)
GAP = UNIT * 2  # between two fields


class FieldColumn(QWidget):
    """One column of fields, in the order they are added."""

    changed = Signal()

    def __init__(self, room: Room, prefix: str) -> None:
        super().__init__()
        self.room, self.prefix = room, prefix
        self.rows: dict[str, FormRow] = {}
        self.folds: dict[str, Fold] = {}  # by the name of each field that lies in one
        self.column = self._into = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def heading(self, name: str) -> QLabel:
        """Begin a group of fields."""
        label = heading(self.room.theme, self._words(f"heading_{name}"))
        label.setContentsMargins(0, UNIT, 0, 0)
        self._into.addWidget(label)
        return label

    def note(self, name: str, **values: object) -> QLabel:
        """Say something between the fields."""
        label = words(self.room.theme, self._words(name, **values), tone=Tone.MUTED)
        self._into.addWidget(label)
        return label

    @contextmanager
    def fold(self, name: str) -> Iterator[Fold]:
        """Put the fields that are added meanwhile under a button that opens them."""
        states = (self.room.texts("common.fold_shut"), self.room.texts("common.fold_open"))
        fold = Fold(self.room.theme, self._words(f"fold_{name}"), states)
        fold.opened.connect(self._follow)
        outside, before = self._into, set(self.rows)
        outside.addWidget(fold)
        self._into = fold.column
        yield fold
        self._into = outside
        self.folds |= dict.fromkeys([one for one in self.rows if one not in before], fold)

    def unfold(self, name: str) -> None:
        """Open what a field lies in, if it is shut."""
        if name in self.folds:
            self.folds[name].open()

    def unfold_said(self) -> None:
        """Open every fold in which a field says something: nothing known lies hidden."""
        for name, fold in self.folds.items():
            if _says(self.rows[name].control):
                fold.open()

    def line(self, name: str, chars: int = 30) -> fields.LineField:
        """Add a line of text, as wide as its answer."""
        return self._add(name, fields.LineField(self.room.theme, chars))

    def tidied(self, name: str, tidy: Callable[[str], str], chars: int = 12) -> fields.TidyField:
        """Add a line that is put in order on leaving it: a postcode, a code, a number."""
        return self._add(name, fields.TidyField(self.room.theme, tidy, chars))

    def area(self, name: str, lines: int = 3) -> fields.AreaField:
        """Add some lines of text."""
        return self._add(name, fields.AreaField(self.room.theme, lines))

    def day(self, name: str, *, birth: bool = False) -> fields.DayField:
        """Add a day; of birth, its year of two figures is never in the future."""
        room = self.room
        return self._add(
            name, fields.DayField(room.theme, room.texts, room.desk.today, birth=birth)
        )

    def moment(self, name: str) -> MomentField:
        """Add a day and a time of day."""
        room = self.room
        return self._add(name, MomentField(room.theme, room.texts, room.desk.today))

    def pick(self, name: str, choices: Choices) -> fields.PickField:
        """Add a choice among many; none is the first."""
        return self._add(name, fields.PickField(self.room.theme, choices))

    def radio(self, name: str, choices: Choices, *, across: bool = False) -> fields.RadioField:
        """Add a choice among few, all of them in view."""
        return self._add(name, fields.RadioField(self.room.theme, choices, across=across))

    def yes_no(self, name: str) -> fields.RadioField:
        """Ask what is so, is not so, or is not yet known.

        Welsh has no single yes: `<name>_yes` and `<name>_no` word the answers where they exist.
        """
        answers: list[tuple[bool | None, str]] = [
            (True, self._own_or_common(name, "yes")),
            (False, self._own_or_common(name, "no")),
            (None, self._own_or_common(name, "not_known")),
        ]
        return self._add(name, fields.RadioField(self.room.theme, answers, across=True))

    def number(self, name: str, chars: int = 4) -> fields.NumberField:
        """Add a whole number."""
        return self._add(name, fields.NumberField(self.room.theme, chars))

    def tick(self, name: str) -> fields.TickField:
        """Add a box to tick."""
        return self._add(name, fields.TickField(self.room.theme, self._words(name)))

    def custom(self, name: str, widget: Field) -> Field:
        """Add a field of the caller's own: it has value(), set_value() and changed."""
        return self._add(name, widget)

    def add(self, widget: QWidget) -> None:
        """Put something that is no field between the fields."""
        self._into.addWidget(widget)

    def _follow(self) -> None:
        """Put the keyboard on the first field of a fold that was just opened."""
        fold = self.sender()
        first = next((name for name, one in self.folds.items() if one is fold), "")
        if first:
            self.rows[first].control.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str, control: Field) -> Field:
        aid = self._words(f"{name}_help") if self._has(f"{name}_help") else ""
        row = FormRow(self.room.theme, self._words(name), aid, control)
        self.rows[name] = row
        self._into.addWidget(row)
        announces: Any = control
        announces.changed.connect(self.changed)
        return control

    def _words(self, name: str, **values: object) -> str:
        return self.room.texts(f"{self.prefix}.{name}", **values)

    def _has(self, name: str) -> bool:
        return self.room.texts.has(f"{self.prefix}.{name}")

    def _own_or_common(self, name: str, answer: str) -> str:
        if self._has(f"{name}_{answer}"):
            return self._words(f"{name}_{answer}")
        return self.room.texts(f"common.{answer}")


def _says(control: Any) -> bool:  # noqa: ANN401 - each control has its own type
    raw = control.raw() if hasattr(control, "raw") else control.value()
    return any(raw.values()) if isinstance(raw, dict) else bool(raw)
