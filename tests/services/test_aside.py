"""A caseload that a restore kept aside goes after 35 days, or when an administrator says so."""

import datetime as dt

import pytest

from tests.services.verbs_copies import CHEAP, NAME, PHRASE, restore
from triage_app.domain.problems import Refused
from triage_app.services import aside, copies_kept, signin, upkeep
from triage_app.services.opening import files_of
from triage_app.storage.models import AuditEntry


@pytest.fixture
def kept(founded, clock, backup):
    """What a restore kept aside."""
    return restore(founded, clock, backup).aside


def deleted(desk, _):
    with desk.sessions() as session:
        entries = session.query(AuditEntry).filter_by(action="copies.aside_deleted").all()
        return [(one.actor, one.category) for one in entries]


def parts(kept):
    return [one.name for one in kept.file.parent.glob(f"{kept.file.stem}*")]


def test_it_is_known_until_when_it_is_kept(kept, clock, work):
    assert kept.until == clock.now.date() + dt.timedelta(days=35)
    assert work(aside.kept) == (kept,)
    assert len(parts(kept)) > 1  # the slots of its key lie beside it


def test_a_file_whose_name_names_no_moment_is_left_alone(kept, clock, work):
    odd = kept.file.with_name("caseload-before-restore-2026-99-99-000000.db")
    odd.write_bytes(b"something of somebody's")
    clock.advance(days=36)
    work(lambda *_: None)
    assert (odd.exists(), kept.file.exists()) == (True, False)


def test_it_stays_its_last_day_and_goes_at_the_next_sign_in_logged(kept, clock, work):
    clock.advance(days=35)
    work(lambda *_: None)
    assert kept.file.exists()

    clock.advance(days=1)
    work(lambda *_: None)

    assert parts(kept) == []
    assert work(deleted) == [(NAME, "erasure")]
    assert work(aside.kept) == ()


def test_an_administrator_deletes_it_before_and_nobody_else(kept, work, supervisor):
    def by_a_supervisor(desk, _):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            aside.delete(desk, supervisor, kept.file)

    work(by_a_supervisor)
    assert kept.file.exists()

    work(lambda desk, actor: aside.delete(desk, actor, kept.file))

    assert parts(kept) == []
    assert work(deleted) == [(NAME, "erasure")]


def test_only_what_is_kept_aside_is_deleted(kept, founded, work):
    def another(desk, actor):
        with pytest.raises(Refused, match=r"copies\.aside_gone"):
            aside.delete(desk, actor, files_of(founded).database)

    work(another)
    assert files_of(founded).database.exists()
    assert kept.file.exists()


def test_one_that_will_not_go_lets_people_in_and_is_told_until_it_does(
    kept,
    clock,
    founded,
    work,
):
    in_the_way = kept.file.with_name(f"{kept.file.name}-wal")
    in_the_way.unlink(missing_ok=True)
    in_the_way.mkdir()
    clock.advance(days=36)

    told = work(lambda desk, who: upkeep.calls(desk, who, copies_kept.standing(desk)))

    assert [one.code for one in told if "aside" in one.code] == ["upkeep.aside_stays"]
    assert kept.file.exists()
    assert work(deleted) == []
    in_the_way.rmdir()
    desk, _ = signin.sign_in(founded, NAME, PHRASE, clock, lambda: 1.0, CHEAP)
    assert copies_kept.standing(desk).failed == {}
    desk.database.close()
    assert parts(kept) == []
