"""The field that finds an offence by its code or by any words of it."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from triage_app.domain.identifiers import cjs_code_is_formed, tidy
from triage_app.domain.offences import Offence
from triage_app.services import offence_search
from triage_app.services.offence_titles import title_of
from ui.fields import LineField
from ui.room import Room

CHARACTERS = 64
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class OffenceField(LineField):
    """A line under which the offences that match what is typed are offered."""

    chosen = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.theme, CHARACTERS)
        self._desk, self._language = room.desk, room.texts.language
        room.desk.offences.make_ready()  # fifteen thousand entries, before a letter is typed
        self._offered = QStringListModel(self)
        self._completer, self._list = QCompleter(self._offered, self), QListView()
        self._list.setFont(room.theme.look.font())
        self._list.setProperty("place", "offered")
        self._list.setWordWrap(True)  # to choose one of three that begin alike, one reads its end
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer.setPopup(self._list)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._choose)
        self.setCompleter(self._completer)
        self._list.installEventFilter(self)
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self._settle)

    def given(self) -> tuple[str, str]:
        """Return the code and the title: of the list where it is on it, else as typed."""
        typed = self.text().strip()
        code, _, rest = typed.partition(" ")
        entry = self._desk.offences.offence(code)
        if entry is not None:
            return tidy(code), entry.title.en
        if cjs_code_is_formed(code):
            return tidy(code), rest.strip()
        return "", typed

    def show_given(self, code: str, title: str) -> None:
        """Show an offence: in this language where it is on the list, else as it was written."""
        listed = self._desk.offences.offence(code) is not None
        shown = title_of(self._desk, code, title)[self._language] if listed else title
        self.set_value(f"{code} {shown}".strip())

    def entry(self) -> Offence | None:
        """Return the entry of the list that was named."""
        return self._desk.offences.offence(self.text().strip().partition(" ")[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: Tab takes the offence that is marked in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            marked = self._list.currentIndex()
            if event.key() == Qt.Key.Key_Tab and marked.isValid():
                self._choose(str(marked.data()))
                self._list.hide()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Qt: Tab puts the list away before it leaves; Esc puts it away, and does not go back."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and pressed == Qt.Key.Key_Escape and self._list.isVisible():
            event.accept()  # the list has the key next, and hides
            return True
        if event.type() == QEvent.Type.KeyPress and pressed in TABS:
            self._list.hide()
        return super().event(event)

    def value(self) -> Any:  # noqa: ANN401
        """Return code and title."""
        return self.given()

    def _offer(self, typed: str) -> None:
        found = offence_search.find(self._desk, typed, self._language)
        self._offered.setStringList([f"{one.code} {one.title}" for one in found])
        if found:
            self._completer.complete()

    def _choose(self, shown: str) -> None:
        self.set_value(shown)
        self.chosen.emit()

    def _settle(self) -> None:
        """A bare code that is on the list is shown with its name."""
        entry = self.entry()
        if entry is not None and " " not in self.text().strip():
            self.show_given(tidy(self.text()), entry.title.en)
            self.chosen.emit()
