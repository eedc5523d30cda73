import datetime as dt

import pytest

from tests.services.verbs_consent import INSIDE, a_slot, booked
from tests.services.verbs_referral import a_stay, someone
from triage_app.domain.problems import Refused
from triage_app.services.agenda import agenda, week_of
from triage_app.storage.models import AuditEntry

TUESDAY = dt.date(2026, 5, 12)
NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}


def names(rows):
    return [row.name for row in rows]


def test_a_day_shows_its_meetings_in_order(desk, assessor):
    booked(desk, assessor, a_slot(starts=INSIDE + dt.timedelta(hours=2)))
    booked(desk, assessor, **NEXT)
    assert names(agenda(desk, assessor, TUESDAY, 1)) == ["Mared Plover", "Osian Sandpiper"]


def test_a_day_begins_and_ends_at_midnight_in_the_suite(desk, assessor):
    midnight = dt.datetime(2026, 5, 12, 23, 0, tzinfo=dt.UTC)
    booked(desk, assessor, a_slot(starts=midnight))
    assert agenda(desk, assessor, TUESDAY, 1) == ()
    assert len(agenda(desk, assessor, TUESDAY + dt.timedelta(days=1), 1)) == 1


def test_ones_own_meetings_are_shown_and_a_supervisor_may_see_all(desk, assessor, supervisor):
    booked(desk, assessor)
    booked(desk, supervisor, a_slot(starts=INSIDE + dt.timedelta(hours=2)), **NEXT)
    assert names(agenda(desk, assessor, TUESDAY, 7)) == ["Osian Sandpiper"]
    assert len(agenda(desk, supervisor, TUESDAY, 7, everyones=True)) == 2


def test_an_assessor_does_not_see_everybodys(desk, assessor):
    with pytest.raises(Refused, match="not_permitted"):
        agenda(desk, assessor, TUESDAY, 7, everyones=True)


@pytest.mark.parametrize(
    ("minutes_later", "overlap"),
    [pytest.param(89, True, id="a minute together"), pytest.param(90, False, id="one after one")],
)
def test_meetings_of_one_assessor_that_overlap_say_so(desk, assessor, minutes_later, overlap):
    booked(desk, assessor)
    booked(desk, assessor, a_slot(starts=INSIDE + dt.timedelta(minutes=minutes_later)), **NEXT)
    assert [bool(row.clashes) for row in agenda(desk, assessor, TUESDAY, 1)] == [overlap, overlap]


def test_a_look_at_the_agenda_is_one_entry(desk, assessor, rows):
    booked(desk, assessor)
    before = len(rows(AuditEntry))
    agenda(desk, assessor, TUESDAY, 7)
    assert [one.action for one in rows(AuditEntry)[before:]] == ["agenda.seen"]


def test_a_week_begins_on_its_monday():
    assert week_of(dt.date(2026, 5, 17)) == week_of(dt.date(2026, 5, 11)) == dt.date(2026, 5, 11)
