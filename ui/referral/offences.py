"""The offences of a referral: several, each with its days, its place and what limits the charge."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.identifiers import outcode, tidy_postcode
from triage_app.domain.offences import Category
from triage_app.domain.referral import OffenceGiven
from ui.form_fields import FieldColumn
from ui.parts import button, line_of, words
from ui.referral.offence_field import OffenceField
from ui.room import Room
from ui.theme import UNIT

Raw = Mapping[str, Any]


class OffenceBlock(FieldColumn):
    """One offence: what, when and where."""

    removed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "offence")
        self.column.setSpacing(UNIT * 2)
        self._build()
        self._connect()
        self._look_again()

    def _build(self) -> None:
        room, theme = self.room, self.room.theme
        self.title = words(theme, "", bold=True)
        self.remove = button(theme, "", "quiet")
        holder = QWidget()
        holder.setLayout(line_of(self.title, None, self.remove))
        self.add(holder)
        field = OffenceField(theme, room.desk.offences, room.texts.language)
        self.what = self.custom("what", field)
        categories = [(code, room.texts(f"offence.category_{code}")) for code in Category]
        self.category = self.pick("category", categories)
        self.first_day, self.last_day = self.day("first_day"), self.day("last_day")
        self.place = self.line("place", 40)
        self.postcode = self.tidied("postcode", tidy_postcode)
        self.domestic_abuse = self.yes_no("domestic_abuse")
        self.base_day = self.day("base_day")

    def _connect(self) -> None:
        self.what.chosen.connect(self._fill_category)
        self.what.editingFinished.connect(self._look_again)
        self.changed.connect(self._look_again)
        self.postcode.editingFinished.connect(self._look_at_postcode)
        self.remove.clicked.connect(self.removed)

    def count(self, number: int, *, alone: bool) -> None:
        """Say which of the offences this is; one alone cannot be removed."""
        texts = self.room.texts
        self.title.setText(texts("offence.number", number=number))
        self.remove.setText(texts("offence.remove", number=number))
        self.remove.setVisible(not alone)

    def given(self) -> OffenceGiven:
        """Return the offence; a day that cannot be read is marked, and refused."""
        code, title = self.what.given()
        return OffenceGiven(
            code=code,
            title=title,
            category=self.category.value(),
            first_day=self._day("first_day"),
            last_day=self._day("last_day"),
            place=self.place.value(),
            postcode=self.postcode.value(),
            domestic_abuse=self.domestic_abuse.value() if self._asks_abuse() else None,
            base_day=self._day("base_day") if not self.rows["base_day"].isHidden() else None,
        )

    def show_given(self, given: OffenceGiven) -> None:
        """Show an offence."""
        self.what.show_given(given.code, given.title)
        for name in ("category", "first_day", "last_day", "place", "postcode"):
            getattr(self, name).set_value(getattr(given, name))
        self.domestic_abuse.set_value(given.domestic_abuse)
        self.base_day.set_value(given.base_day)
        self._look_again()

    def raw(self) -> dict[str, Any]:
        """Return every field as it stands."""
        controls = {name: self._control(name) for name in self.rows}
        return {
            name: control.raw() if hasattr(control, "raw") else control.value()
            for name, control in controls.items()
        }

    def set_raw(self, raw: Raw) -> None:
        """Show every field as it stood."""
        for name in self.rows.keys() & raw.keys():
            control = self._control(name)
            (control.set_raw if hasattr(control, "set_raw") else control.set_value)(raw[name])
        self._look_again()

    def _control(self, name: str) -> Any:  # noqa: ANN401 - each control has its own type
        return self.rows[name].control

    def _day(self, name: str) -> Any:  # noqa: ANN401
        row = self.rows[name]
        row.mark("")
        try:
            return self._control(name).value()
        except Unreadable as unreadable:
            row.mark(self.room.texts(unreadable.code))
            raise Unreadable("referral.offence_unreadable") from unreadable

    def _fill_category(self) -> None:
        entry = self.what.entry()
        if entry is not None:
            self.category.set_value(entry.category)
        self._look_again()

    def _asks_abuse(self) -> bool:
        code, _title = self.what.given()
        return any(
            row.only_domestic_abuse and code[:7] in row.codes
            for row in self.room.desk.offences.special
        )

    def _look_again(self) -> None:
        """Ask of domestic abuse, and of a base day, only where the time to charge hangs on it."""
        self.rows["domestic_abuse"].setVisible(self._asks_abuse())
        code, _title = self.what.given()
        limit = self.room.desk.offences.limit(
            code,
            self.category.value(),
            None,
            domestic_abuse=self.domestic_abuse.value(),
        )
        self.rows["base_day"].setVisible(limit.base is not None)
        self._warn(code)

    def _warn(self, code: str) -> None:
        texts = self.room.texts
        unknown = bool(code) and self.what.entry() is None
        self.rows["what"].warn(texts("offence.not_listed") if unknown else "")
        named = bool(self.what.text().strip())
        missing = named and self.category.value() is None
        self.rows["category"].warn(texts("offence.no_category") if missing else "")

    def _look_at_postcode(self) -> None:
        typed = self.postcode.value()
        odd = bool(typed) and outcode(typed) is None
        self.rows["postcode"].warn(self.room.texts("referral.postcode_odd") if odd else "")


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
        return "\n".join(f"{one.code} {one.title}".strip() for one in value)

    def mark_own(self) -> None:
        """Mark the fields that are wrong, and not the others beside them."""
        for block in self._blocks:
            for row in block.rows.values():
                row.mark(row.problem.text)

    def go_to(self, inner: str) -> None:
        """Put the keyboard on a field of an offence: `0.first_day`."""
        number, _, name = inner.partition(".")
        block = self._blocks[min(int(number or 0), len(self._blocks) - 1)]
        block.rows[name if name in block.rows else "what"].control.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first thing to put right, or to the first offence."""
        super().focusInEvent(event)
        self._first_marked().setFocus()

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
        QWidget.setTabOrder(self._blocks[-1].rows["base_day"].control, self.more)
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
