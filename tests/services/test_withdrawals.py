import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_consent import PARTNERS, YES, asked, booked, consented, refused
from tests.services.verbs_contract import NEEDS, drafted, live, stock
from tests.services.verbs_referral import refer
from triage_app.domain.ending import Proposal, Reported
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.prosecution import Sending
from triage_app.domain.sharing import How
from triage_app.domain.support import Request
from triage_app.domain.withdrawal import Given, Who
from triage_app.domain.workflow import State
from triage_app.services import (
    agenda,
    approvals,
    attention,
    audit,
    breaches,
    casefile,
    consent,
    outcome_view,
    outcomes,
    sharing,
    support,
    ways_out,
    withdrawal_telling,
    withdrawals,
)
from triage_app.services.attention import worded
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Case,
    Consent,
    Ending,
    EndingTold,
    Paper,
    ServiceReferral,
    Sharing,
    WayOut,
    Withdrawal,
    WithdrawalTold,
)

DAY = dt.date(2026, 5, 11)
STOPS = Given(DAY, How.TELEPHONE, "I have work now")


def signed(desk, assessor, supervisor):
    """Return the case of a signed contract whose person had consented on the sheet."""
    sheet = live(desk, assessor, supervisor)
    with_consent(desk, assessor, sheet.case_id)
    return sheet.case_id


def with_consent(desk, assessor, case_id):
    """Put a consent into a case that was brought so far without one."""
    with desk.sessions.begin() as session:
        session.add(
            Consent(
                case_id=case_id,
                given=True,
                sheet="2026-11",
                language="en",
                day=DAY,
                recorded_by=assessor.username,
                recorded_at=desk.now(),
            )
        )
        sharing.keep(session, desk, assessor, case_id, dict.fromkeys(PARTNERS, True), DAY)
        audit.record(session, desk, assessor, consent.RECORDED, case_id)


def lines(desk, actor):
    rows = attention.morning(desk, actor).rows
    return [(one.due.code, worded(desk.texts("en"), one.due, desk.now()).what) for one in rows]


# ── Before a contract ────────────────────────────────────────────────────────────────────────


def test_before_a_contract_it_is_a_way_out(desk, assessor, rows):
    case_id, _ = booked(desk, assessor)
    assert withdrawals.withdraw(desk, assessor, case_id, STOPS) is None
    (case,), (way_out,) = rows(Case), rows(WayOut)
    assert case.state is State.NOT_TAKEN_ON
    assert (way_out.reason, way_out.note) == ("withdrew", "I have work now")
    assert way_out.left_from is State.CONSENTED
    assert (rows(Withdrawal)[0].day, rows(Withdrawal)[0].how) == (DAY, "telephone")


def test_appointments_still_to_come_end_with_it(desk, assessor, rows):
    case_id, meeting = booked(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert rows(Appointment)[0].called_off == "withdrew"
    (row,) = agenda.agenda(desk, assessor, meeting.starts.date(), 1)
    assert row.is_called_off


def test_nothing_may_be_shared_from_then_on(desk, assessor, rows):
    case_id = consented(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    with desk.sessions() as session:
        assert not any(sharing.may_share(session, case_id, *pair) for pair in PARTNERS)
    assert len(rows(Sharing)) == 2 * len(PARTNERS)


def test_the_officers_letter_is_the_way_outs_and_says_the_day(desk, assessor):
    case_id = consented(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    told = withdrawal_telling.view(desk, assessor, case_id)
    assert [(one.who, one.told_on) for one in told.items] == [
        (Who.OFFICER, None),
        (Who.SUPERVISOR, None),
    ]
    ways_out.issue_letter(desk, assessor, case_id, "en")
    told = withdrawal_telling.view(desk, assessor, case_id)
    assert told.items[0].told_on == DAY


def test_no_reason_is_needed(desk, assessor, rows):
    case_id = consented(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, Given(DAY, How.IN_PERSON))
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert rows(WayOut)[0].note == ""


def test_somebody_who_said_no_has_nothing_to_withdraw(desk, assessor):
    case_id = refused(desk, assessor)
    assert withdrawals.consequences(desk, assessor, case_id) is None
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        withdrawals.withdraw(desk, assessor, case_id, STOPS)


def test_nor_has_somebody_who_was_never_asked(desk, assessor):
    with pytest.raises(Refused, match="nothing_to_withdraw"):
        withdrawals.withdraw(desk, assessor, refer(desk, assessor), STOPS)


# ── Under a contract ─────────────────────────────────────────────────────────────────────────


def test_under_a_contract_the_case_goes_back_to_the_officer(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    paper = withdrawals.withdraw(desk, assessor, case_id, STOPS, "cy")
    made = {one.kind: (one.id, one.language) for one in rows(Paper)}
    assert made["WITHDRAWN"] == (paper, "cy")
    assert made["END_LETTER"][1] == "en"  # to the person, in theirs
    assert [(one.who, one.paper_id) for one in rows(EndingTold)] == [
        ("participant", made["END_LETTER"][0])
    ]
    assert rows(Case)[0].state is State.RETURNED
    (ending,) = rows(Ending)
    assert (ending.kind, ending.paper_id) == ("withdrawn", paper)
    assert all(one.called_off == "withdrew" for one in rows(Appointment))
    assert rows(WayOut) == []


def test_the_clock_is_watched_until_proceedings_have_begun(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    seen = outcome_view.view(desk, assessor, case_id)
    assert seen.watch.kind == "withdrawn"
    assert "officer" in [code for code, _ in lines(desk, assessor)]
    outcomes.record_told(desk, assessor, case_id, DAY, Sending("PC Kestrel", "post"))
    (case,) = rows(Case)
    given = Reported("proceedings_declined", DAY, "")
    outcomes.record_proceedings(desk, assessor, (case_id, case.version), given)
    assert rows(Case)[0].state is State.CLOSED
    assert casefile.head(desk, assessor, case_id).withdrawn


def test_every_service_of_the_contract_is_to_be_told_once(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    seen = withdrawals.consequences(desk, assessor, case_id)
    names = [one.name for one in seen.told if one.who is Who.PARTNER]
    assert len(names) == len(set(names)) == len(NEEDS)
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, tells_coordinator=True))
    told = [(one.who, one.name) for one in rows(WithdrawalTold)]
    assert told == [
        ("supervisor", ""),
        *(("partner", name) for name in names),
        ("coordinator", ""),
    ]


def test_each_who_must_be_told_calls_until_they_are(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    row = next(one for one in rows(WithdrawalTold) if one.who == "partner")
    line = ("telling_partner", f"Tell the service: {row.name}")
    assert line in lines(desk, assessor)
    withdrawal_telling.tell(desk, assessor, row.id, DAY, How.TELEPHONE)
    assert line not in lines(desk, assessor)
    assert [one.recipient for one in rows(AuditEntry) if one.action == "withdrawal.told"] == [
        row.name
    ]
    with pytest.raises(Refused, match="told_already"):
        withdrawal_telling.tell(desk, assessor, row.id, DAY, How.TELEPHONE)


@pytest.mark.parametrize(
    ("day", "how", "problem"),
    [
        (None, How.TELEPHONE, ("told_on", "problem.missing")),
        (dt.date(2026, 5, 12), How.TELEPHONE, ("told_on", "problem.in_future")),
        (dt.date(2026, 5, 10), How.TELEPHONE, ("told_on", "withdrawal.before_consent")),
        (DAY, None, ("told_how", "problem.choose")),
    ],
)
def test_a_telling_has_a_day_and_a_way(desk, assessor, rows, day, how, problem):
    withdrawals.withdraw(desk, assessor, consented(desk, assessor), STOPS)
    with pytest.raises(Invalid) as found:
        withdrawal_telling.tell(desk, assessor, rows(WithdrawalTold)[0].id, day, how)
    assert [(one.field, one.code) for one in found.value.problems] == [problem]


def test_a_breach_that_was_proposed_is_not_decided_any_more(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    (case,) = rows(Case)
    proposal = Proposal((3,), "Missed", "Rang", "Will not come", account="Nothing said")
    breaches.propose(desk, assessor, (case_id, case.version), proposal)
    assert approvals.number_waiting(desk, supervisor) == 1
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert approvals.number_waiting(desk, supervisor) == 0
    assert approvals.queue(desk, supervisor) == ()
    assert approvals.waiting_in(desk, assessor, case_id) is None


# ── What follows is shown first ──────────────────────────────────────────────────────────────


def test_what_follows_is_shown_before_anything_is_done(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    seen = withdrawals.consequences(desk, assessor, case_id)
    assert seen.under_contract
    assert seen.ends == dt.date(2026, 9, 11)
    assert seen.meetings == len(rows(Appointment)) > 0
    assert set(seen.shares) == set(PARTNERS)
    assert seen.told[0].who is Who.OFFICER
    assert seen.told[0].name == "PC Rowan Kestrel 417"
    assert rows(Case)[0].state is State.LIVE
    assert rows(Withdrawal) == []


# ── Support under their own consent ──────────────────────────────────────────────────────────


def with_support(desk, assessor, supervisor):
    services = stock(desk, supervisor)
    case_id = asked(desk, assessor)
    consent.record(desk, assessor, case_id, YES)
    wanted = Request(
        service_id=services["Practice Advice Centre"],
        purpose="finance",
        asks="Rent arrears",
        shared=("contact",),
        consent_day=DAY,
        consent_how=How.IN_PERSON,
        consent_language="en",
    )
    support.refer(desk, assessor, case_id, wanted)
    return case_id, f"service:{services['Practice Advice Centre']}"


def test_help_under_their_own_consent_is_theirs_to_keep(desk, assessor, supervisor, rows):
    case_id, service = with_support(desk, assessor, supervisor)
    with pytest.raises(Invalid) as found:
        withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert [one.field for one in found.value.problems] == ["stops_support"]
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=False))
    assert rows(ServiceReferral)[0].state == "recorded"
    with desk.sessions() as session:
        assert sharing.may_share(session, case_id, service, "finance")
        assert not sharing.may_share(session, case_id, *PARTNERS[0])
    assert [one.who for one in rows(WithdrawalTold)] == ["supervisor"]


def test_or_to_give_up_with_the_rest(desk, assessor, supervisor, rows):
    case_id, service = with_support(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=True))
    assert rows(ServiceReferral)[0].state == "taken_back"
    with desk.sessions() as session:
        assert not sharing.may_share(session, case_id, service, "finance")
    assert [(one.who, one.name) for one in rows(WithdrawalTold)] == [
        ("supervisor", ""),
        ("partner", "Practice Advice Centre"),
    ]


# ── Whose right it is ────────────────────────────────────────────────────────────────────────


def test_a_mistake_is_put_right_and_nothing_is_shared_until_they_say_so(
    desk, assessor, supervisor, rows
):
    case_id = consented(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    ways_out.take_back(desk, supervisor, case_id, "It was her brother who rang")
    assert rows(Case)[0].state is State.CONSENTED
    with desk.sessions() as session:
        assert not sharing.may_share(session, case_id, *PARTNERS[0])


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_only_caseworkers_record_it(desk, assessor, who, request, rows):
    case_id = consented(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        withdrawals.withdraw(desk, request.getfixturevalue(who), case_id, STOPS)
    assert rows(Withdrawal) == []


def test_the_log_says_that_it_happened_and_not_why(desk, assessor, rows):
    case_id = consented(desk, assessor)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    entry = next(one for one in rows(AuditEntry) if one.action == "withdrawal.recorded")
    assert (entry.category, entry.case_id) == ("alteration", case_id)
    assert not any("work" in word for word in entry.fields)


def test_a_drafted_contract_is_no_contract(desk, assessor, supervisor, rows):
    sheet = drafted(desk, assessor, supervisor)
    with_consent(desk, assessor, sheet.case_id)
    withdrawals.withdraw(desk, assessor, sheet.case_id, STOPS)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert rows(Ending) == []
