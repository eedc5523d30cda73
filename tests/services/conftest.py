"""A desk at any suite, on any day; a room for lives; a caseload of its own files, to be copied."""

from dataclasses import replace

import pytest

from tests.conftest import SUITE
from tests.services.life_room import Room
from tests.services.verbs_copies import CHEAP, NAME, PHRASE, add_person
from tests.services.verbs_schemes import FORCE
from triage_app.config import Config
from triage_app.domain import attention as rules
from triage_app.services import safekeeping, signin
from triage_app.services.first_start import FirstStart, first_start


@pytest.fixture
def at(desk, clock):
    """Return a function that sits down at a walk's suite, on its day."""

    def at(walk):
        clock.set(f"{walk.day} 09:30")
        return replace(desk, suite=walk.suite)

    return at


@pytest.fixture
def founded(tmp_path, clock):
    """The place of a caseload that was founded a moment ago."""
    config = Config(data=tmp_path / "data")
    start = FirstStart(config.data, "dyfed-powys", SUITE, "Dewi Sandpiper", NAME, PHRASE)
    first_start(config, start, clock, CHEAP)
    return config


@pytest.fixture
def work(founded, clock):
    """Return a function that signs in, does something with desk and actor, and closes the file."""

    def work(deed):
        desk, actor = signin.sign_in(founded, NAME, PHRASE, clock, lambda: 1.0, CHEAP)
        try:
            return deed(desk, actor)
        finally:
            desk.database.close()

    return work


@pytest.fixture
def backup(work, tmp_path):
    """A backup of a caseload with one person in it."""
    work(add_person("Rowan Pebble"))
    file = tmp_path / "elsewhere" / "monday.backup"
    file.parent.mkdir()
    work(lambda desk, actor: safekeeping.back_up(desk, actor, file))
    return file


@pytest.fixture
def room(request, database, folder, reference):
    return Room(request, database, folder, reference)


@pytest.fixture
def life(room):
    """A case just referred, of an offence that can be charged for six months."""
    life = room.life(FORCE)
    life.do("refer", 0)
    return life


@pytest.fixture
def forget(monkeypatch):
    """Return a function that lets the engine look for some kinds no more."""
    lines = rules._lines

    def forget(*kinds):
        def fewer(*case):
            return tuple(one for one in lines(*case) if one.kind.value not in kinds)

        monkeypatch.setattr(rules, "_lines", fewer)

    return forget
