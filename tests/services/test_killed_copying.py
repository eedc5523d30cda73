"""A program that is killed while it copies leaves the copy before, good; and tidies up later."""

import random
import subprocess
import sys
import time

import pytest

from tests.conftest import KEY
from triage_app.config import Config
from triage_app.domain.copies import Occasion
from triage_app.domain.problems import Refused
from triage_app.services import copying, scheduled_copies
from triage_app.services.opening import assemble, files_of
from triage_app.storage import backups
from triage_app.storage.database import open_embedded
from triage_app.storage.keys import Slots, serialised

LONGEST = 0.4  # seconds: some copies long


@pytest.fixture
def config(template, folder):
    files = files_of(Config(data=folder))
    files.database.write_bytes(template.read_bytes())
    files.keys.write_bytes(serialised(Slots("tests")))
    return Config(data=folder)


def kill_while_copying(config, chance, *how):
    """Kill a copying program at some moment after its first copy; return how many it told of."""
    command = [sys.executable, "-m", "tests.services.copier", str(config.data), *how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as copier:  # noqa: S603
        told = [copier.stdout.readline()]
        time.sleep(chance.uniform(0, LONGEST))
        copier.kill()
        told += copier.stdout.read().splitlines(keepends=True)
    assert copier.returncode < 0
    return sum(line.endswith("\n") for line in told)


def is_good(file, room):
    """Open a copy as a restore would."""
    try:
        with backups.unpack(file) as bundle:
            bundle.prove(KEY)
            bundle.take_out(room / "taken.db")
        copying.refuse_unsound(room / "taken.db", KEY)
    except Refused:
        return False
    return True


def left_over(config):
    rooms = [one.name for one in config.data.glob(f"{copying.ROOM}*")]
    return rooms + [one.name for one in files_of(config).copies.glob("*.unfinished")]


def check_kills(config, tmp_path, times):
    chance = random.Random(20261130)  # noqa: S311 - when to kill
    told = interrupted = 0
    for _ in range(times):
        told += kill_while_copying(config, chance)
        interrupted += bool(left_over(config))
        copies = list(files_of(config).copies.glob("*.backup"))
        assert copies
        assert [one.name for one in copies if not is_good(one, tmp_path)] == []
    assert told >= times
    return interrupted


def test_a_kill_leaves_a_good_copy_and_what_it_left_is_cleared(
    config, tmp_path, reference, clock, assessor
):
    check_kills(config, tmp_path, 1)
    half = files_of(config).copies / f"{next(files_of(config).copies.iterdir()).name}.unfinished"
    half.write_bytes(b"half a copy")
    (config.data / f"{copying.ROOM}left").mkdir()
    clock.advance(days=300)
    desk = assemble(config, open_embedded(files_of(config).database, KEY), clock, reference)

    assert scheduled_copies.copy(desk, assessor, Occasion.LEAVING) == ()

    desk.database.close()
    assert left_over(config) == []


@pytest.mark.slow
def test_a_hundred_kills_leave_the_copy_before(config, tmp_path):
    assert check_kills(config, tmp_path, 100) >= 50


@pytest.mark.slow
def test_the_control_is_found_half_made(config, tmp_path):
    chance = random.Random(7)  # noqa: S311 - when to kill
    for _ in range(20):
        kill_while_copying(config, chance, "bare")
    copies = files_of(config).copies.glob("*.backup")
    assert [one.name for one in copies if not is_good(one, tmp_path)]
