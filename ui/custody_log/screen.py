"""Everybody in the custody log at whom nobody has looked: referred from here, or set aside."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.services import custody_log
from triage_app.services.custody_entries import draft_of
from triage_app.services.custody_log import Waiting, WaitingList, Wanted
from ui.custody_log.aside import AsidePanel
from ui.custody_log.columns import waiting_columns
from ui.custody_log.detail import EntryDetail
from ui.custody_log.importing import ImportPage
from ui.custody_log.least_rows import keep_rows_in_view
from ui.fields import LineField, PickField
from ui.flow import Flow
from ui.parts import Empty, button, column_of, heading, line_of, words
from ui.preferences import Preferences
from ui.room import Place, Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.suites import suites_of
from ui.tables import Table, TableModel
from ui.theme import SMALL, TITLE, UNIT, Tone

CODE, PAUSE = "custody_log", 400  # milliseconds after the last key of the words
WAITING, ASIDE = "waiting", "aside"


class CustodyLogScreen(Screen):
    """A list to be worked down: Enter begins a referral; taking in a log has the whole screen."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.page: ImportPage | None = None
        self._suites = dict(suites_of(room))
        self._build()
        self._connect()
        self.refresh()
        if ImportPage.is_under_way(room):
            self.import_log()

    def refresh(self) -> None:
        """Show who waits now."""
        room = self.room
        with room.feedback.answering():
            chosen = [row.entry_id for row in self.table.chosen()]
            self._show(custody_log.waiting(room.desk, room.actor, self.wanted()))
            self._choose_again(chosen)

    def wanted(self) -> Wanted:
        """Return what is asked of the list."""
        aside = self.which.value() == ASIDE
        return Wanted(self.typed.value(), self.suite.value(), aside)

    def go_to(self, field: str) -> None:  # noqa: ARG002 - there is one thing here
        """Put the keyboard on the list; on what begins one where there is none."""
        if self.page is not None:
            self.page.go_to()
        elif self.table.isVisibleTo(self):
            self.table.setFocus()
            if not self.table.chosen():
                self.table.selectRow(0)
        else:
            (self.typed if self.model.rows() or self.typed.value() else self.taking_in).setFocus()

    def import_log(self) -> None:
        """Open the page on which a log is taken in."""
        self.page = ImportPage(self.room)
        self.page.left.connect(self._back)
        self._places.addWidget(self.page)
        self._places.setCurrentWidget(self.page)
        self.page.go_to()

    def _build(self) -> None:
        room, theme, texts = self.room, self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self._places = QStackedLayout(self)
        preferences = Preferences(room.desk.config.data, room.actor.username)
        columns = waiting_columns(texts, room.desk.now())
        self.model: TableModel[Waiting] = TableModel(columns, self)
        self.table = Table(theme, self.model, CODE, preferences)
        self.table.setAccessibleName(texts("custody_log.table"))
        self.detail, self.setting_aside = EntryDetail(room, self._suites), AsidePanel(room)
        self.empty = Empty(theme, "custody", texts("custody_log.none_yet"),
                           texts("custody_log.none_yet_how"))  # fmt: skip
        self.empty_here = Empty(theme, "filter", texts("custody_log.none_here"),
                                texts("custody_log.none_here_how"))  # fmt: skip
        self.last = words(theme, "", SMALL, Tone.MUTED)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(UNIT * 3, UNIT * 2, 0, 0)
        column.setSpacing(12)
        top = column_of(
            words(theme, texts("custody_log.lead"), tone=Tone.MUTED), self.setting_aside
        )
        top.setContentsMargins(0, 0, UNIT * 3, 0)
        column.addLayout(self._title())
        column.addLayout(top)
        column.addLayout(self._filters())
        for empty in (self.empty, self.empty_here):
            column.addWidget(empty)
        column.addLayout(self._beside(), 1)
        column.addWidget(self.last)
        keep_rows_in_view(theme, self.table)
        self._places.addWidget(scrolled(page))

    def _title(self) -> QBoxLayout:
        theme, texts = self.room.theme, self.room.texts
        title = heading(theme, texts("custody_log.title"), TITLE)
        self.number = words(theme, "", tone=Tone.MUTED)
        for label in (title, self.number):
            label.setWordWrap(False)
        self.taking_in = button(theme, texts("custody_log.import"), "", "plus")
        self.aside = button(theme, texts("custody_log.set_aside"))
        self.putting_back = button(theme, texts("custody_log.put_back"))
        self.putting_back.hide()
        self.refer = button(theme, texts("custody_log.refer"), "primary")
        actions = (self.taking_in, self.aside, self.putting_back, self.refer)
        if theme.look.large:
            holder = QWidget()
            holder.setLayout(Flow(*actions, spacing=12))
            row: QBoxLayout = column_of(title, self.number, holder)
        else:
            row = line_of(title, self.number, None, *actions, spacing=12)
        row.setContentsMargins(0, 0, UNIT * 3, 0)
        if not may(self.room.actor.role, Permission.IMPORT_CUSTODY_LOG):
            self.taking_in.hide()
        return row

    def _filters(self) -> QVBoxLayout:
        theme, texts = self.room.theme, self.room.texts
        self.typed = LineField(theme, 26)
        self.typed.setPlaceholderText(texts("custody_log.find"))
        self.typed.setAccessibleName(texts("custody_log.find"))
        self.suite = PickField(theme, list(self._suites.items()))
        self.suite.setItemText(0, texts("custody_log.every_suite"))
        self.suite.setAccessibleName(texts("custody_log.suite"))
        self.which = PickField(theme, [(ASIDE, texts("custody_log.show_aside"))])
        self.which.setItemText(0, texts("custody_log.show_waiting"))
        self.which.setAccessibleName(texts("custody_log.shown_which"))
        self.more = words(theme, "", SMALL, Tone.MUTED)
        self.more.setWordWrap(False)
        holder = QWidget()
        holder.setLayout(Flow(self.typed, self.suite, self.which, self.more))
        column = column_of(holder)
        column.setContentsMargins(0, 0, UNIT * 3, 0)
        return column

    def _beside(self) -> QBoxLayout:
        large = self.room.theme.look.large
        both = QVBoxLayout() if large else QHBoxLayout()
        both.setSpacing(UNIT * 2)
        both.addWidget(self.table, 1)
        both.addWidget(self.detail, 1 if large else 0)
        return both

    def _connect(self) -> None:
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(PAUSE)
        self._settling.timeout.connect(self.refresh)
        self.typed.changed.connect(self._settling.start)
        self.suite.changed.connect(self.refresh)
        self.which.changed.connect(self.refresh)
        self.table.opened.connect(self._refer_row)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.detail.went.connect(self.went)
        self.taking_in.clicked.connect(self.import_log)
        self.refer.clicked.connect(self._refer)
        self.aside.clicked.connect(self._ask_reason)
        self.putting_back.clicked.connect(self._put_back)
        self.setting_aside.form.submitted.connect(self._set_aside)
        self.setting_aside.left.connect(self._keep_on_list)

    def _show(self, listed: WaitingList) -> None:
        texts, wanted = self.room.texts, self.wanted()
        self.model.replace(listed.rows)
        code = "custody_log.aside_number" if wanted.aside else "custody_log.waiting_number"
        self.number.setText(texts(code, n=listed.total))
        most = len(listed.rows)
        told = texts("custody_log.more_than_shown", most=most, n=listed.total)
        self.more.setText(told if listed.total > most else "")
        narrowed = bool(wanted.words or wanted.suite or wanted.aside)
        self.table.setVisible(bool(listed.rows))
        self.empty.setVisible(not listed.rows and not narrowed)
        self.empty_here.setVisible(not listed.rows and narrowed)
        for one, shown in (
            (self.refer, bool(listed.rows) and not wanted.aside),
            (self.aside, bool(listed.rows) and not wanted.aside),
            (self.putting_back, bool(listed.rows) and wanted.aside),
        ):
            one.setVisible(shown)
        last = listed.last
        said = (
            texts("custody_log.last_import", file=last.file, moment=last.at, name=last.by)
            if last
            else ""
        )
        self.last.setText(said)

    def _choose_again(self, entry_ids: list[int]) -> None:
        """Keep the place in the list: the same person, or the first."""
        rows = self.model.rows()
        kept = [n for n, row in enumerate(rows) if row.entry_id in entry_ids]
        if rows:
            self.table.selectRow(kept[0] if kept else 0)
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        chosen = self.table.chosen()
        self.detail.show_row(chosen[0] if len(chosen) == 1 else None)

    def _refer(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) == 1:
            self._refer_row(chosen[0])
            return
        self.room.feedback.tell("custody_log.choose_one" if chosen else "custody_log.choose_first")
        self.go_to("")

    def _refer_row(self, row: Waiting) -> None:
        if not self.wanted().aside:
            self.went.emit(Place("referrals", field=draft_of(row.entry_id)))

    def _ask_reason(self) -> None:
        if not self.table.chosen():
            self.room.feedback.tell("custody_log.choose_first")
            self.go_to("")
            return
        for one in (self.refer, self.aside):  # the panel has the one primary button now
            one.hide()
        self.setting_aside.open()

    def _set_aside(self) -> None:
        room, ids = self.room, [row.entry_id for row in self.table.chosen()]
        with room.feedback.answering(self.setting_aside.form):
            said = self.setting_aside.form.values()
            number = custody_log.set_aside(room.desk, room.actor, ids, said["reason"], said["note"])
            self.setting_aside.hide()
            self.refresh()
            self.go_to("")
            room.feedback.tell("custody_log.set_aside_number", n=number)

    def _keep_on_list(self) -> None:
        for one in (self.refer, self.aside):
            one.show()
        self.go_to("")

    def _put_back(self) -> None:
        room, ids = self.room, [row.entry_id for row in self.table.chosen()]
        with room.feedback.answering():
            custody_log.put_back(room.desk, room.actor, ids)
            self.refresh()
            self.go_to("")

    def _back(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._places.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.refresh()
        self.go_to("")
