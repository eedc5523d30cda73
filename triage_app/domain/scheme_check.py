"""What must hold of a scheme beyond the type of each key, so that a bad file stops on loading."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from string import Formatter
from typing import Any

from triage_app.domain.attention import Kind, asked_of
from triage_app.domain.identifiers import FORCES_OWN
from triage_app.domain.leaving import OF_CONTRACTS, Reason
from triage_app.domain.rule_settings import SETTINGS
from triage_app.domain.scheme import (
    BLANKS,
    CONDITION_INPUTS,
    CONDITION_KINDS,
    PURPOSES,
    WEEKDAYS,
    Scheme,
)
from triage_app.domain.wording import Wording

MOST_PLACES = 5
CLOCK = range(25)  # o'clock, both midnights
MEETING_MINUTES = range(5, 8 * 60 + 1)
# A longer condition would not fit its paper in large Welsh print.
MOST_LETTERS = 900
# The nine characters by which official statistics name an area: a country, its kind, its number.
AREA_CODE = re.compile(r"[EWSN]\d{8}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a scheme: the key, the reason and what its sentence needs."""

    key: str
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


def faults(scheme: Scheme) -> Iterator[Fault]:
    """Yield everything wrong with a scheme; nothing, if it may be used."""
    yield from _repeated_codes(scheme)
    yield from _unknown_codes(scheme)
    yield from _settings(scheme)
    yield from _area(scheme)
    yield from _numbers(scheme)
    yield from _places(scheme)
    yield from _meeting_places(scheme)
    yield from _defaults(scheme)
    yield from _number_forms(scheme)
    yield from _wordings(scheme, "")


def _repeated_codes(scheme: Scheme) -> Iterator[Fault]:
    listed: dict[str, tuple[Any, ...]] = {
        "suites": scheme.suites,
        "places": scheme.places,
        "rules": scheme.rules,
        "conditions": scheme.conditions,
        "ladder": scheme.ladder,
        "ways_out": scheme.ways_out,
        "outcomes": scheme.outcomes,
    }
    codes = {key: [one.code for one in entries] for key, entries in listed.items()}
    codes["partners"] = [f"{one.code}, {one.purpose}" for one in scheme.partners]
    for key, named in codes.items():
        counted = Counter(named)
        for code, times in counted.items():
            if times > 1:
                yield Fault(key, "repeated_code", {"code": code})


def _unknown_codes(scheme: Scheme) -> Iterator[Fault]:
    yield from _attention(scheme)
    yield from _strangers("meetings.days", scheme.meetings.days, WEEKDAYS)
    yield from _strangers("rules.code", (rule.code for rule in scheme.rules), SETTINGS)
    for place in scheme.slots:
        yield from _strangers("slots.kinds", place.kinds, CONDITION_KINDS)
    yield from _ways_out(scheme)
    for partner in scheme.partners:
        yield from _strangers(f"partners.{partner.code}.purpose", [partner.purpose], PURPOSES)
    for one in scheme.conditions:
        yield from _strangers(f"conditions.{one.code}.kind", [one.kind], CONDITION_KINDS)
        yield from _strangers(f"conditions.{one.code}.inputs", one.inputs, CONDITION_INPUTS)


def _ways_out(scheme: Scheme) -> Iterator[Fault]:
    """Every reason that can happen has words in the scheme: it is counted over all of them."""
    codes = {one.code for one in scheme.ways_out}
    yield from _strangers("ways_out.code", sorted(codes), set(Reason))
    possible = set(Reason) if scheme.slots else set(Reason) - OF_CONTRACTS
    for reason in Reason:
        if reason in possible - codes:
            yield Fault(f"ways_out.{reason}", "missing_key")


def _area(scheme: Scheme) -> Iterator[Fault]:
    codes = {"districts": scheme.districts, "police_area": (scheme.police_area,)}
    for key, listed in codes.items():
        if not listed:
            yield Fault(key, "missing_key")
        for code in listed:
            if AREA_CODE.fullmatch(code) is None:
                yield Fault(key, "no_area_code", {"code": code})
    for code, times in Counter(scheme.districts).items():
        if times > 1:
            yield Fault("districts", "repeated_code", {"code": code})


def _attention(scheme: Scheme) -> Iterator[Fault]:
    wanted = asked_of(scheme)
    for name in sorted(scheme.attention.keys() - wanted):
        reason = "without_contract" if name in set(Kind) else "unknown_key"
        yield Fault(f"attention.{name}", reason)
    for kind in Kind:
        if kind in wanted and kind not in scheme.attention:
            yield Fault(f"attention.{kind}", "missing_key")


def _settings(scheme: Scheme) -> Iterator[Fault]:
    for rule in scheme.rules:
        wanted = SETTINGS.get(rule.code, {})
        for name in rule.settings.keys() - wanted.keys():
            yield Fault(f"rules.{rule.code}.settings.{name}", "unknown_key")
        for name, kind in wanted.items():
            key = f"rules.{rule.code}.settings.{name}"
            if name not in rule.settings:
                yield Fault(key, "missing_key")
            elif not kind.fits(rule.settings[name]):
                yield Fault(key, "wrong_value", {"detail": repr(rule.settings[name])})


def _number_forms(scheme: Scheme) -> Iterator[Fault]:
    """A pattern must be one, and the example shown beside it must fit it."""
    yield from _strangers("numbers", scheme.numbers, FORCES_OWN)
    for kind, form in scheme.numbers.items():
        try:
            fits = form.fits(form.example)
        except re.error:
            fits = False
        if not fits:
            yield Fault(f"numbers.{kind}", "wrong_value", {"detail": form.pattern})


def _strangers(key: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in known:
            yield Fault(key, "unknown_code", {"code": code})


def _numbers(scheme: Scheme) -> Iterator[Fault]:
    misses = [rung.after_misses for rung in scheme.ladder]
    in_order = {
        "contact_hours": _rises(scheme.contact_hours),
        "hours_range": _rises(scheme.hours_range),
        "term_months": scheme.term_months >= 1 or not scheme.has_contract,
        "shortest_term_days": scheme.shortest_term_days >= 1 or not scheme.has_contract,
        "contact_attempts": scheme.contact_attempts >= 1,
        "buffer_days": scheme.buffer_days >= 0,
        "meetings.hours": _is_part_of_a_day(scheme.meetings.hours),
        "meetings.minutes": scheme.meetings.minutes in MEETING_MINUTES,
        "consent_backdating_days": scheme.consent_backdating_days >= 0,
        "privacy.keep_years": scheme.privacy.keep_years >= 1,
        "ladder.after_misses": _rises((1, *misses)) and len(set(misses)) == len(misses),
    }
    for kind, days in scheme.attention.items():
        in_order[f"attention.{kind}"] = days >= 0
    for code, count in scheme.outcodes.items():
        in_order[f"outcodes.{code}"] = _rises((count.inside, count.total))
    for key, right in in_order.items():
        if not right:
            yield Fault(key, "wrong_order")


def _rises(numbers: tuple[int, ...]) -> bool:
    return list(numbers) == sorted(numbers) and numbers[0] >= 0


def _is_part_of_a_day(hours: tuple[int, int]) -> bool:
    return hours[0] < hours[1] and all(hour in CLOCK for hour in hours)


def _meeting_places(scheme: Scheme) -> Iterator[Fault]:
    """Look for a place that names no suite of the scheme, and for a suite without a place."""
    suites = {one.code for one in scheme.suites}
    for place in scheme.places:
        yield from _strangers(f"places.{place.code}.suites", place.suites, suites)
    served = {code for place in scheme.places for code in place.suites}
    for code in sorted(suites - served):
        yield Fault("places", "no_place", {"code": code})


def _places(scheme: Scheme) -> Iterator[Fault]:
    if not scheme.slots:
        return  # a scheme without a contract has no places in one
    positions = [place.position for place in scheme.slots]
    first = scheme.slots[0]
    in_order = positions == list(range(1, len(positions) + 1)) and len(positions) <= MOST_PLACES
    if not in_order or first.kinds != ("no_reoffending",) or not first.required:
        yield Fault("slots", "slots")
    for place in scheme.slots:
        if ("pathway" in place.kinds) != (place.need is not None):
            yield Fault(f"slots.{place.position}.need", "slots")


def _defaults(scheme: Scheme) -> Iterator[Fault]:
    if scheme.has_contract and sum(one.by_default for one in scheme.outcomes) != 1:
        yield Fault("outcomes.by_default", "one_default")
    for one in scheme.conditions:
        if (one.kind == "pathway") != (one.pathway is not None):
            yield Fault(f"conditions.{one.code}.pathway", "missing_key")


def _wordings(value: object, key: str) -> Iterator[Fault]:
    """Look at every wording of a scheme, wherever it stands."""
    if isinstance(value, Wording):
        yield from _wording(value, key)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _wordings(getattr(value, part.name), f"{key}.{part.name}".strip("."))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _wordings(entry, f"{key}.{getattr(entry, 'code', '')}".strip("."))


def _wording(wording: Wording, key: str) -> Iterator[Fault]:
    if not wording.en.strip() or not wording.cy.strip():
        yield Fault(key, "empty_wording")
    if max(len(wording.en), len(wording.cy)) > MOST_LETTERS:
        yield Fault(key, "too_long", {"most": MOST_LETTERS})
    english, welsh = _blanks(wording.en), _blanks(wording.cy)
    if english is None or welsh is None:
        yield Fault(key, "unknown_blank", {"blank": "{ }"})
        return
    known = BLANKS if key.startswith("conditions.") and key.endswith(".text") else ()
    for blank in sorted(english | welsh):
        if blank not in known:
            yield Fault(key, "unknown_blank", {"blank": "{" + blank + "}"})
    if english != welsh:
        yield Fault(key, "blanks_differ")


def _blanks(text: str) -> frozenset[str] | None:
    """Return the names of the blanks; None where a brace is not closed."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None
