"""Letters that remind of a meeting, and who is to be sent one."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from tests.services.verbs_consent import INSIDE, a_slot, booked
from tests.services.verbs_referral import someone
from tests.services.verbs_tracking import running
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.problems import Invalid, Refused
from triage_app.services import attention, bookings, paperwork, reminders, tracking_view
from triage_app.storage.models import Appointment, AuditEntry

SILENT = someone(telephone="", message_may_be_left=False, who_answers="His brother", reads="cy")
STATION = {"place_code": "haverfordwest_station", "place": "Haverfordwest police station"}


def text_of(desk, actor, paper_id):
    pdf = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id)))
    pages = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(pages.replace("\N{NO-BREAK SPACE}", " ").split())


def codes(desk, actor):
    return [row.due.code for row in attention.attention(desk, actor)]


def test_what_to_heed_is_told_before_a_letter_is_made(desk, assessor, rows):
    _, one = booked(desk, assessor, person=SILENT)
    seen = reminders.reminder(desk, assessor, one.id)
    assert (seen.edition, seen.telephone, seen.is_safe_by_post) == ("cy", "", False)
    assert rows(AuditEntry)[-1].action == "reminder.seen"


@pytest.mark.parametrize(("may_be_left", "safe"), [(True, True), (False, False), (None, False)])
def test_post_is_safe_only_where_somebody_said_so(desk, assessor, may_be_left, safe):
    _, one = booked(desk, assessor, person=someone(message_may_be_left=may_be_left))
    assert reminders.reminder(desk, assessor, one.id).is_safe_by_post is safe


def test_the_letter_says_when_where_and_how_to_get_there_in_their_language(desk, assessor):
    _, one = booked(desk, assessor, a_slot(**STATION, room="2"), person=SILENT)
    paper = reminders.issue(desk, assessor, one.id, "cy", by_post=False)
    text = text_of(desk, assessor, paper)
    assert "Dydd Mawrth 12 Mai 2026, am 10:00am" in text
    assert "Gorsaf heddlu Hwlffordd" in text
    assert "Ystafell: 2" in text
    assert "Traveline Cymru" in text
    assert "Practice Street" not in text  # by hand: no address on it


def test_by_post_it_bears_the_address(desk, assessor):
    _, one = booked(desk, assessor)
    paper = reminders.issue(desk, assessor, one.id, "en", by_post=True)
    assert "2 Practice Street" in text_of(desk, assessor, paper)


def test_a_moved_meeting_says_which_it_takes_the_place_of(desk, assessor):
    _, one = booked(desk, assessor)
    later = a_slot(starts=INSIDE + dt.timedelta(days=1))
    bookings.move(desk, assessor, (one.id, one.version), later, Changed(AskedBy.SERVICE, "Full"))
    text = text_of(desk, assessor, reminders.issue(desk, assessor, one.id, "en", by_post=False))
    assert "It takes the place of the meeting on Tuesday 12 May 2026, 10:00am" in text
    assert "Full" not in text


def test_on_the_morning_after_the_clocks_change_the_letter_says_so(desk, assessor):
    _, one = booked(desk, assessor)
    with desk.sessions.begin() as session:
        row = session.get_one(Appointment, one.id)
        row.starts = dt.datetime(2026, 10, 25, 10, tzinfo=dt.UTC)
        bookings.audit.record(session, desk, assessor, bookings.MOVED, row.case_id)
    text = text_of(desk, assessor, reminders.issue(desk, assessor, one.id, "en", by_post=False))
    assert "They go back an hour in the night before Sunday 25 October 2026" in text


def test_a_meeting_of_a_condition_is_at_its_service(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    meeting = tracking_view.view(desk, assessor, case_id).meetings[0]
    paper = reminders.issue(desk, assessor, meeting.id, "en", by_post=False)
    assert meeting.place.split(",")[0] in text_of(desk, assessor, paper)


def test_it_is_filed_and_logged_like_every_paper(desk, assessor, rows):
    case_id, one = booked(desk, assessor)
    paper = reminders.issue(desk, assessor, one.id, "both", by_post=False)
    (filed, *_) = paperwork.papers_of(desk, assessor, case_id)
    assert (filed.id, filed.kind, filed.language) == (paper, "REMINDER", "both")
    actions = [it.action for it in rows(AuditEntry)]
    assert {"paperwork.issued", "reminder.made"} <= set(actions)
    assert rows(Appointment)[0].reminder_id == paper


@pytest.mark.parametrize(
    ("edition", "by_post", "field"), [("", False, "edition"), ("en", None, "by_post")]
)
def test_language_and_way_are_chosen(desk, assessor, edition, by_post, field):
    _, one = booked(desk, assessor)
    with pytest.raises(Invalid, match=field):
        reminders.issue(desk, assessor, one.id, edition, by_post=by_post)


def test_a_letter_without_an_address_is_not_posted(desk, assessor):
    _, one = booked(desk, assessor, person=someone(address="", postcode="", telephone=""))
    with pytest.raises(Invalid, match="by_post"):
        reminders.issue(desk, assessor, one.id, "en", by_post=True)


def test_nobody_is_reminded_of_a_meeting_that_has_been(desk, assessor, clock):
    _, one = booked(desk, assessor)
    clock.set("2026-05-12 10:30")
    with pytest.raises(Refused, match="not_to_come"):
        reminders.issue(desk, assessor, one.id, "en", by_post=False)


def test_who_has_no_telephone_is_on_the_list_until_the_letter_is_made(desk, assessor):
    _, one = booked(desk, assessor, person=SILENT)
    assert "reminder" in codes(desk, assessor)
    reminders.issue(desk, assessor, one.id, "cy", by_post=False)
    assert "reminder" not in codes(desk, assessor)


def test_a_move_asks_for_another_letter(desk, assessor):
    _, one = booked(desk, assessor, person=SILENT)
    reminders.issue(desk, assessor, one.id, "cy", by_post=False)
    seen = (one.id, bookings.first_meeting(desk, assessor, 1).current.version)
    later = a_slot(starts=INSIDE + dt.timedelta(hours=3))
    bookings.move(desk, assessor, seen, later, Changed(AskedBy.PARTICIPANT, "Work"))
    assert "reminder" in codes(desk, assessor)


def test_who_has_a_telephone_is_not_on_it(desk, assessor):
    booked(desk, assessor)
    assert "reminder" not in codes(desk, assessor)
