"""Invented people without end: as many Joneses as there are, and a long tail of rare names."""
# ruff: noqa: SIM905 - rows of syllables are read as they are printed

import datetime as dt
import random
from itertools import islice

from sqlalchemy import insert

from triage_app.config import RESOURCES
from triage_app.data_file import read_toml
from triage_app.domain.finding import Kind, number_keys, person_keys
from triage_app.domain.likeness import Description
from triage_app.domain.roles import Role
from triage_app.domain.workflow import State
from triage_app.storage import search_keys
from triage_app.storage.models import Case, CaseKey, Member, Person, PersonKey

CHUNK = 50_000
NAMES = [name for group in read_toml(RESOURCES / "names.toml")["alike"] for name in group]
COMMON = "Jones Davies Williams Evans Thomas Roberts Hughes Lewis Morgan Rees Price".split()
STARTS = "Al Bar Cad Dun Ed Far Gar Hal Ing Ken Lang Mar Nor Ock Pen Quin Ros Sto Tho".split()
MIDDLES = "a e i o u ber den ter ling man der ves nor lo mi ra su".split()
ENDS = "ton ham by ford ley worth wood field er son mere wick stone dale well gate hurst".split()
FIRST_DAY = dt.date(1940, 1, 1)
DAYS = 24_000


def surnames():
    """Some thousands that nobody bears, each rarer than the one before."""
    made = [a + b + c + d for d in ENDS for c in MIDDLES for b in MIDDLES for a in STARTS]
    random.Random(3).shuffle(made)  # noqa: S311 - the same each time
    return made


RARE = surnames()


def people(count):
    """Yield people, the same each time."""
    chance = random.Random(2)  # noqa: S311 - the same each time
    for number in range(1, count + 1):
        first = NAMES[int(len(NAMES) * chance.random() ** 2)]
        common = chance.random() < 0.3
        last = chance.choice(COMMON) if common else RARE[int(len(RARE) * chance.random() ** 3)]
        middle = f"{chance.choice(NAMES)} " if chance.random() < 0.3 else ""
        born = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        ends = f"{chance.choice('ABDEFGH')}{chance.choice('JLNPQR')}"
        yield (
            number,
            Description(
                name=f"{first} {middle}{last}",
                known_as=chance.choice(NAMES) if chance.random() < 0.1 else "",
                born=born,
                pnc=f"{born.year + 20}/{number:07}Z",
                postcode=f"SA{chance.randrange(1, 74)} {chance.randrange(10)}{ends}",
                telephone=f"07{chance.randrange(10**9):09}",
            ),
        )


def fill(database, count):
    """Put so many people into a caseload, each with a closed case, and all they are found by."""
    engine = database.engine.execution_options(writes=True)
    made = people(count)
    with engine.begin() as connection:
        staff = {"version": 1, "name": "Osian", "username": "osian", "role": Role.ASSESSOR}
        connection.execute(insert(Member), [staff | {"telephone": "", "active": True}])
        words = set()
        while chunk := list(islice(made, CHUNK)):
            connection.execute(insert(Person), [person(*one) for one in chunk])
            connection.execute(insert(Case), [case(number) for number, _ in chunk])
            keys = sorted(
                {(k.kind, k.key, n, k.source) for n, one in chunk for k in person_keys(one)}
            )
            names = ("kind", "key", "person_id", "source")
            connection.execute(
                insert(PersonKey), [dict(zip(names, one, strict=True)) for one in keys]
            )
            connection.execute(
                insert(CaseKey), [key for number, _ in chunk for key in case_keys(number)]
            )
            words |= {key for kind, key, _, _ in keys if kind == Kind.WORD}
        listed = sorted(words)
        for begin in range(0, len(listed), 500):
            search_keys.learn(connection, listed[begin : begin + 500])


def person(number, known):
    return {
        "id": number,
        "version": 1,
        "name": known.name,
        "known_as": known.known_as,
        "born": known.born,
        "pnc": known.pnc,
        "postcode": known.postcode,
        "telephone": known.telephone,
    }


def case(number):
    opened = dt.date(2016, 1, 1) + dt.timedelta(days=number % 3650)
    return {
        "id": number,
        "version": 1,
        "number": numbers_of(number)[Kind.NUMBER],
        "person_id": number,
        "assessor_id": 1,
        "state": State.CLOSED,
        "scheme": "dyfed-powys-2019-11",
        "family": "dyfed-powys",
        "suite": "haverfordwest",
        "opened": opened,
        "custody_record": numbers_of(number)[Kind.CUSTODY_RECORD],
        "nonce": f"{number:032x}",
    }


def numbers_of(number):
    return {
        Kind.NUMBER: f"DP-{number % 100:02}-{number:07}",
        Kind.CUSTODY_RECORD: f"HW/{number:07}/X",
    }


def case_keys(number):
    for kind, text in numbers_of(number).items():
        for key in sorted(number_keys(text)):
            yield {"kind": kind, "key": key, "case_id": number}
