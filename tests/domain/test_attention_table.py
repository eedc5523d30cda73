"""What calls for somebody, as a table that can be read: a case that stands so calls for this."""

import datetime as dt

import pytest

from tests.domain.attention_facts import MISSED, SCHEME, TODAY, away, back, kinds, referred
from tests.domain.kept_contracts import (
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
from triage_app.domain import attention
from triage_app.domain.compliance import Attendance, Reoffence
from triage_app.domain.other_ends import End
from triage_app.domain.watched import (
    Arrest,
    Checked,
    Drafted,
    Left,
    Letter,
    OpenVariation,
    Proposed,
    Returned,
    TimeToCharge,
    ToTell,
)
from triage_app.domain.workflow import State
from triage_app.texts import Texts

BACK = Returned(TODAY, "Huw Linnet", "Say by when.")
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
        ["ladder", "at_risk"],
    ),
    (
        "a letter made and not given",
        watched(
            course=course(first(), sessions(met(1, 8, 2, MISSED), met(2, 8, 20, None))),
            letters=(Letter("written_warning", back(1)),),
        ),
        ["at_risk", "giving"],
    ),
    (
        "a second miss",
        watched(
            course=course(first(), sessions(met(1, 7, 2, MISSED), met(2, 8, 2, MISSED))),
            letters=(Letter("written_warning", back(20), back(20)),),
        ),
        ["ladder_review", "at_risk"],
    ),
    (
        "evidence waited for",
        watched(course=course(first(), sessions(met(1, 8, 2, Attendance.WAITING_FOR_EVIDENCE)))),
        ["evidence"],
    ),
    (
        "a miss, and they were spoken with since",
        watched(
            course=course(first(), sessions(met(1, 8, 2, MISSED), met(2, 8, 20, None))),
            letters=(Letter("written_warning", back(1), back(1)),),
            last_heard=TODAY,
        ),
        [],
    ),
    (
        "a meeting tomorrow",
        watched(course=course(first(), sessions(met(1, 8, 4, None)))),
        ["tomorrow"],
    ),
    (
        "a contract varied, and nobody asked",
        watched(variation=OpenVariation("to_ask", back(1), TODAY)),
        ["variation_ask"],
    ),
    (
        "a contract varied, and a supervisor asked",
        watched(variation=OpenVariation("waiting", back(1), TODAY, "Ann Rees")),
        ["variation_approval"],
    ),
    (
        "a contract varied, and returned by a supervisor",
        watched(variation=OpenVariation("returned", back(1), TODAY, returned=BACK)),
        ["variation_returned"],
    ),
    (
        "a proposed breach sent back for more",
        watched(sent_back=BACK),
        ["breach_sent_back"],
    ),
    (
        "bespoke words that wait, and others returned",
        watched(
            state=State.ASSESSED,
            course=None,
            draft=Drafted(TODAY, own_words=(3,), words_returned=((4, BACK),)),
        ),
        ["signing_to_print", "own_words", "own_words_returned"],
    ),
    (
        "a contract varied, and nothing in it for a supervisor",
        watched(variation=OpenVariation("free", back(1), TODAY)),
        ["variation_signing"],
    ),
    (
        "a contract varied and approved for yesterday",
        watched(variation=OpenVariation("approved", back(2), back(1))),
        ["variation_again"],
    ),
    (
        "no safe term left to sign",
        watched(
            state=State.ASSESSED,
            course=None,
            assessed_on=TODAY,
            time=TimeToCharge(TODAY + dt.timedelta(80), None, TODAY + dt.timedelta(52)),
        ),
        ["safe_day_none", "draft"],
    ),
    (
        "nobody has looked for a new arrest",
        watched(checked=None),
        ["check"],
    ),
    (
        "a new arrest found, and no offence recorded",
        watched(checked=Checked(back(1), unanswered=True)),
        ["check_found"],
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
        "taken over by another force, and its own officer not told",
        watched(state=State.ENDED, ended=away(acknowledged_on=TODAY, kind=End.TRANSFERRED)),
        ["officer"],
    ),
    (
        "not taken on",
        watched(state=State.NOT_TAKEN_ON, course=None, left=Left(TODAY)),
        ["left", "services"],
    ),
    (
        "not taken on, services offered, and the letter lies where it was made",
        watched(state=State.NOT_TAKEN_ON, course=None, left=Left(TODAY, True, True)),
        ["left_send"],
    ),
    (
        "not taken on, the officer told and services offered",
        watched(state=State.NOT_TAKEN_ON, course=None, left=Left(TODAY, True, True, sent=True)),
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


def test_every_code_has_words_in_both_languages():
    said = {one.code for _, case, _ in CALLS for one in attention.due(case, SCHEME, MIDDLE)}
    english = Texts(RESOURCES / "wording", "en")

    assert [it for it in said if not english.has(f"attention.{it}")] == []
    assert [it for it in said if not english.has(f"attention.{it}_why")] == []
