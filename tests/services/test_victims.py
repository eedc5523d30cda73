"""Victims of a case: none, one, several or a company; their wishes and what they are told."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from tests.services.verbs_contract import assessed, stock
from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_tracking import running
from tests.services.verbs_victims import DAY, PERSON, SHOP, agreed, harmed, seen, wishes
from triage_app.domain.attention import Kind as Calls
from triage_app.domain.attention import Lateness
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.victims import (
    About,
    How,
    Said,
    Standing,
    Telling,
    Wish,
)
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    contracts,
    merging,
    tracking,
    victim_notices,
    victims,
    withdrawal_telling,
    withdrawals,
)
from triage_app.services.sharing import How as ToldHow
from triage_app.storage.models import (
    AuditEntry,
    Case,
    NoVictim,
    Person,
    Revision,
    Victim,
    VictimCorrection,
    VictimWish,
)

BY_PHONE = Telling(told=True, day=DAY, how=How.TELEPHONE, by="Mared Hawthorn")


@pytest.fixture
def case_id(desk, assessor):
    return refer(desk, assessor)


def fields(told):
    return [one.field for one in told.value.problems]


def calls(desk, actor, kind=Calls.VICTIM_NOTICE):
    rows = attention.attention(desk, actor)
    return [(one.due.code, str(one.due.day)) for one in rows if one.due.kind == kind]


def tell(desk, actor, victim_id, *about, **changes):
    victim_notices.record(desk, actor, victim_id, about, replace(BY_PHONE, **changes))


# ── Who was harmed ───────────────────────────────────────────────────────────────────────────


def test_until_somebody_says_so_nobody_knows_whether_anybody_was_harmed(desk, assessor, case_id):
    assert victims.glance(desk, assessor, case_id).standing is Standing.NOT_SAID
    victims.say_none(desk, assessor, case_id, "Drunk and disorderly; nobody was touched")
    view = victims.view(desk, assessor, case_id)
    assert view.standing is Standing.NONE
    assert (view.none_because[:5], view.none_by) == ("Drunk", "Mared Hawthorn")
    with pytest.raises(Refused, match="none_already"):
        victims.say_none(desk, assessor, case_id, "Again")


def test_one_two_and_a_company_are_kept_apart_with_all_that_was_said(desk, assessor, case_id):
    harmed(desk, assessor, case_id)
    harmed(desk, assessor, case_id, name="مريم <b>&amp; O’Neil 👍")
    harmed(desk, assessor, case_id, SHOP)
    view = victims.view(desk, assessor, case_id)
    assert [one.details.name for one in view.victims][1:] == [
        "مريم <b>&amp; O’Neil 👍",
        "Siop y Gornel Cyf",
    ]
    assert view.victims[0].details == PERSON
    assert view.victims[2].details == replace(SHOP, enhanced=False)
    assert victims.glance(desk, assessor, case_id).count == 3


def test_a_victim_found_after_all_takes_back_that_there_was_none(desk, assessor, case_id, rows):
    victims.say_none(desk, assessor, case_id, "Nobody seen")
    harmed(desk, assessor, case_id)
    assert victims.view(desk, assessor, case_id).standing is Standing.SOME
    (row,) = rows(NoVictim)
    assert row.taken_back_by == assessor.username
    with pytest.raises(Refused, match="there_is_one"):
        victims.say_none(desk, assessor, case_id, "But there is")


def test_what_is_missing_is_told_and_nothing_is_kept(desk, assessor, case_id, rows):
    with pytest.raises(Invalid) as told:
        harmed(desk, assessor, case_id, name=" ", enhanced_why=(), language=None)
    assert fields(told) == ["name", "enhanced_why", "language"]
    with pytest.raises(Invalid) as told:
        victims.say_none(desk, assessor, case_id, " ")
    assert fields(told) == ["none_why"]
    assert rows(Victim) == rows(NoVictim) == []


def test_filling_in_asks_for_no_reason_and_correcting_keeps_one_openly(
    desk, assessor, case_id, rows
):
    number = harmed(desk, assessor, case_id)
    victims.amend(desk, assessor, (number, 1), replace(PERSON, telephone="01632 960444"))
    assert rows(VictimCorrection) == []
    given = replace(PERSON, telephone="01632 960444", name="Nerys Lapwing-Heron")
    with pytest.raises(Invalid) as told:
        victims.amend(desk, assessor, (number, 2), given)
    assert fields(told) == ["correction_why"]
    victims.amend(desk, assessor, (number, 2), given, "She spells it so")
    (correction,) = seen(desk, assessor, case_id)["Nerys Lapwing-Heron"].corrections
    assert (correction.fields, correction.reason) == (("name",), "She spells it so")
    was = [one.earlier for one in rows(Revision) if one.record == f"victim:{number}"]
    assert "Nerys Lapwing" in was


def test_two_who_change_one_victim_at_once_are_told_of_each_other(
    desk, assessor, supervisor, case_id
):
    number = harmed(desk, assessor, case_id)
    victims.amend(desk, supervisor, (number, 1), replace(PERSON, email="n@example.org"))
    with pytest.raises(Stale) as stale:
        victims.amend(desk, assessor, (number, 1), replace(PERSON, telephone="1"))
    assert stale.value.theirs["email"] == "n@example.org"


def test_one_recorded_in_error_stays_in_the_record_and_calls_no_more(
    desk, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    assert calls(desk, assessor)
    with pytest.raises(Invalid):
        victims.remove(desk, assessor, (number, 1), "")
    victims.remove(desk, assessor, (number, 1), "Another case’s")
    assert calls(desk, assessor) == []
    view = victims.view(desk, assessor, case_id)
    assert (view.standing, view.removed[0].removed_reason) == (Standing.NOT_SAID, "Another case’s")
    with pytest.raises(Refused, match="not_there"):
        wishes(desk, assessor, number, Said.YES)
    assert len(rows(Victim)) == 1


def test_the_tables_hold_their_own_rules(desk, assessor, case_id):
    number = harmed(desk, assessor, case_id, SHOP)
    for changes in ({"contact_person": ""}, {"removed_at": desk.now()}):
        with pytest.raises(DBAPIError), desk.sessions.begin() as session:  # noqa: PT012
            row = session.get_one(Victim, number)
            for name, value in changes.items():
                setattr(row, name, value)
            session.flush()


def test_nobody_but_those_who_work_on_cases_sees_a_victim(
    desk, assessor, administrator, auditor, case_id
):
    harmed(desk, assessor, case_id)
    for one in (administrator, auditor):
        for look in (victims.view, victims.glance):
            with pytest.raises(Refused):
                look(desk, one, case_id)
        with pytest.raises(Refused):
            victims.add(desk, one, case_id, PERSON)


def test_each_look_is_logged_and_the_log_has_no_name(desk, assessor, case_id, rows):
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.YES, note="Only by letter, she said")
    victims.view(desk, assessor, case_id)
    deeds = {one.action: one for one in rows(AuditEntry)}
    assert {"victims.added", "victims.wished", "victims.seen"} <= deeds.keys()
    assert (deeds["victims.seen"].category, deeds["victims.seen"].case_id) == (
        "consultation",
        case_id,
    )
    said = " ".join(repr(vars(one)) for one in rows(AuditEntry))
    assert not any(word in said for word in ("Lapwing", "Hidden", "letter, she"))


# ── What they wish ───────────────────────────────────────────────────────────────────────────


def test_a_wish_is_asked_answered_and_changed_and_each_is_kept_with_its_day(
    desk, assessor, supervisor, case_id, clock, rows
):
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.ASKED)
    clock.set("2026-05-20 10:00")
    wishes(desk, assessor, number, Said.YES, dt.date(2026, 5, 18))
    clock.set("2026-06-02 10:00")
    wishes(desk, supervisor, number, Said.NO, dt.date(2026, 6, 1), note="Not any more")
    one = seen(desk, assessor, case_id)["Nerys Lapwing"]
    assert [(kept.wish.said, str(kept.wish.day), kept.by) for kept in one.wishes] == [
        ("asked", "2026-05-11", "Mared Hawthorn"),
        ("yes", "2026-05-18", "Mared Hawthorn"),
        ("no", "2026-06-01", "Osian Thistlewood"),
    ]
    assert one.wish(About.RESTORATIVE).said == Said.NO
    assert len(rows(VictimWish)) == 3


def test_a_wish_of_tomorrow_or_before_the_last_is_refused(desk, assessor, case_id, rows):
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.YES)
    for day in (dt.date(2026, 5, 12), dt.date(2026, 5, 10), None):
        with pytest.raises(Invalid) as told:
            wishes(desk, assessor, number, Said.NO, day)
        assert fields(told) == ["wish_day"]
    with pytest.raises(Invalid) as told:
        victims.record_wish(desk, assessor, number, Wish(None, None, DAY, None))
    assert fields(told) == ["about", "said", "wish_how"]
    assert len(rows(VictimWish)) == 1


def test_whoever_was_asked_and_has_not_answered_is_waited_for(desk, assessor, case_id, clock):
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.ASKED)
    assert calls(desk, assessor, Calls.VICTIM_WISH) == [("victim_wish", "2026-05-25")]
    clock.set("2026-05-26 09:00")
    (row,) = [one for one in attention.attention(desk, assessor) if one.due.code == "victim_wish"]
    assert row.due.lateness is Lateness.OVERDUE
    assert (row.due.step, row.due.field) == ("referral", f"victim_{number}")
    wishes(desk, assessor, number, Said.UNDECIDED, dt.date(2026, 5, 26))
    assert calls(desk, assessor, Calls.VICTIM_WISH) == []


# ── The second condition ─────────────────────────────────────────────────────────────────────


def places(desk, actor, case_id):
    return [one.position for one in contracts.draft(desk, actor, case_id).draft.conditions]


def test_with_no_victim_the_second_place_of_the_contract_stays_empty(desk, assessor, supervisor):
    stock(desk, supervisor)
    case_id = assessed(desk, assessor)
    victims.say_none(desk, assessor, case_id, "Nobody was there")
    assert places(desk, assessor, case_id) == [1, 3, 4, 5]


@pytest.mark.parametrize("known", [True, False])
def test_with_a_victim_or_where_nobody_has_said_the_second_place_is_theirs(
    desk, assessor, supervisor, known
):
    stock(desk, supervisor)
    case_id = assessed(desk, assessor)
    if known:
        wishes(desk, assessor, harmed(desk, assessor, case_id), Said.NO)
        assert victims.view(desk, assessor, case_id).restorative == "no"
    assert places(desk, assessor, case_id) == [1, 2, 3, 4, 5]


def test_whether_anybody_was_harmed_is_asked_before_the_contract(desk, assessor):
    case_id = assessed(desk, assessor)
    assert calls(desk, assessor, Calls.VICTIMS) == [("victims", "2026-05-12")]
    victims.say_none(desk, assessor, case_id, "Nobody was there")
    assert calls(desk, assessor, Calls.VICTIMS) == []


def test_the_participant_is_asked_for_restorative_justice_only_where_a_victim_wants_it(
    desk, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    number = harmed(desk, assessor, case_id)
    with pytest.raises(Refused, match="nobody_wants"):
        tracking.ask_restorative(desk, assessor, case_id, DAY)
    wishes(desk, assessor, number, Said.YES)
    tracking.ask_restorative(desk, assessor, case_id, DAY)


# ── Withdrawal, merging ──────────────────────────────────────────────────────────────────────


def test_whoever_withdraws_while_a_victim_waits_has_the_co_ordinator_on_the_list(
    desk, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    agreed(desk, assessor, case_id)
    assert not withdrawals.consequences(desk, assessor, case_id).victim_was_asked
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.ASKED)
    found = withdrawals.consequences(desk, assessor, case_id)
    assert found.victim_was_asked
    assert found.told[-1].who == "coordinator"
    given = withdrawals.Given(DAY, ToldHow.TELEPHONE, tells_coordinator=True)
    withdrawals.withdraw(desk, assessor, case_id, given)
    assert "coordinator" in [one.who for one in withdrawal_telling.view(
        desk, assessor, case_id).left]  # fmt: skip
    assert ("victim_notice_withdrawn", "2026-05-12") in calls(desk, assessor)


def test_one_who_no_longer_wants_it_keeps_nobody_waiting(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    agreed(desk, assessor, case_id)
    number = harmed(desk, assessor, case_id)
    wishes(desk, assessor, number, Said.YES)
    wishes(desk, assessor, number, Said.NO)
    assert not withdrawals.consequences(desk, assessor, case_id).victim_was_asked


def test_a_victim_goes_with_the_case_when_two_records_are_made_one(
    desk, assessor, supervisor, case_id, rows
):
    harmed(desk, assessor, case_id)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CLOSED
    stay = a_stay(custody_record="HW/1002/26")
    person = someone(name="Osian Sandpiper-Jones")
    other = refer(desk, assessor, person=person, custody=stay, another_person=True)
    kept_person, gone = rows(Person)[1], rows(Person)[0]
    order = merging.Order(kept_person.id, gone.id, (kept_person.version, gone.version),
                          frozenset(), "The same man")  # fmt: skip
    merging.merge(desk, supervisor, order)
    assert rows(Case)[0].person_id == kept_person.id
    assert seen(desk, assessor, case_id).keys() == {"Nerys Lapwing"}
    assert seen(desk, assessor, other) == {}
