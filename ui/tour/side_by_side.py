"""The picture of change on the tour: on screen and on paper, side by side, in both languages."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from triage_app.domain.wording import Language
from triage_app.services import assessment_papers, changes
from ui.assessment.change_picture import ChangePart
from ui.printing import FiledPaper
from ui.tour.guide import Guide

GAP: Final = 24  # pixels between the two
WIDE: Final = 720  # of what is on the screen
HIGH: Final = 1000  # of the page: its letters can be read


def show_side_by_side(guide: Guide) -> None:
    """Take one picture of both in each language, of the case that is open."""
    room, case_id = guide.shell.room, guide.shell.here.case_id or 0
    found = changes.change_of(room.desk, room.actor, case_id)
    if found is None:
        raise LookupError("nothing was asked twice")
    for language in Language:
        screen = ChangePart(replace(room, texts=room.desk.texts(language)), found)
        screen.resize(WIDE, screen.heightForWidth(WIDE))
        preview = assessment_papers.preview_own_page
        page = _last_page(preview(room.desk, room.actor, case_id, language))
        both = _beside(screen.grab().toImage(), page)
        guide.album.picture(both, "change-screen-and-paper", language, guide.case)


def _last_page(pdf: bytes) -> QImage:
    """Return the page of a paper that the picture stands on."""
    paper = FiledPaper(pdf)
    number = paper.pages - 1
    size = paper.document.pagePointSize(number)
    page = paper.document.render(number, QSize(round(HIGH * size.width() / size.height()), HIGH))
    shown = QImage(page.size(), QImage.Format.Format_RGB32)
    shown.fill("white")  # a page has no ground of its own
    painter = QPainter(shown)
    painter.drawImage(0, 0, page)
    painter.end()
    return shown


def _beside(left: QImage, right: QImage) -> QLabel:
    high = max(left.height(), right.height()) + 2 * GAP
    canvas = QPixmap(left.width() + right.width() + 3 * GAP, high)
    canvas.fill("#808080")
    painter = QPainter(canvas)
    painter.drawImage(GAP, GAP, left)
    painter.drawImage(left.width() + 2 * GAP, GAP, right)
    painter.end()
    both = QLabel()
    both.setPixmap(canvas)
    both.resize(canvas.size())
    return both
