"""Verbs that take a case to its assessment, and run one from end to end."""

import datetime as dt

from tests.services.verbs_referral import refer
from tests.stages import staged
from triage_app.domain.needs import Level, Motivation, Risk, View
from triage_app.domain.sitting import AFTERWARDS, VIEW, way
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, complete, judge, judge_risk, start
from triage_app.storage.models import Case

MOVED = audit.Deed("case.moved", audit.Category.ALTERATION)
WEIGHTY = {"AC1": "outside", "FI2": "a_lot", "AL1": "most_days"}  # three needs
JUDGED = View(
    linked_to_offending=True,
    linked_to_harm=False,
    strength="A sister nearby",
    own_view="I want this to stop",
    motivation=Motivation.NEEDS_HELP,
)
RISK = Risk(
    reoffending=Level.MEDIUM,
    harm=Level.LOW,
    rationale="Two thefts this spring, both for food",
    action="Food bank voucher and a debt adviser",
    review=dt.date(2026, 8, 1),
)


def put(desk, actor, case_id, state):
    """Put a case into a state, as the steps before would have."""
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = state
        audit.record(session, desk, actor, MOVED, case_id)


def consented(desk, actor, **changes):
    """Return the id of a case whose person has consented."""
    case_id = refer(desk, actor, **changes)
    put(desk, actor, case_id, State.CONSENTED)
    return case_id


@staged
def begun(desk, actor, language=Language.ENGLISH, **changes):
    """Return an assessment just begun."""
    return start(desk, actor, consented(desk, actor, **changes), language)


def questions(view):
    """Return the codes of the questions shown."""
    places = way(view.instrument, view.answers)
    return [one for one in places if one not in AFTERWARDS and not one.startswith(VIEW)]


def first_option(view, code):
    question = view.instrument.question(code)
    return question.options[0].code if question.options else "0"


def answered(desk, actor, case_id, view, **given):
    """Answer every question shown with its first option, but for those given."""
    for code, value in given.items():
        view = answer(desk, actor, case_id, view.version, {code: Given(value)})
    left = {
        code: Given(first_option(view, code))
        for code in questions(view)
        if code not in view.answers
    }
    return answer(desk, actor, case_id, view.version, left)


@staged
def ready(desk, actor, **given):
    """Return an assessment that lacks nothing but being completed."""
    view = begun(desk, actor)
    view = answered(desk, actor, view.case_id, view, **given)
    for pathway in view.needs.by_rule:
        view = judge(desk, actor, view.case_id, view.seen, pathway, JUDGED)
    return judge_risk(desk, actor, view.case_id, view.seen, RISK)


@staged
def assessed(desk, actor, **given):
    """Return a completed assessment: needs as given, everything else without weight."""
    view = ready(desk, actor, **given)
    return complete(desk, actor, view.case_id, view.version)
