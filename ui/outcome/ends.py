"""How a case ended, who is told, and what else may end it: the lower part of the outcome."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.other_ends import possible_from
from triage_app.domain.workflow import BEFORE_CONTRACT, State
from triage_app.services import casefile, end_view, officers, other_ends, outcomes, reopening
from triage_app.services.end_view import EndView
from ui.forms import Form
from ui.outcome.another_way import AnotherWay
from ui.outcome.officer import OfficerPart
from ui.outcome.reopen import ReopenPart
from ui.outcome.telling import TellingPart
from ui.parts import button, clear, heading, holding, line_of, stack, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

SENT, TAKEN = "sent_on", "taken_on"


class EndDayForm(Form):
    """A day on which the officer was sent the notice, or the case was taken over."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room, "endings")
        self.day(name)
        self.fill({name: room.desk.today()})
        self.main = self.buttons(f"endings.save_{name}")
        self.main.setProperty("kind", "")


class EndsPart(QWidget):
    """Everything of an ending that is no breach; while a case runs, that it may end another way."""

    changed = Signal(object)  # the number of a paper that was made, if one was

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.way: AnotherWay | None = None
        self.told: TellingPart | None = None
        self.told_again: TellingPart | None = None
        self.again: ReopenPart | None = None
        self.officer: OfficerPart | None = None
        self.close_it: QWidget | None = None
        self.reopened = False  # its officer and services were written to
        self.forms: dict[str, EndDayForm] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 3)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands; what was being typed is kept first."""
        self.leave()
        room = self._room
        with room.feedback.answering():
            clear(self._column)
            self.way = self.told = self.told_again = self.again = None
            self.officer = self.close_it = None
            self.forms = {}
            state = casefile.head(room.desk, room.actor, self._case_id, again=True).state
            seen = end_view.view(room.desk, room.actor, self._case_id)
            if seen is not None:
                self._show(seen)
            elif state in BEFORE_CONTRACT:
                said = words(room.theme, room.texts("endings.none_yet"), tone=Tone.MUTED)
                self._column.addWidget(said)
            self._show_officer()
            self._show_reopening()
            if possible_from(state) and other_ends.may_end(room.actor):
                self.way = AnotherWay(room, self._case_id)
                self.way.done.connect(self.changed)
                self._column.addWidget(self.way)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a field of this part; say whether it is here."""
        if any(one is not None and one.go_to(field) for one in (self.told, self.told_again)):
            return True
        wanted = {"paper": SENT, "told_on": SENT, "acknowledged_on": TAKEN}.get(field, field)
        if wanted in self.forms:
            self.forms[wanted].go_to(wanted)
            return True
        if field in ("settle", "") and self.close_it is not None:
            self.close_it.setFocus()
            return True
        if field == "another_way" and self.way is not None:
            self.way.open()
            return True
        return False

    def leave(self) -> None:
        """Keep what was being typed."""
        for part in (self.way, self.officer, self.again):
            if part is not None:
                part.leave()

    def _show(self, seen: EndView) -> None:
        room = self._room
        if seen.name is not None:
            self._column.addWidget(self._named(seen))
        if seen.items:
            self.told = TellingPart(room, seen.items)
            self.told.changed.connect(self._done)
            self._column.addWidget(self.told)
        if seen.state is State.ENDED:
            self._show_days(seen)
        if seen.may_settle:
            self._show_close(seen)
        if seen.state is State.CLOSED:
            said = words(room.theme, room.texts("endings.archived"), tone=Tone.MUTED)
            self._column.addWidget(said)

    def _named(self, seen: EndView) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        name = seen.name[texts.language] if seen.name else ""
        by = texts("endings.ended_on", day=seen.day or seen.on, by=seen.by, on=seen.on)
        lines: list[QWidget] = [heading(theme, name), words(theme, seen.reason)]
        if seen.to_whom:
            lines.append(words(theme, texts("endings.gone_to", name=seen.to_whom)))
        if seen.waits_for_receiver is False and seen.acknowledged_on and seen.to_whom:
            taken = texts("endings.was_taken_on", day=seen.acknowledged_on)
            lines.append(words(theme, taken))
        lines.append(words(theme, by, SMALL, Tone.MUTED))
        return stack(*lines)

    def _show_days(self, seen: EndView) -> None:
        if seen.to_officer and seen.told_on is None:
            self._add(SENT, outcomes.record_told)
        if seen.waits_for_receiver:
            self._add(TAKEN, outcomes.record_acknowledgement)

    def _add(self, name: str, record: Callable[..., None]) -> None:
        room, form = self._room, EndDayForm(self._room, name)

        def save() -> None:
            with room.feedback.answering(form):
                record(room.desk, room.actor, self._case_id, form.values()[name])
                self._done()

        form.submitted.connect(save)
        self.forms[name] = form
        self._column.addWidget(form)

    def _show_close(self, seen: EndView) -> None:
        room = self._room
        closes = button(room.theme, room.texts("endings.settle"), "primary", "lock")
        closes.clicked.connect(lambda: self._settle(seen.version))
        holder = holding(line_of(closes))
        help_ = words(room.theme, room.texts("endings.settle_help"), tone=Tone.MUTED)
        self._column.addWidget(stack(help_, holder))
        self.close_it = closes

    def _show_officer(self) -> None:
        room = self._room
        seen = officers.view(room.desk, room.actor, self._case_id)
        self.officer = OfficerPart(room, self._case_id, seen)
        self.officer.done.connect(self.changed)
        self._column.addWidget(self.officer)

    def _show_reopening(self) -> None:
        room = self._room
        seen = reopening.view(room.desk, room.actor, self._case_id)
        self.reopened = bool(seen.earlier)
        if seen.told:
            self.told_again = TellingPart(room, seen.told, "heading_told_again")
            self.told_again.changed.connect(self._done)
            self._column.addWidget(self.told_again)
        if seen.to is None and not seen.earlier:
            return
        self.again = ReopenPart(room, self._case_id, seen)
        self.again.done.connect(self.changed)
        self._column.addWidget(self.again)

    def _settle(self, version: int) -> None:
        room = self._room
        with room.feedback.answering():
            if room.feedback.ask("endings.ask_settle"):
                other_ends.settle(room.desk, room.actor, (self._case_id, version))
                self._done()

    def _done(self) -> None:
        self.changed.emit(None)
