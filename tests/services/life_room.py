"""Where lives are lived: one after another, each world with a caseload and an office of its own."""

import shutil
from dataclasses import replace

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import postgresql
from tests.conftest import Clock, fill
from tests.services import verbs_lives as lives
from tests.services.life import Life
from tests.services.life_machine import Lives
from tests.services.life_world import World
from triage_app.config import Config
from triage_app.domain.roles import Role
from triage_app.services.desk import Actor
from triage_app.services.opening import assemble
from triage_app.storage.models import Member

STAFF = (
    ("mared.hawthorn", "Mared Hawthorn", Role.ASSESSOR),
    ("gwen.plover", "Gwen Plover", Role.ASSESSOR),
    ("osian.thistlewood", "Osian Thistlewood", Role.SUPERVISOR),
    ("non.curlew", "Non Curlew", Role.SUPERVISOR),
)
QUIET = {
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": [Phase.generate],
}


class Room:
    """A place where one life after another begins, each with a caseload of its own."""

    def __init__(self, request, database, folder, reference):
        self.request, self.database = request, database
        self.folder, self.reference = folder, reference

    def life(self, walk, tally=None):
        self.empty()
        clock = Clock(f"{walk.day} 09:30")
        config = Config(data=self.folder)
        desk = assemble(config, self.database, clock, self.reference)
        desk = replace(desk, suite=walk.suite)
        self.world = world = World(desk, clock, self.staff(), self.folder)
        scheme = desk.schemes.version(walk.version)
        world.service = lives.a_service(desk, world.staff[-1], scheme)
        world.begin()
        return Life(world, walk, tally)

    def staff(self):
        with self.database.sessions.begin() as session:
            known = {one.username: one for one in session.query(Member)}
            for username, name, role in STAFF:
                if username not in known:
                    session.add(Member(username=username, name=name, role=role))
                    session.flush()
            ids = {one.username: one.id for one in session.query(Member)}
        return tuple(Actor(ids[one], one, name, role) for one, name, role in STAFF)

    def empty(self):
        if self.database.kind == "shared":
            postgresql.empty(self.database.engine)
            fill(self.database)
            return
        self.database.engine.dispose()
        for one in self.database.path.parent.glob("caseload.db*"):
            one.unlink()
        shutil.copy(self.request.getfixturevalue("template"), self.database.path)


def lived(room, examples, steps, tally, **more):
    """Let a machine live some cases; count into a tally what that came to."""
    given = settings(max_examples=examples, stateful_step_count=steps, **QUIET, **more)
    try:
        run_state_machine_as_test(lambda: Lives(room, tally), settings=given)
    except Exception as failed:
        failed.add_note("\n".join(room.world.story))
        raise
