import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.documents import samples
from tests.services.verbs_referral import a_referral, a_stay, someone
from triage_app.domain.printing import Answer
from triage_app.services import paperwork, printings, referrals
from triage_app.services.paperwork import Order
from ui.print_queue.screen import PrintQueueScreen
from ui.room import Place
from ui.shell import Shell


@pytest.fixture
def sent(desk, assessor):
    """Return a function that sends a paper of somebody's to a printer."""

    def sent(name="Osian Sandpiper"):
        case_id = referrals.commit(
            desk, assessor, a_referral(someone(name=name), a_stay(custody_record=f"HW/{len(name)}"))
        )
        with desk.sessions.begin() as session:
            order = Order(samples.CONTRACT, "en")
            paper_id = paperwork.issue(session, desk, assessor, case_id, order).id
        return case_id, printings.begin(desk, assessor, paper_id, "Office")

    return sent


def words_of(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def press(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)


def test_nothing_waits_and_it_says_what_belongs_here(room, show):
    assert "No paper waits at a printer." in words_of(show(PrintQueueScreen(room)))


def test_what_waits_is_answered_by_the_keyboard_one_after_the_other(qtbot, room, show, sent):
    sent()
    sent("Lowri Kingfisher")
    screen = show(PrintQueueScreen(room))
    assert len(screen.stops) == 2
    assert "Osian Sandpiper, DP-26-" in words_of(screen)
    screen.go_to("")
    with qtbot.waitSignal(screen.changed):
        press(qtbot)
    assert len(screen.stops) == 1
    assert "Osian Sandpiper" not in words_of(screen)
    press(qtbot)
    assert screen.stops == []


def test_what_failed_waits_there_until_it_is_printed_or_let_go(
    qtbot, room, show, sent, desk, assessor
):
    _, printing_id = sent()
    printings.answer(desk, assessor, printing_id, came_out=False, by=Answer.ABORTED)
    screen = show(PrintQueueScreen(room))
    assert "Office gave it up. Print it again in its case" in words_of(screen)
    screen.go_to("")
    press(qtbot)
    assert printings.number_waiting(desk, assessor) == 0


def test_the_rail_counts_what_waits_and_its_case_opens_with_all_papers(
    qtbot, make_room, show, sent
):
    case_id, _ = sent()
    shell = show(Shell(make_room()))
    shell.go(Place("print_queue"))
    (item,) = [one for one in shell.rail.items if one.section.code == "print_queue"]
    qtbot.waitUntil(lambda: item.count == 1)
    shell.page._open_case(case_id)
    assert (shell.here.case_id, shell.here.step) == (case_id, "papers")
    assert shell.page.records.isVisible()
    assert QApplication.focusWidget() is shell.page.records.papers.questions[0].came_out
    with qtbot.waitSignal(shell.page.records.papers.changed):
        press(qtbot)
    assert item.count == 0


def test_the_papers_of_a_case_are_opened_from_its_head_and_put_away(make_room, show, sent):
    case_id, _ = sent()
    shell = show(Shell(make_room()))
    shell.go(Place("case", case_id))
    page = shell.page
    page.bar.records.click()
    assert (page.records.isVisible(), page.area.isVisible()) == (True, False)
    page.records.back.click()
    assert (page.records.isVisible(), page.area.isVisible()) == (False, True)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_name_of_three_hundred_letters_and_one_in_arabic_are_shown_whole(
    make_room, show, sent, language
):
    sent("Gwen" + "llian" * 59)
    sent("مريم <b>&amp;")
    screen = show(PrintQueueScreen(make_room(language=language)))
    for label in screen.findChildren(QLabel):
        assert label.heightForWidth(label.width()) <= label.height(), label.text()
    assert "مريم <b>&amp;" in words_of(screen)
    assert screen.width() == 1366


def test_when_nothing_waits_any_more_the_keyboard_is_on_the_section(make_room, show, sent, qtbot):
    sent()
    shell = show(Shell(make_room()))
    shell.go(Place("print_queue"))
    press(qtbot)
    qtbot.waitUntil(lambda: shell.rail.isAncestorOf(QApplication.focusWidget()))
    assert not shell.page.stops
    assert QApplication.focusWidget().section.code == "print_queue"
