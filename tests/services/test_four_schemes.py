"""Each scheme of the commissioners' papers, walked from the referral to the first meeting."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import NO as DECLINED
from tests.services.verbs_schemes import (
    DURHAM,
    FORCE,
    FULL,
    NOT_ELIGIBLE,
    PILOT,
    WALKS,
    WILTSHIRE,
    WITH_CONTRACT,
    Walk,
    booked,
    decided,
)
from triage_app.domain.eligibility import COHORT, TERM, Verdict
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.safety import REPORTED, Flag, Raised
from triage_app.domain.workflow import State
from triage_app.services import (
    answers,
    attention,
    bookings,
    casefile,
    caseload,
    consent,
    contracts,
    referrals,
    safety,
    ways_out,
)
from triage_app.services.eligibility import advise
from triage_app.storage.models import Case

OF_A_CONTRACT = {State.LIVE, State.BREACH_PROPOSED, State.RETURNED, State.COMPLETED}
every_scheme = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.version)
with_contract = pytest.mark.parametrize("walk", WITH_CONTRACT, ids=lambda walk: walk.version)


@every_scheme
def test_a_scheme_is_walked_to_the_first_meeting(at, assessor, rows, walk):
    desk = at(walk)

    case_id = booked(desk, assessor, walk)

    case = rows(Case)[0]
    assert (case.scheme, case.number, case.suite) == (walk.version, walk.number, walk.suite)
    assert case.state is State.CONSENTED
    meeting = bookings.first_meeting(desk, assessor, case_id)
    assert meeting.hours == (24, 72)
    assert meeting.current.outside_reason == ""
    head = casefile.head(desk, assessor, case_id)
    assert (head.state, head.next_step) == (State.CONSENTED, "assessment")


@every_scheme
def test_a_scheme_is_decided_against_whatever_it_advises(at, assessor, rows, walk):
    desk = at(walk)
    case_id = walk.refer(desk, assessor)

    decided(desk, assessor, case_id, NOT_ELIGIBLE)

    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert any(one.code == "left" for one in attention.due_in(desk, assessor, case_id))


@every_scheme
def test_whoever_declines_a_scheme_is_let_go_and_offered_services(at, assessor, rows, walk):
    desk = at(walk)
    case_id = walk.refer(desk, assessor)
    decided(desk, assessor, case_id)

    consent.issue_sheet(desk, assessor, case_id, "cy")
    consent.record(desk, assessor, case_id, replace(DECLINED, day=walk.released.date()))

    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert ways_out.view(desk, assessor, case_id).reason == "declined"
    assert "services" in {one.kind for one in attention.due_in(desk, assessor, case_id)}


@every_scheme
def test_everything_that_calls_has_its_days_and_its_words(at, assessor, walk):
    desk = at(walk)
    case_id = walk.refer(desk, assessor)

    for state in State if walk is not PILOT else set(State) - OF_A_CONTRACT:
        put(desk, assessor, case_id, state)
        for one in attention.due_in(desk, assessor, case_id):
            assert desk.texts("cy").has(f"attention.{one.code}")
        assert caseload.caseload(desk, assessor).rows or state is State.CLOSED
        assert casefile.head(desk, assessor, case_id).stages


@every_scheme
def test_every_rule_of_a_scheme_is_asked_with_its_source(at, assessor, walk):
    desk = at(walk)

    advice = advise(desk, assessor, walk.refer(desk, assessor))

    asked = [one.rule for one in advice.eligibility.findings if one.rule not in (TERM, COHORT)]
    assert sorted(asked) == sorted(rule.code for rule in advice.scheme.rules)
    assert all(rule.source for rule in advice.scheme.rules)
    assert advice.eligibility.scheme == walk.version


# ── Dyfed-Powys: the roll-out ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("suite", "day", "sex", "code"),
    [
        ("haverfordwest", "2015-12-31", "female", "scheme.not_yet"),
        ("haverfordwest", "2016-06-13", "male", "scheme.not_for"),
        ("haverfordwest", "2016-06-13", None, "scheme.asks"),
        ("llanelli", "2016-06-13", "female", "scheme.not_yet"),
        ("llanelli", "2018-05-14", "male", "scheme.not_yet"),
        ("llanelli", "2019-10-31", "male", "scheme.not_yet"),
        ("durham", "2015-03-31", "male", "scheme.not_yet"),
        ("southwark", "2026-05-11", "male", "scheme.none_in_force"),
    ],
)
def test_where_and_when_a_scheme_takes_nobody_it_is_said(at, assessor, rows, suite, day, sex, code):
    walk = Walk("", suite, day, "SA61 1AA", "", sex)

    with pytest.raises(Invalid) as invalid:
        walk.refer(at(walk), assessor)

    assert [(one.field, one.code) for one in invalid.value.problems] == [("suite", code)]
    assert rows(Case) == []


def test_whoever_was_in_the_pilot_is_taken_by_the_full_service_too(at, assessor, rows):
    earlier = PILOT.refer(at(PILOT), assessor)
    person = rows(Case)[0].person_id
    later = FULL.stay

    FULL.refer(
        at(FULL), assessor, person_id=person, custody=replace(later, custody_record="HW/2/18")
    )

    assert [case.family for case in rows(Case)] == ["haverfordwest-women", "dyfed-powys"]
    assert {case.person_id for case in rows(Case)} == {person}
    assert earlier


def test_the_full_service_and_the_roll_out_are_one_family(at, assessor, rows):
    """A live case under the earlier version keeps the later from opening another."""
    FULL.refer(at(FULL), assessor)
    person = rows(Case)[0].person_id

    with pytest.raises(Refused, match=r"referral\.has_live_case"):
        FORCE.refer(
            at(FORCE),
            assessor,
            person_id=person,
            custody=replace(FORCE.stay, custody_record="LL/2/26"),
        )


def test_a_case_keeps_the_version_it_was_opened_under(at, assessor, clock):
    desk = at(FULL)
    case_id = FULL.refer(desk, assessor)

    clock.set("2026-05-11 09:30")

    assert advise(desk, assessor, case_id).scheme.code == "dyfed-powys-2018-04"


@with_contract
def test_a_contract_is_drafted_from_a_schemes_own_library(at, assessor, walk):
    desk = at(walk)
    case_id = booked(desk, assessor, walk)
    put(desk, assessor, case_id, State.ASSESSED)

    sheet = contracts.draft(desk, assessor, case_id)

    scheme = desk.schemes.version(walk.version)
    assert sheet.draft.conditions[0].position == 1
    assert all(scheme.condition(one.code) for one in sheet.draft.conditions)


def test_a_case_stays_at_a_suite_of_the_version_it_was_opened_under(at, assessor, rows):
    desk = at(FULL)
    case_id = FULL.refer(desk, assessor)
    seen = referrals.view(desk, assessor, case_id)
    moved = replace(seen.referral, custody=replace(seen.referral.custody, suite="llanelli"))

    with pytest.raises(Invalid) as invalid:
        referrals.amend(desk, assessor, case_id, moved, seen.versions)

    (problem,) = invalid.value.problems
    assert (problem.field, problem.code) == ("suite", "scheme.not_there")
    assert "It runs at: Haverfordwest." in desk.texts("en")(problem.code, **problem.values)
    assert rows(Case)[0].suite == "haverfordwest"


# ── Durham and Wiltshire ─────────────────────────────────────────────────────────────────────


def test_the_fifth_condition_of_durham_is_volunteering_or_a_tag(reference):
    durham = reference.schemes.version(DURHAM.version)

    assert durham.slots[4].kinds == ("volunteering", "tag")
    assert next(one.code for one in durham.outcomes if one.by_default) == "nfa"


CLEAR_OF_ALL = {
    "admission": True,
    "co_accused": False,
    "hate_crime": False,
    "held_for_court": False,
    "mental_health_act": False,
}
LONGER = (
    "offence_recent",
    "admission_or_evidence",
    "no_co_accused",
    "no_hate_crime",
    "not_held_for_court",
    "not_under_mental_health_act",
)


def answered(desk, actor, case_id, **said):
    for question, found in said.items():
        answers.answer(desk, actor, case_id, question, found)
    return advise(desk, actor, case_id).eligibility


def test_durham_asks_its_longer_list_and_is_answered(at, assessor):
    desk = at(DURHAM)
    case_id = DURHAM.refer(desk, assessor)
    advice = advise(desk, assessor, case_id).eligibility
    found = {one.rule: one.verdict for one in advice.findings}
    assert [found[rule] for rule in LONGER] == [Verdict.MET, *[Verdict.NOT_KNOWN] * 5]

    answers_given = answered(desk, assessor, case_id, **CLEAR_OF_ALL)

    assert answers_given.verdict is Verdict.MET
    assert [one.rule for one in answers_given.findings if one.rule in LONGER]
    decided(desk, assessor, case_id)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"admission": False, "evidence": False}, "admission_or_evidence"),
        ({"co_accused": True}, "no_co_accused"),
        ({"hate_crime": True}, "no_hate_crime"),
        ({"held_for_court": True}, "not_held_for_court"),
        ({"mental_health_act": True}, "not_under_mental_health_act"),
    ],
)
def test_each_rule_that_durham_adds_bars_by_itself(at, assessor, said, rule):
    desk = at(DURHAM)
    case_id = DURHAM.refer(desk, assessor)

    advice = answered(desk, assessor, case_id, **(CLEAR_OF_ALL | said))

    not_met = [one.rule for one in advice.findings if one.verdict is Verdict.NOT_MET]
    assert (advice.verdict, not_met) == (Verdict.NOT_MET, [rule])


@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2026-02-11", Verdict.MET), ("2026-02-10", Verdict.NOT_MET), (None, Verdict.NOT_KNOWN)],
)
def test_durham_takes_offences_under_three_months_old_at_the_arrest(at, assessor, day, verdict):
    desk = at(DURHAM)
    offence = replace(DURHAM.offence, first_day=day and dt.date.fromisoformat(day))

    advice = advise(desk, assessor, DURHAM.refer(desk, assessor, offences=[offence]))

    found = {one.rule: one.verdict for one in advice.eligibility.findings}
    assert found["offence_recent"] is verdict


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ({"first_time": True, "caution_appropriate": True}, Verdict.MET),
        (
            {"first_time": False, "high_volume_low_risk": True, "caution_appropriate": True},
            Verdict.MET,
        ),
        (
            {"first_time": False, "high_volume_low_risk": False, "caution_appropriate": True},
            Verdict.NOT_MET,
        ),
        ({"first_time": True, "caution_appropriate": False}, Verdict.NOT_MET),
        ({}, Verdict.NOT_KNOWN),
    ],
)
def test_wiltshire_asks_whether_a_caution_is_the_most_appropriate(at, assessor, said, verdict):
    desk = at(WILTSHIRE)

    advice = answered(desk, assessor, WILTSHIRE.refer(desk, assessor), **said)

    assert advice.verdict is verdict


def test_wiltshire_alone_defers_a_caution_and_says_what_no_paper_gives(reference):
    schemes = reference.schemes.schemes

    assert [one.family for one in schemes if one.defers_caution] == ["wiltshire-deferred"]
    wiltshire = reference.schemes.version(WILTSHIRE.version)
    assert {"term_months", "slots", "rules.lives_in_area"} <= set(wiltshire.placeholders)
    assert wiltshire.contribution
    offered = {one.pathway for one in wiltshire.conditions if one.pathway}
    assert offered == {"attitudes", "mental_health", "drugs", "alcohol"}


@every_scheme
def test_somebody_at_risk_is_reported_by_the_law_of_the_country(at, assessor, walk):
    desk = at(walk)
    case_id = walk.refer(desk, assessor)
    for flag in (*REPORTED, Flag.MEDICATION):
        safety.raise_flag(desk, assessor, case_id, Raised(flag, "What was said"))

    found = {one.flag: one.duty for one in safety.flags(desk, assessor, case_id)}

    if walk in (DURHAM, WILTSHIRE):
        laws = ("Children Act 1989, section 47", "Care Act 2014, section 42")
        welsh = ("Deddf Plant 1989, adran 47", "Deddf Gofal 2014, adran 42")
    else:
        act = "Social Services and Well-being (Wales) Act 2014"
        laws = (f"{act}, section 130", f"{act}, section 128")
        act = "Deddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014"
        welsh = (f"{act}, adran 130", f"{act}, adran 128")
    for flag, english, cymraeg in zip(REPORTED, laws, welsh, strict=True):
        assert english in found[flag].wanted.en
        assert cymraeg in found[flag].wanted.cy
    assert found[Flag.MEDICATION] is None
