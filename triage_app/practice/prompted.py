"""What is said where neither the referral nor a postcode answers a rule."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from triage_app.domain.questions import BY_HAND

# Of the prompts of other schemes than the base case: the question and its answer, by the rule.
SAID: Final[Mapping[str, tuple[str, bool]]] = {
    "admission_or_evidence": ("admission", True),
    "no_hate_crime": ("hate_crime", False),
    "not_held_for_court": ("held_for_court", False),
    "not_under_mental_health_act": ("mental_health_act", False),
    "first_time_or_low_risk": ("first_time", True),
    "caution_appropriate": ("caution_appropriate", True),
}


def answered(rules: Collection[str], map_says: str) -> Iterator[tuple[str, bool, str]]:
    """Yield each question that open rules ask, what is said, and how it is known."""
    yield from ((rule, True, map_says) for rule in BY_HAND if rule in rules)
    yield from ((*said, "") for rule, said in SAID.items() if rule in rules)
