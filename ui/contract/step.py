"""The contract's step: drafted, printed, signed; then a summary of what was agreed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import contracts
from triage_app.services.contract_record import OFFENCES
from triage_app.services.contracts import Sheet
from ui.contract.agreed import Agreed
from ui.contract.drafting import Drafting
from ui.contract.signatures import SignaturesForm
from ui.parts import Empty, button, clear
from ui.printing import print_paper, show_draft
from ui.room import Place, Room
from ui.step import Step

SIGNING = ("sign", "signatures", "signing")


class ContractStep(Step):
    """Shows the contract as it stands; one thing at a time, the next thing to do in view."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.sheet: Sheet | None = None
        self.propose: QWidget | None = None
        self.body = QWidget()
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show the contract as it stands now; what was being typed is kept first."""
        self.leave()
        with self.room.feedback.answering():
            self.sheet = contracts.sheet(self.room.desk, self.room.actor, self.case_id)
            self._show()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field; on the first thing to do where none is named."""
        if field in SIGNING and self.sheet and self.sheet.can_change and self.sheet.paper_id:
            self._ask_signatures()
        elif isinstance(self.body, Drafting | SignaturesForm | Agreed):
            self.body.go_to(field)
        elif self.propose is not None:
            self.propose.setFocus()

    def leave(self) -> None:
        """Keep what was being typed: the screen is about to go."""
        if isinstance(self.body, Drafting | SignaturesForm):
            self.body.leave()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def _show(self) -> None:
        self.propose = None
        if self.sheet is None:
            self._put(self._empty())
        elif self.sheet.can_change:
            self._put(self._drafting(self.sheet))
        else:
            agreed = Agreed(self.room, self.sheet)
            agreed.paper_wanted.connect(self._show_paper)
            self._put(agreed)

    def _put(self, body: QWidget) -> None:
        clear(self._column)
        self.body = body
        self._column.addWidget(body)

    def _empty(self) -> QWidget:
        room = self.room
        ready = contracts.may_be_drafted(room.desk, room.actor, self.case_id)
        how = room.texts("contract.nothing_drafted" if ready else "contract.nothing_yet")
        more = []
        if ready:
            propose = button(room.theme, room.texts("contract.propose"), "primary")
            propose.clicked.connect(self._propose)
            self.propose = propose
            more.append(propose)
        icon = "paper" if ready else "lock"
        return Empty(room.theme, icon, room.texts("contract.nothing"), how, *more)

    def _drafting(self, sheet: Sheet) -> Drafting:
        drafting = Drafting(self.room, sheet)
        drafting.saved.connect(self.changed)
        drafting.paper_made.connect(self._after_paper)
        drafting.paper_wanted.connect(self._show_paper)
        drafting.preview_wanted.connect(self._show_draft)
        drafting.signing_wanted.connect(self._ask_signatures)
        drafting.went_elsewhere.connect(self._go_elsewhere)
        return drafting

    def _propose(self) -> None:
        with self.room.feedback.answering():
            self.sheet = contracts.draft(self.room.desk, self.room.actor, self.case_id)
            self._show()
            self.changed.emit()
            self.go_to("")

    def _after_paper(self) -> None:
        self._reload()
        self.changed.emit()
        self._show_paper()

    def _show_paper(self) -> None:
        if self.sheet is not None and self.sheet.paper_id is not None:
            print_paper(self.room, self.sheet.paper_id, self)

    def _show_draft(self, pdf: bytes) -> None:
        show_draft(self.room, pdf, self)

    def _ask_signatures(self) -> None:
        self._reload()
        if self.sheet is None:
            return
        form = SignaturesForm(self.room, self.sheet)
        form.recorded.connect(self._after_signing)
        form.cancelled.connect(self.refresh)
        self._put(form)
        form.go_to()

    def _after_signing(self) -> None:
        self.body = QWidget()  # what was typed is recorded, and no draft any more
        self.refresh()
        self.changed.emit()
        self.go_to("")

    def _go_elsewhere(self, field: str) -> None:
        step = "referral" if field == OFFENCES else "eligibility"
        self.went.emit(Place("case", self.case_id, step, field))

    def _reload(self) -> None:
        self.sheet = contracts.sheet(self.room.desk, self.room.actor, self.case_id)
