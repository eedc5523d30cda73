"""A breach to be decided: what it rests on, and breach or not, wherever it is decided."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.approval import Approval
from triage_app.domain.ending import Decision
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language
from triage_app.services import approvals, supervision
from triage_app.services.approvals import Ticked, Waiting
from triage_app.texts import Texts
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.named_words import NamedWords
from ui.parts import Notice, column_of, heading, holding, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

MORE: Final = "more"


class DecisionForm(Form):
    """Breach, none, or not yet; why; to the officer and the person in their own languages."""

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__(room, "approvals")
        self.version = waiting.version
        said = room.texts
        self.heading("decide")
        found = self.radio(
            "found",
            [
                (True, said("approvals.found_yes")),
                (False, said("approvals.found_no")),
                (MORE, said("approvals.found_more")),
            ],
        )
        found.changed.connect(self._ask_officer)
        self.area("reason", 3)
        self.day("answer_by")
        languages = [(str(one), said(f"consent.language_{one}")) for one in Language]
        self.radio("language", languages, across=True)
        self.fill({"language": str(Language.ENGLISH)})
        self._main = self.buttons("approvals.decide")
        self._ask_officer()

    def given(self) -> Decision:
        """Return what was filled in."""
        values = self.values()
        return Decision(values["found"], values["reason"], values["answer_by"])

    @property
    def wants_more(self) -> bool:
        """Whether it is sent back undecided."""
        return bool(self.rows["found"].control.value() == MORE)  # type: ignore[attr-defined]

    def is_letter(self) -> bool:
        """Whether why goes to the person, in a letter: their contract goes on."""
        return self.rows["found"].control.value() is False  # type: ignore[attr-defined]

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._ask_officer()

    def _ask_officer(self) -> None:
        found = self.rows["found"].control.value()  # type: ignore[attr-defined]
        for name in ("answer_by", "language"):
            self.reveal(name, found is True)
        code = "send_back" if self.wants_more else "decide"
        self._main.setText(self.room.texts(f"approvals.{code}"))


class DecisionPart(QWidget):
    """One breach proposed, with its evidence; the form only for who may decide it."""

    decided = Signal(int)  # the number of the paper made
    sent_back = Signal()
    missed = Signal()  # it could not be decided: why was told

    def __init__(self, room: Room, waiting: Waiting, *, brief: bool = False) -> None:
        super().__init__()
        self.room, self.waiting, self._brief = room, waiting, brief
        self.form: DecisionForm | None = None
        self.keeper: DraftKeeper | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._build()

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field of the decision."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "found")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def _build(self) -> None:
        room, one = self.room, self.waiting
        theme, texts = room.theme, room.texts
        proposed = texts("approvals.proposed", name=one.proposer, day=day_of(one.proposed_at))
        if not self._brief or one.days_left is not None:
            told = words(theme, time_told(texts, one), tone=tone_of(one), bold=True)
            self._column.addWidget(told)
        if not self._brief:  # in a list the row says who proposed it
            self._column.addWidget(words(theme, proposed, SMALL, Tone.MUTED))
        self._column.addWidget(heading(theme, texts("approvals.conditions", issue=one.issue)))
        for line, bold in self._conditions():
            self._column.addWidget(words(theme, line, bold=bold))
        for line in self._offences():
            self._column.addWidget(words(theme, line, tone=Tone.BAD, bold=True))
        self._add_pair("quoted", "\n".join(self._quoted()))
        for name in ("evidence", "alternatives", "view", "account", "effect"):
            self._add_pair(name, getattr(one, name))
        self._add_form()

    def _add_pair(self, name: str, said: str) -> None:
        """Add a label and what it says, if it says anything."""
        if not said:
            return
        theme = self.room.theme
        title = words(theme, self.room.texts(f"approvals.{name}"), bold=True)
        pair = holding(column_of(title, words(theme, said), spacing=2))
        self._column.addWidget(pair)

    def _quoted(self) -> Iterator[str]:
        texts = self.room.texts
        for one in self.waiting.quoted:
            yield texts("approvals.quoted_line", day=one.day, told=one.told)

    def _add_form(self) -> None:
        room, one = self.room, self.waiting
        if not one.approval.allowed:
            self._column.addWidget(for_another(room, one.approval))
            return
        self.form = DecisionForm(room, one)
        self.form.submitted.connect(self._decide)
        self.keeper = DraftKeeper(room, self.form, "decision", one.breach_id)
        NamedWords(self.form, one.case_id, "reason").follow(self.form.is_letter)
        self._column.addWidget(self.form)

    def _conditions(self) -> Iterator[tuple[str, bool]]:
        for one in self.waiting.conditions:
            yield self._condition(one), one.ticked

    def _condition(self, one: Ticked) -> str:
        texts = self.room.texts
        code = "approvals.ticked" if one.ticked else "approvals.not_ticked"
        stands = texts(f"compliance.{one.judged.code}", n=one.judged.n)
        return texts(code, position=one.position, title=one.title, standing=stands)

    def _offences(self) -> Iterator[str]:
        texts = self.room.texts
        for one in self.waiting.offences:
            basis = texts(f"compliance.basis_{one.basis}")
            said = texts("outcome.new_offence_on", day=one.day, basis=basis)
            yield f"{said} {one.note}".strip()

    def _decide(self) -> None:
        room, form, keeper = self.room, self.form, self.keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            seen = (self.waiting.breach_id, form.version or self.waiting.version)
            if form.wants_more:
                reason = form.values()["reason"]
                supervision.send_back(room.desk, room.actor, seen, reason)
                keeper.settled()
                self.keeper = None
                self.sent_back.emit()
                return
            given, values = form.given(), form.values()
            language = values["language"] or Language.ENGLISH
            paper = supervision.decide(room.desk, room.actor, seen, given, language)
            keeper.settled()
            self.keeper = None
            self.decided.emit(paper)
            return
        self.missed.emit()


def for_another(room: Room, approval: Approval) -> Notice:
    """Say why whoever looks may not decide, and who may."""
    names = ", ".join(other.name for other in approval.others)
    return Notice(room.theme, "lock", room.texts(approval.code, names=names))


def time_told(texts: Texts, one: Waiting) -> str:
    """Say the last day to charge and what remains until it: the first thing to read."""
    if one.days_left is None:
        return texts("approvals.no_limit" if one.limit_known else "casefile.clock_not_known")
    code = "approvals.days_left" if one.days_left >= 0 else "approvals.days_past"
    return texts(code, n=abs(one.days_left), day=one.last_day)


def tone_of(one: Waiting) -> Tone:
    """Return how loud that is to be said."""
    if one.days_left is None:
        return Tone.MUTED
    return Tone.BAD if one.is_late else Tone.INK


def waiting_of(room: Room, case_id: int) -> Waiting | None:
    """Return the breach that waits in a case."""
    return approvals.waiting_in(room.desk, room.actor, case_id)
