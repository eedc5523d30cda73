"""A caseload of any size: ten years of a force, most of it closed."""

import datetime as dt
import random

from sqlalchemy import insert

from triage_app.config import Config
from triage_app.domain.roles import Role
from triage_app.domain.workflow import State
from triage_app.services.first_start import FirstStart, first_start
from triage_app.services.opening import files_of
from triage_app.storage import keys
from triage_app.storage.database import open_embedded
from triage_app.storage.keys import FULL_COST
from triage_app.storage.models import Case, Member, Offence, Person

SUPERVISOR, ASSESSOR = "osian.thistlewood", "assessor.0"
WORDS = "three plain words"
ASSESSORS = 20
OPEN = 0.03  # of all cases: some ten days of referrals at a time
OPEN_STATES = tuple(state for state in State if state is not State.CLOSED)
CHUNK = 10_000
FIRST = ("Osian", "Mared", "Dewi", "Lowri", "Rhys", "Mair", "Gwen", "Ifan")
LAST = ("Thistlewood", "Hawthorn", "Sandpiper", "Kingfisher", "Plover", "Wren", "Fernhill")
NOW = dt.datetime.now(dt.UTC)


def fill_caseload(folder, cases):
    """Make a caseload with so many cases; return its file and its key."""
    config = Config(data=folder)
    start = FirstStart(folder, "dyfed-powys", "haverfordwest", "Dewi Heron", "dewi.heron", WORDS)
    first_start(config, start, lambda: NOW)
    files = files_of(config)
    key = keys.unwrap(keys.read_slots(files.keys), start.username, WORDS, FULL_COST)
    database = open_embedded(files.database, key)
    chance = random.Random(1)  # noqa: S311 - the same caseload each time
    engine = database.engine.execution_options(writes=True)
    with engine.begin() as connection:
        connection.execute(insert(Member), list(staff()))
        for begin in range(1, cases + 1, CHUNK):
            numbers = range(begin, min(begin + CHUNK, cases + 1))
            connection.execute(insert(Person), [person(one, chance) for one in numbers])
            connection.execute(insert(Case), [case(one, chance) for one in numbers])
            connection.execute(insert(Offence), [offence(one, chance) for one in numbers])
    database.close()
    return files.database, key.hex()


def staff():
    yield {"username": SUPERVISOR, "name": "Osian Thistlewood", "role": Role.SUPERVISOR} | STAFF
    for number in range(ASSESSORS):
        name = f"{FIRST[number % 8]} {LAST[number % 7]}"
        yield {"username": f"assessor.{number}", "name": name, "role": Role.ASSESSOR} | STAFF


STAFF = {"version": 1, "telephone": "01632 960147", "active": True}


def person(number, chance):
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
    return {
        "id": number,
        "version": 1,
        "name": name,
        "known_as": "",
        "born": dt.date(1960, 1, 1) + dt.timedelta(days=chance.randrange(16_000)),
        "reads": "en",
        "speaks": "en",
        "postcode": "SA61 1AA",
    }


def case(number, chance):
    closed = chance.random() > OPEN
    opened = NOW.date() - dt.timedelta(
        days=chance.randrange(3650) if closed else chance.randrange(90)
    )
    released = dt.datetime.combine(opened, dt.time(8), dt.UTC)
    return {
        "id": number,
        "version": 1,
        "number": f"B-{number:07}",
        "person_id": number,
        "assessor_id": 3 + chance.randrange(ASSESSORS),
        "state": State.CLOSED if closed else chance.choice(OPEN_STATES),
        "scheme": "dyfed-powys-2019-11",
        "family": "dyfed-powys",
        "suite": "haverfordwest",
        "opened": opened,
        "custody_record": f"HW/{number}/B",
        "arrested": released - dt.timedelta(hours=9),
        "released": released,
        "officer_name": "PC Rowan Kestrel",
        "closed_on": opened + dt.timedelta(days=130) if closed else None,
        "nonce": f"{number:032x}",
    }


def offence(number, chance):
    day = NOW.date() - dt.timedelta(days=chance.randrange(100))
    return {
        "case_id": number,
        "code": "CJ88116",
        "title": "Assault by beating",
        "category": "CS",
        "first_day": day,
        "place": "Haverfordwest",
    }
