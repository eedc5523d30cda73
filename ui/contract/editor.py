"""What is changed below the picture: one condition, chosen in it; or the term, its first row."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from triage_app.domain import contract as rules
from triage_app.domain.contract import Draft, Kind, need_of
from triage_app.domain.deadlines import contract_end
from triage_app.domain.entry import Unreadable
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import ConditionText, Slot
from triage_app.services import contract_papers, directory
from triage_app.services.contracts import Sheet
from triage_app.services.directory import ServiceRow
from ui.drafts import DraftKeeper
from ui.flow import Flow
from ui.forms import Form
from ui.parts import button, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

FOOT = 3  # the row of an editor's grid that takes what height is left
INPUTS = ("service", "sessions", "hours", "first_meeting", "due")


class PlaceEditor(QWidget):
    """A form over one place of the draft; it announces the draft as it would be."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, room: Room, prefix: str, about: str) -> None:
        super().__init__()
        self.room, self._about = room, about
        self.form = Form(room, prefix)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)

    def wanted(self, draft: Draft) -> Draft:
        """Return the draft with this place as the form has it; refuse what cannot be read."""
        raise NotImplementedError

    def say(self, draft: Draft) -> None:
        """Show what follows from the draft as it would be."""
        raise NotImplementedError

    def held(self) -> str | None:
        """Return the name of the field that has the keyboard; none of them: empty, or not here."""
        focus = self.focusWidget()
        if focus is None or not focus.hasFocus():
            return None
        found = (name for name, row in self.form.rows.items() if row.isAncestorOf(focus))
        return next(found, "")

    def settle(self, code: str, case_id: int, number: int) -> None:
        """Begin to keep what is typed, now that what is saved is shown."""
        self._shown = self.form.raw()
        self.keeper = DraftKeeper(self.room, self.form, code, f"{case_id}.{number}")
        self.form.changed.connect(self.edited)
        self.form.submitted.connect(self.submitted)

    def is_changed(self) -> bool:
        """Whether anything differs from what is saved."""
        return bool(self.form.raw() != self._shown)

    def head(self, title: str, save: str = "") -> None:
        """Put the title and the button that saves on one line: height is scarce."""
        self._layout.addWidget(heading(self.room.theme, title), 0, 0)
        self._layout.addWidget(self.form, 1, 0, 1, 2)
        self._layout.setColumnStretch(0, 1)
        self._layout.setRowStretch(FOOT, 1)
        if save:  # last, so that Tab comes to it after the fields
            saver = button(self.room.theme, self.room.texts(save))
            saver.clicked.connect(self.submitted)
            self._layout.addWidget(saver, 0, 1)

    def beside(self, *names: str) -> None:
        """Set some fields beside each other, as far as there is room."""
        holder = QWidget()
        holder.setLayout(Flow(*(self.form.rows[name] for name in names), spacing=UNIT * 2))
        self.form.add(holder)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields of this place; what lies elsewhere is listed."""
        mine = (replace(one, field=one.field.removeprefix(self._about)) for one in problems)
        self.form.show_problems(tuple(mine))

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's version of this place beside what was typed."""
        mine = {name.removeprefix(self._about): value for name, value in theirs.items()}
        mine["kind"] = mine.pop("code", None)
        self.form.show_theirs(mine, by)

    def clear_problems(self) -> None:
        """Take the marks away."""
        self.form.clear_problems()


class ConditionEditor(PlaceEditor):
    """One place of the contract: what stands in it, with whom, how much and by when."""

    def __init__(self, room: Room, sheet: Sheet, slot: Slot) -> None:
        super().__init__(room, "condition", f"condition_{slot.position}.")
        self._sheet, self._slot = sheet, slot
        self._choices = rules.choices(slot, sheet.scheme, sheet.draft.needs)
        self._need = need_of(slot, sheet.draft.needs)
        self._build()

    def wanted(self, draft: Draft) -> Draft:
        """Return the draft with this place as the form has it; refuse what cannot be read."""
        values = self.form.values()
        if self._need and "left_out" in values:
            draft = draft.explain(self._need, values["left_out"])
        text = self._text(values.get("kind"))
        if text is None:
            return draft if self._is_fixed() else draft.without(self._slot.position)
        before = draft.at(self._slot.position)
        one = rules.begin(self._slot, text, draft, self._sheet.scheme)
        kept = before if before and before.code == text.code else one
        filled = {name: values[name] for name in text.inputs}
        return draft.put(replace(kept, **filled))

    def say(self, draft: Draft) -> None:
        """Show what the paper will say of this place."""
        said = contract_papers.said(self.room.desk, draft, self._sheet.scheme)
        mine = [one for one in said if one.position == self._slot.position]
        shown = mine[0].text[self.room.texts.language] if mine else ""
        self._said.setText(shown)
        self._said.setVisible(bool(shown))

    def _build(self) -> None:
        self.head(self._title(), "" if self._is_fixed() else "condition.save")
        if not self._is_fixed():
            self._build_fields()
        self._said = words(self.room.theme, "", SMALL, Tone.MUTED)
        self._said.setAccessibleName(self.room.texts("condition.on_paper"))
        self.form.add(self._said)
        self._fill()
        self._connect()
        self.settle("contract.condition", self._sheet.case_id, self._slot.position)
        self._follow_kind()

    def _build_fields(self) -> None:
        form, language = self.form, self.room.texts.language
        form.pick("kind", [(one.code, one.title[language]) for one in self._choices])
        form.pick("service", [])
        form.number("sessions")
        form.number("hours")
        form.moment("first_meeting")
        form.day("due")
        form.area("left_out", lines=2)
        self.beside("kind", *INPUTS)
        form.column.removeWidget(form.rows["left_out"])
        form.add(form.rows["left_out"])

    def _connect(self) -> None:
        if "kind" in self.form.rows:
            kind: Any = self.form.rows["kind"].control
            kind.changed.connect(self._change_kind)
            service: Any = self.form.rows["service"].control
            service.changed.connect(self._check_language)
            self._check_language()

    def _is_fixed(self) -> bool:
        """Whether there is nothing to choose and nothing to fill in."""
        return self._slot.required and len(self._choices) == 1 and not self._choices[0].inputs

    def _title(self) -> str:
        texts, place = self.room.texts, self._slot.position
        if len(self._slot.kinds) > 1:
            return texts("condition.heading_choice", position=place)
        if self._need is None:
            return texts("condition.heading", position=place)
        need = self._sheet.pathways[self._need]
        rank = self._slot.need
        return texts("condition.heading_need", position=place, need=need, rank=rank)

    def _text(self, code: str | None) -> ConditionText | None:
        return next((one for one in self._choices if one.code == code), None)

    def _fill(self) -> None:
        one, draft = self._sheet.draft.at(self._slot.position), self._sheet.draft
        if "kind" not in self.form.rows:
            return
        self._offer_services(self._text(one.code) if one else None)
        values = {name: getattr(one, name) for name in INPUTS} if one else {}
        values |= {"kind": one.code if one else None}
        self.form.fill({**values, "left_out": draft.left_out.get(self._need or "", "")})

    def _change_kind(self) -> None:
        """Offer what goes with another condition, and begin its amounts anew."""
        text = self._text(self.form.raw()["kind"])
        self._offer_services(text)
        if text is not None:
            fresh = rules.begin(self._slot, text, self._sheet.draft, self._sheet.scheme)
            given = {"hours": fresh.hours, "due": fresh.due}
            empty = {name: value for name, value in given.items() if not self.form.raw()[name]}
            self.form.fill(empty)
        self._follow_kind()

    def _follow_kind(self) -> None:
        """Ask only for what the condition needs; for a reason where a need has none."""
        if "kind" not in self.form.rows:
            return
        text = self._text(self.form.raw()["kind"])
        for name in INPUTS:
            self.form.reveal(name, text is not None and name in text.inputs)
        answered = text is not None and text.kind == Kind.PATHWAY
        self.form.reveal("left_out", self._need is not None and not answered)

    def _offer_services(self, text: ConditionText | None) -> None:
        control: Any = self.form.rows["service"].control
        offer = (text.pathway or text.kind) if text else ""
        chosen = self._sheet.draft.at(self._slot.position)
        found = [*self._sheet.services_for(offer)]
        own = self._sheet.services.get(chosen.service or 0) if chosen else None
        if own and own.retired and offer in own.entry.pathways:
            found.append(own)
        alone = len(found) == 1
        control.offer([(one.id, self._service_words(one, alone=alone)) for one in found])

    def _service_words(self, one: ServiceRow, *, alone: bool) -> str:
        """Say where a service is, where there is another to tell it from."""
        texts = self.room.texts
        if one.retired:
            return texts("condition.service_retired", name=one.name)
        if alone:
            return one.name
        known = directory.areas(self.room.desk)
        named = [known[area][texts.language] for area in one.entry.areas if area in known]
        areas = ", ".join(named) if len(named) < len(known) else texts("directory.everywhere")
        return texts("condition.service_areas", name=one.name, areas=areas)

    def _check_language(self) -> None:
        """Say that a service does not work in the person's language; it blocks nothing."""
        chosen = self._sheet.services.get(self.form.raw()["service"] or 0)
        speaks = self._sheet.speaks
        lacks = chosen is not None and speaks not in (None, *chosen.entry.languages)
        self.form.warn("service", f"condition.not_in_{speaks}" if lacks else "")


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
