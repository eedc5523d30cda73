"""The frame around every screen: where one is, where one can go, and how to get back."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from triage_app.domain.roles import Permission, may
from triage_app.services import approval_queue, copies_kept, printings, retention_queue, upkeep
from ui.drafts import DraftKeeper
from ui.keys_help import KeysHelp
from ui.mnemonics import Mnemonics
from ui.notices import NoticeBar
from ui.opened_later import kind
from ui.rail import Rail, Section
from ui.room import Place, Room
from ui.standing_bar import StandingBar
from ui.status_bar import StatusBar
from ui.step import Screen
from ui.top_bar import TopBar

CASE, TODAY, REFERRALS, APPROVALS = "case", "today", "referrals", "approvals"
PRINTING, RECORDS, ADMINISTRATION = "print_queue", "records", "admin"
OF_DAYS = frozenset({TODAY, "agenda", "caseload", APPROVALS, RECORDS})  # what they list is due
CASE_PAGE, NEW = "ui.case.page:CasePage", "new"
OWN, OWN_PAGE = "own", "ui.own.screen:OwnScreen"  # whoever is signed in: no section of the rail
TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit)
REMEMBERED = 50  # places one can go back through


@dataclass(frozen=True)
class Entry:
    """A section of the rail, who may use it, and the name of the screen behind it."""

    section: Section
    needs: Permission
    screen: str


ENTRIES = (
    Entry(Section(TODAY, "today"), Permission.SEE_CASES, "ui.today.screen:TodayScreen"),
    Entry(
        Section("custody_log", "custody"),
        Permission.IMPORT_CUSTODY_LOG,
        "ui.custody_log.screen:CustodyLogScreen",
    ),
    Entry(Section(REFERRALS, "referrals"), Permission.REFER, "ui.referral.screen:ReferralsScreen"),
    Entry(Section("agenda", "agenda"), Permission.SEE_CASES, "ui.agenda.screen:AgendaScreen"),
    Entry(
        Section("caseload", "caseload"), Permission.SEE_CASES, "ui.caseload.screen:CaseloadScreen"
    ),
    Entry(
        Section(APPROVALS, "approvals"),
        Permission.DECIDE_BREACH,
        "ui.approvals.screen:ApprovalsScreen",
    ),
    Entry(
        Section(RECORDS, "records"),
        Permission.REVIEW_RETENTION,
        "ui.records.screen:RecordsScreen",
    ),
    Entry(
        Section("figures", "figures"),
        Permission.SEE_EVERYONES_CASES,
        "ui.figures.screen:FiguresScreen",
    ),
    Entry(
        Section(PRINTING, "print"),
        Permission.MAKE_PAPERS,
        "ui.print_queue.screen:PrintQueueScreen",
    ),
    Entry(
        Section("directory", "directory"),
        Permission.SEE_DIRECTORY,
        "ui.directory.screen:DirectoryScreen",
    ),
    Entry(
        Section(ADMINISTRATION, "administration"),
        Permission.MANAGE_USERS,
        "ui.admin.screen:AdminScreen",
    ),
    Entry(Section("log", "log"), Permission.READ_LOG, "ui.log.screen:LogScreen"),
)


class Shell(QWidget):
    """One screen at a time; a case opens as a page, never as another window."""

    moved = Signal(Place)
    made = Signal()  # another page, as things stand now

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.here = Place("")
        self.page: Screen | None = None
        self.been: list[Place] = []
        self._section = ""  # the one a case was opened from
        self.entries = {
            entry.section.code: entry for entry in ENTRIES if may(room.actor.role, entry.needs)
        }
        self._counting = QTimer(self, interval=0, singleShot=True)  # once the screen is painted
        self._build()
        self._connect()

    @property
    def first(self) -> Place:
        """Where work begins for this role."""
        return Place(next(iter(self.entries)))

    def go(self, place: Place) -> None:
        """Go somewhere, keeping what is being typed here and remembering the way back."""
        if self.here.screen and place != self.here:
            self.been = [*self.been, self.here][-REMEMBERED:]
        self._open(place)

    def back(self) -> None:
        """Go where one was before, losing nothing; past what would show the very same again."""
        if self.keys.isVisible():
            self.keys.hide()
            return
        shown = self._shown()
        while self.been and self._shown() == shown:
            self._open(self.been.pop())

    def _shown(self) -> tuple[str, int | None, str]:
        """Return what one looks at: a case whose step was not named has it named here."""
        step = self.page.shown() if self.page is not None else ""
        return self.here.screen, self.here.case_id, step or self.here.field

    def keep(self) -> None:
        """Keep whatever is being typed: the screen is about to go."""
        if self.page is not None:
            self.page.leave()
            for keeper in self.page.findChildren(DraftKeeper):
                keeper.keep_now()

    def refresh(self) -> None:
        """Show where one is as it stands now."""
        if self.page is not None:
            self.page.refresh()

    @property
    def is_typed_in(self) -> bool:
        """Whether somebody types in a list, or in the box above it: to make it anew would lose it.

        Of a case only the head is drawn anew, whatever is typed below.
        """
        return self.here.screen in OF_DAYS and isinstance(QApplication.focusWidget(), TYPED_IN)

    def begin_day(self) -> None:
        """Show what another day makes of where one is: lists anew, of a case its time."""
        if self.here.screen in OF_DAYS:
            self._open(self.here)
        elif self.page is not None:
            self.page.begin_day()
        self.count()

    def new_referral(self) -> None:
        """Start a referral, from wherever one is."""
        if REFERRALS in self.entries:
            self.go(Place(REFERRALS, field=NEW))

    def count(self) -> None:
        """Say how much waits, and when the caseload was last copied: both change as one works."""
        desk, actor = self.room.desk, self.room.actor
        copies = copies_kept.standing(desk)
        self.status.backed_up(copies.last, desk.today())
        self.standing.show_calls(upkeep.calls(desk, actor, copies))
        if APPROVALS in self.entries:
            self.rail.count(APPROVALS, approval_queue.number_waiting(desk, actor))
        if RECORDS in self.entries:
            self.rail.count(RECORDS, retention_queue.number_waiting(desk, actor))
        if PRINTING in self.entries:
            self.rail.count(PRINTING, printings.number_waiting(desk, actor))

    def _build(self) -> None:
        room, theme = self.room, self.room.theme
        # The sections are made first: they choose their letters before anything else.
        self.rail = Rail(room, tuple(entry.section for entry in self.entries.values()))
        self.top = TopBar(room)
        self.status = StatusBar(room)
        self.notices = NoticeBar(theme, room.texts)
        self.standing = StandingBar(room, may_act=ADMINISTRATION in self.entries)
        self.keys = KeysHelp(room)
        self._middle = QFrame()
        self._middle.setProperty("place", "page")
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.standing)
        self._column.addWidget(self.notices)
        self._column.addWidget(self.keys)
        edge = QFrame()
        edge.setProperty("place", "rule")
        edge.setFixedWidth(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for part in (self.rail, edge):
            middle.addWidget(part)
        middle.addWidget(self._middle, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self.top.finder.setVisible(may(room.actor.role, Permission.SEE_CASES))
        self._letters = Mnemonics(self)
        self._letters.watch(self)

    def _connect(self) -> None:
        self._counting.timeout.connect(self.count)
        self.rail.chosen.connect(self._choose)
        self.top.finder.went.connect(self.go)
        self.top.own_asked.connect(self._show_own)
        self.standing.asked.connect(self._show_copies)
        for keys, slot in (
            ("Ctrl+K", self.top.finder.take_keyboard),
            ("Ctrl+N", self.new_referral),
            ("Ctrl+P", self._print),
            ("F1", self._help),
            ("Esc", self.back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _open(self, place: Place) -> None:
        self.keep()
        self.notices.hush()
        self.top.finder.put_away()
        if self.page is None or not self._is_shown(place):
            self._show(self._make(place))
        self.here = place
        if place.screen != CASE:
            self._section = place.screen
        self.rail.mark(self._section)
        self._counting.start()
        if self.page is not None:
            self.page.arrive(place)
        self._keep_keyboard()
        self.moved.emit(place)

    def _is_shown(self, place: Place) -> bool:
        """Whether the screen for a place is the one on the page."""
        shown = (self.here.screen, self.here.case_id)
        return place.screen == CASE and shown == (place.screen, place.case_id)

    def _make(self, place: Place) -> Screen:
        if place.screen == CASE and place.case_id is not None:
            page: Screen = kind(CASE_PAGE, Screen)(self.room, place.case_id)
            page.changed.connect(self._saved)
            return page
        name = OWN_PAGE if place.screen == OWN else self.entries[place.screen].screen
        screen = kind(name, Screen)(self.room)
        screen.changed.connect(self._changed)
        return screen

    def _show(self, screen: Screen) -> None:
        if self.page is not None:
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = screen
        screen.went.connect(self.go)
        self._column.insertWidget(self._column.indexOf(self.keys), screen, 1)
        screen.show()  # at once, or nothing in it can take the keyboard yet
        self.made.emit()
        self._letters.watch(screen)

    def _show_own(self) -> None:
        self.go(Place(OWN))

    def _show_copies(self) -> None:
        self.go(Place(ADMINISTRATION, field="place"))

    def _choose(self, code: str) -> None:
        self.go(Place(code))

    def _changed(self) -> None:
        self.count()
        QTimer.singleShot(0, self, self._keep_keyboard)  # when the screen has looked after it

    def _keep_keyboard(self) -> None:
        """Where nothing of a screen takes the keyboard, its section has it."""
        held = self.window().focusWidget()  # whether or not the window is in front
        if held is None or not self._middle.isAncestorOf(held):
            self.rail.take_keyboard(self._section)

    def _saved(self) -> None:
        self.status.saved(self.room.desk.now())
        self.count()

    def _print(self) -> None:
        if self.page is not None:
            self.page.print_paper()

    def _help(self) -> None:
        self.keys.setVisible(not self.keys.isVisible())
