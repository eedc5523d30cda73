"""Each scheme of the commissioners' papers, walked from the referral to the first meeting."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import YES as AGREED
from tests.services.verbs_consent import a_slot
from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from triage_app.domain.directory import Entry
from triage_app.domain.eligibility import TERM, Decision, Verdict
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import Event, State
from triage_app.services import (
    attention,
    bookings,
    casefile,
    caseload,
    consent,
    contracts,
    directory,
    services_alone,
    terms,
)
from triage_app.services.eligibility import advise, decide
from triage_app.storage.models import Case, Ending, ServiceReferral

SERVICE = Entry(
    name="Practice Advice Centre",
    pathways=("finance",),
    areas=("pembrokeshire",),
    address="Example Lane, Haverfordwest",
    telephone="01632 960212",
)
ELIGIBLE, NOT_ELIGIBLE = Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE


@dataclass(frozen=True)
class Walk:
    """A suite on a day, somebody who is referred there, and the version that takes them."""

    version: str
    suite: str
    day: str
    postcode: str
    number: str  # the first case's
    sex: str = "male"

    @property
    def released(self):
        return dt.datetime.fromisoformat(f"{self.day}T07:00+00:00")

    @property
    def someone(self):
        return someone(postcode=self.postcode, sex=self.sex)

    @property
    def stay(self):
        return a_stay(
            suite=self.suite,
            arrested=self.released - dt.timedelta(hours=14),
            released=self.released,
        )

    @property
    def offence(self):
        day = self.released.date() - dt.timedelta(days=1)
        return an_offence(first_day=day, postcode=self.postcode)

    def refer(self, desk, actor, **changes):
        given = {"person": self.someone, "custody": self.stay, "offences": [self.offence]}
        return refer(desk, actor, **(given | changes))


FORCE = Walk("dyfed-powys-2019-11", "llanelli", "2026-05-11", "SA14 1AA", "DP-26-0001")
FULL = Walk("dyfed-powys-2018-04", "haverfordwest", "2018-05-14", "SA61 1AA", "DP-18-0001")
PILOT = Walk(
    "haverfordwest-women-2016-01", "haverfordwest", "2016-06-13", "SA61 1AA", "HW-16-0001", "female"
)
DURHAM = Walk("durham-checkpoint-2015-04", "durham", "2026-05-11", "DH1 1AA", "DC-26-0001")
WILTSHIRE = Walk("wiltshire-deferred-2021-01", "swindon", "2026-05-11", "SN1 1AA", "WD-26-0001")
WALKS = [FORCE, FULL, PILOT, DURHAM, WILTSHIRE]
WITH_CONTRACT = [FORCE, FULL, DURHAM, WILTSHIRE]
OF_A_CONTRACT = {State.LIVE, State.BREACH_PROPOSED, State.RETURNED, State.COMPLETED}
every_scheme = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.version)
with_contract = pytest.mark.parametrize("walk", WITH_CONTRACT, ids=lambda walk: walk.version)


@pytest.fixture
def at(desk, clock):
    """Return a function that sits down at a walk's suite, on its day."""

    def at(walk):
        clock.set(f"{walk.day} 09:30")
        return replace(desk, suite=walk.suite)

    return at


def decided(desk, actor, case_id, outcome=ELIGIBLE):
    advice = advise(desk, actor, case_id)
    decide(desk, actor, case_id, Decision(outcome, "As I found it", advice.eligibility.digest))


def booked(desk, actor, walk):
    """Take a walk to its first meeting, every step by its own use case."""
    case_id = walk.refer(desk, actor)
    decided(desk, actor, case_id)
    consent.issue_sheet(desk, actor, case_id, "en")
    consent.record(desk, actor, case_id, replace(AGREED, day=walk.released.date()))
    starts = walk.released + dt.timedelta(hours=26)
    bookings.book(desk, actor, case_id, a_slot(starts=starts))
    return case_id


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

    asked = [one.rule for one in advice.eligibility.findings if one.rule != TERM]
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


# ── The pilot: services without a contract ───────────────────────────────────────────────────


def test_without_a_contract_no_term_is_found_and_no_time_to_charge_is_kept(at, assessor):
    desk = at(PILOT)
    case_id = PILOT.refer(desk, assessor)

    findings = advise(desk, assessor, case_id).eligibility.findings

    assert [one.rule for one in findings] == ["adult"]
    assert casefile.head(desk, assessor, case_id).clock is None
    (row,) = caseload.caseload(desk, assessor).rows
    assert (row.days_left, row.late, row.tight, row.limit_known) == (None, False, False, True)


def test_without_a_contract_five_steps_lead_to_services(at, assessor):
    desk = at(PILOT)
    case_id = booked(desk, assessor, PILOT)

    stages = casefile.head(desk, assessor, case_id).stages

    assert [one.step for one in stages] == [
        "referral",
        "eligibility",
        "consent",
        "assessment",
        "outcome",
    ]
    assert (stages[-1].name, stages[-1].can_be_opened) == ("step.services", True)


@pytest.mark.parametrize("state", [State.CONSENTED, State.ASSESSING, State.ASSESSED])
def test_without_a_contract_a_case_ends_with_services_arranged(at, assessor, rows, state):
    desk = at(PILOT)
    case_id = booked(desk, assessor, PILOT)
    put(desk, assessor, case_id, state)

    services_alone.conclude(desk, assessor, case_id, "She has a worker of her own already.")

    case, (ending,) = rows(Case)[0], rows(Ending)
    assert (case.state, case.closed_on) == (State.CLOSED, dt.date(2016, 6, 13))
    assert (ending.kind, ending.result) == ("services", "services_arranged")
    seen = services_alone.view(desk, assessor, case_id)
    assert (seen.note, seen.may_be_arranged) == ("She has a worker of her own already.", False)
    assert attention.due_in(desk, assessor, case_id) == ()


def test_where_no_service_was_arranged_it_is_said_why(at, assessor, rows):
    desk = at(PILOT)
    case_id = booked(desk, assessor, PILOT)

    with pytest.raises(Invalid) as invalid:
        services_alone.conclude(desk, assessor, case_id, "  ")

    assert [one.code for one in invalid.value.problems] == ["services_alone.say_why_none"]
    assert rows(Case)[0].state is State.CONSENTED


def test_whoever_is_assessed_without_a_contract_calls_for_services(at, assessor):
    desk = at(PILOT)
    case_id = PILOT.refer(desk, assessor)
    put(desk, assessor, case_id, State.ASSESSED)

    dues = attention.due_in(desk, assessor, case_id)
    head = casefile.head(desk, assessor, case_id)

    assert [one.code for one in dues] == ["services_alone"]
    assert (head.next_step, head.next_action) == ("outcome", "step.next_services")


def test_without_a_contract_none_is_drafted_and_no_term_is_set(at, assessor, supervisor):
    desk = at(PILOT)
    case_id = PILOT.refer(desk, assessor)

    with pytest.raises(Refused, match=r"contract\.none_in_scheme"):
        terms.shorten_term(desk, assessor, case_id, "To fit")
    with pytest.raises(Refused, match=r"contract\.none_in_scheme"):
        terms.override_term(desk, supervisor, case_id, "To fit")
    put(desk, assessor, case_id, State.ASSESSED)
    assert not contracts.may_be_drafted(desk, assessor, case_id)
    with pytest.raises(Refused, match=r"contract\.none_in_scheme"):
        contracts.draft(desk, assessor, case_id)


@with_contract
def test_a_scheme_with_a_contract_does_not_end_with_services_alone(at, assessor, walk):
    desk = at(walk)
    case_id = booked(desk, assessor, walk)

    assert not services_alone.concerns(desk, assessor, case_id)
    assert services_alone.view(desk, assessor, case_id) is None
    with pytest.raises(Refused, match=r"services_alone\.has_contract"):
        services_alone.conclude(desk, assessor, case_id, "No contract")


@with_contract
def test_a_contract_is_drafted_from_a_schemes_own_library(at, assessor, walk):
    desk = at(walk)
    case_id = booked(desk, assessor, walk)
    put(desk, assessor, case_id, State.ASSESSED)

    sheet = contracts.draft(desk, assessor, case_id)

    scheme = desk.schemes.version(walk.version)
    assert sheet.draft.conditions[0].position == 1
    assert all(scheme.condition(one.code) for one in sheet.draft.conditions)


# ── Durham and Wiltshire ─────────────────────────────────────────────────────────────────────


def test_the_fifth_condition_of_durham_is_volunteering_or_a_tag(reference):
    durham = reference.schemes.version(DURHAM.version)

    assert durham.slots[4].kinds == ("volunteering", "tag")
    assert next(one.code for one in durham.outcomes if one.by_default) == "nfa"


def test_durham_asks_its_longer_list(at, assessor):
    advice = advise(at(DURHAM), assessor, DURHAM.refer(at(DURHAM), assessor))

    asked = {one.rule: one.verdict for one in advice.eligibility.findings}
    longer = {
        "offence_recent",
        "admission_or_evidence",
        "no_co_accused",
        "no_hate_crime",
        "not_held_for_court",
        "not_under_mental_health_act",
    }
    assert longer <= asked.keys()
    assert advice.eligibility.verdict is Verdict.NOT_KNOWN


def test_wiltshire_alone_defers_a_caution_and_says_what_no_paper_gives(reference):
    schemes = reference.schemes.schemes

    assert [one.family for one in schemes if one.defers_caution] == ["wiltshire-deferred"]
    wiltshire = reference.schemes.version(WILTSHIRE.version)
    assert {"term_months", "slots", "rules.lives_in_area"} <= set(wiltshire.placeholders)
    assert wiltshire.contribution
    offered = {one.pathway for one in wiltshire.conditions if one.pathway}
    assert offered == {"attitudes", "mental_health", "drugs", "alcohol"}


def test_a_referral_to_a_service_is_enough_to_end_a_case_without_a_note(at, assessor, supervisor):
    desk = at(PILOT)
    case_id = booked(desk, assessor, PILOT)
    service = directory.add(desk, supervisor, SERVICE)
    with desk.sessions.begin() as session:
        session.add(
            ServiceReferral(
                case_id=case_id,
                service_id=service,
                purpose="finance",
                shared=["name", "telephone"],
                consent_day=dt.date(2016, 6, 13),
                consent_how="spoken",
                consent_language="en",
                state="recorded",
                recorded_by=assessor.username,
                recorded_at=desk.now(),
            )
        )

    assert services_alone.view(desk, assessor, case_id).referrals == 1
    services_alone.conclude(desk, assessor, case_id, "")

    assert services_alone.view(desk, assessor, case_id).closed_on == dt.date(2016, 6, 13)
