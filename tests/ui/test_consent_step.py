"""Consent as an assessor works on it: by keys to whatever has the keyboard."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import (
    INSIDE,
    PARTNERS,
    YES,
    a_slot,
    asked,
    booked,
    consented,
    eligible,
)
from tests.services.verbs_referral import refer, someone
from tests.ui.keyboard import held, press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.leaving import Offer
from triage_app.domain.workflow import State
from triage_app.services import bookings, consent, ways_out
from triage_app.storage.models import Appointment, Case, Consent, Draft, Paper, Sharing, WayOut
from ui.consent.step import ConsentStep
from ui.not_taken_on import NotTakenOn
from ui.theme import LIGHT, Look

HARD = someone(
    name="Lowri Wren <b>& Sons</b>",
    appropriate_adult=True,
    appropriate_adult_name="Mared Plover",
    interpreter=True,
)
PAINTERS = Changed(AskedBy.SERVICE, "Painters")
IN_HOSPITAL = Changed(AskedBy.PARTICIPANT, "In hospital")
NARROW = 1290  # what the frame leaves at 200 %


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, language="en", width=900, make=ConsentStep):
        step, area = make(make_room(language=language), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width)
        return step

    return open_step


def submit(form):
    form.submitted.emit()
    QApplication.processEvents()


def problems(form):
    return [name for name, row in form.rows.items() if row.problem.text]


def test_the_sheet_is_the_first_thing_and_enter_makes_it(desk, assessor, rows, open_step):
    step = open_step(eligible(desk, assessor))
    step.go_to("given")
    press(Qt.Key.Key_Return)
    assert [paper.kind for paper in rows(Paper)] == ["INFO"]
    assert step.sheet.papers.sheet.isVisible()


def test_consent_is_given_by_the_keyboard_and_booking_is_next(desk, assessor, rows, open_step):
    case_id = asked(desk, assessor)
    step = open_step(case_id)
    step.go_to("")
    tab, space, down = Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Down
    press(space, tab, tab, tab)  # explained, by whom, in which language, who else was there
    press(tab, down, space, tab, space)  # no questions; they agree
    press(*[tab, space] * len(PARTNERS))  # with each partner
    press(tab, space)  # signed
    save()
    assert rows(Consent)[0].given is True
    assert [row.allowed for row in rows(Sharing)] == [True] * len(PARTNERS)
    assert rows(Case)[0].state is State.CONSENTED
    assert step.meeting.form.isVisible()
    assert held() is step.meeting.form.hours


def test_why_not_is_asked_only_of_a_no(desk, assessor, open_step):
    step = open_step(asked(desk, assessor))
    assert not step.form.rows["reason"].isVisible()
    step.form.given.set_value(False)
    assert step.form.rows["reason"].isVisible()


def test_a_no_leads_to_what_is_owed_all_the_same(desk, assessor, rows, open_step):
    step = open_step(asked(desk, assessor))
    step.form.fill({"given": False, "reason": "I want to see a solicitor <now> & here"})
    submit(step.form)
    assert rows(WayOut)[0].note == "I want to see a solicitor <now> & here"
    assert step.left.services.offered.isVisible()


def test_what_is_wrong_is_marked_and_nothing_typed_is_lost(desk, assessor, rows, open_step):
    step = open_step(asked(desk, assessor, person=HARD))
    step.form.fill({"given": True, "day": dt.date(2027, 1, 1)})
    submit(step.form)
    assert problems(step.form) == [
        "explained",
        "language_name",
        "interpreter",
        "asked",
        "share_drugs_and_alcohol__support",
        "manner",
        "day",
    ]
    assert step.form.values()["day"] == dt.date(2027, 1, 1)
    assert rows(Consent) == []


def test_an_answer_half_typed_comes_back(desk, assessor, rows, open_step):
    case_id = asked(desk, assessor)
    step = open_step(case_id)
    step.form.fill({"given": False, "reason": "Because"})
    step.leave()
    again = open_step(case_id)
    assert again.form.values()["reason"] == "Because"
    submit(again.form)
    assert rows(Draft) == []


def test_the_assessment_is_booked_by_the_keyboard(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.go_to("")
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)  # 9:00, 9:30, 10:00
    save()
    (row,) = rows(Appointment)
    assert (row.starts, row.minutes) == (INSIDE, 90)
    assert (row.place, row.place_code) == ("Haverfordwest police station", "haverfordwest_station")
    assert step.meeting.form is None


def test_a_time_and_place_can_be_typed(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.meeting.form.fill({"place_code": ""})
    step.go_to("starts")
    press("12/5/26", Qt.Key.Key_Tab, "1000")
    step.go_to("place")
    press("Room 2, the library")
    save()
    assert [(one.starts, one.place) for one in rows(Appointment)] == [
        (INSIDE, "Room 2, the library")
    ]


def test_why_outside_is_asked_as_soon_as_the_time_is(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    form = step.meeting.form
    assert not form.rows["outside_reason"].isVisible()
    form.starts.set_value(INSIDE + dt.timedelta(days=3))
    form.changed.emit()
    form.fill({"starts": INSIDE + dt.timedelta(days=3)})
    submit(form)
    assert form.rows["outside_reason"].isVisible()
    assert problems(form) == ["outside"]
    assert rows(Appointment) == []


def test_the_hour_that_comes_twice_is_asked(desk, assessor, open_step):
    step = open_step(consented(desk, assessor))
    form = step.meeting.form
    form.restore({"starts": {"day": "25/10/2026", "time": "01:30", "which": None}})
    submit(form)
    assert problems(form) == ["starts"]
    assert form.starts.which.isVisible()


def test_a_move_over_anothers_shows_both_and_can_be_made_all_the_same(
    desk, assessor, supervisor, rows, open_step
):
    case_id, meeting = booked(desk, assessor)
    step = open_step(case_id)
    step.meeting.opener.click()
    form = step.meeting.form
    form.fill({"place": "Room 9", "moved_reason": "The lift is broken"})
    form.fill({"asked_by": AskedBy.ASSESSOR, "place_code": ""})
    theirs = a_slot(place="Room 4")
    bookings.move(
        desk,
        supervisor,
        (meeting.id, meeting.version),
        theirs,
        Changed(AskedBy.SERVICE, "Painters"),
    )
    submit(form)
    assert form.their_version.isVisible()
    assert form.values()["place"] == "Room 9"
    submit(form)
    assert rows(Appointment)[0].place == "Room 9"


def test_who_came_is_asked_once_the_time_has_come(desk, assessor, rows, clock, open_step):
    case_id, _ = booked(desk, assessor)
    assert open_step(case_id).meeting.who_came is None
    clock.set("2026-05-12 10:05")
    step = open_step(case_id)
    step.go_to("")
    press(Qt.Key.Key_Space)
    save()
    assert rows(Appointment)[0].attendance == "attended"
    assert step.meeting.who_came is None
    assert step.meeting.form is None


def test_a_missed_meeting_asks_for_another(desk, assessor, rows, clock, open_step):
    case_id, _ = booked(desk, assessor)
    clock.set("2026-05-12 12:05")
    step = open_step(case_id)
    step.meeting.who_came.fill({"attendance": "missed_unacceptable"})
    submit(step.meeting.who_came)
    assert rows(Appointment)[0].attendance == "missed_unacceptable"
    assert step.meeting.form.isVisible()


def test_going_no_further_is_asked_once_and_can_be_left(desk, assessor, rows, listener, open_step):
    case_id = consented(desk, assessor)
    step = open_step(case_id)
    step.open_leaving.click()
    step.leaving.fill({"way_out": "charged", "note": "Charged on Sunday"})
    listener.answer = False
    submit(step.leaving)
    assert len(listener.asked) == 1
    assert rows(WayOut) == []
    listener.answer = True
    submit(step.leaving)
    assert rows(WayOut)[0].reason == "charged"


def test_a_case_is_told_of_offered_services_and_closed(desk, assessor, rows, listener, open_step):
    case_id = consented(desk, assessor)
    ways_out.take(desk, assessor, case_id, "did_not_attend", "Three calls and a letter")
    step = open_step(case_id, make=NotTakenOn)
    step.services.fill({"offered": True, "accepted": True, "services_note": "Practice Housing"})
    submit(step.services)
    step.letter.make.click()
    QApplication.processEvents()
    assert step.papers.sheet.isVisible()
    step.end.click()
    assert rows(Case)[0].state is State.CLOSED
    assert len(listener.asked) == 1
    assert step.services is None
    QApplication.processEvents()
    assert step.papers.isVisible()  # the letter can still be read


def test_a_letter_that_went_by_e_mail_is_said_to_have_gone(desk, assessor, rows, open_step):
    case_id = left_open(desk, assessor)
    step = open_step(case_id, make=NotTakenOn)
    assert step.emailed is None
    step.letter.make.click()
    QApplication.processEvents()
    step.emailed.go_to("emailed_on")
    save()
    assert rows(WayOut)[0].emailed_on == desk.today()
    assert step.emailed is None
    assert "It went to the officer by e-mail on" in " ".join(
        one.text() for one in step.letter.findChildren(QLabel)
    )


def test_nothing_is_closed_too_early_and_it_says_what_is_missing(
    desk, assessor, rows, listener, open_step
):
    case_id = consented(desk, assessor)
    ways_out.take(desk, assessor, case_id, "did_not_attend", "Three calls and a letter")
    step = open_step(case_id, make=NotTakenOn)
    step.end.click()
    assert listener.heard == ["Record first whether services were offered."]
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


@pytest.mark.parametrize(
    ("field", "lands_on"),
    [("letter", "Print the letter"), ("close", "Close the case"), ("", "They were offered")],
)
def test_each_task_that_is_left_is_led_to(desk, assessor, open_step, field, lands_on):
    step = open_step(left_open(desk, assessor), make=NotTakenOn)
    step.go_to(field)
    assert held().text().strip().replace("&", "") == lands_on


def test_before_eligibility_it_says_what_comes_first(desk, assessor, open_step):
    step = open_step(refer(desk, assessor))
    assert step.form is None
    assert step.sheet is None


def left_open(desk, actor):
    case_id = consented(desk, actor)
    ways_out.take(desk, actor, case_id, "did_not_attend", "Three calls and a letter")
    return case_id


def closed(desk, actor):
    case_id = left_open(desk, actor)
    ways_out.offer_services(desk, actor, case_id, Offer(offered=False, accepted=None, note="Gone"))
    ways_out.issue_letter(desk, actor, case_id, "en")
    ways_out.close(desk, actor, case_id)
    return case_id


def hard_to_ask(desk, actor):
    return asked(desk, actor, person=HARD)


def moved(desk, actor):
    case_id, meeting = booked(desk, actor)
    late = a_slot(starts=INSIDE + dt.timedelta(days=5), outside_reason="In hospital " * 20)
    bookings.move(
        desk,
        actor,
        (meeting.id, meeting.version),
        late,
        Changed(AskedBy.PARTICIPANT, "In hospital"),
    )
    return case_id


def waiting_for_who_came(desk, actor):
    early = a_slot(starts=desk.now(), outside_reason="They came at once")
    return booked(desk, actor, early)[0]


@pytest.mark.parametrize(
    "stage", [eligible, hard_to_ask, consented, moved, waiting_for_who_came, left_open, closed]
)
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_stage_is_well_made(desk, assessor, theme, open_step, stage, language, scale):
    theme.wear(Look(LIGHT, scale))
    step = open_step(stage(desk, assessor), language, 900 if scale == 1.0 else NARROW)
    is_well_made(step)
    assert sideways(step.window()) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_problems_have_room_at_twice_the_size(desk, assessor, theme, open_step, language):
    theme.wear(Look(LIGHT, 2.0))
    step = open_step(hard_to_ask(desk, assessor), language, NARROW)
    step.form.fill({"given": True})
    submit(step.form)
    QApplication.processEvents()
    is_well_made(step)
    assert sideways(step.window()) == []


def test_a_view_in_the_log_names_nothing_that_was_said(desk, assessor, open_step, rows):
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, replace(YES, solicitor="Mared Plover"))
    put(desk, assessor, case_id, State.ASSESSED)
    step = open_step(case_id)
    assert step.meeting is None
    assert rows(Case)[0].state is State.ASSESSED
