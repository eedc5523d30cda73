import datetime as dt

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import event

from tests.services.verbs_consent import YES, asked, consented, refused
from tests.services.verbs_contract import papered
from tests.services.verbs_referral import refer, someone
from tests.services.verbs_tracking import mark, returned, running
from tests.ui import walks
from triage_app.domain.attention import Kind
from triage_app.domain.compliance import Attendance
from triage_app.domain.journey import Progress, StepCode
from triage_app.services import attention, casefile, consent, paperwork, printings
from ui.case.clock import ClockPicture, footnote, headline, icon_of, tone_of
from ui.case.page import CasePage
from ui.room import Place
from ui.theme import LIGHT, SMALL, Look, Tone


@pytest.fixture
def open_case(make_room, show):
    """Return a function that shows the page of a case at a step."""

    def open_case(case_id, step="", language="en"):
        page = show(CasePage(make_room(language=language), case_id), 1166, 692)
        page.open(step)
        QApplication.processEvents()
        return page

    return open_case


def test_a_case_whose_look_cannot_be_logged_is_not_shown_until_it_can(
    open_case, desk, assessor, listener
):
    case_id = refer(desk, assessor)
    desk.now.advance(days=-1)
    page = open_case(case_id)

    assert ["clock" in told for told in listener.heard] == [True]
    assert [label.text() for label in page.findChildren(QLabel) if label.isVisible()] == []

    desk.now.advance(days=1)
    page.open()
    assert page.bar.isVisible()
    assert page.timeline.isVisible()


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("signing", "Day and time the participant wrote, time"),
        ("condition_4.first_meeting", "First meeting, day"),
        ("ends", "Ends, that day included"),
    ],
)
def test_a_place_in_the_contract_has_the_keyboard_on_its_very_field(
    desk, assessor, supervisor, open_case, field, name
):
    page = open_case(papered(desk, assessor, supervisor).case_id)
    page.arrive(Place("case", page.case_id, "contract", field))
    assert page.window().focusWidget().accessibleName() == name


def clock(**changes):
    plain = {
        "days_left": 100,
        "last_day": None,
        "safe_day": None,
        "start": None,
        "known": True,
        "fits": True,
        "buffer": 28,
    }
    return casefile.ClockView(**plain | changes)


@pytest.mark.parametrize(
    ("changes", "tone", "icon"),
    [
        ({}, Tone.INK, ""),
        ({"fits": False}, Tone.WARN, "warn"),
        ({"days_left": 28}, Tone.BAD, "bad"),
        ({"days_left": 29}, Tone.INK, ""),
        ({"days_left": -1, "fits": False}, Tone.BAD, "bad"),
        ({"days_left": None, "known": False}, Tone.WARN, "unknown"),
        ({"days_left": None}, Tone.INK, ""),
    ],
)
def test_the_clock_stands_as_the_time_does(changes, tone, icon):
    assert (tone_of(clock(**changes)), icon_of(clock(**changes))) == (tone, icon)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("days_left", [-1, 5, 20, 94])
def test_what_to_do_about_the_last_day_is_never_cut_off(make_room, days_left, language):
    room = make_room(language=language)
    picture, last = ClockPicture(room), dt.date(2027, 7, 14)  # Mercher 14 Gorffennaf
    picture.show_clock(clock(days_left=days_left, last_day=last, fits=False))

    room_for_foot = picture.sizeHint() - QSize(0, 44)
    line = QFontMetrics(room.theme.look.font(SMALL))
    wanted = line.boundingRect(
        QRect(0, 0, room_for_foot.width(), 999),
        Qt.TextFlag.TextWordWrap,
        footnote(picture._clock, room.texts),
    )
    assert wanted.height() <= room_for_foot.height()
    assert wanted.width() <= room_for_foot.width()


def test_no_limit_is_words_and_no_bar(texts):
    assert headline(clock(days_left=None), texts) == ("", "No time limit to charge")
    assert footnote(clock(days_left=None), texts) == ""


def test_a_case_opens_where_the_next_thing_is_done(open_case, desk, assessor):
    page = open_case(asked(desk, assessor))
    assert page.here is StepCode.CONSENT
    assert page.bar.action.text().replace("&", "") == "Record consent"


def test_the_keyboard_is_in_the_step_at_once(open_case, desk, assessor):
    page = open_case(asked(desk, assessor))
    assert page.step.isAncestorOf(QApplication.focusWidget())


def test_alt_and_a_number_open_a_step(open_case, desk, assessor, qtbot):
    page = open_case(consented(desk, assessor))
    with qtbot.waitSignal(page.went) as went:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert went.args[0].step == "eligibility"


def test_a_locked_step_says_why_and_stays_shut(open_case, desk, assessor, listener):
    page = open_case(refer(desk, assessor))
    page.bar.steps.press(5)
    assert listener.heard == ["Contract opens later: After assessment."]
    page.open("contract")
    assert page.here is StepCode.ELIGIBILITY


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("make", [refer, asked, consented, refused])
def test_every_step_that_is_open_is_well_made(open_case, desk, assessor, make, language):
    case_id = make(desk, assessor)
    for stage in casefile.head(desk, assessor, case_id).stages:
        if stage.can_be_opened:
            page = open_case(case_id, stage.step.value, language)
            assert page.here is stage.step
            walks.is_well_made(page)
            assert len(walks.primaries(page)) <= 1 or stage.progress is not Progress.NOW


def test_a_live_case_and_a_returned_one_open(open_case, desk, assessor, supervisor):
    assert open_case(running(desk, assessor, supervisor)).here is StepCode.TRACKING


def test_a_returned_case_opens_at_its_outcome(open_case, desk, assessor, supervisor):
    page = open_case(returned(desk, assessor, supervisor))
    assert page.here is StepCode.OUTCOME
    walks.is_well_made(page)


def test_what_a_step_changes_is_drawn_anew(open_case, desk, assessor, qtbot):
    page = open_case(refer(desk, assessor))
    before = page.timeline.list.model().rowCount()
    with desk.sessions.begin() as session:
        session.get_one(casefile.Case, page.case_id).person.appropriate_adult = True
        session.flush()
    with qtbot.waitSignal(page.changed):
        page.step.changed.emit()
    assert [tag.code for tag in page.head.tags] == ["casefile.tag_appropriate_adult"]
    assert page.timeline.list.model().rowCount() == before


@pytest.mark.parametrize("name", ["Gwenllian Nightingale-Ash " * 11, "Llanfairpwll" * 24])
def test_a_name_of_many_letters_is_never_cut(open_case, desk, assessor, name):
    page = open_case(refer(desk, assessor, person=someone(name=name.strip())))
    assert walks.cut(page.bar) == []


def test_a_name_with_marks_is_plain_text(open_case, desk, assessor):
    page = open_case(refer(desk, assessor, person=someone(name="<b>Siân & Ŵyn</b>")))
    assert any(label == "<b>Siân & Ŵyn</b>" for label in texts_of(page.bar))


def texts_of(widget):
    return [label.text() for label in widget.findChildren(walks.QLabel)]


def test_a_paper_of_the_timeline_stands_among_the_papers_to_be_printed(
    open_case, desk, assessor, supervisor, qtbot
):
    page = open_case(running(desk, assessor, supervisor))
    assert not page.timeline.isVisible()  # the band needs the room
    page.bar.records.click()
    assert page.timeline.isVisible()
    page.timeline.printer.click()

    with qtbot.waitSignal(page.timeline.printed) as printed:
        page.timeline.paper.maker.click()

    assert page.records.isVisible()
    assert [page.records.papers.sheet.paper_id] == printed.args
    page.records.back.click()
    assert not page.timeline.isVisible()


def test_at_large_text_the_timeline_goes_below(open_case, desk, assessor, theme):
    theme.wear(Look(LIGHT, 2.0))
    page = open_case(refer(desk, assessor))
    assert page.timeline.parent() is page.area.widget()
    assert page.width() == 1166


def test_a_paper_that_may_not_have_come_out_is_asked_about_where_it_is_listed(
    desk, assessor, open_case
):
    case_id = asked(desk, assessor)
    (sheet,) = paperwork.papers_of(desk, assessor, case_id)
    printings.begin(desk, assessor, sheet.id, "Office")
    consent.record(desk, assessor, case_id, YES)
    listed = attention.due_in(desk, assessor, case_id)
    due = next(one for one in listed if one.kind is Kind.PRINTING)

    page = open_case(case_id)
    page.open(due.step, due.field)

    assert page.here is StepCode.CONSENT
    assert QApplication.focusWidget().text() == desk.texts("en")("paperwork.it_did")


def test_a_case_is_read_once_to_be_opened_and_anew_for_every_step_after(
    desk, assessor, supervisor, open_case, clock
):
    readings = []

    def hear(_connection, _cursor, statement, *_):
        if "appointment.called_off = " in statement:
            readings.append(statement)

    case_id = running(desk, assessor, supervisor)
    clock.advance(days=60)
    event.listen(desk.database.engine, "before_cursor_execute", hear)
    page = open_case(case_id)
    once = len(readings)
    event.remove(desk.database.engine, "before_cursor_execute", hear)
    meeting = next(one for one in page.step.view.meetings if one.is_open)
    page.open("contract")
    mark(desk, assessor, meeting)
    page.open("tracking")

    assert once == 1
    shown = next(one for one in page.step.view.meetings if one.id == meeting.id)
    assert shown.attendance is Attendance.ATTENDED
