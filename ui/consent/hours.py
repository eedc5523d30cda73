"""The hours after release put into words and stretches for their picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from triage_app.domain.booking import LONDON, Span
from triage_app.domain.free_times import Taken
from triage_app.domain.window_days import DrawnDay, WindowDays
from triage_app.texts import Texts
from ui.parts import spoken
from ui.theme import Tone


@dataclass(frozen=True)
class DayColumn:
    """A day of the picture: its name, what kind of day it is, and when somebody is there."""

    span: Span
    names: tuple[str, ...]  # the longest first
    note: str
    is_off: bool
    open: Span | None


@dataclass(frozen=True)
class Mark:
    """A moment that has a name."""

    at: datetime
    words: str
    tone: Tone


@dataclass(frozen=True)
class Block:
    """Time that is taken already, and in words by what."""

    span: Span
    words: str
    is_persons: bool


@dataclass(frozen=True)
class HoursPicture:
    """All that stands in the picture but the slot that is chosen."""

    span: Span
    days: tuple[DayColumn, ...]
    nights: tuple[Span, ...]
    window: Span
    marks: tuple[Mark, ...]
    changes: tuple[Mark, ...]
    taken: tuple[Block, ...]
    free: tuple[datetime, ...]
    said: str  # the whole of it in sentences

    def nearest(self, moment: datetime) -> datetime | None:
        """Return the free time that lies nearest to a moment."""
        return min(self.free, key=lambda one: abs(one - moment), default=None)


def picture(
    texts: Texts,
    drawn: WindowDays,
    taken: Sequence[Taken],
    free: tuple[datetime, ...],
    now: datetime,
) -> HoursPicture:
    """Return the picture of the hours after release in a language."""
    days = tuple(_column(texts, one, drawn.span) for one in drawn.days)
    changes = tuple(_change(texts, one) for one in drawn.days if one.clocks_at)
    inside = tuple(one for one in taken if one.span.overlaps(drawn.span))
    blocks = tuple(_block(texts, one) for one in inside)
    marks = tuple(_marks(texts, drawn, now))
    return HoursPicture(
        span=drawn.span,
        days=days,
        nights=drawn.nights,
        window=Span(drawn.window.opens, drawn.window.closes),
        marks=marks,
        changes=changes,
        taken=blocks,
        free=free,
        said=spoken(_sentences(texts, drawn, marks, blocks, len(free))),
    )


def slot_words(texts: Texts, span: Span) -> str:
    """Say when a slot is: its day, and from when to when."""
    day = texts.date(span.starts.astimezone(LONDON).date())
    hours = texts("agenda.from_to", starts=texts.time(span.starts), ends=texts.time(span.ends))
    said = f"{day}, {hours}"
    return f"{said[0].upper()}{said[1:]}"


def _marks(texts: Texts, drawn: WindowDays, now: datetime) -> Iterator[Mark]:
    for name, at, tone in (
        ("released", drawn.released, Tone.INK),
        ("opens", drawn.window.opens, Tone.ACCENT),
        ("closes", drawn.window.closes, Tone.BAD),
    ):
        yield Mark(at, texts(f"hours.{name}", moment=_short(texts, at)), tone)
    if drawn.holds(now):
        yield Mark(now, texts("hours.now", time=texts.time(now)), Tone.MUTED)


def _short(texts: Texts, moment: datetime) -> str:
    day = texts.short_date(moment.astimezone(LONDON).date(), moment.astimezone(LONDON).date())
    return f"{day} {texts.time(moment)}"


def _column(texts: Texts, one: DrawnDay, drawn: Span) -> DayColumn:
    short = texts.short_date(one.day, one.day)
    weekday = texts(f"dates.short_day_{one.day.weekday()}")
    return DayColumn(
        span=Span(max(one.span.starts, drawn.starts), min(one.span.ends, drawn.ends)),
        names=(short, weekday, str(one.day.day)),
        note=_kind(texts, one),
        is_off=one.is_off,
        open=one.open,
    )


def _kind(texts: Texts, one: DrawnDay) -> str:
    """Say what kind of day it is; nothing of one on which people are met as on any other."""
    if one.holiday:
        return texts(f"hours.holiday_{one.holiday}")
    return texts("hours.weekend") if one.is_weekend else ""


def _change(texts: Texts, one: DrawnDay) -> Mark:
    at = one.clocks_at or one.span.starts
    code = "hours.clocks_forward" if one.clocks > timedelta() else "hours.clocks_back"
    return Mark(at, texts(code), Tone.WARN)


def _block(texts: Texts, one: Taken) -> Block:
    hours = texts(
        "agenda.from_to", starts=texts.time(one.span.starts), ends=texts.time(one.span.ends)
    )
    kind = texts(f"agenda.kind_{one.kind}")
    words = texts("hours.taken_by", hours=hours, kind=kind, number=one.number)
    return Block(one.span, words, one.of_person)


def _sentences(
    texts: Texts, drawn: WindowDays, marks: Sequence[Mark], taken: Sequence[Block], free: int
) -> Iterator[str]:
    yield texts("hours.picture")
    yield from (one.words for one in marks)
    for one in drawn.days:
        kind = _kind(texts, one)
        if kind:
            yield texts("hours.day_is", day=texts.date(one.day), kind=kind)
        if one.clocks_at:
            change = _change(texts, one).words
            yield texts("hours.day_is", day=texts.date(one.day), kind=change)
    for block in taken:
        day = texts.date(block.span.starts.astimezone(LONDON).date())
        yield texts("hours.day_is", day=day, kind=block.words)
    yield texts("hours.n_free", n=free)
