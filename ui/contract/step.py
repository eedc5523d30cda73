"""The contract's step: drafted, printed, signed; then a summary of what was agreed."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.contract_gaps import CONTRIBUTION
from triage_app.domain.partner_referral import Ground
from triage_app.services import contracts, easy_papers
from triage_app.services.contract_record import OFFENCES
from triage_app.services.contracts import Sheet
from triage_app.services.desk import Actor, Desk
from triage_app.services.variations import APPROVAL
from ui.contract.agreed import Agreed
from ui.contract.before import WAY_OUT
from ui.contract.chain import ChainPart
from ui.contract.drafting import Drafting
from ui.contract.papers import StepWithPapers
from ui.contract.paying import PayingPart
from ui.contract.signatures import SignaturesForm
from ui.contract.varying import BeginVariation, VariationAbove
from ui.partner_referrals import PartnerReferralsPart
from ui.parts import Empty, button, clear
from ui.room import Place, Room
from ui.theme import UNIT

SIGNING = ("sign", "signatures", "signing")
LIES_IN = {OFFENCES: "referral", WAY_OUT: "consent"}  # the step of a gap's field


class ContractStep(StepWithPapers):
    """Shows the contract as it stands; one thing at a time, the next thing to do in view."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.propose: QWidget | None = None
        self.partners: PartnerReferralsPart | None = None
        self.body = QWidget()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show the contract as it stands now; what was being typed is kept first."""
        self.leave()
        known = self.sheet is not None
        with self.room.feedback.answering():
            self.sheet = contracts.sheet(*self._at(), again=known)
            self._show()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the first thing to do where none is named."""
        if self.partners is not None and self.partners.go_to(field):
            pass
        elif field == CONTRIBUTION and isinstance(self.body, Drafting):
            self.paying.go_to()
        elif field in SIGNING and self.sheet and self.sheet.can_change and self.sheet.paper_id:
            self._ask_signatures()
        elif isinstance(self.body, Drafting | SignaturesForm | Agreed | BeginVariation):
            self.body.go_to(field)
        elif self.propose is not None:
            self.propose.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed: the screen is about to go."""
        if isinstance(self.body, Drafting | SignaturesForm | BeginVariation):
            self.body.leave()
        if self.partners is not None:
            self.partners.leave()
        self.varying.leave()
        self.paying.leave()

    def print_paper(self) -> None:
        """Show the paper to be printed; without one, the draft of it."""
        if self.sheet is not None and self.sheet.paper_id is not None:
            self._show_paper()
        elif isinstance(self.body, Drafting):
            self.body.preview()
        else:
            super().print_paper()

    # ── What is shown ──

    def _build(self) -> None:
        self.varying = VariationAbove(self.room)
        self.varying.changed.connect(self._after_signing)
        self.varying.old_paper_wanted.connect(self._show_filed)
        self._column, self._partners = QVBoxLayout(), QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(UNIT * 2, UNIT, UNIT * 3, UNIT * 2)
        whole.setSpacing(UNIT * 2)
        whole.addWidget(self.varying)
        whole.addLayout(self._column)
        self.paying = PayingPart(self.room)
        self.paying.changed.connect(self._after_paying)
        self.paying.left.connect(partial(self.go_to, ""))
        whole.addWidget(self.paying)
        whole.addWidget(self.draft)
        self.chain = ChainPart(self.room)
        whole.addWidget(self.chain)
        whole.addLayout(self._papers)
        self._partners.setContentsMargins(UNIT, 0, 0, 0)
        whole.addLayout(self._partners)
        whole.addStretch(1)

    def _show(self) -> None:
        sheet, self.propose = self.sheet, None
        if sheet is None:
            self._put(self._empty())
        elif not sheet.can_change:
            self._put(self._agreed(sheet))
        elif isinstance(self.body, Drafting):
            self._keep(self.body, sheet)
        elif not isinstance(self.body, SignaturesForm) or self.body.seen != sheet.seen:
            self._put(self._drafting(sheet))
        self.paying.show_for(sheet, drafting=isinstance(self.body, Drafting))
        self._show_variation()
        self._show_papers()
        self._show_partners()

    def _show_partners(self) -> None:
        """Once it is signed, its conditions can be put to the partners that they name."""
        if self.sheet is None or self.sheet.can_change:
            return
        if self.partners is None:
            self.partners = part = PartnerReferralsPart(self.room, self.case_id, Ground.CONDITION)
            part.changed.connect(self.changed)
            part.went.connect(self.went)
            part.variation_wanted.connect(self._vary)
            self._partners.addWidget(part)
        else:
            self.partners.refresh()

    def _show_variation(self) -> None:
        """Say above the draft of a variation what it is; below, the contracts there have been."""
        self.varying.show_for(self.sheet)
        self.chain.show_for(self.case_id, self.sheet)

    def _keep(self, drafting: Drafting, sheet: Sheet) -> None:
        """Leave the draft that is open as it is, unless something about it has changed."""
        if drafting.sheet != sheet:
            drafting.show_sheet(sheet)

    def _put(self, body: QWidget) -> None:
        clear(self._column)
        self.draft.hide()
        self.body = body
        self.paying.show_for(self.sheet, drafting=isinstance(body, Drafting))
        self._column.addWidget(body)
        body.show()  # at once: the keyboard may be wanted in it before Qt comes round to it

    def _empty(self) -> QWidget:
        room = self.room
        ready = contracts.may_be_drafted(*self._at())
        how = room.texts("contract.nothing_drafted" if ready else "contract.nothing_yet")
        more = []
        if ready:
            self.propose = propose = button(room.theme, room.texts("contract.propose"), "primary")
            propose.clicked.connect(self._propose)
            more.append(propose)
        icon = "paper" if ready else "lock"
        return set_in(Empty(room.theme, icon, room.texts("contract.nothing"), how, *more))

    def _drafting(self, sheet: Sheet) -> Drafting:
        drafting = Drafting(self.room, sheet)
        drafting.saved.connect(self._saved)
        drafting.paper_made.connect(self._after_paper)
        drafting.paper_wanted.connect(self._show_paper)
        drafting.before.easy_read_wanted.connect(self._make_easy_read)
        drafting.preview_wanted.connect(self._show_draft)
        drafting.signing_wanted.connect(self._ask_signatures)
        drafting.went_elsewhere.connect(self._go_elsewhere)
        return drafting

    def _agreed(self, sheet: Sheet) -> Agreed:
        agreed = Agreed(self.room, sheet)
        agreed.paper_wanted.connect(self._show_paper)
        agreed.variation_wanted.connect(self._vary)
        agreed.easy_read_wanted.connect(self._make_easy_read)
        return agreed

    # ── What is done ──

    def _propose(self) -> None:
        with self.room.feedback.answering():
            self.sheet = contracts.draft(*self._at())
            self._show()
            self.changed.emit()
            self.go_to("")

    def _saved(self) -> None:
        if isinstance(self.body, Drafting):
            self.sheet = self.body.sheet
            self.paying.show_for(self.sheet, drafting=True)
            self._show_variation()
        self.changed.emit()

    def _after_paper(self, easy_read: bool) -> None:  # noqa: FBT001 - as Qt's signal gives it
        self._saved()
        if easy_read:
            with self.room.feedback.answering():
                easy_papers.issue(*self._at())
        self._show_papers()
        self._show_paper()

    def _after_paying(self) -> None:
        """Show what is left to settle, and leave the keyboard on what comes next."""
        self.refresh()
        self.changed.emit()
        self.go_to("")

    def _vary(self) -> None:
        begin = BeginVariation(self.room, self.case_id)
        begin.begun.connect(self._after_signing)
        begin.cancelled.connect(self._back_to_draft)
        self._put(begin)
        begin.go_to()

    def _make_easy_read(self) -> None:
        """Make the page, its card with the meetings as they stand now; list it and show it."""
        if isinstance(self.body, Drafting) and not self.body.settle():
            return
        with self.room.feedback.answering():
            made = easy_papers.issue(*self._at())
            self._show_papers()
            self.changed.emit()
            self._show_filed(made)

    def _ask_signatures(self) -> None:
        if self.sheet is not None:
            form = SignaturesForm(self.room, self.sheet)
            form.recorded.connect(self._after_signing)
            form.cancelled.connect(self._back_to_draft)
            self._put(form)
            form.go_to()

    def _after_signing(self) -> None:
        self._back_to_draft()
        self.changed.emit()
        self.go_to("")
        self._scroll_to(self.body)

    def _back_to_draft(self) -> None:
        self._put(QWidget())
        self.refresh()
        self.go_to("")

    def _go_elsewhere(self, field: str) -> None:
        if field == APPROVAL:
            self.varying.go_to()
        elif field == CONTRIBUTION:
            self.paying.go_to()
        else:
            step = LIES_IN.get(field, "eligibility")
            self.went.emit(Place("case", self.case_id, step, field))

    def _at(self) -> tuple[Desk, Actor, int]:
        return self.room.desk, self.room.actor, self.case_id


def set_in(widget: QWidget) -> QWidget:
    """Return a widget as far in as the words of a picture."""
    holder, column = QWidget(), QVBoxLayout()
    column.setContentsMargins(UNIT, UNIT, 0, 0)
    column.addWidget(widget)
    holder.setLayout(column)
    return holder
