"""Today for an assessor with sixty contracts under way, against its own queries, bare.

The floor is raw SQL on the same connection: the statements of one reading with their values, their
rows fetched. The same is set against itself in a caseload of a thousand, so that whatever looks at
other people's cases shows; and the whole screen drawn against the reading behind it.
"""

import datetime as dt
import os
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.caseload import ASSESSOR
from tests.benchmarks.courses import LIVE, lived_caseload
from tests.benchmarks.opening import Silent, shown, statements
from tests.benchmarks.ratio import Ratio, beside
from triage_app.config import Config
from triage_app.services.agenda import agenda
from triage_app.services.attention import morning
from triage_app.services.opening import assemble
from triage_app.services.signin import member_named
from triage_app.storage.database import open_embedded
from ui.feedback import Feedback
from ui.room import Room
from ui.theme import LIGHT, Look, Theme
from ui.today.screen import TodayScreen

SMALL, TIMES = 1_000, 9
AT_MOST, DRAWN, GROWTH = 15.0, 3.0, 2.0


def measure(asked):
    """Yield the reading beside its queries, the screen beside the reading, and the growth."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    theme = application.property("theme") or Theme(application, Look(LIGHT))
    medians = {}
    for size in sorted({SMALL, asked.cases}):
        with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
            read, bare, drawn = timed(application, room_in(Path(folder), size, theme))
        medians[size] = read
        yield Ratio(f"Today read, {LIVE} of {size:,} cases", read, bare, AT_MOST)
        yield Ratio(f"Today drawn, {LIVE} of {size:,} cases", drawn, read, DRAWN)
    if len(medians) > 1:
        small, large = sorted(medians)
        yield Ratio(f"Today, {large:,} to {small:,}", medians[large], medians[small], GROWTH)


def timed(application, room):
    """Return the seconds of the reading, of its bare statements, and of the screen drawn."""
    bare = queries(room)
    read, floor = beside(lambda: reading(room), bare, TIMES)
    drawn, _ = beside(lambda: shown(application, TodayScreen(room)), bare, TIMES)
    room.desk.database.close()
    return read, floor, drawn


def room_in(folder, cases, theme):
    """Return the assessor's room in a caseload of so many cases."""
    path, key = lived_caseload(folder, cases)
    database = open_embedded(path, bytes.fromhex(key))
    desk = assemble(Config(data=folder), database, lambda: dt.datetime.now(dt.UTC))
    texts = desk.texts("en")
    actor = member_named(desk, ASSESSOR, "signin.wrong")
    return Room(desk, actor, texts, theme, Feedback(Silent(), texts))


def reading(room):
    """Read what Today shows; everything of everybody would be more than sixty cases' worth."""
    desk, actor = room.desk, room.actor
    seen = {row.case_id for row in morning(desk, actor).rows}
    assert len(seen) >= LIVE
    agenda(desk, actor, desk.today(), 1)


def queries(room):
    """Return the statements of one reading, to be run as they are."""
    desk = room.desk
    said = statements(desk, lambda: reading(room))
    connection = desk.database.engine.raw_connection().dbapi_connection

    def bare():
        for statement, values in said:
            connection.execute(statement, values).fetchall()

    return bare
