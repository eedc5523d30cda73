import pytest
from PySide6.QtWidgets import QApplication

from triage_app.domain.problems import Refused
from ui.feedback import Feedback
from ui.notices import NoticeBar, Speaker


@pytest.fixture
def bar(qtbot, theme, texts):
    bar = NoticeBar(theme, texts)
    qtbot.addWidget(bar)
    return bar


@pytest.fixture
def feedback(bar, texts):
    speaker = Speaker()
    speaker.speak_on(bar)
    return Feedback(speaker, texts)


def refuse(feedback):
    with feedback.answering():
        raise Refused("problem.in_future")


def test_what_is_told_stays_when_the_screen_is_drawn_anew(bar, feedback):
    refuse(feedback)
    with feedback.answering():
        pass
    assert not bar.isHidden()


def test_the_next_thing_done_takes_it_away(bar, feedback):
    refuse(feedback)
    QApplication.processEvents()
    with feedback.answering():
        pass
    assert bar.isHidden()


def test_it_can_be_put_away_by_hand(bar, feedback):
    refuse(feedback)
    bar.heard.click()
    assert bar.isHidden()


def test_what_is_told_before_there_is_a_page_waits_for_one(bar):
    speaker = Speaker()
    speaker.tell("Later")
    speaker.speak_on(bar)
    assert bar.notice.label.text() == "Later"


def test_without_a_page_nothing_is_agreed_to():
    assert Speaker().ask("Sure?", "Do it", "Go back") is False
