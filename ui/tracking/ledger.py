"""What is counted while a contract runs: hours and who says so, a tag, what was paid."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from triage_app.domain.contribution import Means, Part, pounds
from triage_app.domain.entry import read_time
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.tracked import Hours
from triage_app.services.kept_seen import Contributed, HoursSeen, PartSeen, TagSeen
from triage_app.services.tracking_view import ConditionSeen, TrackingView
from ui.contribution import MoneyField
from ui.fields import LineField
from ui.record_form import RecordForm
from ui.room import Room

HOUR = 60
Entry = HoursSeen | TagSeen | PartSeen  # what can be struck
STRIKES: Final[Mapping[type, str]] = {
    HoursSeen: "strike",
    TagSeen: "strike_tag",
    PartSeen: "strike_part",
}


class TimeField(LineField):
    """A time of day as people write it; nothing typed is None."""

    def value(self) -> time | None:
        """Return the time."""
        typed = self.text().strip()
        return read_time(typed) if typed else None

    def set_value(self, value: time | None) -> None:
        """Show a time."""
        super().set_value(f"{value:%H:%M}" if value else "")


class HoursForm(RecordForm):
    """Hours of volunteering done on a day: from when to when, or how long, and who says so."""

    title, save = "hours", "tracking.save_hours"

    def __init__(self, room: Room, view: TrackingView) -> None:
        self._asking = [one for one in view.conditions if one.hours]
        super().__init__(room)
        self.fill({"day": room.desk.today()})

    @property
    def condition_id(self) -> int:
        """The condition the hours belong to."""
        return self._asking[0].id

    def ask(self) -> None:
        """Ask which day, from when to when or how long, and who says so."""
        self.day("day")
        self.custom("began", TimeField(self.room.theme, 7))
        self.custom("ended", TimeField(self.room.theme, 7))
        self.number("hours")
        self.number("minutes_more")
        self.line("confirmed_by", 40)
        self.line("note", 50)

    def given(self) -> Hours:
        """Return what was filled in."""
        values = self.values()
        hours, more = values["hours"], values["minutes_more"]
        minutes = None if hours is None and more is None else (hours or 0) * HOUR + (more or 0)
        return Hours(
            day=values["day"],
            minutes=minutes,
            note=values["note"],
            confirmed_by=values["confirmed_by"],
            began=values["began"],
            ended=values["ended"],
        )


class StrikeForm(RecordForm):
    """Hours, a tag or a payment recorded wrongly: it stays on file, and counts for nothing."""

    save = "tracking.save_strike"

    def __init__(self, room: Room, entry: Entry) -> None:
        self.entry = entry
        self.title = STRIKES[type(entry)]
        super().__init__(room)

    def ask(self) -> None:
        """Say which, and ask why."""
        self.note(f"{self.title}_which", **self._which())
        self.area("struck", 2)

    def _which(self) -> dict[str, object]:
        entry = self.entry
        if isinstance(entry, TagSeen):
            deed = self.room.texts(f"tracking.tag_{entry.what}")
            return {"day": entry.day, "deed": deed}
        if isinstance(entry, PartSeen):
            return {"day": entry.day, "pence": pounds(entry.pence)}
        return {"day": entry.day}


class TagForm(RecordForm):
    """A tag fitted, taken off or at fault: on which day, and by whom."""

    title, save = "tag", "tracking.save_tag"

    def __init__(self, room: Room, condition: ConditionSeen) -> None:
        self.condition = condition
        super().__init__(room)
        self.fill({"tag_day": room.desk.today()})

    def ask(self) -> None:
        """Ask what, when and who."""
        said = self.room.texts
        deeds = [(one, said(f"tracking.tag_{one}")) for one in TagDeed]
        self.radio("tag_what", deeds, across=True)
        self.day("tag_day")
        self.line("tag_by", 40)
        self.area("note", 2)

    def given(self) -> TagEvent:
        """Return what was filled in."""
        values = self.values()
        return TagEvent(values["tag_what"], values["tag_day"], values["tag_by"], values["note"])


class PartForm(RecordForm):
    """One part of a contribution that was paid."""

    prefix_of = "contribution"
    title, save = "part", "contribution.save_part"

    def __init__(self, room: Room, asked: Contributed) -> None:
        self.asked = asked
        super().__init__(room)
        self.fill({"paid_on": room.desk.today()})

    def ask(self) -> None:
        """Ask how much, when, how, and for its receipt."""
        self.note("still_owed", owed=pounds(self.asked.account.owed))
        self.custom("paid", MoneyField(self.room.theme, 10))
        self.day("paid_on")
        said = self.room.texts
        ways = [(one, said(f"contribution.means_{one}")) for one in Means]
        self.radio("means", ways, across=True)
        self.line("receipt", 30)

    def given(self) -> Part:
        """Return what was filled in."""
        values = self.values()
        return Part(values["paid"], values["paid_on"], values["means"], values["receipt"])
