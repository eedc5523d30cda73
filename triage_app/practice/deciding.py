"""What staff know, judge and score of an invented person before they decide."""

import datetime as dt
from typing import Final

from triage_app.domain.gravity import Scored
from triage_app.domain.orders import Order, Ordered, OrderKind
from triage_app.practice.sayings import (
    AGGRAVATES,
    MITIGATES,
    SCORE,
    SUITABLE,
    UNSUITABLE,
)
from triage_app.practice.scene import Scene
from triage_app.services import judgements, orders

NONE: Final = Ordered(court_order=False, bail=False)


def weigh(scene: Scene, *, suitable: bool = True) -> None:
    """Score how grave it is, and judge whether the person is suitable."""
    desk, actor, case_id = scene.desk, scene.assessor, scene.case_id
    base = 2 + scene.number % 2
    factors = (scene.said(AGGRAVATES),) if scene.number % 3 == 0 else ()
    mitigating = (scene.said(MITIGATES),)
    scored = Scored(base, factors, mitigating, base + len(factors) - 1, scene.said(SCORE))
    judgements.score(desk, actor, case_id, scored)
    why = SUITABLE if suitable else UNSUITABLE
    judgements.judge(desk, actor, case_id, suitable, scene.said(why))


def find_bail_elsewhere(scene: Scene) -> None:
    """Record bail for another matter, which bars for as long as it lasts."""
    until = scene.desk.today() + dt.timedelta(days=30)
    bail = Order(OrderKind.POLICE_BAIL, "Gwent Police / Heddlu Gwent", until, another_matter=True)
    known = Ordered(court_order=False, bail=True, orders=(bail,))
    orders.set_orders(scene.desk, scene.assessor, scene.case_id, known)


def hear_it_has_ended(scene: Scene) -> None:
    """Record that there is no order and no bail any more."""
    orders.set_orders(scene.desk, scene.assessor, scene.case_id, NONE)
