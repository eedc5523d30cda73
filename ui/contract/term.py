"""The term of the draft: its day of signing, the day it ends, and a later end by leave."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from triage_app.domain import contract as rules
from triage_app.domain.contract import Draft
from triage_app.domain.deadlines import contract_end
from triage_app.domain.entry import Unreadable
from triage_app.services.contracts import Sheet
from ui.contract.editor import PlaceEditor
from ui.forms import Form
from ui.parts import button
from ui.room import Room


class TermEditor(PlaceEditor):
    """The day of signing and the day it ends; shorter terms are offered as end days."""

    allowed = Signal(object, str)

    def __init__(self, room: Room, sheet: Sheet, *, may_allow: bool) -> None:
        super().__init__(room, "contract", "")
        self._sheet = sheet
        self.head(room.texts("contract.heading_term"), "contract.save_term")
        self.form.day("day")
        self.form.pick("ends", [])
        self.beside("day", "ends")
        self.form.note("day_note")
        self._offer(sheet.draft)
        self.form.fill({"day": sheet.draft.day, "ends": str(sheet.draft.ends)})
        self._connect()
        self.settle("contract.term", sheet.case_id, 0)
        self.leave_form: Form | None = None
        if sheet.limits.safe_day is not None and not sheet.offers:
            self._build_leave(may_allow=may_allow)

    def wanted(self, draft: Draft) -> Draft:
        """Return the draft with its days as the form has them; refuse what cannot be read."""
        values = self.form.values()
        if values["day"] and values["day"] != draft.day:
            draft = rules.move_to(draft, values["day"], self._sheet.scheme, self._sheet.limits)
        return rules.end_on(draft, date.fromisoformat(values["ends"])) if values["ends"] else draft

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's term beside what was typed."""
        self.form.show_theirs({**theirs, "ends": str(theirs["ends"])}, by)

    def say(self, draft: Draft) -> None:
        """Nothing more than the picture shows."""

    def _connect(self) -> None:
        day: Any = self.form.rows["day"].control
        day.editingFinished.connect(self._follow_day)

    def _follow_day(self) -> None:
        """Where the term was the longest, the longest of the new day stands in its place."""
        day: Any = self.form.rows["day"].control
        ends: Any = self.form.rows["ends"].control
        chosen = None
        with suppress(Unreadable):  # it stays as it was typed, and is told on saving
            chosen = day.value()
        if chosen:
            draft, sheet = self._sheet.draft, self._sheet
            moved = rules.move_to(draft, chosen, sheet.scheme, sheet.limits)
            self._offer(moved)
            ends.set_value(str(moved.ends))

    def _offer(self, draft: Draft) -> None:
        control: Any = self.form.rows["ends"].control
        offers = rules.terms(draft.day, self._sheet.scheme, self._sheet.limits)
        ends = offers if draft.ends in offers else (draft.ends, *offers)
        control.offer([(str(end), self._end_words(end, draft.day)) for end in ends])

    def _end_words(self, end: date, day: date) -> str:
        texts, scheme = self.room.texts, self._sheet.scheme
        name = "offer"
        if end == contract_end(day, scheme.term_months):
            name = "offer_full"
        elif end == self._sheet.limits.safe_day:
            name = "offer_safe"
        return texts(f"contract.{name}", day=texts.date(end))

    def _build_leave(self, *, may_allow: bool) -> None:
        if not may_allow:
            self.form.note("ask_supervisor")
            return
        self.leave_form = Form(self.room, "contract")
        self.leave_form.heading("allow")
        self.leave_form.day("term_ends")
        self.leave_form.area("term_reason", lines=2)
        giver = button(self.room.theme, self.room.texts("contract.allow"))
        giver.clicked.connect(self._allow)
        self.leave_form.submitted.connect(self._allow)
        self.leave_form.add(giver)
        self._layout.addWidget(self.leave_form, 2, 0, 1, 2)

    def _allow(self) -> None:
        if self.leave_form is None:
            return
        with self.room.feedback.answering(self.leave_form):
            values = self.leave_form.values()
            self.allowed.emit(values["term_ends"], values["term_reason"])
