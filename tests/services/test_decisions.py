"""A decision kept in the very words it was taken by, and taken again on new facts."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_deciding import (
    ASSAULT,
    BAIL,
    NO,
    SCORED,
    YES,
    case_that_asks,
    settle,
    with_schemes,
)
from tests.services.verbs_referral import refer
from triage_app.domain.eligibility import Decision, Verdict
from triage_app.domain.orders import Ordered
from triage_app.domain.problems import Refused
from triage_app.domain.scheme import Effect
from triage_app.domain.workflow import State
from triage_app.services import judgements, ways_out
from triage_app.services.answers import answer
from triage_app.services.eligibility import advise, decide
from triage_app.services.orders import set_orders
from triage_app.services.terms import override_term
from triage_app.storage.models import (
    AuditEntry,
    Case,
    EligibilityDecision,
    WayOut,
)


@pytest.fixture
def asking(desk, assessor):
    return case_that_asks(desk, assessor)


def words(shown, texts):
    """Everything a decision shows, as a person reads it."""
    yield shown.scheme.text(texts)
    for one in shown.rules:
        yield from (one.name.text(texts), one.word.text(texts), one.found.text(texts), one.source)
        yield from (line.text(texts) for line in one.answers)
    for part in (shown.clock, shown.gravity, shown.suitability):
        yield from (line.text(texts) for line in part)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_decision_is_read_from_itself_though_its_scheme_has_changed(
    desk, assessor, asking, clock, rows, language
):
    texts = desk.texts(language)
    answer(desk, assessor, asking, "hate_crime", False, "The officer says {so} & 50 %")
    set_orders(desk, assessor, asking, Ordered(False, True, (BAIL,)))
    judgements.score(desk, assessor, asking, SCORED)
    judgements.judge(desk, assessor, asking, True, "Wants help")
    before = list(words(advise(desk, assessor, asking).shown, texts))
    settle(desk, assessor, asking, reason="All {considered}")
    clock.set("2033-05-11 09:30")
    scheme = desk.schemes.version("durham-checkpoint-2015-04")
    fewer = (replace(scheme.rules[0], settings={"minimum_age": 90}, effect=Effect.PROMPTS),)
    later = with_schemes(desk, replace(scheme, rules=fewer, in_force_from=dt.date(2032, 1, 1)))

    kept = advise(later, assessor, asking).decided

    assert list(words(kept.shown, texts)) == before
    for planted in (
        "The officer says {so} & 50 %",
        "Gwent <Police> & Co",
        "In front of children {x}",
    ):
        assert any(planted in line for line in before)
    assert any("مكرر" in line for line in before)
    assert (kept.reason, kept.by) == ("All {considered}", "Mared Hawthorn")
    assert kept.facts["answers"]["hate_crime"]["said"] is False
    assert kept.clock["limits"]
    assert rows(EligibilityDecision)[0].scheme == scheme.code


def test_what_was_judged_meanwhile_is_read_before_it_is_decided(desk, assessor, supervisor):
    case_id = refer(desk, assessor)
    seen = advise(desk, assessor, case_id)
    judgements.judge(desk, supervisor, case_id, False, "In hospital since this morning")

    decision = Decision(YES, "As shown", seen.eligibility.digest, seen.shown.digest)
    with pytest.raises(Refused, match=r"eligibility\.advice_changed"):
        decide(desk, assessor, case_id, decision)


def test_who_set_the_term_and_why_is_kept_with_the_decision(desk, assessor, supervisor):
    tight = replace(ASSAULT, first_day=dt.date(2026, 3, 25))
    case_id = refer(desk, assessor, offences=[tight])
    override_term(desk, supervisor, case_id, "Charged by post {soon}")

    settle(desk, assessor, case_id)

    kept = advise(desk, assessor, case_id).decided.shown.clock[0].text(desk.texts("en"))
    assert kept == "Term to 14 September 2026, set by Osian Thistlewood: Charged by post {soon}"


def test_an_offence_of_several_days_runs_from_its_first(desk, assessor):
    ranged = replace(ASSAULT, first_day=dt.date(2026, 4, 30), last_day=dt.date(2026, 5, 9))
    case_id = refer(desk, assessor, offences=[ranged])

    assert advise(desk, assessor, case_id).clock.last_day == dt.date(2026, 10, 30)


def test_a_decision_may_be_taken_again_and_the_earlier_one_is_kept(desk, assessor, rows):
    case_id = refer(desk, assessor, ordered=Ordered(False, True, (BAIL,)))
    settle(desk, assessor, case_id, NO, "On bail elsewhere")
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    set_orders(desk, assessor, case_id, Ordered(court_order=False, bail=False))

    settle(desk, assessor, case_id, YES, "The bail has ended")

    assert rows(Case)[0].state is State.ELIGIBLE
    newest, first = advise(desk, assessor, case_id).decisions
    assert (newest.outcome, first.outcome) == (YES, NO)
    assert [one.reason for one in first.findings if one.verdict is Verdict.NOT_MET] == [
        "orders_in_force"
    ]
    assert ways_out.view(desk, assessor, case_id) is None
    assert rows(WayOut)[0].taken_back_reason == "The bail has ended"  # kept, and counted no more
    assert rows(AuditEntry)[-3].action == "eligibility.decided_again"


def test_a_case_that_stays_eligible_stays_where_it_had_come_to(desk, assessor, rows):
    case_id = refer(desk, assessor)
    settle(desk, assessor, case_id)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.ASSESSING

    settle(desk, assessor, case_id, YES, "New facts, the same answer")
    assert rows(Case)[0].state is State.ASSESSING

    settle(desk, assessor, case_id, NO, "Now on a community order")
    assert (rows(Case)[0].state, rows(WayOut)[0].left_from) == (State.NOT_TAKEN_ON, State.ASSESSING)


def test_what_somebody_declined_is_not_decided_again(desk, assessor):
    case_id = refer(desk, assessor)
    settle(desk, assessor, case_id)
    ways_out.take(desk, assessor, case_id, "declined", "Would rather go to court")

    for deed in (
        lambda: settle(desk, assessor, case_id),
        lambda: answer(desk, assessor, case_id, "hate_crime", True),
        lambda: judgements.judge(desk, assessor, case_id, True, "Wants help"),
        lambda: set_orders(desk, assessor, case_id, Ordered()),
    ):
        with pytest.raises(Refused, match=r"eligibility\.decided_already"):
            deed()
