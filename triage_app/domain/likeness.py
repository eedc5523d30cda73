"""Whether two descriptions may be of one person: what matches, and what differs."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from rapidfuzz.distance import OSA

from triage_app.domain import names
from triage_app.domain.finding import cro_keys, pnc_keys, telephones_in
from triage_app.domain.identifiers import outcode, tidy
from triage_app.domain.names import Variants


class Verdict(StrEnum):
    """How one field of two descriptions compares."""

    SAME = "same"
    ALIKE = "alike"
    DIFFERS = "differs"
    NOT_KNOWN = "not_known"  # of one of the two


@dataclass(frozen=True, slots=True)
class Description:
    """What tells one person from another, as far as it is known."""

    name: str
    known_as: str = ""
    born: date | None = None
    sex: str | None = None
    pnc: str = ""
    cro: str = ""
    postcode: str = ""
    telephone: str = ""

    @classmethod
    def of(cls, whoever: object) -> "Description":
        """Return the description that a row or a form's value holds."""
        return cls(**{one.name: getattr(whoever, one.name) for one in fields(cls)})


FIELDS: Final = tuple(one.name for one in fields(Description))
# What a match is worth, and what it costs that something differs.
_SAME: Final = {"pnc": 12, "cro": 12, "born": 6, "name": 6, "telephone": 5, "postcode": 3}
_ALIKE: Final = {"born": 3, "name": 4, "postcode": 1}
_DIFFERS: Final = {"pnc": -6, "cro": -4, "born": -5, "sex": -2}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What matches and what differs between somebody described and somebody known."""

    verdicts: dict[str, Verdict]

    def is_(self, field: str, *verdicts: Verdict) -> bool:
        """Say whether a field compares in one of these ways."""
        return self.verdicts[field] in verdicts

    @property
    def score(self) -> int:
        """Return how much speaks for one person: to show the likeliest first, and no more."""
        worth = {Verdict.SAME: _SAME, Verdict.ALIKE: _ALIKE, Verdict.DIFFERS: _DIFFERS}
        return sum(worth.get(how, {}).get(field, 0) for field, how in self.verdicts.items())

    @property
    def is_certain(self) -> bool:
        """Say whether nobody may be made anew without a word: one PNC ID, or one name and birth."""
        same = Verdict.SAME
        return self.is_("pnc", same) or (self.is_("name", same) and self.is_("born", same))

    @property
    def is_likely(self) -> bool:
        """Say whether a person should be asked if the two are one."""
        same, alike = Verdict.SAME, Verdict.ALIKE
        if self.is_("pnc", same) or self.is_("cro", same):
            return True
        reached = self.is_("telephone", same) or self.is_("postcode", same)
        if self.is_("born", same, alike):
            return self.is_("name", same, alike)
        if self.is_("born", Verdict.NOT_KNOWN):
            return self.is_("name", same) or (self.is_("name", alike) and reached)
        return self.is_("name", same) and reached


def crossed(several: Iterable[Description]) -> tuple[Description, ...]:
    """Return every description of one person, and the name of each with the birth of each other."""
    known = tuple(several)
    others = (replace(one, born=other.born) for one in known for other in known if other.born)
    return tuple(dict.fromkeys((*known, *others)))


def compare(given: Description, known: Description, variants: Variants) -> Likeness:
    """Compare two descriptions, field by field."""
    return Likeness(
        {
            "name": _names(given, known, variants),
            "known_as": _text(names.fold(given.known_as), names.fold(known.known_as)),
            "born": _births(given.born, known.born),
            "sex": _text(given.sex or "", known.sex or ""),
            "pnc": _overlap(pnc_keys(given.pnc), pnc_keys(known.pnc)),
            "cro": _overlap(cro_keys(given.cro), cro_keys(known.cro)),
            "postcode": _postcodes(given.postcode, known.postcode),
            "telephone": _overlap(telephones_in(given.telephone), telephones_in(known.telephone)),
        }
    )


def are_alike(one: str, other: str, variants: Variants) -> bool:
    """Say whether two words of names may be one: a variant, a sound or a slip apart."""
    if one == other or other in variants.of(one) or one in variants.of(other):
        return True
    sounds = zip(names.sounds_of(one), names.sounds_of(other), strict=True)
    if any(own and own == theirs for own, theirs in sounds):
        return True
    return min(len(one), len(other)) >= names.FEWEST_TO_SLIP and OSA.distance(one, other) <= 1


def _names(given: Description, known: Description, variants: Variants) -> Verdict:
    """Compare the words of the names in any order; being known as something is a name too."""
    own, theirs = names.words_of(given.name), names.words_of(known.name)
    if not own or not theirs:
        return Verdict.NOT_KNOWN
    if sorted(own) == sorted(theirs):
        return Verdict.SAME
    every = names.found_by(known.name, known.known_as)
    ours = names.found_by(given.name, given.known_as)
    if _stand_for(names.tokens_of(given.name), every, variants):
        return Verdict.ALIKE
    return (
        Verdict.ALIKE
        if _stand_for(names.tokens_of(known.name), ours, variants)
        else Verdict.DIFFERS
    )


def _stand_for(words: Iterable[str], others: Iterable[str], variants: Variants) -> bool:
    listed = tuple(words)
    return len(listed) > 1 and all(
        any(are_alike(word, other, variants) for other in others) for word in listed
    )


def _births(one: date | None, other: date | None) -> Verdict:
    """Day and month the wrong way round, or one figure of the date amiss, is alike."""
    if one is None or other is None:
        return Verdict.NOT_KNOWN
    if one == other:
        return Verdict.SAME
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    close = OSA.distance(one.isoformat(), other.isoformat()) <= 1
    return Verdict.ALIKE if swapped or close else Verdict.DIFFERS


def _postcodes(one: str, other: str) -> Verdict:
    verdict = _text(tidy(one), tidy(other))
    near = (
        verdict is Verdict.DIFFERS and outcode(one) is not None and outcode(one) == outcode(other)
    )
    return Verdict.ALIKE if near else verdict


def _text(one: str, other: str) -> Verdict:
    if not one or not other:
        return Verdict.NOT_KNOWN
    return Verdict.SAME if one == other else Verdict.DIFFERS


def _overlap(one: Iterable[Any], other: Iterable[Any]) -> Verdict:
    own, theirs = set(one), set(other)
    if not own or not theirs:
        return Verdict.NOT_KNOWN
    return Verdict.SAME if own & theirs else Verdict.DIFFERS
