"""The prosecution file: made by one button, read, sealed for sending; and where it went."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.prosecution import ON_PAPER, Manner, Sending
from triage_app.services import prosecution
from triage_app.services.prosecution import FileView, Sent
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.paper_sheet import ask_where
from ui.parts import (
    Notice,
    breakable,
    button,
    clear,
    column_of,
    heading,
    holding,
    line_of,
    step_back,
    words,
)
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone

KIND: Final = "PROSECUTION"
Where = Callable[[QWidget, str, str, str], Path | None]


class SendForm(Form):
    """To whom the file goes, and how."""

    def __init__(self, room: Room, officer: str) -> None:
        super().__init__(room, "prosecution")
        self.heading("send")
        self.line("recipient", 50)
        ways = [(str(one), room.texts(f"prosecution.manner_{one}")) for one in Manner]
        self._manner = self.radio("manner", ways)
        self.fill({"recipient": officer, "manner": str(Manner.SEALED)})
        self._main = self.buttons("prosecution.send")
        step_back(room.theme, self._main)
        self._manner.changed.connect(self._say_what_follows)

    def sending(self) -> Sending:
        """Return what was filled in."""
        values = self.values()
        return Sending(values["recipient"], values["manner"])

    def _say_what_follows(self) -> None:
        code = "send_on_paper" if self._manner.value() in ON_PAPER else "send"
        self._main.setText(self.room.texts(f"prosecution.{code}"))


class ProsecutionPart(QWidget):
    """What the file would lack, the button that makes it, the form that sends it."""

    made = Signal(int)  # the number of its paper
    changed = Signal()

    def __init__(self, room: Room, case_id: int, where: Where = ask_where) -> None:
        super().__init__()
        self._room, self._case_id, self._where = room, case_id, where
        self.maker: QPushButton | None = None
        self.form: SendForm | None = None
        self.password: QWidget | None = None
        self._keeper: DraftKeeper | None = None
        self._told, self._rows = QVBoxLayout(), QVBoxLayout()
        self._rows.setSpacing(UNIT * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addLayout(self._rows)
        column.addLayout(self._told)
        self.refresh()

    def refresh(self) -> None:
        """Show how the file stands; what is typed is kept first."""
        self.leave()
        room = self._room
        with room.feedback.answering():
            view = prosecution.view(room.desk, room.actor, self._case_id)
            clear(self._rows)
            self.form = self._keeper = self.maker = None
            if view is not None:
                self._show(view)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on making the file, or on a field of its sending."""
        if self.form is not None and field in self.form.rows:
            self.form.go_to(field)
        elif self.maker is not None:
            self.maker.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.maker)

    # ── What is shown ──

    def _show(self, view: FileView) -> None:
        theme, texts = self._room.theme, self._room.texts
        parts = [heading(theme, texts("prosecution.heading"))]
        parts.append(words(theme, texts("prosecution.help"), tone=Tone.MUTED))
        lacking = [one[texts.language] for one in view.lacking]
        head = holding(column_of(*parts, spacing=4))
        self._rows.addWidget(head)
        if lacking:
            said = "\n".join([texts("prosecution.lacking"), *lacking])
            self._rows.addWidget(Notice(theme, "warn", said))
        if view.may_be_made:
            self._rows.addWidget(self._maker(view))
        if view.newest is not None and view.may_be_made:
            self._ask_to_send(view)
        if view.sent:
            self._rows.addWidget(self._list(view.sent))

    def _maker(self, view: FileView) -> QWidget:
        texts = self._room.texts
        again = view.newest is not None
        code = "prosecution.make_again" if again else "prosecution.make"
        self.maker = button(self._room.theme, texts(code), "quiet" if again else "primary", "paper")
        self.maker.clicked.connect(self._make)
        return holding(line_of(self.maker))

    def _ask_to_send(self, view: FileView) -> None:
        self.form = SendForm(self._room, view.officer)
        self._keeper = DraftKeeper(self._room, self.form, "prosecution.send", self._case_id)
        self.form.submitted.connect(self._send)
        self._rows.addWidget(self.form)
        self.form.show()

    def _list(self, sent: tuple[Sent, ...]) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        lines: list[QWidget] = [words(theme, texts("prosecution.went"), bold=True)]
        for one in sent:
            told = {"moment": texts.moment(one.sent_at), "by": one.sent_by}
            said = texts("prosecution.sent_line", recipient=breakable(one.recipient), **told)
            how = texts(f"prosecution.manner_{one.manner}")
            digest = texts("prosecution.digest", digest=breakable(one.digest))
            lines.append(words(theme, f"{said} {how}. {digest}", SMALL))
        return holding(column_of(*lines, spacing=2))

    # ── What is done ──

    def _make(self) -> None:
        room = self._room
        with room.feedback.answering():
            paper = prosecution.make(room.desk, room.actor, self._case_id)
            self.refresh()
            self.made.emit(paper)

    def _send(self) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            given = form.sending()
            prosecution.check(given)  # before anybody is asked where to save it
            path = None
            if given.manner not in ON_PAPER and (path := self._ask_where()) is None:
                return
            gone = prosecution.send(room.desk, room.actor, self._case_id, given, path)
            keeper.settled()
            self._keeper = None
            self.refresh()
            self._tell(gone.password, given.recipient.strip(), path)

    def _ask_where(self) -> Path | None:
        """Ask where the file goes; it is named by nothing that tells of anybody."""
        texts = self._room.texts
        title, kinds = texts("prosecution.save_to"), texts("prosecution.file_type")
        return self._where(self, title, f"{texts('prosecution.file')}.pdf", kinds)

    def _tell(self, password: str, recipient: str, path: Path | None) -> None:
        """Say where the file is, and its password: once, and until it is put away."""
        theme, texts = self._room.theme, self._room.texts
        clear(self._told)
        code = "to_print" if path is None else "saved"
        said = texts(f"prosecution.{code}", path=path, recipient=recipient)
        parts: list[QWidget] = [words(theme, said, bold=True)]
        done = button(theme, texts("prosecution.done"))
        done.clicked.connect(self._put_away)
        if password:
            parts.append(heading(theme, texts("prosecution.password", password=password)))
            told = texts("prosecution.password_told", recipient=recipient)
            parts.append(Notice(theme, "phone", told, done))
        else:
            parts.append(Notice(theme, "print", texts("prosecution.to_print_told"), done))
        self.password = QWidget()
        self.password.setLayout(column_of(*parts))
        self._told.addWidget(self.password)
        self.password.show()  # at once: the keyboard is wanted on it
        done.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self.password)

    def _put_away(self) -> None:
        clear(self._told)
        self.password = None
        self.changed.emit()
        self.go_to()
