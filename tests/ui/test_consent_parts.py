"""Sharing, support, stopping and putting right, as they are worked on where the case stands."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from tests.services.test_support import request
from tests.services.test_withdrawals import STOPS, signed, with_support
from tests.services.verbs_consent import YES, asked, consented, refused
from tests.services.verbs_contract import stock
from tests.services.verbs_referral import someone
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.partner_referral import Manner, Sending
from triage_app.domain.sharing import Change, How
from triage_app.domain.workflow import State
from triage_app.services import (
    consent,
    partner_referrals,
    sharing,
    support,
    ways_out,
    withdrawals,
)
from triage_app.storage.models import (
    Case,
    Draft,
    Ending,
    Paper,
    ServiceReferral,
    Sharing,
    WayOut,
    Withdrawal,
    WithdrawalTold,
)
from ui.consent.step import ConsentStep
from ui.not_taken_on import NotTakenOn
from ui.outcome.step import OutcomeStep
from ui.room import Place
from ui.theme import LIGHT, Look

DAY = dt.date(2026, 5, 11)
NARROW = 1290  # what the frame leaves at 200 %
LONG = someone(name="Llanfair" * 20)


@pytest.fixture
def open_step(make_room, show, assessor):
    """Return a function that opens a step of a case as its page would."""

    def open_step(case_id, language="en", width=900, make=ConsentStep, actor=assessor):
        step, area = make(make_room(actor, language), case_id), QScrollArea()
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


# ── Sharing ──────────────────────────────────────────────────────────────────────────────────


def test_an_answer_on_sharing_is_changed_beside_its_partner(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.agreed.sharing.open("evaluation")
    form = step.agreed.sharing.form
    submit(form)
    assert problems(form) == ["allowed", "how"]
    form.fill({"allowed": False, "how": How.TELEPHONE})
    submit(form)
    assert [row.allowed for row in rows(Sharing) if row.partner == "evaluation"] == [True, False]
    assert step.agreed.sharing.form is None


def test_only_one_answer_is_changed_at_a_time(desk, assessor, open_step):
    step = open_step(consented(desk, assessor))
    step.agreed.sharing.open("evaluation")
    step.agreed.sharing.open("health_board")
    assert step.agreed.sharing.form.view.partner.code == "health_board"


# ── Support ──────────────────────────────────────────────────────────────────────────────────


def test_somebody_is_referred_to_a_service_outside_a_contract(
    desk, assessor, supervisor, rows, open_step
):
    services = stock(desk, supervisor)
    step = open_step(refused(desk, assessor), make=NotTakenOn)
    step.support.open()
    form = step.support.form
    submit(form)
    assert problems(form) == ["service_id", "consent_how", "consent_language"]
    form.fill({"service_id": services["Practice Money Line"]})
    assert form.values()["purpose"] == "finance"  # it offers nothing else
    form.fill({"consent_how": How.IN_PERSON, "consent_language": "cy"})
    submit(form)
    (row,) = rows(ServiceReferral)
    assert (row.purpose, row.shared, row.state) == ("finance", ["contact"], "recorded")
    assert rows(Draft) == []


def test_a_referral_half_typed_comes_back(desk, assessor, supervisor, open_step):
    stock(desk, supervisor)
    case_id = refused(desk, assessor)
    step = open_step(case_id, make=NotTakenOn)
    step.support.open()
    step.support.form.fill({"asks": "Wants to sleep & eat <again>"})
    step.leave()
    again = open_step(case_id, make=NotTakenOn)
    again.support.open()
    assert again.support.form.values()["asks"] == "Wants to sleep & eat <again>"


def test_a_referral_is_taken_back_beside_itself(desk, assessor, supervisor, rows, open_step):
    case_id, _ = with_support(desk, assessor, supervisor)
    step = open_step(case_id)
    step.agreed.support.takers[1].click()
    step.agreed.support.back.fill({"back_reason": "Found help alone"})
    submit(step.agreed.support.back)
    assert rows(ServiceReferral)[0].state == "taken_back"
    assert step.agreed.support.takers == {}


# ── Stopping ─────────────────────────────────────────────────────────────────────────────────


def test_what_follows_is_read_before_anything_is_recorded(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.agreed.withdraw.opener.click()
    form = step.agreed.withdraw.form
    assert form.isVisible()
    submit(form)
    assert problems(form) == ["how"]
    assert rows(Withdrawal) == []


def test_it_is_asked_once_and_can_be_left(desk, assessor, rows, listener, open_step):
    step = open_step(consented(desk, assessor))
    step.agreed.withdraw.open()
    step.agreed.withdraw.form.fill({"how": How.TELEPHONE})
    listener.answer = False
    submit(step.agreed.withdraw.form)
    assert len(listener.asked) == 1
    assert rows(Withdrawal) == []
    step.agreed.withdraw.form.thought_better.emit()
    assert step.agreed.withdraw.form is None
    assert QApplication.focusWidget() is step.agreed.withdraw.opener


def test_what_was_typed_of_stopping_is_kept_until_it_is_recorded(desk, assessor, rows, open_step):
    case_id = consented(desk, assessor)
    step = open_step(case_id)
    step.agreed.withdraw.open()
    step.agreed.withdraw.form.go_to("reason")
    QTest.keyClicks(QApplication.focusWidget(), "Work")
    step.leave()
    again = open_step(case_id)
    again.agreed.withdraw.open()
    assert again.agreed.withdraw.form.values()["reason"] == "Work"
    again.agreed.withdraw.form.fill({"how": How.IN_PERSON})
    submit(again.agreed.withdraw.form)
    assert rows(Withdrawal)[0].reason == "Work"
    assert rows(Draft) == []


def test_somebody_who_stops_before_a_contract_leaves_what_is_owed(desk, assessor, rows, open_step):
    step = open_step(consented(desk, assessor))
    step.agreed.withdraw.open()
    step.agreed.withdraw.form.fill({"how": How.IN_PERSON, "reason": "Work"})
    submit(step.agreed.withdraw.form)
    assert rows(WayOut)[0].reason == "withdrew"
    assert step.left.told.isVisible()
    assert step.agreed.withdraw is None


def test_under_a_contract_the_letter_is_next(desk, assessor, supervisor, rows, qtbot, open_step):
    case_id = signed(desk, assessor, supervisor)
    step = open_step(case_id)
    step.agreed.withdraw.open()
    form = step.agreed.withdraw.form
    form.fill({"how": How.IN_PERSON, "letter_language": "cy"})
    with qtbot.waitSignal(step.went) as went:
        submit(form)
    assert went.args == [Place("case", case_id, "outcome", "paper")]
    assert ("WITHDRAWN", "cy") in [(one.kind, one.language) for one in rows(Paper)]
    assert rows(Ending)[0].kind == "withdrawn"


def test_each_who_must_be_told_is_ticked_off(desk, assessor, supervisor, rows, open_step):
    case_id = signed(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    step = open_step(case_id, make=OutcomeStep)
    row = rows(WithdrawalTold)[1]
    step.go_to(f"told_{row.id}")
    form = step.told.form
    submit(form)
    assert problems(form) == ["told_how"]
    form.fill({"told_how": How.TELEPHONE})
    submit(form)
    assert rows(WithdrawalTold)[1].told_on == DAY
    assert row.id not in step.told.tickers


def test_after_a_withdrawal_proceedings_are_asked_after(
    desk, assessor, supervisor, rows, open_step
):
    case_id = signed(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    step = open_step(case_id, make=OutcomeStep)
    form = step.forms[-1]
    form.fill({"result": "proceedings_begun", "result_on": DAY})
    submit(form)
    assert rows(Case)[0].state is State.CLOSED
    assert rows(Ending)[0].result == "proceedings_begun"


def test_the_notice_to_a_service_stands_under_who_is_still_to_be_told(
    desk, assessor, supervisor, open_step
):
    case_id, _ = with_support(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=True))
    for make in (NotTakenOn, ConsentStep):
        step = open_step(case_id, make=make)
        told = [label.text() for label in step.findChildren(QLabel)]
        notice = "Notice to a service: consent withdrawn, English: Practice Advice Centre"
        assert notice in told


def test_a_notice_made_by_a_change_of_mind_is_listed_at_once(
    desk, assessor, supervisor, rows, open_step
):
    case_id, number = helped_by_sheet(desk, assessor, supervisor)
    step = open_step(case_id)
    step.agreed.support.takers[number].click()
    step.agreed.support.back.fill({"back_reason": "Not now"})
    submit(step.agreed.support.back)
    (paper,) = (one.id for one in rows(Paper) if one.kind == "CONSENT_WITHDRAWN")
    step.papers.open(paper)
    assert step.papers.sheet.paper_id == paper


def helped_by_sheet(desk, actor, supervisor):
    """Somebody helped under their own consent by a service that holds a sheet."""
    case_id, _ = with_support(desk, actor, supervisor)
    (asked_for,) = partner_referrals.view(desk, actor, case_id).asked
    given = Sending(
        ground=asked_for.ground,
        about_id=asked_for.about_id,
        told=("contact",),
        recipient="Mari Sampl",
        answer_by=DAY,
        language="cy",
        manner=Manner.PRINTED,
    )
    partner_referrals.send(desk, actor, case_id, given)
    return case_id, asked_for.about_id


# ── Put right ────────────────────────────────────────────────────────────────────────────────


def test_a_supervisor_puts_it_right_and_the_case_goes_on(
    desk, assessor, supervisor, rows, qtbot, open_step
):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    step = open_step(case_id, make=NotTakenOn, actor=supervisor)
    step.open_back()
    submit(step.back)
    assert problems(step.back) == ["why_back"]
    step.back.fill({"why_back": "The wrong case was open"})
    with qtbot.waitSignal(step.went):
        submit(step.back)
    assert rows(Case)[0].state is State.ELIGIBLE
    assert rows(Paper)[-1].kind == "PUT_RIGHT"


def test_why_it_was_a_mistake_is_kept_while_one_is_elsewhere_and_forgotten_if_it_was_none(
    desk, assessor, supervisor, rows, open_step
):
    case_id = refused(desk, assessor)
    step = open_step(case_id, make=NotTakenOn, actor=supervisor)
    step.open_back()
    step.back.fill({"why_back": "The wrong <case>"})
    step.leave()
    again = open_step(case_id, make=NotTakenOn, actor=supervisor)
    again.open_back()
    assert again.back.values()["why_back"] == "The wrong <case>"
    again.back.thought_better.emit()
    again.open_back()
    assert again.back.values()["why_back"] == ""
    again.back.fill({"why_back": "The wrong case was open"})
    again.leave()
    submit(again.back)
    assert rows(Case)[0].state is State.ELIGIBLE
    assert rows(Draft) == []


def test_what_was_put_right_is_told_with_why(desk, assessor, supervisor, open_step):
    case_id = refused(desk, assessor)
    ways_out.take_back(desk, supervisor, case_id, "The wrong case was open")
    step = open_step(case_id)
    told = [label.text() for label in step.findChildren(QLabel)]
    assert any("It had been: Declined the scheme" in one for one in told)
    assert "Why: The wrong case was open" in told


def test_an_assessor_is_not_offered_it(desk, assessor, open_step):
    step = open_step(refused(desk, assessor), make=NotTakenOn)
    assert step.back is None
    assert not hasattr(step, "_back_opener")


# ── Well made ────────────────────────────────────────────────────────────────────────────────


def agreed_in_part(desk, actor, supervisor):
    case_id, _ = with_support(desk, actor, supervisor)
    change = Change("evaluation", "evaluation", allowed=False, day=DAY, how=How.TELEPHONE)
    sharing.change(desk, actor, case_id, replace(change, note="A long reason " * 12))
    return case_id


def stopped(desk, actor, supervisor):
    case_id, _ = with_support(desk, actor, supervisor)
    told = replace(STOPS, stops_support=True, tells_coordinator=True)
    withdrawals.withdraw(desk, actor, case_id, told)
    return case_id


def supported(desk, actor, supervisor):
    services = stock(desk, supervisor)
    case_id = asked(desk, actor, person=LONG)
    consent.record(desk, actor, case_id, replace(YES, given=False, reason="No"))
    support.refer(desk, actor, case_id, request(services, shared=("contact", "need", "safety")))
    return case_id


STAGES = {
    "agreed in part": (agreed_in_part, ConsentStep),
    "stopped": (stopped, NotTakenOn),
    "supported": (supported, NotTakenOn),
    "stopped under a contract": (signed, OutcomeStep),
}


def opened(step):
    """Open whatever can be opened in a step."""
    if isinstance(step, ConsentStep):
        step.agreed.sharing.open("health_board")
        step.agreed.support.open()
        step.agreed.withdraw.open()
    elif isinstance(step, NotTakenOn):
        step.support.open()
        step.open_back()
    QTest.qWait(0)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_part_is_well_made(
    desk, assessor, supervisor, theme, open_step, stage, language, scale
):
    theme.wear(Look(LIGHT, scale))
    make_case, make = STAGES[stage]
    case_id = make_case(desk, assessor, supervisor)
    if make is OutcomeStep:
        withdrawals.withdraw(desk, assessor, case_id, STOPS)
    width = 900 if scale == 1.0 else NARROW
    step = open_step(case_id, language, width, make, supervisor)
    opened(step)
    is_well_made(step)
    assert sideways(step.window()) == []
