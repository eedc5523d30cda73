"""What is paid towards the cost, set beside the draft: by keys to whatever has the keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services import verbs_lives as lives
from tests.services.verbs_contract import drafted as settled
from tests.services.verbs_schemes import WILTSHIRE
from tests.services.verbs_tracking import another_supervisor, give_to
from tests.ui.keyboard import held, named, press, save, tab_to, wipe
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.contribution import Asked
from triage_app.services import contract_papers, contracts, contributions
from triage_app.storage.models import Contribution, Paper
from ui.contract.reading import leaves
from ui.contract.signatures import SignaturesForm


@pytest.fixture
def paying(desk, clock, assessor, supervisor):
    """Return the id of a case of which everything is drafted but what is paid."""
    clock.set(f"{WILTSHIRE.day} 09:30")
    there = replace(desk, suite=WILTSHIRE.suite)
    service = lives.a_service(there, supervisor, desk.schemes.version(WILTSHIRE.version))
    case_id = lives.before_contract(there, clock, assessor, WILTSHIRE)
    lives.drafted(there, assessor, WILTSHIRE, case_id, service)
    return case_id


def asked(desk, actor, case_id):
    ends = contracts.sheet(desk, actor, case_id).draft.ends
    contributions.ask_contribution(desk, actor, case_id, Asked(40_00, ends))


def said(step):
    return " ".join(one.text() for one in step.findChildren(QLabel) if one.isVisible())


def gap_fields(step):
    return [link.objectName() for link in step.body.before.links]


def test_the_gap_leads_to_the_amount_and_then_the_paper_is_made(open_step, paying, desk, rows):
    step = open_step(paying)
    assert gap_fields(step) == ["contribution"]
    assert held() is step.body.before.links[0]

    press(Qt.Key.Key_Return)
    press("£40")
    save()

    ends = contracts.sheet(desk, step.room.actor, paying).draft.ends
    assert [(one.pence, one.due) for one in rows(Contribution)] == [(40_00, ends)]
    assert gap_fields(step) == []
    assert named("Make the paper")(held())
    assert "still to be paid: £40.00." in said(step)
    before = len(rows(Paper))
    press(Qt.Key.Key_Return)
    assert len(rows(Paper)) == before + 1


def test_what_cannot_be_read_is_told_beside_its_field_and_kept(open_step, paying, rows):
    step = open_step(paying)
    press(Qt.Key.Key_Return)
    press("forty")
    save()

    assert "money" in step.paying.form.rows["pence"].problem.text
    assert rows(Contribution) == []
    step.leave()
    again = open_step(paying)
    assert again.paying.form.rows["pence"].control.text() == "forty"


def test_it_is_changed_by_keys_and_a_printed_paper_must_be_made_again(
    open_step, paying, desk, assessor, rows
):
    asked(desk, assessor, paying)
    seen = contracts.sheet(desk, assessor, paying).seen
    contract_papers.issue(desk, assessor, paying, seen, "en")
    step = open_step(paying)
    assert step.body.before.sign.isVisible()

    tab_to(named("Change the contribution"))
    press(Qt.Key.Key_Return)
    wipe()
    press("25.50")
    save()

    assert [one.pence for one in rows(Contribution)] == [25_50]
    assert not step.body.before.sign.isVisible()
    assert named("Make the paper")(held())


def test_a_supervisor_lets_it_be_by_keys(open_step, paying, desk, assessor, supervisor, rows):
    asked(desk, assessor, paying)
    step = open_step(paying, supervisor)

    tab_to(named("Waive the contribution"))
    press(Qt.Key.Key_Return)
    press("Out of <work>")
    save()

    assert rows(Contribution)[0].waived == "Out of <work>"
    assert "Out of <work>" in said(step)
    assert step.paying.let_be is None


def test_a_supervisor_waives_it_by_keys_before_any_amount_is_set(
    open_step, paying, supervisor, rows
):
    step = open_step(paying, supervisor)
    step.go_to("contribution")
    tab_to(named("Waive the contribution"))
    press(Qt.Key.Key_Return)
    press("On benefits")
    save()

    assert [(one.pence, one.waived) for one in rows(Contribution)] == [(0, "On benefits")]
    assert "Nothing is to be paid." in said(step)
    assert "On benefits" in said(step)
    assert gap_fields(step) == []
    sheet, room = step.sheet, step.room
    leaf = leaves(room, room.texts, sheet, sheet.draft)[-1]
    assert leaf.lines == ("You do not have to pay anything towards the cost.",)


@pytest.mark.parametrize("set_already", [False, True])
def test_a_supervisor_whose_own_case_it_is_is_told_who_could_let_it_be(
    open_step, paying, desk, assessor, supervisor, set_already
):
    if set_already:
        asked(desk, assessor, paying)
    another_supervisor(desk)
    give_to(desk, paying, supervisor)
    step = open_step(paying, supervisor)
    assert step.paying.let_be is None
    assert "It can be decided by: Ann Rees." in said(step)


def test_an_assessor_is_not_offered_to_let_it_be(open_step, paying, desk, assessor):
    assert open_step(paying).paying.let_be is None
    asked(desk, assessor, paying)
    assert open_step(paying).paying.let_be is None


def test_it_gives_way_to_the_signatures_and_comes_back(open_step, paying, desk, assessor):
    asked(desk, assessor, paying)
    seen = contracts.sheet(desk, assessor, paying).seen
    contract_papers.issue(desk, assessor, paying, seen, "en")
    step = open_step(paying)
    assert step.paying.isVisible()
    press(Qt.Key.Key_Return)
    assert isinstance(step.body, SignaturesForm)
    assert not step.paying.isVisible()
    step._back_to_draft()
    assert step.paying.isVisible()


def test_it_is_read_together_as_the_paper_says_it(open_step, paying, desk, assessor):
    asked(desk, assessor, paying)
    step = open_step(paying)
    sheet, room = step.sheet, step.room

    title, lines = [(one.title, one.lines) for one in leaves(room, room.texts, sheet, sheet.draft)][
        -1
    ]

    assert (title, lines[0]) == (
        "What you pay",
        "You pay £40.00 towards the cost by 12 September 2026.",
    )
    assert len(lines) == 4


def test_going_back_leaves_the_keyboard_on_what_is_left_to_settle(open_step, paying):
    step = open_step(paying)
    press(Qt.Key.Key_Return)
    tab_to(named("Go back"))
    press(Qt.Key.Key_Return)
    assert held() is step.body.before.links[0]


def test_a_scheme_that_asks_for_nothing_shows_nothing(open_step, desk, assessor, supervisor):
    step = open_step(settled(desk, assessor, supervisor).case_id)
    assert not step.paying.isVisible()


@pytest.mark.parametrize("set_already", [False, True])
def test_it_is_well_made(open_step, paying, desk, assessor, supervisor, language, set_already):
    if set_already:
        asked(desk, assessor, paying)
    step = open_step(paying, supervisor, language=language)
    step.go_to("contribution")
    QApplication.processEvents()
    is_well_made(step)
    assert sideways(step) == []
