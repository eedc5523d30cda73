"""The auditor's screen: the log narrowed to what is looked for, or one case's history."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Problem
from triage_app.services import audit, log
from triage_app.services.desk import LONDON
from triage_app.services.log import EntryRow, Sought
from triage_app.texts import Texts
from ui.flow import Flow
from ui.forms import Form
from ui.parts import Empty, button, heading, holding, line_of, words
from ui.preferences import Preferences
from ui.room import Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.tables import Column, Table, TableModel
from ui.theme import SMALL, TITLE, UNIT, Tone

SIDE, ACROSS = 300, 3  # how wide what one searches by is, and how many stand in a line


class LogScreen(Screen):
    """What one looks for above, what is found below in the whole width, the newest first."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._sought = Sought()
        self._older: int | None = None
        self._build()
        self._connect()
        self._search()

    def refresh(self) -> None:
        """Search again by what was looked for last."""
        self._look_up(self._sought)

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one place to begin
        """Put the keyboard on the first thing to search by."""
        self.form.go_to("username")

    def _build(self) -> None:
        room = self.room
        self._build_form()
        self._build_found()
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT * 2)
        layout.setSpacing(UNIT)
        layout.addWidget(self.title)
        layout.addWidget(words(room.theme, room.texts("log.lead"), tone=Tone.MUTED))
        layout.addSpacing(UNIT)
        layout.addWidget(self.form)
        layout.addSpacing(UNIT)
        layout.addWidget(self.found, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))

    def _build_form(self) -> None:
        room, texts = self.room, self.room.texts
        choices = log.choices(room.desk, room.actor)
        self.form = Form(room, "log")
        self.form.pick("username", choices.people)
        self.form.line("case_number", 18)
        self.form.pick("action", sorted(self._named(choices.actions), key=lambda one: one[1]))
        kinds = [(one, texts(f"audit.category_{one}")) for one in choices.categories]
        self.form.pick("category", kinds)
        self.form.day("first_day")
        self.form.day("last_day")
        for row in self.form.rows.values():
            row.control.setMaximumWidth(room.theme.look.px(SIDE))
        self._lay_across()
        self.search = button(room.theme, texts("log.search"), "primary")
        self.history = button(room.theme, texts("log.history"))
        self.check = button(room.theme, texts("log.check"))
        ways = Flow(self.search, self.history, self.check)
        self.form.add(holding(ways))

    def _lay_across(self) -> None:
        """Lay the fields in lines of as many as there is room for: the table needs the width."""
        grid, across = QGridLayout(), 1 if self.room.theme.look.large else ACROSS
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(UNIT * 2)
        for number, row in enumerate(self.form.rows.values()):
            self.form.column.removeWidget(row)
            grid.addWidget(row, number // across, number % across)
        grid.setColumnStretch(across, 1)
        self.form.add(holding(grid))

    def _build_found(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.found = QWidget()
        self.title = heading(theme, texts("log.title"), TITLE)
        self.count = words(theme, "", SMALL, Tone.MUTED)
        self.model: TableModel[EntryRow] = TableModel(self._columns(), self)
        preferences = Preferences(self.room.desk.config.data, self.room.actor.username)
        self.table = Table(theme, self.model, "log", preferences)
        self.table.setAccessibleName(texts("log.title"))
        self.table.setMinimumHeight(theme.look.px(280))
        self.empty = Empty(theme, "search", texts("log.none_title"), texts("log.none_how"))
        self.older = button(theme, texts("log.older"))
        self.all = button(theme, texts("log.all_entries"))
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.count)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line_of(self.older, self.all))

    def _columns(self) -> tuple[Column[EntryRow], ...]:
        texts = self.room.texts

        def fields(row: EntryRow) -> str:
            return ", ".join(self._field(row, name) for name in row.fields)

        def who(row: EntryRow) -> str:
            return texts("log.who_as", name=row.name, role=texts(f"role.{row.role}"))

        def number(row: EntryRow) -> int:
            return row.number

        return (
            Column(
                "number", texts("log.number"), lambda row: str(row.number), number, 56, right=True
            ),
            Column("at", texts("log.at"), self._moment, lambda row: row.at, 184),
            Column("who", texts("log.who"), who, width=192),
            Column("what", texts("log.what"), self._what, width=240, bold=True),
            Column("case", texts("log.case"), lambda row: row.case_number, width=104),
            Column("fields", texts("log.fields"), fields, width=144, tone=Tone.MUTED),
            Column("recipient", texts("log.recipient"), lambda row: row.recipient, width=104),
            Column("workstation", texts("log.workstation"), lambda row: row.workstation, width=88),
        )

    def _connect(self) -> None:
        self.form.submitted.connect(self._search)
        self.search.clicked.connect(self.form.submitted)
        self.history.clicked.connect(self._tell_history)
        self.check.clicked.connect(self._check)
        self.older.clicked.connect(self._go_older)
        self.all.clicked.connect(self._search)
        self.table.opened.connect(self._open)

    def _search(self) -> None:
        with self.room.feedback.answering(self.form):
            self._look_up(_sought(self.form.values()))

    def _look_up(self, sought: Sought) -> None:
        page = log.page(self.room.desk, self.room.actor, sought)
        self._sought, self._older = sought, page.older
        self.title.setText(self.room.texts("log.title"))
        self._show(list(page.rows), page.total)
        self.all.hide()

    def _go_older(self) -> None:
        with self.room.feedback.answering():
            page = log.page(self.room.desk, self.room.actor, self._sought, self._older)
            self._older = page.older
            rows = self.model.rows() + list(page.rows)
            self._show(rows, int(self.count.property("total")))

    def _tell_history(self) -> None:
        with self.room.feedback.answering(self.form):
            number = self.form.values()["case_number"]
            if not number:
                raise Invalid(Problem("case_number", "log.case_missing"))
            rows = log.history(self.room.desk, self.room.actor, number)
            self._older = None
            self.title.setText(self.room.texts("log.history_of", number=number))
            self._show(list(rows), len(rows))
            self.all.show()

    def _open(self, row: EntryRow) -> None:
        """Enter on an entry leads to the history of its case."""
        if row.case_number:
            self.form.fill({"case_number": row.case_number})
            self._tell_history()

    def _check(self) -> None:
        room = self.room
        with room.feedback.answering():
            broken = audit.broken_links(room.desk, room.actor)
            if broken:
                room.feedback.tell("admin.log_broken", number=broken[0])
            else:
                room.feedback.tell("log.unbroken")

    def _show(self, rows: list[EntryRow], total: int) -> None:
        self.model.replace(rows)
        self.count.setText(self.room.texts("log.found", n=total))
        self.count.setProperty("total", total)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.older.setVisible(self._older is not None)

    def _what(self, row: EntryRow) -> str:
        return _label(self.room.texts, row.code) or row.action

    def _named(self, actions: tuple[str, ...]) -> list[tuple[str, str]]:
        codes = ((one, one.replace(".", ".did_", 1)) for one in actions)
        return [(one, _label(self.room.texts, code) or one) for one, code in codes]

    def _field(self, row: EntryRow, name: str) -> str:
        """Return what a field is called where it is filled in, or its own name."""
        feature = row.action.partition(".")[0]
        places = (feature, "person", "referral", "members", "question", "order")
        labels = (_label(self.room.texts, f"{place}.{name}") for place in places)
        return next((label for label in labels if label), name.replace("_", " ")).rstrip("?")

    def _moment(self, row: EntryRow) -> str:
        texts = self.room.texts
        day = texts.short_date(row.at.astimezone(LONDON).date(), self.room.desk.today())
        return f"{day}, {texts.time(row.at)}"


def _sought(values: dict[str, Any]) -> Sought:
    named = {name: value for name, value in values.items() if value}
    return Sought(**named)


def _label(texts: Texts, code: str) -> str | None:
    """Return the words of a code that asks for nothing to be filled in, if there are any."""
    if not texts.has(code):
        return None
    try:
        label = texts(code)
    except KeyError:  # it counts something
        return None
    return None if "{" in label else label
