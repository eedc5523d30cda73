"""A caseload is copied before its tables are changed, or they are not changed."""

import pytest

from tests.services.failing_disk import no_room_for
from tests.services.verbs_copies import CHEAP, NAME, PHRASE, restore
from tests.storage.make_initial import grouped
from triage_app.domain.problems import Refused
from triage_app.services import signin
from triage_app.services.opening import files_of
from triage_app.storage.sqlcipher import unguarded
from triage_app.storage.upgrading import HEAD, STEPS


def sign_in(founded, clock):
    return signin.sign_in(founded, NAME, PHRASE, clock, lambda: 1.0, CHEAP)


def test_an_older_caseload_is_copied_before_its_tables_are_changed(founded, clock):
    older_by_a_step(files_of(founded), key_of(founded, clock))

    desk, _ = sign_in(founded, clock)
    desk.database.close()

    (made,) = files_of(founded).copies.iterdir()
    assert made.name.endswith("-upgrade.backup")
    assert restore(founded, clock, made).entries == 2  # founded, signed in once
    desk, _ = sign_in(founded, clock)
    desk.database.close()


def test_without_room_for_that_copy_nothing_is_upgraded(founded, clock):
    files = files_of(founded)
    key = key_of(founded, clock)
    older = older_by_a_step(files, key)

    with no_room_for(files.database.stat().st_size // 2), pytest.raises(Refused):
        sign_in(founded, clock)

    bare = unguarded(files.database, key)
    assert bare.execute("SELECT version_num FROM alembic_version").fetchone() == (older,)
    bare.close()


def key_of(founded, clock):
    desk, _ = sign_in(founded, clock)
    desk.database.close()
    return desk.database.key


def older_by_a_step(files, key):
    """Take the newest step back, as far as a caseload without cases has anything of it."""
    older = [step for step in STEPS if step != HEAD][-1]
    bare = unguarded(files.database, key)
    for table in reversed(list(grouped().values())[-1]):
        bare.execute(f'DROP TABLE "{table.name}"')
    bare.execute("UPDATE alembic_version SET version_num = ?", (older,))
    bare.close()
    return older
