import datetime as dt
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import IntegrityError

from tests.services.verbs_assessment import consented
from tests.services.verbs_contract import TODAY, assessed, drafted, filled, stock
from tests.services.verbs_referral import an_offence
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.sharing import How, Said
from triage_app.services import (
    audit,
    contracts,
    directory,
    terms,
)
from triage_app.services.sharing import TAKEN_BACK, keep
from triage_app.storage.models import AuditEntry, Case, Condition, Contract, Revision

ASSAULT = {
    "code": "CJ88116",
    "title": "Assault by beating",
    "category": "CS",
    "domestic_abuse": False,
}

TIGHT = [an_offence(**ASSAULT, first_day=dt.date(2026, 1, 20))]  # safe day 22 June: no term fits


def fields(sheet):
    return [problem.field for problem in sheet.gaps]


def codes(found):
    return [problem.code for problem in found]


@pytest.fixture
def draft(desk, assessor):
    """Return a function that drafts the contract of a new case."""

    def draft(**changes):
        return contracts.draft(desk, assessor, assessed(desk, assessor, **changes))

    return draft


@pytest.fixture
def change(desk, assessor):
    """Return a function that saves a draft over the one a sheet shows."""

    def change(sheet, wanted):
        contracts.change(desk, assessor, sheet.case_id, sheet.seen, wanted)
        return contracts.sheet(desk, assessor, sheet.case_id)

    return change


# ── The proposal ──────────────────────────────────────────────────────────────────────────────


def test_a_contract_is_proposed_from_the_needs_in_their_order(draft):
    sheet = draft(needs=("finance", "drugs", "physical_health"))
    placed = [(one.position, one.pathway) for one in sheet.draft.conditions]
    assert placed == [(1, None), (2, None), (3, "finance"), (4, "drugs"), (5, "physical_health")]
    assert (sheet.draft.day, sheet.draft.ends) == (TODAY, dt.date(2026, 9, 11))


def test_what_was_drafted_is_shown_again_and_not_proposed_anew(desk, assessor, draft, rows):
    sheet = draft()
    assert contracts.draft(desk, assessor, sheet.case_id) == sheet
    assert len(rows(Contract)) == 1


def test_nothing_is_shown_or_written_where_none_was_drafted(desk, assessor, rows):
    case_id = assessed(desk, assessor)
    assert contracts.sheet(desk, assessor, case_id) is None
    assert codes(contracts.gaps(desk, assessor, case_id)) == ["contract.none_drafted"]
    assert rows(Contract) == []


def test_none_is_drafted_before_the_assessment_is_complete(desk, assessor, rows):
    with pytest.raises(Refused, match=r"contract\.not_now"):
        contracts.draft(desk, assessor, consented(desk, assessor))
    assert rows(Contract) == []


def test_who_may_not_agree_contracts_drafts_none(desk, assessor, administrator):
    case_id = assessed(desk, assessor)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        contracts.draft(desk, administrator, case_id)


def test_the_only_service_for_a_purpose_is_named_at_once(desk, supervisor, draft):
    services = stock(desk, supervisor)
    sheet = draft(needs=("education", "finance"))
    assert sheet.draft.at(3).service == services["Practice Work Club"]
    assert sheet.draft.at(4).service is None


def test_a_summary_offence_shortens_the_term_to_the_safe_day(draft):
    offence = an_offence(**ASSAULT, first_day=dt.date(2026, 3, 1))
    sheet = draft(offences=[offence])
    assert sheet.last_day == dt.date(2026, 9, 1)
    assert sheet.draft.ends == dt.date(2026, 8, 4)
    assert "ends" not in fields(sheet)


def test_a_term_shortened_at_eligibility_is_the_one_proposed(desk, assessor):
    offence = an_offence(**ASSAULT, first_day=dt.date(2026, 3, 1))
    case_id = assessed(desk, assessor, offences=[offence])
    ends = terms.shorten_term(desk, assessor, case_id, "So that there is time to charge")
    assert contracts.draft(desk, assessor, case_id).draft.ends == ends


def test_a_term_a_supervisor_kept_whole_at_eligibility_is_no_gap(desk, assessor, supervisor):
    tight = an_offence(**ASSAULT, first_day=dt.date(2026, 3, 25))
    case_id = assessed(desk, assessor, offences=[tight])
    terms.override_term(desk, supervisor, case_id, "The officer agrees to wait")
    sheet = contracts.draft(desk, assessor, case_id)
    assert sheet.draft.ends == dt.date(2026, 9, 11)
    assert "ends" not in fields(sheet)


# ── Changes ──────────────────────────────────────────────────────────────────────────────────


def test_a_change_is_kept_and_a_whole_draft_has_nothing_left(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    assert sheet.gaps == ()
    assert [one.sessions for one in sheet.draft.conditions] == [None, None, 6, 6, 6]


def test_each_gap_leads_to_its_field(draft):
    sheet = draft(needs=("finance",), authorised=False)
    assert fields(sheet) == ["condition_3.service", "condition_3.sessions", "authority"]


def test_a_condition_taken_out_and_explained_is_no_gap(draft, change):
    sheet = draft(needs=("finance", "physical_health"))
    without = change(sheet, sheet.draft.without(4))
    assert "left_out.physical_health" in fields(without)
    explained = change(without, without.draft.explain("physical_health", "Sees their own doctor"))
    assert "left_out.physical_health" not in fields(explained)
    assert explained.draft.left_out == {"physical_health": "Sees their own doctor"}


def test_a_condition_that_stays_in_its_place_keeps_its_row(draft, change, rows):
    sheet = draft()
    before = [row.id for row in rows(Condition)]
    change(sheet, sheet.draft.put(replace(sheet.draft.at(3), sessions=4)).without(5))
    assert [row.id for row in rows(Condition)] == before[:4]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda one: replace(one, sessions=0), id="no meetings"),
        pytest.param(lambda one: replace(one, hours=-1), id="less than none"),
        pytest.param(lambda one: replace(one, code="XX9"), id="not in the library"),
        pytest.param(lambda one: replace(one, position=6), id="a sixth place"),
    ],
)
def test_what_nothing_could_keep_is_told_and_changes_nothing(draft, change, rows, spoil):
    sheet = draft()
    with pytest.raises(Invalid):
        change(sheet, sheet.draft.put(spoil(sheet.draft.at(3))))
    assert rows(Contract)[0].version == sheet.seen.version


def test_an_end_before_the_start_is_told(draft, change):
    sheet = draft()
    with pytest.raises(Invalid) as told:
        change(sheet, replace(sheet.draft, ends=sheet.draft.day))
    assert codes(told.value.problems) == ["contract.too_short"]


def test_a_stale_change_shows_the_others_and_overwrites_nothing(
    desk, assessor, supervisor, draft, change
):
    sheet = draft()
    theirs = sheet.draft.put(replace(sheet.draft.at(3), sessions=4))
    contracts.change(desk, supervisor, sheet.case_id, sheet.seen, theirs)
    with pytest.raises(Stale) as told:
        change(sheet, sheet.draft.put(replace(sheet.draft.at(3), sessions=9)))
    assert told.value.values["by"] == supervisor.name
    assert told.value.theirs["condition_3.sessions"] == 4
    assert contracts.sheet(desk, assessor, sheet.case_id).draft == theirs


def test_even_a_change_of_one_condition_alone_is_noticed_by_the_next(draft, change):
    sheet = draft()
    changed = change(sheet, sheet.draft.put(replace(sheet.draft.at(3), sessions=4)))
    assert changed.seen.version > sheet.seen.version


def test_a_service_closed_since_is_a_gap(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    chosen = sheet.services[sheet.draft.at(3).service]
    directory.retire(desk, supervisor, chosen.id, chosen.version)
    (gap,) = contracts.gaps(desk, assessor, sheet.case_id)
    assert (gap.field, gap.code) == ("condition_3.service", "contract.service_retired")


def test_a_service_the_person_does_not_let_us_share_with_is_a_gap(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    no = Said("drugs_and_alcohol", "support", allowed=False, day=desk.today(), how=How.TELEPHONE)
    with desk.sessions.begin() as session:
        keep(session, desk, assessor, sheet.case_id, {(no.partner, no.purpose): False}, no.day)
        audit.record(session, desk, assessor, TAKEN_BACK, sheet.case_id)
    found = contracts.gaps(desk, assessor, sheet.case_id)
    assert {one.code for one in found} == {"contract.not_shared"}
    refused = {f"condition_{one.position}.service" for one in sheet.draft.conditions
               if one.pathway in ("drugs", "alcohol")}  # fmt: skip
    assert {one.field for one in found} == refused


def test_an_offence_without_a_day_leaves_the_clock_unknown(draft):
    offence = an_offence(**ASSAULT, first_day=None)
    assert "offences" in fields(draft(offences=[offence]))


def test_another_day_of_signing_moves_the_term(desk, assessor, draft, clock):
    sheet = draft()
    clock.set("2026-05-13 10:00")
    assert "day" in [gap.field for gap in contracts.gaps(desk, assessor, sheet.case_id)]
    contracts.renew_for(desk, assessor, sheet.case_id, sheet.seen, dt.date(2026, 5, 13))
    moved = contracts.sheet(desk, assessor, sheet.case_id)
    assert (moved.draft.day, moved.draft.ends) == (dt.date(2026, 5, 13), dt.date(2026, 9, 13))
    assert "day" not in fields(moved)


def at_once(*deeds):
    """Do some things at the same moment; return what each came to, its refusal among them."""
    ready, came = Barrier(len(deeds)), {}

    def run(number, deed):
        ready.wait()
        try:
            came[number] = deed()
        except Refused as refusal:
            came[number] = refusal

    threads = [Thread(target=run, args=each) for each in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [came[number] for number in range(len(deeds))]


def test_of_two_who_save_at_once_one_is_told_and_neither_is_lost(
    desk, assessor, supervisor, draft, rows
):
    sheet = draft()

    def save(actor, sessions):
        wanted = sheet.draft.put(replace(sheet.draft.at(3), sessions=sessions))
        return lambda: contracts.change(desk, actor, sheet.case_id, sheet.seen, wanted)

    came = at_once(save(assessor, 4), save(supervisor, 9))
    assert sorted(type(one).__name__ for one in came) == ["NoneType", "Stale"]
    kept = contracts.sheet(desk, assessor, sheet.case_id).draft.at(3).sessions
    assert kept == (4 if came[0] is None else 9)
    assert len([one for one in rows(AuditEntry) if one.action == "contract.changed"]) == 1


def test_two_who_draft_at_once_draft_one_contract(desk, assessor, supervisor, rows):
    case_id = assessed(desk, assessor)
    sheets = at_once(
        lambda: contracts.draft(desk, assessor, case_id),
        lambda: contracts.draft(desk, supervisor, case_id),
    )
    assert sheets[0].seen == sheets[1].seen
    assert len(rows(Contract)) == 1


# ── A later end ──────────────────────────────────────────────────────────────────────────────

LATER = dt.date(2026, 7, 15)


def test_where_no_term_fits_a_supervisor_may_allow_a_later_end(
    desk, assessor, supervisor, draft, change
):
    sheet = draft(offences=TIGHT)
    assert sheet.offers == ()
    assert ("ends", "contract.past_safe_day") in [(one.field, one.code) for one in sheet.gaps]
    terms.override_term(desk, supervisor, sheet.case_id, "The officer agrees to wait", LATER)
    allowed = contracts.sheet(desk, assessor, sheet.case_id)
    assert allowed.offers[0] == LATER
    ended = change(allowed, replace(allowed.draft, ends=LATER))
    assert "ends" not in fields(ended)


@pytest.mark.parametrize(
    ("ends", "reason", "field"),
    [
        (LATER, "  ", "term_reason"),
        (dt.date(2026, 7, 21), "The officer agrees to wait", "term_ends"),
    ],
)
def test_a_later_end_needs_a_reason_and_a_day_that_can_still_be_charged(
    desk, supervisor, draft, ends, reason, field
):
    sheet = draft(offences=TIGHT)
    with pytest.raises(Invalid) as told:
        terms.override_term(desk, supervisor, sheet.case_id, reason, ends)
    assert [problem.field for problem in told.value.problems] == [field]


def test_an_assessor_allows_no_later_end(desk, assessor, draft):
    sheet = draft(offences=TIGHT)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        terms.override_term(desk, assessor, sheet.case_id, "It would help", LATER)


def test_a_supervisor_allows_none_on_a_case_of_their_own(desk, supervisor):
    case_id = assessed(desk, supervisor, offences=TIGHT)
    contracts.draft(desk, supervisor, case_id)
    with pytest.raises(Refused, match=r"eligibility\.own_override"):
        terms.override_term(desk, supervisor, case_id, "The officer agrees to wait", LATER)


# ── Kept by the database, and in the log ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "wrong",
    [
        {"position": 6},
        {"position": 0},
        {"position": 1},
        {"position": 5, "hours": 0},
        {"position": 5, "sessions": 0},
    ],
)
def test_the_database_too_holds_the_places_and_the_amounts(desk, draft, wrong):
    sheet = draft(needs=("finance",))
    row = Condition(contract_id=sheet.seen.contract_id, code="NR1", **wrong)
    with pytest.raises(IntegrityError), desk.sessions.begin() as session:
        session.add(row)


@pytest.mark.parametrize("wrong", [{"edition": "fr"}, {"ends": TODAY}, {"issue": 1}])
def test_the_database_too_holds_the_edition_the_term_and_one_of_each_issue(desk, draft, wrong):
    sheet = draft()
    sound = {
        "case_id": sheet.case_id,
        "issue": 2,
        "edition": "en",
        "drafted_for": TODAY,
        "ends": TODAY + dt.timedelta(days=90),
        "needs": [],
        "left_out": {},
        "drafted_by": "nobody",
        "changed_at": desk.now(),
    }
    with pytest.raises(IntegrityError), desk.sessions.begin() as session:
        session.add(Contract(**sound | wrong))


def test_looks_and_changes_are_in_the_log_with_what_was_there_before(draft, change, rows):
    sheet = draft()
    change(sheet, sheet.draft.put(replace(sheet.draft.at(3), sessions=4)))
    actions = [one.action for one in rows(AuditEntry) if one.action.startswith("contract.")]
    assert actions == ["contract.drafted", "contract.seen", "contract.changed", "contract.seen"]
    changed = next(one for one in rows(AuditEntry) if one.action == "contract.changed")
    assert "sessions" in changed.fields
    earlier = [(one.field, one.earlier) for one in rows(Revision) if one.entry_id == changed.id]
    assert ("sessions", None) in earlier


def test_a_contract_already_signed_is_not_changed(desk, draft, change):
    sheet = draft()
    with desk.sessions.begin() as session:
        session.get_one(Contract, sheet.seen.contract_id).signed_on = TODAY
    with pytest.raises(Refused, match=r"contract\.already_signed"):
        change(sheet, sheet.draft.without(5))


def test_filling_in_a_draft_changes_no_other_case(desk, assessor, supervisor, rows):
    services = stock(desk, supervisor)
    sheet = contracts.draft(desk, assessor, assessed(desk, assessor))
    contracts.change(desk, assessor, sheet.case_id, sheet.seen, filled(sheet, services))
    assert {row.id for row in rows(Case)} == {sheet.case_id}
