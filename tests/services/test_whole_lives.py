"""Cases lived at random from the referral to after the end, beside a plain model of what may be.

After every step the state must be the model's, every deed must stand once on the timeline and in
its tables, whatever was refused must have left nothing behind, no contract may run past its safe
day unless a supervisor let it, and whatever is with the officer must be watched. Faults planted in
the program show that each of these can fail.
"""

import datetime as dt

import pytest

from tests.services.life import Tally
from tests.services.life_machine_beside import come_along
from tests.services.life_room import lived
from tests.services.life_tables import STATES, WATCHES
from tests.services.verbs_schemes import FORCE
from triage_app.domain import workflow
from triage_app.domain.attention import Kind
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, Role
from triage_app.domain.workflow import Event, State
from triage_app.services import audit, tracking
from triage_app.storage.models import ContactAttempt

STEPS = {"embedded": 7000, "shared": 3000}
LONGER = 2  # as many times over, where chance left a state out
OLD, MOVED_AWAY = 15, 0  # numbers that choose
embedded = pytest.mark.parametrize("database", ["embedded"], indirect=True)


# ── Lived at random ──────────────────────────────────────────────────────────────────────────


@embedded
def test_some_lives_keep_to_the_model(room):
    tally = Tally()
    lived(room, 2, 8, tally, derandomize=True)
    assert tally.steps > 40


@pytest.mark.slow
@pytest.mark.parametrize("database", ["embedded", "shared"], indirect=True)
def test_ten_thousand_steps_of_lives_reach_every_state_and_keep_to_the_model(room):
    tally, wanted = Tally(), STEPS[room.database.kind]
    while tally.steps < wanted or (tally.unreached and tally.steps < LONGER * wanted):
        lived(room, 10, 45, tally, derandomize=False)
    print(tally.told())  # noqa: T201 - what a run came to is worth more than that it passed
    assert tally.steps >= wanted
    assert tally.unreached == set()


# ── Faults planted ───────────────────────────────────────────────────────────────────────────


@embedded
def test_a_case_that_goes_where_the_table_does_not_lead_is_caught(life, monkeypatch):
    astray = (State.CONSENTED, workflow.CASEWORKERS)
    monkeypatch.setitem(workflow.MOVES, (State.REFERRED, Event.DECIDED_ELIGIBLE), astray)
    with pytest.raises(AssertionError, match="led to consented, and the model to eligible"):
        life.do("find_eligible")


@embedded
def test_a_deed_that_is_not_in_the_log_is_caught(life, monkeypatch):
    record = audit.record

    def forgets(session, desk, actor, deed, *rest, **more):
        if deed is not tracking.TRIED:
            record(session, desk, actor, deed, *rest, **more)

    monkeypatch.setattr(audit, "record", forgets)
    with pytest.raises(AssertionError, match=r"the timeline has .*contact_tried': \(0, 1\)"):
        life.do("try_contact")


@embedded
def test_a_deed_whose_row_is_lost_is_caught(life, monkeypatch):
    def only_says(desk, actor, case_id, _given):
        with desk.sessions.begin() as session:
            audit.record(session, desk, actor, tracking.TRIED, case_id)

    monkeypatch.setattr(tracking, "add_contact", only_says)
    with pytest.raises(AssertionError, match=r"rows .*contact_attempt': \(0, 1\)"):
        life.do("try_contact")


@embedded
def test_a_deed_that_is_done_twice_is_caught(life, monkeypatch):
    add = tracking.add_contact

    def twice(*given):
        add(*given)
        add(*given)

    monkeypatch.setattr(tracking, "add_contact", twice)
    with pytest.raises(AssertionError, match=r"contact_attempt': \(2, 1\)"):
        life.do("try_contact")


@embedded
def test_a_deed_that_was_refused_and_half_done_is_caught(life, monkeypatch):
    add = tracking.add_contact

    def too_late(*given):
        add(*given)
        raise Refused("tracking.not_now")

    monkeypatch.setattr(tracking, "add_contact", too_late)
    with pytest.raises(AssertionError, match=r"left something behind in \['contact_attempt'\]"):
        life.do("try_contact")


def heedless(desk, actor, case_id, given):
    """Record a try at contact, whatever has become of the case."""
    said = {"at": given.at, "how": given.how, "reached": given.reached, "note": given.note}
    with desk.sessions.begin() as session:
        session.add(ContactAttempt(case_id=case_id, recorded_by=actor.username, **said))
        audit.record(session, desk, actor, tracking.TRIED, case_id)


@embedded
def test_a_closed_case_that_is_written_in_is_caught(life, monkeypatch):
    for deed in ("find_not_eligible", "write_to_officer", "offer_services", "let_go"):
        life.do(deed)
    assert not life.do("try_contact")
    monkeypatch.setattr(tracking, "add_contact", heedless)
    with pytest.raises(AssertionError, match="accepted of a case that is closed"):
        life.do("try_contact")


@embedded
def test_a_supervisors_deed_by_another_is_caught(life, monkeypatch):
    everything = {role: frozenset(Permission) for role in Role}
    monkeypatch.setattr("triage_app.domain.roles.PERMISSIONS", everything)
    with pytest.raises(AssertionError, match="override by assessor"):
        life.do("override", by=life.staff[1])


@embedded
def test_a_decision_on_ones_own_case_is_caught(life, monkeypatch):
    mine = life.staff[2]
    life.do("hand_over", 1, by=life.staff[3])
    assert not life.do("override", by=mine)
    monkeypatch.setattr(life, "facts", life.facts | {"assessor": life.staff[3].username})
    with pytest.raises(AssertionError, match="accepted of their own"):
        life.do("override", by=life.staff[3])


@embedded
def test_a_returned_case_that_nobody_watches_is_caught(life, forget):
    forget(*WATCHES)
    with pytest.raises(AssertionError, match=r"nobody is told to watch|nothing is next"):
        life.do("end", MOVED_AWAY)


@embedded
def test_a_case_without_a_next_thing_is_caught(life, forget):
    forget(*(str(one) for one in Kind))
    with pytest.raises(AssertionError, match="nothing is next"):
        life.do("find_eligible")


@embedded
def test_a_last_day_to_charge_that_no_list_tells_is_caught(life, forget):
    life.wait(life.desk.now() + dt.timedelta(days=120))
    forget("charge")
    with pytest.raises(AssertionError, match="to charge, and no list says so"):
        life.wait(life.desk.now() + dt.timedelta(days=60))


@embedded
def test_a_contract_past_its_safe_day_is_caught(room, monkeypatch):
    monkeypatch.setattr("triage_app.domain.contract.Limits.last_end", None)
    life = room.life(FORCE)
    with pytest.raises(AssertionError, match="past its safe last day"):
        come_along(life, 4, OLD)


def test_a_state_that_is_never_reached_is_told():
    tally = Tally()
    tally.states.update(STATES - {"returned"})
    assert tally.unreached == {"returned"}
    assert "refer" in tally.never_accepted
