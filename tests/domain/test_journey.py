import pytest

from triage_app.domain.journey import CURRENT, Progress, StepCode, journey, next_action
from triage_app.domain.workflow import State

LETTER = {
    Progress.DONE: "d",
    Progress.NOW: "n",
    Progress.READY: "r",
    Progress.LOCKED: "l",
    Progress.NOT_NEEDED: "x",
}


@pytest.mark.parametrize(
    ("state", "reached", "shown"),
    [
        (State.REFERRED, StepCode.REFERRAL, "dnlllll"),
        (State.ELIGIBLE, StepCode.ELIGIBILITY, "ddnllll"),
        (State.CONSENTED, StepCode.CONSENT, "dddnlll"),
        (State.ASSESSING, StepCode.ASSESSMENT, "dddnlll"),
        (State.ASSESSED, StepCode.ASSESSMENT, "ddddnll"),
        (State.LIVE, StepCode.CONTRACT, "dddddnr"),
        (State.RETURNED, StepCode.TRACKING, "ddddddn"),
        (State.NOT_TAKEN_ON, StepCode.ELIGIBILITY, "ddxxxxn"),
        (State.CLOSED, StepCode.CONSENT, "dddxxxd"),
        (State.CLOSED, StepCode.TRACKING, "ddddddd"),
    ],
)
def test_every_state_shows_seven_steps(state, reached, shown):
    assert "".join(LETTER[stage.progress] for stage in journey(state, reached)) == shown


@pytest.mark.parametrize(
    ("state", "reached", "shown"),
    [
        (State.REFERRED, StepCode.REFERRAL, "dnlll"),
        (State.ELIGIBLE, StepCode.ELIGIBILITY, "ddnll"),
        (State.CONSENTED, StepCode.CONSENT, "dddnr"),
        (State.ASSESSING, StepCode.ASSESSMENT, "dddnr"),
        (State.ASSESSED, StepCode.ASSESSMENT, "ddddn"),
        (State.NOT_TAKEN_ON, StepCode.ELIGIBILITY, "ddxxn"),
        (State.CLOSED, StepCode.CONSENT, "dddxd"),
    ],
)
def test_without_a_contract_there_are_five_steps(state, reached, shown):
    stages = journey(state, reached, contract=False)

    assert "".join(LETTER[stage.progress] for stage in stages) == shown
    assert stages[-1].name == "step.services"


def test_a_locked_end_without_a_contract_says_when_it_opens():
    locked = journey(State.REFERRED, StepCode.REFERRAL, contract=False)[-1]

    assert locked.note == "step.locked_services"


def test_without_a_contract_the_assessment_leads_to_services():
    assert next_action(State.ASSESSED, may_decide=True, contract=False) == "step.next_services"


def test_consent_is_not_done_with_until_the_first_meeting_is_booked():
    shown = journey(State.CONSENTED, StepCode.CONSENT, booked=False)

    assert "".join(LETTER[stage.progress] for stage in shown) == "ddnrlll"


def test_every_state_has_a_place_where_its_work_is_done():
    assert set(CURRENT) == set(State)


def test_a_closed_case_has_nothing_left_to_do():
    assert next_action(State.CLOSED, may_decide=True) == ""


def test_only_who_may_decide_a_breach_is_asked_to():
    assert next_action(State.BREACH_PROPOSED, may_decide=False) == "step.next_breach_waiting"
    assert next_action(State.BREACH_PROPOSED, may_decide=True) == "step.next_breach_proposed"
