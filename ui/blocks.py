"""Several of a kind in one field: a block of fields for each, added, counted and taken away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from ui.form_fields import FieldColumn
from ui.parts import button
from ui.room import Room
from ui.theme import UNIT

Raw = Mapping[str, Any]


class Block(FieldColumn):
    """One of several: its fields, and the button that takes it away."""

    removed = Signal()

    def __init__(self, room: Room, prefix: str, removal: str) -> None:
        super().__init__(room, prefix)
        self._removal = removal
        self.remove = button(room.theme, "", "quiet")
        self.remove.clicked.connect(self.removed)

    def count(self, number: int) -> None:
        """Say which of them this is."""
        self.remove.setText(self.room.texts(self._removal, number=number))

    def go_to_first(self) -> None:
        """Put the keyboard on the first field."""
        next(iter(self.rows.values())).control.setFocus()

    def raw(self) -> dict[str, Any]:
        """Return every field as it stands."""
        kept: dict[str, Any] = {name: row.control for name, row in self.rows.items()}
        return {
            name: one.raw() if hasattr(one, "raw") else one.value() for name, one in kept.items()
        }

    def set_raw(self, raw: Raw) -> None:
        """Show every field as it stood."""
        for name in self.rows.keys() & raw.keys():
            control: Any = self.rows[name].control
            (control.set_raw if hasattr(control, "set_raw") else control.set_value)(raw[name])


One = TypeVar("One", bound=Block)


class Blocks(QObject, Generic[One]):
    """The blocks of a field, in a column of their own; a button of the field adds one more."""

    changed = Signal()

    def __init__(
        self,
        more: QPushButton,
        make: Callable[[], One],
        spacing: int = UNIT * 2,
        *,
        least: int = 0,
        most: int | None = None,
    ) -> None:
        super().__init__(more)
        self.each: tuple[One, ...] = ()
        self.column = QVBoxLayout()
        self.column.setSpacing(spacing)
        self._more, self._make, self._least, self._most = more, make, least, most
        more.clicked.connect(self._add_one)

    def set_count(self, count: int) -> None:
        """Let there be so many, the newest taken away first."""
        while len(self.each) < max(count, self._least):
            self._put()
        while len(self.each) > max(count, self._least):
            self._drop(self.each[-1])
        self._number()

    def raw(self) -> list[dict[str, Any]]:
        """Return every field of every block as it stands."""
        return [one.raw() for one in self.each]

    def set_raw(self, raw: Sequence[Raw]) -> None:
        """Show every field as it stood."""
        self.set_count(len(raw))
        for block, one in zip(self.each, raw, strict=False):
            block.set_raw(one)

    def _put(self) -> None:
        block = self._make()
        block.changed.connect(self.changed)
        block.removed.connect(self._remove)
        self.each += (block,)
        self.column.addWidget(block)

    def _add_one(self) -> None:
        self.set_count(len(self.each) + 1)
        self.each[-1].go_to_first()
        self.changed.emit()

    def _remove(self) -> None:
        block = self.sender()
        if isinstance(block, Block):
            self._drop(block)
            self._number()
            if self._least:
                self.each[-1].go_to_first()
            else:
                self._more.setFocus()
            self.changed.emit()

    def _drop(self, block: Block) -> None:
        self.each = tuple(one for one in self.each if one is not block)
        self.column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _number(self) -> None:
        for number, block in enumerate(self.each, start=1):
            block.count(number)
            block.remove.setVisible(len(self.each) > self._least)
        self._more.setEnabled(self._most is None or len(self.each) < self._most)
