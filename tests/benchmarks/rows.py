"""Q5: a caseload of 100,000 rows shown, sorted and scrolled, against a bare table of as many.

What is measured is the list itself: its rows are read beforehand. Each step of scrolling is one
frame, and the slowest of them is the stall.
"""

import datetime as dt
import os
import random
import tempfile
import tracemalloc
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.caseload import ASSESSOR
from tests.benchmarks.courses import lived_caseload
from tests.benchmarks.finding import Limit
from tests.benchmarks.ratio import Ratio, processor_time
from triage_app.config import Config
from triage_app.services.caseload import caseload
from triage_app.services.opening import assemble
from triage_app.services.signin import member_named
from triage_app.storage.database import open_embedded
from ui.caseload.columns import columns
from ui.preferences import Preferences
from ui.tables import Table, TableModel
from ui.theme import LIGHT, Look, Theme

ROWS, STEPS, FIRST, FRAME, MEMORY, TIMES = 100_000, 200, 0.100, 0.016, 30, 4.0


@dataclass(frozen=True)
class Size:
    """Megabytes more than an empty list, and how many are promised at most."""

    what: str
    megabytes: float
    at_most: float

    @property
    def kept(self):
        return self.megabytes <= self.at_most

    def __str__(self):
        word = "kept" if self.kept else "NOT KEPT"
        return f"{self.what:34} {self.megabytes:8.1f} MB   at most {self.at_most:.0f} MB   {word}"


class Bare(QAbstractTableModel):
    """The floor: as many rows of plain text."""

    def __init__(self, width):
        super().__init__()
        self._width = width

    def rowCount(self, _parent=None):  # noqa: N802 - Qt
        return ROWS

    def columnCount(self, _parent=None):  # noqa: N802 - Qt
        return self._width

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        shows = role == Qt.ItemDataRole.DisplayRole
        return f"{index.row()}, {index.column()}" if shows else None


def measure(_asked):
    """Yield the first rows, the sorting, the slowest frame and the memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    theme = application.property("theme") or Theme(application, Look(LIGHT))
    with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
        desk, rows = many(Path(folder))
        model = TableModel(columns(desk.texts("en"), desk.now()))
        table = Table(theme, model, "caseload", Preferences(Path(folder), "bench"))
        bare = QTableView()
        floor_model = Bare(len(model.columns))
        for one in (table, bare):
            one.resize(1166, 692)
            one.show()
        application.processEvents()
        ours = seconds(application, lambda: model.replace(rows))
        floor = seconds(application, lambda: bare.setModel(floor_model))
        yield Limit("the first of 100,000 rows", ours, FIRST)
        yield Ratio("the same, beside a bare table", ours, floor, TIMES)
        codes = [one.code for one in model.columns]
        for code in ("person", "days", "standing"):
            sorting = seconds(application, lambda code=code: model.sort(codes.index(code)))
            plainly = seconds(
                application, lambda: sorted(rows, key=lambda row: row.name.casefold())
            )
            yield Ratio(f"sorted by {code}", sorting, plainly, TIMES)
        frames, plain = scrolled(application, table), scrolled(application, bare)
        yield Limit("the slowest frame of 200", max(frames), FRAME)
        yield Ratio("the same, beside a bare table", max(frames), max(plain), TIMES)
        yield Ratio("scrolled", sum(frames), sum(plain), TIMES)
        model.replace(())
        tracemalloc.start()
        model.replace(
            [replace(row, name=f"{row.name}.") for row in rows]
        )  # the rows themselves too
        yield Size("more than an empty list", tracemalloc.get_traced_memory()[0] / 2**20, MEMORY)
        tracemalloc.stop()
        desk.database.close()


def many(folder):
    """Return a desk, and 100,000 rows made of those that a caseload really has."""
    path, key = lived_caseload(folder, 1_000)
    database = open_embedded(path, bytes.fromhex(key))
    desk = assemble(Config(data=folder), database, lambda: dt.datetime.now(dt.UTC))
    some = caseload(desk, member_named(desk, ASSESSOR, "signin.wrong")).rows
    chance = random.Random(5)  # noqa: S311 - the same rows each time
    rows = []
    for number in range(ROWS):
        row, days = chance.choice(some), chance.randrange(-20, 180)
        name = f"{chance.choice(('Gwern', 'Mared', 'Łukasz'))} Heron {number}"
        rows.append(replace(row, case_id=number, name=name, days_left=days))
    return desk, rows


def seconds(application, act):
    """Return the processor time of doing something, and of all that is drawn for it."""
    begun = processor_time()
    act()
    application.processEvents()
    return processor_time() - begun


def scrolled(application, table):
    """Return how long each step took, from the first row to the last."""
    bar = table.verticalScrollBar()
    places = [bar.maximum() * step // STEPS for step in range(STEPS + 1)]
    return [seconds(application, lambda at=at: bar.setValue(at)) for at in places]
