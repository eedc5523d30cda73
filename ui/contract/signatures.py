"""Records what stands on the signed paper, in its order: who signed and when, or why not."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.signature import WITNESSED, Manner
from triage_app.domain.signing import MANNERS, THEMSELVES, Capacity, Name, Signer
from triage_app.services import signing
from triage_app.services.contracts import Sheet
from triage_app.services.signing import Sitting
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT, Tone

WITNESS: Final = ("witness", "witness_capacity", "witness_at")


class SignaturesForm(QWidget):
    """Asks for everybody who must sign, line by line, and for a witness where one was needed."""

    recorded = Signal()
    cancelled = Signal()

    def __init__(self, room: Room, sheet: Sheet) -> None:
        super().__init__()
        self._room, self._sheet, self.seen = room, sheet, sheet.seen
        self.asked = signing.asked(room.desk, room.actor, sheet.case_id)
        self._others = [one for one in self.asked.names if one.role is not Signer.PARTICIPANT]
        self.form = Form(room, "signing")
        self._build()
        self._connect()

    def go_to(self, field: str = "participant_at") -> None:
        """Put the keyboard on a field."""
        self.form.go_to(field)

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()

    def _build(self) -> None:
        theme, texts, form = self._room.theme, self._room.texts, self.form
        form.add(heading(theme, texts("signing.title")))
        form.add(words(theme, texts("signing.note", day=self.asked.day), tone=Tone.MUTED))
        named = texts("signing.who_signed", role=texts("signing.participant"), name=self._name)
        form.add(words(theme, named, bold=True))
        form.moment("participant_at")
        for one in self._others:
            self._add_role(one.role)
        for role in self.asked.not_needed:
            form.add(words(theme, texts(f"signing.not_needed_{role}"), tone=Tone.MUTED))
        self._add_ticks()
        form.line("witness", 40)
        form.pick("witness_capacity", [(one.value, texts(f"signing.as_{one}")) for one in Capacity])
        form.moment("witness_at")
        form.buttons("signing.save", [("signing.cancel", self._cancel)])
        self._fill()
        self.keeper = DraftKeeper(self._room, form, "contract.signing", self._sheet.case_id)
        self._follow()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(UNIT, 0, 0, 0)
        layout.addWidget(form)

    def _add_role(self, role: Signer) -> None:
        """Ask for a name and a moment; of whoever was there beside the person, whether they did."""
        form, texts = self.form, self._room.texts
        form.line(role.value, 40)
        if role is not Signer.ASSESSOR:
            shown = [(one.value, texts(f"signing.{one}")) for one in MANNERS[role]]
            form.radio(f"{role}_manner", shown, across=True)
        form.moment(f"{role}_at")

    def _add_ticks(self) -> None:
        """Ask for what the paper has boxes to tick for."""
        form, texts = self.form, self._room.texts
        form.radio("manner", [(one.value, texts(f"signing.{one}")) for one in Manner])
        if self.asked.varies:
            form.tick("explained")
        form.yes_no("copy_taken")

    @property
    def _name(self) -> str:
        return self.asked.names[0].name

    def _fill(self) -> None:
        """Show what is known: names, and the only day there can be."""
        self.form.fill({one.role.value: one.name for one in self._others})
        self.form.fill({f"{one.role}_manner": Manner.SIGNED.value for one in self._others})
        for name, row in self.form.rows.items():
            if name.endswith("_at"):
                moment: Any = row.control
                moment.day.set_value(self.asked.day)

    def _connect(self) -> None:
        for name, row in self.form.rows.items():
            if name == "manner" or name.endswith("_manner"):
                manner: Any = row.control
                manner.changed.connect(self._follow)
        self.form.submitted.connect(self._record)

    def _follow(self) -> None:
        """Ask for a moment of whoever signed, and for a witness where somebody did not."""
        raw = self.form.raw()
        given = {Signer.PARTICIPANT: raw["manner"]}
        for one in self._others:
            given[one.role] = raw.get(f"{one.role}_manner", Manner.SIGNED)
        for role, manner in given.items():
            self.form.reveal(f"{role}_at", not manner or manner in THEMSELVES)
        seen = any(manner in WITNESSED for manner in given.values() if manner)
        for name in WITNESS:
            self.form.reveal(name, seen)

    def _record(self) -> None:
        room, sheet = self._room, self._sheet
        with room.feedback.answering(self.form):
            values = self.form.values()
            given = Sitting(
                tuple(self._names(values)),
                values["copy_taken"],
                explained=bool(values.get("explained")),
            )
            signing.sign(room.desk, room.actor, sheet.case_id, sheet.seen, given)
            self.keeper.settled()
            self.recorded.emit()

    def _names(self, values: dict[str, Any]) -> list[Name]:
        """Return the names in the order of the paper; a witness last."""
        names = []
        if values["manner"]:
            at = values["participant_at"]
            names.append(Name(Signer.PARTICIPANT, self._name, Manner(values["manner"]), at))
        for one in self._others:
            manner = Manner(values.get(f"{one.role}_manner") or Manner.SIGNED)
            names.append(Name(one.role, values[one.role.value], manner, values[f"{one.role}_at"]))
        if values["witness"]:
            at, capacity = values["witness_at"], values["witness_capacity"] or ""
            names.append(Name(Signer.WITNESS, values["witness"], at=at, capacity=capacity))
        return names

    def _cancel(self) -> None:
        self.keeper.keep_now()
        self.cancelled.emit()
