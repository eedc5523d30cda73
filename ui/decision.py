"""A breach to be decided: what it rests on, and breach or not, wherever it is decided."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.ending import Decision
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language
from triage_app.services import approvals, supervision
from triage_app.services.approvals import Ticked, Waiting
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Notice, column_of, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class DecisionForm(Form):
    """Breach or not, and why; to the officer in their language, to the person in theirs."""

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__(room, "approvals")
        self.version = waiting.version
        said = room.texts
        self.heading("decide")
        found = self.radio(
            "found",
            [(True, said("approvals.found_yes")), (False, said("approvals.found_no"))],
        )
        found.changed.connect(self._ask_officer)
        self.area("reason", 3)
        self.day("answer_by")
        languages = [(str(one), said(f"consent.language_{one}")) for one in Language]
        self.radio("language", languages, across=True)
        self.fill({"language": str(Language.ENGLISH)})
        self.buttons("approvals.decide")
        self._ask_officer()

    def given(self) -> Decision:
        """Return what was filled in."""
        values = self.values()
        return Decision(values["found"], values["reason"], values["answer_by"])

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._ask_officer()

    def _ask_officer(self) -> None:
        found = self.rows["found"].control.value()  # type: ignore[attr-defined]
        for name in ("answer_by", "language"):
            self.reveal(name, found is True)


class DecisionPart(QWidget):
    """One breach proposed, with its evidence; the form only for who may decide it."""

    decided = Signal(int)  # the number of the paper made

    def __init__(self, room: Room, waiting: Waiting) -> None:
        super().__init__()
        self.room, self.waiting = room, waiting
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
        self._column.addWidget(words(theme, proposed, SMALL, Tone.MUTED))
        self._column.addWidget(heading(theme, texts("approvals.conditions")))
        for line, bold in self._conditions():
            self._column.addWidget(words(theme, line, bold=bold))
        for line in self._offences():
            self._column.addWidget(words(theme, line, tone=Tone.BAD, bold=True))
        for name in ("evidence", "alternatives", "view"):
            title = words(theme, texts(f"approvals.{name}"), bold=True)
            pair = QWidget()
            pair.setLayout(column_of(title, words(theme, getattr(one, name)), spacing=2))
            self._column.addWidget(pair)
        self._add_form()

    def _add_form(self) -> None:
        room, one = self.room, self.waiting
        if not one.approval.allowed:
            names = ", ".join(other.name for other in one.approval.others)
            said = room.texts(one.approval.code, names=names)
            self._column.addWidget(Notice(room.theme, "lock", said))
            return
        self.form = DecisionForm(room, one)
        self.form.submitted.connect(self._decide)
        self.keeper = DraftKeeper(room, self.form, "decision", one.breach_id)
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
            given, values = form.given(), form.values()
            seen = (self.waiting.breach_id, form.version or self.waiting.version)
            language = values["language"] or Language.ENGLISH
            paper = supervision.decide(room.desk, room.actor, seen, given, language)
            keeper.settled()
            self.keeper = None
            self.decided.emit(paper)


def waiting_of(room: Room, case_id: int) -> Waiting | None:
    """Return the breach that waits in a case."""
    return approvals.waiting_in(room.desk, room.actor, case_id)
