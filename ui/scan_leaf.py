"""One page of a scan: its picture, what it was found to be, and the form that says what it is."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from triage_app.domain.scanned import MAY_BE_NAMED, SETTLED, Finding, How, Judged, Word, typed_code
from triage_app.services.scan_papers import Told
from ui.forms import Form
from ui.paper_sheet import named
from ui.parts import Picture, button, column_of, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone

SMALL_WIDE: Final = 84  # pixels of a page beside its words
LARGE_WIDE: Final = 460  # enough to read the code by
QUARTER: Final = 90
WHOLE: Final = 360


def picture_of(room: Room, jpeg: bytes, turn: int, wide: int) -> QLabel:
    """Return a page as it would lie on the desk, so many pixels across."""
    image = QImage.fromData(jpeg).transformed(QTransform().rotate(turn))
    label = QLabel()
    size = room.theme.look.px(wide) if not room.theme.look.large else wide
    smooth = Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image.scaledToWidth(size, smooth))
    painter = QPainter(pixmap)
    painter.setPen(QColor(room.theme.look.colours.edge))  # paper is white, and so is the page
    painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
    painter.end()
    label.setPixmap(pixmap)
    label.setFixedSize(label.pixmap().size())
    return label


class LeafRow(QWidget):
    """What a page is, in a sentence beside its picture; more can be said of it where needed."""

    asked = Signal(int)

    def __init__(
        self, room: Room, one: Judged, told: Told | None, jpeg: bytes, *, doubled: bool
    ) -> None:
        super().__init__()
        theme, texts = room.theme, room.texts
        self.place = one.leaf.place
        title = texts("scans.place", place=self.place)
        said = found_words(room, one, told)
        icon, tone = ("good", Tone.GOOD) if one.finding in SETTLED else ("warn", Tone.WARN)
        picture = picture_of(room, jpeg, one.turn, SMALL_WIDE)
        picture.setAccessibleName(title)
        column = column_of(words(theme, title, bold=True), words(theme, said), spacing=4)
        for more in more_words(room, one):
            column.addWidget(words(theme, more, SMALL, Tone.MUTED))
        names = one.finding in MAY_BE_NAMED or one.how is not How.READ
        code = "say_it" if names else "leave_out"
        self.more = button(theme, texts(f"scans.{code}"), "quiet", "pen")
        self.more.setAccessibleName(texts(f"scans.{code}_of", place=self.place))
        self.more.clicked.connect(self._ask)
        nothing_to_say = one.finding is Finding.FITS and not names and not doubled
        if nothing_to_say or one.finding is Finding.ELSEWHERE:
            self.more.hide()
        column.addLayout(line_of(self.more))
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(UNIT * 2)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Picture(theme, icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)

    def _ask(self) -> None:
        self.asked.emit(self.place)


def found_words(room: Room, one: Judged, told: Told | None) -> str:
    """Say in a sentence what a page was found to be."""
    texts = room.texts
    paper = named(texts, told.kind, told.language) if told and told.kind else ""
    values = {
        "page": one.page,
        "pages": one.known.pages if one.known else 0,
        "paper": paper,
        "day": texts.date(told.made_on) if told and told.made_on else "",
        "number": told.number if told else "",
    }
    if one.finding is Finding.FITS and one.known is None:
        return texts("scans.finding_chosen", page=one.page)
    return texts(f"scans.finding_{one.finding}", **values)


def more_words(room: Room, one: Judged) -> list[str]:
    """Say how that is known, and how the page was turned."""
    texts, said = room.texts, []
    if one.how is How.TYPED:
        said.append(texts("scans.how_typed"))
    elif one.how is not How.READ and one.reason:
        said.append(texts(f"scans.how_{one.how}", reason=one.reason))
    if one.turn and one.finding is Finding.FITS:
        said.append(texts(f"scans.turned_{one.turn}"))
    return said


class LeafForm(QWidget):
    """Asks what a page is, with its picture large enough to read the code by."""

    said = Signal(int, Word)
    thought_better = Signal()

    def __init__(self, room: Room, one: Judged, jpeg: bytes) -> None:
        super().__init__()
        self._room, self._one, self._jpeg = room, one, jpeg
        self.turn = one.turn
        self.form = Form(room, "scans")
        self._build()
        self._connect()
        self._follow()

    def word(self) -> Word:
        """Return what was said of the page."""
        values = self.form.values()
        how = How(values["what"] or How.LEFT_OUT)
        code = typed_code(values["code"]) if how is How.TYPED else ""
        return Word(how, values["page"] or 0, code, values["reason"], self.turn)

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self._picture = QVBoxLayout()
        self.turning = button(theme, texts("scans.turn"), "quiet", "swap")
        form = self.form
        named = self._one.finding in MAY_BE_NAMED
        ways = [How.TYPED, How.CHOSEN, How.LEFT_OUT] if named else [How.LEFT_OUT]
        form.radio("what", [(one.value, texts(f"scans.what_{one}")) for one in ways])
        form.line("code", 26)
        form.number("page")
        form.line("reason", 50)
        form.fill({"what": ways[0].value})
        step_back(
            theme, form.buttons("scans.record", [("scans.leave_it", self.thought_better.emit)])
        )
        title = words(theme, texts("scans.place", place=self._one.leaf.place), bold=True)
        seen = column_of(title)
        seen.addLayout(self._picture)
        seen.addLayout(line_of(self.turning))
        # The question stands beside the picture it is about; at large text below it.
        large = theme.look.large
        whole: QBoxLayout = QVBoxLayout(self) if large else QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(UNIT * 3)
        whole.addLayout(seen)
        whole.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
        self._show_picture()

    def _connect(self) -> None:
        what: Any = self.form.rows["what"].control
        what.changed.connect(self._follow)
        self.turning.clicked.connect(self._turn)
        self.form.submitted.connect(self._say)

    def _follow(self) -> None:
        what = self.form.raw()["what"]
        self.form.reveal("code", what == How.TYPED)
        self.form.reveal("page", what in (How.TYPED, How.CHOSEN))
        self.form.reveal("reason", what in (How.CHOSEN, How.LEFT_OUT))

    def _turn(self) -> None:
        self.turn = (self.turn + QUARTER) % WHOLE
        self._show_picture()

    def _show_picture(self) -> None:
        while (item := self._picture.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        shown = picture_of(self._room, self._jpeg, self.turn, LARGE_WIDE)
        shown.setAccessibleName(self._room.texts("scans.place", place=self._one.leaf.place))
        self._picture.addWidget(shown)

    def _say(self) -> None:
        with self._room.feedback.answering(self.form):
            self.said.emit(self._one.leaf.place, self.word())
