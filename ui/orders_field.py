"""Orders and bail as a field: whether there are any, and where there are, each with its end."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.orders import BAIL_KINDS, ORDER_KINDS, Order, Ordered, OrderKind
from triage_app.texts import Texts
from ui.blocks import Block, Blocks, Raw
from ui.form_fields import FieldColumn
from ui.parts import button, holding, line_of
from ui.room import Room
from ui.theme import UNIT


class OrderBlock(Block):
    """One order, or one bail."""

    def __init__(self, room: Room, kinds: Sequence[OrderKind], *, bail: bool) -> None:
        super().__init__(room, "order", "order.remove_bail" if bail else "order.remove_order")
        self._bail = bail
        self.setContentsMargins(UNIT * 2, 0, 0, 0)
        self.column.setSpacing(UNIT)
        self.kind = self.pick("kind", [(one, room.texts(f"order.kind_{one}")) for one in kinds])
        self.court = self.line("court", 40)
        self.until = self.day("until")
        if bail:
            self.matter = self.yes_no("another_matter")
        self.add(holding(line_of(self.remove)))

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


class OrderList(FieldColumn):
    """Whether there are any of one sort, and which."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room, "order")
        self._bail = name == "bail"
        self.answer = self.yes_no(name)
        more = room.texts("order.add_bail" if self._bail else "order.add_order")
        self.more = button(room.theme, more, "", "plus")
        kinds = BAIL_KINDS if self._bail else ORDER_KINDS
        make = partial(OrderBlock, room, kinds, bail=self._bail)
        self._blocks = Blocks(self.more, make)
        self.column.addLayout(self._blocks.column)
        self._holder = QWidget()
        self._holder.setLayout(line_of(self.more))
        self.column.addWidget(self._holder)
        self.answer.changed.connect(self._follow)
        self._blocks.changed.connect(self.changed)
        self._follow()

    def blocks(self) -> tuple[OrderBlock, ...]:
        """Return those on the page."""
        return self._blocks.each

    def orders(self) -> tuple[Order, ...]:
        """Return those described; one left wholly empty is none, and none is where none is said."""
        if self.answer.value() is not True:
            return ()
        given = (block.given() for block in self.blocks())
        return tuple(one for one in given if one != Order())

    def show_orders(self, orders: Sequence[Order], *, answer: bool | None) -> None:
        """Show some."""
        self._blocks.set_count(len(orders))
        for block, one in zip(self.blocks(), orders, strict=True):
            block.show_given(one)
        self.answer.set_value(True if orders else answer)
        self._follow()

    def raw(self) -> dict[str, Any]:
        """Return everything as it stands."""
        return {"answer": self.answer.value(), "rows": self._blocks.raw()}

    def set_raw(self, raw: Raw) -> None:
        """Show everything as it stood."""
        self._blocks.set_raw(raw.get("rows", []))
        self.answer.set_value(raw.get("answer"))
        self._follow()

    def _follow(self) -> None:
        """Ask which only where there are some."""
        there = self.answer.value() is True
        if there and not self.blocks():
            self._blocks.set_count(1)
        for block in self.blocks():
            block.setVisible(there)
        self._holder.setVisible(there)


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
