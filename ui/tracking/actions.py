"""What can be recorded of a contract now: a button for each thing, in the order they are used."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QPushButton, QWidget

from triage_app.domain.condition import Kind
from triage_app.domain.roles import Permission, Role, may
from triage_app.services import approvals
from triage_app.services.tracking_view import TrackingView
from ui.flow import Flow
from ui.parts import button
from ui.room import Room
from ui.theme import UNIT
from ui.tracking.recorder import Recorder

Action = tuple[str, str, Callable[[], None]]  # its name, its icon, what it opens


class Actions(QWidget):
    """The buttons that open a form each."""

    def __init__(self, room: Room, view: TrackingView, recorder: Recorder) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        flow = Flow()
        for name, icon, opens in offered(view, recorder, room.actor.role):
            if name == "waiver" and not _may_waive(room, view):
                continue
            one = button(room.theme, room.texts(f"tracking.add_{name}"), "", icon)
            one.clicked.connect(lambda _=False, opens=opens: opens())
            self.buttons[name] = one
            flow.addWidget(one)
        self.setLayout(flow)
        self.setContentsMargins(UNIT, 0, 0, 0)


def offered(view: TrackingView, recorder: Recorder, role: Role) -> Iterator[Action]:
    """Yield what can be recorded of this contract by somebody of a role."""
    yield ("meeting", "agenda", recorder.meeting)
    if any(one.hours for one in view.conditions):
        yield ("hours", "clock", recorder.hours)
    if any(one.kind is Kind.TAG for one in view.conditions):
        yield ("tag", "pin", recorder.tag)
    yield ("contact", "phone", recorder.contact)
    yield ("check", "search", recorder.check)
    yield ("offence", "warn", recorder.offence)
    if any(one.kind is Kind.RESTORATIVE and not one.asked_on for one in view.conditions):
        yield ("restorative", "swap", recorder.restorative)
    yield from _money(view, recorder, role)


def _may_waive(room: Room, view: TrackingView) -> bool:
    """Say whether a supervisor who looks may: in no case of their own."""
    return approvals.beside(room.desk, room.actor, view.case_id).allowed


def _money(view: TrackingView, recorder: Recorder, role: Role) -> Iterator[Action]:
    asked = view.contributed
    if not view.pays or (asked is not None and asked.waived):
        return
    yield ("contribution", "money", recorder.contribution)
    if asked is not None and asked.account.owed:
        yield ("part", "check", recorder.part)
    if (asked is None or asked.account.owed) and may(role, Permission.DECIDE_BREACH):
        yield ("waiver", "excused", recorder.waiver)
