"""A condition in the office's own words: written by one, approved or returned by another."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_contract import TODAY, assessed, drafted
from tests.services.verbs_referral import someone
from tests.services.verbs_tracking import another_supervisor
from tests.services.verbs_victims import harmed
from tests.ui.keyboard import held, press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.bespoke import CODE
from triage_app.services import contracts, directory, own_words
from triage_app.storage.models import BespokeRuling
from ui.approvals.screen import ApprovalsScreen

ENGLISH, WELSH = "Write to your neighbour.", "Ysgrifennwch at eich cymydog."


def go(step, field):
    step.go_to(field)
    QApplication.processEvents()


def gap_fields(step):
    return [link.objectName() for link in step.body.before.links]


def shown(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def written(desk, assessor, supervisor):
    """Return the sheet of a contract whose second need has a condition in the office's words."""
    sheet = drafted(desk, assessor, supervisor)
    before = replace(sheet.draft.at(4), service=None, sessions=None, first_meeting=None)
    own = replace(before, code=CODE, words_en=ENGLISH, words_cy=WELSH)
    contracts.change(desk, assessor, sheet.case_id, sheet.seen, sheet.draft.put(own))
    return contracts.sheet(desk, assessor, sheet.case_id)


@pytest.fixture
def approvals(make_room, show, supervisor):
    return lambda **room: show(ApprovalsScreen(make_room(actor=supervisor, **room)), 1166, 700)


def test_it_is_written_by_keys_and_waits_for_a_supervisor(desk, assessor, supervisor, open_step):
    step = open_step(assessed(desk, assessor))
    press(Qt.Key.Key_Return)
    go(step, "condition_4.kind")
    form = step.body.editor.form
    form.rows["kind"].control.set_value(CODE)
    assert form.rows["words_en"].isVisible()
    assert form.rows["words_cy"].isVisible()
    assert not form.rows["sessions"].isVisible()
    go(step, "condition_4.words_en")
    press(ENGLISH)
    assert "Saved, it waits for" in shown(step.body.editor)
    save()
    assert "Bespoke. It waits for" in shown(step.body.editor)
    assert "condition_4.words_en" in gap_fields(step)
    assert contracts.sheet(desk, assessor, step.case_id).draft.at(4).words_en == ENGLISH
    (asked,) = own_words.queue(desk, supervisor)
    assert asked.writer == assessor.name
    assert asked.words.awaited == ("cy",)

    harmed(desk, assessor, step.case_id)
    row = step.body.editor.form.rows["words_en"]
    row.control.set_value("Write to Mrs Lapwing.")
    assert "A name in these words also stands in the restricted part" in row.warning.text
    row.control.set_value(ENGLISH)
    assert "restricted" not in row.warning.text


def test_a_supervisor_reads_who_wrote_it_and_who_changed_it_last(
    desk, assessor, approvals, written
):
    ann = another_supervisor(desk)
    sheet = contracts.sheet(desk, ann, written.case_id)
    one = sheet.draft.at(4)
    other = replace(one, words_en=f"{one.words_en} Now.")
    contracts.change(desk, ann, written.case_id, sheet.seen, sheet.draft.put(other))
    screen = approvals()
    press(Qt.Key.Key_Return)
    told = shown(screen)
    assert f"written by {assessor.name}" in told
    assert f"Last changed by {ann.name}" in told


def test_the_assessor_is_told_who_may_approve(written, open_step, supervisor):
    step = open_step(written.case_id)
    go(step, "condition_4.words_en")
    assert step.body.editor.part.form is None
    assert supervisor.name in shown(step.body.editor.part)


def test_a_supervisor_approves_in_the_case_by_keys(supervisor, written, open_step, rows):
    step = open_step(written.case_id, supervisor)
    go(step, "condition_4.approved")
    press(Qt.Key.Key_Space)
    save()
    assert [one.approved for one in rows(BespokeRuling)] == [True]
    assert gap_fields(step) == []
    assert supervisor.name in shown(step.body.editor)


def test_a_supervisor_returns_it_from_the_approvals_by_keys(written, approvals, rows, open_step):
    screen = approvals()
    screen.go_to("")
    press(Qt.Key.Key_Return)
    assert ENGLISH in shown(screen)
    assert WELSH in shown(screen)
    press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab, "Say by when")
    save()
    assert [(one.approved, one.reason) for one in rows(BespokeRuling)] == [(False, "Say by when")]
    assert screen.rows == []
    step = open_step(written.case_id)
    go(step, "condition_4.words_en")
    assert "Say by when" in shown(step.body.editor)
    assert "Say by when" in step.body.before.links[0].text()


@pytest.mark.usefixtures("written")
def test_it_cannot_be_returned_without_a_reason(approvals, rows):
    screen = approvals()
    screen.go_to("")
    press(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space)
    save()
    assert rows(BespokeRuling) == []
    assert screen.part.form.rows["words_reason"].problem.text
    assert held() is screen.part.form.rows["words_reason"].control


def test_approvals_and_the_place_fit_in_both_languages_at_either_size(
    written, open_step, approvals, supervisor, language
):
    screen = approvals(language=language)
    screen.go_to("")
    press(Qt.Key.Key_Return)
    is_well_made(screen)
    assert sideways(screen) == []
    step = open_step(written.case_id, supervisor, language)
    go(step, "condition_4.approved")
    is_well_made(step)
    assert sideways(step.window()) == []


# ── Why a need is critical, and with whom ────────────────────────────────────────────────────


def test_why_a_condition_is_proposed_stands_above_its_fields(desk, assessor, open_step):
    step = open_step(assessed(desk, assessor, needs=("finance", "drugs")))
    press(Qt.Key.Key_Return)
    go(step, "condition_3.kind")
    assert "Critical need 1" in shown(step.body.editor)
    assert "Agreed with the person" in shown(step.body.editor)


def test_each_service_says_how_it_fits_and_one_that_does_not_may_be_chosen(
    desk, assessor, supervisor, open_step
):
    sheet = drafted(desk, assessor, supervisor, person=someone(postcode="LD1 5AA", speaks="cy"))
    step = open_step(sheet.case_id)
    go(step, "condition_3.service")
    control = step.body.editor.form.rows["service"].control
    listed = [control.itemText(n) for n in range(control.count())]
    assert listed[1].startswith("Practice Recovery Service Powys: ")
    assert "in Powys" in listed[1]
    assert "not in Powys" in shown(step.body.editor)
    assert "does not work where this person lives" in " ".join(
        link.text() for link in step.body.before.remarks
    )
    assert gap_fields(step) == []
    assert step.body.before.make.isVisible()


def test_a_service_closed_yesterday_is_the_last_in_the_list_and_a_gap(
    desk, assessor, supervisor, open_step
):
    sheet = drafted(desk, assessor, supervisor)
    row = next(
        one for one in directory.services(desk, supervisor) if one.id == sheet.draft.at(3).service
    )
    gone = replace(row.entry, closed_on=TODAY - dt.timedelta(days=1))
    directory.amend(desk, supervisor, row.id, row.version, gone)
    step = open_step(sheet.case_id)
    assert gap_fields(step) == ["condition_3.service"]
    assert row.name in step.body.before.links[0].text()
    press(Qt.Key.Key_Return)
    go(step, "condition_3.service")
    control = step.body.editor.form.rows["service"].control
    assert "closed" in control.itemText(control.count() - 1)
