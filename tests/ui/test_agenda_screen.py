"""The agenda: by day and by week, gone through by the arrows."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.services.verbs_consent import INSIDE, a_slot, booked
from tests.services.verbs_referral import a_stay, someone
from tests.ui.walks import is_well_made, sideways
from ui.agenda.rows import AgendaList, Meeting
from ui.agenda.screen import EVERYBODY, AgendaScreen
from ui.room import Place
from ui.rows import ROW
from ui.theme import LIGHT, Look, Standing, Tone

LONG = someone(name="Lowri " + "Wren-Kestrel " * 22 + "<b>")
OTHER = {"custody": a_stay(custody_record="HW/1002/26"), "person": LONG}


@pytest.fixture
def open_agenda(make_room, show):
    def open_agenda(*actor, language="en", width=1170):
        return show(AgendaScreen(make_room(*actor, language=language)), width, 690)

    return open_agenda


def shown(screen):
    model = screen.list.model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


def meetings(screen):
    return [row for row in shown(screen) if row.can_be_chosen]


def test_it_opens_on_today_and_says_so_when_there_is_nothing(open_agenda):
    screen = open_agenda()
    assert screen.title.text() == "Monday 11 May 2026"
    assert not screen.list.isVisible()


def test_later_goes_a_day_on_and_shows_its_meetings(desk, assessor, open_agenda):
    booked(desk, assessor)
    screen = open_agenda()
    screen.later.click()
    assert screen.title.text() == "Tuesday 12 May 2026"
    assert [row.who for row in meetings(screen)] == ["Osian Sandpiper"]


def test_a_week_names_its_days(desk, assessor, open_agenda):
    booked(desk, assessor)
    booked(desk, assessor, a_slot(starts=INSIDE + dt.timedelta(days=1)), **OTHER)
    screen = open_agenda()
    screen.one_week.click()
    headings = [row.words for row in shown(screen) if not row.can_be_chosen]
    assert headings[:3] == ["Monday 11 May 2026", "Tuesday 12 May 2026", "Wednesday 13 May 2026"]
    assert len(headings) == 5  # a weekend without meetings is left out


def test_enter_opens_the_case_of_the_first_meeting(qtbot, desk, assessor, open_agenda):
    case_id, _ = booked(desk, assessor)
    screen = open_agenda()
    screen.one_week.click()
    screen.go_to("")
    with qtbot.waitSignal(screen.went) as went:
        QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert went.args == [Place("case", case_id, "consent")]


def test_a_typed_day_is_gone_to(desk, assessor, open_agenda):
    booked(desk, assessor)
    screen = open_agenda()
    screen.day.setFocus()
    screen.day.selectAll()
    QTest.keyClicks(screen.day, "12 May")
    QTest.keyClick(screen.day, Qt.Key.Key_Return)
    assert screen.title.text() == "Tuesday 12 May 2026"


def test_only_a_supervisor_is_offered_everybodys(desk, assessor, supervisor, open_agenda):
    booked(desk, assessor)
    assert not open_agenda().whose.isVisible()
    screen = open_agenda(supervisor)
    screen.one_week.click()
    assert meetings(screen) == []
    screen.whose.set_value(EVERYBODY)
    assert meetings(screen)[0].case == "DP-26-0001 · Mared Hawthorn"
    screen.whose.set_value(assessor.id)
    assert meetings(screen)[0].case == "DP-26-0001"


@pytest.mark.parametrize(
    ("now", "word"),
    [("2026-05-12 09:00", "To come"), ("2026-05-12 12:00", "Say who came")],
)
def test_a_meeting_says_how_it_stands(desk, assessor, clock, open_agenda, now, word):
    booked(desk, assessor)
    clock.set(now)
    assert meetings(open_agenda())[0].standing.word == word


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_well_made(desk, assessor, supervisor, theme, open_agenda, language, scale):
    theme.wear(Look(LIGHT, scale))
    booked(desk, assessor, **OTHER)
    screen = open_agenda(supervisor, language=language, width=1170 if scale == 1.0 else 1290)
    is_well_made(screen)
    screen.whose.set_value(EVERYBODY)
    screen.one_week.click()
    is_well_made(screen)
    assert sideways(screen) == []


def test_the_row_at_the_top_stays_there_when_the_window_changes(theme, show):
    rows = [a_meeting(number) for number in range(40)]
    listed = show(AgendaList(theme, "Meetings"), 1170, 400)
    listed.show_rows(rows)
    assert top_of(listed) == rows[0]
    listed.verticalScrollBar().setValue(12)  # by the wheel: the first meeting is still chosen
    before = top_of(listed)
    for width in (500, 1170, 640):
        listed.resize(width, 300)
        QApplication.processEvents()
        assert top_of(listed) == before
    assert before == rows[12]
    listed.scrollToTop()
    listed.resize(1170, 400)
    QApplication.processEvents()
    assert top_of(listed) == rows[0]


def a_meeting(number):
    standing = Standing("planned", "To come", Tone.INK)
    who = f"Lowri Wren {number}"
    return Meeting(number, "consent", "09:00", who, f"DP-26-{number}", "Review", "", standing)


def top_of(listed):
    return listed.indexAt(QPoint(0, 0)).data(ROW)
