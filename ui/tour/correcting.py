"""A referral put right by keys alone, after somebody has decided on it."""

import datetime as dt

from PySide6.QtCore import Qt

from ui.tour.deciding import Said
from ui.tour.guide import Guide
from ui.tour.hands import CTRL, Hands


class Correcting:
    """What staff do when a fact turns out to be another."""

    def __init__(self, hands: Hands, said: Said) -> None:
        self.hands, self.said = hands, said

    def begin(self) -> None:
        """Open the referral to be corrected."""
        self.hands.do(self.said("referral.correct"))

    def reach_safely(self, answers: str, times: str) -> None:
        """Open what is rare, and say who else answers and which times are safe."""
        hands, said = self.hands, self.said
        hands.choose(said("referral.message_may_be_left"), said("referral.message_may_be_left_no"))
        hands.do(said("referral.fold_contact"))
        hands.overwrite(answers)
        hands.fill(said("referral.safe_times"), times)

    def move_offence(self, day: str, reason: str) -> None:
        """Give the offence another day, say why, and ask to save: what follows is shown."""
        hands, said = self.hands, self.said
        hands.fill(said("offence.first_day"), day)
        hands.fill(said("referral.correction_reason"), reason)
        hands.press(Qt.Key.Key_Return, CTRL)

    def save(self) -> None:
        """Save all the same."""
        self.hands.press(Qt.Key.Key_Space)


def correct(guide: Guide) -> None:
    """What turned out to be otherwise is put right openly, and what follows is said first."""
    correcting = Correcting(guide.hands, guide.said)
    guide.job.step(1)
    guide.show("referral")
    correcting.begin()
    correcting.reach_safely("Her landlord", "After six")
    guide.show("referral-safe-contact")
    day = f"{guide.clock.moment - dt.timedelta(days=40):%d/%m/%Y}"
    correcting.move_offence(day, "The shop found it on its cameras.")
    guide.show("referral-correction")
    correcting.save()
    guide.show("referral-corrected")
