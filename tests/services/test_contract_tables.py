"""What the tables themselves hold of a contract, on both databases: no wrong row by any road."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.services.verbs_contract import TODAY, assessed, drafted
from triage_app.domain.condition_inputs import MOST_SESSIONS, MOST_TYPED
from triage_app.domain.problems import Invalid
from triage_app.domain.scheme import KINDS_AT
from triage_app.services import contracts
from triage_app.storage.models import Condition, Contract

KINDS = ("no_reoffending", "restorative", "pathway", "volunteering", "tag")
OWN = ("place", "place_cy", "area", "area_cy")
SOUND = {
    1: {"kind": "no_reoffending", "code": "NR1"},
    2: {"kind": "restorative", "code": "RJ1"},
    3: {"kind": "pathway", "code": "DA1", "pathway": "drugs"},
    4: {"kind": "pathway", "code": "FB1", "pathway": "finance"},
    5: {"kind": "volunteering", "code": "VO1", "hours": 18},
}


@pytest.fixture
def empty(desk, assessor):
    """Return the number of a contract without a condition."""
    sheet = contracts.draft(desk, assessor, assessed(desk, assessor))
    with desk.sessions.begin() as session:
        session.execute(text("DELETE FROM condition"))
    return sheet.seen.contract_id


@pytest.fixture
def write(desk, empty):
    """Return a function that writes a row as anybody with the key could, past every rule."""

    def write(position, **values):
        held = {"contract_id": empty, "position": position, **values}
        with desk.sessions.begin() as session:
            session.execute(insert(Condition.__table__).values(**held))

    return write


def test_a_whole_contract_can_be_written(write, desk, empty):
    for position, values in SOUND.items():
        write(position, **values)
    with desk.sessions() as session:
        rows = session.get_one(Contract, empty).conditions
        assert [one.position for one in rows] == [1, 2, 3, 4, 5]


@pytest.fixture
def refused(write):
    """Return a function that says whether the tables refuse a row."""

    def refused(position, **values):
        try:
            write(position, **values)
        except IntegrityError:
            return True
        return False

    return refused


def of_kind(kind):
    """A row of a kind, sound but for its place."""
    return {"kind": kind, "code": "XX1", "pathway": "drugs" if kind == "pathway" else None}


def test_there_is_no_sixth_place_and_each_is_taken_once(write, refused):
    for position in (-1, 0, 6, 7, 100):
        assert [kind for kind in KINDS if not refused(position, **of_kind(kind))] == []
    for position, values in SOUND.items():
        write(position, **values)
    assert [place for place in SOUND if not refused(place, **SOUND[place])] == []


def test_a_kind_stands_in_its_own_places_only_and_cannot_become_another(write, refused, desk):
    wrong = [(place, kind) for place, may in KINDS_AT.items() for kind in KINDS if kind not in may]
    assert [one for one in wrong if not refused(one[0], **of_kind(one[1]))] == []
    for position, values in SOUND.items():
        write(position, **values)
    change = "UPDATE condition SET kind = :kind, pathway = :pathway WHERE position = :position"
    for position, kind in wrong:
        values = {**of_kind(kind), "position": position}
        with pytest.raises(IntegrityError), desk.sessions.begin() as session:
            session.execute(text(change), values)


def test_no_input_is_kept_that_its_paper_could_not_say(refused):
    wrong = [
        (3, {"pathway": None}),
        (5, {"pathway": "drugs"}),
        (3, {"kind": None}),
        *((5, {"hours": hours}) for hours in (17, 37, 0, -18)),
        *((3, {"sessions": sessions}) for sessions in (0, -1, MOST_SESSIONS + 1)),
        *((3, {"frequency": frequency}) for frequency in ("now and then", "")),
        *((3, {name: ""}) for name in OWN),
        *((3, {name: "🦊" * (MOST_TYPED + 1)}) for name in OWN),
        (3, {"starts": dt.date(2026, 6, 2), "due": dt.date(2026, 6, 1)}),
        (3, {"words_en": "x" * 901}),
    ]
    assert [one for one in wrong if not refused(one[0], **{**SOUND[one[0]], **one[1]})] == []


def test_what_lies_just_inside_is_kept(write, desk):
    inside = [
        (5, {"hours": 36}),
        (3, {"sessions": 1}),
        (3, {"sessions": MOST_SESSIONS}),
        (3, {"frequency": "twice_weekly"}),
        (3, dict.fromkeys(OWN, "🦊" * MOST_TYPED)),
        (3, {"starts": dt.date(2026, 6, 1), "due": dt.date(2026, 6, 1)}),
        (2, {"kind": "pathway", "pathway": "drugs"}),
        (5, {"kind": "tag", "hours": None}),
        (5, {"kind": "pathway", "pathway": "drugs", "hours": None}),
    ]
    for position, values in inside:
        write(position, **{**SOUND[position], **values})
        with desk.sessions.begin() as session:
            session.execute(text("DELETE FROM condition"))


def test_no_contract_is_signed_without_its_first_condition(desk, empty, write):
    signed = text("UPDATE contract SET signed_on = :day WHERE id = :id")
    with pytest.raises(DBAPIError, match="first condition"), desk.sessions.begin() as session:
        session.execute(signed, {"day": TODAY.isoformat(), "id": empty})
    write(1, **SOUND[1])
    with desk.sessions.begin() as session:
        session.execute(signed, {"day": TODAY.isoformat(), "id": empty})
    with pytest.raises(DBAPIError, match="first condition"), desk.sessions.begin() as session:
        session.execute(text("DELETE FROM condition WHERE position = 1"))


def test_a_signed_contract_goes_whole_with_its_case(desk, empty, write, rows):
    write(1, **SOUND[1])
    with desk.sessions.begin() as session:
        session.get_one(Contract, empty).signed_on = TODAY
    with desk.sessions.begin() as session:
        session.execute(text("DELETE FROM contract"))
    assert rows(Condition) == []


# ── The rule says it first, beside the field ──


def test_what_the_tables_refuse_is_told_before_by_field(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    apart = {"starts": dt.date(2026, 6, 2), "due": dt.date(2026, 6, 1)}
    wrong = [
        ({"sessions": 0}, "sessions", "sessions_outside"),
        ({"sessions": MOST_SESSIONS + 1}, "sessions", "sessions_outside"),
        ({"hours": 17}, "hours", "hours_outside"),
        ({"hours": 37}, "hours", "hours_outside"),
        ({"frequency": "often"}, "frequency", "no_frequency"),
        *(({name: "x" * (MOST_TYPED + 1)}, name, "words_too_long") for name in OWN),
        (apart, "due", "due_before_its_start"),
        ({"code": "VO1"}, "kind", "wrong_kind"),
        ({"code": "nothing"}, "kind", "wrong_kind"),
    ]
    for changes, field, code in wrong:
        wanted = sheet.draft.put(replace(sheet.draft.at(3), **changes))
        with pytest.raises(Invalid) as told:
            contracts.change(desk, assessor, sheet.case_id, sheet.seen, wanted)
        found = [(one.field, one.code) for one in told.value.problems]
        assert (f"condition_3.{field}", f"contract.{code}") in found
