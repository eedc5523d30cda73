"""One safety flag as it stands: what and why, what is being done, reports, and how it ended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.services.desk import LONDON
from triage_app.services.safety import FlagView, Reported
from ui.parts import Tag, button, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class FlagRow(QWidget):
    """Tells all of a flag, and asks for its report or its end."""

    report_asked = Signal(object)  # the flag
    act_asked = Signal(object)
    end_asked = Signal(object)

    def __init__(self, room: Room, flag: FlagView) -> None:
        super().__init__()
        self._room, self._flag = room, flag
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        deeds = self._deeds() if flag.stands else []
        column.addLayout(line_of(self._name(), None, *deeds))
        for part in (*self._what(), *self._who(), *self._reports()):
            column.addWidget(part)

    def _name(self) -> QWidget:
        texts, theme = self._room.texts, self._room.theme
        name = texts(f"safety.flag_{self._flag.flag}")
        if self._flag.stands:
            return Tag(theme, "flag", name, flag=True)
        return words(theme, texts("safety.was", flag=name), tone=Tone.MUTED, bold=True)

    def _deeds(self) -> list[QPushButton]:
        texts, theme, flag = self._room.texts, self._room.theme, self._flag
        made = []
        if flag.duty is not None:
            kind = "primary" if flag.wants_report else ""
            made.append(button(theme, texts("safety.record_report"), kind))
            made[-1].clicked.connect(self._ask_report)
        if not flag.action:
            made.append(button(theme, texts("safety.act")))
            made[-1].clicked.connect(self._ask_act)
        made.append(button(theme, texts("safety.end"), "quiet"))
        made[-1].clicked.connect(self._ask_end)
        return made

    def _what(self) -> list[QWidget]:
        texts, theme, flag = self._room.texts, self._room.theme, self._flag
        said = flag.why if flag.question is None else flag.question[texts.language]
        told = [said]
        if flag.action:
            told.append(texts("safety.done_about_it", action=flag.action))
        return [words(theme, one) for one in told]

    def _who(self) -> list[QWidget]:
        texts, flag = self._room.texts, self._flag
        code = "safety.raised_by_answer" if flag.question else "safety.raised_by_hand"
        day = texts.date(flag.raised_at.astimezone(LONDON).date())
        told = [texts(code, day=day, by=flag.raised_by)]
        if flag.ended_at:
            day = texts.date(flag.ended_at.astimezone(LONDON).date())
            told.append(texts("safety.ended", day=day, by=flag.ended_by, reason=flag.end_reason))
        return [words(self._room.theme, one, SMALL, Tone.MUTED) for one in told]

    def _reports(self) -> list[QWidget]:
        texts, theme, flag = self._room.texts, self._room.theme, self._flag
        told: list[QWidget] = [words(theme, self._reported(one), SMALL) for one in flag.reports]
        if flag.duty is not None and flag.wants_report:
            asks = flag.duty.wanted[texts.language]
            told.append(words(theme, asks, tone=Tone.BAD, bold=True))
        return told

    def _reported(self, one: Reported) -> str:
        texts, report = self._room.texts, one.report
        if not report.made or report.day is None:
            return texts("safety.not_reported", reason=report.reason, by=one.by)
        day = texts.date(report.day)
        return texts("safety.was_reported", day=day, to_whom=report.to_whom, by=one.by)

    def _ask_report(self) -> None:
        self.report_asked.emit(self._flag)

    def _ask_act(self) -> None:
        self.act_asked.emit(self._flag)

    def _ask_end(self) -> None:
        self.end_asked.emit(self._flag)
