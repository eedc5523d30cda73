"""Places under a finding where it is settled: an answer by hand, orders and bail, the term."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.services import eligibility, terms
from triage_app.services.eligibility import Advice
from ui.forms import Form
from ui.parts import button, column_of, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone


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
    """Where a postcode cannot decide, a person says what they found."""

    def __init__(self, room: Room, case_id: int, rule: str) -> None:
        super().__init__(room, case_id)
        self._rule = rule
        short = rule.partition("_")[0]
        self.inside = button(room.theme, room.texts("eligibility.inside"))
        self.outside = button(room.theme, room.texts("eligibility.outside"))
        self.neither = button(room.theme, room.texts("eligibility.not_known_yet"), "quiet")
        answers = QWidget()
        answers.setLayout(line_of(self.inside, self.outside, self.neither))
        self.hold(words(room.theme, room.texts(f"eligibility.by_hand_{short}")), answers)
        self.inside.clicked.connect(self._say_inside)
        self.outside.clicked.connect(self._say_outside)
        self.neither.clicked.connect(self._say_nothing)
        self.setFocusProxy(self.inside)

    def _say_inside(self) -> None:
        self._answer(inside=True)

    def _say_outside(self) -> None:
        self._answer(inside=False)

    def _say_nothing(self) -> None:
        self._answer(inside=None)

    def _answer(self, *, inside: bool | None) -> None:
        room = self.room
        with room.feedback.answering():
            eligibility.answer(room.desk, room.actor, self.case_id, **{self._rule: inside})
            self.settled.emit()


class Orders(Panel):
    """What is known of court orders, and of bail for another matter."""

    def __init__(self, room: Room, case_id: int, advice: Advice) -> None:
        super().__init__(room, case_id)
        self.form = Form(room, "referral")
        for name in ("court_order", "bail_elsewhere"):
            self.form.yes_no(name).set_value(getattr(advice.facts, name))
        self.form.add(line_holder(button(room.theme, room.texts("common.save")), self.form))
        self.hold(self.form)
        self.form.submitted.connect(self._save)
        self.setFocusProxy(self.form.rows["court_order"].control)

    def _save(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            eligibility.answer(room.desk, room.actor, self.case_id, **self.form.values())
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
            reason = self.form.values()["term_reason"]
            terms.override_term(room.desk, room.actor, self.case_id, reason)
            self.settled.emit()


def line_holder(pressed: QPushButton, form: Form) -> QWidget:
    """Return a line with a plain button that submits a form."""
    pressed.clicked.connect(form.submitted)
    holder = QWidget()
    holder.setLayout(line_of(pressed))
    return holder


def set_line(room: Room, advice: Advice) -> QWidget | None:
    """Say which term was set, by whom and why; nothing where it is the scheme's."""
    if advice.term_end is None:
        return None
    values = {"ends": advice.term_end, "by": advice.term_by, "reason": advice.term_reason}
    return words(room.theme, room.texts("eligibility.term_set", **values), tone=Tone.MUTED)
