import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.charge_clock import Charged, charge_clock
from triage_app.domain.eligibility import (
    ChargedWith,
    Eligibility,
    Facts,
    Finding,
    Verdict,
    age_on,
    term_finding,
    way_out,
)
from triage_app.domain.orders import Ordered
from triage_app.domain.questions import Answered
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.rule_settings import SETTINGS, Setting
from triage_app.domain.rules import RULES, assess
from triage_app.domain.scheme import Effect

MET, NOT_MET, NOT_KNOWN = Verdict
INSIDE = Located(Whereabouts.INSIDE, Why.WHOLE, "SA61", 458, 458)
OUTSIDE = Located(Whereabouts.OUTSIDE, Why.ELSEWHERE, "SA1")
DIVIDED = Located(Whereabouts.BY_HAND, Why.DIVIDED, "SA18", 653, 773)
LISTED = Located(
    Whereabouts.INSIDE, Why.LISTED_INSIDE, "SA18", postcode="SA18 1AA", district="W06000010",
    vintage=dt.date(2024, 2, 1),
)  # fmt: skip
TERM = Finding("term", MET, "term_no_limit")
TODAY = dt.date(2026, 5, 11)
THEFT = ChargedWith("Theft from a shop", "TH68010", "CE", dt.date(2026, 5, 10), INSIDE)
CLEAR = Facts(
    day=TODAY,
    born=dt.date(1995, 5, 14),
    home=INSIDE,
    offences=(THEFT,),
    ordered=Ordered(court_order=False, bail=False),
)


@pytest.fixture
def scheme(reference):
    return reference.schemes.version("dyfed-powys-2019-11")


@pytest.fixture
def found(scheme):
    """Return a function that gives a rule's verdict and reason on changed facts."""

    def found(rule, **changes):
        findings = assess(replace(CLEAR, **changes), scheme, TERM).findings
        finding = next(one for one in findings if one.rule == rule)
        return finding.verdict, finding.reason

    return found


def test_all_is_met_where_all_is_clear(scheme):
    advice = assess(CLEAR, scheme, TERM)

    assert (advice.verdict, advice.met) == (MET, 6)
    assert [finding.rule for finding in advice.findings] == [
        "term",
        "adult",
        "lives_in_area",
        "offended_in_area",
        "offence_suitable",
        "no_order_or_bail",
    ]


def test_every_rule_says_what_it_must_be_told():
    assert RULES.keys() == SETTINGS.keys()


@pytest.mark.parametrize(
    ("setting", "value", "fits"),
    [
        (Setting(int), 3, True),
        (Setting(int), 0, False),
        (Setting(int), True, False),
        (Setting(str, ("arrest", "referral")), "arrest", True),
        (Setting(str, ("arrest", "referral")), "birth", False),
        (Setting(list, ("admission",)), ["admission"], True),
        (Setting(list, ("admission",)), [], False),
        (Setting(list, ("admission",)), ["hearsay"], False),
        (Setting(list), ["CS", 7], False),
    ],
)
def test_a_setting_is_of_the_form_its_rule_needs(setting, value, fits):
    assert setting.fits(value) is fits


@pytest.mark.parametrize(
    ("born", "verdict", "reason"),
    [
        (None, NOT_KNOWN, "adult_unknown"),
        (dt.date(2008, 5, 11), MET, "adult_was_child"),  # eighteen today, not yet yesterday
        (dt.date(2008, 5, 10), MET, "adult"),
        (dt.date(2008, 5, 12), NOT_MET, "adult_not_yet"),
    ],
)
def test_aged_18_on_the_day_of_the_decision(found, born, verdict, reason):
    assert found("adult", born=born) == (verdict, reason)


@pytest.mark.parametrize(
    ("day", "age"),
    [(dt.date(2026, 2, 28), 17), (dt.date(2026, 3, 1), 18), (dt.date(2028, 2, 29), 20)],
)
def test_born_on_29_february_is_a_year_older_on_1_march(day, age):
    assert age_on(dt.date(2008, 2, 29), day) == age


@pytest.mark.parametrize(
    ("home", "answer", "verdict", "reason"),
    [
        (INSIDE, None, MET, "lives_inside"),
        (OUTSIDE, None, NOT_MET, "lives_outside"),
        (DIVIDED, None, NOT_KNOWN, "lives_divided"),
        (DIVIDED, True, MET, "lives_said_inside"),
        (DIVIDED, False, NOT_MET, "lives_said_outside"),
        (OUTSIDE, True, NOT_MET, "lives_outside"),  # where the postcode decides, it does
        (LISTED, None, MET, "lives_listed_inside"),
        (Located(Whereabouts.BY_HAND, Why.NOT_LISTED), None, NOT_KNOWN, "lives_not_listed"),
        (Located(Whereabouts.BY_HAND, Why.RETIRED), True, MET, "lives_said_inside"),
        (Located(Whereabouts.BY_HAND, Why.NO_FIXED_ABODE), None, NOT_KNOWN, "lives_no_fixed_abode"),
        (Located(Whereabouts.BY_HAND, Why.NOT_COUNTED), None, NOT_KNOWN, "lives_not_counted"),
        (Located(Whereabouts.BY_HAND, Why.NO_POSTCODE), None, NOT_KNOWN, "lives_no_postcode"),
        (Located(Whereabouts.BY_HAND, Why.UNREADABLE), None, NOT_KNOWN, "lives_unreadable"),
    ],
)
def test_lives_in_the_area(found, home, answer, verdict, reason):
    answers = {"lives_in_area": Answered(answer, "On the map")} if answer is not None else {}

    assert found("lives_in_area", home=home, answers=answers) == (verdict, reason)


@pytest.mark.parametrize(
    ("places", "answer", "verdict", "reason"),
    [
        ([INSIDE, INSIDE], None, MET, "offended_inside"),
        ([INSIDE, OUTSIDE], None, NOT_MET, "offended_outside"),
        ([INSIDE, DIVIDED], None, NOT_KNOWN, "offended_divided"),
        ([DIVIDED, OUTSIDE], True, NOT_MET, "offended_outside"),
        ([DIVIDED, INSIDE], True, MET, "offended_said_inside"),
        ([DIVIDED], False, NOT_MET, "offended_said_outside"),
        ([], None, NOT_KNOWN, "offended_no_offence"),
    ],
)
def test_offended_in_the_area(found, places, answer, verdict, reason):
    offences = tuple(replace(THEFT, located=place) for place in places)

    answers = {"offended_in_area": Answered(answer, "On the map")} if answer is not None else {}
    result = found("offended_in_area", offences=offences, answers=answers)

    assert result == (verdict, reason)


@pytest.mark.parametrize(
    ("categories", "verdict", "reason"),
    [
        (["CE"], MET, "offence_suitable"),
        (["CS", "CM"], MET, "offences_suitable"),
        (["CE", "CI"], NOT_MET, "offence_too_grave"),
        ([None, "CI"], NOT_MET, "offence_too_grave"),
        (["CE", None], NOT_KNOWN, "offence_unknown"),
        ([], NOT_KNOWN, "offence_none"),
    ],
)
def test_suitable_for_an_out_of_court_disposal(found, categories, verdict, reason):
    offences = tuple(replace(THEFT, category=category) for category in categories)

    assert found("offence_suitable", offences=offences) == (verdict, reason)


@pytest.mark.parametrize(
    ("first", "today", "verdict", "reason"),
    [
        ("2026-05-10", "2026-05-11", MET, "term_fits"),
        ("2026-03-01", "2026-05-11", NOT_MET, "term_too_long"),
        ("2026-02-01", "2026-05-11", NOT_MET, "term_none_fits"),
        ("2025-11-01", "2026-05-11", NOT_MET, "term_out_of_time"),
        (None, "2026-05-11", NOT_KNOWN, "term_unknown"),
    ],
)
def test_the_contract_must_leave_time_to_charge(reference, first, today, verdict, reason):
    day = dt.date.fromisoformat(today)
    offence = Charged("PU86116", "as charged", "CS", first and dt.date.fromisoformat(first))
    clock = charge_clock([offence], reference.offences, 28, day)

    finding = term_finding(clock, clock.fit(day, 4, 60))

    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_an_override_lets_the_whole_term_stand_unless_it_is_too_late(reference):
    def overridden(first):
        offence = Charged("PU86116", "as charged", "CS", first)
        clock = charge_clock([offence], reference.offences, 28, TODAY)
        return term_finding(clock, clock.fit(TODAY, 4, 60), overridden=True).reason

    assert overridden(dt.date(2026, 2, 1)) == "term_overridden"
    assert overridden(dt.date(2025, 11, 1)) == "term_out_of_time"


def test_without_a_limit_there_is_none_to_fit(reference):
    clock = charge_clock([Charged("TH68010", "x", "CE", TODAY)], reference.offences, 28, TODAY)

    assert term_finding(clock, clock.fit(TODAY, 4, 60)).reason == "term_no_limit"


VERDICTS = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)


@given(VERDICTS)
def test_one_refusal_decides_and_one_gap_leaves_it_open(verdicts):
    advice = Eligibility("s", tuple(Finding(str(n), v, "r") for n, v in enumerate(verdicts)))

    expected = NOT_MET if NOT_MET in verdicts else NOT_KNOWN if NOT_KNOWN in verdicts else MET
    assert advice.verdict is expected


@pytest.mark.parametrize("verdict", [NOT_MET, NOT_KNOWN])
def test_a_prompt_never_decides_the_advice(verdict):
    prompt = Finding("no_hate_crime", verdict, "r", effect=Effect.PROMPTS)
    advice = Eligibility("s", (Finding("adult", MET, "r"), prompt))

    assert (advice.verdict, way_out(advice)) == (MET, "not_suitable")


@pytest.mark.parametrize(
    ("failing", "way"),
    [([], "not_suitable"), (["term"], "no_safe_term"), (["term", "adult"], "not_eligible")],
)
def test_a_refusal_takes_the_way_out_that_the_advice_shows(failing, way):
    findings = [Finding(rule, NOT_MET, "why") for rule in failing]

    assert way_out(Eligibility("s", (Finding("other", MET, "r"), *findings))) == way


def test_the_digest_ties_a_decision_to_what_was_shown(scheme):
    shown = assess(CLEAR, scheme, TERM)

    assert shown.digest == assess(CLEAR, scheme, TERM).digest
    assert shown.digest != assess(replace(CLEAR, home=DIVIDED), scheme, TERM).digest
    assert shown.digest != assess(CLEAR, replace(scheme, code="another"), TERM).digest


def test_findings_are_kept_and_read_again(scheme):
    for finding in assess(CLEAR, scheme, TERM).findings:
        record = json.loads(json.dumps(finding.as_record()))
        assert Finding.from_record(record) == finding


def test_the_facts_are_kept_as_plain_values():
    kept = json.loads(json.dumps(CLEAR.snapshot()))

    assert (kept["born"], kept["home"]["outcode"]) == ("1995-05-14", "SA61")
    assert kept["offences"][0]["first_day"] == "2026-05-10"
