"""A draft's conditions as the lanes of its picture: what stands where, and what it still lacks."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from triage_app.domain import bespoke
from triage_app.domain.condition import Condition, Kind
from triage_app.domain.contract import Draft, need_of
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import ConditionText, Slot
from triage_app.services.contracts import Sheet
from triage_app.texts import Texts
from ui.band import Lane
from ui.theme import Standing, Tone

LONDON = ZoneInfo("Europe/London")
# How a lane stands, by what is wrong with it; whatever else is wrong is to be put right.
STANDS = frozenset(
    {
        "no_service",
        "no_sessions",
        "no_hours",
        "no_due",
        "no_frequency",
        "no_place",
        "no_area",
        "no_starts",
        "no_on_day",
        "place_empty",
        "need_left_out",
        "clash",
        "service_retired",
        "not_shared",
        "service_closed",
        "not_approved",
        "words_returned",
        "no_words",
        "too_many_hours",
    }
)


def lanes(texts: Texts, sheet: Sheet, draft: Draft, gaps: Sequence[Problem]) -> tuple[Lane, ...]:
    """Return a lane for each place of the scheme, filled or empty."""
    return tuple(_lane(_Place(texts, sheet, draft, slot), gaps) for slot in sheet.scheme.slots)


def planned(texts: Texts) -> Standing:
    """How a meeting stands that is still to come."""
    return Standing("planned", texts("contract.booked"), Tone.ACCENT)


def clashing(texts: Texts) -> Standing:
    """How a meeting stands that another one meets."""
    return Standing("warn", texts("contract.stands_clash"), Tone.WARN)


class _Place:
    """One place of a draft, and what stands in it."""

    def __init__(self, texts: Texts, sheet: Sheet, draft: Draft, slot: Slot) -> None:
        self.texts, self.sheet, self.draft, self.slot = texts, sheet, draft, slot
        self.one = draft.at(slot.position)
        self.text = sheet.scheme.condition(self.one.code) if self.one else None
        self.need = need_of(slot, draft.needs)

    def title(self) -> str:
        """Name what stands here, shortly."""
        if self.text is None:
            return self.texts("condition.empty")
        if self.text.code == bespoke.CODE:
            return self.texts("condition.lane_bespoke")
        if self.text.kind == Kind.PATHWAY:
            return self.text.title[self.texts.language]
        return self.texts(f"condition.lane_{self.text.kind}")

    def detail(self) -> str:
        """Say with whom and how much; where that is not known yet, why it stands here."""
        said = list(self._amounts())
        return ", ".join(said) if said else self._why()

    def _why(self) -> str:
        if self.text is not None and self.text.kind in (Kind.NO_REOFFENDING, Kind.RESTORATIVE):
            return self.texts(f"condition.kind_{self.text.kind}")
        if self.need is None:
            return "" if self.text else self.texts("condition.no_need")
        if self.text is not None and self.text.kind != Kind.PATHWAY:
            return self.texts("condition.in_place_of", rank=self.slot.need)
        name = self.sheet.pathways[self.need]
        return self.texts("condition.kind_need", rank=self.slot.need, need=name)

    def _amounts(self) -> Iterator[str]:
        if self.one is None:
            return
        if self.one.sessions:
            yield self.texts("condition.n_meetings", n=self.one.sessions)
        if self.one.hours:
            yield self.texts("condition.n_hours", n=self.one.hours)
        if service := self.sheet.services.get(self.one.service or 0):
            yield service.name

    def standing(self, problem: str) -> Standing:
        """Say how it stands: what is wrong first, then what is arranged."""
        if problem:
            kind = "clash" if problem.startswith("clash_") else problem
            name = f"stands_{kind}" if kind in STANDS else "stands_otherwise"
            return Standing("warn", self.texts(f"contract.{name}"), Tone.WARN)
        if self.one is None or self.text is None:
            return Standing("excused", self.texts("contract.empty"), Tone.MUTED)
        return self._arranged(self.one, self.text)

    def _arranged(self, one: Condition, text: ConditionText) -> Standing:
        if text.kind == Kind.RESTORATIVE:
            return Standing("wait", self.texts("contract.if_asked"), Tone.MUTED)
        if one.first_meeting:
            return planned(self.texts)
        if self.sheet.signed_on:
            return Standing("good", self.texts("contract.agreed"), Tone.GOOD)
        if "first_meeting" in text.inputs:
            return Standing("clock", self.texts("contract.no_meeting_yet"), Tone.MUTED)
        return Standing("good", self.texts("contract.ready"), Tone.GOOD)

    def span(self) -> tuple[date, date] | None:
        """Return the days it lasts: until it is to be done, or the whole term."""
        if self.one is None or self.text is None:
            return None
        start = meeting_day(self.one) or self.draft.day
        end = self.one.due if "due" in self.text.inputs else self.draft.ends
        return (start, end) if end and start <= end else None

    def is_firm(self) -> bool:
        """Whether its days are certain."""
        if self.one is None or self.text is None or self.text.kind == Kind.RESTORATIVE:
            return False
        return "first_meeting" not in self.text.inputs or self.one.first_meeting is not None


def meeting_day(one: Condition) -> date | None:
    """Return the day of a condition's first meeting, in the suite's own time."""
    return one.first_meeting.astimezone(LONDON).date() if one.first_meeting else None


def _lane(place: _Place, gaps: Sequence[Problem]) -> Lane:
    about = (f"condition_{place.slot.position}.", f"left_out.{place.need}")
    wrong = [gap.code.removeprefix("contract.") for gap in gaps if gap.field.startswith(about)]
    day = meeting_day(place.one) if place.one else None
    clashes = any(one.startswith("clash") for one in wrong)
    mark = clashing(place.texts) if clashes else planned(place.texts)
    return Lane(
        number=place.slot.position,
        title=place.title(),
        detail=place.detail(),
        standing=place.standing(wrong[0] if wrong else ""),
        marks=((day, mark),) if day else (),
        span=place.span(),
        firm=place.is_firm(),
    )
