"""What of a timeline is looked for: by words, kind, person, days; shut until it is wanted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.timeline import Sought, Told, kind_of
from triage_app.services.casefile import TimelineEntry
from ui.fields import DayField, LineField, PickField, width_of
from ui.parts import button, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

LONGEST_DAY = 26  # letters, as wide as the longest day in full


class Finder(QWidget):
    """A button that opens some fields; what they leave of the timeline is told in figures.

    Whoever holds it gives the button its place. The fields are made when they are first opened:
    a case is seldom searched. A day that cannot be read leaves every day, and says so under it.
    """

    changed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.body: QWidget | None = None
        self._entries: Sequence[TimelineEntry] = ()
        self._told = ""
        self.opener = button(
            room.theme, room.texts("timeline.find"), "quiet", "filter", checkable=True
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT // 2)
        self.hide()
        self.opener.toggled.connect(self._open)

    def _make(self) -> QWidget:
        """Make the fields, with what was offered and told meanwhile."""
        theme, texts = self._room.theme, self._room.texts
        self.words = LineField(theme, 20)
        self.kind, self.by = (
            PickField(theme, [], none=texts(f"timeline.any_{name}")) for name in ("kind", "person")
        )
        today = self._room.desk.today
        self.since, self.until = (DayField(theme, texts, today) for _ in range(2))
        for wide in (self.kind, self.by, self.since, self.until):
            wide.setFixedWidth(width_of(theme.look, LONGEST_DAY))  # whatever somebody is called
        self.troubles: dict[DayField, QLabel] = {}
        self.left = words(theme, self._told, SMALL, Tone.MUTED)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(UNIT, 0, 0, 0)
        inner.setSpacing(UNIT // 2)
        for field, name in self._named():
            label = words(theme, texts(f"timeline.{name}"), SMALL, Tone.MUTED)
            label.setBuddy(field)
            field.setAccessibleName(texts(f"timeline.{name}"))
            inner.addWidget(label)
            inner.addWidget(field)
            if isinstance(field, DayField):
                self.troubles[field] = words(theme, "", SMALL, Tone.BAD)
                self.troubles[field].hide()
                inner.addWidget(self.troubles[field])
        inner.addWidget(self.left)
        self._column.addWidget(body)
        self._offer()
        for one, _ in self._named():
            one.changed.connect(self.changed)
        return body

    def offer(self, entries: Sequence[TimelineEntry]) -> None:
        """Offer the kinds and the people that the timeline has."""
        self._entries = entries
        self.opener.setVisible(bool(entries))
        if self.body is not None:
            self._offer()

    def _offer(self) -> None:
        texts, entries = self._room.texts, self._entries
        kinds = {kind_of(one.code) for one in entries}
        self.kind.offer([(one, texts(f"timeline.kind_{one}")) for one in Told if one in kinds])
        self.by.offer([(name, name) for name in sorted({one.by for one in entries})])

    def sought(self) -> Sought:
        """Return what is looked for; shut, nothing is."""
        if self.body is None or not self.opener.isChecked():
            return Sought()
        days = self._day(self.since), self._day(self.until)
        return Sought(self.kind.value(), self.by.value(), self.words.text(), *days)

    def in_trouble(self) -> bool:
        """Say whether a day cannot be read, with the keyboard on the first such."""
        if self.body is None or not self.opener.isChecked():
            return False
        found = [one for one, label in self.troubles.items() if not label.isHidden()]
        if found:
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(found)

    def tell(self, shown: int, of: int) -> None:
        """Say how many are left of all there are."""
        self._told = self._room.texts("timeline.left", shown=shown, of=of)
        if self.body is not None:
            self.left.setText(self._told)

    def _named(self) -> tuple[tuple[LineField | PickField, str], ...]:
        return (
            (self.words, "words"),
            (self.kind, "kind"),
            (self.by, "person"),
            (self.since, "since"),
            (self.until, "until"),
        )

    def _day(self, field: DayField) -> date | None:
        """Return a day, and say under its field where it cannot be read."""
        trouble = self.troubles[field]
        day, said = None, ""
        try:
            day = field.value()
        except Unreadable as unreadable:
            said = self._room.texts(unreadable.code)
        trouble.setText(said)
        trouble.setVisible(bool(said))
        return day

    def _open(self, opened: bool) -> None:  # noqa: FBT001 - as Qt's toggled
        if self.body is None:
            self.body = self._make()
        self.setVisible(opened)
        if opened:
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()
