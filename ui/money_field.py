"""A sum of money as a field: typed in pounds as people write them, kept in pence."""

from contextlib import suppress

from triage_app.domain.entry import Unreadable
from triage_app.domain.money import pounds, read_pounds
from ui.fields import LineField
from ui.theme import Theme


class MoneyField(LineField):
    """Pounds, shown back with their commas on leaving; nothing typed is None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 14)
        self.editingFinished.connect(self._show_back)

    def value(self) -> int | None:
        """Return the pence that were meant."""
        return read_pounds(self.text())

    def set_value(self, value: int | None) -> None:
        """Show a number of pence as pounds."""
        super().set_value("" if value is None else pounds(value))

    def raw(self) -> str:
        """Return what was typed."""
        return self.text()

    def set_raw(self, raw: str) -> None:
        """Show what was typed."""
        self.setText(raw)

    def words(self, value: int | None) -> str:
        """Return how a sum is shown."""
        return "" if value is None else f"£{pounds(value)}"

    def _show_back(self) -> None:
        with suppress(Unreadable):  # it stays as it was typed, and is told on saving
            self.set_value(self.value())
