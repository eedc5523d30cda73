"""Referral sheets to partners: what each may be asked for, the sheet, and what was shared."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.partner_referral import WRITTEN, Ground, Manner
from triage_app.services import partner_referrals, variations
from triage_app.services.partner_grounds import Asked
from triage_app.services.partner_referrals import ReferralsView
from ui.drafts import DraftKeeper
from ui.named_words import NamedWords
from ui.paper_panel import PaperPanel
from ui.paper_sheet import PaperSheet, ask_where, named
from ui.partner_form import PartnerForm
from ui.partner_shared import SharedList
from ui.partner_shared import named as told_named
from ui.parts import Notice, button, clear, column_of, heading, line_of, words
from ui.room import Place, Room
from ui.scrolling import bring_into_view
from ui.sheet_gone import SheetGone, Where
from ui.theme import SMALL, UNIT, Tone

KIND = "REFERRAL"


class PartnerReferralsPart(QWidget):
    """One ground's partners; a sheet is made under the one it is for."""

    changed = Signal()
    went = Signal(Place)
    variation_wanted = Signal()

    def __init__(self, room: Room, case_id: int, ground: Ground, where: Where = ask_where) -> None:
        super().__init__()
        self._room, self._case_id, self._ground = room, case_id, ground
        self.gone = SheetGone(room, where)
        self.gone.forgotten.connect(self._forgotten)
        self.form: PartnerForm | None = None
        self.vary: QPushButton | None = None
        self.openers: dict[int, QPushButton] = {}
        self._keeper: DraftKeeper | None = None
        self._under: dict[int, QVBoxLayout] = {}
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show what partners may be asked for, and what has gone; what is typed is kept first."""
        self.leave()
        room = self._room
        with room.feedback.answering():
            self._show(partner_referrals.view(room.desk, room.actor, self._case_id))

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()
        self.shared.leave()

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a referral that went, as partner_7; say whether it stands here."""
        name, _, number = field.partition("_")
        if name != "partner" or not number.isdigit():
            return False
        if self.vary is not None and not self.shared.answers(int(number)):
            self.vary.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.vary)
            return True
        return self.shared.go_to(int(number))

    def open(self, asked: Asked) -> None:
        """Ask what goes to a service, under its line."""
        self.leave()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = PartnerForm(self._room, asked)
        about = f"{self._case_id}.{asked.about_id}"
        self._keeper = DraftKeeper(self._room, self.form, f"partner_referral.{asked.ground}", about)
        NamedWords(self.form, self._case_id, *WRITTEN.values()).follow()
        self.form.submitted.connect(self._send)
        self.form.preview_wanted.connect(self._preview)
        self.form.thought_better.connect(self._think_better)
        self._under[asked.about_id].addWidget(self.form)
        self.form.show()
        self.form.go_to("told")

    # ── What is shown ──

    def _build(self) -> None:
        room = self._room
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT * 2)
        self.draft = PaperSheet(room)
        self.papers = PaperPanel(room, self._case_id, (KIND,))
        self.papers.changed.connect(self.changed)
        self.shared = SharedList(room)
        self.shared.answered.connect(self._answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(heading(room.theme, room.texts("partner_referral.heading")))
        lead = words(room.theme, room.texts("partner_referral.help"), tone=Tone.MUTED)
        column.addWidget(lead)
        self._gaps = QVBoxLayout()
        column.addLayout(self._gaps)
        column.addWidget(self.gone)
        column.addLayout(self._rows)
        for part in (self.draft, self.papers, self.shared):
            column.addWidget(part)

    def _show(self, view: ReferralsView) -> None:
        theme, texts = self._room.theme, self._room.texts
        clear(self._rows)
        self.form = self._keeper = None
        self.openers, self._under = {}, {}
        self._show_gaps(view)
        mine = [one for one in view.asked if one.ground is self._ground]
        for one in mine:
            row = self._row(one, may_be_sent=view.may_be_sent)
            self._rows.addWidget(row)
            row.show()
        if not mine:
            self._rows.addWidget(words(theme, texts("partner_referral.none")))
        shared = tuple(one for one in view.shared if one.ground is self._ground)
        self.shared.show_rows(shared)
        self.shared.setVisible(bool(shared))
        self.papers.setVisible(bool(shared))

    def _show_gaps(self, view: ReferralsView) -> None:
        """Say which condition nobody delivers, beside the way to name another service."""
        room, texts = self._room, self._room.texts
        clear(self._gaps)
        self.vary = None
        for one in view.gaps if self._ground is Ground.CONDITION else ():
            values = {"service": one.service, "position": one.position, "day": one.standing.since}
            more = []
            if self.vary is None and variations.may_vary(room.desk, room.actor, self._case_id):
                self.vary = button(room.theme, texts("variation.vary"))
                self.vary.clicked.connect(self.variation_wanted)
                more.append(self.vary)
            said = Notice(room.theme, "warn", texts("partner_reply.gap", **values), *more)
            self._gaps.addWidget(said)
            said.show()

    def _row(self, one: Asked, *, may_be_sent: bool) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        said = {"purpose": one.purpose[texts.language], "service": one.service}
        title = texts(f"partner_referral.{one.ground}_line", position=one.position, **said)
        column = column_of(words(theme, title, bold=True), spacing=4)
        if one.may_be_shared and one.may_be_told:
            told = texts("partner_referral.may_be_told", told=told_named(texts, one.may_be_told))
            column.addWidget(words(theme, told, SMALL, Tone.MUTED))
            if may_be_sent:
                column.addLayout(line_of(self._opener(one)))
        else:
            column.addWidget(self._why_not(one))
        self._under[one.about_id] = column
        row = QWidget()
        row.setLayout(column)
        return row

    def _opener(self, one: Asked) -> QPushButton:
        texts = self._room.texts
        code = "partner_referral.open_again" if one.sent else "partner_referral.open"
        opener = button(self._room.theme, texts(code), "quiet", "partner")
        opener.setAccessibleName(texts("partner_referral.open_for", service=one.service))
        opener.clicked.connect(partial(self._open, one))
        self.openers[one.about_id] = opener
        return opener

    def _why_not(self, one: Asked) -> Notice:
        """Say why a service may be told nothing, and where that can be changed."""
        texts = self._room.texts
        code = "said_no" if one.is_refused else "never_asked"
        if one.may_be_shared:
            code = "no_tells"
        there = button(self._room.theme, texts("partner_referral.ask_there"))
        there.setAccessibleName(texts("partner_referral.ask_there_for", service=one.service))
        there.clicked.connect(self._go_to_sharing)
        more = () if one.may_be_shared else (there,)
        return Notice(self._room.theme, "lock", texts(f"partner_referral.{code}"), *more)

    # ── What is done ──

    def _open(self, one: Asked, *_: object) -> None:
        self.open(one)

    def _answered(self) -> None:
        self.refresh()
        self.changed.emit()

    def _go_to_sharing(self) -> None:
        self.went.emit(Place("case", self._case_id, "consent", "sharing"))

    def _think_better(self) -> None:
        self.refresh()
        for opener in self.openers.values():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _preview(self) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            given = form.sending()
            pdf = partner_referrals.preview(room.desk, room.actor, self._case_id, given)
            self.draft.show_draft(pdf, named(room.texts, KIND, given.language or "en"))

    def _send(self) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            given = form.sending()
            # What is missing is told before anybody is asked where to save it.
            partner_referrals.preview(room.desk, room.actor, self._case_id, given)
            path = None
            if given.manner != Manner.PRINTED and (path := self._ask_where()) is None:
                return
            gone = partner_referrals.send(room.desk, room.actor, self._case_id, given, path)
            keeper.settled()
            self._keeper = None
            self.draft.hide()
            self.papers.refresh()
            self.refresh()
            self.gone.tell(gone.password, given.recipient.strip(), path)
            if path is None:
                self.papers.open(gone.paper_id)

    def _ask_where(self) -> Path | None:
        return self.gone.ask_where(self._room.texts("paper_referral.file"))

    def _forgotten(self) -> None:
        self.changed.emit()
        for opener in self.openers.values():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
            return
