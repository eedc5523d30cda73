"""Q7: every postcode of Great Britain imported, against a bare executemany of the same rows.

The floor has its rows in memory already, and writes them as compactly as rows go. Ours opens the
file, reads and checks it in another process, stages it, puts it in force and clears the former
away. Then once more, while somebody else saves all the time.
"""

import csv
import datetime as dt
import io
import statistics
import tempfile
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

from tests.benchmarks.ratio import Ratio, beside
from tests.conftest import KEY, STAFF, Clock, fill
from triage_app.config import Config
from triage_app.domain.editions import Kind
from triage_app.services import audit
from triage_app.services.imports import Wanted, bring_in
from triage_app.services.opening import assemble
from triage_app.storage import sqlcipher
from triage_app.storage.database import open_embedded

DATA = Path(__file__).parents[3] / "shared/data"
CODE_POINT = DATA / "code-point-open-gb-2024-02.zip"
OFFENCES = DATA / "cjs-offences.json"
AT_MOST = 2.0
TIMES = 3
SAVE = 0.1  # seconds within which a save returns, whatever is being imported
FRAME = 0.016
SAVED = audit.Deed("members.seen", audit.Category.CONSULTATION)
MARKS = "CREATE TABLE postcode (code TEXT PRIMARY KEY, district TEXT NOT NULL) WITHOUT ROWID"
INSERT = "INSERT INTO postcode VALUES (?, ?)"
TYPED = ("a", "th", "theft", "theft sh", "shop theft", "drunk", "assault b", "poss cann", "zebra q")


def measure(_asked):
    """Yield the import, the slowest save meanwhile, and an offence found as it is typed."""
    if not CODE_POINT.exists():
        print(f"   not measured: {CODE_POINT.name} is not in ../shared/data")
        return
    rows = published()
    with tempfile.TemporaryDirectory(prefix="triage-bench-") as folder:
        desk, numbers = desk_in(Path(folder)), iter(range(1_000))
        wanted = Wanted(Kind.POSTCODES, CODE_POINT, dt.date(2024, 2, 1))

        def ours():
            made = bring_in(desk, STAFF[2], wanted)
            assert (made.entries, made.inside) == (len(rows), 20_926)

        def floor():
            file = Path(folder) / f"floor-{next(numbers)}.db"
            with closing(sqlcipher.unguarded(file, KEY)) as bare:
                bare.execute(MARKS)
                bare.execute("BEGIN IMMEDIATE")
                bare.executemany(INSERT, rows)
                bare.execute("COMMIT")

        yield Ratio(f"{len(rows):,} postcodes", *beside(ours, floor, TIMES), AT_MOST)
        slowest = max(saves_while(desk, ours))
        yield Ratio("the slowest save meanwhile", slowest, SAVE, 1.0)
        bring_in(desk, STAFF[2], Wanted(Kind.OFFENCES, OFFENCES))
        yield Ratio("an offence as it is typed, slowest", found_in(desk), FRAME, 1.0)
        desk.database.close()


def published():
    """Every row of the file: a postcode and its district."""
    found = []
    with zipfile.ZipFile(CODE_POINT) as packed:
        for name in packed.namelist():
            with packed.open(name) as member:
                rows = csv.reader(io.TextIOWrapper(member, "utf-8"))
                found += [(row[0], row[8]) for row in rows]
    return found


def desk_in(folder):
    database = open_embedded(folder / "caseload.db", KEY)
    fill(database)
    return assemble(Config(data=folder), database, Clock("2026-05-11 09:30"))


def saves_while(desk, act):
    """How long each save took that was made while something went on."""
    taken, over = [], threading.Event()

    def save():
        while not over.is_set():
            begun = time.perf_counter()
            audit.look(desk, STAFF[0], SAVED)
            taken.append(time.perf_counter() - begun)
            over.wait(0.002)

    saver = threading.Thread(target=save)
    saver.start()
    act()
    over.set()
    saver.join()
    print(
        f"   {len(taken)} saves meanwhile, half of them in {statistics.median(taken) * 1000:.1f} ms"
    )
    return taken


def found_in(desk):
    """How long the slowest of some searches took over the whole index."""
    desk.offences.make_ready()

    def search(words):
        begun = time.perf_counter()
        desk.offences.find(words)
        return time.perf_counter() - begun

    return max(statistics.median(search(words) for _ in range(9)) for words in TYPED)
