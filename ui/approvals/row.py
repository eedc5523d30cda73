"""One thing that waits, as a line of the queue: what, whose, who asked, since when, by when."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from triage_app.domain.approval import Matter
from triage_app.domain.watched import day_of
from triage_app.services.approval_queue import Row
from triage_app.texts import Texts
from ui.parts import Picture, button, column_of, holding, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

ICONS: Final = {
    Matter.BREACH: "not-met",
    Matter.VARIATION: "swap",
    Matter.OWN_WORDS: "pen",
    Matter.DISPOSAL: "leave",
}
ONE_STOREY: Final = ((0, 0), (0, 1), (0, 2), (0, 3))
TWO_STOREYS: Final = ((0, 0), (0, 1), (1, 0), (1, 1))
SHARES: Final = (5, 4, 4, 0)  # of the width, by column


class RowLine(QWidget):
    """Says everything shortly, and has the buttons that open it here, or the whole case."""

    toggled = Signal(str)
    case_wanted = Signal(str)

    def __init__(self, room: Room, row: Row, *, is_open: bool) -> None:
        super().__init__()
        self._room, self.row = room, row
        theme, texts = room.theme, room.texts
        code, other = ("approvals.read", "approvals.fold")[:: -1 if is_open else 1]
        icon = "chevron-up" if is_open else "chevron-down"
        self.read = button(theme, texts(code), "", icon)
        wider = button(theme, texts(other), "", icon).sizeHint().width()
        self.read.setMinimumWidth(max(wider, self.read.sizeHint().width()))  # columns stay
        self.read.setAccessibleName(texts("approvals.read_named", name=row.name))
        self.read.clicked.connect(self._toggle)
        case = button(theme, texts("approvals.open_case"), "quiet")
        case.setAccessibleName(texts("approvals.open_case_named", name=row.name))
        case.clicked.connect(self._open_case)
        buttons = holding(line_of(self.read, case))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, UNIT, 0, UNIT)
        grid.setHorizontalSpacing(UNIT * 2)
        grid.setVerticalSpacing(UNIT)
        places = TWO_STOREYS if theme.look.large else ONE_STOREY
        for part, place in zip(
            (self._what(), self._whose(), self._when(), buttons), places, strict=True
        ):
            grid.addWidget(part, *place, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate(SHARES[: len({place[1] for place in places})]):
            grid.setColumnStretch(column, share)

    def _what(self) -> QWidget:
        theme, texts, row = self._room.theme, self._room.texts, self.row
        said = QWidget()
        kind = words(theme, texts(f"approvals.kind_{row.kind}"), bold=True)
        by = words(theme, asked(texts, row), SMALL, Tone.MUTED)
        said.setLayout(column_of(kind, by, spacing=0))
        holder = QWidget()
        picture = Picture(theme, ICONS[row.kind])
        line = line_of(picture, said, spacing=12)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        holder.setLayout(line)
        return holder

    def _whose(self) -> QWidget:
        theme, row = self._room.theme, self.row
        who = words(theme, row.name, bold=True)
        about = words(theme, f"{row.number} · {row.assessor}", SMALL, Tone.MUTED)
        return holding(column_of(who, about, spacing=0))

    def _when(self) -> QWidget:
        """The days left to charge, then by when it is to be decided."""
        room, row = self._room, self.row
        theme, texts, today = room.theme, room.texts, room.desk.today()
        tone = Tone.BAD if row.is_late else Tone.MUTED if row.days_left is None else Tone.INK
        left = time_left(texts, row)
        late = row.due < today
        by = words(theme, due_told(texts, row, today), SMALL, Tone.BAD if late else Tone.MUTED)
        lines = [words(theme, left, tone=tone, bold=row.days_left is not None)] if left else []
        lines.append(by)
        if not row.approval.allowed:
            lines.append(words(theme, texts("approvals.for_another"), SMALL, Tone.MUTED))
        return holding(column_of(*lines, spacing=0))

    def _toggle(self) -> None:
        self.toggled.emit(self.row.key)

    def _open_case(self) -> None:
        self.case_wanted.emit(self.row.key)


def asked(texts: Texts, row: Row) -> str:
    """Say who asked, and when."""
    values = {"name": row.asked_by, "day": day_of(row.asked_at), "position": row.place}
    return texts(f"approvals.asked_{row.kind}", **values)


def time_left(texts: Texts, row: Row) -> str:
    """Say how many days there are to charge; nothing where nobody waits for them."""
    if row.limit_known is None:
        return ""
    if row.days_left is None:
        return texts("approvals.no_limit" if row.limit_known else "casefile.clock_not_known")
    code = "approvals.to_charge" if row.days_left >= 0 else "approvals.out_of_time"
    return texts(code, n=abs(row.days_left))


def due_told(texts: Texts, row: Row, today: date) -> str:
    """Say by when it is to be decided, and how late that is."""
    by = texts("approvals.decide_by", day=texts.short_date(row.due, today))
    days = (row.due - today).days
    if days == 0:
        return by
    late = texts("attention.days_late" if days < 0 else "attention.in_days", n=abs(days))
    return f"{by} · {late}"
