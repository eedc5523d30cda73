"""An answer that calls for somebody at once: told on the page, and never to the person."""

from tests.ui.assessment.verbs import go, page, said
from triage_app.storage.models import SafetyFlag
from ui.assessment.hand_over import HandOver


def test_it_is_told_at_once_what_to_do_and_the_case_is_drawn_anew(running, press, rows):
    changes = []
    running.changed.connect(lambda: changes.append(True))
    go(running, "MH2")
    press("1")

    assert any(one.startswith("Ask how things are now") for one in said(page(running)))
    assert [one.flag for one in rows(SafetyFlag)] == ["self_harm"]
    assert changes == [True]
    press("0")
    assert not any(one.startswith("Ask how things are now") for one in said(page(running)))
    assert changes == [True]


def test_in_the_persons_hands_it_is_told_nothing_of(running, press, rows):
    go(running, "MH2")
    press("h", "2")

    handed = running.window().findChild(HandOver)
    assert [one.flag for one in rows(SafetyFlag)] == ["self_harm"]
    assert not any("flag" in one or "Ask about" in one for one in said(handed))
