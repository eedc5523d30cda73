"""The test for drugs on arrest, and what is wrong with what is written down of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage_app.domain.problems import Problem


class DrugTest(StrEnum):
    """What became of the test; nothing said is not known."""

    TESTED = "tested"
    REFUSED = "refused"
    NOT_TESTED = "not_tested"


class DrugResult(StrEnum):
    """What the test found: it looks for opiates and cocaine, and misses all else."""

    OPIATES = "opiates"
    COCAINE = "cocaine"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class ArrestTest:
    """A person's test on arrest; the pathway of drugs and alcohol sets it beside the need."""

    test: DrugTest | None
    result: DrugResult | None = None
    day: date | None = None

    @property
    def found(self) -> tuple[DrugResult, ...]:
        """The drugs that were found, by name."""
        if self.result is DrugResult.BOTH:
            return (DrugResult.OPIATES, DrugResult.COCAINE)
        named = self.result in (DrugResult.OPIATES, DrugResult.COCAINE)
        return (self.result,) if self.result and named else ()

    def problems(self, arrested: date | None, today: date) -> Iterator[Problem]:
        """Yield what must be put right."""
        if self.result and self.test is not DrugTest.TESTED:
            yield Problem("drug_result", "referral.drug_result_untested")
        if self.day and self.day > today:
            yield Problem("drug_test_day", "problem.in_future")
        elif self.day and arrested and self.day < arrested:
            yield Problem("drug_test_day", "referral.drug_test_before_arrest")
