"""Send the issued bytes of a paper to a printer: by CUPS where it is, else drawn page by page."""

from PySide6.QtCore import QBuffer, QObject, QRect, QSize
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from triage_app.domain.problems import Refused
from ui import spooler

DOTS = 300  # to the inch: the code to scan is laid on whole dots of it


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
    # A Qt that was built without CUPS sees none: CUPS itself is asked then.
    names = QPrinterInfo.availablePrinterNames() or spooler.printers()
    return sorted(names, key=lambda name: name != usual)


def send(pdf: bytes, printer: str, title: str) -> str:
    """Send a paper to a printer; return the spooler's job, if there is one to ask for.

    Refuses where it is not taken. The title must name nobody.
    """
    if spooler.is_here():
        return spooler.hand_over(pdf, printer, title)
    found = QPrinterInfo.printerInfo(printer)
    if found.isNull():
        raise Refused("paperwork.printer_failed", printer=printer)
    device = QPrinter(found)
    device.setDocName(title)
    if not draw(pdf, device):
        raise Refused("paperwork.printer_failed", printer=printer)
    return ""


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
