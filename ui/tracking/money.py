"""What a participant pays towards the cost: how it stands, and what was paid of it."""

from PySide6.QtWidgets import QWidget

from triage_app.domain.contribution import pounds
from triage_app.services.tracking_view import TrackingView
from ui.contribution import line, standing
from ui.parts import words
from ui.room import Room
from ui.theme import Tone
from ui.tracking.parts import Strike, recorded, stack


def money(room: Room, view: TrackingView, strike: Strike | None) -> QWidget | None:
    """Return what is paid towards the cost, and what was paid of it; nothing where none is.

    A payment that was recorded wrongly can be struck from here, where that is offered.
    """
    if not view.pays:
        return None
    texts, asked = room.texts, view.contributed
    if asked is None:
        lines = [line(room, "clock", texts("contribution.none_yet"), Tone.MUTED)]
        return stack(room, texts("contribution.title"), lines)
    lines = [standing(room, asked)]
    for one in asked.parts:
        means = texts(f"contribution.means_{one.means}")
        told = texts("contribution.part_line", day=one.day, pence=pounds(one.pence), means=means)
        if one.receipt:
            told = f"{told} {texts('contribution.receipt_line', receipt=one.receipt)}"
        lines.append(recorded(room, one, told, strike))
    if asked.waived:
        told = texts("contribution.waived_line", by=asked.waived_by, why=asked.waived)
        lines.append(words(room.theme, told, tone=Tone.MUTED))
    return stack(room, texts("contribution.title"), lines)
