"""The days that rule a contract, put into words and stretches for its picture."""

from dataclasses import dataclass
from datetime import date, timedelta

from triage_app.domain.deadlines import add_months
from triage_app.texts import Texts
from ui.band import Flag, Picture, TermPicture, Zone
from ui.theme import Standing, Tone

MARGIN = timedelta(days=4)  # so that the last pole does not stand on the edge
FAR = timedelta(days=120)  # a last day further off than this after the end is not drawn


@dataclass(frozen=True, slots=True)
class Days:
    """A contract's days: its term, and the safe and the last day, where there is a limit."""

    today: date
    starts: date
    ends: date
    safe: date | None = None
    last: date | None = None

    @property
    def drawn_last(self) -> date | None:
        """The last day to charge, where it is near enough to be drawn."""
        return self.last if self.last and self.last <= self.ends + FAR else None

    @property
    def shown(self) -> tuple[date, date]:
        """The first and last day that the picture shows."""
        ends = max(self.ends, self.today, self.drawn_last or self.ends)
        return min(self.starts, self.today), ends + MARGIN


def picture(
    texts: Texts,
    days: Days,
    title: str,
    note: str,
    legend: tuple[Standing, ...] = (),
    *,
    can_be_chosen: bool = False,
) -> Picture:
    """Return the picture of a contract's days in a language."""
    kind = TermPicture if can_be_chosen else Picture
    return kind(
        title=title,
        note=note,
        legend=legend,
        days=days.shown,
        today=Flag(days.today, _named(texts, "today", days.today, days), Tone.ACCENT),
        flags=_flags(texts, days),
        zones=_zones(texts, days),
        months=_months(texts, *days.shown),
    )


def _named(texts: Texts, name: str, day: date, days: Days) -> str:
    return texts(f"band.{name}", day=texts.short_date(day, days.today))


def _flags(texts: Texts, days: Days) -> tuple[Flag, ...]:
    flags = [Flag(days.ends, _named(texts, "ends", days.ends, days), Tone.INK)]
    if days.drawn_last and days.safe:
        flags.append(Flag(days.safe, _named(texts, "safe", days.safe, days), Tone.WARN))
        flags.append(Flag(days.drawn_last, _named(texts, "last", days.drawn_last, days), Tone.BAD))
    return tuple(flags)


def _zones(texts: Texts, days: Days) -> tuple[Zone, ...]:
    term = Zone(days.starts, days.ends, _term_words(texts, days), Tone.ACCENT, "chosen")
    if not (days.drawn_last and days.safe):
        return (term,)
    zones = [term]
    if days.safe > days.ends:
        zones.append(_stretch(texts, days.ends, days.safe, "spare", Tone.MUTED, "well"))
    start = max(days.safe, days.starts)
    if days.drawn_last > start:
        zones.append(_stretch(texts, start, days.drawn_last, "to_act", Tone.WARN, "warn_tint"))
    words = (texts("band.too_late"),)
    zones.append(Zone(days.drawn_last, days.shown[1], words, Tone.BAD, "bad_tint"))
    return tuple(zones)


def _stretch(texts: Texts, start: date, end: date, name: str, tone: Tone, fill: str) -> Zone:
    n = (end - start).days
    words = (texts(f"band.{name}", n=n), texts("band.days", n=n), texts("band.number", n=n))
    return Zone(start, end, words, tone, fill)


def _term_words(texts: Texts, days: Days) -> tuple[str, ...]:
    """Name whole months as such, and any other term by its days."""
    whole = [n for n in range(1, 13) if add_months(days.starts, n) == days.ends]
    length = (days.ends - days.starts).days
    name, n = ("months", whole[0]) if whole else ("days", length)
    return texts(f"band.{name}", n=n), texts("band.number", n=n)


def _months(texts: Texts, first: date, last: date) -> tuple[tuple[date, str], ...]:
    months, day = [], add_months(first.replace(day=1), 1)
    while day <= last:
        months.append((day, texts(f"dates.short_month_{day.month}")))
        day = add_months(day, 1)
    return tuple(months)
