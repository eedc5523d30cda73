from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain import contract as rules
from triage_app.domain.condition import Condition
from triage_app.domain.contract import Draft, Limits
from triage_app.domain.reoffending import Measure
from triage_app.domain.scheme import (
    ConditionText,
    MeetingTimes,
    Office,
    Privacy,
    Rung,
    Scheme,
    Slot,
)
from triage_app.domain.wording import Wording

DAY = date(2026, 3, 10)
FREE = Limits()
NEEDS = ("substances", "finance", "health")
SAID = Wording("words", "geiriau")


def library(code, kind, *inputs, pathway=None):
    return ConditionText(
        code=code, kind=kind, pathway=pathway, title=SAID, text=SAID, plain=SAID,
        inputs=inputs, evidence=SAID,
    )  # fmt: skip


MEETINGS = ("service", "sessions", "due", "first_meeting")
SCHEME = Scheme(
    code="small-1", family="small", name=SAID, force=SAID, in_force_from=date(2026, 1, 1),
    suites=(), cohorts=(), contact_hours=(24, 72), term_months=4, shortest_term_days=28,
    buffer_days=28, needs_authority=True, sheet="1", instrument="entry", rules=(), outcodes={},
    areas=(), districts=("W06000008",), police_area="W15000004",
    slots=(
        Slot(1, ("no_reoffending",), required=True),
        Slot(2, ("restorative",), required=False),
        Slot(3, ("pathway",), required=False, need=1),
        Slot(4, ("pathway",), required=False, need=2),
        Slot(5, ("pathway", "volunteering", "tag"), required=False, need=3),
    ),
    hours_range=(18, 36),
    conditions=(
        library("NR1", "no_reoffending"),
        library("RJ1", "restorative"),
        library("DA1", "pathway", *MEETINGS, pathway="substances"),
        library("DA2", "pathway", *MEETINGS, pathway="substances"),
        library("FB1", "pathway", *MEETINGS, pathway="finance"),
        library("HE1", "pathway", *MEETINGS, pathway="health"),
        library("VO1", "volunteering", "service", "hours", "due", "first_meeting"),
        library("TG1", "tag", "due"),
    ),
    ladder=(), new_offence=Rung("supervisor_decides", SAID),
    ways_out=(), ends=(), outcomes=(), attention={}, urgency=(), contact_attempts=3,
    victims_told_within=(5, 1),
    meetings=MeetingTimes(("monday",), (9, 17), bank_holidays=False, minutes=90), places=(),
    office=Office("01632 960100", SAID), consent_backdating_days=3, partners=(),
    privacy=Privacy(SAID, "data@practice.example", 6), safeguarding=(),
    reoffending=Measure((6, 12, 24), ("charge",), ("pnc",), SAID),
)  # fmt: skip
GOOD = Draft(
    DAY,
    date(2026, 7, 10),
    (
        Condition(1, "NR1"),
        Condition(3, "DA1", "substances", 1, 6, None, date(2026, 6, 26)),
        Condition(4, "FB1", "finance", 2, 2, None, date(2026, 6, 26)),
        Condition(5, "VO1", None, 3, None, 24, date(2026, 6, 26)),
    ),
    NEEDS,
    {"health": "Already with their own doctor"},
)


def wrong(draft, limits=FREE, today=DAY):
    return [(one.field, one.code) for one in rules.problems_with(draft, SCHEME, limits, today)]


def changed(position, **values):
    return GOOD.put(replace(GOOD.at(position), **values))


def at(day, hour=10):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


# ── The proposal ──────────────────────────────────────────────────────────────────────────────


def placed(draft):
    return [(one.position, one.code, one.pathway) for one in draft.conditions]


def test_three_needs_fill_three_places():
    assert placed(rules.propose(NEEDS, SCHEME, DAY, FREE)) == [
        (1, "NR1", None),
        (2, "RJ1", None),
        (3, "DA1", "substances"),
        (4, "FB1", "finance"),
        (5, "HE1", "health"),
    ]


@pytest.mark.parametrize(
    ("needs", "positions"),
    [((), [1, 2]), (("health",), [1, 2, 3]), (("health", "finance"), [1, 2, 3, 4])],
)
def test_a_place_without_a_need_stays_empty(needs, positions):
    proposed = rules.propose(needs, SCHEME, DAY, FREE)
    assert [one.position for one in proposed.conditions] == positions


def test_without_a_victim_the_second_place_stays_empty_and_no_pathway_takes_it():
    proposed = rules.propose(NEEDS, SCHEME, DAY, FREE, victim=False)
    assert [one.position for one in proposed.conditions] == [1, 3, 4, 5]


def test_a_fifth_place_that_is_required_without_a_third_need_takes_volunteering():
    slots = (*SCHEME.slots[:4], replace(SCHEME.slots[4], required=True))
    proposed = rules.propose(("health",), replace(SCHEME, slots=slots), DAY, FREE)
    assert proposed.at(5) == Condition(5, "VO1", hours=18, due=date(2026, 6, 26))


def test_what_is_proposed_lacks_only_what_must_be_asked():
    assert wrong(rules.propose(NEEDS, SCHEME, DAY, FREE)) == [
        (f"condition_{position}.{name}", f"contract.no_{name}")
        for position in (3, 4, 5)
        for name in ("service", "sessions")
    ]


# ── The term: domain.md §1, offence 10 January 2026, buffer 28, safe day 12 June ───────────────

SAFE = date(2026, 6, 12)


@pytest.mark.parametrize(
    ("signed", "ends", "days"),
    [
        (date(2026, 2, 11), date(2026, 6, 11), 120),
        (date(2026, 2, 12), date(2026, 6, 12), 120),
        (date(2026, 2, 13), date(2026, 6, 12), 119),
        (date(2026, 3, 10), date(2026, 6, 12), 94),
        (date(2026, 4, 13), date(2026, 6, 12), 60),
    ],
)
def test_the_longest_term_that_fits_is_a_day(signed, ends, days):
    assert rules.terms(signed, SCHEME, Limits(SAFE))[0] == ends
    assert (ends - signed).days == days


def test_no_term_is_offered_under_the_shortest():
    assert rules.terms(SAFE - timedelta(days=28), SCHEME, Limits(SAFE)) == (SAFE,)
    assert rules.terms(SAFE - timedelta(days=27), SCHEME, Limits(SAFE)) == ()


def test_shorter_terms_are_offered_as_end_days_whole_months_and_the_safe_day():
    assert rules.terms(DAY, SCHEME, Limits(SAFE)) == (
        date(2026, 6, 12),
        date(2026, 6, 10),
        date(2026, 5, 10),
        date(2026, 4, 10),
    )


@pytest.mark.parametrize(
    ("signed", "ends"),
    [
        (date(2026, 10, 31), date(2027, 2, 28)),
        (date(2027, 10, 31), date(2028, 2, 29)),
        (date(2026, 3, 12), date(2026, 7, 12)),
    ],
)
def test_four_calendar_months_end_on_the_corresponding_day_or_the_last(signed, ends):
    assert rules.first_offer(signed, SCHEME, FREE) == ends


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        (DAY + timedelta(days=27), "contract.too_short"),
        (DAY + timedelta(days=28), None),
        (date(2026, 7, 10), None),
        (date(2026, 7, 11), "contract.too_long"),
    ],
)
def test_an_end_is_held_between_the_shortest_term_and_the_full_one(ends, code):
    codes = [code for field, code in wrong(replace(GOOD, ends=ends)) if field == "ends"]
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        (Limits(date(2026, 7, 10)), True),
        (Limits(date(2026, 7, 9)), False),
        (Limits(date(2026, 6, 12), allowed=date(2026, 7, 9)), False),
        (Limits(date(2026, 6, 12), allowed=date(2026, 7, 10)), True),
        (Limits(date(2026, 7, 10), allowed=date(2026, 6, 1)), True),
    ],
)
def test_an_end_past_the_safe_day_needs_a_supervisors_leave(limits, fits):
    assert wrong(GOOD, limits) == ([] if fits else [("ends", "contract.past_safe_day")])


def test_another_day_of_signing_moves_a_longest_term_and_what_is_due_with_it():
    moved = rules.move_to(GOOD, date(2026, 3, 12), SCHEME, FREE)
    assert (moved.ends, moved.at(3).due) == (date(2026, 7, 12), date(2026, 6, 28))


def test_another_day_of_signing_leaves_a_chosen_end_and_a_chosen_day_alone():
    chosen = replace(changed(3, due=date(2026, 5, 1)), ends=date(2026, 6, 10))
    moved = rules.move_to(chosen, date(2026, 3, 12), SCHEME, FREE)
    assert (moved.ends, moved.at(3).due) == (date(2026, 6, 10), date(2026, 5, 1))


# ── What is wrong ────────────────────────────────────────────────────────────────────────────


def test_a_whole_contract_has_nothing_wrong():
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (GOOD.without(1), "condition_1.kind", "contract.place_empty"),
        (changed(3, code="FB1"), "condition_3.kind", "contract.wrong_kind"),
        (changed(3, code="gone"), "condition_3.kind", "contract.wrong_kind"),
        (changed(1, code="RJ1"), "condition_1.kind", "contract.wrong_kind"),
        (changed(3, service=None), "condition_3.service", "contract.no_service"),
        (changed(3, sessions=None), "condition_3.sessions", "contract.no_sessions"),
        (changed(3, sessions=0), "condition_3.sessions", "contract.sessions_outside"),
        (changed(3, sessions=61), "condition_3.sessions", "contract.sessions_outside"),
        (changed(3, due=None), "condition_3.due", "contract.no_due"),
        (changed(5, hours=None), "condition_5.hours", "contract.no_hours"),
        (changed(3, due=date(2026, 7, 11)), "condition_3.due", "contract.due_after_end"),
        (changed(3, due=date(2026, 3, 9)), "condition_3.due", "contract.due_before_start"),
        (replace(GOOD, left_out={}), "left_out.health", "contract.need_left_out"),
        (GOOD.explain("health", "  "), "left_out.health", "contract.need_left_out"),
    ],
)
def test_each_fault_is_named_with_its_field(draft, field, code):
    assert wrong(draft) == [(field, code)]


def test_more_than_five_conditions_are_too_many():
    six = replace(GOOD, conditions=(*GOOD.conditions, Condition(2, "RJ1"), Condition(6, "TG1")))
    assert ("conditions", "contract.too_many") in wrong(six)


def test_two_of_the_fifths_three_are_one_too_many():
    both = replace(GOOD, conditions=(*GOOD.conditions, Condition(5, "TG1", due=DAY)))
    assert wrong(both) == [("condition_5.kind", "contract.one_only")]


@pytest.mark.parametrize(("hours", "fits"), [(17, False), (18, True), (36, True), (37, False)])
def test_volunteering_lasts_eighteen_to_thirty_six_hours(hours, fits):
    expected = [] if fits else [("condition_5.hours", "contract.hours_outside")]
    assert wrong(changed(5, hours=hours)) == expected


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 9), "contract.meeting_outside"),
        (date(2026, 3, 10), None),
        (date(2026, 6, 26), None),
        (date(2026, 6, 27), "contract.meeting_after_due"),
        (date(2026, 7, 10), "contract.meeting_after_due"),
        (date(2026, 7, 11), "contract.meeting_outside"),
    ],
)
def test_a_first_meeting_lies_in_the_term_and_before_what_is_due(day, code):
    expected = [("condition_3.first_meeting", code)] if code else []
    assert wrong(changed(3, first_meeting=at(day))) == expected


def test_the_day_of_a_meeting_is_the_suites_day_not_utcs():
    summer = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)  # half past midnight on the 11th here
    late = changed(3, due=GOOD.ends, first_meeting=summer)
    assert wrong(late) == [("condition_3.first_meeting", "contract.meeting_outside")]


@pytest.mark.parametrize(("minutes", "meet"), [(0, False), (59, False), (60, True)])
def test_two_first_meetings_within_an_hour_clash(minutes, meet):
    start = at(date(2026, 4, 1))
    draft = changed(3, first_meeting=start)
    later = replace(draft.at(4), first_meeting=start + timedelta(minutes=minutes))
    expected = [] if meet else [("condition_4.first_meeting", "contract.clash")]
    assert wrong(draft.put(later)) == expected


@pytest.mark.parametrize(("today", "passed"), [(DAY, False), (DAY + timedelta(days=1), True)])
def test_a_day_of_signing_that_has_passed_is_told(today, passed):
    expected = [("day", "contract.day_passed")] if passed else []
    assert wrong(GOOD, today=today) == expected


def test_a_need_without_a_condition_in_the_library_is_explained_even_where_it_is_required():
    slots = tuple(replace(slot, required=slot.position == 3) for slot in SCHEME.slots)
    unknown = Draft(DAY, GOOD.ends, (), ("sex_working",))
    assert rules.unanswered(unknown, replace(SCHEME, slots=slots)) == ((1, "sex_working"),)


# ── Whatever is drafted ──────────────────────────────────────────────────────────────────────

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
limits = st.builds(
    lambda safe, more: Limits(safe, safe and more and safe + timedelta(days=more)),
    st.none() | days,
    st.none() | st.integers(1, 90),
)


@given(days, limits)
def test_every_term_offered_is_in_bounds(day, within):
    for end in rules.terms(day, SCHEME, within):
        empty = Draft(day, end, (Condition(1, "NR1"),))
        assert rules.problems_with(empty, SCHEME, within, day) == ()


pathways = ["substances", "finance", "health", "accommodation"]


@given(st.permutations(pathways), st.integers(0, 4), days, st.booleans())
def test_whatever_is_proposed_has_nothing_in_the_wrong_place(needs, count, day, victim):
    draft = rules.propose(needs[:count], SCHEME, day, FREE, victim=victim)
    codes = {problem.code for problem in rules.problems_with(draft, SCHEME, FREE, day)}
    assert codes <= {"contract.no_service", "contract.no_sessions", "contract.need_left_out"}
    positions = [one.position for one in draft.conditions]
    assert positions == sorted(set(positions))


@given(days, days, limits)
def test_moving_to_another_day_never_leaves_a_term_past_the_safe_day(first, second, within):
    drafted = rules.propose(NEEDS, SCHEME, first, within)
    moved = rules.move_to(drafted, second, SCHEME, within)
    if rules.terms(second, SCHEME, within) and drafted.ends > second:
        assert within.last_end is None or moved.ends <= within.last_end
