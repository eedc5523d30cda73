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
        (State.REFERRED, StepCode.REFERRAL, "dnllllr"),
        (State.ELIGIBLE, StepCode.ELIGIBILITY, "ddnlllr"),
        (State.CONSENTED, StepCode.CONSENT, "dddnllr"),
        (State.ASSESSING, StepCode.ASSESSMENT, "dddnllr"),
        (State.ASSESSED, StepCode.ASSESSMENT, "ddddnlr"),
        (State.LIVE, StepCode.CONTRACT, "dddddnr"),
        (State.RETURNED, StepCode.TRACKING, "ddddddn"),
        (State.NOT_TAKEN_ON, StepCode.ELIGIBILITY, "ddxxxxn"),
        (State.ENDED, StepCode.CONSENT, "dddxxxn"),
        (State.RETURNED, StepCode.CONSENT, "dddxxxn"),
        (State.CLOSED, StepCode.CONSENT, "dddxxxd"),
        (State.CLOSED, StepCode.TRACKING, "ddddddd"),
    ],
)
def test_every_state_shows_seven_steps(state, reached, shown):
    assert "".join(LETTER[stage.progress] for stage in journey(state, reached)) == shown


@pytest.mark.parametrize(
    ("state", "reached", "shown"),
    [
        (State.REFERRED, StepCode.REFERRAL, "dnllr"),
        (State.ELIGIBLE, StepCode.ELIGIBILITY, "ddnlr"),
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


@pytest.mark.parametrize("contract", [True, False])
def test_a_case_may_end_on_any_day_so_that_its_outcome_is_open_from_the_first(contract):
    assert journey(State.REFERRED, StepCode.REFERRAL, contract=contract)[-1].can_be_opened


def test_without_a_contract_the_assessment_leads_to_services():
    assert next_action(State.ASSESSED, may_decide=True, contract=False) == "step.next_services"


def test_consent_is_not_done_with_until_the_first_meeting_is_booked():
    shown = journey(State.CONSENTED, StepCode.CONSENT, booked=False)

    assert "".join(LETTER[stage.progress] for stage in shown) == "ddnrllr"


def test_every_state_has_a_place_where_its_work_is_done():
    assert set(CURRENT) == set(State)


def test_a_closed_case_has_nothing_left_to_do():
    assert next_action(State.CLOSED, may_decide=True) == ""


def test_only_who_may_decide_a_breach_is_asked_to():
    assert next_action(State.BREACH_PROPOSED, may_decide=False) == "step.next_breach_waiting"
    assert next_action(State.BREACH_PROPOSED, may_decide=True) == "step.next_breach_proposed"
