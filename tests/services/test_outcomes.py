"""How a contract ends, and that it is watched until somebody outside has acted on it."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.services.verbs_consent import a_slot
from tests.services.verbs_referral import an_offence
from tests.services.verbs_tracking import (
    AGAINST,
    FOR,
    PROPOSAL,
    decide,
    kept,
    miss,
    offend,
    propose,
    returned,
    running,
    seen,
)
from triage_app.domain.ending import Reported
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.roles import Role
from triage_app.domain.workflow import State
from triage_app.services import (
    approvals,
    attention,
    bookings,
    breaches,
    endings,
    outcome_view,
    outcomes,
    paperwork,
    tracking,
)
from triage_app.services.desk import Actor
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Breach,
    Case,
    Ending,
    Member,
    Paper,
    Warned,
)

# A summary-only offence of the day before: six months to charge.
SUMMARY = an_offence(
    code="CJ88116", category="CS", title="Assault by beating", domestic_abuse=False
)


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def state(rows):
    return lambda: rows(Case)[0].state


def fields(raised):
    return [(one.field, one.code) for one in raised.value.problems]


def text_of(desk, actor, paper_id):
    pages = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id))).pages
    return "\n".join(page.extract_text() for page in pages)


def codes(desk, actor):
    return [row.due.code for row in attention.attention(desk, actor)]


# ── Complete ─────────────────────────────────────────────────────────────────────────────────


def test_a_contract_kept_is_confirmed_told_watched_and_archived(
    desk, clock, assessor, case_id, state, rows
):
    kept(desk, clock, assessor, case_id)

    paper = outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    assert state() is State.COMPLETED
    assert next(one.kind for one in rows(Paper) if one.id == paper) == "COMPLETED"
    told = [one for one in codes(desk, assessor) if not one.startswith("telling_end_")]
    assert told == ["officer", "acknowledgement", "outcome"]

    for one in endings.told(desk, assessor, case_id):
        endings.tell(desk, assessor, one.id, desk.today(), "telephone")
    outcomes.record_told(desk, assessor, case_id, desk.today())
    outcomes.record_acknowledgement(desk, assessor, case_id, desk.today())
    assert codes(desk, assessor) == ["outcome"]

    reported = Reported("22", desk.today())
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), reported)
    assert state() is State.CLOSED
    assert rows(Ending)[0].result == "22"
    assert codes(desk, assessor) == []


def test_a_meeting_after_a_contract_that_was_kept_is_off(desk, clock, assessor, case_id, rows):
    kept(desk, clock, assessor, case_id)
    later = replace(a_slot(), starts=desk.now() + dt.timedelta(days=3))
    number = bookings.book(desk, assessor, case_id, later, "review")
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    called_off = {one.id: one.called_off for one in rows(Appointment)}
    assert called_off.pop(number) == "completed"
    assert set(called_off.values()) == {""}


def test_a_contract_is_not_confirmed_against_the_facts(desk, clock, assessor, case_id, state):
    clock.advance(days=30)

    with pytest.raises(Refused, match=r"outcome\.not_complete"):
        outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")

    assert state() is State.LIVE


def test_an_outcome_is_one_of_the_schemes(desk, clock, assessor, case_id):
    kept(desk, clock, assessor, case_id)

    with pytest.raises(Invalid) as raised:
        outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "17")

    assert fields(raised) == [("outcome", "problem.choose")]


def test_the_facts_of_a_completion_are_shown_before_it_is_confirmed(desk, clock, assessor, case_id):
    kept(desk, clock, assessor, case_id)

    shown = outcome_view.view(desk, assessor, case_id)

    assert shown.is_complete
    assert [one.code for one in shown.computed.reasons] == [
        "fact_kept",
        "fact_never_asked",
        "fact_done",
        "fact_done",
        "fact_done",
    ]


# ── Breach ───────────────────────────────────────────────────────────────────────────────────


def test_a_breach_is_proposed_for_conditions_of_the_contract_with_all_it_rests_on(
    desk, assessor, case_id
):
    empty = replace(PROPOSAL, conditions=(9,), evidence=" ", view="", account=" ")

    with pytest.raises(Invalid) as raised:
        propose(desk, assessor, case_id, empty)

    assert fields(raised) == [
        ("conditions", "outcome.say_which_conditions"),
        ("evidence", "outcome.say_what_shows_it"),
        ("view", "problem.missing"),
        ("account", "outcome.say_their_account"),
    ]


def test_a_breach_proposed_twice_is_refused(desk, assessor, case_id):
    propose(desk, assessor, case_id)

    with pytest.raises(Refused, match=r"outcome\.proposed_already"):
        propose(desk, assessor, case_id)


def test_a_case_that_moved_on_meanwhile_is_told(desk, assessor, supervisor, case_id):
    as_seen = seen(desk, case_id)
    waiting = propose(desk, supervisor, case_id)
    decide(desk, Actor(9, "other", "Ann Rees", Role.SUPERVISOR), waiting, FOR)

    with pytest.raises(Stale):
        breaches.propose(desk, assessor, as_seen, PROPOSAL)


def test_the_proposer_does_not_decide_and_is_told_that_nobody_here_can(
    desk, supervisor, case_id, state
):
    waiting = propose(desk, supervisor, case_id)

    assert (waiting.approval.allowed, waiting.approval.code) == (False, "approvals.nobody_here")
    with pytest.raises(Refused, match=r"approvals\.nobody_here"):
        decide(desk, supervisor, waiting)
    assert state() is State.BREACH_PROPOSED


def test_the_proposer_is_told_which_supervisor_could_decide(desk, supervisor, case_id):
    with desk.sessions.begin() as session:
        session.add(Member(username="ann.rees", name="Ann Rees", role=Role.SUPERVISOR))
    waiting = propose(desk, supervisor, case_id)

    with pytest.raises(Refused, match=r"approvals\.own") as refusal:
        decide(desk, supervisor, waiting)

    assert refusal.value.values == {"names": "Ann Rees"}


def test_an_assessor_does_not_decide(desk, assessor, case_id):
    waiting = propose(desk, assessor, case_id)

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        decide(desk, assessor, waiting)


def test_a_decision_needs_an_answer_and_a_reason(desk, assessor, supervisor, case_id):
    waiting = propose(desk, assessor, case_id)

    with pytest.raises(Invalid) as raised:
        decide(desk, supervisor, waiting, replace(AGAINST, found=None, reason=""))

    assert fields(raised) == [("found", "problem.choose"), ("reason", "problem.missing")]


def test_what_waits_is_listed_with_its_evidence_and_the_time_there_is(
    desk, assessor, supervisor, case_id
):
    propose(desk, assessor, case_id)

    [waiting] = approvals.queue(desk, supervisor)

    assert waiting.approval.allowed
    assert (waiting.proposer, waiting.evidence) == ("Mared Hawthorn", PROPOSAL.evidence)
    assert [one.position for one in waiting.conditions if one.ticked] == [3]
    assert approvals.number_waiting(desk, supervisor) == 1


def test_a_breach_found_goes_back_to_the_officer_and_is_watched(
    desk, assessor, supervisor, state, rows
):
    returned(desk, assessor, supervisor)

    assert state() is State.RETURNED
    assert "BREACH" in [one.kind for one in rows(Paper)]
    assert rows(Ending)[0].kind == "returned"
    told = [one for one in codes(desk, assessor) if not one.startswith("telling_end_")]
    assert told == ["officer", "acknowledgement", "proceedings"]


def test_a_breach_is_decided_once(desk, assessor, supervisor, case_id, rows):
    waiting = propose(desk, assessor, case_id)
    decide(desk, supervisor, waiting)

    with pytest.raises((Refused, Stale)):
        decide(desk, supervisor, waiting, FOR)

    assert [one.found for one in rows(Breach)] == [True]


def test_no_breach_found_writes_to_the_person_and_the_contract_goes_on(
    desk, clock, assessor, supervisor, case_id, state, rows
):
    miss(desk, clock, assessor, case_id, 0)
    miss(desk, clock, assessor, case_id, 1)
    waiting = propose(desk, assessor, case_id)

    decide(desk, supervisor, waiting, FOR)

    assert state() is State.LIVE
    assert rows(Paper)[-1].kind == "NOT_BREACH"
    assert [one.rung for one in rows(Warned)] == ["supervisor_review"]


def test_an_offence_a_supervisor_let_be_does_not_stop_completion(
    desk, clock, assessor, supervisor, case_id
):
    clock.advance(days=5)
    offend(desk, assessor, case_id, desk.today())
    waiting = propose(desk, assessor, case_id, replace(PROPOSAL, conditions=(1,)))
    decide(desk, supervisor, waiting, FOR)

    kept(desk, clock, assessor, case_id)

    assert outcome_view.view(desk, assessor, case_id).is_complete


def test_a_decision_is_in_the_log_by_the_names_of_its_fields(
    desk, assessor, supervisor, case_id, rows
):
    decide(desk, supervisor, propose(desk, assessor, case_id))

    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.actor) == ("approvals.breach_found", "osian.thistlewood")
    assert {"found", "reason"} <= set(entry.fields)
    assert AGAINST.reason not in str(entry.__dict__)


# ── Watched to the end ───────────────────────────────────────────────────────────────────────


def test_the_clock_does_not_stop_at_breach(desk, clock, assessor, supervisor):
    returned(desk, assessor, supervisor, offences=[SUMMARY])
    last_day = attention.morning(desk, assessor).times[0].last_day

    clock.set(f"{last_day - dt.timedelta(days=28)} 09:00")
    assert "charge" in codes(desk, assessor)
    clock.set(f"{last_day + dt.timedelta(days=1)} 09:00")
    assert codes(desk, assessor)[0] == "charge_passed"


@pytest.mark.parametrize("result", ["proceedings_begun", "proceedings_declined"])
def test_proceedings_begun_or_declined_close_the_case(desk, assessor, supervisor, state, result):
    case_id = returned(desk, assessor, supervisor)

    reported = Reported(result, desk.today(), "By e-mail")
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), reported)

    assert state() is State.CLOSED


def test_nothing_is_out_of_time_before_its_last_day(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor, offences=[SUMMARY])

    with pytest.raises(Invalid) as raised:
        outcomes.record_proceedings(
            desk, assessor, seen(desk, case_id), Reported("out_of_time", desk.today())
        )

    assert fields(raised) == [("result", "outcome.still_in_time")]


def test_a_case_out_of_time_is_closed_as_that_and_as_nothing_else(
    desk, clock, assessor, supervisor, state
):
    case_id = returned(desk, assessor, supervisor, offences=[SUMMARY])
    clock.set("2026-11-11 09:00")
    today = desk.today()

    with pytest.raises(Invalid) as raised:
        outcomes.record_proceedings(
            desk, assessor, seen(desk, case_id), Reported("proceedings_begun", today)
        )
    assert fields(raised) == [("result_on", "outcome.begun_too_late")]

    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), Reported("out_of_time", today))
    assert state() is State.CLOSED


def test_where_nothing_limits_the_charge_nothing_is_out_of_time(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)

    with pytest.raises(Invalid) as raised:
        outcomes.record_proceedings(
            desk, assessor, seen(desk, case_id), Reported("out_of_time", desk.today())
        )

    assert fields(raised) == [("result", "outcome.no_limit")]


def test_a_result_is_recorded_once(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)
    reported = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), reported)

    with pytest.raises(Refused, match=r"workflow\.no_such_move"):
        outcomes.record_proceedings(desk, assessor, seen(desk, case_id), reported)
    with pytest.raises(Refused, match=r"outcome\.not_watched"):
        outcomes.record_acknowledgement(desk, assessor, case_id, desk.today())


def test_the_notice_begins_with_the_last_day_to_charge(desk, assessor, supervisor, rows):
    returned(desk, assessor, supervisor, offences=[SUMMARY])

    text = text_of(desk, assessor, rows(Ending)[0].paper_id)

    place = text.index("Last day to charge: Tuesday 10 November 2026")
    assert place < text.index("Breach: the case comes back to you")
    assert place < text.index("PC Rowan Kestrel")


def test_the_notice_calls_broken_what_was_decided_and_nothing_else(
    desk, clock, assessor, supervisor, case_id
):
    miss(desk, clock, assessor, case_id, 1)  # of condition 4, which nobody proposed
    paper = decide(desk, supervisor, propose(desk, assessor, case_id))

    text = text_of(desk, assessor, paper)

    assert "3: broken" in text
    assert "4: under way" in text
    assert PROPOSAL.view in text[text.index("The assessor’s view") :]


def test_hours_and_contact_stop_with_the_contract(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)

    with pytest.raises(Refused, match=r"tracking\.not_now"):
        offend(desk, assessor, case_id, desk.today())
    with pytest.raises(Refused, match=r"tracking\.not_now"):
        tracking.ask_restorative(desk, assessor, case_id, desk.today())
