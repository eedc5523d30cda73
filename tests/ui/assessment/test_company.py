"""Two people with one assessment open are told of each other, before either has answered."""

import pytest

from tests.services.verbs_assessment import begun
from tests.ui.assessment.verbs import go, run_of
from triage_app.services import company
from ui.assessment.company import Company

pytestmark = pytest.mark.parametrize("database", ["shared"], indirect=True)


def of(listener, who):
    return [one for one in listener.heard if who.name in one]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_second_to_open_is_told_at_once_and_the_first_on_going_on(
    desk, assessor, supervisor, open_step, listener, clock, qtbot, language
):
    view = begun(desk, assessor)
    first = open_step(view.case_id)
    beside = run_of(first).findChild(Company)
    qtbot.waitUntil(lambda: beside._looked is not None)
    clock.advance(minutes=1)

    open_step(view.case_id, actor=supervisor, language=language)

    qtbot.waitUntil(lambda: len(of(listener, assessor)) == 1)
    assert of(listener, supervisor) == []
    clock.advance(minutes=1)
    go(first, "AC2")
    qtbot.waitUntil(lambda: len(of(listener, supervisor)) == 1)
    clock.advance(minutes=1)
    beside._look()
    assert len(of(listener, supervisor)) == 1


def test_whoever_was_there_long_ago_is_not_told_of(desk, assessor, supervisor, clock):
    case_id = begun(desk, assessor).case_id
    clock.advance(minutes=29)
    assert [one.name for one in company.others_at(desk, supervisor, case_id)] == [assessor.name]
    assert company.others_at(desk, assessor, case_id) == ()

    clock.advance(minutes=1)

    assert company.others_at(desk, supervisor, case_id) == ()
