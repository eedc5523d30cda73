"""The life of a case: its states, and who may move it between them."""

from enum import StrEnum

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role


class State(StrEnum):
    """Where a case stands."""

    REFERRED = "referred"
    ELIGIBLE = "eligible"
    CONSENTED = "consented"
    ASSESSING = "assessing"
    ASSESSED = "assessed"
    LIVE = "live"
    BREACH_PROPOSED = "breach_proposed"
    RETURNED = "returned"
    COMPLETED = "completed"
    NOT_TAKEN_ON = "not_taken_on"
    ENDED = "ended"
    CLOSED = "closed"


class Event(StrEnum):
    """What can happen to a case."""

    DECIDED_ELIGIBLE = "decided_eligible"
    DECIDED_NOT_ELIGIBLE = "decided_not_eligible"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    WAY_OUT_TAKEN = "way_out_taken"
    ASSESSMENT_STARTED = "assessment_started"
    ASSESSMENT_COMPLETED = "assessment_completed"
    CONTRACT_SIGNED = "contract_signed"
    BREACH_PROPOSED = "breach_proposed"
    BREACH_FOUND = "breach_found"
    BREACH_NOT_FOUND = "breach_not_found"
    BREACH_SENT_BACK = "breach_sent_back"
    COMPLETION_CONFIRMED = "completion_confirmed"
    OUTCOME_RECORDED = "outcome_recorded"
    PROCEEDINGS_BEGUN = "proceedings_begun"
    PROCEEDINGS_DECLINED = "proceedings_declined"
    OUT_OF_TIME = "out_of_time"
    LEFT_CLOSED = "left_closed"
    SERVICES_ARRANGED = "services_arranged"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    MOVED_AWAY = "moved_away"
    IN_PRISON = "in_prison"
    DIED = "died"
    TRANSFERRED = "transferred"
    OPENED_IN_ERROR = "opened_in_error"
    UNDER_AGE = "under_age"
    GIVEN_BACK = "given_back_to_the_officer"
    ENDING_SETTLED = "ending_settled"
    PUT_RIGHT_REFERRED = "put_right_to_referred"
    PUT_RIGHT_ELIGIBLE = "put_right_to_eligible"
    PUT_RIGHT_CONSENTED = "put_right_to_consented"
    PUT_RIGHT_ASSESSING = "put_right_to_assessing"
    PUT_RIGHT_ASSESSED = "put_right_to_assessed"
    REOPENED_REFERRED = "reopened_to_referred"
    REOPENED_ELIGIBLE = "reopened_to_eligible"
    REOPENED_CONSENTED = "reopened_to_consented"
    REOPENED_ASSESSING = "reopened_to_assessing"
    REOPENED_ASSESSED = "reopened_to_assessed"
    REOPENED_LIVE = "reopened_to_live"
    REOPENED_BREACH_PROPOSED = "reopened_to_breach_proposed"
    REOPENED_RETURNED = "reopened_to_returned"
    REOPENED_COMPLETED = "reopened_to_completed"
    REOPENED_NOT_TAKEN_ON = "reopened_to_not_taken_on"


CASEWORKERS = frozenset({Role.ASSESSOR, Role.SUPERVISOR})
SUPERVISORS = frozenset({Role.SUPERVISOR})

BEFORE_CONTRACT = (
    State.REFERRED,
    State.ELIGIBLE,
    State.CONSENTED,
    State.ASSESSING,
    State.ASSESSED,
)
OPEN = frozenset(State) - {State.CLOSED}
# A case that has ended is read; nothing but its ending is worked on.
OVER = frozenset({State.ENDED, State.CLOSED})
# From signing until somebody has recorded that proceedings began, or need not, time is running.
WATCHED = frozenset(OPEN - {State.NOT_TAKEN_ON})

# A way out that was a mistake leads back to where the case stood: an event for each place.
PUT_RIGHT = {state: Event(f"put_right_to_{state}") for state in BEFORE_CONTRACT}

# What ends a case that is nobody's decision, and from where: somebody can die on any day.
UNDER_WAY = (*BEFORE_CONTRACT, State.LIVE, State.BREACH_PROPOSED)
ENDINGS = {
    Event.MOVED_AWAY: UNDER_WAY,
    Event.IN_PRISON: UNDER_WAY,
    Event.DIED: (*UNDER_WAY, State.RETURNED, State.COMPLETED, State.NOT_TAKEN_ON),
    Event.TRANSFERRED: UNDER_WAY,
    Event.OPENED_IN_ERROR: UNDER_WAY,
    Event.UNDER_AGE: UNDER_WAY,
}
# A case that is reopened goes back to where it stood: an event for each place.
REOPENED = {
    state: Event(f"reopened_to_{state}")
    for state in (*UNDER_WAY, State.RETURNED, State.COMPLETED, State.NOT_TAKEN_ON)
}

MOVES = {
    (State.REFERRED, Event.DECIDED_ELIGIBLE): (State.ELIGIBLE, CASEWORKERS),
    (State.REFERRED, Event.DECIDED_NOT_ELIGIBLE): (State.NOT_TAKEN_ON, CASEWORKERS),
    (State.ELIGIBLE, Event.CONSENT_GIVEN): (State.CONSENTED, CASEWORKERS),
    (State.ELIGIBLE, Event.CONSENT_REFUSED): (State.NOT_TAKEN_ON, CASEWORKERS),
    (State.CONSENTED, Event.ASSESSMENT_STARTED): (State.ASSESSING, CASEWORKERS),
    (State.ASSESSING, Event.ASSESSMENT_COMPLETED): (State.ASSESSED, CASEWORKERS),
    (State.ASSESSED, Event.CONTRACT_SIGNED): (State.LIVE, CASEWORKERS),
    (State.LIVE, Event.BREACH_PROPOSED): (State.BREACH_PROPOSED, CASEWORKERS),
    (State.BREACH_PROPOSED, Event.BREACH_FOUND): (State.RETURNED, SUPERVISORS),
    (State.BREACH_PROPOSED, Event.BREACH_NOT_FOUND): (State.LIVE, SUPERVISORS),
    (State.BREACH_PROPOSED, Event.BREACH_SENT_BACK): (State.LIVE, SUPERVISORS),
    (State.LIVE, Event.COMPLETION_CONFIRMED): (State.COMPLETED, CASEWORKERS),
    (State.COMPLETED, Event.OUTCOME_RECORDED): (State.CLOSED, CASEWORKERS),
    (State.RETURNED, Event.PROCEEDINGS_BEGUN): (State.CLOSED, CASEWORKERS),
    (State.RETURNED, Event.PROCEEDINGS_DECLINED): (State.CLOSED, CASEWORKERS),
    (State.RETURNED, Event.OUT_OF_TIME): (State.CLOSED, CASEWORKERS),
    (State.NOT_TAKEN_ON, Event.LEFT_CLOSED): (State.CLOSED, CASEWORKERS),
    # A scheme without a contract offers services alone, to whoever consented.
    (State.CONSENTED, Event.SERVICES_ARRANGED): (State.CLOSED, CASEWORKERS),
    (State.ASSESSING, Event.SERVICES_ARRANGED): (State.CLOSED, CASEWORKERS),
    (State.ASSESSED, Event.SERVICES_ARRANGED): (State.CLOSED, CASEWORKERS),
    # Whoever consented may take it back on any day: it is their right, and nobody's to approve.
    (State.LIVE, Event.CONSENT_WITHDRAWN): (State.RETURNED, CASEWORKERS),
    (State.BREACH_PROPOSED, Event.CONSENT_WITHDRAWN): (State.RETURNED, CASEWORKERS),
    **{(one, Event.WAY_OUT_TAKEN): (State.NOT_TAKEN_ON, CASEWORKERS) for one in BEFORE_CONTRACT},
    **{(State.NOT_TAKEN_ON, event): (one, SUPERVISORS) for one, event in PUT_RIGHT.items()},
    # Another end leaves people to be told; where the scheme says so the officer may still charge.
    **{
        (one, event): (State.ENDED, CASEWORKERS)
        for event, states in ENDINGS.items()
        for one in states
    },
    (State.ENDED, Event.GIVEN_BACK): (State.RETURNED, CASEWORKERS),
    (State.ENDED, Event.ENDING_SETTLED): (State.CLOSED, CASEWORKERS),
    **{
        (ended, event): (one, SUPERVISORS)
        for ended in (State.ENDED, State.RETURNED, State.CLOSED)
        for one, event in REOPENED.items()
        if one is not ended
    },
    # Confirmed in error, or an offence came to light: a contract goes on until the file is closed.
    (State.COMPLETED, REOPENED[State.LIVE]): (State.LIVE, SUPERVISORS),
}

# New facts come to light until there is a contract: eligibility is then decided again, and a case
# that stays eligible stays where it had come to.
DECIDED = BEFORE_CONTRACT[1:]
MOVES |= {(state, Event.DECIDED_ELIGIBLE): (state, CASEWORKERS) for state in DECIDED}
MOVES |= {
    (state, Event.DECIDED_NOT_ELIGIBLE): (State.NOT_TAKEN_ON, CASEWORKERS)
    for state in (*DECIDED, State.NOT_TAKEN_ON)
}
MOVES[State.NOT_TAKEN_ON, Event.DECIDED_ELIGIBLE] = (State.ELIGIBLE, CASEWORKERS)


def advance(state: State, event: Event, role: Role) -> State:
    """Return the state a case moves to; refuse a move the table lacks, or gives to others."""
    if (state, event) not in MOVES:
        raise Refused("workflow.no_such_move")
    target, roles = MOVES[state, event]
    if role not in roles:
        raise Refused("workflow.not_your_role")
    return target
