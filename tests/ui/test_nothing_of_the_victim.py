"""Nothing of a victim stands on a screen that the participant may see, until somebody opens it."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea

from tests.services.verbs_assessment import begun
from tests.services.verbs_contract import drafted
from tests.services.verbs_tracking import miss, running
from tests.services.verbs_victims import SECRET, planted
from tests.ui.assessment.test_hand_over import seen
from tests.ui.contract.test_reading import ReadTogether
from triage_app.services import people
from ui.assessment.hand_over import HandOver
from ui.assessment.step import AssessmentStep
from ui.contract.step import ContractStep
from ui.room import Place
from ui.shell import Shell


def told(widget):
    """What of her is there to be read, or to be read aloud."""
    QApplication.processEvents()
    said = " ".join(seen(widget))
    return [word for word in SECRET if word in said]


def test_she_is_nobody_who_can_be_found(desk, assessor, case_id):
    assert case_id
    assert people.find(desk, assessor, "Nerys Lapwing") == ()
    assert len(people.find(desk, assessor, "Osian Sandpiper")) == 1


@pytest.fixture
def case_id(desk, clock, assessor, supervisor):
    """A case under contract with somebody planted in it, whose notice is overdue."""
    case_id = planted(desk, assessor, running(desk, assessor, supervisor))
    miss(desk, clock, assessor, case_id)
    return case_id


def test_neither_on_any_step_of_a_case_nor_on_any_list(make_room, show, case_id):
    shell = show(Shell(make_room()), 1366, 768)
    places = [Place(one) for one in shell.entries]
    shell.go(Place("case", case_id))
    places += [
        Place("case", case_id, one.step) for one in shell.page.head.stages if one.can_be_opened
    ]
    assert len(places) > 10
    for place in places:
        shell.go(place)
        assert told(shell) == [], place


def test_she_is_there_once_somebody_opens_it_and_gone_with_the_step(make_room, show, case_id):
    shell = show(Shell(make_room()), 1366, 768)
    shell.go(Place("case", case_id, "referral", "victims"))
    assert "Lapwing" in told(shell)  # the control: she can be found

    shell.go(Place("case", case_id, "consent"))
    shell.go(Place("case", case_id, "referral"))
    assert told(shell) == []


def test_not_on_the_screen_that_is_handed_over(desk, assessor, make_room, show):
    case_id = planted(desk, assessor, begun(desk, assessor).case_id)
    window = QMainWindow()
    step = AssessmentStep(make_room(), case_id)
    window.setCentralWidget(step)
    show(window)
    step.go_to("")
    QTest.keyClicks(QApplication.focusWidget(), "h")
    QApplication.processEvents()

    handed = window.findChild(HandOver)
    assert handed.isVisible()
    for _ in range(6):
        assert told(window) == []
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_not_where_the_contract_is_read_together(desk, assessor, supervisor, make_room, show):
    case_id = planted(desk, assessor, drafted(desk, assessor, supervisor).case_id)
    area = QScrollArea()
    area.setWidgetResizable(True)
    step = ContractStep(make_room(), case_id)
    area.setWidget(step)
    show(area, 1166, 700)
    step.go_to("")
    step.body.before.read.click()
    QApplication.processEvents()

    reading = step.window().findChild(ReadTogether)
    for _ in reading.leaves:
        assert told(reading) == []
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.usefixtures("case_id")
def test_not_on_the_morning_sheet_that_lies_on_a_shared_screen(make_room, show):
    shell = show(Shell(make_room()), 1366, 768)
    shell.go(Place("today"))
    shell.page.print_paper()
    assert shell.page.sheet.isVisible()
    assert told(shell) == []

    pages = PdfReader(io.BytesIO(shell.page.sheet._pdf)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Sandpiper" in said
    assert [word for word in SECRET if word in said] == []
