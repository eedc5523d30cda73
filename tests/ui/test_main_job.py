"""The whole main job, by keyboard alone: no mouse, every key to what has the focus."""

import datetime as dt
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from triage_app.config import Config
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.desk import LONDON
from triage_app.storage.models import Case, Ending, Paper
from ui.crash import CrashHook
from ui.tour import asking
from ui.tour.album import Album
from ui.tour.assessing import GRAVE
from ui.tour.guide import Guide, MovingClock
from ui.tour.hands import Hands
from ui.tour.story import ADMINISTRATOR, ASSESSOR, BREAKS, FOUNDED, KEEPS, SUPERVISOR
from ui.tour.walk import BEGINS
from ui.window import Window

MOST = 60  # stops: a referral has some thirty-five


class WatchfulHands(Hands):
    """Hands that note wherever Tab stopped and nobody could have seen it."""

    def __init__(self, window):
        super().__init__(window)
        self.unseen = []

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        super().press(key, modifier, times)
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            held = self.focus()
            if held.visibleRegion().isEmpty():
                self.unseen.append((type(held).__name__, held.accessibleName()))

    def click(self, widget):
        pytest.fail(f"a mouse would be needed for {widget}")


@pytest.fixture
def guide(qapp, theme, tmp_path, show):
    """Somebody at the keys of the program's window, on a workstation without a caseload."""
    QAccessible.setActive(True)
    clock = MovingClock(BEGINS)
    config = Config(data=tmp_path / "data", tour=True)
    config.data.mkdir()
    window = show(Window(qapp, config, clock, CrashHook(config.data, clock), theme))
    guide = Guide(window, clock, Album(tmp_path))
    guide.hands = guide.job.hands = guide.months.hands = WatchfulHands(window)
    yield guide
    window.close()
    QAccessible.setActive(False)


def found_and_staffed(guide):
    job, hands, said = guide.job, guide.hands, guide.said
    job.found(ADMINISTRATOR, *FOUNDED[Language.ENGLISH])
    hands.wait(lambda: guide.code_page() is not None, "the recovery code")
    job.keep_code()
    guide.sign_in(ADMINISTRATOR)
    hands.section(said("shell.admin"))
    for staff, role in ((ASSESSOR, "assessor"), (SUPERVISOR, "supervisor")):
        job.ask_to_add(ADMINISTRATOR)
        job.add(staff, role)
    hands.section(said("shell.directory"))
    job.add_service(
        "Practice Money Advice", [guide.pathway("finance")], guide.area("pembrokeshire")
    )
    job.add_service(
        "Practice Thinking Course", [guide.pathway("attitudes")], guide.area("pembrokeshire")
    )
    job.sign_out()
    guide.sign_in(ASSESSOR)


def agreed(guide, who):
    """Take somebody from referral to a signed contract."""
    job = guide.job
    job.fill_referral(who, guide.clock.moment)
    job.save_referral()
    job.decide("Nothing stands against it, and help is wanted.")
    job.authorise(guide.clock.moment.date())
    job.step(3)
    asking.print_sheet(job)
    asking.consent(job, who.language, guide.partners())
    guide.clock.moment = job.book().astimezone(LONDON)
    job.step(4)
    job.begin_assessment(who.language)
    job.answer(GRAVE)
    job.finish_assessment()
    job.step(5)
    job.draft()
    now = guide.clock.moment
    job.fill_condition(1, now.replace(hour=10, minute=30) + dt.timedelta(days=5))
    job.settle("no_sessions", 4)
    job.fill_condition(1, now.replace(hour=14, minute=0) + dt.timedelta(days=8))
    job.make_paper()
    job.open_signatures()
    job.sign(guide.clock.moment)


def read(guide, model):
    with guide.shell.room.desk.sessions() as session:
        return session.query(model).order_by(model.id).all()


def broken(guide):
    """Two meetings missed, the breach proposed by one and found by another."""
    guide.open(BREAKS)
    guide.job.step(6)
    guide.months.miss("No answer to two calls.")
    guide.months.make_letter()
    guide.months.miss("No answer again.")
    guide.job.step(7)
    guide.months.open_proposal()
    guide.months.propose_breach([guide.condition(position) for position in (3, 4)])
    guide.job.sign_out()
    guide.sign_in(SUPERVISOR)
    guide.hands.section(guide.said("shell.approvals"))
    guide.months.decide_breach(BREAKS.name)


def prosecuted(guide):
    guide.open(BREAKS)
    guide.job.step(7)
    today = guide.clock.moment.date()
    guide.months.make_file(guide.show)
    guide.months.record_returned(today)
    guide.months.close(guide.said("outcome.result_proceedings_begun"), today)
    guide.job.sign_out()
    guide.sign_in(ASSESSOR)


def kept(guide):
    """Both meetings attended; four months later the file is closed."""
    guide.clock.go_to(dt.date(2027, 3, 26))
    guide.open(KEEPS)
    guide.job.step(6)
    guide.months.look_for_arrest()
    guide.job.step(7)
    guide.months.confirm_completion()
    today = guide.clock.moment.date()
    guide.months.record_told(today)
    guide.months.close(guide.outcome(), today)


def test_from_the_first_start_to_one_closed_file_and_one_prosecution(guide):
    found_and_staffed(guide)
    agreed(guide, KEEPS)
    agreed(guide, BREAKS)
    assert [case.state for case in read(guide, Case)] == [State.LIVE, State.LIVE]

    guide.clock.go_to(guide.clock.moment.date() + dt.timedelta(days=10))
    guide.open(KEEPS)
    guide.job.step(6)
    guide.months.mark("1")
    guide.months.mark("1")
    broken(guide)
    assert read(guide, Case)[1].state is State.RETURNED
    prosecuted(guide)
    kept(guide)

    assert [case.state for case in read(guide, Case)] == [State.CLOSED, State.CLOSED]
    assert [one.result for one in read(guide, Ending)] == ["proceedings_begun", "22"]
    kinds = [one.kind for one in read(guide, Paper)]
    assert kinds[:4] == ["INFO", "CONTRACT", "INFO", "CONTRACT"]
    told = [one for one in kinds[4:] if one != "PARTNER_ENDED"]
    assert told == [
        "WARNING", "BREACH", "END_LETTER", "PROSECUTION", "COMPLETED", "KEPT_LETTER"
    ]  # fmt: skip
    assert kinds.count("PARTNER_ENDED") == 4  # two services of either contract
    with guide.shell.room.desk.sessions() as session:
        assert audit.broken_entries(session) == []
    assert guide.hands.unseen == []


def test_tab_goes_through_a_referral_from_top_to_foot_and_is_always_seen(guide):
    found_and_staffed(guide)
    guide.hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = guide.shell.page
    hands, tops = guide.hands, []
    while len(tops) < MOST and page.isAncestorOf(held := hands.focus()):
        tops.append((held.mapTo(page, QPoint()).y() + scrolled(held), held.accessibleName()))
        hands.press(Qt.Key.Key_Tab)

    assert 30 < len(tops) < MOST
    for (above, name), (below, after) in pairwise(tops):
        assert above <= below + 1, f"{after} comes after {name}"
    assert hands.unseen == []


def scrolled(widget):
    """Return how far what a widget lies in is scrolled."""
    above, far = widget.parentWidget(), 0
    while above is not None:
        if hasattr(above, "verticalScrollBar"):
            far += above.verticalScrollBar().value()
        above = above.parentWidget()
    return far
