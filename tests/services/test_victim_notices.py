"""What victims are told: by when, by whom and how; or why they are not, and after the end too."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.services.verbs_assessment import put
from tests.services.verbs_contract import live
from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_tracking import decide, kept, propose, running
from tests.services.verbs_tracking import seen as as_seen
from tests.services.verbs_victims import DAY, PERSON, SHOP, agreed, harmed, seen, wishes
from triage_app.domain.attention import Kind as Calls
from triage_app.domain.attention import Lateness
from triage_app.domain.ending import Reported
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.victims import (
    About,
    Decided,
    Happened,
    How,
    Said,
    Telling,
    WhyNot,
)
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    endings,
    outcomes,
    reopening,
    victim_notices,
    victims_untold,
    ways_out,
)
from triage_app.storage.models import (
    AuditEntry,
    Case,
    VictimTold,
)

ANOTHER = a_stay(custody_record="HW/201/26")
BY_PHONE = Telling(told=True, day=DAY, how=How.TELEPHONE, by="Mared Hawthorn")


def fields(told):
    return [one.field for one in told.value.problems]


def calls(desk, actor, kind=Calls.VICTIM_NOTICE):
    rows = attention.attention(desk, actor)
    return [(one.due.code, str(one.due.day)) for one in rows if one.due.kind == kind]


def tell(desk, actor, victim_id, *about, **changes):
    victim_notices.record(desk, actor, victim_id, about, replace(BY_PHONE, **changes))


def test_a_victim_is_told_of_consent_and_contract_within_one_working_day_or_five(
    desk, assessor, supervisor, clock
):
    case_id = live(desk, assessor, supervisor).case_id
    harmed(desk, assessor, case_id)
    harmed(desk, assessor, case_id, SHOP)
    assert calls(desk, assessor) == [
        ("victim_notice_contract", "2026-05-12"),
        ("victim_notice_contract", "2026-05-18"),
    ]
    clock.set("2026-05-13 09:00")
    late = [one.due.lateness for one in attention.attention(desk, assessor)
            if one.due.kind is Calls.VICTIM_NOTICE]  # fmt: skip
    assert late == [Lateness.OVERDUE, Lateness.SOON]


def test_over_christmas_five_working_days_end_on_the_fifth_of_january(desk, assessor, clock):
    clock.set("2026-12-24 10:00")
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, State.CONSENTED)
    agreed(desk, assessor, case_id, dt.date(2026, 12, 24))
    harmed(desk, assessor, case_id, SHOP)
    harmed(desk, assessor, case_id)
    assert calls(desk, assessor) == [
        ("victim_notice_taken_on", "2026-12-29"),
        ("victim_notice_taken_on", "2027-01-05"),
    ]


def test_once_told_it_calls_no_more_and_says_who_when_and_how(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    contract = Happened(Decided.CONTRACT, DAY)
    tell(desk, assessor, number, contract)
    assert calls(desk, assessor) == []
    (notice,) = [one for one in seen(desk, assessor, case_id)["Nerys Lapwing"].notices
                 if one.event is Decided.CONTRACT]  # fmt: skip
    assert (notice.told, notice.how, notice.by) == (True, "telephone", "Mared Hawthorn")
    entry = next(one for one in rows(AuditEntry) if one.action == "victims.told")
    assert (entry.category, entry.recipient) == ("disclosure", "victim")
    with pytest.raises(Refused, match="told_already"):
        tell(desk, assessor, number, contract)
    assert len(rows(VictimTold)) == 1


def test_one_who_does_not_wish_to_be_told_is_not_and_that_is_shown(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.NO, about=About.BEING_TOLD)
    assert calls(desk, assessor) == []
    notices = seen(desk, assessor, case_id)["Nerys Lapwing"].notices
    assert [one.waived for one in notices] == [True] * len(notices)
    with pytest.raises(Refused, match="told_already"):
        tell(desk, assessor, number, Happened(Decided.CONTRACT, DAY))


def test_why_a_victim_was_not_told_is_kept_or_asked_for(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    contract = Happened(Decided.CONTRACT, DAY)
    not_told = {"told": False, "how": None, "by": ""}
    with pytest.raises(Invalid) as told:
        tell(desk, assessor, number, contract, **not_told)
    assert fields(told) == ["why_not"]
    with pytest.raises(Invalid) as told:
        tell(desk, assessor, number)
    assert fields(told) == ["events"]
    why = {"why_not": WhyNot.NOT_REACHED, "note": "Rang three times"}
    tell(desk, assessor, number, contract, **not_told, **why)
    (row,) = rows(VictimTold)
    assert (row.told, row.why_not, row.note) == (False, "not_reached", "Rang three times")


def test_of_a_breach_and_of_a_decision_against_it(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    tell(desk, assessor, number, Happened(Decided.CONTRACT, DAY))
    waiting = propose(desk, assessor, case_id)
    assert calls(desk, assessor) == []
    decide(desk, supervisor, waiting)
    assert calls(desk, assessor) == [("victim_notice_breach", "2026-05-12")]


def test_the_end_is_still_called_for_after_the_case_is_closed(
    desk, assessor, supervisor, clock, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id, SHOP)
    tell(desk, assessor, number, Happened(Decided.CONTRACT, DAY))
    day = closed(desk, clock, assessor, case_id)
    assert rows(Case)[0].state is State.CLOSED
    assert [one for one, _ in calls(desk, assessor)] == ["victim_notice_completed"]
    tell(desk, assessor, number, Happened(Decided.COMPLETED, day), day=day)
    assert calls(desk, assessor) == []
    left = {one.due.kind for one in attention.attention(desk, assessor)}
    assert left == {"telling"}  # the person and the services, who are told as well


def test_who_was_told_of_the_end_alone_is_still_called_for_in_a_closed_case(
    desk, assessor, supervisor, clock
):
    case_id = running(desk, assessor, supervisor)
    numbers = [harmed(desk, assessor, case_id, one) for one in (SHOP, PERSON)]
    day = closed(desk, clock, assessor, case_id)
    for one in endings.told(desk, assessor, case_id):
        endings.tell(desk, assessor, one.id, day, "telephone")  # nobody but them is left
    for number in numbers:
        tell(desk, assessor, number, Happened(Decided.COMPLETED, day), day=day)
    contract = "victim_notice_contract"
    assert [one for one, _ in calls(desk, assessor)] == [contract, contract]
    assert [one for one, _ in calls(desk, supervisor)] == [contract, contract]

    tell(desk, assessor, numbers[0], Happened(Decided.CONTRACT, DAY), day=day)
    assert [one for one, _ in calls(desk, assessor)] == [contract]
    assert looked_at(desk) == [case_id]
    wishes(desk, assessor, numbers[1], Said.NO, day, about=About.BEING_TOLD)
    assert calls(desk, assessor) == []

    clock.advance(days=1)
    other = refer(desk, assessor, person=someone(name="Aneirin Heron"), custody=ANOTHER)
    ways_out.take(desk, assessor, other, "officer_withdrew", "Charged for another matter")
    assert looked_at(desk) == []  # that somebody else's case ends reopens nothing here


def closed(desk, clock, actor, case_id):
    """Keep a contract to its end, and let the officer close the case; return that day."""
    kept(desk, clock, actor, case_id)
    outcomes.confirm_completion(desk, actor, as_seen(desk, case_id), "22")
    given = Reported("22", desk.today(), "")
    outcomes.record_outcome(desk, actor, as_seen(desk, case_id), given)
    return desk.today()


def looked_at(desk):
    """Return the closed cases that Today reads for the sake of a victim."""
    with desk.sessions() as session:
        return [*session.scalars(select(Case.id).where(victims_untold.is_still_to_tell()))]


def test_who_was_told_of_an_end_that_did_not_hold_is_told_of_the_one_that_does(
    desk, assessor, supervisor, clock, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id, SHOP)
    tell(desk, assessor, number, Happened(Decided.CONTRACT, DAY))
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, as_seen(desk, case_id), "22")
    day = desk.today()
    tell(desk, assessor, number, Happened(Decided.COMPLETED, day), day=day)
    clock.advance(days=1)
    reopening.reopen(desk, supervisor, as_seen(desk, case_id), "Charged in its last week.")
    assert calls(desk, assessor) == []
    decide(desk, supervisor, propose(desk, assessor, case_id))
    begun = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, as_seen(desk, case_id), begun)
    for one in endings.told(desk, assessor, case_id):
        endings.tell(desk, assessor, one.id, desk.today(), "telephone")  # nobody else is left

    assert rows(Case)[0].state is State.CLOSED
    assert [one for one, _ in calls(desk, assessor)] == ["victim_notice_breach"]
    breach = Happened(Decided.BREACH, desk.today())
    tell(desk, assessor, number, breach, day=desk.today())
    assert calls(desk, assessor) == []
