"""The scheme this office works by, in plain words; and which of its values nobody has given."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.scheme import Scheme
from triage_app.services.scheme_told import Section, told
from ui.parts import Picture, button, column_of, heading, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class SchemePanel(QWidget):
    """Says what is to be settled, and all the rest when asked."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        desk = room.desk
        self._scheme: Scheme = desk.schemes.of_office(desk.suite, desk.today())
        self._build()
        self.show_all.clicked.connect(self._show_all)

    def _build(self) -> None:
        theme, texts, scheme = self.room.theme, self.room.texts, self._scheme
        sections = told(scheme, texts)
        self.show_all = button(theme, texts("admin.show_scheme"))
        self.show_all.setCheckable(True)
        self.rest = QWidget()
        self.rest.setLayout(column_of(*(self._section(one) for one in sections), spacing=UNIT * 2))
        self.rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading(theme, texts("admin.scheme")))
        named = texts("scheme_told.named", name=scheme.name, force=scheme.force)
        column.addWidget(words(theme, named))
        if scheme.placeholders:
            column.addLayout(self._to_settle(len(scheme.placeholders)))
        column.addLayout(line_of(self.show_all))
        column.addWidget(self.rest)

    def _to_settle(self, n: int) -> QHBoxLayout:
        theme = self.room.theme
        said = words(theme, self.room.texts("admin.placeholders", n=n), tone=Tone.WARN)
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addWidget(Picture(theme, "warn", Tone.WARN), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, 1)
        return line

    def _section(self, section: Section) -> QWidget:
        theme, holder = self.room.theme, QWidget()
        title = words(theme, section.heading, bold=True)
        lines = (words(theme, line, SMALL) for line in section.lines)
        holder.setLayout(column_of(title, *lines, spacing=2))
        return holder

    def _show_all(self) -> None:
        shown = self.show_all.isChecked()
        self.rest.setVisible(shown)
        code = "hide_scheme" if shown else "show_scheme"
        self.show_all.setText(self.room.texts(f"admin.{code}"))
