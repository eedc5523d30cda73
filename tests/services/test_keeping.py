"""What shows that a contract is kept, on both databases: marks put right, hours, tags, money."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.verbs_keeping import days_on, fifth, tag, with_fifth, work
from tests.services.verbs_tracking import running
from triage_app.domain.attention import Lateness, due
from triage_app.domain.compliance import Attendance
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.tracked import Hours, Marked
from triage_app.services import casefile, keeping, tracking, tracking_view
from triage_app.services.watch import see_one
from triage_app.storage.models import AttendanceChange, AuditEntry, Contract, HoursEntry

MISSED, WAITS = Attendance.MISSED_UNACCEPTABLE, Attendance.WAITING_FOR_EVIDENCE
EXCUSED, CAME = Attendance.MISSED_ACCEPTABLE, Attendance.ATTENDED


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def held(desk, clock, assessor, case_id):
    """Let the first meeting pass; return a function that shows it as it stands."""

    def held():
        return tracking_view.view(desk, assessor, case_id).meetings[0]

    clock.now = held().starts + dt.timedelta(hours=1)
    return held


@pytest.fixture
def volunteering(desk, assessor, supervisor):
    return with_fifth(desk, assessor, supervisor, "volunteering")


@pytest.fixture
def tagged(desk, assessor, supervisor):
    return with_fifth(desk, assessor, supervisor, "tag")


def problems(raised):
    return [(one.field, one.code) for one in raised.value.problems]


def put(desk, actor, meeting, attendance, **said):
    tracking.mark(desk, actor, (meeting.id, meeting.version), Marked(attendance, "So", **said))


# ── Attendance ───────────────────────────────────────────────────────────────────────────────


def test_another_mark_needs_its_reason_and_both_are_kept(desk, assessor, supervisor, held, rows):
    put(desk, assessor, held(), MISSED)
    with pytest.raises(Invalid) as raised:
        put(desk, supervisor, held(), EXCUSED)
    assert problems(raised) == [("why_changed", "tracking.say_why_changed")]

    put(desk, supervisor, held(), EXCUSED, why="A hospital letter came")

    (before,) = held().before
    assert (before.attendance, before.why) == (MISSED, "A hospital letter came")
    assert (before.by, before.changed_by) == (assessor.name, supervisor.name)
    assert held().attendance is EXCUSED
    done = [one.action for one in rows(AuditEntry) if one.category != "consultation"]
    assert done[-2:] == ["tracking.marked", "tracking.put_right"]


def test_evidence_is_awaited_until_a_day(desk, assessor, held):
    with pytest.raises(Invalid) as raised:
        put(desk, assessor, held(), WAITS)
    assert problems(raised) == [("evidence_by", "tracking.say_evidence_by")]
    with pytest.raises(Invalid) as raised:
        put(desk, assessor, held(), WAITS, evidence_by=desk.today() - dt.timedelta(days=1))
    assert problems(raised) == [("evidence_by", "problem.in_past")]


def test_evidence_that_did_not_come_by_its_day_calls(desk, clock, assessor, case_id, held):
    by = desk.today() + dt.timedelta(days=9)
    put(desk, assessor, held(), WAITS, evidence_by=by)

    def lateness(day):
        clock.set(f"{day} 09:00")
        with desk.sessions() as session:
            one = see_one(session, desk, case_id)
        (found,) = [it for it in due(one.watched, one.scheme, desk.now()) if it.code == "evidence"]
        return found.day, found.lateness

    assert lateness(by) == (by, Lateness.WAITING)
    assert lateness(by + dt.timedelta(days=1)) == (by, Lateness.OVERDUE)


def test_evidence_that_came_is_no_mistake_and_leaves_its_trace(desk, assessor, held, rows):
    put(desk, assessor, held(), WAITS, evidence_by=desk.today())

    put(desk, assessor, held(), EXCUSED)

    assert [(one.attendance, one.why) for one in rows(AttendanceChange)] == [(WAITS, "")]
    assert held().evidence_by is None


def test_a_meeting_after_the_contract_ended_counts_for_no_condition(desk, assessor, held):
    meeting = held()
    with desk.sessions.begin() as session:
        session.query(Contract).filter(Contract.signed_on.is_not(None)).update(
            {"ends": meeting.starts.date() - dt.timedelta(days=1)}
        )

    with pytest.raises(Invalid) as raised:
        put(desk, assessor, meeting, CAME)

    assert problems(raised) == [("attendance", "tracking.outside_term")]


MARKS = st.lists(
    st.tuples(st.sampled_from(Attendance), st.sampled_from(["", "Put right"])), max_size=6
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=MARKS)
def test_what_stands_is_the_last_mark_that_was_let_through(desk, assessor, case_id, held, marks):
    """Against a plain list: what is refused changes nothing, what is let through keeps all."""
    plain, before = held().attendance, len(held().before)
    for attendance, why in marks:
        said = {"why": why, "evidence_by": desk.today() if attendance is WAITS else None}
        settled = plain not in (None, WAITS) and plain is not attendance
        if settled and not why:
            with pytest.raises(Invalid):
                put(desk, assessor, held(), attendance, **said)
            continue
        put(desk, assessor, held(), attendance, **said)
        before += plain is not None
        plain = attendance

    tally = tracking_view.view(desk, assessor, case_id).conditions[held().position - 1].judged.tally
    assert (held().attendance, len(held().before)) == (plain, before)
    assert tally.missed == (plain is MISSED)
    assert tally.came == (plain in (CAME, Attendance.LATE))
    assert tally.unsaid == (plain is None)


# ── Hours ────────────────────────────────────────────────────────────────────────────────────


def test_hours_have_who_says_so_and_a_running_total(desk, clock, assessor, volunteering):
    day = days_on(desk, clock, 3)
    work(desk, assessor, volunteering, day)
    work(desk, assessor, volunteering, day, None, began=dt.time(14), ended=dt.time(16, 30))

    found = fifth(desk, assessor, volunteering)

    assert [one.minutes for one in found.hours_done] == [180, 150]
    assert {one.confirmed_by for one in found.hours_done} == {"Gwyn Sallow, co-ordinator"}
    assert found.judged.tally.minutes == 330


def test_hours_that_nobody_confirms_are_not_recorded(desk, assessor, volunteering):
    condition = fifth(desk, assessor, volunteering)

    with pytest.raises(Invalid) as raised:
        keeping.add_hours(desk, assessor, volunteering, condition.id, Hours(desk.today(), 60))

    assert problems(raised) == [("confirmed_by", "tracking.say_who_confirmed")]


@pytest.mark.parametrize(
    ("offset", "changes", "expected"),
    [
        (-1, {}, ("day", "tracking.before_it_began")),
        (1, {}, ("day", "problem.in_future")),
        (0, {"minutes": 0}, ("hours", "problem.out_of_range")),
        (0, {"minutes": 721}, ("hours", "problem.out_of_range")),
        (0, {"minutes": None}, ("hours", "problem.missing")),
        (0, {"minutes": None, "began": dt.time(10)}, ("ended", "problem.missing")),
        (
            0,
            {"minutes": None, "began": dt.time(10), "ended": dt.time(10)},
            ("ended", "tracking.ends_before"),
        ),
        (
            0,
            {"minutes": 60, "began": dt.time(10), "ended": dt.time(12)},
            ("hours", "tracking.hours_and_times"),
        ),
    ],
)
def test_bad_hours_get_a_sentence_beside_their_field(
    desk, assessor, volunteering, rows, offset, changes, expected
):
    day = desk.today() + dt.timedelta(days=offset)

    with pytest.raises(Invalid) as raised:
        work(desk, assessor, volunteering, day, **changes)

    assert problems(raised) == [expected]
    assert rows(HoursEntry) == []


def test_a_day_has_no_more_than_twelve_hours_and_none_twice(desk, clock, assessor, volunteering):
    day = days_on(desk, clock, 1)
    work(desk, assessor, volunteering, day, None, began=dt.time(8), ended=dt.time(16))

    with pytest.raises(Invalid) as raised:
        work(desk, assessor, volunteering, day, None, began=dt.time(15), ended=dt.time(21))

    assert problems(raised) == [
        ("began", "tracking.hours_twice"),
        ("ended", "tracking.too_much_for_a_day"),
    ]


def test_hours_in_the_hour_that_comes_twice_are_asked_for_as_hours(
    desk, clock, assessor, volunteering
):
    with desk.sessions.begin() as session:
        session.query(Contract).update({"ends": dt.date(2026, 10, 31)})
    clock.set("2026-10-26 09:00")

    night = {"began": dt.time(1, 30), "ended": dt.time(4)}
    with pytest.raises(Invalid) as raised:
        work(desk, assessor, volunteering, dt.date(2026, 10, 25), None, **night)

    assert problems(raised) == [("began", "problem.hour_twice")]
    over_it = {"began": dt.time(0, 30), "ended": dt.time(4)}
    work(desk, assessor, volunteering, dt.date(2026, 10, 25), None, **over_it)
    assert fifth(desk, assessor, volunteering).judged.tally.minutes == 270


def test_hours_recorded_wrongly_stay_on_file_and_count_for_nothing(desk, assessor, volunteering):
    work(desk, assessor, volunteering, desk.today())
    entry = fifth(desk, assessor, volunteering).hours_done[0]
    with pytest.raises(Invalid) as raised:
        keeping.strike_hours(desk, assessor, volunteering, entry.id, "  ")
    assert problems(raised) == [("struck", "problem.missing")]

    keeping.strike_hours(desk, assessor, volunteering, entry.id, "Another person’s")

    found = fifth(desk, assessor, volunteering)
    assert [one.struck for one in found.hours_done] == ["Another person’s"]
    assert found.judged.tally.minutes == 0
    with pytest.raises(Refused, match=r"tracking\.struck_already"):
        keeping.strike_hours(desk, assessor, volunteering, entry.id, "Again")


# ── A tag ────────────────────────────────────────────────────────────────────────────────────


def test_a_tag_is_fitted_taken_off_and_fitted_again(desk, clock, assessor, tagged):
    assert fifth(desk, assessor, tagged).judged.code == "not_started"
    tag(desk, assessor, tagged, "fitted")
    assert fifth(desk, assessor, tagged).judged.code == "on_course"
    days_on(desk, clock, 5)
    tag(desk, assessor, tagged, "taken_off")
    assert fifth(desk, assessor, tagged).judged.code == "tag_off"
    days_on(desk, clock, 1)
    tag(desk, assessor, tagged, "fitted")
    tag(desk, assessor, tagged, "fault", note="The strap <broke> & was mended")

    found = fifth(desk, assessor, tagged)

    assert found.judged.code == "on_course"
    assert [one.what for one in found.tags] == ["fitted", "taken_off", "fitted", "fault"]
    assert found.tags[-1].note == "The strap <broke> & was mended"


def test_a_tag_recorded_in_error_stays_on_file_and_counts_for_nothing(desk, assessor, tagged):
    tag(desk, assessor, tagged, "fitted")
    entry = fifth(desk, assessor, tagged).tags[0]
    with pytest.raises(Invalid) as raised:
        keeping.strike_tag(desk, assessor, tagged, entry.id, " ")
    assert problems(raised) == [("struck", "problem.missing")]

    keeping.strike_tag(desk, assessor, tagged, entry.id, "Another <person’s>")

    found = fifth(desk, assessor, tagged)
    assert [(one.what, one.struck) for one in found.tags] == [("fitted", "Another <person’s>")]
    assert found.judged.code == "not_started"
    told = [one.code for one in casefile.timeline(desk, assessor, tagged)]
    assert told[0] == "tracking.did_tag_struck"
    with pytest.raises(Refused, match=r"tracking\.struck_already"):
        keeping.strike_tag(desk, assessor, tagged, entry.id, "Again")
    tag(desk, assessor, tagged, "fitted")  # which nothing that was struck stands in the way of
    assert fifth(desk, assessor, tagged).judged.code == "on_course"


def test_what_was_recorded_of_a_tag_later_is_struck_first(desk, assessor, tagged):
    for what in ("fitted", "taken_off"):
        tag(desk, assessor, tagged, what)
    fitted, off = fifth(desk, assessor, tagged).tags
    with pytest.raises(Refused, match=r"tracking\.tag_strike_later_first"):
        keeping.strike_tag(desk, assessor, tagged, fitted.id, "Never fitted")
    assert fifth(desk, assessor, tagged).tags == (fitted, off)

    keeping.strike_tag(desk, assessor, tagged, off.id, "Never taken off")
    assert fifth(desk, assessor, tagged).judged.code == "on_course"
    keeping.strike_tag(desk, assessor, tagged, fitted.id, "Never fitted")

    assert fifth(desk, assessor, tagged).judged.code == "not_started"


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (None, "taken_off", ("tag_what", "tracking.tag_not_worn")),
        (None, "fault", ("tag_what", "tracking.tag_not_worn")),
        ("fitted", "fitted", ("tag_what", "tracking.tag_is_worn")),
    ],
)
def test_what_is_said_of_a_tag_follows_what_was_said(desk, assessor, tagged, first, then, expected):
    if first:
        tag(desk, assessor, tagged, first)

    with pytest.raises(Invalid) as raised:
        tag(desk, assessor, tagged, then)

    assert problems(raised) == [expected]


def test_a_tag_is_not_fitted_before_the_contract_nor_after_its_end(desk, clock, assessor, tagged):
    with pytest.raises(Invalid) as raised:
        tag(desk, assessor, tagged, "fitted", desk.today() - dt.timedelta(days=1))
    assert problems(raised) == [("tag_day", "tracking.before_it_began")]
    ends = tracking_view.view(desk, assessor, tagged).course.ends
    clock.set(f"{ends + dt.timedelta(days=2)} 09:00")

    with pytest.raises(Invalid) as raised:
        tag(desk, assessor, tagged, "fitted", ends + dt.timedelta(days=1))

    assert problems(raised) == [("tag_day", "tracking.after_it_ended")]
