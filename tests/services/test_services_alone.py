"""A scheme without a contract: services alone, and then the end."""

import datetime as dt

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_schemes import PILOT, WITH_CONTRACT, booked
from triage_app.domain.directory import Entry
from triage_app.domain.eligibility import Verdict
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.support import Request
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    casefile,
    caseload,
    contracts,
    directory,
    finding_words,
    services_alone,
    support,
    terms,
)
from triage_app.services.eligibility import advise
from triage_app.storage.models import Case, Ending

SERVICE = Entry(
    name="Practice Advice Centre",
    pathways=("finance",),
    areas=("pembrokeshire",),
    address="Example Lane, Haverfordwest",
    telephone="01632 960212",
)


def test_without_a_contract_no_term_is_found_and_no_time_to_charge_is_kept(at, assessor):
    desk = at(PILOT)
    case_id = PILOT.refer(desk, assessor)

    findings = advise(desk, assessor, case_id).eligibility.findings

    assert [one.rule for one in findings] == ["cohort", "adult"]
    assert casefile.head(desk, assessor, case_id).clock is None
    (row,) = caseload.caseload(desk, assessor).rows
    assert (row.days_left, row.late, row.tight, row.contract) == (None, False, False, False)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whoever_is_found_not_to_be_a_woman_is_not_among_those_it_takes(at, assessor, language):
    desk = at(PILOT)
    case_id = PILOT.refer(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.sex = "male"  # as a correction would

    (cohort, _) = advise(desk, assessor, case_id).eligibility.findings

    assert cohort.verdict is Verdict.NOT_MET
    said = finding_words.found(desk, cohort).text(desk.texts(language))
    assert {"en": "It takes: Women.", "cy": "Mae’n derbyn: Menywod."}[language] in said


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


@pytest.mark.parametrize("walk", WITH_CONTRACT, ids=lambda walk: walk.version)
def test_a_scheme_with_a_contract_does_not_end_with_services_alone(at, assessor, walk):
    desk = at(walk)
    case_id = booked(desk, assessor, walk)

    assert not services_alone.concerns(desk, assessor, case_id)
    assert services_alone.view(desk, assessor, case_id) is None
    with pytest.raises(Refused, match=r"services_alone\.has_contract"):
        services_alone.conclude(desk, assessor, case_id, "No contract")


def test_a_referral_to_a_service_is_enough_to_end_a_case_without_a_note(at, assessor, supervisor):
    desk = at(PILOT)
    case_id = booked(desk, assessor, PILOT)
    service = directory.add(desk, supervisor, SERVICE)
    asked = Request(service, "finance", "", ("contact",), PILOT.released.date(), "in_person", "en")
    support.refer(desk, assessor, case_id, asked)

    assert services_alone.view(desk, assessor, case_id).referrals == 1
    services_alone.conclude(desk, assessor, case_id, "")

    assert services_alone.view(desk, assessor, case_id).closed_on == dt.date(2016, 6, 13)
