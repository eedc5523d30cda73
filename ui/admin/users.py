"""The users: who they are, and what an administrator can do about them."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import members
from triage_app.services.members import MemberRow
from ui.admin.user_forms import ChangeForm, NewUserForm, OwnPasswordForm, PasswordForm, UserForm
from ui.parts import button, heading, line_of
from ui.preferences import Preferences
from ui.room import Room
from ui.tables import Column, Table, TableModel
from ui.theme import UNIT, Standing, Tone

SHOWN = 6  # rows in view: a suite has few users


class UsersPanel(QWidget):
    """A table of the users; below it whatever is being done about one of them."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.form: UserForm | None = None
        self._confirmed = room.desk.practice
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the users as they stand now."""
        chosen = self._chosen()
        self.model.replace(members.members(self.room.desk, self.room.actor))
        numbers = [row.id for row in self.model.rows()]
        if numbers:
            kept = chosen.id if chosen and chosen.id in numbers else numbers[0]
            self.table.selectRow(numbers.index(kept))
        self._offer()

    def go_to(self) -> None:
        """Put the keyboard on the list."""
        self.table.setFocus()

    def _build(self) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.model: TableModel[MemberRow] = TableModel(self._columns(), self)
        preferences = Preferences(self.room.desk.config.data, self.room.actor.username)
        self.table = Table(theme, self.model, "members", preferences)
        self.table.setAccessibleName(texts("members.title"))
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setFixedHeight(theme.look.px(32 + 36 * SHOWN) + UNIT)
        self.add_one = button(theme, texts("members.add"), "primary", "plus")
        self.change_one = button(theme, texts("common.change"))
        self.give_password = button(theme, texts("members.set_password"))
        self.unlock_one = button(theme, texts("members.unlock"))
        self.part = button(theme, texts("members.let_go_do"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)
        self._column.addWidget(heading(theme, texts("members.title")))
        self._column.addWidget(self.table)
        deeds = (self.add_one, self.change_one, self.give_password, self.unlock_one, self.part)
        if theme.look.large:
            self._column.addLayout(line_of(*deeds[:2]))
            self._column.addLayout(line_of(*deeds[2:]))
        else:
            self._column.addLayout(line_of(*deeds))

    def _columns(self) -> tuple[Column[MemberRow], ...]:
        texts = self.room.texts
        return (
            Column("name", texts("members.name"), lambda row: row.name, width=240, bold=True),
            Column("username", texts("members.username"), lambda row: row.username, width=220),
            Column("role", texts("members.role"), lambda row: texts(f"role.{row.role}"), width=160),
            Column(
                "standing",
                texts("members.standing"),
                lambda row: self._standing(row).word,
                standing=self._standing,
                width=320,
            ),
        )

    def _standing(self, row: MemberRow) -> Standing:
        texts = self.room.texts
        if not row.active:
            return Standing("leave", texts("members.let_go"), Tone.MUTED)
        if row.wrong_answers >= members.WAITS_AFTER:
            return Standing("warn", texts("members.locked"), Tone.WARN)
        return Standing("good", texts("members.active"), Tone.GOOD)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.opened.connect(self._change)
        self.add_one.clicked.connect(self._add)
        self.change_one.clicked.connect(self._change)
        self.give_password.clicked.connect(self._give_password)
        self.unlock_one.clicked.connect(self._unlock)
        self.part.clicked.connect(self._part)

    def _chosen(self) -> MemberRow | None:
        chosen: list[MemberRow] = self.table.chosen()
        return chosen[0] if chosen else None

    def _offer(self) -> None:
        """Offer what can be done about the user chosen."""
        row, texts = self._chosen(), self.room.texts
        active = row is not None and row.active
        self.change_one.setVisible(active)
        self.give_password.setVisible(active)
        locked = row is not None and row.wrong_answers >= members.WAITS_AFTER
        self.unlock_one.setVisible(active and locked)
        self.part.setVisible(row is not None and row.id != self.room.actor.id)
        self.part.setText(texts("members.let_go_do" if active else "members.take_back"))

    def _add(self) -> None:
        self._confirming(lambda: self._show(NewUserForm(self.room)))

    def _change(self, *_row: object) -> None:
        row = self._chosen()
        if row is not None and row.active:
            self._confirming(lambda: self._show(ChangeForm(self.room, row)))

    def _give_password(self) -> None:
        row = self._chosen()
        if row is not None:
            self._confirming(lambda: self._show(PasswordForm(self.room, row)))

    def _part(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if not row.active:
            self._give_password()
        else:
            self._confirming(lambda: self._let_go(row))

    def _unlock(self) -> None:
        row = self._chosen()
        if row is not None:
            with self.room.feedback.answering():
                members.unlock(self.room.desk, self.room.actor, row.id)
                self._say("members.was_unlocked", row.name)

    def _let_go(self, row: MemberRow) -> None:
        self._put_away()
        with self.room.feedback.answering():
            if self.room.feedback.ask("members.ask_let_go", name=row.name):
                members.let_go(self.room.desk, self.room.actor, row.id)
                self._say("members.was_let_go", row.name)

    def _confirming(self, then: Callable[[], None]) -> None:
        """Ask for the administrator's own password before the first such step of a visit."""
        if self._confirmed:
            then()
            return
        self._show(OwnPasswordForm(self.room, lambda: self._confirmed_now(then)))

    def _confirmed_now(self, then: Callable[[], None]) -> None:
        self._confirmed = True
        then()

    def _show(self, form: UserForm) -> None:
        self._put_away()
        self.form = form
        form.done.connect(self._say)
        form.left.connect(self._put_away)
        self._column.addWidget(form)
        form.show()
        form.go_to("")

    def _say(self, code: str, name: str) -> None:
        self._put_away()
        self.refresh()
        self.room.feedback.tell(code, name=name)
        self.table.setFocus()

    def _put_away(self) -> None:
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
