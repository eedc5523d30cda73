"""What the person pays towards the cost, set beside the draft that they are to sign."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.services import approvals, contributions
from triage_app.services.contracts import Sheet
from triage_app.services.desk import Actor, Desk
from ui.contribution import ContributionForm, WaiverForm, line, standing
from ui.decision import for_another
from ui.drafts import DraftKeeper
from ui.flow import Flow
from ui.parts import button, clear, heading, holding, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone

Commit = Callable[[], None]


class PayingPart(QWidget):
    """Asks how much is paid and by when; once set it says so, and a supervisor may let it be."""

    changed = Signal()
    left = Signal()  # with nothing set: what comes next stands elsewhere

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.sheet: Sheet | None = None
        self.form: ContributionForm | WaiverForm | None = None
        self.change: QWidget | None = None
        self.let_be: QWidget | None = None
        self._keeper: DraftKeeper | None = None
        self._commit: Commit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self.hide()

    def show_for(self, sheet: Sheet | None, *, drafting: bool) -> None:
        """Show what is paid for a draft; nothing where the scheme asks for none."""
        wanted = sheet if sheet is not None and sheet.pays and drafting else None
        if wanted is None:
            self.leave()
            self._clear()
            self.hide()
        elif self._is_other(wanted):
            self.leave()
            self.sheet = wanted
            self._show()
        self.sheet = wanted

    def go_to(self) -> None:
        """Put the keyboard on the amount; where it is settled, on what can still be done."""
        asked = self.sheet.contributed if self.sheet is not None else None
        if self.form is None and self._may_set() and not (asked and asked.waived):
            self._ask()
        if self.form is not None:
            self.form.go_to("")
            bring_into_view(self.form)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    # ── What is shown ──

    def _is_other(self, sheet: Sheet) -> bool:
        """Say whether something about what is paid differs from what is shown."""
        if self.sheet is None:
            return True
        shown, now = self.sheet, sheet
        return (shown.case_id, shown.contributed, shown.draft.ends) != (
            now.case_id,
            now.contributed,
            now.draft.ends,
        )

    def _show(self) -> None:
        self._clear()
        if self.sheet is None:
            return
        room, asked = self.room, self.sheet.contributed
        if asked is None and self._may_set():
            self._ask()
            self._offer_waiver()
        else:
            self._column.addWidget(heading(room.theme, room.texts("contribution.title")))
            self._say()
        self.show()

    def _say(self) -> None:
        """Say how it stands, then what can be done about it."""
        room, texts = self.room, self.room.texts
        asked = self.sheet.contributed if self.sheet is not None else None
        if asked is None:
            told = texts("contract.contribution_unset")
            self._column.addWidget(line(room, "clock", told, Tone.MUTED))
            return
        self._column.addWidget(standing(room, asked))
        if asked.waived:
            told = texts("contribution.waived_line", by=asked.waived_by, why=asked.waived)
            self._column.addWidget(words(room.theme, told, tone=Tone.MUTED))
        elif self._may_set():
            self._offer()

    def _offer(self) -> None:
        room, texts = self.room, self.room.texts
        self._column.addWidget(words(room.theme, texts("contribution.on_paper"), SMALL, Tone.MUTED))
        offered = Flow()
        self.change = change = button(room.theme, texts("contribution.set_asked"), icon="money")
        change.clicked.connect(self.go_to)
        offered.addWidget(change)
        self._column.addWidget(holding(offered))
        self._offer_waiver(offered)

    def _offer_waiver(self, beside: Flow | None = None) -> None:
        """Let a supervisor say that it, or the rest of it, is not asked for; in no own case."""
        room = self.room
        if not may(room.actor.role, Permission.DECIDE_BREACH):
            return
        approval = approvals.beside(*self._at())
        if not approval.allowed:
            self._column.addWidget(for_another(room, approval))
            return
        self.let_be = let_be = button(room.theme, room.texts("contribution.let_be"), icon="excused")
        let_be.clicked.connect(self._let_be)
        if beside is not None:
            beside.addWidget(let_be)
        else:
            self._column.addWidget(holding(line_of(let_be)))

    def _clear(self) -> None:
        clear(self._column)
        self.form = self._keeper = self._commit = self.change = self.let_be = None

    # ── What is done ──

    def _ask(self) -> None:
        """Ask how much, and by when: the end of the draft, until somebody says otherwise."""
        if self.sheet is None:
            return
        form = ContributionForm(self.room, self.sheet.contributed, self.sheet.draft.ends)

        def commit() -> None:
            contributions.ask_contribution(*self._at(), form.given(), form.version)

        self._open(form, commit)

    def _let_be(self) -> None:
        if self.sheet is not None:
            form = WaiverForm(self.room, self.sheet.contributed)
            self._open(form, lambda: contributions.waive(*self._at(), form.values()["waived"]))
            form.go_to("")
            bring_into_view(form)

    def _open(self, form: ContributionForm | WaiverForm, commit: Commit) -> None:
        self.leave()
        self._clear()
        self.form, self._commit = form, commit
        form.cancel = self._go_back
        case_id = self.sheet.case_id if self.sheet is not None else 0
        self._keeper = DraftKeeper(self.room, form, f"tracking.{form.title}", f"{case_id}")
        form.submitted.connect(self._save)
        self._column.addWidget(form)
        form.show()  # at once: the keyboard is wanted in it before Qt comes round to it

    def _go_back(self) -> None:
        self.leave()
        self._show()
        if self.change is not None:
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _save(self) -> None:
        form, keeper, commit = self.form, self._keeper, self._commit
        if form is None or keeper is None or commit is None:
            return
        with self.room.feedback.answering(form):
            commit()
            keeper.settled()
            self._keeper = None
            self.changed.emit()

    def _may_set(self) -> bool:
        return may(self.room.actor.role, Permission.TRACK)

    def _at(self) -> tuple[Desk, Actor, int]:
        return self.room.desk, self.room.actor, self.sheet.case_id if self.sheet else 0
