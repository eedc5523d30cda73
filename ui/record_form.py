"""A small form that records one thing and can be thought better of."""

from collections.abc import Callable, Sequence

from ui.forms import Form
from ui.room import Room


class RecordForm(Form):
    """A form that can be thought better of."""

    title, save = "", "common.save"
    prefix_of = "tracking"

    def __init__(self, room: Room) -> None:
        super().__init__(room, self.prefix_of)
        self.heading(self.title)
        self.ask()
        self.cancel = _nothing
        others = (*self.more(), ("common.go_back", self._go_back))
        self.main = self.buttons(self.save, others)

    def more(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return what else can be done from here, each by the code of its words."""
        return ()

    def ask(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    def _go_back(self) -> None:
        self.cancel()


def _nothing() -> None:
    """Do nothing: the form stands by itself."""
