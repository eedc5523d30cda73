"""What must hold of a scheme's wordings and texts, wherever they stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from triage_app.domain.condition_inputs import BLANKS, MOST_LETTERS, blanks_of
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import ConditionText
from triage_app.domain.wording import Wording

# The word, and its Welsh in either mutation; the Welsh for a warning is another.
CAUTION = re.compile(r"\b(cautions?|cautioned|rh?ybuddiad(au)?)\b", re.IGNORECASE)


def words_faults(value: object, key: str) -> Iterator[Problem]:
    """Yield what is wrong with every wording and text that stands in a value."""
    if isinstance(value, Wording):
        yield from _wording(value, key)
    elif isinstance(value, str):
        if not value.strip():
            yield Problem(key, "empty_text")
    elif is_dataclass(value):
        for part in fields(value):
            yield from words_faults(getattr(value, part.name), f"{key}.{part.name}")
    elif isinstance(value, tuple):
        for number, entry in enumerate(value, start=1):
            yield from words_faults(entry, f"{key}.{getattr(entry, 'code', number)}")


def caution_faults(
    conditions: tuple[ConditionText, ...], contribution: Wording | None, *, defers: bool
) -> Iterator[Problem]:
    """Yield where a participant would read of a caution, unless the scheme truly defers one.

    A contract is no caution, and a paper that says so frightens somebody out of it.
    """
    if defers:
        return
    for one in conditions:
        for wording in (one.title, one.text, one.plain, one.evidence):
            if CAUTION.search(wording.en) or CAUTION.search(wording.cy):
                yield Problem(f"conditions.{one.code}", "speaks_of_caution")
                break
    if contribution and (CAUTION.search(contribution.en) or CAUTION.search(contribution.cy)):
        yield Problem("contribution", "speaks_of_caution")


def _wording(wording: Wording, key: str) -> Iterator[Problem]:
    if not wording.en.strip() or not wording.cy.strip():
        yield Problem(key, "empty_wording")
    if max(len(wording.en), len(wording.cy)) > MOST_LETTERS:
        yield Problem(key, "too_long", {"most": MOST_LETTERS})
    english, welsh = blanks_of(wording.en), blanks_of(wording.cy)
    if english is None or welsh is None:
        yield Problem(key, "unknown_blank", {"blank": "{ }"})
        return
    known = BLANKS if key.startswith("conditions.") and key.endswith(".text") else ()
    named = {one.name for one in english}, {one.name for one in welsh}
    for blank in sorted(named[0] | named[1]):
        if blank not in known:
            yield Problem(key, "unknown_blank", {"blank": "{" + blank + "}"})
    if named[0] != named[1]:
        yield Problem(key, "blanks_differ")


def placeholder_faults(
    placeholders: tuple[str, ...], held: Mapping[str, Any], known: frozenset[str]
) -> Iterator[Problem]:
    """Yield every placeholder that names no key of the scheme, or is named twice."""
    for number, key in enumerate(placeholders):
        first, *rest = key.split(".")
        if key in placeholders[:number]:
            yield Problem("placeholders", "repeated_code", {"code": key})
        if first not in known or (first in held and not _leads_somewhere(held[first], rest)):
            yield Problem("placeholders", "no_such_key", {"code": key})


def _leads_somewhere(value: Any, rest: list[str]) -> bool:  # noqa: ANN401 - any key's value
    """Say whether the rest of a key names something in a value."""
    if not rest:
        return value is not None
    first, *further = rest
    if isinstance(value, tuple):
        inner = [one for one in value if first in (getattr(one, "code", None), _position(one))]
        return bool(inner) and _leads_somewhere(inner[0], further)
    if isinstance(value, Mapping):
        return first in value and _leads_somewhere(value[first], further)
    return hasattr(value, first) and _leads_somewhere(getattr(value, first), further)


def _position(one: object) -> str:
    return str(getattr(one, "position", ""))
