"""Large print: a box to tick beside the languages of a paper that goes to a person."""

from triage_app.services.read_in import LARGE
from ui.fields import RadioField, TickField
from ui.room import Room

BOTH = "both"  # two languages side by side leave no room for large print


class LargePrint(TickField):
    """Asks for a paper in large print; of one language, where languages are asked for beside it."""

    def __init__(self, room: Room, languages: RadioField | None = None) -> None:
        super().__init__(room.theme, room.texts("paperwork.large_print"))
        self._languages = languages
        if languages is not None:
            languages.changed.connect(self._look)

    @property
    def edition(self) -> str:
        """The edition that is chosen: `en`, `cy`, `both`, `en_large`, `cy_large`."""
        language = str(self._languages.value() or "") if self._languages else ""
        return language + LARGE if self.value() and language != BOTH else language

    def choose(self, edition: str) -> None:
        """Choose an edition: its language, and its size."""
        if self._languages is not None:
            self._languages.set_value(edition.removesuffix(LARGE))
        self.set_value(edition.endswith(LARGE))

    def _look(self) -> None:
        self.setEnabled(self._languages is None or self._languages.value() != BOTH)
