"""Whoever shows the program round: at the keys, with a clock to move and an album to fill."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from triage_app.config import RESOURCES
from triage_app.services import consent, directory, paperwork
from triage_app.services.desk import LONDON
from triage_app.texts import Texts
from ui.shell import Shell
from ui.signin.code import CodePage
from ui.tour.album import Album
from ui.tour.hands import CTRL, Hands
from ui.tour.job import Job, Somebody, Staff
from ui.tour.months import Months
from ui.tour.taking_in import TakingIn
from ui.window import Window


class MovingClock:
    """A clock that goes where the story goes."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        """Return the moment of the story, and let a second pass."""
        self.moment += dt.timedelta(seconds=1)
        return self.moment.astimezone(dt.UTC)

    def go_to(self, day: dt.date, hour: int = 10) -> None:
        """Go to a day."""
        self.moment = dt.datetime.combine(day, dt.time(hour), LONDON)


class Guide:
    """What is shown is asked of the window, never assumed."""

    def __init__(self, window: Window, clock: MovingClock, album: Album) -> None:
        self.window, self.clock, self.album = window, clock, album
        self.hands = Hands(window)
        self.job, self.months = Job(self.hands, self.said), Months(self.hands, self.said)
        self.taking_in = TakingIn(self.hands, self.said)
        self.case = ""
        self._filed: set[int] = set()

    def said(self, code: str, **values: object) -> str:
        """Return the wording of a code in the language on the screen."""
        return Texts(RESOURCES / "wording", self.language)(code, **values)

    @property
    def language(self) -> str:
        """The language on the screen."""
        return self.window.preferences.language

    def show(self, code: str) -> None:
        """Take a picture."""
        self.album.picture(self.window, code, self.language, self.case)

    def code_page(self) -> CodePage | None:
        """Return the page that shows the recovery code, if it is the one."""
        page = self.window.entrance.page if self.window.entrance else None
        return page if isinstance(page, CodePage) else None

    def sign_in(self, staff: Staff) -> None:
        """Sign in, and wait for the work to be there."""
        self.job.sign_in(staff)
        self.hands.wait(lambda: self.window.shell is not None, "the way in")

    def pathway(self, code: str) -> str:
        """Return what the directory calls a pathway of need."""
        return directory.pathways(self.shell.room.desk)[code][self.language]

    def area(self, code: str) -> str:
        """Return what the scheme calls an area that services work in."""
        return directory.areas(self.shell.room.desk)[code][self.language]

    @property
    def shell(self) -> Shell:
        """The frame around every screen."""
        if self.window.shell is None:
            raise LookupError("nobody is signed in")
        return self.window.shell

    def speak(self, language: str) -> None:
        """Have the screens speak a language, by a click on its name."""
        if self.language != language:
            wanted = self.said(f"shell.speak_{language}")
            buttons = self.window.findChildren(QAbstractButton)
            self.hands.click(next(one for one in buttons if one.accessibleName() == wanted))

    def file(self, who: Somebody) -> None:
        """Put every paper of the case that is open beside the pictures, once."""
        self.file_of(who.name)

    def file_of(self, name: str) -> None:
        """Put every paper of the case that is open beside the pictures, once, by a name."""
        desk, actor = self.shell.room.desk, self.shell.room.actor
        for paper in paperwork.papers_of(desk, actor, self.shell.here.case_id or 0):
            if paper.id not in self._filed:
                self._filed.add(paper.id)
                pdf = paperwork.pdf(desk, actor, paper.id)
                self.album.paper(pdf, paper.kind, paper.language, name)

    def open(self, who: Somebody) -> None:
        """Find somebody by name, and open their case."""
        self.find(who.name)

    def find(self, name: str) -> None:
        """Find a case by the name of its person, and open it."""
        self.case = name
        self.hands.press(Qt.Key.Key_K, CTRL)
        self.hands.write(name.split(maxsplit=1)[0])
        self.hands.wait(self._has_found, "the person who is looked for")
        self.hands.press(Qt.Key.Key_Down)
        self.hands.press(Qt.Key.Key_Return)

    def _has_found(self) -> bool:
        return self.shell.top.finder.list.isVisible()

    def partners(self) -> list[str]:
        """Return whom the scheme's sheet asks about, as they are called on the screen."""
        room, case_id = self.shell.room, self.shell.here.case_id or 0
        seen = consent.view(room.desk, room.actor, case_id)
        return [one.name[self.language] for one in seen.partners]

    def condition(self, position: int) -> str:
        """Return what the form for a breach calls a condition."""
        shown = self.window.findChildren(QAbstractButton)
        names = [one.accessibleName() for one in shown]
        return next(one for one in names if one.startswith(f"{position}. "))

    def outcome(self) -> str:
        """Return the outcome the scheme proposes by itself."""
        desk = self.shell.room.desk
        scheme = desk.schemes.of_office(desk.suite, desk.today())
        return next(one for one in scheme.outcomes if one.by_default).name[self.language]
