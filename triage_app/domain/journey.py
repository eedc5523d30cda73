"""The seven steps of a case: which are done, which is now, which are locked and until when."""

from dataclasses import dataclass
from enum import StrEnum

from triage_app.domain.workflow import BEFORE_CONTRACT, State


class StepCode(StrEnum):
    """One step of a case's journey, in the order they are taken."""

    REFERRAL = "referral"
    ELIGIBILITY = "eligibility"
    CONSENT = "consent"
    ASSESSMENT = "assessment"
    CONTRACT = "contract"
    TRACKING = "tracking"
    OUTCOME = "outcome"


class Progress(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOW = "now"
    READY = "ready"  # not yet the next thing, and open all the same
    LOCKED = "locked"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as it stands; the code words why it is locked, or that it is done."""

    step: StepCode
    progress: Progress
    contract: bool = True  # whether the scheme has one: without it, the end is services alone

    @property
    def name(self) -> str:
        """The code of the step's name."""
        return f"step.{self._called}"

    @property
    def _called(self) -> str:
        alone = self.step is StepCode.OUTCOME and not self.contract
        return "services" if alone else self.step.value

    @property
    def note(self) -> str:
        """The code of the words under the step's name."""
        if self.progress is Progress.LOCKED:
            return f"step.locked_{self._called}"
        return f"step.{self.progress}"

    @property
    def can_be_opened(self) -> bool:
        """Whether there is anything to see in it yet."""
        return self.progress in (Progress.DONE, Progress.NOW, Progress.READY)


# Where the work of each state is done.
CURRENT = {
    State.REFERRED: StepCode.ELIGIBILITY,
    State.ELIGIBLE: StepCode.CONSENT,
    State.CONSENTED: StepCode.ASSESSMENT,
    State.ASSESSING: StepCode.ASSESSMENT,
    State.ASSESSED: StepCode.CONTRACT,
    State.LIVE: StepCode.TRACKING,
    State.BREACH_PROPOSED: StepCode.OUTCOME,
    State.RETURNED: StepCode.OUTCOME,
    State.COMPLETED: StepCode.OUTCOME,
    State.NOT_TAKEN_ON: StepCode.OUTCOME,
    State.ENDED: StepCode.OUTCOME,
    State.CLOSED: StepCode.OUTCOME,
}
# A live contract is tracked, and may be proposed as a breach or confirmed as complete on any day;
# whoever comes without a meeting booked may be assessed all the same. Before a contract a case may
# end another way on any day, so that its outcome is open from the first.
AHEAD = {State.LIVE: StepCode.OUTCOME, State.CONSENTED: StepCode.ASSESSMENT}
ENDED_EARLY = frozenset({State.NOT_TAKEN_ON, State.ENDED, State.RETURNED, State.CLOSED})
# Of a scheme with a contract alone.
OF_CONTRACTS = frozenset({StepCode.CONTRACT, StepCode.TRACKING})


def journey(
    state: State, reached: StepCode, *, booked: bool = True, contract: bool = True
) -> tuple[Stage, ...]:
    """Return the steps of a case: seven, or five of one whose scheme has no contract.

    `reached` is the last step in which anything was done. A case that ended early needs none
    between it and the outcome. Consent is not done with until the first meeting is booked.
    """
    steps = [step for step in StepCode if contract or step not in OF_CONTRACTS]
    now = next_step(state, booked=booked, contract=contract)
    ahead = {AHEAD.get(state)} | ({StepCode.OUTCOME} if state in BEFORE_CONTRACT else set())
    last = steps.index(reached)
    return tuple(
        Stage(step, Progress.READY, contract)
        if step in ahead and step is not now
        else Stage(step, _progress(number, steps.index(now), last, state), contract)
        for number, step in enumerate(steps)
    )


def next_step(state: State, *, booked: bool = True, contract: bool = True) -> StepCode:
    """Return the step in which the next thing to do is done."""
    if state is State.CONSENTED and not booked:
        return StepCode.CONSENT
    return CURRENT[state] if contract or state is not State.ASSESSED else StepCode.OUTCOME


def next_action(state: State, *, may_decide: bool, contract: bool = True) -> str:
    """Return the code of the next thing to do; none is left of a closed case."""
    if state is State.CLOSED:
        return ""
    if state is State.ASSESSED and not contract:
        return "step.next_services"
    if state is State.BREACH_PROPOSED and not may_decide:
        return "step.next_breach_waiting"
    return f"step.next_{state}"


def _progress(number: int, now: int, reached: int, state: State) -> Progress:
    if number == now:
        return Progress.DONE if state is State.CLOSED else Progress.NOW
    if number > now:
        return Progress.LOCKED
    if state in ENDED_EARLY and number > reached:
        return Progress.NOT_NEEDED
    return Progress.DONE
