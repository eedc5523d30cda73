"""The term of a contract not yet drafted: shortened to fit the time to charge, or overridden."""

from datetime import date

from sqlalchemy.orm import Session

from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.workflow import BEFORE_CONTRACT
from triage_app.services import audit, clocks
from triage_app.services import contract_record as record
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Variation

SHORTENED = audit.Deed("eligibility.shortened", audit.Category.ALTERATION)
OVERRIDDEN = audit.Deed("eligibility.overridden", audit.Category.ALTERATION)
FIELDS = ("term_end", "term_reason", "term_by")


def shorten_term(desk: Desk, actor: Actor, case_id: int, reason: str) -> date:
    """Take the longest term that leaves time to charge; return the day it ends."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = _case(desk, session, case_id)
        fit = clocks.full_term(desk, case, clocks.charge_clock(desk, case))
        if fit.longest_end is None:
            raise Refused("eligibility.no_term_fits")
        _write(case, fit.longest_end, _reason(reason), actor)
        audit.record(session, desk, actor, SHORTENED, case_id, FIELDS)
        return fit.longest_end


def override_term(
    desk: Desk, actor: Actor, case_id: int, reason: str, ends: date | None = None
) -> date:
    """Let the term run past the safe day, to a day given or for the scheme's whole term; return it.

    For a supervisor, and not on a case of their own. Nobody can let it run past the last day to
    charge: a broken contract could then never be prosecuted.
    """
    permit(actor, Permission.OVERRIDE_TERM)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        variation = record.open_variation(case)
        if variation is None:
            case = _case(desk, session, case_id)
        if case.assessor_id == actor.id:
            raise Refused("eligibility.own_override")
        clock = clocks.charge_clock(desk, case)
        if clock.out_of_time:
            raise Refused("eligibility.out_of_time")
        reason, last = _reason(reason), clock.last_day
        ends = ends or clocks.full_term(desk, case, clock).ends
        if last is not None and ends > last:
            raise Invalid(Problem("term_ends", "contract.past_last_day", {"day": last}))
        if variation is None:
            _write(case, ends, reason, actor)
        else:  # it holds of the contract as it would be varied, and goes if that comes to nothing
            _allow(variation, ends, reason, actor)
        audit.record(session, desk, actor, OVERRIDDEN, case_id, FIELDS)
        return ends


def _case(desk: Desk, session: Session, case_id: int) -> Case:
    case = session.get_one(Case, case_id)
    if not desk.schemes.version(case.scheme).has_contract:
        raise Refused("contract.none_in_scheme")
    if case.state not in BEFORE_CONTRACT:
        raise Refused("eligibility.term_is_settled")
    return case


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(Problem("term_reason", "eligibility.reason_missing"))
    return reason.strip()


def _allow(variation: Variation, ends: date, reason: str, actor: Actor) -> None:
    variation.allowed_end, variation.allowed_reason = ends, reason
    variation.allowed_by = actor.username


def _write(case: Case, ends: date, reason: str, actor: Actor) -> None:
    case.term_end, case.term_reason, case.term_by = ends, reason, actor.username
