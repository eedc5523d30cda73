"""Two workstations assess at the same moment: one does, the other is told, nothing is doubled."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from tests.services.verbs_assessment import (
    JUDGED,
    RISK,
    WEIGHTY,
    assessed,
    begun,
    consented,
    put,
    ready,
)
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Refused, Stale
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessments, risk_reviews, screenings, unfinished
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
    view = begun(desk, assessor)

    came = at_once(
        lambda who: assessments.judge(desk, who, view.case_id, view.seen, "drugs", JUDGED)
    )

    assert [one.theirs["own_view"] for one in refusals(came)] == [JUDGED.own_view] * 3


def test_of_four_who_judge_the_risk_one_does_and_each_other_sees_it(desk, assessor, at_once):
    view = begun(desk, assessor)

    came = at_once(lambda who: assessments.judge_risk(desk, who, view.case_id, view.seen, RISK))

    assert [one.theirs["rationale"] for one in refusals(came)] == [RISK.rationale] * 3


def test_of_four_who_rank_the_needs_one_does_and_each_other_sees_it(desk, assessor, at_once):
    view = ready(desk, assessor, **WEIGHTY)
    order = view.needs.by_rule[::-1]

    came = at_once(
        lambda who: assessments.rank(desk, who, view.case_id, view.seen, order, "She says so")
    )

    assert [one.theirs["ranking"] for one in refusals(came)] == [list(order)] * 3


@pytest.mark.parametrize("deed", ["judge", "judge_risk", "rank"])
def test_nobody_writes_into_the_assessment_that_another_began_instead(
    desk, assessor, supervisor, deed
):
    """Two corrections begin alike, in the same version: only the number tells them apart."""
    done = assessed(desk, assessor, **WEIGHTY)
    case_id = done.case_id
    given_up = assessments.correct(desk, assessor, case_id, done.id, "A slip")
    order = given_up.needs.by_rule[::-1]
    more = {"judge": ("drugs", JUDGED), "judge_risk": (RISK,), "rank": (order, "She says so")}
    start = Barrier(2)

    def begin_another(seen=given_up.version):
        unfinished.give_up(desk, supervisor, case_id, seen, given_up.id, "Mine")
        return assessments.correct(desk, supervisor, case_id, done.id, "Another slip")

    def write():
        return getattr(assessments, deed)(desk, assessor, case_id, given_up.seen, *more[deed])

    def at_once(do):
        start.wait()
        return do()

    with ThreadPoolExecutor(2) as threads:
        another, written = threads.submit(at_once, begin_another), threads.submit(at_once, write)

    if written.exception() is None:  # it came first: nothing was begun instead
        assert isinstance(another.exception(), Stale)
        new = begin_another(written.result().version)
    else:
        assert written.exception().code == "assessment.closed"
        new = another.result()
    with pytest.raises(Refused, match=r"assessment\.closed"):
        write()
    held = assessments.assessment(desk, assessor, case_id)
    assert (held.id, held.seen, held.findings) == (new.id, new.seen, new.findings)


def test_what_is_thought_of_needs_does_not_go_into_a_questionnaire(desk, assessor):
    case_id = consented(desk, assessor)
    asked = screenings.start(desk, assessor, case_id, PHQ, ENGLISH)

    with pytest.raises(Refused, match=r"assessment\.not_begun"):
        assessments.judge_risk(desk, assessor, case_id, asked.seen, RISK)


def test_of_four_who_judge_the_risk_again_one_does(desk, assessor, at_once, rows):
    view = assessed(desk, assessor)
    later = replace(RISK, review=dt.date(2026, 9, 1))

    came = at_once(
        lambda who: risk_reviews.review_risk(desk, who, view.case_id, (view.id, 0), later)
    )

    assert len(rows(RiskReview)) == 1
    assert {one.code for one in refusals(came)} == {"record.changed_meanwhile"}
