"""Letters and reviews: which rung of the ladder is due, what was made, and how it was given."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.ladder import OnLadder
from triage_app.domain.roles import Permission, may
from triage_app.domain.workflow import OVER
from triage_app.services import approvals
from triage_app.services.tracking import WARNING
from triage_app.services.tracking_view import LetterSeen, TrackingView
from ui.decision import for_another
from ui.paper_panel import PaperPanel
from ui.parts import Notice, breakable, button, column_of, heading, holding, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

KINDS = ("WARNING", "NOT_BREACH", "REMINDER")


class Ladder(QWidget):
    """The ladder in force, what is due of it, and the letters there are."""

    letter_wanted = Signal()
    review_wanted = Signal()
    giving_wanted = Signal(int)

    def __init__(self, room: Room, view: TrackingView) -> None:
        super().__init__()
        self._room, self._view = room, view
        self.act: QPushButton | None = None  # what the rung that is due asks for
        self.give: list[QPushButton] = []
        self.papers: PaperPanel | None = None
        self._build()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading(theme, texts("tracking.ladder")))
        if self._view.rung:
            column.addWidget(self._due())
        column.addWidget(self._standing())
        for one in self._view.letters:
            column.addWidget(self._letter(one))
        reminded = any(one.booked.reminder_id for one in self._view.meetings)
        if reminded or any(one.paper_id for one in self._view.letters):
            self.papers = PaperPanel(self._room, self._view.case_id, KINDS)
            column.addWidget(self.papers)

    def _due(self) -> QWidget:
        theme, texts, rung = self._room.theme, self._room.texts, self._view.rung
        said = texts("tracking.ladder_now", rung=rung.name if rung else "")
        if not self._view.can_be_recorded:
            return words(theme, said)
        warns = rung is not None and rung.code == WARNING
        if not warns and not may(self._room.actor.role, Permission.DECIDE_BREACH):
            return Notice(theme, "due", f"{said}. {texts('tracking.review_waits')}")
        room = self._room
        approval = None if warns else approvals.beside(room.desk, room.actor, self._view.case_id)
        if approval is not None and not approval.allowed:
            return holding(column_of(Notice(theme, "due", said), for_another(room, approval)))
        code = "tracking.make_a_letter" if warns else "tracking.review_now"
        self.act = button(theme, texts(code), icon="paper" if warns else "pen")
        self.act.clicked.connect(self.letter_wanted if warns else self.review_wanted)
        return Notice(theme, "due", said, self.act)

    def _standing(self) -> QWidget:
        """Say where the misses stand, what the next would bring, and the whole ladder in force."""
        theme, texts, view = self._room.theme, self._room.texts, self._view
        stands = view.on_ladder
        said = [texts("tracking.ladder_misses", n=stands.misses)]
        if stands.rung:
            said.append(texts("tracking.ladder_rung", rung=stands.rung.name))
        lines = [words(theme, ". ".join(said)), words(theme, self._brings(stands), bold=True)]
        steps = [
            texts("tracking.ladder_after", n=one.after_misses, rung=one.name) for one in view.ladder
        ]
        if view.new_offence:
            steps.append(texts("tracking.ladder_offence", rung=view.new_offence.name))
        steps.insert(0, texts("tracking.ladder_all"))
        lines += [words(theme, step, SMALL, Tone.MUTED) for step in steps]
        return holding(column_of(*lines, spacing=2))

    def _brings(self, stands: OnLadder) -> str:
        texts = self._room.texts
        if stands.brings:
            return texts("tracking.ladder_brings", rung=stands.brings.name)
        code = "ladder_brings_nothing" if stands.coming else "ladder_top"
        return texts(f"tracking.{code}")

    def _letter(self, one: LetterSeen) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        holder, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        made = texts("tracking.letter_made", rung=one.name, day=one.made_on)
        column.addWidget(words(theme, made, bold=True))
        if one.reason:
            column.addWidget(words(theme, one.reason, SMALL, Tone.MUTED))
        if one.paper_id is not None:
            column.addWidget(self._giving(one))
        holder.setLayout(column)
        return holder

    def _giving(self, one: LetterSeen) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        if one.given_on:
            how = texts(f"tracking.how_{one.given_how}")
            given = {"day": one.given_on, "how": how, "by": breakable(one.given_by)}
            lines = [words(theme, texts("tracking.letter_given", **given))]
            if one.given_note:
                lines.append(words(theme, one.given_note, SMALL, Tone.MUTED))
            return holding(column_of(*lines, spacing=2))
        said = words(theme, texts("tracking.letter_not_given"), tone=Tone.WARN, bold=True)
        if self._view.state in OVER:
            return said
        give = button(theme, texts("tracking.give_letter"), icon="check")
        give.clicked.connect(partial(self._ask_giving, one.id))
        self.give.append(give)
        holder = QWidget()
        said.setWordWrap(False)
        holder.setLayout(line_of(said, give))
        return holder

    def _ask_giving(self, letter_id: int, *_: object) -> None:
        self.giving_wanted.emit(letter_id)
