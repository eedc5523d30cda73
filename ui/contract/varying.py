"""A contract that is varied: why, what is different, what a supervisor says; and its beginning."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.variation import AskedBy
from triage_app.domain.watched import day_of
from triage_app.services import variations
from triage_app.services.contracts import Sheet
from triage_app.services.variations import Standing, Varying, Wanted
from ui.drafts import DraftKeeper
from ui.flow import Flow
from ui.forms import Form
from ui.named_words import NamedWords
from ui.parts import Notice, Picture, button, clear, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone
from ui.variation_words import differences

ICONS: Final = {
    Standing.TO_ASK: "warn",
    Standing.WAITING: "wait",
    Standing.RETURNED: "warn",
}
SETTLED: Final = (Standing.FREE, Standing.APPROVED)


class BeginVariation(QWidget):
    """Asks why a signed contract is to be another, and who asked for it."""

    begun = Signal()
    cancelled = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        theme, texts = room.theme, room.texts
        self.form = Form(room, "variation")
        self.form.add(heading(theme, texts("variation.begin_title")))
        self.form.add(words(theme, texts("variation.begin_note"), tone=Tone.MUTED))
        self.form.area("why", 3)
        shown = [(one.value, texts(f"variation.by_{one}")) for one in AskedBy]
        self.form.radio("asked_by", shown)
        self.form.buttons("variation.begin", [("variation.cancel", self._cancel)])
        self.keeper = DraftKeeper(room, self.form, "variation.begin", case_id)
        NamedWords(self.form, case_id, "why").follow()
        self.form.submitted.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT, 0, 0, 0)
        column.addWidget(self.form)

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field."""
        self.form.go_to(field or "why")

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()

    def _begin(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            values = self.form.values()
            asked_by = AskedBy(values["asked_by"]) if values["asked_by"] else None
            variations.begin(room.desk, room.actor, self._case_id, Wanted(values["why"], asked_by))
            self.keeper.settled()
            self.begun.emit()

    def _cancel(self) -> None:
        self.keeper.keep_now()
        self.cancelled.emit()


class VaryingPanel(QFrame):
    """Stands above the draft of a variation: it says which contract is in force meanwhile."""

    changed = Signal()
    old_paper_wanted = Signal(int)

    def __init__(self, room: Room, sheet: Sheet, varying: Varying) -> None:
        super().__init__()
        self._room, self._sheet, self.varying = room, sheet, varying
        self.ask: QWidget | None = None
        self._build()

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()

    def go_to(self) -> None:
        """Put the keyboard on asking for approval; once that is done, on what is left."""
        (self.ask or self.abandon).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme, texts, one = self._room.theme, self._room.texts, self.varying
        self.setProperty("place", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 2, UNIT, UNIT * 2, UNIT)
        column.setSpacing(UNIT)
        column.addWidget(heading(theme, texts("variation.title", issue=self._sheet.issue)))
        column.addWidget(words(theme, texts("variation.in_force", issue=one.varies), bold=True))
        by = texts(f"variation.by_{one.asked_by}")
        column.addWidget(words(theme, texts("variation.wanted_by", by=by, why=one.why)))
        begun = texts("variation.begun", name=one.begun_by, day=day_of(one.begun_at))
        column.addWidget(words(theme, begun, SMALL, Tone.MUTED))
        self._add_differences(column)
        for line in self._standing():
            column.addWidget(self._told(line))
        column.addWidget(self._buttons())
        column.addWidget(self._abandoning())

    def _told(self, line: str) -> QWidget:
        """Return how it stands: calling where something is left to do, quiet where nothing is."""
        theme, one = self._room.theme, self.varying
        if not one.can_go_on or one.standing not in SETTLED:
            return Notice(theme, ICONS[one.standing] if one.can_go_on else "warn", line)
        picture = Picture(theme, "good", Tone.GOOD).lie_on("well")
        holder, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words(theme, line), 1)
        holder.setLayout(row)
        return holder

    def _add_differences(self, column: QVBoxLayout) -> None:
        theme, texts, sheet = self._room.theme, self._room.texts, self._sheet
        found = list(differences(texts, self.varying, sheet.draft, sheet.scheme))
        column.addWidget(words(theme, texts("variation.different"), bold=True))
        for line in found or [texts("variation.nothing_yet")]:
            column.addWidget(words(theme, line))

    def _standing(self) -> list[str]:
        """Say what a supervisor has to do with it, and what was said last."""
        texts, one = self._room.texts, self.varying
        if not one.can_go_on:
            return [texts("variation.held_up")]
        last = one.said[-1] if one.said else None
        values: dict[str, object] = {}
        if last is not None:
            values = {"asker": last.asked_by, "name": last.by, "reason": last.reason}
            values["day"] = day_of(last.at or last.asked_at)
        if one.standing is Standing.FREE and not one.changes:
            return []
        return [texts(f"variation.stands_{one.standing}", **values)]

    def _buttons(self) -> QWidget:
        theme, texts, one = self._room.theme, self._room.texts, self.varying
        shown: list[QWidget] = []
        if one.can_go_on and one.standing in (Standing.TO_ASK, Standing.RETURNED):
            self.ask = button(theme, texts("variation.ask"), "primary")
            self.ask.clicked.connect(self._ask)
            shown.append(self.ask)
        if one.contract_paper is not None:
            old = button(theme, texts("variation.show_old", issue=one.varies), "", "paper")
            old.clicked.connect(self._show_old)
            shown.append(old)
        self.abandon = button(theme, texts("variation.abandon"), "quiet")
        self.abandon.clicked.connect(self._open_abandoning)
        holder = QWidget()
        holder.setLayout(Flow(*shown, self.abandon))
        self.abandon.setVisible(one.can_go_on)
        return holder

    def _abandoning(self) -> QWidget:
        """Make the place where a reason is given; it opens on the button."""
        self.form = Form(self._room, "variation")
        self.form.area("abandon_reason", 2)
        self.form.buttons("variation.abandon_do", [("variation.go_on", self._close_abandoning)])
        self.form.submitted.connect(self._abandon)
        self.keeper = DraftKeeper(self._room, self.form, "variation.abandon", self._sheet.case_id)
        self.form.hide()
        return self.form

    # ── What is done ──

    def _ask(self) -> None:
        room = self._room
        with room.feedback.answering():
            try:
                variations.ask(room.desk, room.actor, self._sheet.case_id)
            except Invalid as found:
                first = found.problems[0]  # its field lies in the draft below, not here
                raise Refused(first.code, **first.values) from found
            self.changed.emit()

    def _show_old(self) -> None:
        self.old_paper_wanted.emit(self.varying.contract_paper)

    def _open_abandoning(self) -> None:
        self.form.show()
        self.form.go_to("abandon_reason")

    def _close_abandoning(self) -> None:
        self.form.hide()
        self.abandon.setFocus(Qt.FocusReason.OtherFocusReason)

    def _abandon(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            values: dict[str, Any] = self.form.values()
            variations.abandon(room.desk, room.actor, self._sheet.case_id, values["abandon_reason"])
            self.keeper.settled()
            self.changed.emit()


class VariationAbove(QWidget):
    """Holds the panel of a variation while there is one."""

    changed = Signal()
    old_paper_wanted = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.panel: VaryingPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_for(self, sheet: Sheet | None) -> None:
        """Show what a sheet's contract varies, if it does."""
        clear(self._column)
        self.panel, room = None, self._room
        if sheet is not None and sheet.bounds.base is not None:
            found = variations.varying(room.desk, room.actor, sheet.case_id)
            if found is not None:
                self.panel = VaryingPanel(room, sheet, found)
                self.panel.changed.connect(self.changed)
                self.panel.old_paper_wanted.connect(self.old_paper_wanted)
                self._column.addWidget(self.panel)
        self.setVisible(self.panel is not None)

    def go_to(self) -> None:
        """Put the keyboard on what is to be done about the variation."""
        if self.panel is not None:
            self.panel.go_to()

    def leave(self) -> None:
        """Keep what was typed."""
        if self.panel is not None:
            self.panel.leave()
