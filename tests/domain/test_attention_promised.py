"""What the program promises to call for, as a table: each with why, who, by when and one next step.

It is 3 August 2026; the contract was signed on 1 June and runs to 1 October.
"""

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from tests.domain.attention_facts import MISSED, SCHEME, TODAY, away, back
from tests.domain.kept_contracts import (
    MIDDLE,
    course,
    first,
    first_meeting,
    met,
    on,
    sessions,
    watched,
)
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.compliance import Attendance
from triage_app.domain.lateness import Lateness
from triage_app.domain.partner_referral import Stage
from triage_app.domain.partner_reply import Standing
from triage_app.domain.roles import Role
from triage_app.domain.watched import (
    After,
    Drafted,
    OpenVariation,
    Partnered,
    Proposed,
    TellVictim,
    TimeToCharge,
    VictimSeen,
    Watched,
)
from triage_app.domain.workflow import State
from triage_app.texts import Texts

ASSESSOR, SUPERVISOR = Role.ASSESSOR, Role.SUPERVISOR
OVERDUE, SOON, LATER = Lateness.OVERDUE, Lateness.SOON, Lateness.LATER
NOW, WAITS = Lateness.TODAY, Lateness.WAITING


@dataclass(frozen=True)
class Line:
    """A line of the table: a case that stands so, and what it calls for."""

    case: Watched
    code: str
    who: Role
    by: str  # day and month
    late: Lateness
    where: str  # the step of the case, and the very field
    says: str  # the next step, in English
    now: dt.datetime = MIDDLE


def before(state, **changes):
    return watched(state=state, course=None, **changes)


def meeting(month, day, attendance=None, **changes):
    held = replace(met(1, month, day, attendance), **changes)
    return watched(course=course(first(), sessions(held)))


def partner(days):
    standing = Standing(Stage.SENT, back(days), back(days - 7))
    return watched(partners=(Partnered(7, "Practice Recovery", standing, 3),))


# fmt: off
TABLE = {
    "an assessment is due in its window": Line(
        before(State.CONSENTED, first_meetings=(first_meeting(8, 5),)),
        "assessment", ASSESSOR, "5 Aug", SOON, "assessment", "Do the assessment"),
    "its window is over, and nothing was booked": Line(
        before(State.CONSENTED, released=on(7, 30, 7)),
        "booking", ASSESSOR, "2 Aug", OVERDUE, "consent starts", "Book the assessment"),
    "consent is missing": Line(
        before(State.ELIGIBLE, decided_on=back(2), authorised=True),
        "consent", ASSESSOR, "2 Aug", OVERDUE, "consent given", "Record consent"),
    "a contract is unsigned": Line(
        before(State.ASSESSED, draft=Drafted(TODAY, printed=True)),
        "signing", ASSESSOR, "3 Aug", NOW, "contract signing", "Have the contract signed"),
    "an appointment is tomorrow": Line(
        meeting(8, 4),
        "tomorrow", ASSESSOR, "4 Aug", SOON, "tracking meeting_1",
        "Remind them of their appointment"),
    "attendance is not recorded": Line(
        meeting(8, 1),
        "attendance", ASSESSOR, "2 Aug", OVERDUE, "tracking meeting_1", "Record who came"),
    "attendance of the first meeting is not recorded, though they were assessed in it": Line(
        before(State.ASSESSED, first_meetings=(first_meeting(8, 1),)),
        "attendance", ASSESSOR, "2 Aug", OVERDUE, "consent attendance", "Record who came"),
    "somebody without a telephone comes again to go on with their assessment": Line(
        before(State.ASSESSING, assessment_touched=on(8, 3), unreminded=(first_meeting(8, 6),)),
        "reminder", ASSESSOR, "6 Aug", SOON, "consent reminder",
        "Send a reminder letter"),
    "evidence is awaited": Line(
        meeting(7, 31, Attendance.WAITING_FOR_EVIDENCE, evidence_by=dt.date(2026, 8, 7)),
        "evidence", ASSESSOR, "7 Aug", WAITS, "tracking meeting_1",
        "Ask for the evidence of the reason"),
    "evidence is awaited of the first meeting": Line(
        before(
            State.CONSENTED,
            first_meetings=(
                replace(
                    first_meeting(7, 31, Attendance.WAITING_FOR_EVIDENCE),
                    evidence_by=dt.date(2026, 8, 1),
                ),
            ),
        ),
        "evidence", ASSESSOR, "1 Aug", OVERDUE, "consent evidence",
        "Ask for the evidence of the reason"),
    "evidence is awaited too long": Line(
        meeting(7, 20, Attendance.WAITING_FOR_EVIDENCE, evidence_by=dt.date(2026, 7, 27)),
        "evidence", ASSESSOR, "27 Jul", OVERDUE, "tracking meeting_1",
        "Ask for the evidence of the reason"),
    "no contact for fourteen days": Line(
        watched(last_heard=back(14)),
        "silent", ASSESSOR, "3 Aug", NOW, "tracking contact", "Get in touch"),
    "a partner is silent": Line(
        partner(10),
        "partner_unanswered", ASSESSOR, "1 Aug", OVERDUE, "contract partner_7",
        "No answer from the service: Practice Recovery"),
    "a condition is at risk": Line(
        meeting(8, 2, MISSED),
        "at_risk", ASSESSOR, "4 Aug", SOON, "tracking contact", "Talk about what got in the way"),
    "it ends in fourteen days, unfinished": Line(
        meeting(8, 2, Attendance.ATTENDED),
        "unfinished", ASSESSOR, "1 Oct", LATER, "tracking conditions",
        "Review before the contract ends", now=on(9, 17)),
    "the midway assessment": Line(
        watched(assessed_on=back(75), reassessed=frozenset()),
        "midway", ASSESSOR, "31 Jul", OVERDUE, "assessment midway", "Do the midway assessment"),
    "the exit assessment": Line(
        watched(assessed_on=back(75), reassessed=frozenset()),
        "exit", ASSESSOR, "17 Sep", NOW, "assessment exit", "Do the final assessment",
        now=on(9, 17)),
    "a victim's notice is due": Line(
        watched(victims=(VictimSeen(4, to_tell=(TellVictim("contract", back(3), TODAY),)),)),
        "victim_notice_contract", ASSESSOR, "3 Aug", NOW, "referral victim_4",
        "Tell the victim: contract signed"),
    "an approval waits: a breach": Line(
        watched(state=State.BREACH_PROPOSED, breach=Proposed(MIDDLE, "Mared Hawthorn")),
        "breach", SUPERVISOR, "4 Aug", SOON, "outcome found", "Decide the breach"),
    "an approval waits: a variation": Line(
        watched(variation=OpenVariation("waiting", back(1), TODAY, "Ann Rees")),
        "variation_approval", SUPERVISOR, "3 Aug", NOW, "contract",
        "Approve or return a changed contract"),
    "an approval waits: bespoke words": Line(
        before(State.ASSESSED, draft=Drafted(TODAY, own_words=(4,), changed_at=MIDDLE)),
        "own_words", SUPERVISOR, "4 Aug", SOON, "contract condition_4.approved",
        "Approve or return condition 4"),
    "the last day on which a whole term is safe comes near": Line(
        before(State.ASSESSED, time=TimeToCharge(dt.date(2027, 1, 5), None, dt.date(2026, 12, 8))),
        "safe_day", ASSESSOR, "8 Aug", SOON, "eligibility",
        "Sign the contract while a whole term is safe"),
    "the last day to charge is near": Line(
        watched(state=State.RETURNED, ended=away(), time=TimeToCharge(dt.date(2026, 8, 21))),
        "charge", ASSESSOR, "21 Aug", LATER, "outcome result", "Watch the last day to charge"),
    "returned to the officer, and not acknowledged": Line(
        watched(state=State.RETURNED, ended=away(told=True)),
        "acknowledgement", ASSESSOR, "8 Aug", WAITS, "outcome acknowledged_on",
        "Ask the officer to acknowledge"),
    "acknowledged, and proceedings not begun": Line(
        watched(state=State.RETURNED, ended=away(told=True, acknowledged_on=TODAY)),
        "proceedings", ASSESSOR, "29 Aug", WAITS, "outcome result",
        "Ask whether proceedings have begun"),
    "completed, and the outcome not recorded": Line(
        watched(state=State.COMPLETED, ended=away(told=True, acknowledged_on=TODAY)),
        "outcome", ASSESSOR, "15 Aug", WAITS, "outcome result", "Ask the officer for the outcome"),
    "a record's years are over": Line(
        watched(state=State.CLOSED, after=After(review_due=back(1))),
        "retention", SUPERVISOR, "31 Oct", LATER, "outcome choice", "Review the record"),
}
# fmt: on


@pytest.mark.parametrize("line", TABLE.values(), ids=list(TABLE))
def test_what_is_promised_calls_with_who_why_by_when_and_one_next_step(line):
    dues = attention.calls(attention.due(line.case, SCHEME, line.now))
    found = [one for one in dues if one.code == line.code]

    assert len(found) == 1, [one.code for one in dues]
    [one] = found
    said = (one.role, f"{one.day.day} {one.day:%b}", one.lateness)
    assert said == (line.who, line.by, line.late)
    assert f"{one.step} {one.field}".strip() == line.where
    for language in ("en", "cy"):
        texts = Texts(RESOURCES / "wording", language)
        what, why = (texts(f"attention.{one.code}{it}", **one.values) for it in ("", "_why"))
        assert why != what
        assert line.says == what or language == "cy"
