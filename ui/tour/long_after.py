"""Six years on: what came of it in figures, and a record that is to be reviewed."""

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt

from ui.tour.guide import Guide
from ui.tour.job import Staff

YEARS_OVER: Final = dt.date(2033, 6, 1)
WHY: Final = "The years are over, and nobody has asked for it."


def review_a_record(tour: Guide, supervisor: Staff) -> None:
    """A supervisor looks at the figures, and proposes the disposal of the first record due."""
    hands, said = tour.hands, tour.said
    tour.case = ""
    tour.clock.go_to(YEARS_OVER)
    tour.sign_in(supervisor)
    hands.section(said("shell.figures"))
    tour.show("figures")
    hands.section(said("shell.records"))
    tour.show("records")
    hands.press(Qt.Key.Key_Space)
    hands.choose(said("retention.choice"), said("retention.choice_dispose"))
    hands.fill(said("retention.reason"), WHY)
    tour.show("record-review")
    hands.do(said("retention.save"))
    hands.section(said("shell.records"))
    tour.show("records-proposed")
