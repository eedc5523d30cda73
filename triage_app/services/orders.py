"""Orders and bail of a case, as the referral and the eligibility step both record them."""

from dataclasses import asdict

from triage_app.domain.orders import Order, Ordered
from triage_app.domain.problems import Invalid, Problem
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.answers import require_open
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, CaseOrder

ORDERED = audit.Deed("eligibility.ordered", audit.Category.ALTERATION)
FIELDS = ("court_order", "bail", "orders")


def set_orders(desk: Desk, actor: Actor, case_id: int, ordered: Ordered) -> None:
    """Record what is known of orders and bail: which there are, that there are none, or neither."""
    permit(actor, Permission.DECIDE_ELIGIBILITY)
    if found := [code for one in ordered.orders for code in one.problems()]:
        raise Invalid(*(Problem("ordered", code) for code in dict.fromkeys(found)))
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        require_open(session, case)
        write(case, ordered)
        audit.record(session, desk, actor, ORDERED, case_id, FIELDS)


def ordered_of(case: Case) -> Ordered:
    """Return what is known of a case's orders and bail."""
    orders = tuple(Order(one.kind, one.court, one.until, one.another_matter) for one in case.orders)
    return Ordered(case.court_order, case.bail, orders)


def write(case: Case, ordered: Ordered) -> None:
    """Put orders and bail into their rows; those that have not changed keep theirs."""
    case.court_order, case.bail = ordered.court_order, ordered.bail
    if ordered_of(case).orders != ordered.orders:
        case.orders = [CaseOrder(**asdict(one)) for one in ordered.orders]
