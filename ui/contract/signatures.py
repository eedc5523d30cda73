"""Records what stands on the signed paper: who signed, or why not, and on which day."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.signature import WITNESSED, Manner
from triage_app.services import signing
from triage_app.services.contracts import Sheet
from triage_app.services.signing import Name, Signer
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT, Tone


class SignaturesForm(QWidget):
    """Asks for everybody who must sign, and for a witness where one was needed."""

    recorded = Signal()
    cancelled = Signal()

    def __init__(self, room: Room, sheet: Sheet) -> None:
        super().__init__()
        self._room, self._sheet, self.seen = room, sheet, sheet.seen
        self.wanted = signing.signers(room.desk, room.actor, sheet.case_id)
        self.form = Form(room, "signing")
        self._build()
        self._connect()

    def go_to(self, field: str = "manner") -> None:
        """Put the keyboard on a field."""
        self.form.go_to(field)

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()

    def _build(self) -> None:
        theme, texts, form = self._room.theme, self._room.texts, self.form
        form.add(heading(theme, texts("signing.title")))
        form.add(words(theme, texts("signing.note"), tone=Tone.MUTED))
        form.day("day")
        named = texts("signing.who_signed", role=texts("signing.participant"), name=self._name)
        form.add(words(theme, named, bold=True))
        form.radio("manner", [(one.value, texts(f"signing.{one}")) for one in Manner])
        for one in self.wanted[1:]:
            form.line(one.role.value, 40)
        form.line("witness", 40)
        form.buttons("signing.save", [("signing.cancel", self._cancel)])
        self._fill()
        self.keeper = DraftKeeper(self._room, form, "contract.signing", self._sheet.case_id)
        self._follow()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, 0, 0, 0)
        layout.addWidget(form)

    @property
    def _name(self) -> str:
        return self.wanted[0].name

    def _fill(self) -> None:
        names = {one.role.value: one.name for one in self.wanted[1:]}
        self.form.fill({"day": self._sheet.draft.day, **names})

    def _connect(self) -> None:
        manner: Any = self.form.rows["manner"].control
        manner.changed.connect(self._follow)
        self.form.submitted.connect(self._record)

    def _follow(self) -> None:
        """Ask for a witness only where there was something to witness."""
        self.form.reveal("witness", self.form.raw()["manner"] in WITNESSED)

    def _record(self) -> None:
        room, sheet = self._room, self._sheet
        with room.feedback.answering(self.form):
            values = self.form.values()
            given = tuple(self._names(values))
            day = values["day"] or sheet.draft.day
            signing.sign(room.desk, room.actor, sheet.case_id, sheet.seen, given, day)
            self.keeper.settled()
            self.recorded.emit()

    def _names(self, values: dict[str, Any]) -> list[Name]:
        participant = self.wanted[0]
        names = [Name(one.role, values[one.role.value]) for one in self.wanted[1:]]
        if values["manner"]:
            names.insert(0, Name(participant.role, participant.name, Manner(values["manner"])))
        if values["witness"]:
            names.append(Name(Signer.WITNESS, values["witness"]))
        return names

    def _cancel(self) -> None:
        self.keeper.keep_now()
        self.cancelled.emit()
