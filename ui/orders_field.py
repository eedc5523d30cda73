"""Orders and bail as a field: whether there are any, and where there are, each with its end."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.orders import BAIL_KINDS, ORDER_KINDS, Order, Ordered, OrderKind
from triage_app.texts import Texts
from ui.form_fields import FieldColumn
from ui.parts import button, line_of
from ui.room import Room
from ui.theme import UNIT

Raw = Mapping[str, Any]


class OrderBlock(FieldColumn):
    """One order, or one bail."""

    removed = Signal()

    def __init__(self, room: Room, kinds: Sequence[OrderKind], *, bail: bool) -> None:
        super().__init__(room, "order")
        self._bail = bail
        self.setContentsMargins(UNIT * 2, 0, 0, 0)
        self.column.setSpacing(UNIT)
        self.kind = self.pick("kind", [(one, room.texts(f"order.kind_{one}")) for one in kinds])
        self.court = self.line("court", 40)
        self.until = self.day("until")
        if bail:
            self.matter = self.yes_no("another_matter")
        self.remove = button(room.theme, "", "quiet")
        holder = QWidget()
        holder.setLayout(line_of(self.remove))
        self.add(holder)
        self.remove.clicked.connect(self.removed)

    def count(self, number: int) -> None:
        """Say which of them this is."""
        code = "order.remove_bail" if self._bail else "order.remove_order"
        self.remove.setText(self.room.texts(code, number=number))

    def given(self) -> Order:
        """Return it; a day that cannot be read is marked, and refused."""
        row = self.rows["until"]
        row.mark("")
        try:
            until = self.until.value()
        except Unreadable as unreadable:
            row.mark(self.room.texts(unreadable.code))
            raise Unreadable("order.unreadable") from unreadable
        matter = self.matter.value() if self._bail else None
        return Order(self.kind.value(), self.court.value(), until, matter)

    def show_given(self, order: Order) -> None:
        """Show one."""
        self.kind.set_value(order.kind)
        self.court.set_value(order.court)
        self.until.set_value(order.until)
        if self._bail:
            self.matter.set_value(order.another_matter)

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


class OrderList(FieldColumn):
    """Whether there are any of one sort, and which."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room, "order")
        self._bail = name == "bail"
        self._blocks: list[OrderBlock] = []
        self.answer = self.yes_no(name)
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT * 2)
        self.column.addLayout(self._column)
        more = room.texts("order.add_bail" if self._bail else "order.add_order")
        self.more = button(room.theme, more, "", "plus")
        self._holder = QWidget()
        self._holder.setLayout(line_of(self.more))
        self.column.addWidget(self._holder)
        self.answer.changed.connect(self._follow)
        self.more.clicked.connect(self._add_one)
        self._follow()

    def blocks(self) -> tuple[OrderBlock, ...]:
        """Return those on the page."""
        return tuple(self._blocks)

    def orders(self) -> tuple[Order, ...]:
        """Return those described; one left wholly empty is none, and none is where none is said."""
        if self.answer.value() is not True:
            return ()
        given = (block.given() for block in self._blocks)
        return tuple(one for one in given if one != Order())

    def show_orders(self, orders: Sequence[Order], *, answer: bool | None) -> None:
        """Show some."""
        self._set_count(len(orders))
        for block, one in zip(self._blocks, orders, strict=True):
            block.show_given(one)
        self.answer.set_value(True if orders else answer)
        self._follow()

    def raw(self) -> dict[str, Any]:
        """Return everything as it stands."""
        return {"answer": self.answer.value(), "rows": [one.raw() for one in self._blocks]}

    def set_raw(self, raw: Raw) -> None:
        """Show everything as it stood."""
        rows = raw.get("rows", [])
        self._set_count(len(rows))
        for block, one in zip(self._blocks, rows, strict=True):
            block.set_raw(one)
        self.answer.set_value(raw.get("answer"))
        self._follow()

    def _follow(self) -> None:
        """Ask which only where there are some."""
        there = self.answer.value() is True
        if there and not self._blocks:
            self._set_count(1)
        for block in self._blocks:
            block.setVisible(there)
        self._holder.setVisible(there)

    def _add_one(self) -> None:
        self._set_count(len(self._blocks) + 1)
        self._blocks[-1].kind.setFocus()
        self.changed.emit()

    def _set_count(self, count: int) -> None:
        while len(self._blocks) < count:
            kinds = BAIL_KINDS if self._bail else ORDER_KINDS
            block = OrderBlock(self.room, kinds, bail=self._bail)
            block.changed.connect(self.changed)
            block.removed.connect(self._remove)
            self._blocks.append(block)
            self._column.addWidget(block)
            QWidget.setTabOrder(block.remove, self.more)
        while len(self._blocks) > count:
            self._drop(self._blocks[-1])
        self._number()

    def _remove(self) -> None:
        block = self.sender()
        if isinstance(block, OrderBlock):
            self._drop(block)
            self._number()
            self.more.setFocus()
            self.changed.emit()

    def _drop(self, block: OrderBlock) -> None:
        self._blocks.remove(block)
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _number(self) -> None:
        for number, block in enumerate(self._blocks, start=1):
            block.count(number)


class OrdersField(QWidget):
    """All that is known of orders and bail."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._texts = room.texts
        self.court_order = OrderList(room, "court_order")
        self.bail = OrderList(room, "bail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 2)
        for one in (self.court_order, self.bail):
            layout.addWidget(one)
            one.changed.connect(self.changed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Ordered:
        """Return what was filled in."""
        return Ordered(
            self.court_order.answer.value(),
            self.bail.answer.value(),
            (*self.court_order.orders(), *self.bail.orders()),
        )

    def set_value(self, value: Ordered | None) -> None:
        """Show what is known."""
        value = value or Ordered()
        orders = [one for one in value.orders if not one.is_bail]
        bail = [one for one in value.orders if one.is_bail]
        self.court_order.show_orders(orders, answer=value.court_order)
        self.bail.show_orders(bail, answer=value.bail)

    def raw(self) -> dict[str, Any]:
        """Return everything as it stands, to be kept as a draft."""
        return {"court_order": self.court_order.raw(), "bail": self.bail.raw()}

    def set_raw(self, raw: Raw | None) -> None:
        """Show everything as it stood."""
        for name, one in (("court_order", self.court_order), ("bail", self.bail)):
            one.set_raw((raw or {}).get(name, {}))

    def words(self, value: Ordered) -> str:
        """Say it in a few lines."""
        return "\n".join(said for _, said in ordered_lines(self._texts, value))

    def go_to(self, inner: str) -> None:
        """Put the keyboard on the question named, or on the first."""
        (self.bail if inner == "bail" else self.court_order).answer.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the first day to put right, or to the first question."""
        super().focusInEvent(event)
        for block in (*self.court_order.blocks(), *self.bail.blocks()):
            if block.rows["until"].problem.text:
                block.until.setFocus()
                return
        self.court_order.answer.setFocus()


def ordered_lines(texts: Texts, value: Ordered) -> list[tuple[str, str]]:
    """Return question and answer for orders and for bail, each listed where it is known which."""
    lines = []
    for name, bail in (("court_order", False), ("bail", True)):
        listed = [order_line(texts, one) for one in value.orders if one.is_bail is bail]
        answer = getattr(value, name)
        plain = texts("common.not_known")
        if answer is not None:
            plain = texts(f"order.{name}_{'yes' if answer else 'no'}")
        lines.append((texts(f"order.{name}"), "\n".join(listed) or plain))
    return lines


def order_line(texts: Texts, one: Order) -> str:
    """Say one order or bail: its kind, court or force, last day, and for bail for which matter."""
    code = "order.line" + ("_court" if one.court else "") + ("_until" if one.until else "")
    values: dict[str, object] = {"kind": texts(f"order.kind_{one.kind}")}
    values |= {"court": one.court} if one.court else {}
    values |= {"until": one.until} if one.until else {}
    said = texts(code, **values)
    if one.another_matter is None:
        return said
    matter = texts(f"order.another_matter_{'yes' if one.another_matter else 'no'}")
    return f"{said} ({matter})"
