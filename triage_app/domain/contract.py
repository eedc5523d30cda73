"""A contract while it is drafted: what may stand in it, until when, and what is still wrong.

Mission: at most five conditions for four months. The first is mandatory, the second the victim's,
the third and fourth answer the first two critical needs, the fifth is one of the third need,
volunteering or a tag. Which of these a scheme has, and which it requires, is the scheme's data.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter

from triage_app.domain import bespoke
from triage_app.domain.condition import (
    LONDON,
    Condition,
    Kind,
    about,
    missing,
    wrong_amounts,
    wrong_days,
)
from triage_app.domain.deadlines import add_months, contract_end
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import ConditionText, Scheme, Slot

MOST_CONDITIONS = 5
DUE_BEFORE_END = timedelta(days=14)  # so that a last meeting missed can still be made good
MEETING_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A contract as drafted for one day of signing."""

    day: date
    ends: date  # itself in the term
    conditions: tuple[Condition, ...]
    needs: tuple[str, ...] = ()  # critical pathways, the first first
    left_out: Mapping[str, str] = field(default_factory=dict)  # pathway → why it has none

    def at(self, position: int) -> Condition | None:
        """Return the condition in a place, if there is one."""
        return next((one for one in self.conditions if one.position == position), None)

    def put(self, condition: Condition) -> "Draft":
        """Return the draft with a condition in its place, instead of what stood there."""
        others = [one for one in self.conditions if one.position != condition.position]
        ordered = sorted([*others, condition], key=lambda one: one.position)
        return replace(self, conditions=tuple(ordered))

    def without(self, position: int) -> "Draft":
        """Return the draft with a place left empty."""
        kept = tuple(one for one in self.conditions if one.position != position)
        return replace(self, conditions=kept)

    def explain(self, pathway: str, reason: str) -> "Draft":
        """Return the draft with a reason for leaving a critical need without a condition."""
        return replace(self, left_out={**self.left_out, pathway: reason.strip()})


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a term may reach; None where nothing limits the charge."""

    safe_day: date | None = None  # the last day to charge less the scheme's buffer
    allowed: date | None = None  # a later end that a supervisor has allowed, with a reason

    @property
    def last_end(self) -> date | None:
        """The last day on which a contract may end."""
        if self.safe_day is None:
            return None
        return max(self.safe_day, self.allowed or self.safe_day)


# ── The term ─────────────────────────────────────────────────────────────────────────────────


def terms(day: date, scheme: Scheme, limits: Limits) -> tuple[date, ...]:
    """Return the days a contract signed on a day may end, the longest term first."""
    shortest = day + timedelta(days=scheme.shortest_term_days)
    full, last = contract_end(day, scheme.term_months), limits.last_end
    ends = {add_months(day, months) for months in range(1, scheme.term_months)} | {full}
    if last is not None:
        ends = {end for end in ends if end <= last} | {min(full, last)}
    return tuple(sorted((end for end in ends if end >= shortest), reverse=True))


def first_offer(day: date, scheme: Scheme, limits: Limits) -> date:
    """Return the end to begin with: the longest term that fits, or the full one if none does."""
    offers = terms(day, scheme, limits)
    return offers[0] if offers else contract_end(day, scheme.term_months)


def move_to(draft: Draft, day: date, scheme: Scheme, limits: Limits) -> Draft:
    """Return the draft for another day of signing; a term that was the longest stays so.

    What was to start on the day of signing still does.
    """
    was_longest = draft.ends == first_offer(draft.day, scheme, limits)
    conditions = (
        replace(one, starts=day) if one.starts == draft.day else one for one in draft.conditions
    )
    moved = replace(draft, day=day, conditions=tuple(conditions))
    return end_on(moved, first_offer(day, scheme, limits)) if was_longest else moved


def end_on(draft: Draft, ends: date) -> Draft:
    """Return the draft with another end; what was due just before the old one moves with it."""
    moved = tuple(
        replace(one, due=_due(draft.day, ends)) if one.due == _due(draft.day, draft.ends) else one
        for one in draft.conditions
    )
    return replace(draft, ends=ends, conditions=moved)


def _due(day: date, ends: date) -> date:
    return max(ends - DUE_BEFORE_END, min(day, ends))


# ── What may stand where ─────────────────────────────────────────────────────────────────────


def need_of(slot: Slot, needs: Sequence[str]) -> str | None:
    """Return the critical pathway a place answers, if the person has so many."""
    return needs[slot.need - 1] if slot.need and slot.need <= len(needs) else None


def choices(slot: Slot, scheme: Scheme, needs: Sequence[str]) -> tuple[ConditionText, ...]:
    """Return the conditions of the library that may stand in a place."""
    need = need_of(slot, needs)
    offered = [
        one
        for one in scheme.conditions
        if one.kind in slot.kinds and (one.kind != Kind.PATHWAY or one.pathway == need)
    ]
    if need and Kind.PATHWAY in slot.kinds and scheme.own_words:
        offered.append(scheme.own_words)
    return tuple(offered)


def begin(slot: Slot, text: ConditionText, draft: Draft, scheme: Scheme) -> Condition:
    """Return a condition as first put in a place, with what can be filled in without asking."""
    return Condition(
        position=slot.position,
        code=text.code,
        pathway=need_of(slot, draft.needs) if text.kind == Kind.PATHWAY else None,
        hours=scheme.hours_range[0] if "hours" in text.inputs else None,
        due=_due(draft.day, draft.ends) if "due" in text.inputs else None,
        starts=draft.day if "starts" in text.inputs else None,
    )


def propose(
    needs: Sequence[str], scheme: Scheme, day: date, limits: Limits, *, victim: bool = True
) -> Draft:
    """Return a contract that answers the needs, ranked, as far as the scheme has places for them.

    A place that could hold one of several kinds takes the need where there is one; where there
    is none it stays empty unless the scheme requires it. With no victim the second stays empty.
    """
    draft = Draft(day, first_offer(day, scheme, limits), (), tuple(needs))
    for slot in scheme.slots:
        offered = [
            one
            for one in choices(slot, scheme, needs)
            if one.code != bespoke.CODE and (victim or one.kind != Kind.RESTORATIVE)
        ]
        fitting = [one for one in offered if _is_first_choice(one, slot)]
        if chosen := (fitting or (offered if slot.required else [])):
            draft = draft.put(begin(slot, chosen[0], draft, scheme))
    return draft


def _is_first_choice(text: ConditionText, slot: Slot) -> bool:
    return text.kind == Kind.PATHWAY or len(slot.kinds) == 1


# ── What is wrong ────────────────────────────────────────────────────────────────────────────


def problems_with(draft: Draft, scheme: Scheme, limits: Limits, today: date) -> tuple[Problem, ...]:
    """Return everything that keeps a draft from being signed, each with the field it leads to.

    Fields are `day`, `ends`, `condition_3.service` and the like, `left_out.health`.
    """
    return (
        *_term_problems(draft, scheme, limits, today),
        *_place_problems(draft, scheme),
        *(
            problem
            for one in draft.conditions
            if _slot(scheme, one.position)
            for problem in condition_problems(one, draft, scheme)
        ),
        *_clashes(draft),
        *_unanswered(draft, scheme),
    )


def condition_problems(one: Condition, draft: Draft, scheme: Scheme) -> Iterator[Problem]:
    """Yield what is wrong with one condition of a draft."""
    slot, text = _slot(scheme, one.position), _text(scheme, one.code)
    if slot is None or text is None or text not in choices(slot, scheme, draft.needs):
        yield about(one, "kind", "contract.wrong_kind")
        return
    yield from missing(one, text)
    yield from wrong_amounts(one, scheme.hours_range)
    yield from wrong_days(one, draft.day, draft.ends)


def _term_problems(draft: Draft, scheme: Scheme, limits: Limits, today: date) -> Iterator[Problem]:
    if draft.day < today:
        yield Problem("day", "contract.day_passed", {"day": draft.day})
    if draft.ends < draft.day + timedelta(days=scheme.shortest_term_days):
        yield Problem("ends", "contract.too_short", {"n": scheme.shortest_term_days})
    full = contract_end(draft.day, scheme.term_months)
    if draft.ends > full:
        yield Problem("ends", "contract.too_long", {"day": full})
    if limits.last_end is not None and draft.ends > limits.last_end:
        yield Problem("ends", "contract.past_safe_day", {"day": limits.last_end})


def _place_problems(draft: Draft, scheme: Scheme) -> Iterator[Problem]:
    places = Counter(one.position for one in draft.conditions)
    known = {slot.position for slot in scheme.slots}
    if len(places) > MOST_CONDITIONS or places.keys() - known:
        yield Problem("conditions", "contract.too_many", {"n": len(known)})
    for slot in scheme.slots:
        place = f"condition_{slot.position}.kind"
        if places[slot.position] > 1:
            yield Problem(place, "contract.one_only", {"position": slot.position})
        if not places[slot.position] and _must_be_filled(slot, draft, scheme):
            yield Problem(place, "contract.place_empty", {"position": slot.position})


def _clashes(draft: Draft) -> Iterator[Problem]:
    """Yield first meetings that begin within an hour of each other, the later one to be moved."""
    meetings = [(one.first_meeting, one) for one in draft.conditions if one.first_meeting]
    meetings.sort(key=itemgetter(0))
    for (start, earlier), (following, later) in pairwise(meetings):
        if following < start + MEETING_LASTS:
            values = {"other": earlier.position, "day": following.astimezone(LONDON).date()}
            yield about(later, "first_meeting", "contract.clash", **values)


def unanswered(draft: Draft, scheme: Scheme) -> tuple[tuple[int, str], ...]:
    """Return the critical needs, with their rank, that have a place to go to and no condition.

    A place that the scheme requires is not among them: it must be filled, not explained.
    """
    answered = {one.pathway for one in draft.conditions}
    places = ((slot, need_of(slot, draft.needs)) for slot in scheme.slots)
    return tuple(
        (slot.need or 0, need)
        for slot, need in places
        if need and need not in answered and not _must_be_filled(slot, draft, scheme)
    )


def _must_be_filled(slot: Slot, draft: Draft, scheme: Scheme) -> bool:
    return slot.required and bool(choices(slot, scheme, draft.needs))


def _unanswered(draft: Draft, scheme: Scheme) -> Iterator[Problem]:
    for rank, need in unanswered(draft, scheme):
        if not draft.left_out.get(need, "").strip():
            values = {"need": need, "rank": rank}
            yield Problem(f"left_out.{need}", "contract.need_left_out", values)


def _slot(scheme: Scheme, position: int) -> Slot | None:
    return next((slot for slot in scheme.slots if slot.position == position), None)


def kind_of(one: Condition, scheme: Scheme) -> str:
    """Return what sort of thing a condition is, by the library; none of it: no kind."""
    text = _text(scheme, one.code)
    return text.kind if text else ""


def _text(scheme: Scheme, code: str) -> ConditionText | None:
    own = scheme.own_words
    library = (*scheme.conditions, own) if own else scheme.conditions
    return next((one for one in library if one.code == code), None)
