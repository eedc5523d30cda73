"""What the rules say: a row for each, and under those that wait the questions that settle them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.eligibility import TERM, Finding
from triage_app.domain.eligibility import Verdict as Found
from triage_app.domain.scheme import Effect
from triage_app.services.eligibility import Advice
from triage_app.services.shown import RuleShown, Shown
from ui.eligibility import findings
from ui.eligibility.asking import Asking, ask
from ui.eligibility.row import Verdict, VerdictRow, column_for
from ui.parts import clear
from ui.room import Room
from ui.scrolling import bring_into_view


class Rules(QWidget):
    """The rows of one advice, live or as a decision keeps it."""

    settling = Signal(str)  # a rule's button was pressed
    answered = Signal(str, object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.rows: dict[str, VerdictRow] = {}
        self.askings: list[Asking] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_kept(self, shown: Shown, *, sources: bool, clock: Callable[[], QWidget]) -> None:
        """Show the rules as a decision keeps them: there is nothing to answer."""
        self._begin()
        for one in findings.in_order(shown.rules):
            self._add(one, None, sources=sources)
            if one.rule == TERM:
                self._column.addWidget(clock())

    def show_live(self, advice: Advice, *, sources: bool, clock: Callable[[], QWidget]) -> None:
        """Show the rules as they stand, with what can be answered or settled from here."""
        self._begin()
        found = {one.rule: one for one in advice.eligibility.findings}
        for one in findings.in_order(advice.shown.rules):
            finding = found[one.rule]
            questions = findings.open_questions(finding, advice.facts)
            asks_orders = findings.knows_of_no_order(finding)
            calls = findings.waits(finding, advice.facts)
            asks = bool(questions) or asks_orders
            row = self._add(one, finding, sources=sources, calls=calls, asks=asks)
            for question in questions:
                row.hold(self._connected(ask(self._room, question)))
            if asks_orders:
                row.hold(self._connected(_orders(self._room)))
            if one.rule == TERM:
                self._column.addWidget(clock())

    def ask_again(self, rule: str, questions: tuple[str, ...]) -> None:
        """Ask what was answered before."""
        asked = [self._connected(ask(self._room, question)) for question in questions]
        for one in asked:
            self.rows[rule].hold(one)
        asked[0].setFocus()
        bring_into_view(asked[0])

    def asking_of(self, rule: str) -> Asking | None:
        """Return the first question that stands in a rule's row."""
        row = self.rows[rule]
        return next((one for one in self.askings if row.isAncestorOf(one)), None)

    def put_under(self, rule: str, panel: QWidget) -> None:
        """Open a place under a rule's row."""
        self._column.insertWidget(self._column.indexOf(self.rows[rule]) + 1, panel)
        panel.show()
        panel.setFocus()
        bring_into_view(panel)

    def first_to_settle(self) -> QWidget | None:
        """Return where the keyboard begins: the first question, or the first row that calls."""
        for rule, row in self.rows.items():
            if not row.calls:
                continue
            if inside := self.asking_of(rule):
                return inside
            if row.action is not None:
                return row.action
        return None

    def _begin(self) -> None:
        self.rows, self.askings = {}, []
        clear(self._column)

    def _add(
        self,
        one: RuleShown,
        finding: Finding | None,
        *,
        sources: bool,
        calls: bool = False,
        asks: bool = False,
    ) -> VerdictRow:
        texts, theme = self._room.texts, self._room.theme
        way = findings.way_to_settle(finding) if finding and not asks else None
        notes = [said.text(texts) for said in one.answers]
        if one.effect is Effect.PROMPTS:
            notes.insert(0, texts("eligibility.prompt"))
        if sources and one.source:
            notes.append(texts("eligibility.source", source=one.source))
        verdict = Verdict(
            one.rule,
            findings.standing_of(texts, one),
            one.name.text(texts),
            one.found.text(texts),
            texts(way.code) if way else "",
            tuple(notes),
            asks=asks,
            calls=calls,
        )
        column = column_for(theme, [texts(f"eligibility.verdict_{word}") for word in Found])
        row = VerdictRow(theme, verdict, column)
        row.asked.connect(self.settling)
        self.rows[one.rule] = row
        self._column.addWidget(row)
        return row

    def _connected(self, made: Asking) -> Asking:
        made.answered.connect(self.answered)
        made.moved.connect(partial(self._move_from, made))
        self.askings.append(made)
        return made

    def _move_from(self, asking: Asking, by: int) -> None:
        at = self.askings.index(asking) + by
        if 0 <= at < len(self.askings):
            self.askings[at].setFocus()
            bring_into_view(self.askings[at])


def _orders(room: Room) -> Asking:
    """Ask of orders and bail where nothing is known: none of either takes one key."""
    texts = room.texts
    choices = [
        (texts("eligibility.settle_no_orders"), False),
        (texts("eligibility.settle_orders"), True),
    ]
    return Asking(room, findings.ORDERS, texts("eligibility.ask_orders"), choices)
