"""What of a timeline is looked for: by kind, by person, by words; shut until it is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.timeline import Sought, Told, kind_of
from triage_app.services.casefile import TimelineEntry
from ui.fields import LineField, PickField
from ui.parts import button, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class Finder(QWidget):
    """A button that opens three fields; what they leave of the timeline is told in figures."""

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        theme, texts = room.theme, room.texts
        self.opener = button(theme, texts("timeline.find"), "quiet", "filter", checkable=True)
        self.words = LineField(theme, 20)
        self.kind, self.by = (
            PickField(theme, [], none=texts(f"timeline.any_{name}")) for name in ("kind", "person")
        )
        self.left = words(theme, "", SMALL, Tone.MUTED)
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(UNIT, 0, 0, 0)
        inner.setSpacing(UNIT // 2)
        for field, name in ((self.words, "words"), (self.kind, "kind"), (self.by, "person")):
            label = words(theme, texts(f"timeline.{name}"), SMALL, Tone.MUTED)
            label.setBuddy(field)
            field.setAccessibleName(texts(f"timeline.{name}"))
            inner.addWidget(label)
            inner.addWidget(field)
        inner.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self.body.hide()
        self.opener.toggled.connect(self._open)
        for one in (self.words, self.kind, self.by):
            one.changed.connect(self.changed)

    def offer(self, entries: Sequence[TimelineEntry]) -> None:
        """Offer the kinds and the people that the timeline has."""
        texts = self._room.texts
        kinds = {kind_of(one.code) for one in entries}
        self.kind.offer([(one, texts(f"timeline.kind_{one}")) for one in Told if one in kinds])
        self.by.offer([(name, name) for name in sorted({one.by for one in entries})])
        self.opener.setVisible(bool(entries))

    def sought(self) -> Sought:
        """Return what is looked for; shut, nothing is."""
        if not self.opener.isChecked():
            return Sought()
        return Sought(self.kind.value(), self.by.value(), self.words.text())

    def tell(self, shown: int, of: int) -> None:
        """Say how many are left of all there are."""
        self.left.setText(self._room.texts("timeline.left", shown=shown, of=of))

    def _open(self, opened: bool) -> None:  # noqa: FBT001 - as Qt's toggled
        self.body.setVisible(opened)
        if opened:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()
