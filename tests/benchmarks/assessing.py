"""An assessment opened and gone through on the screen, in a large caseload and in a small one.

The floor is the same on the same screen in a caseload of a hundred cases: what grows with the
caseload shows. Going from one question to the next is promised within a frame as well: until the
next is painted. Its place is written to the disk after that, and is timed by itself.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.caseload import ASSESSOR, fill_caseload
from tests.benchmarks.finding import FRAME, Limit
from tests.benchmarks.ratio import Ratio
from triage_app.config import Config
from triage_app.domain.roles import Role
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, start
from triage_app.services.desk import Actor
from triage_app.services.opening import assemble, read_reference
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Case
from ui.assessment.hand_over import HandOver, hand_over
from ui.assessment.running import Running
from ui.assessment.step import AssessmentStep
from ui.feedback import Feedback
from ui.room import Room
from ui.theme import LIGHT, Look, Theme

AT_MOST, SMALL, OPENINGS, ROUNDS = 1.3, 100, 12, 6
MEASURED = (
    "an assessment opened",
    "the next question",
    "its place kept",
    "the next in the person's hands",
)
MOVED = audit.Deed("case.moved", audit.Category.ALTERATION)
NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC)


class Nobody:
    """Hears nothing: nothing is to be said while it is measured."""

    def hush(self):
        """There is nothing to take back."""


def measure(asked):
    """Yield how long opening and moving take, against a small caseload and against a frame."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    taken = {}
    for cases in (SMALL, asked.cases):
        with tempfile.TemporaryDirectory(prefix="custody-triage-bench-") as folder:
            taken[cases] = timed(application, Path(folder), cases)
    for number, what in enumerate(MEASURED):
        ours, floor = (statistics.median(taken[one][number]) for one in (asked.cases, SMALL))
        yield Ratio(f"{what}, {asked.cases:,}", ours, floor, AT_MOST)
    for number in (1, 3):
        slowest = statistics.quantiles(taken[asked.cases][number], n=20)[-1]
        yield Limit(f"{MEASURED[number]}, {asked.cases:,}, 95 in 100", slowest, FRAME)


def timed(application, folder, cases):
    """Return the seconds of each thing that is measured, as often as it was done."""
    path, key = fill_caseload(folder, cases)
    database = open_embedded(path, bytes.fromhex(key))
    config = Config(data=folder)
    desk = assemble(config, database, lambda: NOW, read_reference(config))
    actor = Actor(3, ASSESSOR, "Osian Thistlewood", Role.ASSESSOR)
    case_id = begun(desk, actor, cases)
    texts = desk.texts("en")
    theme = application.property("theme") or Theme(application, Look(LIGHT))
    application.setProperty("theme", theme)
    room = Room(desk, actor, texts, theme, Feedback(Nobody(), texts))
    opened = [opening(room, case_id) for _ in range(OPENINGS)]
    step = shown(room, case_id)
    run = step.findChild(Running)._run
    questions = [one.code for each in run.view.instrument.sections for one in each.questions]
    way = [one for one in questions if is_shown(run, one)] * ROUNDS
    moved, kept = [], []
    for code in way:
        moved.append(worked(lambda code=code: gone(run, code)))
        kept.append(seconds(run.places.keep_now))
    handed = handed_over(step, run)
    gone_for_good(step)
    database.close()
    return opened, moved, kept, handed


def handed_over(step, run):
    """Return the seconds of every move of a person who has the screen, to and fro."""
    gone(run, "MH1")
    step.activateWindow()
    hand_over(run, step)
    handed = step.findChild(HandOver)
    ways = ([handed._go_on] * 3 + [handed._go_back] * 3) * ROUNDS
    return [worked(lambda way=way: (way(), QApplication.processEvents())) for way in ways]


def begun(desk, actor, cases):
    """Return the id of a case in which an assessment is half answered."""
    case_id = cases // 2 + 1
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CONSENTED
        audit.record(session, desk, actor, MOVED, case_id)
    view = start(desk, actor, case_id, Language.ENGLISH)
    for each in view.instrument.sections[:5]:
        given = {one.code: Given(one.options[0].code) for one in each.questions if one.options}
        view = answer(desk, actor, case_id, view.version, given)
    return case_id


def shown(room, case_id):
    step = AssessmentStep(room, case_id)
    step.resize(1166, 554)
    step.show()
    QApplication.processEvents()
    return step


def opening(room, case_id):
    """Return the seconds it takes to open an assessment; it is then let go."""
    steps = []
    taken = seconds(lambda: steps.append(shown(room, case_id)))
    gone_for_good(steps.pop())
    return taken


def gone_for_good(step):
    step.hide()
    step.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def is_shown(run, code):
    shown_now = run.view.instrument.section_of(code).shown(run.view.answers)
    return any(one.code == code for one in shown_now)


def gone(run, code):
    run.go(code)
    QApplication.processEvents()


def worked(act):
    """Return the seconds of the processor's: a move waits for no disk, and others do not count."""
    begin = time.process_time()
    act()
    return time.process_time() - begin


def seconds(act):
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin
