"""The referrals: drafts to go on with, the latest ones, and a new one."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from triage_app.services import drafts, referrals
from triage_app.services.custody_entries import entry_of
from triage_app.services.drafts import KeptDraft
from triage_app.services.referrals import RecentReferral
from ui.parts import Empty, button, clear, column_of, heading, line_of, words
from ui.preferences import Preferences
from ui.referral.new import MARGIN, NewReferral
from ui.referral.summary import at_both_ends
from ui.room import Place, Room
from ui.scrolling import scrolled
from ui.step import Screen
from ui.suites import suites_of
from ui.tables import HEADING_HEIGHT, ROW_HEIGHT, Column, Table, TableModel
from ui.theme import SMALL, TITLE, UNIT, Tone

NEW = "new"
FEWEST_ROWS = 6  # of the latest referrals that can be seen, however many drafts there are


class ReferralsScreen(Screen):
    """Where a case begins; a new referral takes the whole screen until it is saved or left."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.page: NewReferral | None = None
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the drafts and the latest referrals as they stand now."""
        room = self.room
        with room.feedback.answering():
            self._show_drafts(drafts.all_kept(room.desk, room.actor, referrals.DRAFT))
            rows = referrals.recent(room.desk, room.actor)
            self.model.replace(rows)
            self.table.setVisible(bool(rows))
            self.empty.setVisible(not rows)

    def go_to(self, field: str) -> None:
        """Begin a new referral where `new` is asked for, with the keyboard on its first field."""
        if field == NEW and self.page is None:
            self.write()
        elif entry_of(field) is not None:  # an entry of the custody log becomes a referral
            self._put_away()
            self.write(field)
            return
        if self.page is not None:
            self.page.go_to("" if field == NEW else field)
            return
        self.new.setFocus()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self.page is not None:
            self.page.keep()

    def write(self, draft: str = "") -> None:
        """Open the page of a new referral, or of a draft left before."""
        self.page = NewReferral(self.room, draft)
        self.page.committed.connect(self._open_case)
        self.page.left.connect(self._back)
        self.page.went.connect(self.went)
        self._places.addWidget(self.page)
        self._places.setCurrentWidget(self.page)
        self.page.go_to("")

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.setProperty("place", "page")
        self._places = QStackedLayout(self)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, UNIT)
        column.setSpacing(UNIT * 2)
        title = heading(theme, texts("referral.title"), TITLE)
        self.new = button(theme, texts("referral.new"), "primary", "plus")
        top = at_both_ends(title, self.new)
        column.addLayout(top)
        self._drafts = QVBoxLayout()
        self._drafts.setSpacing(UNIT)
        column.addLayout(self._drafts)
        column.addWidget(heading(theme, texts("referral.recent")))
        self._build_table()
        column.addWidget(self.table, 1)
        self.empty = Empty(
            theme, "referrals", texts("referral.none_yet"), texts("referral.none_yet_how")
        )
        column.addWidget(self.empty)
        column.addStretch()  # else headings would drift apart where there is no table
        self._places.addWidget(scrolled(page))

    def _build_table(self) -> None:
        room = self.room
        self.model: TableModel[RecentReferral] = TableModel(self._columns(), self)
        preferences = Preferences(room.desk.config.data, room.actor.username)
        self.table = Table(room.theme, self.model, "referrals", preferences)
        self.table.setAccessibleName(room.texts("referral.recent"))
        self.table.setMinimumHeight(room.theme.look.px(HEADING_HEIGHT + ROW_HEIGHT * FEWEST_ROWS))

    def _columns(self) -> tuple[Column[RecentReferral], ...]:
        texts, suites = self.room.texts, dict(suites_of(self.room))

        def named(name: str) -> str:
            return texts(f"referral.column_{name}")

        return (
            Column("name", named("name"), lambda row: row.name, width=240, bold=True),
            Column(
                "number",
                named("number"),
                lambda row: row.number,
                width=120,
                tone=Tone.MUTED,
                essential=False,
            ),
            Column("state", named("state"), lambda row: texts(f"state.{row.state}"), width=200),
            Column(
                "suite",
                named("suite"),
                lambda row: suites.get(row.suite, ""),
                width=150,
                essential=False,
            ),
            Column(
                "opened",
                named("opened"),
                lambda row: texts.short_date(row.opened, self.room.desk.today()),
                lambda row: row.opened,
                width=208,
            ),
            Column(
                "assessor", named("assessor"), lambda row: row.assessor, width=180, essential=False
            ),
        )

    def _connect(self) -> None:
        self.new.clicked.connect(self._write_new)
        self.table.opened.connect(self._open_row)

    def _show_drafts(self, kept: list[KeptDraft]) -> None:
        theme, texts = self.room.theme, self.room.texts
        clear(self._drafts)
        new = [one for one in kept if one.about.startswith(f"{NEW}-")]
        if not new:
            return
        self._drafts.addWidget(heading(theme, texts("referral.drafts")))
        for one in new:
            name = str(one.content.get("name") or texts("referral.draft_unnamed"))
            moment = texts("referral.draft_kept", moment=one.kept_at)
            going_on = button(theme, texts("common.go_on"))
            going_on.setAccessibleName(f"{texts('common.go_on')}: {name}")
            going_on.setProperty("draft", one.about)
            going_on.clicked.connect(self._go_on)
            row = QWidget()
            said = column_of(
                words(theme, name, bold=True),
                words(theme, moment, SMALL, Tone.MUTED),
                spacing=0,
            )
            line = line_of(going_on)
            line.insertLayout(0, said, 1)
            line.setStretch(2, 0)
            row.setLayout(line)
            self._drafts.addWidget(row)

    def _write_new(self) -> None:
        self.write()

    def _go_on(self) -> None:
        self.write(str(self.sender().property("draft")))

    def _open_row(self, row: RecentReferral) -> None:
        self.went.emit(Place("case", row.case_id))

    def _open_case(self, case_id: int) -> None:
        self._put_away()
        self.went.emit(Place("case", case_id, "eligibility"))

    def _back(self) -> None:
        self._put_away()
        self.refresh()
        self.new.setFocus()

    def _put_away(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            self._places.removeWidget(page)
            page.hide()
            page.deleteLater()
