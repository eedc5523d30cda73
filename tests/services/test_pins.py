"""The PIN that takes the screen back: set for oneself, slowed when wrong, dead after five."""

import datetime as dt
from dataclasses import replace

import pytest

from triage_app.domain.problems import Invalid, Refused
from triage_app.services import pins, signin
from triage_app.services.pins import NewPin
from triage_app.storage.keys import Cost
from triage_app.storage.models import AuditEntry, Pin

CHEAP = Cost(1, 64, 1)
PASSWORD, RIGHT, WRONG = "three herons wading", "830274", "830275"
GOOD = NewPin(PASSWORD, RIGHT, RIGHT)


@pytest.fixture(autouse=True)
def password(monkeypatch):
    """The one right password; argon2 has its own tests."""

    def confirm(_desk, _actor, given):
        if given != PASSWORD:
            raise Refused("signin.wrong_password")

    monkeypatch.setattr(signin, "confirm", confirm)


@pytest.fixture
def moving(desk):
    """A desk whose clock goes on when told to."""
    at = [desk.now()]
    moving = replace(desk, now=lambda: at[0])

    def wait(seconds):
        at[0] += dt.timedelta(seconds=seconds)

    return moving, wait


@pytest.fixture
def pinned(moving, assessor):
    """The same, its assessor with a PIN."""
    desk, wait = moving
    pins.set_pin(desk, assessor, GOOD, CHEAP)
    return desk, wait


def refused(desk, actor, given):
    with pytest.raises(Refused) as refusal:
        pins.check(desk, actor, given)
    return refusal.value


def test_it_is_kept_as_a_digest_and_logged(pinned, assessor, rows):
    desk, _ = pinned

    (row,) = rows(Pin)
    assert row.digest.startswith("$argon2id$")
    assert RIGHT not in row.digest
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.fields) == ("pins.set", ["pin"])
    pins.check(desk, assessor, RIGHT)
    assert pins.standing(desk, assessor).works


def test_two_with_the_same_pin_have_different_digests(pinned, supervisor, rows):
    desk, _ = pinned
    pins.set_pin(desk, supervisor, GOOD, CHEAP)

    assert len({one.digest for one in rows(Pin)}) == 2


def test_it_is_one_persons_own(pinned, supervisor):
    desk, _ = pinned

    assert not pins.standing(desk, supervisor).works
    assert refused(desk, supervisor, RIGHT).code == "pins.only_password"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"password": "a guess"}, "password", "signin.wrong_password"),
        ({"new_pin": "83027", "again": "83027"}, "new_pin", "pins.too_short"),
        ({"new_pin": "123456", "again": "123456"}, "new_pin", "pins.too_common"),
        ({"new_pin": "", "again": ""}, "new_pin", "pins.not_figures"),
        ({"again": WRONG}, "again", "pins.not_the_same"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_sets_none(
    desk, assessor, rows, changes, field, code
):
    with pytest.raises(Invalid) as refusal:
        pins.set_pin(desk, assessor, replace(GOOD, **changes), CHEAP)

    (problem,) = refusal.value.problems
    assert (problem.field, problem.code) == (field, code)
    assert rows(Pin) == []


def test_a_wrong_one_is_slowed(pinned, assessor):
    desk, wait = pinned

    assert refused(desk, assessor, WRONG).code == "pins.is_wrong"
    soon = refused(desk, assessor, RIGHT)
    assert (soon.code, soon.values) == ("pins.wait", {"n": 2})
    wait(2)
    pins.check(desk, assessor, RIGHT)


def test_a_try_that_came_too_soon_is_no_try(pinned, assessor, rows):
    desk, _ = pinned
    refused(desk, assessor, WRONG)
    for _ in range(10):
        assert refused(desk, assessor, WRONG).code == "pins.wait"

    assert rows(Pin)[0].wrong == 1


def test_a_clock_that_is_put_back_frees_nobody(pinned, assessor):
    desk, wait = pinned
    refused(desk, assessor, WRONG)
    wait(-3600)

    assert refused(desk, assessor, RIGHT).code == "pins.wait"


def test_after_five_only_the_password_works_and_then_the_pin_again(pinned, assessor, rows):
    desk, wait = pinned
    told = []
    for _ in range(5):
        told.append(refused(desk, assessor, WRONG).code)
        wait(60)

    assert told == ["pins.is_wrong"] * 4 + ["pins.only_password"]
    assert refused(desk, assessor, RIGHT).code == "pins.only_password"
    assert pins.standing(desk, assessor).is_spent
    assert [one.action for one in rows(AuditEntry)].count("pins.wrong") == 5

    with pytest.raises(Refused, match=r"signin\.wrong_password"):
        pins.confirm(desk, assessor, "a guess")
    assert not pins.standing(desk, assessor).works
    pins.confirm(desk, assessor, PASSWORD)
    pins.check(desk, assessor, RIGHT)


def test_another_takes_the_place_of_a_spent_one(pinned, assessor, rows):
    desk, wait = pinned
    for _ in range(5):
        refused(desk, assessor, WRONG)
        wait(60)
    pins.set_pin(desk, assessor, NewPin(PASSWORD, "905162", "905162"), CHEAP)

    pins.check(desk, assessor, "905162")
    assert len(rows(Pin)) == 1
    assert refused(desk, assessor, RIGHT).code == "pins.is_wrong"


def test_one_can_have_none_again(pinned, assessor, rows):
    desk, _ = pinned
    pins.remove(desk, assessor)
    pins.remove(desk, assessor)

    assert rows(Pin) == []
    assert [one.action for one in rows(AuditEntry)].count("pins.removed") == 1
    assert refused(desk, assessor, RIGHT).code == "pins.only_password"


def test_whoever_hands_no_screen_over_has_no_pin(desk, auditor):
    for deed in (
        lambda: pins.standing(desk, auditor),
        lambda: pins.set_pin(desk, auditor, GOOD, CHEAP),
        lambda: pins.check(desk, auditor, RIGHT),
        lambda: pins.remove(desk, auditor),
    ):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            deed()
