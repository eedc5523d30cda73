"""What waits for a supervisor, of every kind, on both databases: one list, one count, one rule."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.services.verbs_approvals import WAYS, WHY, ask, row_of
from tests.services.verbs_referral import an_offence
from triage_app.domain.approval import Matter, urgency
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Role
from triage_app.services import approval_queue, attention
from triage_app.services.desk import Actor
from triage_app.storage.models import Case, Member

PROPOSERS = {Matter.DISPOSAL: "supervisor"}  # whoever else may propose is an assessor
# Where each is answered when it comes back: the code of the line in Today.
BACK = {
    Matter.BREACH: "breach_sent_back",
    Matter.VARIATION: "variation_returned",
    Matter.OWN_WORDS: "own_words_returned",
    Matter.DISPOSAL: "disposal_refused",
}


@pytest.fixture
def second(desk):
    """Another supervisor, who is on the staff."""
    with desk.sessions.begin() as session:
        one = Member(username="huw.linnet", name="Huw Linnet", role=Role.SUPERVISOR)
        session.add(one)
        session.flush()
        return Actor(one.id, one.username, one.name, one.role)


@pytest.fixture
def asked(desk, assessor, supervisor):
    """Return a function that has a matter put forward by whoever usually does."""

    def asked(matter):
        asker = supervisor if PROPOSERS.get(matter) == "supervisor" else assessor
        return ask(desk, asker, assessor, supervisor, matter)

    return asked


def test_every_kind_there_is_can_be_put_forward_and_answered():
    assert set(WAYS) == set(BACK) == set(Matter)


@pytest.mark.parametrize("matter", Matter)
def test_nobody_approves_their_own(desk, assessor, supervisor, second, matter):
    row = ask(desk, supervisor, assessor, supervisor, matter)

    assert not row.approval.allowed
    assert [one.name for one in row.approval.others] == [second.name]
    for answer in (WAYS[matter].yes, WAYS[matter].no):
        with pytest.raises(Refused):
            answer(desk, supervisor, row)
    WAYS[matter].yes(desk, second, row_of(desk, second, row))
    assert row_of(desk, second, row) is None


@pytest.mark.parametrize("matter", Matter)
def test_what_is_returned_says_why_to_whoever_is_to_mend_it(
    desk, assessor, supervisor, asked, second, matter
):
    row = asked(matter)
    with pytest.raises(Invalid):
        WAYS[matter].no(desk, second, row_of(desk, second, row), "  ")

    WAYS[matter].no(desk, second, row_of(desk, second, row))

    mender = supervisor if matter is Matter.DISPOSAL else assessor
    (due,) = [one.due for one in attention.attention(desk, mender) if one.due.code == BACK[matter]]
    assert (due.values["name"], due.values["reason"]) == (second.name, WHY)
    assert due.role is mender.role
    assert WHY in attention.worded(desk.texts("en"), due, desk.now()).why
    assert row_of(desk, second, row) is None


@pytest.mark.parametrize("matter", Matter)
def test_of_two_who_answer_at_once_one_does_and_the_other_is_told(
    desk, assessor, supervisor, second, matter
):
    third = Actor(99, "third.supervisor", "Third Supervisor", Role.SUPERVISOR)
    asker = supervisor if matter is Matter.DISPOSAL else assessor
    row = ask(desk, asker, assessor, supervisor, matter)
    start = Barrier(2)

    def answer(pair):
        start.wait()
        try:
            pair[1](desk, pair[0], row)
        except Refused as refused:
            return refused
        return None

    both = [(second, WAYS[matter].no), (third, WAYS[matter].no)]
    with ThreadPoolExecutor(2) as threads:
        told = [one for one in threads.map(answer, both) if one is not None]

    assert len(told) == 1
    assert told[0].code == "approvals.decided_already"
    assert desk.texts("en")(told[0].code, **told[0].values)


def test_the_list_the_count_and_today_agree_over_all_kinds(desk, supervisor, asked):
    for number, matter in enumerate(Matter):
        assert approval_queue.number_waiting(desk, supervisor) == number
        asked(matter)

    rows = approval_queue.queue(desk, supervisor)
    waiting = set(map(str, Matter))
    called = [one for one in attention.attention(desk, supervisor) if one.due.code in waiting]

    assert approval_queue.number_waiting(desk, supervisor) == len(rows) == len(Matter)
    assert sorted((one.kind, one.case_id, one.due) for one in rows) == sorted(
        (one.due.code, one.case_id, one.due.day) for one in called
    )
    assert {one.name for one in rows} == {f"Osian {one.name.title()}" for one in Matter}
    assert {one.assessor for one in rows} == {"Mared Hawthorn"}
    assert all(one.asked_by and one.asked_at.date() == desk.today() for one in rows)

    with desk.sessions.begin() as session:  # a scheme's file is gone: the rest is still shown
        for row in rows[1:]:
            session.get_one(Case, row.case_id).scheme = "gone-2020-01"
    assert [one.key for one in approval_queue.queue(desk, supervisor)] == [rows[0].key]
    assert approval_queue.number_waiting(desk, supervisor) == 1


def test_the_least_time_to_charge_comes_first_then_what_waits_longest(
    desk, clock, supervisor, asked
):
    longest = asked(Matter.OWN_WORDS)
    clock.advance(hours=1)
    shortest = asked(Matter.VARIATION)
    clock.advance(hours=1)
    asked(Matter.BREACH)
    summary = an_offence(category="CS", domestic_abuse=False)
    with desk.sessions.begin() as session:
        offence = session.get_one(Case, shortest.case_id).offences[0]
        offence.category, offence.domestic_abuse = summary.category, False

    rows = approval_queue.queue(desk, supervisor)

    assert [one.kind for one in rows] == [Matter.VARIATION, Matter.OWN_WORDS, Matter.BREACH]
    assert rows[0].days_left is not None
    assert rows[1].key == longest.key


def test_urgency_puts_no_limit_after_any_limit():
    early, late = (dt.datetime(2026, 5, day, tzinfo=dt.UTC) for day in (1, 2))
    day = dt.date(2026, 12, 1)
    found = sorted(
        [(None, early), (day, late), (None, late), (day, early)], key=lambda it: urgency(*it)
    )
    assert found == [(day, early), (day, late), (None, early), (None, late)]


@pytest.mark.parametrize("role", ["assessor", "administrator", "auditor"])
def test_who_decides_nothing_is_shown_nothing(desk, request, role):
    actor = request.getfixturevalue(role)
    for look in (approval_queue.queue, approval_queue.number_waiting):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            look(desk, actor)
