"""This person's other records: what is known from before, and two records linked or made one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.services import linking
from triage_app.services.background import Background, background
from ui.parts import button, heading, line_of
from ui.referral.earlier import Earlier
from ui.referral.match import Match
from ui.room import Place, Room
from ui.theme import UNIT


class PersonRecords(QWidget):
    """A plain list of what is known; from it another record of the person is looked for."""

    went = Signal(Place)
    changed = Signal()

    def __init__(self, room: Room, person_id: int, case_id: int) -> None:
        super().__init__()
        self._room, self._person_id, self._case_id = room, person_id, case_id
        self.known: Background | None = None
        self.match: Match | None = None
        self._build()
        self.refresh()

    @property
    def tells(self) -> bool:
        """Whether there is anything to be told: then it stands before everything else."""
        known = self.known
        return known is not None and bool(known.contacts or known.links or known.merged)

    def refresh(self) -> None:
        """Show what is known as it stands now."""
        room = self._room
        with room.feedback.answering():
            self.known = background(room.desk, room.actor, self._person_id, self._case_id)
            self.earlier.show_background(self.known, may_unlink=self._may)

    def go_to(self) -> None:
        """Put the keyboard on what can be done here."""
        self.look.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep(self) -> None:
        """Keep what was being typed."""
        if self.match is not None:
            self.match.keep()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._may = may(self._room.actor.role, Permission.LINK_PEOPLE)
        self.earlier = Earlier(self._room)
        self.earlier.went.connect(self.went)
        self.earlier.unlinked.connect(self._unlink)
        self.look = button(theme, texts("merging.look"), "", "search")
        self.look.clicked.connect(self._look)
        self._foot = QWidget()
        self._foot.setLayout(line_of(self.look))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self._column.addWidget(heading(theme, texts("background.title")))
        self._column.addWidget(self.earlier)
        self._column.addWidget(self._foot)
        self._foot.setVisible(self._may)  # in its place by now, or it would be a window of its own

    def _look(self) -> None:
        """Look for another record of this person, in the place of the button."""
        self._foot.hide()
        self.match = Match(self._room, self._person_id)
        self.match.left.connect(self._put_away)
        self.match.done.connect(self._done)
        self._column.addWidget(self.match)
        self.match.go_to()

    def _put_away(self) -> None:
        match, self.match = self.match, None
        if match is not None:
            match.keep()
            self._column.removeWidget(match)
            match.hide()
            match.deleteLater()
        self._foot.setVisible(self._may)
        self.go_to()

    def _done(self) -> None:
        self.match = None
        self.changed.emit()

    def _unlink(self, link_id: int) -> None:
        room = self._room
        if room.feedback.ask("background.ask_unlink"):
            with room.feedback.answering():
                linking.unlink(room.desk, room.actor, link_id)
                self.changed.emit()
