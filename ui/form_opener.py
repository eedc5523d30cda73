"""A quiet button that opens a form in its place, keeps what is typed there, and puts it away."""

from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, column_of, holding, line_of
from ui.room import Room


class OpenedForm(Form):
    """A form that can be put away as if it had never been opened."""

    thought_better = Signal()


Asked = TypeVar("Asked", bound=OpenedForm)


class FormOpener(QWidget, Generic[Asked]):
    """What stands already; below it the button, or the form in its place, for whoever may."""

    done = Signal(object)  # the number of the paper that was made, if one was
    opens: ClassVar[str]  # the wording of the button
    draft: ClassVar[str]  # the name that the form's draft is kept by

    def __init__(self, room: Room, case_id: int, *above: QWidget, may_open: bool = True) -> None:
        super().__init__()
        self.room, self.case_id, self._may_open = room, case_id, may_open
        self.form: Asked | None = None
        self.opener: QPushButton | None = None
        self._keeper: DraftKeeper | None = None
        self._place = QVBoxLayout()
        column = column_of(*above)
        column.addLayout(self._place)
        self.setLayout(column)
        self.put_away()

    def open(self) -> None:
        """Put the form."""
        raise NotImplementedError

    def record(self, form: Asked) -> None:
        """Record what was filled in, and finish; a refusal leaves the form as it is."""
        raise NotImplementedError

    def put(self, form: Asked, first: str) -> None:
        """Show a form in the place of the button, with the keyboard on its first field."""
        self.leave()
        clear(self._place)
        self.form = form
        self._keeper = DraftKeeper(self.room, form, self.draft, self.case_id)
        form.submitted.connect(self._submit)
        form.thought_better.connect(self.think_better)
        self._place.addWidget(form)
        form.show()
        form.go_to(first)

    def put_away(self) -> None:
        """Show the button in the place of the form."""
        clear(self._place)
        self.form = self.opener = self._keeper = None
        if not self._may_open:
            return
        self.opener = button(self.room.theme, self.room.texts(self.opens), "quiet")
        self.opener.clicked.connect(self.open)
        holder = holding(line_of(self.opener))
        self._place.addWidget(holder)
        holder.show()

    def think_better(self) -> None:
        """Forget what was typed, and put the form away."""
        self._forget()
        self.put_away()
        if self.opener is not None:
            self.opener.setFocus()

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def finish(self, number: int | None) -> None:
        """Say that it is recorded, and by which paper it is told."""
        self._forget()
        self.done.emit(number)

    def _submit(self) -> None:
        if self.form is not None:
            with self.room.feedback.answering(self.form):
                self.record(self.form)

    def _forget(self) -> None:
        if self._keeper is not None:
            self._keeper.settled()
