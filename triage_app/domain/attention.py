"""What needs doing in a case, by whom and by when: the one rule behind every list and count.

`due` reads a frozen case against the clock. What it returns is ordered: the first is the next
thing to do in the case; those that already call are what Today lists. Kinds stand in one table; the
scheme gives each its days, and lists them by their urgency.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from typing import Final

from triage_app.domain import (
    calling,
    calling_after,
    calling_approvals,
    calling_checks,
    calling_contribution,
    calling_ended,
    calling_partners,
    calling_safety,
    calling_variation,
    calling_victims,
)
from triage_app.domain.compliance import LONDON
from triage_app.domain.lateness import Due, Lateness, Timing, Watch, placed
from triage_app.domain.putting_off import put_off
from triage_app.domain.roles import Role
from triage_app.domain.scheme import Scheme
from triage_app.domain.sight import Sight
from triage_app.domain.watched import Watched
from triage_app.domain.workflow import BEFORE_CONTRACT, OPEN, WATCHED, State


class Kind(StrEnum):
    """What calls for somebody; the scheme gives each its days under the same code."""

    SAFEGUARDING = "safeguarding"
    FLAG = "flag"
    CHARGE = "charge"
    VICTIM_NOTICE = "victim_notice"
    NEW_OFFENCE = "new_offence"
    ARRESTED_AGAIN = "arrested_again"
    CHECK = "check"
    BREACH = "breach"
    BREACH_SENT_BACK = "breach_sent_back"
    BOOKING = "booking"
    ASSESSMENT = "assessment"
    REMINDER = "reminder"
    DECISION = "decision"
    AUTHORITY = "authority"
    CONSENT = "consent"
    DRAFT = "draft"
    VICTIMS = "victims"
    OWN_WORDS = "own_words"
    SIGNING = "signing"
    SAFE_DAY = "safe_day"
    VARIATION = "variation"
    VARIATION_APPROVAL = "variation_approval"
    TOMORROW = "tomorrow"
    ATTENDANCE = "attendance"
    EVIDENCE = "evidence"
    LADDER = "ladder"
    GIVING = "giving"
    PRINTING = "printing"
    OFFICER = "officer"
    COMPLETION = "completion"
    RISK = "risk"
    MIDWAY = "midway"
    EXIT = "exit"
    AT_RISK = "at_risk"
    UNFINISHED = "unfinished"
    HOURS = "hours"
    CONTRIBUTION = "contribution"
    MEETING = "meeting"
    REFUSED = "refused"
    PARTNER = "partner"
    SILENT = "silent"
    ACKNOWLEDGEMENT = "acknowledgement"
    PROCEEDINGS = "proceedings"
    OUTCOME = "outcome"
    LEFT = "left"
    SERVICES = "services"
    TELLING = "telling"
    VICTIM_WISH = "victim_wish"
    REOFFENDING = "reoffending"
    RETENTION = "retention"


def _in(*states: State) -> frozenset[State]:
    return frozenset(states)


LIVE: Final = _in(State.LIVE)
UNDER_CONTRACT: Final = _in(State.LIVE, State.BREACH_PROPOSED)
MEETING: Final = UNDER_CONTRACT | _in(State.CONSENTED)
ASSESSED: Final = _in(State.ASSESSING, State.ASSESSED)  # who came to be is said all the same
GONE: Final = _in(State.RETURNED, State.COMPLETED, State.ENDED)
OVER: Final = _in(State.CLOSED)
ASKED_AGAIN: Final = _in(State.CONSENTED, State.ASSESSING, State.ASSESSED, State.LIVE)

# The field is the very one the work is done in.
TABLE: Final[tuple[Watch, ...]] = (
    Watch(
        Kind.SAFEGUARDING,
        OPEN,
        calling_safety.safeguarding,
        Timing.WITHIN,
        "referral",
        "safety_{id}",
    ),
    Watch(Kind.FLAG, OPEN, calling_safety.flag, Timing.WITHIN, "referral", "safety_{id}"),
    Watch(Kind.CHARGE, OPEN, calling.charge, Timing.BEFORE, "outcome", "result"),
    Watch(
        Kind.VICTIM_NOTICE,
        frozenset(State),  # and after it is closed: an end is told too
        calling_victims.notice,
        Timing.BEFORE,
        "referral",
        "victim_{id}",
    ),
    Watch(Kind.NEW_OFFENCE, LIVE, calling.new_offence, Timing.WITHIN, "outcome", "conditions"),
    Watch(
        Kind.ARRESTED_AGAIN,
        WATCHED,
        calling.arrested_again,
        Timing.WITHIN,
        "tracking",
        "arrest_{id}",
    ),
    Watch(Kind.CHECK, UNDER_CONTRACT, calling_checks.check, Timing.BEFORE, "tracking", "check"),
    Watch(
        Kind.BREACH,
        _in(State.BREACH_PROPOSED),
        calling_approvals.breach,
        Timing.WITHIN,
        "outcome",
        "found",
        Role.SUPERVISOR,
    ),
    Watch(
        Kind.BREACH_SENT_BACK,
        LIVE,
        calling_approvals.sent_back,
        Timing.WITHIN,
        "outcome",
        "conditions",
    ),
    Watch(Kind.BOOKING, _in(State.CONSENTED), calling.booking, Timing.BEFORE, "consent", "starts"),
    Watch(
        Kind.ASSESSMENT,
        _in(State.CONSENTED, State.ASSESSING),
        calling.assessment,
        Timing.BEFORE,
        "assessment",
    ),
    Watch(
        Kind.REMINDER,
        MEETING | _in(State.ASSESSING),
        calling.reminder,
        Timing.BEFORE,
        "tracking",
        "meeting_{id}",
    ),
    Watch(Kind.DECISION, _in(State.REFERRED), calling.decision, Timing.WITHIN, "eligibility"),
    Watch(
        Kind.AUTHORITY,
        frozenset(BEFORE_CONTRACT) - _in(State.REFERRED),
        calling.authority,
        Timing.WITHIN,
        "eligibility",
        "officer",
    ),
    Watch(
        Kind.CONSENT,
        _in(State.ELIGIBLE) | ASKED_AGAIN,
        calling.consent,
        Timing.WITHIN,
        "consent",
        "given",
    ),
    Watch(Kind.DRAFT, _in(State.ASSESSED), calling.draft, Timing.WITHIN, "contract"),
    Watch(
        Kind.VICTIMS,
        _in(State.ASSESSED),
        calling_victims.unsaid,
        Timing.WITHIN,
        "referral",
        "victims",
    ),
    Watch(
        Kind.OWN_WORDS,
        _in(State.ASSESSED, State.LIVE),
        calling_approvals.own_words,
        Timing.WITHIN,
        "contract",
        "condition_{id}.approved",
        Role.SUPERVISOR,
    ),
    Watch(Kind.SIGNING, _in(State.ASSESSED), calling.signing, Timing.BEFORE, "contract", "signing"),
    Watch(
        Kind.SAFE_DAY,
        frozenset(BEFORE_CONTRACT),
        calling_variation.safe_day,
        Timing.BEFORE,
        "contract",
    ),
    Watch(Kind.VARIATION, LIVE, calling_variation.variation, Timing.WITHIN, "contract"),
    Watch(
        Kind.VARIATION_APPROVAL,
        LIVE,
        calling_variation.approval,
        Timing.WITHIN,
        "contract",
        role=Role.SUPERVISOR,
    ),
    Watch(Kind.TOMORROW, MEETING, calling.tomorrow, Timing.BEFORE, "tracking", "meeting_{id}"),
    Watch(
        Kind.ATTENDANCE,
        MEETING | ASSESSED,
        calling.attendance,
        Timing.WITHIN,
        "tracking",
        "meeting_{id}",
    ),
    Watch(Kind.EVIDENCE, MEETING, calling.evidence, Timing.WITHIN, "tracking", "meeting_{id}"),
    Watch(Kind.LADDER, LIVE, calling.ladder, Timing.WITHIN, "tracking", "ladder"),
    Watch(Kind.GIVING, UNDER_CONTRACT, calling.giving, Timing.WITHIN, "tracking", "given"),
    Watch(Kind.PRINTING, OPEN, calling_ended.printing, Timing.WITHIN, "outcome", "papers"),
    Watch(Kind.OFFICER, GONE, calling_ended.officer, Timing.WITHIN, "outcome", "paper"),
    Watch(Kind.COMPLETION, LIVE, calling.completion, Timing.BEFORE, "outcome", "outcome"),
    Watch(
        Kind.RISK,
        WATCHED - _in(State.ENDED),
        calling_safety.risk,
        Timing.BEFORE,
        "assessment",
        "risk_review",
    ),
    Watch(Kind.MIDWAY, LIVE, calling.midway, Timing.BEFORE, "assessment", "midway"),
    Watch(Kind.EXIT, LIVE, calling.last_assessment, Timing.BEFORE, "assessment", "exit"),
    Watch(Kind.AT_RISK, LIVE, calling.at_risk, Timing.WITHIN, "tracking", "contact"),
    Watch(Kind.UNFINISHED, LIVE, calling.unfinished, Timing.BEFORE, "tracking", "conditions"),
    Watch(Kind.HOURS, LIVE, calling.hours, Timing.WITHIN, "tracking", "hours"),
    Watch(
        Kind.CONTRIBUTION,
        UNDER_CONTRACT,
        calling_contribution.contribution,
        Timing.BEFORE,
        "tracking",
        "contribution",
    ),
    Watch(Kind.MEETING, LIVE, calling.meeting, Timing.AFTER, "tracking", "conditions"),
    Watch(Kind.REFUSED, LIVE, calling_partners.refused, Timing.WITHIN, "contract", "partner_{id}"),
    Watch(
        Kind.PARTNER,
        OPEN | OVER,  # help outside the contract goes on when its case is closed
        calling_partners.partner,
        Timing.AFTER,
        "contract",
        "partner_{id}",
    ),
    Watch(Kind.SILENT, UNDER_CONTRACT, calling.silent, Timing.AFTER, "tracking", "contact"),
    Watch(
        Kind.ACKNOWLEDGEMENT,
        GONE,
        calling_ended.acknowledgement,
        Timing.WITHIN,
        "outcome",
        "acknowledged_on",
    ),
    Watch(
        Kind.PROCEEDINGS,
        _in(State.RETURNED),
        calling_ended.proceedings,
        Timing.WITHIN,
        "outcome",
        "result",
    ),
    Watch(
        Kind.OUTCOME,
        _in(State.COMPLETED),
        calling_ended.outcome,
        Timing.WITHIN,
        "outcome",
        "result",
    ),
    Watch(
        Kind.LEFT,
        _in(State.NOT_TAKEN_ON, State.ENDED),
        calling_ended.left,
        Timing.WITHIN,
        "outcome",
        "letter",
    ),
    Watch(
        Kind.SERVICES,
        _in(State.NOT_TAKEN_ON, State.ASSESSED),
        calling_ended.services,
        Timing.WITHIN,
        "outcome",
        "offered",
    ),
    Watch(
        Kind.TELLING,
        OPEN | OVER,  # closed, they are to be told all the same
        calling_ended.telling,
        Timing.WITHIN,
        "outcome",
        "told_{id}",
    ),
    Watch(Kind.VICTIM_WISH, OPEN, calling_victims.wish, Timing.WITHIN, "referral", "victim_{id}"),
    Watch(
        Kind.REOFFENDING,
        _in(State.RETURNED, State.COMPLETED) | OVER,
        calling_after.reoffending,
        Timing.WITHIN,
        "outcome",
        "checked_on",
    ),
    Watch(
        Kind.RETENTION,
        OVER,
        calling_after.retention,
        Timing.WITHIN,
        "outcome",
        "choice",
        Role.SUPERVISOR,
    ),
)
EVERY: Final = frozenset(Kind)
# What may call in a case whose scheme has no contract: the time to charge is then not ours to keep.
WITHOUT_CONTRACT: Final = frozenset(
    Kind(watch.kind)
    for watch in TABLE
    if watch.states & {*BEFORE_CONTRACT, State.NOT_TAKEN_ON, State.CLOSED}
) - {
    Kind.CHARGE,
    Kind.DRAFT,
    Kind.VICTIMS,
    Kind.OWN_WORDS,
    Kind.SIGNING,
    Kind.SAFE_DAY,
}
SAFETY: Final = frozenset({Kind.SAFEGUARDING, Kind.FLAG})  # done above the steps of a case


def due(case: Watched, scheme: Scheme, now: datetime) -> tuple[Due, ...]:
    """Return everything there is to do in a case, the next thing first."""
    sight = Sight(case, scheme, now)
    found = (
        placed(watch, one, sight)
        for watch in _lines(case.state, scheme.has_contract)
        for one in watch.find(sight)
    )
    return tuple(sorted(put_off(found, case.put_off, sight.today), key=order))


@cache
def _lines(state: State, scheme_has_contract: bool) -> tuple[Watch, ...]:  # noqa: FBT001
    """Return the lines of the table that a case can answer to as it stands."""
    asked = EVERY if scheme_has_contract else WITHOUT_CONTRACT  # each needs its days there
    return tuple(one for one in TABLE if state in one.states and one.kind in asked)


def calls(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Return what is on the list by now: the same for Today, for counts and for the caseload."""
    return tuple(one for one in dues if one.calls)


def seen_by(dues: Iterable[Due], role: Role) -> tuple[Due, ...]:
    """Return the list as one role sees it: what only a supervisor can do, others wait for.

    But for the review of a record: nobody else's work waits for that.
    """
    shown = (one for one in dues if role is Role.SUPERVISOR or one.kind is not Kind.RETENTION)
    return tuple(sorted((_waited_for(one, role) for one in shown), key=order))


def order(one: Due) -> tuple[bool, int, int, datetime, int]:
    """What calls first; what is overdue by urgency, all else by its day; equals by urgency."""
    moment = one.moment or datetime.combine(one.day, time.max, LONDON)
    late = one.lateness is Lateness.OVERDUE
    return not one.calls, one.lateness, one.rank if late else 0, moment, one.rank


def counts(dues: Iterable[Due]) -> Mapping[Lateness, int]:
    """Return how many of the things listed stand under each heading."""
    listed = calls(dues)
    return {band: sum(one.lateness is band for one in listed) for band in Lateness}


def _waited_for(one: Due, role: Role) -> Due:
    waits = one.role is Role.SUPERVISOR and role is not Role.SUPERVISOR and not one.put_off
    return replace(one, lateness=Lateness.WAITING) if waits else one
