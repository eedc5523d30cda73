"""Days and times as other systems write them: figures, words, ISO 8601, a spreadsheet's numbers.

Nothing is guessed: a day without its year, an hour that came twice and one that never was are
refused with the reason, and what would settle it.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final

from triage_app.domain import entry
from triage_app.domain.entry import LONDON, Unreadable, read_birth, read_day, read_time

# Spreadsheets count days from here: their first of January 1900 is 1, and they think that year
# was a leap year, which nobody born since 1 March 1900 need mind.
EPOCH: Final = date(1899, 12, 30)
# Five figures: days from May 1927 on. Four might be a year.
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,](\d+))?")
_FRACTION: Final = re.compile(r"0?[.,]\d+|0|1")
_RUN_ON: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_COMPACT: Final = re.compile(r"(\d{8})T?(\d{4})(?:\d{2})?", re.IGNORECASE)
_DASHED_MONTH: Final = re.compile(r"(?<=\d)[-/](?=[^\W\d_])|(?<=[^\W\d_])[-/](?=\d)")
# A letter or two of a zone stands behind any time, an offset only behind one with a colon.
_ZONED: Final = re.compile(
    r"(.*\d(?: ?[ap]m)?) ?(z|utc|gmt|bst)|(.*:\d{2}(?:[.,]\d+)?(?: ?[ap]m)?) ?([+-]\d{2}:?\d{2})",
    re.IGNORECASE,
)
_CLOCK: Final = (
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"  # 17:05, 5.05 pm
    r"|\d{1,2} ?[ap]m|\d{4}"  # 5pm, 1705
)
_BOTH: Final = re.compile(rf"(.+?)(?:\s*[T,]\s*|\s+)({_CLOCK})", re.IGNORECASE)
_SECONDS: Final = re.compile(r"(\d{1,2}[:.]\d{2})[:.]\d{2}(?:[.,]\d+)?")
# The day that a spreadsheet puts before a time of day which has none.
_NO_DAY: Final = re.compile(r"(?:30[/.-]12[/.-]1899|1899-12-30|0?[01][/.-]0?1[/.-]1900)[T ]+(.+)")
MIDNIGHT: Final = time(0)
DAY: Final = 86_400  # seconds
FORM_OF_A_DAY: Final = 3  # numbers: day, month and year
SIX, EIGHT, YEAR = 6, 8, 4  # figures


def read_log_day(text: str, today: date, *, birth: bool = False) -> date:
    """Return the day a cell means; midnight beside it says nothing."""
    day, at = _parted(text)
    if at not in (None, MIDNIGHT):
        raise Unreadable("custody_log.day_with_time")
    return _day(day, today, birth=birth)


def read_log_moment(text: str, beside: str, today: date) -> datetime:
    """Return the moment a cell means, or two: a day, and its time in a column of its own."""
    words, zone = _without_zone(" ".join(text.split()))
    if beside.strip():
        given, zone_beside = _without_zone(" ".join(beside.split()))
        zone = zone or zone_beside
        day, at = _parted(words)
        if at not in (None, MIDNIGHT):
            raise Unreadable("custody_log.two_times")
        at = _time(given)
    else:
        day, at = _parted(words)
    if at is None:
        raise Unreadable("custody_log.time_missing")
    return _moment(_day(day, today, birth=False), at, zone)


def _parted(text: str) -> tuple[str, time | None]:
    """Return the words of the day, and the time that stands behind them if one does."""
    words = " ".join(text.split())
    if found := _SERIAL.fullmatch(words):
        return found[1], _of_fraction(f"0.{found[2]}") if found[2] else None
    if found := _COMPACT.fullmatch(words):
        return found[1], _time(found[2])
    if _RUN_ON.fullmatch(words) or not (found := _BOTH.fullmatch(words)):
        return words, None
    if _is_year(found[1], found[2]):
        return words, None
    return found[1], _time(found[2])


def _is_year(before: str, figures: str) -> bool:
    """Whether four figures at the end are the year of what stands before them."""
    return figures.isdigit() and len(figures) == YEAR and not _has_year(before)


@lru_cache(maxsize=65_536)
def _day(words: str, today: date, *, birth: bool) -> date:
    if _SERIAL.fullmatch(words):
        return EPOCH + timedelta(days=int(words))
    if found := _RUN_ON.fullmatch(words):
        words = f"{found[1]}-{found[2]}-{found[3]}"
    words = _DASHED_MONTH.sub(" ", words)
    day = read_birth(words, today) if birth else read_day(words, today)
    if not _has_year(words):
        raise Unreadable("custody_log.year_missing")
    return day


def _has_year(words: str) -> bool:
    """Whether a day is written with its year: what is left out would have to be guessed."""
    numbers = re.findall(r"\d+", words)
    if any(len(one) in (YEAR, SIX, EIGHT) for one in numbers):
        return True
    named = re.search(r"[^\W\d_]{3}", words) is not None
    return len(numbers) >= FORM_OF_A_DAY - named and (not named or len(numbers) > 1)


@lru_cache(maxsize=4096)
def _time(words: str) -> time:
    if found := _NO_DAY.fullmatch(words):
        words = found[1]
    if _FRACTION.fullmatch(words):
        return _of_fraction(words.replace(",", "."))
    spoken = words.lower().replace("a.m.", "am").replace("p.m.", "pm")
    return read_time(_SECONDS.sub(r"\1", spoken, count=1))


def _of_fraction(part: str) -> time:
    """Return the time of day that a part of a day is, to the minute."""
    minutes = round(float(part) * DAY) // 60
    return time(minutes // 60 % 24, minutes % 60)


def _without_zone(words: str) -> tuple[str, str]:
    """Return the words before a zone, and the zone."""
    found = _ZONED.fullmatch(words)
    if found is None:
        return words, ""
    return (found[1], found[2].upper()) if found[2] else (found[3], found[4])


def _moment(day: date, at: time, zone: str) -> datetime:
    """Return a moment in UTC: by its zone, or by the clock of the suite."""
    if not zone:
        try:
            return entry.moment(day, at).astimezone(UTC)
        except Unreadable as unreadable:
            raise Unreadable(unreadable.code.replace("problem.", "custody_log.")) from unreadable
    offset = _offset(zone)
    exact = datetime.combine(day, at, timezone(offset))
    if zone in ("GMT", "BST") and exact.astimezone(LONDON).utcoffset() != offset:
        raise Unreadable("custody_log.other_zone")
    return exact.astimezone(UTC)


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta(hours=zone == "BST")
    figures = zone.replace(":", "")
    size = timedelta(hours=int(figures[1:3]), minutes=int(figures[3:5]))
    return -size if zone[0] == "-" else size
