"""Meetings saved for another calendar: valid, without a name, and logged with the recipient."""

import datetime as dt

import pytest
from icalendar import Calendar

from tests.services.verbs_consent import INSIDE, a_slot, booked
from tests.services.verbs_referral import a_stay, someone
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.problems import Invalid, Refused
from triage_app.services import bookings, calendar_files
from triage_app.services.calendar_files import Days, Wanted
from triage_app.storage.models import AuditEntry

NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}
WEEK = Days(dt.date(2026, 5, 11), 7, 1)
ILL = Changed(AskedBy.PARTICIPANT, "Has a fever")


def events(path):
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def save(desk, actor, meeting, path, language="en"):
    calendar_files.save_meeting(desk, actor, meeting.id, Wanted(path, "Mared’s phone", language))
    (event,) = events(path)
    return event


def test_one_meeting_is_saved_and_the_log_names_its_recipient(desk, assessor, rows, tmp_path):
    case_id, one = booked(desk, assessor)
    event = save(desk, assessor, one, tmp_path / "meeting.ics")
    assert event.decoded("DTSTART") == INSIDE
    assert str(event["SUMMARY"]) == "Assessment, case DP-26-0001"
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category, entry.recipient, entry.case_id) == (
        "calendar_file.saved",
        "disclosure",
        "Mared’s phone",
        case_id,
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "meeting.ics"]


def test_nobody_is_named_in_it(desk, assessor, tmp_path):
    _, one = booked(desk, assessor)
    bookings.move(desk, assessor, (one.id, one.version), a_slot(minutes=60), ILL)
    save(desk, assessor, one, tmp_path / "meeting.ics", "cy")
    text = (tmp_path / "meeting.ics").read_text(encoding="utf-8")
    assert "Sandpiper" not in text
    assert "fever" not in text
    assert "Asesiad\\, achos DP-26-0001" in text


def test_its_sequence_grows_with_each_move_and_its_uid_stays(desk, assessor, tmp_path):
    case_id, one = booked(desk, assessor)
    seen = []
    for n in range(3):
        event = save(desk, assessor, one, tmp_path / f"{n}.ics")
        seen.append((event["SEQUENCE"], str(event["UID"])))
        one = bookings.first_meeting(desk, assessor, case_id).current
        later = a_slot(starts=INSIDE + dt.timedelta(hours=n + 1))
        bookings.move(desk, assessor, (one.id, one.version), later, ILL)
    one = bookings.first_meeting(desk, assessor, case_id).current
    bookings.call_off(desk, assessor, (one.id, one.version), ILL)
    event = save(desk, assessor, one, tmp_path / "off.ics")

    assert [number for number, _ in seen] == [0, 1, 2]
    assert (event["SEQUENCE"], str(event["STATUS"])) == (4, "CANCELLED")
    assert {uid for _, uid in seen} == {str(event["UID"])}


def test_an_agenda_is_saved_with_an_entry_for_each_case(desk, assessor, rows, tmp_path):
    first, _ = booked(desk, assessor)
    second, one = booked(desk, assessor, a_slot(starts=INSIDE + dt.timedelta(hours=2)), **NEXT)
    bookings.call_off(desk, assessor, (one.id, one.version), ILL)
    path = tmp_path / "agenda.ics"

    count = calendar_files.save_agenda(desk, assessor, WEEK, Wanted(path, "Outlook", "en"))

    assert (count, [str(it["STATUS"]) for it in events(path)]) == (2, ["CONFIRMED", "CANCELLED"])
    told = [it for it in rows(AuditEntry) if it.action == "calendar_file.saved"]
    assert [(it.case_id, it.recipient) for it in told] == [(first, "Outlook"), (second, "Outlook")]


def test_it_is_said_for_whom_before_anything_is_written(desk, assessor, rows, tmp_path):
    _, one = booked(desk, assessor)
    path = tmp_path / "meeting.ics"
    with pytest.raises(Invalid, match="recipient"):
        calendar_files.save_meeting(desk, assessor, one.id, Wanted(path, " ", "en"))
    assert not path.exists()
    assert rows(AuditEntry)[-1].action != "calendar_file.saved"


def test_what_cannot_be_written_is_not_in_the_log(desk, assessor, rows, tmp_path):
    _, one = booked(desk, assessor)
    nowhere = tmp_path / "gone" / "meeting.ics"
    with pytest.raises(Refused, match="cannot_write"):
        calendar_files.save_meeting(desk, assessor, one.id, Wanted(nowhere, "Outlook", "en"))
    assert rows(AuditEntry)[-1].action != "calendar_file.saved"


def test_another_assessors_agenda_is_for_supervisors(desk, assessor, supervisor, tmp_path):
    booked(desk, assessor)
    wanted = Wanted(tmp_path / "agenda.ics", "Outlook", "en")
    theirs = Days(WEEK.first, 7, supervisor.id)
    for days in (theirs, Days(WEEK.first, 7, None)):
        with pytest.raises(Refused, match="not_permitted"):
            calendar_files.save_agenda(desk, assessor, days, wanted)
    assert calendar_files.save_agenda(desk, supervisor, Days(WEEK.first, 7, None), wanted) == 1
