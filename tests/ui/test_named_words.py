"""Words that leave the office and hold a victim's name are warned of beside them, and no more."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.services.test_large_print import said_in
from tests.services.verbs_tracking import miss, propose, running
from tests.services.verbs_victims import SHOP, harmed
from triage_app.services import approvals, victims, victims_named
from triage_app.storage.models import AuditEntry, Paper
from ui.contract.varying import BeginVariation
from ui.decision import DecisionPart
from ui.tracking.step import TrackingStep


@pytest.fixture
def case_id(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    harmed(desk, assessor, case_id)
    return case_id


def warned(form, name):
    QApplication.processEvents()
    return form.rows[name].warning.text


def looks(rows):
    return [one.case_id for one in rows(AuditEntry) if one.action == "victims.named"]


@pytest.mark.parametrize(("language", "said"), [("en", "A name in these"), ("cy", "Mae enw yn y")])
def test_a_letter_is_warned_of_and_made_all_the_same(
    desk, clock, assessor, case_id, rows, make_room, show, language, said
):
    miss(desk, clock, assessor, case_id)
    step = show(TrackingStep(make_room(language=language), case_id), 900)
    step.recorder.letter()
    form = step.recorder.form
    assert warned(form, "reason") == ""

    form.fill({"reason": "Mrs Lapwing"})
    assert warned(form, "reason").startswith(said)
    assert "Lapwing" not in warned(form, "reason")  # the participant may be beside the screen
    form.fill({"reason": "Mrs Lapwing waited"})
    assert looks(rows) == [case_id]
    form.fill({"reason": "We waited"})
    assert warned(form, "reason") == ""

    form.fill({"reason": "Lapwing"})
    form.submitted.emit()
    QApplication.processEvents()
    paper = rows(Paper)[-1]
    assert paper.kind == "WARNING"
    assert "restricted" not in said_in(desk, assessor, paper.id)


def test_why_a_contract_is_varied_and_why_it_goes_on_are_looked_at(
    desk, assessor, supervisor, case_id, make_room, show
):
    form = show(BeginVariation(make_room(), case_id)).form
    form.fill({"why": "Ask Nerys Lapwing"})
    assert warned(form, "why")

    propose(desk, assessor, case_id)
    waiting = approvals.waiting_in(desk, supervisor, case_id)
    form = show(DecisionPart(make_room(actor=supervisor), waiting)).form
    form.fill({"reason": "Lapwing said so", "found": True})
    assert warned(form, "reason") == ""  # the officer knows who she is
    form.fill({"found": False})
    assert warned(form, "reason")


def test_of_a_shop_it_is_whom_to_ask_for_and_of_one_recorded_in_error_nobody(
    desk, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id, SHOP)
    assert victims_named.named_in(desk, assessor, case_id, "Redshank")
    assert not victims_named.named_in(desk, assessor, case_id, "Siop y Gornel Cyf")
    victims.remove(desk, assessor, (number, 1), "Another case's")
    assert not victims_named.named_in(desk, assessor, case_id, "Redshank")
