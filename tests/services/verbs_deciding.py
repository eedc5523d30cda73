"""Verbs of a decision: what is found, how it is settled, and a case whose scheme asks much."""

import datetime as dt
from dataclasses import replace

from tests.services.verbs_referral import an_offence, refer
from triage_app.domain.eligibility import Decision
from triage_app.domain.gravity import Scored
from triage_app.domain.orders import Order, OrderKind
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.workflow import Event
from triage_app.services.eligibility import advise, decide
from triage_app.storage.models import Case

YES, NO = Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE
BAIL = Order(OrderKind.POLICE_BAIL, "Gwent <Police> & Co", dt.date(2026, 6, 1), another_matter=True)
SCORED = Scored(2, ("In front of children {x}", "مكرر"), ("Remorse",), 3, "By the force’s matrix")
ASSAULT = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 5, 1))


def finding(desk, actor, case_id, rule):
    findings = advise(desk, actor, case_id).eligibility.findings
    return next(one for one in findings if one.rule == rule)


def settle(desk, actor, case_id, outcome=YES, reason="Her own account"):
    digest = advise(desk, actor, case_id).eligibility.digest
    decide(desk, actor, case_id, Decision(outcome, reason, digest))


def with_schemes(desk, *schemes):
    """Return the same desk with other files of schemes beside it."""
    return replace(desk, schemes=SchemeBook(tuple(schemes)))


def case_that_asks(desk, assessor):
    """Return a case under a scheme that asks: Durham's list, at a suite of it."""
    scheme = desk.schemes.version("durham-checkpoint-2015-04")
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).scheme = scheme.code
    return case_id
