"""Whom to ask for at a service, as a field: a block for each contact, added and removed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.directory import CONTACT_LETTERS, MOST_CONTACTS, Contact
from triage_app.texts import Texts
from ui.blocks import Block, Blocks
from ui.parts import button, holding, line_of
from ui.room import Room
from ui.theme import UNIT

WIDTHS = {"name": 40, "telephone": 20, "email": 40, "hours_en": 40, "hours_cy": 40}


class ContactBlock(Block):
    """One contact: a name or a role, how to reach them, and when."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "service_contact", "directory.contact_remove")
        self.setContentsMargins(UNIT * 2, 0, 0, 0)
        self.column.setSpacing(UNIT)
        for name in CONTACT_LETTERS:
            self.line(name, WIDTHS[name])
        self.add(holding(line_of(self.remove)))

    def given(self) -> Contact:
        """Return what was filled in."""
        controls: dict[str, Any] = {name: row.control for name, row in self.rows.items()}
        return Contact(**{name: one.value() for name, one in controls.items()})


class ContactsField(QWidget):
    """Any number of contacts; one left wholly empty is none."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.more = button(room.theme, room.texts("directory.contact_add"), "", "plus")
        self._blocks = Blocks(self.more, partial(ContactBlock, room), most=MOST_CONTACTS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._blocks.column)
        column.addLayout(line_of(self.more))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.more)
        self._blocks.changed.connect(self.changed)

    def blocks(self) -> tuple[ContactBlock, ...]:
        """Return those on the page."""
        return self._blocks.each

    def value(self) -> tuple[Contact, ...]:
        """Return the contacts filled in."""
        given = (block.given() for block in self.blocks())
        return tuple(one for one in given if one != Contact())

    def set_value(self, value: Sequence[Contact | Mapping[str, str]] | None) -> None:
        """Show some."""
        self.set_raw([asdict(one) if isinstance(one, Contact) else one for one in value or ()])

    def raw(self) -> list[dict[str, Any]]:
        """Return everything as it stands, an empty block too."""
        return self._blocks.raw()

    def set_raw(self, raw: Sequence[Mapping[str, str]]) -> None:
        """Show everything as it stood."""
        self._blocks.set_raw(raw)

    def words(self, value: Sequence[Contact | Mapping[str, str]] | None) -> str:
        """Return how some contacts are shown."""
        return "; ".join(
            (one if isinstance(one, Contact) else Contact(**one)).name for one in value or ()
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first contact, or to adding one."""
        super().focusInEvent(event)
        if self.blocks():
            self.blocks()[0].go_to_first()
        else:
            self.more.setFocus()


def contact_said(texts: Texts, one: Contact) -> str:
    """Return a contact in one line, its hours in the language of the screen."""
    hours = one.hours_cy if texts.language == "cy" else one.hours_en
    said = {field.name: getattr(one, field.name) for field in fields(one)}
    said["hours"] = hours or one.hours_en or one.hours_cy
    return ", ".join(filter(None, (said[name] for name in ("name", "telephone", "email", "hours"))))
