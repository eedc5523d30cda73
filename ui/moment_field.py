"""A day and a time of day together, which name one moment; or two, where an hour comes twice."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain import entry
from triage_app.domain.entry import Unreadable
from triage_app.texts import Texts
from ui.fields import DayField, LineField, PickField
from ui.theme import UNIT, Theme

LONDON = ZoneInfo("Europe/London")
MISSING_TIME, MISSING_DAY = "problem.time_missing", "problem.day_missing"


class MomentField(QWidget):
    """Asks which hour is meant on the night the clocks go back, and on no other."""

    changed = Signal()

    def __init__(self, theme: Theme, texts: Texts, today: Callable[[], date]) -> None:
        super().__init__()
        self.day = DayField(theme, texts, today)
        self.time = LineField(theme, 6)
        self.which = PickField(
            theme, [(0, texts("problem.first_time")), (1, texts("problem.second_time"))]
        )
        self.which.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self.day, self.time, self.which):
            layout.addWidget(part)
            part.changed.connect(self.changed)
        layout.addStretch(1)
        self.day.editingFinished.connect(self._look_twice)
        self.time.editingFinished.connect(self._tidy)
        # In this order: a policy set later would pass on to the proxy, and Tab would miss the day.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.day)
        self._texts = texts

    def name_parts(self, label: str) -> None:
        """Tell a screen reader what each part is."""
        for part, code in (
            (self.day, "common.day_of"),
            (self.time, "common.time_of"),
            (self.which, "common.which_of"),
        ):
            part.setAccessibleName(self._texts(code, label=label))

    def value(self) -> datetime | None:
        """Return the moment that was meant."""
        day, typed = self.day.value(), self.time.value()
        if day is None and not typed:
            return None
        if day is None:
            raise Unreadable(MISSING_DAY)
        if not typed:
            raise Unreadable(MISSING_TIME)
        local = entry.moment(day, entry.read_time(typed), self.which.value())
        # Between zones Python calls no moment of a doubled hour equal to any other.
        return local.astimezone(UTC)

    def to_put_right(self) -> QWidget:
        """Return the part that is missing or cannot be read: the time, where the day is there."""
        try:
            day = self.day.value()
        except Unreadable:
            return self.day
        if day is None:
            return self.day
        if self._comes_twice() and self.which.value() is None:
            return self.which
        try:
            entry.read_time(self.time.value())
        except Unreadable:
            return self.time
        return self.day

    def set_value(self, value: datetime | None) -> None:
        """Show a moment as the suite's clock shows it."""
        local = value.astimezone(LONDON) if value else None
        self.day.set_value(local.date() if local else None)
        self.time.set_value(f"{local:%H:%M}" if local else "")
        self.which.set_value(local.fold if local else None)
        self._look_twice()

    def raw(self) -> Any:  # noqa: ANN401
        """Return the parts as they stand."""
        return {"day": self.day.raw(), "time": self.time.raw(), "which": self.which.value()}

    def set_raw(self, raw: Any) -> None:  # noqa: ANN401
        """Show the parts as they stood."""
        self.day.set_raw(raw["day"])
        self.time.set_raw(raw["time"])
        self.which.set_value(raw["which"])
        self._look_twice()

    def _tidy(self) -> None:
        with suppress(Unreadable):  # it stays as it was typed, and is told on saving
            self.time.set_value(f"{entry.read_time(self.time.value()):%H:%M}")
        self._look_twice()

    def _look_twice(self) -> None:
        """Ask which hour is meant only where there are two; an answer to it goes with the hour."""
        twice = self._comes_twice()
        if not twice and self.which.value() is not None:
            # Kept, it would answer in silence for the next hour that comes twice.
            self.which.set_value(None)
        self.which.setVisible(twice)

    def _comes_twice(self) -> bool:
        try:
            day, typed = self.day.value(), self.time.value()
            if day and typed:
                entry.moment(day, entry.read_time(typed))
        except Unreadable as unreadable:
            return unreadable.code == "problem.hour_twice"
        return False
