"""The answer as it was recorded."""

from PySide6.QtWidgets import QWidget

from triage_app.services.consent import Answered
from ui.parts import column_of, words
from ui.room import Room
from ui.theme import SMALL, Tone


def answered_part(room: Room, answered: Answered) -> QWidget:
    """Return what was said, to which sheet, who was there, and who recorded it."""
    theme, holder = room.theme, QWidget()
    lines = [words(theme, line) for line in _lines(room, answered)]
    said = "consent.answered_yes" if answered.given else "consent.answered_no"
    by = room.texts("consent.answered_by", by=answered.recorded_by, day=answered.recorded_on)
    holder.setLayout(
        column_of(
            words(theme, room.texts(said, day=answered.day), bold=True),
            *lines,
            words(theme, by, SMALL, Tone.MUTED),
            spacing=4,
        )
    )
    return holder


def _lines(room: Room, answered: Answered) -> list[str]:
    texts = room.texts
    lines = [
        texts("consent.answered_sheet", version=answered.sheet)
        if answered.sheet
        else texts("consent.answered_without_sheet"),
        texts(f"consent.answered_in_{answered.language}"),
    ]
    if answered.present:
        lines.append(texts("consent.answered_present", present=answered.present))
    if answered.reason:
        lines.append(texts("consent.answered_reason", reason=answered.reason))
    return lines
