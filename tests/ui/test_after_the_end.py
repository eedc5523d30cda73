"""What is asked after a case has ended, by keys, in its outcome step."""

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from tests.services.test_reopening import moved_away
from tests.services.verbs_after import (
    closed,
    closed_on,
    ended_on,
    nothing_found,
    something_found,
    wait,
)
from tests.services.verbs_tracking import running, seen
from tests.ui.keyboard import press, save
from tests.ui.pressing import button
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.retention import Reviewed
from triage_app.domain.roles import Role
from triage_app.services import reoffending, reopening, retention
from triage_app.services.desk import Actor
from triage_app.storage.models import Case, FoundOffence, ReoffendingCheck, RetentionReview
from ui.outcome.whole import WholeOutcome
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look

THIRD = Actor(8, "third.supervisor", "Third Supervisor", Role.SUPERVISOR)


@pytest.fixture
def case_id(desk, clock, assessor, supervisor):
    case_id = closed(desk, clock, assessor, supervisor)
    wait(clock, ended_on(desk, case_id) + relativedelta(months=6))
    return case_id


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = WholeOutcome(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


def test_a_check_that_found_nothing_is_saved_by_keys(desk, case_id, open_step, rows):
    step = open_step(case_id)
    step.go_to("checked_on")

    press(Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space)
    save()

    (made,) = rows(ReoffendingCheck)
    assert (made.source, made.found, made.checked_on) == ("pnc", False, desk.today())
    assert step.after.form is None


def test_an_offence_is_asked_for_only_where_one_was_found(desk, case_id, open_step, rows):
    form = open_step(case_id).after.form
    assert form.rows["offence_day"].isHidden()

    form.fill({"source": "pnc", "found": True})
    form.go_to("offence_day")
    day = ended_on(desk, case_id) + relativedelta(days=9)
    press(f"{day:%d/%m/%Y}", Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    save()

    (found,) = rows(FoundOffence)
    assert (found.day, found.proof) == (day, "charge")


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(case_id, open_step, rows):
    step = open_step(case_id)
    step.after.form.fill({"note": "Rang the bureau <b>twice</b>"})
    step.go_to("checked_on")

    save()

    form = step.after.form
    assert [one for one, row in form.rows.items() if row.problem.text] == ["source", "found"]
    assert form.raw()["note"] == "Rang the bureau <b>twice</b>"
    assert rows(ReoffendingCheck) == []


def test_another_offence_is_added_to_a_check_by_keys(desk, case_id, open_step, rows, texts):
    step = open_step(case_id)
    step.after.form.fill({"source": "pnc", "found": False})
    step.go_to("checked_on")
    save()
    button(step, texts("reoffending.add_offence")).setFocus()
    press(Qt.Key.Key_Space)

    day = ended_on(desk, case_id) + relativedelta(days=9)
    press(f"{day:%d/%m/%Y}", Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab, "Affray")
    save()

    (found,) = rows(FoundOffence)
    assert (found.proof, found.what) == ("arrest", "Affray")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_what_comes_after_is_well_made_in_both_languages_and_at_any_size(
    theme, desk, clock, assessor, case_id, open_step, language, scale
):
    end = ended_on(desk, case_id)
    found = something_found(desk, 6, end + relativedelta(days=9))
    reoffending.record(desk, assessor, case_id, found)
    wait(clock, end + relativedelta(months=12))
    theme.wear(Look(LIGHT, scale))
    step = open_step(case_id, language=language)
    step.after.form.fill({"found": True})

    is_well_made(step)
    assert sideways(step) == []


def test_what_was_looked_up_before_a_case_was_reopened_is_shown_and_asks_for_nothing(
    desk, clock, assessor, supervisor, open_step, texts
):
    case_id = running(desk, assessor, supervisor)
    moved_away(desk, assessor, case_id)
    wait(clock, ended_on(desk, case_id) + relativedelta(months=6))
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))
    reopening.reopen(desk, supervisor, seen(desk, case_id), "They are back.")
    moved_away(desk, assessor, case_id)

    step = open_step(case_id)

    shown = [one.text() for one in step.after.findChildren(QLabel)]
    assert texts("reoffending.earlier") in shown
    assert texts("reoffending.not_offended", n=6) in shown
    assert step.after.findChildren(QPushButton) == []


@pytest.fixture
def old(desk, clock, case_id):
    """A closed case whose years are over."""
    clock.set(f"{closed_on(desk, case_id) + relativedelta(years=6)} 10:00")
    return case_id


@pytest.fixture
def second():
    return Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)


def test_a_record_is_kept_until_another_day_by_keys(supervisor, old, open_step, rows):
    step = open_step(old, actor=supervisor)
    step.keeping.form.fill({"choice": "keep"})
    step.keeping.form.go_to("until")
    press("11/5/2034", Qt.Key.Key_Tab, "A claim is open.")
    save()

    (made,) = rows(RetentionReview)
    assert (made.choice, made.until, made.reason) == (
        "keep",
        dt.date(2034, 5, 11),
        "A claim is open.",
    )
    assert step.keeping.form is None


def test_a_disposal_is_proposed_and_who_proposed_it_is_offered_no_form(
    supervisor, old, open_step, rows
):
    step = open_step(old, actor=supervisor)
    step.go_to("choice")
    press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab, "Nobody asked for it.")
    save()

    assert [one.choice for one in rows(RetentionReview)] == ["dispose"]
    assert (step.keeping.form, step.keeping.answer) == (None, None)


def test_a_second_person_is_asked_once_and_then_it_is_gone(
    desk, supervisor, second, old, open_step, rows, listener
):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    step = open_step(old, actor=second)
    gone_to = []
    step.went.connect(gone_to.append)
    step.go_to("choice")
    listener.answer = False
    save()
    assert len(rows(Case)) == 1

    listener.answer = True
    save()

    assert rows(Case) == []
    assert [one.screen for one in gone_to] == ["records"]


def test_a_disposal_is_refused_with_a_reason(desk, supervisor, second, old, open_step, rows, texts):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    step = open_step(old, actor=second)
    step.go_to("choice")
    press("A complaint came in.")
    button(step, texts("retention.refuse")).setFocus()
    press(Qt.Key.Key_Space)

    assert rows(RetentionReview)[0].refused_reason == "A complaint came in."
    assert step.keeping.form is not None


def refuse(step, texts):
    button(step, texts("retention.refuse")).setFocus()
    press(Qt.Key.Key_Space)


def test_a_refusal_without_a_reason_says_so_beside_its_field_and_keeps_the_form(
    desk, supervisor, second, old, open_step, texts
):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    step = open_step(old, actor=second)

    refuse(step, texts)

    assert step.keeping.answer.rows["answer_reason"].problem.text
    assert step.keeping.answer.isAncestorOf(step.window().focusWidget())


def test_what_another_has_answered_meanwhile_is_told_and_shown(
    desk, supervisor, second, old, open_step, texts, listener
):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    step = open_step(old, actor=replace(second, id=4))  # a member: what is typed is kept for them
    one = retention.view(desk, THIRD, old).waiting
    retention.refuse(desk, THIRD, (one.review_id, one.version), "A claim is open.")
    step.go_to("choice")
    press("A complaint came in.")

    refuse(step, texts)

    assert THIRD.username in listener.heard[-1]
    assert (step.keeping.answer, step.keeping.form is not None) == (None, True)


def test_from_a_record_that_another_has_disposed_of_meanwhile_the_next_ones_come(
    desk, supervisor, second, old, open_step, listener
):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    step = open_step(old, actor=second)
    gone_to = []
    step.went.connect(gone_to.append)
    one = retention.view(desk, THIRD, old).waiting
    retention.confirm(desk, THIRD, (one.review_id, one.version))
    step.go_to("choice")

    save()

    assert [one.screen for one in gone_to] == ["records"]
    assert len(listener.heard) == 1


def test_who_comes_from_the_list_has_the_keyboard_in_the_answer(
    desk, supervisor, second, old, make_room, show
):
    retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
    shell = show(Shell(make_room(second)))
    shell.go(Place("records"))
    shell.page.go_to("")
    press(Qt.Key.Key_Space)

    assert shell.page.step.keeping.answer.isAncestorOf(shell.focusWidget())


def test_an_assessor_is_not_asked_about_the_record(old, open_step):
    assert open_step(old).keeping.isHidden()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_keeping_is_well_made_in_both_languages_and_at_any_size(
    theme, desk, supervisor, second, old, open_step, language, scale
):
    theme.wear(Look(LIGHT, scale))
    for actor, proposed in ((supervisor, False), (second, True)):
        if proposed:
            retention.decide(desk, supervisor, old, Reviewed("dispose", None, "Over."))
        step = open_step(old, actor=actor, language=language)

        is_well_made(step)
        assert sideways(step) == []
