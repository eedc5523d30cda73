"""What the queue can be cut down to: a tab for each kind of thing that waits."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from triage_app.domain.approval import Matter
from triage_app.services.approval_queue import Row
from ui.flow import Flow
from ui.parts import button
from ui.room import Room


class KindTabs(QWidget):
    """All, and each kind of which something waits, with how much; one kind needs no tabs."""

    chosen = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._texts = room.texts
        self.kind: Matter | None = None
        self._group = QButtonGroup(self)
        self.tabs: dict[Matter | None, QPushButton] = {}
        for kind in (None, *Matter):
            tab = button(room.theme, "", "tab", checkable=True)
            self._group.addButton(tab)
            self.tabs[kind] = tab
        self.setLayout(Flow(*self.tabs.values(), spacing=0))
        self._group.buttonClicked.connect(self._choose)

    def count(self, rows: Sequence[Row]) -> None:
        """Say how much of each kind waits; a kind of which nothing does is chosen no more."""
        found = Counter(row.kind for row in rows)
        if self.kind is not None and not found[self.kind]:
            self.kind = None
        for kind, tab in self.tabs.items():
            number = len(rows) if kind is None else found[kind]
            name = self._texts("approvals.all" if kind is None else f"approvals.kinds_{kind}")
            tab.setText(f"{name}  {number}")
            tab.setVisible(number > 0)
            tab.setChecked(kind is self.kind)
        self.setVisible(len(found) > 1)

    def shows(self, row: Row) -> bool:
        """Say whether a row is of the kind chosen."""
        return self.kind in (None, row.kind)

    def _choose(self, pressed: QPushButton) -> None:
        self.kind = next(kind for kind, tab in self.tabs.items() if tab is pressed)
        self.chosen.emit()
