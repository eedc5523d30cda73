"""Safety flags: raised by an answer or by hand, seen on every case, ended with a reason."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import begun
from tests.services.verbs_referral import refer
from triage_app.domain.instrument import Alarm
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.safety import Flag, Raised, Report
from triage_app.services import safety
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer
from triage_app.storage.models import AuditEntry, Case, SafeguardingReport, SafetyFlag

CHILD = Raised(Flag.CHILD_AT_RISK, "Says the boy is left alone at night", "Rang the duty desk")


@pytest.fixture
def alarmed(desk):
    """The shipped needs assessment with an alarm on whoever does not feel safe at home."""
    for code, one in list(desk.instruments.items()):
        if one.question("AC3"):
            alarm = Alarm("AC3", ("not_always", "no"), "adult_at_risk")
            desk.instruments[code] = replace(one, alarms=(alarm,))
    return desk


def put(desk, actor, view, value):
    return answer(desk, actor, view.case_id, view.version, {"AC3": Given(value)})


def standing(desk, actor, case_id):
    return [one.flag for one in safety.flags(desk, actor, case_id) if one.stands]


def test_an_answer_that_alarms_raises_its_flag_in_the_same_breath(alarmed, assessor, rows):
    view = begun(alarmed, assessor)

    put(alarmed, assessor, view, "no")

    (flag,) = safety.flags(alarmed, assessor, view.case_id)
    assert (flag.flag, flag.raised_by) == (Flag.ADULT_AT_RISK, assessor.name)
    assert flag.question
    assert flag.question.en == "Feels safe there"
    answered, raised = rows(AuditEntry)[-3:-1]
    assert (raised.action, raised.case_id) == ("safety.raised", view.case_id)
    assert raised.person_id is not None
    assert answered.action == "assessment.answered"


def test_it_is_raised_once_however_often_the_question_is_answered(alarmed, assessor):
    view = begun(alarmed, assessor)
    for value in ("no", "not_always", "no"):
        view = put(alarmed, assessor, view, value)

    assert standing(alarmed, assessor, view.case_id) == [Flag.ADULT_AT_RISK]


def test_a_flag_that_was_ended_stays_ended_while_the_answer_stays(alarmed, assessor):
    view = put(alarmed, assessor, begun(alarmed, assessor), "no")
    (flag,) = safety.flags(alarmed, assessor, view.case_id)
    safety.end(alarmed, assessor, (flag.id, flag.version), "Moved to her sister")

    view = answer(alarmed, assessor, view.case_id, view.version, {"AC1": Given("own_home")})
    view = put(alarmed, assessor, view, "no")
    assert standing(alarmed, assessor, view.case_id) == []

    view = put(alarmed, assessor, view, "always")
    put(alarmed, assessor, view, "no")
    assert standing(alarmed, assessor, view.case_id) == [Flag.ADULT_AT_RISK]


def test_taking_the_answer_back_ends_nothing(alarmed, assessor):
    view = put(alarmed, assessor, begun(alarmed, assessor), "no")

    put(alarmed, assessor, view, "always")

    assert standing(alarmed, assessor, view.case_id) == [Flag.ADULT_AT_RISK]


def test_a_flag_raised_by_hand_is_seen_on_every_case_of_the_person(desk, assessor, rows):
    case_id = refer(desk, assessor)
    safety.raise_flag(desk, assessor, case_id, CHILD)
    with desk.sessions() as session:
        person_id = session.get_one(Case, case_id).person_id
        assert safety.standing(session, person_id) == (Flag.CHILD_AT_RISK,)

    (flag,) = safety.flags(desk, assessor, case_id)
    assert (flag.why, flag.action, flag.question) == (CHILD.why, CHILD.action, None)
    entry = rows(AuditEntry)[-2]
    assert (entry.action, entry.person_id) == ("safety.raised", person_id)
    assert CHILD.why not in str(entry.__dict__)


@pytest.mark.parametrize("why", ["", "  "])
def test_a_flag_says_which_and_why(desk, assessor, why):
    with pytest.raises(Invalid) as refusal:
        safety.raise_flag(desk, assessor, refer(desk, assessor), Raised(None, why))

    assert [one.field for one in refusal.value.problems] == ["flag", "why"]


def test_a_flag_is_ended_once_with_a_reason_and_stays_readable(desk, assessor, supervisor):
    case_id = refer(desk, assessor)
    safety.raise_flag(desk, assessor, case_id, CHILD)
    (flag,) = safety.flags(desk, assessor, case_id)
    with pytest.raises(Invalid):
        safety.end(desk, supervisor, (flag.id, flag.version), " ")
    with pytest.raises(Invalid) as refusal:
        safety.end(desk, supervisor, (flag.id, flag.version), "w" * 2001)
    assert [one.code for one in refusal.value.problems] == ["problem.too_long"]

    safety.end(desk, supervisor, (flag.id, flag.version), "Social services have closed it")

    (ended,) = safety.flags(desk, assessor, case_id)
    assert (ended.stands, ended.ended_by) == (False, supervisor.name)
    assert ended.end_reason == "Social services have closed it"
    with pytest.raises(Refused, match=r"record\.changed_meanwhile"):
        safety.end(desk, assessor, (flag.id, flag.version), "Again")


def test_a_child_at_risk_wants_a_report_until_one_is_recorded(desk, assessor, rows):
    case_id = refer(desk, assessor)
    number = safety.raise_flag(desk, assessor, case_id, CHILD)
    assert safety.flags(desk, assessor, case_id)[0].wants_report

    made = Report(True, desk.today(), "Pembrokeshire duty team", "SG/1")
    safety.record_report(desk, assessor, number, made)

    (flag,) = safety.flags(desk, assessor, case_id)
    assert not flag.wants_report
    assert flag.reports[0].report == made
    assert rows(SafeguardingReport)[0].to_whom == "Pembrokeshire duty team"


def test_making_none_needs_its_reason(desk, assessor):
    number = safety.raise_flag(desk, assessor, refer(desk, assessor), CHILD)
    with pytest.raises(Invalid) as refusal:
        safety.record_report(desk, assessor, number, Report(False))
    assert [one.code for one in refusal.value.problems] == ["safety.say_why_not_reported"]

    safety.record_report(desk, assessor, number, Report(False, reason="The school has made it"))


@pytest.mark.parametrize(
    ("report", "field"),
    [
        pytest.param(Report(None), "made", id="not said"),
        pytest.param(Report(True, None, "The desk"), "day", id="no day"),
        pytest.param(Report(True, dt.date(2026, 5, 12), "The desk"), "day", id="tomorrow"),
        pytest.param(Report(True, dt.date(2026, 5, 11), " "), "to_whom", id="to nobody"),
        pytest.param(
            Report(True, dt.date(2026, 5, 11), "x" * 2001), "to_whom", id="too long a name"
        ),
    ],
)
def test_a_report_says_when_and_to_whom(desk, assessor, report, field):
    number = safety.raise_flag(desk, assessor, refer(desk, assessor), CHILD)
    with pytest.raises(Invalid) as refusal:
        safety.record_report(desk, assessor, number, report)
    assert [one.field for one in refusal.value.problems] == [field]


def test_no_report_is_asked_of_another_kind(desk, assessor, rows):
    case_id = refer(desk, assessor)
    number = safety.raise_flag(desk, assessor, case_id, Raised(Flag.MEDICATION, "Insulin"))
    assert not safety.flags(desk, assessor, case_id)[0].wants_report
    with pytest.raises(Refused, match=r"safety\.no_report_asked"):
        safety.record_report(desk, assessor, number, Report(False, reason="None"))
    assert len(rows(SafetyFlag)) == 1


def test_nobody_who_sees_no_cases_sees_or_raises_a_flag(desk, assessor, auditor):
    case_id = refer(desk, assessor)
    for deed in (
        lambda: safety.flags(desk, auditor, case_id),
        lambda: safety.raise_flag(desk, auditor, case_id, CHILD),
    ):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            deed()
