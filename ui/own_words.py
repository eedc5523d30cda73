"""Bespoke words to be approved or returned, wherever a supervisor reads them."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.wording import Language
from triage_app.services import own_words
from triage_app.services.own_words import Asked, Said
from ui.decision import for_another
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Notice, column_of, holding, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class OwnWordsPart(QWidget):
    """The words in both languages and what they answer; the form only for who may decide."""

    decided = Signal()
    missed = Signal()  # it could not be ruled on: why was told

    def __init__(self, room: Room, asked: Asked, *, brief: bool = False) -> None:
        super().__init__()
        self.room, self.asked = room, asked
        self.form: Form | None = None
        self.keeper: DraftKeeper | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        if not brief:  # beside the fields themselves they stand already
            self._tell()
        self._add_form()

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field of the decision."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "approved")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def _tell(self) -> None:
        theme, texts, one = self.room.theme, self.room.texts, self.asked
        for said in self._facts():
            self._column.addWidget(words(theme, said, SMALL, Tone.MUTED))
        for language in Language:
            title = words(theme, texts(f"approvals.words_in_{language}"), bold=True)
            said = one.words[language]
            body = words(theme, said or texts("approvals.words_awaited"))
            if not said:
                body.setProperty("tone", Tone.MUTED.value)
            pair = holding(column_of(title, body, spacing=2))
            self._column.addWidget(pair)
        for problem in one.problems:
            said = texts(problem.code, **problem.values)
            self._column.addWidget(Notice(theme, "warn", said))

    def _facts(self) -> Iterator[str]:
        texts, one = self.room.texts, self.asked
        if one.reworder:
            yield texts("approvals.words_reworder", by=one.reworder)
        if one.need is not None:
            yield texts("approvals.words_need", need=one.need)
        if one.service:
            yield texts("approvals.words_service", service=one.service)
        if one.due is not None:
            yield texts("approvals.words_due", day=one.due)

    def _add_form(self) -> None:
        room, one = self.room, self.asked
        if not one.approval.allowed:
            self._column.addWidget(for_another(room, one.approval))
            return
        form = Form(room, "approvals")
        form.heading("words")
        answers = [
            (yes, room.texts(f"approvals.approved_{'yes' if yes else 'no'}"))
            for yes in (True, False)
        ]
        form.radio("approved", answers).changed.connect(self._ask_why)
        form.area("words_reason", 2)
        form.buttons("approvals.rule")
        form.submitted.connect(self._rule)
        self.form = form
        self.keeper = DraftKeeper(room, form, "own_words", f"{one.case_id}.{one.position}")
        self._ask_why()
        self._column.addWidget(form)

    def _ask_why(self) -> None:
        if self.form is not None:
            self.form.reveal("words_reason", self.form.raw()["approved"] is False)

    def _rule(self) -> None:
        room, form = self.room, self.form
        if form is None or self.keeper is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            said = Said(values["approved"], values["words_reason"] or "")
            own_words.rule(room.desk, room.actor, self.asked, said)
            self.keeper.settled()
            self.keeper = None
            self.decided.emit()
            return
        self.missed.emit()
