"""A variation keeps the clock of the first signing and loses no meeting, whatever is asked for."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.config import RESOURCES
from triage_app.domain import variation
from triage_app.domain.contract import LONDON, Condition, Draft, Limits
from triage_app.domain.deadlines import contract_end
from triage_app.domain.scheme import VARIATION_CHANGES
from triage_app.domain.variation import Change, Field, InForce, Met, What
from triage_app.reference import load_schemes

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
BEGAN = dt.date(2026, 3, 12)
ENDS = dt.date(2026, 7, 12)
TODAY = dt.date(2026, 5, 4)
NOW = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
FREE = Limits()


def code_of(pathway):
    return next(one.code for one in SCHEME.conditions if one.pathway == pathway)


def at(day, hour=10):
    return dt.datetime.combine(day, dt.time(hour), LONDON)


DUE = dt.date(2026, 6, 28)
NEEDS = ("drugs", "finance", "physical_health")
FIRST = Condition(1, "NR1")
DRUGS = Condition(3, code_of("drugs"), "drugs", 7, 6, None, DUE, at(dt.date(2026, 3, 20)))
MONEY = Condition(4, code_of("finance"), "finance", 8, 2, None, DUE, at(dt.date(2026, 5, 20)))
VOLUNTEER = next(one for one in SCHEME.conditions if one.kind == "volunteering")
HOURS = Condition(5, VOLUNTEER.code, service=5, hours=20, due=DUE)
SIGNED = Draft(BEGAN, ENDS, (FIRST, DRUGS, MONEY, HOURS), NEEDS, {"physical_health": "Has a GP"})
BASE = InForce(SIGNED, BEGAN)


def drafted(**changes):
    return replace(SIGNED, day=TODAY, **changes)


def codes(draft, limits=FREE, today=TODAY, base=BASE):
    found = variation.problems_with(draft, base, SCHEME, limits, today)
    return {(one.field, one.code) for one in found}


# ── What is different ────────────────────────────────────────────────────────────────────────


def test_what_a_scheme_may_name_is_what_there_can_be():
    assert set(variation.APPROVABLE) == set(VARIATION_CHANGES)


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (drafted(), ()),
        (drafted(ends=ENDS - dt.timedelta(days=5)), (Change(0, What.ENDS_EARLIER),)),
        (drafted(ends=ENDS + dt.timedelta(days=5)), (Change(0, What.ENDS_LATER),)),
        (drafted().without(4), (Change(4, What.REMOVED),)),
        (drafted().put(Condition(2, "RJ1")), (Change(2, What.ADDED),)),
        (drafted().put(Condition(5, "TG1")), (Change(5, What.REPLACED),)),
        (
            drafted().put(replace(DRUGS, service=9, sessions=8)),
            (Change(3, What.CHANGED, (Field.SERVICE, Field.SESSIONS)),),
        ),
        (drafted().put(replace(HOURS, hours=30)), (Change(5, What.CHANGED, (Field.HOURS,)),)),
    ],
)
def test_each_difference_is_named_by_place(draft, found):
    assert variation.changes(SIGNED, draft) == found


def test_one_taken_away_is_named_though_another_moves_to_where_it_stood():
    moved = replace(MONEY, position=3, sessions=4)
    new = replace(SIGNED, conditions=(FIRST, moved, HOURS))
    gone, changed = variation.changes(SIGNED, new)
    assert gone == Change(3, What.REMOVED)
    assert changed == Change(3, What.CHANGED, (Field.SESSIONS,))
    assert variation.sides(gone, SIGNED, new) == (DRUGS, None)
    assert variation.sides(changed, SIGNED, new) == (MONEY, moved)


def test_what_was_recorded_since_is_no_difference():
    asked = drafted().put(replace(Condition(2, "RJ1"), asked_on=TODAY))
    before = SIGNED.put(Condition(2, "RJ1"))
    assert variation.changes(before, asked) == ()


def test_the_schemes_own_list_says_which_need_a_supervisor():
    scheme = replace(SCHEME, variation_approval=("removed", "hours"))
    wanted = drafted().without(4).put(replace(HOURS, hours=30)).put(Condition(2, "RJ1"))
    assert variation.needs_supervisor(variation.changes(SIGNED, wanted), scheme) == {
        "removed",
        "hours",
    }
    free = variation.changes(SIGNED, drafted().put(Condition(2, "RJ1")))
    assert variation.needs_supervisor(free, scheme) == frozenset()


def test_an_approval_is_of_what_was_asked_for_whatever_day_it_is_signed_on():
    wanted = drafted().without(4)
    later = replace(wanted, day=TODAY + dt.timedelta(days=1))
    assert variation.digest(SIGNED, wanted) == variation.digest(SIGNED, later)
    assert variation.digest(SIGNED, wanted) != variation.digest(SIGNED, wanted.without(5))


# ── What is wrong ────────────────────────────────────────────────────────────────────────────


def test_a_variation_that_changes_nothing_is_none():
    assert codes(drafted()) == {("conditions", "variation.nothing_changed")}


def test_what_lies_behind_in_the_contract_that_is_varied_is_not_wrong():
    assert codes(drafted().put(replace(DRUGS, sessions=8))) == set()


def test_what_is_new_must_lie_ahead():
    past = replace(DRUGS, due=dt.date(2026, 4, 30), first_meeting=at(dt.date(2026, 4, 2)))
    assert codes(drafted().put(past)) == {
        ("condition_3.due", "contract.due_before_start"),
        ("condition_3.first_meeting", "contract.meeting_outside"),
    }


def test_the_schemes_minimum_stands_when_a_condition_is_taken_away():
    assert ("condition_1.kind", "contract.place_empty") in codes(drafted().without(1))


def test_a_need_left_without_its_condition_is_explained():
    assert codes(drafted().without(4)) == {("left_out.finance", "contract.need_left_out")}
    assert codes(drafted().without(4).explain("finance", "Debts are settled")) == set()


def test_the_term_is_counted_from_the_first_signing():
    full = contract_end(BEGAN, SCHEME.term_months)
    assert full == ENDS
    later = drafted(ends=ENDS + dt.timedelta(days=1))
    assert ("ends", "contract.too_long") in codes(later)


def test_the_end_never_comes_past_the_safe_day_without_a_supervisors_word():
    wanted = drafted().put(replace(DRUGS, sessions=8))
    safe = Limits(ENDS - dt.timedelta(days=3))
    assert ("ends", "contract.past_safe_day") in codes(wanted, safe)
    assert codes(wanted, replace(safe, allowed=ENDS)) == set()


def test_a_contract_that_is_over_is_not_varied_and_none_ends_before_it_is_signed():
    wanted = drafted().put(replace(DRUGS, sessions=8))
    assert ("day", "variation.after_the_end") in codes(replace(wanted, day=ENDS))
    early = replace(wanted, day=TODAY, ends=TODAY)
    assert ("ends", "variation.ends_before_signing") in codes(early)
    assert ("day", "contract.day_passed") in codes(wanted, today=TODAY + dt.timedelta(days=1))


# ── Meetings ─────────────────────────────────────────────────────────────────────────────────


def follows(new, *met):
    return variation.follow(met, BASE, new, NOW)


COMING = at(dt.date(2026, 5, 20))
PAST = at(dt.date(2026, 4, 20))


def test_meetings_to_come_of_a_condition_that_stays_are_kept():
    found = follows(drafted().without(5), Met(1, 3, PAST, marked=True), Met(2, 3, COMING))
    assert (found.kept, found.called_off, found.booked) == ((1, 2), (), ())


def test_meetings_to_come_of_one_taken_away_are_called_off_and_what_was_recorded_stays():
    new = drafted().without(4)
    found = follows(new, Met(1, 4, PAST, marked=True), Met(2, 4, PAST), Met(3, 4, COMING))
    assert found.kept == (1, 2)
    assert found.called_off == ((3, "condition_gone"),)


def test_another_service_takes_over_and_its_first_meeting_is_booked():
    first = at(dt.date(2026, 5, 12))
    new = drafted().put(replace(DRUGS, service=9, first_meeting=first))
    found = follows(new, Met(1, 3, PAST, marked=True), Met(2, 3, COMING))
    assert found.called_off == ((2, "other_service"),)
    assert found.booked == ((3, first),)


def test_a_first_meeting_that_is_moved_takes_the_place_of_the_one_before():
    first = at(dt.date(2026, 5, 27))
    new = drafted().put(replace(MONEY, first_meeting=first))
    found = follows(new, Met(1, 4, MONEY.first_meeting), Met(2, 4, at(dt.date(2026, 6, 10))))
    assert found.called_off == ((1, "moved"),)
    assert found.booked == ((4, first),)
    assert found.kept == (2,)


def test_what_lies_past_a_nearer_end_is_called_off():
    new = drafted(ends=dt.date(2026, 6, 1))
    found = follows(new, Met(1, 3, COMING), Met(2, 3, at(dt.date(2026, 6, 2))))
    assert found.called_off == ((2, "past_the_end"),)


# ── Whatever is asked for ────────────────────────────────────────────────────────────────────

days = st.dates(BEGAN, dt.date(2026, 12, 31))
pathways = st.sampled_from(NEEDS)
moments = st.none() | st.dates(BEGAN, dt.date(2026, 8, 1)).map(at)


@st.composite
def conditions(draw, position):
    kind = draw(st.sampled_from(["pathway", "volunteering", "none"]))
    if kind == "none":
        return None
    if kind == "volunteering":
        return Condition(position, VOLUNTEER.code, hours=draw(st.integers(1, 60)), due=draw(days))
    pathway = draw(pathways)
    return Condition(
        position,
        code_of(pathway),
        pathway,
        draw(st.integers(1, 3)),
        draw(st.integers(1, 9)),
        None,
        draw(days),
        draw(moments),
    )


@st.composite
def contracts(draw):
    made = [FIRST, *(draw(conditions(position)) for position in (3, 4, 5))]
    return Draft(BEGAN, draw(days), tuple(one for one in made if one), NEEDS)


limits = st.builds(Limits, st.none() | days, st.none() | days)


@given(contracts(), contracts(), days, limits)
def test_no_variation_without_a_problem_ends_past_what_is_allowed(old, new, day, bounds):
    base = InForce(replace(old, ends=ENDS), BEGAN)
    draft = replace(new, day=day)
    if not variation.problems_with(draft, base, SCHEME, bounds, day):
        assert draft.ends <= contract_end(BEGAN, SCHEME.term_months)
        assert bounds.last_end is None or draft.ends <= bounds.last_end
        assert day < draft.ends


@given(days, limits)
def test_no_end_is_offered_that_would_be_refused(day, bounds):
    for ends in variation.terms(BASE, day, SCHEME, bounds):
        draft = replace(SIGNED, day=day, ends=ends, conditions=(FIRST,))
        wrong = {one.code for one in variation.problems_with(draft, BASE, SCHEME, bounds, day)}
        assert not wrong & {
            "contract.too_long",
            "contract.too_short",
            "contract.past_safe_day",
            "variation.ends_before_signing",
        }


@given(contracts(), contracts(), st.lists(st.tuples(st.integers(1, 5), days, st.booleans())))
def test_no_variation_loses_a_meeting_or_touches_one_that_was_held(old, new, held):
    base = InForce(old, BEGAN)
    met = [
        Met(number, position, at(day), marked=marked)
        for number, (position, day, marked) in enumerate(held)
    ]
    found = variation.follow(met, base, replace(new, day=TODAY), NOW)
    off = [number for number, _ in found.called_off]
    assert sorted([*found.kept, *off]) == [one.id for one in met]
    for one in met:
        if one.marked or one.starts <= NOW:
            assert one.id in found.kept
    assert all(starts > NOW for _, starts in found.booked)


@given(contracts(), contracts())
def test_each_condition_goes_on_from_one_at_most_and_only_from_its_like(old, new):
    goes_on = variation.continuing(old, new)
    assert len({*goes_on.values()}) == len(goes_on)
    for after, before in goes_on.items():
        assert variation.is_same(old.at(before), new.at(after))


def agreed(draft):
    return sorted(repr(replace(one, position=0)) for one in draft.conditions)


@given(contracts(), contracts())
def test_nothing_is_different_exactly_where_the_same_is_agreed(old, new):
    changed = variation.changes(old, new)
    assert (not changed) == (old.ends == new.ends and agreed(old) == agreed(new))


@given(contracts(), st.permutations((3, 4, 5)))
def test_conditions_that_only_change_places_are_the_same_contract(old, places):
    at_place = dict(zip((3, 4, 5), places, strict=True))
    moved = [replace(one, position=at_place.get(one.position, 1)) for one in old.conditions]
    moved.sort(key=lambda one: one.position)
    assert not variation.changes(old, replace(old, conditions=tuple(moved)))
