"""What Today shows, in words and ready to be painted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from triage_app.domain.attention import Kind
from triage_app.domain.lateness import Lateness
from triage_app.services.agenda import AgendaRow
from triage_app.services.attention import BANDS, DueRow, TimeLeft, worded
from triage_app.services.casefile import age_on
from triage_app.services.desk import LONDON
from triage_app.texts import Texts
from ui.parts import spoken
from ui.room import Place
from ui.rows import Attention, Heading, Row
from ui.theme import Standing, Tone

LOOKS = {
    Lateness.OVERDUE: ("bad", Tone.BAD),
    Lateness.TODAY: ("due", Tone.WARN),
    Lateness.SOON: ("clock", Tone.MUTED),
    Lateness.LATER: ("clock", Tone.MUTED),
    Lateness.WAITING: ("wait", Tone.MUTED),
    Lateness.PUT_OFF: ("wait", Tone.MUTED),
}
SOMEWHERE = Place("case")
PLACES = {"assessment": "consent", "condition": "tracking", "review": "tracking"}


@dataclass(frozen=True)
class Task(Attention):
    """Something that needs doing, and the very field it is done in."""

    place: Place = SOMEWHERE
    row: DueRow | None = None  # None: of what stands beside the list


@dataclass(frozen=True)
class Beside:
    """A line of what stands beside the list: a time or a number, who, and a note."""

    figure: str
    who: str
    note: str
    standing: Standing
    place: Place
    past: bool = False
    can_be_chosen: ClassVar[bool] = True

    def spoken(self) -> str:
        """The row as a sentence."""
        return spoken((self.figure, self.who, self.note))


def task_of(
    texts: Texts, row: DueRow, now: datetime, *, viewer: int, everyones: bool = False
) -> Task:
    """Put one thing to do into words; what is another's, who covers is told so."""
    said = worded(texts, row.due, now)
    age = age_on(row.born, now.astimezone(LONDON).date())
    icon, tone = LOOKS[row.due.lateness]
    about = row.assessor if everyones else texts(f"state.{row.state}")
    if row.assessor_id != viewer and not everyones:
        about = texts("cover.for_whom", name=row.assessor)
    return Task(
        what=said.what,
        why=said.why,
        who=row.name if age is None else f"{row.name}, {age}",
        case=f"{row.number} · {about}",
        when=said.when,
        standing=Standing(icon, said.late, tone),
        place=_where(row),
        row=row,
    )


def _where(row: DueRow) -> Place:
    """Return where it is done: what a supervisor answers for stands under Approvals."""
    waits = row.due.kind is Kind.VARIATION_APPROVAL and row.due.lateness is not Lateness.WAITING
    if waits:
        return Place("approvals", field=f"{row.due.kind}_{row.case_id}_0")
    return Place("case", row.case_id, row.due.step, row.due.field)


def grouped(texts: Texts, rows: Iterable[tuple[Lateness, Task]]) -> list[Row]:
    """Return the rows under their headings, each heading with its count."""
    found: list[Row] = []
    rows = list(rows)
    for band in Lateness:
        under = [task for lateness, task in rows if lateness is band]
        if under:
            found += [Heading(texts(BANDS[band]), len(under)), *under]
    return found


def meeting_of(texts: Texts, row: AgendaRow, now: datetime) -> Beside:
    """Put one of today's meetings into words; one that is over rests."""
    what = texts(f"agenda.kind_{row.kind}")
    place = Place("case", row.case_id, PLACES[row.kind])
    note = ", ".join(part for part in (what, row.place) if part)
    standing = Standing("", "", Tone.MUTED)
    return Beside(texts.time(row.starts), row.name, note, standing, place, row.span.ends < now)


def time_of(texts: Texts, left: TimeLeft, now: datetime) -> Beside:
    """Put the days one case has left to charge into words."""
    today = now.astimezone(LONDON).date()
    day = texts.short_date(left.last_day, today)
    place = Place("case", left.case_id)
    if left.days_left < 0:
        late = Standing("bad", texts("today.out_of_time", day=day), Tone.BAD)
        return Beside(str(left.days_left), left.name, late.word, late, place)
    if today > left.safe_day:
        late = Standing("bad", texts("today.last_day", day=day), Tone.BAD)
        return Beside(str(left.days_left), left.name, late.word, late, place)
    if left.days_over:
        tight = Standing("warn", texts("today.days_over", n=left.days_over), Tone.WARN)
        return Beside(str(left.days_left), left.name, tight.word, tight, place)
    rests = Standing("", texts("today.last_day", day=day), Tone.MUTED)
    return Beside(str(left.days_left), left.name, rests.word, rests, place)


def as_tasks(heading: str, rows: Sequence[Beside]) -> list[Row]:
    """Return what stands beside as rows of the list, for text too large for two columns."""
    if not rows:
        return []
    made = [
        Task(row.who, row.note, row.figure, "", "", _resting(row.standing), row.place)
        for row in rows
    ]
    return [Heading(heading, len(made)), *made]


def _resting(standing: Standing) -> Standing:
    """Return a standing whose words stand in the row already."""
    return Standing(standing.icon or "clock", "", standing.tone)
