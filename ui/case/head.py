"""The head of a case, which never scrolls: who, what to mind, how long, and what comes next."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.journey import StepCode
from triage_app.services.casefile import CaseHead
from ui.case.clock import ClockPicture
from ui.case.steps_bar import StepsBar
from ui.case.tags import state_label, tags_of
from ui.flow import Flow
from ui.parts import breakable, button, heading, words
from ui.room import Room
from ui.theme import BODY, TITLE, UNIT, Tone

HEIGHT, ACTION, LINES, TALLEST = 136, 208, 2, 10_000
WRAP = int(Qt.TextFlag.TextWordWrap)


class CaseHeadBar(QFrame):
    """The same on every step, so that the eye finds the clock and the button where they were."""

    asked = Signal()
    safety_asked = Signal()
    records_asked = Signal()
    past_asked = Signal()  # the timeline

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setProperty("place", "head")
        self.clock = ClockPicture(room)
        self.steps = StepsBar(room)
        self.action = button(room.theme, "", "primary")
        self.action.clicked.connect(self.asked)
        self.safety = button(room.theme, room.texts("safety.open"), "link")
        self.safety.clicked.connect(self.safety_asked)
        self.records = button(room.theme, room.texts("casefile.records"), "link")
        self.records.clicked.connect(self.records_asked)
        self.past = button(room.theme, room.texts("casefile.timeline"), "link")
        self.past.clicked.connect(self.past_asked)
        self._name = heading(room.theme, "", TITLE)
        self._about = words(room.theme, "", tone=Tone.MUTED)
        self._about.setWordWrap(False)
        self._build()

    def show_case(self, head: CaseHead, here: StepCode) -> None:
        """Show a case as it stands, and which of its steps is open."""
        self._show_who(head)
        self.action.setVisible(bool(head.next_action))
        if head.next_action:
            self.action.setText(self._room.texts(head.next_action))
            self._set_off(head.next_step is not here)
        self.steps.show_stages(head.stages, here)
        self._fit_name()

    def _show_who(self, head: CaseHead) -> None:
        self._name.setText(breakable(head.name))
        self._name.setAccessibleName(head.name)
        self._about.setText(self._about_of(head))
        self._show_tags(head)
        self.clock.show_clock(head.clock)

    def _show_tags(self, head: CaseHead) -> None:
        kept = (self.safety, self.records, self.past)
        while (item := self._tags.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in kept:
                old.hide()
                old.deleteLater()
        for part in (*tags_of(self._room, head), state_label(self._room, head), *kept):
            self._tags.addWidget(part)

    def _set_off(self, elsewhere: bool) -> None:  # noqa: FBT001 - one question, one answer
        """Make the button primary unless its step is open: that has a primary button of its own."""
        self.action.setProperty("kind", "primary" if elsewhere else "")
        self.action.setFont(self._room.theme.look.font(bold=elsewhere))
        self.action.style().unpolish(self.action)
        self.action.style().polish(self.action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a long name takes as many lines as it needs."""
        super().resizeEvent(event)
        self._fit_name()

    def _build(self) -> None:
        self._tags = Flow(spacing=UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, 10, UNIT * 3, 0)
        column.setSpacing(6)
        column.addLayout(self._wide())
        column.addWidget(self.steps)
        self.setMinimumHeight(self._room.theme.look.px(HEIGHT))

    def _fit_name(self) -> None:
        """Wrap a name that is too long for its line, smaller if it must be; a name is never cut."""
        look = self._room.theme.look
        slot = max(look.px(ACTION), self.action.sizeHint().width())
        clock = self.clock.sizeHint().width() * (not self.clock.isHidden())
        taken = UNIT * 12 + self._about.sizeHint().width() + 12 + slot + clock
        self._wrap_name(self._name.accessibleName(), max(self.width() - taken, look.px(160)))

    def _wrap_name(self, name: str, room: int) -> None:
        """Give a name as many lines as it needs in so much room."""
        look, shown = self._room.theme.look, breakable(name)
        wanted = _width(look.font(TITLE, bold=True), shown)
        size = TITLE if wanted <= room * LINES else BODY
        font = look.font(size, bold=True)
        width = min(_width(font, shown), room)
        whole = QRect(0, 0, width, TALLEST)
        height = QFontMetrics(font).boundingRect(whole, WRAP, shown).height()
        self._name.setText(shown)
        self._name.setFont(font)
        self._name.setFixedSize(width, height)

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
        self._about.setContentsMargins(0, 0, 0, 5)
        row.addWidget(self._about, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _wide(self) -> QHBoxLayout:
        """Name and tags at the left; the clock and the button always in the same place."""
        left = QVBoxLayout()
        left.setSpacing(UNIT)
        left.addLayout(self._who())
        left.addLayout(self._tags)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(UNIT * 2)
        row.addLayout(left, 1)
        row.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._action_slot())
        return row

    def _action_slot(self) -> QHBoxLayout:
        slot = QHBoxLayout()
        slot.addStretch(1)
        slot.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        holder = QHBoxLayout()
        keeper = QWidget()
        keeper.setLayout(slot)
        slot.setContentsMargins(0, 4, 0, 4)
        keeper.setMinimumWidth(self._room.theme.look.px(ACTION))
        holder.addWidget(keeper)
        return holder

    def _about_of(self, head: CaseHead) -> str:
        texts = self._room.texts
        age = "" if head.age is None else texts("casefile.age_years", age=head.age)
        known = texts("casefile.known_as", name=head.known_as) if head.known_as else ""
        return " · ".join(part for part in (known, age, head.number) if part)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text) + 4
