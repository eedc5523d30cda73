"""What the outcome step says: the facts computed, a decision, the watch, and the end."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.compliance import Verdict
from triage_app.domain.watched import day_of
from triage_app.services.outcome_view import Decided, OutcomeView, Watch
from triage_app.texts import Texts
from ui.parts import Picture, breakable, heading, stack, words
from ui.room import Room
from ui.theme import UNIT, Tone

VERDICTS = {
    Verdict.COMPLETE: ("good", Tone.GOOD),
    Verdict.NOT_YET: ("clock", Tone.MUTED),
    Verdict.CANNOT: ("bad", Tone.BAD),
}


def facts(room: Room, view: OutcomeView) -> QWidget:
    """Say whether the contract is complete, and every fact for or against it."""
    theme, texts, computed = room.theme, room.texts, view.computed
    icon, tone = VERDICTS[computed.verdict]
    lines: list[QWidget] = []
    for one in computed.reasons:
        values = {"position": one.position, "title": view.titles.get(one.position or 0)}
        said = texts(f"compliance.{one.code}", **values, day=one.day)
        lines.append(_with_icon(room, icon, tone, said))
    title = heading(theme, texts(f"compliance.verdict_{computed.verdict}"))
    return stack(title, *lines)


def decided(room: Room, one: Decided) -> QWidget:
    """Say how a breach was decided, by whom and why."""
    theme, texts = room.theme, room.texts
    code = "outcome.decided_found" if one.found else "outcome.decided_not_found"
    by = texts("outcome.decided_by", name=one.decided_by, day=day_of(one.decided_at))
    return stack(
        heading(theme, texts(code)),
        words(theme, by, tone=Tone.MUTED),
        words(theme, one.reason),
    )


def watch(room: Room, view: OutcomeView, one: Watch) -> QWidget:
    """Say what is waited for, and how long there is."""
    theme, texts = room.theme, room.texts
    lines: list[QWidget] = [heading(theme, texts(f"outcome.watch_{one.code}"))]
    lines.append(words(theme, texts(f"outcome.watch_{one.code}_why", day=one.on, name=one.by)))
    lines += [words(theme, said, bold=bold, tone=tone) for said, bold, tone in _time(texts, view)]
    lines += [_with_icon(room, "good", Tone.GOOD, said) for said in _heard(texts, one)]
    return stack(*lines)


def ended(room: Room, view: OutcomeView) -> QWidget:
    """Say how the case ended, and that nothing more is waited for."""
    theme, texts, one = room.theme, room.texts, view.watch
    lines: list[QWidget] = [heading(theme, texts("outcome.closed"))]
    if one is not None and one.result and one.result_on:
        lines.append(_with_icon(room, "good", Tone.GOOD, _result(texts, view, one.result)))
        lines.append(words(theme, texts("outcome.closed_on", day=one.result_on), tone=Tone.MUTED))
        if one.result_note:
            lines.append(words(theme, one.result_note))
    return stack(*lines)


def _time(texts: Texts, view: OutcomeView) -> Iterable[tuple[str, bool, Tone]]:
    clock = view.clock
    if clock.last_day is None or clock.days_left is None:
        code = "outcome.no_time_limit" if clock.known else "outcome.time_not_known"
        yield texts(code), False, Tone.INK
        return
    late = clock.days_left <= clock.buffer
    code = "outcome.time_left" if clock.days_left >= 0 else "outcome.time_past"
    values = {"n": abs(clock.days_left), "day": clock.last_day, "working": clock.last_working_day}
    yield texts(code, **values), True, Tone.BAD if late else Tone.INK


def _heard(texts: Texts, one: Watch) -> Iterable[str]:
    """Say what went to the officer and what came back, with whom and how where that is known."""
    if one.told_on is not None:
        said = texts("outcome.was_told_on", day=one.told_on)
        if one.told_how:
            how = texts(f"prosecution.manner_{one.told_how}")
            said = f"{said} {texts('outcome.told_to', to=breakable(one.told_to), how=how)}"
        yield said
    if one.acknowledged_on is not None:
        said = texts("outcome.was_acknowledged_on", day=one.acknowledged_on)
        if one.acknowledged_by:
            by = texts("outcome.acknowledged_who", by=breakable(one.acknowledged_by))
            said = f"{said} {by}"
        yield said


def _result(texts: Texts, view: OutcomeView, code: str) -> str:
    name = view.outcome_name(code)
    return name[texts.language] if name else texts(f"outcome.result_{code}")


def _with_icon(room: Room, icon: str, tone: Tone, said: str) -> QWidget:
    holder, line = QWidget(), QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(UNIT)
    line.addWidget(Picture(room.theme, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(words(room.theme, said), 1)
    holder.setLayout(line)
    return holder
