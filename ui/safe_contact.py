"""Stands above whatever is about to be done by telephone or letter: how to reach somebody safely.

In domestic abuse it is life and death who else hears the telephone.
"""

from PySide6.QtWidgets import QFrame, QWidget

from triage_app.services import safe_contact
from triage_app.services.safe_contact import SafeContact
from triage_app.texts import Texts
from ui.forms import Form
from ui.parts import Picture, column_of, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT, Tone


class SafeContactNotice(QFrame):
    """The number, whether a message may be left, who else answers, and which times are safe."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        with room.feedback.answering():
            said = safe_contact.read(room.desk, room.actor, case_id)
            self.lines = lines_of(room.texts, said)
            self._build(room, said)

    def _build(self, room: Room, said: SafeContact) -> None:
        theme, warns = room.theme, said.warns
        self.setProperty("place", "notice" if warns else "panel")
        tone, ground = (Tone.WARN, "warn_tint") if warns else (Tone.MUTED, "well")
        title = words(theme, room.texts("safe_contact.title"), bold=True)
        head = QWidget()
        line = line_of(Picture(theme, "phone", tone).lie_on(ground), title, spacing=UNIT)
        line.setStretch(1, 1)
        line.setStretch(2, 0)
        head.setLayout(line)
        column = column_of(head, spacing=4, margin=12)
        for one in self.lines:
            column.addWidget(words(theme, one))
        self.setLayout(column)
        self.setAccessibleName(". ".join((room.texts("safe_contact.title"), *self.lines)))


def warn_above(form: Form, case_id: int) -> None:
    """Put it at the top of the form with which somebody calls or writes."""
    form.column.insertWidget(0, SafeContactNotice(form.room, case_id))


def keep_warning_in_view(form: Form) -> None:
    """Scroll so far that the warning is read before the form is filled in, at any size of text."""
    for notice in form.findChildren(SafeContactNotice):
        bring_into_view(notice)


def lines_of(texts: Texts, said: SafeContact) -> tuple[str, ...]:
    """Say each thing to heed in a line; that nobody asked is one of them."""
    answer = {True: "may", False: "never", None: "not_asked"}[said.message_may_be_left]
    number = said.telephone or texts("safe_contact.no_number")
    filled = (
        ("who_answers", said.who_answers),
        ("safe_times", said.safe_times),
        ("emergency", said.emergency),
    )
    return (
        texts("safe_contact.telephone", number=number),
        texts(f"safe_contact.message_{answer}"),
        *(texts(f"safe_contact.{name}", said=what) for name, what in filled if what),
    )
