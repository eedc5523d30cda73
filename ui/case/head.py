"""The head of a case, which never scrolls: who, what to mind, how long, and what comes next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.journey import StepCode
from triage_app.services.casefile import CaseHead, CaseTag
from ui.case.clock import ClockPicture
from ui.case.steps_bar import StepsBar
from ui.parts import Tag, button, clear, heading, words
from ui.room import Room
from ui.theme import TITLE, UNIT, Tone

ACTION = 208
ICONS = {
    "casefile.tag_harm": "flag",
    "casefile.tag_no_message": "phone",
    "casefile.tag_speaks_welsh": "speech",
    "casefile.tag_reads_welsh": "paper",
    "casefile.tag_interpreter": "speech",
    "casefile.tag_interpreter_in": "speech",
    "casefile.tag_appropriate_adult": "adult",
    "casefile.tag_needs": "person",
}


class CaseHeadBar(QFrame):
    """The same on every step, so that the eye finds the clock and the button where they were."""

    asked = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setProperty("place", "head")
        self.clock = ClockPicture(room)
        self.steps = StepsBar(room)
        self.action = button(room.theme, "", "primary")
        self.action.clicked.connect(self.asked)
        self._build()

    def show_case(self, head: CaseHead, here: StepCode) -> None:
        """Show a case as it stands, and which of its steps is open."""
        texts = self._room.texts
        self._name.setText(head.name)
        self._about.setText(self._about_of(head))
        self._state.setText(texts(f"state.{head.state}"))
        clear(self._tags)
        for tag in head.tags:
            self._tags.addWidget(self._tag(tag))
        self._tags.addStretch(1)
        self.clock.show_clock(head.clock)
        self.action.setVisible(bool(head.next_action))
        if head.next_action:
            self.action.setText(texts(head.next_action))
        self.steps.show_stages(head.stages, here)

    def _build(self) -> None:
        theme = self._room.theme
        self._name = heading(theme, "", TITLE)
        self._about = words(theme, "", tone=Tone.MUTED)
        self._state = words(theme, "", tone=Tone.MUTED, bold=True)
        for label in (self._about, self._state):
            label.setWordWrap(False)
            label.setContentsMargins(0, 0, 0, 5)
        self._tags = QHBoxLayout()
        self._tags.setSpacing(UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, 12, UNIT * 3, 0)
        column.setSpacing(12)
        column.addLayout(self._large() if theme.look.large else self._wide())
        column.addWidget(self.steps)

    def _who(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._name.setWordWrap(False)
        self._name.setProperty("elides", True)
        row.addWidget(self._name)
        for label in (self._about, self._state):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignBottom)
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
        """At large text the clock and the button stand under the name."""
        under = QHBoxLayout()
        under.setSpacing(UNIT * 2)
        under.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        under.addStretch(1)
        under.addLayout(self._action_slot())
        column = QVBoxLayout()
        column.setSpacing(UNIT)
        column.addLayout(self._who())
        column.addLayout(self._tags)
        column.addLayout(under)
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
        return Tag(self._room.theme, ICONS[tag.code], said, flag=tag.flag)
