"""What a scheme fixes, one frozen value for each published version."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from triage_app.domain import bespoke
from triage_app.domain.cohort import Cohort, CohortStart
from triage_app.domain.identifiers import NumberForm
from triage_app.domain.other_ends import EndOfCase
from triage_app.domain.reoffending import Measure
from triage_app.domain.safety import Duty, Flag
from triage_app.domain.standings import Line
from triage_app.domain.wording import Language, Wording

CONDITION_KINDS = ("no_reoffending", "restorative", "pathway", "volunteering", "tag")
# Where each kind may stand, in any scheme: the second place is the victim's, or a pathway's where a
# scheme says so (mission, "Accepted only if"; domain.md §8). The tables hold the same.
KINDS_AT: Final = {
    1: ("no_reoffending",),
    2: ("restorative", "pathway"),
    3: ("pathway",),
    4: ("pathway",),
    5: ("pathway", "volunteering", "tag"),
}
HOURS_OF_VOLUNTEERING: Final = (18, 36)  # a scheme's own range lies within it
# What may be different in a signed contract that is varied.
VARIATION_CHANGES = (
    "added",
    "removed",
    "replaced",
    "ends_later",
    "ends_earlier",
    "service",
    "sessions",
    "hours",
    "due",
    "first_meeting",
    "details",
)
PURPOSES = ("support", "restorative_justice", "health", "evaluation")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# What a contract is made of: a scheme says all of it, or has no contract.
CONTRACT: Final = (
    "slots",
    "term_months",
    "shortest_term_days",
    "buffer_days",
    "midway_after_days",
    "exit_before_days",
    "check_every_days",
    "variation_approval",
    "hours_range",
    "most_hours_a_week",
    "counted",
    "conditions",
    "standings",
    "ladder",
    "new_offence",
    "outcomes",
)


class Effect(StrEnum):
    """What a rule that is not met does: it bars, or it prompts whoever decides to look."""

    BARS = "bars"
    PROMPTS = "prompts"


@dataclass(frozen=True, slots=True)
class Rule:
    """An eligibility rule the scheme names, with its settings and where it comes from."""

    code: str
    source: str
    settings: Mapping[str, Any]
    effect: Effect = Effect.BARS


@dataclass(frozen=True, slots=True)
class Suite:
    """A custody suite, and the first day the scheme runs there."""

    code: str
    name: Wording
    starts: date  # for every cohort of the scheme that has no day of its own
    cohort_starts: tuple[CohortStart, ...] = ()

    def starts_for(self, cohort: str) -> date:
        """Return the first day on which a cohort is taken here."""
        own = {one.cohort: one.starts for one in self.cohort_starts}
        return own.get(cohort, self.starts)


@dataclass(frozen=True, slots=True)
class Outcode:
    """How many postcodes of an outward code there are, and how many lie in the force area."""

    total: int
    inside: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the contract: what may stand there, and whether it may be left empty."""

    position: int
    kinds: tuple[str, ...]  # of CONDITION_KINDS
    required: bool
    need: int | None = None  # which critical pathway, 1 to 3, where a pathway may stand there
    # What a suite's local protocol leaves of the kinds; elsewhere all of them are offered.
    kinds_at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, suite: str) -> "Slot":
        """Return the place as a suite's local protocol has it."""
        return replace(self, kinds=self.kinds_at.get(suite, self.kinds))


@dataclass(frozen=True, slots=True)
class Forms:
    """The same words for each plural form of both languages."""

    en: Mapping[str, str]  # one, other: each may have the blank {n}
    cy: Mapping[str, str]  # zero, one, two, few, many, other

    def __getitem__(self, language: str) -> Mapping[str, str]:
        return self.cy if language == Language.WELSH else self.en


@dataclass(frozen=True, slots=True)
class Counted:
    """Something that conditions count, written out for each plural form: nothing is guessed."""

    code: str
    forms: Forms


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition of the library: its permanent code, kind, wording and typed inputs."""

    code: str
    kind: str
    title: Wording
    text: Wording  # may have the blanks of its inputs, each filled with a whole phrase
    plain: Wording  # the same for somebody who reads poorly; no blanks
    inputs: tuple[str, ...]  # of condition_inputs' Input
    evidence: Wording  # how it is shown to be done, unless something else is agreed
    pathway: str | None = None
    counts: Mapping[str, str] = field(default_factory=dict)  # an amount → what is counted


@dataclass(frozen=True, slots=True)
class Bespoke:
    """What is said on paper of a condition written for one person, beside its own words."""

    title: Wording
    plain: Wording
    evidence: Wording

    def as_condition(self) -> ConditionText:
        """Return it as a condition, answering whichever need its place answers."""
        return ConditionText(
            code=bespoke.CODE,
            kind="pathway",
            title=self.title,
            text=Wording("{words}", "{words}"),
            plain=self.plain,
            inputs=bespoke.INPUTS,
            evidence=self.evidence,
        )


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: after how many unexcused misses, what is done."""

    code: str  # written_warning, supervisor_review; supervisor_decides on a new offence
    name: Wording
    after_misses: int = 0


@dataclass(frozen=True, slots=True)
class WayOut:
    """A reason for which a case goes no further before a contract."""

    code: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the officer in the case may record the end of it."""

    code: str
    name: Wording
    by_default: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """Whom a paper tells the reader to call."""

    telephone: str
    hours: Wording


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere people are met: its name, its address, and how to get there."""

    code: str
    name: Wording
    address: Wording
    directions: Wording
    suites: tuple[str, ...]  # whose cases it is offered to first


@dataclass(frozen=True, slots=True)
class MeetingTimes:
    """When a first meeting is offered, and how long it takes; a person may choose otherwise."""

    days: tuple[str, ...]  # of WEEKDAYS
    hours: tuple[int, int]  # o'clock in the suite: it begins and ends between them
    bank_holidays: bool  # whether anybody is there on one
    minutes: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody with whom a person may let us share, and for what: one question, one answer."""

    code: str  # permanent
    purpose: str  # of PURPOSES
    name: Wording  # who, as a label
    what_for: Wording  # what for, as a sentence to the person
    pathways: tuple[str, ...] = ()  # the services of the directory that it stands for
    tells: tuple[str, ...] = ()  # of told's Told: what its referral sheets may say


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the privacy notice says of whoever holds what is written down."""

    officer: Wording  # whom to ask, and who deals with a complaint first
    address: str  # where they are written to
    keep_years: int  # until it is looked at again: kept or erased


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the force area that services work in: routes of referral differ between them."""

    code: str
    name: Wording
    districts: tuple[str, ...] = ()  # of the scheme's, that make it
    outcodes: tuple[str, ...] = ()  # of the scheme's, that lie in it, all but a few postcodes


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything one version fixes for the cases opened while it is in force.

    A scheme without places for conditions (`slots`) has no contract: it offers services alone.
    """

    code: str  # the file's name: permanent
    family: str  # the same for every version of one scheme
    name: Wording
    force: Wording
    in_force_from: date
    suites: tuple[Suite, ...]
    cohorts: tuple[Cohort, ...]
    contact_hours: tuple[int, int]
    needs_authority: bool
    sheet: str  # version of the information sheet
    instrument: str
    rules: tuple[Rule, ...]
    districts: tuple[str, ...]  # that make the force area, by their national codes
    police_area: str  # the same area's own code
    outcodes: Mapping[str, Outcode]
    areas: tuple[Area, ...]
    ways_out: tuple[WayOut, ...]
    ends: tuple[EndOfCase, ...]
    attention: Mapping[str, int]  # kind → days
    urgency: tuple[str, ...]  # every kind that can call, the most urgent first
    contact_attempts: int
    meetings: MeetingTimes
    places: tuple[Place, ...]
    office: Office
    victims_told_within: tuple[int, int]  # working days: usual, and with enhanced rights
    consent_backdating_days: int  # how long after an answer it may still be recorded
    partners: tuple[Partner, ...]  # with whom a person is asked whether we may share
    privacy: Privacy
    safeguarding: tuple[Duty, ...]  # whom to tell of somebody at risk, by which law
    reoffending: Measure  # when it is asked after the end, and what counts
    # CONTRACT: all of it, or none.
    slots: tuple[Slot, ...] = ()
    term_months: int = 0
    shortest_term_days: int = 0
    buffer_days: int = 0
    midway_after_days: int = 0  # of its beginning the needs are assessed again
    exit_before_days: int = 0  # of its end, for the last time
    check_every_days: int = 0  # somebody looks whether the person was arrested again
    variation_approval: tuple[str, ...] = ()  # of VARIATION_CHANGES: a supervisor approves them
    hours_range: tuple[int, int] = (0, 0)
    most_hours_a_week: int = 0  # that all its conditions together may ask for
    counted: tuple[Counted, ...] = ()
    conditions: tuple[ConditionText, ...] = ()
    standings: tuple[Line, ...] = ()  # read from the top: the first that holds decides
    ladder: tuple[Rung, ...] = ()
    new_offence: Rung | None = None  # what is done at once, whatever the misses
    outcomes: tuple[Outcome, ...] = ()
    bespoke: Bespoke | None = None  # none: every condition is of the library
    # What a scheme may say besides.
    in_force_until: date | None = None  # its last day, where no later version ends it
    asks_also: tuple[str, ...] = ()  # pathways asked only where a scheme says so
    defers_caution: bool = False  # its papers alone may speak of a caution
    crest: str | None = None  # a PNG in base64, where the force supplies one
    contribution: Wording | None = None  # what the person is told of paying towards the cost
    numbers: Mapping[str, NumberForm] = field(default_factory=dict)  # of FORCES_OWN
    gravity: Mapping[str, int] = field(default_factory=dict)  # a score proposed for an offence
    gravity_scale: tuple[int, int] = (1, 5)
    placeholders: tuple[str, ...] = ()  # keys whose values no paper gives: to be settled

    @property
    def has_contract(self) -> bool:
        """Whether a contract is agreed under it; without one it offers services alone."""
        return bool(self.slots)

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The codes by which a postcode file says that a place lies in the force area."""
        return (*self.districts, self.police_area)

    @property
    def duties(self) -> Mapping[Flag, Duty]:
        """What the law asks, by the flag of whoever is at risk."""
        return {one.flag: one for one in self.safeguarding}

    @property
    def own_words(self) -> ConditionText | None:
        """The condition that is written for one person, where the scheme lets one be."""
        return self.bespoke.as_condition() if self.bespoke else None

    def at(self, suite: str) -> "Scheme":
        """Return the scheme as it is at a suite: what its local protocol leaves of each place."""
        return replace(self, slots=tuple(one.at(suite) for one in self.slots))

    def end(self, code: str) -> EndOfCase | None:
        """Return an end by its code; None of completion, breach and withdrawal."""
        return next((one for one in self.ends if one.code == code), None)

    def things(self, code: str) -> Counted:
        """Return something that conditions count, by its code."""
        return next(one for one in self.counted if one.code == code)

    def condition(self, code: str) -> ConditionText:
        """Return a condition of the library by its code, or the bespoke one."""
        if self.bespoke and code == bespoke.CODE:
            return self.bespoke.as_condition()
        return next(one for one in self.conditions if one.code == code)

    def suite(self, code: str) -> Suite:
        """Return a suite by its code."""
        return next(one for one in self.suites if one.code == code)

    def place(self, code: str) -> Place | None:
        """Return a place by its code; None where a meeting is somewhere else."""
        return next((one for one in self.places if one.code == code), None)

    def places_of(self, suite: str) -> tuple[Place, ...]:
        """Return every place, those of a suite first."""
        return tuple(sorted(self.places, key=lambda one: suite not in one.suites))

    def begins(self, suite: Suite, cohort: Cohort) -> date:
        """Return the first day on which this version takes a cohort at a suite."""
        return max(suite.starts_for(cohort.code), self.in_force_from)

    def cohorts_in(self, suite: str, day: date) -> tuple[Cohort, ...]:
        """Return whom this version takes at a suite on a day."""
        if self.in_force_until and day > self.in_force_until:
            return ()
        return tuple(
            cohort
            for place in self.suites
            for cohort in self.cohorts
            if place.code == suite and self.begins(place, cohort) <= day
        )

    def runs_in(self, suite: str, day: date) -> bool:
        """Say whether this version takes anybody at a suite on a day."""
        return bool(self.cohorts_in(suite, day))
