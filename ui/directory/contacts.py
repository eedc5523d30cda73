"""Whom to ask for at a service, as a field: a block for each contact, added and removed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.directory import CONTACT_LETTERS, MOST_CONTACTS, Contact
from triage_app.texts import Texts
from ui.form_fields import FieldColumn
from ui.parts import button, line_of
from ui.room import Room
from ui.theme import UNIT

WIDTHS = {"name": 40, "telephone": 20, "email": 40, "hours_en": 40, "hours_cy": 40}


class ContactBlock(FieldColumn):
    """One contact: a name or a role, how to reach them, and when."""

    removed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "service_contact")
        self.setContentsMargins(UNIT * 2, 0, 0, 0)
        self.column.setSpacing(UNIT)
        for name in CONTACT_LETTERS:
            self.line(name, WIDTHS[name])
        self.remove = button(room.theme, "", "quiet")
        holder = QWidget()
        holder.setLayout(line_of(self.remove))
        self.add(holder)
        self.remove.clicked.connect(self.removed)

    def count(self, number: int) -> None:
        """Say which of them this is."""
        self.remove.setText(self.room.texts("directory.contact_remove", number=number))

    def given(self) -> Contact:
        """Return what was filled in."""
        controls: dict[str, Any] = {name: row.control for name, row in self.rows.items()}
        return Contact(**{name: one.value() for name, one in controls.items()})

    def show_given(self, one: Mapping[str, str]) -> None:
        """Show one."""
        for name, row in self.rows.items():
            control: Any = row.control
            control.set_value(one.get(name, ""))


class ContactsField(QWidget):
    """Any number of contacts; one left wholly empty is none."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.blocks: list[ContactBlock] = []
        self.more = button(room.theme, room.texts("directory.contact_add"), "", "plus")
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(UNIT * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._blocks)
        column.addLayout(line_of(self.more))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.more)
        self.more.clicked.connect(self._add_one)

    def value(self) -> tuple[Contact, ...]:
        """Return the contacts filled in."""
        return tuple(one for one in (block.given() for block in self.blocks) if one != Contact())

    def set_value(self, value: Sequence[Contact | Mapping[str, str]] | None) -> None:
        """Show some."""
        self._show([asdict(one) if isinstance(one, Contact) else one for one in value or ()])

    def raw(self) -> list[dict[str, str]]:
        """Return everything as it stands, an empty block too."""
        return [asdict(block.given()) for block in self.blocks]

    def set_raw(self, raw: Sequence[Mapping[str, str]]) -> None:
        """Show everything as it stood."""
        self._show(raw)

    def words(self, value: Sequence[Contact | Mapping[str, str]] | None) -> str:
        """Return how some contacts are shown."""
        return "; ".join(
            (one if isinstance(one, Contact) else Contact(**one)).name for one in value or ()
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first contact, or to adding one."""
        super().focusInEvent(event)
        first = self.blocks[0].rows["name"].control if self.blocks else self.more
        first.setFocus()

    def _show(self, given: Sequence[Mapping[str, str]]) -> None:
        while self.blocks:
            self._drop(self.blocks[-1])
        for one in given:
            self._put().show_given(one)
        self._number()

    def _add_one(self) -> None:
        block = self._put()
        self._number()
        block.rows["name"].control.setFocus()
        self.changed.emit()

    def _put(self) -> ContactBlock:
        block = ContactBlock(self._room)
        block.changed.connect(self.changed)
        block.removed.connect(self._remove)
        self.blocks.append(block)
        self._blocks.addWidget(block)
        QWidget.setTabOrder(block.remove, self.more)
        return block

    def _remove(self) -> None:
        block = self.sender()
        if isinstance(block, ContactBlock):
            self._drop(block)
            self._number()
            self.more.setFocus()
            self.changed.emit()

    def _drop(self, block: ContactBlock) -> None:
        self.blocks.remove(block)
        self._blocks.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _number(self) -> None:
        for number, block in enumerate(self.blocks, start=1):
            block.count(number)
        self.more.setEnabled(len(self.blocks) < MOST_CONTACTS)


def contact_said(texts: Texts, one: Contact) -> str:
    """Return a contact in one line, its hours in the language of the screen."""
    hours = one.hours_cy if texts.language == "cy" else one.hours_en
    said = {field.name: getattr(one, field.name) for field in fields(one)}
    said["hours"] = hours or one.hours_en or one.hours_cy
    return ", ".join(filter(None, (said[name] for name in ("name", "telephone", "email", "hours"))))
