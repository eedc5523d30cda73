"""The directory: every service by name, found as one types, and one of them opened."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from triage_app.domain.roles import Permission, may
from triage_app.services import directory, service_use
from triage_app.services.directory import ServiceRow
from ui.directory.card import NEW, Names, ServiceFacts, ServiceForm
from ui.directory.filing import export, files_of
from ui.directory.taking_in import Kind, TakingIn
from ui.flow import Flow
from ui.parts import Empty, button, heading, line_of, words
from ui.preferences import Preferences
from ui.room import Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.tables import Column, Table, TableModel
from ui.theme import TITLE, UNIT, Tone


class DirectoryScreen(Screen):
    """Lists the services; one that is opened takes the whole screen until it is closed."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.card: ServiceForm | ServiceFacts | TakingIn | None = None
        self._area: QScrollArea | None = None
        self._names = Names(room)
        self._rows: tuple[ServiceRow, ...] = ()
        self._used: Mapping[int, int] = {}
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the directory as it stands now."""
        room = self.room
        with room.feedback.answering():
            retired = self.with_retired.isChecked()
            self._rows = directory.services(room.desk, room.actor, retired=retired)
            self._used = service_use.used(room.desk, room.actor)
            self._filter()

    def go_to(self, field: str) -> None:
        """Put the keyboard on the search; on a new service where one is asked for."""
        if field == NEW and self.card is None and not self.new.isHidden():
            self._open_new()
        elif self.card is not None:
            self.card.go_to(field)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.card is not None:
            self.card.leave()

    # ── How it is put together ──

    def _build(self) -> None:
        self.setProperty("place", "page")
        self._places = QStackedLayout(self)
        page = QWidget()
        page.setProperty("place", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT)
        column.setSpacing(UNIT * 2)
        self._build_top(column)
        self._build_table()
        column.addWidget(self.table, 1)
        texts = self.room.texts
        how = texts("directory.empty_note")
        self.empty = Empty(self.room.theme, "directory", texts("directory.empty"), how)
        column.addWidget(self.empty)
        column.addStretch(0)
        self._places.addWidget(page)

    def _build_top(self, column: QVBoxLayout) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.new = button(theme, texts("directory.new"), "primary", "plus")
        if not may(self.room.actor.role, Permission.MANAGE_SERVICES):
            self.new.hide()
        title = line_of(heading(theme, texts("directory.title"), TITLE), self.new)
        title.setStretch(0, 1)
        title.setStretch(2, 0)
        column.addLayout(title)
        self.new.setVisible(may(self.room.actor.role, Permission.MANAGE_SERVICES))
        self.search = QLineEdit()
        self.search.setFont(theme.look.font())
        self.search.setFixedWidth(theme.look.px(320))
        self.search.setAccessibleName(texts("directory.find"))
        self.search.setPlaceholderText(texts("directory.find"))
        self.with_retired = QCheckBox(texts("directory.with_retired"))
        self.with_retired.setFont(theme.look.font())
        column.addWidget(words(theme, texts("directory.note"), tone=Tone.MUTED))
        column.addLayout(Flow(self.search, self.with_retired, spacing=UNIT * 2))
        column.addLayout(self._build_files())

    def _build_files(self) -> Flow:
        """Offer to save the directory, and to take in services or answers, to whoever may."""
        theme, texts = self.room.theme, self.room.texts
        self.save = button(theme, texts("directory.export"), "quiet")
        self.save.clicked.connect(lambda: export(self.room, self))
        self.takers: dict[str, QPushButton] = {}
        for kind, code in files_of(self.room):
            taker = button(theme, texts(code), "quiet")
            taker.clicked.connect(partial(self._open_file, kind))
            self.takers[kind.name] = taker
        return Flow(self.save, *self.takers.values())

    def _build_table(self) -> None:
        room = self.room
        self.model: TableModel[ServiceRow] = TableModel(self._columns(), self)
        preferences = Preferences(room.desk.config.data, room.actor.username)
        self.table = Table(room.theme, self.model, "directory", preferences)
        self.table.setAccessibleName(room.texts("directory.table"))

    def _columns(self) -> tuple[Column[ServiceRow], ...]:
        texts, names = self.room.texts, self._names

        def named(name: str) -> str:
            return texts(f"directory.column_{name}")

        def offers(row: ServiceRow) -> str:
            return names.listed(names.offers, row.entry.pathways)

        def areas(row: ServiceRow) -> str:
            everywhere = len(row.entry.areas) == len(names.areas)
            listed = names.listed(names.areas, row.entry.areas)
            return texts("directory.everywhere") if everywhere else listed

        def languages(row: ServiceRow) -> str:
            return names.listed(names.languages, row.entry.languages)

        return (
            Column("name", named("name"), self._called, width=250, bold=True),
            Column("offers", named("offers"), offers, width=200),
            Column("areas", named("areas"), areas, width=240, essential=False),
            Column("languages", named("languages"), languages, width=140, essential=False),
            Column("places", named("places"), self._places_free, width=105, essential=False),
            Column("telephone", named("telephone"), lambda row: row.entry.telephone, width=125),
        )

    def _called(self, row: ServiceRow) -> str:
        """Name a service; one that takes nobody is said to."""
        texts = self.room.texts
        if row.retired:
            return texts("directory.named_retired", name=row.name)
        closed = row.entry.closed_by(self.room.desk.today())
        return texts("directory.named_closed", name=row.name) if closed else row.name

    def _places_free(self, row: ServiceRow) -> str:
        capacity, used = row.entry.capacity, self._used.get(row.id, 0)
        if capacity is None:
            return ""
        free = {"n": max(0, capacity - used), "capacity": capacity}
        return self.room.texts("directory.places_free", **free)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.with_retired.toggled.connect(self.refresh)
        self.new.clicked.connect(self._open_new)
        self.table.opened.connect(self._open_row)

    # ── What is done ──

    def _filter(self) -> None:
        """Show the services in which every word typed is found."""
        wanted = self.search.text().casefold().split()
        rows = [row for row in self._rows if all(one in self._said(row) for one in wanted)]
        self.model.replace(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _said(self, row: ServiceRow) -> str:
        shown = [column.show(row) for column in self.model.columns]
        return " ".join((*shown, row.entry.provider, row.entry.address)).casefold()

    def _open_new(self) -> None:
        self._open(ServiceForm(self.room, None))

    def _open_row(self, row: ServiceRow) -> None:
        if may(self.room.actor.role, Permission.MANAGE_SERVICES):
            self._open(ServiceForm(self.room, row))
        else:
            self._open(ServiceFacts(self.room, row, self._used.get(row.id, 0)))

    def _open_file(self, kind: Kind, *_: object) -> None:
        self._open(TakingIn(self.room, kind))

    def _open(self, card: ServiceForm | ServiceFacts | TakingIn) -> None:
        self.card = card
        card.closed.connect(self._close)
        if isinstance(card, ServiceForm | TakingIn):
            card.saved.connect(self._close)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(UNIT * 3, UNIT * 3, UNIT * 3, UNIT * 3)
        column.addWidget(card)
        column.addStretch(1)
        self._area = scrolled(holder)
        self._places.addWidget(self._area)
        self._places.setCurrentWidget(self._area)
        card.go_to()

    def _close(self) -> None:
        """Show the list again, with the keyboard where it was."""
        gone, self.card, self._area = self._area, None, None
        self._places.setCurrentIndex(0)
        if gone is not None:
            self._places.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.refresh()
        (self.table if self.model.rowCount() else self.search).setFocus()
