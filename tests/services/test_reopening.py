"""A supervisor reopens a case: to where it stood, with why; both records are kept."""

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.relativedelta import relativedelta

from tests.services.test_other_ends import AWAY, DAY, DIED, end, tell_all
from tests.services.test_outcomes import SUMMARY
from tests.services.test_withdrawals import signed
from tests.services.verbs_after import closed_on, nothing_found, something_found
from tests.services.verbs_consent import consented, refused
from tests.services.verbs_referral import a_stay, refer
from tests.services.verbs_tracking import (
    decide,
    kept,
    offend,
    propose,
    returned,
    running,
    seen,
)
from tests.services.verbs_victims import harmed
from triage_app.domain.ending import Reported
from triage_app.domain.leaving import Offer
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.retention import Reviewed
from triage_app.domain.victims import Happened, How, Telling
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    casefile,
    endings,
    other_ends,
    outcomes,
    reoffending,
    reopening,
    retention,
    tracking_view,
    victim_notices,
    victims,
    ways_out,
)
from triage_app.storage.models import AuditEntry, Case, Ending, Paper

WHY = "They came back after a week."


def reopen(desk, actor, case_id, why=WHY):
    return reopening.reopen(desk, actor, seen(desk, case_id), why)


def completed(desk, clock, assessor, supervisor):
    """Return the id of a case whose officer recorded the outcome of a contract kept."""
    case_id = running(desk, assessor, supervisor)
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    outcomes.record_told(desk, assessor, case_id, desk.today())
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), Reported("22", desk.today()))
    return case_id


def test_a_case_of_somebody_who_came_back_goes_on_from_where_it_stood(
    desk, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    end(desk, assessor, case_id, AWAY)
    paper = reopen(desk, supervisor, case_id)
    assert rows(Case)[0].state is State.LIVE
    assert next(one.kind for one in rows(Paper) if one.id == paper) == "REOPENED"
    (row,) = rows(Ending)
    assert (row.stands, row.reopened_reason, row.kind) == (False, WHY, "moved_away")
    assert casefile.head(desk, supervisor, case_id).clock.days_left is not None
    (earlier,) = reopening.view(desk, supervisor, case_id).earlier
    assert (earlier.name.en, earlier.why, earlier.on) == ("Moved away", WHY, DAY)
    assert "endings.reopened" in [one.action for one in rows(AuditEntry)]


def test_an_outcome_recorded_in_error_is_waited_for_again(desk, clock, assessor, supervisor, rows):
    case_id = completed(desk, clock, assessor, supervisor)
    reopen(desk, supervisor, case_id, "It was another case’s outcome.")
    case, (old, new) = rows(Case)[0], rows(Ending)
    assert (case.state, case.closed_on) == (State.COMPLETED, None)
    assert (old.stands, old.result, new.stands, new.result) == (False, "22", True, None)
    assert new.told_on == old.told_on
    assert "outcome" in [one.code for one in attention.due_in(desk, assessor, case_id)]
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), Reported("8", desk.today()))
    assert rows(Case)[0].state is State.CLOSED


def test_a_contract_confirmed_before_an_offence_came_to_light_goes_on_and_is_found_in_breach(
    desk, clock, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    kept(desk, clock, assessor, case_id)
    ends = tracking_view.view(desk, assessor, case_id).course.ends
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    assert reopening.view(desk, assessor, case_id).to is None
    assert reopening.view(desk, supervisor, case_id).to is State.LIVE

    paper = reopen(desk, supervisor, case_id, "Charged with a theft of its last week.")

    assert rows(Case)[0].state is State.LIVE
    assert next(one.kind for one in rows(Paper) if one.id == paper) == "REOPENED"
    assert [one.stands for one in rows(Ending)] == [False]
    assert not endings.told(desk, assessor, case_id)
    offend(desk, assessor, case_id, ends)
    assert "new_offence" in [one.code for one in attention.due_in(desk, assessor, case_id)]
    decide(desk, supervisor, propose(desk, assessor, case_id))
    assert rows(Case)[0].state is State.RETURNED


def test_proceedings_recorded_in_error_are_watched_again(desk, assessor, supervisor, rows):
    case_id = returned(desk, assessor, supervisor)
    declined = Reported("proceedings_declined", DAY)
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), declined)
    reopen(desk, supervisor, case_id)
    assert rows(Case)[0].state is State.RETURNED
    assert casefile.head(desk, assessor, case_id).clock is not None


def test_somebody_said_to_have_died_after_a_breach_is_watched_again(
    desk, assessor, supervisor, rows
):
    case_id = returned(desk, assessor, supervisor)
    end(desk, assessor, case_id, DIED)
    reopen(desk, supervisor, case_id, "It was somebody else.")
    assert rows(Case)[0].state is State.RETURNED
    standing = [one for one in rows(Ending) if one.stands]
    assert [one.kind for one in standing] == ["returned"]
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY, "PC Kestrel")


def test_a_case_not_taken_on_and_closed_is_open_again_to_be_put_right(
    desk, assessor, supervisor, rows
):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, Offer(offered=True, accepted=False))
    ways_out.issue_letter(desk, assessor, case_id, "en")
    ways_out.close(desk, assessor, case_id)
    reopen(desk, supervisor, case_id)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    ways_out.take_back(desk, supervisor, case_id, "They had misheard.")
    assert rows(Case)[0].state is State.ELIGIBLE


def test_a_breach_that_was_found_is_not_reopened_while_the_officer_has_it(
    desk, assessor, supervisor
):
    case_id = returned(desk, assessor, supervisor)
    assert reopening.view(desk, supervisor, case_id).to is None
    with pytest.raises(Refused, match="cannot_reopen"):
        reopen(desk, supervisor, case_id)


def test_a_case_under_way_is_not_reopened(desk, assessor, supervisor):
    with pytest.raises(Refused, match="cannot_reopen"):
        reopen(desk, supervisor, consented(desk, assessor))


def test_an_assessor_reopens_nothing(desk, assessor):
    case_id = consented(desk, assessor)
    end(desk, assessor, case_id, AWAY)
    assert reopening.view(desk, assessor, case_id).to is None
    with pytest.raises(Refused, match=r"access\."):
        reopen(desk, assessor, case_id)


def test_a_reason_is_needed(desk, assessor, supervisor):
    case_id = consented(desk, assessor)
    end(desk, assessor, case_id, AWAY)
    with pytest.raises(Invalid) as found:
        reopen(desk, supervisor, case_id, " ")
    assert [(one.field, one.code) for one in found.value.problems] == [
        ("reopen_why", "problem.missing")
    ]


def test_whoever_has_another_live_case_of_the_scheme_keeps_that_one(
    desk, assessor, supervisor, rows
):
    case_id = consented(desk, assessor)
    end(desk, assessor, case_id, DIED)
    tell_all(desk, assessor, case_id)
    outcomes.record_told(desk, assessor, case_id, DAY)
    other_ends.settle(desk, assessor, seen(desk, case_id))
    person = rows(Case)[0].person_id
    refer(desk, assessor, person_id=person, custody=a_stay(custody_record="HW/1002/26"))
    with pytest.raises(Refused, match="has_live_case"):
        reopen(desk, supervisor, case_id)
    assert rows(Case)[0].state is State.CLOSED


def test_a_reopened_case_may_end_again(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, AWAY)
    reopen(desk, supervisor, case_id)
    end(desk, assessor, case_id, AWAY)
    assert [one.stands for one in rows(Ending)] == [False, True]
    assert dt.date(2026, 5, 11) == rows(Ending)[1].day


def tell_victim(desk, actor, case_id, victim_id):
    """Tell a victim of everything there is to tell them of."""
    (victim,) = victims.view(desk, actor, case_id).victims
    about = [Happened(one.event, one.happened_on) for one in victim.notices if one.told is None]
    given = Telling(True, desk.today(), How.TELEPHONE, actor.name)
    victim_notices.record(desk, actor, victim_id, about, given)


def moved_away(desk, assessor, case_id):
    """End a case by a move, and let the officer leave it at that."""
    end(desk, assessor, case_id, replace(AWAY, day=desk.today()))
    given = Reported("proceedings_declined", desk.today(), "Nobody was harmed")
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), given)


def test_a_case_that_ends_again_is_asked_after_anew(desk, clock, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    moved_away(desk, assessor, case_id)
    clock.advance(days=190)
    month_ago = desk.today() - dt.timedelta(days=30)
    reoffending.record(desk, assessor, case_id, something_found(desk, 6, month_ago))
    reopen(desk, supervisor, case_id)
    moved_away(desk, assessor, case_id)

    seen_again = reoffending.view(desk, assessor, case_id)
    assert (seen_again.made, seen_again.months) == ((), 6)
    (before,) = seen_again.earlier
    assert (before.months, before.offended, len(before.offences)) == (6, True, 1)
    with pytest.raises(Refused, match=r"reoffending\.not_ended"):
        reoffending.add_offence(desk, assessor, before.check_id, before.offences[0])
    clock.advance(days=190)
    (due,) = [one for one in reoffending.figures(desk, supervisor) if one.months == 6]
    assert (due.due, due.checked, due.offended) == (1, 0, 0)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))
    looked = reoffending.view(desk, assessor, case_id)
    (made,) = looked.made
    assert (made.months, made.offended, looked.earlier) == (6, False, (before,))


def test_an_end_that_is_watched_again_keeps_what_was_looked_up(desk, clock, assessor, supervisor):
    case_id = completed(desk, clock, assessor, supervisor)
    clock.advance(days=190)
    reoffending.record(desk, assessor, case_id, nothing_found(desk, 6))

    reopen(desk, supervisor, case_id)

    looked = reoffending.view(desk, assessor, case_id)
    assert [one.months for one in looked.made] == [6]
    assert looked.months == 12


def test_a_disposal_that_waited_is_not_confirmed_of_a_case_that_was_reopened(
    desk, clock, assessor, supervisor
):
    case_id = completed(desk, clock, assessor, supervisor)
    clock.set(f"{closed_on(desk, case_id) + relativedelta(years=6)} 10:00")
    retention.decide(desk, supervisor, case_id, Reviewed("dispose", None, "Nobody asked for it"))

    reopen(desk, supervisor, case_id)
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), Reported("22", desk.today()))

    kept = retention.view(desk, supervisor, case_id)
    assert kept.waiting is None
    assert [one.refused_reason for one in kept.decided] == [WHY]
    assert kept.due == desk.today() + relativedelta(years=6)


def test_years_to_which_a_record_was_kept_do_not_shorten_those_after_it_closed_again(
    desk, clock, assessor, supervisor
):
    case_id = completed(desk, clock, assessor, supervisor)
    clock.set(f"{closed_on(desk, case_id) + relativedelta(years=6)} 10:00")
    until = desk.today() + relativedelta(years=2)
    retention.decide(desk, supervisor, case_id, Reviewed("keep", until, "Asked for"))

    reopen(desk, supervisor, case_id)
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), Reported("22", desk.today()))

    assert retention.view(desk, supervisor, case_id).due == desk.today() + relativedelta(years=6)


def test_a_victim_told_of_a_way_out_that_was_put_right_is_told_of_the_next(
    desk, clock, assessor, supervisor
):
    case_id = consented(desk, assessor)
    victim_id = harmed(desk, assessor, case_id)
    ways_out.take(desk, assessor, case_id, "charged", "Charged for another")
    tell_victim(desk, assessor, case_id, victim_id)
    ways_out.take_back(desk, supervisor, case_id, WHY)
    clock.advance(days=7)
    ways_out.take(desk, assessor, case_id, "charged", "Charged after all")
    ways_out.issue_letter(desk, assessor, case_id, "en")
    ways_out.offer_services(desk, assessor, case_id, Offer(False, False, "They are away"))
    ways_out.close(desk, assessor, case_id)

    rows = attention.attention(desk, assessor)
    assert [one.due.code for one in rows if one.due.kind == "victim_notice"] == [
        "victim_notice_not_taken_on"
    ]
    tell_victim(desk, assessor, case_id, victim_id)
    assert "victim_notice" not in {one.due.kind for one in attention.attention(desk, assessor)}
