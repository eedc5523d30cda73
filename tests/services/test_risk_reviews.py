"""The risk judged again: the judgement before stays, and Today calls on the day that was set."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import RISK, assessed, put, ready
from triage_app.domain.needs import Level, Risk
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import State
from triage_app.services import attention
from triage_app.services.assessments import assessment, complete, correct, judge_risk
from triage_app.services.risk_reviews import review_risk
from triage_app.storage.models import AuditEntry, RiskReview

LATER = replace(RISK, harm=Level.HIGH, to_whom="His brother <b>", review=dt.date(2026, 9, 1))


def seen(view):
    return view.id, len(view.reviews)


def called(desk, actor, case_id):
    return [one for one in attention.due_in(desk, actor, case_id) if one.code == "risk"]


def test_it_stands_beside_the_judgement_before_and_is_logged(desk, assessor, rows):
    view = assessed(desk, assessor)

    view = review_risk(desk, assessor, view.case_id, seen(view), LATER)

    assert (view.risk, view.findings.risk) == (LATER, RISK)
    assert [one.by for one in view.reviews] == [assessor.name]
    assert rows(AuditEntry)[-1].action == "assessment.risk_reviewed"


def test_today_calls_on_the_newest_day_and_no_more_once_there_is_none(desk, assessor):
    view = assessed(desk, assessor)
    (first,) = called(desk, assessor, view.case_id)
    assert (first.day, first.step, first.field) == (RISK.review, "assessment", "risk_review")

    view = review_risk(desk, assessor, view.case_id, seen(view), LATER)
    assert [one.day for one in called(desk, assessor, view.case_id)] == [LATER.review]

    low = Risk(Level.LOW, Level.LOW, rationale="Nothing since the spring")
    review_risk(desk, assessor, view.case_id, seen(view), low)
    assert called(desk, assessor, view.case_id) == []


@pytest.mark.parametrize(
    ("risk", "field"),
    [
        (replace(LATER, rationale=" "), "rationale"),
        (replace(LATER, to_whom=""), "to_whom"),
        (replace(LATER, review=None), "review"),
        (replace(LATER, review=dt.date(2026, 1, 1)), "review"),
        (replace(LATER, action="a" * 10_001), "action"),
        (Risk(), "reoffending"),
    ],
)
def test_half_a_judgement_is_refused_beside_its_field(desk, assessor, rows, risk, field):
    view = assessed(desk, assessor)
    with pytest.raises(Invalid) as told:
        review_risk(desk, assessor, view.case_id, seen(view), risk)
    assert field in [one.field for one in told.value.problems]
    assert rows(RiskReview) == []


def test_two_who_look_again_at_once_do_not_overwrite_each_other(desk, assessor, rows):
    view = assessed(desk, assessor)
    review_risk(desk, assessor, view.case_id, seen(view), LATER)
    with pytest.raises(Refused, match=r"record\.changed_meanwhile"):
        review_risk(desk, assessor, view.case_id, seen(view), LATER)
    assert len(rows(RiskReview)) == 1


def test_it_is_refused_before_the_assessment_is_complete_and_once_the_case_is_closed(
    desk, assessor
):
    open_one = ready(desk, assessor)
    with pytest.raises(Refused, match=r"assessment\.not_completed_yet"):
        review_risk(desk, assessor, open_one.case_id, seen(open_one), LATER)
    view = complete(desk, assessor, open_one.case_id, open_one.version)
    put(desk, assessor, view.case_id, State.CLOSED)
    with pytest.raises(Refused, match=r"assessment\.no_longer"):
        review_risk(desk, assessor, view.case_id, seen(view), LATER)


def test_an_auditor_judges_nothing(desk, assessor, auditor):
    view = assessed(desk, assessor)
    with pytest.raises(Refused):
        review_risk(desk, auditor, view.case_id, seen(view), LATER)


def test_a_correction_begins_from_the_risk_as_it_was_judged_last(desk, assessor):
    view = assessed(desk, assessor)
    review_risk(desk, assessor, view.case_id, seen(view), LATER)

    again = correct(desk, assessor, view.case_id, view.id, "The wrong sister")
    assert again.findings.risk == LATER

    last = replace(LATER, review=dt.date(2026, 10, 1))
    again = judge_risk(desk, assessor, view.case_id, again.seen, last)
    complete(desk, assessor, view.case_id, again.version)
    assert assessment(desk, assessor, view.case_id).risk == last
    assert [one.day for one in called(desk, assessor, view.case_id)] == [last.review]
