"""Send the issued bytes of a paper to a printer: by CUPS where it is, else drawn page by page."""

import shutil
import subprocess

from PySide6.QtCore import QBuffer, QObject, QRect, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from triage_app.domain.problems import Refused

DOTS = 300  # to the inch: the code to scan is laid on whole dots of it
AS_IT_IS = ("-o", "print-scaling=none")  # the code to scan lies on whole dots
PATIENCE = 60  # seconds for the spooler to take the file
SHORT_PATIENCE = 5  # seconds for it to say which printers there are


class FiledPaper(QObject):
    """The bytes of a paper as pages that can be shown and printed; it keeps them alive."""

    def __init__(self, pdf: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.setData(pdf)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.document.pageCount()

    def words(self, page: int) -> str:
        """Return what stands on a page, for whoever has it read out."""
        return self.document.getAllText(page - 1).text()


def printers() -> list[str]:
    """Return the printers of this workstation, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames() or _spoolers_own()
    return sorted(names, key=lambda name: name != usual)


def send(pdf: bytes, printer: str, title: str) -> None:
    """Send a paper to a printer; refuse if it is not taken. The title must name nobody."""
    if spooler := shutil.which("lp"):
        _spool(spooler, pdf, printer, title)
        return
    found = QPrinterInfo.printerInfo(printer)
    if found.isNull():
        raise Refused("paperwork.printer_failed", printer=printer)
    device = QPrinter(found)
    device.setDocName(title)
    if not draw(pdf, device):
        raise Refused("paperwork.printer_failed", printer=printer)


def draw(pdf: bytes, device: QPrinter) -> bool:
    """Draw every page on a printer as it was issued; say whether the printer took it."""
    paper = FiledPaper(pdf)
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setResolution(DOTS)
    device.setFullPage(True)  # the paper keeps its own margins, wider than any printer's
    sheet = device.pageLayout().fullRectPixels(device.resolution())
    painter = QPainter()
    if not painter.begin(device):
        return False
    for page in range(paper.pages):
        taken = device.newPage() if page else True
        if not taken:
            painter.end()
            return False
        image = paper.document.render(page, QSize(sheet.width(), sheet.height()))
        painter.drawImage(QRect(0, 0, sheet.width(), sheet.height()), image)
    return painter.end()


def _spool(spooler: str, pdf: bytes, printer: str, title: str) -> None:
    """Give the file itself to CUPS; it goes by a pipe, so no copy of it is left on the disk."""
    command = [spooler, "-d", printer, "-t", title, "-o", "media=A4", *AS_IT_IS, "-"]
    try:
        subprocess.run(  # noqa: S603 - our own words, no shell
            command, input=pdf, capture_output=True, check=True, timeout=PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as failure:
        raise Refused("paperwork.printer_failed", printer=printer) from failure


def _spoolers_own() -> list[str]:
    """Ask CUPS itself, for a Qt that was built without it."""
    lister = shutil.which("lpstat")
    if lister is None:
        return []
    try:
        answer = subprocess.run(  # noqa: S603 - our own words, no shell
            [lister, "-e"], capture_output=True, check=True, timeout=SHORT_PATIENCE, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return []  # no spooler that answers is no printer: the sheet says so
    return answer.stdout.split()
