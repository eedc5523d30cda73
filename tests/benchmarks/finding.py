"""Q2: somebody found as they are typed, against the same looks at the same indexes, bare.

The floor is raw SQL on the same connection: the statements of each find with their values, worked
out beforehand, their rows fetched. The entry in the log is left out of both.
"""

import datetime as dt
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.benchmarks.people import fill, people
from tests.benchmarks.ratio import Ratio
from triage_app.config import Config
from triage_app.services.opening import Founded, assemble, found_caseload, read_reference
from triage_app.services.people import looked_up
from triage_app.storage import prepared
from triage_app.storage.database import open_embedded

AT_MOST, GROWTH, FRAME = 2.0, 2.0, 0.016
PEOPLE, TURNS = 40, 5  # whoever is looked for, and how often
SIZES, MILLION = (1_000, 10_000, 100_000), 1_000_000
BASE = 10_000  # growth is measured from here
NOW = dt.datetime(2026, 5, 11, 9, 30, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Limit:
    """Seconds that are promised as such, not as a ratio."""

    what: str
    seconds: float
    at_most: float

    @property
    def kept(self):
        return self.seconds <= self.at_most

    def __str__(self):
        word = "kept" if self.kept else "NOT KEPT"
        return (
            f"{self.what:34} {self.seconds * 1000:8.2f} ms   "
            f"at most {self.at_most * 1000:5.1f} ms   {word}"
        )


def measure(asked):
    """Yield a ratio for each way of asking, the slowest of a hundred, and how it grows."""
    medians = {}
    for size in (*SIZES, *([MILLION] if asked.million else [])):
        with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
            for way, ours, floor in timed(Path(folder), size):
                medians[way, size] = statistics.median(ours)
                yield Ratio(
                    f"{way}, {size:,}", medians[way, size], statistics.median(floor), AT_MOST
                )
                yield Limit(
                    f"{way}, {size:,}, 95 in 100", statistics.quantiles(ours, n=20)[-1], FRAME
                )
    for (way, size), median in medians.items():
        if size > BASE:
            yield Ratio(f"{way}, {size:,} to {BASE:,}", median, medians[way, BASE], GROWTH)


def timed(folder, size):
    """Yield each way of asking, with the seconds of every find and of its bare statements."""
    database = open_embedded(folder / "caseload.db", bytes(range(32)))
    with database.sessions.begin() as session:
        found_caseload(session, Founded("dyfed-powys", "haverfordwest"))
    fill(database, size)
    config = Config(data=folder)
    desk = assemble(config, database, lambda: NOW, read_reference(config))
    chance = random.Random(4)  # noqa: S311 - the same people each time
    sought = [one for _, one in islice(people(size), 0, None, max(size // PEOPLE, 1))][:PEOPLE]
    with desk.sessions() as session:
        for way, typed in ways(sought, chance).items():
            yield (way, *beside(session, desk, typed))
    database.close()


def ways(sought, chance):
    """Return what is typed of everybody sought, by the way they are looked for."""
    return {
        "a whole name": [one.name for one in sought],
        "a surname": [one.name.split()[-1] for one in sought],
        "the beginnings of names": [" ".join(w[:3] for w in one.name.split()) for one in sought],
        "a name being typed": [one.name[: max(len(one.name) - 3, 3)] for one in sought],
        "a name with a slip": [slipped(one.name, chance) for one in sought],
        "a name and a birth": [f"{one.name.split()[-1]} {one.born:%d/%m/%Y}" for one in sought],
        "a birth": [f"{one.born:%d/%m/%y}" for one in sought],
        "a postcode": [one.postcode for one in sought],
        "half a postcode": [one.postcode.split()[0] for one in sought],
        "a telephone": [one.telephone for one in sought],
        "a PNC ID": [one.pnc for one in sought],
        "a custody record": [f"HW/{number:07}" for number in range(1, len(sought) + 1)],
    }


def slipped(name, chance):
    """Leave a letter out of the longest word."""
    longest = max(name.split(), key=len)
    place = chance.randrange(1, len(longest))
    return name.replace(longest, longest[:place] + longest[place + 1 :], 1)


def beside(session, desk, typed):
    """Find everybody, and put the same statements as raw SQL, by turns."""
    connection = session.connection()
    ours, floor = [], []
    for text in typed:
        statements = recorded(session, desk, text)

        def bare(statements=statements):
            for statement, values in statements:
                connection.exec_driver_sql(statement, values).all()

        # The quickest of some turns: whatever else the machine does meanwhile is not ours.
        ours.append(min(taken(lambda text=text: looked_up(session, desk, text))))
        floor.append(min(taken(bare)))
    return ours, floor


def taken(act):
    """Yield the seconds that doing something takes, some times over."""
    for _ in range(TURNS):
        begun = time.perf_counter()
        act()
        yield time.perf_counter() - begun


def recorded(session, desk, text):
    """Return the statements, with their values, that a find puts to the database."""
    statements = []

    class Recorder:
        """Stands before the driver's cursor, and writes down what it is asked."""

        def __init__(self, bare):
            self.bare = bare
            self.fetchall, self.close = bare.fetchall, bare.close

        def execute(self, statement, values):
            statements.append((statement, values))
            return self.bare.execute(statement, values)

    kept = prepared.cursor_of
    prepared.cursor_of = lambda connection: Recorder(kept(connection))
    looked_up(session, desk, text)
    prepared.cursor_of = kept
    return statements
