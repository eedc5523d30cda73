"""The variations of contracts that wait: what would be different, and the form to answer it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.watched import day_of
from triage_app.services import variation_approvals
from triage_app.services.variation_approvals import Waiting
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Notice, button, clear, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone
from ui.variation_words import differences


class VariationsWaiting(QWidget):
    """Shows each variation with its differences; whoever may answers below it."""

    case_wanted = Signal(int)
    decided = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.rows: list[QPushButton] = []
        self.forms: dict[int, AnswerForm] = {}
        self.waiting: tuple[Waiting, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def refresh(self) -> None:
        """Show what waits now; what was being typed is kept first."""
        self.leave()
        self.waiting = variation_approvals.queue(self._room.desk, self._room.actor)
        clear(self._column)
        self.rows, self.forms = [], {}
        if self.waiting:
            title = self._room.texts("variation.waiting_title")
            self._column.addWidget(heading(self._room.theme, title))
        for one in self.waiting:
            self._add(one)

    def leave(self) -> None:
        """Keep what was being typed."""
        for form in self.forms.values():
            form.keeper.keep_now()

    def _add(self, one: Waiting) -> None:
        theme, texts, varying = self._room.theme, self._room.texts, one.varying
        asked = texts("variation.asked", name=one.asked_by, day=day_of(one.asked_at))
        by = texts(f"variation.by_{varying.asked_by}")
        self._column.addWidget(words(theme, f"{one.name}, {one.number}", bold=True))
        self._column.addWidget(words(theme, self._time(one), SMALL, bold=True))
        self._column.addWidget(words(theme, asked, SMALL, Tone.MUTED))
        self._column.addWidget(words(theme, texts("variation.wanted_by", by=by, why=varying.why)))
        for line in differences(texts, varying, one.draft, one.scheme):
            self._column.addWidget(words(theme, line))
        case = button(theme, texts("approvals.open_case"), "quiet")
        case.setAccessibleName(texts("approvals.open_case_named", name=one.name))
        case.clicked.connect(partial(self._go_to_case, one.case_id))
        self.rows.append(case)
        self._column.addWidget(case)
        if one.approval.allowed:
            form = AnswerForm(self._room, one)
            form.decided.connect(self.decided)
            self.forms[one.approval_id] = form
            self._column.addWidget(form)
        else:
            names = ", ".join(other.name for other in one.approval.others)
            said = texts(one.approval.code, names=names)
            self._column.addWidget(Notice(theme, "lock", said))

    def _time(self, one: Waiting) -> str:
        texts = self._room.texts
        if one.days_left is None:
            return texts("approvals.no_limit")
        code = "approvals.days_left" if one.days_left >= 0 else "approvals.days_past"
        return texts(code, n=abs(one.days_left), day=one.last_day)

    def _go_to_case(self, case_id: int, *_: object) -> None:
        self.case_wanted.emit(case_id)


class AnswerForm(Form):
    """Approve it, or send it back with a reason."""

    decided = Signal()

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__(room, "variation")
        self._waiting = waiting
        self.area("reason", 2)
        self.buttons("variation.approve", [("variation.send_back", self._send_back)])
        self.keeper = DraftKeeper(room, self, "variation.answer", waiting.approval_id)
        self.submitted.connect(self._approve)

    def _approve(self) -> None:
        self._decide(approved=True)

    def _send_back(self) -> None:
        self._decide(approved=False)

    def _decide(self, *, approved: bool) -> None:
        room, one = self.room, self._waiting
        with room.feedback.answering(self):
            reason = self.values()["reason"]
            seen = (one.approval_id, one.version)
            variation_approvals.decide(room.desk, room.actor, seen, reason, approved=approved)
            self.keeper.settled()
            self.decided.emit()
