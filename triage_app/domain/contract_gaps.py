"""Everything that stands between a draft and its paper, and everything worth a second look.

Gaps keep it from being signed: the contract's own rules, a service that takes nobody, a meeting
where the person is expected elsewhere, more hours than the scheme allows, words that a supervisor
has not approved, nothing said of what is paid where the scheme asks for it. Remarks say why
something may not suit, and leave it to the two who sit there: a service elsewhere, in another
language, full, or closing before the condition is done; a meeting when they said that they cannot
come; words awaited in the language that they do not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from triage_app.domain import bespoke, variation
from triage_app.domain import contract as rules
from triage_app.domain.availability import Availability
from triage_app.domain.bespoke import Ruling
from triage_app.domain.condition import LONDON, Condition
from triage_app.domain.contract import Draft, Limits
from triage_app.domain.contract_clashes import (
    Engaged,
    too_many_hours,
    when_they_cannot,
    with_others,
)
from triage_app.domain.contribution import Account
from triage_app.domain.directory import Entry
from triage_app.domain.fit import Fit, Why, Wishes, fit
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import Scheme
from triage_app.domain.sharing import Said, is_refused
from triage_app.domain.variation import InForce
from triage_app.domain.wording import Language

CONTRIBUTION: Final = "contribution"  # the field that a gap in what is paid leads to


@dataclass(frozen=True, slots=True)
class Offered:
    """A service of the directory, and how many people it has now."""

    entry: Entry
    retired: bool = False
    used: int = 0

    def fit(self, wishes: Wishes, day: date) -> Fit:
        """Hold it against what somebody needs, on the day they would begin."""
        return fit(self.entry, wishes, day, used=self.used, retired=self.retired)


@dataclass(frozen=True, slots=True)
class Around:
    """What a draft is held against beside its scheme: the person, their week, the services."""

    reads: str = Language.ENGLISH
    wishes: Wishes = field(default_factory=Wishes)
    said: Availability = field(default_factory=Availability)
    others: tuple[Engaged, ...] = ()  # meetings of the case still to come
    services: Mapping[int, Offered] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()  # on bespoke words, the latest last
    shares: tuple[Said, ...] = ()  # with whom the person lets us share
    base: InForce | None = None  # the contract in force, where the draft varies it
    account: Account | None = None  # what the person pays towards the cost


def gaps(
    draft: Draft, scheme: Scheme, limits: Limits, around: Around, today: date
) -> tuple[Problem, ...]:
    """Return everything that keeps a draft from being signed, each with the field it leads to."""
    return (
        *_of_rules(draft, scheme, limits, around, today),
        *with_others(*_not_booked(draft, around, today)),
        *too_many_hours(draft, scheme.most_hours_a_week),
        *_services_gone(draft, around),
        *_not_shared(draft, scheme, around),
        *_bespoke(draft, scheme, around),
        *_unpaid(draft, scheme, around),
    )


def remarks(draft: Draft, scheme: Scheme, around: Around) -> tuple[Problem, ...]:
    """Return everything worth a second look; none of it keeps a draft from being signed."""
    return (
        *(found for one in draft.conditions for found in _mismatches(one, draft, scheme, around)),
        *when_they_cannot(draft, around.said),
        *_awaited(draft, around),
    )


def _of_rules(
    draft: Draft, scheme: Scheme, limits: Limits, around: Around, today: date
) -> tuple[Problem, ...]:
    """Hold the draft to the rules of a first contract, or of one that varies another."""
    if around.base is None:
        return rules.problems_with(draft, scheme, limits, today)
    return variation.problems_with(draft, around.base, scheme, limits, today)


def _not_booked(draft: Draft, around: Around, today: date) -> tuple[Draft, tuple[Engaged, ...]]:
    """Return the draft and the meetings it may clash with: none with one that it goes on with."""
    if around.base is None:
        return draft, around.others
    off = variation.given_up(draft, around.base, today)
    others = tuple(one for one in around.others if one.starts not in off)
    return variation.only_new(draft, around.base), others


def _services_gone(draft: Draft, around: Around) -> Iterator[Problem]:
    """Yield the services that take nobody on the day, or not by the first meeting."""
    for one in draft.conditions:
        chosen = around.services.get(one.service or 0)
        if chosen is None:
            continue
        values = {"position": one.position, "service": chosen.entry.name}
        closes = {**values, "day": chosen.entry.closed_on}
        field_name = f"condition_{one.position}.service"
        meeting = one.first_meeting.astimezone(LONDON).date() if one.first_meeting else None
        if chosen.retired:
            yield Problem(field_name, "contract.service_retired", values)
        elif chosen.entry.closed_by(draft.day):
            yield Problem(field_name, "contract.service_closed", closes)
        elif meeting and chosen.entry.closed_by(meeting):
            yield Problem(
                f"condition_{one.position}.first_meeting", "contract.meeting_after_closing", closes
            )


def _not_shared(draft: Draft, scheme: Scheme, around: Around) -> Iterator[Problem]:
    """Yield the services that the person has said we may not share with.

    A condition is shared with whoever delivers it: they change their mind, or the draft changes.
    """
    kinds = {one.code: one.kind for one in scheme.conditions}
    for one in draft.conditions:
        chosen, need = around.services.get(one.service or 0), one.pathway or kinds.get(one.code)
        if chosen is None or one.service is None or need is None:
            continue
        if is_refused(around.shares, scheme.partners, one.service, need):
            values = {"position": one.position, "service": chosen.entry.name}
            yield Problem(f"condition_{one.position}.service", "contract.not_shared", values)


def _bespoke(draft: Draft, scheme: Scheme, around: Around) -> Iterator[Problem]:
    for one in draft.conditions:
        if one.code == bespoke.CODE:
            about = f"condition_{one.position}"
            yield from bespoke.problems(
                one.words,
                about,
                one.position,
                around.reads,
                defers_caution=scheme.defers_caution,
            )
            yield from bespoke.unapproved(one.words, about, one.position, around.rulings)


def _unpaid(draft: Draft, scheme: Scheme, around: Around) -> Iterator[Problem]:
    """Yield that nobody has said what is paid, or that it falls due outside the contract.

    The scheme promises that whoever signs was told before; waived, there is nothing to be told.
    """
    if scheme.contribution is None:
        return
    if around.account is None:
        yield Problem(CONTRIBUTION, "contract.contribution_unset")
    elif around.account.owed:
        began = around.base.began if around.base else draft.day
        if not began <= around.account.due <= draft.ends:
            values = {"due": around.account.due, "first": began, "last": draft.ends}
            yield Problem(CONTRIBUTION, "contract.contribution_outside", values)


def _mismatches(one: Condition, draft: Draft, scheme: Scheme, around: Around) -> Iterator[Problem]:
    """Yield what of a service chosen does not suit the person."""
    chosen, wishes = around.services.get(one.service or 0), around.wishes
    if chosen is None:
        return
    found = chosen.fit(wishes, draft.day)
    values = {"position": one.position, "service": chosen.entry.name}
    about = f"condition_{one.position}.service"
    if found.near is False:
        area = next(each.name for each in scheme.areas if each.code == wishes.area)
        yield Problem(about, "contract.not_near", {**values, "area": area})
    if found.speaks is False:
        yield Problem(about, f"contract.not_in_{wishes.language}", values)
    for need in found.lacks:
        yield Problem(about, f"contract.lacks_{need}", values)
    if found.why_not is Why.FULL:
        yield Problem(about, "contract.service_full", {**values, "n": found.capacity})
    if found.takes and one.due and chosen.entry.closed_by(one.due):
        closes = {**values, "day": chosen.entry.closed_on}
        yield Problem(about, "contract.closes_before_due", closes)


def _awaited(draft: Draft, around: Around) -> Iterator[Problem]:
    """Yield the language in which bespoke words are not written yet, where they do not read it."""
    for one in draft.conditions:
        if one.code == bespoke.CODE and len(one.words.awaited) == 1:
            (language,) = one.words.awaited
            if language != around.reads:
                about = f"condition_{one.position}.{bespoke.NAMES[language]}"
                yield Problem(
                    about, f"contract.other_awaited_{language}", {"position": one.position}
                )
