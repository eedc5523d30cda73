"""A referral acted on is corrected in its step, openly, with what follows said first."""

import datetime as dt
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import an_offence, refer
from tests.ui.walks import Strays, is_well_made, problems, sideways
from triage_app.domain.correction import Change
from triage_app.domain.eligibility import Decision
from triage_app.domain.referral import Custody, OffenceGiven, Particulars
from triage_app.domain.workflow import Event
from triage_app.services import answers, eligibility, referrals
from triage_app.storage.models import Correction, Offence, Person
from ui.case.page import CasePage
from ui.corrections import CorrectionsMade, change_words, label_of
from ui.eligibility.step import EligibilityStep
from ui.parts import Notice
from ui.referral.step import ReferralStep

ASSAULT = an_offence(code="CJ88001", title="Common assault", category="CS")


@pytest.fixture
def case_id(desk, assessor):
    case_id = refer(desk, assessor, offences=[ASSAULT])
    advice = eligibility.advise(desk, assessor, case_id)
    decision = Decision(Event.DECIDED_ELIGIBLE, "Help is wanted.", advice.eligibility.digest)
    eligibility.decide(desk, assessor, case_id, decision)
    return case_id


@pytest.fixture
def open_step(make_room, show, case_id):
    def open_step(language="en"):
        step = ReferralStep(make_room(language=language), case_id)
        step.changed.connect(step.refresh)  # as the case's page does
        return show(step)

    return open_step


def fill(step, **typed):
    step.go_to("name")
    for name, text in typed.items():
        step.form.rows[name].control.set_raw(text)
    return step.form


def texts_of(step):
    labels = step.findChild(CorrectionsMade).findChildren(object)
    return [one.text() for one in labels if hasattr(one, "setTextFormat")]


def test_it_is_called_a_correction_and_wants_a_reason(open_step, rows):
    step = open_step()
    assert step.edit.accessibleName() == "Correct the referral"
    form = fill(step, telephone="01632 960222")

    form.submitted.emit()

    assert problems(form).keys() == {"correction_reason"}
    assert form.rows["correction_reason"].control.hasFocus()
    assert rows(Correction) == []


def test_what_was_corrected_stands_openly_above_the_summary(open_step, rows):
    step = open_step()
    form = fill(step, telephone="01632 960222", correction_reason="A new number.")

    form.submitted.emit()

    assert rows(Person)[0].telephone == "01632 960222"
    assert texts_of(step) == [
        "Corrections",
        "Corrected Monday 11 May 2026, 09:30, by Mared Hawthorn",
        "Telephone was 01632 960111, now 01632 960222.",
        "Because: A new number.",
    ]


def test_what_follows_is_said_first_and_saved_when_it_is_asked_for_again(open_step, rows, qtbot):
    step = open_step()
    form = fill(step, correction_reason="The statement says March.")
    form.offences.blocks()[0].first_day.setText("1/3/2026")

    form.submitted.emit()

    assert rows(Offence)[0].first_day == dt.date(2026, 5, 10)
    assert "from 10 November 2026 to 1 September 2026" in form.consequences.accessibleName()
    assert not form.consequences.isHidden()
    qtbot.waitUntil(step._main.hasFocus)
    assert step._main.text() == "Save all the same"
    form.submitted.emit()
    assert rows(Offence)[0].first_day == dt.date(2026, 3, 1)
    assert texts_of(step)[2] == (
        "Common assault, Day of the offence was Sunday 10 May 2026, now Sunday 1 March 2026."
    )


def test_something_else_that_follows_is_said_too(open_step, rows):
    step = open_step()
    form = fill(step, correction_reason="The statement says March.")
    block = form.offences.blocks()[0]
    block.first_day.setText("1/3/2026")
    form.submitted.emit()

    block.first_day.setText("1/2/2026")
    form.submitted.emit()

    assert rows(Offence)[0].first_day == dt.date(2026, 5, 10)
    assert "1 August 2026" in form.consequences.accessibleName()


def test_an_amendment_that_makes_an_answer_void_says_so_too(make_room, show, desk, assessor):
    case_id = refer(desk, assessor)
    answers.answer(desk, assessor, case_id, "offended_in_area", said=True, reason="Rang the shop")
    step = show(ReferralStep(make_room(), case_id))
    form = fill(step)
    assert "correction_reason" not in form.rows
    form.offences.blocks()[0].place.setText("Bridge Street")

    form.submitted.emit()

    assert "asked again" in form.consequences.accessibleName()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_kind_of_correction_is_said_in_words(open_step, desk, assessor, case_id, language):
    step = open_step(language)
    form = fill(
        step,
        pnc="2002/0073319Z",
        who_answers="Back",
        unavailable=["mon.morning"],
        correction_reason="<b>His</b> own account 😀 أحمد",
    )
    form.rows["sex"].control.set_value("male")
    form.rows["interpreter"].control.set_value(True)
    form.rows["drug_test"].control.set_value("refused")
    form.rows["known_as"].control.set_raw("N" * 300)
    form.rows["telephone"].control.set_raw("")
    form.offences.more.click()
    form.offences.blocks()[1].what.setText("TH68010A")
    form.offences.blocks()[1].what.editingFinished.emit()
    form.submitted.emit()
    is_well_made(form.window())
    form.submitted.emit()

    shown = texts_of(step)
    assert len(referrals.view(desk, assessor, case_id).corrections) == 1
    assert any("Back" in one for one in shown)
    assert any("TH68010A" in one and ": " in one for one in shown)
    assert any("<b>His</b> own account 😀 أحمد" in one for one in shown)
    assert [one for one in shown if "None" in one or "{" in one] == []
    is_well_made(step.window())
    assert sideways(step.window()) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_decision_says_that_a_fact_was_corrected_since(
    make_room, show, desk, assessor, case_id, language
):
    seen = referrals.view(desk, assessor, case_id)
    younger = replace(seen.referral.person, born=dt.date(1996, 5, 14), telephone="01632 960222")
    given = replace(seen.referral, person=younger)
    referrals.amend(desk, assessor, case_id, given, seen.versions, "Her passport says so.")

    step = show(EligibilityStep(make_room(language=language), case_id))

    notices = [one.label.text() for one in step.findChildren(Notice)]
    label = desk.texts(language)("referral.born")
    said = desk.texts(language)("corrections.since_decided", labels=label)
    assert said in notices
    is_well_made(step)


EVERY = [
    *(Change(one.name, None, "x") for one in fields(Particulars)),
    *(Change(one.name, None, "x") for one in fields(Custody)),
    *(Change(one.name, None, "x", ("TH68010", "")) for one in fields(OffenceGiven) if one.compare),
    *(Change(one, False, True) for one in ("court_order", "bail")),
]


@pytest.mark.parametrize("change", EVERY, ids=lambda change: change.field)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_field_that_can_be_corrected_has_a_name(make_room, change, language):
    room = make_room(language=language)

    assert label_of(room, change)
    assert "?:" not in change_words(room, change)
    assert "? was" not in change_words(room, change)


def test_the_step_opens_with_the_keyboard_on_it_and_no_window_of_its_own(
    make_room, show, case_id, qtbot
):
    page = show(CasePage(make_room(), case_id))
    page.open("eligibility")
    strays = Strays(page)
    QApplication.instance().installEventFilter(strays)

    page.open("referral")
    QApplication.processEvents()
    QApplication.instance().removeEventFilter(strays)

    assert strays.seen == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.step.form is not None
