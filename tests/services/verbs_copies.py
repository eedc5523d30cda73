"""Verbs for a caseload of its own files: founded, worked in, copied, put back."""

from triage_app.services import safekeeping
from triage_app.storage.keys import Cost
from triage_app.storage.models import Person

CHEAP = Cost(1, 64, 1)
PHRASE = "three herons wading"
NAME = "dewi.sandpiper"  # of its administrator


def add_person(name):
    def add(desk, _):
        with desk.sessions.begin() as session:
            session.add(Person(name=name))

    return add


def people(desk, _):
    with desk.sessions() as session:
        return [one.name for one in session.query(Person)]


def restore(config, clock, file, **changes):
    given = {"username": NAME, "password": PHRASE, "clock": clock, "least": CHEAP}
    return safekeeping.restore(config, file, **given | changes)
