"""Every change of a case, as a screen would ask for it of one that has ended."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select

from tests.services.verbs_assessment import JUDGED, RISK
from tests.services.verbs_consent import YES, a_slot
from tests.services.verbs_deciding import SCORED
from tests.services.verbs_tracking import PROPOSAL, decide, miss, propose, running, seen
from triage_app.domain.arrest_check import Check
from triage_app.domain.bespoke import Words
from triage_app.domain.booking import AskedBy, Changed
from triage_app.domain.contribution import Asked, Part
from triage_app.domain.eligibility import Decision as Eligible
from triage_app.domain.ending import Decision, Reported
from triage_app.domain.leaving import Offer
from triage_app.domain.occasion import Occasion
from triage_app.domain.orders import Ordered
from triage_app.domain.other_ends import End, NewOfficer
from triage_app.domain.other_ends import Given as Other
from triage_app.domain.partner_referral import Sending
from triage_app.domain.sharing import Change, How
from triage_app.domain.support import Request
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.tracked import Contact, Given, Hours, Marked, NewOffence
from triage_app.domain.tracked import How as Way
from triage_app.domain.withdrawal import Given as Withdrawal
from triage_app.domain.workflow import Event
from triage_app.services import (
    answers,
    arrest_checks,
    arrests,
    assessments,
    authority,
    bookings,
    breaches,
    charging,
    consent,
    contract_papers,
    contracts,
    contributions,
    easy_papers,
    eligibility,
    group_sessions,
    judgements,
    keeping,
    officers,
    orders,
    other_ends,
    outcomes,
    own_words,
    partner_referrals,
    reminders,
    risk_reviews,
    screenings,
    services_alone,
    sharing,
    signing,
    supervision,
    support,
    terms,
    tracking,
    unfinished,
    variation_approvals,
    variations,
    victims,
    ways_out,
    withdrawals,
)
from triage_app.services.contract_record import Seen
from triage_app.services.desk import Actor, Desk
from triage_app.services.group_sessions import SeatMark
from triage_app.services.signing import Sitting
from triage_app.storage.models import (
    Appointment,
    Assessment,
    Breach,
    Condition,
    Contract,
    ContributionPart,
    HoursEntry,
    Offence,
    Variation,
    VariationApproval,
    Warned,
)
from triage_app.storage.models import TagEvent as TagRow

WHY = "Seen in a note of last week"
CHANGED = Changed(AskedBy.PARTICIPANT, WHY)


@dataclass(frozen=True, slots=True)
class Over:
    """A case that has ended, who works on it, and a number of each of its rows."""

    desk: Desk
    actor: Actor
    supervisor: Actor
    case_id: int
    rows: dict[type, tuple[int, int]]

    @property
    def case(self):
        """The case as it was seen: number and version."""
        return seen(self.desk, self.case_id)

    @property
    def mine(self):
        """Desk and assessor, as most use cases take them."""
        return self.desk, self.actor

    @property
    def theirs(self):
        """Desk and supervisor."""
        return self.desk, self.supervisor

    def about(self, model):
        """Return a row as it was seen: number and version."""
        return self.rows[model]

    def id(self, model):
        """Return the number of a row."""
        return self.rows[model][0]

    @property
    def judged(self):
        """The case and its newest assessment, as it was seen."""
        return self.case_id, self.about(Assessment)

    @property
    def seen(self):
        """The newest contract, as it was seen."""
        return Seen(*self.about(Contract))


def full(desk, clock, assessor, supervisor):
    """Return a live case with a row of whatever could be changed."""
    case_id = running(desk, assessor, supervisor)
    miss(desk, clock, assessor, case_id, 0)
    tracking.warn(desk, assessor, case_id, WHY)
    miss(desk, clock, assessor, case_id, 1)  # so that the ladder asks for a review
    _assessed(desk, assessor, case_id)
    variations.begin(desk, assessor, case_id, variations.Wanted(WHY, "participant"))
    with desk.sessions.begin() as session:
        session.add(_asked(desk, assessor, session.scalars(select(Variation)).one().id))
    waiting = propose(desk, assessor, case_id)
    decide(desk, supervisor, waiting, Decision(found=False, reason=WHY))
    return case_id


def _assessed(desk, actor, case_id):
    """Let the assessment at entry be complete, and begin the one midway."""
    with desk.sessions.begin() as session:
        entry = session.scalars(select(Assessment).where(Assessment.case_id == case_id)).one()
        entry.completed_at, entry.completed_by = desk.now(), actor.name
    assessments.start(desk, actor, case_id, "en", Occasion.MIDWAY)


def _asked(desk, actor, variation_id):
    return VariationApproval(
        variation_id=variation_id, digest="", asked_by=actor.username, asked_at=desk.now()
    )


def closed(desk, assessor, supervisor, case_id):
    """Let a breach be found, and proceedings begin."""
    decide(desk, supervisor, propose(desk, assessor, case_id))
    begun = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), begun)


def moved_on(desk, assessor, _supervisor, case_id):
    """Let the case be taken over by others, who have not said yet that they have it."""
    given = Other(End.TRANSFERRED, desk.today(), WHY, "Durham")
    other_ends.end_case(desk, assessor, seen(desk, case_id), given)


def over(desk, assessor, supervisor, case_id):
    """Return a case that has ended, with the newest row of each kind it has."""
    with desk.sessions() as session:
        of_case = {
            one: session.execute(
                select(one.id, getattr(one, "version", one.id))
                .where(one.case_id == case_id)
                .order_by(one.id.desc())
            ).first()
            for one in (Appointment, Assessment, Breach, Contract, Offence, Warned)
        }
        contract = of_case[Contract][0]
        approval = session.execute(select(VariationApproval.id, VariationApproval.version)).one()
        condition = session.scalar(
            select(Condition.id).where(Condition.contract_id == contract).limit(1)
        )
        rows = {one: tuple(found) for one, found in of_case.items()}
    rows |= dict.fromkeys((HoursEntry, ContributionPart, TagRow, Condition), (condition, 1))
    rows[VariationApproval] = tuple(approval)
    return Over(desk, assessor, supervisor, case_id, rows)


def _meeting(it):
    return replace(a_slot(), starts=it.desk.now() + dt.timedelta(days=3))


def _eligible(it):
    digest = eligibility.advise(*it.mine, it.case_id).eligibility.digest
    eligibility.decide(*it.mine, it.case_id, Eligible(Event.DECIDED_ELIGIBLE, WHY, digest))


def _request(it):
    return Request(1, "drugs", "Help", ("contact",), it.desk.today(), How.TELEPHONE, "en")


def _sending(it):
    answer = it.desk.today() + dt.timedelta(days=7)
    condition = it.id(Condition)
    return Sending("condition", condition, ("contact",), "Mari", answer, "en", "printed")


def _words(it):
    return own_words.Asked(
        case_id=it.case_id,
        position=3,
        words=Words("Come", "Dewch"),
        number="",
        name="",
        need=None,
        service="",
        due=None,
        writer="",
        reworder="",
        written_at=it.desk.now(),
        problems=(),
        approval=None,
    )


# What each change of a case is asked for with; every one is refused once the case has ended.
REFUSED = {
    "answers.answer": lambda it: answers.answer(*it.mine, it.case_id, "admission", said=True),
    "arrest_checks.record": lambda it: arrest_checks.record(
        *it.mine, it.case_id, Check(it.desk.today(), "pnc", "nothing")
    ),
    "assessments.answer": lambda it: assessments.answer(*it.mine, it.case_id, 1, {}),
    "assessments.complete": lambda it: assessments.complete(*it.mine, it.case_id, 1),
    "assessments.correct": lambda it: assessments.correct(*it.mine, it.case_id, 1, WHY),
    "assessments.judge": lambda it: assessments.judge(*it.mine, *it.judged, "drugs", JUDGED),
    "assessments.judge_risk": lambda it: assessments.judge_risk(*it.mine, *it.judged, RISK),
    "assessments.keep_place": lambda it: assessments.keep_place(*it.mine, it.case_id, "risk"),
    "assessments.rank": lambda it: assessments.rank(*it.mine, *it.judged, (), WHY),
    "assessments.start": lambda it: assessments.start(*it.mine, it.case_id, "en", Occasion.EXIT),
    "authority.authorise": lambda it: authority.authorise(
        *it.mine,
        it.case_id,
        authority.Authority("Teal Plover", "inspector", "0417", it.desk.today()),
    ),
    "bookings.book": lambda it: bookings.book(*it.mine, it.case_id, _meeting(it), "review"),
    "bookings.book_all": lambda it: bookings.book_all(
        *it.mine, it.case_id, [_meeting(it)], "condition", it.id(Condition)
    ),
    "bookings.call_off": lambda it: bookings.call_off(*it.mine, it.about(Appointment), CHANGED),
    "bookings.move": lambda it: bookings.move(
        *it.mine, it.about(Appointment), _meeting(it), CHANGED
    ),
    "breaches.propose": lambda it: breaches.propose(*it.mine, it.case, PROPOSAL),
    "charging.fill_in": lambda it: charging.fill_in(
        *it.mine, it.case_id, it.id(Offence), charging.Known("CS")
    ),
    "consent.issue_sheet": lambda it: consent.issue_sheet(*it.mine, it.case_id, "en"),
    "consent.record": lambda it: consent.record(*it.mine, it.case_id, YES),
    "contract_papers.issue": lambda it: contract_papers.issue(*it.mine, it.case_id, it.seen, "en"),
    "contracts.change": lambda it: contracts.change(
        *it.mine, it.case_id, it.seen, contracts.sheet(*it.mine, it.case_id).draft
    ),
    "contracts.draft": lambda it: contracts.draft(*it.mine, it.case_id),
    "contracts.renew_for": lambda it: contracts.renew_for(
        *it.mine, it.case_id, it.seen, it.desk.today()
    ),
    "easy_papers.issue": lambda it: easy_papers.issue(*it.mine, it.case_id),
    "eligibility.decide": _eligible,
    "group_sessions.mark_together": lambda it: group_sessions.mark_together(
        *it.mine, [SeatMark(it.about(Appointment), Marked("attended", why=WHY))]
    ),
    "judgements.judge": lambda it: judgements.judge(*it.mine, it.case_id, True, WHY),
    "judgements.score": lambda it: judgements.score(*it.mine, it.case_id, SCORED),
    "keeping.add_hours": lambda it: keeping.add_hours(
        *it.mine, it.case_id, it.id(Condition), Hours(it.desk.today(), 60, confirmed_by="M")
    ),
    "contributions.ask_contribution": lambda it: contributions.ask_contribution(
        *it.mine, it.case_id, Asked(1000, it.desk.today())
    ),
    "contributions.record_part": lambda it: contributions.record_part(
        *it.mine, it.case_id, Part(100, it.desk.today(), "cash")
    ),
    "keeping.record_tag": lambda it: keeping.record_tag(
        *it.mine, it.case_id, it.id(Condition), TagEvent(TagDeed.FITTED, it.desk.today(), "M")
    ),
    "contributions.strike_part": lambda it: contributions.strike_part(
        *it.mine, it.case_id, it.id(ContributionPart), WHY
    ),
    "keeping.strike_tag": lambda it: keeping.strike_tag(*it.mine, it.case_id, it.id(TagRow), WHY),
    "keeping.strike_hours": lambda it: keeping.strike_hours(
        *it.mine, it.case_id, it.id(HoursEntry), WHY
    ),
    "contributions.waive": lambda it: contributions.waive(*it.theirs, it.case_id, WHY),
    "orders.set_orders": lambda it: orders.set_orders(*it.mine, it.case_id, Ordered()),
    "other_ends.end_case": lambda it: other_ends.end_case(
        *it.mine, it.case, Other(End.DIED, it.desk.today(), WHY)
    ),
    "outcomes.confirm_completion": lambda it: outcomes.confirm_completion(*it.mine, it.case, "22"),
    "outcomes.record_outcome": lambda it: outcomes.record_outcome(
        *it.mine, it.case, Reported("22", it.desk.today())
    ),
    "outcomes.record_proceedings": lambda it: outcomes.record_proceedings(
        *it.mine, it.case, Reported("proceedings_begun", it.desk.today())
    ),
    "own_words.rule": lambda it: own_words.rule(
        *it.theirs, _words(it), own_words.Said(approved=True)
    ),
    "reminders.issue": lambda it: reminders.issue(
        *it.mine, it.id(Appointment), "en", by_post=False
    ),
    "risk_reviews.review_risk": lambda it: risk_reviews.review_risk(
        *it.mine, it.case_id, (1, 0), replace(RISK, review=it.desk.today() + dt.timedelta(days=30))
    ),
    "screenings.complete": lambda it: screenings.complete(*it.mine, it.case_id, 1, 2),
    "screenings.start": lambda it: screenings.start(*it.mine, it.case_id, "phq-9-2026-11", "en"),
    "services_alone.conclude": lambda it: services_alone.conclude(*it.mine, it.case_id, WHY),
    "sharing.change": lambda it: sharing.change(
        *it.mine,
        it.case_id,
        Change("health_board", "health", True, it.desk.today(), How.TELEPHONE),
    ),
    "signing.sign": lambda it: signing.sign(
        *it.mine, it.case_id, it.seen, Sitting((), explained=True)
    ),
    "supervision.decide": lambda it: supervision.decide(
        *it.theirs, it.about(Breach), Decision(found=True, reason=WHY)
    ),
    "supervision.send_back": lambda it: supervision.send_back(*it.theirs, it.about(Breach), WHY),
    "terms.override_term": lambda it: terms.override_term(*it.theirs, it.case_id, WHY),
    "terms.shorten_term": lambda it: terms.shorten_term(*it.mine, it.case_id, WHY),
    "tracking.add_contact": lambda it: tracking.add_contact(
        *it.mine, it.case_id, Contact(it.desk.now(), Way.TELEPHONE, reached=True)
    ),
    "tracking.ask_restorative": lambda it: tracking.ask_restorative(
        *it.mine, it.case_id, it.desk.today()
    ),
    "tracking.mark": lambda it: tracking.mark(
        *it.mine, it.about(Appointment), Marked("attended", why=WHY)
    ),
    "tracking.record_giving": lambda it: tracking.record_giving(
        *it.mine, it.case_id, it.id(Warned), Given(it.desk.today(), Way.IN_PERSON)
    ),
    "tracking.record_offence": lambda it: tracking.record_offence(
        *it.mine, it.case_id, NewOffence("charge", it.desk.today())
    ),
    "tracking.record_review": lambda it: tracking.record_review(*it.theirs, it.case_id, WHY),
    "tracking.warn": lambda it: tracking.warn(*it.mine, it.case_id, WHY),
    "unfinished.close": lambda it: unfinished.close(*it.mine, it.case_id, 1, 2, WHY),
    "unfinished.close_gone": lambda it: unfinished.close_gone(*it.mine, *it.judged, WHY),
    "unfinished.give_up": lambda it: unfinished.give_up(*it.mine, it.case_id, 1, 2, WHY),
    "variation_approvals.decide": lambda it: variation_approvals.decide(
        *it.theirs, it.about(VariationApproval), WHY, approved=True
    ),
    "variations.abandon": lambda it: variations.abandon(*it.mine, it.case_id, WHY),
    "variations.ask": lambda it: variations.ask(*it.mine, it.case_id),
    "variations.begin": lambda it: variations.begin(
        *it.mine, it.case_id, variations.Wanted(WHY, "participant")
    ),
    "victims.say_none": lambda it: victims.say_none(*it.mine, it.case_id, WHY),
    "ways_out.close": lambda it: ways_out.close(*it.mine, it.case_id),
    "ways_out.say_emailed": lambda it: ways_out.say_emailed(*it.mine, it.case_id, it.desk.today()),
    "ways_out.issue_letter": lambda it: ways_out.issue_letter(*it.mine, it.case_id, "en"),
    "ways_out.offer_services": lambda it: ways_out.offer_services(
        *it.mine, it.case_id, Offer(offered=True, accepted=True)
    ),
    "ways_out.take": lambda it: ways_out.take(*it.mine, it.case_id, "declined", WHY),
    "ways_out.take_back": lambda it: ways_out.take_back(*it.theirs, it.case_id, WHY),
    "withdrawals.withdraw": lambda it: withdrawals.withdraw(
        *it.mine, it.case_id, Withdrawal(it.desk.today(), "telephone")
    ),
}

# What is refused of a closed case alone: while others are still told of the end, it goes on.
REFUSED_ONCE_CLOSED = {
    "arrests.look_at": lambda it: arrests.look_at(*it.mine, it.case_id, 1, WHY),
    "officers.change": lambda it: officers.change(
        *it.mine, it.case, NewOfficer("Teal Plover", "", "", it.desk.today(), WHY)
    ),
    "other_ends.settle": lambda it: other_ends.settle(*it.mine, it.case),
    "outcomes.record_acknowledgement": lambda it: outcomes.record_acknowledgement(
        *it.mine, it.case_id, it.desk.today(), "PC Kestrel"
    ),
    "outcomes.record_told": lambda it: outcomes.record_told(*it.mine, it.case_id, it.desk.today()),
    "partner_referrals.send": lambda it: partner_referrals.send(*it.mine, it.case_id, _sending(it)),
    "support.refer": lambda it: support.refer(*it.mine, it.case_id, _request(it)),
}
