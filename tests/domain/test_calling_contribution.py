"""A contribution that falls due or was never set calls for somebody, as a table; the rest not."""

import datetime as dt

import pytest

from tests.domain.kept_contracts import MIDDLE, SIGNED, watched
from triage_app.config import RESOURCES
from triage_app.domain import attention
from triage_app.domain.contribution import Account
from triage_app.domain.lateness import Lateness
from triage_app.domain.watched import Proposed, day_of
from triage_app.domain.workflow import State
from triage_app.reference import load_schemes
from triage_app.texts import Texts

SCHEMES = load_schemes(RESOURCES / "schemes")
WILTSHIRE = SCHEMES.version("wiltshire-deferred-2021-01")
TODAY = day_of(MIDDLE)


def asked(days, paid=0, *, waived=False):
    """Forty pounds, due so many days from today."""
    return Account(40_00, TODAY + dt.timedelta(days=days), paid, waived)


def found(case, scheme=WILTSHIRE):
    dues = attention.calls(attention.due(case, scheme, MIDDLE))
    return [one for one in dues if one.kind is attention.Kind.CONTRIBUTION]


TABLE = (
    ("nothing is asked for though the scheme asks", None, "contribution_unset", Lateness.OVERDUE),
    ("due in eight days", asked(8), None, None),
    ("due in seven days", asked(7), "contribution", Lateness.SOON),
    ("due today", asked(0), "contribution", Lateness.TODAY),
    ("due yesterday", asked(-1), "contribution_late", Lateness.OVERDUE),
    ("due yesterday, a part paid", asked(-1, 39_99), "contribution_late", Lateness.OVERDUE),
    ("due yesterday, paid", asked(-1, 40_00), None, None),
    ("due yesterday, waived", asked(-1, waived=True), None, None),
)


@pytest.mark.parametrize(
    ("account", "code", "late"), [one[1:] for one in TABLE], ids=[one[0] for one in TABLE]
)
def test_each_account_calls_for_what_the_table_says(account, code, late):
    told = [(one.code, one.lateness) for one in found(watched(account=account))]
    assert told == ([(code, late)] if code else [])


def test_one_set_on_the_day_the_contract_began_never_called():
    (unset,) = found(watched())
    assert (unset.day, unset.step, unset.field) == (SIGNED, "tracking", "contribution")


def test_what_is_left_is_told_and_by_which_day():
    (late,) = found(watched(account=asked(-3, 12_50)))
    assert dict(late.values) == {"owed": "£27.50", "day": TODAY - dt.timedelta(days=3)}


def test_it_calls_while_a_breach_waits_and_not_once_the_contract_is_over_with():
    waits = watched(
        state=State.BREACH_PROPOSED, breach=Proposed(MIDDLE, "Osian"), account=asked(-1)
    )
    assert [one.code for one in found(waits)] == ["contribution_late"]
    for state in (State.COMPLETED, State.RETURNED, State.CLOSED):
        assert found(watched(state=state, account=asked(-1))) == []


@pytest.mark.parametrize("scheme", [one for one in SCHEMES.schemes if not one.contribution])
def test_a_scheme_that_asks_for_nothing_calls_for_nothing(scheme):
    assert found(watched(), scheme) == []
    assert found(watched(account=asked(-1)), scheme) == []


def test_every_code_has_words_in_both_languages():
    english = Texts(RESOURCES / "wording", "en")
    for code in ("contribution", "contribution_late", "contribution_unset"):
        assert english.has(f"attention.{code}")
        assert english.has(f"attention.{code}_why")
