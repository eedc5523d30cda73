"""The tour's scanner: a paper's own pages as pictures, dropped on its case as if signed."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QSize, Qt

from triage_app.services import paperwork
from ui.printing import FiledPaper
from ui.scan_panel import ScanPanel
from ui.tour.guide import Guide

CONTRACT: Final = "CONTRACT"
PAGE: Final = QSize(1240, 1754)  # A4 at 150 dots an inch


def scan_back(guide: Guide) -> None:
    """File the signed contract of the case that is open; then see the same scan refused."""
    with TemporaryDirectory(prefix="tour-scan-") as folder:
        pages = _scanned(guide, Path(folder))
        panel = guide.shell.findChildren(ScanPanel)[0]
        panel.bring(pages[::-1])
        guide.hands.wait(panel.review.isVisible, "the scan that was read")
        guide.show("scan-matched")
        guide.hands.press(Qt.Key.Key_Return)
        panel = guide.shell.findChildren(ScanPanel)[0]
        panel.bring(pages)
        guide.hands.wait(panel.problem.isVisible, "why the scan is refused")
        guide.show("scan-refused")


def _scanned(guide: Guide, folder: Path) -> list[Path]:
    desk, actor, case_id = guide.shell.room.desk, guide.shell.room.actor, guide.shell.here.case_id
    issued = paperwork.papers_of(desk, actor, case_id or 0)
    newest = next(one for one in issued if one.kind == CONTRACT)
    paper = FiledPaper(paperwork.pdf(desk, actor, newest.id), guide.shell)
    paths = []
    for number in range(paper.pages):
        path = folder / f"{number + 1}.png"
        paper.document.render(number, PAGE).save(str(path))
        paths.append(path)
    paper.deleteLater()
    return paths
