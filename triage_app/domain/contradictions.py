"""Answers that hardly go together, with each other or with what is known of the case.

They are told to the assessor, who asks again or leaves them: people contradict themselves, and a
test can err. Nothing is blocked by one and nothing is scored.
"""

from collections.abc import Mapping
from typing import Final

from triage_app.domain.drug_test import ArrestTest, DrugResult
from triage_app.domain.instrument import (
    BETWEEN,
    WILL_NOT_SAY,
    Answers,
    Claim,
    Contradiction,
    Instrument,
)

DRUG_TEST: Final = "arrest.drug_test"  # what the test for drugs on arrest found
FACTS: Final[Mapping[str, tuple[str, ...]]] = {
    DRUG_TEST: (DrugResult.OPIATES, DrugResult.COCAINE),
}


def facts(test: ArrestTest) -> Answers:
    """Return what is known of a case beside the answers, by the code of each fact."""
    return {DRUG_TEST: BETWEEN.join(test.found)} if test.found else {}


def contradictions(
    instrument: Instrument, answers: Answers, known: Answers
) -> tuple[Contradiction, ...]:
    """Return what does not agree, of questions that are shown as the answers stand."""
    shown = {one.code for each in instrument.sections for one in each.shown(answers)}
    said = {code: value for code, value in answers.items() if code in shown}
    said |= known
    return tuple(
        one
        for one in instrument.contradictions
        if all(_holds(claim, said.get(claim.question, "")) for claim in one.claims)
    )


def asked_in(contradiction: Contradiction, instrument: Instrument) -> tuple[str, ...]:
    """Return the questions a contradiction lies between, in its order."""
    codes = [claim.question for claim in contradiction.claims]
    return tuple(one for one in codes if instrument.question(one) is not None)


def _holds(claim: Claim, value: str) -> bool:
    if value in ("", WILL_NOT_SAY):
        return False
    given = set(value.split(BETWEEN))
    return not given.isdisjoint(claim.any_of) if claim.any_of else given.isdisjoint(claim.none_of)
