import io
import os
import subprocess
import sys

import pytest
import zxingcpp
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tests.documents import samples
from tests.documents.drawing import image_of
from tests.services.verbs_referral import a_referral
from tests.ui.pressing import button, press
from triage_app.domain.problems import Refused
from triage_app.services import paperwork, printings, referrals
from triage_app.services.paperwork import Order
from triage_app.storage.models import AuditEntry, Printing
from ui import printing
from ui.paper_panel import PaperPanel
from ui.paper_preview import PaperPreview
from ui.paper_sheet import PaperSheet
from ui.print_history import PrintHistory

# A spooler of our own: it keeps what it is given, or fails as it is told to.
SPOOLER = f"""#!{sys.executable}
import os, pathlib, sys
folder = pathlib.Path(__file__).parent
if (folder / "fails").exists():
    sys.exit(4)
(folder / "title").write_text(sys.argv[sys.argv.index("-t") + 1])
(folder / "printed.pdf").write_bytes(sys.stdin.buffer.read())
"""
LISTER = f"#!{sys.executable}\nprint('Office')\n"


@pytest.fixture
def spooler(tmp_path, monkeypatch):
    """A folder with a spooler in it that answers before any other."""
    folder = tmp_path / "spooler"
    folder.mkdir()
    for name, script in (("lp", SPOOLER), ("lpstat", LISTER)):
        (folder / name).write_text(script)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def case_id(desk, assessor):
    return referrals.commit(desk, assessor, a_referral())


@pytest.fixture
def issue(desk, assessor, case_id):
    """Return a function that issues a paper and gives its number."""

    def issue(contents=samples.CONTRACT, language="en"):
        with desk.sessions.begin() as session:
            order = Order(contents, language)
            return paperwork.issue(session, desk, assessor, case_id, order).id

    return issue


@pytest.fixture
def panel(room, case_id, show):
    """Return a function that shows the papers of the case."""

    def panel(*kinds):
        return show(PaperPanel(room, case_id, kinds))

    return panel


def keys(qtbot, *pressed):
    for key in pressed:
        qtbot.keyClick(QApplication.focusWidget(), key)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────


def test_a_paper_is_read_page_by_page_with_the_keyboard(qtbot, room, show, issue, desk, assessor):
    preview = show(PaperPreview(room), height=2000)
    preview.show_paper(paperwork.pdf(desk, assessor, issue()), "Contract")
    preview.setFocus()
    assert (preview.page, preview.pages) == (1, 2)
    keys(qtbot, Qt.Key.Key_PageDown)
    assert preview.page == 2
    keys(qtbot, Qt.Key.Key_PageDown)
    assert preview.page == 2
    keys(qtbot, Qt.Key.Key_PageUp)
    assert preview.page == 1
    keys(qtbot, Qt.Key.Key_End)
    assert preview.page == 2
    keys(qtbot, Qt.Key.Key_Home)
    assert preview.page == 1


def test_in_a_low_window_a_page_is_scrolled_before_it_is_turned(
    qtbot, room, show, issue, desk, assessor
):
    preview = show(PaperPreview(room), height=500)
    preview.show_paper(paperwork.pdf(desk, assessor, issue()), "Contract")
    preview.setFocus()
    keys(qtbot, Qt.Key.Key_PageDown)
    assert preview.page == 1
    assert preview.verticalScrollBar().value() > 0
    keys(qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert preview.page == 2


def test_a_screen_reader_hears_which_page_it_is_and_what_stands_on_it(
    room, show, issue, desk, assessor
):
    QAccessible.setActive(True)
    preview = show(PaperPreview(room))
    preview.show_paper(paperwork.pdf(desk, assessor, issue()), "Contract paper, English")
    said = QAccessible.queryAccessibleInterface(preview)
    assert said.text(QAccessible.Text.Name) == "Contract paper, English, page 1 of 2"
    assert "Do not break the law" in said.text(QAccessible.Text.Description)


def test_the_page_on_the_screen_is_white_in_the_dark_too(room, show, issue, desk, assessor):
    preview = show(PaperPreview(room))
    preview.show_paper(paperwork.pdf(desk, assessor, issue()), "Contract")
    shown = preview.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 12).name() == "#ffffff"


def test_the_panel_lists_the_papers_and_shows_one(qtbot, panel, issue, rows):
    issue()
    shown = panel()
    assert not shown.sheet.isVisible()
    press(qtbot, shown, "Show the paper")
    assert shown.sheet.isVisible()
    assert shown.sheet.preview.pages == 2
    assert shown.sheet.preview.hasFocus()
    assert rows(AuditEntry)[-1].action == "paperwork.read"


def test_a_paper_that_is_shown_begins_at_the_top_of_its_page(qtbot, room, show, issue, case_id):
    paper_id = issue()
    panel, page, area = PaperPanel(room, case_id), QWidget(), QScrollArea()
    column = QVBoxLayout(page)
    column.addSpacing(900)
    column.addWidget(panel)
    column.addSpacing(900)
    area.setWidgetResizable(True)
    area.setWidget(page)
    show(area)
    panel.open(paper_id)

    def is_at_the_top():
        assert panel.sheet.mapTo(area.viewport(), panel.sheet.rect().topLeft()).y() == 0

    qtbot.waitUntil(is_at_the_top)


def test_the_panel_says_how_papers_come_to_be_where_there_is_none(panel):
    words = [label.text() for label in panel().findChildren(QLabel)]
    assert "No paper has been made yet." in words


def test_the_panel_lists_only_the_kinds_it_is_asked_for(panel, issue):
    issue()
    issue(samples.INFORMATION)
    assert len(panel()._papers) == 2
    assert [one.kind for one in panel("INFO")._papers] == ["INFO"]


def test_a_draft_is_read_and_not_printed(room, show, desk, assessor, case_id):
    sheet = show(PaperSheet(room))
    pdf = paperwork.preview(desk, assessor, case_id, Order(samples.CONTRACT, "en"))
    sheet.show_draft(pdf, "Contract")
    assert sheet.preview.pages == 2
    assert not sheet.form.isVisible()


# ── Printing ─────────────────────────────────────────────────────────────────────────────────


def test_a_workstation_without_a_printer_says_so_and_logs_nothing(
    qtbot, panel, issue, listener, rows
):
    issue()
    shown = panel()
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    assert "no printer" in listener.heard[-1]
    assert rows(Printing) == []


def test_what_is_printed_is_what_is_on_file_and_then_it_is_asked_for(
    qtbot, spooler, panel, issue, desk, assessor, rows
):
    paper_id = issue()
    shown = panel()
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    filed = paperwork.pdf(desk, assessor, paper_id)
    assert (spooler / "printed.pdf").read_bytes() == filed
    assert rows(Printing)[0].came_out is None
    assert QApplication.focusWidget() is button(shown, "It came out")
    with qtbot.waitSignal(shown.changed):
        keys(qtbot, Qt.Key.Key_Space)
    assert rows(Printing)[0].came_out is True


def test_the_printers_queue_names_nobody(qtbot, spooler, panel, issue):
    issue()
    shown = panel()
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    title = (spooler / "title").read_text()
    assert len(title) == 16
    assert "Thistlewood" not in title


def test_a_printer_that_fails_is_told_and_the_paper_can_be_sent_again(
    qtbot, spooler, panel, issue, listener, rows
):
    (spooler / "fails").touch()
    issue()
    shown = panel()
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    assert "Office did not take the paper" in listener.heard[-1]
    assert [one.came_out for one in rows(Printing)] == [False]
    (spooler / "fails").unlink()
    press(qtbot, shown, "Print")
    assert [one.came_out for one in rows(Printing)] == [False, None]


def test_a_second_print_asks_why(qtbot, spooler, panel, issue, rows):  # noqa: ARG001
    issue()
    shown = panel()
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    press(qtbot, shown, "It came out")
    press(qtbot, shown, "Print")
    assert len(rows(Printing)) == 1
    assert shown.sheet.form.summary.isVisible()
    shown.sheet.form.fill({"why_again": "Torn"})
    press(qtbot, shown, "Print")
    assert rows(Printing)[-1].why_again == "Torn"


def test_a_printing_left_unanswered_is_asked_for_after_a_restart(
    qtbot, desk, assessor, panel, issue, rows
):
    printings.begin(desk, assessor, issue(), "Office")
    press(qtbot, panel(), "It did not come out")
    assert rows(Printing)[0].came_out is False


def test_a_copy_asks_for_whom_before_where(
    qtbot, room, show, issue, desk, assessor, tmp_path, rows
):
    asked = []

    def where(*told):
        asked.append(told)
        return tmp_path / "copy.pdf"

    paper_id = issue()
    (issued,) = paperwork.papers_of(desk, assessor, 1)
    sheet = show(PaperSheet(room, where))
    sheet.show_issued(issued)
    press(qtbot, sheet, "Save a copy")
    assert asked == []
    sheet.form.fill({"recipient": "The court"})
    press(qtbot, sheet, "Save a copy")
    assert asked[0][2] == f"{issued.code}.pdf"
    copied = next(one for one in rows(AuditEntry) if one.action == "paperwork.copied")
    assert copied.recipient == "The court"
    assert (tmp_path / "copy.pdf").read_bytes() == paperwork.pdf(desk, assessor, paper_id)


@pytest.mark.usefixtures("qapp")
def test_a_page_drawn_for_the_printer_carries_its_code(issue, desk, assessor, tmp_path):
    device = QPrinter()
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "drawn.pdf"))
    assert printing.draw(paperwork.pdf(desk, assessor, issue()), device)
    drawn = (tmp_path / "drawn.pdf").read_bytes()
    assert len(PdfReader(io.BytesIO(drawn)).pages) == 2
    found = zxingcpp.read_barcodes(image_of(drawn, 2))
    (issued,) = paperwork.papers_of(desk, assessor, 1)
    assert [one.text for one in found] == [f"{issued.code}/2"]


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_is_not_there_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printing.printers() == []
    with pytest.raises(Refused):
        printing.send(b"%PDF", "Nowhere", "code")


def test_the_spooler_is_there_for_these_tests(spooler):  # noqa: ARG001
    assert subprocess.run(["lpstat", "-e"], capture_output=True, check=True).stdout == b"Office\n"  # noqa: S607


def test_the_print_log_of_a_paper_is_read_under_it(qtbot, panel, issue, desk, assessor):
    paper_id = issue()
    first = printings.begin(desk, assessor, paper_id, "Office")
    printings.answer(desk, assessor, first, came_out=True)
    printings.begin(desk, assessor, paper_id, "Office", "Torn")
    shown = panel()
    press(qtbot, shown, "Sent to a printer twice: when, by whom and why")
    (history,) = shown.findChildren(PrintHistory)
    assert history.is_open
    version, newer, older = (line.text() for line in history.lines)
    (issued,) = paperwork.papers_of(desk, assessor, 1)
    assert issued.code_in_fours in version
    assert newer.endswith("Printed again because: Torn Nobody has said yet whether it came out.")
    assert older.endswith("sent to Office by Mared Hawthorn. It came out, says Mared Hawthorn.")
