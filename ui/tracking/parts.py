"""What stands under a contract's picture: the evidence of a condition, contacts, offences."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage_app.services.kept_seen import HoursSeen
from triage_app.services.tracking_view import ConditionSeen, MeetingSeen, TrackingView
from triage_app.texts import Texts
from ui.parts import button, heading, words
from ui.room import Room
from ui.theme import UNIT, Tone
from ui.tracking.ledger import Entry

HOUR = 60


Strike = Callable[[Entry], None]


def about(room: Room, one: ConditionSeen, strike: Strike | None = None) -> QWidget:
    """Return what was agreed under a condition, and what shows that it is kept.

    What was recorded wrongly can be struck from here, where that is offered.
    """
    texts = room.texts
    lines: list[QWidget] = [words(room.theme, one.title[texts.language], bold=True)]
    lines += [words(room.theme, said, tone=Tone.MUTED) for said in _facts(texts, one)]
    lines += _tags(room, one, strike)
    lines += _hours(room, one, strike)
    return stack(room, texts("tracking.about", position=one.position), lines)


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
    return stack(room, texts("tracking.contacts"), lines) if lines else None


def marks_told(texts: Texts, one: MeetingSeen) -> Iterator[str]:
    """Tell what was recorded of a meeting before, the latest first, and why it was put right."""
    for mark in reversed(one.before):
        was = texts(f"compliance.attendance_{mark.attendance}")
        told = texts("tracking.mark_before", by=mark.by, at=mark.at, was=was, note=mark.note)
        why = mark.why or texts("tracking.evidence_settled")
        changed = {"by": mark.changed_by, "at": mark.changed_at, "why": why}
        yield texts("tracking.mark_changed", **changed).strip()
        yield told.strip()


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
    return stack(room, texts("tracking.offences"), lines) if lines else None


def _facts(texts: Texts, one: ConditionSeen) -> Iterator[str]:
    yield texts("tracking.evidence_is", evidence=one.evidence[texts.language])
    if one.due:
        yield texts("tracking.due_by", day=one.due)


def _tags(room: Room, one: ConditionSeen, strike: Strike | None) -> Iterator[QWidget]:
    """Yield what was recorded of a tag, in its order."""
    texts = room.texts
    for tag in one.tags:
        deed = texts(f"tracking.tag_{tag.what}")
        told = texts("tracking.tag_line", day=tag.day, deed=deed, by=tag.by, note=tag.note).strip()
        yield recorded(room, tag, told, strike)


def _hours(room: Room, one: ConditionSeen, strike: Strike | None) -> Iterator[QWidget]:
    """Yield each entry of the ledger with its running total."""
    total = 0
    for done in one.hours_done:
        total += 0 if done.struck else done.minutes
        yield recorded(room, done, _hours_line(room.texts, done, total), strike)


def recorded(room: Room, entry: Entry, said: str, strike: Strike | None) -> QWidget:
    """Return a line of what was recorded; struck it says why, and else it can be struck."""
    if entry.struck:
        struck = room.texts("tracking.struck_line", said=said, why=entry.struck)
        return words(room.theme, struck, tone=Tone.MUTED)
    told = words(room.theme, said, tone=Tone.MUTED)
    if strike is None:
        return told
    wrong = button(room.theme, room.texts("tracking.strike"), "quiet")
    wrong.setAccessibleDescription(told.text())
    wrong.clicked.connect(partial(_strike, strike, entry))
    row, line = QWidget(), QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(told, 1)
    line.addWidget(wrong)
    row.setLayout(line)
    return row


def _strike(strike: Strike, done: Entry, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
    strike(done)


def _hours_line(texts: Texts, done: HoursSeen, total: int) -> str:
    """Say when hours were done, who says so, and how many that makes together."""
    hours, minutes = divmod(done.minutes, HOUR)
    values = {"day": done.day, "hours": hours, "minutes": minutes}
    if done.struck:
        return texts("tracking.hours_struck_line", **values)
    starts = texts.time(done.starts) if done.starts else ""
    from_to = ""
    if done.starts:
        ends = done.starts + timedelta(minutes=done.minutes)
        from_to = texts("agenda.from_to", starts=starts, ends=texts.time(ends))
    code = "tracking.hours_line_at" if from_to else "tracking.hours_line"
    made = divmod(total, HOUR)
    told = {"by": done.confirmed_by, "note": done.note, "total": made[0], "rest": made[1]}
    return texts(code, span=from_to, **values, **told).strip()


def stack(room: Room, title: str, lines: Sequence[QWidget]) -> QWidget:
    """Return lines under a heading."""
    holder, column = QWidget(), QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(UNIT // 2)
    column.addWidget(heading(room.theme, title))
    for line in lines:
        column.addWidget(line)
    holder.setLayout(column)
    return holder
