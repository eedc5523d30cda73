"""What staff do while a contract runs and when it ends, by keys alone."""

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from triage_app.domain.wording import Language
from ui.tour.deciding import Said
from ui.tour.hands import Hands

Key = Qt.Key


class Months:
    """The months of a contract and its end, each a walk over the keys of one screen."""

    def __init__(self, hands: Hands, said: Said) -> None:
        self.hands, self.said = hands, said

    def mark(self, key: str) -> None:
        """Record who came to the meeting that waits for it, by the figure of the answer."""
        self.hands.to(self.said("tracking.meetings"))
        self.hands.press(Key.Key_Home)
        self.hands.write(key)

    def miss(self, words: str) -> None:
        """Record that nobody came, and that nothing excuses it."""
        self.mark("4")
        self.hands.fill(self.said("tracking.mark_reason"), words)
        self.hands.do(self.said("tracking.save_mark"))

    def make_letter(self) -> None:
        """Make the letter the ladder asks for."""
        self.hands.do(self.said("tracking.make_a_letter"))
        self.hands.do(self.said("tracking.make_letter"))

    def look_for_arrest(self) -> None:
        """Look for a new arrest once more, and record that there is none."""
        hands, said = self.hands, self.said
        hands.do(said("tracking.add_check"))
        hands.choose(said("tracking.source"), said("tracking.check_source_pnc"))
        hands.choose(said("tracking.result"), said("tracking.check_result_nothing"))
        hands.do(said("tracking.save_check"))

    def confirm_completion(self) -> None:
        """Confirm what the facts say, and make the letter to the officer."""
        hands, said = self.hands, self.said
        hands.press(Key.Key_Tab)
        hands.do(said("outcome.confirm"))

    def record_told(self, day: dt.date) -> None:
        """Record that the officer was told, and acknowledged it."""
        hands, said = self.hands, self.said
        for name in ("told_on", "acknowledged_on"):
            hands.fill(said(f"outcome.{name}"), f"{day:%d/%m/%Y}")
            hands.do(said(f"outcome.save_{name}"))

    def make_file(self, show: Callable[[str], None]) -> None:
        """Make the prosecution file, to be read and sent."""
        self.hands.press(Key.Key_7, Qt.KeyboardModifier.AltModifier)
        self.hands.do(self.said("prosecution.make"))
        show("prosecution-file")

    def record_returned(self, day: dt.date) -> None:
        """Record to whom the prosecution file went, how, and who acknowledged it."""
        hands, said = self.hands, self.said
        hands.fill(said("outcome.told_on"), f"{day:%d/%m/%Y}")
        hands.choose(said("outcome.manner"), said("prosecution.manner_by_hand"))
        hands.do(said("outcome.save_told_on"))
        hands.fill(said("outcome.acknowledged_on"), f"{day:%d/%m/%Y}")
        hands.do(said("outcome.save_acknowledged_on"))

    def close(self, result: str, day: dt.date) -> None:
        """Record what the officer made of it, and close the case."""
        hands, said = self.hands, self.said
        hands.choose(said("outcome.result"), result)
        hands.fill(said("outcome.result_on"), f"{day:%d/%m/%Y}")
        hands.do(said("outcome.close_case"))

    def look_at_other_ends(self, show: Callable[[str], None]) -> None:
        """Read what would follow if the person moved away, and leave the case as it is."""
        hands, said = self.hands, self.said
        hands.press(Key.Key_7, Qt.KeyboardModifier.AltModifier)
        hands.do(said("endings.open"))
        hands.press(Key.Key_Space)  # on the first of the ends
        show("ends-another-way")
        hands.do(said("endings.keep"))

    def look_at_reopening(self, show: Callable[[str], None]) -> None:
        """See how a case was closed, read what reopening it would do, and leave it closed."""
        hands, said = self.hands, self.said
        show("closed-prosecuted")
        hands.do(said("endings.open_reopen"))
        show("reopening")
        hands.do(said("endings.leave_closed"))

    def open_proposal(self) -> None:
        """Open the form that proposes a breach."""
        self.hands.do(self.said("outcome.open_proposal"))

    def propose_breach(self, conditions: Sequence[str]) -> None:
        """Say which conditions were broken, what shows it, and what was tried."""
        hands, said = self.hands, self.said
        for words in conditions:
            hands.tick(words)
        hands.fill(said("outcome.evidence"), "Missed both meetings, and said why to neither.")
        hands.fill(said("outcome.alternatives"), "Another day and another place were offered.")
        hands.fill(said("outcome.view"), "There is no will to go on with it.")
        hands.fill(said("outcome.account"), "“I have no time for this.” Told what follows.")
        hands.do(said("outcome.propose"))

    def decide_breach(self, name: str) -> None:
        """Read what waits for a supervisor, and find the breach."""
        hands, said = self.hands, self.said
        hands.do(said("approvals.read_named", name=name))
        hands.choose(said("approvals.found"), said("approvals.found_yes"))
        hands.fill(said("approvals.reason"), "Both meetings missed without a reason.")
        language = said(f"assessment.language_{Language.ENGLISH}")
        hands.choose(said("approvals.language"), language)
        hands.do(said("approvals.decide"))
