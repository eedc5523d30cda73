"""What of the caseload is shown, and in which order; kept from one visit to the next."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from triage_app.domain.lateness import Lateness
from triage_app.domain.standings import Standing as Kept
from triage_app.domain.workflow import OPEN, State
from triage_app.services.caseload import ENDS_SOON, CaseloadRow, Load
from ui.caseload.columns import reason_code
from ui.fields import LineField, PickField, TickField
from ui.flow import Flow
from ui.parts import words
from ui.room import Room
from ui.suites import suites_of
from ui.theme import SMALL, Tone

MONTH, QUARTER = 28, 90  # days
Test = Callable[[CaseloadRow], bool]
STANDINGS: dict[str, Test] = {
    "is_overdue": lambda row: row.lateness is Lateness.OVERDUE,
    "is_today": lambda row: row.lateness is Lateness.TODAY,
    "is_at_risk": lambda row: row.standing in (Kept.AT_RISK, Kept.MISSED),
    "is_unsafe": lambda row: row.tight or row.late,
    "is_well": lambda row: row.lateness is not Lateness.OVERDUE,
}
# By the days left to charge: none, 28 or 90 at most, as many as one likes, or nobody can say.
TIMES: dict[str, Test] = {
    "time_past": lambda row: row.days_left is not None and row.days_left < 0,
    "time_month": lambda row: row.days_left is not None and 0 <= row.days_left <= MONTH,
    "time_quarter": lambda row: row.days_left is not None and 0 <= row.days_left <= QUARTER,
    "time_unlimited": lambda row: row.is_unlimited,
    "time_unknown": lambda row: row.is_limit_unknown,
}


@dataclass
class Wanted:
    """What is asked of the rows shown."""

    typed: str = ""
    state: str | None = None
    suite: str | None = None
    standing: str | None = None
    time: str | None = None
    assessor: int | None = None
    reason: str | None = None  # why it ended; None: it has not, or waits for the last step
    ends_soon: bool = False
    silent: bool = False
    sort: str | None = None

    @classmethod
    def restored(cls, kept: str) -> "Wanted":
        """Return what was asked when the list was left; nothing, if that cannot be read."""
        held = json.loads(kept) if kept else {}
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in held.items() if name in names})

    def kept(self) -> str:
        """Return it to be kept; what was typed is about a person, and is not."""
        return json.dumps({**asdict(self), "typed": ""})

    def shows(self, row: CaseloadRow, today: date) -> bool:
        """Say whether a row is among those asked for."""
        typed = self.typed.casefold()
        return (
            (not typed or typed in row.name.casefold() or typed in row.number.casefold())
            and self.state in (None, row.state)
            and self.suite in (None, row.suite)
            and self.assessor in (None, row.assessor_id)
            and (self.standing is None or STANDINGS[self.standing](row))
            and (self.time is None or TIMES[self.time](row))
            and (not self.ends_soon or _ends_soon(row, today))
            and (not self.silent or _is_silent(row))
        )


def _ends_soon(row: CaseloadRow, today: date) -> bool:
    soon = row.ends is not None and 0 <= (row.ends - today).days <= ENDS_SOON
    return soon and row.unfinished > 0


def _is_silent(row: CaseloadRow) -> bool:
    return row.silent is not None and row.silent >= ENDS_SOON


class Filters(QWidget):
    """The filter's fields, side by side as far as there is room."""

    changed = Signal()

    def __init__(self, room: Room, wanted: Wanted, headings: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._room = room
        texts, theme = room.texts, room.theme
        self.typed = LineField(theme, 18)
        self.typed.setPlaceholderText(texts("caseload.name_or_number"))
        self.typed.setAccessibleName(texts("caseload.name_or_number"))
        states = [(one.value, texts(f"state.{one}")) for one in State if one in OPEN]
        self.state = self._pick("every_stage", states)
        self.suite = self._pick("every_suite", [])
        self.suite.hide()
        standings = [(one, texts(f"caseload.{one}")) for one in STANDINGS]
        self.standing = self._pick("every_standing", standings)
        times = [(one, texts(f"caseload.{one}")) for one in TIMES]
        self.time = self._pick("days", times)
        self.assessor = self._pick("every_assessor", [])
        self.assessor.hide()
        self.reason = self._pick("every_reason", [])
        self.reason.setAccessibleName(texts("caseload.reason_filter"))
        self.sort = self._pick("sort_by", headings)
        self.ends_soon = TickField(theme, texts("caseload.ends_soon"))
        self.silent = TickField(theme, texts("caseload.silent"))
        self.shown = words(theme, "", SMALL, Tone.MUTED)
        self.chosen = words(theme, "", SMALL, bold=True)
        for label in (self.shown, self.chosen):
            label.setWordWrap(False)
        self._all = (
            self.typed, self.state, self.standing, self.time, self.suite, self.assessor,
            self.reason, self.sort, self.ends_soon, self.silent,
        )  # fmt: skip
        self.setLayout(Flow(*self._all, self.shown, self.chosen))
        self._fill(wanted)
        for one in self._all:
            one.changed.connect(self.changed)

    def wanted(self) -> Wanted:
        """Return what is asked."""
        return Wanted(
            typed=self.typed.value(),
            state=self.state.value(),
            suite=self.suite.value(),
            standing=self.standing.value(),
            time=self.time.value(),
            assessor=self.assessor.value(),
            reason=self.reason.value(),
            ends_soon=self.ends_soon.value(),
            silent=self.silent.value(),
            sort=self.sort.value(),
        )

    def offer_assessors(self, loads: Sequence[Load], chosen: int | None) -> None:
        """Offer whose cases to show; seen only where the tiles have no room."""
        self.assessor.blockSignals(True)
        self.assessor.offer([(load.member_id, load.name) for load in loads])
        self.assessor.setItemText(0, self._room.texts("caseload.every_assessor"))
        self.assessor.set_value(chosen)
        self.assessor.blockSignals(False)
        self.assessor.setVisible(bool(loads) and self._room.theme.look.large)

    def offer_suites(self, rows: Sequence[CaseloadRow], chosen: str | None) -> None:
        """Offer the suites that have cases here; seen only where there is more than one."""
        here = {row.suite for row in rows} | ({chosen} if chosen else set())
        self.suite.blockSignals(True)
        self.suite.offer([pair for pair in suites_of(self._room) if pair[0] in here])
        self.suite.setItemText(0, self._room.texts("caseload.every_suite"))
        self.suite.set_value(chosen)
        self.suite.blockSignals(False)
        self.suite.setVisible(len(here) > 1)

    def offer_reasons(self, codes: Sequence[str], chosen: str | None) -> None:
        """Offer the reasons for which cases ended lately; seen only where there is any."""
        texts = self._room.texts
        self.reason.blockSignals(True)
        kept = {*codes, chosen} if chosen else set(codes)
        reasons = [(one, texts(reason_code(one))) for one in kept]
        self.reason.offer(sorted(reasons, key=lambda one: one[1]))
        self.reason.setItemText(0, texts("caseload.every_reason"))
        self.reason.set_value(chosen)
        self.reason.blockSignals(False)
        self.reason.setVisible(bool(kept))

    def _pick(self, code: str, choices: Sequence[tuple[str, str]]) -> PickField:
        name = self._room.texts(f"caseload.{code}")
        field = PickField(self._room.theme, choices)
        field.setItemText(0, name)
        field.setAccessibleName(name)
        return field

    def _fill(self, wanted: Wanted) -> None:
        self.state.set_value(wanted.state)
        self.standing.set_value(wanted.standing)
        self.time.set_value(wanted.time)
        self.sort.set_value(wanted.sort)
        self.ends_soon.set_value(wanted.ends_soon)
        self.silent.set_value(wanted.silent)
