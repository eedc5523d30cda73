"""Which edition of the contract's paper is made: its language, and whether it is in large print."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.fields import RadioField, TickField
from ui.flow import Flow
from ui.large_print import LargePrint
from ui.parts import words
from ui.room import Room

LANGUAGES = ("en", "cy", "both")


class EditionField(QWidget):
    """Asks in which language, and in what size; two languages side by side leave no room for it."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        theme, texts = room.theme, room.texts
        shown = [(one, texts(f"contract.edition_{one}")) for one in LANGUAGES]
        self.language = RadioField(theme, shown, across=True)
        self.language.setAccessibleName(texts("contract.edition"))
        for answer in self.language.buttons():
            answer.setAccessibleName(f"{texts('contract.edition')}: {answer.text()}")
        self.large = LargePrint(room, self.language)
        self.easy_read = TickField(theme, texts("contract.with_easy_read"))
        holder = QWidget()
        holder.setLayout(Flow(words(theme, texts("contract.edition")), self.language))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder)
        ticks = QWidget()
        ticks.setLayout(Flow(self.large, self.easy_read))
        column.addWidget(ticks)

    def value(self) -> str:
        """Return the edition's code: `en`, `cy`, `both`, `en_large`, `cy_large`."""
        return self.large.edition

    def set_value(self, edition: Any) -> None:  # noqa: ANN401 - as every control is set
        """Choose an edition."""
        self.large.choose(str(edition))
