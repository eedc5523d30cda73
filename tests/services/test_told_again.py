"""Whoever was told that a case has ended is told that it was reopened, and called for till then."""

from dataclasses import replace

import pytest

from tests.services.test_other_ends import AWAY, DIED, EVERY, end, text_of
from tests.services.test_partner_referrals import RECOVERY, say
from tests.services.test_reopening import completed, reopen
from tests.services.test_service_notices import calling, case_id, helped, only_support
from tests.services.verbs_tracking import kept, returned, seen
from triage_app.domain import services_hear
from triage_app.domain.other_ends import TELLS, End
from triage_app.domain.services_hear import Hears
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    casefile,
    endings,
    outcomes,
    paperwork,
    printings,
    reopening,
)
from triage_app.storage.models import AuditEntry, Case, EndingTold, Paper

__all__ = ["case_id", "say"]  # fixtures
AGAIN = "telling_again_partner"
# What the two databases could not answer differently is asked of one.
EMBEDDED = pytest.mark.parametrize("database", ["embedded"], indirect=True)


def tell(desk, actor, case_id, *names):
    """Tell those named of the end; everybody where nobody is named."""
    for one in endings.told(desk, actor, case_id):
        if not names or one.name in names:
            endings.tell(desk, actor, one.id, desk.today(), "telephone")


def again(desk, actor, case_id):
    return reopening.view(desk, actor, case_id).told


def notices(rows):
    return [one for one in rows(Paper) if one.kind == "PARTNER_REOPENED"]


def test_each_service_that_was_told_has_a_notice_and_calls_until_it_went(
    desk, assessor, supervisor, case_id, rows
):
    end(desk, assessor, case_id, AWAY)
    tell(desk, assessor, case_id)
    told = {one.name for one in endings.told(desk, assessor, case_id) if one.who == "partner"}

    reopen(desk, supervisor, case_id)

    assert rows(Case)[0].state is State.LIVE
    to_tell = again(desk, assessor, case_id)
    assert {one.name for one in to_tell} == told
    assert RECOVERY in told
    assert {one.paper_id for one in to_tell} == {one.id for one in notices(rows)}
    assert calling(desk, assessor, case_id).count(AGAIN) == len(told)
    due = next(one for one in attention.due_in(desk, assessor, case_id) if one.code == AGAIN)
    assert (due.step, due.field.startswith("end_told_")) == ("outcome", True)
    tell_again(desk, assessor, case_id)
    assert AGAIN not in calling(desk, assessor, case_id)
    assert casefile.timeline(desk, assessor, case_id)[0].code == "endings.did_told_again"
    entry = [one for one in rows(AuditEntry) if one.action == "endings.told_again"]
    assert {one.recipient for one in entry} == told


def tell_again(desk, actor, case_id):
    for one in again(desk, actor, case_id):
        endings.tell(desk, actor, one.id, desk.today(), "in_writing")


def test_the_notice_says_by_number_alone_what_no_longer_holds(
    desk, assessor, supervisor, case_id, rows
):
    end(desk, assessor, case_id, AWAY)
    tell(desk, assessor, case_id, RECOVERY)
    reopen(desk, supervisor, case_id)
    (one,) = notices(rows)
    said = text_of(desk, assessor, one.id)
    assert f"{rows(Case)[0].number}-R1" in said
    assert "is open again" in said
    for hidden in ("Sandpiper", "moved", "theft", "week"):
        assert hidden not in said
    listed = paperwork.papers_of(desk, assessor, case_id, ("PARTNER_REOPENED",))
    assert [(it.recipient, it.language) for it in listed] == [(RECOVERY, "en")]


def test_whoever_was_not_told_of_the_end_is_not_told_that_it_does_not_hold(
    desk, assessor, supervisor, case_id
):
    end(desk, assessor, case_id, AWAY)
    reopen(desk, supervisor, case_id)
    assert again(desk, assessor, case_id) == ()
    assert not [one for one in calling(desk, assessor, case_id) if one.startswith("telling_")]


def test_a_notice_that_came_out_of_a_printer_may_have_gone(desk, assessor, supervisor, case_id):
    end(desk, assessor, case_id, AWAY)
    notice = next(one for one in endings.told(desk, assessor, case_id) if one.name == RECOVERY)
    printing = printings.begin(desk, assessor, notice.paper_id, "Suite")
    printings.answer(desk, assessor, printing, came_out=True)

    reopen(desk, supervisor, case_id)

    assert [one.name for one in again(desk, assessor, case_id)] == [RECOVERY]


def test_a_case_that_ends_anew_calls_for_its_end_and_no_more_for_the_reopening(
    desk, clock, assessor, supervisor, case_id
):
    end(desk, assessor, case_id, AWAY)
    tell(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    clock.advance(days=1)
    end(desk, assessor, case_id, replace(AWAY, day=desk.today()))

    codes = calling(desk, assessor, case_id)

    assert AGAIN not in codes
    assert "telling_end_partner" in codes
    assert again(desk, assessor, case_id) == ()


def test_one_who_still_believes_the_first_end_is_told_of_the_second_reopening(
    desk, clock, assessor, supervisor, case_id
):
    end(desk, assessor, case_id, AWAY)
    tell(desk, assessor, case_id)
    for _ in range(2):
        clock.advance(days=1)
        reopen(desk, supervisor, case_id)
        names = [one.name for one in again(desk, assessor, case_id)]
        clock.advance(days=1)
        end(desk, assessor, case_id, replace(AWAY, day=desk.today()))
    assert RECOVERY in names
    assert len(names) == len(set(names))


@EMBEDDED
def test_one_who_was_told_that_it_was_reopened_is_not_told_twice(
    desk, clock, assessor, supervisor, case_id
):
    end(desk, assessor, case_id, AWAY)
    tell(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    tell_again(desk, assessor, case_id)
    clock.advance(days=1)
    end(desk, assessor, case_id, replace(AWAY, day=desk.today()))
    clock.advance(days=1)
    reopen(desk, supervisor, case_id)
    assert again(desk, assessor, case_id) == ()


@EMBEDDED
def test_a_contract_confirmed_too_soon_is_told_as_reopened(
    desk, clock, assessor, supervisor, case_id
):
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    tell(desk, assessor, case_id, RECOVERY)
    reopen(desk, supervisor, case_id)
    assert [one.name for one in again(desk, assessor, case_id)] == [RECOVERY]


@EMBEDDED
def test_an_outcome_that_is_waited_for_again_takes_nothing_back(
    desk, clock, assessor, supervisor, rows
):
    case_id = completed(desk, clock, assessor, supervisor)
    tell(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    assert again(desk, assessor, case_id) == ()
    assert not [one for one in rows(EndingTold) if one.again]


def test_a_death_that_was_not_one_is_told_to_whoever_helps_besides(
    desk, assessor, supervisor, case_id
):
    helped(desk, assessor, case_id)
    name = only_support(desk)
    end(desk, assessor, case_id, DIED)
    tell(desk, assessor, case_id)
    reopen(desk, supervisor, case_id, "It was somebody else.")
    assert name in [one.name for one in again(desk, assessor, case_id)]


@EMBEDDED
def test_a_death_recorded_of_a_case_with_its_officer_is_taken_back_and_the_return_is_not(
    desk, assessor, supervisor, rows
):
    case_id = returned(desk, assessor, supervisor)
    tell(desk, assessor, case_id)
    end(desk, assessor, case_id, DIED)
    reopen(desk, supervisor, case_id, "It was somebody else.")
    assert rows(Case)[0].state is State.RETURNED
    assert again(desk, assessor, case_id) == ()


@EMBEDDED
def test_whoever_took_a_case_over_is_told_that_it_is_back(desk, assessor, supervisor, case_id):
    end(desk, assessor, case_id, EVERY[End.TRANSFERRED])
    tell(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    assert "telling_again_receiver" in calling(desk, assessor, case_id)


@pytest.mark.parametrize("kind", TELLS)
def test_each_end_that_does_not_hold_is_told_and_each_that_does_is_not(kind):
    hears = services_hear.of_reopening
    assert hears(kind, State.LIVE) is Hears.REOPENED
    watched = {"completed": State.COMPLETED, "returned": State.RETURNED}
    if kind in watched:
        assert hears(kind, watched[kind]) is Hears.STILL_HOLDS
