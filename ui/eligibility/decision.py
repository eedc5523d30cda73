"""The decision: agreeing with the advice and disagreeing take the same steps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.eligibility import Decision, Outcome, Verdict
from triage_app.domain.scheme import Effect
from triage_app.domain.workflow import Event
from triage_app.services import eligibility
from triage_app.services.eligibility import Advice
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, heading, holding, line_of, words
from ui.room import Room
from ui.theme import UNIT, Tone

DRAFT = "eligibility"
WIDTH = 168  # of either answer: they weigh the same


class DecisionPanel(QWidget):
    """Takes a reason and one of two answers."""

    decided = Signal()
    undecided = Signal()  # it was refused: the advice may be another by now

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self._digest = self._shown_digest = ""
        self._build()
        self._connect()

    def show_advice(self, advice: Advice) -> None:
        """Say what the advice comes to; a reason already typed stays."""
        self._digest, self._shown_digest = advice.eligibility.digest, advice.shown.digest
        verdict = advice.eligibility.verdict
        texts, said = self._room.texts, [self._room.texts(f"eligibility.advice_{verdict}")]
        for code, found in (("against", Verdict.NOT_MET), ("open", Verdict.NOT_KNOWN)):
            rules = [
                one.name.text(texts)
                for one in advice.shown.rules
                if one.verdict is found and one.effect is Effect.BARS
            ]
            if rules:
                said.append(texts(f"eligibility.advice_{code}", rules="; ".join(rules)))
        self.advice.setText(said[0])
        self.stands.setText("\n".join(said[1:]))
        self.stands.setVisible(len(said) > 1)
        judged = advice.judged.suitability
        self.judged.setText("" if judged else texts("eligibility.not_judged_yet"))
        self.judged.setVisible(judged is None)

    def go_to(self) -> None:
        """Put the keyboard on the reason."""
        self.form.go_to("reason")

    def leave(self) -> None:
        """Keep what was being typed."""
        self.keeper.keep_now()

    def _build(self) -> None:
        room, theme, texts = self._room, self._room.theme, self._room.texts
        self.advice = words(theme, "", bold=True)
        self.stands = words(theme, "")
        self.judged = words(theme, "", tone=Tone.WARN)
        self.form = Form(room, "eligibility")
        self.form.area("reason", 3)
        self.eligible = button(theme, texts("eligibility.eligible"))
        self.not_eligible = button(theme, texts("eligibility.not_eligible"))
        for one in (self.eligible, self.not_eligible):
            one.setFixedWidth(theme.look.px(WIDTH))
        answers = holding(line_of(self.eligible, self.not_eligible))
        self.form.add(answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(theme, texts("eligibility.decision")))
        for label in (self.advice, self.stands, self.judged):
            layout.addWidget(label)
        layout.addWidget(words(theme, texts("eligibility.you_decide"), tone=Tone.MUTED))
        layout.addWidget(self.form)
        self.keeper = DraftKeeper(room, self.form, DRAFT, self._case_id)

    def _connect(self) -> None:
        self.eligible.clicked.connect(self._decide_eligible)
        self.not_eligible.clicked.connect(self._decide_not_eligible)

    def _decide_eligible(self) -> None:
        self._decide(Event.DECIDED_ELIGIBLE)

    def _decide_not_eligible(self) -> None:
        self._decide(Event.DECIDED_NOT_ELIGIBLE)

    def _decide(self, outcome: Outcome) -> None:
        room, taken = self._room, False
        with room.feedback.answering(self.form):
            seen = (self._digest, self._shown_digest)
            decision = Decision(outcome, self.form.values()["reason"], *seen)
            eligibility.decide(room.desk, room.actor, self._case_id, decision)
            self.keeper.settled()
            taken = True
        (self.decided if taken else self.undecided).emit()
