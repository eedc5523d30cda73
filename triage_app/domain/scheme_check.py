"""What must hold of a scheme beyond the type of each key, so that a bad file stops on loading.

Each check names, as its arguments, the keys it looks at: it is put to a file as soon as those can
be read, so that an author is told of everything at once.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from inspect import signature
from typing import Any, Final

from triage_app.domain import scheme_contract_check, scheme_library_check
from triage_app.domain.attention import WITHOUT_CONTRACT, Kind
from triage_app.domain.bounds import (
    MOST_DAYS,
    MOST_HOURS,
    MOST_MONTHS,
    MOST_TIMES,
    MOST_YEARS,
    within,
)
from triage_app.domain.cohort import Cohort
from triage_app.domain.crest import image_of
from triage_app.domain.directory import OFFERS
from triage_app.domain.identifiers import FORCES_OWN, NumberForm, outcode
from triage_app.domain.instrument import Instrument, Use
from triage_app.domain.leaving import OF_CONTRACTS, Reason
from triage_app.domain.other_ends import EndOfCase, scheme_faults
from triage_app.domain.problems import Problem
from triage_app.domain.referral import SEXES
from triage_app.domain.reoffending import Measure, measure_faults
from triage_app.domain.retention import LEAST_YEARS
from triage_app.domain.rule_settings import SETTINGS
from triage_app.domain.safety import REPORTED, Duty
from triage_app.domain.scheme import (
    CONTRACT,
    PURPOSES,
    WEEKDAYS,
    Area,
    MeetingTimes,
    Outcode,
    Partner,
    Place,
    Privacy,
    Rule,
    Scheme,
    Slot,
    Suite,
    WayOut,
)
from triage_app.domain.scheme_words_check import (
    caution_faults,
    placeholder_faults,
    words_faults,
)
from triage_app.domain.told import LEAST, Told

CLOCK = range(25)  # o'clock, both midnights
MEETING_MINUTES = range(5, 8 * 60 + 1)
# The nine characters by which official statistics name an area: a country, its kind, its number.
AREA_CODE = re.compile(r"[EWSN]\d{8}")
# The file's name and the family: numbers of cases begin with letters of it.
NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CODE: Final = re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*")
# What is listed by codes, each once, and must not be empty.
LISTED: Final = ("cohorts", "suites", "rules", "areas", "places", "ways_out", "ends")
MAY_BE_EMPTY: Final = ("partners", "counted", "conditions", "ladder", "outcomes")
KEYS: Final = frozenset(Scheme.__dataclass_fields__) - {"code"}


def faults(held: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield everything wrong with the keys of a scheme that could be read; nothing, if it is sound.

    A key of a contract that is left out beside others of it is missing; see `CONTRACT`.
    """
    for check in (*CHECKS, *scheme_contract_check.CHECKS, *scheme_library_check.CHECKS):
        wanted = signature(check).parameters
        if wanted.keys() <= held.keys():
            yield from check(**{name: held[name] for name in wanted})
    for key in (*LISTED, *MAY_BE_EMPTY):
        yield from _codes(key, held.get(key, ()))
    for key in LISTED:
        if key in held and not held[key]:
            yield Problem(key, "empty_list")
    for key, value in held.items():
        yield from words_faults(value, key)
    yield from caution_faults(
        held.get("conditions", ()),
        held.get("contribution"),
        defers=held.get("defers_caution", True),
    )
    yield from placeholder_faults(held.get("placeholders", ()), held, KEYS)


def half_a_contract(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is missing where a file says some of what a contract is made of, and not all."""
    if data.keys() & set(CONTRACT):
        yield from (Problem(key, "missing_key") for key in CONTRACT if key not in data)
    if data.get("slots") == []:
        yield Problem("slots", "empty_list")


def instrument_faults(scheme: Scheme, instruments: Mapping[str, Instrument]) -> Iterator[Problem]:
    """Yield where a scheme names an assessment, or a pathway of one, that there is not."""
    if scheme.instrument not in instruments:
        yield Problem("instrument", "unknown_code", {"code": scheme.instrument})
        return
    if instruments[scheme.instrument].use is not Use.NEEDS:
        # A questionnaire has no pathways: each one named would be told as well, for no reason.
        yield Problem("instrument", "not_of_needs", {"code": scheme.instrument})
        return
    known = instruments[scheme.instrument].pathways
    yield from _strangers("asks_also", scheme.asks_also, known)
    for one in scheme.conditions:
        yield from _strangers(f"conditions.{one.code}.pathway", filter(None, [one.pathway]), known)
    for partner in scheme.partners:
        key = f"partners.{partner.code}.pathways"
        yield from _strangers(key, partner.pathways, (*known, *OFFERS))


def _codes(key: str, entries: Iterable[Any]) -> Iterator[Problem]:
    entries = tuple(entries)
    for one in entries:
        if CODE.fullmatch(one.code) is None:
            yield Problem(f"{key}.{one.code}.code", "no_code", {"code": one.code})
    if key == "suites":
        return  # a suite that stands twice has two first days: see _suites
    named = [f"{one.code}, {one.purpose}" if key == "partners" else one.code for one in entries]
    yield from _repeated(key, named)


def _repeated(key: str, codes: Iterable[str], reason: str = "repeated_code") -> Iterator[Problem]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield Problem(key, reason, {"code": code})


def _strangers(key: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in known:
            yield Problem(key, "unknown_code", {"code": code})


def _names(code: str, family: str) -> Iterator[Problem]:
    for key, name in (("-", code), ("family", family)):
        if NAME.fullmatch(name) is None:
            yield Problem(key, "no_name", {"code": name})


def _cohorts(cohorts: tuple[Cohort, ...]) -> Iterator[Problem]:
    for one in cohorts:
        key = f"cohorts.{one.code}"
        yield from _strangers(f"{key}.sexes", one.sexes, SEXES)
        youngest = 0 if one.youngest is None else one.youngest
        oldest = youngest if one.oldest is None else one.oldest
        if not 0 <= youngest <= oldest:
            yield Problem(f"{key}.oldest", "wrong_order")


def _suites(suites: tuple[Suite, ...], cohorts: tuple[Cohort, ...]) -> Iterator[Problem]:
    """A suite has one first day, and one for each cohort that has its own."""
    yield from _repeated("suites", (one.code for one in suites), "two_starts")
    known = {one.code for one in cohorts}
    for one in suites:
        key = f"suites.{one.code}.cohort_starts"
        own = [start.cohort for start in one.cohort_starts]
        yield from _strangers(key, own, known)
        yield from _repeated(key, own, "two_starts")


def _days(
    in_force_from: date, in_force_until: date | None, suites: tuple[Suite, ...]
) -> Iterator[Problem]:
    if in_force_until is None:
        return
    if in_force_until < in_force_from:
        yield Problem("in_force_until", "ends_first")
    for one in suites:
        starts = [one.starts, *(start.starts for start in one.cohort_starts)]
        if max(starts) > in_force_until:
            yield Problem(f"suites.{one.code}.starts", "never_begins")


def _crest(crest: str | None) -> Iterator[Problem]:
    if crest and image_of(crest) is None:
        yield Problem("crest", "wrong_value", {"detail": "PNG, base64"})


def _rules(rules: tuple[Rule, ...]) -> Iterator[Problem]:
    for rule in rules:
        if rule.code not in SETTINGS:
            yield Problem("rules.code", "unknown_code", {"code": rule.code})
            continue
        key, wanted = f"rules.{rule.code}.settings", SETTINGS[rule.code]
        for name in sorted(rule.settings.keys() - wanted.keys()):
            yield Problem(f"{key}.{name}", "unknown_key")
        for name, setting in wanted.items():
            if name not in rule.settings:
                yield Problem(f"{key}.{name}", "missing_key")
            elif not setting.fits(rule.settings[name]):
                yield Problem(f"{key}.{name}", "wrong_value", {"detail": rule.settings[name]})


def _ways_out(ways_out: tuple[WayOut, ...], slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Every reason that can happen has words in the scheme: it is counted over all of them."""
    codes = {one.code for one in ways_out}
    yield from _strangers("ways_out.code", sorted(codes), set(Reason))
    possible = set(Reason) if slots else set(Reason) - OF_CONTRACTS
    for reason in Reason:
        if reason in possible - codes:
            yield Problem(f"ways_out.{reason}", "missing_key")


def _ends(ends: tuple[EndOfCase, ...], slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Every end that can happen is there, and none says two things."""
    yield from scheme_faults(ends, contract=bool(slots))


def _attention(attention: Mapping[str, int], slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Whatever can call has its days, and nothing else has."""
    wanted = frozenset(Kind) if slots else WITHOUT_CONTRACT
    for name in sorted(attention.keys() - wanted):
        reason = "without_contract" if name in set(Kind) else "unknown_key"
        yield Problem(f"attention.{name}", reason)
    for kind in Kind:
        if kind in wanted and kind not in attention:
            yield Problem(f"attention.{kind}", "missing_key")
    for name, days in attention.items():
        yield from within(f"attention.{name}", days, 0, MOST_DAYS)


def _urgency(urgency: tuple[str, ...], slots: tuple[Slot, ...]) -> Iterator[Problem]:
    """Whatever can call stands in the list once, and nothing else does."""
    wanted = frozenset(Kind) if slots else WITHOUT_CONTRACT
    yield from _strangers("urgency", urgency, wanted)
    yield from _repeated("urgency", urgency)
    for kind in Kind:
        if kind in wanted and kind not in urgency:
            yield Problem(f"urgency.{kind}", "missing_key")


def _area(districts: tuple[str, ...], police_area: str) -> Iterator[Problem]:
    if not districts:
        yield Problem("districts", "empty_list")
    for key, listed in (("districts", districts), ("police_area", (police_area,))):
        for code in listed:
            if AREA_CODE.fullmatch(code) is None:
                yield Problem(key, "no_area_code", {"code": code})
    yield from _repeated("districts", districts)


def _areas(
    areas: tuple[Area, ...], districts: tuple[str, ...], outcodes: Mapping[str, Outcode]
) -> Iterator[Problem]:
    """What makes an area of services is the scheme's own, and lies in no other area."""
    for name, known in (("districts", districts), ("outcodes", tuple(outcodes))):
        listed = [code for one in areas for code in getattr(one, name)]
        yield from _strangers(f"areas.{name}", dict.fromkeys(listed), known)
        yield from _repeated(f"areas.{name}", listed)


def _outcodes(outcodes: Mapping[str, Outcode]) -> Iterator[Problem]:
    for code, count in outcodes.items():
        if outcode(f"{code} 1AA") != code:
            yield Problem(f"outcodes.{code}", "no_outcode")
        if not 1 <= count.inside <= count.total:
            yield Problem(f"outcodes.{code}", "wrong_counts")


def _contact(
    contact_hours: tuple[int, int], contact_attempts: int, consent_backdating_days: int
) -> Iterator[Problem]:
    if not 0 <= contact_hours[0] < contact_hours[1]:
        yield Problem("contact_hours", "wrong_order")
    yield from within("contact_hours", contact_hours[1], 0, MOST_HOURS)
    yield from within("contact_attempts", contact_attempts, 1, MOST_TIMES)
    yield from within("consent_backdating_days", consent_backdating_days, 0, MOST_DAYS)


def _victims(victims_told_within: tuple[int, int]) -> Iterator[Problem]:
    """Whoever has enhanced rights is told no later than anybody else."""
    usual, sooner = victims_told_within
    if not 1 <= sooner <= usual:
        yield Problem("victims_told_within", "wrong_order")
    yield from within("victims_told_within", usual, 1, MOST_DAYS)


def _meetings(meetings: MeetingTimes) -> Iterator[Problem]:
    yield from _strangers("meetings.days", meetings.days, WEEKDAYS)
    first, last = meetings.hours
    if not (first < last and first in CLOCK and last in CLOCK):
        yield Problem("meetings.hours", "wrong_order")
    if meetings.minutes not in MEETING_MINUTES:
        yield Problem("meetings.minutes", "wrong_order")


def _places(places: tuple[Place, ...], suites: tuple[Suite, ...]) -> Iterator[Problem]:
    """No place is of a suite that the scheme does not name, and no suite is without one."""
    known = {one.code for one in suites}
    for place in places:
        yield from _strangers(f"places.{place.code}.suites", place.suites, known)
    served = {code for place in places for code in place.suites}
    for code in sorted(known - served):
        yield Problem("places", "no_place", {"code": code})


def _partners(partners: tuple[Partner, ...]) -> Iterator[Problem]:
    for one in partners:
        yield from _strangers(f"partners.{one.code}.purpose", [one.purpose], PURPOSES)
        yield from _strangers(f"partners.{one.code}.tells", one.tells, tuple(Told))
        if one.pathways and not set(one.tells) >= LEAST:
            yield Problem(f"partners.{one.code}.tells", "tells_nobody")


def _privacy(privacy: Privacy) -> Iterator[Problem]:
    yield from within("privacy.keep_years", privacy.keep_years, LEAST_YEARS, MOST_YEARS)


def _reoffending(reoffending: Measure) -> Iterator[Problem]:
    yield from measure_faults(reoffending, MOST_MONTHS)


def _safeguarding(safeguarding: tuple[Duty, ...]) -> Iterator[Problem]:
    """Of whoever is reported as being at risk it is said once what the law asks, of nobody else."""
    named = [one.flag for one in safeguarding]
    yield from _strangers("safeguarding.flag", named, REPORTED)
    yield from _repeated("safeguarding", named)
    for flag in REPORTED:
        if flag not in named:
            yield Problem(f"safeguarding.{flag}", "missing_key")


def _numbers(numbers: Mapping[str, NumberForm]) -> Iterator[Problem]:
    """A pattern must be one, and the example shown beside it must fit it."""
    yield from _strangers("numbers", numbers, FORCES_OWN)
    for kind, form in numbers.items():
        try:
            fits = form.fits(form.example)
        except re.error:
            fits = False
        if not fits:
            yield Problem(f"numbers.{kind}", "wrong_value", {"detail": form.pattern})


def _gravity(gravity: Mapping[str, int], gravity_scale: tuple[int, int]) -> Iterator[Problem]:
    """A score that a scheme proposes for an offence lies on its own scale."""
    least, most = gravity_scale
    if not 0 <= least < most:
        yield Problem("gravity_scale", "wrong_order")
    for code, score in gravity.items():
        if not least <= score <= most:
            yield Problem(f"gravity.{code}", "wrong_value", {"detail": score})


CHECKS: Final[tuple[Callable[..., Iterator[Problem]], ...]] = (
    _names,
    _cohorts,
    _suites,
    _days,
    _rules,
    _ways_out,
    _ends,
    _attention,
    _urgency,
    _area,
    _areas,
    _outcodes,
    _contact,
    _victims,
    _meetings,
    _places,
    _partners,
    _privacy,
    _reoffending,
    _safeguarding,
    _numbers,
    _gravity,
    _crest,
)
