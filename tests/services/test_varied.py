"""A variation signed, or not: what was recorded counts on, and what is refused leaves the old."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_contract import live, names, signed, witness
from tests.services.verbs_variation import WHY, approved, begun, changed, printed, signed_again
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid
from triage_app.domain.signature import Manner
from triage_app.domain.tracked import Hours, Marked
from triage_app.domain.workflow import State
from triage_app.services import (
    bookings,
    contracts,
    keeping,
    paperwork,
    signing,
    terms,
    tracking,
    tracking_view,
    variations,
)
from triage_app.services.signing import Sitting
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Case,
    Contract,
    Paper,
    Signature,
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


# ── Signed ───────────────────────────────────────────────────────────────────────────────────


def test_signed_anew_the_new_contract_is_in_force_and_both_papers_are_filed(
    desk, assessor, contract, rows
):
    case_id = contract.case_id
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    new = signed_again(desk, assessor, case_id)
    assert (new.issue, rows(Case)[0].state) == (2, State.LIVE)
    assert [one.kind for one in rows(Paper)] == ["CONTRACT", "CONTRACT", "VARIATION"]
    assert len({one.code for one in rows(Paper)}) == 3
    listed = paperwork.papers_of(desk, assessor, case_id)
    assert {(one.kind.name, one.version) for one in listed} == {
        ("CONTRACT", 1), ("CONTRACT", 2), ("VARIATION", 2),
    }  # fmt: skip
    (variation,) = rows(Variation)
    assert (variation.ended, variation.changes) == (
        "signed",
        [{"position": 3, "what": "changed", "fields": ["sessions"]}],
    )
    assert third(desk, assessor, case_id).sessions == 9


def test_it_is_explained_again_before_it_counts(desk, assessor, contract):
    changed(desk, assessor, begun(desk, assessor, contract.case_id), sessions=9)
    sheet = printed(desk, assessor, contract.case_id)
    given = Sitting(names(desk, assessor, contract.case_id))
    with pytest.raises(Invalid) as told:
        signing.sign(desk, assessor, contract.case_id, sheet.seen, given)
    assert [one.field for one in told.value.problems] == ["explained"]


def test_what_was_attended_counts_for_the_condition_that_goes_on(desk, assessor, contract):
    case_id = contract.case_id
    meeting = third(desk, assessor, case_id).meetings[0]
    tracking.mark(desk, assessor, (meeting.id, meeting.version), Marked(Attendance.ATTENDED))
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    signed_again(desk, assessor, case_id)
    now = third(desk, assessor, case_id)
    assert [one.id for one in now.meetings] == [meeting.id]
    assert now.judged.tally.came == 1


def test_a_miss_of_a_condition_taken_away_stays_a_miss_and_its_meetings_are_called_off(
    desk, assessor, supervisor, contract, rows, clock
):
    clock.set("2026-06-10 10:00")
    case_id = contract.case_id
    gone = next(one for one in view(desk, assessor, case_id).conditions if one.position == 4)
    bookings.book(
        desk,
        assessor,
        case_id,
        bookings.Slot(dt.datetime(2026, 6, 20, 9, tzinfo=dt.UTC), 60, "Somewhere"),
        "condition",
        gone.id,
    )
    meeting = gone.meetings[0]
    marked = Marked(Attendance.MISSED_UNACCEPTABLE, "No word")
    tracking.mark(desk, assessor, (meeting.id, meeting.version), marked)
    sheet = begun(desk, assessor, case_id)
    changed(desk, assessor, sheet, sheet.draft.without(4).explain("finance", "Debts are settled"))
    approved(desk, assessor, supervisor, case_id)
    signed_again(desk, assessor, case_id)
    now = view(desk, assessor, case_id)
    assert now.misses == 1
    assert meeting.id in {one.id for one in now.other_meetings}
    off = [one for one in rows(Appointment) if one.called_off]
    assert [(one.condition_id, one.called_off) for one in off] == [(gone.id, WHY)]


def test_another_service_is_met_first_at_its_own_first_meeting(desk, assessor, contract):
    case_id = contract.case_id
    sheet = begun(desk, assessor, case_id)
    other = next(
        one.row.id
        for one in sheet.services_for("drugs", sheet.draft.day)
        if one.row.id != sheet.draft.at(3).service
    )
    first = dt.datetime(2026, 6, 16, 9, 30, tzinfo=dt.UTC)
    changed(desk, assessor, sheet, service=other, first_meeting=first)
    signed_again(desk, assessor, case_id)
    meetings = third(desk, assessor, case_id).meetings
    assert first in {one.starts for one in meetings}


def test_hours_done_are_counted_through_two_variations(desk, assessor, supervisor, contract):
    case_id = contract.case_id
    sheet = begun(desk, assessor, case_id)
    text = next(one for one in sheet.scheme.conditions if one.kind == "volunteering")
    service = sheet.services_for("volunteering", sheet.draft.day)[0].row.id
    work = replace(
        sheet.draft.at(3),
        position=5,
        code=text.code,
        pathway=None,
        service=service,
        sessions=None,
        hours=20,
        first_meeting=None,
    )
    draft = sheet.draft.put(work).explain("physical_health", "Has a doctor of her own")
    changed(desk, assessor, sheet, draft)
    approved(desk, assessor, supervisor, case_id)
    signed_again(desk, assessor, case_id)
    fifth = view(desk, assessor, case_id).conditions[-1]
    given = Hours(dt.date(2026, 6, 3), 180, "Garden", "Gwyn Sallow")
    keeping.add_hours(desk, assessor, case_id, fifth.id, given)
    again = begun(desk, assessor, case_id)
    changed(desk, assessor, again, again.draft.put(replace(again.draft.at(5), hours=30)))
    approved(desk, assessor, supervisor, case_id)
    signed_again(desk, assessor, case_id)
    now = view(desk, assessor, case_id).conditions[-1]
    assert (now.id != fifth.id, now.hours, now.judged.tally.minutes) == (True, 30, 180)
    assert view(desk, assessor, case_id).course.starts == contract.draft.day


def test_before_a_condition_was_agreed_no_hours_are_done_on_it(
    desk, assessor, supervisor, contract
):
    case_id = contract.case_id
    sheet = begun(desk, assessor, case_id)
    text = next(one for one in sheet.scheme.conditions if one.kind == "volunteering")
    service = sheet.services_for("volunteering", sheet.draft.day)[0].row.id
    work = replace(
        sheet.draft.at(5), code=text.code, pathway=None, service=service, sessions=None, hours=20,
        first_meeting=None,
    )  # fmt: skip
    changed(desk, assessor, sheet, sheet.draft.put(work).explain("physical_health", "Has one"))
    approved(desk, assessor, supervisor, case_id)
    signed_again(desk, assessor, case_id)
    fifth = view(desk, assessor, case_id).conditions[-1]
    with pytest.raises(Invalid):
        keeping.add_hours(
            desk, assessor, case_id, fifth.id, Hours(dt.date(2026, 6, 2), 60, "", "Gwyn Sallow")
        )


# ── Not signed ───────────────────────────────────────────────────────────────────────────────


def test_refused_it_is_over_and_the_old_contract_goes_on(desk, assessor, contract, rows):
    case_id = contract.case_id
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    sheet = printed(desk, assessor, case_id)
    seen = witness(at=dt.datetime(2026, 6, 3, 9, 0, tzinfo=dt.UTC))
    assert not signed(desk, assessor, case_id, sheet.seen, seen, participant=Manner.REFUSED)
    now = contracts.sheet(desk, assessor, case_id)
    assert (now.issue, now.signed_on, rows(Case)[0].state) == (
        1,
        contract.signed_on,
        State.LIVE,
    )
    assert rows(Variation)[0].ended == "refused"
    assert {one.manner for one in rows(Signature) if one.role == "participant"} == {
        "signed",
        "refused",
    }
    again = begun(desk, assessor, case_id)
    assert again.issue == 3


def test_abandoned_it_is_recorded_with_its_reason(desk, assessor, contract, rows):
    case_id = contract.case_id
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    with pytest.raises(Invalid):
        variations.abandon(desk, assessor, case_id, " ")
    variations.abandon(desk, assessor, case_id, "The service found another day")
    (variation,) = rows(Variation)
    assert (variation.ended, variation.end_reason) == (
        "abandoned",
        "The service found another day",
    )
    assert contracts.sheet(desk, assessor, case_id).issue == 1
    assert [one.put_aside for one in rows(Contract)] == [False, True]


def test_everything_is_in_the_log(desk, assessor, supervisor, shortened, rows):
    approved(desk, assessor, supervisor, shortened)
    signed_again(desk, assessor, shortened)
    actions = {one.action for one in rows(AuditEntry)}
    assert {
        "variation.begun",
        "variation.approval_asked",
        "variation.approved",
        "variation.paper_made",
        "contract.signed",
    } <= actions


def test_what_is_recorded_on_the_old_one_meanwhile_is_not_lost(desk, assessor, contract):
    case_id = contract.case_id
    changed(desk, assessor, begun(desk, assessor, case_id), sessions=9)
    tracking.ask_restorative(desk, assessor, case_id, dt.date(2026, 6, 2))
    signed_again(desk, assessor, case_id)
    second = next(one for one in view(desk, assessor, case_id).conditions if one.position == 2)
    assert second.asked_on == dt.date(2026, 6, 2)


def test_a_supervisors_override_holds_of_the_variation_alone(
    desk, assessor, supervisor, contract, rows
):
    begun(desk, assessor, contract.case_id)
    ends = contract.draft.ends
    terms.override_term(desk, supervisor, contract.case_id, "Agreed with the officer", ends)
    assert (rows(Variation)[0].allowed_end, rows(Case)[0].term_by) == (ends, "")
