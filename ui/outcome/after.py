"""After the end: whether somebody offended again, asked at the scheme's times."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.reoffending import LaterOffence, Looked, Proof
from triage_app.domain.roles import Permission, may
from triage_app.services import reoffending
from triage_app.services.reoffending import Checked, Checks
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import be_there, button, clear, column_of, heading, holding, line_of, words
from ui.room import Room
from ui.step import Step
from ui.theme import SMALL, UNIT, Tone


class CheckForm(Form):
    """One check: when, in which records, what was found; the first offence where there was one."""

    def __init__(self, room: Room, checks: Checks) -> None:
        super().__init__(room, "reoffending")
        said = room.texts
        self.day("checked_on")
        self.radio(
            "source", [(one, said(f"reoffending.source_{one}")) for one in checks.measure.sources]
        )
        self.radio(
            "found",
            [(True, said("reoffending.found_some")), (False, said("reoffending.found_none"))],
        )
        _offence_fields(self)
        self.area("note", 2)
        self.main = self.buttons("reoffending.save")
        self._months = checks.months or 0
        self.fill({"checked_on": room.desk.today()})
        self.changed.connect(self._ask)
        self._ask()

    def given(self) -> Looked:
        """Return what was filled in."""
        values = self.values()
        return Looked(
            months=self._months,
            on=values["checked_on"],
            source=values["source"],
            found=values["found"],
            offence=_offence(values) if values["found"] else None,
            note=values["note"],
        )

    def _ask(self) -> None:
        """Ask for the offence only where one was found."""
        found = self.raw()["found"] is True
        for name in ("offence_day", "proof", "what"):
            self.reveal(name, found)


class OffenceForm(Form):
    """One more offence that a check found, or that it missed."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "reoffending")
        _offence_fields(self)
        self.main = self.buttons("reoffending.save_offence")

    def given(self) -> LaterOffence:
        """Return what was filled in."""
        return _offence(self.values())


class ReoffendingPart(Step):
    """The definition, every check made, and the one that is due."""

    fields = ("checked_on",)  # that other screens name

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.form: CheckForm | None = None
        self.another: OffenceForm | None = None
        self._check_id = 0  # to which another offence belongs
        self._keepers: dict[Form, DraftKeeper] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)
        self.refresh()

    def refresh(self) -> None:
        """Show what was found and what is due; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            checks = reoffending.view(room.desk, room.actor, self.case_id)
            clear(self._column)
            self.form = self.another = None
            self._keepers = {}
            be_there(self, checks is not None)
            if checks is not None:
                self._show(checks)

    def go_to(self, field: str) -> None:
        """Put the keyboard on what is to be filled in."""
        for form in (self.form, self.another):
            if form is not None:
                form.go_to(field if field in form.rows else "")
                return

    def leave(self) -> None:
        """Keep what was being typed."""
        for keeper in self._keepers.values():
            keeper.keep_now()

    def _show(self, checks: Checks) -> None:
        theme, texts = self.room.theme, self.room.texts
        definition = checks.measure.definition[texts.language]
        self._column.addWidget(heading(theme, texts("reoffending.heading")))
        self._column.addWidget(words(theme, definition, SMALL, Tone.MUTED))
        may_record = may(self.room.actor.role, Permission.RECORD_OUTCOME)
        for one in checks.made:
            self._column.addWidget(self._made(one, adds=may_record))
        if checks.is_due and may_record:
            self._ask(checks)
        elif checks.due is not None:
            said = texts("reoffending.next", n=checks.months, day=checks.due)
            self._column.addWidget(words(theme, said, tone=Tone.MUTED))
        else:
            self._column.addWidget(words(theme, texts("reoffending.all_made"), tone=Tone.MUTED))
        if checks.earlier:
            self._column.addWidget(words(theme, texts("reoffending.earlier"), tone=Tone.MUTED))
        for one in checks.earlier:
            self._column.addWidget(self._made(one, adds=False))

    def _made(self, one: Checked, *, adds: bool) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        code = "reoffending.offended" if one.offended else "reoffending.not_offended"
        source = texts(f"reoffending.source_{one.source}")
        holder = QWidget()
        how = texts("reoffending.looked", source=source, name=one.by, day=one.on)
        parts: list[QWidget] = [
            words(
                theme,
                texts(code, n=one.months),
                bold=True,
                tone=Tone.BAD if one.offended else Tone.INK,
            ),
            words(theme, how, SMALL, Tone.MUTED),
        ]
        for found in one.offences:
            values = {"day": found.day, "proof": texts(f"reoffending.proof_{found.proof}")}
            code = "reoffending.offence" if found.what else "reoffending.offence_unnamed"
            parts.append(words(theme, texts(code, **values, what=found.what)))
        if one.note:
            parts.append(words(theme, one.note))
        if adds:
            add = button(theme, texts("reoffending.add_offence"), "quiet", "plus")
            add.setAccessibleName(texts("reoffending.add_offence_to", n=one.months))
            add.clicked.connect(lambda: self._open(one.check_id, holder))
            line = holding(line_of(add))
            parts.append(line)
        holder.setLayout(column_of(*parts, spacing=4))
        return holder

    def _ask(self, checks: Checks) -> None:
        theme, texts = self.room.theme, self.room.texts
        said = texts("reoffending.ask", n=checks.months, first=checks.ended, last=checks.due)
        self._column.addWidget(words(theme, said, bold=True))
        self.form = CheckForm(self.room, checks)
        name = f"reoffending.{checks.months}"
        self._keepers[self.form] = DraftKeeper(self.room, self.form, name, self.case_id)
        self.form.submitted.connect(self._record)
        self._column.addWidget(self.form)

    def _open(self, check_id: int, holder: QWidget) -> None:
        """Open the form for another offence under the check it belongs to."""
        if self.another is not None:
            self.another.go_to("")
            return
        self._check_id = check_id
        self.another = OffenceForm(self.room)
        name = f"reoffending.offence_{check_id}"
        self._keepers[self.another] = DraftKeeper(self.room, self.another, name, self.case_id)
        self.another.submitted.connect(self._add)
        layout = holder.layout()
        if layout is not None:
            layout.addWidget(self.another)
        self.another.show()
        self.another.go_to("")

    def _record(self) -> None:
        room, form = self.room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            reoffending.record(room.desk, room.actor, self.case_id, form.given())
            self._settle(form)

    def _add(self) -> None:
        room, form = self.room, self.another
        if form is None:
            return
        with room.feedback.answering(form):
            reoffending.add_offence(room.desk, room.actor, self._check_id, form.given())
            self._settle(form)

    def _settle(self, form: Form) -> None:
        """Forget the draft of what was saved, and show it; another form keeps its own."""
        self._keepers.pop(form).settled()
        self.refresh()
        self.changed.emit()


def _offence_fields(form: Form) -> None:
    form.day("offence_day")
    form.radio("proof", [(str(one), form.room.texts(f"reoffending.proof_{one}")) for one in Proof])
    form.line("what", 40)


def _offence(values: Mapping[str, Any]) -> LaterOffence:
    return LaterOffence(values["offence_day"], values["proof"], values["what"])
