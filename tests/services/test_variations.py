"""A contract varied, on both databases: the old one holds until the new one is signed."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_contract import live
from tests.services.verbs_variation import WHY, approved, begun, changed, printed, signed_again
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.variation import AskedBy
from triage_app.services import (
    attention,
    contracts,
    tracking_view,
    variation_approvals,
    variations,
)
from triage_app.services.variations import Standing, Wanted
from triage_app.storage.models import (
    Variation,
)


@pytest.fixture
def contract(desk, assessor, supervisor, clock):
    """Return the sheet of a live contract, three weeks after it was signed."""
    sheet = live(desk, assessor, supervisor)
    clock.set("2026-06-03 10:00")
    return sheet


def view(desk, actor, case_id):
    return tracking_view.view(desk, actor, case_id)


def third(desk, actor, case_id):
    return next(one for one in view(desk, actor, case_id).conditions if one.position == 3)


# ── Until it is signed ───────────────────────────────────────────────────────────────────────


def test_a_variation_is_the_next_issue_drafted_from_the_one_in_force(desk, assessor, contract):
    sheet = begun(desk, assessor, contract.case_id)
    assert (sheet.issue, sheet.signed_on, sheet.can_change) == (2, None, True)
    assert sheet.draft.conditions == contract.draft.conditions
    assert sheet.draft.ends == contract.draft.ends
    assert {one.code for one in sheet.gaps} == {"variation.nothing_changed"}


def test_the_old_contract_is_tracked_until_the_new_one_is_signed(desk, assessor, contract):
    case_id = contract.case_id
    before = view(desk, assessor, case_id)
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    printed(desk, assessor, case_id)
    now = view(desk, assessor, case_id)
    assert (now.issue, third(desk, assessor, case_id).sessions) == (1, 6)
    assert now.course == before.course


def test_why_and_who_asked_are_wanted(desk, assessor, contract):
    with pytest.raises(Invalid) as told:
        variations.begin(desk, assessor, contract.case_id, Wanted("  ", None))
    assert [one.field for one in told.value.problems] == ["why", "asked_by"]
    with pytest.raises(Invalid):
        variations.begin(desk, assessor, contract.case_id, Wanted("x" * 901, AskedBy.OTHER))


def test_a_contract_is_varied_once_at_a_time_and_only_while_it_is_live(
    desk, assessor, contract, rows
):
    begun(desk, assessor, contract.case_id)
    with pytest.raises(Refused, match=r"variation\.open_already"):
        begun(desk, assessor, contract.case_id)
    assert len(rows(Variation)) == 1


def test_on_its_last_day_a_contract_is_no_longer_varied(desk, assessor, contract, clock):
    clock.set(f"{contract.draft.ends} 09:00")
    assert not variations.may_vary(desk, assessor, contract.case_id)
    with pytest.raises(Refused, match=r"variation\.after_the_end"):
        begun(desk, assessor, contract.case_id)


def test_what_the_scheme_does_not_name_needs_no_supervisor(desk, assessor, contract):
    changed(desk, assessor, begun(desk, assessor, contract.case_id), sessions=8)
    seen = variations.varying(desk, assessor, contract.case_id)
    assert (seen.standing, seen.why, seen.asked_by) == (Standing.FREE, WHY, "participant")
    assert [(one.position, one.fields) for one in seen.changes] == [(3, ("sessions",))]


# ── Approval ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shortened(desk, assessor, contract):
    """Return the case of a contract that is to end five days earlier."""
    sheet = begun(desk, assessor, contract.case_id)
    ends = sheet.draft.ends - dt.timedelta(days=5)
    draft = replace(
        sheet.draft,
        ends=ends,
        conditions=tuple(
            replace(one, due=min(one.due, ends) if one.due else None)
            for one in sheet.draft.conditions
        ),
    )
    changed(desk, assessor, sheet, draft)
    return contract.case_id


def test_what_the_scheme_names_waits_for_a_supervisor(desk, assessor, supervisor, shortened):
    with pytest.raises(Refused, match=r"variation\.not_approved"):
        printed(desk, assessor, shortened)
    variations.ask(desk, assessor, shortened)
    assert variation_approvals.number_waiting(desk, supervisor) == 1
    (waiting,) = variation_approvals.queue(desk, supervisor)
    assert (waiting.case_id, waiting.varying.standing) == (shortened, Standing.WAITING)
    variation_approvals.decide(
        desk, supervisor, (waiting.approval_id, waiting.version), "", approved=True
    )
    assert variations.varying(desk, assessor, shortened).standing is Standing.APPROVED
    assert signed_again(desk, assessor, shortened).signed_on == dt.date(2026, 6, 3)


def test_a_return_says_why_and_what_is_changed_may_be_asked_again(
    desk, assessor, supervisor, shortened
):
    variations.ask(desk, assessor, shortened)
    (waiting,) = variation_approvals.queue(desk, supervisor)
    seen = (waiting.approval_id, waiting.version)
    with pytest.raises(Invalid):
        variation_approvals.decide(desk, supervisor, seen, "  ", approved=False)
    variation_approvals.decide(desk, supervisor, seen, "Too short", approved=False)
    now = variations.varying(desk, assessor, shortened)
    assert (now.standing, now.said[-1].reason) == (Standing.RETURNED, "Too short")
    assert variation_approvals.queue(desk, supervisor) == ()
    approved(desk, assessor, supervisor, shortened)
    assert variations.varying(desk, assessor, shortened).standing is Standing.APPROVED


def calling(desk, actor, case_id):
    found = [row.due for row in attention.attention(desk, actor) if row.case_id == case_id]
    return [(one.code, one.lateness) for one in found if one.code.startswith("variation")]


def test_a_variation_calls_from_its_beginning_to_its_signature(
    desk, assessor, supervisor, shortened
):
    assert [code for code, _ in calling(desk, assessor, shortened)] == ["variation_ask"]

    variations.ask(desk, assessor, shortened)
    assert calling(desk, assessor, shortened) == [("variation_approval", Lateness.WAITING)]
    assert calling(desk, supervisor, shortened) == [("variation_approval", Lateness.SOON)]

    (waiting,) = variation_approvals.queue(desk, supervisor)
    seen = (waiting.approval_id, waiting.version)
    variation_approvals.decide(desk, supervisor, seen, "Too short", approved=False)
    assert [code for code, _ in calling(desk, assessor, shortened)] == ["variation_returned"]

    approved(desk, assessor, supervisor, shortened)
    assert [code for code, _ in calling(desk, assessor, shortened)] == ["variation_signing"]

    signed_again(desk, assessor, shortened)
    assert calling(desk, assessor, shortened) == []


def test_an_approval_is_of_what_was_asked_for(desk, assessor, supervisor, shortened):
    approved(desk, assessor, supervisor, shortened)
    changed(desk, assessor, contracts.sheet(desk, assessor, shortened), sessions=9)
    assert variations.varying(desk, assessor, shortened).standing is Standing.TO_ASK
    with pytest.raises(Refused, match=r"variation\.not_approved"):
        printed(desk, assessor, shortened)


def test_what_was_changed_since_it_was_asked_for_is_not_decided(
    desk, assessor, supervisor, shortened
):
    variations.ask(desk, assessor, shortened)
    (waiting,) = variation_approvals.queue(desk, supervisor)
    changed(desk, assessor, contracts.sheet(desk, assessor, shortened), sessions=9)
    assert variation_approvals.number_waiting(desk, supervisor) == 0
    with pytest.raises(Refused, match=r"variation\.changed_since_asked"):
        variation_approvals.decide(
            desk, supervisor, (waiting.approval_id, waiting.version), "", approved=True
        )


@pytest.mark.parametrize("deed", ["begun", "drafted"])
def test_nobody_approves_what_they_began_or_drafted_whoever_asks_for_it(
    desk, assessor, supervisor, contract, deed
):
    begins, drafts = (supervisor, assessor) if deed == "begun" else (assessor, supervisor)
    sheet = begun(desk, begins, contract.case_id)
    draft = sheet.draft.without(5).explain("physical_health", "Has a doctor of her own")
    changed(desk, drafts, sheet, draft)
    variations.ask(desk, assessor, contract.case_id)
    (waiting,) = variation_approvals.queue(desk, supervisor)
    assert not waiting.approval.allowed
    with pytest.raises(Refused, match=r"approvals\."):
        variation_approvals.decide(
            desk, supervisor, (waiting.approval_id, waiting.version), "", approved=True
        )


def test_a_draft_with_gaps_is_not_put_to_a_supervisor(desk, assessor, contract):
    sheet = begun(desk, assessor, contract.case_id)
    changed(desk, assessor, sheet, sheet.draft.without(5))
    with pytest.raises(Invalid) as told:
        variations.ask(desk, assessor, contract.case_id)
    assert told.value.problems[0].code == "contract.need_left_out"


# ── The clock ────────────────────────────────────────────────────────────────────────────────


def test_offers_are_counted_from_the_first_signing(desk, assessor, contract):
    sheet = begun(desk, assessor, contract.case_id)
    assert sheet.offers[0] == contract.draft.ends
    assert all(end > sheet.draft.day for end in sheet.offers)
