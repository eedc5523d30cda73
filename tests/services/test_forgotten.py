"""The file forgets what was disposed of; while it could not yet, that is known and tried again."""

import pytest
from dateutil.relativedelta import relativedelta

from tests.services.decrypted import pages, written
from tests.services.failing_disk import no_room_for
from tests.services.verbs_after import dispose, laid_down
from triage_app.domain.problems import Refused
from triage_app.domain.retention import Reviewed
from triage_app.domain.roles import Role
from triage_app.services import disposals, forgotten, retention
from triage_app.services.desk import Actor
from triage_app.storage.models import Case

SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)
WORDS = [f"word{number * 7919 % 999_983:06d}" for number in range(40)]


@pytest.fixture
def cases(desk, assessor):
    """Some closed cases whose years are over."""
    day = desk.today() - relativedelta(years=7)
    return [laid_down(desk, assessor, name * 20, day, n) for n, name in enumerate(WORDS)]


def held_in(desk, word):
    return word.encode() in pages(desk.database.path) + written(desk.database.path)


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_somebody_who_reads_meanwhile_leaves_it_owed_until_the_next_sign_in(
    desk, clock, cases, supervisor
):
    with desk.sessions() as reading:
        reading.get(Case, cases[1])
        done = dispose(desk, supervisor, SECOND, cases[0])
        assert not done.cleared

    assert forgotten.owed(desk) == forgotten.Owed(clock.now, "storage.busy")
    clock.advance(days=1)
    disposals.again(desk, supervisor)

    assert forgotten.owed(desk) is None
    assert not held_in(desk, WORDS[0])
    assert held_in(desk, WORDS[1])


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_a_disk_without_room_disposes_all_the_same_and_says_what_is_owed_and_why(
    desk, clock, cases, supervisor, rows
):
    since = clock.now
    dispose(desk, supervisor, SECOND, cases[0])
    with desk.sessions.begin() as session:
        forgotten.owe(session, desk)
    clock.advance(days=1)

    with no_room_for(desk.database.path.stat().st_size // 2):
        assert not forgotten.settle(desk)

    assert forgotten.owed(desk) == forgotten.Owed(since, "storage.disk_failed")
    assert len(rows(Case)) == len(cases) - 1
    assert forgotten.settle(desk)
    assert forgotten.owed(desk) is None


def test_a_disposal_that_is_refused_owes_nothing_and_a_server_writes_no_file_anew(
    desk, cases, supervisor, database
):
    retention.decide(desk, supervisor, cases[0], Reviewed("dispose", None, "Nothing is open."))
    one = retention.view(desk, SECOND, cases[0]).waiting
    with pytest.raises(Refused, match=r"retention\.not_your_own"):
        retention.confirm(desk, supervisor, (one.review_id, one.version))
    assert forgotten.owed(desk) is None

    with desk.sessions.begin() as session:
        forgotten.owe(session, desk)

    assert (forgotten.owed(desk) is not None) == (database.path is not None)
