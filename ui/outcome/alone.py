"""The end of a case without a contract: services are arranged, and it is closed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.workflow import State
from triage_app.services import services_alone
from triage_app.services.services_alone import ServicesAlone
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import clear, heading, stack, step_back, words
from ui.room import Room
from ui.step import Step
from ui.support import SupportPart
from ui.theme import UNIT, Tone


class ConcludeForm(Form):
    """What was arranged, or why nothing was; then the case is closed."""

    def __init__(self, room: Room, *, due: bool) -> None:
        super().__init__(room, "services_alone")
        self.heading("end")
        self.area("note", 3)
        self.main = self.buttons("services_alone.close")
        if not due:
            step_back(room.theme, self.main)  # something else is the thing to do now


class ServicesAlonePart(Step):
    """The referrals to services, and the end; once closed, what was arranged."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.form: ConcludeForm | None = None
        self.keeper: DraftKeeper | None = None
        self.support: SupportPart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 3)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            view = services_alone.view(room.desk, room.actor, self.case_id)
            clear(self._column)
            self.form = self.keeper = self.support = None
            if view is not None:
                self._show(view)

    def go_to(self, field: str) -> None:
        """Put the keyboard on what is to be filled in."""
        if self.form is not None:
            self.form.go_to(field if field in self.form.rows else "note")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()
        if self.support is not None:
            self.support.leave()

    def _show(self, view: ServicesAlone) -> None:
        self._column.addWidget(self._told(view))
        self.support = SupportPart(self.room, self.case_id, may_refer=view.may_be_arranged)
        self.support.changed.connect(self.changed)
        self._column.addWidget(self.support)
        if view.may_be_arranged:
            self.form = ConcludeForm(self.room, due=view.state is State.ASSESSED)
            self.keeper = DraftKeeper(self.room, self.form, "services_alone.end", self.case_id)
            self.form.submitted.connect(self._conclude)
            self._column.addWidget(self.form)

    def _told(self, view: ServicesAlone) -> QWidget:
        texts, theme = self.room.texts, self.room.theme
        parts: list[QWidget] = [heading(theme, texts("services_alone.heading_services"))]
        if view.closed_on is None:
            parts.append(words(theme, texts("services_alone.lead"), tone=Tone.MUTED))
        if view.note:
            parts.append(words(theme, view.note))
        if view.closed_on is not None:
            said = texts("services_alone.closed", day=view.closed_on, by=view.closed_by)
            parts.append(words(theme, said, tone=Tone.MUTED))
        return stack(*parts)

    def _conclude(self) -> None:
        room, form, keeper = self.room, self.form, self.keeper
        if form is None or keeper is None or not room.feedback.ask("services_alone.ask_close"):
            return
        with room.feedback.answering(form):
            note = form.values()["note"]
            services_alone.conclude(room.desk, room.actor, self.case_id, note)
            keeper.settled()
            self.refresh()
            self.changed.emit()
