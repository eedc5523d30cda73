import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import INSIDE, YES, booked, consented, refused
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.compliance import Attendance
from triage_app.domain.leaving import OF_CONTRACTS, TAKEN_FROM, Offer, Reason
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import Marked
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import BEFORE_CONTRACT, State
from triage_app.services import (
    agenda,
    attention,
    casefile,
    caseload,
    consent,
    printings,
    tracking,
    ways_out,
    ways_out_record,
)
from triage_app.services.attention import worded
from triage_app.storage.models import Appointment, AuditEntry, Case, Consent, Paper, WayOut

DAY = dt.date(2026, 5, 11)
WANTED = Offer(offered=True, accepted=True, note="Practice Alcohol Service")


def another_stay():
    return a_stay(custody_record="HW/1002/26")


def problems(act):
    with pytest.raises(Invalid) as found:
        act()
    return [(one.field, one.code) for one in found.value.problems]


def test_a_case_not_taken_on_is_told_offered_services_and_closed(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    assert ways_out.view(desk, assessor, case_id).may_be_closed
    ways_out.close(desk, assessor, case_id)
    (case,) = rows(Case)
    assert (case.state, case.closed_on) == (State.CLOSED, dt.date(2026, 5, 11))
    assert rows(Paper)[-1].kind == "NOT_TAKEN_ON"


def test_a_letter_that_lies_where_it_was_made_has_told_no_officer(desk, assessor):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    paper = ways_out.issue_letter(desk, assessor, case_id, "en")
    calls = lambda: [one.code for one in attention.due_in(desk, assessor, case_id)]  # noqa: E731
    assert calls()[0] == "left_send"
    printing = printings.begin(desk, assessor, paper, "Office printer")
    assert "left_send" in calls()
    printings.answer(desk, assessor, printing, came_out=True)
    assert calls()[0] == "left_close"


def test_a_letter_that_was_e_mailed_calls_no_more_until_it_is_made_again(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    today = desk.today()
    with pytest.raises(Refused, match=r"ways_out\.letter_first"):
        ways_out.say_emailed(desk, assessor, case_id, today)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    for day, code in (
        (None, "missing"),
        (today + dt.timedelta(days=1), "in_future"),
        (today - dt.timedelta(days=1), "before_it_began"),
    ):
        with pytest.raises(Invalid) as found:
            ways_out.say_emailed(desk, assessor, case_id, day)
        (problem,) = found.value.problems
        assert (problem.field, problem.code.partition(".")[2]) == ("emailed_on", code)

    ways_out.say_emailed(desk, assessor, case_id, today)

    calls = lambda: [one.code for one in attention.due_in(desk, assessor, case_id)]  # noqa: E731
    assert calls()[0] == "left_close"
    assert ways_out.view(desk, assessor, case_id).letter.emailed_on == today
    entry = next(one for one in rows(AuditEntry) if one.action == "ways_out.emailed")
    assert (entry.category, entry.recipient) == ("disclosure", rows(Case)[0].officer_email)
    assert casefile.timeline(desk, assessor, case_id)[0].code == "ways_out.did_emailed"
    with pytest.raises(Refused, match=r"ways_out\.emailed_already"):
        ways_out.say_emailed(desk, assessor, case_id, today)
    ways_out.issue_letter(desk, assessor, case_id, "cy")
    assert "left_send" in calls()


@pytest.mark.parametrize("state", BEFORE_CONTRACT)
def test_any_case_before_its_contract_may_go_no_further(desk, assessor, rows, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    ways_out.take(desk, assessor, case_id, "officer_withdrew", "Charged for another matter")
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert (rows(WayOut)[0].reason, rows(WayOut)[0].recorded_by) == (
        "officer_withdrew",
        assessor.username,
    )


def test_a_case_with_a_contract_has_no_way_out_here(desk, assessor, rows):
    case_id = consented(desk, assessor)
    put(desk, assessor, case_id, State.LIVE)
    with pytest.raises(Refused, match="no_such_move"):
        ways_out.take(desk, assessor, case_id, "charged", "Charged yesterday")
    assert ways_out.reasons(desk, assessor, case_id) == ()
    assert rows(WayOut) == []


def test_a_reason_of_the_scheme_and_words_are_needed(desk, assessor):
    case_id = consented(desk, assessor)
    found = problems(lambda: ways_out.take(desk, assessor, case_id, "boredom", " "))
    assert found == [("way_out", "problem.missing"), ("note", "problem.missing")]


def test_what_is_somebodys_own_choice_needs_no_words(desk, assessor, rows):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, State.ASSESSED)
    ways_out.take(desk, assessor, case_id, "declined_at_contract", " ")

    assert rows(WayOut)[0].note == ""


def test_the_reasons_are_the_schemes(desk, assessor):
    codes = dict(ways_out.reasons(desk, assessor, consented(desk, assessor)))
    assert codes["did_not_attend"].en == "Did not come to the first meeting"


@pytest.mark.parametrize(
    ("offer", "problem"),
    [
        (Offer(None, None), ("offered", "ways_out.say_whether_offered")),
        (Offer(offered=True, accepted=None), ("accepted", "ways_out.say_whether_accepted")),
        (Offer(offered=False, accepted=None), ("services_note", "ways_out.say_why_not")),
    ],
)
def test_an_offer_says_all_it_must(desk, assessor, offer, problem):
    case_id = refused(desk, assessor)
    assert problems(lambda: ways_out.offer_services(desk, assessor, case_id, offer)) == [problem]


def test_a_case_is_not_closed_before_services_were_offered(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    with pytest.raises(Refused, match="services_first"):
        ways_out.close(desk, assessor, case_id)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_a_case_is_not_closed_before_the_officer_is_told(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    with pytest.raises(Refused, match="letter_first"):
        ways_out.close(desk, assessor, case_id)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_a_closed_case_is_left_alone(desk, assessor):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    ways_out.issue_letter(desk, assessor, case_id, "cy")
    ways_out.close(desk, assessor, case_id)
    with pytest.raises(Refused, match="not_left"):
        ways_out.offer_services(desk, assessor, case_id, WANTED)


def test_a_case_that_goes_on_has_no_way_out_to_show(desk, assessor):
    assert ways_out.view(desk, assessor, consented(desk, assessor)) is None


# ── Which reason from where ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", BEFORE_CONTRACT)
def test_only_what_can_have_happened_is_offered(desk, assessor, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    offered = {code for code, _ in ways_out.reasons(desk, assessor, case_id)}
    wanted = {one for one, states in TAKEN_FROM.items() if state in states} - {Reason.WITHDREW}
    assert offered == wanted


def test_a_scheme_without_a_contract_offers_no_contracts_reasons(desk):
    scheme = desk.schemes.version("haverfordwest-women-2016-01")
    codes = {one.code for one in scheme.ways_out}
    assert codes == set(Reason) - OF_CONTRACTS


def test_a_reason_that_cannot_have_happened_is_refused(desk, assessor, rows):
    case_id = refer(desk, assessor)
    taken = ("declined_at_contract", "Would not sign")
    assert problems(lambda: ways_out.take(desk, assessor, case_id, *taken)) == [
        ("way_out", "problem.missing")
    ]
    assert rows(WayOut) == []


def test_meetings_still_to_come_end_with_the_case(desk, assessor, rows):
    case_id, _ = booked(desk, assessor)
    ways_out.take(desk, assessor, case_id, "charged", "Charged on Monday")
    assert rows(Appointment)[0].called_off == "charged"
    (row,) = agenda.agenda(desk, assessor, INSIDE.date(), 1)
    assert row.is_called_off


# ── Put right ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", BEFORE_CONTRACT)
def test_a_supervisor_puts_a_way_out_right(desk, assessor, supervisor, rows, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    ways_out.take(desk, assessor, case_id, "charged", "Another man of that name")
    assert ways_out.take_back(desk, supervisor, case_id, "It was another case") is None
    assert rows(Case)[0].state is state
    assert ways_out.view(desk, supervisor, case_id) is None
    (row,) = rows(WayOut)
    assert (row.taken_back_reason, row.taken_back_by) == (
        "It was another case",
        supervisor.username,
    )
    (history,) = ways_out.taken_back(desk, assessor, case_id)
    assert (history.name.en, history.why) == ("Charged in the meantime", "It was another case")


def test_the_officer_who_was_told_is_told_again(desk, assessor, supervisor, rows):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    paper = ways_out.take_back(desk, supervisor, case_id, "The wrong case was opened", "cy")
    made = rows(Paper)[-1]
    assert (made.id, made.kind, made.language) == (paper, "PUT_RIGHT", "cy")
    assert [row.recipient for row in rows(AuditEntry) if row.action == "paperwork.issued"][-1] == (
        "PC Rowan Kestrel 417"
    )


def test_a_letter_of_before_does_not_count_for_the_next_way_out(desk, assessor, supervisor):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    ways_out.take_back(desk, supervisor, case_id, "The wrong case was opened")
    ways_out.take(desk, assessor, case_id, "charged", "Charged after all")
    seen = ways_out.view(desk, assessor, case_id)
    assert (seen.letter, seen.reason) == (None, "charged")


def test_an_assessor_does_not_put_it_right_and_nobody_without_a_reason(
    desk, assessor, supervisor, rows
):
    case_id = refused(desk, assessor)
    assert not ways_out.view(desk, assessor, case_id).may_be_taken_back
    assert ways_out.view(desk, supervisor, case_id).may_be_taken_back
    with pytest.raises(Refused, match="not_permitted"):
        ways_out.take_back(desk, assessor, case_id, "A mistake")
    assert problems(lambda: ways_out.take_back(desk, supervisor, case_id, " ")) == [
        ("why_back", "problem.missing")
    ]
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_nothing_is_put_right_once_it_is_closed(desk, assessor, supervisor):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    ways_out.close(desk, assessor, case_id)
    with pytest.raises(Refused, match="not_left"):
        ways_out.take_back(desk, supervisor, case_id, "Too late")


def test_the_database_holds_one_way_out_at_a_time(desk, assessor, supervisor, rows):
    case_id = refused(desk, assessor)
    ways_out.take_back(desk, supervisor, case_id, "A mistake")
    ways_out.take(desk, assessor, case_id, "charged", "Charged on Monday")
    assert len(rows(WayOut)) == 2
    second = WayOut(
        case_id=case_id,
        reason="declined",
        left_from=State.ELIGIBLE,
        recorded_by=assessor.username,
        recorded_at=desk.now(),
    )
    with pytest.raises(IntegrityError), desk.sessions.begin() as session:
        session.add(second)


def test_somebody_asked_again_after_a_mistake_may_agree(desk, assessor, supervisor, rows):
    case_id = refused(desk, assessor)
    ways_out.take_back(desk, supervisor, case_id, "They had not understood the sheet")
    assert consent.record(desk, assessor, case_id, YES) is State.CONSENTED
    assert [row.given for row in rows(Consent)] == [False, True]


# ── Counted and shown ────────────────────────────────────────────────────────────────────────


def test_every_reason_is_counted_and_what_was_put_right_is_not(desk, assessor, supervisor):
    first = refused(desk, assessor)
    other = refused(desk, assessor, person=someone(name="Nest Wren"), custody=another_stay())
    ways_out.take_back(desk, supervisor, other, "A mistake")
    ways_out.take(desk, assessor, other, "charged", "Charged on Monday")
    counted = ways_out.counted(desk, supervisor, DAY, DAY)
    assert (counted[Reason.DECLINED], counted[Reason.CHARGED]) == (1, 1)
    assert set(counted) == set(Reason)
    assert sum(counted.values()) == 2
    assert sum(ways_out.counted(desk, supervisor, DAY, DAY, "aberystwyth").values()) == 0
    later = DAY + dt.timedelta(days=1)
    assert sum(ways_out.counted(desk, supervisor, later, later).values()) == 0
    assert first != other


def test_the_reason_is_shown_in_words_wherever_the_case_is(desk, assessor):
    case_id = refused(desk, assessor)
    head = casefile.head(desk, assessor, case_id)
    assert head.left == Wording("Declined the scheme", "Wedi gwrthod y cynllun")
    (row,) = caseload.caseload(desk, assessor).rows
    assert (row.left, row.left_code) == (head.left, "declined")
    lines = [worded(desk.texts("en"), one.due, desk.now()).why for one in
             attention.morning(desk, assessor).rows]  # fmt: skip
    assert all(line.startswith("Declined the scheme. ") for line in lines)
    assert len(lines) == 2


def test_the_letter_says_what_the_reason_is_and_whom_they_are_referred_to(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    with desk.sessions() as session:
        case, row = session.get_one(Case, case_id), session.get_one(WayOut, 1)
        contents = ways_out_record.letter_contents(session, desk, case, row)
    assert (contents.code, contents.missed, contents.referred_to) == ("declined", (), ())
    assert rows(WayOut)[0].paper_id == rows(Paper)[-1].id


def test_missed_first_meetings_stand_in_the_letter(desk, assessor, clock):
    case_id, meeting = booked(desk, assessor)
    clock.set("2026-05-12 12:05")
    missed = Marked(Attendance.MISSED_UNACCEPTABLE, "")
    tracking.mark(desk, assessor, (meeting.id, meeting.version), missed)
    ways_out.take(desk, assessor, case_id, "did_not_attend", "Rang twice")
    with desk.sessions() as session:
        case, row = session.get_one(Case, case_id), session.get_one(WayOut, 1)
        contents = ways_out_record.letter_contents(session, desk, case, row)
    assert contents.missed == (dt.date(2026, 5, 12),)
