"""Corrections of a referral in words: those made, and what would follow from another."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.correction import ADDED, ORDER_ADDED, ORDER_REMOVED, REMOVED, Change
from triage_app.domain.orders import Order
from triage_app.services.availability import in_words
from triage_app.services.corrections import Corrected, Note
from triage_app.services.offence_titles import title_of
from ui.offence_words import category_words
from ui.orders_field import order_line
from ui.parts import Picture, clear, column_of, heading, words
from ui.room import Room
from ui.suites import suites_of
from ui.theme import SMALL, UNIT, Tone

# Changes of which a whole thing is told, and not one field of it.
WHOLE = (ADDED, REMOVED, ORDER_ADDED, ORDER_REMOVED)
# Fields that hold a code, and the wording of each of their codes.
CODED = {
    "sex": "referral.sex_{}",
    "ethnicity": "referral.ethnicity_{}",
    "speaks": "referral.language_{}",
    "reads": "referral.language_{}",
    "drug_test": "referral.drug_test_{}",
    "drug_result": "referral.drug_result_{}",
}


def label_of(room: Room, change: Change) -> str:
    """Return what a field is called, and of which offence it is."""
    texts, one = room.texts, change.field
    if one in WHOLE:
        return texts(f"corrections.label_{one}")
    if one in ("court_order", "bail"):
        return texts(f"order.{one}")
    if change.offence is None:
        return texts(f"referral.{one}")
    offence = title_of(room.desk, *change.offence)[texts.language] or change.offence[0]
    label = texts("offence.what" if one in ("code", "title") else f"offence.{one}")
    return texts("corrections.of_offence", offence=offence, label=label)


def change_words(room: Room, change: Change) -> str:
    """Say what a field held, and what it holds now."""
    texts = room.texts
    before, after = (value_words(room, change, one) for one in (change.before, change.after))
    if change.field in WHOLE:
        return texts(f"corrections.{change.field}", what=before or after)
    label = label_of(room, change)
    asked = "_asked" if label.endswith("?") else ""  # the answer follows a question at once
    if not change.needs_reason:
        return texts(f"corrections.filled{asked}", label=label, after=after)
    if not after:
        return texts(f"corrections.emptied{asked}", label=label, before=before)
    return texts(f"corrections.changed{asked}", label=label, before=before, after=after)


def value_words(room: Room, change: Change, value: Any) -> str:  # noqa: ANN401
    """Say what a field held as the form would show it."""
    texts = room.texts
    if value in (None, "", ()):
        return ""
    if isinstance(value, datetime):
        return texts.moment(value)
    if isinstance(value, date):
        return texts.date(value)
    if isinstance(value, tuple):
        return _several(room, change, value)
    return _answer(room, change, value)


def _several(room: Room, change: Change, value: tuple[Any, ...]) -> str:
    if change.field in (ADDED, REMOVED):
        return f"{value[0]} {title_of(room.desk, *value)[room.texts.language]}".strip()
    if change.field in (ORDER_ADDED, ORDER_REMOVED):
        return order_line(room.texts, Order(*value))
    if change.field == "unavailable":
        return in_words(room.texts, value)
    feature = "access_needs." if change.field == "access" else "availability.why_"
    return ", ".join(room.texts(f"{feature}{one}") for one in value)


def _answer(room: Room, change: Change, value: str | bool) -> str:  # noqa: FBT001 - an answer
    """Say a yes or no, or a code, by its wording; whatever was typed, as it was typed."""
    texts, one = room.texts, change.field
    if isinstance(value, bool):
        answer = ("no", "yes")[value]
        feature = "order" if one in ("court_order", "bail") else "referral"
        own = f"{'offence' if change.offence else feature}.{one}_{answer}"
        return texts(own if texts.has(own) else f"common.{answer}")
    if one == "category":
        return category_words(texts, value)
    if one == "suite":
        return dict(suites_of(room)).get(value, value)
    code = CODED[one].format(value.lower() if one == "ethnicity" else value) if one in CODED else ""
    return texts(code) if code and texts.has(code) else value


class CorrectionsMade(QWidget):
    """Every correction of a referral, the newest first."""

    def __init__(self, room: Room, made: Sequence[Corrected]) -> None:
        super().__init__()
        column = column_of(heading(room.theme, room.texts("corrections.heading")), spacing=UNIT)
        for one in made:
            column.addWidget(_panel(room, one))
        self.setLayout(column)


def _panel(room: Room, one: Corrected) -> QWidget:
    texts, theme = room.texts, room.theme
    what = "made" if any(change.needs_reason for change in one.changes) else "added"
    when = texts(f"corrections.{what}", moment=one.at, by=one.by)
    lines = [words(theme, change_words(room, change)) for change in one.changes]
    if one.reason:
        lines.append(words(theme, texts("corrections.because", reason=one.reason)))
    panel = QFrame()
    panel.setProperty("place", "panel")
    panel.setLayout(
        column_of(words(theme, when, SMALL, Tone.MUTED), *lines, spacing=4, margin=UNIT * 2)
    )
    return panel


class Consequences(QFrame):
    """What follows if a change is saved: it stands above the button, and interrupts nobody."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setProperty("place", "notice")
        picture = Picture(room.theme, "warn", Tone.WARN).lie_on("warn_tint")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = column_of(words(room.theme, room.texts("corrections.follows"), bold=True))
        column.addLayout(self._lines)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, UNIT, 12, UNIT)
        whole.setSpacing(UNIT)
        whole.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(column, 1)
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show what follows; nothing takes it away."""
        clear(self._lines)
        said = [self._room.texts(one.code, **one.values) for one in notes]
        for one in said:
            self._lines.addWidget(words(self._room.theme, one))
        self.setAccessibleName(" ".join((self._room.texts("corrections.follows"), *said)))
        self.setVisible(bool(notes))
