"""What keeps somebody safe, opened from the head of every case: flags, reports, and their end."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.safety import Flag, Raised, Report
from triage_app.services import safety
from triage_app.services.safety import FlagView
from ui.case.flag_row import FlagRow
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, heading, line_of, rule, words
from ui.room import Room
from ui.scrolling import scrolled
from ui.theme import UNIT, Tone

FIELD = "safety_"  # of a thing to do: with the number of the flag
MOST_HIGH = 420  # of the panel, where the step below it stays in sight


class SafetyPanel(QFrame):
    """Shows the flags of a person, and lets one be raised, reported or ended with a reason."""

    changed = Signal()
    closed = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self._flags: tuple[FlagView, ...] = ()
        self.form: Form | None = None
        self._keeper: DraftKeeper | None = None
        self._about: FlagView | None = None
        self.setProperty("place", "panel")
        self._area: QScrollArea | None = None  # made when it is first opened
        self.hide()

    def open(self) -> None:
        """Show the flags as they stand, and take the keyboard; where there is none, raise one."""
        self.refresh()
        self.show()
        if not self._flags:
            self._raise()
        else:
            self._raise_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, field: str) -> bool:
        """Open what is still to be said of a flag; say whether the field is one of these."""
        number = field.removeprefix(FIELD)
        if number == field:
            return False
        self.refresh()
        self.show()
        wanted = next((one for one in self._flags if str(one.id) == number and one.stands), None)
        if wanted is not None and wanted.wants_report:
            self._ask_report(wanted)
        elif wanted is not None and not wanted.action:
            self._ask_act(wanted)
        else:
            self._raise_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def refresh(self) -> None:
        """Show the flags as they stand now."""
        room = self._room
        with room.feedback.answering():
            self._flags = safety.flags(room.desk, room.actor, self._case_id)
            if self._area is None:
                self._area = self._build()
            self._draw()

    # ── Drawing ──

    def _build(self) -> QScrollArea:
        room, texts = self._room, self._room.texts
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 2)
        self._column.setSpacing(UNIT)
        self._raise_button = button(room.theme, texts("safety.raise"), icon="flag")
        self._close = button(room.theme, texts("safety.close"), "quiet")
        self._raise_button.clicked.connect(self._raise)
        self._close.clicked.connect(self._go)
        title = heading(room.theme, texts("safety.title"))
        self._column.addLayout(line_of(title, None, self._raise_button, self._close))
        self._list, self._place = QVBoxLayout(), QVBoxLayout()
        for part in (self._place, self._list):
            part.setSpacing(UNIT)
            self._column.addLayout(part)
        self._column.addStretch(1)
        area = scrolled(holder, "panel")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        if not room.theme.look.large:
            self.setMaximumHeight(MOST_HIGH)
        return area

    def _draw(self) -> None:
        clear(self._list)
        texts, theme = self._room.texts, self._room.theme
        if not self._flags:
            self._list.addWidget(words(theme, texts("safety.none"), tone=Tone.MUTED))
        for number, one in enumerate(self._flags):
            if number:
                self._list.addWidget(rule(theme))
            row = FlagRow(self._room, one)
            row.report_asked.connect(self._ask_report)
            row.act_asked.connect(self._ask_act)
            row.end_asked.connect(self._ask_end)
            self._list.addWidget(row)

    # ── The forms ──

    def _raise(self) -> None:
        texts = self._room.texts
        form = self._begin("raise", str(self._case_id))
        form.radio("flag", [(one.value, texts(f"safety.flag_{one}")) for one in Flag])
        form.area("why", 2)
        form.area("action", 2)
        self._end_of("safety.raise_it", "flag")
        form.submitted.connect(self._raise_it)

    def _ask_report(self, one: FlagView) -> None:
        form = self._begin("report", str(one.id))
        self._about = one
        name = self._room.texts(f"safety.flag_{one.flag}")
        form.add(words(self._room.theme, name, bold=True))
        form.yes_no("made")
        form.day("day")
        form.line("to_whom", 40)
        form.line("reference", 20)
        form.area("reason", 2)
        made: Any = form.rows["made"].control
        made.changed.connect(self._follow)
        self._end_of("safety.record_it", "made")
        self._follow()
        form.submitted.connect(self._report)

    def _ask_act(self, one: FlagView) -> None:
        form = self._begin("act", str(one.id))
        self._about = one
        name = self._room.texts(f"safety.flag_{one.flag}")
        form.add(words(self._room.theme, name, bold=True))
        form.area("action", 2)
        self._end_of("safety.record_it", "action")
        form.submitted.connect(self._act)

    def _ask_end(self, one: FlagView) -> None:
        form = self._begin("end", str(one.id))
        self._about = one
        name = self._room.texts(f"safety.flag_{one.flag}")
        form.add(words(self._room.theme, name, bold=True))
        form.area("end_reason", 2)
        self._end_of("safety.end_it", "end_reason")
        form.submitted.connect(self._end_flag)

    def _begin(self, name: str, about: str) -> Form:
        """Put an empty form in the place of the one before, whose words are kept."""
        self.leave()
        clear(self._place)
        self._about, self._named = None, (f"safety.{name}", about)
        self.form = Form(self._room, "safety")
        return self.form

    def _end_of(self, submit: str, first: str) -> None:
        form = self.form
        if form is None:
            return
        form.buttons(submit, [("safety.leave_it", self._leave_it)])
        self._keeper = DraftKeeper(self._room, form, *self._named)
        self._place.addWidget(form)
        form.show()
        form.go_to(first)

    def _follow(self) -> None:
        """Ask of a report that was made when and to whom; of none, why not."""
        if self.form is None:
            return
        made = self.form.raw()["made"]
        for name in ("day", "to_whom", "reference"):
            self.form.reveal(name, made is True or made == "yes")
        self.form.reveal("reason", made is False or made == "no")

    def _leave_it(self) -> None:
        self.leave()
        self._put_away()
        self._raise_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        clear(self._place)
        self.form, self._keeper, self._about = None, None, None

    # ── What is done ──

    def _raise_it(self) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            flag = Flag(values["flag"]) if values["flag"] else None
            raised = Raised(flag, values["why"], values["action"])
            safety.raise_flag(room.desk, room.actor, self._case_id, raised)
            self._settle()

    def _report(self) -> None:
        room, form, about = self._room, self.form, self._about
        if form is None or about is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            names = ("made", "day", "to_whom", "reference", "reason")
            report = Report(**{name: values[name] for name in names})
            safety.record_report(room.desk, room.actor, about.id, report)
            self._settle()

    def _act(self) -> None:
        room, form, about = self._room, self.form, self._about
        if form is None or about is None:
            return
        with room.feedback.answering(form):
            safety.act(room.desk, room.actor, (about.id, about.version), form.values()["action"])
            self._settle()

    def _end_flag(self) -> None:
        room, form, about = self._room, self.form, self._about
        if form is None or about is None:
            return
        with room.feedback.answering(form):
            seen = (about.id, about.version)
            safety.end(room.desk, room.actor, seen, form.values()["end_reason"])
            self._settle()

    def _settle(self) -> None:
        if self._keeper is not None:
            self._keeper.settled()
        self._put_away()
        self.refresh()
        self._raise_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _go(self) -> None:
        self.leave()
        self.hide()
        self.closed.emit()
