"""The page on which a new referral is written: kept as a draft until it is saved."""

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from triage_app.services import custody_log, referrals
from triage_app.services.custody_entries import entry_of
from triage_app.services.people import Found
from ui.drafts import DraftKeeper
from ui.find_box import FindBox
from ui.parts import heading, words
from ui.referral.form import ReferralForm
from ui.room import Place, Room
from ui.theme import TITLE, UNIT, Tone

MARGIN = UNIT * 3


class NewReferral(QScrollArea):
    """A referral being written, under the name of its draft."""

    committed = Signal(int)
    left = Signal()
    went = Signal(Place)

    def __init__(self, room: Room, draft: str = "") -> None:
        super().__init__()
        self._room, self._draft = room, draft or f"new-{secrets.token_hex(4)}"
        self._build()
        self._connect()

    def keep(self) -> None:
        """Keep what was typed: the page is about to go."""
        self.keeper.keep_now()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on the first."""
        self.form.go_to(field or "name")

    def _build(self) -> None:
        room, said = self._room, self._room.texts
        self.setProperty("place", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.finder = FindBox(room, "referral.find_first", keys="")
        self.form = ReferralForm(room)
        self.form.buttons("referral.save", [("referral.back_to_list", self._leave)])
        self._fill_from_log()
        self.keeper = DraftKeeper(room, self.form, referrals.DRAFT, self._draft)
        page = QWidget()
        page.setProperty("place", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(UNIT)
        column.addWidget(heading(room.theme, said("referral.new"), TITLE))
        column.addWidget(words(room.theme, said("referral.new_note"), tone=Tone.MUTED))
        column.addWidget(self.finder)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(page)

    def _fill_from_log(self) -> None:
        """Show what the custody log says of whom the draft was begun for, if it was."""
        room, entry_id = self._room, entry_of(self._draft)
        if entry_id is None:
            return
        with room.feedback.answering():
            begun = custody_log.begin(room.desk, room.actor, entry_id, room.texts.language)
            self.form.show_referral(begun)

    def _connect(self) -> None:
        self.form.submitted.connect(self._save)
        self.keeper.abandoned.connect(self.left)
        self.form.went.connect(self._go)
        self.finder.chosen.connect(self._take)

    def _leave(self) -> None:
        self.keep()
        self.left.emit()

    def _take(self, found: Found) -> None:
        """Go on with somebody who was found, as if they had been taken from those offered."""
        self.form.go_on_with(found.person_id)

    def _go(self, place: Place) -> None:
        """Go and look at a case of somebody known; what was typed is kept as a draft."""
        self.keep()
        self.went.emit(place)

    def _save(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            referral = self.form.referral()
            case_id = referrals.commit(room.desk, room.actor, referral, self._draft)
            self.keeper.settled()
            self.committed.emit(case_id)
