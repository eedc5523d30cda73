"""What people and cases are found by, and what somebody who types may be looking for.

Everything is kept as a kind and a key; whoever types the beginning of a key finds it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final, Protocol

from triage_app.domain import names
from triage_app.domain.entry import Unreadable, read_birth, says_its_year
from triage_app.domain.identifiers import outcode, tidy
from triage_app.domain.storable import storable

FEWEST: Final = 2  # letters or figures that are looked for
LONGEST: Final = 60
OLDEST_YEAR: Final = 1900
_PNC = re.compile(r"(?:\d{2})?(\d{2})/(\d{1,7})([A-Z]?)")
_CRO = re.compile(r"(\d{1,6})/(\d{2})([A-Z]?)")
_TELEPHONE = re.compile(r"\+?\(?\d[\d\s()\-.]{4,}\d")
_POSTCODE_SO_FAR = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{0,2})?")
_INWARD = re.compile(r"\d[A-Z]{2}")
_RUNS = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"\d{4}")
# The figures of a telephone number: with its area, and without.
LOCAL, NATIONAL = 6, 9
FEWEST_FIGURES: Final = 3  # of a telephone number, or of the end of another
MOST_APART: Final = 4  # words of a date


class Kind(StrEnum):
    """What a key is a key of."""

    WORD = "word"
    PAIR = "pair"
    BORN = "born"
    PNC = "pnc"
    CRO = "cro"
    POSTCODE = "postcode"
    TELEPHONE = "telephone"
    NUMBER = "number"
    CUSTODY_RECORD = "custody_record"
    ASN = "asn"
    CRIME_REFERENCE = "crime_reference"


OF_CASES: Final = (Kind.NUMBER, Kind.CUSTODY_RECORD, Kind.ASN, Kind.CRIME_REFERENCE)


class Why(IntEnum):
    """Why somebody was found by a name; what is nearest to what was typed comes first."""

    SAME = 0
    BEGINS = 1
    VARIANT = 2
    SOUND = 3
    NEAR = 4


class Source(StrEnum):
    """Where a key of a person comes from."""

    RECORD = "name"
    KNOWN_AS = "known_as"
    EARLIER = "earlier"  # of a record that was merged into this one


class Findable(Protocol):
    """Whoever can be found: a person's row, or what was written down of one."""

    name: str
    known_as: str
    born: date | None
    postcode: str
    telephone: str
    pnc: str
    cro: str


@dataclass(frozen=True, slots=True)
class Key:
    """Something somebody is found by."""

    kind: Kind
    key: str
    source: Source = Source.RECORD


@dataclass(frozen=True, slots=True)
class Span:
    """Keys of one kind that are looked for: all that begin so, or this one alone."""

    kind: Kind
    key: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, read: any of the spans, or everybody of these names within every limit."""

    spans: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    limits: tuple[Span, ...] = ()


def person_keys(person: Findable) -> list[Key]:
    """Return everything a person is found by."""
    words = names.found_by(person.name, person.known_as)
    keys = [Key(Kind.WORD, word, Source(source)) for word, source in words.items()]
    own = {word for word, source in words.items() if source == Source.RECORD}
    for two in names.pairs_of(words):
        source = Source.RECORD if own.issuperset(two.split(" ")) else Source.KNOWN_AS
        keys.append(Key(Kind.PAIR, two, source))
    if person.born:
        keys.append(Key(Kind.BORN, person.born.isoformat()))
    numbers = {
        Kind.PNC: pnc_keys(person.pnc),
        Kind.CRO: cro_keys(person.cro),
        Kind.POSTCODE: _postcode_keys(person.postcode),
        Kind.TELEPHONE: _telephone_keys(person.telephone),
    }
    return keys + [Key(kind, one) for kind, found in numbers.items() for one in found]


def number_keys(text: str) -> set[str]:
    """Return what a number with strokes is found by: DP-26-0017 whole, from 26 on, or as 0017."""
    parts = _RUNS.findall(_joined(text, between=" "))
    ends = {"".join(parts[place:]) for place in range(len(parts))}
    whole = "".join(parts)
    return {one[:LONGEST] for one in ends if one and (one == whole or len(one) >= FEWEST_FIGURES)}


def read(typed: str, today: date) -> Asked:
    """Return what may be meant by what was typed."""
    text = " ".join(storable(typed).split())
    if not is_enough(text):
        return Asked()
    spans = tuple(_spans(text, today)) if any(one.isdigit() for one in text) else ()
    limits, rest = _limits(text.split(" "), today)
    tokens = names.tokens_of(" ".join(rest))
    if all(one.isdigit() for one in tokens):
        return Asked(spans)
    return Asked(spans, tokens, limits)


def pnc_keys(text: str) -> set[str]:
    """Return a PNC ID by its year in two figures and in four, its serial in seven."""
    joined, found = tidy(text), _PNC.fullmatch(tidy(text))
    if not found:
        return {_joined(text)} - {""}
    short = f"{found[1]}{found[2].zfill(7)}{found[3]}".lower()
    return {short, joined.partition("/")[0][:-2] + short}


def cro_keys(text: str) -> set[str]:
    """Return a CRO number with its serial in six."""
    return {max(_cro_asked(text), key=len)} if _joined(text) else set()


def _cro_asked(text: str) -> set[str]:
    found = _CRO.fullmatch(tidy(text))
    whole = f"{found[1].zfill(6)}{found[2]}{found[3]}".lower() if found else ""
    return {_joined(text), whole} - {""}


def is_enough(text: str) -> bool:
    """Say whether there is enough to look for; a word of some scripts is a single sign."""
    letters = _joined(text)
    return len(letters) >= FEWEST or any(ord(one) > 0x2E80 for one in text)  # noqa: PLR2004


def telephones_in(text: str) -> list[str]:
    """Return the figures of every telephone number in a text, without what dials into Britain."""
    return [figures for one in _TELEPHONE.findall(text) if (figures := _national(one))]


def _spans(text: str, today: date) -> Iterator[Span]:
    """Yield everything a text with a figure in it may be, the surest first."""
    born = _birth(text, today)
    if born:
        yield Span(Kind.BORN, born.isoformat(), whole=True)
    joined = _joined(text)
    for kind in OF_CASES:
        yield Span(kind, joined)
    yield from (Span(Kind.PNC, key) for key in _pnc_asked(text))
    yield from (Span(Kind.CRO, key) for key in _cro_asked(text))
    if _POSTCODE_SO_FAR.fullmatch(joined.upper()) or _INWARD.fullmatch(joined.upper()):
        yield Span(Kind.POSTCODE, joined)
    figures = _national(text)
    if len(figures) >= FEWEST_FIGURES and not re.search(r"[^\W\d_]", text):
        yield Span(Kind.TELEPHONE, figures)
    if _YEAR.fullmatch(text) and OLDEST_YEAR <= int(text) <= today.year:
        yield Span(Kind.BORN, text)


def _limits(words: Sequence[str], today: date) -> tuple[tuple[Span, ...], list[str]]:
    """Take a birth, a year or a postcode out of the words typed; return it, and what is left."""
    rest, limits, place = list(words), [], 0
    while place < len(rest):
        for length in range(min(MOST_APART, len(rest) - place), 0, -1):
            span = _limit(" ".join(rest[place : place + length]), today)
            if span:
                limits.append(span)
                del rest[place : place + length]
                break
        else:
            place += 1
    return tuple(limits), rest


def _limit(text: str, today: date) -> Span | None:
    if not any(one.isdigit() for one in text):
        return None
    born = _birth(text, today)
    if born:
        return Span(Kind.BORN, born.isoformat(), whole=True)
    if _YEAR.fullmatch(text) and OLDEST_YEAR <= int(text) <= today.year:
        return Span(Kind.BORN, text)
    return Span(Kind.POSTCODE, _joined(text)) if outcode(text) else None


def _birth(text: str, today: date) -> date | None:
    if not says_its_year(text):
        return None
    try:
        born = read_birth(text, today)
    except Unreadable:
        return None
    return born if born <= today else None


def _pnc_asked(text: str) -> set[str]:
    """A short PNC ID is the long one without its zeros; of one half typed nobody knows yet."""
    found = _PNC.fullmatch(tidy(text))
    whole = f"{found[1]}{found[2].zfill(7)}{found[3]}".lower() if found else ""
    return {_joined(text), whole} - {""}


def _postcode_keys(text: str) -> set[str]:
    joined, parts = _joined(text), text.split()
    inward = parts[-1].lower() if parts and _INWARD.fullmatch(parts[-1].upper()) else ""
    return {joined, inward} - {""}


def _telephone_keys(text: str) -> set[str]:
    found = telephones_in(text)
    return {*found, *(one[-LOCAL:] for one in found if len(one) >= NATIONAL)}


def _national(text: str) -> str:
    """Return the figures of a British number as they are dialled there, without the first 0."""
    figures = re.sub(r"\D", "", text)
    abroad = text.lstrip("( ").startswith(("+", "00"))
    figures = figures.removeprefix("00") if abroad else figures
    if figures.startswith("44") and (abroad or len(figures) > NATIONAL + 1):
        figures = figures.removeprefix("44")
    return figures.removeprefix("0")[:LONGEST]


def _joined(text: str, between: str = "") -> str:
    kept = (one if one.isalnum() else between for one in text.casefold())
    return "".join(kept).strip()[: LONGEST if not between else None]
