import json
import random
import time

import pytest

from triage_app.domain.problems import Refused
from triage_app.storage import keys
from triage_app.storage.keys import FULL_COST, Cost, Slots, parsed, serialised

CHEAP = Cost(1, 64, 1)
PHRASE = "three herons wading"


@pytest.fixture
def key():
    return keys.new_key()


@pytest.fixture
def slots(key):
    return Slots("a caseload").with_slot("mared.hawthorn", PHRASE, key, CHEAP)


def test_the_password_gives_the_key_and_nothing_else_does(slots, key):
    assert keys.unwrap(slots, "mared.hawthorn", PHRASE, CHEAP) == key
    assert keys.unwrap(slots, "Mared.Hawthorn", PHRASE, CHEAP) == key
    assert keys.unwrap(slots, "mared.hawthorn", PHRASE + " ", CHEAP) is None
    assert keys.unwrap(slots, "dewi.sandpiper", PHRASE, CHEAP) is None


def test_letters_put_together_differently_are_the_same_password(key):
    slots = Slots("a caseload").with_slot("a", "gŵydd yn y dŵr", key, CHEAP)
    assert keys.unwrap(slots, "a", "gw\u0302ydd yn y dw\u0302r", CHEAP) == key


def test_a_slot_is_no_use_beside_another_file(slots):
    moved = Slots("another caseload", slots.slots)
    assert keys.unwrap(moved, "mared.hawthorn", PHRASE, CHEAP) is None


def test_each_key_and_code_is_new():
    made = {keys.new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(len(keys.read_code(code)) == 24 for code in made)
    assert len({keys.new_key() for _ in range(500)}) == 500


def test_a_code_is_read_however_it_is_typed():
    assert keys.read_code(" o1l2-abcd\u2013i234 ") == "0112ABCD1234"


def test_slots_come_back_as_they_were_kept(slots):
    assert parsed(serialised(slots)) == slots


def test_a_guess_costs_time_and_a_stranger_as_much(key):
    slots = Slots("a caseload").with_slot("mared.hawthorn", PHRASE, key, FULL_COST)
    for holder in ("mared.hawthorn", "a.stranger"):
        began = time.perf_counter()
        assert keys.unwrap(slots, holder, "a wrong one", FULL_COST) is None
        assert time.perf_counter() - began >= 0.1


def try_mutated(slots, times):
    """Change one thing in the slots' file, anywhere; say how often it was read and how refused."""
    whole, chance = serialised(slots), random.Random(7)  # noqa: S311 - what to damage
    refused = unopened = 0
    for _ in range(times):
        held = bytearray(whole)
        at = chance.randrange(len(held))
        held[at] = chance.choice([held[at] ^ 1 << chance.randrange(8), chance.randrange(256)])
        try:
            read = parsed(bytes(held))
        except Refused:
            refused += 1
            continue
        if read == slots:
            continue  # the blanks between
        if keys.unwrap(read, "mared.hawthorn", PHRASE, CHEAP) is None:
            unopened += 1
        else:
            pytest.fail(f"opened with {bytes(held)!r}")
    return refused, unopened


def test_a_thousand_mutated_slots_open_nothing(slots):
    refused, unopened = try_mutated(slots, 1000)
    assert refused + unopened > 800


def test_a_thousand_wrong_passwords_open_nothing(slots):
    chance = random.Random(7)  # noqa: S311 - what to try
    for _ in range(1000):
        tried = list(PHRASE)
        tried[chance.randrange(len(tried))] = chr(chance.randrange(32, 0x2FF))
        given = "".join(tried)
        assert given == PHRASE or keys.unwrap(slots, "mared.hawthorn", given, CHEAP) is None


def test_what_a_slot_costs_is_kept_in_bounds(slots):
    held = json.loads(serialised(slots))
    held["slots"][0]["cost"]["memory"] = 1 << 40
    greedy = parsed(json.dumps(held).encode())
    assert keys.unwrap(greedy, "mared.hawthorn", PHRASE, CHEAP) is None
