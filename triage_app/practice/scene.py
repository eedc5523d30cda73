"""One invented person's case on the stage: what staff do to it, day by day, by the use cases."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from triage_app.domain.booking import Slot
from triage_app.domain.consent import Answer
from triage_app.domain.contract import Condition, Draft
from triage_app.domain.eligibility import Decision, Outcome, Verdict, age_on
from triage_app.domain.instrument import Kind, Option, Question
from triage_app.domain.needs import Level, Motivation, Risk, View
from triage_app.domain.referral import Custody, OffenceGiven, Particulars, Referral
from triage_app.domain.wording import Language
from triage_app.domain.workflow import Event
from triage_app.practice.cast import Player
from triage_app.services import (
    assessments,
    authority,
    bookings,
    consent,
    contract_papers,
    contracts,
    eligibility,
    referrals,
    signing,
    ways_out,
)
from triage_app.services.assessment_record import AssessmentView
from triage_app.services.assessments import Given
from triage_app.services.authority import Authority
from triage_app.services.contracts import Sheet
from triage_app.services.desk import LONDON, Actor, Desk

REFERRED_AT = dt.time(9, 20)
OFFENCE_BEFORE = 2  # days before the arrest


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
    player: Player
    number: int
    arrested: dt.date
    assessor: Actor
    supervisor: Actor
    case_id: int = 0

    def on(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """Return a moment some days after the arrest; a little later for each player."""
        day = self.arrested + dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(hour, minute), LONDON)

    # ── Referral to consent ──────────────────────────────────────────────────────────────────

    def refer(self, **changes: object) -> None:
        """Refer the person on the morning after the arrest."""
        given = Referral(self._particulars(), self._custody(), (self._offence(),))
        if changes:
            given = replace(given, **changes)  # type: ignore[arg-type]
        self.case_id = referrals.commit(self.desk, self.assessor, given)

    def answer_by_hand(self) -> None:
        """Answer what the postcode could not decide."""
        desk, actor, case_id = self.desk, self.assessor, self.case_id
        findings = eligibility.advise(desk, actor, case_id).eligibility.findings
        open_rules = {one.rule for one in findings if one.verdict is not Verdict.MET}
        if "lives_in_area" in open_rules:
            eligibility.answer(desk, actor, case_id, lives_in_area=True)
        if "offended_in_area" in open_rules:
            eligibility.answer(desk, actor, case_id, offended_in_area=True)

    def decide(self, outcome: Outcome = Event.DECIDED_ELIGIBLE, reason: str = "") -> None:
        """Decide on the advice as it stands."""
        advice = eligibility.advise(self.desk, self.assessor, self.case_id)
        why = reason or "All the rules are met, and she or he wants help with what led to it."
        decision = Decision(outcome, why, advice.eligibility.digest)
        eligibility.decide(self.desk, self.assessor, self.case_id, decision)

    def authorise(self) -> None:
        """Record the inspector who allows it."""
        given = Authority("Insp Gwyn Kestrel", "Inspector", "0117", self.desk.today())
        authority.authorise(self.desk, self.assessor, self.case_id, given)

    def consent(self, *, given: bool = True) -> None:
        """Explain the printed sheet, and record what was said."""
        consent.issue_sheet(self.desk, self.assessor, self.case_id, self.player.reads)
        said = "" if given else "Would rather go to court and have it over with."
        answer = Answer(
            given=given,
            explained=True,
            language=self.player.speaks,
            day=self.desk.today(),
            reason=said,
        )
        consent.record(self.desk, self.assessor, self.case_id, answer)

    def book(self, starts: dt.datetime) -> None:
        """Book the assessment."""
        slot = Slot(starts, 60, "Interview room 2, Haverfordwest")
        bookings.book(self.desk, self.assessor, self.case_id, slot)

    def leave(self, *, wants_help: bool) -> None:
        """Tell the officer, and offer services to somebody who is not taken on."""
        ways_out.issue_letter(self.desk, self.assessor, self.case_id, Language.ENGLISH)
        offer = ways_out.Offer(offered=True, accepted=wants_help)
        ways_out.offer_services(self.desk, self.assessor, self.case_id, offer)

    def close_untaken(self) -> None:
        """Close the case of somebody who was not taken on."""
        ways_out.close(self.desk, self.assessor, self.case_id)

    # ── Assessment ───────────────────────────────────────────────────────────────────────────

    def begin_assessment(self) -> None:
        """Begin it in the language the person speaks."""
        language = Language(self.player.speaks)
        assessments.start(self.desk, self.assessor, self.case_id, language)

    def answer_pathways(self, most: int | None = None) -> None:
        """Answer pathway by pathway; stop after some if told to."""
        who, view = (self.desk, self.assessor, self.case_id), self._assessment()
        for section in view.instrument.sections[:most]:
            grave = section.pathway in self.player.needs[:2]
            while missing := section.missing(view.answers):
                given = {one.code: Given(_answer(one, grave=grave)) for one in missing}
                view = assessments.answer(*who, view.version, given)

    def complete_assessment(self) -> None:
        """Judge needs and risk, and complete it."""
        who, view = (self.desk, self.assessor, self.case_id), self._assessment()
        for need in view.needs.pathways:
            if need.is_need:
                thought = self._view(need.pathway)
                view = assessments.judge(*who, view.version, need.pathway, thought)
        view = assessments.judge_risk(*who, view.version, self._risk())
        assessments.complete(*who, view.version)

    def _assessment(self) -> AssessmentView:
        found = assessments.assessment(self.desk, self.assessor, self.case_id)
        if found is None:
            raise LookupError(self.player.name)
        return found

    # ── Contract ─────────────────────────────────────────────────────────────────────────────

    def draft(self) -> Sheet:
        """Draft the contract from the needs and fill in what it asks for."""
        sheet = contracts.draft(self.desk, self.assessor, self.case_id)
        wanted = sheet.draft
        for condition in sheet.draft.conditions:
            wanted = wanted.put(self._filled(sheet, condition))
        wanted = self._explained(sheet, wanted)
        contracts.change(self.desk, self.assessor, self.case_id, sheet.seen, wanted)
        return self._sheet()

    def print_contract(self) -> None:
        """Make the paper in the language the person reads."""
        seen = self._sheet().seen
        contract_papers.issue(self.desk, self.assessor, self.case_id, seen, self.player.reads)

    def sign(self) -> None:
        """Record that everybody signed today."""
        names = signing.signers(self.desk, self.assessor, self.case_id)
        today = self.desk.today()
        signing.sign(self.desk, self.assessor, self.case_id, self._sheet().seen, names, today)

    def _sheet(self) -> Sheet:
        found = contracts.sheet(self.desk, self.assessor, self.case_id)
        if found is None:
            raise LookupError(self.player.name)
        return found

    def _filled(self, sheet: Sheet, condition: Condition) -> Condition:
        """Fill the inputs of a condition: a service that takes them, sessions, a first meeting."""
        text = sheet.scheme.condition(condition.code)
        if "service" in text.inputs and condition.service is None:
            taking = sheet.services_for(condition.pathway or text.kind)
            condition = replace(condition, service=taking[0].id if taking else None)
        if "sessions" in text.inputs:
            condition = replace(condition, sessions=4)
        if "first_meeting" in text.inputs:
            day = sheet.draft.day + dt.timedelta(days=4 + condition.position)
            meeting = dt.datetime.combine(day, dt.time(9 + condition.position), LONDON)
            condition = replace(condition, first_meeting=meeting)
        return condition

    def _explained(self, sheet: Sheet, wanted: Draft) -> Draft:
        answered = {one.pathway for one in wanted.conditions}
        for pathway in sheet.draft.needs:
            if pathway not in answered:
                wanted = wanted.explain(pathway, "Helped already, outside the contract.")
        return wanted

    # ── Who they are ─────────────────────────────────────────────────────────────────────────

    def _particulars(self) -> Particulars:
        player = self.player
        return Particulars(
            name=player.name,
            known_as=player.known_as,
            born=self._born(),
            sex=player.sex,
            ethnicity=player.ethnicity,
            address=player.address,
            postcode=player.postcode,
            telephone=player.telephone,
            message_may_be_left=self.number % 3 != 0,
            safe_contact="After 5pm. Nobody else answers." if self.number % 4 == 0 else "",
            speaks=player.speaks,
            reads=player.reads,
            interpreter=False,
            appropriate_adult=False,
        )

    def _born(self) -> dt.date:
        """Return a birth that makes them as old as the cast says on the day they are referred."""
        day = self.arrested - dt.timedelta(days=40 + 7 * self.number % 300)
        born = day.replace(year=day.year - self.player.age, day=min(day.day, 28))
        years = age_on(born, self.arrested)
        return born.replace(year=born.year + years - self.player.age)

    def _custody(self) -> Custody:
        return Custody(
            custody_record=f"HW/{3000 + self.number}/{self.arrested:%y}",
            suite=self.desk.suite,
            arrested=self.on(0, 1, self.number),
            released=self.on(0, 8, self.number),
            officer_name="PC Rowan Kestrel",
            officer_number="0417",
            officer_email="rowan.kestrel@example.org",
            court_order=False,
            bail_elsewhere=False,
        )

    def _offence(self) -> OffenceGiven:
        entry = self.desk.offences.offence(self.player.offence)
        if entry is None:
            raise LookupError(self.player.offence)
        return OffenceGiven(
            code=entry.code,
            title=entry.title.en,
            category=entry.category,
            first_day=self.arrested - dt.timedelta(days=OFFENCE_BEFORE),
            place="Practice Street, Haverfordwest",
            postcode="SA61 9ZZ",
        )

    def _view(self, pathway: str) -> View:
        linked = pathway in self.player.needs
        return View(
            linked_to_offending=linked,
            linked_to_harm=pathway == self.player.needs[0],
            strength="A brother who helps" if linked else "",
            own_view="I want this to stop." if linked else "",
            motivation=Motivation.NEEDS_HELP if linked else Motivation.THINKING,
        )

    def _risk(self) -> Risk:
        return Risk(
            reoffending=Level.MEDIUM,
            harm=Level.LOW,
            rationale="Second arrest in a year; the same cause both times; keen to deal with it.",
            action="Help with the first need begins this week.",
            review=self.desk.today() + dt.timedelta(days=60),
        )


def _answer(question: Question, *, grave: bool) -> str:
    """Return an answer: one that weighs where the need is grave, one that does not elsewhere."""
    if question.kind is Kind.NUMBER:
        return str(question.steps[-1].at_least if grave and question.steps else 0)
    if question.kind is Kind.TEXT:
        return "Nothing to add"
    wanted: Mapping[bool, Option] = {
        True: max(question.options, key=lambda one: one.score),
        False: min(question.options, key=lambda one: one.score),
    }
    return wanted[grave].code
