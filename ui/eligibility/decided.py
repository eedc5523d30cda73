"""A decision as it was taken, those before it, and the way to take another on new facts."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.workflow import Event
from triage_app.services.eligibility import Advice
from triage_app.services.shown import Shown
from ui.corrections import label_of
from ui.parts import Notice, button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class DecidedPart(QWidget):
    """Shows who decided what, why and when; lists what was decided before."""

    chosen = Signal(int)  # the number of a decision to be shown
    again = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, UNIT, 0, 0)
        self._column.setSpacing(UNIT)

    def show_decision(self, advice: Advice, number: int) -> None:
        """Show one of the decisions on a case; the one that counts has the buttons."""
        clear(self._column)
        texts, theme = self._room.texts, self._room.theme
        one = next(each for each in advice.decisions if each.number == number)
        for part in ("gravity", "suitability"):
            self._show_judged(part, one.shown)
        by = texts("eligibility.decided_by", by=one.by, at=one.at)
        self._column.addWidget(heading(theme, texts(f"eligibility.{one.outcome}")))
        self._column.addWidget(words(theme, one.reason))
        for line in (by, texts("eligibility.decided_note")):
            self._column.addWidget(words(theme, line, SMALL, Tone.MUTED))
        self._say_corrected(advice, one.at)
        newest = advice.decisions[0]
        if one is not newest:
            self._column.addWidget(words(theme, texts("eligibility.not_the_newest")))
            self._add_button("eligibility.show_newest", partial(self.chosen.emit, newest.number))
        elif one.outcome is Event.DECIDED_NOT_ELIGIBLE:
            self._column.addWidget(words(theme, texts("eligibility.went_out")))
        if one is newest and advice.may_be_decided:
            note = texts("eligibility.decide_again_note")
            self._column.addWidget(words(theme, note, SMALL, Tone.MUTED))
            self._add_button("eligibility.decide_again", self.again.emit)
        self._list_earlier(advice, number)

    def _say_corrected(self, advice: Advice, at: datetime) -> None:
        """Say which facts were corrected since: the decision keeps those it was made on."""
        since = advice.corrected_since(at)
        if since:
            labels = dict.fromkeys(label_of(self._room, change) for change in since)
            text = self._room.texts("corrections.since_decided", labels="; ".join(labels))
            self._column.addWidget(Notice(self._room.theme, "pen", text))

    def _show_judged(self, name: str, shown: Shown) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._column.addWidget(heading(theme, texts(f"eligibility.heading_{name}")))
        for line in getattr(shown, name):
            self._column.addWidget(words(theme, line.text(texts)))

    def _list_earlier(self, advice: Advice, number: int) -> None:
        texts, theme = self._room.texts, self._room.theme
        earlier = [one for one in advice.decisions[1:] if one.number != number]
        if not earlier:
            return
        self._column.addWidget(words(theme, texts("eligibility.earlier"), bold=True))
        for one in earlier:
            outcome = texts(f"eligibility.{one.outcome}")
            said = texts("eligibility.earlier_line", outcome=outcome, by=one.by, at=one.at)
            link = button(theme, said, "link")
            link.clicked.connect(partial(self.chosen.emit, one.number))
            self._column.addLayout(line_of(link))

    def _add_button(self, code: str, slot: object) -> None:
        pressed = button(self._room.theme, self._room.texts(code))
        pressed.clicked.connect(slot)
        self._column.addLayout(line_of(pressed))
