"""Looks for a new arrest: due by the scheme, recorded with source and result, never forgotten."""

import datetime as dt

import pytest

from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import running
from triage_app.domain.arrest_check import Check, Result, Source
from triage_app.domain.compliance import Basis
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import NewOffence
from triage_app.services import arrest_checks, attention, tracking
from triage_app.storage.models import ArrestCheck, AuditEntry

WHAT = "Arrested <3 June> at Aberystwyth & bailed, 26/1234 🚓"


def checks(desk, actor, case_id):
    dues = attention.due_in(desk, actor, case_id)
    return [(one.code, one.day) for one in dues if one.kind == "check"]


def looked(desk, **changes):
    given = {"day": desk.today(), "source": Source.PNC, "result": Result.NOTHING, "note": ""}
    return Check(**given | changes)


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


def test_a_check_is_due_by_the_schemes_interval(desk, assessor, case_id, clock):
    ((code, day),) = checks(desk, assessor, case_id)
    assert (code, day) == ("check", desk.today() + dt.timedelta(days=28))

    clock.advance(days=28)
    arrest_checks.record(desk, assessor, case_id, looked(desk))

    ((_, again),) = checks(desk, assessor, case_id)
    assert again == day + dt.timedelta(days=28)


def test_one_more_is_due_once_the_contract_has_ended(desk, assessor, case_id, clock):
    clock.advance(days=110)
    arrest_checks.record(desk, assessor, case_id, looked(desk))
    assert [code for code, _ in checks(desk, assessor, case_id)] == ["check_last"]

    clock.advance(days=20)
    arrest_checks.record(desk, assessor, case_id, looked(desk))

    assert checks(desk, assessor, case_id) == []


def test_what_was_found_calls_until_the_offence_is_recorded(desk, assessor, supervisor, case_id):
    found = looked(desk, result=Result.SOMETHING, note=WHAT)
    arrest_checks.record(desk, assessor, case_id, found)
    for somebody in (assessor, supervisor):
        codes = [row.due.code for row in attention.attention(desk, somebody)]
        assert "check_found" in codes

    given = NewOffence(Basis.ARREST, desk.today(), "As found")
    tracking.record_offence(desk, assessor, case_id, given)

    assert "check_found" not in [code for code, _ in checks(desk, assessor, case_id)]


def test_every_check_is_shown_with_who_looked_and_logged_by_its_fields(
    desk, assessor, case_id, rows
):
    arrest_checks.record(desk, assessor, case_id, looked(desk, result=Result.SOMETHING, note=WHAT))

    (seen,) = arrest_checks.checks_of(desk, assessor, case_id)

    assert (seen.source, seen.result, seen.note, seen.by) == (
        "pnc",
        "something",
        WHAT,
        assessor.name,
    )
    (entry,) = [one for one in rows(AuditEntry) if one.action == "tracking.check_recorded"]
    assert WHAT not in repr(entry.__dict__)
    assert "tracking.checks_seen" in [one.action for one in rows(AuditEntry)]


def test_nobody_looked_at_checks_that_there_are_none_of(desk, assessor, case_id, rows):
    assert arrest_checks.checks_of(desk, assessor, case_id) == ()
    assert "tracking.checks_seen" not in [one.action for one in rows(AuditEntry)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": None}, "checked_on"),
        ({"source": None}, "source"),
        ({"result": None}, "result"),
        ({"result": Result.SOMETHING}, "check_note"),
        ({"source": Source.OTHER}, "check_note"),
        ({"note": "x" * 901}, "check_note"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(desk, assessor, case_id, rows, changes, field):
    with pytest.raises(Invalid) as caught:
        arrest_checks.record(desk, assessor, case_id, looked(desk, **changes))

    assert [one.field for one in caught.value.problems] == [field]
    assert rows(ArrestCheck) == []


@pytest.mark.parametrize("days", [1, -400])
def test_a_check_lies_between_the_contracts_beginning_and_today(desk, assessor, case_id, days):
    given = looked(desk, day=desk.today() + dt.timedelta(days=days))
    with pytest.raises(Invalid):
        arrest_checks.record(desk, assessor, case_id, given)


def test_without_a_contract_nothing_is_checked(desk, assessor):
    with pytest.raises(Refused, match=r"tracking\.not_now"):
        arrest_checks.record(desk, assessor, refer(desk, assessor), looked(desk))


def test_an_auditor_records_none(desk, auditor, case_id):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        arrest_checks.record(desk, auditor, case_id, looked(desk))
