"""The officer in the case changes: earlier ones are kept, papers go to the new one."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_other_ends import AWAY, OVER, end, text_of
from tests.services.test_withdrawals import signed
from tests.services.verbs_assessment import put
from tests.services.verbs_consent import consented
from tests.services.verbs_tracking import returned, seen
from triage_app.domain.other_ends import NewOfficer
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.prosecution import Sending
from triage_app.domain.workflow import State
from triage_app.services import attention, officers, outcome_view, outcomes, prosecution
from triage_app.storage.models import AuditEntry, Case, Ending, FormerOfficer, Paper

DAY = dt.date(2026, 5, 11)
NEW = NewOfficer("DC Łucja <Fulmar>", "0931", "l.fulmar@police.example", DAY, "The last day")


def change(desk, actor, case_id, given=NEW):
    return officers.change(desk, actor, seen(desk, case_id), given)


def test_the_new_officer_has_a_notice_of_what_waits_and_the_old_one_is_kept(
    desk, assessor, supervisor, rows
):
    case_id = signed(desk, assessor, supervisor)
    before = officers.view(desk, assessor, case_id)
    paper = change(desk, assessor, case_id)
    said = text_of(desk, assessor, paper)
    assert "DC Łucja <Fulmar>, 0931, l.fulmar@police.example" in said
    assert said.index("charge") < said.index("You are now the officer in this case")
    assert "A contract runs." in said
    now = officers.view(desk, assessor, case_id)
    assert (now.name, now.number) == ("DC Łucja <Fulmar>", "0931")
    (former,) = now.former
    assert (former.name, former.until, former.next_told) == (before.name, DAY, "The last day")
    assert rows(FormerOfficer)[0].paper_id == paper


def test_every_paper_from_then_on_goes_to_the_new_officer(desk, assessor, supervisor):
    case_id = signed(desk, assessor, supervisor)
    change(desk, assessor, case_id)
    notice = end(desk, assessor, case_id, AWAY)
    assert "DC Łucja <Fulmar>, 0931" in text_of(desk, assessor, notice)


def test_officers_follow_each_other_in_the_order_of_their_days(desk, clock, assessor):
    case_id = consented(desk, assessor)
    change(desk, assessor, case_id)
    clock.advance(days=3)
    later = replace(NEW, name="PC Siskin", since=DAY - dt.timedelta(days=1))
    with pytest.raises(Invalid) as found:
        change(desk, assessor, case_id, later)
    assert [(one.field, one.code) for one in found.value.problems] == [
        ("since", "tracking.before_it_began")
    ]
    change(desk, assessor, case_id, replace(later, since=DAY + dt.timedelta(days=2)))
    former = officers.view(desk, assessor, case_id).former
    assert [one.until for one in former] == [DAY + dt.timedelta(days=2), DAY]


def test_nothing_is_changed_where_something_is_missing(desk, assessor, rows):
    case_id = consented(desk, assessor)
    with pytest.raises(Invalid):
        change(desk, assessor, case_id, replace(NEW, told=""))
    assert rows(FormerOfficer) == []


def test_a_closed_case_has_the_officer_it_had(desk, assessor):
    case_id = consented(desk, assessor)
    put(desk, assessor, case_id, State.CLOSED)
    assert not officers.view(desk, assessor, case_id).may_change
    with pytest.raises(Refused, match="no_such_move"):
        change(desk, assessor, case_id)


def test_whoever_saw_another_version_changes_nothing(desk, assessor, rows):
    case_id = consented(desk, assessor)
    stale = seen(desk, case_id)
    change(desk, assessor, case_id)
    with pytest.raises(Stale):
        officers.change(desk, assessor, stale, NEW)
    assert len(rows(FormerOfficer)) == 1
    assert rows(Case)[0].officer_name == NEW.name
    assert [one.kind for one in rows(Paper)][-1] == "NEW_OFFICER"


# ── In the middle of what is waited for ──────────────────────────────────────────────────────


def test_of_a_returned_case_the_new_officer_is_to_acknowledge_it_too(
    desk, assessor, supervisor, rows
):
    case_id = returned(desk, assessor, supervisor)
    sent = Sending("PC Rowan Kestrel, 0417", "by_hand")
    outcomes.record_told(desk, assessor, case_id, DAY, sent)
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY, "PC Rowan Kestrel")
    assert "acknowledgement" not in calling(desk, assessor, case_id)

    change(desk, assessor, case_id)

    assert "acknowledgement" in calling(desk, assessor, case_id)
    assert "proceedings" in calling(desk, assessor, case_id)
    (former,) = officers.view(desk, assessor, case_id).former
    assert (former.acknowledged_on, former.acknowledged_by) == (DAY, "PC Rowan Kestrel")
    logged = next(one for one in rows(AuditEntry) if one.action == officers.CHANGED.action)
    assert {"acknowledged_on", "acknowledged_by"} < set(logged.fields)
    watch = outcome_view.view(desk, assessor, case_id).watch
    assert (watch.told_on, watch.told_to) == (DAY, sent.recipient)  # what was sent, was sent
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY, NEW.name)
    assert rows(Ending)[0].acknowledged_by == NEW.name


def test_the_prosecution_file_goes_to_the_new_officer(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)
    change(desk, assessor, case_id)

    prosecution.make(desk, assessor, case_id)

    assert prosecution.view(desk, assessor, case_id).officer.startswith(NEW.name)


def test_of_a_case_handed_over_whoever_takes_it_has_acknowledged_it_still(
    desk, assessor, supervisor, rows
):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, OVER)
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY)

    change(desk, assessor, case_id)

    assert rows(Ending)[0].acknowledged_on == DAY


def calling(desk, actor, case_id):
    return [one.code for one in attention.due_in(desk, actor, case_id) if one.calls]
