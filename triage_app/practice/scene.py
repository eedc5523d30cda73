"""One invented person's case on the stage: what staff do to it, day by day, by the use cases."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from triage_app.domain.booking import Outside, Slot
from triage_app.domain.compliance import Attendance
from triage_app.domain.condition import Condition, Kind
from triage_app.domain.consent import Answer
from triage_app.domain.contract import Draft, begin
from triage_app.domain.eligibility import Decision, Outcome, Verdict
from triage_app.domain.instrument import Kind as Asked
from triage_app.domain.instrument import Option, Question
from triage_app.domain.leaving import Offer
from triage_app.domain.needs import Level, Motivation, Risk, View
from triage_app.domain.signature import Manner
from triage_app.domain.tracked import Marked
from triage_app.domain.wording import Language, Wording
from triage_app.domain.workflow import Event
from triage_app.practice import known
from triage_app.practice.cast import House, Player
from triage_app.practice.harmed import record_harm
from triage_app.practice.particulars import Custodian
from triage_app.practice.pledged import agree_to_pay
from triage_app.practice.prompted import answered
from triage_app.practice.safe import settle_flags
from triage_app.practice.sayings import (
    ELIGIBLE,
    HELPED,
    NO_CONSENT,
    ON_MAP,
    OWN_VIEW,
    RISK,
    RISK_ACTION,
    SAME_HOUSE,
    STRENGTH,
)
from triage_app.services import (
    answers,
    assessments,
    authority,
    bookings,
    consent,
    contract_papers,
    contracts,
    eligibility,
    printings,
    referrals,
    signing,
    tracking,
    ways_out,
)
from triage_app.services.assessment_record import AssessmentView, Given
from triage_app.services.authority import Authority
from triage_app.services.contracts import Sheet
from triage_app.services.desk import LONDON, Actor, Desk

PRINTER: Final = "Practice printer"
DAY_OF_DEEDS: Final = dt.timedelta(hours=13)  # by then all of today’s are done
APART: Final = 12  # days from one meeting to the next, whoever holds them
FIRST: Final = 8  # days after the release: the first meeting, or up to so many days later
NEAR, FAR = dt.timedelta(days=2), dt.timedelta(days=150)  # the risk is looked at again
SATURDAY: Final = 5
EIGHTH: Final = 8  # of the cases: in these the risk is looked at again soon
SESSIONS: Final = 4  # of each pathway
THREE: Final = 3
GRAVE: Final = 2  # of a player’s needs, those that weigh most


class SetClock:
    """A clock that stands where it is put."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def __call__(self) -> dt.datetime:
        """Return the moment it stands at."""
        return self.moment


@dataclass(slots=True)
class Scene:
    """A player, whoever works their case, and the case once there is one."""

    desk: Desk
    house: House
    player: Player
    number: int
    now: dt.datetime
    assessor: Actor
    supervisor: Actor
    case_id: int = 0
    notice: int = 0  # the paper that tells the officer how the contract ended
    last_held: int = 4  # days ago, the last meeting of a contract
    pays_by: dt.date | None = None  # where the scheme asks for something; otherwise by the end
    due_at_end: bool = False  # conditions, instead of a fortnight before it
    meetings: tuple[dt.datetime, ...] = ()  # agreed, of all pathways, in turn
    paths: int = 0  # that have meetings

    @property
    def today(self) -> dt.date:
        """The day on which the caseload is made."""
        return self.now.astimezone(LONDON).date()

    def at(self, days: int, hour: int, minute: int = 0) -> dt.datetime:
        """Return a moment some days after the release; the sixtieth player shares a minute."""
        day = self.today + dt.timedelta(days=days - self.player.days)
        return dt.datetime.combine(day, dt.time(hour, minute % 60), LONDON).astimezone(dt.UTC)

    def on(self, days: int, hour: int, minute: int = 0) -> dt.datetime:
        """Return the moment of a deed: today’s are crowded into what has gone of the day."""
        moment = self.at(days, hour, minute)
        if days != self.player.days:
            return moment
        begun = self.at(days, 0)
        return begun + (moment - begun) * min((self.now - begun) / DAY_OF_DEEDS, 1.0)

    def ago(self, days: int, hour: int, minute: int = 0) -> dt.datetime:
        """Return the moment of a deed some days ago."""
        return self.on(self.player.days - days, hour, minute)

    def said(self, words: Wording) -> str:
        """Return words in the language in which staff write about the player."""
        return words[self.player.speaks]

    def put_on_paper(self, paper_id: int) -> None:
        """Print a paper, and say that it came out."""
        printing = printings.begin(self.desk, self.assessor, paper_id, PRINTER)
        printings.answer(self.desk, self.assessor, printing, came_out=True)

    # ── Referral to consent ──────────────────────────────────────────────────────────────────

    def refer(self) -> None:
        """Refer the person on the morning after the arrest."""
        held = (self.on(-1, 18 + self.number % 6, self.number), self.on(0, 7, self.number))
        given = Custodian(self.desk, self.house).referral(self.player, self.number, held)
        given = known.as_before(self.desk, self.player, given)
        self.case_id = referrals.commit(self.desk, self.assessor, given)
        why = self.said(SAME_HOUSE)
        known.link(self.desk, self.supervisor, self.case_id, self.player, why)
        record_harm(self.desk, self.assessor, (self.case_id, self.number), self.player, self.house)

    def answer_by_hand(self) -> None:
        """Answer what the postcode could not decide, and what a scheme asks besides."""
        desk, actor, case_id = self.desk, self.assessor, self.case_id
        findings = eligibility.advise(desk, actor, case_id).eligibility.findings
        open_rules = {one.rule for one in findings if one.verdict is not Verdict.MET}
        for question, said, why in answered(open_rules, self.said(ON_MAP)):
            answers.answer(desk, actor, case_id, question, said=said, reason=why)

    def decide(self, outcome: Outcome = Event.DECIDED_ELIGIBLE, why: Wording = ELIGIBLE) -> None:
        """Decide on the advice as it stands."""
        advice = eligibility.advise(self.desk, self.assessor, self.case_id)
        decision = Decision(outcome, self.said(why), advice.eligibility.digest)
        eligibility.decide(self.desk, self.assessor, self.case_id, decision)

    def authorise(self) -> None:
        """Record the inspector who allows it."""
        given = Authority("Gwyn Kestrel", "inspector", "0117", self.desk.today())
        authority.authorise(self.desk, self.assessor, self.case_id, given)

    def consent(self, *, given: bool = True, **changes: Any) -> None:  # noqa: ANN401
        """Explain the printed sheet, and record what was said and how it was signed."""
        reads = self.player.reads
        self.put_on_paper(consent.issue_sheet(self.desk, self.assessor, self.case_id, reads))
        answer = Answer(
            given=given,
            explained=True,
            explained_by=self.assessor.name,
            language=self.player.speaks,
            day=self.desk.today(),
            asked=False,
            shares=all_shares(self) if given else {},
            manner=Manner.SIGNED,
            reason="" if given else self.said(NO_CONSENT),
        )
        consent.record(self.desk, self.assessor, self.case_id, replace(answer, **changes))

    def book(self) -> None:
        """Book the assessment for two days after the release."""
        slot = slot_of(self, self.at(*self.assessment_at))
        bookings.book(self.desk, self.assessor, self.case_id, slot)

    @property
    def assessment_at(self) -> tuple[int, int]:
        """The day after the release and the hour at which the assessment is booked."""
        return 2, 9 + self.number % 8

    def leave(self, *, wants_help: bool) -> None:
        """Tell the officer, and offer services to somebody who is not taken on."""
        english = Language.ENGLISH
        self.put_on_paper(ways_out.issue_letter(self.desk, self.assessor, self.case_id, english))
        offer = Offer(offered=True, accepted=wants_help)
        ways_out.offer_services(self.desk, self.assessor, self.case_id, offer)

    def close_untaken(self) -> None:
        """Close the case of somebody who was not taken on."""
        ways_out.close(self.desk, self.assessor, self.case_id)

    # ── Assessment ───────────────────────────────────────────────────────────────────────────

    def begin_assessment(self) -> None:
        """Begin it in the language the person speaks: they came."""
        first = bookings.first_meeting(self.desk, self.assessor, self.case_id).current
        if first is not None:
            came = Marked(Attendance.ATTENDED)
            tracking.mark(self.desk, self.assessor, (first.id, first.version), came)
        language = Language(self.player.speaks)
        assessments.start(self.desk, self.assessor, self.case_id, language)

    def answer_pathways(self, most: int | None = None) -> None:
        """Answer pathway by pathway; stop after some if told to."""
        who, view = (self.desk, self.assessor, self.case_id), self._assessment()
        while given := self._answers(view, most):
            view = assessments.answer(*who, view.version, given)

    def _answers(self, view: AssessmentView, most: int | None) -> dict[str, Given]:
        """Return an answer to every question now asked; one may lead to more."""
        return {
            one.code: Given(answer_of(one, grave=section.pathway in self.player.needs[:GRAVE]))
            for section in view.instrument.sections[:most]
            for one in section.missing(view.answers)
        }

    def complete_assessment(self) -> None:
        """Judge needs and risk, and complete it."""
        who, view = (self.desk, self.assessor, self.case_id), self._assessment()
        for need in view.needs.pathways:
            if need.is_need:
                thought = self._view(need.pathway)
                view = assessments.judge(*who, view.seen, need.pathway, thought)
        view = assessments.judge_risk(*who, view.seen, _risk(self))
        assessments.complete(*who, view.version)
        if self.desk.today() < self.today:  # of today's, it is still to be said
            settle_flags(self.desk, self.assessor, self.case_id, self.said)

    def _assessment(self) -> AssessmentView:
        found = assessments.assessment(self.desk, self.assessor, self.case_id)
        if found is None:
            raise LookupError(self.player.name)
        return found

    # ── Contract ─────────────────────────────────────────────────────────────────────────────

    def draft(self) -> Sheet:
        """Draft the contract from the needs and fill in what it asks for."""
        sheet = contracts.draft(self.desk, self.assessor, self.case_id)
        wanted = self._with_last(sheet)
        places = [one.position for one in wanted.conditions if _meets(sheet, one)]
        self.paths, self.meetings = len(places), self._agreed(len(places))
        for condition in wanted.conditions:
            wanted = wanted.put(self._filled(sheet, condition, places))
        for pathway in {*sheet.draft.needs} - {one.pathway for one in wanted.conditions}:
            wanted = wanted.explain(pathway, self.said(HELPED))
        contracts.change(self.desk, self.assessor, self.case_id, sheet.seen, wanted)
        return self._sheet()

    def print_contract(self) -> None:
        """Make the paper in the language the person reads, once it is said what they pay."""
        agree_to_pay(self.desk, self.assessor, self._sheet(), self.pays_by)
        seen, edition = self._sheet().seen, self.player.reads
        self.put_on_paper(
            contract_papers.issue(self.desk, self.assessor, self.case_id, seen, edition)
        )

    def sign(self) -> None:
        """Record that everybody signed today."""
        asked = signing.asked(self.desk, self.assessor, self.case_id)
        names = tuple(replace(one, at=self.desk.now()) for one in asked.names)
        given = signing.Sitting(names, copy_taken=True, explained=asked.varies)
        signing.sign(self.desk, self.assessor, self.case_id, self._sheet().seen, given)

    def _sheet(self) -> Sheet:
        found = contracts.sheet(self.desk, self.assessor, self.case_id)
        if found is None:
            raise LookupError(self.player.name)
        return found

    def _with_last(self, sheet: Sheet) -> Draft:
        """Put volunteering or a tag last where the player is to do some, or to wear one."""
        if not self.player.hours and not self.player.tag:
            return sheet.draft
        kind = Kind.TAG if self.player.tag else Kind.VOLUNTEERING
        text = next(one for one in sheet.scheme.conditions if one.kind == kind)
        slot = next(one for one in sheet.scheme.slots if text.kind in one.kinds)
        begun = begin(slot, text, sheet.draft, sheet.scheme)
        return sheet.draft.put(replace(begun, hours=self.player.hours or None))

    def _agreed(self, paths: int) -> tuple[dt.datetime, ...]:
        """Return when the meetings are, of all pathways in turn, so that the last fits today."""
        apart = APART if paths < THREE else APART * 2 // THREE
        sessions = SESSIONS * max(paths, 2)
        first = FIRST + (self.player.days - FIRST - self.last_held) % apart
        days = (first + apart * number for number in range(sessions))
        hour = 10 + self.number % 6
        return tuple(self.at(self._working(day), hour, 0) for day in days)

    def _working(self, days: int) -> int:
        """Return a day of work: the next one ahead of today, the last one behind it."""
        day = self.today + dt.timedelta(days=days - self.player.days)
        over = day.weekday() - SATURDAY
        if over < 0:
            return days
        return days + 2 - over if day > self.today else days - 1 - over

    def _filled(self, sheet: Sheet, condition: Condition, places: list[int]) -> Condition:
        """Fill the inputs of a condition: the nearest service, sessions, a first meeting."""
        text = sheet.scheme.condition(condition.code)
        if "service" in text.inputs and condition.service is None:
            offer = condition.pathway or text.kind
            found = [one for one in sheet.services_for(offer, sheet.draft.day) if one.fit.takes]
            near = [one for one in found if self.player.area in one.row.entry.areas]
            service = next((one.row.id for one in near or found), None)
            condition = replace(condition, service=service)
        if "due" in text.inputs and self.due_at_end:
            condition = replace(condition, due=sheet.draft.ends)
        if condition.position not in places:
            return condition
        turn, sessions = places.index(condition.position), len(self.meetings) // len(places)
        return replace(condition, sessions=sessions, first_meeting=self.meetings[turn])

    def _view(self, pathway: str) -> View:
        linked = pathway in self.player.needs
        return View(
            linked_to_offending=linked,
            linked_to_harm=pathway == self.player.needs[0],
            strength=self.said(STRENGTH) if linked else "",
            own_view=self.said(OWN_VIEW) if linked else "",
            motivation=Motivation.NEEDS_HELP if linked else Motivation.THINKING,
        )


def _risk(scene: Scene) -> Risk:
    return Risk(
        reoffending=Level.MEDIUM,
        harm=Level.LOW,
        rationale=scene.said(RISK),
        action=scene.said(RISK_ACTION),
        review=scene.today + (NEAR if scene.number % EIGHTH == 0 else FAR),
    )


def slot_of(scene: Scene, starts: dt.datetime, outside: Outside | None = None) -> Slot:
    """Return an hour at the suite's own place."""
    place = bookings.places_of(scene.desk, scene.assessor, scene.case_id)[0]
    name = f"{place.name[scene.player.reads]}, 2"
    return Slot(starts, 60, name, outside=outside, place_code=place.code, room="2")


def _meets(sheet: Sheet, condition: Condition) -> bool:
    return "sessions" in sheet.scheme.condition(condition.code).inputs


def answer_of(question: Question, *, grave: bool) -> str:
    """Return an answer: one that weighs where the need is grave, one that does not elsewhere."""
    if question.kind is Asked.NUMBER:
        return str(question.steps[-1].at_least if grave and question.steps else 0)
    if question.kind is Asked.TEXT:
        return "Nothing to add"
    wanted: Mapping[bool, Option] = {
        True: max(question.options, key=lambda one: one.score),
        False: min(question.options, key=lambda one: one.score),
    }
    return wanted[grave].code


def all_shares(scene: Scene) -> dict[tuple[str, str], bool]:
    """Return a yes for every partner of the scheme."""
    seen = consent.view(scene.desk, scene.assessor, scene.case_id)
    return {(one.code, one.purpose): True for one in seen.partners}
