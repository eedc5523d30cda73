"""The contracts of a case one after another, once there was more than the first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.watched import day_of
from triage_app.services import contract_history
from triage_app.services.contract_history import Link
from triage_app.services.contracts import Sheet
from triage_app.texts import Texts
from ui.parts import clear, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class ChainPart(QWidget):
    """Says of each contract when it was signed, why, who asked for it, and which are its papers."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self.hide()

    def show_for(self, case_id: int, sheet: Sheet | None) -> None:
        """Show the contracts that led to the one on the sheet."""
        room = self._room
        longer = sheet is not None and sheet.issue > 1
        self.show_chain(contract_history.chain(room.desk, room.actor, case_id) if longer else ())

    def show_chain(self, links: tuple[Link, ...]) -> None:
        """Show the chain; one contract alone is none."""
        theme, texts = self._room.theme, self._room.texts
        clear(self._column)
        self.setVisible(len(links) > 1)
        if len(links) <= 1:
            return
        self._column.addWidget(heading(theme, texts("variation.chain")))
        for one in links:
            self._column.addWidget(words(theme, said_of(texts, one), bold=one.in_force))
            for line in more_of(texts, one):
                self._column.addWidget(words(theme, line, SMALL, Tone.MUTED))


def said_of(texts: Texts, one: Link) -> str:
    """Say which contract it is and what became of it."""
    if one.ended and one.ended_at:
        values = {"issue": one.issue, "day": day_of(one.ended_at), "name": one.by}
        return texts(f"variation.chain_{one.ended}", **values)
    code = "in_force" if one.in_force else "signed"
    return texts(f"variation.chain_{code}", issue=one.issue, day=one.signed_on, ends=one.ends)


def more_of(texts: Texts, one: Link) -> list[str]:
    """Say why it was wanted and by whom, why it was given up, and the codes of its papers."""
    lines = []
    if one.asked_by:
        by = texts(f"variation.by_{one.asked_by}")
        lines.append(texts("variation.wanted_by", by=by, why=one.why))
    if one.reason:
        lines.append(texts("variation.given_up", reason=one.reason))
    if one.papers:
        fours = [" ".join(code[at : at + 4] for at in range(0, 16, 4)) for code in one.papers]
        lines.append(texts("variation.chain_papers", codes=", ".join(fours)))
    return lines
