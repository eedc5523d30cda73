"""The referral as a step of a case: a summary first, which opens to edit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from triage_app.domain.referral import Referral
from triage_app.services import corrections, referrals
from triage_app.services.corrections import Note
from triage_app.services.referrals import ReferralView
from ui.corrections import CorrectionsMade
from ui.drafts import DraftKeeper
from ui.parts import button, clear, heading, words
from ui.referral.form import ReferralForm
from ui.referral.records import PersonRecords
from ui.referral.summary import Facts, at_both_ends, groups_of
from ui.referral.victims import VictimsPart
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.step import Step
from ui.suites import suites_of
from ui.theme import UNIT, Tone

RECORDS = "records"  # the field that this person's other records are reached by
LABELS = 240  # wide enough for the longest label on two lines


class ReferralStep(Step):
    """What was written down when the case was opened, and its correction."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.form: ReferralForm | None = None
        self.keeper: DraftKeeper | None = None
        self.records: PersonRecords | None = None
        self._view: ReferralView | None = None
        self._told: tuple[Note, ...] = ()  # what would follow, as it was shown before saving
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the summary as it stands now; a form that is open is left as it is."""
        room = self.room
        with room.feedback.answering():
            first = self._view is None  # the victims' part has just been made, and shows them
            self._view = referrals.view(room.desk, room.actor, self.case_id)
            matching = self.records is not None and self.records.match is not None
            if self.form is None and not matching:
                self._show_summary(self._view)
            if not first:
                self.victims.refresh()

    def go_to(self, field: str) -> None:
        """Open the form at a field; without one, put the keyboard on the edit button."""
        if not field:
            self.edit.setFocus()
            return
        if field == RECORDS and self.records is not None:
            self.records.go_to()
            return
        if self.victims.go_to(field):
            return
        self._open()
        if self.form is not None:
            self.form.go_to(field)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.keeper is not None:
            self.keeper.keep_now()
        if self.records is not None:
            self.records.keep()
        self.victims.leave()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.edit = button(theme, texts("referral.edit"), "", "pen")
        self._top = QWidget()
        self._top.setLayout(at_both_ends(heading(theme, texts("step.referral")), self.edit))
        self._column = QVBoxLayout()
        self._column.setSpacing(UNIT * 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 2)
        layout.addWidget(self._top)
        layout.addLayout(self._column)
        self.victims = VictimsPart(self.room, self.case_id)
        layout.addWidget(self.victims)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.edit.clicked.connect(self._open)
        self.victims.changed.connect(self.changed)

    def _show_summary(self, view: ReferralView) -> None:
        clear(self._column)
        self._add_records(view)
        texts = self.room.texts
        self.edit.setText(f" {texts('referral.correct' if view.acted_on else 'referral.edit')}")
        self.edit.setAccessibleName(self.edit.text().strip())
        self.edit.show()
        if view.corrections:
            self._column.addWidget(CorrectionsMade(self.room, view.corrections))
        for title, facts in groups_of(self.room, view, dict(suites_of(self.room))):
            if facts:
                self._column.addWidget(heading(self.room.theme, title))
                self._column.addWidget(self._facts(facts))
        if self.records is not None and not self.records.tells:
            self._column.addWidget(self.records)

    def _add_records(self, view: ReferralView) -> None:
        """Put what is known from before ahead of everything, and where it is nothing at the end."""
        person_id = view.referral.person_id
        self.records = PersonRecords(self.room, person_id, self.case_id) if person_id else None
        if self.records is not None:
            self.records.went.connect(self.went)
            self.records.changed.connect(self.changed)
            if self.records.tells:
                self._column.addWidget(self.records)

    def _facts(self, facts: Facts) -> QWidget:
        theme, holder = self.room.theme, QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(UNIT * 2)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        for row, (label, said) in enumerate(facts):
            name = words(theme, label, tone=Tone.MUTED)
            name.setFixedWidth(theme.look.px(LABELS))
            value = words(theme, said)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignTop)
        return holder

    def _open(self) -> None:
        if self.form is not None or self._view is None:
            return
        room, view = self.room, self._view
        self.leave()
        self.records = None
        clear(self._column)
        self.edit.hide()
        form = ReferralForm(room, person_id=view.referral.person_id, correcting=view.acted_on)
        form.versions = view.versions
        form.show_referral(view.referral)
        saves = "referral.save_correction" if view.acted_on else "referral.save_changes"
        self._main = form.buttons(saves, [("referral.back_to_summary", self._close)])
        form.submitted.connect(self._save)
        self.form, self._told = form, ()
        self.keeper = DraftKeeper(room, form, referrals.DRAFT, f"case-{self.case_id}")
        self.keeper.abandoned.connect(self._close)
        self._column.addWidget(form)
        form.go_to("name")

    def _close(self) -> None:
        self.leave()
        self.form = self.keeper = None
        self.refresh()
        self.edit.setFocus()

    def _save(self) -> None:
        room, form, keeper = self.room, self.form, self.keeper
        if form is None or keeper is None or form.versions is None:
            return
        with room.feedback.answering(form):
            form.clear_problems()
            referral, reason = form.referral(), form.reason()
            if not self._has_told(form, referral):
                return
            referrals.amend(room.desk, room.actor, self.case_id, referral, form.versions, reason)
            keeper.settled()
            self.form = self.keeper = None
            self.changed.emit()  # the page draws anew, this step with it
            self.edit.setFocus()

    def _has_told(self, form: ReferralForm, referral: Referral) -> bool:
        """Say whether all that would follow was shown before; if not, show it and wait."""
        room = self.room
        notes = corrections.consequences(room.desk, room.actor, self.case_id, referral)
        told, self._told = self._told, notes
        form.consequences.show_notes(notes)
        if not notes or notes == told:
            return True
        self._main.setText(room.texts("referral.save_anyway"))
        self._main.setFocus()
        bring_into_view(form.consequences, self._main)
        return False
