"""The contract on the tour, beside its signing: large print, easy read, sharing, a variation."""

from typing import Final

from PySide6.QtCore import Qt

from ui.tour.guide import Guide
from ui.tour.job import Somebody
from ui.tour.sharing import answer_for_paper, send_sheet

SERVICE: Final = "Practice Money Advice"
THIRD: Final = 3  # the place of the condition that is varied


class Agreeing:
    """What is seen of a contract before and after it is signed, by keys alone."""

    def __init__(self, guide: Guide, who: Somebody) -> None:
        self._guide, self._hands, self._said = guide, guide.hands, guide.said
        self._who = who

    def preview(self) -> None:
        """See the draft in large print, and choose the ordinary size again."""
        hands, said = self._hands, self._said
        hands.tick(said("paperwork.large_print"))
        hands.do(said("contract.preview"))
        self._guide.show("contract-large-print")
        hands.to(said("paperwork.large_print"), back=True)
        hands.tick(said("paperwork.large_print"))

    def afterwards(self) -> None:
        """Once it is signed: the easy-read page, what is shared, and a variation."""
        self._easy_read()
        self._refer()
        self._vary()

    def _easy_read(self) -> None:
        """Make the page that says it simply, with its card."""
        self._guide.job.step(5)
        self._hands.do(self._said("contract.make_easy_read"))
        self._guide.show("contract-easy-read")

    def _refer(self) -> None:
        """Tell a service what it needs; then see every paper of the case, and what waits."""
        hands, said = self._hands, self._said
        self._guide.job.step(5)
        hands.do(said("partner_referral.open_for", service=SERVICE))
        self._guide.show("partner-referral")
        send_sheet(self._guide)
        answer_for_paper(self._guide)
        self._guide.open(self._who)

    def _vary(self) -> None:
        """Begin to vary the contract, look at what would change, and give it up."""
        hands, said = self._hands, self._said
        self._guide.job.step(5)
        hands.do(said("variation.vary"))
        hands.fill(said("variation.why"), "Works away in January.")
        hands.choose(said("variation.asked_by"), said("variation.by_participant"))
        self._guide.show("variation-begun")
        hands.do(said("variation.begin"))
        hands.to(said("contract.band"))
        hands.press(Qt.Key.Key_Home)
        hands.press(Qt.Key.Key_Down, times=THIRD)
        hands.press(Qt.Key.Key_Return)
        hands.fill(said("condition.sessions"), "2")
        hands.do(said("condition.save"))
        hands.to(said("variation.abandon"), back=True)
        self._guide.show("variation-draft")
        hands.do(said("variation.abandon"))
        hands.fill(said("variation.abandon_reason"), "Can come after all.")
        hands.do(said("variation.abandon_do"))
        self._guide.show("variation-abandoned")
