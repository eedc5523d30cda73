"""The offences of a referral: several, each with its days, its place and what limits the charge."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.referral import OffenceGiven
from triage_app.services.offence_titles import title_of
from ui.blocks import Blocks, Raw
from ui.parts import button, line_of
from ui.referral.offence_block import DAYS, OffenceBlock
from ui.room import Room
from ui.theme import UNIT


class OffencesEditor(QWidget):
    """The offences, one under the other, with a button for one more."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.more = button(room.theme, room.texts("offence.add"), "", "plus")
        self._blocks = Blocks(self.more, partial(OffenceBlock, room), UNIT * 3, least=1)
        self._blocks.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 2)
        layout.addLayout(self._blocks.column)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._blocks.set_count(1)
        layout.addLayout(line_of(self.more))

    def blocks(self) -> tuple[OffenceBlock, ...]:
        """Return the offences as they stand on the page."""
        return self._blocks.each

    def value(self) -> tuple[OffenceGiven, ...]:
        """Return the offences; one left wholly empty is none."""
        given = [block.given() for block in self.blocks()]
        return tuple(one for one in given if one != OffenceGiven())

    def set_value(self, value: tuple[OffenceGiven, ...]) -> None:
        """Show some offences."""
        self._blocks.set_count(len(value))
        for block, given in zip(self.blocks(), value or (OffenceGiven(),), strict=True):
            block.show_given(given)

    def raw(self) -> list[dict[str, Any]]:
        """Return every field of every offence as it stands."""
        return self._blocks.raw()

    def set_raw(self, raw: list[Raw]) -> None:
        """Show every field as it stood."""
        self._blocks.set_raw(raw)

    def words(self, value: tuple[OffenceGiven, ...]) -> str:
        """Say the offences in a line each."""
        return "\n".join(self._line(one) for one in value)

    def mark(self, said: Mapping[str, str]) -> None:
        """Mark the fields that are wrong, `0.first_day` and the like, and not others beside them.

        A day that could not be read was marked when the offences were asked for.
        """
        for number, block in enumerate(self.blocks()):
            for name, row in block.rows.items():
                unread = row.problem.text if name in DAYS else ""
                row.mark(said.get(f"{number}.{name}", unread))

    def go_to(self, inner: str) -> None:
        """Put the keyboard on a field of an offence: `0.first_day`."""
        number, _, name = inner.partition(".")
        block = self.blocks()[min(int(number or 0), len(self.blocks()) - 1)]
        block.rows[name if name in block.rows else "what"].control.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first thing to put right, or to the first offence."""
        super().focusInEvent(event)
        self._first_marked().setFocus()

    def _line(self, one: OffenceGiven) -> str:
        title = title_of(self._room.desk, one.code, one.title)[self._room.texts.language]
        return f"{one.code} {title}".strip()

    def _first_marked(self) -> QWidget:
        for block in self.blocks():
            for row in block.rows.values():
                if row.problem.text:
                    return row.control
        return self.blocks()[0].what
