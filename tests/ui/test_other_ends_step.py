"""A case ends another way, is reopened and changes its officer: by keys, at the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from tests.services.test_other_ends import AWAY, DIED, OVER, end, tell_all
from tests.services.test_reopening import reopen
from tests.services.verbs_consent import consented
from tests.services.verbs_referral import an_offence
from tests.services.verbs_tracking import running
from tests.ui.keyboard import press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.workflow import State
from triage_app.storage.models import Case, Ending, EndingTold, FormerOfficer, Paper
from ui.outcome.step import OutcomeStep
from ui.theme import LIGHT, Look

SUMMARY = an_offence(
    code="CJ88116", category="CS", title="Assault by beating", domestic_abuse=False
)


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = OutcomeStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor, offences=[SUMMARY])


def said(step):
    return " ".join(one.text() for one in step.findChildren(QLabel) if one.isVisible())


def test_a_case_ends_another_way_by_keys_and_what_follows_is_said_first(
    desk, open_step, case_id, rows
):
    step = open_step(case_id)
    step.go_to("another_way")
    assert desk.texts("en")("endings.choose_first") in said(step)
    press(Qt.Key.Key_Space)
    assert "The case goes back to the officer" in said(step)
    assert "The last day to charge is" in said(step)
    step.ends.way.form.go_to("reason")
    press("Their sister rang")
    save()
    assert rows(Case)[0].state is State.RETURNED
    assert rows(Ending)[0].reason == "Their sister rang"
    assert step.papers.sheet.isVisible()


def test_before_a_contract_it_ends_here_too(desk, assessor, open_step, rows):
    step = open_step(consented(desk, assessor))
    assert desk.texts("en")("endings.none_yet") in said(step)
    step.go_to("another_way")
    press(Qt.Key.Key_Space)
    step.ends.way.form.go_to("reason")
    press("Their sister rang")
    save()
    assert rows(Case)[0].state is State.RETURNED
    assert step.papers.sheet.isVisible()
    assert any("result" in form.rows for form in step.forms)


def test_what_is_missing_is_said_beside_its_field(open_step, case_id, rows):
    step = open_step(case_id)
    step.go_to("another_way")
    save()
    assert rows(Ending) == []
    assert step.ends.way.form.summary.isVisible()


def test_who_takes_a_case_over_is_asked_only_of_a_transfer(open_step, case_id):
    step = open_step(case_id)
    step.go_to("another_way")
    form = step.ends.way.form
    shown = {}
    for one in form._seen.ends:
        form.end.set_value(one.code)
        form._say()
        shown[one.code] = form.rows["to_whom"].isVisible()
    assert [code for code, seen in shown.items() if seen] == ["transferred"]


def test_thinking_better_of_it_leaves_the_case_as_it_is(open_step, case_id, rows):
    step = open_step(case_id)
    step.go_to("another_way")
    step.ends.way.form.thought_better.emit()
    assert step.ends.way.opener.hasFocus()
    assert rows(Ending) == []


def test_what_was_being_typed_is_kept(open_step, case_id):
    step = open_step(case_id)
    step.go_to("another_way")
    press(Qt.Key.Key_Space)
    step.ends.way.form.go_to("reason")
    press("Their sis")
    step.leave()
    again = open_step(case_id)
    again.go_to("another_way")
    assert again.ends.way.form.values()["reason"] == "Their sis"


def test_everybody_is_told_and_the_case_closed_by_keys(desk, assessor, open_step, case_id, rows):
    end(desk, assessor, case_id, DIED)
    step = open_step(case_id)
    for _ in rows(EndingTold):
        number = next(one.id for one in rows(EndingTold) if one.told_on is None)
        step.go_to(f"end_told_{number}")
        press(Qt.Key.Key_Space)
        save()
    step.go_to("paper")
    save()
    assert all(one.told_on for one in rows(EndingTold))
    step.go_to("settle")
    press(Qt.Key.Key_Space)
    assert rows(Case)[0].state is State.CLOSED
    assert desk.texts("en")("endings.archived") in said(step)


def test_a_case_handed_over_waits_until_they_say_that_they_have_it(
    desk, assessor, open_step, case_id
):
    end(desk, assessor, case_id, OVER)
    step = open_step(case_id)
    assert step.ends.close_it is None
    step.go_to("acknowledged_on")
    save()
    assert "They have had the case since" in said(step)


def test_a_supervisor_reopens_it_by_keys(desk, assessor, supervisor, open_step, case_id, rows):
    end(desk, assessor, case_id, AWAY)
    step = open_step(case_id, actor=supervisor)
    step.ends.again.open()
    press("They came back")
    save()
    assert rows(Case)[0].state is State.LIVE
    assert "They came back" in said(step)
    assert rows(Paper)[-1].kind == "REOPENED"


def test_each_service_told_of_the_end_is_ticked_off_once_it_knows_of_the_reopening(
    desk, assessor, supervisor, open_step, case_id, rows
):
    end(desk, assessor, case_id, AWAY)
    tell_all(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    step = open_step(case_id)
    assert "Who must be told that it was reopened" in said(step)
    waits = [one for one in rows(EndingTold) if one.again]

    step.go_to(f"end_told_{waits[0].id}")
    press(Qt.Key.Key_Space)
    save()

    told = [one for one in rows(EndingTold) if one.again and one.told_on]
    assert [one.id for one in told] == [waits[0].id]
    listed = {paper.kind for paper in step.papers._papers}
    assert {"PARTNER_REOPENED", "REOPENED"} <= listed


def test_why_it_should_be_reopened_is_kept_while_one_is_elsewhere(
    desk, assessor, supervisor, open_step, case_id
):
    end(desk, assessor, case_id, AWAY)
    step = open_step(case_id, actor=supervisor)
    step.ends.again.open()
    press("They came")
    step.leave()
    again = open_step(case_id, actor=supervisor).ends.again
    again.open()
    assert again.form.values()["reopen_why"] == "They came"
    again.form.thought_better.emit()
    again.open()
    assert again.form.values()["reopen_why"] == ""


def test_an_assessor_is_not_offered_to_reopen(desk, assessor, open_step, case_id):
    end(desk, assessor, case_id, AWAY)
    assert open_step(case_id).ends.again is None


def test_the_officer_changes_by_keys(open_step, case_id, rows):
    step = open_step(case_id)
    step.ends.officer.open()
    press("DC Fulmar", Qt.Key.Key_Tab, "0931", Qt.Key.Key_Tab)
    step.ends.officer.form.go_to("told_them")
    press("The last day")
    save()
    assert rows(Case)[0].officer_name == "DC Fulmar"
    assert rows(FormerOfficer)[0].next_told == "The last day"
    assert "DC Fulmar, 0931" in said(step)


@pytest.mark.parametrize(("language", "text"), [("en", 100), ("cy", 100), ("en", 200), ("cy", 200)])
def test_the_screens_are_well_made(
    desk, assessor, supervisor, open_step, case_id, theme, language, text
):
    theme.wear(Look(LIGHT, text / 100))
    width = 1290 if text == 200 else 900
    ending = open_step(case_id, width, language=language)
    ending.go_to("another_way")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    changing = open_step(case_id, width, language=language)
    changing.ends.officer.open()
    end(desk, assessor, case_id, OVER)
    telling = open_step(case_id, width, language=language, actor=supervisor)
    telling.go_to(f"end_told_{next(iter(telling.ends.told.tickers))}")
    for step in (ending, changing, telling):
        is_well_made(step)
        assert sideways(step) == []
    theme.wear(Look(LIGHT))
