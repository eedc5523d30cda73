"""Which screen each step of a case is worked in; read in when the step is first opened."""

from dataclasses import dataclass

from triage_app.domain.journey import StepCode
from ui.theme import UNIT


@dataclass(frozen=True)
class StepPlace:
    """A step's screen; one that fills the page stands alone, without the timeline."""

    screen: str  # the name of a Step
    watched: bool = False  # the name of a WatchedStep
    fills: bool = False
    margin: int = UNIT * 3  # around it, where it has none of its own


STEPS: dict[StepCode, StepPlace] = {
    StepCode.REFERRAL: StepPlace("ui.referral.step:ReferralStep"),
    StepCode.ELIGIBILITY: StepPlace("ui.eligibility.step:EligibilityStep"),
    StepCode.CONSENT: StepPlace("ui.consent.step:ConsentStep"),
    StepCode.ASSESSMENT: StepPlace("ui.assessment.step:AssessmentStep", fills=True, margin=0),
    StepCode.CONTRACT: StepPlace("ui.contract.step:ContractStep", fills=True, margin=0),
    StepCode.TRACKING: StepPlace(
        "ui.tracking.step:TrackingStep", watched=True, fills=True, margin=0
    ),
    StepCode.OUTCOME: StepPlace("ui.outcome.whole:WholeOutcome", margin=UNIT),
}
