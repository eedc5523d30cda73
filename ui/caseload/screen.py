"""The caseload: by assessor, stage and standing, nearest to the last day to charge first."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from triage_app.domain.lateness import Lateness
from triage_app.domain.roles import Permission, may
from triage_app.services.caseload import (
    Caseload,
    CaseloadRow,
    Order,
    caseload,
    export,
)
from triage_app.services.giving import Outcome, give
from ui.caseload.away import AwayPanel
from ui.caseload.columns import columns
from ui.caseload.filters import Filters, Wanted
from ui.caseload.loads import LoadTiles
from ui.caseload.panels import ExportPanel, GivePanel
from ui.flow import Flow
from ui.parts import Empty, button, column_of, heading, line_of, words
from ui.preferences import Preferences
from ui.room import Place, Room
from ui.schemeless import SchemelessPart
from ui.step import Screen
from ui.tables import Table, TableModel
from ui.theme import TITLE, UNIT, Tone

CODE, FIRST_SORT = "caseload", "days"
LISTS = ("ends_soon", "silent")


class CaseloadScreen(Screen):
    """Sorted and filtered as it was left; Enter opens a case."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.preferences = Preferences(room.desk.config.data, room.actor.username)
        self._found = Caseload((), ())
        self._wanted = Wanted.restored(self.preferences.choice(CODE))
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the caseload again, and show what is asked of it."""
        room = self.room
        with room.feedback.answering():
            self._found = caseload(room.desk, room.actor, self._wanted.reason)
            self.note.setText(" · ".join(self._noted()))
            self.schemeless.name(self._found.schemeless)
            self.tiles.show_loads(self._found.loads, self._wanted.assessor)
            self.filters.offer_assessors(self._found.loads, self._wanted.assessor)
            self.filters.offer_suites(self._found.rows, self._wanted.suite)
            self.filters.offer_reasons(self._found.reasons, self._wanted.reason)
            self._show()

    def go_to(self, field: str) -> None:
        """Put the keyboard on the table, its first row chosen; first tick a list that is named."""
        if field in LISTS:
            getattr(self.filters, field).setChecked(True)
        if not self.table.isVisibleTo(self):
            here = self.filters.typed if self.filters.isVisibleTo(self) else self.filter
            here.setFocus()
            return
        self.table.setFocus()
        if not self.table.chosen():
            self.table.selectRow(0)

    def leave(self) -> None:
        """Keep how the list is sorted and filtered."""
        self.preferences.keep_choice(CODE, self._wanted.kept())

    def save_to(self, path: Path, recipient: str, kind: str) -> None:
        """Write the rows shown to a file."""
        room, rows = self.room, self.model.rows()
        with room.feedback.answering(self.exporting.form):
            made = export(room.desk, room.actor, rows, Order(recipient, kind, room.texts))
            try:
                path.write_bytes(made)
            except OSError:
                room.feedback.tell("caseload.cannot_write", file=path.name)
                return
            self.exporting.hide()
            room.feedback.tell("caseload.exported", file=path.name)

    def _build(self) -> None:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self.model = TableModel(columns(texts, room.desk.now()), self)
        self.table = Table(theme, self.model, CODE, self.preferences)
        self.table.setAccessibleName(texts("caseload.table"))
        headings = [(one.code, one.heading) for one in self.model.columns]
        self.tiles, self.filters = LoadTiles(room), Filters(room, self._wanted, headings)
        self.giving, self.exporting = GivePanel(room), ExportPanel(room)
        self.away, self.schemeless = AwayPanel(room), SchemelessPart(room)
        nothing, here = texts("caseload.nothing"), texts("caseload.nothing_here")
        self.empty = Empty(theme, "caseload", nothing, texts("caseload.nothing_how"))
        self.empty_here = Empty(theme, "filter", here, texts("caseload.nothing_here_how"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT * 2, UNIT * 2, UNIT * 2, 0)
        self._column.setSpacing(12)
        self._column.addLayout(self._title())
        inset = QVBoxLayout()  # the table starts left of the title, so that its text meets it
        inset.setContentsMargins(UNIT, 0, UNIT, 0)
        inset.setSpacing(12)
        parts: tuple[QWidget, ...] = (
            self.schemeless, self.tiles, self.giving, self.exporting, self.filters, self.empty,
            self.empty_here,
        )  # fmt: skip
        for part in parts:
            inset.addWidget(part)
        self._column.addLayout(inset)
        self._column.addWidget(self.away, 1)
        self._column.addWidget(self.table, 1)
        self._rest = QWidget()
        self._column.addWidget(self._rest, 1)

    def _title(self) -> QBoxLayout:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        title = heading(theme, texts("caseload.title"), TITLE)
        self.note = words(theme, "", tone=Tone.MUTED)
        self.note.setContentsMargins(0, 0, 0, 5)
        for label in (title, self.note):
            label.setWordWrap(False)
        role, large = room.actor.role, theme.look.large
        self.filter = button(theme, texts("caseload.filters"), "", "filter", checkable=True)
        self.export = button(theme, texts("caseload.export"), "", "paper")
        self.cover = button(theme, texts("cover.open"), "", "person")
        self.give = button(theme, texts("caseload.give"), "primary", "swap")
        # Nothing is shown before it has its place: it would be a window of its own for a moment.
        for part, wanted in (
            (self.note, not large),
            (self.filter, large),
            (self.filters, not large),
            (self.export, may(role, Permission.EXPORT_CASELOAD)),
            (self.cover, may(role, Permission.GIVE_CASES)),
            (self.give, may(role, Permission.GIVE_CASES)),
        ):
            if not wanted:
                part.hide()
        if large:  # the title has a line of its own
            holder = QWidget()
            holder.setLayout(Flow(self.filter, self.export, self.cover, self.give, spacing=12))
            holder.setContentsMargins(UNIT, 0, UNIT, 0)
            title.setContentsMargins(UNIT, 0, 0, 0)
            return column_of(title, holder)
        row = line_of(
            title, self.note, None, self.filter, self.export, self.cover, self.give,
            spacing=12,
        )  # fmt: skip
        row.setContentsMargins(UNIT, 0, UNIT, 0)
        row.setAlignment(self.note, Qt.AlignmentFlag.AlignBottom)
        return row

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._count_chosen)
        self.filters.changed.connect(self._filter)
        self.tiles.chosen.connect(self._choose_assessor)
        self.filter.toggled.connect(self.filters.setVisible)
        self.export.clicked.connect(self.exporting.open)
        self.exporting.form.submitted.connect(self._export)
        self.exporting.left.connect(self.table.setFocus)
        self.giving.form.submitted.connect(self._give)
        self.cover.clicked.connect(self._ask_who_is_away)
        self.away.left.connect(self._left_cover)
        self.giving.left.connect(self._gave)
        self.give.clicked.connect(self._ask_taker)

    def _show(self) -> None:
        today, wanted = self.room.desk.today(), self._wanted
        rows = [row for row in self._found.rows if wanted.shows(row, today)]
        number = [one.code for one in self.model.columns].index(wanted.sort or FIRST_SORT)
        if self.model.sorted_by[0] != number:
            self.model.sort(number)
        self.model.replace(rows)
        self.filters.shown.setText(self.room.texts("caseload.shown", n=len(rows)))
        any_at_all = bool(self._found.rows)
        self.tiles.setVisible(bool(self._found.loads) and not self.room.theme.look.large)
        self.table.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        self.empty.setVisible(not any_at_all)
        self.empty_here.setVisible(any_at_all and not rows)
        self._count_chosen()

    def _noted(self) -> Iterator[str]:
        """Say how many cases are open, and how much there is to do at once, as Today counts it."""
        texts, found = self.room.texts, self._found
        yield texts("caseload.open_cases", n=len(found.rows))
        for band, code in ((Lateness.OVERDUE, "overdue"), (Lateness.TODAY, "due_today")):
            if number := found.counts.get(band, 0):
                yield texts(f"caseload.{code}", n=number)

    def _filter(self) -> None:
        before = self._wanted
        self._wanted = self.filters.wanted()
        if not self.room.theme.look.large:
            self._wanted.assessor = before.assessor
        if self._wanted.reason == before.reason:
            self._show()
        else:
            self.refresh()

    def _choose_assessor(self, member_id: int | None) -> None:
        self._wanted.assessor = member_id
        self._show()

    def _count_chosen(self) -> None:
        number = len(self.table.selectionModel().selectedRows())
        said = self.room.texts("caseload.chosen", n=number)
        self.filters.chosen.setText(said if number > 1 else "")  # one is where one stands

    def _open(self, row: CaseloadRow) -> None:
        self.went.emit(Place("case", row.case_id))

    def _ask_taker(self) -> None:
        if not self.table.chosen():
            self.room.feedback.tell("caseload.choose_first")
            self.go_to("")
            return
        self.giving.offer(self._found.loads)
        self.give.hide()  # the panel has the one primary button now
        self.filter.setChecked(False)  # in large text the panel needs their room
        self.giving.open()

    def _ask_who_is_away(self) -> None:
        """Show who is away in the table's place."""
        for part in (self.table, self._rest, self.empty, self.empty_here, self.filters):
            part.hide()
        for one in (self.cover, self.give):  # the panel has the one primary button now
            one.hide()
        self.away.open()

    def _left_cover(self) -> None:
        self.filters.setVisible(self.filter.isChecked() or not self.room.theme.look.large)
        self._show()
        self.cover.show()
        self._gave()

    def _give(self) -> None:
        room = self.room
        with room.feedback.answering(self.giving.form):
            said = self.giving.form.values()
            chosen = self.table.chosen()
            held = {row.case_id: row.assessor_id for row in chosen}
            done = give(room.desk, room.actor, held, said["taker"], said["reason"])
            self.giving.hide()
            self.refresh()
            self._gave()
            self._tell(done, {row.case_id: row for row in chosen})

    def _tell(self, done: Outcome, chosen: dict[int, CaseloadRow]) -> None:
        """Say how many changed hands, and of each that did not why."""
        room, texts = self.room, self.room.texts
        given = texts("caseload.given", n=len(done.given), name=done.taker)
        kept = [
            texts(one.code, who=f"{chosen[one.case_id].name}, {chosen[one.case_id].number}",
                  **one.values)
            for one in done.kept
        ]  # fmt: skip
        if kept:
            room.feedback.tell("caseload.given_but", given=given, kept="\n".join(kept))
        else:
            room.feedback.tell("caseload.given", n=len(done.given), name=done.taker)

    def _gave(self) -> None:
        self.give.show()
        self.go_to("")

    def _export(self) -> None:
        values = self.exporting.form.values()
        kind = values["format"]
        name = f"{self.room.texts('caseload.title')}.{kind}"
        if not values["recipient"]:
            self.save_to(Path(name), "", kind)  # which says what is missing, and writes nothing
            return
        path, _ = QFileDialog.getSaveFileName(self, "", name)
        if path:
            self.save_to(Path(path), values["recipient"], kind)
