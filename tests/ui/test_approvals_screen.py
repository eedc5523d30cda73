"""The supervisor's queue on the screen: one list, cut down by kind, opened where it stands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_approvals import WAYS, WHY, ask
from tests.ui.keyboard import press
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.approval import Matter
from triage_app.domain.roles import Role
from triage_app.services import approval_queue
from triage_app.services.desk import Actor
from triage_app.storage.models import Case, Member
from ui.approvals.row import time_left
from ui.approvals.screen import ApprovalsScreen
from ui.decision import time_told
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look


@pytest.fixture
def second(desk):
    """A supervisor beside the one of the tests."""
    with desk.sessions.begin() as session:
        one = Member(username="huw.linnet", name="Huw Linnet", role=Role.SUPERVISOR)
        session.add(one)
        session.flush()
        return Actor(one.id, one.username, one.name, one.role)


@pytest.fixture
def asked(desk, assessor, supervisor):
    """One of every kind, none of them put forward by the second supervisor."""
    askers = {Matter.DISPOSAL: supervisor}
    return {one: ask(desk, askers.get(one, assessor), assessor, supervisor, one) for one in Matter}


@pytest.fixture
def screen(make_room, show):
    """Return a function that opens the approvals of a supervisor."""
    return lambda actor, **room: show(ApprovalsScreen(make_room(actor=actor, **room)), 1166, 700)


def said(widget):
    QApplication.processEvents()  # what was just added is not shown before
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def tab(screen, matter):
    return screen.tabs.tabs[matter]


def test_every_kind_is_a_row_and_a_tab_and_opens_to_its_own_form(
    asked, supervisor, second, screen, make_room, show
):
    shown = screen(second)
    assert len(shown.rows) == len(asked) == len(Matter)
    for matter, row in asked.items():
        shown.go_to(row.key)
        assert shown.part.form is not None
        assert tab(shown, matter).text().endswith("1")
        assert row.name in said(shown)
    tab(shown, Matter.BREACH).click()
    assert len(shown.rows) == 1
    assert asked[Matter.BREACH].name in said(shown)
    assert asked[Matter.VARIATION].name not in said(shown)

    # What one proposed oneself says so in its row, and who may decide it once it is opened.
    own = screen(supervisor)
    assert "For another to decide" in said(own)
    own.go_to(asked[Matter.DISPOSAL].key)
    assert own.part.form is None
    assert "Huw Linnet" in said(own.part)

    # The rail counts the same, and Today leads to the very row.
    shell = show(Shell(make_room(actor=second)), 1366, 768)
    shell.go(Place("approvals"))
    QApplication.processEvents()  # the rail counts once the screen is painted
    (item,) = [one for one in shell.rail.items if one.section.code == "approvals"]
    assert item.count == len(shell.page.rows) == len(Matter)
    shell.go(Place("today"))
    tasks = [one for _, one in shell.page._tasks]
    (task,) = [one for one in tasks if one.row.due.kind == Matter.VARIATION]
    shell.go(task.place)
    assert shell.page.part.waiting.case_id == asked[Matter.VARIATION].case_id


def test_a_limit_that_nobody_knows_is_no_limit_to_nobody(desk, asked, second, screen):
    with desk.sessions.begin() as session:
        offence = session.get_one(Case, asked[Matter.BREACH].case_id).offences[0]
        offence.category, offence.domestic_abuse, offence.first_day = "CS", False, None

    times = [
        (one.kind, time_left(desk.texts("en"), one)) for one in approval_queue.queue(desk, second)
    ]

    assert sorted(times) == [
        (Matter.BREACH, "Days left to charge not known"),
        (Matter.DISPOSAL, ""),  # it is closed: nobody waits for the time
        (Matter.OWN_WORDS, "No time limit to charge"),
        (Matter.VARIATION, "No time limit to charge"),
    ]
    shown = screen(second)
    shown.go_to(asked[Matter.BREACH].key)
    assert time_told(desk.texts("en"), shown.part.waiting) == "Days left to charge not known"


def test_who_comes_second_is_told_and_the_row_goes(desk, asked, second, screen, listener):
    first = replace(second, username="another", name="Another")
    shown = screen(second)
    tab(shown, Matter.VARIATION).click()
    shown.go_to("")
    press(Qt.Key.Key_Return, "Say by when", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert shown.tabs.kind is None  # nothing of it waits any more
    assert not tab(shown, Matter.VARIATION).isVisible()
    assert shown.rows[0].hasFocus()

    del asked[Matter.VARIATION]
    for matter, row in asked.items():
        shown.go_to(row.key)
        WAYS[matter].no(desk, first, row)

        shown.part.form.fill({"found": True, "approved": True, "reason": WHY})
        shown.part.form.submitted.emit()

        assert listener.heard[-1].startswith("another has decided this already")
        assert row.key not in {one.key for one in approval_queue.queue(desk, second)}
        assert shown.part is None
    assert shown.rows == []


def test_the_list_is_well_made_in_both_languages_at_either_size(asked, second, screen, theme):
    for language, text in (("en", 1), ("cy", 1), ("en", 2), ("cy", 2)):
        theme.wear(Look(LIGHT, text))
        shown = screen(second, language=language)
        for row in asked.values():
            shown.go_to(row.key)
            QApplication.processEvents()
            is_well_made(shown)
            assert sideways(shown) == []
        shown.hide()
    theme.wear(Look(LIGHT))


def test_a_name_without_a_space_does_not_make_the_queue_scroll_sideways(
    desk, assessor, supervisor, second, screen, theme
):
    row = ask(desk, assessor, assessor, supervisor, Matter.OWN_WORDS)
    with desk.sessions.begin() as session:
        session.get_one(Case, row.case_id).person.name = "Llanfairpwll" * 24
    for scale in (1.0, 2.0):
        theme.wear(Look(LIGHT, scale))
        shown = screen(second)
        assert "Llanfairpwll" * 24 in said(shown).replace("\u200b", "")
        assert sideways(shown) == []
        is_well_made(shown)
