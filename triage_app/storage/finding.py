"""Look among the keys for whoever somebody that types may mean: each look is a range of an index.

The words typed become words that names are made of, which are few however many people there are;
two of them together are one key. So finding costs the same among a thousand and among a million.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, product
from typing import Any, Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from triage_app.domain import names
from triage_app.domain.finding import OF_CASES, Asked, Kind, Source, Span, Why
from triage_app.domain.names import Variants
from triage_app.storage.prepared import Question
from triage_app.storage.search_keys import CASE_KEY, NAME_SLIP, NAME_WORD, PERSON_KEY

LAST: Final = "\U0010ffff"  # sorts after whatever follows the beginning of a key
MOST_ALIKE: Final = 6  # words that sound like, or are spelt nearly like, one that was typed
MOST_HEARD: Final = 400
LEAST_ALIKE: Final = 0.7  # Jaro and Winkler: what sounds alike on paper only is left out
LONG_WORD: Final = 8  # letters, of which two may be wrong
MOST_TRIED: Final = 1000  # people of a beginning whose other words are tried
MOST_BEGINNINGS: Final = 6
MOST_TYPED: Final = 6  # words of a name that are looked at: by so many anybody is found
MOST_PAIRS: Final = 128


class Hit(NamedTuple):
    """Somebody found, or one case of theirs, and by what."""

    person_id: int | None
    case_id: int | None
    kind: Kind
    why: Why
    source: str = Source.RECORD


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
class _Arm:
    """One look at the index: for a key alone, for whatever begins so, or for any of some keys."""

    how: str  # same, begins, any, tried
    kind: Kind
    keys: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class _Need:
    """A key that whoever is found must have besides: one that begins so, or one of these."""

    kind: Kind
    keys: tuple[str, ...]
    begins: str = ""


def look(session: Session, asked: Asked, variants: Variants, most: int) -> list[Hit]:
    """Return who may be meant, the nearest first, and each but once."""
    found = _Look(session.connection(), most)
    found.by_number(asked.spans)
    found.by_name(asked, variants)
    return sorted(found.hits.values(), key=lambda one: one.why)[:most]


class _Look:
    """One look: whoever is found is kept by the nearest of what they were found by."""

    def __init__(self, connection: Connection, most: int) -> None:
        self._connection, self._most = connection, most
        self.hits: dict[tuple[str, int], Hit] = {}

    @property
    def _full(self) -> bool:
        return len(self.hits) >= self._most

    def by_number(self, spans: Iterable[Span]) -> None:
        """Look for a number, a day of birth or a postcode."""
        of_cases = [one for one in spans if one.kind in OF_CASES]
        if of_cases:
            self._cases(of_cases[0].key)
        arms = [
            _Arm("same" if one.whole else "begins", one.kind, (one.key,), Why.SAME)
            for one in spans
            if one.kind not in OF_CASES
        ]
        self._take(arms)

    def by_name(self, asked: Asked, variants: Variants) -> None:
        """Look for a name: as it was typed, as it begins, as it may be spelt, sound or be meant."""
        words = [_Word(one) for one in asked.names[:MOST_TYPED]]
        if not words or self._full:
            return
        limits = tuple(_limit(one) for one in asked.limits)
        if born := next((one for one in asked.limits if one.whole), None):
            self._widen(words, variants)
            needs = (*limits, *(_need(one, Why.NEAR) for one in words))
            self._take([_Arm("same", born.kind, (born.key,), Why.SAME)], needs)
            return
        self._as_typed(words, limits)
        if not self._full:
            self._widen(words, variants)
            self._standing_for(words, limits)
        if len(words) > 1 and not self._full:
            self._all_beginning(words, limits)

    def _as_typed(self, words: list[_Word], limits: tuple[_Need, ...]) -> None:
        first, *others = _longest_first(words)
        if not others:
            arms = [_Arm(how, Kind.WORD, (first.typed,), _WHY[how]) for how in ("same", "begins")]
            self._take(arms, limits)
            return
        second, *others = others
        key = names.pair(first.typed, second.typed)
        turned = names.pair(second.typed, first.typed)
        arms = [_Arm("same", Kind.PAIR, (key,), Why.SAME)]
        arms += [_Arm("begins", Kind.PAIR, (one,), Why.BEGINS) for one in (key, turned)]
        self._take(arms, (*limits, *(_need(one, Why.BEGINS) for one in others)))

    def _standing_for(self, words: list[_Word], limits: tuple[_Need, ...]) -> None:
        """Look for the words that may be meant in place of those typed, nearer ones first."""
        first, *others = _longest_first(words)
        if not others:
            arms = [_Arm("any", Kind.WORD, words, why) for why, words in first.forms.items()]
            self._take(arms, limits)
            return
        second, *others = others
        arms, tried = [], {names.pair(first.typed, second.typed)}
        for why in _STANDING:
            pairs = [names.pair(*two) for two in product(first.up_to(why), second.up_to(why))]
            new = tuple(one for one in pairs if one not in tried)[:MOST_PAIRS]
            arms.append(_Arm("any", Kind.PAIR, new, why))
            tried.update(new)
        last = next(one for one in reversed(words) if one in (first, second))
        other = second if last is first else first
        arms += [
            _Arm("begins", Kind.PAIR, (names.pair(form, last.typed),), Why.VARIANT)
            for form in other.forms.get(Why.VARIANT, ())[:MOST_BEGINNINGS]
        ]
        self._take(arms, (*limits, *(_need(one, Why.NEAR) for one in others)))

    def _all_beginning(self, words: list[_Word], limits: tuple[_Need, ...]) -> None:
        """Look for people all of whose names begin so: few at a time, for there may be many."""
        first, *others = _longest_first(words)
        needs = (*limits, *(_need(one, Why.BEGINS) for one in others))
        self._take([_Arm("tried", Kind.WORD, (first.typed,), Why.BEGINS)], needs)

    def _widen(self, words: list[_Word], variants: Variants) -> None:
        """Find every word in anybody's name that may be meant by one of the words typed."""
        plain = [one for one in words if one.typed.isalpha()]
        alike = {one.typed: variants.of(one.typed) for one in plain}
        heard = {one.typed: names.sounds_of(one.typed) for one in plain}
        slips = {one.typed: names.slips_of(one.typed) for one in plain}
        given = {
            "word": sorted(set().union(*alike.values())),
            "soundex": sorted({soundex for soundex, _ in heard.values() if soundex}),
            "metaphone": sorted({metaphone for _, metaphone in heard.values() if metaphone}),
            "slip": sorted(set().union(*slips.values())),
        }
        found: dict[tuple[str, str], list[str]] = {}
        for how, by, word in self._words(given):
            found.setdefault((how, by), []).append(word)
        for one in plain:
            word, (soundex, metaphone) = one.typed, heard[one.typed]
            sounding = (
                found.get(("soundex", soundex), ()),
                found.get(("metaphone", metaphone), ()),
            )
            slipped = [found[key] for slip in slips[word] if (key := ("slip", slip)) in found]
            known = (other for other in alike[word] if ("word", other) in found)
            one.forms[Why.VARIANT] = tuple(sorted(known))
            one.forms[Why.SOUND] = _alike(word, set(chain.from_iterable(sounding)))
            one.forms[Why.NEAR] = _near(word, set(chain.from_iterable(slipped)))

    def _words(self, given: dict[str, list[str]]) -> list[tuple[Any, ...]]:
        shape = tuple((how, _room(keys)) for how, keys in given.items() if keys)
        values: dict[str, str] = {}
        for how, keys in given.items():
            values |= _spread(how, keys)
        return _words(shape).ask(self._connection, values) if shape else []

    def _take(self, arms: Sequence[_Arm], needs: tuple[_Need, ...] = ()) -> None:
        """Put some looks to the database at once, and keep whoever is found."""
        arms = [one for one in arms if one.keys]
        if not arms or self._full:
            return
        shape = tuple((one.how, _room(one.keys)) for one in arms)
        values: dict[str, str] = {}
        for number, arm in enumerate(arms):
            values |= _spread(f"arm{number}_", arm.keys) | {f"arm{number}_kind": arm.kind.value}
            values[f"arm{number}_end"] = arm.keys[0] + LAST
        for number, need in enumerate(needs):
            values |= _spread(f"need{number}_", need.keys) | {f"need{number}_kind": need.kind.value}
            end = need.begins + LAST if need.begins else ""
            values |= {f"need{number}_begin": need.begins, f"need{number}_end": end}
        question = _people(shape, tuple(_room(one.keys) for one in needs), self._most)
        for place, person_id, source, key in question.ask(self._connection, values):
            arm = arms[place]
            whole = arm.why is not Why.SAME or key == arm.keys[0]
            why = arm.why if whole else Why.BEGINS
            held = self.hits.get(("person", person_id))
            if held is None or why < held.why:
                found = Hit(person_id, None, arm.kind, why, source)
                self.hits["person", person_id] = found

    def _cases(self, key: str) -> None:
        values = {"begin": key, "end": key + LAST}
        for kind, found, case_id in _case_numbers(self._most).ask(self._connection, values):
            why = Why.SAME if found == key else Why.BEGINS
            self.hits.setdefault(("case", case_id), Hit(None, case_id, Kind(kind), why))


_WHY: Final = {"same": Why.SAME, "begins": Why.BEGINS}
_STANDING: Final = (Why.VARIANT, Why.SOUND, Why.NEAR)
# A question is worded for so many keys, and filled up with the last: few wordings serve for all.
_ROOMS: Final = (1, 4, 8, 16, 32, 64, MOST_PAIRS, 512)


def _room(keys: Sequence[str]) -> int:
    return _ROOMS[min(bisect_left(_ROOMS, len(keys)), len(_ROOMS) - 1)] if keys else 0


def _spread(name: str, keys: Sequence[str]) -> dict[str, str]:
    """Return values for as many keys as the question has room for."""
    room = _room(keys)
    filled = [*keys[:room], *[keys[-1]] * (room - len(keys))] if keys else []
    return {f"{name}{number}": key for number, key in enumerate(filled)}


def _keys(name: str, room: int) -> list[BindParameter[str]]:
    return [bindparam(f"{name}{number}", type_=String()) for number in range(room)]


@cache
def _people(arms: tuple[tuple[str, int], ...], needs: tuple[int, ...], most: int) -> Question:
    """Word the question who has a key of an arm's, and besides all that is needed."""
    selects = [_arm(number, *arm, needs).limit(_number(most)) for number, arm in enumerate(arms)]
    return Question(_together(selects))


def _arm(number: int, how: str, room: int, needs: tuple[int, ...]) -> Select[Any]:
    name, columns = f"arm{number}_", PERSON_KEY.c
    source: Any = columns
    keys = _keys(name, room)
    wanted = columns.kind == bindparam(f"{name}kind", type_=String())
    if how == "any":
        wanted &= columns.key.in_(keys)
    elif how == "same":
        wanted &= columns.key == keys[0]
    else:
        wanted &= (columns.key >= keys[0]) & (columns.key < bindparam(f"{name}end", type_=String()))
    if how == "tried":
        tried = select(PERSON_KEY).where(wanted).limit(_number(MOST_TRIED))
        source, wanted = tried.subquery().c, true()
    place = _number(number).label("place")
    query = select(place, source.person_id, source.source, source.key).where(
        wanted, *(_has(source.person_id, number, room) for number, room in enumerate(needs))
    )
    if how == "same":
        query = query.order_by(source.person_id.desc())
    if how == "begins":
        query = query.order_by(source.key, source.person_id)
    return query


def _has(person_id: ColumnElement[int], number: int, room: int) -> ColumnElement[bool]:
    name, other = f"need{number}_", PERSON_KEY.alias(f"need{number}")
    ends = [bindparam(f"{name}{end}", type_=String()) for end in ("begin", "end")]
    begins = (other.c.key >= ends[0]) & (other.c.key < ends[1])
    wanted = or_(begins, other.c.key.in_(_keys(name, room))) if room else begins
    return (
        select(other.c.person_id)
        .where(other.c.person_id == person_id, wanted)
        .where(other.c.kind == bindparam(f"{name}kind", type_=String()))
        .exists()
    )


@cache
def _words(shape: tuple[tuple[str, int], ...]) -> Question:
    """Word the question which words names are made of are meant by what was typed."""
    word, slip = NAME_WORD.c, NAME_SLIP.c
    by = {
        "word": word.word,
        "soundex": word.soundex,
        "metaphone": word.metaphone,
        "slip": slip.slip,
    }
    return Question(
        _together(
            [
                select(
                    literal_column(f"'{how}'", String).label("how"),
                    by[how].label("by"),
                    (slip if how == "slip" else word).word.label("found"),
                )
                .where(by[how].in_(_keys(how, room)))
                .limit(_number(MOST_HEARD))
                for how, room in shape
            ]
        )
    )


@cache
def _case_numbers(most: int) -> Question:
    begin, end = bindparam("begin", type_=String()), bindparam("end", type_=String())
    return Question(
        select(CASE_KEY.c.kind, CASE_KEY.c.key, CASE_KEY.c.case_id)
        .where(CASE_KEY.c.kind.in_([literal_column(f"'{kind.value}'") for kind in OF_CASES]))
        .where(CASE_KEY.c.key >= begin, CASE_KEY.c.key < end)
        .limit(_number(most))
    )


def _number(most: int) -> ColumnElement[int]:
    """Return a number as it is written: SQLite would plan anew for every one that is given it."""
    return literal_column(str(most), Integer)


def _together(selects: Sequence[Select[Any]]) -> Select[Any]:
    """Put several questions as one: each keeps its own order and its own end."""
    if len(selects) == 1:
        return selects[0]
    return select(union_all(*(select(one.subquery()) for one in selects)).subquery())


def _need(word: _Word, why: Why) -> _Need:
    """What begins so is a range, and the word itself the first in it."""
    return _Need(Kind.WORD, word.up_to(why)[1:], word.typed)


def _limit(span: Span) -> _Need:
    return _Need(span.kind, (span.key,), "" if span.whole else span.key)


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
