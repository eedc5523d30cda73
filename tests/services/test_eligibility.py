import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from triage_app.domain.eligibility import Decision, Verdict
from triage_app.domain.orders import Ordered
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import Event, State
from triage_app.services.answers import answer
from triage_app.services.authority import Authority, authorise
from triage_app.services.eligibility import advise, decide
from triage_app.services.terms import override_term, shorten_term
from triage_app.storage.models import AuditEntry, Case, WayOut

YES, NO = Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE
GRAVE = {"offences": [an_offence(code="OF61016", category="CI")]}
DIVIDED = {"person": someone(postcode="SA18 1AA")}
OLD_ASSAULT = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 2, 1))


@pytest.fixture
def decided(desk, assessor):
    """Return a function that decides on the advice as it stands."""

    def decided(case_id, outcome=YES, reason="Her own account"):
        digest = advise(desk, assessor, case_id).eligibility.digest
        decide(desk, assessor, case_id, Decision(outcome, reason, digest))

    return decided


def verdicts(advice):
    return {finding.rule: finding.verdict for finding in advice.eligibility.findings}


def test_advice_gives_every_rule_and_moves_nothing(desk, assessor, rows):
    case_id = refer(desk, assessor, **GRAVE, **DIVIDED, ordered=Ordered())

    advice = advise(desk, assessor, case_id)

    assert advice.eligibility.scheme == "dyfed-powys-2019-11"
    assert verdicts(advice) == {
        "term": Verdict.MET,
        "adult": Verdict.MET,
        "lives_in_area": Verdict.NOT_KNOWN,
        "offended_in_area": Verdict.MET,
        "offence_suitable": Verdict.NOT_MET,
        "no_order_or_bail": Verdict.NOT_KNOWN,
    }
    assert rows(Case)[0].state is State.REFERRED
    assert rows(AuditEntry)[-1].action == "eligibility.advised"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        pytest.param({}, YES, id="agreeing that all is met"),
        pytest.param({}, NO, id="disagreeing that all is met"),
        pytest.param(GRAVE, NO, id="agreeing that a rule is not met"),
        pytest.param(GRAVE, YES, id="disagreeing that a rule is not met"),
        pytest.param(DIVIDED, YES, id="where the rules do not know"),
    ],
)
def test_the_assessor_decides(desk, assessor, decided, rows, facts, outcome):
    decided(refer(desk, assessor, **facts), outcome)

    expected = State.ELIGIBLE if outcome is YES else State.NOT_TAKEN_ON
    assert rows(Case)[0].state is expected


def test_a_decision_is_shown_again_as_it_was_years_later(desk, assessor, decided, clock):
    case_id = refer(desk, assessor, **DIVIDED)
    shown = advise(desk, assessor, case_id)
    decided(case_id, YES, "  Lives with her aunt ")
    clock.set("2031-05-11 09:30")

    kept = advise(desk, assessor, case_id).decided

    assert (kept.outcome, kept.reason) == (YES, "Lives with her aunt")
    assert (kept.by, kept.at) == ("Mared Hawthorn", dt.datetime(2026, 5, 11, 8, 30, tzinfo=dt.UTC))
    assert kept.findings == shown.eligibility.findings
    assert kept.facts["born"] == "1995-05-14"
    assert kept.facts["home"]["inside"] == 653


def test_advice_that_no_longer_holds_is_read_again_first(desk, assessor):
    case_id = refer(desk, assessor, **DIVIDED)
    seen = advise(desk, assessor, case_id)
    answer(desk, assessor, case_id, "lives_in_area", False, "On the map")

    with pytest.raises(Refused, match=r"eligibility\.advice_changed"):
        decide(desk, assessor, case_id, Decision(YES, "As shown", seen.eligibility.digest))


@pytest.mark.parametrize("reason", ["  ", "x" * 901])
def test_a_decision_without_a_reason_that_fits_a_letter_is_none(reason):
    with pytest.raises(Invalid):
        Decision(YES, reason, "digest")


@pytest.mark.parametrize(
    ("facts", "way"),
    [
        ({}, "not_suitable"),
        (GRAVE, "not_eligible"),
        ({"offences": [replace(OLD_ASSAULT, first_day=dt.date(2025, 12, 1))]}, "no_safe_term"),
    ],
)
def test_whoever_is_not_taken_on_has_a_way_out(desk, assessor, decided, rows, facts, way):
    decided(refer(desk, assessor, **facts), NO, "Too grave")

    assert [(row.reason, row.note) for row in rows(WayOut)] == [(way, "Too grave")]


def test_where_the_postcode_cannot_decide_a_person_does(desk, assessor):
    case_id = refer(desk, assessor, **DIVIDED)

    answer(desk, assessor, case_id, "lives_in_area", True, " Her tenancy shows it ")

    finding = advise(desk, assessor, case_id).eligibility.findings[2]
    assert (finding.verdict, finding.reason) == (Verdict.MET, "lives_said_inside")


def test_a_term_is_shortened_to_the_safe_day(desk, assessor):
    case_id = refer(desk, assessor, offences=[OLD_ASSAULT])
    before = advise(desk, assessor, case_id)
    assert before.eligibility.findings[0].reason == "term_none_fits"

    with pytest.raises(Refused, match=r"eligibility\.no_term_fits"):
        shorten_term(desk, assessor, case_id, "None fits")

    other = refer(
        desk,
        assessor,
        person=someone(name="Lowri Dipper"),
        custody=a_stay(custody_record="HW/2"),
        offences=[replace(OLD_ASSAULT, first_day=dt.date(2026, 3, 1))],
    )
    assert advise(desk, assessor, other).eligibility.findings[0].reason == "term_too_long"
    assert shorten_term(desk, assessor, other, "Agreed") == dt.date(2026, 8, 4)
    after = advise(desk, assessor, other)
    assert after.eligibility.findings[0].reason == "term_fits"
    assert after.fit.ends == dt.date(2026, 8, 4)


def test_a_supervisor_may_keep_the_whole_term(desk, assessor, supervisor, rows):
    tight = replace(OLD_ASSAULT, first_day=dt.date(2026, 3, 25))
    case_id = refer(desk, assessor, offences=[tight])

    assert override_term(desk, supervisor, case_id, "Charged by post") == dt.date(2026, 9, 14)

    assert advise(desk, assessor, case_id).eligibility.findings[0].reason == "term_overridden"
    assert rows(Case)[0].term_by == "osian.thistlewood"


def test_but_nobody_past_the_last_day_to_charge(desk, assessor, supervisor, rows):
    case_id = refer(desk, assessor, offences=[OLD_ASSAULT])

    with pytest.raises(Invalid) as told:
        override_term(desk, supervisor, case_id, "The officer agrees to wait")

    assert [one.code for one in told.value.problems] == ["contract.past_last_day"]

    assert rows(Case)[0].term_end is None


def test_nor_on_a_case_of_their_own(desk, supervisor):
    case_id = refer(desk, supervisor, offences=[OLD_ASSAULT])

    with pytest.raises(Refused, match=r"eligibility\.own_override"):
        override_term(desk, supervisor, case_id, "Charged by post")


def test_and_no_assessor_may(desk, assessor):
    case_id = refer(desk, assessor, offences=[OLD_ASSAULT])

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        override_term(desk, assessor, case_id, "Charged by post")


OFFICER = Authority("Insp Gwen Alder", "Inspector", "88", dt.date(2026, 5, 11))


def test_the_authorising_officer_is_recorded_and_corrected(desk, assessor, decided):
    case_id = refer(desk, assessor)
    decided(case_id)
    authorise(desk, assessor, case_id, OFFICER)
    authorise(desk, assessor, case_id, replace(OFFICER, number="89"))

    kept = advise(desk, assessor, case_id).authority
    assert (kept.officer, kept.number, kept.recorded_by) == (
        "Insp Gwen Alder",
        "89",
        "mared.hawthorn",
    )


def test_nobody_authorises_what_is_not_decided(desk, assessor):
    with pytest.raises(Refused, match=r"eligibility\.cannot_authorise"):
        authorise(desk, assessor, refer(desk, assessor), OFFICER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"officer": " "}, "officer"),
        ({"rank": ""}, "rank"),
        ({"number": "9" * 301}, "number"),
        ({"day": None}, "day"),
        ({"day": dt.date(2026, 5, 12)}, "day"),
    ],
)
def test_an_authority_says_who_and_when(desk, assessor, decided, changes, field):
    case_id = refer(desk, assessor)
    decided(case_id)

    with pytest.raises(Invalid) as invalid:
        authorise(desk, assessor, case_id, replace(OFFICER, **changes))

    assert [problem.field for problem in invalid.value.problems] == [field]


def test_others_neither_look_nor_decide(desk, assessor, administrator, auditor):
    case_id = refer(desk, assessor)

    for other in (administrator, auditor):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            advise(desk, other, case_id)
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            decide(desk, other, case_id, Decision(YES, "Because", "digest"))
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            authorise(desk, other, case_id, OFFICER)
