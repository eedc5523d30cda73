"""Whoever holds a referral learns of it on paper when consent is withdrawn, or the case ends."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.services.test_other_ends import EVERY as ENDS
from tests.services.test_other_ends import end, text_of
from tests.services.test_partner_referrals import RECOVERY, asked_of, say
from tests.services.test_withdrawals import with_consent, with_support
from tests.services.verbs_consent import PARTNERS
from tests.services.verbs_tracking import AGAINST, kept, propose, running, seen
from triage_app.domain import services_hear
from triage_app.domain.leaving import Reason
from triage_app.domain.other_ends import TELLS, End
from triage_app.domain.partner_referral import Manner, Sending
from triage_app.domain.services_hear import OF_A_CONDITION, OF_SUPPORT, Hears
from triage_app.domain.sharing import Change, How
from triage_app.domain.support import Request
from triage_app.domain.withdrawal import Given
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    directory,
    outcomes,
    paperwork,
    partner_referrals,
    sharing,
    supervision,
    support,
    ways_out,
    withdrawal_telling,
    withdrawals,
)
from triage_app.storage.models import Case, Paper, PartnerReferral, Service, WithdrawalTold

__all__ = ["say"]  # a fixture
DAY = dt.date(2026, 5, 11)
STOPS = Given(DAY, How.TELEPHONE, "I have work now", stops_support=False)
DRUGS = next(pair for pair in PARTNERS if "drug" in pair[0])


@pytest.fixture
def case_id(desk, assessor, supervisor, say):
    """A contract that runs, whose person agreed to every partner; one service holds a sheet."""
    case_id = running(desk, assessor, supervisor)
    say(case_id, allowed=True)
    send(desk, assessor, case_id, asked_of(desk, assessor, case_id)["drugs"])
    return case_id


def send(desk, actor, case_id, asked):
    given = Sending(
        ground=asked.ground,
        about_id=asked.about_id,
        told=("contact",),
        recipient="Mari Sampl",
        answer_by=desk.today(),
        language="en",
        manner=Manner.PRINTED,
    )
    partner_referrals.send(desk, actor, case_id, given)


def helped(desk, actor, case_id, purpose="drugs"):
    """The same service is asked for help under the person's own consent too."""
    service = next(one for one in directory.services(desk, actor) if one.name == RECOVERY)
    asked = Request(service.id, purpose, "", ("contact",), DAY, How.IN_PERSON, "en")
    number = support.refer(desk, actor, case_id, asked)
    about = next(one for one in partner_referrals.view(desk, actor, case_id).asked
                 if one.ground == "support")  # fmt: skip
    send(desk, actor, case_id, about)
    return number


def notices(rows, kind="CONSENT_WITHDRAWN"):
    return [one for one in rows(Paper) if one.kind == kind]


def calling(desk, actor, case_id):
    return [one.code for one in attention.due_in(desk, actor, case_id) if one.calls]


def another_holds(desk):
    """Let the condition's sheet have gone to a service that delivers nothing any more."""
    with desk.sessions.begin() as session:
        deliver = {"Practice Recovery Service", "Practice Advice Centre"}
        other = session.scalars(select(Service).where(Service.name.not_in(deliver))).all()[-1]
        session.scalars(select(PartnerReferral)).one().service_id = other.id
        return other.name


# ── Consent withdrawn from everything ────────────────────────────────────────────────────────


def test_each_service_of_the_contract_has_its_notice_by_number_alone(desk, assessor, case_id, rows):
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    told = [one for one in rows(WithdrawalTold) if one.who == "partner"]
    assert {one.paper_id for one in told} == {one.id for one in notices(rows)}
    assert len(told) == 3
    number = rows(Case)[0].number
    for one in told:
        said = text_of(desk, assessor, one.paper_id)
        assert number in said
        assert "Monday 11 May 2026" in said
        for hidden in ("Sandpiper", "work now", "theft", "Theft", "victim", "contract"):
            assert hidden not in said
    held = next(one for one in told if one.name == RECOVERY)
    assert f"{number}-R1" in text_of(desk, assessor, held.paper_id)


def test_a_notice_is_in_the_services_language_and_listed_for_it(desk, assessor, case_id):
    with desk.sessions.begin() as session:
        for service in session.scalars(select(Service).where(Service.name != RECOVERY)):
            service.languages = ["cy"]
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, STOPS, "cy")
    listed = paperwork.papers_of(desk, assessor, case_id, ("CONSENT_WITHDRAWN",))
    languages = {one.recipient: one.language for one in listed}
    assert languages.pop(RECOVERY) == "en"  # as its sheet was
    assert set(languages.values()) == {"cy"}
    welsh = next(one.id for one in listed if one.language == "cy")
    assert "Tynnwyd cydsyniad yn ôl" in text_of(desk, assessor, welsh)


def test_it_calls_until_the_notice_has_gone(desk, assessor, case_id):
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert calling(desk, assessor, case_id).count("telling_partner") == 3
    for one in withdrawal_telling.view(desk, assessor, case_id).left:
        if one.paper_id is not None:
            withdrawal_telling.tell(desk, assessor, one.id, DAY, How.IN_WRITING)
    assert "telling_partner" not in calling(desk, assessor, case_id)


def test_help_that_is_kept_is_named_as_going_on(desk, assessor, case_id, rows):
    helped(desk, assessor, case_id)
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    number = rows(Case)[0].number
    said = text_of(desk, assessor, next(it.id for it in notices(rows) if it.recipient == RECOVERY))
    assert f"Number {number}-R1 Withdrawn" in said
    assert f"your other work: {number}-R2." in said


def test_help_that_is_given_up_stops_with_the_rest(desk, assessor, case_id, rows):
    helped(desk, assessor, case_id)
    with_consent(desk, assessor, case_id)
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=True))
    number = rows(Case)[0].number
    said = text_of(desk, assessor, next(it.id for it in notices(rows) if it.recipient == RECOVERY))
    assert f"{number}-R1; {number}-R2" in said
    assert "other work" not in said


def test_before_a_contract_a_service_that_was_asked_for_help_has_its_notice(
    desk, assessor, supervisor, rows
):
    case_id, _ = with_support(desk, assessor, supervisor)
    withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=True))
    assert [one.recipient for one in notices(rows)] == ["Practice Advice Centre"]


def test_a_service_that_only_holds_an_old_sheet_is_told_as_well(desk, assessor, case_id, rows):
    name = another_holds(desk)
    with_consent(desk, assessor, case_id)
    assert name in [one.name for one in withdrawals.consequences(desk, assessor, case_id).told]
    withdrawals.withdraw(desk, assessor, case_id, STOPS)
    assert name in [one.recipient for one in notices(rows)]


# ── Consent withdrawn from one service ───────────────────────────────────────────────────────


def no_to(pair, day=DAY):
    return Change(*pair, allowed=False, day=day, how=How.TELEPHONE)


def test_a_no_to_one_partner_makes_a_notice_to_the_service_that_holds_its_sheet(
    desk, assessor, case_id, rows
):
    with_consent(desk, assessor, case_id)
    sharing.change(desk, assessor, case_id, no_to(DRUGS))
    (one,) = notices(rows)
    assert one.recipient == RECOVERY
    assert "partner_to_revoke" in calling(desk, assessor, case_id)


def test_a_no_where_no_sheet_went_makes_none_nor_does_the_same_no_again(
    desk, assessor, case_id, rows
):
    with_consent(desk, assessor, case_id)
    others = [pair for pair in PARTNERS if pair != DRUGS]
    for pair in others:
        sharing.change(desk, assessor, case_id, no_to(pair))
    assert notices(rows) == []
    for allowed in (False, False):
        with desk.sessions.begin() as session:
            sharing.keep(session, desk, assessor, case_id, {DRUGS: allowed}, DAY)
    assert len(notices(rows)) == 1


def test_help_taken_back_makes_a_notice_of_its_own_sheet_alone(desk, assessor, case_id, rows):
    number = helped(desk, assessor, case_id, "alcohol")
    version = support.of_case(desk, assessor, case_id)[0].version
    support.take_back(desk, assessor, (number, version), DAY, "")
    (one,) = notices(rows)
    said, case = text_of(desk, assessor, one.id), rows(Case)[0].number
    assert f"Number {case}-R2 Withdrawn" in said
    assert f"your other work: {case}-R1." in said


# ── Each end ─────────────────────────────────────────────────────────────────────────────────


def test_no_end_is_left_out_of_what_services_hear():
    ends = {*TELLS, *map(str, Reason)}
    assert set(OF_A_CONDITION) == set(OF_SUPPORT) == ends
    assert {*map(str, End), services_hear.COMPLETED, services_hear.RETURNED} < ends


def ended(desk, clock, assessor, supervisor, case_id, code, *, stops=False):
    """End a case in one of the ways there are."""
    if code == services_hear.WITHDRAWN:
        with_consent(desk, assessor, case_id)
        withdrawals.withdraw(desk, assessor, case_id, replace(STOPS, stops_support=stops))
    elif code == services_hear.RETURNED:
        waiting = propose(desk, assessor, case_id)
        supervision.decide(desk, supervisor, (waiting.breach_id, waiting.version), AGAINST, "en")
    elif code == services_hear.COMPLETED:
        kept(desk, clock, assessor, case_id)
        outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22", "en")
    else:
        end(desk, assessor, case_id, ENDS[code])


KINDS = {Hears.IT_ENDED: "PARTNER_ENDED", Hears.CONSENT_WITHDRAWN: "CONSENT_WITHDRAWN"}


@pytest.mark.parametrize("code", TELLS)
def test_a_service_that_holds_a_sheet_for_a_condition_hears_of_each_end(
    desk, clock, assessor, supervisor, case_id, rows, code
):
    name = another_holds(desk)
    ended(desk, clock, assessor, supervisor, case_id, code)
    kind = KINDS[OF_A_CONDITION[code]]
    (one,) = (one for one in notices(rows, kind) if one.recipient == name)
    assert f"{rows(Case)[0].number}-R1" in text_of(desk, assessor, one.id)


@pytest.mark.parametrize("code", TELLS)
def test_help_of_their_own_goes_on_but_after_a_death_or_where_they_give_it_up(
    desk, clock, assessor, supervisor, case_id, rows, code
):
    helped(desk, assessor, case_id)
    name = only_support(desk)
    ended(desk, clock, assessor, supervisor, case_id, code, stops=True)
    hears = OF_SUPPORT[code]
    told = [one.kind for one in rows(Paper) if one.recipient == name]
    expected = {Hears.IT_ENDED: ["PARTNER_ENDED"], Hears.IF_THAT_STOPS: ["CONSENT_WITHDRAWN"]}
    assert told == expected.get(hears, [])


def only_support(desk):
    """Let the sheet for help be with a service that has no condition; return its name."""
    with desk.sessions.begin() as session:
        rows = session.scalars(select(PartnerReferral).order_by(PartnerReferral.id)).all()
        deliver = {"Practice Recovery Service", "Practice Advice Centre"}
        other = session.scalars(select(Service).where(Service.name.not_in(deliver))).all()[-1]
        rows[-1].service_id = other.id
        return other.name


def test_a_way_out_before_a_contract_leaves_their_own_help_alone(desk, assessor, supervisor, rows):
    case_id, _ = with_support(desk, assessor, supervisor)
    ways_out.take(desk, assessor, case_id, "not_suitable", "Not for them")
    assert OF_SUPPORT["not_suitable"] is Hears.GOES_ON
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert notices(rows) == notices(rows, "PARTNER_ENDED") == []
