"""The offences of a referral: several, each with its days, its place and what limits the charge."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.referral import OffenceGiven
from triage_app.services.offence_titles import title_of
from ui.parts import button, line_of
from ui.referral.offence_block import DAYS, OffenceBlock, Raw
from ui.room import Room
from ui.theme import UNIT


class OffencesEditor(QWidget):
    """The offences, one under the other, with a button for one more."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._blocks: list[OffenceBlock] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT * 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 2)
        layout.addLayout(self._column)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._set_count(1)
        # Made after the first offence, so that it comes after it by Tab.
        self.more = button(room.theme, room.texts("offence.add"), "", "plus")
        layout.addLayout(line_of(self.more))
        self.more.clicked.connect(self._add_one)

    def blocks(self) -> tuple[OffenceBlock, ...]:
        """Return the offences as they stand on the page."""
        return tuple(self._blocks)

    def value(self) -> tuple[OffenceGiven, ...]:
        """Return the offences; one left wholly empty is none."""
        given = [block.given() for block in self._blocks]
        return tuple(one for one in given if one != OffenceGiven())

    def set_value(self, value: tuple[OffenceGiven, ...]) -> None:
        """Show some offences."""
        self._set_count(max(len(value), 1))
        for block, given in zip(self._blocks, value or (OffenceGiven(),), strict=True):
            block.show_given(given)

    def raw(self) -> list[dict[str, Any]]:
        """Return every field of every offence as it stands."""
        return [block.raw() for block in self._blocks]

    def set_raw(self, raw: list[Raw]) -> None:
        """Show every field as it stood."""
        self._set_count(max(len(raw), 1))
        for block, one in zip(self._blocks, raw, strict=False):
            block.set_raw(one)

    def words(self, value: tuple[OffenceGiven, ...]) -> str:
        """Say the offences in a line each."""
        return "\n".join(self._line(one) for one in value)

    def mark(self, said: Mapping[str, str]) -> None:
        """Mark the fields that are wrong, `0.first_day` and the like, and not others beside them.

        A day that could not be read was marked when the offences were asked for.
        """
        for number, block in enumerate(self._blocks):
            for name, row in block.rows.items():
                unread = row.problem.text if name in DAYS else ""
                row.mark(said.get(f"{number}.{name}", unread))

    def go_to(self, inner: str) -> None:
        """Put the keyboard on a field of an offence: `0.first_day`."""
        number, _, name = inner.partition(".")
        block = self._blocks[min(int(number or 0), len(self._blocks) - 1)]
        block.rows[name if name in block.rows else "what"].control.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first thing to put right, or to the first offence."""
        super().focusInEvent(event)
        self._first_marked().setFocus()

    def _line(self, one: OffenceGiven) -> str:
        title = title_of(self._room.desk, one.code, one.title)[self._room.texts.language]
        return f"{one.code} {title}".strip()

    def _first_marked(self) -> QWidget:
        for block in self._blocks:
            for row in block.rows.values():
                if row.problem.text:
                    return row.control
        return self._blocks[0].what

    def _set_count(self, count: int) -> None:
        while len(self._blocks) < count:
            self._add_block()
        while len(self._blocks) > count:
            self._drop(self._blocks[-1])
        self._number()

    def _add_one(self) -> None:
        self._set_count(len(self._blocks) + 1)
        self._blocks[-1].what.setFocus()
        self.changed.emit()

    def _add_block(self) -> None:
        block = OffenceBlock(self._room)
        block.changed.connect(self.changed)
        block.removed.connect(self._remove)
        self._blocks.append(block)
        self._column.addWidget(block)

    def _remove(self) -> None:
        block = self.sender()
        if isinstance(block, OffenceBlock):
            self._drop(block)
            self._number()
            self._blocks[-1].what.setFocus()
            self.changed.emit()

    def _drop(self, block: OffenceBlock) -> None:
        self._blocks.remove(block)
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _number(self) -> None:
        for number, block in enumerate(self._blocks, start=1):
            block.count(number, alone=len(self._blocks) == 1)
