"""The head of a case, which never scrolls: who, what to mind, how long, and what comes next."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from triage_app.domain.journey import StepCode
from triage_app.domain.ladder import OnLadder
from triage_app.services.casefile import CaseHead, CaseTag
from ui.case.clock import ClockPicture
from ui.case.steps_bar import StepsBar
from ui.flow import Flow
from ui.parts import Tag, breakable, button, heading, words
from ui.room import Room
from ui.theme import BODY, SMALL, TITLE, UNIT, Tone

HEIGHT, ACTION, LINES, TALLEST = 136, 208, 2, 10_000
WRAP = int(Qt.TextFlag.TextWordWrap)
ICONS = {
    "casefile.tag_harm": "flag",
    "casefile.tag_no_message": "phone",
    "casefile.tag_call_safely": "phone",
    "casefile.tag_speaks_welsh": "speech",
    "casefile.tag_reads_welsh": "paper",
    "casefile.tag_interpreter": "speech",
    "casefile.tag_interpreter_in": "speech",
    "casefile.tag_appropriate_adult": "adult",
    "casefile.tag_needs": "person",
    "casefile.tag_earlier": "referrals",
    "casefile.tag_linked": "swap",
}


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
        self._build()

    def show_case(self, head: CaseHead, here: StepCode) -> None:
        """Show a case as it stands, and which of its steps is open."""
        texts = self._room.texts
        self._name.setText(breakable(head.name))
        self._name.setAccessibleName(head.name)
        self._about.setText(self._about_of(head))
        self._show_tags(head)
        self.clock.show_clock(head.clock)
        self.action.setVisible(bool(head.next_action))
        if head.next_action:
            self.action.setText(texts(head.next_action))
            self._set_off(head.next_step is not here)
        self.steps.show_stages(head.stages, here)
        self._fit_name()

    def _show_tags(self, head: CaseHead) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in (self.safety, self.records, self.past):
                old.hide()
                old.deleteLater()
        for tag in head.tags:
            self._tags.addWidget(self._tag(tag))
        if head.ladder is not None:
            self._tags.addWidget(self._rung(head.ladder))
        self._tags.addWidget(self._state(self._state_of(head)))
        self._tags.addWidget(self.safety)
        self._tags.addWidget(self.records)
        self._tags.addWidget(self.past)

    def _state_of(self, head: CaseHead) -> str:
        """Say where a case stands; of one that went no further, why as well."""
        texts = self._room.texts
        state = texts(f"state.{head.state}")
        if head.ended is not None:
            return texts("casefile.state_because", state=state, reason=head.ended)
        if head.left is not None:
            return texts("casefile.state_because", state=state, reason=head.left)
        if head.withdrawn:
            return texts("casefile.state_withdrawn", state=state)
        return state

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
        theme = self._room.theme
        self._name = heading(theme, "", TITLE)
        self._about = words(theme, "", tone=Tone.MUTED)
        self._about.setWordWrap(False)
        self._about.setContentsMargins(0, 0, 0, 5)
        self._tags = Flow(spacing=UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, 10, UNIT * 3, 0)
        column.setSpacing(6)
        column.addLayout(self._large() if theme.look.large else self._wide())
        column.addWidget(self.steps)
        if not theme.look.large:
            self.setMinimumHeight(theme.look.px(HEIGHT))

    def _state(self, said: str) -> QLabel:
        label = words(self._room.theme, said, SMALL, Tone.MUTED, bold=True)
        label.setWordWrap(False)
        return label

    def _fit_name(self) -> None:
        """Wrap a name that is too long for its line, smaller if it must be; a name is never cut."""
        taken = UNIT * 6 + self._about.sizeHint().width() + 12
        if not self._room.theme.look.large:
            slot = max(self._room.theme.look.px(ACTION), self.action.sizeHint().width())
            taken += slot + self.clock.sizeHint().width() * (not self.clock.isHidden()) + UNIT * 6
        look = self._room.theme.look
        room = max(self.width() - taken, look.px(160))
        wanted = _width(look.font(TITLE, bold=True), self._name.text())
        size = TITLE if wanted <= room * LINES else BODY
        font = look.font(size, bold=True)
        width = min(_width(font, self._name.text()), room)
        whole = QRect(0, 0, width, TALLEST)
        height = QFontMetrics(font).boundingRect(whole, WRAP, self._name.text()).height()
        self._name.setFont(font)
        self._name.setFixedSize(width, height)

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._name)
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

    def _large(self) -> QVBoxLayout:
        """At large text the clock and the button stand under the name, on one line each."""
        under = QHBoxLayout()
        under.setSpacing(UNIT * 2)
        under.addLayout(self._tags, 1)
        under.addLayout(self._action_slot())
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(self._who())
        column.addLayout(under)
        column.addWidget(self.clock)
        return column

    def _action_slot(self) -> QHBoxLayout:
        slot = QHBoxLayout()
        slot.addStretch(1)
        slot.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        holder = QHBoxLayout()
        keeper = QWidget()
        keeper.setLayout(slot)
        slot.setContentsMargins(0, 4, 0, 4)
        if not self._room.theme.look.large:
            keeper.setMinimumWidth(self._room.theme.look.px(ACTION))
        holder.addWidget(keeper)
        return holder

    def _about_of(self, head: CaseHead) -> str:
        texts = self._room.texts
        age = "" if head.age is None else texts("casefile.age_years", age=head.age)
        known = texts("casefile.known_as", name=head.known_as) if head.known_as else ""
        return " · ".join(part for part in (known, age, head.number) if part)

    def _tag(self, tag: CaseTag) -> Tag:
        texts = self._room.texts
        said = texts(tag.code, value=tag.value) if tag.value else texts(tag.code)
        alone = self._room.theme.look.large and not tag.flag
        return Tag(self._room.theme, ICONS.get(tag.code, "flag"), said, flag=tag.flag, alone=alone)

    def _rung(self, stands: OnLadder) -> Tag:
        """Say how much was missed that nothing excuses, and which rung of the ladder that is."""
        rung = stands.rung.name if stands.rung else ""
        said = self._room.texts("casefile.tag_ladder", n=stands.misses, rung=rung)
        return Tag(self._room.theme, "warn", said, alone=self._room.theme.look.large)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text) + 4
