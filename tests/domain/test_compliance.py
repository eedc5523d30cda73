"""How a contract is kept: the table of standings, the ladder, and completion from the facts."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.kept_contracts import (
    AFTER,
    FOUR,
    MIDDLE,
    TABLE,
    course,
    first,
    met,
    on,
    restorative,
    sessions,
    tag,
    volunteering,
)
from triage_app.config import RESOURCES
from triage_app.domain import compliance
from triage_app.domain.compliance import (
    Agreed,
    Attendance,
    Reoffence,
    Verdict,
)
from triage_app.domain.condition import Kind
from triage_app.domain.scheme import Rung
from triage_app.domain.standings import OPEN_AT_THE_END, WORDS, Line, Standing
from triage_app.domain.wording import Wording
from triage_app.texts import Texts

MISSED = Attendance.MISSED_UNACCEPTABLE
EXCUSED = Attendance.MISSED_ACCEPTABLE
FAULT = Attendance.SERVICE_FAULT
WAITS = Attendance.WAITING_FOR_EVIDENCE
ASKED = dt.date(2026, 7, 1)
LADDER = (
    Rung("written_warning", Wording("A letter", "Llythyr"), 1),
    Rung("supervisor_review", Wording("A review", "Adolygiad"), 2),
)
OFFENCE = Reoffence(dt.date(2026, 7, 10), dt.date(2026, 8, 1))

# The table as it can be read: the condition, the moment, how it stands, in which words.
CASES = (
    ("a term without an offence, so far", first(), MIDDLE, Standing.ON_COURSE, "kept_so_far"),
    ("a term without an offence, over", first(), AFTER, Standing.KEPT, "kept"),
    ("a victim not asked", restorative(), MIDDLE, Standing.NOT_STARTED, "not_asked"),
    ("a victim never asked", restorative(), AFTER, Standing.KEPT, "never_asked"),
    ("a victim who wants it", restorative(asked_on=ASKED), MIDDLE, Standing.WAITING, "asked"),
    (
        "a restorative meeting held",
        restorative(asked_on=ASKED, meetings=(met(1, 7, 20, position=2),)),
        MIDDLE,
        Standing.KEPT,
        "done",
    ),
    (
        "a restorative meeting wanted and never held",
        restorative(asked_on=ASKED),
        AFTER,
        Standing.MISSED,
        "not_done",
    ),
    ("sessions with nothing booked", sessions(), MIDDLE, Standing.NOT_STARTED, "not_started"),
    (
        "a session booked",
        sessions(met(1, 8, 20, None)),
        MIDDLE,
        Standing.ON_COURSE,
        "on_course",
    ),
    (
        "a session that nobody marked",
        sessions(met(1, 7, 6, None)),
        MIDDLE,
        Standing.WAITING,
        "not_recorded",
    ),
    ("one session of two", sessions(met(1, 7, 6)), MIDDLE, Standing.ON_COURSE, "on_course"),
    (
        "a late session counts",
        sessions(met(1, 7, 6), met(2, 7, 13, Attendance.LATE)),
        MIDDLE,
        Standing.KEPT,
        "done",
    ),
    ("a session missed", sessions(met(1, 7, 6, MISSED)), MIDDLE, Standing.AT_RISK, "n_missed"),
    ("a session excused", sessions(met(1, 7, 6, EXCUSED)), MIDDLE, Standing.ON_COURSE, "on_course"),
    ("evidence awaited", sessions(met(1, 7, 6, WAITS)), MIDDLE, Standing.WAITING, "evidence_due"),
    ("too few sessions", sessions(met(1, 7, 6)), AFTER, Standing.MISSED, "not_done"),
    (
        "a session the service let fall",
        sessions(met(1, 7, 6), met(2, 7, 13, FAULT)),
        AFTER,
        Standing.KEPT,
        "done",
    ),
    (
        "too few sessions, and a supervisor let it be",
        sessions(met(1, 7, 6), forgiven_on=dt.date(2026, 9, 20)),
        AFTER,
        Standing.KEPT,
        "not_a_breach",
    ),
    ("hours on course", volunteering(12 * 60), MIDDLE, Standing.ON_COURSE, "on_course"),
    ("hours behind", volunteering(3 * 60), MIDDLE, Standing.AT_RISK, "hours_behind"),
    ("hours behind by a quarter", volunteering(525), MIDDLE, Standing.ON_COURSE, "on_course"),
    ("hours behind by more", volunteering(524), MIDDLE, Standing.AT_RISK, "hours_behind"),
    (
        "fifteen days to its day, and unfinished",
        sessions(met(1, 7, 6)),
        on(9, 2),
        Standing.ON_COURSE,
        "on_course",
    ),
    (
        "fourteen days to its day, and unfinished",
        sessions(met(1, 7, 6)),
        on(9, 3),
        Standing.AT_RISK,
        "ends_soon",
    ),
    ("hours done", volunteering(20 * 60), MIDDLE, Standing.KEPT, "done"),
    ("hours not done", volunteering(19 * 60), AFTER, Standing.MISSED, "not_done"),
    ("a tag not fitted", tag(), MIDDLE, Standing.NOT_STARTED, "not_started"),
    ("a tag worn", tag(met(1, 6, 5, position=5)), MIDDLE, Standing.ON_COURSE, "on_course"),
    ("a tag worn to the end", tag(met(1, 6, 5, position=5)), AFTER, Standing.KEPT, "kept"),
    ("a tag fitted", tag(fitted_on=ASKED), MIDDLE, Standing.ON_COURSE, "on_course"),
    ("a tag fitted and kept on", tag(fitted_on=ASKED), AFTER, Standing.KEPT, "kept"),
    ("a tag never fitted", tag(), AFTER, Standing.MISSED, "not_done"),
    (
        "a tag that the service never fitted",
        tag(met(1, 6, 5, FAULT, 5)),
        AFTER,
        Standing.KEPT,
        "kept",
    ),
    (
        "a tag taken off",
        tag(fitted_on=ASKED, taken_off_on=dt.date(2026, 7, 20)),
        MIDDLE,
        Standing.AT_RISK,
        "tag_off",
    ),
    (
        "a tag taken off, and never fitted again",
        tag(fitted_on=ASKED, taken_off_on=dt.date(2026, 7, 20)),
        AFTER,
        Standing.MISSED,
        "not_done",
    ),
    (
        "a tag taken off on its day",
        tag(fitted_on=ASKED, taken_off_on=dt.date(2026, 9, 17)),
        AFTER,
        Standing.KEPT,
        "kept",
    ),
    ("a tag refused", tag(met(1, 6, 5, MISSED, 5)), AFTER, Standing.MISSED, "not_done"),
)


@pytest.mark.parametrize(
    ("one", "now", "standing", "code"), [it[1:] for it in CASES], ids=[it[0] for it in CASES]
)
def test_a_condition_stands_as_the_table_says(one, now, standing, code):
    judged = compliance.judge(one, course(one), now)

    assert (judged.standing, judged.code) == (standing, code)


def test_the_words_count_the_misses():
    one = sessions(met(1, 7, 6, MISSED), met(2, 7, 13, MISSED))

    assert compliance.judge(one, course(one), MIDDLE).n == 2


def test_a_contract_stands_as_its_worst_condition():
    conditions = (first(), sessions(met(1, 7, 6, MISSED)), volunteering(20 * 60))

    judged = compliance.judge_all(course(*conditions), MIDDLE)

    assert compliance.overall(judged) is Standing.AT_RISK


@pytest.mark.parametrize(
    ("offence_day", "breaks"),
    [
        (dt.date(2026, 5, 31), False),
        (dt.date(2026, 6, 1), True),
        (dt.date(2026, 10, 1), True),
        (dt.date(2026, 10, 2), False),
    ],
)
def test_it_is_the_day_of_the_offence_that_must_lie_in_the_term(offence_day, breaks):
    recorded = Reoffence(offence_day, dt.date(2026, 10, 20))
    one = first()

    judged = compliance.judge(one, course(one, reoffences=[recorded]), AFTER)

    assert (judged.standing is Standing.MISSED) is breaks


def test_an_offence_that_a_supervisor_let_be_breaks_nothing():
    one = Agreed(1, Kind.NO_REOFFENDING, forgiven_on=dt.date(2026, 8, 1))

    assert compliance.broken_by(course(one, reoffences=[OFFENCE]), one) == ()


@pytest.mark.parametrize(
    ("misses", "reached", "due"),
    [
        (0, (), None),
        (1, (), "written_warning"),
        (1, ("written_warning",), None),
        (2, ("written_warning",), "supervisor_review"),
        (2, (), "supervisor_review"),
        (5, ("written_warning", "supervisor_review"), None),
    ],
)
def test_the_rung_due_is_the_highest_reached_and_not_yet_taken(misses, reached, due):
    rung = compliance.rung_due(misses, reached, LADDER)

    assert (rung.code if rung else None) == due


def test_only_misses_that_nothing_excuses_climb_the_ladder():
    marks = list(Attendance)
    one = sessions(*(met(number, 7, number, mark) for number, mark in enumerate(marks, 1)))

    missed = compliance.unexcused(course(one))

    assert [it.attendance for it in missed] == [MISSED]


def test_a_contract_kept_to_its_last_day_is_complete_the_day_after():
    kept = course(first(), restorative(), sessions(met(1, 7, 6), met(2, 8, 1)))

    assert compliance.completion(kept, AFTER).verdict is Verdict.COMPLETE


def test_a_contract_is_not_complete_on_its_last_day():
    kept = course(first(), sessions(met(1, 7, 6), met(2, 8, 1)))
    last_evening = dt.datetime(2026, 10, 1, 22, 59, tzinfo=dt.UTC)

    computed = compliance.completion(kept, last_evening)

    assert computed.verdict is Verdict.NOT_YET
    assert [one.code for one in computed.reasons] == ["not_yet_over"]


def test_a_contract_waits_for_evidence_after_its_last_day():
    waits = course(first(), sessions(met(1, 7, 6), met(2, 8, 1, WAITS)))

    computed = compliance.completion(waits, AFTER)

    assert computed.verdict is Verdict.NOT_YET
    assert [(one.code, one.position) for one in computed.reasons] == [("not_yet_evidence_due", 3)]


def test_a_broken_contract_cannot_be_complete_and_says_why():
    broken = course(first(), sessions(met(1, 7, 6)), reoffences=[OFFENCE])

    computed = compliance.completion(broken, AFTER)

    assert computed.verdict is Verdict.CANNOT
    assert [(one.code, one.position) for one in computed.reasons] == [
        ("cannot_broken", 1),
        ("cannot_not_done", 3),
    ]


def test_a_standing_is_worded_in_sixteen_letters_in_either_language():
    for language in ("en", "cy"):
        texts = Texts(RESOURCES / "wording", language)
        said = [texts(f"compliance.{word}", n=12) for words in WORDS.values() for word in words]
        said += [texts(f"compliance.standing_{one}") for one in Standing]
        assert [it for it in said if len(it) > 16] == []


marks = st.none() | st.sampled_from(Attendance)
moments = st.datetimes(
    dt.datetime(2026, 6, 1),  # noqa: DTZ001 - the zone is the next argument
    dt.datetime(2026, 10, 31),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
meetings = st.lists(st.builds(compliance.Meeting, st.integers(1, 99), moments, marks), max_size=6)
conditions = st.builds(
    Agreed,
    position=st.integers(1, 5),
    kind=st.sampled_from(Kind),
    sessions=st.none() | st.integers(1, 6),
    hours=st.none() | st.integers(18, 36),
    due=st.none() | st.dates(dt.date(2026, 6, 2), dt.date(2026, 10, 1)),
    asked_on=st.none() | st.just(ASKED),
    meetings=meetings.map(tuple),
    minutes=st.integers(0, 2400),
    forgiven_on=st.none() | st.dates(dt.date(2026, 6, 2), dt.date(2026, 10, 30)),
)


@given(one=conditions, now=moments)
def test_no_condition_is_ever_without_a_standing(one, now):
    assert compliance.judge(one, course(one), now).standing in Standing


@given(one=conditions, now=moments)
def test_completion_is_complete_only_if_every_condition_is_kept(one, now):
    computed = compliance.completion(course(first(), one), now)

    kept = all(it.standing is Standing.KEPT for it in computed.judged)
    assert (computed.verdict is Verdict.COMPLETE) is kept


@given(one=conditions, now=moments)
def test_completion_always_says_why(one, now):
    assert compliance.completion(course(first(), one), now).reasons


@pytest.mark.parametrize("scheme", FOUR, ids=lambda one: one.code)
@given(one=conditions, now=moments, fitted=st.booleans())
def test_every_scheme_decides_for_every_condition_it_may_have(scheme, one, now, fitted):
    kinds = {kind for place in scheme.slots for kind in place.kinds}
    one = replace(one, fitted_on=ASKED if fitted else None)

    if one.kind in kinds:
        judged = compliance.judge(one, course(one, table=scheme.standings), now)
        assert judged.code in WORDS[judged.standing]


def test_a_scheme_that_lets_hours_lag_further_says_so_later():
    patient = tuple(
        replace(line, when={"hours_behind": 90}) if "hours_behind" in line.when else line
        for line in TABLE
    )
    one = volunteering(3 * 60)

    judged = compliance.judge(one, course(one, table=patient), MIDDLE)

    assert judged.code == "on_course"
    assert compliance.minutes_behind(one, course(one, table=patient), MIDDLE.date()) == 0


def test_a_line_may_ask_for_a_second_miss():
    table = (
        Line(("pathway",), Standing.AT_RISK, "n_missed", {"missed": 2}),
        Line(("pathway",), Standing.ON_COURSE, "on_course"),
    )
    once, twice = (
        sessions(met(1, 7, 6, MISSED)),
        sessions(met(1, 7, 6, MISSED), met(2, 7, 7, MISSED)),
    )

    stand = [compliance.judge(it, course(it, table=table), MIDDLE).code for it in (once, twice)]

    assert stand == ["on_course", "n_missed"]


def test_a_meeting_of_which_nobody_has_said_who_came_counts_as_nothing():
    """Blank never means no: it is neither come nor missed, whatever is counted."""
    said, unsaid = sessions(met(1, 7, 6)), sessions(met(1, 7, 6), met(2, 7, 7, None))

    before = compliance.count(said, course(said), MIDDLE)
    after = compliance.count(unsaid, course(unsaid), MIDDLE)

    assert after == replace(before, unsaid=1)
    assert compliance.unexcused(course(unsaid)) == ()
    assert not after.done


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_standing_says_why_at_the_end(language):
    texts = Texts(RESOURCES / "wording", language)
    codes = [f"not_yet_{one}" for one in OPEN_AT_THE_END]
    codes += [f"fact_{one}" for one in WORDS[Standing.KEPT]]
    codes += [f"cannot_{one}" for one in WORDS[Standing.MISSED]]

    assert [one for one in codes if not texts.has(f"compliance.{one}")] == []
