"""What the tour tells: one kept the contract, one broke it, one was not taken on."""

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt

from triage_app.domain.wording import Language
from triage_app.services.desk import LONDON
from ui.tour import asking
from ui.tour.agreeing import Agreeing
from ui.tour.assessing import Assessing, assess, assess_at_the_end
from ui.tour.coming_again import come_again
from ui.tour.correcting import correct
from ui.tour.guide import Guide
from ui.tour.job import Somebody, Staff
from ui.tour.long_after import review_a_record
from ui.tour.looking_back import look_back
from ui.tour.meeting import meet, show_group, show_week
from ui.tour.scanning import scan_back
from ui.tour.supervising import Supervising
from ui.tour.tagging import add_service, agree_tag, fit_tag

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
# The scheme and the suite a caseload is made for, as each language names them.
FOUNDED: Final = {
    Language.ENGLISH: ("Dyfed-Powys diversionary scheme", "Haverfordwest"),
    Language.WELSH: ("Cynllun dargyfeirio Dyfed-Powys", "Hwlffordd"),
}


class Tour(Guide):
    """Tells the story, screen by screen."""

    meeting: dt.datetime  # when the assessment is

    def tell(self) -> int:
        """Tell everything, and return how many pictures and papers there are."""
        self._found()
        self._refer_and_agree(KEEPS)
        first = self.language
        self.speak(Language.WELSH)
        self._refer_and_agree(BREAKS)
        self.speak(first)
        self._come()
        self.speak(Language.WELSH)
        self._stay_away()
        self._find_breach()
        self.speak(first)
        self._leave_one()
        self._complete()
        self._look_round()
        return self.album.count("screen") + self.album.count("paper")

    # ── The house ────────────────────────────────────────────────────────────────────────────

    def _found(self) -> None:
        job, hands = self.job, self.hands
        self.show("first-start")
        job.found(ADMINISTRATOR, *FOUNDED[Language(self.language)])
        hands.wait(lambda: self.code_page() is not None, "the recovery code")
        self.show("recovery-code")
        if page := self.code_page():
            sheet = page.code.sheet(self.language)
            self.album.paper(sheet, "RECOVERY", self.language, "")
        job.keep_code()
        self.show("sign-in")
        self.sign_in(ADMINISTRATOR)
        hands.section(self.said("shell.admin"))
        for staff, role in (
            (ASSESSOR, "assessor"),
            (SUPERVISOR, "supervisor"),
            (AUDITOR, "auditor"),
        ):
            job.ask_to_add(ADMINISTRATOR)
            job.add(staff, role)
        self.show("administration")
        hands.to(self.said("imports.file_postcodes"))
        self.show("reference-data")
        hands.section(self.said("shell.directory"))
        job.add_service(
            "Practice Money Advice", [self.pathway("finance")], self.area("pembrokeshire")
        )
        job.add_service(
            "Practice Thinking Course", [self.pathway("attitudes")], self.area("pembrokeshire")
        )
        add_service(self, self.area("pembrokeshire"))
        self.show("directory")
        job.sign_out()
        self.sign_in(ASSESSOR)
        self.show("today-empty")
        Assessing(self).set_pin(ASSESSOR)

    # ── One case, to the signed contract ─────────────────────────────────────────────────────

    def _refer_and_agree(self, who: Somebody) -> None:
        """Take somebody from referral to a signed contract, and file every paper of it."""
        self.case = who.name
        self._refer(who)
        self.job.judge("Wants help with what led to it, and has a home to keep.")
        self.show("eligibility-judged")
        self.job.decide("Nothing stands against it, and help is wanted.")
        self.job.authorise(self.clock.moment.date())
        self.show("eligibility-decided")
        self._consent(who)
        self._assess(who)
        self._agree(who)

    def _refer(self, who: Somebody) -> None:
        self.job.fill_referral(who, self.clock.moment)
        self.hands.to(self.said("referral.name"), back=True)  # where it says of whom it is
        self.show("new-referral")
        self.job.save_referral()
        self.show("eligibility")

    def _consent(self, who: Somebody) -> None:
        job = self.job
        job.step(3)
        self.show("consent")
        asking.print_sheet(job)
        self.show("information-sheet")
        asking.consent(job, who.language, self.partners())
        self.meeting = meet(self)

    def _assess(self, who: Somebody) -> None:
        self.clock.moment = self.meeting.astimezone(LONDON)
        assess(self, who.language, Assessing(self) if who is KEEPS else None)

    def _agree(self, who: Somebody) -> None:
        job, now = self.job, self.clock.moment
        job.step(5)
        self.show("contract-before")
        job.draft()
        self.show("contract-draft")
        job.fill_condition(1, now.replace(hour=10, minute=30) + dt.timedelta(days=5))
        job.settle("no_sessions", 4)
        job.fill_condition(1, now.replace(hour=14, minute=0) + dt.timedelta(days=8))
        if who is KEEPS:
            agree_tag(self)
        self.show("contract-ready")
        closely = Agreeing(self, who) if who is KEEPS else None
        if closely is not None:
            closely.preview()
        job.make_paper()
        self.show("contract-paper")
        job.open_signatures()
        self.show("contract-signatures")
        self.clock.moment += dt.timedelta(minutes=5)  # they read it before they sign
        job.sign(self.clock.moment)
        self.show("contract-signed")
        job.step(5)
        scan_back(self)
        if closely is not None:
            closely.afterwards()
        job.step(6)
        self.show("tracking")
        self.file(who)

    # ── The months, and how each case ends ───────────────────────────────────────────────────

    def _come(self) -> None:
        """One came to everything, and wears a tag."""
        job, months = self.job, self.months
        self.clock.go_to(self.clock.moment.date() + dt.timedelta(days=10))
        show_group(self, self.meeting + dt.timedelta(days=5))
        self.open(KEEPS)
        job.step(6)
        months.mark("1")
        months.mark("1")
        self.show("tracking-kept")
        fit_tag(self)
        look_back(self, self.said("tracking.did_marked").split()[0])
        months.look_at_other_ends(self.show)

    def _stay_away(self) -> None:
        """The other came to nothing, without a reason."""
        months = self.months
        self.open(BREAKS)
        self.job.step(6)
        months.miss("Dim ateb i ddwy alwad.")
        self.show("tracking-missed")
        months.make_letter()
        self.show("warning")
        months.miss("Dim ateb eto.")
        self.show("tracking-missed-twice")
        self.file(BREAKS)

    def _find_breach(self) -> None:
        """The breach is proposed by one, decided by another, and watched to its end."""
        job, months = self.job, self.months
        job.step(7)
        months.open_proposal()
        months.propose_breach([self.condition(position) for position in (3, 4)])
        self.show("breach-proposed")
        job.sign_out()
        self.sign_in(SUPERVISOR)
        self.show("today-supervisor")
        Supervising(self).have_more_said(BREAKS, ASSESSOR, SUPERVISOR)
        months.decide_breach(BREAKS.name)
        self.show("breach-found")
        self.open(BREAKS)
        today = self.clock.moment.date()
        months.make_file(self.show)
        months.record_returned(today)
        self.show("returned-watched")
        months.close(self.said("outcome.result_proceedings_begun"), today)
        months.look_at_reopening(self.show)
        self.file(BREAKS)
        job.sign_out()
        self.sign_in(ASSESSOR)

    def _complete(self) -> None:
        """Everything is done: the officer is told, and the file closed."""
        self.clock.go_to(dt.date(2027, 3, 26))
        self.hands.section(self.said("shell.today"))
        self.show("today")
        self.open(KEEPS)
        assess_at_the_end(self)
        self.job.step(6)
        self.months.look_for_arrest()
        self.job.step(7)
        self.show("outcome-complete")
        self.months.confirm_completion()
        self.show("outcome-letter")
        today = self.clock.moment.date()
        self.months.record_told(today)
        self.show("outcome-told")
        self.months.close(self.outcome(), today)
        self.show("closed")
        self.file(KEEPS)

    def _leave_one(self) -> None:
        """Somebody is not taken on: the officer is told, services are offered all the same."""
        self.case = LEFT.name
        self._refer(LEFT)
        self.job.decide("Lives elsewhere in truth, and is helped there.", eligible=False)
        correct(self)
        self.job.step(7)
        self.show("not-taken-on")
        self.job.leave()
        self.show("not-taken-on-closed")
        self.file(LEFT)

    def _take_in_log(self) -> None:
        """A custody log is taken in: nobody in it is referred before a person has looked."""
        self.taking_in.look_at_file(self.shell)
        self.show("custody-log-columns")
        self.taking_in.preview(self.shell)
        self.show("custody-log-preview")
        self.taking_in.take_in(self.shell)
        self.show("custody-log")

    def _look_round(self) -> None:
        """What is seen beside the main job: lists, the log, the cover, the keys, the dark."""
        hands, job = self.hands, self.job
        self.case = ""
        hands.section(self.said("shell.agenda"))
        self.show("agenda")
        show_week(self, self.meeting)
        hands.press(Qt.Key.Key_F1)
        self.show("keys")
        hands.press(Qt.Key.Key_F1)
        self._take_in_log()
        come_again(hands, self.said, self.show, self.shell, BREAKS.born)
        hands.section(self.said("shell.referrals"))
        self.show("referrals")
        hands.do(self.said("shell.dark"))
        self.show("referrals-dark")
        hands.do(self.said("shell.light"))
        hands.press(Qt.Key.Key_F12)
        self.show("cover")
        job.uncover(ASSESSOR)
        job.sign_out()
        self.sign_in(SUPERVISOR)
        hands.section(self.said("shell.caseload"))
        self.show("caseload-closed")
        job.sign_out()
        self.sign_in(AUDITOR)
        self.show("log")
        job.sign_out()
        review_a_record(self, SUPERVISOR)
