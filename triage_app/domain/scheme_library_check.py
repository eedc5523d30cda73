"""What must hold of a scheme's library of conditions: inputs, blanks, counting, and length."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from triage_app.domain.condition_inputs import (
    AMOUNTS,
    BLANKS,
    ENDS,
    MOST_LETTERS,
    Input,
    blanks_of,
    misplaced,
)
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import CONDITION_KINDS, ConditionText, Counted, Slot
from triage_app.domain.wording import Language

# The plural forms of each language: of Welsh, all six of the Unicode rules (welsh.md §13).
FORMS: Final = {
    Language.ENGLISH: ("one", "other"),
    Language.WELSH: ("zero", "one", "two", "few", "many", "other"),
}
N: Final = "n"
# How a Welsh phrase begins that nothing before it changes: with a figure, or with a vowel.
NEVER_CHANGES: Final = ("{n}", *"aeiouwyAEIOUWY")


def _conditions(conditions: tuple[ConditionText, ...]) -> Iterator[Problem]:
    """Each condition is of a known kind and asks for what is known; a pathway is named."""
    for one in conditions:
        key = f"conditions.{one.code}"
        if one.kind not in CONDITION_KINDS:
            yield Problem(f"{key}.kind", "unknown_code", {"code": one.kind})
        for name in one.inputs:
            if name not in set(Input):
                yield Problem(f"{key}.inputs", "unknown_code", {"code": name})
            if one.inputs.count(name) > 1:
                yield Problem(f"{key}.inputs", "repeated_code", {"code": name})
        if one.kind == "pathway" and one.pathway is None:
            yield Problem(f"{key}.pathway", "missing_key")
        if one.kind != "pathway" and one.pathway is not None:
            yield Problem(f"{key}.pathway", "need_without_pathway")


def _slots(slots: tuple[Slot, ...], conditions: tuple[ConditionText, ...]) -> Iterator[Problem]:
    """No condition is of a kind that has no place in the contract: nobody could choose it."""
    offered = {kind for place in slots for kind in place.kinds}
    for one in conditions:
        if one.kind in CONDITION_KINDS and one.kind not in offered:
            yield Problem(f"conditions.{one.code}.kind", "kind_without_slot", {"code": one.kind})


def _blanks(conditions: tuple[ConditionText, ...]) -> Iterator[Problem]:
    """Each blank is filled by an input, and each of the inputs that fill one is shown."""
    for one in conditions:
        key = f"conditions.{one.code}"
        blanks = {blank.name for blank in blanks_of(one.text.en) or ()} & BLANKS.keys()
        for blank in sorted(blanks - {ENDS, *one.inputs}):
            shown = {"blank": "{" + blank + "}", "input": blank}
            yield Problem(f"{key}.inputs", "blank_without_input", shown)
        for name in one.inputs:
            if name in BLANKS and name not in blanks:
                yield Problem(f"{key}.text", "input_without_blank", {"input": name})
        for language in Language:
            for reason, blank in misplaced(one.text[language], welsh=language == Language.WELSH):
                yield Problem(f"{key}.text.{language}", reason, {"blank": blank})


def _counted(counted: tuple[Counted, ...]) -> Iterator[Problem]:
    """What is counted is written out for each plural form of each language, and for no other."""
    for one in counted:
        for language, forms in FORMS.items():
            yield from _forms(f"counted.{one.code}.forms.{language}", one.forms[language], forms)
        for name, text in one.forms.cy.items():
            if text.strip() and not text.startswith(NEVER_CHANGES):
                yield Problem(f"counted.{one.code}.forms.cy.{name}", "form_would_change")


def _forms(key: str, said: Mapping[str, str], forms: tuple[str, ...]) -> Iterator[Problem]:
    for name in forms:
        if name not in said:
            yield Problem(f"{key}.{name}", "missing_key")
    for name, text in said.items():
        if name not in forms:
            yield Problem(f"{key}.{name}", "unknown_key")
        blanks = blanks_of(text)
        if blanks is None or {blank.name for blank in blanks} - {N}:
            yield Problem(f"{key}.{name}", "unknown_blank", {"blank": text})
        elif not text.strip():
            yield Problem(f"{key}.{name}", "empty_text")
        elif name == "other" and not blanks:
            yield Problem(f"{key}.{name}", "number_not_shown")


def _counts(
    conditions: tuple[ConditionText, ...], counted: tuple[Counted, ...]
) -> Iterator[Problem]:
    """Each amount that a condition asks for says what is counted, and nothing else does."""
    known = {one.code for one in counted}
    for one in conditions:
        key = f"conditions.{one.code}.counts"
        for amount in AMOUNTS:
            if amount in one.inputs and amount not in one.counts:
                yield Problem(f"{key}.{amount}", "missing_key")
        for name, thing in one.counts.items():
            if name not in AMOUNTS or name not in one.inputs:
                yield Problem(f"{key}.{name}", "unknown_key")
            if thing not in known:
                yield Problem(f"{key}.{name}", "unknown_code", {"code": thing})


def _lengths(
    conditions: tuple[ConditionText, ...], counted: tuple[Counted, ...]
) -> Iterator[Problem]:
    """No condition, filled with the longest that its inputs may hold, is too long for its paper."""
    things = {one.code: one for one in counted}
    for one in conditions:
        for language in Language:
            by_itself = len(one.text[language])  # which is told of every wording
            if by_itself <= MOST_LETTERS < longest(one, language, things):
                key = f"conditions.{one.code}.text.{language}"
                yield Problem(key, "too_long_filled", {"most": MOST_LETTERS})


def longest(one: ConditionText, language: Language, things: Mapping[str, Counted]) -> int:
    """Return the most letters a condition's wording can have once it is filled."""
    text = one.text[language]
    blanks = blanks_of(text) or ()
    letters = len(text)
    for blank in blanks:
        shown = f"{{{blank.name}:{blank.form}}}" if blank.form else f"{{{blank.name}}}"
        letters -= len(shown)
        thing = things.get(one.counts.get(blank.name, ""))
        forms = thing.forms[language].values() if thing else ()
        letters += max((len(form) for form in forms), default=BLANKS.get(blank.name, 0))
    return letters


CHECKS: Final[tuple[Callable[..., Iterator[Problem]], ...]] = (
    _conditions,
    _slots,
    _blanks,
    _counted,
    _counts,
    _lengths,
)
