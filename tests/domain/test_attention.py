"""One engine says what needs doing, for whom and by when, and nothing falls through it."""

import datetime as dt

import pytest

from tests.domain.kept_contracts import (
    ENDS,
    MIDDLE,
    course,
    first,
    first_meeting,
    met,
    on,
    sessions,
    tag,
    volunteering,
    watched,
)
from triage_app.config import RESOURCES
from triage_app.domain import attention, calling_ended
from triage_app.domain.attention import Kind, Lateness
from triage_app.domain.compliance import Attendance, Reoffence
from triage_app.domain.journey import StepCode
from triage_app.domain.roles import Role
from triage_app.domain.watched import (
    Arrest,
    Drafted,
    Ended,
    Left,
    Letter,
    Proposed,
    TimeToCharge,
    ToTell,
    Watched,
    day_of,
)
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes
from triage_app.texts import Texts

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
MISSED = Attendance.MISSED_UNACCEPTABLE
TODAY = day_of(MIDDLE)  # 3 August 2026


def kinds(case, now=MIDDLE, *, listed=True):
    dues = attention.due(case, SCHEME, now)
    return [one.code for one in (attention.calls(dues) if listed else dues)]


def the(code, case, now=MIDDLE):
    return next(one for one in attention.due(case, SCHEME, now) if one.code == code)


def back(days):
    return TODAY - dt.timedelta(days=days)


def away(**changes):
    return Ended(on=back(2), **changes)


def referred(**changes):
    return Watched(state=State.REFERRED, opened=TODAY, **changes)


# The table as it can be read: what stands so calls for this.
CALLS = (
    ("a referral", referred(), ["decision"]),
    (
        "a case decided, with no officer who allows it",
        watched(state=State.ELIGIBLE, authorised=False, course=None, decided_on=TODAY),
        ["consent", "authority"],
    ),
    (
        "consent given and nothing booked",
        watched(state=State.CONSENTED, course=None, released=on(8, 3, 7)),
        ["booking"],
    ),
    (
        "consent given and the time of release not known",
        watched(state=State.CONSENTED, course=None, released=None),
        ["booking_no_release"],
    ),
    (
        "a first meeting to come",
        watched(state=State.CONSENTED, course=None, first_meetings=(first_meeting(8, 5),)),
        ["assessment"],
    ),
    (
        "a first meeting that was, and nobody has said who came",
        watched(state=State.CONSENTED, course=None, first_meetings=(first_meeting(8, 2),)),
        ["attendance"],
    ),
    (
        "a first meeting that they came to",
        watched(
            state=State.CONSENTED,
            course=None,
            first_meetings=(first_meeting(8, 3, Attendance.ATTENDED),),
        ),
        ["assessment_start"],
    ),
    (
        "a first meeting missed",
        watched(
            state=State.CONSENTED,
            course=None,
            released=on(8, 1, 7),
            first_meetings=(first_meeting(8, 2, MISSED),),
        ),
        ["booking_again"],
    ),
    (
        "an assessment booked with somebody who has no telephone",
        watched(
            state=State.CONSENTED,
            course=None,
            first_meetings=(first_meeting(8, 6),),
            unreminded=(first_meeting(8, 6),),
        ),
        ["assessment", "reminder"],
    ),
    (
        "an assessment begun and stopped",
        watched(state=State.ASSESSING, course=None, assessment_touched=on(8, 1)),
        ["assessment_stopped"],
    ),
    (
        "an assessment complete",
        watched(state=State.ASSESSED, course=None, assessed_on=TODAY),
        ["draft"],
    ),
    (
        "a contract drafted for tomorrow",
        watched(state=State.ASSESSED, course=None, draft=Drafted(dt.date(2026, 8, 4))),
        ["signing_to_print"],
    ),
    (
        "a contract drafted for today, and printed",
        watched(state=State.ASSESSED, course=None, draft=Drafted(TODAY, printed=True)),
        ["signing"],
    ),
    (
        "a contract drafted for yesterday",
        watched(state=State.ASSESSED, course=None, draft=Drafted(back(1), printed=True)),
        ["signing_again"],
    ),
    ("a contract that goes well", watched(), []),
    (
        "a meeting nobody marked",
        watched(course=course(first(), sessions(met(1, 8, 2, None), met(2, 8, 20, None)))),
        ["attendance"],
    ),
    (
        "a miss that nothing excuses",
        watched(course=course(first(), sessions(met(1, 8, 2, MISSED), met(2, 8, 20, None)))),
        ["ladder"],
    ),
    (
        "a letter made and not given",
        watched(
            course=course(first(), sessions(met(1, 8, 2, MISSED), met(2, 8, 20, None))),
            letters=(Letter("written_warning", back(1)),),
        ),
        ["giving"],
    ),
    (
        "a second miss",
        watched(
            course=course(first(), sessions(met(1, 7, 2, MISSED), met(2, 8, 2, MISSED))),
            letters=(Letter("written_warning", back(20), back(20)),),
        ),
        ["ladder_review"],
    ),
    (
        "evidence waited for",
        watched(course=course(first(), sessions(met(1, 8, 2, Attendance.WAITING_FOR_EVIDENCE)))),
        ["evidence"],
    ),
    ("hours behind", watched(course=course(first(), volunteering(60))), ["hours"]),
    ("a tag not fitted for months", watched(course=course(first(), tag())), ["meeting"]),
    ("nothing heard for 14 days", watched(last_heard=back(14)), ["silent"]),
    (
        "an offence in the term",
        watched(course=course(first(), reoffences=[Reoffence(back(9), back(1))])),
        ["new_offence"],
    ),
    (
        "arrested again",
        watched(
            arrests=(Arrest(1, "HW/1/26", back(9), back(1)), Arrest(2, "HW/2/26", TODAY, TODAY))
        ),
        ["arrested_again", "arrested_again"],
    ),
    (
        "a breach proposed",
        watched(state=State.BREACH_PROPOSED, breach=Proposed(MIDDLE, "Mared Hawthorn")),
        ["breach"],
    ),
    (
        "returned, and the officer not told",
        watched(state=State.RETURNED, ended=away()),
        ["officer", "acknowledgement", "proceedings"],
    ),
    (
        "returned and acknowledged",
        watched(state=State.RETURNED, ended=away(told=True, acknowledged_on=TODAY)),
        ["proceedings"],
    ),
    (
        "completed and acknowledged",
        watched(state=State.COMPLETED, ended=away(told=True, acknowledged_on=TODAY)),
        ["outcome"],
    ),
    (
        "not taken on",
        watched(state=State.NOT_TAKEN_ON, course=None, left=Left(TODAY)),
        ["left", "services"],
    ),
    (
        "not taken on, the officer told and services offered",
        watched(state=State.NOT_TAKEN_ON, course=None, left=Left(TODAY, True, True)),
        ["left_close"],
    ),
    (
        "a withdrawal, and who is still to be told",
        watched(
            state=State.RETURNED,
            ended=away(told=True, acknowledged_on=TODAY),
            to_tell=(
                ToTell(1, "supervisor", "", back(1)),
                ToTell(2, "partner", "Otter Advice Centre", back(1)),
            ),
        ),
        ["telling_supervisor", "telling_partner", "proceedings"],
    ),
    (
        "an information sheet that has changed since",
        watched(new_sheet_since=back(3)),
        ["consent_again"],
    ),
    ("a paper that may not have come out", watched(unanswered_printing=MIDDLE), ["printing"]),
    (
        "the day of the offence not known",
        watched(time=TimeToCharge(known=False)),
        ["charge_unknown"],
    ),
)


@pytest.mark.parametrize(("case", "codes"), [it[1:] for it in CALLS], ids=[it[0] for it in CALLS])
def test_each_case_calls_for_what_the_table_says(case, codes):
    assert kinds(case) == codes


def test_the_kinds_of_the_engine_are_the_kinds_the_scheme_gives_days_to():
    assert set(SCHEME.attention) == set(Kind)


def test_every_kind_has_a_line_in_the_table():
    assert {watch.kind for watch in attention.TABLE} == set(Kind)


def test_the_last_day_to_charge_calls_from_28_days_before_it():
    last = TODAY + dt.timedelta(days=28)

    assert kinds(watched(time=TimeToCharge(last))) == ["charge"]
    assert kinds(watched(time=TimeToCharge(last + dt.timedelta(days=1)))) == []


def test_a_term_past_the_safe_day_calls_at_once():
    time = TimeToCharge(ENDS + dt.timedelta(days=27), None, ENDS - dt.timedelta(days=1))

    assert kinds(watched(time=time)) == ["charge_unsafe"]


def test_a_last_day_passed_comes_before_everything_else():
    case = watched(
        state=State.RETURNED, ended=away(), time=TimeToCharge(back(1)), unanswered_printing=on(1, 1)
    )

    assert kinds(case)[0] == "charge_passed"


def test_proceedings_are_asked_after_before_the_last_working_day():
    last = TODAY + dt.timedelta(days=5)
    case = watched(state=State.RETURNED, ended=away(), time=TimeToCharge(last, last))

    assert the("proceedings", case).day == last


def test_the_window_for_the_first_meeting_closes_72_hours_after_release():
    case = watched(state=State.CONSENTED, course=None, released=on(8, 2, 20))

    due = the("booking", case)

    assert due.moment == on(8, 5, 20)
    assert due.lateness is Lateness.SOON


def test_what_is_due_an_hour_ago_is_overdue():
    case = watched(state=State.CONSENTED, course=None, first_meetings=(first_meeting(8, 3),))

    assert the("assessment", case, on(8, 3, 10)).lateness is Lateness.OVERDUE


@pytest.mark.parametrize(
    ("days", "lateness"),
    [(-1, Lateness.OVERDUE), (0, Lateness.TODAY), (7, Lateness.SOON), (8, Lateness.LATER)],
)
def test_lateness_goes_by_the_day_in_the_suite(days, lateness):
    day = TODAY + dt.timedelta(days=days)
    case = watched(state=State.ASSESSED, course=None, draft=Drafted(day))

    assert attention.due(case, SCHEME, MIDDLE)[0].lateness is lateness


def test_what_waits_for_the_officer_is_overdue_once_its_days_are_gone():
    case = watched(state=State.COMPLETED, ended=Ended(back(15), told=True, acknowledged_on=TODAY))

    assert the("outcome", case).lateness is Lateness.OVERDUE


def test_a_new_arrest_is_looked_at_within_a_day_whichever_step_the_case_has_come_to():
    arrests = (Arrest(7, "HW/1/26", back(9), back(1)),)
    steps = {
        State.LIVE: "tracking",
        State.COMPLETED: "outcome",
        State.ELIGIBLE: "eligibility",
        State.BREACH_PROPOSED: "outcome",
    }

    for state, step in steps.items():
        due = the("arrested_again", watched(state=state, arrests=arrests))
        assert (due.step, due.field, due.day) == (step, "arrest_7", TODAY)


def test_nobody_looks_for_arrests_of_whoever_was_not_taken_on():
    case = watched(
        state=State.NOT_TAKEN_ON, left=Left(TODAY), arrests=(Arrest(1, "H", TODAY, TODAY),)
    )

    assert "arrested_again" not in kinds(case, listed=False)


def test_a_breach_waits_for_a_supervisor_and_is_the_supervisors_to_do():
    case = watched(state=State.BREACH_PROPOSED, breach=Proposed(MIDDLE, "Mared Hawthorn"))
    dues = attention.due(case, SCHEME, MIDDLE)

    assert attention.seen_by(dues, Role.ASSESSOR)[0].lateness is Lateness.WAITING
    assert attention.seen_by(dues, Role.SUPERVISOR)[0].lateness is Lateness.SOON


def test_a_contract_with_everything_done_still_has_its_end_before_it():
    assert "completion" in kinds(watched(), listed=False)


def test_a_contract_that_ends_within_14_days_unfinished_calls():
    now = on(9, 20)
    case = watched(
        course=course(first(), sessions(met(1, 9, 1), agreed=2, due=ENDS)),
        last_heard=dt.date(2026, 9, 19),
    )

    assert "unfinished" in kinds(case, now)


def test_a_closed_case_calls_for_nothing():
    assert kinds(watched(state=State.CLOSED, time=TimeToCharge(back(9))), listed=False) == []


def test_every_kind_leads_to_a_step_of_the_case():
    assert {watch.step for watch in attention.TABLE} <= set(StepCode)
    assert set(calling_ended.PAPERS.values()) <= set(StepCode)


def test_every_code_has_words_in_both_languages():
    said = {one.code for _, case, _ in CALLS for one in attention.due(case, SCHEME, MIDDLE)}
    english = Texts(RESOURCES / "wording", "en")

    assert [it for it in said if not english.has(f"attention.{it}")] == []
    assert [it for it in said if not english.has(f"attention.{it}_why")] == []
