"""What the log says of the person chosen, who they may be, and what later files have changed."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.custody_log import Alleged, Entry, as_printed
from triage_app.services.custody_log import Change, Waiting
from ui.parts import Notice, button, clear, heading, words
from ui.room import Place, Room
from ui.theme import SMALL, UNIT, Tone

WIDTH = 340
# What the log says, in the order it is read.
SHOWN = (
    "offences",
    "arrested",
    "released",
    "born",
    "sex",
    "pnc",
    "address",
    "postcode",
    "officer_name",
    "officer_number",
    "officer_email",
    "custody_record",
)


class EntryDetail(QScrollArea):
    """Beside the list; under it where the text is large."""

    went = Signal(Place)

    def __init__(self, room: Room, suites: Mapping[str, str]) -> None:
        super().__init__()
        self._room, self._suites = room, suites
        self.setProperty("place", "beside")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(room.texts("custody_log.details"))
        inner = QWidget()
        inner.setProperty("place", "beside")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, UNIT * 2)
        self._column.setSpacing(UNIT)
        self.setWidget(inner)
        if not room.theme.look.large:
            self.setFixedWidth(room.theme.look.px(WIDTH))
        else:
            self.setMinimumHeight(room.theme.look.px(WIDTH))

    def show_row(self, row: Waiting | None) -> None:
        """Show one entry, or nothing."""
        clear(self._column)
        self.setVisible(row is not None)
        if row is None:
            return
        theme, texts = self._room.theme, self._room.texts
        self._column.addWidget(heading(theme, as_printed(row.entry.name)))
        self._show_known(row)
        self._show_aside(row)
        for change in row.changes:
            self._show_change(change)
        for name in SHOWN:
            value = _said(self._room, getattr(row.entry, name))
            if value:
                self._pair(texts(f"custody_log.{name}"), value)
        if suite := self._suites.get(row.entry.suite):
            self._pair(texts("custody_log.suite"), suite)
        first = texts("custody_log.first_seen", day=row.seen.date())
        self._column.addWidget(words(theme, first, SMALL, Tone.MUTED))
        self._column.addStretch(1)

    def _pair(self, label: str, value: str) -> None:
        theme, holder = self._room.theme, QVBoxLayout()
        holder.setSpacing(0)
        holder.addWidget(words(theme, label, SMALL, Tone.MUTED))
        holder.addWidget(words(theme, value))
        self._column.addLayout(holder)

    def _show_known(self, row: Waiting) -> None:
        theme, texts = self._room.theme, self._room.texts
        for one in row.known:
            if one.case_id is None:
                said = texts("custody_log.is_known", name=one.name)
                self._column.addWidget(Notice(theme, "person", said))
                continue
            said = texts("custody_log.is_live", name=one.name, number=one.number)
            self._column.addWidget(Notice(theme, "warn", said))
            opening = button(theme, texts("custody_log.open_case"), "quiet")
            opening.setAccessibleName(texts("custody_log.open_case_named", name=one.name))
            opening.clicked.connect(partial(self._open_case, one.case_id))
            self._column.addWidget(opening, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_aside(self, row: Waiting) -> None:
        if row.aside is None:
            return
        texts, aside = self._room.texts, row.aside
        reason = texts(f"custody_log.aside_{aside.reason}")
        said = f"{reason}. {aside.note}" if aside.note else reason
        values = {"day": aside.at.date(), "by": aside.by, "reason": said}
        self._column.addWidget(words(self._room.theme, texts("custody_log.aside_said", **values)))

    def _show_change(self, change: Change) -> None:
        theme, texts = self._room.theme, self._room.texts
        said = texts("custody_log.changed_by", file=change.file, by=change.by, day=change.at.date())
        self._column.addWidget(words(theme, said, SMALL, bold=True))
        for name in change.fields:
            told = {
                "field": texts(f"custody_log.{name}"),
                "earlier": _one(self._room, change.earlier, name),
                "later": _one(self._room, change.later, name),
            }
            line = words(theme, texts("custody_log.changed_field", **told), SMALL)
            self._column.addWidget(line)

    def _open_case(self, case_id: int, *_: object) -> None:
        self.went.emit(Place("case", case_id))


def _one(room: Room, entry: Entry, name: str) -> str:
    return _said(room, getattr(entry, name)) or room.texts("common.nothing")


def _said(room: Room, value: object) -> str:
    """Put what an entry says into words."""
    texts = room.texts
    if isinstance(value, datetime):
        return texts.moment(value)
    if isinstance(value, date):
        return texts.plain_date(value)
    if isinstance(value, tuple):
        return "\n".join(_offence(one) for one in value if isinstance(one, Alleged))
    known = f"referral.sex_{value}"
    return texts(known) if value and texts.has(known) else str(value or "")


def _offence(one: Alleged) -> str:
    return ", ".join(part for part in (one.title, one.code) if part)
