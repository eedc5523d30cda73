"""A custody log by keyboard: from a path typed in to a referral begun, and what goes wrong."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QTableView

from tests.services.verbs_custody import a_row, as_csv, take_in
from tests.services.verbs_referral import refer, someone
from tests.ui.keyboard import held, named, press, tab_to, wipe
from triage_app.domain.custody_log import SAID_BY, Aside, Field
from triage_app.exchange import custody_log, text_files
from triage_app.services.custody_preview import Verdict
from triage_app.storage.models import Case, CustodyEntry, CustodyRow
from ui.custody_log.columns import moment_words, waiting_columns
from ui.custody_log.detail import SHOWN
from ui.custody_log.file_parts import GROUPS, ColumnsForm, FileForm
from ui.custody_log.preview import SEPARATORS, PreviewPart
from ui.custody_log.screen import CustodyLogScreen
from ui.referral.screen import ReferralsScreen

BOTH_MARGINS = 16  # beside the words of a cell

MIXED = (
    a_row(),
    a_row(Custody_record="HW/2002/26", Name="Ŵyn <b>& Rees", DOB="31/02/1990"),
    a_row(Custody_record="HW/2003/26", Name="Mair Heron", Arrested="26/10/2025 01:30"),
)


@pytest.fixture
def screen(room, show):
    return show(CustodyLogScreen(room))


@pytest.fixture
def write(folder):
    """Return a function that writes a log and gives its path."""

    def write(*rows, name="log.csv", **changes):
        path = folder / name
        path.write_text(as_csv(*rows, **changes), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def bring(desk, assessor, folder):
    return lambda *rows: take_in(desk, assessor, folder, *rows)


def look_at(screen, path):
    """Type a path on the import page, and have the file looked at."""
    screen.import_log()
    screen.page.part.file.set_value(path)
    screen.page.part.submitted.emit()


def to_preview(screen, path, qtbot):
    look_at(screen, path)
    if isinstance(screen.page.part, ColumnsForm):
        screen.page.part.submitted.emit()
    qtbot.waitUntil(lambda: isinstance(screen.page.part, PreviewPart))
    return screen.page.part


def button_of(widget, words):
    return next(one for one in widget.findChildren(QPushButton) if words in one.text())


def test_an_empty_list_says_what_belongs_there_and_how_to_start(screen):
    assert screen.empty.isVisible()
    assert not screen.table.isVisible()
    assert not screen.refer.isVisible()


def test_from_a_path_typed_in_to_a_referral_begun_by_keys_alone(
    room, screen, show, write, qtbot, rows
):
    path = write(*MIXED)
    screen.go_to("")
    tab_to(named("Import a log"))
    press(Qt.Key.Key_Space)
    assert held() is screen.page.part.file
    press(path)
    tab_to(named("Look at the file"))
    press(Qt.Key.Key_Return)
    assert isinstance(screen.page.part, ColumnsForm)
    tab_to(named("Preview every row"))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(screen.page.part, PreviewPart))
    assert held() is screen.page.part.table
    tab_to(lambda one: one is screen.page.part.take)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: screen.page is None)
    assert held() is screen.table

    with qtbot.waitSignal(screen.went) as went:
        press(Qt.Key.Key_Return)

    place = went.args[0]
    referrals = show(ReferralsScreen(room))
    referrals.go_to(place.field)
    form = referrals.page.form
    assert form.name.value() == "Lowri Kestrel"
    values = form.values()
    assert (values["custody_record"], values["officer_number"]) == ("HW/2001/26", "418")
    assert [(one.code, one.category) for one in values["offences"]] == [("TH68010", "CE")]
    with qtbot.waitSignal(referrals.page.committed):
        form.submitted.emit()
    assert rows(CustodyEntry)[0].case_id == rows(Case)[0].id
    screen.refresh()
    assert screen.model.rows() == []


def test_every_row_is_shown_and_each_bad_one_says_what_is_wrong_beside_it(screen, write, qtbot):
    part = to_preview(screen, write(*MIXED), qtbot)

    said = {row.line: part.model.columns[-1].show(row) for row in part.model.rows()}
    assert said[2] == ""
    assert said[3] == "DOB: There is no such day. Check the day and the month."
    assert said[4].startswith("Arrested: The clocks went back that night")
    part.which.set_value(str(Verdict.BAD))
    assert [row.line for row in part.model.rows()] == [3, 4]
    assert part.said.text() == said[3]


def test_the_bad_rows_are_kept_as_a_file(screen, write, qtbot, folder, listener):
    part = to_preview(screen, write(*MIXED), qtbot)
    part.bad.rows["bad_file"].control.set_value(str(folder / "mend.csv"))

    part.bad.submitted.emit()

    kept = (folder / "mend.csv").read_text(encoding="utf-8-sig")
    assert "HW/2002/26" in kept
    assert "HW/2001/26" not in kept
    assert listener.heard[-1].startswith("The bad rows are in")


def test_a_file_whose_columns_were_named_goes_straight_to_its_rows(screen, write, qtbot):
    to_preview(screen, write(*MIXED), qtbot)
    screen.page.ask_file()

    look_at(screen, write(a_row(Custody_record="HW/9/26"), name="next.csv"))

    assert not isinstance(screen.page.part, ColumnsForm)
    qtbot.waitUntil(lambda: isinstance(screen.page.part, PreviewPart))
    button_of(screen.page.part, "Change the columns").click()
    assert isinstance(screen.page.part, ColumnsForm)


def test_what_is_wrong_with_a_file_is_said_beside_its_field(screen, folder):
    path = folder / "log.xlsx"
    path.write_bytes(b"PK\x03\x04 xl/workbook.xml")

    look_at(screen, str(path))

    assert isinstance(screen.page.part, FileForm)
    assert "Excel workbook" in screen.page.part.rows["file"].problem.text


def test_a_column_that_is_needed_and_not_chosen_is_asked_for(screen, write):
    look_at(screen, write(a_row(), headings=("Ref", "Name")))
    form = screen.page.part
    assert isinstance(form, ColumnsForm)

    form.submitted.emit()

    assert "Without it" in form.rows["custody_record"].problem.text
    assert screen.page.part is form


def test_every_field_of_a_log_is_asked_for_once():
    asked = [field for fields in GROUPS.values() for field in fields]

    assert sorted(asked) == sorted(Field)


def test_an_import_that_is_cancelled_says_so_and_takes_in_nothing(
    screen, write, qtbot, listener, rows
):
    many = [a_row(Custody_record=f"HW/{n}/26", Name=f"WREN, Lowri {n}") for n in range(3000)]
    part = to_preview(screen, write(*many), qtbot)

    part.take.click()
    assert screen.page.progress.isVisible()
    assert held() is screen.page.progress.cancel
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(listener.heard), timeout=20_000)

    assert listener.heard == ["Cancelled. Nothing of the file was taken in."]
    assert rows(CustodyRow) == []


def test_an_import_goes_on_where_its_user_goes_elsewhere_and_is_found_again(
    room, screen, show, write, qtbot, listener
):
    many = [a_row(Custody_record=f"HW/{n}/26", Name=f"WREN, Lowri {n}") for n in range(1500)]
    part = to_preview(screen, write(*many), qtbot)
    part.take.click()
    screen.leave()

    again = show(CustodyLogScreen(room))

    assert again.page.progress.isVisible()
    assert held() is again.page.progress.cancel
    qtbot.waitUntil(lambda: again.page is None, timeout=30_000)
    assert len(again.model.rows()) == 500
    assert again.number.text() == "1500 people wait"
    assert "are shown" in again.more.text()
    assert listener.heard == [
        "log.csv is imported. New: 1500. Changed: 0. Unchanged: 0. Bad, not taken in: 0."
    ]


def test_the_same_file_again_says_that_it_changes_nothing(screen, write, qtbot, bring, listener):
    bring(a_row())
    part = to_preview(screen, write(a_row()), qtbot)
    assert "changes nothing" in part._counted()

    part.take.click()
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard == ["log.csv changed nothing: everything in it was known already."]


def test_several_are_set_aside_with_one_reason_and_put_back(screen, bring, listener):
    bring(a_row(Custody_record="HW/1/26"), a_row(Custody_record="HW/2/26", Name="Mair Heron"))
    screen.refresh()
    screen.go_to("")
    press(Qt.Key.Key_Home)
    wipe()  # Ctrl+A: everybody
    assert len(screen.table.chosen()) == 2
    tab_to(named("Set aside"), most=200)
    press(Qt.Key.Key_Space)
    screen.setting_aside.form.submitted.emit()
    assert screen.setting_aside.form.rows["reason"].problem.text
    screen.setting_aside.form.fill({"reason": "charged"})
    screen.setting_aside.form.submitted.emit()

    assert listener.heard[-1] == "Set aside: 2 people."
    assert screen.model.rows() == []
    screen.which.set_value("aside")
    assert len(screen.model.rows()) == 2
    screen.putting_back.click()
    assert len(screen.model.rows()) == 1


def test_somebody_with_an_open_case_is_marked_and_their_case_opened(
    desk, assessor, screen, bring, qtbot
):
    case_id = refer(desk, assessor, person=someone(name="Lowri Kestrel", born=None))
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.pnc = "2002/0073319Z"
    bring(a_row())
    screen.refresh()

    assert screen.model.columns[3].show(screen.model.rows()[0]) == "Has an open case"
    with qtbot.waitSignal(screen.went) as went:
        button_of(screen.detail, "Open their case").click()
    assert went.args[0].case_id == case_id


def test_a_change_is_told_beside_the_list(screen, bring):
    bring(a_row(Released=""))
    bring(a_row())
    screen.refresh()

    said = [one.text() for one in screen.detail.findChildren(type(screen.last))]
    assert any("Released: Nothing entered → Monday 11 May 2026, 07:00" in one for one in said)


def test_words_narrow_the_list_when_the_typing_settles(screen, bring, qtbot):
    bring(a_row(Custody_record="HW/1/26"), a_row(Custody_record="HW/2/26", Name="Mair Heron"))
    screen.refresh()

    screen.typed.setText("heron")

    qtbot.waitUntil(lambda: [row.entry.name for row in screen.model.rows()] == ["Mair Heron"])
    screen.typed.setText("nobody")
    qtbot.waitUntil(screen.empty_here.isVisible)


def test_the_screen_speaks_welsh(make_room, show, bring):
    bring(a_row())
    screen = show(CustodyLogScreen(make_room(language="cy")))

    assert button_of(screen, "Dechrau atgyfeiriad").isVisible()
    assert QApplication.activeWindow() is screen


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_column_is_in_sight_on_a_small_screen(make_room, show, bring, language):
    bring(a_row())
    screen = show(CustodyLogScreen(make_room(language=language)), 1166, 692)
    QApplication.processEvents()

    assert screen.findChild(QTableView).horizontalScrollBar().maximum() == 0


def test_a_column_holds_the_longest_day_and_hour_of_this_year_in_welsh(make_room, show, desk):
    """Welsh rows never shorten a month, and an arrest without its hour is half said."""
    room = make_room(language="cy")
    font = show(CustodyLogScreen(room)).findChild(QTableView).font()
    longest = moment_words(room.texts, datetime(2026, 7, 15, 15, 30, tzinfo=UTC), desk.now())
    (column,) = (one for one in waiting_columns(room.texts, desk.now()) if one.code == "arrested")

    assert longest == "Mercher 15 Gorffennaf 16:30"
    assert QFontMetrics(font).horizontalAdvance(longest) + BOTH_MARGINS <= column.width


@pytest.mark.parametrize("language", ["en", "cy"])
def test_there_are_words_for_whatever_a_log_may_turn_out_to_hold(desk, language):
    texts = desk.texts(language)
    codes = [
        *(str(one) for one in Field),
        *(f"aside_{one}" for one in Aside),
        *(f"verdict_{one}" for one in Verdict),
        *(f"heading_{one}" for one in GROUPS),
        *(f"separator_{SEPARATORS[one]}" for one in custody_log.SEPARATORS),
        *(f"is_{kind}" for _, kind in text_files.MAGIC),
        *SAID_BY,
        *SHOWN,
    ]

    assert [code for code in codes if not texts.has(f"custody_log.{code}")] == []
