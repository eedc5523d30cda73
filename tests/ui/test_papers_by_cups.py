"""Papers printed by a real CUPS: what its spooler says, what the person is asked, what is lost."""

from dataclasses import replace

import pytest

from tests import cups
from tests.documents import samples
from tests.services.verbs_referral import a_referral
from tests.ui.pressing import press
from triage_app.services import paperwork, printings, referrals
from triage_app.services.paperwork import Order
from triage_app.storage.models import Printing
from ui import spooler
from ui.paper_panel import PaperPanel
from ui.spooler import Standing


@pytest.fixture
def case_id(desk, assessor):
    return referrals.commit(desk, assessor, a_referral())


@pytest.fixture
def issue(desk, assessor, case_id):
    """Return a function that issues a paper and gives its number."""

    def issue():
        with desk.sessions.begin() as session:
            order = Order(samples.CONTRACT, "en")
            return paperwork.issue(session, desk, assessor, case_id, order).id

    return issue


@pytest.fixture
def panel(room, case_id, show):
    """Return a function that shows the papers of the case."""

    def panel():
        return show(PaperPanel(room, case_id))

    return panel


@pytest.fixture
def office(monkeypatch):
    """A real CUPS with a queue of our own backend's, as the workstation's own."""
    with cups.running() as daemon:
        monkeypatch.setenv("CUPS_SERVER", daemon.server)
        yield daemon


def printed(qtbot, shown):
    press(qtbot, shown, "Show the paper")
    press(qtbot, shown, "Print")
    return shown


def test_by_cups_the_filed_bytes_come_out_and_the_person_is_asked(
    qtbot, office, panel, issue, desk, assessor, rows
):
    paper_id = issue()
    shown = printed(qtbot, panel())
    (issued,) = paperwork.papers_of(desk, assessor, 1)
    qtbot.waitUntil(lambda: issued.code in office.came_out())
    assert office.came_out() == {issued.code: paperwork.pdf(desk, assessor, paper_id)}
    (question,) = shown.questions
    qtbot.waitUntil(lambda: "has gone to Office" in question.notice.label.text())
    assert rows(Printing)[0].came_out is None
    assert rows(Printing)[0].job == "Office-1"
    press(qtbot, shown, "It came out")
    assert rows(Printing)[0].came_out is True


def test_a_queue_that_stops_is_told_with_what_to_do_and_nothing_is_lost(
    qtbot, office, panel, issue, rows
):
    office.stop("Out of paper")
    issue()
    shown = printed(qtbot, panel())
    (question,) = shown.questions
    qtbot.waitUntil(lambda: "has stopped (Out of paper)" in question.notice.label.text())
    assert rows(Printing)[0].came_out is None
    office.work()
    qtbot.waitUntil(lambda: bool(office.came_out()))


def test_what_did_not_come_out_is_taken_out_of_the_queue(qtbot, office, panel, issue, rows):
    office.stop("Out of paper")
    issue()
    shown = printed(qtbot, panel())
    job, code = shown.questions[0].printing.job, shown.questions[0]._code
    press(qtbot, shown, "It did not come out")
    assert rows(Printing)[0].came_out is False
    assert spooler.ask(job, code).standing is Standing.CANCELLED


def test_a_job_that_is_cancelled_at_the_printer_is_known_at_once(
    qtbot, office, panel, issue, rows, listener
):
    office.stop("Out of paper")
    issue()
    shown = printed(qtbot, panel())
    assert spooler.cancel(shown.questions[0].printing.job, shown.questions[0]._code)
    with qtbot.waitSignal(shown.changed):
        shown.questions[0]._ask()
    assert (rows(Printing)[0].came_out, rows(Printing)[0].answer) == (False, "cancelled")
    assert "Somebody took the paper out of the queue of Office" in listener.heard[-1]


def test_a_queue_at_another_workstation_is_not_asked(panel, issue, desk, assessor):
    with_another = replace(desk, workstation="Front desk")
    printing_id = printings.begin(with_another, assessor, issue(), "Office")
    printings.taken(with_another, assessor, printing_id, "Office-1")
    shown = panel()
    assert "at the workstation Front desk" in shown.questions[0].notice.label.text()
    assert not shown.questions[0]._asking.isActive()
