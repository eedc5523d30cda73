"""What is asked about a user: when they come, when they change, when they need a password."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Role
from triage_app.services import members, signin
from triage_app.services.members import ChangedMember, MemberRow, NewMember
from ui.forms import Form
from ui.parts import heading
from ui.password_field import PasswordField
from ui.room import Room


class UserForm(Form):
    """A form about one user, which says when it is done with or left."""

    done = Signal(str, str)  # the wording's code, and whose name fills it
    left = Signal()

    def __init__(self, room: Room, title: str, save: str, name: str = "") -> None:
        super().__init__(room, "members")
        self.add(heading(room.theme, room.texts(title, name=name)))
        self._build()
        self.buttons(save, [("common.go_back", self.left.emit)])
        self.submitted.connect(self._save)

    def password(self, name: str) -> PasswordField:
        """Add a field for a password."""
        shown = self.room.texts("signin.show_password")
        return self.custom(name, PasswordField(self.room.theme, shown))

    def roles(self) -> list[tuple[Role, str]]:
        """Return the roles in words."""
        return [(role, self.room.texts(f"role.{role}")) for role in Role]

    def _build(self) -> None:
        raise NotImplementedError

    def _save(self) -> None:
        with self.room.feedback.answering(self):
            self.save()

    def save(self) -> None:
        """Do what the form is for; what is refused is told by whoever called."""
        raise NotImplementedError


class NewUserForm(UserForm):
    """A new user: the password is typed by their own hand."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "members.new_title", "members.save_new")

    def _build(self) -> None:
        self.radio("role", self.roles())
        self.line("name", 40)
        self.line("username", 30)
        self.line("telephone", 20)
        self.password("password")
        self.password("password_again")

    def save(self) -> None:
        """Add the user."""
        values = self.values()
        _refuse_unlike(values["password"], values["password_again"])
        del values["password_again"]
        members.add(self.room.desk, self.room.actor, NewMember(**values))
        self.done.emit("members.added", values["name"])


class ChangeForm(UserForm):
    """Another name, role or telephone for a user."""

    def __init__(self, room: Room, row: MemberRow) -> None:
        super().__init__(room, "members.change_title", "members.save", row.name)
        self._row = row
        self.fill({"name": row.name, "role": row.role, "telephone": row.telephone})
        self.version = row.version

    def _build(self) -> None:
        self.line("name", 40)
        self.radio("role", self.roles())
        self.line("telephone", 20)

    def save(self) -> None:
        """Save the changes, unless somebody else has saved theirs first."""
        changed = ChangedMember(self._row.id, self.version or 0, **self.values())
        members.change(self.room.desk, self.room.actor, changed)
        self.done.emit("members.changed", changed.name)


class PasswordForm(UserForm):
    """A new password for a user, or the way back in for one who was let go."""

    def __init__(self, room: Room, row: MemberRow) -> None:
        super().__init__(room, "members.password_title", "members.save_password", row.name)
        self._row = row

    def _build(self) -> None:
        self.password("password")
        self.password("password_again")

    def save(self) -> None:
        """Set it."""
        values = self.values()
        _refuse_unlike(values["password"], values["password_again"])
        room, row = self.room, self._row
        give = members.set_password if row.active else members.take_back
        give(room.desk, room.actor, row.id, values["password"])
        self.done.emit("members.password_was_set", row.name)


class OwnPasswordForm(UserForm):
    """Asks who is about to change what others may do."""

    def __init__(self, room: Room, then: Callable[[], None]) -> None:
        super().__init__(room, "members.confirm_title", "common.go_on")
        self.then = then

    def _build(self) -> None:
        self.password("own_password").line.returnPressed.connect(self.submitted)

    def save(self) -> None:
        """Go on with what was wanted."""
        room = self.room
        try:
            signin.confirm(room.desk, room.actor, self.values()["own_password"])
        except Refused as refused:
            raise Invalid(Problem("own_password", refused.code, refused.values)) from refused
        self.then()


def _refuse_unlike(first: str, second: str) -> None:
    if first != second:
        raise Invalid(Problem("password_again", "first_start.not_the_same"))
