"""What partners answer, kept by hand: each move dated, logged, and seen by whoever is second."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_partner_referrals import (  # noqa: F401 - fixtures
    asked_of,
    case_id,
    problems,
    say,
    sending,
)
from tests.services.verbs_assessment import put
from triage_app.domain.partner_referral import Manner
from triage_app.domain.partner_reply import Ended, Reply, Word
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.workflow import State
from triage_app.services import partner_referrals, partner_replies
from triage_app.storage.models import AuditEntry, PartnerReferral, PartnerReply

DAY = dt.date(2026, 5, 11)
ODD = "<b>=1+1</b> & مريم 🙂 ŵ"


@pytest.fixture
def sent(desk, assessor, case_id, sending):  # noqa: F811
    """A sheet that went on paper to the drugs service."""
    partner_referrals.send(desk, assessor, case_id, replace(sending, manner=Manner.PRINTED))
    return newest(desk, assessor, case_id)


def newest(desk, actor, case_id):  # noqa: F811
    return partner_referrals.view(desk, actor, case_id).shared[0]


@pytest.fixture
def answer(desk, assessor, sent, case_id):  # noqa: F811
    """Return a function that records an answer to the sheet as it now stands."""
    assert sent.state == "sent"

    def answer(word, day=DAY, how_ended=None, note="So they say"):
        now = newest(desk, assessor, case_id)
        given = Reply(word, day, how_ended, note)
        partner_replies.record(desk, assessor, (now.id, now.version), given)
        return newest(desk, assessor, case_id)

    return answer


def test_a_referral_goes_its_way_and_every_word_of_it_is_kept(answer, rows):
    answer(Word.ACCEPTED)
    answer(Word.STARTED)
    answer(Word.PROGRESS, note=ODD)
    now = answer(Word.ENDED, how_ended=Ended.COMPLETED, note="")
    assert now.state == "ended"
    assert [one.word for one in now.heard] == ["accepted", "started", "progress", "ended"]
    assert (now.heard[2].note, now.heard[3].how_ended) == (ODD, "completed")
    assert now.may_follow == ()
    log = [one.action for one in rows(AuditEntry) if one.action.startswith("partner_reply")]
    assert log == [f"partner_reply.{one.word}" for one in now.heard]


def test_the_log_names_fields_and_nothing_that_was_said(answer, rows):
    answer(Word.ACCEPTED, note=ODD)
    entry = next(one for one in rows(AuditEntry) if one.action == "partner_reply.accepted")
    assert entry.fields == ["day", "heard_on", "how_ended", "note", "state", "word"]
    assert ODD not in repr(vars(entry))


def test_what_cannot_follow_is_refused_in_words_and_changes_nothing(answer, rows):
    with pytest.raises(Invalid) as told:
        answer(Word.ENDED, how_ended=Ended.COMPLETED)
    assert problems(told) == [("word", "partner_reply.not_after_sent")]
    assert rows(PartnerReply) == []


def test_a_day_before_the_last_move_is_not_taken(answer, clock):
    clock.advance(days=4)
    answer(Word.ACCEPTED, day=DAY + dt.timedelta(days=3))
    with pytest.raises(Invalid) as told:
        answer(Word.STARTED, day=DAY + dt.timedelta(days=2))
    assert problems(told) == [("day", "partner_reply.before_the_last")]


def test_a_late_report_of_an_earlier_day_makes_no_partner_silent_sooner(answer, clock, rows):
    clock.advance(days=9)
    answer(Word.ACCEPTED)
    answer(Word.ATTENDED, day=DAY + dt.timedelta(days=8), note="")
    answer(Word.ATTENDED, day=DAY + dt.timedelta(days=1), note="")
    assert rows(PartnerReferral)[0].heard_on == DAY + dt.timedelta(days=8)


def test_whoever_is_second_is_told_and_nothing_is_said_twice(desk, assessor, sent, rows):
    given = Reply(Word.ACCEPTED, DAY)
    partner_replies.record(desk, assessor, (sent.id, sent.version), given)
    with pytest.raises(Stale):
        partner_replies.record(desk, assessor, (sent.id, sent.version), given)
    assert len(rows(PartnerReply)) == 1


def test_help_may_outlast_its_contract_and_its_case(desk, assessor, case_id, answer):  # noqa: F811
    answer(Word.STARTED)
    put(desk, assessor, case_id, State.CLOSED)
    assert answer(Word.ENDED, how_ended=Ended.COMPLETED).state == "ended"


def test_who_may_not_track_may_not_answer_for_a_partner(desk, auditor, administrator, sent):
    for actor in (auditor, administrator):
        with pytest.raises(Refused):
            partner_replies.record(desk, actor, (sent.id, sent.version), Reply(Word.ACCEPTED, DAY))
