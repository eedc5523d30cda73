"""Dates and times as people write them, in English or in Welsh, read or refused with a reason."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# The beginnings that tell one month from every other, in both languages, softened or not.
_MONTHS = (
    ("jan", "ion"),
    ("feb", "chw"),
    ("mar", "maw", "faw"),
    ("apr", "ebr"),
    ("may", "mai", "fai"),
    ("jun", "meh", "feh"),
    ("jul", "gor", "orf"),
    ("aug", "aws"),
    ("sep", "med", "fed"),
    ("oct", "hyd"),
    ("nov", "tac", "dac"),
    ("dec", "rha", "rag"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_LETTERS = 3
# A day's name before the date is passed over; Mawrth alone is March, dydd Mawrth is Tuesday.
# At its beginning alone: 23 Tachwedd has a "wed" in it, and a space after.
_WEEKDAY = re.compile(r"^(?:dd?ydd [a-z]+|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*) ")
_RELATIVE = {"today": 0, "heddiw": 0, "yesterday": -1, "ddoe": -1, "tomorrow": 1, "yfory": 1}

_FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_RUN_ON = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ORDINAL = r"(?:st|nd|rd|th|af|a?il|ydd|fed\b|ed|eg|ain)?"
_NAMED = re.compile(rf"(\d{{1,2}}){_ORDINAL}[ \-]?(?:of |o )?([a-z]+)(?:[ \-](\d{{4}}|\d{{2}}))?")
_MONTH_YEAR = re.compile(r"(?:(?P<month>\d{1,2})[/.\- ]|(?P<name>[a-z]+) )(?P<year>\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(?P<year>\d{4})[/.\- ]?(?P<month>\d{2})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm|yb|yh|y bore|y prynhawn)?")
_AFTERNOON = ("pm", "yh", "y prynhawn")

# How far ahead a year of two figures may lie and still be of this century.
YEARS_AHEAD = 5
NOON, CENTURY, SHORT_YEAR = 12, 100, 2


class Unreadable(Exception):  # noqa: N818 - an answer, not an error
    """What was typed is no date or time; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_day(text: str, today: date, *, years_ahead: int = YEARS_AHEAD) -> date:
    """Return the day that was meant; a year of two figures is never far in the future."""
    words = _plain(text)
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    day, month, year = _parts(_WEEKDAY.sub("", words, count=1))
    try:
        if year is None:
            return _nearest(day, month, today)
        return date(_year(year, today, years_ahead), month, day)
    except ValueError as error:
        raise Unreadable("problem.no_such_day") from error


def read_month(text: str, today: date) -> date:
    """Return the first day of the month that was meant: 2/2024, 2024-02, February 2024."""
    words = _plain(text)
    found = _MONTH_YEAR.fullmatch(words) or _YEAR_MONTH.fullmatch(words)
    if not found:
        raise Unreadable("problem.month_unreadable")
    said = found.groupdict()
    name = (said["name"] or "")[:_LETTERS] if "name" in said else ""
    month = _MONTH.get(name) if name else int(said["month"])
    try:
        return date(_year(said["year"], today, years_ahead=0), month or 0, 1)
    except ValueError as error:
        raise Unreadable("problem.month_unreadable") from error


def read_birth(text: str, today: date) -> date:
    """Return the day of birth that was meant; a year of two figures is never in the future."""
    return read_day(text, today, years_ahead=0)


def says_its_year(text: str) -> bool:
    """Say whether what was typed is a date with its year: without one it is of now, no birth."""
    try:
        return _parts(_WEEKDAY.sub("", _plain(text), count=1))[2] is not None
    except Unreadable:
        return False


def read_time(text: str) -> time:
    """Return the time of day that was meant: 9:30, 0930, 9.30pm."""
    found = _CLOCK.fullmatch(_plain(text))
    if not found:
        raise Unreadable("problem.time_unreadable")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= NOON:
            raise Unreadable("problem.time_unreadable")
        hour = hour % NOON + (NOON if half in _AFTERNOON else 0)
    elif found[2] is None:
        raise Unreadable("problem.time_unreadable")  # a bare 9 may be morning or evening
    try:
        return time(hour, minute)
    except ValueError as error:
        raise Unreadable("problem.time_unreadable") from error


def moment(day: date, at: time, fold: int | None = None) -> datetime:
    """Return a moment in London; ask which, where the hour comes twice; refuse one that is none."""
    first = datetime.combine(day, at, LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    # Of two offsets, the hour comes twice if the earlier is the greater, never if it is the less.
    if (first.utcoffset() or timedelta()) < (second.utcoffset() or timedelta()):
        raise Unreadable("problem.impossible_hour")
    if fold is None:
        raise Unreadable("problem.hour_twice")
    return first.replace(fold=fold)


def _plain(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.casefold().replace(",", " "))
    return " ".join(re.sub(r"[\u0300-\u036f]", "", marked).split())


def _parts(words: str) -> tuple[int, int, str | None]:
    if found := _YEAR_FIRST.fullmatch(words):
        return int(found[3]), int(found[2]), found[1]
    if found := _FIGURES.fullmatch(words) or _RUN_ON.fullmatch(words):
        return int(found[1]), int(found[2]), found[3]
    if (found := _NAMED.fullmatch(words)) and found[2][:_LETTERS] in _MONTH:
        return int(found[1]), _MONTH[found[2][:_LETTERS]], found[3]
    raise Unreadable("problem.date_unreadable")


def _nearest(day: int, month: int, today: date) -> date:
    """Return the day of the year that brings it nearest: a date without its year is of now."""
    around = (today.year - 1, today.year, today.year + 1)
    years = [year for year in around if _exists(year, month, day)]
    if not years:
        return date(today.year, month, day)  # which says why there is no such day
    return min((date(year, month, day) for year in years), key=lambda one: abs(one - today))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= NOON and 1 <= day <= monthrange(year, month)[1]


def _year(figures: str, today: date, years_ahead: int) -> int:
    if len(figures) > SHORT_YEAR:
        return int(figures)
    year = today.year - today.year % CENTURY + int(figures)
    return year - CENTURY if year > today.year + years_ahead else year
