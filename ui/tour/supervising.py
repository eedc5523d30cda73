"""A supervisor's day by keys: the caseload cut down, absence covered, cases given, a return."""

import datetime as dt

from PySide6.QtCore import Qt

from ui.tour.guide import Guide
from ui.tour.hands import CTRL
from ui.tour.job import Somebody, Staff

WANTED = "Say on which days the other meetings were offered, and how."


class Supervising:
    """What only a supervisor does, each a walk over the keys of one screen."""

    def __init__(self, guide: Guide) -> None:
        self._guide, self._hands, self._said = guide, guide.hands, guide.said

    def have_more_said(self, who: Somebody, assessor: Staff, supervisor: Staff) -> None:
        """Look round as a supervisor; send a breach back, and have it proposed again with more."""
        guide, hands, said = self._guide, self._hands, self._said
        hands.section(said("shell.caseload"))
        guide.show("caseload")
        self.look_over(assessor, supervisor)
        hands.section(said("shell.approvals"))
        guide.show("approvals")
        self.send_back(who)
        guide.job.sign_out()
        guide.sign_in(assessor)
        self.propose_again(who)
        guide.job.sign_out()
        guide.sign_in(supervisor)
        hands.section(said("shell.approvals"))

    def look_over(self, absent: Staff, covering: Staff) -> None:
        """Cut the caseload down, record who is away, and be about to give every case."""
        guide, hands, said = self._guide, self._hands, self._said
        if guide.shell.room.theme.look.large:
            hands.do(said("caseload.filters"))
        standing = said("caseload.every_standing")
        hands.pick(standing, said("caseload.is_at_risk"))
        guide.show("caseload-filtered")
        hands.pick(standing, standing)
        hands.do(said("cover.open"))
        hands.pick(said("cover.member"), absent.name)
        hands.pick(said("cover.covered_by"), covering.name)
        first = guide.clock.moment.date() + dt.timedelta(days=14)
        hands.fill(said("cover.first"), f"{first:%d/%m/%Y}")
        hands.fill(said("cover.last"), f"{first + dt.timedelta(days=4):%d/%m/%Y}")
        guide.show("absence")
        hands.do(said("cover.record"))
        hands.to(said("caseload.table"))
        hands.press(Qt.Key.Key_A, CTRL)
        hands.do(said("caseload.give"))
        hands.pick(said("caseload.taker"), covering.name)
        hands.fill(said("caseload.reason"), "Away for a week, and the days to charge run on.")
        guide.show("cases-given")
        hands.do(said("common.go_back"))

    def send_back(self, who: Somebody) -> None:
        """Read a proposed breach, and send it back for more."""
        guide, hands, said = self._guide, self._hands, self._said
        hands.do(said("approvals.read_named", name=who.name))
        guide.show("approval-opened")
        hands.choose(said("approvals.found"), said("approvals.found_more"))
        hands.fill(said("approvals.reason"), WANTED)
        guide.show("approval-returned")
        hands.do(said("approvals.send_back"))

    def propose_again(self, who: Somebody) -> None:
        """See in Today what is wanted, and propose the breach again with it."""
        guide, hands, said = self._guide, self._hands, self._said
        guide.show("today-returned")
        guide.open(who)
        guide.job.step(7)
        guide.months.open_proposal()
        guide.show("breach-returned")
        hands.fill(said("outcome.alternatives"), "Tuesday and Thursday evenings were offered.")
        hands.do(said("outcome.propose"))
