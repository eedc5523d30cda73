"""Another record looked for, set beside this person's, and linked with it or merged into it."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.likeness import Description
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission, may
from triage_app.services import linking, merging
from triage_app.services.people import Found
from ui.drafts import DraftKeeper
from ui.fields import RadioField
from ui.find_box import FindBox
from ui.form_parts import FormRow
from ui.forms import Form
from ui.parts import BREAK, Notice, button, clear, line_of, words
from ui.referral.comparison import Comparison, in_words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT, Tone

MERGE = "merge"
DRAFT = "merging"


class Match(QWidget):
    """First the other record is found; then the two stand side by side."""

    left = Signal()
    done = Signal()

    def __init__(self, room: Room, person_id: int) -> None:
        super().__init__()
        self._room, self._person_id = room, person_id
        self.form: MatchForm | None = None
        self._keeper: DraftKeeper | None = None
        self._build()

    def go_to(self) -> None:
        """Put the keyboard where the other record is looked for."""
        self.finder.take_keyboard()

    def keep(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def set_beside(self, other_id: int) -> None:
        """Set another record beside this person's."""
        room = self._room
        self.keep()
        with room.feedback.answering():
            compared = merging.compare(room.desk, room.actor, self._person_id, other_id)
            clear(self._column)
            self.form = form = MatchForm(room, compared)
            form.main = form.buttons("merging.do_link", [("merging.leave", self.left.emit)])
            about = f"{compared.kept.person_id}-{compared.other.person_id}"
            self._keeper = DraftKeeper(room, form, DRAFT, about)
            form.submitted.connect(self._do)
            self._column.addWidget(form)
            self._back.hide()
            form.go_to("kind")
            bring_into_view(form)

    def _build(self) -> None:
        room = self._room
        self.finder = FindBox(room, "merging.find", keys="")
        self.finder.chosen.connect(self._chosen)
        back = button(room.theme, room.texts("merging.leave"), "quiet")
        back.clicked.connect(self.left)
        self._back = QWidget()
        self._back.setLayout(line_of(back))
        self._column = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT * 2)
        layout.addWidget(words(room.theme, room.texts("merging.how"), tone=Tone.MUTED))
        layout.addWidget(self.finder)
        layout.addWidget(self._back)
        layout.addLayout(self._column)

    def _chosen(self, found: Found) -> None:
        self.set_beside(found.person_id)

    def _do(self) -> None:
        form, keeper, room = self.form, self._keeper, self._room
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            if form.carry_out():
                keeper.settled()
                self.done.emit()


class MatchForm(Form):
    """Two records side by side: what differs, what would move, and what is to be done."""

    def __init__(self, room: Room, compared: merging.Comparison) -> None:
        super().__init__(room, "merging")
        self._compared = compared
        self.main: QPushButton | None = None
        self._build()
        self.kind.changed.connect(self._look_again)
        self._look_again()

    def carry_out(self) -> bool:
        """Link the two, or make them one once that is confirmed; say whether it was done."""
        room, values, ids = self.room, self.values(), self._ids()
        if values["kind"] is None:
            raise Invalid(Problem("kind", "problem.missing"))
        if values["kind"] != MERGE:
            linking.link(room.desk, room.actor, *ids, values["kind"], values["reason"])
            return True
        order = merging.Order(
            *ids,
            versions=(self._compared.kept.version, self._compared.other.version),
            theirs=frozenset(name for name in self._differing if values[f"value_{name}"]),
            reason=values["reason"],
        )
        if order.reason and not room.feedback.ask("merging.ask"):
            return False
        merging.merge(room.desk, room.actor, order)
        return True

    def _ids(self) -> tuple[int, int]:
        return self._compared.kept.person_id, self._compared.other.person_id

    def _build(self) -> None:
        room, texts, compared = self.room, self.room.texts, self._compared
        heads = (texts("merging.this"), texts("merging.other"))
        mine, theirs = compared.kept.particulars, compared.other.particulars
        sides = (Description.of(mine), Description.of(theirs))
        self.add(Comparison(room, heads, sides, compared.likeness))
        for case in compared.other.cases:
            state = texts(f"state.{case.state}")
            self.add(words(room.theme, texts("merging.case", number=case.number, state=state)))
        kinds = [(kind, texts(f"merging.kind_{kind}")) for kind in linking.KINDS]
        may_merge = may(room.actor.role, Permission.MERGE_PEOPLE)
        if may_merge and compared.clash is None:
            kinds.insert(0, (MERGE, texts("merging.kind_merge")))
        if may_merge and compared.clash:
            first, second = compared.clash
            said = texts("merging.two_live_cases", first=first, second=second)
            self.add(Notice(room.theme, "warn", said))
        self.kind = self.radio("kind", kinds)
        self._build_values(asdict(mine), asdict(theirs))
        self.area("reason", 2)

    def _build_values(self, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
        """Ask of each field that differs whose value is kept, and say what moves."""
        room, texts, compared = self.room, self.room.texts, self._compared
        self._moves = QWidget()
        column = QVBoxLayout(self._moves)
        column.setContentsMargins(0, 0, 0, 0)
        for said in self._said_to_move(theirs):
            column.addWidget(words(room.theme, said))
        self.add(self._moves)
        self._differing = compared.differing
        for name in self._differing:
            values = (in_words(texts, name, one[name]) for one in (mine, theirs))
            choices = list(zip((False, True), map(_short, values), strict=True))
            field = RadioField(room.theme, choices)
            field.set_value(False)
            row = FormRow(
                room.theme, texts("merging.keep", field=texts(f"referral.{name}")), "", field
            )
            self.rows[f"value_{name}"] = row
            self.add(row)
            field.changed.connect(self.changed)

    def _said_to_move(self, theirs: dict[str, Any]) -> list[str]:
        texts, compared = self.room.texts, self._compared
        counts = (len(compared.other.cases), compared.papers, compared.drafts)
        said = [
            texts(f"merging.moves_{what}", n=n)
            for what, n in zip(("cases", "papers", "drafts"), counts, strict=True)
            if n
        ]
        if compared.filled:
            known = [
                f"{texts(f'referral.{name}')}: {_short(in_words(texts, name, theirs[name]))}"
                for name in compared.filled
            ]
            said.append(texts("merging.filled", values="; ".join(known)))
        return said

    def _look_again(self) -> None:
        """Ask which values are kept only where the two are to be made one."""
        merges = self.kind.value() == MERGE
        if self.main is not None:
            said = self.room.texts("merging.do_merge" if merges else "merging.do_link")
            self.main.setText(said)
        self._moves.setVisible(merges)
        for name in self._differing:
            self.reveal(f"value_{name}", merges)


def _short(said: str) -> str:
    """Return a value as a choice among few shows it."""
    plain = " ".join(said.replace(BREAK, "").split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


LONGEST = 90  # letters of a value on one line
