"""What the time to charge hangs on and the referral does not say, filled in beside the clock."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from triage_app.domain.offences import Category
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.answers import require_open
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Offence

FILLED_IN = audit.Deed("eligibility.filled_in", audit.Category.ALTERATION)
FIELDS = ("category", "domestic_abuse", "base_day")


@dataclass(frozen=True, slots=True)
class Known:
    """What limits the charge of one offence, as far as it is known."""

    category: str | None = None
    domestic_abuse: bool | None = None
    base_day: date | None = None


def fill_in(desk: Desk, actor: Actor, case_id: int, offence_id: int, known: Known) -> None:
    """Record what an offence's time to charge hangs on; a term that was set is set anew by it."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        require_open(session, case)
        offence = next(one for one in case.offences if one.id == offence_id)
        if found := _problems(offence, known, desk.today()):
            raise Invalid(*found)
        for name in FIELDS:
            setattr(offence, name, getattr(known, name))
        case.term_end, case.term_reason, case.term_by = None, "", ""
        flag_modified(case, "nonce")  # so that whoever has the referral open is told
        audit.record(session, desk, actor, FILLED_IN, case_id, FIELDS)


def _problems(offence: Offence, known: Known, today: date) -> list[Problem]:
    found, day = [], known.base_day
    if known.category is not None and known.category not in set(Category):
        found.append(Problem("category", "problem.missing"))
    if day is not None and day > today:
        found.append(Problem("base_day", "problem.in_future"))
    elif day is not None and offence.first_day is not None and day < offence.first_day:
        found.append(Problem("base_day", "eligibility.base_before_offence"))
    return found
