"""A desk to work at on either database, a clock to set, and people to work as."""

import datetime as dt
import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import select

from tests import postgresql
from tests.stages import STAGES
from triage_app.config import Config
from triage_app.domain.roles import Role
from triage_app.instruments_file import Library
from triage_app.names_file import load_names
from triage_app.reference import load_offences, load_schemes
from triage_app.services.desk import LONDON, Actor
from triage_app.services.opening import Founded, Reference, assemble, found_caseload, read_reference
from triage_app.storage.database import (
    Database,
    Sessions,
    embedded_engine,
    open_embedded,
    open_shared,
)
from triage_app.storage.keys import Slots, serialised
from triage_app.storage.models import Member
from triage_app.storage.places import hold
from triage_app.storage.sqlcipher import connect
from triage_app.storage.upgrading import upgrade

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

KEY = bytes(range(32))
SUITE = "haverfordwest"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of each test's own is made in it
STAFF = (
    Actor(1, "mared.hawthorn", "Mared Hawthorn", Role.ASSESSOR),
    Actor(2, "osian.thistlewood", "Osian Thistlewood", Role.SUPERVISOR),
    Actor(3, "dewi.sandpiper", "Dewi Sandpiper", Role.ADMINISTRATOR),
    Actor(4, "lowri.kingfisher", "Lowri Kingfisher", Role.AUDITOR),
)
# What is kept in the database is asked of both; what is drawn on a screen of one.
BOTH = ("tests/storage", "tests/services")

# The same examples every time here; `make slow` goes looking for others.
LENIENT = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
settings.register_profile("house", derandomize=True, **LENIENT)
settings.register_profile("search", max_examples=2000, print_blob=True, **LENIENT)
settings.load_profile("house")


class Clock:
    """A clock that stands still until it is set: in the suite's own time."""

    def __init__(self, text):
        self.set(text)

    def __call__(self):
        return self.now

    def __repr__(self):
        return self.now.isoformat()

    def set(self, text):
        local = dt.datetime.fromisoformat(text)
        self.now = (local if local.tzinfo else local.replace(tzinfo=LONDON)).astimezone(dt.UTC)

    def advance(self, **step):
        self.now += dt.timedelta(**step)


# They begin, so that no core waits for them at the end.
LONGEST = (
    "ui/test_tour.py",
    "ui/test_main_job.py",
    "ui/test_on_a_real_display.py",
    "practice/test_caseload.py",
)


def pytest_addoption(parser):
    """Let switches rewrite the texts that papers are compared with, and keep what papers show."""
    parser.addoption("--accept", action="store_true", help="rewrite tests/accepted")
    parser.addoption("--lives", help="a folder to keep every paper of the ten lives in")


@pytest.fixture(scope="module", autouse=True)
def widgets_end_here(request):
    """What these files leave of the screen ends on this thread, not on one of a later test's."""
    yield
    if request.path.as_posix().endswith(LONGEST):
        gc.collect()


class Shelf:
    """Where the file of the present test lies."""

    def __init__(self):
        self.path = None
        self.engine = embedded_engine(lambda: connect(self.path, KEY))


def pytest_collection_modifyitems(items):
    """Begin with the files that take minutes."""
    items.sort(key=lambda one: not one.path.as_posix().endswith(LONGEST))


def pytest_generate_tests(metafunc):
    """Ask every storage and service test of both databases, unless it names its own."""
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "database" in metafunc.fixturenames and "database" not in named:
        path = metafunc.definition.path.as_posix()
        kinds = ["embedded", "shared"] if any(place in path for place in BOTH) else ["embedded"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """Let nothing be skipped where everything is said to be there."""
    report = (yield).get_result()
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and "CUSTODY_TRIAGE_NOTHING_SKIPPED" in os.environ
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr[-1]}"


def fill(database):
    """Write what every test's caseload begins with."""
    with database.sessions.begin() as session:
        found_caseload(session, Founded("dyfed-powys", SUITE))
        for one in STAFF:
            session.add(Member(username=one.username, name=one.name, role=one.role))
            session.flush()  # so that each has the number its actor says


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """An encrypted file with its tables made, to be copied: making them takes a while."""
    path = tmp_path_factory.mktemp("template") / "caseload.db"
    STAGES.folder = tmp_path_factory.mktemp("stages")
    database = open_embedded(path, KEY)
    fill(database)
    with database.sessions() as session:
        session.connection().exec_driver_sql("COMMIT")
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def shelf():
    """One engine for the file of whichever test is on: it need learn each statement once."""
    return Shelf()


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server of our own, with an empty caseload in it."""
    with postgresql.running() as url:
        database = open_shared(url)
        upgrade(database.engine)
        yield database
        database.close()


@pytest.fixture
def folder(tmp_path):
    """A folder in memory where there is one: a thousand tests would wait for the disk."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="triage-", dir=MEMORY) as made:
        yield Path(made)


@pytest.fixture
def database(request, folder):
    """An open database, as new."""
    if request.param == "shared":
        shared = request.getfixturevalue("server")
        postgresql.empty(shared.engine)
        fill(shared)
        STAGES.begin(shared.engine)
        yield shared
        return
    path, shelf = folder / "caseload.db", request.getfixturevalue("shelf")
    shutil.copy(request.getfixturevalue("template"), path)
    path.with_suffix(".keys").write_bytes(serialised(Slots("tests")))
    shelf.path = path
    opened = Database(shelf.engine, Sessions(shelf.engine), "embedded", path, hold(path), KEY)
    STAGES.begin(shelf.engine)
    yield opened
    opened.close()


@pytest.fixture
def clock():
    return Clock("2026-05-11 09:30")


@pytest.fixture(scope="session")
def reference(tmp_path_factory):
    """The shipped schemes, instruments and offences, read once."""
    config = Config(data=tmp_path_factory.getbasetemp())
    if not any(config.instruments.glob("*.toml")):
        offences = load_offences(config.resources / "offences.toml")
        names = load_names(config.resources / "names.toml")
        return Reference(load_schemes(config.schemes), Library({}), offences, names)
    return read_reference(config)


@pytest.fixture
def desk(database, reference, clock, folder):
    return assemble(Config(data=folder), database, clock, reference)


@pytest.fixture
def assessor():
    return STAFF[0]


@pytest.fixture
def supervisor():
    return STAFF[1]


@pytest.fixture
def administrator():
    return STAFF[2]


@pytest.fixture
def auditor():
    return STAFF[3]


@pytest.fixture
def rows(database):
    """Return a function that reads a whole table, in the order of its key."""

    def rows(model):
        with database.sessions() as session:
            return session.scalars(select(model).order_by(*model.__mapper__.primary_key)).all()

    return rows


@pytest.fixture
def place(tmp_path):
    """A second place for copies of the caseload, as on another disk."""
    place = tmp_path / "another disk"
    place.mkdir()
    return place
