"""The draft being worked on: its picture, under it what is chosen in it, beside it what is left."""

from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.contract import Draft
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission, may
from triage_app.services import contract_papers, contracts, terms
from triage_app.services.contracts import Sheet
from ui.band import BandView
from ui.band_days import Days, picture
from ui.contract.before import BeforeSigning
from ui.contract.editor import ConditionEditor, PlaceEditor
from ui.contract.lanes import clashing, lanes, planned
from ui.contract.reading import ReadTogether
from ui.contract.term import TermEditor
from ui.parts import clear
from ui.room import Room
from ui.theme import UNIT

TERM = 0  # the number of the picture's own row
TERM_FIELDS = ("day", "ends")


class Drafting(QWidget):
    """Keeps picture and gaps true to what is typed, and saves it place by place."""

    saved = Signal()
    paper_made = Signal(bool)  # whether the easy-read page is wanted beside it
    paper_wanted = Signal()
    preview_wanted = Signal(bytes, str)
    signing_wanted = Signal()
    went_elsewhere = Signal(str)

    def __init__(self, room: Room, sheet: Sheet) -> None:
        super().__init__()
        self.room, self.sheet, self.number = room, sheet, TERM
        self.number = self._first_number()
        self._build()
        self._connect()
        self.show_sheet(sheet)

    # ── What is shown ──

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a contract as it is saved, with the place that was being worked on open."""
        self.sheet = sheet
        self.before.show_sheet(sheet)
        self._draw(sheet.draft)
        self._open(self.number)

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field: `condition_3.service`, `ends`, `left_out.health`.

        Where none is named: on the first thing that is wrong; with nothing wrong, what is next.
        """
        here = [gap.field for gap in self.sheet.gaps if _is_here(gap.field)]
        if not field and not here:
            self.before.go_on()
            return
        number, name = _place_of(self.sheet, field or here[0], self.number)
        if number != self.number and self.settle():
            self._open(number)
        self.editor.go_to(name)

    def settle(self) -> bool:
        """Save what was changed in the place that is open; say whether it could be."""
        return not self.editor.is_changed() or self._save()

    def preview(self) -> None:
        """Show the paper as it would be, in the edition that is chosen."""
        self._preview(self.before.edition.value())

    def leave(self) -> None:
        """Keep what was typed: the screen is about to go."""
        self.editor.keeper.keep_now()

    # ── How it is put together ──

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.band = BandView(theme, texts("contract.band"))
        self.before = BeforeSigning(self.room)
        holder = QWidget()
        self._editor_place = QVBoxLayout(holder)
        self._editor_place.setContentsMargins(UNIT, UNIT, UNIT * 3, UNIT * 2)
        direction = QBoxLayout.Direction
        down = direction.TopToBottom if theme.look.large else direction.LeftToRight
        below = QBoxLayout(down)
        below.setSpacing(0)
        below.addWidget(holder, 1)
        below.addWidget(self.before)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.band.walked.connect(self._walk)
        self.band.opened.connect(self._enter)
        self.before.went_to.connect(self._follow_gap)
        self.before.previewed.connect(self._preview)
        self.before.made.connect(self._make)
        self.before.shown.connect(self.paper_wanted)
        self.before.signed.connect(self._sign)
        self.before.read_wanted.connect(self._read)

    def _open(self, number: int) -> None:
        """Show the editor of a place instead of the one before."""
        self.number = number
        clear(self._editor_place)
        self.editor = self._editor_of(number)
        self.editor.edited.connect(self._follow_typing)
        self.editor.submitted.connect(self._save)
        self._editor_place.addWidget(self.editor)
        self.editor.show()  # at once: the keyboard may be wanted in it before Qt comes round to it
        self.editor.say(self.sheet.draft)
        self.band.walk_to(number)
        self._follow_typing()

    def _editor_of(self, number: int) -> PlaceEditor:
        if number != TERM:
            slot = next(one for one in self.sheet.scheme.slots if one.position == number)
            condition = ConditionEditor(self.room, self.sheet, slot)
            condition.ruled.connect(self._after_ruling)
            return condition
        may_allow = may(self.room.actor.role, Permission.OVERRIDE_TERM)
        editor = TermEditor(self.room, self.sheet, may_allow=may_allow)
        editor.allowed.connect(self._allow)
        return editor

    def _draw(self, draft: Draft) -> None:
        """Draw a draft, saved or not, and list what is wrong with it."""
        texts, today = self.room.texts, self.room.desk.today()
        sheet, gaps = self.sheet, self.sheet.gaps_of(draft, today)
        days = Days(today, draft.day, draft.ends, sheet.limits.safe_day, sheet.last_day)
        title = texts("contract.title", issue=sheet.issue)
        note = texts("contract.note", day=texts.short_date(draft.day, today))
        filled = lanes(texts, sheet, draft, gaps)
        there = {mark for lane in filled for _, mark in lane.marks}
        legend = tuple(one for one in (planned(texts), clashing(texts)) if one in there)
        self.band.show_contract(
            picture(texts, days, title, note, legend, can_be_chosen=True), filled
        )
        self.before.list_gaps(gaps, sheet.remarks_on(draft))

    def _first_number(self) -> int:
        """Return the place that something is wrong with; the first, if nothing is."""
        fields = [gap.field for gap in self.sheet.gaps]
        places = [
            _place_of(self.sheet, field, self.number)[0] for field in fields if _is_here(field)
        ]
        return places[0] if places else self.sheet.scheme.slots[0].position

    # ── What is done ──

    def _follow_typing(self) -> None:
        """Draw what is typed while it can be read; otherwise leave the picture as it was."""
        wanted = self._wanted()
        if wanted is not None:
            self._draw(wanted)
            self.editor.say(wanted)

    def _wanted(self) -> Draft | None:
        with suppress(Invalid):  # half a date is told on saving, not while it is typed
            return self.editor.wanted(self.sheet.draft)
        return None

    def _save(self) -> bool:
        """Save the place that is open; what cannot be saved is told beside its field."""
        room, editor, done = self.room, self.editor, False
        with room.feedback.answering(editor):
            wanted = editor.wanted(self.sheet.draft)
            if wanted != self.sheet.draft:
                seen = self.sheet.seen
                contracts.change(room.desk, room.actor, self.sheet.case_id, seen, wanted)
            editor.keeper.settled()
            done = True
        fresh = contracts.sheet(room.desk, room.actor, self.sheet.case_id, again=True)
        if fresh is not None and done:
            held = editor.held()
            self.show_sheet(fresh)
            self._hold(held)
            self.saved.emit()
        elif fresh is not None:
            self.sheet = fresh  # another's may stand there now: the next save is made knowing it
        return done

    def _hold(self, name: str | None) -> None:
        """Give the keyboard back to where it was; after a button, to the list of places."""
        if name:
            self.editor.form.go_to(name)
        elif name is not None:
            self.band.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk(self, number: int) -> None:
        if number == self.number:
            return
        if self.settle():
            self._open(number)
        else:
            self.band.walk_to(self.number)

    def _enter(self, number: int) -> None:
        self._walk(number)
        self.editor.form.go_to("")

    def _follow_gap(self, field: str) -> None:
        if _is_here(field):
            self.go_to(field)
        elif self.settle():
            self.went_elsewhere.emit(field)

    def _allow(self, ends: Any, reason: str) -> None:  # noqa: ANN401 - a day, or none given
        room, editor = self.room, self.editor
        if not isinstance(editor, TermEditor) or editor.leave_form is None:
            return
        with room.feedback.answering(editor.leave_form):
            if ends is None:
                raise Invalid(Problem("term_ends", "problem.missing"))
            terms.override_term(room.desk, room.actor, self.sheet.case_id, reason, ends)
            self._refresh()

    def _preview(self, edition: str) -> None:
        if not self.settle():
            return
        room, case_id = self.room, self.sheet.case_id
        with room.feedback.answering():
            pdf = contract_papers.preview(room.desk, room.actor, case_id, edition)
            self.preview_wanted.emit(pdf, edition)

    def _make(self, edition: str, easy_read: bool) -> None:  # noqa: FBT001 - as Qt's signal gives it
        if not self.settle():
            return
        room, sheet = self.room, self.sheet
        with room.feedback.answering():
            contract_papers.issue(room.desk, room.actor, sheet.case_id, sheet.seen, edition)
            self._refresh()
            self.paper_made.emit(easy_read)

    def _sign(self) -> None:
        if self.settle():
            self.signing_wanted.emit()

    def _read(self) -> None:
        """Cover the window with the contract to be read; the keyboard comes back where it was."""
        if self.settle():
            reading = ReadTogether(self.room, self.sheet, self.sheet.draft, self.window())
            reading.closed.connect(self._after_reading)
            self.destroyed.connect(reading.let_go)

    def _after_reading(self) -> None:
        self.before.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_ruling(self) -> None:
        """Show what was said of the words; where they are left, the keyboard is on the list."""
        self._refresh()
        self.band.setFocus(Qt.FocusReason.OtherFocusReason)
        self.saved.emit()

    def _refresh(self) -> None:
        room, case_id = self.room, self.sheet.case_id
        fresh = contracts.sheet(room.desk, room.actor, case_id, again=True)
        if fresh is not None:
            self.show_sheet(fresh)


# ── Where a field lies ──


def _is_here(field: str) -> bool:
    return field in TERM_FIELDS or field.startswith(("condition_", "left_out."))


def _place_of(sheet: Sheet, field: str, otherwise: int) -> tuple[int, str]:
    """Return the place a field lies in, and its name in that place's form."""
    if field.startswith("condition_"):
        about, _, name = field.removeprefix("condition_").partition(".")
        return int(about), name
    if field.startswith("left_out."):
        rank = sheet.draft.needs.index(field.removeprefix("left_out.")) + 1
        place = next(slot.position for slot in sheet.scheme.slots if slot.need == rank)
        return place, "left_out"
    return (TERM, field) if field in TERM_FIELDS else (otherwise, "")
