"""The administrator's screen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.admin.copies import CopiesPanel
from ui.admin.imports import ImportsPanel
from ui.admin.keeping import AboutPanel, BackupPanel
from ui.admin.questionnaires import QuestionnairesPanel
from ui.admin.scheme import SchemePanel
from ui.admin.users import UsersPanel
from ui.parts import heading, rule
from ui.room import Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.theme import TITLE, UNIT


class AdminScreen(Screen):
    """Users first, then what is brought in, backups, what this caseload is and by which scheme."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._build()

    def refresh(self) -> None:
        """Show the users as they stand now."""
        self.users.refresh()
        self.imports.refresh()
        self.questionnaires.refresh()
        self.copies.refresh()

    def go_to(self, field: str) -> None:
        """Put the keyboard on the users; or on the second place of the copies."""
        if field == "place":
            self.copies.go_to()
        else:
            self.users.go_to()

    def _build(self) -> None:
        room, theme = self.room, self.room.theme
        self.users, self.imports = UsersPanel(room), ImportsPanel(room)
        self.questionnaires = QuestionnairesPanel(room)
        self.copies, self.backup = CopiesPanel(room), BackupPanel(room)
        self.about, self.scheme = AboutPanel(room), SchemePanel(room)
        self.copies.changed.connect(self.changed)
        self.backup.changed.connect(self._copied)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT * 3)
        column.setSpacing(UNIT * 3)
        column.addWidget(heading(theme, room.texts("admin.title"), TITLE))
        column.addWidget(self.users)
        keeping = (self.copies, self.backup, self.about)
        for panel in (self.imports, self.questionnaires, *keeping, self.scheme):
            column.addWidget(rule(theme))
            column.addWidget(panel)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(page))

    def _copied(self) -> None:
        self.copies.refresh()
        self.changed.emit()
