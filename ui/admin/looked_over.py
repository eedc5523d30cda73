"""What a file of words would put to people, or everything that keeps it from use."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.instrument import Instrument, Question, WelshWording
from triage_app.domain.problems import BadFile
from triage_app.services.loaded_words import Looked
from triage_app.services.mistakes import mended
from ui.parts import Picture, button, clear, column_of, holding, line_of, rule, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone


class LookedOver(QWidget):
    """A row for each mistake; or the questionnaire as it would be, and a button that loads it."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT)
        self.load = button(room.theme, room.texts("loaded_words.do_load"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT * 2)
        column.addLayout(self._rows)
        column.addLayout(line_of(self.load))
        self.hide()

    def empty(self) -> None:
        """Show nothing: nothing has been looked at."""
        clear(self._rows)
        self.hide()

    def show_looked(self, looked: Looked) -> None:
        """Show what came of looking at a file."""
        clear(self._rows)
        shown = [*(self._preview(looked.instrument) if looked.instrument else self._told(looked))]
        for part in shown:
            self._rows.addWidget(part)
        self.load.setVisible(looked.instrument is not None)
        self.show()
        for part in (shown[-1], shown[0]):  # all of it where there is room, else from its beginning
            bring_into_view(part)

    def _told(self, looked: Looked) -> Iterator[QWidget]:
        said = self.room.texts("loaded_words.cannot_be_used")
        yield words(self.room.theme, said, tone=Tone.BAD, bold=True)
        for mistake in looked.mistakes:
            yield self._mistake(mistake)

    def _mistake(self, mistake: BadFile) -> QWidget:
        theme, row = self.room.theme, QWidget()
        told = [words(theme, mended(mistake, self.room.texts))]
        if mistake.key != "-":
            told.insert(0, words(theme, mistake.key, SMALL, bold=True))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT)
        line.addWidget(Picture(theme, "warn", Tone.BAD), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column_of(*told, spacing=0), 1)
        return row

    def _preview(self, instrument: Instrument) -> Iterator[QWidget]:
        theme, texts = self.room.theme, self.room.texts
        yield words(theme, texts("loaded_words.preview"), bold=True)
        yield words(theme, texts("loaded_words.notice", notice=instrument.notice), SMALL)
        for section in instrument.sections:
            for question in section.questions:
                yield rule(theme)
                yield self._question(instrument, question)

    def _question(self, instrument: Instrument, question: Question) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        both = instrument.welsh is WelshWording.VALIDATED
        texts_of = [question.text.en, question.text.cy] if both else [question.text.en]
        told = [words(theme, f"{question.code}  {said}", bold=True) for said in texts_of]
        if question.lead:
            told.append(words(theme, question.lead.en, SMALL, Tone.MUTED))
        for option in question.options:
            said = f"{option.text.en} / {option.text.cy}" if both else option.text.en
            line = texts("loaded_words.option", words=said, score=option.score)
            told.append(words(theme, line, SMALL))
        return holding(column_of(*told, spacing=2))
