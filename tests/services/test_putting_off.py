"""Something put off with a reason: logged, shown everywhere as put off, and brought back."""

import datetime as dt

import pytest

from tests.services.verbs_referral import an_offence, refer
from triage_app.config import RESOURCES
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Invalid, Refused
from triage_app.services import attention, caseload, putting_off
from triage_app.storage.models import AuditEntry, PuttingOff
from triage_app.texts import Texts

WHY = "On leave <until> Friday & ill 🤒"


def listed(desk, actor):
    return [row.due for row in attention.attention(desk, actor)]


def the(desk, actor, case_id, code="decision"):
    return next(one for one in attention.due_in(desk, actor, case_id) if one.code == code)


def in_days(desk, n):
    return desk.today() + dt.timedelta(days=n)


@pytest.fixture
def waiting(desk, assessor):
    """Return a referral whose decision is put off for three days."""
    case_id = refer(desk, assessor)
    one = the(desk, assessor, case_id)
    putting_off.put_off(desk, assessor, case_id, one, (in_days(desk, 3), WHY))
    return case_id


@pytest.mark.usefixtures("waiting")
def test_it_is_shown_as_put_off_on_every_list(desk, assessor, supervisor):
    (mine,), (theirs,) = listed(desk, assessor), listed(desk, supervisor)

    assert mine.lateness is theirs.lateness is Lateness.PUT_OFF
    assert (mine.put_off.reason, mine.put_off.by) == (WHY, assessor.name)
    assert attention.morning(desk, assessor).counts[Lateness.PUT_OFF] == 1
    (row,) = caseload.caseload(desk, assessor).rows
    assert (row.lateness, row.overdue) == (Lateness.PUT_OFF, 0)


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_who_put_it_off_and_why_is_said(desk, assessor, language):
    (one,) = listed(desk, assessor)
    said = attention.worded(Texts(RESOURCES / "wording", language), one, desk.now())

    assert WHY in said.why
    assert assessor.name in said.why


@pytest.mark.usefixtures("waiting")
def test_on_its_day_it_calls_again(desk, assessor, clock):
    clock.advance(days=3)

    (one,) = listed(desk, assessor)

    assert (one.lateness, one.put_off) == (Lateness.OVERDUE, None)


def test_it_can_be_brought_back_before(desk, assessor, supervisor, waiting, rows):
    (one,) = listed(desk, assessor)

    putting_off.take_back(desk, supervisor, waiting, one.put_off.id)

    assert listed(desk, assessor)[0].put_off is None
    assert rows(AuditEntry)[-2].action == "attention.taken_back"
    with pytest.raises(Refused, match=r"putting_off\.changed_meanwhile"):
        putting_off.take_back(desk, assessor, waiting, one.put_off.id)


@pytest.mark.usefixtures("waiting")
def test_it_is_logged_by_its_fields_alone(rows):
    (entry,) = [one for one in rows(AuditEntry) if one.action == "attention.put_off"]

    assert WHY not in repr(entry.__dict__)


@pytest.mark.parametrize("given", [(None, WHY), (0, WHY), (15, WHY), (2, " ")])
def test_without_a_day_or_a_reason_nothing_is_put_off(desk, assessor, given, rows):
    case_id = refer(desk, assessor)
    n, reason = given
    until = None if n is None else in_days(desk, n)

    with pytest.raises(Invalid):
        putting_off.put_off(desk, assessor, case_id, the(desk, assessor, case_id), (until, reason))

    assert rows(PuttingOff) == []


def test_the_time_to_charge_is_never_put_off(desk, assessor, supervisor):
    case_id = refer(desk, assessor, offences=[an_offence(code="", title="Assault", category="CS")])
    one = the(desk, assessor, case_id, "charge")

    assert putting_off.latest(desk, supervisor, case_id, one) is None
    with pytest.raises(Refused, match=r"putting_off\.never"):
        putting_off.put_off(desk, supervisor, case_id, one, (in_days(desk, 1), WHY))


def test_what_two_put_off_at_once_is_put_off_once(desk, assessor, supervisor, waiting):
    one = the(desk, assessor, waiting)

    with pytest.raises(Refused, match=r"putting_off\.already"):
        putting_off.put_off(desk, supervisor, waiting, one, (in_days(desk, 2), WHY))


def test_an_auditor_puts_nothing_off(desk, assessor, auditor):
    case_id = refer(desk, assessor)
    one = the(desk, assessor, case_id)

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        putting_off.put_off(desk, auditor, case_id, one, (in_days(desk, 1), WHY))
