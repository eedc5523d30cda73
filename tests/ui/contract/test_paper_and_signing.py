"""The paper and the signatures on it: by keys to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_contract import SIGNED_AT, assessed, drafted, live, papered, signed
from tests.services.verbs_referral import someone
from tests.ui.keyboard import held, named, press, save, tab_to
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.workflow import State
from triage_app.services import contract_papers
from triage_app.storage.models import Case, Paper, Signature
from ui.contract.agreed import Agreed
from ui.contract.signatures import SignaturesForm


def sign_by_keys():
    """Fill in the paper's moments and the answer, by keys alone."""
    for role in ("participant", "assessor"):
        label = f"Day and time the {role} wrote, time"
        tab_to(lambda one, label=label: one.accessibleName() == label)
        press("09:30")
    tab_to(named("Signed"))
    press(Qt.Key.Key_Space)


def go(step, field):
    step.go_to(field)
    QApplication.processEvents()


# ── The paper and the signatures ─────────────────────────────────────────────────────────────


def test_with_nothing_wrong_the_paper_is_made_and_shown(
    desk, assessor, supervisor, open_step, rows
):
    step = open_step(drafted(desk, assessor, supervisor).case_id)
    tab_to(named("Make the paper"))
    press(Qt.Key.Key_Return)
    assert [paper.language for paper in rows(Paper)] == ["en"]
    assert step.papers.sheet.isVisible()


def test_a_draft_is_previewed_and_not_filed(desk, assessor, open_step, rows):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    tab_to(named("Preview"))
    press(Qt.Key.Key_Return)
    assert step.draft.isVisible()
    assert rows(Paper) == []


def test_the_paper_is_first_offered_in_the_language_the_person_reads(
    desk, assessor, supervisor, open_step
):
    person = someone(speaks="cy", reads="cy")
    step = open_step(drafted(desk, assessor, supervisor, person=person).case_id)
    assert step.body.before.edition.value() == "cy"


def test_large_print_and_an_easy_read_page_are_proposed_to_whoever_needs_them(
    desk, assessor, supervisor, open_step, rows
):
    person = someone(reads="cy", access=("easy_words", "large_print"))
    step = open_step(drafted(desk, assessor, supervisor, person=person).case_id)
    asked = step.body.before.edition
    assert (asked.value(), asked.easy_read.value()) == ("cy_large", True)
    tab_to(named("Make the paper"))
    press(Qt.Key.Key_Space)
    assert [(paper.kind, paper.language) for paper in rows(Paper)] == [
        ("CONTRACT", "cy_large"),
        ("EASY_READ", "cy"),
    ]
    assert step.papers.sheet.paper_id == rows(Paper)[0].id


def test_two_languages_side_by_side_are_not_offered_in_large_print(
    desk, assessor, supervisor, open_step
):
    step = open_step(drafted(desk, assessor, supervisor).case_id)
    asked = step.body.before.edition
    asked.set_value("en_large")
    asked.language.set_value("both")
    assert (asked.large.isEnabled(), asked.value()) == (False, "both")
    asked.language.set_value("cy")
    assert (asked.large.isEnabled(), asked.value()) == (True, "cy_large")


def test_each_paper_says_its_version_and_one_that_was_replaced_is_not_to_be_signed(
    desk, assessor, supervisor, open_step
):
    first = papered(desk, assessor, supervisor)
    contract_papers.issue(desk, assessor, first.case_id, first.seen, "cy")
    step = open_step(first.case_id)
    told = [one.text() for one in step.papers.findChildren(QLabel) if "Made " in one.text()]
    assert [one.partition(" Made")[0] for one in told] == [
        "Version 2.",
        "Version 1. Do not sign it: it is no longer valid.",
    ]


@pytest.mark.parametrize("is_signed", [False, True])
def test_an_easy_read_page_is_made_beside_a_paper_and_shown(
    desk, assessor, supervisor, open_step, rows, is_signed
):
    sheet = papered(desk, assessor, supervisor)
    if is_signed:
        signed(desk, assessor, sheet.case_id, sheet.seen)
    step = open_step(sheet.case_id)
    tab_to(named("Make an easy-read page"))
    press(Qt.Key.Key_Space)
    made = rows(Paper)[-1]
    assert (made.kind, step.papers.sheet.paper_id) == ("EASY_READ", made.id)


def test_signatures_are_recorded_by_keys_and_the_contract_is_live(
    desk, assessor, supervisor, open_step, rows, qtbot
):
    step = open_step(papered(desk, assessor, supervisor).case_id)
    go(step, "sign")
    assert isinstance(step.body, SignaturesForm)
    sign_by_keys()
    with qtbot.waitSignal(step.changed):
        save()
    assert rows(Case)[0].state is State.LIVE
    assert isinstance(step.body, Agreed)
    assert [(one.role, one.manner) for one in rows(Signature)] == [
        ("participant", "signed"),
        ("assessor", "signed"),
        ("appropriate_adult", "not_needed"),
        ("interpreter", "not_needed"),
    ]
    assert {one.at for one in rows(Signature)[:2]} == {SIGNED_AT}


def test_a_refusal_asks_for_its_witness_and_shows_what_may_follow(
    desk, assessor, supervisor, open_step, rows, qtbot
):
    step = open_step(papered(desk, assessor, supervisor).case_id)
    go(step, "sign")
    form = step.body.form
    assert not form.rows["witness"].isVisible()
    form.fill({"manner": "refused", "assessor_at": SIGNED_AT, "witness_at": SIGNED_AT})
    assert form.rows["witness"].isVisible()
    assert not form.rows["participant_at"].isVisible()
    save()
    assert form.rows["witness"].problem.text
    assert held() is form.rows["witness"].control
    press("Gwenllian Osprey")
    save()
    assert form.rows["witness_capacity"].problem.text
    form.fill({"witness_capacity": "custody_staff"})
    save()
    assert rows(Case)[0].state is State.ASSESSED
    assert step.body.before.note.isVisible()
    with qtbot.waitSignal(step.went) as gone:
        step.body.before.decline.click()
    assert (gone.args[0].step, gone.args[0].field) == ("consent", "way_out")


def test_nothing_signed_yet_says_so_beside_the_question(desk, assessor, supervisor, open_step):
    step = open_step(papered(desk, assessor, supervisor).case_id)
    go(step, "sign")
    step.body.form.fill({"participant_at": SIGNED_AT, "assessor_at": SIGNED_AT})
    save()
    assert step.body.form.rows["manner"].problem.text


def test_the_form_is_walked_in_the_order_of_the_paper(desk, assessor, supervisor, open_step):
    person = someone(appropriate_adult=True, appropriate_adult_name="Eluned Wren", interpreter=True)
    step = open_step(papered(desk, assessor, supervisor, person=person).case_id)
    go(step, "sign")
    step.body.form.fill({"manner": "unable", "interpreter_manner": "unable"})
    assert [*step.body.form.rows] == [
        "participant_at",
        "assessor",
        "assessor_at",
        "appropriate_adult",
        "appropriate_adult_manner",
        "appropriate_adult_at",
        "interpreter",
        "interpreter_manner",
        "interpreter_at",
        "manner",
        "copy_taken",
        "witness",
        "witness_capacity",
        "witness_at",
    ]
    hidden = [name for name, row in step.body.form.rows.items() if row.isHidden()]
    assert hidden == ["participant_at", "interpreter_at"]


def test_paper_and_signing_are_well_made(desk, assessor, supervisor, open_step, language):
    step = open_step(papered(desk, assessor, supervisor).case_id, language=language)
    is_well_made(step)
    go(step, "sign")
    is_well_made(step)
    assert sideways(step.window()) == []


def test_what_was_agreed_is_well_made(desk, assessor, supervisor, open_step):
    step = open_step(live(desk, assessor, supervisor).case_id)
    is_well_made(step)
    assert held() is step.body.paper
