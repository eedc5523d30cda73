"""Look among the keys for whoever somebody that types may mean: each look is a range of an index.

The words typed become words that names are made of, which are few however many people there are;
two of them together are one key. So finding costs the same among a thousand and among a million.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, permutations, product
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from triage_app.domain import names
from triage_app.domain.finding import OF_CASES, Asked, Kind, Source, Span, Why
from triage_app.domain.names import Variants
from triage_app.storage.search_keys import CASE_KEY, NAME_SLIP, NAME_WORD, PERSON_KEY

LAST: Final = "\U0010ffff"  # sorts after whatever follows the beginning of a key
MOST_ALIKE: Final = 8  # words that sound like, or are spelt nearly like, one that was typed
MOST_HEARD: Final = 400
LEAST_ALIKE: Final = 0.7  # Jaro and Winkler: what sounds alike on paper only is left out
LONG_WORD: Final = 8  # letters, of which two may be wrong
MOST_TRIED: Final = 4000  # people of a beginning whose other words are tried
MOST_BEGINNINGS: Final = 6
MOST_PAIRS: Final = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found, or one case of theirs, and by what."""

    person_id: int | None
    case_id: int | None
    kind: Kind
    why: Why
    source: Source = Source.RECORD


@dataclass(frozen=True, slots=True)
class _Word:
    """A word typed, and every other that it may stand for, by how near they are."""

    typed: str
    forms: dict[Why, tuple[str, ...]] = field(default_factory=dict)

    def up_to(self, why: Why) -> tuple[str, ...]:
        """Return the words that are at least so near."""
        nearer = (words for at, words in self.forms.items() if at <= why)
        return (self.typed, *dict.fromkeys(chain.from_iterable(nearer)))


@dataclass(frozen=True, slots=True)
class _Need:
    """A key that whoever is found must have besides: one of a range, or one of these."""

    kind: Kind
    low: str = ""
    high: str = ""
    keys: tuple[str, ...] = ()


def look(session: Session, asked: Asked, variants: Variants, most: int) -> list[Hit]:
    """Return who may be meant, the nearest first, and each but once."""
    found = _Look(session, most)
    found.by_number(asked.spans)
    found.by_name(asked, variants)
    return sorted(found.hits.values(), key=lambda one: one.why)[:most]


class _Look:
    """One look: whoever is found is kept by the nearest of what they were found by."""

    def __init__(self, session: Session, most: int) -> None:
        self._session, self._most = session, most
        self.hits: dict[tuple[str, int], Hit] = {}

    @property
    def _full(self) -> bool:
        return len(self.hits) >= self._most

    def by_number(self, spans: Iterable[Span]) -> None:
        """Look for a number, a day of birth or a postcode."""
        of_cases = next((one for one in spans if one.kind in OF_CASES), None)
        if of_cases:
            self._cases(of_cases.key)
        for span in spans:
            if span.kind not in OF_CASES and not self._full:
                self._whoever(span.kind, span.key, Why.SAME)
                if not span.whole:
                    self._beginning(span.kind, span.key, ())

    def by_name(self, asked: Asked, variants: Variants) -> None:
        """Look for a name: as it was typed, as it begins, as it may be spelt, sound or be meant."""
        words = [_Word(one) for one in asked.names]
        if not words or self._full:
            return
        limits = tuple(_limit(one) for one in asked.limits)
        if born := next((one for one in asked.limits if one.whole), None):
            self._widen(words, variants)
            self._whoever(born.kind, born.key, Why.SAME, self._needs(words, Why.NEAR, limits))
            return
        self._as_typed(words, limits)
        if self._full:
            return
        self._widen(words, variants)
        for why in (Why.VARIANT, Why.SOUND, Why.NEAR):
            if not self._full:
                self._standing_for(words, why, limits)
        if len(words) > 1 and not self._full:
            self._all_beginning(words, limits)

    def _as_typed(self, words: list[_Word], limits: tuple[_Need, ...]) -> None:
        first, *others = _longest_first(words)
        kind, keys = Kind.WORD, [first.typed]
        if others:
            second, *others = others
            kind = Kind.PAIR
            keys = [names.pair(*two) for two in permutations((first.typed, second.typed))]
        needs = self._needs(others, Why.SAME, limits)
        self._whoever(kind, keys[0], Why.SAME, needs)
        for key in keys:
            if not self._full:
                self._beginning(kind, key, self._needs(others, Why.BEGINS, limits))

    def _standing_for(self, words: list[_Word], why: Why, limits: tuple[_Need, ...]) -> None:
        first, *others = _longest_first(words)
        if not others:
            self._any(Kind.WORD, first.forms.get(why, ()), why, limits)
            return
        second, *others = others
        needs = self._needs(others, why, limits)
        pairs = [names.pair(*two) for two in product(first.up_to(why), second.up_to(why))]
        self._any(Kind.PAIR, pairs[:MOST_PAIRS], why, needs)
        if why is Why.VARIANT:
            for one, other in permutations((first, second)):
                for form in one.forms.get(why, ())[:MOST_BEGINNINGS]:
                    if not self._full:
                        self._beginning(Kind.PAIR, names.pair(form, other.typed), needs, why)

    def _all_beginning(self, words: list[_Word], limits: tuple[_Need, ...]) -> None:
        """Look for people all of whose names begin so: few at a time, for there may be many."""
        first, *others = _longest_first(words)
        needs = self._needs(others, Why.NEAR, limits)
        span = {"kind": Kind.WORD, "low": first.typed, "high": first.typed + LAST}
        self._take(Kind.WORD, Why.BEGINS, "tried", span | {"tried": MOST_TRIED}, needs)

    def _widen(self, words: list[_Word], variants: Variants) -> None:
        """Find every word in anybody's name that may be meant by one of the words typed."""
        plain = [one for one in words if one.typed.isalpha()]
        alike = {one.typed: variants.of(one.typed) for one in plain}
        known = self._known(set().union(*alike.values()))
        sounds, slips = self._sounding(plain), self._slipped(plain)
        for one in plain:
            one.forms[Why.VARIANT] = tuple(sorted(alike[one.typed] & known))
            one.forms[Why.SOUND] = _alike(one.typed, sounds[one.typed])
            one.forms[Why.NEAR] = _near(one.typed, slips[one.typed])

    def _known(self, words: Collection[str]) -> set[str]:
        if not words:
            return set()
        return set(self._session.scalars(_words("word"), {"keys": sorted(words)}))

    def _sounding(self, words: list[_Word]) -> dict[str, set[str]]:
        heard = {one.typed: names.sounds_of(one.typed) for one in words}
        codes = sorted({code for both in heard.values() for code in both if code})
        rows = self._session.execute(_words("sound"), {"keys": codes}).all() if codes else []
        return {
            word: {
                one
                for one, soundex, metaphone in rows
                if soundex == both[0] or metaphone == both[1]
            }
            for word, both in heard.items()
        }

    def _slipped(self, words: list[_Word]) -> dict[str, set[str]]:
        slips = {one.typed: names.slips_of(one.typed) for one in words}
        keys = sorted(set().union(*slips.values()))
        rows = self._session.execute(_words("slip"), {"keys": keys}).all() if keys else []
        return {word: {one for slip, one in rows if slip in own} for word, own in slips.items()}

    def _needs(
        self, words: Iterable[_Word], why: Why, limits: tuple[_Need, ...]
    ) -> tuple[_Need, ...]:
        high = LAST if why >= Why.BEGINS else ""
        own = (_Need(Kind.WORD, one.typed, one.typed + high, one.up_to(why)) for one in words)
        return (*limits, *own)

    def _whoever(self, kind: Kind, key: str, why: Why, needs: tuple[_Need, ...] = ()) -> None:
        self._take(kind, why, "same", {"kind": kind, "key": key}, needs)

    def _beginning(
        self, kind: Kind, key: str, needs: tuple[_Need, ...], why: Why = Why.BEGINS
    ) -> None:
        self._take(kind, why, "begins", {"kind": kind, "low": key, "high": key + LAST}, needs)

    def _any(self, kind: Kind, keys: Sequence[str], why: Why, needs: tuple[_Need, ...]) -> None:
        if keys:
            self._take(kind, why, "any", {"kind": kind, "keys": list(keys)}, needs)

    def _take(
        self, kind: Kind, why: Why, how: str, values: dict[str, Any], needs: tuple[_Need, ...]
    ) -> None:
        values["most"] = self._most
        for number, one in enumerate(needs):
            values |= {f"kind{number}": one.kind, f"low{number}": one.low}
            values |= {f"high{number}": one.high, f"keys{number}": list(one.keys)}
        for person_id, source in self._session.execute(_people(how, len(needs)), values):
            place = ("person", person_id)
            if place not in self.hits:
                self.hits[place] = Hit(person_id, None, kind, why, Source(source))

    def _cases(self, key: str) -> None:
        values = {"low": key, "high": key + LAST, "most": self._most}
        for kind, found, case_id in self._session.execute(_case_numbers(), values):
            why = Why.SAME if found == key else Why.BEGINS
            self.hits.setdefault(("case", case_id), Hit(None, case_id, Kind(kind), why))


@cache
def _people(how: str, needs: int) -> Select[Any]:
    """Return the look of a kind: whoever has a key, and all that is needed besides."""
    key = PERSON_KEY.c.key
    of_kind = PERSON_KEY.c.kind == bindparam("kind")
    span = (key >= bindparam("low")) & (key < bindparam("high"))
    ways = {
        "same": key == bindparam("key"),
        "any": key.in_(bindparam("keys", expanding=True)),
        "begins": span,
        "tried": span,
    }
    source: Any = PERSON_KEY
    if how == "tried":
        tried = select(PERSON_KEY).where(of_kind, ways[how]).limit(bindparam("tried"))
        source = tried.subquery()
    query = select(source.c.person_id, source.c.source)
    if how != "tried":
        query = query.where(of_kind, ways[how])
    query = query.where(*(_has(source.c.person_id, number) for number in range(needs)))
    if how == "same":
        query = query.order_by(source.c.person_id.desc())
    if how == "begins":
        query = query.order_by(source.c.key, source.c.person_id)
    return query.limit(bindparam("most"))


def _has(person_id: ColumnElement[int], number: int) -> ColumnElement[bool]:
    other = PERSON_KEY.alias(f"other{number}")
    low, high = _bound(f"low{number}"), _bound(f"high{number}")
    keys = _bound(f"keys{number}", expanding=True)
    return (
        select(other.c.person_id)
        .where(other.c.person_id == person_id, other.c.kind == bindparam(f"kind{number}"))
        .where(or_((other.c.key >= low) & (other.c.key < high), other.c.key.in_(keys)))
        .exists()
    )


def _bound(name: str, *, expanding: bool = False) -> BindParameter[Any]:
    return bindparam(name, expanding=expanding)


@cache
def _case_numbers() -> Select[Any]:
    return (
        select(CASE_KEY.c.kind, CASE_KEY.c.key, CASE_KEY.c.case_id)
        .where(CASE_KEY.c.kind.in_([kind.value for kind in OF_CASES]))
        .where(CASE_KEY.c.key >= bindparam("low"), CASE_KEY.c.key < bindparam("high"))
        .limit(bindparam("most"))
    )


@cache
def _words(how: str) -> Select[Any]:
    """Return the look among the words that names are made of."""
    keys = _bound("keys", expanding=True)
    word = NAME_WORD.c
    if how == "word":
        return select(word.word).where(word.word.in_(keys))
    if how == "slip":
        return select(NAME_SLIP.c.slip, NAME_SLIP.c.word).where(NAME_SLIP.c.slip.in_(keys))
    sounds = or_(word.soundex.in_(keys), word.metaphone.in_(keys))
    return select(word.word, word.soundex, word.metaphone).where(sounds).limit(MOST_HEARD)


def _limit(span: Span) -> _Need:
    high = span.key + ("" if span.whole else LAST)
    return _Need(span.kind, span.key, high, (span.key,))


def _longest_first(words: Iterable[_Word]) -> list[_Word]:
    return sorted(words, key=lambda one: -len(one.typed))


def _alike(typed: str, words: set[str]) -> tuple[str, ...]:
    """Return the words nearest to one typed among those that sound like it."""
    found = process.extract(
        typed,
        sorted(words - {typed}),
        scorer=JaroWinkler.similarity,
        score_cutoff=LEAST_ALIKE,
        limit=MOST_ALIKE,
    )
    return tuple(word for word, _, _ in found)


def _near(typed: str, words: set[str]) -> tuple[str, ...]:
    """Return the words that a slip or two of the finger part from one typed, nearest first."""
    most = 2 if len(typed) >= LONG_WORD else 1
    apart = {one: OSA.distance(typed, one, score_cutoff=most) for one in words - {typed}}
    near = sorted((count, one) for one, count in apart.items() if count <= most)
    return tuple(one for _, one in near[:MOST_ALIKE])
