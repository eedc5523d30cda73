"""What is changed below the picture: one condition, chosen in it; its first row is `term.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from triage_app.domain import bespoke
from triage_app.domain import contract as rules
from triage_app.domain.condition import Kind
from triage_app.domain.contract import Draft, need_of
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import ConditionText, Slot
from triage_app.services import contract_papers, own_words
from triage_app.services.contracts import Proposed, Sheet
from ui.contract import inputs
from ui.contract.offered import (
    fit_words,
    hold_width,
    offered_for,
    reason_words,
    ruling_words,
    service_choices,
)
from ui.drafts import DraftKeeper
from ui.fields import PickField
from ui.flow import Flow
from ui.forms import Form
from ui.named_words import NamedWords
from ui.own_words import OwnWordsPart
from ui.parts import button, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

FOOT = 3  # the row of an editor's grid that takes what height is left
APPROVED = "approved"  # a field beside those of the form: a supervisor's decision


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

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field of this place."""
        self.form.go_to(name)

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
        self._found: dict[int, Proposed] = {}
        self.part: OwnWordsPart | None = None
        self._choices = rules.choices(slot, sheet.scheme, sheet.draft.needs)
        self._need = need_of(slot, sheet.draft.needs)
        self._named = NamedWords(self.form, sheet.case_id)
        self._build()

    ruled = Signal()

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field, or on the decision about bespoke words."""
        if name == APPROVED and self.part is not None and self.part.form is not None:
            self.part.go_to()
        else:
            self.form.go_to("words_en" if name == APPROVED else name)

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
        filled = inputs.given(values, text)
        if text.code == bespoke.CODE:
            filled |= {name: values[name] or "" for name in bespoke.NAMES.values()}
        return draft.put(replace(kept, **filled))

    def say(self, draft: Draft) -> None:
        """Show what the paper will say of this place."""
        said = contract_papers.said(self.room.desk, draft, self._sheet.scheme)
        mine = [one for one in said if one.position == self._slot.position]
        shown = self._in_words(mine[0], draft) if mine else ""
        self._said.setText(shown)
        self._said.setVisible(bool(shown))
        if "kind" in self.form.rows:
            self._remark(draft)
            self._say_ruling(draft)

    def _in_words(self, said: contract_papers.Said, draft: Draft) -> str:
        """Return what the paper will say, and how it is shown to be done."""
        texts, one = self.room.texts, draft.at(said.position)
        if one is None:
            return said.text[texts.language]
        evidence = self._sheet.scheme.condition(one.code).evidence
        return f"{said.text[texts.language]}\n{texts('condition.evidence', evidence=evidence)}"

    def _build(self) -> None:
        self.head(self._title(), "" if self._is_fixed() else "condition.save")
        reason = self._sheet.reasons.get(self._need or "")
        if reason is not None:
            why = reason_words(self.room.texts, reason)
            self.form.add(words(self.room.theme, why, SMALL, Tone.MUTED))
        if not self._is_fixed():
            self._build_fields()
        self._said = words(self.room.theme, "", SMALL, Tone.MUTED)
        self._said.setAccessibleName(self.room.texts("condition.on_paper"))
        self.form.add(self._said)
        self._fill()
        self._connect()
        self.settle("contract.condition", self._sheet.case_id, self._slot.position)
        self._follow_kind()
        self._ask_supervisor()

    def _build_fields(self) -> None:
        form, language = self.form, self.room.texts.language
        own, called = self.room.texts("condition.bespoke"), bespoke.CODE
        names = {
            one.code: own if one.code == called else one.title[language] for one in self._choices
        }
        form.pick("kind", list(names.items()))
        inputs.build(form)
        hold_width(cast("PickField", form.rows["service"].control))
        self._fits = words(self.room.theme, "", SMALL, Tone.MUTED)
        self._fits.setAccessibleName(self.room.texts("condition.fits"))
        for name in bespoke.NAMES.values():
            form.area(name, lines=2)
        self._ruling = words(self.room.theme, "", SMALL)
        form.area("left_out", lines=2)
        below = [form.rows[name] for name in (*bespoke.NAMES.values(), "left_out")]
        self.beside("kind", *inputs.FIELDS)
        for row in below:
            form.column.removeWidget(row)
        for part in (self._fits, *below[:2], self._ruling, below[2]):
            form.add(part)

    def _connect(self) -> None:
        if "kind" in self.form.rows:
            kind: Any = self.form.rows["kind"].control
            kind.changed.connect(self._change_kind)

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
        own = {name: getattr(one, name) for name in bespoke.NAMES.values()} if one else {}
        values = {**inputs.shown(one), **own, "kind": one.code if one else None}
        self.form.fill({**values, "left_out": draft.left_out.get(self._need or "", "")})

    def _change_kind(self) -> None:
        """Offer what goes with another condition, and begin its amounts anew."""
        text = self._text(self.form.raw()["kind"])
        self._offer_services(text)
        if text is not None:
            fresh = rules.begin(self._slot, text, self._sheet.draft, self._sheet.scheme)
            given, raw = inputs.shown(fresh), self.form.raw()
            empty = {name: it for name, it in given.items() if it is not None and not raw[name]}
            self.form.fill(empty)
        self._follow_kind()

    def _follow_kind(self) -> None:
        """Ask only for what the condition needs; for a reason where a need has none."""
        if "kind" not in self.form.rows:
            return
        text = self._text(self.form.raw()["kind"])
        inputs.reveal(self.form, text)
        for name in bespoke.NAMES.values():
            self.form.reveal(name, text is not None and text.code == bespoke.CODE)
        answered = text is not None and text.kind == Kind.PATHWAY
        self.form.reveal("left_out", self._need is not None and not answered)

    def _offer_services(self, text: ConditionText | None) -> None:
        """Offer the services that fit, the best first; those that take nobody last."""
        sheet, control = self._sheet, self.form.rows["service"].control
        offers = offered_for(text, self._need)
        found = sheet.services_for(offers, sheet.draft.day) if text else ()
        cast("PickField", control).offer(service_choices(self.room, sheet, found))
        self._found = {one.row.id: one for one in found}

    def _remark(self, draft: Draft) -> None:
        """Say what may not suit: how the service fits below the fields, the rest beside them."""
        texts, about = self.room.texts, f"condition_{self._slot.position}."
        found = self._sheet.remarks_on(draft)
        for name in ("first_meeting", *bespoke.NAMES.values()):
            said = [texts(one.code, **one.values) for one in found if one.field == f"{about}{name}"]
            if name in bespoke.NAMES.values():
                said.append(self._named.said(name))
            self.form.rows[name].warn(" ".join(filter(None, said)))
        for name in inputs.IN_WORDS:
            self.form.rows[name].warn(self._named.said(name))
        chosen = self._found.get(self.form.raw()["service"] or 0)
        fits = fit_words(self.room, self._sheet, chosen.fit) if chosen else ""
        self._fits.setText(texts("fit.choice", name=chosen.row.name, why=fits) if chosen else "")
        self._fits.setVisible(bool(fits))

    def _say_ruling(self, draft: Draft) -> None:
        """Say whether bespoke words are approved, waited for, or returned."""
        one = draft.at(self._slot.position)
        said = ruling_words(self.room.texts, self._sheet, one) if one else ""
        self._ruling.setText(said)
        self._ruling.setVisible(bool(said))

    def _ask_supervisor(self) -> None:
        """Where bespoke words wait: let who may approve them do so here, and tell others who."""
        one, room = self._sheet.draft.at(self._slot.position), self.room
        if one is None or one.code != bespoke.CODE or not self._sheet.can_change:
            return
        for asked in own_words.waiting_in(room.desk, room.actor, self._sheet.case_id):
            if asked.position == one.position:
                self.part = OwnWordsPart(room, asked, brief=True)
                self.part.decided.connect(self.ruled)
                self._layout.addWidget(self.part, 2, 0, 1, 2)
