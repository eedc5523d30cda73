"""What must hold of a scheme's contract: its places, term, conditions, ladder and outcomes."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from triage_app.domain.bounds import MOST_DAYS, MOST_MONTHS, MOST_TIMES, within
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import (
    CONDITION_KINDS,
    HOURS_OF_VOLUNTEERING,
    KINDS_AT,
    VARIATION_CHANGES,
    ConditionText,
    Outcome,
    Rung,
    Slot,
    Suite,
)
from triage_app.domain.standings import COUNTED, FACTS, MEASURED, SO, WORDS, Line

MOST_PLACES = 5
NEEDS = range(1, 4)
HOURS_OF_A_WEEK: Final = 7 * 24
MOST_MEASURED: Final = 100  # per cent, days or meetings


def _places(slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """The places are numbered from 1, each once; the first is not to re-offend, and required."""
    positions = [place.position for place in slots]
    for number, times in Counter(positions).items():
        if times > 1:
            yield Problem("slots", "two_places", {"number": number})
    if set(positions) != set(range(1, len(set(positions)) + 1)):
        yield Problem("slots", "places_not_in_order")
    if len(set(positions)) > MOST_PLACES:
        yield Problem("slots", "too_many_places", {"most": MOST_PLACES})
    for place in slots:
        yield from _place(place)
    for need, times in Counter(one.need for one in slots if one.need is not None).items():
        if times > 1:
            yield Problem("slots.need", "repeated_code", {"code": need})


def _place(place: Slot) -> Iterator[Problem]:
    key = f"slots.{place.position}"
    if place.position == 1 and (place.kinds != ("no_reoffending",) or not place.required):
        yield Problem(key, "first_place")
    yield from _kinds(key, place)
    yield from _kinds_at(key, place)
    if "pathway" in place.kinds and place.need is None:
        yield Problem(f"{key}.need", "missing_key")
    if place.need is not None and "pathway" not in place.kinds:
        yield Problem(f"{key}.need", "need_without_pathway")
    if place.need is not None and place.need not in NEEDS:
        yield Problem(f"{key}.need", "unknown_code", {"code": place.need})


def _kinds(key: str, place: Slot) -> Iterator[Problem]:
    if not place.kinds:
        yield Problem(f"{key}.kinds", "empty_list")
    for kind in place.kinds:
        if kind not in CONDITION_KINDS:
            yield Problem(f"{key}.kinds", "unknown_code", {"code": kind})
        elif kind not in KINDS_AT.get(place.position, CONDITION_KINDS):
            yield Problem(f"{key}.kinds", "kind_elsewhere", {"code": kind})


def _kinds_at(key: str, place: Slot) -> Iterator[Problem]:
    for suite, kinds in place.kinds_at.items():
        local = f"{key}.kinds_at.{suite}"
        if not kinds:
            yield Problem(local, "empty_list")
        for kind in kinds:
            if kind not in place.kinds:
                yield Problem(local, "not_offered", {"code": kind})


def _local(slots: tuple[Slot, ...], suites: tuple[Suite, ...]) -> Iterator[Problem]:
    """What a suite's local protocol leaves of a place is of a suite that the scheme names."""
    known = {one.code for one in suites}
    for place in slots:
        for suite in sorted(place.kinds_at.keys() - known):
            yield Problem(f"slots.{place.position}.kinds_at", "unknown_code", {"code": suite})


def _terms(
    slots: tuple[Slot, ...],
    term_months: int,
    shortest_term_days: int,
    buffer_days: int,
    hours_range: tuple[int, int],
    most_hours_a_week: int,
) -> Iterator[Problem]:
    """A contract lasts a month at least; its shortest term is no longer than its whole one."""
    if slots:
        yield from within("term_months", term_months, 1, MOST_MONTHS)
        yield from within("shortest_term_days", shortest_term_days, 1, MOST_DAYS)
        if shortest_term_days > term_months * 31:
            yield Problem("shortest_term_days", "longer_than_term", {"months": term_months})
    yield from within("buffer_days", buffer_days, 0, MOST_DAYS)
    if any("volunteering" in place.kinds for place in slots):
        least, most = HOURS_OF_VOLUNTEERING
        yield from within("hours_range", hours_range[0], least, most)
        yield from within("hours_range", hours_range[1], least, most)
    if not 0 <= hours_range[0] <= hours_range[1]:
        yield Problem("hours_range", "wrong_order")
    if slots:
        yield from within("most_hours_a_week", most_hours_a_week, 1, HOURS_OF_A_WEEK)


def _again(
    slots: tuple[Slot, ...],
    term_months: int,
    midway_after_days: int,
    exit_before_days: int,
) -> Iterator[Problem]:
    """The needs are assessed midway and at the end of a whole contract, in that order."""
    if not slots:
        return
    yield from within("midway_after_days", midway_after_days, 1, MOST_DAYS)
    yield from within("exit_before_days", exit_before_days, 0, MOST_DAYS)
    if midway_after_days + exit_before_days >= term_months * 28 > 0:
        yield Problem("midway_after_days", "wrong_order")


def _checked(slots: tuple[Slot, ...], check_every_days: int) -> Iterator[Problem]:
    """A new arrest is looked for at least once in a contract."""
    if slots:
        yield from within("check_every_days", check_every_days, 1, MOST_DAYS)


def _varied(variation_approval: tuple[str, ...]) -> Iterator[Problem]:
    """A supervisor is wanted for changes that the program knows, each named once."""
    for code, times in Counter(variation_approval).items():
        if code not in VARIATION_CHANGES:
            yield Problem("variation_approval", "unknown_code", {"code": code})
        elif times > 1:
            yield Problem("variation_approval", "repeated_code", {"code": code})


def _choices(slots: tuple[Slot, ...], conditions: tuple[ConditionText, ...]) -> Iterator[Problem]:
    """Each place has a condition of each kind that may stand there."""
    offered = {one.kind for one in conditions}
    wanted = {kind: place.position for place in reversed(slots) for kind in place.kinds}
    for kind, position in sorted(wanted.items()):
        if kind in CONDITION_KINDS and kind not in offered:
            yield Problem("conditions", "no_condition", {"code": kind, "number": position})


def _standings(slots: tuple[Slot, ...], standings: tuple[Line, ...]) -> Iterator[Problem]:
    """Each kind has lines, and the last of them, and no other, holds whatever the facts are."""
    for line in standings:
        yield from _line(line)
    for kind in sorted({kind for place in slots for kind in place.kinds}):
        ends = [not line.when and not line.unless for line in standings if kind in line.kinds]
        if not ends or not ends[-1]:
            yield Problem("standings", "no_last_line", {"code": kind})
        if any(ends[:-1]):
            yield Problem("standings", "line_never_read", {"code": kind})


def _line(line: Line) -> Iterator[Problem]:
    if not line.kinds:
        yield Problem("standings.kinds", "empty_list")
    for key, codes, known in (
        ("kinds", line.kinds, CONDITION_KINDS),
        ("says", (line.says,), WORDS[line.standing]),
        ("when", line.when, FACTS),
        ("unless", line.unless, (*COUNTED, *SO)),
    ):
        for code in codes:
            if code not in known:
                yield Problem(f"standings.{key}", "unknown_code", {"code": code})
    for fact, number in line.when.items():
        most = 1 if fact in SO else MOST_MEASURED
        yield from within(f"standings.when.{fact}", number, 0 if fact in MEASURED else 1, most)


def _ladder(ladder: tuple[Rung, ...]) -> Iterator[Problem]:
    """Each rung comes after more misses than the one before."""
    misses = [rung.after_misses for rung in ladder]
    for number in misses:
        yield from within("ladder.after_misses", number, 1, MOST_TIMES)
    if misses != sorted(set(misses)):
        yield Problem("ladder.after_misses", "wrong_order")


def _outcomes(slots: tuple[Slot, ...], outcomes: tuple[Outcome, ...]) -> Iterator[Problem]:
    """One outcome is the usual one."""
    if slots and sum(one.by_default for one in outcomes) != 1:
        yield Problem("outcomes.by_default", "one_default")


CHECKS: Final[tuple[Callable[..., Iterator[Problem]], ...]] = (
    _places,
    _local,
    _terms,
    _again,
    _checked,
    _varied,
    _choices,
    _standings,
    _ladder,
    _outcomes,
)
