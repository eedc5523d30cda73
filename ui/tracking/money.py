"""What a participant pays towards the cost: how it stands, and what was paid of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.contribution import pounds
from triage_app.services.kept_seen import Contributed
from triage_app.services.tracking_view import TrackingView
from ui.parts import Picture, words
from ui.room import Room
from ui.theme import UNIT, Tone
from ui.tracking.parts import stack


def money(room: Room, view: TrackingView) -> QWidget | None:
    """Return what is paid towards the cost, and what was paid of it; nothing where none is."""
    if not view.pays:
        return None
    texts, asked = room.texts, view.contributed
    if asked is None:
        lines = [_line(room, "clock", texts("contribution.none_yet"), Tone.MUTED)]
        return stack(room, texts("contribution.title"), lines)
    lines = [_standing(room, asked)]
    for one in asked.parts:
        means = texts(f"contribution.means_{one.means}")
        told = texts("contribution.part_line", day=one.day, pence=pounds(one.pence), means=means)
        if one.receipt:
            told = f"{told} {texts('contribution.receipt_line', receipt=one.receipt)}"
        lines.append(words(room.theme, told, tone=Tone.MUTED))
    if asked.waived:
        told = texts("contribution.waived_line", by=asked.waived_by, why=asked.waived)
        lines.append(words(room.theme, told, tone=Tone.MUTED))
    return stack(room, texts("contribution.title"), lines)


def _standing(room: Room, asked: Contributed) -> QWidget:
    """Return in one line what was asked for and what of it is owed, by icon and word and colour."""
    account = asked.account
    code, icon, tone = "asked_for", "clock", Tone.INK
    if not account.owed:
        paid = account.paid >= account.pence
        code, icon, tone = ("all_paid", "good", Tone.GOOD) if paid else ("spared", "excused", tone)
    elif account.due < room.desk.today():
        code, icon, tone = "late", "bad", Tone.BAD
    values = {"pence": pounds(account.pence), "owed": pounds(account.owed), "due": account.due}
    return _line(room, icon, room.texts(f"contribution.{code}", **values), tone)


def _line(room: Room, icon: str, told: str, tone: Tone) -> QWidget:
    holder, row = QWidget(), QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(UNIT)
    picture = Picture(room.theme, icon, tone)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(room.theme, told, tone=tone, bold=True), 1)  # as wide as there is room
    holder.setLayout(row)
    return holder
