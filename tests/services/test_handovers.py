"""A case given to another: both are told, with the reason, until each has read it."""

import pytest

from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.problems import Invalid
from triage_app.domain.roles import Role
from triage_app.services import handovers
from triage_app.services.desk import Actor
from triage_app.services.giving import give
from triage_app.storage.models import AuditEntry, Handover, Member

WHY = "Mared has thirty already. <b>&"


@pytest.fixture
def colleague(desk):
    with desk.sessions.begin() as session:
        row = Member(username="gwen.plover", name="Gwen Plover", role=Role.ASSESSOR)
        session.add(row)
        session.flush()
        return Actor(row.id, row.username, row.name, row.role)


def test_both_are_told_with_the_reason(desk, assessor, supervisor, colleague):
    case_id = refer(desk, assessor)

    give(desk, supervisor, {case_id: assessor.id}, colleague.id, f" {WHY} ")

    (gone,), (taken,) = (handovers.unread(desk, one) for one in (assessor, colleague))
    assert (gone.is_taken, gone.other) == (False, colleague.name)
    assert (taken.is_taken, taken.other) == (True, assessor.name)
    for told in (gone, taken):
        assert (told.case_id, told.given_by, told.reason) == (case_id, supervisor.name, WHY)
    assert handovers.unread(desk, supervisor) == ()


def test_what_one_has_read_the_other_is_still_told(desk, assessor, supervisor, colleague, rows):
    give(desk, supervisor, {refer(desk, assessor): assessor.id}, colleague.id, WHY)
    (told,) = handovers.unread(desk, assessor)

    handovers.read(desk, assessor, told.id)
    handovers.read(desk, assessor, told.id)

    assert handovers.unread(desk, assessor) == ()
    assert len(handovers.unread(desk, colleague)) == 1
    assert [one.action for one in rows(AuditEntry)].count("handover.read") == 1


def test_nobody_reads_what_another_is_told(desk, assessor, supervisor, colleague, rows):
    give(desk, supervisor, {refer(desk, assessor): assessor.id}, colleague.id, WHY)

    handovers.read(desk, supervisor, rows(Handover)[0].id)

    assert rows(Handover)[0].read_by_giver_at is None
    assert rows(Handover)[0].read_by_taker_at is None


def test_a_supervisor_who_takes_a_case_themselves_is_not_told_of_it(desk, assessor, supervisor):
    give(desk, supervisor, {refer(desk, assessor): assessor.id}, supervisor.id, WHY)

    assert handovers.unread(desk, supervisor) == ()
    assert len(handovers.unread(desk, assessor)) == 1


def test_many_are_given_at_once_and_each_is_told_of(desk, assessor, supervisor, colleague):
    other = a_stay(custody_record="HW/1002/26")
    ids = [refer(desk, assessor), refer(desk, assessor, person=someone(name="A"), custody=other)]

    give(desk, supervisor, dict.fromkeys(ids, assessor.id), colleague.id, WHY)

    assert {one.case_id for one in handovers.unread(desk, colleague)} == set(ids)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 901])
def test_no_case_changes_hands_without_a_reason(desk, assessor, supervisor, reason, rows):
    case_id = refer(desk, assessor)

    with pytest.raises(Invalid) as invalid:
        give(desk, supervisor, {case_id: assessor.id}, supervisor.id, reason)

    assert [one.field for one in invalid.value.problems] == ["reason"]
    assert rows(Handover) == []
