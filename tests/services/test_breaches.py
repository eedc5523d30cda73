"""A breach: what it quotes from the record, and that it is decided once, by somebody apart."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

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
from triage_app.domain.clock_change import midnight
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.roles import Role
from triage_app.domain.tracked import Contact, Given, How, Marked
from triage_app.domain.workflow import State
from triage_app.services import (
    approvals,
    attention,
    breaches,
    giving,
    handovers,
    outcomes,
    supervision,
    tracking,
    tracking_view,
)
from triage_app.services.desk import Actor
from triage_app.storage.models import Breach, Case, Contract, Ending, Member

ANN = Actor(9, "ann.rees", "Ann Rees", Role.SUPERVISOR)


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def state(rows):
    return lambda: rows(Case)[0].state


def keys_of(desk, actor, case_id, *, speaking=False):
    found = breaches.grounds(desk, actor, case_id).happenings
    return tuple(one.key for one in found if one.speaks or not speaking)


def warned(desk, assessor, case_id):
    tracking.warn(desk, assessor, case_id, "We waited.")
    [letter] = tracking_view.view(desk, assessor, case_id).letters
    given = Given(desk.today(), How.IN_PERSON, assessor.name)
    tracking.record_giving(desk, assessor, case_id, letter.id, given)


# ── The record ───────────────────────────────────────────────────────────────────────────────


def test_misses_letters_contacts_and_offences_can_be_quoted_each_with_its_day(
    desk, clock, assessor, case_id
):
    miss(desk, clock, assessor, case_id, 0)
    warned(desk, assessor, case_id)
    tracking.add_contact(
        desk, assessor, case_id, Contact(desk.now(), How.TELEPHONE, reached=False, note="Rang out")
    )
    offend(desk, assessor, case_id, desk.today())

    found = breaches.grounds(desk, assessor, case_id).happenings

    assert {one.about for one in found} == {"missed", "letter", "contact", "offence"}
    said = {one.about: one.told for one in found}
    assert "nothing excuses it" in said["missed"].en
    assert "given on" in said["letter"].en
    assert said["contact"].en.endswith("not reached. Rang out")
    assert "Trosedd newydd" in said["offence"].cy


def test_what_is_excused_is_there_to_quote_and_is_not_proposed(desk, clock, assessor, case_id):
    meeting = tracking_view.view(desk, assessor, case_id).meetings[0]
    clock.now = meeting.starts
    clock.advance(hours=1)
    given = Marked("missed_acceptable", "In hospital; letter seen")
    tracking.mark(desk, assessor, (meeting.id, meeting.version), given)

    assert keys_of(desk, assessor, case_id)
    assert keys_of(desk, assessor, case_id, speaking=True) == ()


def test_what_is_quoted_stays_as_it_was_whatever_is_put_right_later(
    desk, clock, assessor, supervisor, case_id
):
    miss(desk, clock, assessor, case_id, 0)
    quoted = keys_of(desk, assessor, case_id, speaking=True)
    propose(desk, assessor, case_id, replace(PROPOSAL, quoted=quoted, evidence=""))
    meeting = tracking_view.view(desk, assessor, case_id).meetings[0]
    given = Marked("missed_acceptable", "A letter came", why="Seen on Friday")
    tracking.mark(desk, assessor, (meeting.id, meeting.version), given)

    [waiting] = approvals.queue(desk, supervisor)

    assert [one.key for one in waiting.quoted] == [*quoted]
    assert "nothing excuses it" in waiting.quoted[0].told.en


def test_nothing_of_another_case_is_quoted(desk, assessor, case_id):
    with pytest.raises(Invalid) as raised:
        propose(desk, assessor, case_id, replace(PROPOSAL, quoted=("missed:99999",)))

    assert [(one.field, one.code) for one in raised.value.problems] == [
        ("quoted", "outcome.quoted_gone")
    ]


def test_the_participants_account_is_asked_for(desk, assessor, case_id):
    with pytest.raises(Invalid) as raised:
        propose(desk, assessor, case_id, replace(PROPOSAL, account="  "))

    assert [one.code for one in raised.value.problems] == ["outcome.say_their_account"]


def test_the_contract_in_force_is_kept_with_the_proposal(desk, assessor, case_id, rows):
    propose(desk, assessor, case_id)

    [signed] = [one for one in rows(Contract) if one.signed_on]
    assert rows(Breach)[0].contract_id == signed.id


def test_every_letter_of_hostile_text_survives(desk, assessor, supervisor, case_id):
    text = "<b>&amp; = \N{GRINNING FACE} \N{ARABIC LETTER MEEM} " + "w" * 300
    waiting = propose(desk, assessor, case_id, replace(PROPOSAL, account=text, effect=text))

    assert (waiting.account, waiting.effect) == (text, text)
    decide(desk, supervisor, waiting)  # and its notice can be made


# ── Refused in words ─────────────────────────────────────────────────────────────────────────


def test_a_breach_of_a_completed_case_is_refused(desk, clock, assessor, case_id, state):
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")

    with pytest.raises(Refused, match=r"outcome\.over_already"):
        breaches.propose(desk, assessor, seen(desk, case_id), PROPOSAL)

    assert state() is State.COMPLETED


def test_a_breach_of_a_case_already_returned_is_refused(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)

    with pytest.raises(Refused, match=r"outcome\.over_already"):
        breaches.propose(desk, assessor, seen(desk, case_id), PROPOSAL)


def test_the_cases_own_assessor_does_not_decide_a_breach_that_another_proposed(
    desk, assessor, supervisor, case_id, state
):
    with desk.sessions.begin() as session:
        session.add(Member(username="ann.rees", name="Ann Rees", role=Role.SUPERVISOR))
        case = session.get_one(Case, case_id)
        case.assessor = session.scalars(
            select(Member).where(Member.username == supervisor.username)
        ).one()
    waiting = propose(desk, assessor, case_id)

    with pytest.raises(Refused, match=r"approvals\.own_case") as refusal:
        decide(desk, supervisor, approvals.waiting_in(desk, supervisor, case_id))

    assert refusal.value.values == {"names": "Ann Rees"}
    decide(desk, ANN, waiting)
    assert state() is State.RETURNED


@pytest.mark.parametrize("when", ["before it is proposed", "after it is proposed"])
def test_who_gave_the_case_away_under_its_contract_does_not_decide_its_breach(
    desk, assessor, supervisor, case_id, state, when
):
    with desk.sessions.begin() as session:
        for name in ("ann.rees", "huw.linnet"):
            session.add(Member(username=name, name=name.title(), role=Role.SUPERVISOR))
    giving.give(desk, supervisor, {case_id: assessor.id}, supervisor.id, "Short of hands.")
    if when.startswith("before"):
        giving.give(desk, supervisor, {case_id: supervisor.id}, assessor.id, "Back again.")
    waiting = propose(desk, assessor, case_id)
    if when.startswith("after"):
        giving.give(desk, supervisor, {case_id: supervisor.id}, assessor.id, "Back again.")

    with pytest.raises(Refused, match=r"approvals\.own_case"):
        decide(desk, supervisor, waiting)
    decide(desk, ANN, waiting)
    assert state() is State.RETURNED


def test_who_gave_the_referral_out_before_there_was_a_contract_decides_its_breach(
    desk, assessor, supervisor, case_id, state
):
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        signed = session.scalars(select(Contract.signed_on).where(Contract.case_id == case_id))
        row = handovers.given(desk, assessor, case, case.assessor, "New on the rota.")
        row.from_id, row.given_at = supervisor.id, midnight(signed.one()) - timedelta(hours=5)
        session.add(row)
    decide(desk, supervisor, propose(desk, assessor, case_id))
    assert state() is State.RETURNED


# ── Once ─────────────────────────────────────────────────────────────────────────────────────


def test_of_two_supervisors_at_once_one_decides_and_the_other_is_told(
    desk, assessor, supervisor, case_id, rows
):
    waiting = propose(desk, assessor, case_id)
    told, start = [], threading.Barrier(2)

    def decides(actor, given):
        start.wait()
        try:
            told.append(decide(desk, actor, waiting, given))
        except (Refused, Stale) as refusal:
            told.append(refusal)

    both = [
        threading.Thread(target=decides, args=one) for one in ((supervisor, AGAINST), (ANN, FOR))
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(isinstance(one, int) for one in told) == [False, True]
    assert len(rows(Breach)) == 1
    assert len(rows(Ending)) == (1 if rows(Breach)[0].found else 0)


def test_a_breach_sent_back_is_proposed_again_with_more(
    desk, assessor, supervisor, case_id, state, rows
):
    waiting = propose(desk, assessor, case_id)
    as_seen = (waiting.breach_id, waiting.version)

    supervision.send_back(desk, supervisor, as_seen, "Ask the service for its register.")

    assert state() is State.LIVE
    assert approvals.queue(desk, supervisor) == ()
    back = breaches.grounds(desk, assessor, case_id).sent_back
    assert (back.reason, back.by) == ("Ask the service for its register.", "Osian Thistlewood")
    assert back.proposal == PROPOSAL

    again = propose(desk, assessor, case_id, replace(PROPOSAL, evidence="The register says so."))
    assert [one.breach_id for one in approvals.queue(desk, supervisor)] == [again.breach_id]
    assert breaches.grounds(desk, assessor, case_id).sent_back is None
    decide(desk, supervisor, again)
    assert [(one.found, one.sent_back) for one in rows(Breach)] == [(None, True), (True, False)]


def test_sending_back_says_what_is_wanted_and_happens_once(desk, assessor, supervisor, case_id):
    waiting = propose(desk, assessor, case_id)
    as_seen = (waiting.breach_id, waiting.version)

    with pytest.raises(Invalid) as raised:
        supervision.send_back(desk, supervisor, as_seen, " ")
    assert [one.code for one in raised.value.problems] == ["outcome.say_what_is_wanted"]

    supervision.send_back(desk, supervisor, as_seen, "More")
    with pytest.raises((Refused, Stale)):
        decide(desk, supervisor, waiting)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        supervision.send_back(desk, assessor, as_seen, "More")


def test_what_was_sent_back_is_no_breach_that_waits(desk, assessor, supervisor, case_id):
    waiting = propose(desk, assessor, case_id)
    supervision.send_back(desk, supervisor, (waiting.breach_id, waiting.version), "More")

    codes = [one.due.code for one in attention.attention(desk, supervisor)]

    assert "breach" not in codes


def test_what_was_sent_back_calls_its_assessor_until_it_is_proposed_again(
    desk, assessor, supervisor, case_id
):
    waiting = propose(desk, assessor, case_id)
    supervision.send_back(desk, supervisor, (waiting.breach_id, waiting.version), "More")

    [row] = [one for one in attention.attention(desk, assessor) if "sent_back" in one.due.code]
    assert (row.due.step, row.due.field) == ("outcome", "conditions")

    propose(desk, assessor, case_id)
    assert "breach_sent_back" not in [one.due.code for one in attention.attention(desk, assessor)]
