"""A theme, a room to put a screen in, and a voice that keeps what it is told to say."""

import gc

import pytest

from triage_app.config import RESOURCES
from triage_app.texts import Texts
from ui.drafts import DraftKeeper
from ui.feedback import Feedback
from ui.referral.new import NewReferral
from ui.room import Room
from ui.theme import LIGHT, Look, Theme


class Listener:
    """Keeps what it is told, and answers every question as it is set to."""

    def __init__(self):
        self.heard = []
        self.asked = []
        self.answer = True

    def tell(self, message):
        self.heard.append(message)

    def hush(self):
        pass

    def ask(self, question, do, leave):
        self.asked.append((question, do, leave))
        return self.answer


@pytest.fixture(autouse=True)
def nothing_kept_afterwards(qapp):
    """Nothing of a test that is over keeps a draft or works on: its caseload is gone."""
    yield
    gc.unfreeze()
    gc.enable()
    for one in qapp.allWidgets():
        if isinstance(one, DraftKeeper):
            one._pause.stop()


@pytest.fixture
def listener():
    return Listener()


@pytest.fixture
def theme(qapp):
    """The light look at 100 %, whatever a test before has worn."""
    worn = qapp.property("theme")
    if worn is None:
        worn = Theme(qapp, Look(LIGHT))
        qapp.setProperty("theme", worn)
    if worn.look != Look(LIGHT):
        worn.wear(Look(LIGHT))
    return worn


@pytest.fixture
def texts():
    return Texts(RESOURCES / "wording", "en")


@pytest.fixture
def make_room(desk, assessor, theme, listener):
    """Return a function that makes a room: for another actor, or in another language."""

    def make_room(actor=assessor, language="en"):
        texts = desk.texts(language)
        return Room(desk, actor, texts, theme, Feedback(listener, texts))

    return make_room


@pytest.fixture
def room(make_room):
    return make_room()


@pytest.fixture
def show(qtbot):
    """Return a function that shows a widget at the size of a suite's screen."""
    shown = []  # a widget that nobody holds takes its Qt half with it

    def show(widget, width=1366, height=768):
        qtbot.addWidget(widget)
        shown.append(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    return show


@pytest.fixture
def page(room, show):
    return show(NewReferral(room))


@pytest.fixture
def write(page):
    """Return a function that types what is needed to save, and anything else."""

    def write(**typed):
        needed = {"name": "Lowri Dipper", "custody_record": "HW/7"}
        for name, text in (needed | typed).items():
            page.form.rows[name].control.set_raw(text)
        block = page.form.offences.blocks()[0]
        block.what.setText("TH68010")
        block.what.editingFinished.emit()
        return page

    return write
