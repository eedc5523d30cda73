"""A case that has ended is read: whatever else would change it is refused in a sentence."""

import ast
from collections import Counter

import pytest
from sqlalchemy import func, select

from tests.services.goes_on import GOES_ON, OF_NO_CASE
from tests.services.test_access import use_cases
from tests.services.verbs_ended import (
    REFUSED,
    REFUSED_ONCE_CLOSED,
    closed,
    full,
    moved_on,
    over,
)
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.wording import Language
from triage_app.storage.models import AuditEntry, Base, Case

ENDS = {
    "closed": (closed, REFUSED | REFUSED_ONCE_CLOSED),
    "ended": (moved_on, REFUSED),
}


def writes(function, functions, seen=()):
    """Whether it opens a transaction to write in, itself or by another function of its file."""
    if "sessions.begin()" in ast.unparse(function):
        return True
    called = {
        getattr(one.func, "id", "") for one in ast.walk(function) if isinstance(one, ast.Call)
    }
    return any(
        writes(functions[name], functions, (*seen, name))
        for name in called & set(functions) - {*seen}
    )


def test_every_use_case_that_writes_says_what_becomes_of_it_once_a_case_has_ended():
    found = {name for name, one, functions in use_cases() if writes(one, functions)}
    lists = [
        *REFUSED,
        *REFUSED_ONCE_CLOSED,
        *(one for names in (GOES_ON | OF_NO_CASE).values() for one in names),
    ]

    assert [one for one, times in Counter(lists).items() if times > 1] == []
    assert set(lists) == found | {"bookings.book"}


@pytest.mark.parametrize("end", ENDS)
def test_nothing_else_is_changed_in_a_case_that_has_ended(desk, clock, assessor, supervisor, end):
    ends, refused = ENDS[end]
    case_id = full(desk, clock, assessor, supervisor)
    ends(desk, assessor, supervisor, case_id)
    it = over(desk, assessor, supervisor, case_id)
    before = everything(desk, case_id)

    answers = {name: said_to(call, it) for name, call in refused.items()}

    assert {name: one for name, one in answers.items() if not in_words(desk, one)} == {}
    assert everything(desk, case_id) == before


# What would be refused in a live case too, and so says nothing of its end.
BESIDE_THE_POINT = {"assessment.not_completed", "assessment.already_completed"}


def said_to(call, it):
    """Return with which code something was refused; None if it was done."""
    try:
        call(it)
    except Stale:
        return None  # somebody saved first: that is no answer
    except Refused as refusal:
        return refusal.code
    except Invalid as invalid:
        return next(one.code for one in invalid.problems)
    return None


def in_words(desk, code):
    """Whether something was refused for where the case stands, in a sentence of each language."""
    told = code is not None and code not in BESIDE_THE_POINT
    return told and all(desk.texts(one).has(code) for one in Language)


def everything(desk, case_id):
    """Return how many rows there are of each kind, looks apart, and how the case stands."""
    with desk.sessions() as session:
        counted = {
            one.name: session.scalar(select(func.count()).select_from(one))
            for one in Base.metadata.sorted_tables
            if one.name != AuditEntry.__tablename__
        }
        entries = select(func.count()).where(AuditEntry.category != "consultation")
        case = session.get_one(Case, case_id)
        return counted, session.scalar(entries), (case.state, case.version, case.closed_on)
