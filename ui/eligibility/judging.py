"""What a person judges beside the rules: how grave it is, and whether they are suitable."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.gravity import Scored
from triage_app.services import judgements
from triage_app.services.eligibility import Advice
from triage_app.services.said import Said
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, heading, holding, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT, Tone

WIDTH = 168  # of either answer: they weigh the same


class Judging(QWidget):
    """A heading, what is recorded, and a form that opens to record it or record it again."""

    recorded = Signal()

    def __init__(self, room: Room, case_id: int, name: str) -> None:
        super().__init__()
        self.room, self.case_id = room, case_id
        theme, texts = room.theme, room.texts
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.form = Form(room, "eligibility")
        self.again = button(theme, "", "quiet")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(theme, texts(f"eligibility.heading_{name}")))
        layout.addLayout(self.lines)
        layout.addLayout(line_of(self.again))
        layout.addWidget(self.form)
        self.fill_form()
        self.keeper = DraftKeeper(room, self.form, name, case_id)
        self.form.hide()
        self.again.clicked.connect(self._open)

    def fill_form(self) -> None:
        """Add the form's fields."""

    def show_lines(self, lines: Sequence[Said], *, open_to_change: bool, again: str) -> None:
        """Show what is recorded; the button opens the form where it may be recorded again."""
        clear(self.lines)
        for number, line in enumerate(lines):
            said = line.text(self.room.texts)
            tone = Tone.INK if number == 0 else Tone.MUTED
            self.lines.addWidget(words(self.room.theme, said, tone=tone, bold=number == 0))
        self.again.setText(self.room.texts(again))
        # A form that stands open stays open, whatever else on the page has changed.
        open_now = self.keeper.has_draft or not self.form.isHidden()
        self.form.setVisible(open_to_change and open_now)
        self.again.setVisible(open_to_change and not open_now)

    def leave(self) -> None:
        """Keep what was being typed."""
        self.keeper.keep_now()

    def go_to(self) -> None:
        """Open the form, and put the keyboard on its first field."""
        self._open()

    def _open(self) -> None:
        self.again.hide()
        self.form.show()
        self.form.go_to("")
        bring_into_view(self.form)

    def close_form(self) -> None:
        """Put the form away once what it held is recorded."""
        self.keeper.settled()
        self.form.hide()
        self.recorded.emit()


class GravityPanel(Judging):
    """Base score, what aggravates and mitigates, final score, and why."""

    def __init__(self, room: Room, case_id: int) -> None:
        self._proposed: int | None = None
        super().__init__(room, case_id, "gravity")

    def show_advice(self, advice: Advice, *, open_to_change: bool) -> None:
        """Show the score, and what the scheme's table proposes."""
        given = advice.judged.gravity
        again = "eligibility.score_again" if given else "eligibility.score_it"
        self.show_lines(advice.shown.gravity, open_to_change=open_to_change, again=again)
        least, most = advice.scheme.gravity_scale
        texts, proposed = self.room.texts, advice.gravity_proposed
        said = texts("eligibility.gravity_note", least=least, most=most)
        if proposed is not None:
            said += " " + texts("eligibility.gravity_proposed", score=proposed)
        self.note.setText(said)
        if self.form.isHidden():
            self._show_score(given.scored if given else Scored(proposed, final=proposed))

    def fill_form(self) -> None:
        """Add the fields of a score."""
        self.note = words(self.room.theme, "", tone=Tone.MUTED)
        self.form.add(self.note)
        self.form.number("base")
        self.form.area("aggravating", 2)
        self.form.area("mitigating", 2)
        self.form.number("final")
        self.form.area("rationale", 2)
        save = button(self.room.theme, self.room.texts("eligibility.save_gravity"))
        save.clicked.connect(self.form.submitted)
        self.form.add(holding(line_of(save)))
        self.form.submitted.connect(self._save)

    def _show_score(self, scored: Scored) -> None:
        self.form.fill(
            {
                "base": scored.base,
                "aggravating": "\n".join(scored.aggravating),
                "mitigating": "\n".join(scored.mitigating),
                "final": scored.final,
                "rationale": scored.rationale,
            }
        )
        self.keeper.forget_typing()

    def _save(self) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            values = self.form.values()
            factors = {one: _lines_of(values[one]) for one in ("aggravating", "mitigating")}
            scored = Scored(**values | factors)
            judgements.score(room.desk, room.actor, self.case_id, scored)
            self.close_form()


class SuitabilityPanel(Judging):
    """Suitable or not, and why: a person's judgement, apart from the rules and the decision."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id, "suitability")

    def show_advice(self, advice: Advice, *, open_to_change: bool) -> None:
        """Show the judgement; while there is none the form stands open."""
        judged = advice.judged.suitability
        lines = advice.shown.suitability
        self.show_lines(lines, open_to_change=open_to_change, again="eligibility.judge_again")
        if judged is None and open_to_change:
            clear(self.lines)
            self.again.hide()
            self.form.show()

    def fill_form(self) -> None:
        """Add the reason and the two answers."""
        room, theme, texts = self.room, self.room.theme, self.room.texts
        self.form.add(words(theme, texts("eligibility.suitability_note"), tone=Tone.MUTED))
        self.form.area("suitability_reason", 2)
        self.suitable = button(theme, texts("eligibility.suitable"))
        self.not_suitable = button(theme, texts("eligibility.not_suitable"))
        for one in (self.suitable, self.not_suitable):
            one.setFixedWidth(room.theme.look.px(WIDTH))
        self.form.add(holding(line_of(self.suitable, self.not_suitable)))
        self.suitable.clicked.connect(self._judge_suitable)
        self.not_suitable.clicked.connect(self._judge_not_suitable)

    def _judge_suitable(self) -> None:
        self._judge(suitable=True)

    def _judge_not_suitable(self) -> None:
        self._judge(suitable=False)

    def _judge(self, *, suitable: bool) -> None:
        room = self.room
        with room.feedback.answering(self.form):
            reason = self.form.values()["suitability_reason"]
            judgements.judge(room.desk, room.actor, self.case_id, suitable, reason)
            self.form.fill({"suitability_reason": ""})
            self.close_form()


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
