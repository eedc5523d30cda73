"""The referral step: what is known from before, and two records linked or made one, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.workflow import State
from triage_app.services import linking
from triage_app.storage.models import Case, Person, PersonLink
from ui.referral.step import RECORDS, ReferralStep

KEY = Qt.Key


@pytest.fixture
def two(desk, assessor):
    """One person who is in the caseload twice; the second record's case is closed."""
    ids = []
    for number, name in enumerate(("Osian Sandpiper", "Ossian Sandpyper")):
        stay = a_stay(custody_record=f"CR/{9001 + number}")
        changes = {"telephone": f"07700 90012{number}", "known_as": "Ozzy" * number}
        person = someone(name=name, **changes)
        case_id = refer(desk, assessor, person=person, custody=stay, another_person=True)
        with desk.sessions.begin() as session:
            case = session.get_one(Case, case_id)
            case.state = State.CLOSED if number else case.state
            ids.append((case_id, case.person_id))
    return ids


@pytest.fixture
def step_for(make_room, show, two):
    """Return a function that shows the first record's referral to somebody."""

    def step_for(actor, language="en"):
        step = ReferralStep(make_room(actor, language), two[0][0])
        step.changed.connect(step.refresh)  # as the case's page does
        return show(step)

    return step_for


def said(widget):
    return [
        one.text().replace("\u200b", "")
        for one in widget.findChildren(QLabel)
        if one.isVisibleTo(widget)
    ]


def press(qtbot, *keys):
    for key in keys:
        held = QApplication.focusWidget()
        qtbot.keyClicks(held, key) if isinstance(key, str) else qtbot.keyClick(held, key)


def set_beside(step, qtbot):
    """Look for the other record by its telephone number, and choose it."""
    step.go_to(RECORDS)
    press(qtbot, KEY.Key_Return, "07700 900121", KEY.Key_Down)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is step.records.match.finder.list)
    press(qtbot, KEY.Key_Return)
    form = step.records.match.form
    qtbot.waitUntil(form.kind.isVisible)
    return form


def test_a_supervisor_makes_two_records_one(step_for, supervisor, qtbot, listener, rows):
    step = step_for(supervisor)
    form = set_beside(step, qtbot)
    assert {"nearly", "differs", "matches"} <= set(said(form))
    press(qtbot, KEY.Key_Space)  # one person
    assert "1 case moves to this record, with everything in it." in said(form)
    assert any("Ozzy" in words for words in said(form))
    form.go_to("value_telephone")
    press(qtbot, KEY.Key_Down)
    form.go_to("reason")
    press(qtbot, "Says so himself")

    form.submitted.emit()

    assert "cannot be parted" in listener.asked[0][0]
    (person,) = rows(Person)
    assert (person.name, person.telephone, person.known_as) == (
        "Osian Sandpiper",
        "07700 900121",
        "Ozzy",
    )
    lost = "Not kept: Name: Ossian Sandpyper; Telephone: 07700 900120"
    qtbot.waitUntil(lambda: lost in said(step))
    assert any("DP-26-0002" in one for one in said(step))


def test_one_who_goes_back_at_the_last_question_has_changed_nothing(
    step_for, supervisor, qtbot, listener, rows
):
    listener.answer = False
    form = set_beside(step_for(supervisor), qtbot)
    form.kind.set_value("merge")
    form.rows["reason"].control.set_value("Says so himself")

    form.submitted.emit()

    assert len(rows(Person)) == 2


def test_without_an_answer_or_a_reason_it_is_said_beside_the_field(
    step_for, supervisor, qtbot, rows
):
    form = set_beside(step_for(supervisor), qtbot)
    form.submitted.emit()
    assert form.rows["kind"].problem.text
    form.kind.set_value("merge")

    form.submitted.emit()

    assert form.rows["reason"].problem.text
    assert len(rows(Person)) == 2


def test_an_assessor_links_what_a_supervisor_may_merge(step_for, assessor, qtbot, rows):
    step = step_for(assessor)
    form = set_beside(step, qtbot)
    assert form.kind.buttons()[0].text().startswith("Perhaps one person")
    press(qtbot, KEY.Key_Space)
    form.go_to("reason")
    press(qtbot, "One telephone")

    form.submitted.emit()

    assert [one.reason for one in rows(PersonLink)] == ["One telephone"]
    qtbot.waitUntil(lambda: any(one.startswith("Perhaps the same person: O") for one in said(step)))


def test_a_link_leads_to_the_other_case_and_is_taken_away(
    step_for, desk, assessor, two, qtbot, listener, rows
):
    linking.link(desk, assessor, two[0][1], two[1][1], "household", "Brothers")
    step = step_for(assessor)
    buttons = {one.text(): one for one in step.records.findChildren(QPushButton)}

    with qtbot.waitSignal(step.went) as went:
        buttons["Open DP-26-0002"].click()
    buttons["Take the link away"].click()

    assert went.args[0].case_id == two[1][0]
    assert listener.asked
    assert rows(PersonLink) == []
    assert not any("household" in words for words in said(step))


def test_two_live_cases_are_told_and_merging_is_not_offered(step_for, supervisor, desk, two, qtbot):
    with desk.sessions.begin() as session:
        session.get_one(Case, two[1][0]).state = State.REFERRED

    form = set_beside(step_for(supervisor), qtbot)

    assert any("DP-26-0001 and DP-26-0002" in words for words in said(form))
    assert not any("merge the other" in one.text() for one in form.kind.buttons())


def test_nothing_of_it_is_ever_a_window_of_its_own(make_room, assessor, qtbot, two):
    other = ReferralStep(make_room(assessor), two[0][0])
    qtbot.addWidget(other)

    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []


def test_the_reason_typed_is_there_again_after_leaving(step_for, supervisor, qtbot):
    step = step_for(supervisor)
    form = set_beside(step, qtbot)
    form.go_to("reason")
    press(qtbot, "Says so himself")

    step.leave()
    step.records._put_away()
    again = set_beside(step, qtbot)

    assert again.rows["reason"].control.value() == "Says so himself"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whatever_takes_the_keyboard_has_a_name(step_for, supervisor, qtbot, language):
    step = step_for(supervisor, language)
    form = set_beside(step, qtbot)
    form.kind.set_value("merge")

    fields = [one for row in form.rows.values() for one in row.typed_in()]
    radios = [one for row in form.rows.values() for one in _radios(row.control)]

    assert all(one.accessibleName() for one in (*fields, *radios))
    assert step.records.match.finder.line.accessibleName()


def _radios(control):
    return control.buttons() if hasattr(control, "buttons") else []
