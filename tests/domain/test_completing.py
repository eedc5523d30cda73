"""A contract is confirmed as complete only once somebody has looked, and what was found is said."""

import datetime as dt

import pytest

from tests.domain.kept_contracts import AFTER, FOUR, MIDDLE, course, first, sessions
from triage_app.domain.completing import completing
from triage_app.domain.compliance import Verdict, judge_all
from triage_app.domain.contribution import Account
from triage_app.domain.watched import Arrest, Checked, Watched, day_of
from triage_app.domain.workflow import State

SCHEME, PAYING = (
    next(one for one in FOUR if one.code == code)
    for code in ("dyfed-powys-2019-11", "wiltshire-deferred-2021-01")
)
RUN = course(first())
ENDS = RUN.ends
DAY_AFTER = ENDS + dt.timedelta(days=1)
FOUND = Arrest(1, "HW/7", ENDS, ENDS)
LOOKED = Checked(DAY_AFTER, unanswered=False)
CASES = (
    ("nobody ever looked", None, (), ["not_yet_checked"]),
    ("nobody looked since", Checked(ENDS, unanswered=False), (), ["not_yet_checked"]),
    ("a look found something", Checked(DAY_AFTER, unanswered=True), (), ["not_yet_found"]),
    ("an arrest waits to be looked at", LOOKED, (FOUND,), ["not_yet_arrest"]),
    ("both", None, (FOUND,), ["not_yet_arrest", "not_yet_checked"]),
)


def completed(run, now, checked=None, arrests=()):
    case = Watched(State.LIVE, run.starts, course=run, checked=checked, arrests=arrests)
    return completing(case, SCHEME, judge_all(run, now), day_of(now))


@pytest.mark.parametrize(("why", "checked", "arrests", "codes"), CASES)
def test_what_nobody_has_looked_at_keeps_a_contract_from_completion(why, checked, arrests, codes):
    found = completed(RUN, AFTER, checked, arrests)

    assert (found.verdict, [one.code for one in found.reasons]) == (Verdict.NOT_YET, codes), why


def test_a_look_after_the_last_day_that_found_nothing_completes_it():
    assert completed(RUN, AFTER, LOOKED).verdict is Verdict.COMPLETE


def test_while_it_runs_nobody_need_have_looked():
    assert [one.code for one in completed(RUN, MIDDLE).reasons] == ["not_yet_over"]


def test_what_cannot_be_complete_is_not_waited_for():
    found = completed(course(first(), sessions()), AFTER)

    assert found.verdict is Verdict.CANNOT
    assert "not_yet_checked" not in [one.code for one in found.reasons]


def test_without_a_contract_there_is_nothing_to_complete():
    assert completing(Watched(State.REFERRED, ENDS), SCHEME, (), ENDS).verdict is Verdict.CANNOT


@pytest.mark.parametrize(
    ("account", "waits"), [(None, True), (Account(500, ENDS, paid=500), False)]
)
def test_where_the_person_pays_somebody_says_how_much_before_it_is_complete(account, waits):
    case = Watched(State.LIVE, RUN.starts, course=RUN, checked=LOOKED, account=account)
    found = completing(case, PAYING, judge_all(RUN, AFTER), DAY_AFTER)

    assert ("not_yet_contribution_unset" in [one.code for one in found.reasons]) is waits
    assert (found.verdict is Verdict.COMPLETE) is not waits
