"""What a custody log says of somebody's stay, and what may be wrong with a row of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from triage_app.domain.entry import Unreadable
from triage_app.domain.identifiers import (
    cjs_code_is_formed,
    outcode,
    pnc_is_right,
    tidy,
    tidy_postcode,
)
from triage_app.domain.log_moments import read_log_day, read_log_moment
from triage_app.domain.names import fold
from triage_app.domain.problems import Problem
from triage_app.domain.referral import (
    Custody,
    OffenceGiven,
    Particulars,
    Referral,
    problems_in,
)


class Field(StrEnum):
    """What a column of a log may hold, in the order it is asked for."""

    CUSTODY_RECORD = "custody_record"
    NAME = "name"
    SURNAME = "surname"
    FORENAMES = "forenames"
    BORN = "born"
    SEX = "sex"
    PNC = "pnc"
    ARRESTED = "arrested"
    ARRESTED_TIME = "arrested_time"
    RELEASED = "released"
    RELEASED_TIME = "released_time"
    OFFENCE_CODE = "offence_code"
    OFFENCE_TITLE = "offence_title"
    ADDRESS = "address"
    POSTCODE = "postcode"
    OFFICER_NAME = "officer_name"
    OFFICER_NUMBER = "officer_number"
    OFFICER_EMAIL = "officer_email"
    SUITE = "suite"


class Aside(StrEnum):
    """Why an entry of the log leads to no referral."""

    CHARGED = "charged"
    NO_ACTION = "no_action"
    TOO_GRAVE = "too_grave"
    ELSEWHERE = "elsewhere"
    DECLINED = "declined"
    LONG_AGO = "long_ago"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Alleged:
    """An offence for which somebody was arrested, as the log names it."""

    code: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a log, read: a stay in custody. None: the log does not say."""

    suite: str
    custody_record: str
    name: str
    born: date | None = None
    sex: str | None = None
    pnc: str = ""
    arrested: datetime | None = None
    released: datetime | None = None
    officer_name: str = ""
    officer_number: str = ""
    officer_email: str = ""
    address: str = ""
    postcode: str = ""
    offences: tuple[Alleged, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this entry and no other: the suite, and the custody record's number."""
        return self.suite, record_key(self.custody_record)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What came of reading a row: an entry, or why it is none; and what looks odd in it."""

    entry: Entry | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read by: the suite where none is named, the suites by name, and the time."""

    suite: str
    suites: Mapping[str, str]  # folded name or code → code
    now: datetime  # on the suite's clock

    @property
    def today(self) -> date:
        """The day it is in the suite."""
        return self.now.date()


# What may be said of an entry, and which columns say it.
SAID_BY: Final[Mapping[str, tuple[Field, ...]]] = {
    "name": (Field.NAME, Field.SURNAME, Field.FORENAMES),
    "born": (Field.BORN,),
    "sex": (Field.SEX,),
    "pnc": (Field.PNC,),
    "arrested": (Field.ARRESTED,),
    "released": (Field.RELEASED,),
    "officer_name": (Field.OFFICER_NAME,),
    "officer_number": (Field.OFFICER_NUMBER,),
    "officer_email": (Field.OFFICER_EMAIL,),
    "address": (Field.ADDRESS,),
    "postcode": (Field.POSTCODE,),
    "offences": (Field.OFFENCE_CODE, Field.OFFENCE_TITLE),
}
# ISO 5218 beside the words and letters of both languages.
_SEXES: Final[Mapping[str, str | None]] = {
    **dict.fromkeys(("f", "female", "woman", "benyw", "b", "menyw", "2"), "female"),
    **dict.fromkeys(("m", "male", "man", "gwryw", "g", "dyn", "1"), "male"),
    **dict.fromkeys(("x", "o", "other", "arall", "a", "indeterminate", "9"), "other"),
    **dict.fromkeys(("", "u", "unknown", "not known", "nk", "anhysbys", "ddim yn hysbys", "0")),
}
_PARTICLES: Final = ("ap", "ab", "ferch", "verch", "de", "van", "von", "der", "den", "bin", "al")
SHORT: Final = 2  # letters: two capitals alone may be initials
MOST_OFFENCES: Final = 20


def record_key(custody_record: str) -> str:
    """Return a custody record's number as it is compared: in capitals, without spaces."""
    return tidy(custody_record)


def read_row(cells: Mapping[Field, str], reading: Reading) -> ReadRow:
    """Read a row by its columns; everything that is wrong with it is said, not the first thing."""
    problems: list[Problem] = []
    said: dict[str, Any] = {name: cells.get(Field(name), "") for name in _TEXTS}
    said["name"] = _name(cells)
    said["postcode"] = tidy_postcode(said["postcode"])
    said["pnc"] = tidy(said["pnc"])
    for name, read in _READERS.items():
        try:
            said[name] = read(cells, reading)
        except Unreadable as unreadable:
            problems.append(Problem(name, unreadable.code))
            said[name] = None
    entry = Entry(**said, offences=_alleged(cells))
    unread = {one.field for one in problems}
    problems += (one for one in _as_a_referral(entry, reading) if one.field not in unread)
    if problems:
        return ReadRow(None, tuple(problems))
    return ReadRow(entry, notes=tuple(_notes(entry)))


def as_referral(entry: Entry) -> Referral:
    """Return the referral that an entry is the beginning of."""
    return Referral(
        person=Particulars(
            name=as_printed(entry.name),
            born=entry.born,
            sex=entry.sex,
            pnc=entry.pnc,
            address=entry.address,
            postcode=entry.postcode,
        ),
        custody=Custody(
            custody_record=entry.custody_record,
            suite=entry.suite,
            arrested=entry.arrested,
            released=entry.released,
            officer_name=entry.officer_name,
            officer_number=entry.officer_number,
            officer_email=entry.officer_email,
        ),
        offences=tuple(OffenceGiven(code=one.code, title=one.title) for one in entry.offences),
    )


def as_printed(name: str) -> str:
    """Return a name as it is printed: a word in capitals throughout loses all but its first."""
    shouted = name.isupper()
    return " ".join(
        _word_as_printed(word.lower())
        if word.isupper() and (shouted or len(word) > SHORT)
        else word
        for word in name.split()
    )


def merged(earlier: Entry, later: Entry, mapped: frozenset[Field]) -> Entry:
    """Return what is known once a later file has spoken: what it has no column for, stays."""
    silent = [name for name, columns in SAID_BY.items() if not mapped.intersection(columns)]
    return replace(later, **{name: getattr(earlier, name) for name in silent})


def changed_fields(earlier: Entry, later: Entry) -> tuple[str, ...]:
    """Return the names of what two versions of one entry say differently."""
    return tuple(name for name in SAID_BY if getattr(earlier, name) != getattr(later, name))


def joined(first: Entry, again: Entry) -> Entry | None:
    """Return one entry for two rows that differ by the offence alone; None if they disagree."""
    alike = replace(again, offences=first.offences, custody_record=first.custody_record)
    if alike != first:
        return None
    both = dict.fromkeys((*first.offences, *again.offences))
    return replace(first, offences=tuple(both)[:MOST_OFFENCES])


def _word_as_printed(word: str) -> str:
    if word in _PARTICLES:
        return word
    parts = word.split("-")
    return "-".join(_capitalised(part) for part in parts)


def _capitalised(part: str) -> str:
    for mark in ("'", "\u2019"):
        before, found, after = part.partition(mark)
        if found and len(before) == 1:
            return f"{before.upper()}{mark}{after.capitalize()}"
    if part.startswith("mc") and len(part) > len("mc"):
        return f"Mc{part[2:].capitalize()}"
    return part[:1].upper() + part[1:]


def _name(cells: Mapping[Field, str]) -> str:
    """Return a name in the order it is spoken, from one column or two."""
    whole = cells.get(Field.NAME, "")
    if whole:
        surname, comma, forenames = whole.partition(",")
        if comma and forenames.strip() and "," not in forenames:
            return f"{forenames.strip()} {surname.strip()}"
        return whole
    parts = (cells.get(Field.FORENAMES, ""), cells.get(Field.SURNAME, ""))
    return " ".join(part for part in parts if part)


def _born(cells: Mapping[Field, str], reading: Reading) -> date | None:
    text = cells.get(Field.BORN, "")
    return read_log_day(text, reading.today, birth=True) if text else None


def _arrested(cells: Mapping[Field, str], reading: Reading) -> datetime | None:
    return _moment(cells.get(Field.ARRESTED, ""), cells.get(Field.ARRESTED_TIME, ""), reading)


def _released(cells: Mapping[Field, str], reading: Reading) -> datetime | None:
    return _moment(cells.get(Field.RELEASED, ""), cells.get(Field.RELEASED_TIME, ""), reading)


def _moment(text: str, beside: str, reading: Reading) -> datetime | None:
    if not text and not beside:
        return None
    if not text:
        raise Unreadable("custody_log.day_missing")
    return read_log_moment(text, beside, reading.today)


def _sex(cells: Mapping[Field, str], _: Reading) -> str | None:
    word = fold(cells.get(Field.SEX, ""))
    if word not in _SEXES:
        raise Unreadable("custody_log.sex_unreadable")
    return _SEXES[word]


def _suite(cells: Mapping[Field, str], reading: Reading) -> str | None:
    named = cells.get(Field.SUITE, "")
    if not named:
        return reading.suite
    if (code := reading.suites.get(fold(named))) is None:
        raise Unreadable("custody_log.suite_unknown")
    return code


_TEXTS: Final = (
    "custody_record",
    "pnc",
    "officer_name",
    "officer_number",
    "officer_email",
    "address",
    "postcode",
)
_READERS: Final[Mapping[str, Callable[[Mapping[Field, str], Reading], Any]]] = {
    "born": _born,
    "sex": _sex,
    "arrested": _arrested,
    "released": _released,
    "suite": _suite,
}


def _alleged(cells: Mapping[Field, str]) -> tuple[Alleged, ...]:
    code, title = tidy(cells.get(Field.OFFENCE_CODE, "")), cells.get(Field.OFFENCE_TITLE, "")
    return (Alleged(code, title),) if code or title else ()


def _as_a_referral(entry: Entry, reading: Reading) -> Iterator[Problem]:
    """Yield what a referral made of the entry would be refused for, but for what is asked later."""
    for one in problems_in(as_referral(entry), reading.now):
        if one.code != "referral.offence_missing":
            yield one


def _notes(entry: Entry) -> Iterator[Problem]:
    """Yield what looks odd and stops nothing: the number may be the one on the paper."""
    if entry.pnc and not pnc_is_right(entry.pnc):
        yield Problem("pnc", "custody_log.pnc_odd")
    if entry.postcode and outcode(entry.postcode) is None:
        yield Problem("postcode", "referral.postcode_odd")
    if any(one.code and not cjs_code_is_formed(one.code) for one in entry.offences):
        yield Problem("offence_code", "custody_log.code_odd")
