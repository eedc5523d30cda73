"""Eligibility by keys alone: suitability judged, a decision taken, the officer who allows it."""

import datetime as dt
from collections.abc import Callable

from ui.tour.hands import Hands

Said = Callable[..., str]  # a code, and its wording in the language on the screen


class Deciding:
    """What staff do on the step of eligibility."""

    def __init__(self, hands: Hands, said: Said) -> None:
        self.hands, self.said = hands, said

    def decide(self, reason: str, *, eligible: bool = True) -> None:
        """Decide on the advice, and say why."""
        self.hands.fill(self.said("eligibility.reason"), reason)
        self.hands.do(self.said("eligibility.eligible" if eligible else "eligibility.not_eligible"))

    def judge(self, reason: str) -> None:
        """Judge whether the person is suitable, apart from the rules."""
        self.hands.fill(self.said("eligibility.suitability_reason"), reason)
        self.hands.do(self.said("eligibility.suitable"))

    def authorise(self, day: dt.date) -> None:
        """Record the officer who allows it."""
        hands, said = self.hands, self.said
        hands.fill(said("eligibility.officer"), "Gwyn Kestrel")
        hands.pick(said("eligibility.rank"), said("eligibility.rank_inspector"))
        hands.fill(said("eligibility.number"), "0117")
        hands.fill(said("eligibility.day"), f"{day:%d/%m/%Y}")
        hands.do(said("eligibility.authorise"))
