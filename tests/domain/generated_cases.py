"""Cases made up at random from a seed: some all clear, some near a boundary, many with gaps."""

import datetime as dt
import random

from triage_app.domain.eligibility import ChargedWith, Facts
from triage_app.domain.orders import BAIL_KINDS, Order, Ordered, OrderKind
from triage_app.domain.questions import QUESTIONS, Answered
from triage_app.domain.residence import Located, Whereabouts, Why

SEED = 20260511
INSIDE = Located(Whereabouts.INSIDE, Why.WHOLE, "SA61", 458, 458)
ELSEWHERE = (
    Located(Whereabouts.OUTSIDE, Why.ELSEWHERE, "SA1"),
    Located(Whereabouts.BY_HAND, Why.DIVIDED, "SA18", 653, 773),
    Located(Whereabouts.BY_HAND, Why.NO_FIXED_ABODE),
)
# The answers that a scheme hopes for; every other question is hoped to be answered with no.
HOPED = {"lives_in_area", "offended_in_area", "admission", "evidence", "first_time"}
HOPED |= {"caution_appropriate"}
# How often a fact is as a scheme hopes: in a hopeless case, in a middling one, in a clear one.
CLEAR = (0.4, 0.85, 0.99)


def cases(number, seed=SEED):
    """Yield so many sets of facts, the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - the same cases each time, and no secret
    for _ in range(number):
        yield Maker(draw).facts()


class Maker:
    """Makes one case: as clear as it is."""

    def __init__(self, draw):
        self.draw, self.clear = draw, draw.choice(CLEAR)
        self.day = dt.date(2024, 1, 1) + dt.timedelta(days=draw.randrange(1500))

    def facts(self):
        day, grown = self.day, self.day.replace(year=self.day.year - 18, day=min(self.day.day, 28))
        return Facts(
            day=day,
            born=self.one(self.near(day, 5_000, -15_000), None, self.near(grown, 3)),
            home=self.one(INSIDE, *ELSEWHERE),
            offences=tuple(self.offence() for _ in range(self.one(1, 0, 2, 3))),
            ordered=self.ordered(),
            arrested=self.one(day, None, self.near(day, 40, -40)),
            referred=self.one(day, self.near(day, 20, -20)),
            co_accused=self.one(False, None, None, True),
            answers=self.answers(),
            sex=self.one("female", "female", "male", "other", None),
        )

    def answers(self):
        given = {
            one: self.one(one in HOPED, one not in HOPED, None, "unasked") for one in QUESTIONS
        }
        return {one: Answered(said) for one, said in given.items() if said != "unasked"}

    def offence(self):
        day = self.day
        first = self.one(self.near(day, 2, -3), None, self.near(day, 5, -92), day)
        place, abuse = self.one(INSIDE, *ELSEWHERE), self.one(False, None, True)
        category = self.one("CE", "CS", "CM", "CI", None, "VP")
        return ChargedWith("An offence", "", category, first, place, abuse)

    def ordered(self):
        listed = tuple(self.order() for _ in range(self.one(0, 0, 1, 2)))
        return Ordered(self.one(False, True, None), self.one(False, True, None), listed)

    def order(self):
        draw, day = self.draw, self.day
        kind = draw.choice(tuple(OrderKind))
        matter = draw.choice((True, False, None)) if kind in BAIL_KINDS else None
        return Order(kind, "A court", draw.choice((None, day, self.near(day, 2, -1))), matter)

    def one(self, hoped, *others):
        """Return what is hoped for, as often as the case is clear; else one of the others."""
        return hoped if self.draw.random() < self.clear else self.draw.choice(others)

    def near(self, day, within, offset=0):
        return day + dt.timedelta(days=offset + self.draw.randint(-within, within))
