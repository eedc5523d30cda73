"""Two descriptions of a person side by side: field by field, what matches and what differs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from triage_app.domain import likeness
from triage_app.domain.likeness import Description, Likeness, Verdict
from triage_app.texts import Texts
from ui.parts import Picture, breakable, line_of, words
from ui.room import Room
from ui.theme import CALLING, SMALL, UNIT, Tone

SHOWN = {
    Verdict.SAME: ("good", Tone.GOOD),
    Verdict.ALIKE: ("warn", Tone.WARN),
    Verdict.DIFFERS: ("bad", Tone.BAD),
}
SHARES, WIDEST = (3, 5, 5, 3), 760


class Comparison(QWidget):
    """A row for each field that either side knows; where both do, whether they say the same."""

    def __init__(
        self, room: Room, heads: tuple[str, str], sides: tuple[Description, Description],
        compared: Likeness,
    ) -> None:  # fmt: skip
        super().__init__()
        self._room = room
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT * 2)
        self._grid.setVerticalSpacing(2)
        for column, share in enumerate(SHARES):
            self._grid.setColumnStretch(column, share)
        self.setMaximumWidth(room.theme.look.px(WIDEST))
        self._add(["", *heads], None)
        self.spoken: list[str] = []
        for field in likeness.FIELDS:
            values = [in_words(room.texts, field, getattr(one, field)) for one in sides]
            if any(values):
                self._add([room.texts(f"referral.{field}"), *values], compared.verdicts[field])
        self.setAccessibleName(". ".join(self.spoken))

    def _add(self, cells: Sequence[str], verdict: Verdict | None) -> None:
        theme, row = self._room.theme, self._grid.rowCount()
        unknown = self._room.texts("common.not_known")
        for column, text in enumerate(cells):
            known = bool(column and verdict and text)
            shown = text or (unknown if column else "")
            label = words(theme, breakable(shown), SMALL, Tone.INK if known else Tone.MUTED)
            self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        if verdict in SHOWN:
            said = self._room.texts(f"merging.{verdict}")
            self._grid.addLayout(self._verdict(verdict, said), row, len(cells))
            self.spoken.append(f"{cells[0]}: {said}")

    def _verdict(self, verdict: Verdict, said: str) -> QHBoxLayout:
        theme = self._room.theme
        icon, tone = SHOWN[verdict]
        label = words(theme, said, SMALL, tone, bold=tone in CALLING)
        label.setWordWrap(False)
        return line_of(Picture(theme, icon, tone, 16), label)


def in_words(texts: Texts, field: str, value: Any) -> str:  # noqa: ANN401 - as each field holds it
    """Return a value of somebody's particulars as it is read."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return texts("common.yes" if value else "common.no")
    if isinstance(value, date):
        return texts.plain_date(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    coded = {"sex": "sex", "ethnicity": "ethnicity", "speaks": "language", "reads": "language"}
    if field in coded and texts.has(f"referral.{coded[field]}_{str(value).lower()}"):
        return texts(f"referral.{coded[field]}_{str(value).lower()}")
    return str(value)
