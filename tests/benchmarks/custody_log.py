"""A custody log of 100,000 rows taken in, against a bare executemany of the same values."""

import csv
import io
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert, update

from tests.benchmarks.caseload import NOW, SUPERVISOR, fill_caseload
from tests.benchmarks.ratio import Ratio
from triage_app.config import Config
from triage_app.services import custody_files, custody_import, custody_log, custody_preview
from triage_app.services.custody_rows import row_values
from triage_app.services.opening import assemble
from triage_app.services.signin import member_named
from triage_app.storage.database import open_embedded
from triage_app.storage.models import CustodyEntry, CustodyImport, CustodyRow

ROWS = 100_000
CASES = 1_000
SUITE = "haverfordwest"
# Read, checked by the rules of a referral, set against what is known, and staged in four hundred
# transactions that let others save between them: a bare executemany does none of it.
AT_MOST, TO_READ, TO_TAKE = 12.0, 6.0, 8.0
HEADINGS = ("Custody record", "Name", "DOB", "Sex", "Arrested", "Released", "Offence code",
            "Offence", "Address", "Postcode", "OIC", "OIC number")  # fmt: skip
OFFENCES = (("TH68010", "Theft from a shop"), ("CJ88116", "Assault by beating"))


def measure(asked):
    """Yield how long an import takes, read and written, and then how long its list does."""
    del asked
    with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
        path, key = fill_caseload(Path(folder), CASES)
        database = open_embedded(path, bytes.fromhex(key))
        desk = assemble(Config(data=Path(folder)), database, lambda: NOW)
        actor = member_named(desk, SUPERVISOR, "signin.wrong")
        log = Path(folder) / "log.csv"
        log.write_text(written(ROWS), encoding="utf-8")
        begun = time.perf_counter()
        looked = custody_files.look(desk, actor, str(log), SUITE)
        seen = custody_preview.preview(desk, actor, looked, looked.columns, unwatched)
        read = time.perf_counter() - begun
        taken = custody_import.take_in(desk, actor, seen, unwatched)
        whole = time.perf_counter() - begun
        assert taken.new == ROWS
        bare = floor(database, [row.entry for row in seen.good])
        yield Ratio(f"read and previewed, {ROWS:,} rows", read, bare, TO_READ)
        yield Ratio(f"taken in, {ROWS:,} rows", whole - read, bare, TO_READ)
        yield Ratio(f"from file to list, {ROWS:,} rows", whole, bare, AT_MOST)
        yield Ratio("the list of who waits", timed(custody_log.waiting, desk, actor), bare, 1.0)
        database.close()


def floor(database, entries):
    """Write the same values in one transaction by one executemany a table, and take them back."""
    stays = [
        {"suite": f"bare-{entry.suite}", "record_key": entry.key[1], "import_id": 1}
        for entry in entries
    ]
    first = 10 * ROWS
    rows = [
        row_values(entry, 1) | {"entry_id": first + number, "import_id": 1}
        for number, entry in enumerate(entries)
    ]
    engine = database.engine.execution_options(writes=True)
    with engine.connect() as connection:
        begun = time.perf_counter()
        numbered = [stay | {"id": first + number} for number, stay in enumerate(stays)]
        connection.execute(insert(CustodyEntry.__table__), numbered)
        connection.execute(insert(CustodyRow.__table__), rows)
        connection.execute(update(CustodyImport.__table__).values(beat_at=NOW))
        took = time.perf_counter() - begun
        connection.rollback()
    return took


def timed(work, *arguments):
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun


def written(number):
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(HEADINGS)
    for one in range(number):
        code, title = OFFENCES[one % 2]
        day = f"{one % 28 + 1:02}/{one % 9 + 1:02}/{NOW.year - 1}"
        writer.writerow((
            f"HW/{one}/{NOW.year % 100}", f"SANDPIPER-{one}, Lowri",
            f"{one % 28 + 1:02}/{one % 12 + 1:02}/{1950 + one % 50}", "FM"[one % 2],
            f"{day} {one % 24:02}:{one % 60:02}", "", code, title,
            f"{one} Practice Street, Haverfordwest", "SA61 1AA", "PC Rowan Kestrel", "417",
        ))  # fmt: skip
    return held.getvalue()


def unwatched(_share):
    """Nobody is told, and nobody stops it."""
