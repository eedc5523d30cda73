"""Eligibility by keyboard: a key for each answer, a judgement, a score, and a decision again."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from tests.ui.walks import nameless
from triage_app.domain.orders import Order, Ordered, OrderKind
from triage_app.domain.scheme import Effect
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.workflow import State
from triage_app.services import drafts
from triage_app.services.answers import answer
from triage_app.storage.models import (
    Authorisation,
    Case,
    CaseAnswer,
    EligibilityDecision,
    Gravity,
    Offence,
    Suitability,
)
from ui.eligibility.step import EligibilityStep
from ui.orders_field import ordered_lines

DURHAM = {"person": someone(postcode="DH1 1AA"), "custody": a_stay(suite="durham")}
DURHAM |= {"offences": [an_offence(postcode="DH1 1AB")], "ordered": Ordered()}
MESSAGE = an_offence(code="CA03005", category="CS", first_day=dt.date(2026, 5, 1))


@pytest.fixture
def open_step(make_room, show, desk, assessor):
    """Return a function that opens the step of a new case, large enough to show it all."""

    def open_step(actor=None, language="en", **changes):
        case_id = refer(desk, assessor, **changes)
        step = EligibilityStep(make_room(actor or assessor, language), case_id)
        step.changed.connect(step.refresh)  # as the case's page does
        return show(step, 900, 2400)

    return open_step


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()


def said(step, rule):
    return step.rows[rule].accessibleName()


def shown(widget):
    QApplication.processEvents()  # what was just put there is shown in the next round
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def type_in(form, name, text):
    form.rows[name].control.set_value(text)


def test_a_whole_list_is_answered_by_one_key_each(open_step, rows):
    step = open_step(**DURHAM)
    step.go_to("")
    assert [one.question for one in step.rules.askings] == [
        "no_order_or_bail",
        "admission",
        "evidence",
        "co_accused",
        "hate_crime",
        "held_for_court",
        "mental_health_act",
    ]

    press(*[Qt.Key.Key_1] * 2, *[Qt.Key.Key_2] * 4)

    assert [(one.question, one.said) for one in rows(CaseAnswer)] == [
        ("admission", True),
        ("co_accused", False),
        ("hate_crime", False),
        ("held_for_court", False),
        ("mental_health_act", False),
    ]
    assert (rows(Case)[0].court_order, rows(Case)[0].bail) == (False, False)
    assert step.rules.askings == []
    assert "12 of 12 met" in step.note.text()
    assert step.suitability.form.rows["suitability_reason"].control.hasFocus()


def test_what_is_not_known_is_passed_over_and_can_be_asked_again(open_step, rows):
    step = open_step(**DURHAM)
    step.go_to("no_hate_crime")

    press(Qt.Key.Key_3)

    assert [one.said for one in rows(CaseAnswer)] == [None]
    assert "Not known. Mared Hawthorn" in said(step, "no_hate_crime")
    assert not step.rows["no_hate_crime"].calls
    step.go_to("no_hate_crime")
    press(Qt.Key.Key_1)
    assert [one.said for one in rows(CaseAnswer)] == [None, True]
    step.rows["no_hate_crime"].action.click()  # answered by mistake
    press(Qt.Key.Key_2)
    assert [one.said for one in rows(CaseAnswer)] == [None, True, False]


def test_the_arrows_go_from_question_to_question(open_step):
    step = open_step(**DURHAM)
    step.go_to("")
    first, second, *_ = step.rules.askings

    press(Qt.Key.Key_Down)
    assert second.buttons[0].hasFocus()
    press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert first.buttons[0].hasFocus()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_answer_has_its_figure_and_its_name(open_step, language):
    step = open_step(language=language, **DURHAM)

    assert nameless(step) == []
    for asking in step.rules.askings:
        for number, one in enumerate(asking.buttons, start=1):
            assert one.text().startswith(f"{number}  ")
            assert f"{number}: " in one.accessibleName()


def test_a_question_of_orders_opens_its_place_where_there_are_some(open_step):
    step = open_step(**DURHAM)
    step.go_to("no_order_or_bail")

    press(Qt.Key.Key_2)

    assert step.panel.none.hasFocus()


def test_a_base_day_is_asked_for_beside_the_clock(open_step, rows):
    step = open_step(offences=[MESSAGE])
    assert any("a later day may hold" in one for one in shown(step.clock))
    step.clock.fill[0].click()

    step.panel.form.rows["base_day"].control.set_value(dt.date(2026, 5, 4))
    step.panel.save.click()

    assert rows(Offence)[0].base_day == dt.date(2026, 5, 4)
    assert step.clock.fill == []
    assert any("3 November 2026" in one for one in shown(step.clock))


def test_domestic_abuse_is_asked_before_its_base_day(open_step, rows):
    assault = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 5, 1))
    step = open_step(offences=[assault])
    step.clock.fill[0].click()
    form = step.panel.form
    assert form.rows["base_day"].isHidden()

    form.rows["domestic_abuse"].control.set_value(True)
    assert not form.rows["base_day"].isHidden()
    form.rows["base_day"].control.set_value(dt.date(2026, 5, 9))
    step.panel.save.click()

    assert (rows(Offence)[0].domestic_abuse, rows(Offence)[0].base_day) == (
        True,
        dt.date(2026, 5, 9),
    )


def test_gravity_is_scored_line_by_line(open_step, rows):
    step = open_step()
    step.gravity.again.click()
    form = step.gravity.form
    form.restore({"base": "2", "aggravating": "Repeated\n\n In front of children ", "final": "9"})
    type_in(form, "rationale", "By the force’s matrix")
    form.submitted.emit()
    assert form.rows["final"].problem.text
    form.restore({"final": "3"})

    form.submitted.emit()

    kept = rows(Gravity)[0]
    assert (kept.base, kept.aggravating, kept.final) == (2, ["Repeated", "In front of children"], 3)
    assert "Base score 2, final score 3" in shown(step.gravity)
    assert form.isHidden()


def test_a_score_being_typed_stays_while_something_else_is_answered(open_step):
    step = open_step(**DURHAM)
    step.gravity.again.click()
    type_in(step.gravity.form, "rationale", "Half a")
    step.go_to("no_hate_crime")

    press(Qt.Key.Key_2)

    assert not step.gravity.form.isHidden()
    assert step.gravity.form.raw()["rationale"] == "Half a"


def test_a_score_half_typed_is_kept(open_step, desk, assessor, make_room, show):
    step = open_step()
    step.gravity.again.click()
    type_in(step.gravity.form, "rationale", "Half a")

    step.leave()

    again = show(EligibilityStep(make_room(), step.case_id), 900, 2400)
    assert again.gravity.form.raw()["rationale"] == "Half a"
    assert not again.gravity.form.isHidden()
    assert drafts.kept(desk, assessor, "gravity", str(step.case_id))


def test_suitability_is_judged_and_judged_again(open_step, rows):
    step = open_step()
    step.suitability.suitable.click()
    assert step.suitability.form.rows["suitability_reason"].problem.text
    type_in(step.suitability.form, "suitability_reason", "Wants help")
    step.suitability.suitable.click()
    assert "Judged suitable" in shown(step.suitability)
    assert not any("has not been judged" in one for one in shown(step.decision))

    step.suitability.again.click()
    type_in(step.suitability.form, "suitability_reason", "In hospital now")
    step.suitability.not_suitable.click()

    assert [one.suitable for one in rows(Suitability)] == [True, False]
    assert "Judged not suitable" in shown(step.suitability)


def test_beside_the_decision_stands_what_it_would_agree_with(open_step):
    step = open_step(offences=[an_offence(category="CI")], ordered=Ordered())

    stands = step.decision.stands.text()

    assert "Not met: Suitable for an out-of-court disposal." in stands
    assert "Not known: No court order, no bail." in stands


def test_a_decision_is_taken_again_and_the_earlier_can_be_seen(open_step, rows):
    step = open_step(person=someone(postcode="SA18 1AA"))
    type_in(step.decision.form, "reason", "Too far away")
    step.decision.not_eligible.click()
    assert step.rules.askings == []
    assert all(row.action is None for row in step.rows.values())  # it is shown as it was

    press_button(step.decided, "Decide again")
    step.go_to("lives_in_area")
    type_in(step.panel.form, "why", "Her tenancy shows it")
    step.panel.inside.click()
    type_in(step.decision.form, "reason", "She lives here after all")
    step.decision.eligible.click()

    assert rows(Case)[0].state is State.ELIGIBLE
    assert [one.reason for one in rows(EligibilityDecision)] == [
        "Too far away",
        "She lives here after all",
    ]
    assert "She lives here after all" in shown(step.decided)
    assert "Checked by hand" in said(step, "lives_in_area")
    press_button(step.decided, "Decided: not eligible")
    assert "Too far away" in shown(step.decided)
    assert "divided" in said(step, "lives_in_area")
    press_button(step.decided, "Show the decision that counts")
    assert "She lives here after all" in shown(step.decided)


def press_button(widget, beginning):
    QApplication.processEvents()
    buttons = widget.findChildren(QPushButton)
    next(one for one in buttons if one.isVisible() and one.text().startswith(beginning)).click()


def test_a_prompt_says_that_it_does_not_bar_and_is_no_part_of_the_advice(
    make_room, show, desk, assessor
):
    case_id = refer(desk, assessor, **DURHAM)
    answer(desk, assessor, case_id, "hate_crime", True)
    durham = desk.schemes.version("durham-checkpoint-2015-04")
    rules = [
        replace(one, effect=Effect.PROMPTS) if one.code == "no_hate_crime" else one
        for one in durham.rules
    ]
    book = SchemeBook((replace(durham, rules=tuple(rules)),))
    room = replace(make_room(), desk=replace(desk, schemes=book))

    step = show(EligibilityStep(room, case_id), 900, 2400)

    assert "Not met" in said(step, "no_hate_crime")
    assert "it does not bar" in said(step, "no_hate_crime")
    assert "hate crime" not in step.decision.stands.text()


def test_the_sources_are_shown_on_asking(open_step):
    step = open_step()
    assert not any("Commissioning Overview" in one for one in shown(step.rules))

    step.sources.click()

    assert any("Commissioning Overview" in one for one in shown(step.rules))


def test_a_rank_is_chosen_or_written_where_it_is_none_of_the_list(open_step, rows):
    step = open_step(language="cy")
    type_in(step.decision.form, "reason", "Pob rheol wedi’i bodloni")
    step.decision.eligible.click()
    form = step.authority.form
    assert form.rows["rank_note"].isHidden()
    form.restore({"officer": "Gwen Alder", "rank": "chief_inspector", "number": "88"})
    form.submitted.emit()
    assert any("Prif arolygydd Gwen Alder" in one for one in shown(step.authority))

    step.authority.change.click()
    form.restore({"rank": "another"})
    form.submitted.emit()
    assert form.rows["rank"].problem.text
    assert not form.rows["rank_note"].isHidden()
    form.restore({"rank_note": "Rhingyll <dros dro>"})
    form.submitted.emit()

    assert rows(Authorisation)[0].rank == "Rhingyll <dros dro>"
    step.authority.change.click()
    assert form.raw()["rank"] == "another"
    assert form.raw()["rank_note"] == "Rhingyll <dros dro>"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_orders_read_at_a_glance(desk, language):
    order = Order(OrderKind.COMMUNITY_ORDER, "Llys & Co", dt.date(2026, 6, 1))
    bail = Order(OrderKind.POLICE_BAIL, another_matter=False)
    texts = desk.texts(language)

    lines = [said for _, said in ordered_lines(texts, Ordered(True, True, (order, bail)))]

    assert "Llys & Co" in lines[0]
    assert texts("order.another_matter_no") in lines[1]
    assert [said for _, said in ordered_lines(texts, Ordered(False, None))] == [
        texts("order.court_order_no"),
        texts("common.not_known"),
    ]
