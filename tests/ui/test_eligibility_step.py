import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import an_offence, refer, someone
from triage_app.domain.orders import Ordered, OrderKind
from triage_app.domain.workflow import State
from triage_app.services import drafts
from triage_app.services.authority import Authority, authorise
from triage_app.storage.models import (
    Authorisation,
    Case,
    CaseAnswer,
    CaseOrder,
    EligibilityDecision,
)
from ui.eligibility.step import EligibilityStep

# An assault whose six months leave no room for four: the longest term that fits ends on 4 August.
LATE = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 3, 1))
OPEN = {
    "person": someone(postcode="SA18 1AA", born=None),
    "ordered": Ordered(court_order=False),
    "offences": [LATE],
}


@pytest.fixture
def open_step(make_room, show, desk, assessor):
    """Return a function that opens the step of a new case."""

    def open_step(actor=None, language="en", **changes):
        case_id = refer(desk, assessor, **changes)
        step = EligibilityStep(make_room(actor or assessor, language), case_id)
        step.changed.connect(step.refresh)  # as the case's page does
        return show(step)

    return open_step


def said(step, rule):
    return step.rows[rule].accessibleName()


def test_every_rule_says_what_it_found_and_what_calls_comes_first(open_step):
    step = open_step(**OPEN)

    assert list(step.rows) == [
        "adult",
        "lives_in_area",
        "no_order_or_bail",
        "term",
        "offended_in_area",
        "offence_suitable",
    ]
    assert "653 of 773" in said(step, "lives_in_area")
    assert "4 August 2026" in said(step, "term")
    assert "2 of 6 met" in step.note.text()


@pytest.mark.parametrize(
    ("category", "words"),
    [("CE", "shop, either way"), ("CI", "indictable only: outside the scheme")],
)
def test_a_category_is_said_in_a_sentence_as_words(open_step, category, words):
    step = open_step(offences=[an_offence(category=category)])
    assert words in said(step, "offence_suitable")


def test_the_keyboard_goes_to_the_first_thing_to_settle(open_step):
    step = open_step(**OPEN)

    step.go_to("")

    assert step.rows["adult"].action.hasFocus()


def test_or_to_the_judgement_where_all_is_settled_and_then_to_the_reason(open_step):
    step = open_step()
    step.go_to("")
    assert step.suitability.form.rows["suitability_reason"].control.hasFocus()

    step.suitability.form.rows["suitability_reason"].control.set_value("Wants help")
    step.suitability.suitable.click()

    assert step.decision.form.rows["reason"].control.hasFocus()


def test_a_divided_postcode_is_settled_by_hand_with_how_they_know(open_step, rows, qtbot):
    step = open_step(**OPEN)
    step.rows["lives_in_area"].action.click()
    step.panel.inside.click()
    assert step.panel.form.rows["why"].problem.text
    step.panel.form.rows["why"].control.set_value("Her tenancy shows it")

    with qtbot.waitSignal(step.changed):
        step.panel.inside.click()

    assert [one.said for one in rows(CaseAnswer)] == [True]
    assert "Checked by hand" in said(step, "lives_in_area")
    assert "Her tenancy shows it" in said(step, "lives_in_area")
    assert step.rows["adult"].action.hasFocus()
    step.go_to("lives_in_area")  # and can be answered anew
    step.panel.neither.click()
    assert [one.said for one in rows(CaseAnswer)] == [True, None]


def test_that_there_is_no_order_takes_one_key(open_step, rows):
    step = open_step(**OPEN | {"ordered": Ordered()})
    step.go_to("no_order_or_bail")

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)

    case = rows(Case)[0]
    assert (case.court_order, case.bail) == (False, False)
    assert "No order and no bail" in said(step, "no_order_or_bail")


def test_orders_and_bail_are_listed_where_they_are_asked(open_step, rows):
    step = open_step(**OPEN)
    step.go_to("no_order_or_bail")
    bail = step.panel.orders.bail
    bail.answer.set_value(True)
    block = bail.blocks()[0]
    block.kind.set_value(OrderKind.POLICE_BAIL)
    block.court.set_value("Gwent <Police> & Co")
    block.until.set_raw("1 June 2026")
    block.matter.set_value(True)

    step.panel.save.click()

    kept = rows(CaseOrder)[0]
    assert (kept.kind, kept.until, kept.another_matter) == (
        OrderKind.POLICE_BAIL,
        dt.date(2026, 6, 1),
        True,
    )
    assert "Gwent <Police> & Co, until 1 June 2026" in said(step, "no_order_or_bail")


def test_an_order_without_its_kind_is_told_beside_it(open_step, rows):
    step = open_step(**OPEN)
    step.go_to("no_order_or_bail")
    step.panel.orders.bail.answer.set_value(True)
    step.panel.orders.bail.blocks()[0].court.set_value("Gwent Police")

    step.panel.save.click()

    assert step.panel.form.rows["ordered"].problem.text
    assert rows(CaseOrder) == []


def test_what_the_referral_lacks_is_filled_in_there(open_step, qtbot):
    step = open_step(**OPEN)

    with qtbot.waitSignal(step.went) as went:
        step.rows["adult"].action.click()

    assert (went.args[0].step, went.args[0].field) == ("referral", "born")


def test_the_term_is_shortened_with_a_reason(open_step, rows):
    step = open_step(**OPEN)
    step.go_to("term")
    assert step.panel.override is None

    step.panel.shorten.click()
    assert step.panel.form.rows["term_reason"].problem.text
    step.panel.form.rows["term_reason"].control.set_value("Two meetings are enough")
    step.panel.shorten.click()

    assert rows(Case)[0].term_end == dt.date(2026, 8, 4)
    assert "Met" in said(step, "term")


def test_a_supervisor_may_keep_the_whole_term(open_step, supervisor, rows):
    tight = replace(LATE, first_day=dt.date(2026, 3, 25))  # past the safe day, not past the last
    step = open_step(actor=supervisor, **OPEN | {"offences": [tight]})
    step.go_to("term")

    step.panel.form.rows["term_reason"].control.set_value("The officer agrees")
    step.panel.override.click()

    assert rows(Case)[0].term_end == dt.date(2026, 9, 14)


@pytest.mark.parametrize(
    ("answer", "state"), [("eligible", State.ELIGIBLE), ("not_eligible", State.NOT_TAKEN_ON)]
)
def test_either_answer_takes_a_reason_and_one_press(open_step, rows, qtbot, answer, state):
    step = open_step(**OPEN)
    step.decision.form.rows["reason"].control.set_value("Her own account")

    with qtbot.waitSignal(step.changed):
        getattr(step.decision, answer).click()

    assert rows(Case)[0].state is state
    assert rows(EligibilityDecision)[0].reason == "Her own account"
    assert step.decision.isHidden()


def test_the_answers_weigh_the_same(open_step):
    decision = open_step().decision

    assert decision.eligible.width() == decision.not_eligible.width()
    assert decision.eligible.property("kind") == decision.not_eligible.property("kind") == ""


def test_without_a_reason_nothing_is_decided(open_step, rows):
    step = open_step()

    step.decision.eligible.click()

    assert step.decision.form.rows["reason"].problem.text
    assert rows(Case)[0].state is State.REFERRED


def test_advice_that_changed_meanwhile_is_shown_before_it_is_decided(
    open_step, rows, desk, listener
):
    step = open_step(**OPEN)
    with desk.sessions.begin() as session:
        session.get_one(Case, step.case_id).bail = False
    step.decision.form.rows["reason"].control.set_value("As shown")

    step.decision.eligible.click()

    assert rows(Case)[0].state is State.REFERRED
    assert "Read it again" in listener.heard[-1]
    assert "No order and no bail" in said(step, "no_order_or_bail")
    step.decision.not_eligible.click()
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_a_reason_half_typed_is_kept(open_step, desk, assessor):
    step = open_step()
    step.decision.form.rows["reason"].control.set_value("Half a")

    step.leave()

    assert drafts.kept(desk, assessor, "eligibility", str(step.case_id)).content == {
        "reason": "Half a"
    }


def test_after_the_decision_the_officer_who_allows_it_is_asked_for(open_step, rows):
    step = open_step()
    step.decision.form.rows["reason"].control.set_value("All is met")
    step.decision.eligible.click()

    step.go_to("")
    assert step.authority.form.rows["officer"].control.hasFocus()
    typed = {"officer": "Gwen Alder", "rank": "inspector", "number": "88", "day": "today"}
    step.authority.form.restore(typed)
    step.authority.form.submitted.emit()

    kept = rows(Authorisation)[0]
    assert (kept.officer, kept.day) == ("Gwen Alder", dt.date(2026, 5, 11))
    assert "Inspector Gwen Alder" in step.authority.said.text()
    assert step.authority.form.isHidden()


def test_the_day_it_was_allowed_is_today_unless_another_is_given(open_step, desk):
    step = open_step()
    assert step.authority.form.raw()["day"]
    assert step.authority.form.values()["day"] == desk.today()
    assert not step.authority.keeper.has_draft


def test_and_can_be_corrected(open_step, desk, assessor, rows):
    step = open_step()
    step.decision.form.rows["reason"].control.set_value("All is met")
    step.decision.eligible.click()
    given = Authority("Gwen Alder", "Inspector", "88", dt.date(2026, 5, 11))
    authorise(desk, assessor, step.case_id, given)
    step.refresh()

    step.authority.change.click()
    step.authority.form.rows["number"].control.set_value("89")
    step.authority.form.submitted.emit()

    assert [one.number for one in rows(Authorisation)] == ["89"]


def test_whoever_is_not_taken_on_needs_no_officer(open_step):
    step = open_step()
    step.decision.form.rows["reason"].control.set_value("Too grave")

    step.decision.not_eligible.click()

    assert step.authority.isHidden()
