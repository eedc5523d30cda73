"""Names as they are looked for: folded, word by word, by how they are spelt and how they sound."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Final

import jellyfish

# Son or daughter of, in a Welsh name; what follows is the father's name.
PATRONYMS: Final = frozenset({"ap", "ab", "ferch", "verch", "vch"})
SON_OF: Final = "ap"
LONGEST: Final = 60  # letters of a word that it is found by
MOST_WORDS, MOST_PAIRED = 24, 8  # words of one person that are kept, and that are kept in pairs
FEWEST_TO_SLIP, FEWEST_TO_SOUND = 4, 3  # a shorter word is near to everything
# Letters that keep their stroke when taken apart.
_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
    | {_DOTLESS: "i"}
)


def fold(name: str) -> str:
    """Return a name in lower case without marks or points, for finding it however it is typed."""
    # Unicode's own way to compare without case: a letter may show its case only when taken apart.
    marked = name
    for _ in range(2):
        marked = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", marked).casefold())
    kept = (one if one.isalnum() else " " for one in marked if not _is_mark(one))
    return " ".join("".join(kept).translate(_STROKES).split())


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are looked for; of one without letters, its signs."""
    folded = fold(name).split()
    signs = name.casefold().split() if not folded else []
    return tuple(_printable(word)[:LONGEST] for word in folded or signs if _printable(word))


def found_by(name: str, known_as: str = "") -> dict[str, str]:
    """Return every word somebody is found by, and whether it is of the name or known_as."""
    words = dict.fromkeys(_with_fathers(words_of(name)), "name")
    for word in _with_fathers(words_of(known_as)):
        words.setdefault(word, "known_as")
    return dict(list(words.items())[:MOST_WORDS])


def pairs_of(words: Iterable[str]) -> list[str]:
    """Return every two words, either way round, as one key: two words are found by one range."""
    paired = [word for word in words if word not in PATRONYMS][:MOST_PAIRED]
    return [pair(*two) for two in permutations(paired, 2)]


def tokens_of(typed: str) -> tuple[str, ...]:
    """Return the words typed, each to be found; ap Rhys is one."""
    words = words_of(typed)
    found: list[str] = []
    for place, word in enumerate(words):
        if place and words[place - 1] in PATRONYMS:
            found[-1] = SON_OF + word
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def pair(first: str, second: str) -> str:
    """Return two words as one key."""
    return f"{first} {second}"


def sounds_of(word: str) -> tuple[str, str]:
    """Return how a word sounds, by Soundex and by Metaphone; nothing of what is not in Latin.

    Either alone parts what belongs together: Metaphone Rhys from Rees, Soundex Carys from Karys.
    """
    if len(word) < FEWEST_TO_SOUND or not (word.isascii() and word.isalpha()):
        return "", ""
    return jellyfish.soundex(word), jellyfish.metaphone(word)


def slips_of(word: str) -> set[str]:
    """Return a word and all that are left of it by dropping one letter."""
    if len(word) < FEWEST_TO_SLIP or any(one.isdigit() for one in word):
        return set()
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


class Variants:
    """Which names are one name to the people who bear them, and which grew out of a father's."""

    def __init__(
        self, alike: Iterable[Iterable[str]], patronymics: Mapping[str, Iterable[str]]
    ) -> None:
        self._groups: dict[str, set[str]] = {}
        self._fathers: dict[str, set[str]] = {}
        self._sons: dict[str, set[str]] = {}
        for names in alike:
            group = set(map(fold, names))
            for one in group:
                self._groups.setdefault(one, set()).update(group)
        for surname, fathers in patronymics.items():
            for form in self._forms(fold(surname)):
                for father in map(fold, fathers):
                    self._fathers.setdefault(form, set()).update(self._forms(father))
        for surname, fathers in self._fathers.items():
            for father in fathers:
                self._sons.setdefault(father, set()).add(surname)

    def of(self, word: str) -> frozenset[str]:
        """Return every other word that may stand for a word: Rees for Rhys, ap Rhys for Price."""
        found = self._forms(word) | {SON_OF + father for father in self._fathers.get(word, ())}
        if word.startswith(SON_OF) and word not in self._groups:
            father = word.removeprefix(SON_OF)
            forms = self._forms(father)
            found |= forms | {SON_OF + one for one in forms} | self._sons.get(father, set())
        return frozenset(found - {word, ""})

    def _forms(self, word: str) -> set[str]:
        return {word} | self._groups.get(word, set())


def _with_fathers(words: Sequence[str]) -> Iterator[str]:
    """Yield each word, and after ap, ab, ferch or verch what the two make one: ap Rhys."""
    for place, word in enumerate(words):
        yield word
        if word in PATRONYMS and place + 1 < len(words):
            yield SON_OF + words[place + 1]


def _is_mark(one: str) -> bool:
    return unicodedata.combining(one) > 0 or one in "'\u2019`\u00b4"


def _printable(word: str) -> str:
    return "".join(one for one in word if one.isprintable())
