"""A week's mornings, afternoons and evenings: marked when somebody cannot come."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from triage_app.domain.availability import DAYS, Part, Times, in_order
from triage_app.services.availability import in_words
from triage_app.texts import Texts
from ui.parts import words
from ui.theme import SMALL, UNIT, Theme, Tone

STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class WeekField(QWidget):
    """One stop by Tab; within it the arrow keys move from day to day, and Space marks."""

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._boxes: dict[str, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(UNIT * 2)
        self._grid.setVerticalSpacing(UNIT)
        self._head(theme)
        for row, part in enumerate(Part):
            for column, day in enumerate(DAYS):
                self._add(f"{day}.{part}", row, column)
        self._grid.setColumnStretch(len(DAYS) + 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._here = self._boxes[f"{DAYS[0]}.{Part.MORNING}"]
        self._stand_on(self._here)

    def value(self) -> Times:
        """Return the times marked."""
        return in_order(one for one, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:  # noqa: ANN401 - as every field
        """Mark these times and no others."""
        for one, box in self._boxes.items():
            box.setChecked(one in (value or ()))

    def raw(self) -> list[str]:
        """Return what is marked, to be kept."""
        return list(self.value())

    def set_raw(self, raw: Any) -> None:  # noqa: ANN401
        """Mark what was marked."""
        self.set_value(raw)

    def words(self, value: Any) -> str:  # noqa: ANN401
        """Return how some times are shown."""
        return in_words(self._texts, tuple(value or ()))

    def boxes(self) -> dict[str, QCheckBox]:
        """Return the box of each time."""
        return dict(self._boxes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard goes to the box it was on last."""
        super().focusInEvent(event)
        self._here.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move over the week, and stop at its edges."""
        if isinstance(watched, QCheckBox):
            if event.type() == QEvent.Type.FocusIn:
                self._stand_on(watched)
            step = STEPS.get(Qt.Key(event.key())) if isinstance(event, QKeyEvent) else None
            if event.type() == QEvent.Type.KeyPress and step is not None:
                self._move(watched, *step)
                return True
        return super().eventFilter(watched, event)

    def _head(self, theme: Theme) -> None:
        for column, day in enumerate(DAYS):
            label = words(theme, self._texts(f"availability.day_{day}"), SMALL, Tone.MUTED)
            label.setWordWrap(False)
            self._grid.addWidget(label, 0, column + 1, Qt.AlignmentFlag.AlignHCenter)
        for row, part in enumerate(Part):
            label = words(theme, self._texts(f"availability.{part}s"), SMALL, Tone.MUTED)
            label.setWordWrap(False)
            self._grid.addWidget(label, row + 1, 0)

    def _add(self, time: str, row: int, column: int) -> None:
        day, _, part = time.partition(".")
        box = QCheckBox()
        box.setAccessibleName(
            self._texts(
                "availability.cell",
                day=self._texts(f"availability.day_{day}"),
                part=self._texts(f"availability.{part}s"),
            )
        )
        box.setToolTip(box.accessibleName())
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.installEventFilter(self)
        box.toggled.connect(self.changed)
        self._boxes[time] = box
        self._grid.addWidget(box, row + 1, column + 1, Qt.AlignmentFlag.AlignHCenter)

    def _move(self, box: QCheckBox, down: int, across: int) -> None:
        order = list(self._boxes.values())
        row, column = divmod(order.index(box), len(DAYS))
        row = min(max(row + down, 0), len(Part) - 1)
        column = min(max(column + across, 0), len(DAYS) - 1)
        order[row * len(DAYS) + column].setFocus(Qt.FocusReason.TabFocusReason)

    def _stand_on(self, box: QCheckBox) -> None:
        """Let Tab stop at this box alone."""
        self._here.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._here = box
