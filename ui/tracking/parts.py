"""What stands under a contract's picture: the evidence of a condition, contacts, offences."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services.tracking_view import ConditionSeen, TrackingView
from triage_app.texts import Texts
from ui.parts import heading, words
from ui.room import Room
from ui.theme import UNIT, Tone


def about(room: Room, one: ConditionSeen) -> QWidget:
    """Return what was agreed under a condition, and what shows that it is kept."""
    texts = room.texts
    lines = [words(room.theme, one.title[texts.language], bold=True)]
    lines += [words(room.theme, said, tone=Tone.MUTED) for said in _facts(texts, one)]
    return _stack(room, texts("tracking.about", position=one.position), lines)


def contacts(room: Room, view: TrackingView) -> QWidget | None:
    """Return the tries at contact, the newest first; nothing where there were none."""
    texts = room.texts
    lines = []
    if view.last_heard:
        lines.append(words(room.theme, texts("tracking.last_heard", day=view.last_heard)))
    for one in view.contacts:
        code = "contact_reached" if one.reached else "contact_not_reached"
        how = texts(f"tracking.how_{one.how}")
        said = texts(f"tracking.{code}", moment=one.at, how=how, note=one.note).strip()
        lines.append(words(room.theme, said, tone=Tone.MUTED))
    return _stack(room, texts("tracking.contacts"), lines) if lines else None


def offences(room: Room, view: TrackingView) -> QWidget | None:
    """Return the new offences recorded; nothing where there are none."""
    texts = room.texts
    lines = []
    for one in view.offences:
        code = "offence_in" if one.in_term else "offence_out"
        basis = texts(f"compliance.basis_{one.basis}")
        said = texts(f"tracking.{code}", day=one.offence_day, basis=basis, note=one.note).strip()
        tone = Tone.BAD if one.in_term else Tone.MUTED
        lines.append(words(room.theme, said, tone=tone, bold=one.in_term))
    return _stack(room, texts("tracking.offences"), lines) if lines else None


def _facts(texts: Texts, one: ConditionSeen) -> Iterator[str]:
    yield texts("tracking.evidence_is", evidence=one.evidence[texts.language])
    if one.due:
        yield texts("tracking.due_by", day=one.due)
    for done in one.hours_done:
        hours, minutes = divmod(done.minutes, 60)
        values = {"day": done.day, "hours": hours, "minutes": minutes, "note": done.note}
        yield texts("tracking.hours_line", **values).strip()


def _stack(room: Room, title: str, lines: Sequence[QWidget]) -> QWidget:
    holder, column = QWidget(), QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(UNIT // 2)
    column.addWidget(heading(room.theme, title))
    for line in lines:
        column.addWidget(line)
    holder.setLayout(column)
    return holder
