"""Meetings moved and called off: nothing is lost; two at once are told; a clash never blocks."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.services.verbs_consent import INSIDE, a_slot, booked, consented
from tests.services.verbs_referral import a_stay, someone
from tests.services.verbs_tracking import running
from triage_app.domain.booking import CONDITION, REVIEW, AskedBy, Changed, Outside, Slot, Span
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import Contact, How, Marked
from triage_app.services import agenda, bookings, tracking, tracking_view
from triage_app.services.agenda import Assessor
from triage_app.storage.models import Appointment, AuditEntry, Case, MeetingMove

HOUR = dt.timedelta(hours=1)
NEXT = {"custody": a_stay(custody_record="HW/1002/26"), "person": someone(name="Mared Plover")}
ILL = Changed(AskedBy.PARTICIPANT, "Has a fever")


def problems(act):
    with pytest.raises(Invalid) as found:
        act()
    return [(one.field, one.code) for one in found.value.problems]


def current(desk, actor, case_id):
    return bookings.first_meeting(desk, actor, case_id).current


def move(desk, actor, case_id, slot, change=ILL):
    one = current(desk, actor, case_id)
    bookings.move(desk, actor, (one.id, one.version), slot, change)


def call_off(desk, actor, case_id, change=ILL):
    one = current(desk, actor, case_id)
    bookings.call_off(desk, actor, (one.id, one.version), change)


# ── Every slot is kept ───────────────────────────────────────────────────────────────────────


def test_the_whole_chain_of_moves_is_kept_with_who_asked_and_why(desk, assessor, supervisor):
    case_id, _ = booked(desk, assessor)
    slots = [a_slot(starts=INSIDE + n * HOUR, place=f"Room {n}") for n in range(1, 4)]
    reasons = [ILL, Changed(AskedBy.SERVICE, "Painters"), Changed(AskedBy.CUSTODY, "Cell needed")]
    for slot, reason, actor in zip(slots, reasons, (assessor, supervisor, assessor), strict=True):
        move(desk, actor, case_id, slot, reason)

    one = current(desk, assessor, case_id)

    assert (one.starts, one.place) == (INSIDE + 3 * HOUR, "Room 3")
    assert [(it.starts, it.place, it.asked_by, it.reason, it.moved_by) for it in one.moves] == [
        (INSIDE, a_slot().place, AskedBy.PARTICIPANT, "Has a fever", assessor.name),
        (INSIDE + HOUR, "Room 1", AskedBy.SERVICE, "Painters", supervisor.name),
        (INSIDE + 2 * HOUR, "Room 2", AskedBy.CUSTODY, "Cell needed", assessor.name),
    ]


def test_a_meeting_of_a_condition_is_moved_as_well(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    one = tracking_view.view(desk, assessor, case_id).meetings[0].booked
    slot = Slot(one.starts + HOUR, 60, "The library")

    bookings.move(desk, assessor, (one.id, one.version), slot, ILL)

    (meeting, *_) = [
        it for it in tracking_view.view(desk, assessor, case_id).meetings if it.id == one.id
    ]
    assert (meeting.starts, meeting.booked.moves[0].starts) == (slot.starts, one.starts)


def test_a_room_of_a_place_and_the_way_elsewhere_are_kept(desk, assessor):
    case_id = consented(desk, assessor)
    there = a_slot(place_code="haverfordwest_station", room=" 2 ", directions="never shown")
    bookings.book(desk, assessor, case_id, there)
    one = current(desk, assessor, case_id)
    assert (one.place_code, one.room, one.directions) == ("haverfordwest_station", "2", "")
    move(desk, assessor, case_id, a_slot(room="7", directions="Past the bridge"))
    one = current(desk, assessor, case_id)
    assert (one.place_code, one.room, one.directions) == ("", "", "Past the bridge")


@pytest.mark.parametrize(
    ("outside", "words", "problem"),
    [
        (Outside.UNWELL, "", None),
        (None, "Snow", None),
        (Outside.OTHER, "Snow", None),
        (Outside.OTHER, " ", ("outside_reason", "bookings.say_other_reason")),
        (None, "", ("outside", "bookings.outside_needs_reason")),
    ],
)
def test_outside_the_hours_a_usual_reason_or_words_are_asked(
    desk, assessor, rows, outside, words, problem
):
    case_id = consented(desk, assessor)
    late = a_slot(starts=INSIDE + dt.timedelta(days=4), outside=outside, outside_reason=words)
    if problem:
        assert problems(lambda: bookings.book(desk, assessor, case_id, late)) == [problem]
        assert rows(Appointment) == []
        return
    bookings.book(desk, assessor, case_id, late)
    (row,) = rows(Appointment)
    assert (row.outside, row.outside_reason) == (outside or Outside.OTHER, words)


# ── Called off ───────────────────────────────────────────────────────────────────────────────


def test_a_meeting_called_off_stays_on_file_and_makes_room_for_another(desk, assessor, rows):
    case_id, _ = booked(desk, assessor)
    call_off(desk, assessor, case_id)

    seen = bookings.first_meeting(desk, assessor, case_id)
    (one,) = seen.booked
    assert (one.called_off.asked_by, one.called_off.reason, one.called_off.by) == (
        AskedBy.PARTICIPANT,
        "Has a fever",
        assessor.name,
    )
    assert seen.is_wanting
    assert rows(AuditEntry)[-2].action == "bookings.called_off"
    bookings.book(desk, assessor, case_id, a_slot())
    assert len(rows(Appointment)) == 2


def test_what_was_called_off_is_neither_moved_nor_marked(desk, assessor, clock):
    case_id, meeting = booked(desk, assessor)
    call_off(desk, assessor, case_id)
    seen = (meeting.id, meeting.version + 1)
    with pytest.raises(Refused, match="called_off_already"):
        bookings.move(desk, assessor, seen, a_slot(), ILL)
    clock.set("2026-05-12 12:00")
    with pytest.raises(Refused, match="called_off_already"):
        tracking.mark(desk, assessor, seen, Marked(Attendance.ATTENDED))


def test_calling_off_asks_who_and_why(desk, assessor):
    _, one = booked(desk, assessor)
    seen = (one.id, one.version)
    assert problems(lambda: bookings.call_off(desk, assessor, seen, Changed(None, " "))) == [
        ("off_asked_by", "problem.choose"),
        ("off_reason", "problem.missing"),
    ]


def test_what_was_called_off_calls_for_nobody_and_counts_for_nothing(
    desk, assessor, supervisor, clock
):
    case_id = running(desk, assessor, supervisor)
    before = tracking_view.view(desk, assessor, case_id)
    meeting = before.meetings[0]
    bookings.call_off(desk, assessor, (meeting.id, meeting.version), ILL)
    clock.now = meeting.starts + dt.timedelta(days=1)
    after = tracking_view.view(desk, assessor, case_id)
    assert after.misses == 0
    assert [it.id for it in after.meetings if it.booked.called_off] == [meeting.id]
    assert meeting.id not in {it.id for one in after.course.conditions for it in one.meetings}


# ── What runs into what ──────────────────────────────────────────────────────────────────────


def test_a_clash_never_blocks_whoever_knows_of_it(desk, assessor, rows):
    _, first = booked(desk, assessor)
    case_id = consented(desk, assessor, **NEXT)
    bookings.book(desk, assessor, case_id, a_slot(known=frozenset({first.id})))
    assert len(rows(Appointment)) == 2


def test_what_was_booked_since_the_slot_was_chosen_is_told_once(desk, assessor, rows):
    case_id = consented(desk, assessor, **NEXT)
    chosen = a_slot(known=frozenset())  # nothing stood there when it was looked at
    _, first = booked(desk, assessor)

    assert problems(lambda: bookings.book(desk, assessor, case_id, chosen)) == [
        ("starts", "bookings.taken_meanwhile")
    ]

    assert len(rows(Appointment)) == 1
    bookings.book(desk, assessor, case_id, a_slot(known=frozenset({first.id})))
    assert len(rows(Appointment)) == 2


def test_the_diary_tells_of_the_assessor_and_of_the_person(desk, assessor, supervisor):
    """A meeting with a service takes the person's time; it does not take the assessor's."""
    live = running(desk, assessor, supervisor)
    meeting = tracking_view.view(desk, assessor, live).meetings[0]
    case_id = consented(desk, assessor, **NEXT)
    span = Span(meeting.starts, meeting.starts + HOUR)

    assert bookings.diary(desk, assessor, case_id, span) == ()
    (own,) = bookings.diary(desk, assessor, live, span)
    assert (own.id, own.of_person, own.of_assessor) == (meeting.id, True, False)
    assert bookings.diary(desk, assessor, live, span, apart_from=meeting.id) == ()


def test_a_meeting_of_the_same_person_with_another_assessor_is_a_clash(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    with desk.sessions() as session:
        person_id = session.scalar(select(Case.person_id).where(Case.id == case_id))
    other = consented(desk, supervisor, **NEXT)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, other)
        case.person_id, case.family = person_id, "another"
        bookings.audit.record(session, desk, supervisor, bookings.MOVED, other)
    starts = INSIDE + dt.timedelta(hours=2)
    bookings.book(desk, supervisor, other, a_slot(starts=starts))
    bookings.book(desk, assessor, case_id, Slot(starts + HOUR, 30, "Room"), REVIEW)

    rows = agenda.agenda(desk, assessor, dt.date(2026, 5, 12), 1)

    (clash,) = rows[0].clashes
    assert (clash.same_person, clash.assessor) == (True, supervisor.name)


def at_once(*acts):
    """Do everything in a thread of its own, at the same moment; return what came, or why not."""
    start = Barrier(len(acts))

    def do(act):
        start.wait()
        try:
            return act()
        except (Invalid, Refused) as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))


def test_of_two_who_book_one_slot_at_once_the_second_is_told(desk, assessor, supervisor, rows):
    first, second = consented(desk, assessor), consented(desk, assessor, **NEXT)
    slot = a_slot(known=frozenset())

    results = at_once(
        lambda: bookings.book(desk, assessor, first, slot),
        lambda: bookings.book(desk, supervisor, second, slot),
    )

    (told,) = [one for one in results if isinstance(one, Invalid)]
    assert [one.code for one in told.problems] == ["bookings.taken_meanwhile"]
    assert len(rows(Appointment)) == 1


def test_of_two_who_book_one_case_at_once_one_is_refused(desk, assessor, supervisor, rows):
    case_id = consented(desk, assessor)

    results = at_once(
        lambda: bookings.book(desk, assessor, case_id, a_slot()),
        lambda: bookings.book(desk, supervisor, case_id, a_slot(starts=INSIDE + 3 * HOUR)),
    )

    (told,) = [one for one in results if isinstance(one, Refused)]
    assert told.code == "bookings.booked_already"
    assert len(rows(Appointment)) == 1


def test_of_two_who_move_one_meeting_at_once_the_second_sees_the_firsts(
    desk, assessor, supervisor, rows
):
    _, one = booked(desk, assessor)
    seen = (one.id, one.version)

    results = at_once(
        *(
            lambda n=n, who=who: bookings.move(
                desk, who, seen, a_slot(starts=INSIDE + n * HOUR), ILL
            )
            for n, who in enumerate((assessor, supervisor), 1)
        )
    )

    assert sum(one is None for one in results) == 1
    assert len(rows(MeetingMove)) == 1


# ── Attempts ─────────────────────────────────────────────────────────────────────────────────


def test_attempts_are_counted_to_the_schemes_limit_and_nothing_is_decided(desk, assessor, clock):
    case_id, one = booked(desk, assessor)
    clock.set("2026-05-12 12:00")
    missed = Marked(Attendance.MISSED_UNACCEPTABLE, "No answer at the door")
    tracking.mark(desk, assessor, (one.id, one.version), missed)
    for hour in (13, 15):
        clock.set(f"2026-05-12 {hour}:00")
        tried = Contact(clock.now, How.TELEPHONE, reached=False, note="Rang out")
        tracking.add_contact(desk, assessor, case_id, tried)

    seen = bookings.first_meeting(desk, assessor, case_id)

    assert (seen.attempts.in_vain, seen.attempts.limit) == (3, 3)
    assert seen.attempts.limit_is_reached
    assert seen.is_wanting
    bookings.book(desk, assessor, case_id, a_slot(starts=INSIDE + 6 * HOUR))  # all the same


# ── The agenda ───────────────────────────────────────────────────────────────────────────────


def test_free_time_is_what_the_assessors_own_meetings_leave(desk, assessor, supervisor):
    booked(desk, assessor, a_slot(starts=dt.datetime(2026, 5, 12, 9, 0, tzinfo=dt.UTC)))
    rows = agenda.agenda(desk, supervisor, dt.date(2026, 5, 12), 1, of=assessor.id)
    whose = [Assessor(assessor.id, "A")]
    (day,) = agenda.days_of(desk, rows, dt.date(2026, 5, 12), 1, whose, {})
    assert [(f"{it.starts:%H%M}", f"{it.ends:%H%M}") for it in day.loads[0].free] == [
        ("0800", "0900"),
        ("1030", "1600"),
    ]


def test_a_meeting_begun_before_midnight_runs_into_the_next_day(desk, assessor):
    late = dt.datetime(2026, 5, 12, 22, 0, tzinfo=dt.UTC)
    booked(desk, assessor, a_slot(starts=late, minutes=240))
    early = late + 2 * HOUR
    booked(desk, assessor, a_slot(starts=early), **NEXT)
    (row,) = agenda.agenda(desk, assessor, dt.date(2026, 5, 13), 1)
    assert [one.span.starts for one in row.clashes] == [late]


def test_a_supervisor_may_ask_for_anybodys_and_an_assessor_for_nobody_elses(
    desk, assessor, supervisor
):
    booked(desk, assessor)
    assert len(agenda.agenda(desk, supervisor, dt.date(2026, 5, 12), 1, of=assessor.id)) == 1
    with pytest.raises(Refused, match="not_permitted"):
        agenda.agenda(desk, assessor, dt.date(2026, 5, 12), 1, of=supervisor.id)
    with pytest.raises(Refused, match="not_permitted"):
        agenda.assessors(desk, assessor)
    assert assessor.id in {one.id for one in agenda.assessors(desk, supervisor)}


def test_a_meeting_called_off_takes_nobodys_time(desk, assessor):
    case_id, _ = booked(desk, assessor)
    booked(desk, assessor, **NEXT)
    call_off(desk, assessor, case_id)
    rows = agenda.agenda(desk, assessor, dt.date(2026, 5, 12), 1)
    assert [(row.is_called_off, row.clashes) for row in rows] == [(True, ()), (False, ())]


def test_the_condition_is_booked_under_its_kind(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    condition = tracking_view.view(desk, assessor, case_id).conditions[-1]
    bookings.book(desk, assessor, case_id, Slot(INSIDE, 60, "Room"), CONDITION, condition.id)
    assert rows(Appointment)[-1].condition_id == condition.id
