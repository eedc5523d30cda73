"""A signed paper comes back: dropped or chosen, judged page by page, filed by keys."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from tests.documents import samples
from tests.exchange import scanners as made
from tests.services.verbs_contract import papered
from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_scans import signed_pages, stacked, written
from tests.ui.keyboard import held, named, press, tab_to
from tests.ui.walks import is_well_made, sideways
from triage_app.documents.contents import Kind
from triage_app.services import consent, paperwork
from triage_app.storage.models import Paper, Scan, ScanPage
from ui.case.page import CasePage
from ui.consent.step import ConsentStep
from ui.contract.step import ContractStep
from ui.scan_panel import ScanPanel
from ui.theme import LIGHT, Look


@pytest.fixture
def sheet(desk, assessor, supervisor):
    return papered(desk, assessor, supervisor)


@pytest.fixture
def pages(desk, sheet):
    return signed_pages(desk, sheet.paper_id)


@pytest.fixture
def open_panel(make_room, show, sheet):
    opened = []

    def open_panel(language="en", room=None, which=None):
        room = room or make_room(language=language)
        area = QScrollArea()
        area.setWidgetResizable(True)
        panel = ScanPanel(room, sheet.case_id, which or (lambda *_: []))
        area.setWidget(panel)
        show(area, 1166, 700)
        QApplication.processEvents()
        opened.append(room)
        return panel

    yield open_panel
    for room in opened:
        room.tasks.stop()


@pytest.fixture
def panel(open_panel):
    return open_panel()


def said(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def shown(panel, pages):
    """Let a scan be read already, as by a reader that has ended."""
    panel._show_review(stacked(pages), {}, again=False)
    QApplication.processEvents()
    return panel.review


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    ways = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(9, 9), *ways))
    event = QDropEvent(QPointF(9, 9), *ways)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_a_scan_that_is_chosen_is_read_beside_the_window_and_filed_by_keys(
    open_panel, pages, folder, qtbot, rows
):
    path = written(folder, pages[::-1])
    panel = open_panel(which=lambda *_: [path])
    tab_to(named("Choose the scan"))
    press(Qt.Key.Key_Return)
    assert panel.progress.isVisible()
    assert held() is panel.progress.cancel
    qtbot.waitUntil(panel.review.isVisible, timeout=20_000)
    assert "Page 1 of 2." in said(panel)
    assert held() is panel.review.file
    with qtbot.waitSignal(panel.changed):
        press(Qt.Key.Key_Return)
    assert len(rows(Scan)) == 1
    assert "Signed copy: Contract paper, English" in said(panel)
    assert not panel.review.isVisible()


def test_a_scan_that_is_dropped_is_read(panel, pages, folder, qtbot):
    assert drop(panel.drop, written(folder, pages))
    qtbot.waitUntil(panel.review.isVisible, timeout=20_000)
    assert panel.review.seen.verdict.complete


def test_what_is_no_file_is_not_taken(panel):
    data = QMimeData()
    data.setText("Not a scan")
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(panel.drop, event)
    assert not event.isAccepted()


def test_what_is_refused_says_why_on_the_page_and_files_nothing(panel, folder, qtbot, rows):
    path = folder / "scan.pdf"
    path.write_bytes(b"MZ")
    panel.bring([path])
    qtbot.waitUntil(panel.problem.isVisible, timeout=20_000)
    assert "scan.pdf is no scan. A scan is a PDF, PNG, JPEG or TIFF." in said(panel)
    assert held() is panel.drop.choose
    assert rows(Scan) == []


def test_reading_is_stopped_by_keys(panel, pages, folder, qtbot):
    panel.bring([written(folder, pages * 8)])
    assert held() is panel.progress.cancel
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(panel.drop.isVisible, timeout=20_000)
    assert "Stopped. Nothing was kept." in said(panel)
    assert not panel.review.isVisible()


def test_each_page_has_its_sentence_and_the_keyboard_is_on_the_first_to_settle(panel, pages):
    review = shown(panel, [pages[0], pages[0], made.covered(pages[1])])
    words = said(panel)
    for sentence in (
        "Page 1 of 2.",
        "Page 1 is here a second time. Leave one of the two out.",
        "The code at its foot cannot be read.",
        "Page 2 of the paper is not here.",
    ):
        assert sentence in words
    assert held() is review.rows[1].more
    assert not review.file.isVisible()


def test_an_unreadable_page_is_typed_from_its_picture(panel, pages, rows):
    review = shown(panel, [pages[0], made.covered(pages[1])])
    code = next(one.code for one in rows(Paper) if one.kind == Kind.CONTRACT)
    press(Qt.Key.Key_Return)
    form = review.form.form
    form.fill({"what": "typed"})
    form.rows["what"].control.changed.emit()
    form.rows["code"].control.setText(code[:15])
    form.rows["page"].control.setText("2")
    form.submitted.emit()
    assert "sixteen letters and digits" in form.rows["code"].problem.text
    form.rows["code"].control.setText(code.lower())
    form.submitted.emit()
    assert review.seen.verdict.complete
    assert "Its code was typed." in said(panel)
    assert held() is review.file


def test_a_page_is_chosen_turned_and_its_reason_kept(panel, pages, rows, qtbot):
    upside_down = made.turned(made.covered(pages[1]), 180)
    review = shown(panel, [pages[0], upside_down])
    press(Qt.Key.Key_Return)
    form = review.form
    form.form.fill({"what": "chosen"})
    form._follow()
    assert form.form.rows["reason"].isVisible()
    assert not form.form.rows["code"].isVisible()
    form.turning.click()
    form.turning.click()
    form.form.rows["page"].control.setText("2")
    form.form.submitted.emit()
    assert form.form.rows["reason"].problem.text
    form.form.rows["reason"].control.setText("Coffee <b>over</b> it")
    form.form.submitted.emit()
    with qtbot.waitSignal(panel.changed):
        press(Qt.Key.Key_Return)
    assert [(one.how, one.turned) for one in rows(ScanPage)] == [("read", 0), ("chosen", 180)]
    assert "Page 2 was told by a person: Coffee <b>over</b> it" in said(panel)


def test_a_page_of_another_case_names_it_and_offers_only_to_put_the_scan_away(
    panel, pages, desk, assessor, listener
):
    other = refer(
        desk, assessor, person=someone(name="Gwen Dotterel"), custody=a_stay(custody_record="HW/2")
    )
    with desk.sessions.begin() as session:
        order = paperwork.Order(samples.CONTRACT, "en")
        paper_id = paperwork.issue(session, desk, assessor, other, order).id
    review = shown(panel, [*pages, signed_pages(desk, paper_id)[0]])
    assert "It belongs to another case:" in said(panel)
    assert "nothing of this scan can be filed here" in said(panel)
    assert "Gwen" not in said(panel)
    assert held() is review.away
    press(Qt.Key.Key_Return)
    assert listener.asked
    assert not review.isVisible()


def test_what_was_read_and_said_outlives_the_page_and_ends_with_the_session(
    open_panel, make_room, pages
):
    room = make_room()
    review = shown(open_panel(room=room), [pages[0], made.covered(pages[1])])
    assert review.isVisible()
    again = open_panel(room=room)
    assert len(again.review.rows) == 2
    room.tasks.settle()
    assert not open_panel(room=room).review.isVisible()


def test_the_signed_copy_is_shown_from_the_list(panel, pages):
    shown(panel, pages)
    press(Qt.Key.Key_Return)
    tab_to(named("Show the signed copy"))
    press(Qt.Key.Key_Return)
    assert panel.preview.isVisible()
    assert panel.preview.pages == 2


@pytest.mark.parametrize(
    ("language", "scale"), [("en", 1.0), ("cy", 1.0), ("en", 2.0), ("cy", 2.0)]
)
def test_it_is_well_made(open_panel, pages, theme, language, scale):
    theme.wear(Look(LIGHT, scale))
    panel = open_panel(language)
    is_well_made(panel)
    review = shown(panel, [made.turned(pages[0], 180), pages[0], made.covered(pages[1])])
    is_well_made(panel)
    review.rows[2].more.click()
    is_well_made(panel)
    assert sideways(panel.window()) == []


def test_both_steps_whose_papers_are_signed_have_the_place(make_room, show, sheet, desk, assessor):
    consent.issue_sheet(desk, assessor, sheet.case_id, "en")
    for step in (ContractStep, ConsentStep):
        opened = show(step(make_room(), sheet.case_id))
        assert opened.scans.drop.isVisible()
        opened.room.tasks.stop()


def test_a_scan_may_be_dropped_anywhere_on_the_case(
    make_room, show, sheet, pages, folder, qtbot, listener
):
    page = show(CasePage(make_room(), sheet.case_id))
    page.open("contract")
    assert drop(page, written(folder, pages))
    panel = page.step.scans
    qtbot.waitUntil(panel.review.isVisible, timeout=20_000)
    page.open("referral")
    assert drop(page, written(folder, pages))
    assert listener.heard[-1].startswith("No paper that is signed waits here.")
    page.room.tasks.stop()
