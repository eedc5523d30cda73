"""The postcode of where somebody lives, and the box to tick where they live nowhere."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.identifiers import outcode, tidy_postcode
from triage_app.domain.residence import NO_FIXED_ABODE
from triage_app.services import whereabouts
from ui.fields import TickField, TidyField
from ui.room import Room


def postcode_doubt(room: Room, typed: str) -> str:
    """Say what looks odd in a postcode: its form, or that the file in force does not know it."""
    if typed and outcode(typed) is None:
        return room.texts("referral.postcode_odd")
    doubt = whereabouts.doubt(room.desk, room.actor, typed)
    if doubt is None:
        return ""
    month = room.texts.month(doubt.vintage)
    return room.texts(f"referral.postcode_{doubt.why}", postcode=typed, vintage=month)


class HomePostcode(QWidget):
    """A postcode; or no fixed abode, kept as the postcode that registers write for it."""

    changed = Signal()
    settled = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.line = TidyField(room.theme, tidy_postcode)
        self.line.setAccessibleName(room.texts("referral.postcode"))
        self.nowhere = TickField(room.theme, room.texts("referral.no_fixed_abode"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.nowhere)
        self.setFocusProxy(self.line)
        self.line.changed.connect(self.changed)
        self.line.settled.connect(self._settle)
        self.nowhere.changed.connect(self._tick)

    def value(self) -> str:
        """Return the postcode, tidied."""
        return NO_FIXED_ABODE if self.nowhere.value() else str(self.line.value())

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as every control
        """Show a postcode, or that there is none to be had."""
        nowhere = tidy_postcode(str(value or "")) == NO_FIXED_ABODE
        self.line.set_value("" if nowhere else value)
        self.nowhere.set_value(nowhere)

    def raw(self) -> str:
        """Return it as it was typed."""
        return NO_FIXED_ABODE if self.nowhere.value() else str(self.line.raw())

    def set_raw(self, raw: Any) -> None:  # noqa: ANN401 - as every control
        """Show it as it was typed before."""
        if raw == NO_FIXED_ABODE:
            self.set_value(raw)
        else:
            self.nowhere.set_value(False)
            self.line.set_raw(raw)

    def _settle(self) -> None:
        if self.line.value() == NO_FIXED_ABODE:
            self.set_value(NO_FIXED_ABODE)
        self.settled.emit()

    def _tick(self) -> None:
        nowhere = self.nowhere.value()
        self.line.setEnabled(not nowhere)
        self.setFocusProxy(self.nowhere if nowhere else self.line)
        self.changed.emit()
        self.settled.emit()
