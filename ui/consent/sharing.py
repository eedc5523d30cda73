"""With whom the person lets us share: each partner, what it says now, and how it came to that."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.sharing import TOLD, Change
from triage_app.services import sharing
from triage_app.services.sharing import Answered, PartnerView, SharingView
from ui.forms import Form
from ui.parts import Picture, button, clear, column_of, heading, holding, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

LOOKS = {True: ("good", Tone.GOOD), False: ("not-met", Tone.MUTED), None: ("clock", Tone.MUTED)}
SAYS = {True: "yes", False: "no", None: "never"}


class ChangeForm(Form):
    """A change of mind about one partner: what is said now is asked, never assumed."""

    thought_better = Signal()

    def __init__(self, room: Room, view: PartnerView) -> None:
        super().__init__(room, "sharing")
        self.view, texts = view, room.texts
        answers = [(True, texts("sharing.allowed_yes")), (False, texts("sharing.allowed_no"))]
        self.radio("allowed", answers)
        self.radio("how", [(one.value, texts(f"sharing.how_{one}")) for one in TOLD])
        self.day("day")
        self.area("note", 2)
        main = self.buttons("sharing.save", [("sharing.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"day": room.desk.today()})

    def change(self) -> Change:
        """Return what was filled in."""
        partner = self.view.partner
        return Change(partner.code, partner.purpose, **self.values())


class SharingPart(QWidget):
    """Lists the scheme's partners with the answers that stand, and lets one be changed."""

    changed = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self.form: ChangeForm | None = None
        self.changers: dict[str, QPushButton] = {}  # by the partner's code
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self.refresh()

    def refresh(self) -> None:
        """Show the answers as they stand now."""
        room = self._room
        with room.feedback.answering():
            self._show(sharing.view(room.desk, room.actor, self._case_id))

    def open(self, code: str) -> None:
        """Open the change of one partner's answer."""
        self.changers[code].click()

    def _show(self, view: SharingView) -> None:
        clear(self._column)
        self.form = None
        self.changers.clear()
        self._column.addWidget(heading(self._room.theme, self._room.texts("sharing.heading")))
        for one in view.partners:
            self._column.addWidget(self._row(one, may_change=view.may_be_changed))

    def _row(self, one: PartnerView, *, may_change: bool) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        name = one.partner.name[texts.language]
        icon, tone = LOOKS[one.allowed]
        said = words(theme, texts(f"sharing.now_{SAYS[one.allowed]}"), tone=tone, bold=True)
        named, under = words(theme, name), QVBoxLayout()
        named.setWordWrap(True)
        text = holding(column_of(named, said, *self._history(one), spacing=2))
        picture = Picture(theme, icon, tone)
        line = line_of(picture, text)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        if may_change:
            change = button(theme, texts("sharing.change"), "quiet")
            change.setAccessibleName(texts("sharing.change_for", name=name))
            change.clicked.connect(self._opener(one, under))
            line.addWidget(change)
            self.changers[one.partner.code] = change
        row, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addLayout(under)
        row.setLayout(column)
        return row

    def _history(self, one: PartnerView) -> list[QWidget]:
        """Say how it came to that, once a mind has changed."""
        if len(one.history) <= 1:
            return []
        return [
            words(self._room.theme, self._told(told), SMALL, Tone.MUTED) for told in one.history
        ]

    def _told(self, one: Answered) -> str:
        texts, said = self._room.texts, one.said
        how = texts(f"sharing.how_{said.how}")
        code = "sharing.was_yes" if said.allowed else "sharing.was_no"
        line = texts(code, day=said.day, how=how, by=one.recorded_by)
        return f"{line} {said.note}".strip()

    def _opener(self, one: PartnerView, under: QVBoxLayout) -> Callable[[], None]:
        def open_form() -> None:
            if self.form is not None:
                self.form.hide()
                self.form.deleteLater()
            self.form = ChangeForm(self._room, one)
            self.form.submitted.connect(self._save)
            self.form.thought_better.connect(self.refresh)
            under.addWidget(self.form)
            self.form.show()
            self.form.go_to("allowed")

        return open_form

    def _save(self) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            sharing.change(room.desk, room.actor, self._case_id, form.change())
            self.refresh()
            self.changed.emit()
