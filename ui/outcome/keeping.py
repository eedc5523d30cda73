"""Keeping: a closed record reviewed when its years are over, and its disposal by two people."""

from PySide6.QtWidgets import QVBoxLayout

from triage_app.domain.retention import Choice, Reviewed
from triage_app.domain.roles import Permission, may
from triage_app.services import retention
from triage_app.services.retention import Decided, Retention
from ui.disposal import DisposalForm, Proposed
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import Notice, be_there, clear, heading, words
from ui.room import Place, Room
from ui.step import Step
from ui.theme import SMALL, UNIT, Tone


class ReviewForm(Form):
    """Keep it until another day, or propose its disposal; and why."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "retention")
        self.radio("choice", [(str(one), room.texts(f"retention.choice_{one}")) for one in Choice])
        self.day("until")
        self.area("reason", 2)
        self.main = self.buttons("retention.save")
        self.changed.connect(self._ask)
        self._ask()

    def given(self) -> Reviewed:
        """Return what was filled in."""
        values = self.values()
        return Reviewed(values["choice"], values["until"], values["reason"])

    def _ask(self) -> None:
        self.reveal("until", self.raw()["choice"] == Choice.KEEP)


class RetentionPart(Step):
    """What was decided of a record so far, and the one form that is to be filled in now."""

    fields = ("choice",)  # that other screens name

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.form: ReviewForm | None = None
        self.answer: DisposalForm | None = None
        self._keeper: DraftKeeper | None = None
        self._view: Retention | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)
        self.refresh()

    def refresh(self) -> None:
        """Show how long the record is kept; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            clear(self._column)
            self.form = self.answer = self._keeper = self._view = None
            if may(room.actor.role, Permission.REVIEW_RETENTION):
                self._view = retention.view(room.desk, room.actor, self.case_id)
            be_there(self, self._view is not None)
            if self._view is not None:
                self._show(self._view)

    def go_to(self, field: str) -> None:
        """Put the keyboard on what is to be filled in."""
        form = self.form or self.answer
        if form is not None:
            form.go_to(field if field in form.rows else "")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def _show(self, view: Retention) -> None:
        theme, texts = self.room.theme, self.room.texts
        self._column.addWidget(heading(theme, texts("retention.heading")))
        for one in view.decided:
            self._show_decided(one)
        if view.waiting is not None:
            self._show_waiting(view.waiting, view.number)
        elif view.is_due:
            self._column.addWidget(words(theme, texts("retention.due", day=view.due), bold=True))
            self.form = ReviewForm(self.room)
            self._add(self.form, "retention.review")
            self.form.submitted.connect(self._decide)
        else:
            said = texts("retention.not_due", day=view.due)
            self._column.addWidget(words(theme, said, tone=Tone.MUTED))

    def _show_decided(self, one: Decided) -> None:
        theme, texts = self.room.theme, self.room.texts
        code = "retention.kept" if one.choice == Choice.KEEP else "retention.proposed"
        said = texts(code, name=one.by, day=one.on, until=one.until)
        self._column.addWidget(words(theme, said, SMALL, Tone.MUTED))
        self._column.addWidget(words(theme, one.reason))
        if one.answered_on is not None:
            said = texts("retention.refused", name=one.answered_by, day=one.answered_on)
            self._column.addWidget(words(theme, said, SMALL, Tone.MUTED))
            self._column.addWidget(words(theme, one.refused_reason))

    def _show_waiting(self, one: Decided, number: str) -> None:
        room = self.room
        if one.username == room.actor.username:
            self._column.addWidget(Notice(room.theme, "lock", room.texts("retention.own")))
            return
        review = (one.review_id, one.version)
        self.answer = DisposalForm(room, Proposed(self.case_id, number, review))
        self.answer.refused.connect(self._refused)
        self.answer.gone.connect(self._gone)
        self.answer.missed.connect(self._missed)
        self._keeper = self.answer.keeper
        self._column.addWidget(self.answer)

    def _add(self, form: Form, name: str) -> None:
        self._keeper = DraftKeeper(self.room, form, name, self.case_id)
        self._column.addWidget(form)

    def _decide(self) -> None:
        room, form, keeper = self.room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            retention.decide(room.desk, room.actor, self.case_id, form.given())
            self._settle(keeper)

    def _refused(self) -> None:
        self.refresh()
        self.changed.emit()

    def _missed(self) -> None:
        """Show what another has answered meanwhile; why it went wrong stays told."""
        room = self.room
        if not retention.is_there(room.desk, room.actor, self.case_id):
            self._gone()
            return
        found = retention.view(room.desk, room.actor, self.case_id)
        if self._view is None or found is None or found.waiting != self._view.waiting:
            self.refresh()
            self.changed.emit()
            self.go_to("")

    def _gone(self) -> None:
        """The case is gone: the next record comes."""
        self.went.emit(Place("records"))

    def _settle(self, keeper: DraftKeeper) -> None:
        keeper.settled()
        self.refresh()
        self.changed.emit()
