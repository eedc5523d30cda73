"""A service's session on a day: everybody who is booked, marked in one form and saved together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from triage_app.domain.compliance import Attendance
from triage_app.domain.tracked import Marked, puts_right
from triage_app.services.group_sessions import GroupSession, Seat, SeatMark
from triage_app.texts import Texts
from ui.fields import PickField
from ui.forms import Form
from ui.room import Room

REASONED = frozenset(Attendance) - {Attendance.ATTENDED, Attendance.LATE}


class GroupForm(Form):
    """Asks of each person booked whether they came; a figure chooses, as on the case's own list."""

    closed = Signal()

    def __init__(self, room: Room, held: GroupSession) -> None:
        super().__init__(room, "sessions")
        self.held = held
        self._labels: dict[str, str] = {}
        self.heading("group")
        self.note("which", service=held.service, moment=held.starts, place=held.place)
        self.note("keys", first=1, last=len(Attendance))
        for seat in held.seats:
            self._ask(seat)
        everybody = ("sessions.all_came", self._say_all_came)
        self.main = self.buttons("sessions.save", (everybody, ("common.go_back", self._go_back)))
        self._reveal_all()

    def marks(self) -> tuple[SeatMark, ...]:
        """Return what is said of each seat; of whom nothing is said, nothing is recorded."""
        values = self.values()
        said = [(one, values[f"seat_{one.id}"]) for one in self.held.seats]
        found = [(one, self._mark(one, values)) for one, mark in said if mark is not None]
        return tuple(
            SeatMark((one.id, one.version), mark) for one, mark in found if _differs(one, mark)
        )

    def _mark(self, seat: Seat, values: dict[str, object]) -> Marked:
        reason, why = values[f"reason_{seat.id}"], values[f"why_{seat.id}"]
        chosen, by = values[f"seat_{seat.id}"], values[f"by_{seat.id}"]
        return Marked(Attendance(str(chosen)), str(reason), by, str(why))  # type: ignore[arg-type]

    def _ask(self, seat: Seat) -> None:
        texts, name = self.room.texts, seat.name
        for part in ("reason", "by", "why"):
            self._labels[f"{part}_{seat.id}"] = texts(f"sessions.{part}", name=name)
        self._labels[f"seat_{seat.id}"] = f"{name}, {seat.number}"
        nobody = texts("compliance.attendance_blank")
        pick = PickField(self.room.theme, marks_of(texts), none=nobody)
        self.custom(f"seat_{seat.id}", pick)
        pick.changed.connect(self._reveal_all)
        self.line(f"reason_{seat.id}", 50)
        self.day(f"by_{seat.id}")
        self.line(f"why_{seat.id}", 50)
        self.fill(
            {
                f"seat_{seat.id}": seat.attendance,
                f"reason_{seat.id}": seat.note,
                f"by_{seat.id}": seat.evidence_by,
            }
        )

    def _reveal_all(self) -> None:
        """Ask for a reason, a day, or why a mark is put right: of those alone whom it concerns."""
        for seat in self.held.seats:
            chosen = self._chosen(seat)
            waits = chosen is Attendance.WAITING_FOR_EVIDENCE
            changes = chosen is not None and puts_right(chosen, seat.attendance)
            if f"why_{seat.id}" in self.rows:
                self.reveal(f"reason_{seat.id}", chosen in REASONED)
                self.reveal(f"by_{seat.id}", waits)
                self.reveal(f"why_{seat.id}", changes)

    def _say_all_came(self) -> None:
        """Mark everybody as there of whom nothing is said yet; each can still be changed."""
        for seat in self.held.seats:
            if self._chosen(seat) is None:
                self.fill({f"seat_{seat.id}": Attendance.ATTENDED})

    def _chosen(self, seat: Seat) -> Attendance | None:
        control = self.rows[f"seat_{seat.id}"].control
        chosen = control.value() if isinstance(control, PickField) else None
        return Attendance(chosen) if chosen else None

    def _go_back(self) -> None:
        self.closed.emit()

    def _words(self, name: str, **values: object) -> str:
        return self._labels.get(name) or super()._words(name, **values)


def marks_of(texts: Texts) -> Sequence[tuple[Attendance, str]]:
    """Return every mark with its figure: typing the figure chooses it."""
    return [
        (one, f"{number} {texts(f'compliance.attendance_{one}')}")
        for number, one in enumerate(Attendance, 1)
    ]


def _differs(seat: Seat, mark: Marked) -> bool:
    was = (seat.attendance, seat.note, seat.evidence_by)
    return (mark.attendance, mark.note, mark.evidence_by) != was
