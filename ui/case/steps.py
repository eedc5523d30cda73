"""Which screen each step of a case is worked in."""

from collections.abc import Callable
from dataclasses import dataclass

from triage_app.domain.journey import StepCode
from ui.assessment.step import AssessmentStep
from ui.consent.step import ConsentStep
from ui.contract.step import ContractStep
from ui.eligibility.step import EligibilityStep
from ui.outcome.step import OutcomeStep
from ui.referral.step import ReferralStep
from ui.room import Room
from ui.step import Step
from ui.theme import UNIT
from ui.tracking.step import TrackingStep


@dataclass(frozen=True)
class StepPlace:
    """A step's screen; one that fills the page stands alone, without the timeline."""

    make: Callable[[Room, int], Step]
    fills: bool = False
    margin: int = UNIT * 3  # around it, where it has none of its own


STEPS: dict[StepCode, StepPlace] = {
    StepCode.REFERRAL: StepPlace(ReferralStep),
    StepCode.ELIGIBILITY: StepPlace(EligibilityStep),
    StepCode.CONSENT: StepPlace(ConsentStep),
    StepCode.ASSESSMENT: StepPlace(AssessmentStep, fills=True, margin=0),
    StepCode.CONTRACT: StepPlace(ContractStep, fills=True, margin=0),
    StepCode.TRACKING: StepPlace(TrackingStep, fills=True, margin=0),
    StepCode.OUTCOME: StepPlace(OutcomeStep, margin=UNIT),
}
