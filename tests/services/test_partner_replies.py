"""What partners answer, kept by hand: each move dated, logged, and seen by whoever is second."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.services.test_partner_referrals import (  # noqa: F401 - fixtures
    RECOVERY,
    case_id,
    problems,
    say,
    sending,
)
from tests.services.test_withdrawals import with_consent
from tests.services.verbs_assessment import put
from triage_app.domain.partner_referral import Manner
from triage_app.domain.partner_reply import Ended, Reply, Word
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.sharing import How
from triage_app.domain.support import Request
from triage_app.domain.withdrawal import Given
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    audit,
    directory,
    partner_referrals,
    partner_replies,
    support,
    withdrawal_telling,
    withdrawals,
)
from triage_app.storage.models import (
    AuditEntry,
    Condition,
    PartnerReferral,
    PartnerReply,
    Service,
)

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


# ── A refusal is a gap ───────────────────────────────────────────────────────────────────────


def due_codes(desk, actor, case_id):  # noqa: F811
    dues = attention.due_in(desk, actor, case_id)
    return [one.code for one in dues if one.kind in ("refused", "partner") and one.calls]


def test_a_refusal_comes_back_to_the_contract_as_a_gap_that_another_sheet_fills(
    desk, assessor, case_id, sending, answer  # noqa: F811
):  # fmt: skip
    answer(Word.REFUSED, note="No place free")
    assert due_codes(desk, assessor, case_id) == ["refused"]
    (gap,) = partner_referrals.view(desk, assessor, case_id).gaps
    assert (gap.service, gap.position, gap.standing.since) == (RECOVERY, 3, DAY)
    partner_referrals.send(desk, assessor, case_id, replace(sending, manner=Manner.PRINTED))
    assert partner_referrals.view(desk, assessor, case_id).gaps == ()
    assert due_codes(desk, assessor, case_id) == []


def test_a_contract_varied_to_another_service_has_no_gap(
    desk, assessor, supervisor, case_id, answer  # noqa: F811
):  # fmt: skip
    answer(Word.REFUSED, note="No place free")
    with desk.sessions.begin() as session:
        row = session.get_one(PartnerReferral, 1)
        other = select(Service.id).where(Service.name == "Practice Evening Drop-in")
        session.get_one(Condition, row.condition_id).service_id = session.scalars(other).one()
        audit.record(session, desk, supervisor, audit.Deed("contracts.changed", "alteration"))
    assert partner_referrals.view(desk, assessor, case_id).gaps == ()


def test_a_partner_is_asked_again_after_its_own_days_or_the_schemes(
    desk, assessor, supervisor, case_id, answer, clock  # noqa: F811
):  # fmt: skip
    clock.advance(days=7)
    assert due_codes(desk, assessor, case_id) == []
    clock.advance(days=1)
    assert due_codes(desk, assessor, case_id) == ["partner_unanswered"]
    answer(Word.CHASED, day=desk.today(), note="")
    assert due_codes(desk, assessor, case_id) == []
    clock.advance(days=4)  # it answers within five
    assert due_codes(desk, assessor, case_id) == []
    service = next(one for one in directory.services(desk, supervisor) if one.name == RECOVERY)
    amended = replace(service.entry, answer_days=3)
    directory.amend(desk, supervisor, service.id, service.version, amended)
    assert due_codes(desk, assessor, case_id) == ["partner"]


def test_withdrawing_revokes_what_partners_were_asked_for_and_keeps_other_help(
    desk, assessor, case_id, sent, services_help  # noqa: F811
):  # fmt: skip
    assert (of(desk, assessor, case_id).id, sent.state) == (services_help, "sent")
    with_consent(desk, assessor, case_id)
    now = partner_referrals.view(desk, assessor, case_id).shared[-1]
    partner_replies.record(desk, assessor, (now.id, now.version), Reply(Word.ACCEPTED, DAY))
    told = Given(DAY, How.TELEPHONE, "Did not want it", stops_support=False)
    withdrawals.withdraw(desk, assessor, case_id, told)
    states = {
        one.ground: one.state for one in partner_referrals.view(desk, assessor, case_id).shared
    }
    assert states == {"condition": "revoked", "support": "sent"}
    revoked = partner_referrals.view(desk, assessor, case_id).shared[-1]
    assert (revoked.heard[-1].word, revoked.heard[-1].note) == ("revoked", "Did not want it")
    told = withdrawal_telling.view(desk, assessor, case_id)
    assert RECOVERY in [one.name for one in told.left]


# ── Support outside the contract ─────────────────────────────────────────────────────────────


@pytest.fixture
def services_help(desk, assessor, case_id, sending):  # noqa: F811
    """A referral to a service under their own consent, of which a sheet went on paper."""
    number = support_for(desk, assessor, case_id)
    given = replace(
        sending,
        ground="support",
        about_id=number,
        told=("contact",),
        asks="",
        manner=Manner.PRINTED,
    )
    partner_referrals.send(desk, assessor, case_id, given)
    return number


def support_for(desk, actor, case_id):  # noqa: F811
    service = next(one for one in directory.services(desk, actor) if one.name == RECOVERY)
    asked = Request(service.id, "drugs", "", ("contact",), DAY, How.IN_PERSON, "en")
    return support.refer(desk, actor, case_id, asked)


def of(desk, actor, case_id):  # noqa: F811
    (found,) = support.of_case(desk, actor, case_id)
    return found


def test_help_with_a_sheet_ends_by_the_answer_to_it_also_once_the_case_is_closed(
    desk, assessor, case_id, services_help  # noqa: F811
):  # fmt: skip
    put(desk, assessor, case_id, State.CLOSED)
    now = of(desk, assessor, case_id)
    assert (now.id, now.sent) == (services_help, True)
    done = Reply(Word.ENDED, DAY, Ended.COMPLETED)
    with pytest.raises(Refused) as told:
        support.end(desk, assessor, (now.id, now.version), done)
    assert told.value.code == "support.end_by_sheet"
    for word, how in ((Word.STARTED, None), (Word.ENDED, Ended.LEFT_EARLY)):
        sheet = newest(desk, assessor, case_id)
        partner_replies.record(desk, assessor, (sheet.id, sheet.version), Reply(word, DAY, how))
    now = of(desk, assessor, case_id)
    assert (now.stage, now.ended_on, now.how_ended) == ("ended", DAY, "left_early")


def test_a_silent_service_outside_the_contract_calls_also_once_the_case_is_closed(
    desk, clock, assessor, supervisor, case_id, services_help  # noqa: F811
):  # fmt: skip
    assert of(desk, assessor, case_id).id == services_help
    put(desk, assessor, case_id, State.CLOSED)
    assert attention.attention(desk, assessor) == ()
    clock.advance(days=8)

    for actor in (assessor, supervisor):
        (row,) = attention.attention(desk, actor)
        assert (row.case_id, row.due.code) == (case_id, "partner_unanswered")

    sheet = newest(desk, assessor, case_id)
    done = Reply(Word.ENDED, desk.today(), Ended.COMPLETED)
    for given in (replace(done, word=Word.STARTED, how_ended=None), done):
        partner_replies.record(desk, assessor, (sheet.id, sheet.version), given)
        sheet = newest(desk, assessor, case_id)
    assert attention.attention(desk, assessor) == ()


def test_consent_refused_to_one_partner_later_calls_until_its_referral_is_revoked(
    desk, assessor, case_id, sent, say  # noqa: F811
):  # fmt: skip
    assert sent.refused_on is None
    say(case_id, allowed=False)

    sheet = newest(desk, assessor, case_id)
    assert sheet.refused_on == DAY
    assert due_codes(desk, assessor, case_id) == ["partner_to_revoke"]

    no = Reply(Word.REVOKED, DAY, None, "Told Mari by telephone")
    partner_replies.record(desk, assessor, (sheet.id, sheet.version), no)
    assert due_codes(desk, assessor, case_id) == []
    assert newest(desk, assessor, case_id).refused_on is None


def test_a_consent_of_its_own_stands_whatever_is_refused_to_the_schemes_partners(
    desk, assessor, case_id, services_help, say  # noqa: F811
):  # fmt: skip
    say(case_id, allowed=False)

    sheet = newest(desk, assessor, case_id)
    assert (sheet.ground, sheet.refused_on) == ("support", None)
    assert of(desk, assessor, case_id).id == services_help
    assert due_codes(desk, assessor, case_id) == []


def test_help_without_a_sheet_is_ended_in_a_closed_case_and_counts_for_no_condition(
    desk, assessor, case_id  # noqa: F811
):  # fmt: skip
    support_for(desk, assessor, case_id)
    put(desk, assessor, case_id, State.CLOSED)
    now = of(desk, assessor, case_id)
    support.end(desk, assessor, (now.id, now.version), Reply(Word.ENDED, DAY, Ended.COMPLETED))
    assert of(desk, assessor, case_id).stage == "ended"
    with pytest.raises(Stale):
        support.end(desk, assessor, (now.id, now.version), Reply(Word.ENDED, DAY, Ended.COMPLETED))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Reply(Word.ENDED, DAY, None), "how_ended"),
        (Reply(Word.ENDED, None, Ended.COMPLETED), "day"),
        (Reply(Word.ENDED, DAY - dt.timedelta(days=1), Ended.COMPLETED), "day"),
        (Reply(Word.ENDED, DAY + dt.timedelta(days=1), Ended.COMPLETED), "day"),
    ],
)
def test_help_ends_somehow_on_a_day_that_can_be(desk, assessor, case_id, given, field):  # noqa: F811
    support_for(desk, assessor, case_id)
    now = of(desk, assessor, case_id)
    with pytest.raises(Invalid) as told:
        support.end(desk, assessor, (now.id, now.version), given)
    assert [one.field for one in told.value.problems] == [field]


@pytest.mark.parametrize("closed", [False, True])
def test_help_taken_back_calls_until_its_sheet_is_revoked(
    desk, assessor, case_id, services_help, closed  # noqa: F811
):  # fmt: skip
    now = of(desk, assessor, case_id)
    assert now.id == services_help
    support.take_back(desk, assessor, (now.id, now.version), DAY, "Moved away")
    if closed:
        put(desk, assessor, case_id, State.CLOSED)
    sheet = newest(desk, assessor, case_id)
    assert (sheet.state, sheet.refused_on) == ("sent", DAY)
    assert "partner_to_revoke" in due_codes(desk, assessor, case_id)
    told = Reply(Word.REVOKED, DAY, None, "The notice went by post")
    partner_replies.record(desk, assessor, (sheet.id, sheet.version), told)
    assert newest(desk, assessor, case_id).state == "revoked"
    assert "partner_to_revoke" not in due_codes(desk, assessor, case_id)


def test_help_that_is_wanted_again_leaves_no_old_sheet_open(
    desk, assessor, case_id, services_help  # noqa: F811
):  # fmt: skip
    now = of(desk, assessor, case_id)
    assert now.id == services_help
    support.take_back(desk, assessor, (now.id, now.version), DAY, "")
    support_for(desk, assessor, case_id)
    assert newest(desk, assessor, case_id).state == "revoked"
    assert "partner_to_revoke" not in due_codes(desk, assessor, case_id)
