"""The tour: from the first start to one file closed and one returned for prosecution."""

import datetime as dt
from pathlib import Path
from shutil import rmtree
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from triage_app.config import RESOURCES, Config
from triage_app.domain.problems import Refused
from triage_app.domain.wording import Language
from triage_app.services import directory, paperwork
from triage_app.services.desk import LONDON
from triage_app.texts import Texts
from ui.app import application_of, open_window
from ui.shell import Shell
from ui.signin.code import CodePage
from ui.tour.album import HEIGHT, WIDTH, Album
from ui.tour.hands import CTRL, Hands
from ui.tour.job import Job, Somebody, Staff
from ui.tour.months import Months
from ui.window import Window

BEGINS: Final = dt.datetime(2026, 11, 24, 9, 40, tzinfo=LONDON)
CASELOAD: Final = "caseload"
INDEX: Final = "index.json"
ADMINISTRATOR: Final = Staff("Gwen Tern", "gwen.tern", "lamp orchard bicycle")
ASSESSOR: Final = Staff("Ann Rees", "ann.rees", "kettle meadow violin")
SUPERVISOR: Final = Staff("Huw Linnet", "huw.linnet", "saddle pepper cloud")
AUDITOR: Final = Staff("Ifor Merlin", "ifor.merlin", "window turnip harbour")
KEEPS: Final = Somebody(
    "Osian Sandpiper",
    "14/5/1995",
    "male",
    "SA61 1AA",
    "01632 960111",
    "en",
    "HW/1001/26",
    "CJ88001",
)
BREAKS: Final = Somebody(
    "Lleucu Pysgotwr",
    "29/2/1996",
    "female",
    "SA62 1AA",
    "01632 960112",
    "cy",
    "HW/1002/26",
    "PU86116",
)
LEFT: Final = Somebody(
    "Carys Larkspur",
    "3 Feb 1990",
    "female",
    "SA71 1AA",
    "01632 960113",
    "en",
    "HW/1003/26",
    "TH68010",
)
GRAVE: Final = {"FI2": "2", "AT1": "2"}


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


def run(folder: Path, language: str = Language.ENGLISH, scale: float = 1.0) -> int:
    """Drive the real screens, and keep a picture of each and every paper; return how many.

    Refuses a folder that holds a caseload not made by a tour. Raises `LostError` where the
    keyboard cannot get on, `BadPictureError` at a picture that is blank or seen before.
    """
    _clear(folder)
    application = application_of(["custody-triage"])
    QAccessible.setActive(True)
    clock = MovingClock(BEGINS)
    config = Config(data=folder / CASELOAD, tour=True)
    window = open_window(application, config, clock)
    window.preferences.language = Language(language)
    window.preferences.scale = scale
    window.show_entrance()
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    try:
        return Tour(window, clock, Album(folder)).tell()
    finally:
        window.close()


def _clear(folder: Path) -> None:
    """Make room for a tour where nothing, or an earlier tour, lies."""
    held = folder / CASELOAD
    foreign = [*folder.glob("*.db"), *(one for one in held.glob("*.db") if one.stem != "tour")]
    if foreign:
        raise Refused("commands.tour_not_here", folder=str(folder))
    if (folder / INDEX).exists():
        for pattern in ("*.png", "*.pdf", INDEX):
            for old in folder.glob(pattern):
                old.unlink()
    if held.exists():
        rmtree(held)
    held.mkdir(parents=True)


class Tour:
    """Tells the story screen by screen; what is shown is asked of the window, never assumed."""

    def __init__(self, window: Window, clock: MovingClock, album: Album) -> None:
        self.window, self.clock, self.album = window, clock, album
        self.hands = Hands(window)
        self.job, self.months = Job(self.hands, self.said), Months(self.hands, self.said)
        self.case = ""
        self._filed: set[int] = set()

    def tell(self) -> int:
        """Tell everything, and return how many pictures and papers there are."""
        self._found()
        self._refer_and_agree(KEEPS)
        first = self.language
        self._speak(Language.WELSH)
        self._refer_and_agree(BREAKS)
        self._first_meetings()
        self._find_breach()
        self._speak(first)
        self._leave_one()
        self._complete()
        self._look_round()
        return self.album.count("screen") + self.album.count("paper")

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

    # ── The house ────────────────────────────────────────────────────────────────────────────

    def _found(self) -> None:
        job, hands = self.job, self.hands
        self.show("first-start")
        suite = "Hwlffordd" if self.language == Language.WELSH else "Haverfordwest"
        job.found(ADMINISTRATOR, suite)
        hands.wait(lambda: self._code_page() is not None, "the recovery code")
        self.show("recovery-code")
        if page := self._code_page():
            sheet = page.code.sheet(self.language)
            self.album.paper(sheet, "RECOVERY", self.language, "")
        job.keep_code()
        self.show("sign-in")
        self._sign_in(ADMINISTRATOR)
        hands.section(self.said("shell.admin"))
        for staff, role in (
            (ASSESSOR, "assessor"),
            (SUPERVISOR, "supervisor"),
            (AUDITOR, "auditor"),
        ):
            job.ask_to_add(ADMINISTRATOR)
            job.add(staff, role)
        self.show("administration")
        hands.section(self.said("shell.directory"))
        job.add_service("Practice Money Advice", [self._pathway("finance")])
        job.add_service("Practice Thinking Course", [self._pathway("attitudes")])
        self.show("directory")
        job.sign_out()
        self._sign_in(ASSESSOR)
        self.show("today-empty")

    def _code_page(self) -> CodePage | None:
        page = self.window.entrance.page if self.window.entrance else None
        return page if isinstance(page, CodePage) else None

    def _sign_in(self, staff: Staff) -> None:
        self.job.sign_in(staff)
        self.hands.wait(lambda: self.window.shell is not None, "the way in")

    def _pathway(self, code: str) -> str:
        """Return what the directory calls a pathway of need."""
        return directory.pathways(self._shell.room.desk)[code][self.language]

    @property
    def _shell(self) -> Shell:
        if self.window.shell is None:
            raise LookupError("nobody is signed in")
        return self.window.shell

    def _speak(self, language: str) -> None:
        """Have the screens speak a language, by a click on its name."""
        if self.language != language:
            wanted = self.said(f"shell.speak_{language}")
            buttons = self.window.findChildren(QAbstractButton)
            self.hands.click(next(one for one in buttons if one.accessibleName() == wanted))

    # ── One case, to the signed contract ─────────────────────────────────────────────────────

    def _refer_and_agree(self, who: Somebody) -> None:
        """Take somebody from referral to a signed contract, and file every paper of it."""
        self.case = who.name
        self._refer(who)
        self.job.decide("Nothing stands against it, and help is wanted.")
        self.job.authorise(self.clock.moment.date())
        self.show("eligibility-decided")
        self._consent(who)
        self._assess(who)
        self._agree(who)

    def _refer(self, who: Somebody) -> None:
        self.job.fill_referral(who, self.clock.moment)
        self.show("new-referral")
        self.job.save_referral()
        self.show("eligibility")

    def _consent(self, who: Somebody) -> None:
        job = self.job
        job.step(3)
        self.show("consent")
        job.print_sheet()
        self.show("information-sheet")
        job.consent(who.language)
        self.show("first-meeting")
        job.book(self.clock.moment + dt.timedelta(hours=30))
        self.show("first-meeting-booked")

    def _assess(self, who: Somebody) -> None:
        job = self.job
        self.clock.moment += dt.timedelta(hours=30)
        job.step(4)
        self.show("assessment-before")
        job.begin_assessment(who.language)
        self.show("assessment-question")
        job.answer(GRAVE, stop_before="view.attitudes")
        self.show("assessment-view")
        job.answer(GRAVE)
        self.show("assessment-risk")
        job.finish_assessment()
        self.show("assessment-summary")

    def _agree(self, who: Somebody) -> None:
        job, now = self.job, self.clock.moment
        job.step(5)
        self.show("contract-before")
        job.draft()
        self.show("contract-draft")
        job.fill_condition(1, now.replace(hour=10, minute=30) + dt.timedelta(days=5))
        job.settle("no_sessions", 4)
        job.fill_condition(1, now.replace(hour=14, minute=0) + dt.timedelta(days=8))
        self.show("contract-ready")
        job.make_paper()
        self.show("contract-paper")
        job.open_signatures()
        self.show("contract-signatures")
        job.sign(now.date())
        self.show("contract-signed")
        job.step(6)
        self.show("tracking")
        self._file(who)

    def _file(self, who: Somebody) -> None:
        """Put every paper of the case that is open beside the pictures, once."""
        desk, actor = self._shell.room.desk, self._shell.room.actor
        for paper in paperwork.papers_of(desk, actor, self._shell.here.case_id or 0):
            if paper.id not in self._filed:
                self._filed.add(paper.id)
                pdf = paperwork.pdf(desk, actor, paper.id)
                self.album.paper(pdf, paper.kind, paper.language, who.name)

    # ── The months, and how each case ends ───────────────────────────────────────────────────

    def _open(self, who: Somebody) -> None:
        """Find somebody by name, and open their case."""
        self.case = who.name
        self.hands.press(Qt.Key.Key_K, CTRL)
        self.hands.write(who.name.split()[0])
        self.hands.wait(self._has_found, "the person who is looked for")
        self.hands.press(Qt.Key.Key_Down)
        self.hands.press(Qt.Key.Key_Return)

    def _has_found(self) -> bool:
        return self._shell.top.finder.list.isVisible()

    def _first_meetings(self) -> None:
        """One came to everything; the other to nothing, without a reason."""
        job, months = self.job, self.months
        self.clock.go_to(self.clock.moment.date() + dt.timedelta(days=10))
        self._open(KEEPS)
        job.step(6)
        months.mark("1")
        months.mark("1")
        self.show("tracking-kept")
        self._open(BREAKS)
        job.step(6)
        months.miss("Dim ateb i ddwy alwad.")
        self.show("tracking-missed")
        months.make_letter()
        self.show("warning")
        months.miss("Dim ateb eto.")
        self.show("tracking-missed-twice")
        self._file(BREAKS)

    def _find_breach(self) -> None:
        """The breach is proposed by one, decided by another, and watched to its end."""
        job, months = self.job, self.months
        job.step(7)
        months.open_proposal()
        titles = [self._condition(position) for position in (3, 4)]
        months.propose_breach(titles)
        self.show("breach-proposed")
        job.sign_out()
        self._sign_in(SUPERVISOR)
        self.show("today-supervisor")
        self.hands.section(self.said("shell.approvals"))
        self.show("approvals")
        months.decide_breach(BREAKS.name)
        self.show("breach-found")
        self._open(BREAKS)
        job.step(7)
        today = self.clock.moment.date()
        months.record_told(today)
        self.show("returned-watched")
        months.close(self.said("outcome.result_proceedings_begun"), today)
        self.show("closed-prosecuted")
        self._file(BREAKS)
        job.sign_out()
        self._sign_in(ASSESSOR)

    def _condition(self, position: int) -> str:
        """Return what the form for a breach calls a condition."""
        shown = self.window.findChildren(QAbstractButton)
        names = [one.accessibleName() for one in shown]
        return next(one for one in names if one.startswith(f"{position}. "))

    def _complete(self) -> None:
        """Everything is done: the officer is told, and the file closed."""
        self.clock.go_to(dt.date(2027, 3, 26))
        self.hands.section(self.said("shell.today"))
        self.show("today")
        self._open(KEEPS)
        self.job.step(7)
        self.show("outcome-complete")
        self.months.confirm_completion()
        self.show("outcome-letter")
        today = self.clock.moment.date()
        self.months.record_told(today)
        self.show("outcome-told")
        self.months.close(self._outcome(), today)
        self.show("closed")
        self._file(KEEPS)

    def _leave_one(self) -> None:
        """Somebody is not taken on: the officer is told, services are offered all the same."""
        self.case = LEFT.name
        self._refer(LEFT)
        self.job.decide("Lives elsewhere in truth, and is helped there.", eligible=False)
        self.job.step(7)
        self.show("not-taken-on")
        self.job.leave()
        self.show("not-taken-on-closed")
        self._file(LEFT)

    def _look_round(self) -> None:
        """What is seen beside the main job: lists, the log, the cover, the keys, the dark."""
        hands, job = self.hands, self.job
        self.case = ""
        hands.section(self.said("shell.agenda"))
        self.show("agenda")
        hands.press(Qt.Key.Key_F1)
        self.show("keys")
        hands.press(Qt.Key.Key_F1)
        hands.section(self.said("shell.referrals"))
        self.show("referrals")
        hands.do(self.said("shell.dark"))
        self.show("referrals-dark")
        hands.do(self.said("shell.light"))
        hands.press(Qt.Key.Key_F12)
        self.show("cover")
        job.uncover(ASSESSOR)
        job.sign_out()
        self._sign_in(SUPERVISOR)
        hands.section(self.said("shell.caseload"))
        self.show("caseload")
        job.sign_out()
        self._sign_in(AUDITOR)
        self.show("log")

    def _outcome(self) -> str:
        """Return the outcome the scheme proposes by itself."""
        desk = self._shell.room.desk
        scheme = desk.schemes.in_force(desk.suite, desk.today())
        return next(one for one in scheme.outcomes if one.by_default).name[self.language]
