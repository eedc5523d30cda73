"""Places under a finding where it is settled: an answer by hand, orders and bail, the term."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from triage_app.domain.charge_clock import OffenceLimit
from triage_app.domain.offences import Category
from triage_app.domain.orders import Ordered
from triage_app.domain.roles import Permission, may
from triage_app.services import answers, charging, orders, terms
from triage_app.services.charging import Known
from triage_app.services.eligibility import Advice
from triage_app.services.finding_words import answer_word
from ui.forms import Form
from ui.orders_field import OrdersField
from ui.parts import button, column_of, holding, line_of, words
from ui.room import Room
from ui.theme import UNIT


class Panel(QFrame):
    """A place that opens under a row; `settled` when something has been recorded."""

    settled = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self.room, self.case_id = room, case_id
        self.setProperty("place", "panel")

    def hold(self, *widgets: QWidget) -> None:
        """Put the parts of the panel one under the other."""
        self.setLayout(column_of(*widgets, spacing=UNIT, margin=UNIT * 2))


class ByHand(Panel):
    """Where a postcode cannot decide, a person says how they know and what they found."""

    def __init__(self, room: Room, case_id: int, question: str, reason: str) -> None:
        super().__init__(room, case_id)
        self._question = question
        texts, theme = room.texts, room.theme
        self.form = Form(room, "eligibility")
        self.form.add(words(theme, texts(f"eligibility.by_hand_{question}")))
        self.form.area("why", 2).set_value(reason)
        self.inside = button(theme, answer_word(texts, question, "yes"))
        self.outside = button(theme, answer_word(texts, question, "no"))
        self.neither = button(theme, answer_word(texts, question, "not_known"), "quiet")
        choices = holding(line_of(self.inside, self.outside, self.neither))
        self.form.add(choices)
        self.hold(self.form)
        self.inside.clicked.connect(self._say_inside)
        self.outside.clicked.connect(self._say_outside)
        self.neither.clicked.connect(self._say_nothing)
        self.setFocusProxy(self.form.rows["why"].control)

    def _say_inside(self) -> None:
        self._answer(inside=True)

    def _say_outside(self) -> None:
        self._answer(inside=False)

    def _say_nothing(self) -> None:
        self._answer(inside=None)

    def _answer(self, *, inside: bool | None) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            why = self.form.values()["why"]
            answers.answer(room.desk, room.actor, self.case_id, self._question, inside, why)
            self.settled.emit()


class Orders(Panel):
    """What is known of court orders and of bail; that there are none takes one press."""

    def __init__(self, room: Room, case_id: int, advice: Advice) -> None:
        super().__init__(room, case_id)
        theme, texts = room.theme, room.texts
        self.form = Form(room, "referral")
        self.none = button(theme, texts("eligibility.settle_no_orders"))
        self.form.add(_holder(self.none))
        self.orders = self.form.custom("ordered", OrdersField(room))
        self.orders.set_value(advice.facts.ordered)
        self.save = button(theme, texts("common.save"))
        self.form.add(_holder(self.save))
        self.hold(self.form)
        self.none.clicked.connect(self._say_none)
        self.save.clicked.connect(self.form.submitted)
        self.form.submitted.connect(self._save)
        self.setFocusProxy(self.none)

    def _say_none(self) -> None:
        self._set(Ordered(court_order=False, bail=False))

    def _save(self) -> None:
        with self.room.feedback.answering(self.form):
            self._set(self.form.values()["ordered"])

    def _set(self, ordered: Ordered) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            orders.set_orders(room.desk, room.actor, self.case_id, ordered)
            self.settled.emit()


class OffencePanel(Panel):
    """What the time to charge one offence hangs on and nobody has said."""

    def __init__(self, room: Room, case_id: int, limit: OffenceLimit) -> None:
        super().__init__(room, case_id)
        self._charged = limit.offence
        self.form = Form(room, "offence")
        categories = [(code, room.texts(f"offence.category_{code}")) for code in Category]
        self.form.pick("category", categories).set_value(limit.offence.category)
        abuse = self.form.yes_no("domestic_abuse")
        abuse.set_value(limit.offence.domestic_abuse)
        self.form.day("base_day").set_value(limit.offence.base_day)
        self.form.reveal("category", limit.category_missing)
        self.form.reveal("domestic_abuse", limit.hangs_on_abuse)
        self._asks_base = limit.limit.from_base is not None
        self._hangs = limit.hangs_on_abuse
        self.save = button(room.theme, room.texts("common.save"))
        self.form.add(_holder(self.save))
        self.hold(self.form)
        abuse.changed.connect(self._follow)
        self.save.clicked.connect(self.form.submitted)
        self.form.submitted.connect(self._save)
        self._follow()
        first = next(row for row in self.form.rows.values() if not row.isHidden())
        self.setFocusProxy(first.control)

    def _follow(self) -> None:
        """Ask for the day it runs from where one counts: only of domestic abuse, or always."""
        abuse = self.form.rows["domestic_abuse"].control
        asked = abuse.value() is True if self._hangs else self._asks_base  # type: ignore[attr-defined]
        self.form.reveal("base_day", asked)

    def _save(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            values, charged = self.form.values(), self._charged
            known = Known(
                category=values["category"] or charged.category,
                domestic_abuse=values["domestic_abuse"] if self._hangs else charged.domestic_abuse,
                base_day=values["base_day"],
            )
            charging.fill_in(room.desk, room.actor, self.case_id, charged.id, known)
            self.settled.emit()


class Term(Panel):
    """A term that leaves time to charge; or the whole term, kept by a supervisor."""

    def __init__(self, room: Room, case_id: int, advice: Advice) -> None:
        super().__init__(room, case_id)
        texts, theme = room.texts, room.theme
        self.form = Form(room, "eligibility")
        self.form.note("term_note")
        self.form.area("term_reason", 2)
        self.shorten = self.override = None
        longest = advice.fit.longest_end
        if longest is not None:
            self.shorten = button(theme, texts("eligibility.shorten", longest=longest))
            self.shorten.clicked.connect(self._shorten)
        if may(room.actor.role, Permission.OVERRIDE_TERM):
            self.form.day("term_ends")
            self.override = button(theme, texts("eligibility.override"))
            self.override.clicked.connect(self._override)
        else:
            self.form.note("override_note")
        answers = QWidget()
        answers.setLayout(line_of(*(one for one in (self.shorten, self.override) if one)))
        self.form.add(answers)
        self.hold(self.form)
        self.setFocusProxy(self.form.rows["term_reason"].control)

    def _shorten(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            reason = self.form.values()["term_reason"]
            terms.shorten_term(room.desk, room.actor, self.case_id, reason)
            self.settled.emit()

    def _override(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            values = self.form.values()
            reason, ends = values["term_reason"], values["term_ends"]
            terms.override_term(room.desk, room.actor, self.case_id, reason, ends)
            self.settled.emit()


def _holder(pressed: QWidget) -> QWidget:
    return holding(line_of(pressed))
