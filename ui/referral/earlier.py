"""What is known of somebody from before: earlier contacts, linked records, records made one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from triage_app.services.background import Background, Contact
from triage_app.services.likely import TheirCase
from triage_app.services.linking import Linked
from triage_app.services.merging import Merged
from ui.parts import breakable, button, clear, column_of, words
from ui.referral.comparison import in_words
from ui.room import Place, Room
from ui.theme import SMALL, UNIT, Tone


class Earlier(QWidget):
    """A plain list, the newest first; each case in it can be opened."""

    went = Signal(Place)
    unlinked = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def show_background(self, known: Background, *, may_unlink: bool = False) -> None:
        """Show what is known; where it is nothing, that is said."""
        clear(self._column)
        theme, texts = self._room.theme, self._room.texts
        for contact in known.contacts:
            self._column.addLayout(self._contact(contact))
        for link in known.links:
            self._column.addLayout(self._link(link, may_unlink=may_unlink))
        for merged in known.merged:
            self._column.addLayout(self._merged(merged))
        if not known.contacts:
            none = words(theme, texts("background.none"), tone=Tone.MUTED)
            self._column.insertWidget(0, none)

    def _contact(self, one: Contact) -> QHBoxLayout:
        texts = self._room.texts
        opened = texts.plain_date(one.opened)
        title = texts("background.contact", day=opened, scheme=one.scheme[texts.language])
        lines = [texts("background.with", number=one.number, assessor=one.assessor)]
        state = texts(f"state.{one.state}")
        if one.way_out:
            lines.append(texts("background.way_out", why=one.way_out[texts.language]))
        if one.signed_on and one.ends:
            days = {"signed": texts.plain_date(one.signed_on), "ends": texts.plain_date(one.ends)}
            lines.append(texts("background.contract", **days))
        if one.outcome:
            lines.append(texts("background.outcome", outcome=one.outcome[texts.language]))
        elif one.result:
            lines.append(texts(f"outcome.result_{one.result}"))
        if one.closed_on:
            lines.append(texts("background.closed", day=texts.plain_date(one.closed_on)))
        case = TheirCase(one.case_id, one.number, one.state, one.family)
        return self._row(f"{title}. {state}", lines, (case,))

    def _link(self, one: Linked, *, may_unlink: bool) -> QHBoxLayout:
        texts = self._room.texts
        name = one.name
        if one.born:
            name = texts("referral.same_born", name=name, born=one.born)
        lines = [
            texts("background.link_why", reason=one.reason),
            texts("background.done_by", by=one.by, day=texts.plain_date(one.at.date())),
        ]
        row = self._row(texts(f"background.link_{one.kind}", name=name), lines, one.cases)
        if may_unlink:
            away = button(self._room.theme, texts("background.unlink"), "quiet")
            away.setAccessibleName(f"{texts('background.unlink')}: {one.name}")
            away.setProperty("link", one.link_id)
            away.clicked.connect(self._unlink)
            row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _merged(self, one: Merged) -> QHBoxLayout:
        texts = self._room.texts
        lines = [texts("background.link_why", reason=one.reason)]
        kept = [
            f"{texts(f'referral.{field}')}: {in_words(texts, field, earlier)}"
            for field, earlier in one.not_kept
        ]
        if kept:
            lines.append(texts("background.not_kept", values="; ".join(kept)))
        return self._row(
            texts("background.merged", by=one.by, day=texts.plain_date(one.at.date())), lines, ()
        )

    def _row(self, title: str, lines: list[str], cases: Sequence[TheirCase]) -> QHBoxLayout:
        """Return what is said, and at its right a button for each case."""
        theme = self._room.theme
        said = column_of(
            words(theme, breakable(title), bold=True),
            *(words(theme, breakable(line), SMALL, Tone.MUTED) for line in lines),
            spacing=0,
        )
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addLayout(said, 1)
        for case in cases:
            opening = open_case(self._room, case)
            opening.clicked.connect(self._open)
            row.addWidget(opening, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _open(self) -> None:
        self.went.emit(Place("case", int(self.sender().property("case"))))

    def _unlink(self) -> None:
        self.unlinked.emit(int(self.sender().property("link")))


def open_case(room: Room, case: TheirCase) -> QPushButton:
    """Return a button that names a case, and says how it stands to who cannot see the list."""
    opening = button(room.theme, room.texts("background.open", number=case.number), "quiet")
    state = room.texts(f"state.{case.state}")
    opening.setAccessibleName(f"{room.texts('background.open', number=case.number)}: {state}")
    opening.setProperty("case", case.case_id)
    return opening
