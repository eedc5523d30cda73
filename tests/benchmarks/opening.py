"""Q3: a case with 200 events opened: its page drawn with its step, in a small caseload and a large.

The floor is what the page's own statements cost bare, with a plain window and list to show them.
Processor time is what is measured: looks are written to the disk, which is Q8's to promise.

A step that fills the page hides the timeline, which is then neither read nor made: a case is opened
at such a step, as a press on its row does, and at its referral with all 200 events beside it.
"""

import datetime as dt
import os
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView
from sqlalchemy import event, select, text

from tests.benchmarks.caseload import ASSESSOR
from tests.benchmarks.courses import DEEDS, lived_caseload
from tests.benchmarks.finding import Limit
from tests.benchmarks.ratio import Ratio, beside
from triage_app.config import Config
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.opening import assemble
from triage_app.services.signin import member_named
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Case
from ui.case.page import CasePage
from ui.feedback import Feedback
from ui.room import Place, Room
from ui.theme import LIGHT, Look, Theme

EVENTS, TIMES, AT_MOST, GROWTH = 200, 15, 0.050, 1.2
AT = {"a case opened": "", "with its timeline": "referral"}  # without a step: at its next thing
SIZES = (1_000, 100_000)
DID = audit.Deed("tracking.contact", audit.Category.COLLECTION)


class Silent:
    """A voice that nobody hears."""

    def hush(self):
        """Nothing was said."""

    def tell(self, message):
        raise AssertionError(message)


def measure(asked):
    """Yield how long a case takes to open at each size, beside its floor, and how that grows."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    theme = application.property("theme") or Theme(application, Look(LIGHT))
    medians = {}
    for size in sorted({min(one, asked.cases) for one in SIZES}):
        with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
            for what, (ours, floor) in opened(application, theme, Path(folder), size).items():
                medians.setdefault(what, []).append(ours)
                yield Limit(f"{what}, of {size:,}", ours, AT_MOST)
                yield Ratio(f"the same, of {size:,}", ours, floor, 4.0)
    for what, (small, *large) in medians.items():
        for one in large:
            yield Ratio(f"{what}, large to small", one, small, GROWTH)


def opened(application, theme, folder, size):
    """Return the median seconds of opening one case, and of its bare statements in a bare list.

    By what it is opened at.
    """
    path, key = lived_caseload(folder, size)
    config = Config(data=folder)
    desk = assemble(
        config, open_embedded(path, bytes.fromhex(key)), lambda: dt.datetime.now(dt.UTC)
    )
    actor = member_named(desk, ASSESSOR, "signin.wrong")
    with desk.sessions.begin() as session:
        mine = select(Case.id).where(Case.state == State.LIVE, Case.assessor_id == actor.id)
        case_id = session.scalars(mine.order_by(Case.id)).first()
        for _ in range(EVENTS - len(DEEDS)):
            audit.record(session, desk, actor, DID, case_id, ("at",))
            session.flush()
    texts = desk.texts("en")
    room = Room(desk, actor, texts, theme, Feedback(Silent(), texts))
    taken = {}
    for what, step in AT.items():
        place = Place("case", case_id, step)
        said = statements(desk, partial(page, application, room, place))
        taken[what] = beside(
            partial(page, application, room, place), partial(bare, application, desk, said), TIMES
        )
    desk.database.close()
    return taken


def page(application, room, place):
    """Open a case at a place, as a press on its row does."""
    made = CasePage(room, place.case_id)
    made.arrive(place)
    shown(application, made)


def shown(application, widget):
    widget.resize(1166, 692)
    widget.show()
    application.processEvents()
    widget.hide()
    widget.deleteLater()
    application.processEvents()


def statements(desk, use):
    """Return the SELECTs of a use, with their values."""
    heard = []

    def hear(_connection, _cursor, statement, values, _context, _many):
        if statement.startswith("SELECT"):
            heard.append((statement, values))

    event.listen(desk.database.engine, "before_cursor_execute", hear)
    use()
    event.remove(desk.database.engine, "before_cursor_execute", hear)
    return heard


def bare(application, desk, said):
    """Run the statements as they are, and show as many lines as there are events."""
    with desk.sessions() as session:
        held = session.connection().connection.dbapi_connection
        session.execute(text("SELECT 1"))
        for statement, values in said:
            held.execute(statement, values).fetchall()
    window = QListView()
    window.setModel(QStringListModel([f"Event {number}" for number in range(EVENTS)], window))
    shown(application, window)
