"""Whoever was harmed, on the referral: numbers alone, until somebody asks to see more.

The participant may sit beside the screen: no name stands on it before it is opened, and whatever
is opened closes with the step.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from triage_app.domain.victims import Standing
from triage_app.services import victim_papers, victims
from triage_app.services.victims_shown import Glance, VictimsView, VictimView
from ui.drafts import DraftKeeper
from ui.paper_sheet import ask_where
from ui.parts import Notice, button, clear, heading, holding, line_of, rule, words
from ui.referral.victim_deeds import record, record_new
from ui.referral.victim_forms import TellForm, VictimForm, VictimsForm, WhyForm, WishForm
from ui.referral.victim_papers import LetterForm, SheetForm, VictimPapers
from ui.referral.victim_row import VictimRow
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.sheet_gone import Where
from ui.theme import SMALL, UNIT, Tone

FIELD, ALL = "victim_", "victims"  # of a thing to do: with a victim's number, or of all of them


class VictimsPart(QFrame):
    """Shut, it says how many there are; open, who they are, what they wish and what they know."""

    changed = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.is_open = False
        self.where: Where = ask_where  # a file goes
        self.form: VictimsForm | None = None
        self._keeper: DraftKeeper | None = None
        self.rows: dict[int, VictimRow] = {}
        self.papers: VictimPapers | None = None
        self._column, self._below = QVBoxLayout(), QVBoxLayout()  # papers stay while rows change
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self._column, self._below):
            part.setSpacing(UNIT)
            whole.addLayout(part)
        self.refresh()

    def refresh(self) -> None:
        """Show it as it stands now; what is being typed is left as it is."""
        if self.form is not None:
            return
        room = self._room
        with room.feedback.answering():
            if self.is_open:
                self._show(victims.view(room.desk, room.actor, self._case_id))
            else:
                self._show_shut(victims.glance(room.desk, room.actor, self._case_id))

    def go_to(self, field: str) -> bool:
        """Open it at a victim, or at what is to be said of all; say whether the field is here."""
        number = field.removeprefix(FIELD)
        if field != ALL and (number == field or not number.isdigit()):
            return False
        self.open()
        row = self.rows.get(int(number)) if number.isdigit() else None
        if row is not None:
            row.openers[0].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(row)
        return True

    def open(self) -> None:
        """Show who they are, and take the keyboard."""
        self._put_away()
        self.is_open = True
        self.refresh()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def close_again(self) -> None:
        """Show numbers alone."""
        self._put_away()
        self.is_open = False
        self.refresh()
        self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    # ── What is shown ──

    def _show_shut(self, seen: Glance) -> None:
        theme, texts = self._room.theme, self._room.texts
        clear(self._column)
        clear(self._below)
        self.rows, self.papers = {}, None
        self._column.addWidget(heading(theme, texts("victims.heading")))
        code = f"victims.count_{seen.standing}"
        some = seen.standing is Standing.SOME
        said = texts(code, n=seen.count) if some else texts(code)
        self._column.addWidget(words(theme, said))
        self.opener = button(theme, texts("victims.open"), "", "lock")
        self.opener.clicked.connect(self.open)
        self._line(self.opener)
        self._column.addWidget(words(theme, texts("victims.open_help"), SMALL, Tone.MUTED))

    def _show(self, view: VictimsView) -> None:
        theme, texts = self._room.theme, self._room.texts
        clear(self._column)
        self._column.addWidget(heading(theme, texts("victims.heading")))
        hide = button(theme, texts("victims.close"))
        hide.clicked.connect(self.close_again)
        self._column.addWidget(Notice(theme, "lock", texts("victims.alone"), hide))
        if view.standing is Standing.NONE:
            why = view.none_because.rstrip(".") + "."
            said = texts("victims.none_said", why=why, by=view.none_by)
            self._column.addWidget(words(theme, said))
        elif view.standing is Standing.NOT_SAID:
            self._column.addWidget(words(theme, texts("victims.count_not_said")))
        if view.standing is not Standing.NOT_SAID:
            code = "no_victim" if view.standing is Standing.NONE else view.restorative
            self._column.addWidget(words(theme, texts(f"victims.place_two_{code}")))
        self._list(view)
        self._place = QVBoxLayout()
        self._column.addLayout(self._place)
        self._offer(view)
        if view.victims:
            self._show_papers()

    def _show_papers(self) -> None:
        if self.papers is None:
            self.papers = VictimPapers(self._room, self._case_id, self.where)
            self.papers.put_away.connect(self._go_on_with)
            self._below.addWidget(self.papers)
            self.papers.show()

    def _list(self, view: VictimsView) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.rows = {}
        for one in view.victims:
            row = VictimRow(self._room, one)
            row.wish_asked.connect(self._ask_wish)
            row.tell_asked.connect(self._ask_tell)
            row.sheet_asked.connect(self._ask_sheet)
            row.letter_asked.connect(self._ask_letter)
            row.amend_asked.connect(self._ask_amend)
            row.remove_asked.connect(self._ask_remove)
            self.rows[one.id] = row
            self._column.addWidget(rule(theme))
            self._column.addWidget(row)
            row.show()
        for one in view.removed:
            named = {"name": one.details.name, "reason": one.removed_reason}
            said = texts("victims.removed", **named)
            self._column.addWidget(words(theme, said, SMALL, Tone.MUTED))

    def _offer(self, view: VictimsView) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.add = button(theme, texts("victims.add"), "", "plus")
        self.add.clicked.connect(self._ask_add)
        offered: list[QPushButton] = [self.add]
        if view.standing is Standing.NOT_SAID and not view.is_over:
            self.none = button(theme, texts("victims.say_none"))
            self.none.clicked.connect(self._ask_none)
            offered.append(self.none)
        self._line(*offered)

    def _line(self, *buttons: QPushButton) -> None:
        holder = holding(line_of(*buttons))
        self._column.addWidget(holder)
        holder.show()

    # ── What is asked ──

    def _ask_add(self) -> None:
        self._begin(VictimForm(self._room), "victim.add", None, "kind")

    def _ask_none(self) -> None:
        form = WhyForm(self._room, "none_why", "victims.save_none")
        self._begin(form, "victim.none", None, "none_why")

    def _ask_wish(self, one: VictimView) -> None:
        self._begin(WishForm(self._room), "victim.wish", one, "about")

    def _ask_tell(self, one: VictimView) -> None:
        form = TellForm(self._room, [notice for notice in one.notices if notice.is_open])
        self._begin(form, "victim.tell", one, "told")

    def _ask_sheet(self, one: VictimView) -> None:
        room = self._room
        form = SheetForm(room, victim_papers.services(room.desk, room.actor))
        self._begin(form, "victim.sheet", one, "purpose")
        if self.papers is not None:
            form.preview_wanted.connect(partial(self.papers.preview, one.id, form))

    def _ask_letter(self, one: VictimView) -> None:
        self._begin(LetterForm(self._room, one), "victim.letter", one, "letter_event")

    def _ask_amend(self, one: VictimView) -> None:
        self._begin(VictimForm(self._room, one), "victim.amend", one, "kind")

    def _ask_remove(self, one: VictimView) -> None:
        form = WhyForm(self._room, "remove_why", "victims.save_remove")
        self._begin(form, "victim.remove", one, "remove_why")

    def _begin(self, form: VictimsForm, code: str, one: VictimView | None, first: str) -> None:
        """Put a form under its victim, or under all of them where it is of none yet."""
        self._put_away()
        self.form = form
        about = one.id if one else self._case_id
        self._keeper = DraftKeeper(self._room, form, code, about)
        form.thought_better.connect(self._think_better)
        form.submitted.connect(partial(self._save, one))
        (self.rows[one.id].under if one else self._place).addWidget(form)
        form.show()
        form.go_to(first)

    def _go_on_with(self, victim_id: int) -> None:
        """Put the keyboard on what else there is to do for a victim."""
        row = self.rows.get(victim_id)
        next_thing = row.openers[0] if row is not None else self.add
        next_thing.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(row or self)

    def _put_away(self) -> None:
        self.leave()
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
        self.form = self._keeper = None

    def _think_better(self) -> None:
        self._put_away()
        self.refresh()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, one: VictimView | None) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            done = (
                record(room, form, one, self.papers)
                if one
                else record_new(room, self._case_id, form)
            )
            if not done:
                return  # it was thought better of
            keeper.settled()
            self._keeper = None
            self._put_away()
            self.refresh()
            self.changed.emit()
            if not isinstance(form, SheetForm | LetterForm):  # whose paper has the keyboard
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
