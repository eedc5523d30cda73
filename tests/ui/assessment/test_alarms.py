"""An answer that calls for somebody at once: told on the page, and never to the person."""

from tests.ui.assessment.verbs import go, page, run_of, said
from triage_app.domain.safety import Flag
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


def test_of_an_adult_at_risk_it_is_told_what_the_law_of_the_scheme_asks(running, press, rows):
    duty = run_of(running).view.duties[Flag.ADULT_AT_RISK]
    go(running, "DA1")
    press("2")

    assert [one.flag for one in rows(SafetyFlag)] == ["adult_at_risk"]
    assert duty.asks.en in said(page(running))
