import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import RISK, begun, put
from tests.services.verbs_consent import consented, refused
from tests.services.verbs_referral import an_offence, refer, someone
from tests.services.verbs_tracking import returned, running
from triage_app.domain.journey import Progress, StepCode
from triage_app.domain.needs import Level
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import casefile, screenings
from triage_app.services.assessments import judge_risk
from triage_app.storage.models import AuditEntry


def head(desk, actor, case_id):
    return casefile.head(desk, actor, case_id)


def test_a_head_says_who_it_is_and_what_comes_next(desk, assessor):
    found = head(desk, assessor, refer(desk, assessor))
    assert (found.name, found.age, found.state) == ("Osian Sandpiper", 30, State.REFERRED)
    assert (found.next_step, found.next_action) == (StepCode.ELIGIBILITY, "step.next_referred")
    assert found.assessor == assessor.name


def test_an_unknown_birth_has_no_age(desk, assessor):
    case_id = refer(desk, assessor, person=someone(born=None))
    assert head(desk, assessor, case_id).age is None


def test_safety_comes_before_needs(desk, assessor):
    person = someone(
        message_may_be_left=False,
        speaks="cy",
        interpreter=True,
        interpreter_language="Polish",
        appropriate_adult=True,
    )
    tags = head(desk, assessor, refer(desk, assessor, person=person)).tags
    assert [tag.code.removeprefix("casefile.tag_") for tag in tags] == [
        "no_message",
        "speaks_welsh",
        "interpreter_in",
        "appropriate_adult",
    ]
    assert [tag.flag for tag in tags] == [True, False, False, False]


def test_a_high_risk_of_harm_stays_in_the_head_while_a_questionnaire_is_put(desk, assessor, clock):
    view = begun(desk, assessor)
    risk = replace(RISK, harm=Level.HIGH, to_whom="A neighbour")
    judge_risk(desk, assessor, view.case_id, view.seen, risk)
    clock.set("2026-11-30 10:00")
    screenings.start(desk, assessor, view.case_id, "phq-9-2026-11", Language.ENGLISH)

    tags = [one.code for one in head(desk, assessor, view.case_id).tags]
    assert "casefile.tag_harm" in tags


def test_the_clock_runs_from_the_offence(desk, assessor):
    offence = an_offence(first_day=dt.date(2026, 5, 10), category="CS", code="", title="Assault")
    clock = head(desk, assessor, refer(desk, assessor, offences=[offence])).clock
    assert (clock.start, clock.last_day) == (dt.date(2026, 5, 10), dt.date(2026, 11, 10))
    assert clock.days_left == (clock.last_day - desk.today()).days
    assert not clock.late


def test_the_clock_calls_in_the_last_days(desk, assessor, clock):
    offence = an_offence(first_day=dt.date(2026, 5, 10), category="CS", code="", title="Assault")
    case_id = refer(desk, assessor, offences=[offence])
    clock.set("2026-11-01 09:00")
    assert head(desk, assessor, case_id).clock.late


def test_nobody_waits_for_the_time_to_run_once_a_case_is_not_taken_on(desk, assessor):
    found = head(desk, assessor, refused(desk, assessor))
    assert found.clock is None
    assert found.ended_early
    progress = {stage.step: stage.progress for stage in found.stages}
    assert progress[StepCode.ASSESSMENT] is Progress.NOT_NEEDED
    assert progress[StepCode.OUTCOME] is Progress.NOW


def test_a_live_contract_is_set_against_the_safe_day(desk, assessor, supervisor):
    found = head(desk, assessor, running(desk, assessor, supervisor))
    assert found.state is State.LIVE
    assert found.next_step is StepCode.TRACKING


def test_a_returned_case_shows_every_step_before_it_done(desk, assessor, supervisor):
    found = head(desk, assessor, returned(desk, assessor, supervisor))
    assert [stage.progress for stage in found.stages] == [Progress.DONE] * 6 + [Progress.NOW]


def test_a_look_is_logged_once_and_a_redraw_is_not(desk, assessor, rows):
    case_id = consented(desk, assessor)
    before = len(rows(AuditEntry))
    head(desk, assessor, case_id)
    casefile.head(desk, assessor, case_id, again=True)
    added = rows(AuditEntry)[before:]
    assert [entry.action for entry in added] == ["casefile.opened"]


def test_the_timeline_tells_what_was_done_and_not_who_looked(desk, assessor):
    case_id = consented(desk, assessor)
    head(desk, assessor, case_id)
    codes = [entry.code for entry in casefile.timeline(desk, assessor, case_id)]
    assert codes[-1] == "referral.did_committed"
    assert "casefile.did_opened" not in codes
    assert {code for code in codes if not desk.texts("cy").has(code)} <= {"case.did_moved"}


def test_an_auditor_opens_no_case(desk, assessor, auditor):
    with pytest.raises(Refused):
        head(desk, auditor, refer(desk, assessor))


def test_a_case_that_is_not_there_is_told_in_words(desk, assessor):
    with pytest.raises(Refused, match=r"casefile\.not_here"):
        head(desk, assessor, 999)


def test_every_state_has_words_for_what_comes_next(desk, assessor):
    case_id = refer(desk, assessor)
    for state in set(State) - {State.CLOSED}:
        put(desk, assessor, case_id, state)
        assert desk.texts("cy").has(head(desk, assessor, case_id).next_action)
