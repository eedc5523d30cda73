"""Two workstations assess at the same moment: one does, the other is told, nothing is doubled."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from tests.services.verbs_assessment import JUDGED, RISK, assessed, begun, consented, put
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Refused, Stale
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessments, risk_reviews, screenings
from triage_app.services.assessment_record import Given
from triage_app.storage.models import Answer, Assessment, RiskReview, SafetyFlag

ENGLISH = Language.ENGLISH
PHQ = "phq-9-2026-11"


@pytest.fixture
def at_once(assessor, supervisor):
    """Return a function that lets four do the same at the same moment, and says how each went."""

    def at_once(deed):
        who = (assessor, supervisor, assessor, supervisor)
        start = Barrier(len(who))

        def do(actor):
            start.wait()
            try:
                return deed(actor)
            except (Refused, Stale) as refused:
                return refused

        with ThreadPoolExecutor(len(who)) as threads:
            return list(threads.map(do, who))

    return at_once


def refusals(results):
    return [one for one in results if isinstance(one, Refused | Stale)]


def test_of_four_who_begin_midway_one_does(desk, assessor, at_once, rows):
    case_id = assessed(desk, assessor).case_id
    put(desk, assessor, case_id, State.LIVE)

    came = at_once(lambda who: assessments.start(desk, who, case_id, ENGLISH, Occasion.MIDWAY))

    assert [one.occasion for one in rows(Assessment)] == ["entry", "midway"]
    assert {one.code for one in refusals(came)} == {"assessment.another_open"}


def test_four_who_put_a_questionnaire_have_one_between_them(desk, assessor, at_once, rows):
    case_id = consented(desk, assessor)

    came = at_once(lambda who: screenings.start(desk, who, case_id, PHQ, ENGLISH))

    assert [one.id for one in came] == [one.id for one in rows(Assessment)] * 4


def test_of_four_who_put_one_right_one_does(desk, assessor, at_once, rows):
    view = assessed(desk, assessor)

    came = at_once(lambda who: assessments.correct(desk, who, view.case_id, view.id, "A slip"))

    assert [one.corrects_id for one in rows(Assessment)] == [None, view.id]
    assert {one.code for one in refusals(came)} == {"assessment.another_open"}


def test_of_four_who_answer_one_does_and_each_other_sees_what_stands(desk, assessor, at_once, rows):
    view = begun(desk, assessor)
    given = {"MH2": Given("plan")}

    came = at_once(lambda who: assessments.answer(desk, who, view.case_id, view.version, given))

    assert [(one.question, one.value) for one in rows(Answer)] == [("MH2", "plan")]
    assert len(rows(SafetyFlag)) == 1
    told = refusals(came)
    assert [one.theirs["MH2"] for one in told] == [Given("plan")] * 3


def test_of_four_who_judge_one_does_and_each_other_sees_what_stands(desk, assessor, at_once):
    case_id, seen = begun(desk, assessor).case_id, 1

    came = at_once(lambda who: assessments.judge(desk, who, case_id, seen, "drugs", JUDGED))

    assert [one.theirs["own_view"] for one in refusals(came)] == [JUDGED.own_view] * 3


def test_of_four_who_judge_the_risk_again_one_does(desk, assessor, at_once, rows):
    view = assessed(desk, assessor)
    later = replace(RISK, review=dt.date(2026, 9, 1))

    came = at_once(
        lambda who: risk_reviews.review_risk(desk, who, view.case_id, (view.id, 0), later)
    )

    assert len(rows(RiskReview)) == 1
    assert {one.code for one in refusals(came)} == {"record.changed_meanwhile"}
