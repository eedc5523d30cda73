"""Damage is noticed, wherever it is: each kind many times over, in a file with work in it."""

import random
from contextlib import closing

import pytest

from tests.conftest import KEY
from triage_app.domain.problems import Refused
from triage_app.storage import backups
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Person
from triage_app.storage.sqlcipher import unguarded

PAGE = 4096
TIMES = 40


@pytest.fixture(scope="module")
def whole(template, tmp_path_factory):
    """The bytes of a file with three hundred people in it."""
    path = tmp_path_factory.mktemp("whole") / "caseload.db"
    path.write_bytes(template.read_bytes())
    database = open_embedded(path, KEY)
    with database.sessions.begin() as session:
        session.add_all(Person(name=f"Person {n}", address="p" * 500) for n in range(300))
    database.close()
    with closing(unguarded(path, KEY)) as bare:
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def flip_a_bit(held, chance):
    held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)


def cut_off(held, chance):
    del held[chance.randrange(1, len(held) // PAGE) * PAGE :]


def cut_within_a_page(held, chance):
    del held[chance.randrange(PAGE, len(held)) :]


def empty_a_page(held, chance):
    at = chance.randrange(len(held) // PAGE) * PAGE
    held[at : at + PAGE] = bytes(PAGE)


def swap_two_pages(held, chance):
    one, other = (at * PAGE for at in chance.sample(range(len(held) // PAGE), 2))
    held[one : one + PAGE], held[other : other + PAGE] = (
        held[other : other + PAGE],
        held[one : one + PAGE],
    )


@pytest.mark.parametrize(
    "damage", [flip_a_bit, cut_off, cut_within_a_page, empty_a_page, swap_two_pages]
)
def test_damage_is_found_and_not_served(whole, tmp_path, damage):
    chance, path, found = random.Random(11), tmp_path / "caseload.db", 0  # noqa: S311 - where
    for _ in range(TIMES):
        held = bytearray(whole)
        damage(held, chance)
        path.write_bytes(held)
        found += is_found(path)
    assert found == TIMES


def test_where_there_is_no_damage_none_is_found(whole, tmp_path):
    path = tmp_path / "caseload.db"
    path.write_bytes(whole)
    assert not is_found(path)


def is_found(path):
    try:
        open_embedded(path, KEY).close()
        return bool(backups.faults_in(path, KEY))
    except Refused as refused:
        return refused.code == "storage.damaged"
