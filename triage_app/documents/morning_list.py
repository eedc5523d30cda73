"""What the morning sheet says, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from triage_app.documents.kinds import Kind


@dataclass(frozen=True, slots=True)
class TaskPrinted:
    """One thing to do: its words by their code, its day, and whose case it is."""

    band: str
    code: str
    values: Mapping[str, object]
    day: date
    moment: datetime | None
    who: str
    number: str
    assessor: str = ""  # where the sheet is everybody's
    put_off: str = ""  # why, where it was put off


@dataclass(frozen=True, slots=True)
class MeetingPrinted:
    """A meeting of the day."""

    starts: datetime
    who: str
    kind: str
    place: str
    assessor: str = ""  # where the sheet is everybody's


@dataclass(frozen=True, slots=True)
class MorningContents:
    """What the sheet says, as Today has it at one moment."""

    kind: ClassVar[Kind] = Kind.MORNING
    whose: str  # "": everybody's
    made_at: datetime
    tasks: tuple[TaskPrinted, ...]
    meetings: tuple[MeetingPrinted, ...]
    times: tuple[tuple[str, str, date, int], ...]  # who, number, last day to charge, days left
    made_by: str
    schemeless: tuple[str, ...] = ()  # numbers of cases of which no rule can speak
