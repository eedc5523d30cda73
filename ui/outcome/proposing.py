"""A breach as it is proposed: the contract's conditions, the record, and what each side says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.ending import Proposal
from triage_app.domain.happening import Happening
from triage_app.domain.watched import day_of
from triage_app.services import breaches
from triage_app.services.breaches import Grounds, SentBack
from triage_app.services.outcome_view import OutcomeView
from triage_app.texts import Texts
from ui.forms import Form
from ui.outcome.ticks import Ticks
from ui.parts import Notice, button, line_of
from ui.room import Room
from ui.scrolling import bring_into_view


class ProposingPart(QWidget):
    """A button that opens the proposal; open, the form is all there is."""

    opened = Signal(Form)

    def __init__(self, room: Room, view: OutcomeView) -> None:
        super().__init__()
        self._room, self._view = room, view
        self.form: ProposeForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._opener = button(room.theme, room.texts("outcome.open_proposal"), "quiet")
        self._opener.clicked.connect(self._open_and_go)
        self._column.addLayout(line_of(self._opener))

    def open(self) -> None:
        """Ask for the proposal; once is enough."""
        if self.form is not None:
            return
        room = self._room
        found = breaches.grounds(room.desk, room.actor, self._view.case_id)
        self._opener.hide()
        self.form = ProposeForm(room, self._view, found)
        self.opened.emit(self.form)
        self._column.addWidget(self.form)
        self.form.show()

    def go_to(self) -> None:
        """Put the keyboard on the button, or on the first thing asked."""
        if self.form is not None:
            self.form.go_to("conditions")
            return
        self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self._opener)

    def _open_and_go(self) -> None:
        self.open()
        self.go_to()


class ProposeForm(Form):
    """How long there is, the conditions in force, the record to quote from, and the words."""

    def __init__(self, room: Room, view: OutcomeView, grounds: Grounds) -> None:
        super().__init__(room, "outcome")
        self.version = view.version
        self.heading("propose")
        self.add(Notice(room.theme, "clock", time_left(room.texts, view.clock)))
        if grounds.sent_back is not None:
            self.add(Notice(room.theme, "bell", _wanted(room.texts, grounds.sent_back)))
        self._ask_conditions(view)
        self._ask_record(grounds)
        for name in ("evidence", "alternatives", "view", "account", "effect"):
            self.area(name, 3)
        self._fill(view, grounds)
        self.main = self.buttons("outcome.propose")

    def given(self) -> Proposal:
        """Return what was filled in."""
        values = self.values()
        return Proposal(
            conditions=tuple(values["conditions"]),
            evidence=values["evidence"],
            alternatives=values["alternatives"],
            view=values["view"],
            account=values["account"],
            effect=values["effect"],
            quoted=tuple(values.get("quoted") or ()),
        )

    def _ask_conditions(self, view: OutcomeView) -> None:
        language = self.room.texts.language
        titles = [
            (position, f"{position}. {name[language]}")
            for position, name in sorted(view.titles.items())
        ]
        self.custom("conditions", Ticks(self.room.theme, titles))

    def _ask_record(self, grounds: Grounds) -> None:
        texts = self.room.texts
        lines = [(one.key, told(texts, one)) for one in grounds.happenings]
        if lines:
            self.custom("quoted", Ticks(self.room.theme, lines))
        else:
            self.note("nothing_recorded")

    def _fill(self, view: OutcomeView, grounds: Grounds) -> None:
        """Take up the proposal that came back; else what nothing excuses is ticked."""
        if grounds.sent_back is not None:
            before = grounds.sent_back.proposal
            texts = ("evidence", "alternatives", "view", "account", "effect")
            self.fill({name: getattr(before, name) for name in texts})
            self.fill({"conditions": before.conditions, "quoted": before.quoted})
            return
        broken = [one.position for one in view.computed.judged if one.standing == "missed"]
        speaks = [one.key for one in grounds.happenings if one.speaks]
        self.fill({"conditions": broken, "quoted": speaks})


def told(texts: Texts, one: Happening) -> str:
    """Say one thing on record, with its day."""
    about = texts(f"happening.about_{one.about}")
    return texts("outcome.quoted_line", day=one.day, about=about, told=one.told)


def time_left(texts: Texts, clock: ChargeClock) -> str:
    """Say the last day to charge, and what remains until it."""
    if clock.last_day is None or clock.days_left is None:
        return texts("outcome.no_time_limit" if clock.known else "outcome.time_not_known")
    code = "outcome.time_left" if clock.days_left >= 0 else "outcome.time_past_open"
    values = {"n": abs(clock.days_left), "day": clock.last_day}
    return texts(code, **values, working=clock.last_working_day)


def _wanted(texts: Texts, one: SentBack) -> str:
    said = texts("outcome.sent_back", name=one.by, day=day_of(one.at))
    return f"{said}: {one.reason}"
