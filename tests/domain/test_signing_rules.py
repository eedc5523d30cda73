"""What is copied from a signed paper is held to the paper: its day, its hour, and who saw it."""

import datetime as dt

import pytest

from triage_app.domain.signature import Manner
from triage_app.domain.signing import Capacity, Name, OnPaper, Signer, problems

MADE = dt.datetime(2026, 10, 24, 9, 30, 42, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 10, 24, 16, 0, tzinfo=dt.UTC)
AT = dt.datetime(2026, 10, 24, 10, 15, tzinfo=dt.UTC)
ALL = (Signer.PARTICIPANT, Signer.ASSESSOR, Signer.APPROPRIATE_ADULT, Signer.INTERPRETER)
PAPER = OnPaper(dt.date(2026, 10, 24), MADE, ALL)


def names(**manners):
    """Return everybody signing at the same moment, unless said otherwise."""
    return [
        Name(role, f"Name {role}", manners.get(role, Manner.SIGNED), AT) for role in PAPER.wanted
    ]


def seen(**changes):
    return Name(
        **{
            "role": Signer.WITNESS,
            "name": "Gwenllian Osprey",
            "at": AT,
            "capacity": Capacity.SOLICITOR,
        }
        | changes
    )


def told(given, now=NOW, paper=PAPER):
    return [(one.field, one.code) for one in problems(given, paper, now)]


def test_a_paper_signed_by_everybody_on_its_day_has_nothing_wrong():
    assert told(names()) == []


@pytest.mark.parametrize("role", ALL)
def test_everybody_wanted_is_asked_for(role):
    given = [one for one in names() if one.role is not role]
    field = "manner" if role is Signer.PARTICIPANT else role
    assert told(given) == [(field, f"contract.no_{role}")]


@pytest.mark.parametrize("role", ALL)
@pytest.mark.parametrize(
    ("at", "code"),
    [
        (None, "signing.no_time"),
        (NOW + dt.timedelta(minutes=1), "problem.in_future"),
        (AT - dt.timedelta(days=1), "signing.other_day"),
        (MADE - dt.timedelta(minutes=2), "signing.before_paper"),
    ],
    ids=["none", "future", "day before", "before the paper"],
)
def test_each_moment_is_held_to_the_paper(role, at, code):
    given = [one if one.role is not role else Name(role, one.name, at=at) for one in names()]
    assert told(given) == [(f"{role}_at", code)]


def test_a_pen_writes_no_seconds_so_the_minute_of_the_paper_is_not_before_it():
    at = MADE.replace(second=0)
    assert told([Name(role, "Somebody", at=at) for role in ALL]) == []


def test_the_day_is_the_suites_own_not_the_one_in_greenwich():
    at = dt.datetime(2026, 6, 10, 23, 30, tzinfo=dt.UTC)  # half past midnight of the 11th
    paper = OnPaper(dt.date(2026, 6, 11), at, ALL)
    assert told([Name(role, "Somebody", at=at) for role in ALL], at, paper) == []


def test_both_hours_of_the_night_the_clocks_go_back_are_moments_of_their_own():
    early, late = (dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC) for hour in (0, 1))
    paper = OnPaper(dt.date(2026, 10, 25), late, ALL)
    given = [Name(role, "Somebody", at=early) for role in ALL]
    assert {code for _, code in told(given, late, paper)} == {"signing.before_paper"}


@pytest.mark.parametrize("manner", [Manner.READ_OVER, Manner.UNABLE, Manner.REFUSED])
def test_what_the_person_did_not_do_alone_has_a_witness_with_name_and_capacity(manner):
    given = names(participant=manner)
    assert told(given) == [("witness", "contract.no_witness")]
    assert told([*given, seen(capacity="")]) == [("witness_capacity", "signing.no_capacity")]
    assert told([*given, seen(at=None)]) == [("witness_at", "signing.no_time")]
    assert told([*given, seen()]) == []


@pytest.mark.parametrize("role", [Signer.PARTICIPANT, Signer.ASSESSOR])
def test_nobody_witnesses_their_own_signing(role):
    given = [*names(participant=Manner.UNABLE), seen(name=f" name   {role.upper()}")]
    assert told(given) == [("witness", "signing.witness_is_signer")]


@pytest.mark.parametrize("manner", [Manner.UNABLE, Manner.REFUSED])
@pytest.mark.parametrize("role", [Signer.APPROPRIATE_ADULT, Signer.INTERPRETER])
def test_an_interpreter_on_the_telephone_cannot_sign_and_somebody_saw_it(role, manner):
    given = [one if one.role is not role else Name(role, one.name, manner) for one in names()]
    assert told(given) == [("witness", "contract.no_witness")]
    assert told([*given, seen()]) == []


def test_whoever_explains_it_signs_it():
    given = names(assessor=Manner.REFUSED)
    assert ("assessor_manner", "problem.missing") in told([*given, seen()])


def test_roles_nobody_is_needed_for_are_named():
    alone = OnPaper(PAPER.day, MADE, ALL[:2])
    assert alone.not_needed == (Signer.APPROPRIATE_ADULT, Signer.INTERPRETER)
    assert PAPER.not_needed == ()
