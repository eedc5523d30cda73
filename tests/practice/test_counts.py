"""Every list counts the same: Today, the caseload, the agenda, the morning sheet and the rail."""

import datetime as dt
import io
import shutil
from collections import Counter

import pytest
from pypdf import PdfReader

from tests.practice.conftest import MADE
from triage_app.config import Config
from triage_app.domain.approval import Matter
from triage_app.domain.lateness import Lateness
from triage_app.services import (
    agenda_due,
    approval_queue,
    attention,
    caseload,
    morning_sheet,
    putting_off,
    retention_queue,
    signin,
)

ASSESSOR = "ann.rees"
YEARS = 3700  # days: as far as anything that is known lies ahead
APPROVED = set(map(str, Matter))


@pytest.fixture(scope="module")
def desk(made, tmp_path_factory):
    """Some forty people in every state, left alone for three days; and something put off."""
    folder = tmp_path_factory.mktemp("counted") / "practice"
    shutil.copytree(made, folder)
    now = MADE + dt.timedelta(days=3)
    desk = signin.open_practice(Config(data=folder, practice=True), lambda: now)
    _put_something_off(desk, signin.practise_as(desk, ASSESSOR))
    yield desk
    desk.database.close()


def _put_something_off(desk, actor):
    """Put off to tomorrow whatever can wait longest."""
    until = desk.today() + dt.timedelta(days=1)
    for row in reversed(attention.attention(desk, actor)):
        if putting_off.latest(desk, actor, row.case_id, row.due) is not None:
            putting_off.put_off(desk, actor, row.case_id, row.due, (until, "They are away."))
            return


@pytest.fixture
def assessor(desk):
    """Whoever has most of the cases."""
    return signin.practise_as(desk, ASSESSOR)


@pytest.fixture
def supervisor(desk):
    """Whoever sees everybody's."""
    return signin.practise_as(desk, "huw.linnet")


def by_day(desk, actor, **whose):
    """What the agenda counts, over every day that anything is due on."""
    found = Counter()
    for counts in agenda_due.due_by_day(desk, actor, desk.today(), YEARS, **whose).values():
        found.update(counts)
    return found


def read(pdf):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_list_counts_the_same(desk, assessor, supervisor):
    for actor in (assessor, supervisor):
        today = attention.morning(desk, actor)
        counts, everyones = Counter(today.counts), actor is supervisor

        assert Counter(caseload.caseload(desk, actor).counts) == counts
        assert +by_day(desk, actor, everyones=everyones) == +counts
        said = read(morning_sheet.sheet(desk, actor, "en").pdf)
        assert f"{len(today.rows)} things to do" in said
        for band in Lateness:
            if counts[band]:
                heading = desk.texts("en")(attention.BANDS[band])
                assert f"{heading}: {counts[band]}" in said
        assert all(counts[band] for band in Lateness)


def test_each_assessors_tile_agenda_and_sheet_are_of_the_same_things(desk, supervisor):
    rows = attention.attention(desk, supervisor)

    loads = caseload.caseload(desk, supervisor).loads

    for load in loads:
        theirs = Counter(row.due.lateness for row in rows if row.assessor_id == load.member_id)
        assert load.overdue == theirs[Lateness.OVERDUE]
        assert by_day(desk, supervisor, of=load.member_id) == theirs
        if theirs:
            said = read(morning_sheet.sheet(desk, supervisor, "en", load.member_id).pdf)
            number = theirs.total()
            assert (f"{number} things to do" if number > 1 else "one thing to do") in said
    assert sum(load.overdue > 0 for load in loads) > 1
    overdue = [row for row in rows if row.due.lateness is Lateness.OVERDUE]
    assert sum(load.overdue for load in loads) == len(overdue)


def test_what_waits_for_a_supervisor_is_what_the_rail_counts_and_today_lists(desk, supervisor):
    listed = [it for it in attention.attention(desk, supervisor) if it.due.code in APPROVED]
    queue = approval_queue.queue(desk, supervisor)

    assert {it.due.code for it in listed} == APPROVED
    assert {str(it.kind) for it in queue} == APPROVED
    assert len(queue) == len(listed)
    assert approval_queue.number_waiting(desk, supervisor) == len(listed)


def test_the_records_to_review_are_what_the_rail_counts_and_today_lists(desk, supervisor):
    listed = [it for it in attention.attention(desk, supervisor) if it.due.code == "retention"]
    queue = retention_queue.queue(desk, supervisor)

    assert [it.case_id for it in queue.to_review] == [it.case_id for it in listed] != []
    assert retention_queue.number_waiting(desk, supervisor) == len(listed)
