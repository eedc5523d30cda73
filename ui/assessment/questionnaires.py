"""The questionnaires that can be put beside the assessment, and what each came to."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from triage_app.domain.screening import Result
from triage_app.services.desk import LONDON
from triage_app.services.screenings import Offered, Sitting
from triage_app.texts import Texts
from ui.assessment.unfinished import Ends, EndUnfinished, WithoutFile
from ui.parts import button, clear, heading, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class Questionnaires(QFrame):
    """A row for each: its name, how it stands, and a button that begins it or goes on."""

    chosen = Signal(str)  # the code of an instrument
    ended = Signal()  # one whose file is gone

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self._ways: list[EndUnfinished] = []  # to end those whose file is gone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def show_offered(self, offered: Sequence[Offered], gone: Sequence[Sitting] = ()) -> None:
        """Show these, and the runs whose file is gone; nothing at all where there are none."""
        clear(self._column)
        self.setVisible(bool(offered or gone))
        if not offered and not gone:
            return
        texts, theme = self._room.texts, self._room.theme
        self._column.addWidget(heading(theme, texts("screening.title")))
        for one in offered:
            self._column.addWidget(self._row(one))
        self._ways = []
        for run in gone:
            self._column.addWidget(words(theme, run.instrument, bold=True))
            said = texts("screening.out_of_reach", day=_day(texts, run))
            self._column.addWidget(words(theme, said, SMALL, Tone.WARN))
            for line in self._ended(run):
                self._column.addWidget(words(theme, line, SMALL, Tone.MUTED))
            if run.may_end:
                self._column.addWidget(self._way_to_end(run))

    @property
    def is_asked(self) -> bool:
        """Whether somebody is saying why one is ended."""
        return any(one.form is not None for one in self._ways)

    def leave(self) -> None:
        """Keep what was being typed."""
        for one in self._ways:
            one.leave()

    def _way_to_end(self, run: Sitting) -> EndUnfinished:
        ended = WithoutFile(self._room, self._case_id, run)
        way = EndUnfinished(ended, Ends.WITHOUT_FILE, run.instrument)
        ended.setParent(way)
        ended.ended.connect(self.ended)
        self._ways.append(way)
        return way

    def _row(self, one: Offered) -> QWidget:
        texts, theme = self._room.texts, self._room.theme
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, UNIT)
        column.setSpacing(2)
        column.addWidget(words(theme, one.instrument.name[texts.language], bold=True))
        if one.proposed:
            column.addWidget(words(theme, texts("screening.proposed"), SMALL, Tone.WARN, bold=True))
        for line in self._stands(one):
            column.addWidget(words(theme, line, SMALL, Tone.MUTED))
        column.addSpacing(UNIT // 2)  # or the ring of the keyboard lies over the words
        column.addLayout(line_of(self._button(one)))
        return holder

    def _stands(self, one: Offered) -> list[str]:
        texts = self._room.texts
        lines = [line for run in one.sittings for line in self._ended(run)]
        if one.open is not None and one.open.result is not None:
            lines.insert(0, texts("screening.left", n=len(one.open.result.missing)))
        return lines or [texts("screening.not_put")]

    def _ended(self, run: Sitting) -> Iterator[str]:
        """Say what a run came to; of one closed as it was, what was not answered, and why."""
        texts = self._room.texts
        if run.closed_at is None:
            if run.result is not None and run.ended_at is not None:
                yield f"{_day(texts, run)}: {came_to(self._room, run.result)}"
            return
        open_ones = run.result.missing if run.result else ()
        missing = "; ".join(one.brief[texts.language] for one in open_ones)
        code = "closed_on" if missing else "closed_whole"
        yield texts(f"screening.{code}", day=_day(texts, run), questions=missing)
        yield texts("screening.closed_reason", reason=run.closed_reason)

    def _button(self, one: Offered) -> QPushButton:
        code = "go_on" if one.open else "again" if one.last else "begin"
        made = button(self._room.theme, self._room.texts(f"screening.{code}"))
        name = one.instrument.name[self._room.texts.language]
        made.setAccessibleName(f"{self._room.texts(f'screening.{code}')}: {name}")
        made.setProperty("instrument", one.instrument.code)
        made.clicked.connect(self._choose)
        return made

    def _choose(self) -> None:
        self.chosen.emit(self.sender().property("instrument"))


def _day(texts: Texts, run: Sitting) -> str:
    moment = run.ended_at or run.started_at
    return texts.date(moment.astimezone(LONDON).date())


def came_to(room: Room, result: Result) -> str:
    """Say a total and what it means."""
    if result.total is None or result.band is None:
        return room.texts("screening.no_total")
    name = result.band.name[room.texts.language]
    return room.texts("screening.total", total=result.total, most=result.most, band=name)
