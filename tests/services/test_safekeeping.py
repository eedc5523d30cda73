import random
import zipfile
from dataclasses import replace

import pytest

from tests.conftest import KEY, SUITE
from tests.services.verbs_copies import CHEAP, NAME, PHRASE, add_person, people, restore
from triage_app.config import Config
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role
from triage_app.services import copies_kept, safekeeping, signin
from triage_app.services.first_start import FirstStart, first_start
from triage_app.services.opening import (
    PRACTICE,
    PRACTICE_KEY,
    Founded,
    assemble,
    files_of,
    found_caseload,
)
from triage_app.storage.backups import DATABASE, KEYS, MANIFEST
from triage_app.storage.database import open_embedded
from triage_app.storage.models import AuditEntry, Member, Setting


def test_a_backup_is_opened_before_it_is_called_good(work, tmp_path):
    work(add_person("Rowan Pebble"))
    made = work(lambda desk, actor: safekeeping.back_up(desk, actor, tmp_path / "b.backup"))
    assert made.size == (tmp_path / "b.backup").stat().st_size
    assert made.entries == 4  # founded, signed in twice, backed up
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.backup", "data"]


def test_what_was_there_comes_back_and_what_stood_there_is_kept(founded, clock, work, backup):
    work(add_person("Alder Brook"))

    restored = restore(founded, clock, backup)

    assert work(people) == ["Rowan Pebble"]
    aside = restored.aside.file
    assert aside.exists()
    aside.replace(files_of(founded).database)
    aside.with_suffix(".keys").replace(files_of(founded).keys)
    assert work(people) == ["Rowan Pebble", "Alder Brook"]


def test_a_backup_opens_on_another_machine(backup, clock, tmp_path):
    elsewhere = Config(data=tmp_path / "another machine")
    restored = restore(elsewhere, clock, backup)
    assert restored.aside is None
    desk, _ = signin.sign_in(elsewhere, NAME, PHRASE, clock, lambda: 1.0, CHEAP)
    assert people(desk, None) == ["Rowan Pebble"]
    desk.database.close()


def test_the_log_tells_of_both(founded, clock, work, backup):
    restore(founded, clock, backup)

    def actions(desk, _):
        with desk.sessions() as session:
            return [one.action for one in session.query(AuditEntry).order_by(AuditEntry.id)]

    assert [one for one in work(actions) if one.startswith("safekeeping")] == [
        "safekeeping.backed_up",
        "safekeeping.restored",
    ]


def test_a_wrong_password_restores_nothing(founded, clock, work, backup):
    work(add_person("Alder Brook"))
    with pytest.raises(Refused, match=r"signin\.wrong"):
        restore(founded, clock, backup, password="not this")  # noqa: S106 - it is the wrong one
    assert work(people) == ["Rowan Pebble", "Alder Brook"]


def test_nothing_is_restored_under_a_running_program(founded, clock, work, backup):
    def restore_meanwhile(*_):
        restore(founded, clock, backup)

    with pytest.raises(Refused, match=r"storage\.open_already"):
        work(restore_meanwhile)
    assert work(people) == ["Rowan Pebble"]


def test_a_damaged_backup_is_refused_wherever_it_is_damaged(founded, clock, work, backup):
    whole = backup.read_bytes()
    chance = random.Random(7)  # noqa: S311 - where to damage a file, the same each time
    refused = 0
    for _ in range(60):
        at = chance.randrange(len(whole))
        held = bytearray(whole)
        held[at] ^= 1 << chance.randrange(8)
        backup.write_bytes(held)
        try:
            restore(founded, clock, backup)
        except Refused:
            refused += 1
        else:
            # A bit of the archive's own dressing: what it holds is still what was backed up.
            assert work(people) == ["Rowan Pebble"]
    assert refused > 50
    assert work(people) == ["Rowan Pebble"]


@pytest.mark.parametrize("length", [0, 10, 4000, -10])
def test_a_backup_cut_short_is_refused(founded, clock, work, backup, length):
    whole = backup.read_bytes()
    backup.write_bytes(whole[:length])
    with pytest.raises(Refused, match=r"safekeeping\.bundle_damaged"):
        restore(founded, clock, backup)
    assert work(people) == ["Rowan Pebble"]


def test_another_file_is_not_taken_for_a_backup(founded, clock, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("../escape", "x")
    with pytest.raises(Refused, match=r"safekeeping\.not_a_backup"):
        restore(founded, clock, other)
    with pytest.raises(Refused, match=r"safekeeping\.no_such_file"):
        restore(founded, clock, tmp_path / "missing")


def test_a_backup_whose_words_are_not_its_own_is_refused(founded, clock, backup):
    with zipfile.ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in (DATABASE, KEYS, MANIFEST)}
    held[MANIFEST] = held[MANIFEST].replace(b'"entries": ', b'"entries": 1')
    with zipfile.ZipFile(backup, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    with pytest.raises(Refused, match=r"safekeeping\.bundle_damaged"):
        restore(founded, clock, backup)


def test_a_real_backup_never_becomes_practice(founded, clock, backup):
    practice = Config(founded.data, practice=True)
    with pytest.raises(Refused, match=r"safekeeping\.real_is_not_practice"):
        restore(practice, clock, backup)


def test_a_failed_backup_leaves_the_one_before(work, backup, tmp_path):
    before = backup.read_bytes()
    missing = tmp_path / "missing" / "b.backup"
    with pytest.raises(Refused, match=r"storage\.disk_fails"):
        work(lambda desk, actor: safekeeping.back_up(desk, actor, missing))
    assert backup.read_bytes() == before


def test_all_is_well_is_found_by_looking(desk, auditor, administrator):
    assert safekeeping.verify(desk, administrator).sound
    assert safekeeping.verify(desk, auditor).sound


def test_others_neither_back_up_nor_check(desk, assessor, auditor, tmp_path):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        safekeeping.verify(desk, assessor)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        safekeeping.back_up(desk, auditor, tmp_path / "b.backup")


def test_a_server_is_backed_up_by_those_who_keep_it(desk, administrator, tmp_path):
    if desk.database.key == KEY:
        assert desk.database.kind == "embedded"
        return
    with pytest.raises(Refused, match=r"safekeeping\.server_is_backed_up_elsewhere"):
        safekeeping.back_up(desk, administrator, tmp_path / "b.backup")


def test_a_damaged_page_is_found(work, founded):
    work(add_person("Rowan Pebble" * 2000))
    path = files_of(founded).database
    held = bytearray(path.read_bytes())
    held[-2000] ^= 1
    path.write_bytes(held)
    assert not work(safekeeping.verify).sound


def test_the_newest_good_backup_is_known_and_none_that_failed(work, clock, tmp_path):
    assert work(lambda desk, _: copies_kept.standing(desk).last) is None
    missing = tmp_path / "missing" / "b.backup"
    with pytest.raises(Refused):
        work(lambda desk, actor: safekeeping.back_up(desk, actor, missing))
    assert work(lambda desk, _: copies_kept.standing(desk).last) is None
    work(lambda desk, actor: safekeeping.back_up(desk, actor, tmp_path / "b.backup"))
    assert work(lambda desk, _: copies_kept.standing(desk).last) == clock.now


@pytest.fixture
def practise(tmp_path):
    """Return a function that makes a practice caseload of a scheme: of the first, by no name."""

    def practise(scheme=""):
        founded = Config(data=tmp_path / f"practice {scheme}", practice=True, scheme=scheme)
        founded.data.mkdir()
        database = open_embedded(files_of(founded).database, PRACTICE_KEY)
        with database.sessions.begin() as session:
            found_caseload(session, Founded(scheme or "dyfed-powys", SUITE, PRACTICE))
            session.add(Member(username=NAME, name="Dewi Sandpiper", role=Role.ADMINISTRATOR))
        database.close()
        return founded

    return practise


@pytest.fixture
def practice(practise):
    """A practice caseload with the staff of every test."""
    return practise()


def test_practice_is_backed_up_and_put_back_without_a_password(practice, clock, tmp_path):
    desk = signin.open_practice(practice, clock)
    actor = signin.practise_as(desk, NAME)
    made = safekeeping.back_up(desk, actor, tmp_path / "practice.backup")
    add_person("Alder Brook")(desk, actor)
    desk.database.close()

    safekeeping.restore(practice, made.file, "", "", clock)

    desk = signin.open_practice(practice, clock)
    assert people(desk, None) == []
    desk.database.close()


def test_a_practice_backup_never_becomes_real(practice, founded, clock, tmp_path):
    desk = signin.open_practice(practice, clock)
    made = safekeeping.back_up(desk, signin.practise_as(desk, NAME), tmp_path / "p.backup")
    desk.database.close()
    with pytest.raises(Refused, match=r"safekeeping\.practice_is_not_real"):
        restore(founded, clock, made.file)


def test_a_backup_of_another_scheme_is_refused_before_anything_is_changed(
    clock, work, backup, tmp_path
):
    work(add_person("Alder Brook"))
    elsewhere = Config(data=tmp_path / "durham")
    start = FirstStart(
        elsewhere.data, "durham-checkpoint", "darlington", "Dewi Sandpiper", NAME, PHRASE
    )
    first_start(elsewhere, start, clock, CHEAP)
    before = held_in(elsewhere)

    with pytest.raises(Refused, match=r"safekeeping\.other_scheme") as refusal:
        restore(elsewhere, clock, backup)

    assert refusal.value.values["theirs"].en == "Dyfed-Powys diversionary scheme"
    assert refusal.value.values["ours"].en == "Durham Checkpoint"
    assert held_in(elsewhere) == before
    assert work(people) == ["Rowan Pebble", "Alder Brook"]
    restore(Config(data=tmp_path / "a folder of its own"), clock, backup)


def test_whose_keys_are_damaged_is_mended_by_a_backup(founded, clock, work, backup):
    files_of(founded).keys.write_bytes(b"not keys")
    restore(founded, clock, backup)
    assert work(people) == ["Rowan Pebble"]


def held_in(config):
    return {one.name: one.read_bytes() for one in config.data.iterdir() if one.suffix != ".lock"}


@pytest.mark.parametrize(
    ("made_for", "put_into"),
    [("", "wiltshire-deferred"), ("wiltshire-deferred", ""), ("durham-checkpoint", "")],
)
def test_a_practice_backup_of_one_scheme_is_not_put_into_anothers(
    practise, clock, tmp_path, made_for, put_into
):
    theirs, ours = practise(made_for), practise(put_into)
    desk = signin.open_practice(theirs, clock)
    made = safekeeping.back_up(desk, signin.practise_as(desk, NAME), tmp_path / "p.backup")
    desk.database.close()
    before = held_in(ours)

    with pytest.raises(Refused, match=r"safekeeping\.other_practice"):
        safekeeping.restore(ours, made.file, "", "", clock)

    assert held_in(ours) == before
    safekeeping.restore(theirs, made.file, "", "", clock)


@pytest.mark.parametrize("practised", ["", "durham-checkpoint"])
def test_a_practice_caseload_of_another_scheme_does_not_open(desk, reference, practised):
    """On a server as in a file: it is the caseload itself that says which scheme it is of."""
    with desk.sessions.begin() as session:
        session.get_one(Setting, "caseload.kind").value = PRACTICE
        session.get_one(Setting, "caseload.scheme").value = "wiltshire-deferred"
    config = replace(desk.config, practice=True, scheme=practised)

    with pytest.raises(Refused, match=r"safekeeping\.other_practice") as refusal:
        assemble(config, desk.database, desk.now, reference)

    assert "Wiltshire" in desk.texts("en")(refusal.value.code, **refusal.value.values)
    own = replace(config, scheme="wiltshire-deferred")
    assert assemble(own, desk.database, desk.now, reference).practice
