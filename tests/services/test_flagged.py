"""Flags and the day of the risk, as the list of things to do reads them from the tables."""

import pytest

from tests.services.verbs_assessment import RISK, assessed, begun, put
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.attention import Kind
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.safety import Flag, Raised, Report
from triage_app.domain.workflow import State
from triage_app.services import attention, safety
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer
from triage_app.storage.models import AuditEntry, Case, SafetyFlag

SAFETY = (Kind.SAFEGUARDING, Kind.FLAG)


def called(desk, actor, case_id):
    return [one for one in attention.due_in(desk, actor, case_id) if one.kind in SAFETY]


def test_an_answer_that_raises_a_flag_calls_in_today_at_once(desk, assessor):
    view = begun(desk, assessor)
    answer(
        desk, assessor, view.case_id, view.version,
        {"FA1": Given("with_me"), "FA7": Given("no")},
    )  # fmt: skip

    listed = [row.due.code for row in attention.attention(desk, assessor)]
    assert listed[0] == "safeguarding_child_at_risk"


@pytest.mark.parametrize("made", [True, False])
def test_a_report_or_why_there_is_none_ends_the_call(desk, assessor, made):
    case_id = refer(desk, assessor)
    number = safety.raise_flag(desk, assessor, case_id, Raised(Flag.ADULT_AT_RISK, "Held"))
    (one,) = called(desk, assessor, case_id)
    assert one.lateness is Lateness.TODAY

    day = desk.today() if made else None
    report = Report(made, day, "Adult team" if made else "", "", "" if made else "Known already")
    safety.record_report(desk, assessor, number, report)

    assert called(desk, assessor, case_id) == []


def test_a_flag_of_a_closed_case_is_watched_in_the_persons_next(desk, assessor, rows):
    first = refer(desk, assessor)
    safety.raise_flag(desk, assessor, first, Raised(Flag.SELF_HARM, "Said so"))
    other = someone(name="Gwern Heron")
    second = refer(desk, assessor, person=other, custody=a_stay(custody_record="HW/9/26"))
    put(desk, assessor, first, State.CLOSED)
    assert called(desk, assessor, second) == []

    with desk.sessions.begin() as session:
        session.get_one(Case, second).person_id = session.get_one(Case, first).person_id

    assert [one.code for one in called(desk, assessor, second)] == ["flag_self_harm"]
    safety.end(desk, assessor, (rows(SafetyFlag)[0].id, 1), "Well again")
    assert called(desk, assessor, second) == []


def test_what_is_done_about_a_flag_is_said_once_and_logged(desk, assessor, rows):
    case_id = refer(desk, assessor)
    number = safety.raise_flag(desk, assessor, case_id, Raised(Flag.MEDICATION, "Insulin"))

    with pytest.raises(Invalid):
        safety.act(desk, assessor, (number, 1), "  ")
    with pytest.raises(Invalid):
        safety.act(desk, assessor, (number, 1), "x" * 2001)
    safety.act(desk, assessor, (number, 1), " The nurse has it ")

    assert [one.action for one in rows(SafetyFlag)] == ["The nurse has it"]
    assert rows(AuditEntry)[-1].action == "safety.acted"
    assert called(desk, assessor, case_id) == []
    for version in (1, 2):
        with pytest.raises(Refused, match=r"record\.changed_meanwhile"):
            safety.act(desk, assessor, (number, version), "Something else")


def test_an_auditor_says_nothing_of_it(desk, assessor, auditor):
    number = safety.raise_flag(
        desk, assessor, refer(desk, assessor), Raised(Flag.MEDICATION, "Insulin")
    )
    with pytest.raises(Refused):
        safety.act(desk, auditor, (number, 1), "Mine")


def test_the_risks_day_is_that_of_the_assessment_completed(desk, clock, assessor):
    view = assessed(desk, assessor)
    [one] = [it for it in attention.due_in(desk, assessor, view.case_id) if it.kind is Kind.RISK]
    assert (one.day, one.calls) == (RISK.review, False)

    clock.set(f"{RISK.review} 09:00")
    [one] = [it for it in attention.due_in(desk, assessor, view.case_id) if it.kind is Kind.RISK]
    assert (one.calls, one.lateness) == (True, Lateness.TODAY)
