"""Read a list of postcodes: Code-Point Open as Ordnance Survey publishes it, ONSPD or NSPL.

Code-Point Open is a ZIP of one CSV for each postcode area, without headings: the postcode first,
the district ninth. ONSPD and NSPL are one CSV, alone or in their ZIP; their columns carry a vintage
(`lad25cd`, `pfa23cd`) and are found by what comes before it. Postcodes that are no longer in use
are kept and marked. What comes out is an outward code at a time: see `domain.postcodes`.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from string import ascii_uppercase, digits
from typing import Final

from triage_app.domain.postcodes import INWARD, Placed, written
from triage_app.domain.problems import Refused
from triage_app.exchange.foreign import ForeignFile, shown

# Royal Mail has 1.8 million postcodes in use and as many that it has retired.
MOST_ROWS: Final = 6_000_000
# Older lists hold a few that no longer have the form of one (NPT, before Newport became NP).
MOST_STRANGE: Final = 0.01

_AREA_FILE = re.compile(r"(?:^|[/\\])([a-z]{1,2})\.csv$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:^|[/\\])doc[s]?[/\\]", re.IGNORECASE)
_PART = re.compile(r"multi_csv", re.IGNORECASE)
_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
# Each inward half there can be, once: a million rows share them.
_INWARDS: Final = {
    half: half for half in map("".join, product(digits, ascii_uppercase, ascii_uppercase))
}
_AREA = re.compile(r"[A-Z]\d{8}")
# The wanted columns of ONSPD and NSPL by what they are called in every vintage; the first is best.
_POSTCODE = ("pcds", "pcd8", "pcd2", "pcd7", "pcd", "postcode")
_DISTRICT = re.compile(r"(?:os)?laua|lad(?:\d\d)?(?:cd)?")
_POLICE = re.compile(r"pfa(?:\d\d)?(?:cd)?")
_ENDED = re.compile(r"doterm")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*[_\- ]?((?:19|20)\d\d)", re.IGNORECASE)
_NUMBERED_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])(?!\d)")
_STATED = re.compile(r"(?:RM UPDATE|COPYRIGHT) DATE\s*:?\s*(20\d\d)[-/]?(0[1-9]|1[0-2])")
# What stands where a postcode is still in use.
_NEVER: Final = frozenset({"", '""', "\r", '""\r'})
_LONGEST_STATEMENT: Final = 64 * 1024

Progress = Callable[[int], None]


class Source(StrEnum):
    """Whose list it is."""

    CODE_POINT_OPEN = "code_point_open"
    ONSPD = "onspd"
    NSPL = "nspl"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the wanted things stand."""

    postcode: int
    area: int  # a district, or a police area where there is no district
    ended: int | None

    @property
    def furthest(self) -> int:
        """How many parts of a row must be parted to have all of them."""
        return max(self.postcode, self.area, self.ended or 0) + 1


# postcode, quality, easting, northing, country, NHS region, NHS authority, county, district, ward
_CODE_POINT = Columns(postcode=0, area=8, ended=None)
_CODE_POINT_WIDTH: Final = 10


@dataclass(frozen=True, slots=True)
class PostcodeList:
    """A list that can be read: whose it is, the month it was published for, and its texts."""

    source: Source
    vintage: date | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many postcodes a list has: in use, retired, and rows that are not in the form of one."""

    rows: int
    retired: int
    strange: int


class Postcodes:
    """The postcodes of a list as they are read: by outward code and place, three letters each."""

    def __init__(self) -> None:
        self._halves: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
        self._taken = 0

    def take(self, lines: Sequence[str], columns: Columns) -> None:
        """Take some rows in, as they are; whether they are postcodes is asked at the end."""
        halves, postcode, area = self._halves, columns.postcode, columns.area
        ended, parts, known = columns.ended, columns.furthest, _INWARDS.get
        for line in lines:
            row = line.split(",", parts)
            try:
                code, place = row[postcode].strip('" '), row[area]
                retired = ended is not None and row[ended] not in _NEVER
            except IndexError:
                if line.strip():
                    raise Refused("imports.bad_row", row=shown(line)) from None
                continue
            half = code[-INWARD:]
            halves[code[:-INWARD], place, retired].append(known(half, half))
        self._taken += len(lines)
        if self._taken > MOST_ROWS:
            raise Refused("imports.too_many_rows", most=MOST_ROWS)

    def sorted_out(self) -> tuple[dict[str, str], Counts]:
        """Return each outward code's places as they are kept, and what was counted."""
        held, strange = sum(map(len, self._halves.values())), 0
        places: defaultdict[str, defaultdict[Placed, list[str]]] = defaultdict(_lists)
        for (outward, area, retired), halves in self._halves.items():
            code, place = outward.strip().upper(), Placed(area.strip('" \r'), retired)
            fit = _OUTWARD.fullmatch(code) and (
                not place.district or _AREA.fullmatch(place.district)
            )
            wrong = [] if fit and _INWARDS.keys() >= set(halves) else _unfit(halves, every=not fit)
            strange += len(wrong)
            if len(wrong) < len(halves):
                places[code][place] += [half for half in halves if half in _INWARDS]
        if not held or strange > held * MOST_STRANGE:
            raise Refused("imports.not_postcodes")
        kept = {code: _once(code, places[code]) for code in sorted(places)}
        in_use = sum(_size(one) for group in kept.values() for one in group.items())
        written_out = {
            code: written({place: "".join(halves) for place, halves in group.items()})
            for code, group in kept.items()
        }
        return written_out, Counts(in_use, held - strange - in_use, strange)


def recognised(file: ForeignFile, name: str) -> PostcodeList:
    """Say whose list a file is, or refuse it in words."""
    tables = [one for one in file.members() if one.lower().endswith(".csv")]
    if not file.is_zip:
        return _plain_list(file, name)
    areas = tuple(one for one in tables if _AREA_FILE.search(one) and not _DOCUMENT.search(one))
    if areas and _is_code_point(_first(file, areas[0])):
        return PostcodeList(Source.CODE_POINT_OPEN, _stated(file) or month_in(name), areas)
    of_areas = [one for one in tables if _columns(_first(file, one))]
    whole = [one for one in of_areas if not _PART.search(one)]
    chosen = tuple(whole[:1] or of_areas)
    if not chosen:
        raise Refused("imports.no_postcodes_in_it")
    return PostcodeList(_source(chosen[0], file), month_in(chosen[0]) or month_in(name), chosen)


def read(file: ForeignFile, found: PostcodeList, progress: Progress) -> Postcodes:
    """Read every row of a list, telling now and then how far it has come."""
    postcodes = Postcodes()
    for member in found.members:
        columns = _CODE_POINT
        for number, lines in enumerate(file.lines(member)):
            if number == 0:
                columns = _columns_of(found, lines, member)
                lines = lines[columns is not _CODE_POINT :]  # noqa: PLW2901 - without headings
            postcodes.take(lines, columns)
            progress(file.at)
    return postcodes


def month_in(name: str) -> date | None:
    """Return the month a name says, as ONSPD_FEB_2024_UK.csv or code-point-open-2024-02.zip."""
    if found := _NAMED_MONTH.search(name):
        return date(int(found[2]), _MONTHS.index(found[1][:3].lower()) + 1, 1)
    if found := _NUMBERED_MONTH.search(name):
        return date(int(found[1]), int(found[2]), 1)
    return None


def _lists() -> defaultdict[Placed, list[str]]:
    return defaultdict(list)


def _unfit(halves: list[str], *, every: bool) -> list[str]:
    return [half for half in halves if every or half not in _INWARDS]


def _once(code: str, group: Mapping[Placed, list[str]]) -> dict[Placed, list[str]]:
    """Return a group in which each postcode stands once; in use goes before retired."""
    if len(set().union(*group.values())) == sum(map(len, group.values())):
        return dict(group)
    seen: dict[str, Placed] = {}
    for place in sorted(group, key=lambda one: one.retired):
        for half in group[place]:
            held = seen.setdefault(half, place)
            if held.district != place.district and not place.retired:
                raise Refused("imports.twice", postcode=f"{code} {half}")
    return {place: [half for half in seen if seen[half] == place] for place in set(seen.values())}


def _size(entry: tuple[Placed, list[str]]) -> int:
    return 0 if entry[0].retired else len(entry[1])


def _plain_list(file: ForeignFile, name: str) -> PostcodeList:
    first = _first(file)
    if _is_code_point(first):
        raise Refused("imports.one_area")
    if _columns(first) is None:
        raise Refused("imports.not_postcodes")
    return PostcodeList(_source(name, file), month_in(name), ("",))


def _columns_of(found: PostcodeList, lines: Sequence[str], member: str) -> Columns:
    """Return where things stand in a text, which must begin as its kind of list does."""
    first = _parted(lines[0] if lines else "")
    if found.source is Source.CODE_POINT_OPEN:
        if not _is_code_point(first):
            raise Refused("imports.not_code_point", member=shown(member))
        return _CODE_POINT
    columns = _columns(first)
    if columns is None:
        raise Refused("imports.not_postcodes")
    return columns


def _first(file: ForeignFile, member: str = "") -> list[str]:
    """Return the first row of a text, taken apart."""
    lines = next(file.lines(member), [""])
    return _parted(lines[0])


def _parted(line: str) -> list[str]:
    return next(csv.reader([line]), [])


def _is_code_point(row: Sequence[str]) -> bool:
    if len(row) != _CODE_POINT_WIDTH:
        return False
    code, area = row[_CODE_POINT.postcode].replace(" ", ""), row[_CODE_POINT.area]
    fits = _OUTWARD.fullmatch(code[:-INWARD]) and code[-INWARD:] in _INWARDS
    return bool(fits and (not area or _AREA.fullmatch(area)))


def _columns(row: Sequence[str]) -> Columns | None:
    """Find the wanted columns by their headings; None where they are not all there."""
    names = [name.strip().lower() for name in row]
    postcode = next((names.index(name) for name in _POSTCODE if name in names), None)
    area = _named(names, _DISTRICT)
    area = _named(names, _POLICE) if area is None else area
    ended = _named(names, _ENDED)
    if postcode is None or area is None or ended is None:
        return None
    return Columns(postcode, area, ended)


def _named(names: Sequence[str], wanted: re.Pattern[str]) -> int | None:
    return next((place for place, name in enumerate(names) if wanted.fullmatch(name)), None)


def _source(name: str, file: ForeignFile) -> Source:
    said = name.lower()
    if "nspl" in said or (not file.is_zip and "laua" in (one.lower() for one in _first(file))):
        return Source.NSPL
    return Source.ONSPD


def _stated(file: ForeignFile) -> date | None:
    """Return the month that Code-Point Open's own notes state."""
    for member in file.members():
        if member.lower().endswith("metadata.txt"):
            found = _STATED.search(file.text(_LONGEST_STATEMENT, member).upper())
            return date(int(found[1]), int(found[2]), 1) if found else None
    return None
