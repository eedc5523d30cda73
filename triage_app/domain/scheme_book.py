"""Which scheme is in force for somebody, at a suite and on a day; and where none is, why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import combinations
from typing import Final

from triage_app.domain.cohort import Somebody
from triage_app.domain.eligibility import ADULT_AT
from triage_app.domain.problems import Refused
from triage_app.domain.referral import SEXES
from triage_app.domain.scheme import Scheme, Suite
from triage_app.domain.wording import Wording

ANYBODY: Final = Somebody()


class Standing(IntEnum):
    """How a version stands to somebody at a suite on a day; what says most to staff comes first."""

    RUNS = 0
    ASKS = 1  # what decides whether it takes them is not known
    NOT_FOR = 2  # it runs there, and not for them
    NOT_YET = 3
    ENDED = 4
    NOT_THERE = 5  # it does not name the suite


def standing(scheme: Scheme, suite: str, day: date, one: Somebody) -> Standing:
    """Say how this version stands to somebody at a suite on a day."""
    if suite not in {place.code for place in scheme.suites}:
        return Standing.NOT_THERE
    if scheme.in_force_until and day > scheme.in_force_until:
        return Standing.ENDED
    taken = [cohort.takes(one) for cohort in scheme.cohorts_in(suite, day)]
    if True in taken:
        return Standing.RUNS
    if None in taken:
        return Standing.ASKS
    later = (cohort.takes(one) for cohort in scheme.cohorts)
    return Standing.NOT_YET if not taken or True in later else Standing.NOT_FOR


@dataclass(frozen=True, slots=True)
class SchemeBook:
    """Every published version. Published versions never change.

    Of one family the newest version that has begun governs, and ends those before it. Two
    families that would take the same person at one suite on one day are refused on loading.
    """

    schemes: tuple[Scheme, ...]

    def in_force(self, suite: str, day: date, one: Somebody = ANYBODY) -> Scheme:
        """Return the version under which somebody is taken; refuse, saying whom it takes when."""
        found = sorted(self.standings(suite, day, one), key=lambda it: it[0])
        if not found:
            raise Refused("scheme.none_in_force", suite=suite, day=day)
        how, scheme = found[0]
        if how is Standing.RUNS:
            return scheme
        raise _refusal(how, scheme, suite, day)

    def version(self, code: str) -> Scheme:
        """Return the version a case was opened under, by its code; refuse one that is gone."""
        found = next((scheme for scheme in self.schemes if scheme.code == code), None)
        if found is None:
            raise Refused("scheme.gone", code=code)
        return found

    def holds(self, code: str) -> bool:
        """Say whether a version is here: its file may have been taken away."""
        return any(scheme.code == code for scheme in self.schemes)

    def of_office(self, suite: str, day: date) -> Scheme:
        """Return the scheme whose force and name an office's own papers bear, in force or not."""
        naming = [one for one in self.schemes if suite in {place.code for place in one.suites}]
        if not naming:
            raise Refused("scheme.none_in_force", suite=suite, day=day)
        return max(naming, key=lambda one: (one.runs_in(suite, day), one.in_force_from))

    def suites_beside(self, suite: str) -> tuple[Suite, ...]:
        """Return every suite of the force that a suite belongs to, each once, by its code."""
        forces = {one.force for one in self.schemes if suite in {it.code for it in one.suites}}
        named = {
            place.code: place
            for one in sorted(self.schemes, key=lambda it: it.in_force_from)
            if one.force in forces
            for place in one.suites
        }
        return tuple(named[code] for code in sorted(named))

    def standings(self, suite: str, day: date, one: Somebody) -> Iterator[tuple[Standing, Scheme]]:
        """Yield of each family the version that governs somebody at a suite on a day."""
        for family in sorted({scheme.family for scheme in self.schemes}):
            versions = sorted(
                (scheme for scheme in self.schemes if scheme.family == family),
                key=lambda scheme: scheme.in_force_from,
            )
            said = [(standing(it, suite, day, one), it) for it in versions]
            begun = [it for it in reversed(said) if it[1].in_force_from <= day]
            coming = [it for it in said if it[0] is Standing.NOT_YET]
            named = [it for it in begun if it not in coming and it[0] is not Standing.NOT_THERE]
            if begun and begun[0][0] is Standing.NOT_THERE:  # the newest no longer names it
                named = []
            yield from (named or coming)[:1]


def clashes(schemes: Sequence[Scheme]) -> Iterator[tuple[Scheme, str, Mapping[str, object]]]:
    """Yield of each scheme that cannot stand beside an earlier one: why, and what says so.

    Two versions of a family begin on two days; a suite is of one force; and no two families take
    the same person at one suite on one day, for a referral could not tell which to open.
    """
    for later, earlier in combinations(sorted(schemes, key=lambda one: one.code, reverse=True), 2):
        said: dict[str, object] = {"other": f"{earlier.code}.toml"}
        shared = {one.code for one in later.suites} & {one.code for one in earlier.suites}
        if later.family == earlier.family:
            if later.in_force_from == earlier.in_force_from:
                yield later, "two_versions", said
            continue
        for suite in sorted(shared):
            said["suite"] = suite
            if later.force != earlier.force:
                yield later, "two_forces", said
            elif day := _both_run(schemes, (later, earlier), suite):
                yield later, "two_schemes", said | {"day": day}


def _both_run(schemes: Sequence[Scheme], two: tuple[Scheme, Scheme], suite: str) -> date | None:
    """Return the first day on which two schemes would both take the same person at a suite."""
    book = SchemeBook(tuple(schemes))
    begins = {
        scheme.begins(place, cohort)
        for scheme in two
        for place in scheme.suites
        for cohort in scheme.cohorts
        if place.code == suite
    }
    bounds = {it for one in two for c in one.cohorts for it in (c.youngest, c.oldest) if it}
    people = [Somebody(sex, age) for sex in SEXES for age in sorted(bounds | {ADULT_AT})]
    for day in sorted(begins):
        for one in people:
            running = [it for how, it in book.standings(suite, day, one) if how is Standing.RUNS]
            if all(scheme in running for scheme in two):
                return day
    return None


def _refusal(how: Standing, scheme: Scheme, suite: str, day: date) -> Refused:
    """Say which suite it is, whom the scheme takes there and from which day."""
    place = scheme.suite(suite)
    starts = min(scheme.begins(place, cohort) for cohort in scheme.cohorts)
    names = [one.name for one in scheme.cohorts_in(suite, day) or scheme.cohorts]
    whom = Wording(", ".join(one.en for one in names), ", ".join(one.cy for one in names))
    values = {"suite": place.name, "scheme": scheme.name, "whom": whom, "starts": starts}
    return Refused(f"scheme.{how.name.lower()}", **values, ended=scheme.in_force_until)
