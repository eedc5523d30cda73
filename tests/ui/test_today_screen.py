import datetime as dt
from dataclasses import replace
from html import escape

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_consent import booked
from tests.services.verbs_referral import a_stay, refer, someone
from tests.ui import walks
from triage_app.domain.lateness import Lateness
from triage_app.services import attention, audit
from triage_app.storage.models import Case
from ui.room import Place
from ui.rows import ROW
from ui.theme import LIGHT, Look
from ui.today.rows import Task
from ui.today.screen import TodayScreen
from ui.today.sheet import HEIGHT

PAGE_AT_200 = 632  # what head and foot leave of 768 at 200 %


@pytest.fixture
def open_today(make_room, show):
    """Return a function that shows Today."""

    def open_today(*actor, language="en"):
        screen = show(TodayScreen(make_room(*actor, language=language)), 1166, 692)
        screen.go_to("")
        return screen

    return open_today


def room_day(screen, day):
    """A day as the list says it."""
    return screen.room.texts.short_date(day, screen.room.desk.today())


def rows(screen):
    model = screen.list.model()
    return [model.index(number, 0).data(ROW) for number in range(model.rowCount())]


def test_nothing_to_do_says_what_belongs_here(open_today):
    screen = open_today()
    assert screen.empty.isVisible()
    assert QApplication.focusWidget() is screen.new
    walks.is_well_made(screen)


def test_what_needs_doing_stands_under_its_heading(open_today, desk, assessor):
    refer(desk, assessor)
    heading, task = rows(open_today())
    assert (heading.words, heading.count) == ("Next 7 days", 1)
    assert task.what == "Decide eligibility"
    assert task.who == "Osian Sandpiper, 30"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_case_whose_scheme_is_gone_is_named(open_today, desk, assessor, language):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        case.scheme, number = "gone-2020-01", case.number
        audit.record(session, desk, assessor, attention.SEEN, case_id)
    screen = open_today(language=language)
    assert screen.schemeless.isVisible()
    assert number in screen.schemeless.line.text()
    walks.is_well_made(screen)


def test_enter_opens_the_very_field(open_today, desk, assessor, qtbot):
    case_id = refer(desk, assessor)
    screen = open_today()
    with qtbot.waitSignal(screen.went) as went:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert went.args == [Place("case", case_id, "eligibility")]


def test_arrows_pass_over_a_heading(open_today, desk, assessor, clock, qtbot):
    refer(desk, assessor)
    clock.advance(days=3)
    other = someone(name="Lowri Kingfisher")
    refer(desk, assessor, person=other, custody=a_stay(custody_record="HW/1002/26"))
    screen = open_today()
    assert [row.can_be_chosen for row in rows(screen)] == [False, True, False, True]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert screen.list.currentIndex().row() == 3


def test_a_tab_shows_only_what_is_under_it(open_today, desk, assessor):
    refer(desk, assessor)
    screen = open_today()
    assert screen.tabs[Lateness.SOON].text().endswith("1")
    screen.tabs[Lateness.OVERDUE].click()
    assert screen.empty_here.isVisible()
    screen.tabs[None].click()
    assert screen.list.isVisible()


def test_the_days_meetings_and_the_time_left_stand_beside(open_today, desk, assessor, clock):
    case_id, _meeting = booked(desk, assessor)
    clock.set("2026-05-12 08:00")
    screen = open_today()
    (meeting,) = (screen.beside.meetings.model().index(n, 0).data(ROW) for n in range(1))
    assert (meeting.figure, meeting.place.case_id) == ("10:00", case_id)
    assert screen.beside._no_limit.isVisible() or screen.beside.times.isVisible()


def test_at_large_text_what_stood_beside_is_in_the_list(open_today, desk, assessor, clock, theme):
    booked(desk, assessor)
    clock.set("2026-05-12 08:00")
    theme.wear(Look(LIGHT, 2.0))
    screen = open_today()
    assert not screen.beside.isVisible()
    assert "Appointments today" in [row.words for row in rows(screen) if not row.can_be_chosen]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_today_is_well_made(open_today, desk, assessor, theme, language, scale):
    refer(desk, assessor)
    theme.wear(Look(LIGHT, scale))
    walks.is_well_made(open_today(language=language))


def test_the_rows_keep_qts_rules(open_today, desk, assessor, qtmodeltester):
    refer(desk, assessor)
    qtmodeltester.check(open_today().list.model())


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [1.0, 2.0])
def test_why_something_is_asked_for_is_never_cut(open_today, theme, desk, assessor, size, language):
    theme.wear(Look(LIGHT, size))
    refer(desk, assessor)
    screen = open_today(language=language)
    task = next(row for row in rows(screen) if isinstance(row, Task))
    plain, said = replace(task, why="One line."), replace(task, why=f"{task.why} " * 4)

    screen.list.show_rows([plain, said])
    QApplication.processEvents()

    one, more = (screen.list.sizeHintForRow(number) for number in range(2))
    assert more >= one + 18 * size


def test_something_is_put_off_and_brought_back_by_keys_alone(open_today, desk, assessor, qtbot):
    refer(desk, assessor)
    screen = open_today()
    screen.put_off.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    typed = screen.putting_off.form
    typed.fill({"until": desk.today() + dt.timedelta(days=2), "reason": "Back on Friday"})
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    heading, task = rows(screen)
    assert (heading.words, heading.count) == ("Put off", 1)
    assert "Back on Friday" in task.why
    assert task.when == room_day(screen, desk.today() + dt.timedelta(days=2))
    assert QApplication.focusWidget() is screen.list
    screen.put_off.click()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert rows(screen)[0].words == "Next 7 days"


def test_putting_off_without_a_reason_says_so_beside_the_field(open_today, desk, assessor):
    refer(desk, assessor)
    screen = open_today()
    screen.put_off.click()
    form = screen.putting_off.form
    form.fill({"until": desk.today() + dt.timedelta(days=2)})
    form.submitted.emit()
    assert form.rows["reason"].problem.isVisible()
    walks.is_well_made(screen)


def test_the_way_to_put_off_is_not_offered_under_its_own_form(open_today, desk, assessor):
    refer(desk, assessor)
    screen = open_today()
    screen.put_off.click()
    assert screen.putting_off.isVisible()
    assert not screen.put_off.isVisible()
    screen.tabs[Lateness.SOON].click()
    assert not screen.put_off.isVisible()
    screen.putting_off.close_it()
    assert screen.put_off.isVisible()
    screen.tabs[Lateness.OVERDUE].click()
    assert not screen.put_off.isVisible()


def test_the_menu_of_a_row_opens_it_too(open_today, desk, assessor):
    refer(desk, assessor)
    screen = open_today()
    screen.list.customContextMenuRequested.emit(screen.list.rect().center())
    assert screen.putting_off.isVisible()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_morning_sheet_is_shown_to_be_printed_and_put_away(
    open_today, desk, supervisor, language
):
    refer(desk, supervisor)
    screen = open_today(supervisor, language=language)
    screen.print_paper()
    assert screen.sheet.preview.pages == 1
    assert not screen.list.isVisible()
    walks.is_well_made(screen)
    screen.sheet.closed.emit()
    assert screen.list.isVisible()
    assert not screen.sheet.isVisible()


def test_the_morning_sheet_is_of_ones_own_cases_at_first(open_today, desk, assessor, supervisor):
    refer(desk, assessor)
    refer(
        desk,
        supervisor,
        person=someone(name="Lowri Kingfisher"),
        custody=a_stay(custody_record="HW/1002/26"),
    )
    screen = open_today(supervisor)
    screen.print_paper()
    form = screen.sheet.form
    assert form.values()["whose"] == str(supervisor.id)
    label = form.rows["whose"].mapTo(screen.sheet, form.rows["whose"].rect().topLeft())
    assert label.y() >= screen.sheet.preview.geometry().bottom()
    walks.is_well_made(screen)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_morning_sheet_fits_its_page_at_large_text_with_every_field(
    make_room, show, desk, assessor, supervisor, theme, language
):
    refer(desk, assessor)
    theme.wear(Look(LIGHT, 2.0))
    screen = show(TodayScreen(make_room(supervisor, language=language)), 1286, PAGE_AT_200)
    screen.print_paper()
    screen.sheet.form.reveal("printer", True)
    QApplication.processEvents()
    assert screen.minimumSizeHint().height() <= PAGE_AT_200
    assert screen.sheet.preview.height() >= 2 * HEIGHT
    assert len(walks.primaries(screen)) == 1
    walks.is_well_made(screen)
    screen.sheet.closed.emit()
    assert screen.new.isVisible()
    assert screen.tabs[Lateness.OVERDUE].isVisible()


def test_whoever_has_no_case_is_shown_everybodys_morning_sheet(
    open_today, desk, assessor, supervisor
):
    refer(desk, assessor)
    screen = open_today(supervisor)
    screen.print_paper()
    assert screen.sheet.form.values()["whose"] == "0"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_day_is_not_cut_beside_the_buttons_in_large_text(
    make_room, show, theme, clock, language
):
    clock.set("2026-07-15 08:00")  # of all days the longest in Welsh: Mercher 15 Gorffennaf
    theme.wear(Look(LIGHT, 2.0))
    screen = show(TodayScreen(make_room(language=language)), 1286, PAGE_AT_200)

    assert screen.minimumSizeHint().width() <= 1286


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_name_too_long_for_its_line_has_two_and_is_told_in_full(
    open_today, desk, assessor, theme, scale
):
    theme.wear(Look(LIGHT, scale))
    long = "Lowri <b>" + "Wren-Kestrel " * 22
    refer(desk, assessor, person=someone(name="Wren Ash"))
    refer(desk, assessor, person=someone(name=long.strip()), custody=a_stay(custody_record="HW/2"))
    screen = open_today()
    model, heights = screen.list.model(), {}
    for number, row in enumerate(rows(screen)):
        if row.can_be_chosen:
            index = model.index(number, 0)
            heights[row.who[:5]] = screen.list.visualRect(index).height()
            assert escape(row.who) in index.data(Qt.ItemDataRole.ToolTipRole)
    # Stacked, a name of one line has the case beside it, and one of two lines has it below.
    more = 20 + 18 * (scale > 1)
    assert heights["Lowri"] - heights["Wren "] == theme.look.px(more)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_at_large_text_the_list_has_the_window_once_one_walks_down_it(
    make_room, show, desk, assessor, theme, qtbot, language
):
    for number in range(8):
        person, stay = someone(name=f"Lowri {number} Dipper"), a_stay(custody_record=f"HW/{number}")
        refer(desk, assessor, person=person, custody=stay)
    theme.wear(Look(LIGHT, 2.0))
    screen = show(TodayScreen(make_room(language=language)), 1286, PAGE_AT_200)
    screen.go_to("")
    assert screen.tabs[None].visibleRegion().boundingRect().height() > 0
    for _ in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    seen = screen.list.visibleRegion().boundingRect()
    shown = [screen.list.visualRect(screen.list.model().index(n, 0)) for n in range(1, 9)]

    assert sum(seen.contains(row) for row in shown) >= 3
    assert seen.contains(screen.list.visualRect(screen.list.currentIndex()))
    assert screen.put_off.height() == screen.tabs[None].height()
    walks.is_well_made(screen)
