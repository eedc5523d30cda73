"""What goes with a consent while it stands: sharing, help besides, and taking it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.workflow import State
from triage_app.services import ways_out
from triage_app.services.consent import ConsentView
from ui.consent.sharing import SharingPart
from ui.consent.withdrawing import WithdrawPart
from ui.room import Room
from ui.support import SupportPart
from ui.theme import UNIT
from ui.withdrawn import WithdrawnPart

ELSEWHERE = (State.NOT_TAKEN_ON, State.CLOSED)  # help is offered, and shown, where the case ends


class AgreedPart(QWidget):
    """Sharing by partner, referrals under their own consent, and a way to stop on any day."""

    changed = Signal()
    withdrawn = Signal(object)

    def __init__(self, room: Room, case_id: int, view: ConsentView) -> None:
        super().__init__()
        self.support: SupportPart | None = None
        self.withdraw: WithdrawPart | None = None
        self.told: WithdrawnPart | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 3)
        self.sharing = SharingPart(room, case_id)
        self.sharing.changed.connect(self.changed)
        column.addWidget(self.sharing)
        ended = view.state is State.CLOSED and _went_on(room, case_id)
        if view.state not in ELSEWHERE or ended:
            self.support = SupportPart(room, case_id, may_refer=not ended)
            self.support.changed.connect(self.changed)
            column.addWidget(self.support)
        if view.may_be_withdrawn:
            self.withdraw = WithdrawPart(room, case_id)
            self.withdraw.done.connect(self.withdrawn)
            column.addWidget(self.withdraw)
        elif view.state is State.RETURNED:
            self.told = WithdrawnPart(room, case_id)
            self.told.changed.connect(self.changed)
            column.addWidget(self.told)

    def leave(self) -> None:
        """Keep what was being typed."""
        for part in (self.support, self.withdraw):
            if part is not None:
                part.leave()


def _went_on(room: Room, case_id: int) -> bool:
    """Whether a case came to its contract: what it was not taken on with stands where it ended."""
    return ways_out.view(room.desk, room.actor, case_id) is None
