"""What is counted while a contract runs, as an assessor types it: hours, a tag, what was paid."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from tests.services.verbs_keeping import tag, that_pays, with_fifth, work
from tests.services.verbs_tracking import give_to, mark
from tests.ui.keyboard import press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.contribution import Asked, Means, Part
from triage_app.services import contributions, tracking_view
from triage_app.storage.models import Appointment, ContributionPart, HoursEntry, TagEvent
from ui.theme import LIGHT, Look
from ui.tracking.step import TrackingStep

TAB = Qt.Key.Key_Tab


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = TrackingStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


def said(step):
    return " ".join(one.text() for one in step.findChildren(QLabel))


def strike(step):
    """Strike the first that can be struck, by keys."""
    wrong = step.room.texts("tracking.strike")
    next(one for one in step.findChildren(QPushButton) if one.text() == wrong).setFocus()
    press(Qt.Key.Key_Space)
    press("Of another person")
    save()


def said_by_buttons(step):
    return [one.text() for one in step.findChildren(QPushButton)]


def test_hours_are_typed_as_times_and_say_who_confirmed_them(
    desk, assessor, supervisor, open_step, rows
):
    case_id = with_fifth(desk, assessor, supervisor, "volunteering")
    step = open_step(case_id)
    step.go_to("hours")

    press(TAB, "10:00", TAB, "2.30pm", TAB, TAB, TAB, "Gwyn <Sallow>")
    save()

    (entry,) = rows(HoursEntry)
    assert (entry.minutes, entry.confirmed_by) == (270, "Gwyn <Sallow>")
    step._show_condition(5)
    assert "10:00 to 14:30" in said(step)


def test_hours_recorded_wrongly_are_struck_from_their_line(
    desk, assessor, supervisor, open_step, rows
):
    case_id = with_fifth(desk, assessor, supervisor, "volunteering")
    work(desk, assessor, case_id, desk.today())
    step = open_step(case_id)

    step._show_condition(5)
    strike(step)

    assert rows(HoursEntry)[0].struck == "Of another person"
    assert step.view.conditions[-1].judged.tally.minutes == 0


def test_a_tag_is_recorded_by_keys_alone(desk, assessor, supervisor, open_step, rows):
    case_id = with_fifth(desk, assessor, supervisor, "tag")
    step = open_step(case_id)
    step.buttons["tag"].setFocus()
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_Space, TAB, TAB, "The tag provider")
    save()

    assert [(one.what, one.by) for one in rows(TagEvent)] == [("fitted", "The tag provider")]


def test_a_payment_is_recorded_in_pounds(desk, assessor, supervisor, open_step, rows):
    case_id = that_pays(desk, assessor, supervisor)
    due = desk.today() + dt.timedelta(days=20)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, due))
    step = open_step(case_id)
    assert "waiver" not in step.buttons
    step.buttons["part"].setFocus()
    press(Qt.Key.Key_Return)

    press("£12.50", TAB, TAB, Qt.Key.Key_Space)
    save()

    assert [(one.pence, one.how) for one in rows(ContributionPart)] == [(12_50, "card")]
    assert "£27.50" in said(step)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_payment_recorded_in_error_is_struck_from_its_line(
    desk, assessor, supervisor, open_step, rows, language
):
    case_id = that_pays(desk, assessor, supervisor)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, desk.today()))
    part = Part(40_00, desk.today(), Means.CASH, "R 17")
    contributions.record_part(desk, assessor, case_id, part)
    step = open_step(case_id, language=language)
    wording = step.room.texts

    strike(step)

    assert rows(ContributionPart)[0].struck == "Of another person"
    error = wording("tracking.struck_line", why="Of another person", said="")
    assert error.strip() in said(step)
    assert wording("tracking.strike") not in said_by_buttons(step)
    is_well_made(step)


def test_a_tag_recorded_in_error_is_struck_from_its_line(
    desk, assessor, supervisor, open_step, rows
):
    case_id = with_fifth(desk, assessor, supervisor, "tag")
    tag(desk, assessor, case_id, "fitted")
    step = open_step(case_id)

    step._show_condition(5)
    strike(step)

    assert rows(TagEvent)[0].struck == "Of another person"
    step._show_condition(5)
    assert "Recorded in error (Of another person): " in said(step)
    assert step.view.conditions[-1].judged.code == "not_started"


def test_what_is_paid_stands_above_the_meetings_and_says_in_words_how_it_stands(
    desk, assessor, supervisor, open_step, clock
):
    case_id = that_pays(desk, assessor, supervisor)

    def shown():
        words = [one.text() for one in open_step(case_id).findChildren(QLabel)]
        assert words.index("Contribution to the cost") < words.index("Meetings")
        return " ".join(words)

    assert "Nothing is asked for yet." in shown()
    due = desk.today() + dt.timedelta(days=20)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, due))
    assert "still to be paid: £40.00." in shown()

    clock.advance(days=21)
    assert "Overdue: £40.00 of £40.00, due by" in shown()

    part = Part(40_00, desk.today(), Means.CASH, "R <17> & co")
    contributions.record_part(desk, assessor, case_id, part)
    told = shown()
    assert "All paid: £40.00." in told
    assert "£40.00. Cash. Receipt R <17> & co." in told


def test_once_a_supervisor_lets_it_be_nothing_more_is_owed(desk, assessor, supervisor, open_step):
    case_id = that_pays(desk, assessor, supervisor)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, desk.today()))
    contributions.waive(desk, supervisor, case_id, "Lost their work in June")
    step = open_step(case_id)
    assert "Nothing more is to be paid." in said(step)
    assert "Lost their work in June" in said(step)


def test_a_supervisor_waives_nothing_in_a_case_of_their_own(desk, assessor, supervisor, open_step):
    case_id = that_pays(desk, assessor, supervisor)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, desk.today()))
    assert "waiver" in open_step(case_id, actor=supervisor).buttons
    give_to(desk, case_id, supervisor)
    assert "waiver" not in open_step(case_id, actor=supervisor).buttons


def test_the_list_leads_to_the_amount_and_once_it_is_set_to_the_payment(
    desk, assessor, supervisor, open_step
):
    case_id = that_pays(desk, assessor, supervisor)
    step = open_step(case_id)
    step.go_to("contribution")
    assert "pence" in step.recorder.form.rows
    due = desk.today() + dt.timedelta(days=20)
    contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, due))
    step.refresh()

    step.go_to("contribution")

    assert "paid_on" in step.recorder.form.rows


def test_money_that_cannot_be_read_says_so_beside_the_field(desk, assessor, supervisor, open_step):
    step = open_step(that_pays(desk, assessor, supervisor))
    step.buttons["contribution"].setFocus()
    press(Qt.Key.Key_Return)

    press("forty")
    save()

    assert "money" in step.recorder.form.rows["pence"].problem.text


def test_a_second_figure_on_a_meeting_asks_why(desk, clock, assessor, supervisor, open_step, rows):
    case_id = with_fifth(desk, assessor, supervisor, "volunteering")
    meeting = tracking_view.view(desk, assessor, case_id).meetings[0]
    clock.now = meeting.starts + dt.timedelta(hours=1)
    mark(desk, assessor, meeting)
    step = open_step(case_id)
    step._mark(meeting.id, "late")
    form = step.recorder.form
    assert not form.rows["why_changed"].isHidden()

    form.fill({"why_changed": "Came at ten past"})
    save()

    assert next(one for one in rows(Appointment) if one.id == meeting.id).attendance == "late"
    step.recorder.mark(step._meeting(meeting.id))
    assert "Came at ten past" in said(step)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_ledger_is_well_made(desk, assessor, supervisor, open_step, theme, language, text):
    case_id = with_fifth(desk, assessor, supervisor, "volunteering")
    work(desk, assessor, case_id, desk.today())
    theme.wear(Look(LIGHT, text / 100))
    step = open_step(case_id, language=language, width=1290 if text == 200 else 900)
    step._show_condition(5)
    step.go_to("hours")
    QApplication.processEvents()

    is_well_made(step)
    assert sideways(step) == []
    theme.wear(Look(LIGHT))
