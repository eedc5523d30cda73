"""What is recorded while a contract runs, on both databases."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_tracking import another_supervisor, give_to, mark, miss, offend, running
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.standings import Standing
from triage_app.domain.tracked import Contact, Given, Hours, How, Marked, NewOffence
from triage_app.services import approvals, audit, casefile, keeping, tracking, tracking_view
from triage_app.storage.models import Appointment, AuditEntry, Case, Paper, Revision, Warned

MISSED = Attendance.MISSED_UNACCEPTABLE


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def view(desk, assessor, case_id):
    """Return a function that shows how the contract runs."""
    return lambda: tracking_view.view(desk, assessor, case_id)


def fields(raised):
    return [(one.field, one.code) for one in raised.value.problems]


def test_a_signed_contract_shows_each_condition_and_how_it_stands(view):
    shown = view()

    assert [(one.position, one.judged.standing) for one in shown.conditions] == [
        (1, Standing.ON_COURSE),
        (2, Standing.NOT_STARTED),
        (3, Standing.ON_COURSE),
        (4, Standing.ON_COURSE),
        (5, Standing.ON_COURSE),
    ]


def test_nothing_is_shown_before_a_contract_is_signed(desk, assessor, supervisor):
    from tests.services.verbs_contract import drafted  # noqa: PLC0415

    sheet = drafted(desk, assessor, supervisor)

    assert tracking_view.view(desk, assessor, sheet.case_id) is None


def test_attendance_is_recorded_with_who_said_so(desk, clock, assessor, view, rows):
    meeting = view().meetings[0]
    clock.now = meeting.starts

    mark(desk, assessor, meeting)

    row = next(one for one in rows(Appointment) if one.id == meeting.id)
    assert (row.attendance, row.recorded_by) == ("attended", "mared.hawthorn")
    assert rows(AuditEntry)[-1].action == "tracking.marked"


def test_attendance_put_right_keeps_what_it_was_before(desk, clock, assessor, view, rows):
    clock.now = view().meetings[0].starts
    mark(desk, assessor, view().meetings[0], MISSED)

    mark(desk, assessor, view().meetings[0], Attendance.MISSED_ACCEPTABLE, "A hospital letter")

    earlier = [one.earlier for one in rows(Revision) if one.field == "attendance"]
    assert "missed_unacceptable" in earlier


def test_nobody_can_have_come_to_a_meeting_still_to_come(desk, assessor, view):
    with pytest.raises(Invalid) as raised:
        mark(desk, assessor, view().meetings[0])

    assert fields(raised) == [("attendance", "tracking.not_held_yet")]


def test_an_excuse_needs_its_reason(desk, assessor, view):
    with pytest.raises(Invalid) as raised:
        mark(desk, assessor, view().meetings[0], Attendance.MISSED_ACCEPTABLE, " ")

    assert fields(raised) == [("mark_reason", "tracking.say_what_reason")]


def test_two_who_mark_one_meeting_are_told_of_each_other(desk, clock, assessor, supervisor, view):
    meeting = view().meetings[0]
    clock.now = meeting.starts
    mark(desk, supervisor, meeting, MISSED)

    with pytest.raises(Stale) as stale:
        mark(desk, assessor, meeting)

    assert stale.value.theirs["attendance"] == "missed_unacceptable"
    assert stale.value.values["by"] == "Osian Thistlewood"


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_who_does_no_casework_records_nothing(desk, case_id, view, role, request):
    outsider = request.getfixturevalue(role)

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        mark(desk, outsider, view().meetings[0])
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        tracking_view.view(desk, outsider, case_id)


def test_hours_belong_to_a_condition_that_asks_for_them(desk, assessor, case_id, view):
    sessions = view().conditions[2]

    with pytest.raises(Refused, match=r"tracking\.no_hours_agreed"):
        keeping.add_hours(desk, assessor, case_id, sessions.id, Hours(desk.today(), 60))


def test_a_try_at_contact_that_reached_them_is_the_last_heard(desk, clock, assessor, case_id, view):
    clock.advance(days=20)

    tracking.add_contact(desk, assessor, case_id, Contact(desk.now(), How.TELEPHONE, reached=True))
    clock.advance(days=1)
    tracking.add_contact(desk, assessor, case_id, Contact(desk.now(), How.VISIT, reached=False))

    assert view().last_heard == desk.today() - dt.timedelta(days=1)
    assert [one.reached for one in view().contacts] == [False, True]


def test_a_try_at_contact_says_when_how_and_whether(desk, assessor, case_id):
    with pytest.raises(Invalid) as raised:
        tracking.add_contact(desk, assessor, case_id, Contact(None, None, None))

    assert fields(raised) == [
        ("at", "problem.missing"),
        ("how", "problem.choose"),
        ("reached", "problem.choose"),
    ]


def test_the_first_miss_makes_a_letter_in_the_persons_language(
    desk, clock, assessor, case_id, view, rows
):
    miss(desk, clock, assessor, case_id)

    assert view().rung.code == "written_warning"
    paper = tracking.warn(desk, assessor, case_id)

    filed = next(one for one in rows(Paper) if one.id == paper)
    assert (filed.kind, filed.language) == ("WARNING", "en")
    assert view().rung is None


def test_a_letter_is_not_made_twice_for_one_miss(desk, clock, assessor, case_id):
    miss(desk, clock, assessor, case_id)
    tracking.warn(desk, assessor, case_id)

    with pytest.raises(Refused, match=r"tracking\.no_letter_due"):
        tracking.warn(desk, assessor, case_id)


def test_a_letter_without_a_miss_is_refused(desk, assessor, case_id):
    with pytest.raises(Refused, match=r"tracking\.no_letter_due"):
        tracking.warn(desk, assessor, case_id)


def test_how_a_letter_was_given_is_recorded_once(desk, clock, assessor, case_id, rows):
    miss(desk, clock, assessor, case_id)
    tracking.warn(desk, assessor, case_id)
    letter = rows(Warned)[0].id

    given = Given(desk.today(), How.IN_PERSON, f" {assessor.name} ")
    tracking.record_giving(desk, assessor, case_id, letter, given)

    row = rows(Warned)[0]
    assert (row.given_on, row.given_how, row.given_by) == (
        desk.today(),
        "in_person",
        assessor.name,
    )
    with pytest.raises(Refused, match=r"tracking\.given_already"):
        tracking.record_giving(desk, assessor, case_id, letter, replace(given, how=How.TEXT))


@pytest.mark.parametrize(
    ("may", "how", "note", "code"),
    [
        (False, How.LETTER, "", "tracking.why_safe_to_post"),
        (None, How.LETTER, "  ", "tracking.why_safe_to_post"),
        (False, How.LETTER, "They collect their post from a friend.", None),
        (True, How.LETTER, "", None),
        (False, How.IN_PERSON, "", None),
    ],
    ids=["never", "not asked", "never, and why it was safe", "may be left", "into their hands"],
)
def test_a_letter_is_not_posted_where_others_may_open_it(
    desk, clock, assessor, case_id, rows, may, how, note, code
):
    miss(desk, clock, assessor, case_id)
    tracking.warn(desk, assessor, case_id)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.message_may_be_left = may
        audit.record(session, desk, assessor, tracking.WARNED, case_id)
    letter, given = rows(Warned)[0].id, Given(desk.today(), how, assessor.name, note)

    if code is None:
        tracking.record_giving(desk, assessor, case_id, letter, given)
        assert rows(Warned)[0].given_note == note
        return
    with pytest.raises(Invalid) as refused:
        tracking.record_giving(desk, assessor, case_id, letter, given)
    assert [(one.field, one.code) for one in refused.value.problems] == [("given_note", code)]
    assert rows(Warned)[0].given_on is None


def test_who_gave_a_letter_is_asked_for(desk, clock, assessor, case_id, rows):
    miss(desk, clock, assessor, case_id)
    tracking.warn(desk, assessor, case_id)

    letter, given = rows(Warned)[0].id, Given(desk.today(), How.IN_PERSON)

    with pytest.raises(Invalid) as refused:
        tracking.record_giving(desk, assessor, case_id, letter, given)

    assert [one.field for one in refused.value.problems] == ["given_by"]


def test_the_head_of_a_case_and_its_tracking_show_the_rung(desk, clock, assessor, case_id, view):
    assert casefile.head(desk, assessor, case_id).ladder is None
    assert view().on_ladder.brings.code == "written_warning"

    miss(desk, clock, assessor, case_id)

    shown = casefile.head(desk, assessor, case_id).ladder
    assert shown == view().on_ladder
    assert (shown.misses, shown.rung.code, shown.due.code, shown.brings.code) == (
        1,
        "written_warning",
        "written_warning",
        "supervisor_review",
    )


def test_the_second_miss_asks_for_a_supervisor(desk, clock, assessor, supervisor, case_id, view):
    miss(desk, clock, assessor, case_id, 0)
    tracking.warn(desk, assessor, case_id)
    miss(desk, clock, assessor, case_id, 1)

    assert view().rung.code == "supervisor_review"
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        tracking.record_review(desk, assessor, case_id, "Looked at")
    tracking.record_review(desk, supervisor, case_id, "A new start agreed")
    assert view().rung is None


def test_nobody_reviews_a_case_of_their_own(desk, clock, assessor, supervisor, case_id, view):
    miss(desk, clock, assessor, case_id, 0)
    tracking.warn(desk, assessor, case_id)
    miss(desk, clock, assessor, case_id, 1)
    ann = another_supervisor(desk)
    give_to(desk, case_id, supervisor)

    with pytest.raises(Refused, match=r"approvals\.own_case") as refusal:
        tracking.record_review(desk, supervisor, case_id, "A new start agreed")

    assert refusal.value.values == {"names": ann.name}
    assert not approvals.beside(desk, supervisor, case_id).allowed
    assert approvals.beside(desk, ann, case_id).allowed
    assert view().rung.code == "supervisor_review"
    tracking.record_review(desk, ann, case_id, "A new start agreed")
    assert view().rung is None


def test_restorative_justice_is_asked_for_once(desk, assessor, case_id, view):
    tracking.ask_restorative(desk, assessor, case_id, desk.today())

    assert view().conditions[1].judged.code == "asked"
    with pytest.raises(Refused, match=r"tracking\.asked_already"):
        tracking.ask_restorative(desk, assessor, case_id, desk.today())


def test_a_new_offence_breaks_the_contract_only_if_its_day_lies_in_the_term(
    desk, clock, assessor, case_id, view
):
    starts = view().course.starts
    clock.advance(days=10)

    assert offend(desk, assessor, case_id, starts - dt.timedelta(days=1)) is False
    assert view().conditions[0].judged.standing is Standing.ON_COURSE
    assert offend(desk, assessor, case_id, starts) is True
    assert view().standing is Standing.MISSED


def test_a_new_offence_needs_its_basis_and_a_day_that_has_been(desk, assessor, case_id):
    tomorrow = desk.today() + dt.timedelta(days=1)

    with pytest.raises(Invalid) as raised:
        tracking.record_offence(desk, assessor, case_id, NewOffence(None, tomorrow))

    assert fields(raised) == [("basis", "problem.choose"), ("offence_day", "problem.in_future")]


def test_a_note_of_any_length_is_told_how_long_it_may_be(desk, assessor, view):
    meeting = view().meetings[0]
    given = Marked(Attendance.MISSED_ACCEPTABLE, "ŵ" * 901)

    with pytest.raises(Invalid) as raised:
        tracking.mark(desk, assessor, (meeting.id, meeting.version), given)

    assert fields(raised) == [("mark_reason", "problem.too_long")]


def test_a_contract_is_shown_the_same_of_the_reading_its_case_was_opened_with(
    desk, assessor, case_id, clock, view
):
    clock.advance(days=20)
    offend(desk, assessor, case_id, desk.today())
    opened = casefile.opened(desk, assessor, case_id)

    assert tracking_view.view(desk, assessor, case_id, opened.sighted) == view()
