"""The main job, done by keys alone: from the first start to a closed file."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from triage_app.domain.sitting import RISK, VIEW
from triage_app.services.desk import LONDON
from ui.assessment.running import Running
from ui.consent.booking import BookingForm
from ui.tour.deciding import Deciding
from ui.tour.hands import ALT, CTRL, LostError

Key = Qt.Key
# Questions that make a pathway critical when their gravest answers are given, and which.
WEIGHS = {"FI2": "finance", "AT1": "attitudes", "AL1": "alcohol"}


Look = Callable[[str], None]


def unseen(_place: str) -> None:
    """Look at nothing on the way."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whoever is referred, as they would be typed in."""

    name: str
    born: str
    sex: str
    postcode: str
    telephone: str
    language: str  # en, cy
    custody_record: str
    offence: str  # its code


@dataclass(frozen=True, slots=True)
class Staff:
    """Whoever signs in."""

    name: str
    username: str
    password: str


class Job(Deciding):
    """What staff do, each a walk over the keys of one screen."""

    # ── Coming in ────────────────────────────────────────────────────────────────────────────

    def found(self, staff: Staff, scheme: str, suite: str) -> None:
        """Make a caseload for a scheme and a suite of it, and write the recovery code down."""
        hands, said = self.hands, self.said
        hands.pick(said("first_start.scheme"), scheme)
        hands.pick(said("first_start.suite"), suite)
        hands.fill(said("first_start.name"), staff.name)
        hands.fill(said("first_start.username"), staff.username)
        hands.fill(said("first_start.password"), staff.password)
        hands.fill(said("first_start.password_again"), staff.password)
        hands.do(said("first_start.make"))

    def keep_code(self) -> None:
        """Say that the recovery code is on paper."""
        self.hands.to(self.said("signin.code_kept"))
        self.hands.press(Key.Key_Space)
        self.hands.do(self.said("signin.code_go_on"))

    def sign_in(self, staff: Staff) -> None:
        """Sign in."""
        self.hands.fill(self.said("signin.username"), staff.username)
        self.hands.fill(self.said("signin.password"), staff.password)
        self.hands.press(Key.Key_Return)

    def sign_out(self) -> None:
        """Sign out."""
        self.hands.do(self.said("shell.sign_out"))

    def ask_to_add(self, own: Staff) -> None:
        """Ask for the form for a new user: the first time, one's own password comes before it."""
        self.hands.do(self.said("members.add"))
        if self.hands.at() == self.said("members.own_password"):
            self.hands.write(own.password)
            self.hands.press(Key.Key_Return)

    def add(self, staff: Staff, role: str) -> None:
        """Add a user."""
        hands, said = self.hands, self.said
        hands.choose(said("members.role"), said(f"role.{role}"))
        hands.fill(said("members.name"), staff.name)
        hands.fill(said("members.username"), staff.username)
        hands.fill(said("members.telephone"), "01632 960147")
        hands.fill(said("members.password"), staff.password)
        hands.fill(said("members.password_again"), staff.password)
        hands.do(said("members.save_new"))

    def add_service(self, name: str, helps_with: Sequence[str], area: str) -> None:
        """Put a service into the directory."""
        hands, said = self.hands, self.said
        hands.do(said("directory.new"))
        hands.fill(said("directory.name"), name)
        for words in helps_with:
            hands.tick(said("directory.pathways"), words)
        hands.tick(said("directory.areas"), area)
        hands.tick(said("directory.languages"), said("assessment.language_cy"))
        hands.fill(said("directory.address"), "14 Practice Street, Haverfordwest, SA61 9ZZ")
        hands.fill(said("directory.telephone"), "01632 960201")
        hands.fill(said("directory.directions_en"), "Five minutes from the bus station.")
        hands.fill(said("directory.directions_cy"), "Pum munud o orsaf y bysiau.")
        hands.do(said("directory.save"))

    # ── Referral ─────────────────────────────────────────────────────────────────────────────

    def fill_referral(self, who: Somebody, now: dt.datetime) -> None:
        """Type a referral in."""
        hands, said = self.hands, self.said
        hands.press(Key.Key_N, CTRL)
        self._fill_person(who)
        arrested = now - dt.timedelta(hours=12)
        hands.fill(said("referral.custody_record"), who.custody_record)
        for name, moment in (("arrested", arrested), ("released", now - dt.timedelta(hours=1))):
            label = said(f"referral.{name}")
            hands.fill(said("common.day_of", label=label), f"{moment:%d/%m/%Y}")
            hands.fill(said("common.time_of", label=label), f"{moment:%H:%M}")
        hands.fill(said("referral.officer_name"), "PC Rowan Kestrel")
        hands.fill(said("referral.officer_number"), "0417")
        hands.fill(said("offence.what"), who.offence)
        hands.press(Key.Key_Tab)
        hands.fill(said("offence.first_day"), f"{arrested:%d/%m/%Y}")
        hands.fill(said("offence.place"), "Quay Street, Haverfordwest")
        hands.fill(said("offence.postcode"), "SA61 1AA")
        hands.choose(said("order.court_order"), said("order.court_order_no"))
        hands.choose(said("order.bail"), said("order.bail_no"))

    def save_referral(self) -> None:
        """Save it."""
        self.hands.do(self.said("referral.save"))

    def _fill_person(self, who: Somebody) -> None:
        hands, said = self.hands, self.said
        hands.fill(said("referral.name"), who.name)
        hands.fill(said("referral.born"), who.born)
        hands.choose(said("referral.sex"), said(f"referral.sex_{who.sex}"))
        hands.fill(said("referral.address"), "4 Practice Terrace, Haverfordwest")
        hands.fill(said("referral.postcode"), who.postcode)
        hands.fill(said("referral.telephone"), who.telephone)
        language = said(f"referral.language_{who.language}")
        hands.choose(said("referral.speaks"), language)
        hands.choose(said("referral.reads"), language)
        for question in ("interpreter", "appropriate_adult"):
            hands.choose(said(f"referral.{question}"), said(f"referral.{question}_no"))

    # ── Eligibility and consent ──────────────────────────────────────────────────────────────

    def step(self, number: int) -> None:
        """Open a step of the case by its number."""
        self.hands.press(Key(Key.Key_0 + number), ALT)

    def book(self) -> dt.datetime:
        """Book the assessment at the first free time but two; return when it is."""
        hands, said = self.hands, self.said
        hands.press(Key.Key_Right, times=3)
        form = hands.window.findChild(BookingForm)
        if form is None or (span := form.span()) is None:
            message = "no free time is proposed"
            raise LostError(message)
        hands.fill(said("bookings.room"), "2")
        hands.do(said("bookings.book"))
        return span.starts

    def remind(self) -> None:
        """Make the letter that reminds of the assessment, to be given by hand."""
        self.hands.do(self.said("reminder.make"))
        self.hands.do(self.said("reminder.print"))

    # ── Assessment ───────────────────────────────────────────────────────────────────────────

    def begin_assessment(self, language: str) -> None:
        """Begin it in a language."""
        spoken = self.said(f"assessment.language_{language}")
        self.hands.choose(self.said("assessment.language"), spoken)
        self.hands.do(self.said("assessment.start"))

    def answer(
        self, weighing: Mapping[str, str], stop_before: str = RISK, look: Look = unseen
    ) -> None:
        """Answer each question by its key: those that weigh by theirs, the others by the first.

        A pathway with something that weighs is linked to this offending, and not to harm.
        """
        grave = {WEIGHS[question] for question in weighing}
        while (here := self.place()) != stop_before:
            look(here)
            if self.place() != here:
                continue  # whoever looked has gone on
            if here.startswith(VIEW):
                if here.removeprefix(VIEW) in grave:
                    self._judge()
            else:
                self.hands.write(weighing.get(here, "0"))
            self.hands.press(Key.Key_Return)
            if self.place() == here:
                message = f"{here} is not left"
                raise LostError(message)

    def finish_assessment(self, look: Look = unseen) -> None:
        """Judge the risk, take the order of the needs as it is, and complete."""
        hands, said = self.hands, self.said
        for name in ("reoffending", "harm"):
            hands.choose(said(f"needs.{name}"), said("needs.level_low"))
        hands.fill(said("needs.rationale"), "First arrest. Owns it, and is sorry.")
        hands.press(Key.Key_Return, CTRL)
        look("ranking")
        hands.press(Key.Key_Return)
        look("completing")
        hands.answer_when_asked(said("assessment.complete_sure_do"))
        hands.do(said("assessment.complete"))

    def place(self) -> str:
        """Return where the assessment is."""
        running = self.hands.window.findChild(Running)
        return running.place if running is not None else ""

    def _judge(self) -> None:
        hands, said = self.hands, self.said
        hands.choose(said("needs.linked_to_offending"), said("needs.linked"))
        hands.choose(said("needs.linked_to_harm"), said("needs.not_linked"))
        motive = said("needs.motivation_needs_help")
        hands.choose(said("needs.motivation"), motive)

    # ── Contract ─────────────────────────────────────────────────────────────────────────────

    def draft(self) -> None:
        """Draft the contract from the needs."""
        self.hands.do(self.said("contract.propose"))

    def fill_condition(self, meetings: int, first: dt.datetime) -> None:
        """Say how many meetings the condition that is open has, and when the first one is."""
        hands, said = self.hands, self.said
        hands.fill(said("condition.sessions"), str(meetings))
        label = said("condition.first_meeting")
        hands.fill(said("common.day_of", label=label), f"{first:%d/%m/%Y}")
        hands.fill(said("common.time_of", label=label), f"{first:%H:%M}")
        hands.do(said("condition.save"))

    def settle(self, code: str, position: int) -> None:
        """Follow a line of what is left to settle to its field."""
        self.hands.to(self.said(f"contract.{code}", position=position))
        self.hands.press(Key.Key_Return)

    def make_paper(self) -> None:
        """Make the paper that will be signed."""
        self.hands.do(self.said("contract.make"))

    def open_signatures(self) -> None:
        """Open the page where signatures are recorded."""
        self.hands.do(self.said("contract.sign"))

    def sign(self, at: dt.datetime) -> None:
        """Record that everybody signed."""
        hands, said = self.hands, self.said
        at = at.astimezone(LONDON)
        for role in ("participant", "assessor"):
            label = said(f"signing.{role}_at")
            hands.fill(said("common.day_of", label=label), f"{at:%d/%m/%Y}")
            hands.fill(said("common.time_of", label=label), f"{at:%H:%M}")
        hands.choose(said("signing.manner"), said("signing.signed"))
        hands.choose(said("signing.copy_taken"), said("signing.copy_taken_yes"))
        hands.do(said("signing.save"))

    # ── Otherwise ────────────────────────────────────────────────────────────────────────────

    def leave(self) -> None:
        """Make the letter to the officer, record the offer of services, and close."""
        hands, said = self.hands, self.said
        hands.do(said("ways_out.print_letter"))
        hands.choose(said("ways_out.offered"), said("ways_out.offered_yes"))
        hands.choose(said("ways_out.accepted"), said("ways_out.accepted_yes"))
        hands.do(said("ways_out.save_services"))
        hands.answer_when_asked(said("ways_out.ask_close_do"))
        hands.do(said("ways_out.close"))

    def uncover(self, staff: Staff) -> None:
        """Take the cover away again."""
        self.hands.write(staff.password)
        self.hands.press(Key.Key_Return)
