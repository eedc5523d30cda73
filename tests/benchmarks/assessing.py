"""An assessment opened and gone through on the screen, in a large caseload and in a small one.

The floor is the same on the same screen in a caseload of a hundred cases: what grows with the
caseload shows. Going from one question to the next is promised within a frame as well: until the
next is painted. Its place is written to the disk after that, and is timed by itself.

Opening is promised within a frame too, and that is not kept: some 35 milliseconds of the
processor's pass till the place where it stopped is painted. Some ten are the reading and the entry
in the log that comes before anything is shown, fifteen the widgets, and ten Qt's layout and its
first drawing. Painted empty, it would be within a frame and show nothing of the assessment. The
questionnaires beside it are looked up after that. It does not grow with the caseload.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
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
from ui.assessment.beside import Beside
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
    "where it stopped painted",
    "all beside it as well",
)
IN_A_FRAME = (1, 3, 4)
MOVED = audit.Deed("case.moved", audit.Category.ALTERATION)
NOW = dt.datetime(2026, 12, 1, 9, 30, tzinfo=dt.UTC)


class FirstPaint(QObject):
    """Notes how far the processor's clock was when a widget and all in it were first painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.at = None
        self._painted = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's own name
        """Qt: what is in the widget is painted with it; an event posted now is heard after that."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def event(self, event):
        """Qt: the painting is done."""
        if event.type() == QEvent.Type.User:
            self.at = time.process_time()
            return True
        return super().event(event)


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
    for number in IN_A_FRAME:
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
    opening(room, case_id)  # what is read in for the first is there for every one after
    opened = [opening(room, case_id) for _ in range(OPENINGS)]
    painted, whole = zip(*(painting(room, case_id) for _ in range(OPENINGS)), strict=True)
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
    return opened, moved, kept, handed, painted, whole


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


def painting(room, case_id):
    """Return the processor's seconds till an assessment is painted, and till all is there."""
    begin = time.process_time()
    step = AssessmentStep(room, case_id)
    paint = FirstPaint(step)
    step.resize(1166, 554)
    step.show()
    while step.findChild(Beside).is_looking_up:
        QApplication.processEvents()
    end = time.process_time()
    gone_for_good(step)
    return paint.at - begin, end - begin


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
